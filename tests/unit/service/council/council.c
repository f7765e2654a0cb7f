/* SPDX-License-Identifier: MIT
 * service_council.c - a meeting from its preparation to the closed minutes, and what is refused.
 */
#include "tests/lib/chamber.h"

#include "db/admin/verify.h"
#include "tests/lib/in_view.h"

/* Preparing. */

static void
numbers_run_without_gaps_in_a_year(void **state)
{
	struct chamber *h = *state;
	struct meeting *m;
	uint64_t first, second;

	chamber_apply(h, "category=высшая", "agreed=2026-04-10");
	first = chamber_prepare(h, date_make(2026, 5, 20));
	m = (struct meeting *)IN_VIEW(h->s, register_load(VIEW, KIND_MEETINGS, first));
	assert_string_equal(m->number, "1");
	assert_string_equal(m->code, "M001");
	assert_int_equal(m->seats, MEMBERS);
	assert_int_equal(m->quorum, NUMBER_NONE);
	assert_int_equal(m->chair, h->members[0]);
	assert_int_equal(m->secretary, h->members[1]);
	record_free(&m->base);
	chamber_apply(h, "category=высшая", "agreed=2026-04-10");
	second = chamber_prepare(h, date_make(2026, 5, 10));
	m = (struct meeting *)IN_VIEW(h->s, register_load(VIEW, KIND_MEETINGS, second));
	assert_string_equal(m->number, "2");
	record_free(&m->base);
	chamber_apply(h, "category=высшая", "agreed=2026-04-10");
	second = chamber_prepare(h, date_make(2027, 1, 10));
	m = (struct meeting *)IN_VIEW(h->s, register_load(VIEW, KIND_MEETINGS, second));
	assert_string_equal(m->number, "1");
	record_free(&m->base);
}

static void
a_refused_meeting_takes_no_number(void **state)
{
	struct chamber *h = *state;
	uint64_t application = chamber_apply(h, "category=высшая", "agreed=2026-04-10");
	const struct agenda_entry twice[] = {
	    {.application = application}, {.application = application}};
	struct meeting_plan plan = {.date = date_make(2026, 3, 31),
	    .chair = h->members[0],
	    .secretary = h->members[1],
	    .seats = NUMBER_NONE,
	    .agenda = twice,
	    .nagenda = 1};
	struct meeting *m;

	assert_refused(h, council_prepare(h->s, &plan, NULL, &h->e), ST_REFUSED,
	    "подано 01.04.2026, позже заседания (31.03.2026)");
	plan.date = date_make(2026, 4, 1);
	plan.nagenda = 0;
	assert_refused(h, council_prepare(h->s, &plan, NULL, &h->e), ST_REFUSED, "повестка пуста");
	plan.nagenda = 2;
	assert_refused(h, council_prepare(h->s, &plan, NULL, &h->e), ST_REFUSED, "дважды");
	plan.nagenda = 1;
	plan.seats = 6;
	assert_refused(h, council_prepare(h->s, &plan, NULL, &h->e), ST_INVALID,
	    "мест в совете 6, а членов на день заседания 7");
	plan.seats = NUMBER_NONE;
	plan.chair = town_id(h->s, KIND_PEOPLE, "P0011");
	assert_refused(
	    h, council_prepare(h->s, &plan, NULL, &h->e), ST_REFUSED, "не входит в совет");
	plan.chair = h->members[0];
	plan.date = DATE_NONE;
	assert_refused(
	    h, council_prepare(h->s, &plan, NULL, &h->e), ST_INVALID, "укажите дату заседания");
	plan.date = date_make(2026, 4, 1);
	assert_done(h, council_prepare(h->s, &plan, &h->meeting, &h->e));
	m = (struct meeting *)IN_VIEW(h->s, register_load(VIEW, KIND_MEETINGS, h->meeting));
	assert_string_equal(m->number, "1");
	record_free(&m->base);
	/* The application stands on an agenda now. */
	assert_refused(h, council_prepare(h->s, &plan, NULL, &h->e), ST_REFUSED,
	    "стоит в повестке другого заседания");
}

static uint64_t
stamp_of(struct chamber *h, uint64_t application)
{
	struct record *r = IN_VIEW(h->s, register_load(VIEW, KIND_APPLICATIONS, application));
	uint64_t stamp = r->stamp;

	record_free(r);
	return stamp;
}

static void
an_application_goes_on_the_agenda_as_it_was_shown(void **state)
{
	struct chamber *h = *state;
	uint64_t a, seen;
	struct record *r;
	struct saved saved;

	chamber_apply(h, "category=высшая", "agreed=2026-04-10");
	chamber_prepare(h, clock_today());
	a = chamber_apply(h, "category=высшая", "agreed=2026-04-10");
	seen = stamp_of(h, a);
	r = IN_VIEW(h->s, register_load(VIEW, KIND_APPLICATIONS, a));
	SET(h->s, r, "agreed=2026-04-11");
	assert_done(h, save_record(h->s, r, &saved, &h->e));
	record_free(r);
	assert_refused(h, council_add_item(h->s, h->meeting, a, seen, &h->e), ST_REFUSED,
	    "тем временем изменил другой сотрудник");
	assert_done(h, council_add_item(h->s, h->meeting, a, stamp_of(h, a), &h->e));
	chamber_last_reason(h, "пункт внесён в повестку: Кандидат02 О. П.");
	assert_done(h, council_drop_item(h->s, h->meeting, a, &h->e));
	chamber_last_reason(h, "пункт снят с повестки: Кандидат02 О. П.");
}

static void
the_clerk_orders_the_agenda(void **state)
{
	struct chamber *h = *state;
	struct meeting_plan plan;
	struct council_meeting sitting;
	struct agenda_entry *agenda, order[2] = {{.application = 0}};

	for (int i = 0; i < 3; i++)
		chamber_apply(h, "category=высшая", "agreed=2026-04-10");
	chamber_prepare(h, clock_today());
	chamber_look(h, &sitting);
	assert_int_equal(sitting.state, MEETING_PREPARED);
	assert_int_equal(sitting.nitems, 3);
	assert_int_equal(sitting.items[0].application, h->applications[0]);
	assert_int_equal(sitting.nmembers, MEMBERS);
	assert_true(sitting.members[0].chairs && sitting.members[1].keeps_minutes);
	assert_string_equal(sitting.members[2].name, "Вишнёва А. И.");
	order[0].application = h->applications[2];
	order[1].application = h->applications[0];
	IN_VIEW(h->s, council_propose(VIEW, clock_today(), &plan, &agenda));
	assert_int_equal(plan.nagenda, 0); /* all of them stand on an agenda */
	plan.meeting = h->meeting;
	plan.stamp = sitting.meeting->base.stamp;
	plan.agenda = order;
	plan.nagenda = 2;
	council_meeting_free(&sitting);
	assert_done(h, council_prepare(h->s, &plan, &h->meeting, &h->e));
	assert_done(h, council_add_item(h->s, h->meeting, h->applications[1], 0, &h->e));
	chamber_look(h, &sitting);
	assert_int_equal(sitting.nitems, 3);
	assert_int_equal(sitting.items[0].application, h->applications[2]);
	assert_int_equal(sitting.items[1].application, h->applications[0]);
	assert_int_equal(sitting.items[2].application, h->applications[1]);
	assert_int_equal(sitting.items[2].position, 3);
	council_meeting_free(&sitting);
	assert_done(h, council_drop_item(h->s, h->meeting, h->applications[2], &h->e));
	chamber_look(h, &sitting);
	assert_int_equal(sitting.nitems, 2);
	assert_int_equal(sitting.items[0].position, 1);
	assert_int_equal(sitting.items[1].application, h->applications[1]);
	council_meeting_free(&sitting);
	plan.date = date_make(2027, 1, 1);
	assert_refused(
	    h, council_prepare(h->s, &plan, NULL, &h->e), ST_REFUSED, "номер 1 дан на 2026 год");
	plan.stamp--;
	assert_refused(
	    h, council_prepare(h->s, &plan, NULL, &h->e), ST_CONFLICT, "другой сотрудник");
	free(agenda);
}

static void
another_rule_of_quorum_is_kept_with_the_meeting(void **state)
{
	struct chamber *h = *state;
	struct meeting *m;

	chamber_rule(h, "quorum = \"больше 1/2\"", "quorum = \"не меньше 2/3\"");
	chamber_apply(h, "category=высшая", "agreed=2026-04-10");
	h->meeting = chamber_prepare(h, clock_today());
	m = (struct meeting *)IN_VIEW(h->s, register_load(VIEW, KIND_MEETINGS, h->meeting));
	assert_int_equal(m->quorum, 5);
	record_free(&m->base);
}

/* Sitting. */

static void
a_meeting_begins_on_its_day(void **state)
{
	struct chamber *h = *state;
	uint64_t stranger;
	struct council_meeting sitting;

	chamber_apply(h, "category=высшая", "agreed=2026-04-10");
	chamber_prepare(h, clock_today() + 1);
	assert_refused(h, council_start(h->s, h->meeting, h->members, 5, &h->e), ST_REFUSED,
	    "назначено на 01.06.2026");
	assert_refused(h,
	    council_vote(h->s, h->meeting, h->applications[0], h->members[0], VOTE_FOR, 0, &h->e),
	    ST_REFUSED, "ещё не начато");
	setenv("METODAKTIV_NOW", "2026-06-01T12:00:00", 1);
	stranger = town_id(h->s, KIND_PEOPLE, "P0011");
	assert_refused(h, council_start(h->s, h->meeting, &stranger, 1, &h->e), ST_REFUSED,
	    "Кандидат01 Ольга Петровна не входит в совет");
	assert_done(h, council_start(h->s, h->meeting, h->members, 5, &h->e));
	chamber_look(h, &sitting);
	assert_int_equal(sitting.state, MEETING_UNDER_WAY);
	assert_true(sitting.started);
	assert_int_equal(council_meeting_present(&sitting, 0), 5);
	assert_int_equal(sitting.current, 0);
	council_meeting_free(&sitting);
}

static void
votes_make_a_tally(void **state)
{
	struct chamber *h = *state;
	struct council_meeting sitting;
	struct buf words = {0};
	struct decision *d;

	chamber_sit(h, 2, 6);
	chamber_votes(h, 0, "++-+0");
	chamber_look(h, &sitting);
	assert_int_equal(sitting.items[0].cast, 5);
	assert_int_equal(sitting.items[0].count.votes_for, 3);
	assert_int_equal(sitting.items[0].count.against, 1);
	assert_int_equal(sitting.items[0].count.abstained, 1);
	assert_int_equal(sitting.items[0].count.present, 6);
	assert_int_equal(sitting.items[0].result.outcome, OUTCOME_ADMIT);
	council_put_quorum(&words, &sitting.rules, &sitting.items[0].count);
	assert_string_equal(buf_text(&words), "присутствуют 6 из 7, кворум есть: нужно 4");
	buf_free(&words);
	council_meeting_free(&sitting);
	assert_done(h, chamber_decide(h, 0, OUTCOME_ADMIT, ""));
	chamber_look(h, &sitting);
	assert_int_equal(sitting.current, 1);
	assert_int_equal(sitting.items[0].outcome, OUTCOME_ADMIT);
	council_meeting_free(&sitting);
	d = (struct decision *)record_new(KIND_DECISIONS);
	d->meeting = h->meeting;
	d->application = h->applications[0];
	{
		struct txn *t = txn_read(h->s->store);

		assert_true(records_get(t, records_find_same(t, &d->base), &d->base));
		txn_abort(t);
	}
	assert_int_equal(d->votes_for, 3);
	assert_int_equal(d->votes_against, 1);
	assert_int_equal(d->abstained, 1);
	record_free(&d->base);
}

static void
one_member_one_vote(void **state)
{
	struct chamber *h = *state;
	uint64_t version, waiting;

	chamber_sit(h, 1, 5);
	waiting = chamber_apply(h, "category=высшая", "agreed=2026-04-10");
	chamber_vote(h, 0, 2, VOTE_FOR);
	version = store_version(h->s->store);
	chamber_vote(h, 0, 2, VOTE_FOR); /* the same again is no second vote */
	assert_int_equal(store_version(h->s->store), version);
	assert_refused(h,
	    council_vote(
		h->s, h->meeting, h->applications[0], h->members[2], VOTE_AGAINST, 0, &h->e),
	    ST_CONFLICT, "Вишнёва А. И. по этому пункту уже голосует: за; второй голос не принят");
	assert_done(h,
	    council_vote(h->s, h->meeting, h->applications[0], h->members[2], VOTE_AGAINST,
		VOTE_FOR, &h->e));
	assert_refused(h,
	    council_vote(h->s, h->meeting, h->applications[0], h->members[6], VOTE_FOR, 0, &h->e),
	    ST_REFUSED, "Жукова А. И. не присутствует при рассмотрении пункта 1");
	assert_refused(h,
	    council_vote(h->s, h->meeting, h->applications[0], town_id(h->s, KIND_PEOPLE, "P0011"),
		VOTE_FOR, 0, &h->e),
	    ST_REFUSED, "не входит в совет");
	assert_refused(h, council_vote(h->s, h->meeting, 999, h->members[0], VOTE_FOR, 0, &h->e),
	    ST_REFUSED, "в повестке заседания нет");
	assert_refused(h,
	    council_vote(h->s, h->meeting, waiting, h->members[0], VOTE_FOR, 0, &h->e), ST_REFUSED,
	    "заявления «Кандидат02 Ольга Петровна»");
	assert_refused(h,
	    council_vote(h->s, h->meeting, h->applications[0], h->members[0], 5, 0, &h->e),
	    ST_INVALID, "такого голоса нет");
}

static void
no_vote_without_a_quorum(void **state)
{
	struct chamber *h = *state;

	chamber_sit(h, 2, 4);
	chamber_vote(h, 0, 0, VOTE_FOR);
	assert_refused(h, council_leave(h->s, h->meeting, h->members[0], &h->e), ST_REFUSED,
	    "Арбузова А. И. уже голосует");
	assert_done(h, council_leave(h->s, h->meeting, h->members[3], &h->e));
	assert_refused(h,
	    council_vote(h->s, h->meeting, h->applications[0], h->members[1], VOTE_FOR, 0, &h->e),
	    ST_REFUSED, "голосовать нельзя: присутствуют 3 из 7, кворума нет: нужно 4");
	assert_refused(h, chamber_decide(h, 0, OUTCOME_ADMIT, "всё равно"), ST_REFUSED,
	    "голосовать нельзя: присутствуют 3 из 7");
	/* Postponing needs none. */
	assert_done(h, chamber_decide(h, 0, OUTCOME_POSTPONE, "нет кворума"));
	assert_done(h, council_arrive(h->s, h->meeting, h->members[3], &h->e));
	chamber_votes(h, 1, "++++");
}

static void
leaving_in_the_middle_is_told_item_by_item(void **state)
{
	struct chamber *h = *state;
	struct council_meeting sitting;

	chamber_sit(h, 3, 7);
	chamber_votes(h, 0, "+++++++");
	assert_done(h, chamber_decide(h, 0, OUTCOME_ADMIT, ""));
	assert_done(h, council_leave(h->s, h->meeting, h->members[6], &h->e));
	chamber_votes(h, 1, "++++++");
	assert_done(h, chamber_decide(h, 1, OUTCOME_ADMIT, ""));
	assert_done(h, council_arrive(h->s, h->meeting, h->members[6], &h->e));
	chamber_look(h, &sitting);
	assert_int_equal(council_meeting_present(&sitting, 0), 7);
	assert_int_equal(council_meeting_present(&sitting, 1), 6);
	assert_int_equal(council_meeting_present(&sitting, 2), 7);
	assert_int_equal(sitting.items[1].count.present, 6);
	council_meeting_free(&sitting);
	/* Gone and back at one item: never gone. */
	assert_done(h, council_leave(h->s, h->meeting, h->members[5], &h->e));
	assert_done(h, council_arrive(h->s, h->meeting, h->members[5], &h->e));
	chamber_look(h, &sitting);
	assert_int_equal(council_meeting_present(&sitting, 2), 7);
	council_meeting_free(&sitting);
}

static void
recusals_are_proposed_taken_and_dismissed(void **state)
{
	struct chamber *h = *state;
	size_t chair, third;
	struct council_meeting sitting;
	struct record *own;

	chamber_sit(h, 2, 7);
	own = IN_VIEW(h->s, register_load(VIEW, KIND_APPLICATIONS, h->applications[1]));
	SET(h->s, own, "person=P0003");
	town_save(h->s, own);
	chamber_look(h, &sitting);
	chair = council_meeting_member(&sitting, h->members[0]);
	third = council_meeting_member(&sitting, h->members[2]);
	assert_int_equal(sitting.items[0].ballots[chair].recusal, RECUSAL_IS_PROPOSED);
	assert_string_equal(sitting.items[0].ballots[chair].why, "то же учреждение");
	assert_int_equal(sitting.items[0].ballots[third].recusal, RECUSAL_NONE);
	assert_int_equal(sitting.items[1].ballots[third].recusal, RECUSAL_IS_PROPOSED);
	assert_string_equal(sitting.items[1].ballots[third].why, "своё заявление");
	council_meeting_free(&sitting);
	assert_refused(h,
	    council_dismiss_recusal(
		h->s, h->meeting, h->applications[0], h->members[0], 0, " ", &h->e),
	    ST_INVALID, "отвод отклоняют с причиной");
	assert_done(h,
	    council_dismiss_recusal(
		h->s, h->meeting, h->applications[0], h->members[0], 0, "не подчинённый", &h->e));
	assert_done(h,
	    council_recuse(
		h->s, h->meeting, h->applications[1], h->members[2], 0, "своё заявление", &h->e));
	chamber_look(h, &sitting);
	assert_int_equal(sitting.items[0].ballots[chair].recusal, RECUSAL_IS_DISMISSED);
	assert_string_equal(sitting.items[0].ballots[chair].why, "не подчинённый");
	assert_int_equal(sitting.items[1].ballots[third].recusal, RECUSAL_IS_TAKEN);
	assert_int_equal(sitting.items[1].ballots[third].vote, VOTE_RECUSED);
	assert_int_equal(sitting.items[1].count.recused, 1);
	assert_int_equal(sitting.items[1].count.votes_for, 0);
	council_meeting_free(&sitting);
	/* The same by a digit. */
	chamber_vote(h, 0, 0, VOTE_RECUSED);
	chamber_look(h, &sitting);
	assert_int_equal(sitting.items[0].count.recused, 1);
	assert_int_equal(sitting.items[0].count.votes_for, 0);
	council_meeting_free(&sitting);
}

static void
the_chair_settles_a_tie(void **state)
{
	struct chamber *h = *state;
	struct council_meeting sitting;

	chamber_sit(h, 2, 6);
	chamber_votes(h, 0, "+++---");
	chamber_votes(h, 1, "-+++--");
	chamber_look(h, &sitting);
	assert_int_equal(sitting.items[0].result.ground, COUNCIL_CASTING_VOTE);
	assert_int_equal(sitting.items[0].result.outcome, OUTCOME_ADMIT);
	assert_int_equal(sitting.items[1].result.outcome, OUTCOME_REFUSE);
	council_meeting_free(&sitting);
	assert_done(h, chamber_decide(h, 0, OUTCOME_ADMIT, ""));
}

static void
reasons_where_they_are_due(void **state)
{
	struct chamber *h = *state;
	char **reasons;
	size_t count;

	for (int i = 0; i < 3; i++)
		chamber_apply(
		    h, i == 1 ? "category=первая" : "category=высшая", "agreed=2026-04-10");
	chamber_sit(h, 0, 7);
	chamber_votes(h, 0, "-------");
	assert_refused(h, chamber_decide(h, 0, OUTCOME_REFUSE, "  "), ST_INVALID,
	    "отказ записывают с причиной");
	assert_refused(h, chamber_decide(h, 0, OUTCOME_ADMIT, "всё равно"), ST_REFUSED,
	    "решение «принять» — вопреки голосам (за 0, против 7)");
	assert_done(h, chamber_decide(h, 0, OUTCOME_REFUSE, "своя причина"));
	assert_refused(h, chamber_decide(h, 0, OUTCOME_ADMIT, ""), ST_CONFLICT,
	    "по пункту 1 уже решено: отклонить");
	assert_refused(h,
	    council_vote(
		h->s, h->meeting, h->applications[0], h->members[0], VOTE_FOR, VOTE_AGAINST, &h->e),
	    ST_REFUSED, "сначала отмените решение");
	assert_refused(h, chamber_decide(h, 1, OUTCOME_REFUSE, "нет"), ST_REFUSED,
	    "по пункту 2 никто не голосовал");
	chamber_votes(h, 1, "+++++++");
	assert_refused(h, chamber_decide(h, 1, OUTCOME_ADMIT, ""), ST_INVALID,
	    "требования положения не подтверждены");
	assert_done(h, chamber_decide(h, 1, OUTCOME_ADMIT, "единственный учитель физики"));
	assert_refused(h, chamber_decide(h, 2, 4, "x"), ST_INVALID, "такого решения нет");
	count = IN_VIEW(h->s, council_reasons(VIEW, OUTCOME_REFUSE, &reasons));
	assert_int_equal(count, 4);
	assert_string_equal(reasons[0], "не подтверждены требования пункта 2.4 положения");
	assert_string_equal(reasons[3], "своя причина");
	for (size_t i = 0; i < count; i++)
		free(reasons[i]);
	free(reasons);
}

static void
totals_instead_of_votes(void **state)
{
	struct chamber *h = *state;
	struct council_totals totals = {.votes_for = 5, .against = 2, .abstained = 1};
	struct council_decision d;
	struct council_meeting sitting;

	chamber_sit(h, 2, 7);
	d = (struct council_decision){
	    .item = h->applications[0], .outcome = OUTCOME_ADMIT, .reason = "", .totals = &totals};
	assert_refused(h, council_decide(h->s, h->meeting, &d, &h->e), ST_INVALID,
	    "голосов 8, а голосовать могли 7");
	totals.abstained = 0;
	assert_done(h, council_decide(h->s, h->meeting, &d, &h->e));
	chamber_look(h, &sitting);
	assert_true(sitting.items[0].totals);
	assert_int_equal(sitting.items[0].count.votes_for, 5);
	assert_int_equal(sitting.items[0].count.against, 2);
	assert_int_equal(sitting.items[0].outcome, OUTCOME_ADMIT);
	assert_int_equal(sitting.current, 0); /* not asked to move */
	council_meeting_free(&sitting);
	chamber_vote(h, 1, 0, VOTE_FOR);
	d.item = h->applications[1];
	assert_refused(h, council_decide(h->s, h->meeting, &d, &h->e), ST_REFUSED,
	    "по пункту 2 голосуют поимённо");
}

static void
steps_back_to_the_beginning(void **state)
{
	struct chamber *h = *state;
	struct council_meeting sitting;
	uint64_t about;

	chamber_sit(h, 2, 7);
	chamber_votes(h, 0, "+++++++");
	assert_done(h, chamber_decide(h, 0, OUTCOME_ADMIT, ""));
	chamber_votes(h, 1, "+++");
	for (int i = 0; i < 3; i++) /* the votes */
		assert_done(h, council_undo(h->s, h->meeting, &about, &h->e));
	assert_int_equal(about, h->applications[1]);
	chamber_look(h, &sitting);
	assert_int_equal(sitting.items[1].cast, 0);
	assert_int_equal(sitting.current, 1);
	council_meeting_free(&sitting);
	assert_done(h, council_undo(h->s, h->meeting, &about, &h->e)); /* to the decision before */
	assert_int_equal(about, h->applications[0]);
	chamber_look(h, &sitting);
	assert_int_equal(sitting.current, 0);
	assert_int_equal(sitting.items[0].outcome, 0);
	assert_int_equal(sitting.items[0].cast, 7);
	council_meeting_free(&sitting);
	for (int i = 0; i < 7; i++)
		assert_done(h, council_undo(h->s, h->meeting, &about, &h->e));
	chamber_look(h, &sitting);
	assert_int_equal(sitting.items[0].cast, 0);
	council_meeting_free(&sitting);
	assert_refused(
	    h, council_undo(h->s, h->meeting, &about, &h->e), ST_NOTFOUND, "отменять нечего");
}

static void
everybody_comes_back_to_the_same_item(void **state)
{
	struct chamber *h = *state;
	struct council_meeting sitting;

	chamber_sit(h, 3, 5);
	chamber_vote(h, 2, 0, VOTE_FOR);
	assert_done(h, council_move(h->s, h->meeting, h->applications[2], &h->e));
	town_shut(&h->town);
	town_reopen(&h->town);
	h->s = h->town.s;
	chamber_look(h, &sitting);
	assert_int_equal(sitting.current, 2);
	assert_int_equal(sitting.items[2].cast, 1);
	council_meeting_free(&sitting);
}

static void
print_fault(void *context, const char *sentence)
{
	(void)context;
	print_error("%s\n", sentence);
}

/* Seven people, ten applications: one leaves midway, one recusal, a tie, a refusal, one postponed,
 * one admitted against the verdict; and the database is whole afterwards. */
static void
a_whole_meeting(void **state)
{
	static const struct {
		const char *votes;
		uint8_t outcome;
		const char *reason;
	} course[] = {
	    {"+++++++", OUTCOME_ADMIT, ""},
	    {"x++++-0", OUTCOME_ADMIT, ""},
	    {"+++---0", OUTCOME_ADMIT, ""}, /* the chair is for */
	    {"-------", OUTCOME_REFUSE, "не подтверждены требования"},
	    {"", OUTCOME_POSTPONE, "нужны документы"},
	    {"++++++", OUTCOME_ADMIT, "единственный учитель физики"}, /* six from here on */
	    {"++++++", OUTCOME_ADMIT, ""},
	    {"++++--", OUTCOME_ADMIT, ""},
	    {"++++00", OUTCOME_ADMIT, ""},
	    {"0+++++", OUTCOME_ADMIT, ""},
	};
	enum { ITEMS = sizeof(course) / sizeof(course[0]), LEAVES_AT = 5 };
	struct chamber *h = *state;
	struct verify_report report = {0};
	struct council_meeting sitting;
	struct application_statuses ways;

	for (size_t i = 0; i < ITEMS; i++)
		chamber_apply(
		    h, i == LEAVES_AT ? "category=первая" : "category=высшая", "agreed=2026-04-10");
	chamber_sit(h, 0, MEMBERS);
	for (size_t i = 0; i < ITEMS; i++) {
		chamber_look(h, &sitting);
		assert_int_equal(sitting.current, i);
		council_meeting_free(&sitting);
		if (i == LEAVES_AT)
			assert_done(h, council_leave(h->s, h->meeting, h->members[6], &h->e));
		chamber_votes(h, i, course[i].votes);
		chamber_look(h, &sitting);
		if (course[i].outcome != OUTCOME_POSTPONE)
			assert_int_equal(sitting.items[i].result.outcome, course[i].outcome);
		assert_int_equal(sitting.items[i].eligible, i != LEAVES_AT);
		council_meeting_free(&sitting);
		assert_done(h, chamber_decide(h, i, course[i].outcome, course[i].reason));
	}
	assert_done(h, council_close(h->s, h->meeting, false, &h->e));
	assert_int_equal(
	    IN_VIEW(h->s, application_statuses_load(VIEW, clock_today(), &ways)), ST_OK);
	assert_int_equal(ways.counts[APPLICATION_ADMITTED], 8);
	assert_int_equal(ways.counts[APPLICATION_REFUSED], 1);
	assert_int_equal(ways.counts[APPLICATION_POSTPONED], 1);
	application_statuses_free(&ways);
	assert_int_equal(verify_store(h->s->store, &report, print_fault, NULL, NULL), ST_OK);
	assert_int_equal(report.faults, 0);
}

#define CHAMBER(test) cmocka_unit_test_setup_teardown(test, chamber_open, chamber_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    CHAMBER(numbers_run_without_gaps_in_a_year),
	    CHAMBER(a_refused_meeting_takes_no_number),
	    CHAMBER(an_application_goes_on_the_agenda_as_it_was_shown),
	    CHAMBER(the_clerk_orders_the_agenda),
	    CHAMBER(another_rule_of_quorum_is_kept_with_the_meeting),
	    CHAMBER(a_meeting_begins_on_its_day),
	    CHAMBER(votes_make_a_tally),
	    CHAMBER(one_member_one_vote),
	    CHAMBER(no_vote_without_a_quorum),
	    CHAMBER(leaving_in_the_middle_is_told_item_by_item),
	    CHAMBER(recusals_are_proposed_taken_and_dismissed),
	    CHAMBER(the_chair_settles_a_tie),
	    CHAMBER(reasons_where_they_are_due),
	    CHAMBER(totals_instead_of_votes),
	    CHAMBER(steps_back_to_the_beginning),
	    CHAMBER(everybody_comes_back_to_the_same_item),
	    CHAMBER(a_whole_meeting),
	};

	return cmocka_run_group_tests_name("the council", tests, NULL, NULL);
}
