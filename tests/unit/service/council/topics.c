/* SPDX-License-Identifier: MIT
 * topics.c - items of an agenda that are no applications: in one order with them, voted and decided
 * on by the same rules, in the same minutes.
 */
#include "tests/lib/chamber.h"

#include "db/record/records.h"
#include "service/core/visibility.h"
#include "tests/lib/in_view.h"

enum { FIRST, TOPIC, LAST, ITEMS };

static const char plan_of_work[] = "О плане работы совета на год";

/* An application, a topic, an application. */
static void
prepare(struct chamber *h)
{
	struct agenda_entry agenda[ITEMS] = {
	    [TOPIC] = {.topic = plan_of_work, .speaker = "Седова Н. П., методист"}};
	struct agenda_entry *proposed;
	struct meeting_plan plan;

	agenda[FIRST].application = chamber_apply(h, "category=высшая", "agreed=2026-04-10");
	agenda[LAST].application = chamber_apply(h, "category=высшая", "agreed=2026-04-10");
	IN_VIEW(h->s, council_propose(VIEW, clock_today(), &plan, &proposed));
	free(proposed);
	plan.agenda = agenda;
	plan.nagenda = ITEMS;
	assert_done(h, council_prepare(h->s, &plan, &h->meeting, &h->e));
}

static void
sit(struct chamber *h, size_t present)
{
	prepare(h);
	assert_done(h, council_start(h->s, h->meeting, h->members, present, &h->e));
}

static uint64_t
id_of(struct chamber *h, size_t item)
{
	struct council_meeting s;
	uint64_t id;

	chamber_look(h, &s);
	id = s.items[item].id;
	council_meeting_free(&s);
	return id;
}

static void
vote(struct chamber *h, size_t member, uint8_t vote, uint8_t instead_of)
{
	assert_done(h,
	    council_vote(
		h->s, h->meeting, id_of(h, TOPIC), h->members[member], vote, instead_of, &h->e));
}

static enum status
decide_as(struct chamber *h, struct session *s, uint8_t outcome, const char *text, bool contrary)
{
	const struct council_decision d = {.item = id_of(h, TOPIC),
	    .outcome = outcome,
	    .reason = contrary ? "решено иначе" : "",
	    .text = text,
	    .contrary = contrary,
	    .move = true};

	return council_decide(s, h->meeting, &d, &h->e);
}

static enum status
decide(struct chamber *h, uint8_t outcome, const char *text)
{
	return decide_as(h, h->s, outcome, text, false);
}

static void
topics_stand_among_applications(void **state)
{
	struct chamber *h = *state;
	struct council_meeting s;

	prepare(h);
	assert_refused(h,
	    council_add_topic(h->s, h->meeting, "о плане работы совета на год", "", &h->e),
	    ST_REFUSED, "уже стоит в повестке: 2");
	assert_refused(h, council_add_topic(h->s, h->meeting, " ", "", &h->e), ST_INVALID,
	    "напишите, о чём вопрос");
	assert_done(h, council_add_topic(h->s, h->meeting, " Разное ", NULL, &h->e));
	assert_done(h, council_drop_item(h->s, h->meeting, h->applications[0], &h->e));
	chamber_look(h, &s);
	assert_int_equal(s.nitems, 3);
	assert_string_equal(s.items[0].title, plan_of_work);
	assert_string_equal(s.items[0].speaker, "Седова Н. П., методист");
	assert_int_equal(s.items[0].application, 0);
	assert_int_equal(s.items[1].application, h->applications[1]);
	assert_string_equal(s.items[2].title, "Разное");
	assert_int_equal(s.items[2].position, 3);
	council_meeting_free(&s);
}

/* Two meetings' topics may have the same words. */
static void
a_topic_is_of_its_meeting(void **state)
{
	struct chamber *h = *state;
	const struct agenda_entry twice[] = {{.topic = "Разное"}, {.topic = "РАЗНОЕ"}};
	struct agenda_entry *proposed;
	struct meeting_plan plan;
	struct council_meeting s;

	sit(h, 7);
	vote(h, 0, VOTE_FOR, 0);
	IN_VIEW(h->s, council_propose(VIEW, clock_today(), &plan, &proposed));
	free(proposed);
	plan.agenda = twice;
	plan.nagenda = 2;
	assert_refused(
	    h, council_prepare(h->s, &plan, NULL, &h->e), ST_REFUSED, "внесён в повестку дважды");
	plan.agenda = &(struct agenda_entry){.topic = plan_of_work};
	plan.nagenda = 1;
	assert_done(h, council_prepare(h->s, &plan, &h->meeting, &h->e));
	chamber_look(h, &s);
	assert_int_equal(s.state, MEETING_PREPARED);
	assert_int_equal(s.items[0].cast, 0);
	council_meeting_free(&s);
}

static void
a_topic_is_voted_as_an_application_is(void **state)
{
	struct chamber *h = *state;
	struct session *member = chamber_account(h, "golos", "council_member", "P0003");
	struct council_meeting s;
	const struct meeting_item *item;
	size_t voted;

	sit(h, 6);
	assert_refused(h,
	    council_vote(
		member, h->meeting, id_of(h, TOPIC), h->members[2], VOTE_AGAINST, 0, &h->e),
	    ST_REFUSED, "голосование по пункту 2 ещё не открыто");
	assert_done(h, council_move(h->s, h->meeting, id_of(h, TOPIC), &h->e));
	assert_done(h,
	    council_vote(
		member, h->meeting, id_of(h, TOPIC), h->members[2], VOTE_AGAINST, 0, &h->e));
	assert_refused(h,
	    council_vote(member, h->meeting, id_of(h, TOPIC), h->members[3], VOTE_FOR, 0, &h->e),
	    ST_DENIED, "голосует только за себя");
	assert_refused(h,
	    council_vote(
		h->s, h->meeting, id_of(h, TOPIC), h->members[2], VOTE_FOR, VOTE_AGAINST, &h->e),
	    ST_REFUSED, "только с причиной");
	assert_refused(h,
	    council_vote(h->s, h->meeting, id_of(h, TOPIC), h->members[6], VOTE_FOR, 0, &h->e),
	    ST_REFUSED, "не присутствует");
	assert_done(h,
	    council_recuse(
		h->s, h->meeting, id_of(h, TOPIC), h->members[5], 0, "автор плана", &h->e));
	assert_done(h, council_vote_rest(h->s, h->meeting, id_of(h, TOPIC), &voted, &h->e));
	assert_int_equal(voted, 4);
	chamber_look(h, &s);
	item = &s.items[TOPIC];
	assert_int_equal(item->count.votes_for, 4);
	assert_int_equal(item->count.against, 1);
	assert_int_equal(item->count.recused, 1);
	assert_string_equal(
	    item->ballots[council_meeting_member(&s, h->members[5])].why, "автор плана");
	assert_int_equal(item->result.outcome, OUTCOME_ADMIT);
	assert_int_equal(s.items[FIRST].cast + s.items[LAST].cast, 0);
	council_meeting_free(&s);
	assert_refused(
	    h, decide(h, OUTCOME_REFUSE, ""), ST_REFUSED, "вопреки голосам (за 4, против 1)");
	assert_done(h, decide(h, OUTCOME_ADMIT, "Утвердить план.\nОпубликовать его."));
	assert_refused(h,
	    council_vote(h->s, h->meeting, id_of(h, TOPIC), h->members[0], 0, VOTE_FOR, &h->e),
	    ST_REFUSED, "уже решено: принять");
	town_second_close(member);
}

static void
a_recusal_is_lifted_with_a_reason(void **state)
{
	struct chamber *h = *state;
	struct council_meeting s;
	const struct meeting_ballot *b;

	sit(h, 7);
	assert_done(
	    h, council_recuse(h->s, h->meeting, id_of(h, TOPIC), h->members[5], 0, "автор", &h->e));
	assert_refused(h,
	    council_vote(
		h->s, h->meeting, id_of(h, TOPIC), h->members[5], VOTE_FOR, VOTE_RECUSED, &h->e),
	    ST_REFUSED, "снять его может только ведущий");
	assert_done(h,
	    council_dismiss_recusal(h->s, h->meeting, id_of(h, TOPIC), h->members[5], VOTE_RECUSED,
		"план общий", &h->e));
	chamber_look(h, &s);
	b = &s.items[TOPIC].ballots[council_meeting_member(&s, h->members[5])];
	assert_int_equal(b->recusal, RECUSAL_IS_DISMISSED);
	assert_string_equal(b->why, "план общий");
	assert_string_equal(b->why_taken, "автор");
	council_meeting_free(&s);
	assert_done(h, council_move(h->s, h->meeting, id_of(h, TOPIC), &h->e));
	assert_done(h, council_undo(h->s, h->meeting, NULL, &h->e));
	chamber_look(h, &s);
	b = &s.items[TOPIC].ballots[council_meeting_member(&s, h->members[5])];
	assert_int_equal(b->recusal, RECUSAL_IS_TAKEN);
	assert_string_equal(b->why, "автор");
	council_meeting_free(&s);
}

/* Taking note wants neither votes nor a quorum; an application is never taken note of. */
static void
taking_note_wants_no_vote(void **state)
{
	struct chamber *h = *state;
	struct council_meeting s;
	struct council_decision d = {.outcome = OUTCOME_NOTED, .reason = ""};

	sit(h, 3);
	assert_refused(h, decide(h, OUTCOME_ADMIT, ""), ST_REFUSED, "голосовать нельзя");
	d.item = h->applications[0];
	assert_refused(
	    h, council_decide(h->s, h->meeting, &d, &h->e), ST_INVALID, "такого решения нет");
	assert_done(h, decide(h, OUTCOME_NOTED, ""));
	chamber_look(h, &s);
	assert_int_equal(s.items[TOPIC].outcome, OUTCOME_NOTED);
	assert_false(s.items[TOPIC].totals);
	council_meeting_free(&s);
}

/* What votes are for may be called so; what they are against may not. */
static void
taking_note_follows_from_votes_for_it(void **state)
{
	struct chamber *h = *state;

	sit(h, 7);
	for (size_t i = 0; i < 4; i++)
		vote(h, i, VOTE_AGAINST, 0);
	assert_refused(h, decide(h, OUTCOME_NOTED, ""), ST_REFUSED, "вопреки голосам");
	for (size_t i = 0; i < 4; i++)
		vote(h, i, VOTE_FOR, VOTE_AGAINST);
	assert_done(h, decide(h, OUTCOME_NOTED, ""));
}

static void
steps_back_go_over_topics_too(void **state)
{
	struct chamber *h = *state;
	struct council_meeting s;
	uint64_t about = 0, topic;

	sit(h, 7);
	topic = id_of(h, TOPIC);
	assert_done(h, council_move(h->s, h->meeting, topic, &h->e));
	for (size_t i = 0; i < 4; i++)
		vote(h, i, VOTE_FOR, 0);
	assert_done(h, decide(h, OUTCOME_ADMIT, "Утвердить."));
	assert_done(h, council_undo(h->s, h->meeting, &about, &h->e));
	assert_int_equal(about, topic);
	chamber_look(h, &s);
	assert_int_equal(s.current, TOPIC);
	assert_int_equal(s.items[TOPIC].outcome, 0);
	assert_string_equal(s.items[TOPIC].text, "");
	assert_int_equal(s.items[TOPIC].cast, 4);
	council_meeting_free(&s);
	for (size_t left = 3; left > 0; left--) {
		assert_done(h, council_undo(h->s, h->meeting, &about, &h->e));
		chamber_look(h, &s);
		assert_int_equal(s.items[TOPIC].cast, left);
		council_meeting_free(&s);
	}
}

static void
speeches_are_kept_in_their_order(void **state)
{
	struct chamber *h = *state;
	struct council_speech speech = {.text = "Сроки малы."};
	struct council_meeting s;
	uint64_t first, stamp;

	sit(h, 7);
	assert_refused(h, council_put_speech(h->s, h->meeting, id_of(h, TOPIC), &speech, &h->e),
	    ST_INVALID, "напишите, кто выступил");
	speech.person = h->members[3];
	assert_done(h, council_put_speech(h->s, h->meeting, id_of(h, TOPIC), &speech, &h->e));
	speech = (struct council_speech){.speaker = "Гость А. Б.", .text = "Согласен."};
	assert_done(h, council_put_speech(h->s, h->meeting, id_of(h, TOPIC), &speech, &h->e));
	assert_done(h, council_put_speech(h->s, h->meeting, h->applications[0], &speech, &h->e));
	chamber_look(h, &s);
	assert_int_equal(s.items[TOPIC].nspeeches, 2);
	assert_int_equal(s.items[FIRST].nspeeches, 1);
	assert_string_equal(s.items[TOPIC].speeches[0].speaker, "Громова А. И.");
	assert_string_equal(s.items[TOPIC].speeches[1].speaker, "Гость А. Б.");
	first = s.items[TOPIC].speeches[0].id;
	stamp = s.items[TOPIC].speeches[0].stamp;
	council_meeting_free(&s);
	speech.id = first;
	speech.stamp = stamp;
	speech.text = "Сроки верны.";
	assert_done(h, council_put_speech(h->s, h->meeting, id_of(h, TOPIC), &speech, &h->e));
	assert_refused(h, council_put_speech(h->s, h->meeting, id_of(h, TOPIC), &speech, &h->e),
	    ST_CONFLICT, "выступление тем временем изменил другой");
	assert_refused(h,
	    council_drop_speech(h->s, h->meeting, id_of(h, TOPIC), first, stamp, &h->e),
	    ST_CONFLICT, "выступление тем временем изменил другой");
	assert_done(h, council_drop_speech(h->s, h->meeting, id_of(h, TOPIC), first, 0, &h->e));
	assert_refused(h, council_drop_speech(h->s, h->meeting, id_of(h, TOPIC), first, 0, &h->e),
	    ST_NOTFOUND, "этого выступления больше нет");
	chamber_look(h, &s);
	assert_int_equal(s.items[TOPIC].nspeeches, 1);
	council_meeting_free(&s);
}

/* What they said on the topic, "|" behind each. */
static void
assert_said(struct chamber *h, const char *wanted)
{
	struct council_meeting s;
	struct buf said = {0};

	chamber_look(h, &s);
	for (size_t i = 0; i < s.items[TOPIC].nspeeches; i++)
		buf_printf(&said, "%s|", s.items[TOPIC].speeches[i].text);
	council_meeting_free(&s);
	assert_string_equal(buf_text(&said), wanted);
	buf_free(&said);
}

static void
say(struct chamber *h, uint64_t id, const char *text)
{
	assert_done(h,
	    council_put_speech(h->s, h->meeting, id_of(h, TOPIC),
		&(struct council_speech){.id = id, .person = h->members[3], .text = text}, &h->e));
}

static void
step_back(struct chamber *h, const char *said)
{
	assert_done(h, council_undo(h->s, h->meeting, NULL, &h->e));
	assert_said(h, said);
}

/* Written, reworded, dropped: each is a step of its own, between the votes and behind them. */
static void
steps_back_go_over_speeches(void **state)
{
	struct chamber *h = *state;
	struct council_meeting s;
	uint64_t first;

	sit(h, 7);
	assert_done(h, council_move(h->s, h->meeting, id_of(h, TOPIC), &h->e));
	say(h, 0, "а");
	chamber_look(h, &s);
	first = s.items[TOPIC].speeches[0].id;
	council_meeting_free(&s);
	vote(h, 0, VOTE_FOR, 0);
	say(h, 0, "б");
	say(h, first, "в");
	say(h, first, "г");
	assert_done(h, council_drop_speech(h->s, h->meeting, id_of(h, TOPIC), first, 0, &h->e));
	assert_said(h, "б|");
	step_back(h, "г|б|");
	step_back(h, "в|б|");
	step_back(h, "а|б|");
	say(h, first, "д"); /* in between something is done again */
	step_back(h, "а|б|");
	step_back(h, "а|");
	step_back(h, "а|"); /* the vote */
	chamber_look(h, &s);
	assert_int_equal(s.items[TOPIC].cast, 0);
	council_meeting_free(&s);
	step_back(h, "");
	assert_refused(
	    h, council_undo(h->s, h->meeting, NULL, &h->e), ST_NOTFOUND, "отменять нечего");
}

/* What was said behind the decision goes first, and what was decided is not lost with it. */
static void
a_decision_taken_back_is_known_by_its_points(void **state)
{
	struct chamber *h = *state;
	struct council_meeting s;
	struct buf points = {0};

	sit(h, 7);
	assert_done(h, council_move(h->s, h->meeting, id_of(h, TOPIC), &h->e));
	assert_done(h, decide(h, OUTCOME_NOTED, "Утвердить.\nОпубликовать."));
	assert_done(h, council_move(h->s, h->meeting, id_of(h, TOPIC), &h->e));
	say(h, 0, "а");
	step_back(h, "");
	chamber_look(h, &s);
	assert_int_equal(s.items[TOPIC].outcome, OUTCOME_NOTED);
	council_meeting_free(&s);
	assert_done(h, council_undo(h->s, h->meeting, NULL, &h->e));
	chamber_look(h, &s);
	assert_int_equal(s.items[TOPIC].outcome, 0);
	IN_VIEW(h->s, council_put_former_points(VIEW, h->meeting, &s.items[TOPIC], &points));
	assert_string_equal(buf_text(&points), "Утвердить.\nОпубликовать.");
	buf_clear(&points);
	IN_VIEW(h->s, council_put_former_points(VIEW, h->meeting, &s.items[FIRST], &points));
	assert_string_equal(buf_text(&points), "");
	council_meeting_free(&s);
	buf_free(&points);
}

static void
assert_reporter(struct chamber *h, size_t item, const char *wanted)
{
	struct council_meeting s;

	chamber_look(h, &s);
	assert_string_equal(s.items[item].speaker, wanted);
	council_meeting_free(&s);
}

static void
another_reports_while_the_meeting_goes_on(void **state)
{
	struct chamber *h = *state;
	uint64_t topic;

	sit(h, 7);
	topic = id_of(h, TOPIC);
	assert_refused(h, council_set_reporter(h->s, h->meeting, topic, "", "Иванов", &h->e),
	    ST_CONFLICT, "тем временем назначил другой сотрудник: Седова");
	assert_done(h,
	    council_set_reporter(
		h->s, h->meeting, topic, "Седова Н. П., методист", "Иванов И. И.", &h->e));
	assert_reporter(h, TOPIC, "Иванов И. И.");
	assert_done(
	    h, council_set_reporter(h->s, h->meeting, h->applications[0], "", " Рябова ", &h->e));
	assert_reporter(h, FIRST, "Рябова");
	assert_done(
	    h, council_set_reporter(h->s, h->meeting, h->applications[0], "Рябова", "", &h->e));
	assert_reporter(h, FIRST, "");
	assert_done(h, council_close(h->s, h->meeting, true, &h->e));
	assert_refused(h, council_set_reporter(h->s, h->meeting, topic, "Иванов И. И.", "", &h->e),
	    ST_REFUSED, "закрыт");
}

/* The screen of the meeting asks for a reason and keeps it; a form does not. */
static void
no_form_changes_a_vote_of_another_s(void **state)
{
	struct chamber *h = *state;
	struct session *member = chamber_account(h, "golos", "council_member", "P0003");
	struct record *v;
	struct saved saved;

	sit(h, 7);
	assert_done(h, council_move(h->s, h->meeting, id_of(h, TOPIC), &h->e));
	assert_done(h,
	    council_vote(
		member, h->meeting, id_of(h, TOPIC), h->members[2], VOTE_AGAINST, 0, &h->e));
	vote(h, 0, VOTE_FOR, 0);
	v = IN_VIEW(h->s, register_load(VIEW, KIND_TOPIC_VOTES, 1));
	SET(h->s, v, "vote=за");
	assert_refused(h, save_record(h->s, v, &saved, &h->e), ST_INVALID, "подал сам");
	record_free(v);
	v = IN_VIEW(h->s, register_load(VIEW, KIND_TOPIC_VOTES, 2));
	SET(h->s, v, "vote=против");
	assert_done(h, save_record(h->s, v, &saved, &h->e));
	record_free(v);
	town_second_close(member);
}

static void
assert_vote(struct chamber *h, uint8_t vote, size_t casts)
{
	struct council_meeting s;
	const struct meeting_ballot *b;

	chamber_look(h, &s);
	b = &s.items[TOPIC].ballots[council_meeting_member(&s, h->members[0])];
	assert_int_equal(b->vote, vote);
	assert_int_equal(b->casts, casts);
	council_meeting_free(&s);
}

/* What a form or a removal does to a vote is kept as the meeting's own keys are, and taken back
 * by a step. */
static void
a_form_leaves_the_row_of_a_vote(void **state)
{
	struct chamber *h = *state;
	struct record *v;
	struct saved saved;

	sit(h, 7);
	assert_done(h, council_move(h->s, h->meeting, id_of(h, TOPIC), &h->e));
	vote(h, 0, VOTE_FOR, 0);
	v = IN_VIEW(h->s, register_load(VIEW, KIND_TOPIC_VOTES, 1));
	SET(h->s, v, "vote=против");
	assert_done(h, save_record(h->s, v, &saved, &h->e));
	record_free(v);
	assert_vote(h, VOTE_AGAINST, 2);
	assert_done(h, council_undo(h->s, h->meeting, NULL, &h->e));
	assert_vote(h, VOTE_FOR, 1);
	v = IN_VIEW(h->s, register_load(VIEW, KIND_TOPIC_VOTES, 1));
	assert_done(h, register_remove(h->s, v, &h->e));
	record_free(v);
	assert_vote(h, 0, 2);
	assert_done(h, council_undo(h->s, h->meeting, NULL, &h->e));
	assert_vote(h, VOTE_FOR, 1);
}

/* Whoever comes by another door finds the same rule. */
static void
no_other_door_breaks_a_decision_on_a_topic(void **state)
{
	struct chamber *h = *state;
	struct record *d;
	uint64_t id;
	struct saved saved;

	sit(h, 7);
	for (size_t i = 0; i < 5; i++)
		vote(h, i, VOTE_FOR, 0);
	assert_done(h, decide(h, OUTCOME_ADMIT, ""));
	d = record_new(KIND_TOPIC_DECISIONS);
	record_set_ref(d, field_find(KIND_TOPIC_DECISIONS, "meeting"), h->meeting);
	record_set_text(
	    d, field_find(KIND_TOPIC_DECISIONS, "topic"), plan_of_work, strlen(plan_of_work));
	id = IN_VIEW(h->s, records_find_same(VIEW->txn, d));
	record_free(d);
	d = IN_VIEW(h->s, register_load(VIEW, KIND_TOPIC_DECISIONS, id));
	SET(h->s, d, "outcome=отклонено");
	assert_refused(h, save_record(h->s, d, &saved, &h->e), ST_INVALID, "вопреки голосам");
	SET(h->s, d, "outcome=принято", "votes_for=7");
	assert_refused(
	    h, save_record(h->s, d, &saved, &h->e), ST_INVALID, "поимённо голосовали иначе: 5");
	SET(h->s, d, "votes_for=5", "topic=О чём-то ином");
	assert_refused(
	    h, save_record(h->s, d, &saved, &h->e), ST_INVALID, "такого вопроса нет в повестке");
	record_free(d);
}

/* Those somebody can open, see as of today, or read the history of: always the same ones. */
static size_t
opened(struct session *s, enum kind kind, uint64_t most)
{
	size_t count = 0;

	for (uint64_t id = 1; id <= most; id++) {
		struct record *r = IN_VIEW(s, register_load(VIEW, kind, id));
		struct record *then = IN_VIEW(s, register_as_of(VIEW, kind, id, clock_today()));
		struct step *steps;
		size_t n = IN_VIEW(s, register_history(VIEW, kind, id, UINT64_MAX, 9, &steps));

		assert_int_equal(n > 0, r != NULL);
		assert_int_equal(then != NULL, r != NULL);
		count += r != NULL;
		register_history_free(steps, n);
		record_free(then);
		record_free(r);
	}
	return count;
}

/* How many records of the kind are told to refer to a person. */
static size_t
referring(struct session *s, enum kind kind, uint64_t person)
{
	struct referrer *referrers;
	size_t n = IN_VIEW(s, register_referrers(VIEW, KIND_PEOPLE, person, &referrers)), count = 0;

	for (size_t i = 0; i < n; i++)
		count += referrers[i].kind == kind ? referrers[i].count : 0;
	free(referrers);
	return count;
}

/* The votes somebody finds in a table. */
static size_t
found(struct session *s, enum kind kind)
{
	const struct listing_spec spec = {.kind = kind};
	struct listing *l;
	size_t count;

	assert_int_equal(IN_VIEW(s, listing_open(&l, VIEW, &spec, NULL, NULL)), ST_OK);
	count = listing_count(l);
	assert_int_equal(IN_VIEW(s, visibility_count(VIEW, kind)), count);
	listing_close(l);
	return count;
}

static void
votes_on_a_topic_are_hidden_until_it_is_decided(void **state)
{
	static const enum kind kinds[] = {KIND_TOPIC_VOTES, KIND_VOTE_CASTS};
	struct chamber *h = *state;
	struct session *member;

	chamber_rule(h, "\"at_once\"", "\"after\"");
	member = chamber_account(h, "golos", "council_member", "P0003");
	sit(h, 7);
	for (size_t i = 0; i < 5; i++)
		vote(h, i, VOTE_FOR, 0);
	assert_int_equal(found(h->s, KIND_TOPIC_VOTES), 5);
	assert_int_equal(found(member, KIND_TOPIC_VOTES), 1); /* the own */
	assert_int_equal(found(member, KIND_VOTE_CASTS), 1);
	for (int k = 0; k < 2; k++) {
		assert_int_equal(opened(member, kinds[k], 5), 1);
		assert_int_equal(referring(member, kinds[k], h->members[2]), 1);
		assert_int_equal(referring(member, kinds[k], h->members[0]), 0);
		assert_int_equal(referring(h->s, kinds[k], h->members[0]), 1);
	}
	assert_int_equal(opened(member, KIND_PEOPLE, 5), 5);
	assert_done(h, decide(h, OUTCOME_ADMIT, ""));
	assert_int_equal(found(member, KIND_TOPIC_VOTES), 5);
	assert_int_equal(found(member, KIND_VOTE_CASTS), 5);
	for (int k = 0; k < 2; k++) {
		assert_int_equal(opened(member, kinds[k], 5), 5);
		assert_int_equal(referring(member, kinds[k], h->members[0]), 1);
	}
	town_second_close(member);
}

static void
hold(struct chamber *h)
{
	const struct council_speech speech = {.person = h->members[3], .text = "Сроки малы."};

	sit(h, 7);
	chamber_votes(h, 0, "+++++++");
	assert_done(h, chamber_decide(h, 0, OUTCOME_ADMIT, ""));
	assert_done(h, council_put_speech(h->s, h->meeting, id_of(h, TOPIC), &speech, &h->e));
	for (size_t i = 0; i < 6; i++)
		vote(h, i, i < 4 ? VOTE_FOR : VOTE_AGAINST, 0);
	assert_done(h, decide(h, OUTCOME_ADMIT, "Утвердить план.\nОпубликовать его до 1 июня."));
	assert_done(h, council_add_topic(h->s, h->meeting, "Разное", NULL, &h->e));
	assert_done(h,
	    council_decide(h->s, h->meeting,
		&(struct council_decision){
		    .item = id_of(h, ITEMS), .outcome = OUTCOME_NOTED, .reason = ""},
		&h->e));
}

static void
closed_minutes_freeze_topics(void **state)
{
	struct chamber *h = *state;
	const struct council_speech speech = {.speaker = "Гость", .text = "Позже."};

	hold(h);
	assert_done(h, council_close(h->s, h->meeting, true, &h->e));
	assert_refused(h, decide(h, OUTCOME_POSTPONE, ""), ST_REFUSED, "закрыт");
	assert_refused(h,
	    council_vote(h->s, h->meeting, id_of(h, TOPIC), h->members[6], VOTE_FOR, 0, &h->e),
	    ST_REFUSED, "закрыт");
	assert_refused(h, council_put_speech(h->s, h->meeting, id_of(h, TOPIC), &speech, &h->e),
	    ST_REFUSED, "закрыт");
	assert_refused(
	    h, council_add_topic(h->s, h->meeting, "Ещё", NULL, &h->e), ST_REFUSED, "закрыт");
	assert_done(h, council_reopen(h->s, h->meeting, "пропустили голос", false, &h->e));
	assert_done(h, council_move(h->s, h->meeting, id_of(h, TOPIC), &h->e));
	assert_done(h, council_undo(h->s, h->meeting, NULL, &h->e));
	vote(h, 6, VOTE_FOR, 0);
	assert_done(h, decide(h, OUTCOME_ADMIT, ""));
	assert_done(h, council_close(h->s, h->meeting, true, &h->e));
}

#define CHAMBER(test) cmocka_unit_test_setup_teardown(test, chamber_open, chamber_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    CHAMBER(topics_stand_among_applications),
	    CHAMBER(a_topic_is_of_its_meeting),
	    CHAMBER(a_topic_is_voted_as_an_application_is),
	    CHAMBER(a_recusal_is_lifted_with_a_reason),
	    CHAMBER(taking_note_wants_no_vote),
	    CHAMBER(taking_note_follows_from_votes_for_it),
	    CHAMBER(steps_back_go_over_topics_too),
	    CHAMBER(speeches_are_kept_in_their_order),
	    CHAMBER(steps_back_go_over_speeches),
	    CHAMBER(a_decision_taken_back_is_known_by_its_points),
	    CHAMBER(another_reports_while_the_meeting_goes_on),
	    CHAMBER(no_form_changes_a_vote_of_another_s),
	    CHAMBER(a_form_leaves_the_row_of_a_vote),
	    CHAMBER(no_other_door_breaks_a_decision_on_a_topic),
	    CHAMBER(votes_on_a_topic_are_hidden_until_it_is_decided),
	    CHAMBER(closed_minutes_freeze_topics),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
