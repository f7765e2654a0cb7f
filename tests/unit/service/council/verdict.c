/* SPDX-License-Identifier: MIT
 * verdict.c - what was voted is what is decided; whose a vote is, and who may change it.
 */
#include "tests/lib/chamber.h"

#include "db/record/journal.h"
#include "service/guard/record_rules.h"
#include "service/record/register.h"
#include "tests/lib/in_view.h"

static uint8_t
vote_of(struct chamber *h, size_t item, size_t member)
{
	struct council_meeting s;
	uint8_t vote;

	chamber_look(h, &s);
	vote = s.items[item].ballots[council_meeting_member(&s, h->members[member])].vote;
	council_meeting_free(&s);
	return vote;
}

static struct meeting_ballot
ballot_of(struct chamber *h, size_t item, size_t member)
{
	static struct council_meeting s;
	struct meeting_ballot b;

	council_meeting_free(&s);
	chamber_look(h, &s);
	b = s.items[item].ballots[council_meeting_member(&s, h->members[member])];
	return b;
}

static enum status
decide_as(struct chamber *h, struct session *s, size_t item, uint8_t outcome, const char *reason,
    bool contrary)
{
	const struct council_decision d = {.item = h->applications[item],
	    .outcome = outcome,
	    .reason = reason,
	    .contrary = contrary,
	    .move = true};

	return council_decide(s, h->meeting, &d, &h->e);
}

static void
the_outcome_is_what_the_votes_give(void **state)
{
	struct chamber *h = *state;
	struct session *secretary = chamber_account(h, "sekr", "secretary", "P0002");

	chamber_sit(h, 2, 6);
	chamber_votes(h, 0, "++++++");
	assert_refused(h, decide_as(h, secretary, 0, OUTCOME_REFUSE, "не подтверждено", false),
	    ST_REFUSED, "решение «отклонить» — вопреки голосам (за 6, против 0)");
	assert_refused(h, decide_as(h, h->s, 0, OUTCOME_REFUSE, "не подтверждено", true), ST_DENIED,
	    "только председатель или секретарь");
	assert_refused(
	    h, decide_as(h, secretary, 0, OUTCOME_REFUSE, " ", true), ST_INVALID, "с причиной");
	assert_refused(h, decide_as(h, secretary, 0, OUTCOME_POSTPONE, "", false), ST_REFUSED,
	    "вопреки голосам");
	assert_done(h, decide_as(h, secretary, 0, OUTCOME_REFUSE, "отозвано устно", true));
	/* Without votes nothing but postponing, which needs no quorum either. */
	assert_refused(h, decide_as(h, secretary, 1, OUTCOME_REFUSE, "x", true), ST_REFUSED,
	    "никто не голосовал");
	assert_done(h, council_leave(h->s, h->meeting, h->members[5], &h->e));
	assert_done(h, decide_as(h, secretary, 1, OUTCOME_POSTPONE, "", false));
	town_second_close(secretary);
}

/* Who is there and votes how, as whoever is at the screen sees it. */
static uint64_t
roll_now(struct chamber *h)
{
	struct council_meeting s;
	uint64_t roll;

	chamber_look(h, &s);
	roll = s.items[0].roll;
	council_meeting_free(&s);
	return roll;
}

/* The vote that makes it contrary, or otherwise, may come between the look and the key; other
 * people's votes of the same number are other votes. */
static void
a_decision_is_about_the_votes_seen(void **state)
{
	struct chamber *h = *state;
	struct council_decision d = {.outcome = OUTCOME_ADMIT, .reason = ""};

	chamber_sit(h, 1, 7);
	chamber_votes(h, 0, "+++++-");
	d.seen = roll_now(h);
	assert_done(h,
	    council_vote(
		h->s, h->meeting, h->applications[0], h->members[5], 0, VOTE_AGAINST, &h->e));
	chamber_vote(h, 0, 6, VOTE_AGAINST); /* one against, as before, but another */
	d.item = h->applications[0];
	assert_refused(h, council_decide(h->s, h->meeting, &d, &h->e), ST_CONFLICT,
	    "голоса или явка по пункту 1 тем временем изменились");
	d.seen = roll_now(h);
	assert_done(h, council_decide(h->s, h->meeting, &d, &h->e));
}

/* Whoever comes by another door finds the same rule. */
static void
no_other_door_breaks_a_decision(void **state)
{
	struct chamber *h = *state;
	struct record *r = record_new(KIND_DECISIONS);
	struct saved saved;
	struct txn *t;
	struct walk *w;
	uint64_t id;

	chamber_sit(h, 1, 7);
	chamber_votes(h, 0, "+++++++");
	assert_done(h, chamber_decide(h, 0, OUTCOME_ADMIT, ""));
	t = txn_read(h->s->store);
	w = walk_by_id(t, KIND_DECISIONS);
	assert_true(walk_next(w, &id));
	assert_true(records_get(t, id, r));
	walk_close(w);
	txn_abort(t);
	SET(h->s, r, "outcome=отклонить");
	assert_refused(h, save_record(h->s, r, &saved, &h->e), ST_INVALID,
	    "решение «отклонить» — вопреки голосам: за 7, против 0");
	SET(h->s, r, "outcome=принять", "votes_for=6", "votes_against=1");
	assert_refused(h, save_record(h->s, r, &saved, &h->e), ST_INVALID,
	    "поимённо голосовали иначе: 7, 0, 0");
	record_free(r);
	r = record_new(KIND_VOTES);
	t = txn_read(h->s->store);
	w = walk_by_id(t, KIND_VOTES);
	assert_true(walk_next(w, &id));
	assert_true(records_get(t, id, r));
	walk_close(w);
	txn_abort(t);
	SET(h->s, r, "vote=против");
	assert_refused(
	    h, save_record(h->s, r, &saved, &h->e), ST_INVALID, "поимённо голосовали иначе");
	record_free(r);
}

static void
the_own_application_is_nobody_s_to_vote_on(void **state)
{
	struct chamber *h = *state;
	struct session *member;
	struct record *own;

	chamber_sit(h, 1, 7);
	own = IN_VIEW(h->s, register_load(VIEW, KIND_APPLICATIONS, h->applications[0]));
	SET(h->s, own, "person=P0003");
	town_save(h->s, own);
	member = chamber_account(h, "vish", "council_member", "P0003");
	assert_refused(h,
	    council_vote(member, h->meeting, h->applications[0], h->members[2], VOTE_FOR, 0, &h->e),
	    ST_REFUSED, "своё заявление (статьи 10 и 11 Федерального закона № 273-ФЗ)");
	assert_refused(h,
	    council_dismiss_recusal(
		h->s, h->meeting, h->applications[0], h->members[2], 0, "просит", &h->e),
	    ST_REFUSED, "отвод по своему заявлению не отклоняют");
	assert_done(h,
	    council_vote(
		member, h->meeting, h->applications[0], h->members[2], VOTE_RECUSED, 0, &h->e));
	town_second_close(member);
}

static void
a_recusal_is_lifted_by_who_leads(void **state)
{
	struct chamber *h = *state;
	struct session *member = chamber_account(h, "vish", "council_member", "P0003");
	struct meeting_ballot b;

	chamber_sit(h, 1, 7);
	assert_done(h,
	    council_recuse(
		h->s, h->meeting, h->applications[0], h->members[2], 0, "то же учреждение", &h->e));
	assert_refused(h,
	    council_vote(member, h->meeting, h->applications[0], h->members[2], VOTE_FOR,
		VOTE_RECUSED, &h->e),
	    ST_REFUSED, "снять его может только ведущий заседание, с причиной");
	assert_refused(h,
	    council_vote(
		member, h->meeting, h->applications[0], h->members[2], 0, VOTE_RECUSED, &h->e),
	    ST_REFUSED, "снять его может только ведущий");
	assert_done(h,
	    council_dismiss_recusal(h->s, h->meeting, h->applications[0], h->members[2],
		VOTE_RECUSED, "записан по ошибке", &h->e));
	b = ballot_of(h, 0, 2);
	assert_int_equal(b.recusal, RECUSAL_IS_DISMISSED);
	assert_string_equal(b.why_taken, "то же учреждение");
	assert_string_equal(b.why, "записан по ошибке");
	assert_int_equal(b.vote, 0);
	/* A step back, and it is taken again as it was. */
	assert_done(h, council_undo(h->s, h->meeting, NULL, &h->e));
	b = ballot_of(h, 0, 2);
	assert_int_equal(b.recusal, RECUSAL_IS_TAKEN);
	assert_int_equal(b.vote, VOTE_RECUSED);
	assert_string_equal(b.why, "то же учреждение");
	assert_done(h, council_undo(h->s, h->meeting, NULL, &h->e));
	assert_int_equal(ballot_of(h, 0, 2).recusal, RECUSAL_NONE);
	town_second_close(member);
}

static void
a_vote_is_its_owner_s(void **state)
{
	struct chamber *h = *state;
	struct session *member = chamber_account(h, "vish", "council_member", "P0003");
	struct meeting_ballot b;

	chamber_sit(h, 1, 7);
	assert_done(h,
	    council_vote(
		member, h->meeting, h->applications[0], h->members[2], VOTE_AGAINST, 0, &h->e));
	assert_true(ballot_of(h, 0, 2).by_owner);
	chamber_last_reason(h, "Кандидат01 О. П.: Вишнёва А. И., против");
	assert_refused(h,
	    council_vote(
		h->s, h->meeting, h->applications[0], h->members[2], VOTE_FOR, VOTE_AGAINST, &h->e),
	    ST_REFUSED, "изменить такой голос можно только с причиной");
	assert_refused(h, council_undo(h->s, h->meeting, NULL, &h->e), ST_REFUSED, "подали сами");
	assert_done(h,
	    council_change_vote(h->s, h->meeting, h->applications[0], h->members[2], VOTE_FOR,
		VOTE_AGAINST, "поднята рука за", &h->e));
	chamber_last_reason(h, "Кандидат01 О. П.: Вишнёва А. И., против → за: поднята рука за");
	b = ballot_of(h, 0, 2);
	assert_false(b.by_owner);
	assert_string_equal(b.changed, "поднята рука за");
	assert_done(h, council_undo(h->s, h->meeting, NULL, &h->e));
	b = ballot_of(h, 0, 2);
	assert_true(b.by_owner);
	assert_int_equal(b.vote, VOTE_AGAINST);
	assert_null(b.changed);
	town_second_close(member);
}

/* What was pressed about one vote is not done to another that the member has cast since. */
static void
a_recusal_is_about_the_vote_shown(void **state)
{
	struct chamber *h = *state;
	struct session *member = chamber_account(h, "vish", "council_member", "P0003");
	uint64_t person = h->members[2], application;

	chamber_sit(h, 1, 7);
	application = h->applications[0];
	assert_done(
	    h, council_vote(member, h->meeting, application, person, VOTE_AGAINST, 0, &h->e));
	assert_refused(h,
	    council_recuse(h->s, h->meeting, application, person, 0, "то же учреждение", &h->e),
	    ST_CONFLICT, "уже голосует: против; второй голос не принят");
	assert_int_equal(vote_of(h, 0, 2), VOTE_AGAINST);
	assert_done(h,
	    council_vote(
		member, h->meeting, application, person, VOTE_RECUSED, VOTE_AGAINST, &h->e));
	assert_refused(h,
	    council_dismiss_recusal(
		h->s, h->meeting, application, person, 0, "не подчинённый", &h->e),
	    ST_CONFLICT, "уже голосует: отвод; второй голос не принят");
	assert_int_equal(vote_of(h, 0, 2), VOTE_RECUSED);
	town_second_close(member);
}

static void
steps_go_back_one_vote_at_a_time(void **state)
{
	struct chamber *h = *state;
	size_t voted;

	chamber_sit(h, 1, 7);
	chamber_vote(h, 0, 0, VOTE_FOR);
	chamber_vote(h, 0, 1, VOTE_AGAINST);
	assert_done(h,
	    council_vote(h->s, h->meeting, h->applications[0], h->members[0], VOTE_ABSTAINED,
		VOTE_FOR, &h->e));
	/* The rest are for it by one key, each by name. */
	assert_done(h, council_vote_rest(h->s, h->meeting, h->applications[0], &voted, &h->e));
	assert_int_equal(voted, 5);
	assert_int_equal(vote_of(h, 0, 6), VOTE_FOR);
	assert_int_equal(vote_of(h, 0, 1), VOTE_AGAINST);
	assert_done(h, council_undo(h->s, h->meeting, NULL, &h->e));
	assert_int_equal(vote_of(h, 0, 6), 0);
	assert_int_equal(vote_of(h, 0, 0), VOTE_ABSTAINED);
	assert_done(h, council_undo(h->s, h->meeting, NULL, &h->e));
	assert_int_equal(vote_of(h, 0, 0), VOTE_FOR);
	assert_int_equal(vote_of(h, 0, 1), VOTE_AGAINST);
	assert_done(h, council_undo(h->s, h->meeting, NULL, &h->e));
	assert_int_equal(vote_of(h, 0, 1), 0);
	assert_int_equal(vote_of(h, 0, 0), VOTE_FOR);
	assert_done(h, council_undo(h->s, h->meeting, NULL, &h->e));
	assert_int_equal(vote_of(h, 0, 0), 0);
	assert_refused(
	    h, council_undo(h->s, h->meeting, NULL, &h->e), ST_NOTFOUND, "отменять нечего");
}

static void
namesakes_are_hinted(void **state)
{
	struct chamber *h = *state;
	struct record *r;

	chamber_sit(h, 1, 7);
	r = IN_VIEW(h->s, register_load(VIEW, KIND_APPLICATIONS, h->applications[0]));
	SET(h->s, r, "surname=Петров-Вишнёв");
	town_save(h->s, r);
	assert_int_equal(ballot_of(h, 0, 2).recusal, RECUSAL_IS_PROPOSED);
	assert_string_equal(ballot_of(h, 0, 2).why, "та же фамилия");
	assert_int_equal(ballot_of(h, 0, 3).recusal, RECUSAL_NONE);
}

static void
count_ordered(void *context, enum data_check which, enum kind kind, uint64_t id, uint64_t person)
{
	(void)kind;
	(void)id;
	(void)person;
	*(size_t *)context += which == DOUBT_ORDERED;
}

static size_t
ordered_in_doubt(struct chamber *h)
{
	size_t count = 0;

	IN_VIEW(h->s, record_rules_doubts(VIEW, count_ordered, &count));
	return count;
}

/* What the order and the site rest on is not rewritten under them. */
static void
minutes_under_an_order_stay_closed(void **state)
{
	struct chamber *h = *state;
	struct session *secretary = chamber_account(h, "sekr", "secretary", "P0002");

	chamber_sit(h, 1, 7);
	chamber_votes(h, 0, "+++++++");
	assert_done(h, chamber_decide(h, 0, OUTCOME_ADMIT, ""));
	assert_done(h, council_close(h->s, h->meeting, false, &h->e));
	town_save(h->s,
	    RECORD(h->s, KIND_ORDERS, "code=R0033", "number=903-ма", "date=2026-05-31",
		"kind=состав методактива", "subject=О составе"));
	town_save(h->s,
	    RECORD(h->s, KIND_MEMBERSHIPS, "person=P0011", "from=2026-05-31", "order=R0033",
		"application=AP0001"));
	assert_refused(h, council_reopen(secretary, h->meeting, "ошибка", true, &h->e), ST_REFUSED,
	    "держатся: приказ № 903-ма от 31.05.2026; открыть его может только администратор");
	assert_refused(h, council_reopen(h->s, h->meeting, "ошибка", false, &h->e), ST_REFUSED,
	    "можно, только зная об этом");
	assert_done(h, council_reopen(h->s, h->meeting, "ошибка", true, &h->e));
	assert_int_equal(ordered_in_doubt(h), 0);
	assert_done(h, council_undo(h->s, h->meeting, NULL, &h->e));
	assert_int_equal(ordered_in_doubt(h), 1);
	town_second_close(secretary);
}

#define CHAMBER(test) cmocka_unit_test_setup_teardown(test, chamber_open, chamber_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    CHAMBER(the_outcome_is_what_the_votes_give),
	    CHAMBER(a_decision_is_about_the_votes_seen),
	    CHAMBER(no_other_door_breaks_a_decision),
	    CHAMBER(the_own_application_is_nobody_s_to_vote_on),
	    CHAMBER(a_recusal_is_lifted_by_who_leads),
	    CHAMBER(a_vote_is_its_owner_s),
	    CHAMBER(a_recusal_is_about_the_vote_shown),
	    CHAMBER(steps_go_back_one_vote_at_a_time),
	    CHAMBER(namesakes_are_hinted),
	    CHAMBER(minutes_under_an_order_stay_closed),
	};

	return cmocka_run_group_tests_name("the council's word", tests, NULL, NULL);
}
