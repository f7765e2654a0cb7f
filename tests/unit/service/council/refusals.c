/* SPDX-License-Identifier: MIT
 * refusals.c - what a council is told it cannot do, sentence by sentence; nothing of it is written.
 */
#include "tests/lib/chamber.h"
#include "tests/lib/in_view.h"

enum { GONE = 900000 }; /* behind all ids */

static struct meeting_plan
plan_of(struct chamber *h, const struct agenda_entry *agenda, size_t count)
{
	return (struct meeting_plan){.date = clock_today(),
	    .chair = h->members[0],
	    .secretary = h->members[1],
	    .seats = NUMBER_NONE,
	    .agenda = agenda,
	    .nagenda = count};
}

static enum status
prepare(struct chamber *h, const struct meeting_plan *plan, uint64_t *meeting)
{
	return council_prepare(h->s, plan, meeting, &h->e);
}

/* The meeting as it stands may be planned anew. */
static struct meeting_plan
plan_again(struct chamber *h, const struct agenda_entry *agenda, size_t count)
{
	struct meeting_plan plan = plan_of(h, agenda, count);
	struct council_meeting s;

	chamber_look(h, &s);
	plan.meeting = h->meeting;
	plan.stamp = s.meeting->base.stamp;
	council_meeting_free(&s);
	return plan;
}

static void
an_agenda_has_what_can_be_decided(void **state)
{
	struct chamber *h = *state;
	struct agenda_entry entry = {.application = GONE};
	struct meeting_plan plan = plan_of(h, &entry, 1);

	chamber_sit(h, 3, 7);
	assert_refused(h, prepare(h, &plan, NULL), ST_NOTFOUND, "больше нет: его удалили");
	chamber_votes(h, 0, "+++++++");
	assert_done(h, chamber_decide(h, 0, OUTCOME_ADMIT, ""));
	chamber_votes(h, 1, "-------");
	assert_done(h, chamber_decide(h, 1, OUTCOME_REFUSE, "рано"));
	entry.application = h->applications[0];
	assert_refused(h, prepare(h, &plan, NULL), ST_REFUSED, "уже рассмотрено советом: принять");
	entry.application = h->applications[1];
	assert_refused(
	    h, prepare(h, &plan, NULL), ST_REFUSED, "уже рассмотрено советом: отклонить");
	plan = plan_again(h, &entry, 1);
	assert_refused(h, prepare(h, &plan, NULL), ST_REFUSED, "заседание уже начато");
	/* Of what came with a table the order alone may tell. */
	chamber_apply(h, "category=высшая", "agreed=2026-04-10");
	town_save(h->s,
	    RECORD(h->s, KIND_ORDERS, "code=R1", "number=1-ма", "date=2026-05-25",
		"kind=состав методактива", "subject=Состав"));
	town_save(h->s,
	    RECORD(h->s, KIND_MEMBERSHIPS, "person=P0014", "application=AP0004", "from=2026-05-25",
		"order=R1"));
	assert_refused(h, council_add_item(h->s, h->meeting, h->applications[3], 0, &h->e),
	    ST_REFUSED, "уже рассмотрено советом: принять");
	assert_refused(h, council_drop_item(h->s, h->meeting, h->applications[2], &h->e),
	    ST_REFUSED, "заседание уже начато");
	assert_refused(h, council_add_item(h->s, h->meeting, GONE, 1, &h->e), ST_REFUSED,
	    "удалил другой сотрудник");
}

static void
an_item_is_taken_from_where_it_stands(void **state)
{
	struct chamber *h = *state;
	uint64_t other;

	chamber_apply(h, "category=высшая", "agreed=2026-04-10");
	chamber_prepare(h, clock_today());
	other = chamber_apply(h, "category=высшая", "agreed=2026-04-10");
	assert_refused(h, council_drop_item(h->s, h->meeting, h->applications[0], &h->e),
	    ST_REFUSED, "единственный пункт");
	assert_refused(h, council_drop_item(h->s, h->meeting, other, &h->e), ST_REFUSED,
	    "в повестке заседания нет");
}

/* A council nobody has a seat in yet is told by the clerk, who may change it until the meeting. */
static void
seats_are_told_where_no_council_is_known(void **state)
{
	const struct agenda_entry topics[] = {{.topic = "О плане"}, {.topic = "Разное"}};
	const struct agenda_entry turned[] = {{.topic = "Разное"}, {.topic = "О плане"}};
	struct chamber *h = *state;
	struct meeting_plan plan = plan_of(h, topics, 2);
	struct council_meeting s;

	chamber_rule(h, "quorum = \"больше 1/2\"", "quorum = \"не меньше 2/3\"");
	plan.date = date_make(2025, 8, 20); /* before all seats */
	plan.chair = plan.secretary = 0;
	assert_refused(h, prepare(h, &plan, NULL), ST_INVALID, "укажите, сколько членов в совете");
	plan.seats = 9;
	assert_done(h, prepare(h, &plan, &h->meeting));
	chamber_look(h, &s);
	assert_int_equal(s.meeting->quorum, 6);
	council_meeting_free(&s);
	plan = plan_again(h, turned, 2);
	plan.date = date_make(2025, 8, 20);
	plan.chair = plan.secretary = 0;
	plan.seats = 12;
	assert_done(h, prepare(h, &plan, &h->meeting));
	chamber_look(h, &s);
	assert_int_equal(s.meeting->quorum, 8);
	assert_string_equal(s.items[0].topic, "Разное");
	assert_string_equal(s.items[1].topic, "О плане");
	council_meeting_free(&s);
}

/* A number of another kind is nobody's to count on from. */
static void
an_office_s_number_is_not_counted_on(void **state)
{
	struct chamber *h = *state;
	struct meeting *m;

	town_save(h->s,
	    RECORD(h->s, KIND_MEETINGS, "code=M050", "number=20260520001", "date=2026-05-20",
		"seats=7"));
	town_save(h->s,
	    RECORD(h->s, KIND_MEETINGS, "code=M051", "number=4", "date=2026-05-21", "seats=7"));
	town_save(h->s,
	    RECORD(h->s, KIND_MEETINGS, "code=M052", "number=2", "date=2026-05-22", "seats=7"));
	chamber_apply(h, "category=высшая", "agreed=2026-04-10");
	chamber_prepare(h, clock_today());
	m = (struct meeting *)IN_VIEW(h->s, register_load(VIEW, KIND_MEETINGS, h->meeting));
	assert_string_equal(m->number, "5");
	record_free(&m->base);
}

static void
votes_are_refused_in_words(void **state)
{
	struct chamber *h = *state;
	struct council_decision none = {.outcome = 0, .reason = ""};
	uint64_t a, m;
	size_t voted;
	struct record *own;

	chamber_sit(h, 3, 7);
	a = none.item = h->applications[0];
	m = h->members[0];
	assert_refused(
	    h, council_decide(h->s, h->meeting, &none, &h->e), ST_INVALID, "такого решения нет");
	assert_refused(h, council_vote(h->s, h->meeting, a, m, VOTE_AGAINST, VOTE_FOR, &h->e),
	    ST_CONFLICT, "тем временем сняли; проголосуйте заново");
	assert_refused(h, council_change_vote(h->s, h->meeting, a, m, VOTE_FOR, 0, " ", &h->e),
	    ST_INVALID, "почему голос меняется");
	own = IN_VIEW(h->s, register_load(VIEW, KIND_APPLICATIONS, a));
	SET(h->s, own, "person=P0003");
	town_save(h->s, own);
	assert_refused(h, council_vote(h->s, h->meeting, a, h->members[2], VOTE_FOR, 0, &h->e),
	    ST_REFUSED, "не голосует: своё заявление");
	assert_done(h, council_close_vote(h->s, h->meeting, a, 0, &h->e));
	assert_refused(h, council_vote_rest(h->s, h->meeting, a, &voted, &h->e), ST_REFUSED,
	    "голосование по пункту 1 закрыто");
	assert_refused(h, council_dismiss_recusal(h->s, h->meeting, a, m, 0, "не родня", &h->e),
	    ST_REFUSED, "голосование по пункту 1 закрыто");
	assert_done(h, chamber_decide(h, 0, OUTCOME_POSTPONE, ""));
	assert_refused(h, council_vote_rest(h->s, h->meeting, a, &voted, &h->e), ST_REFUSED,
	    "по пункту 1 уже решено");
	for (size_t i = 3; i < MEMBERS; i++)
		assert_done(h, council_leave(h->s, h->meeting, h->members[i], &h->e));
	assert_refused(h, council_vote_rest(h->s, h->meeting, h->applications[1], &voted, &h->e),
	    ST_REFUSED, "кворума нет");
}

/* Where a decision wants so many votes as make a quorum, being there is not enough. */
static void
too_few_have_voted(void **state)
{
	struct chamber *h = *state;

	chamber_rule(
	    h, "quorum = \"больше 1/2\"", "quorum_of_votes = true; quorum = \"больше 1/2\"");
	chamber_sit(h, 1, 7);
	chamber_votes(h, 0, "+++");
	assert_refused(h, chamber_decide(h, 0, OUTCOME_ADMIT, ""), ST_REFUSED,
	    "проголосовали 3, а правила города требуют для решения 4");
	chamber_vote(h, 0, 3, VOTE_FOR);
	assert_done(h, chamber_decide(h, 0, OUTCOME_ADMIT, ""));
}

/* Against the votes only those write who answer for the minutes: by role, or as this meeting's. */
static void
who_may_decide_against_the_votes(void **state)
{
	static const struct {
		const char *role, *person;
		bool may;
	} who[] = {{"secretary", "", true}, {"chair", "", true}, {"clerk", "P0001", true},
	    {"clerk", "P0002", true}, {"clerk", "P0004", true}, /* who leads */
	    {"clerk", "P0003", false}, {"clerk", "", false}};
	struct chamber *h = *state;

	chamber_sit(h, 1, 7);
	assert_done(h, council_lead(h->s, h->meeting, h->members[3], &h->e));
	chamber_votes(h, 0, "+++++++");
	for (size_t i = 0; i < sizeof(who) / sizeof(who[0]); i++) {
		const struct council_decision d = {.item = h->applications[0],
		    .outcome = OUTCOME_REFUSE,
		    .reason = "отозвано устно",
		    .contrary = true};
		char name[16];
		struct session *s;

		snprintf(name, sizeof(name), "who%zu", i);
		s = chamber_account(h, name, who[i].role, who[i].person);
		if (who[i].may) {
			assert_done(h, council_decide(s, h->meeting, &d, &h->e));
			assert_done(h, council_undo(h->s, h->meeting, NULL, &h->e));
		} else {
			assert_refused(h, council_decide(s, h->meeting, &d, &h->e), ST_DENIED,
			    "только председатель или секретарь");
		}
		town_second_close(s);
	}
}

/* No field takes so many words; what is typed is refused whole. */
static void
nobody_can_say_so_much(void **state)
{
	static char words[80000];
	struct chamber *h = *state;
	const struct council_speech by = {.speaker = words, .text = "Да."},
				    text = {.speaker = "Гость", .text = words};
	struct council_decision d = {.outcome = OUTCOME_POSTPONE, .reason = words};
	struct agenda_entry topics[] = {{.topic = words}, {.topic = "О плане"}};
	struct meeting_plan plan;
	uint64_t a, m;

	memset(words, 'x', sizeof(words) - 1);
	chamber_sit(h, 2, 7);
	a = d.item = h->applications[0];
	m = h->members[0];
	assert_refused(h, council_recuse(h->s, h->meeting, a, m, 0, words, &h->e), ST_INVALID,
	    "слишком длинно");
	assert_refused(h, council_dismiss_recusal(h->s, h->meeting, a, m, 0, words, &h->e),
	    ST_INVALID, "слишком длинно");
	assert_done(h, council_recuse(h->s, h->meeting, a, m, 0, "родня", &h->e));
	assert_refused(h,
	    council_dismiss_recusal(h->s, h->meeting, a, m, VOTE_RECUSED, words, &h->e), ST_INVALID,
	    "слишком длинно");
	assert_refused(h,
	    council_change_vote(h->s, h->meeting, a, h->members[3], VOTE_FOR, 0, words, &h->e),
	    ST_INVALID, "слишком длинно");
	assert_refused(
	    h, council_decide(h->s, h->meeting, &d, &h->e), ST_INVALID, "слишком длинно");
	assert_refused(
	    h, council_put_speech(h->s, h->meeting, a, &by, &h->e), ST_INVALID, "слишком длинно");
	assert_refused(
	    h, council_put_speech(h->s, h->meeting, a, &text, &h->e), ST_INVALID, "слишком длинно");
	assert_refused(h, council_set_reporter(h->s, h->meeting, a, "", words, &h->e), ST_INVALID,
	    "слишком длинно");
	assert_refused(h, council_add_topic(h->s, h->meeting, words, NULL, &h->e), ST_INVALID,
	    "слишком длинно");
	assert_refused(h, council_add_topic(h->s, h->meeting, "Разное", words, &h->e), ST_INVALID,
	    "слишком длинно");
	plan = plan_of(h, topics, 2);
	plan.date = clock_today() - 1;
	assert_refused(h, prepare(h, &plan, NULL), ST_INVALID, "слишком длинно");
	plan.agenda++;
	plan.nagenda = 1;
	assert_done(h, prepare(h, &plan, &h->meeting));
	plan = plan_again(h, topics, 1);
	assert_refused(h, prepare(h, &plan, NULL), ST_INVALID, "слишком длинно");
}

static void
a_reporter_named_meanwhile_is_told(void **state)
{
	struct chamber *h = *state;

	chamber_sit(h, 1, 7);
	assert_refused(h,
	    council_set_reporter(h->s, h->meeting, h->applications[0], "Седова", "Гость", &h->e),
	    ST_CONFLICT, "назначил другой сотрудник: никто");
	assert_done(
	    h, council_set_reporter(h->s, h->meeting, h->applications[0], "", "Седова", &h->e));
	assert_refused(h,
	    council_set_reporter(h->s, h->meeting, h->applications[0], "", "Гость", &h->e),
	    ST_CONFLICT, "назначил другой сотрудник: Седова");
}

static void
agreement_has_a_day(void **state)
{
	struct chamber *h = *state;
	uint64_t a = chamber_apply(h, "category=высшая", "agreed=");
	size_t changed;

	assert_refused(h, council_agree(h->s, &a, 1, UINT64_MAX, DATE_NONE, &changed, &h->e),
	    ST_INVALID, "день согласования нужен");
}

#define CHAMBER(test) cmocka_unit_test_setup_teardown(test, chamber_open, chamber_close)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    CHAMBER(an_agenda_has_what_can_be_decided),
	    CHAMBER(an_item_is_taken_from_where_it_stands),
	    CHAMBER(seats_are_told_where_no_council_is_known),
	    CHAMBER(an_office_s_number_is_not_counted_on),
	    CHAMBER(votes_are_refused_in_words),
	    CHAMBER(too_few_have_voted),
	    CHAMBER(who_may_decide_against_the_votes),
	    CHAMBER(nobody_can_say_so_much),
	    CHAMBER(a_reporter_named_meanwhile_is_told),
	    CHAMBER(agreement_has_a_day),
	};

	return cmocka_run_group_tests_name("refusals", tests, NULL, NULL);
}
