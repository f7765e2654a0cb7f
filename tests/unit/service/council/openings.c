/* SPDX-License-Identifier: MIT
 * openings.c - the vote on an item begins and ends, by itself or by a key, and nobody's vote counts
 * before or behind.
 */
#include "tests/lib/chamber.h"
#include "tests/lib/in_view.h"

#include "db/record/records.h"

/* How the vote on an item stands, and how many times it was opened. */
static void
assert_voting(struct chamber *h, size_t item, enum voting voting, size_t openings)
{
	struct council_meeting s;
	const struct meeting_item *i;

	chamber_look(h, &s);
	i = &s.items[council_meeting_item(&s, h->applications[item])];
	assert_int_equal(i->voting, voting);
	assert_int_equal(i->openings, openings);
	council_meeting_free(&s);
}

static enum status
vote_as(struct chamber *h, struct session *s, size_t item, size_t member, uint8_t vote)
{
	return council_vote(
	    s, h->meeting, h->applications[item], h->members[member], vote, 0, &h->e);
}

static enum status
turn(struct chamber *h, size_t item, bool open)
{
	return open ? council_open_vote(h->s, h->meeting, h->applications[item], &h->e)
		    : council_close_vote(h->s, h->meeting, h->applications[item], 0, &h->e);
}

static enum status
undo(struct chamber *h)
{
	return council_undo(h->s, h->meeting, NULL, &h->e);
}

static void
it_opens_with_the_item_and_ends_with_the_decision(void **state)
{
	struct chamber *h = *state;
	struct session *member = chamber_account(h, "vish", "council_member", "P0003");

	chamber_sit(h, 3, 7);
	assert_voting(h, 0, VOTING_OPEN, 1);
	assert_refused(h, vote_as(h, member, 1, 2, VOTE_FOR), ST_REFUSED,
	    "голосование по пункту 2 ещё не открыто: голос не принят");
	assert_done(h, vote_as(h, member, 0, 2, VOTE_FOR));
	chamber_votes(h, 0, "++ ++++");
	assert_done(h, chamber_decide(h, 0, OUTCOME_ADMIT, ""));
	assert_voting(h, 0, VOTING_CLOSED, 1);
	assert_voting(h, 1, VOTING_OPEN, 1);
	/* Nothing has happened on the second: its vote never was. */
	assert_done(h, council_move(h->s, h->meeting, h->applications[2], &h->e));
	assert_voting(h, 1, VOTING_NOT_OPENED, 0);
	/* On the third somebody has voted: it ended. */
	assert_done(h, vote_as(h, member, 2, 2, VOTE_AGAINST));
	assert_done(h, council_move(h->s, h->meeting, h->applications[1], &h->e));
	assert_voting(h, 2, VOTING_CLOSED, 1);
	assert_refused(
	    h, vote_as(h, member, 2, 2, 0), ST_REFUSED, "голосование по пункту 3 закрыто");
	assert_done(h, council_move(h->s, h->meeting, h->applications[2], &h->e));
	assert_voting(h, 2, VOTING_OPEN, 2);
	town_second_close(member);
}

/* Whoever writes down all votes needs no key for it; what is closed stays for everybody. */
static void
a_key_opens_and_closes_it(void **state)
{
	struct chamber *h = *state;
	struct session *member;

	chamber_rule(h, "votes_open = \"auto\"", "votes_open = \"key\"");
	member = chamber_account(h, "vish", "council_member", "P0003");
	chamber_sit(h, 2, 7);
	assert_voting(h, 0, VOTING_NOT_OPENED, 0);
	assert_refused(h, vote_as(h, member, 0, 2, VOTE_FOR), ST_REFUSED, "ещё не открыто");
	chamber_votes(h, 0, "++ ++++");
	assert_done(h, turn(h, 0, true));
	assert_done(h, turn(h, 0, true)); /* it is */
	chamber_last_reason(h, "голосование открыто: Кандидат01 О. П.");
	assert_voting(h, 0, VOTING_OPEN, 1);
	assert_done(h, vote_as(h, member, 0, 2, VOTE_FOR));
	assert_done(h, turn(h, 0, false));
	assert_done(h, turn(h, 0, false));
	chamber_last_reason(h, "голосование закрыто: Кандидат01 О. П.");
	assert_voting(h, 0, VOTING_CLOSED, 1);
	assert_refused(h,
	    council_vote(member, h->meeting, h->applications[0], h->members[2], VOTE_AGAINST,
		VOTE_FOR, &h->e),
	    ST_REFUSED, "закрыто: голос не принят");
	assert_refused(h,
	    council_vote(
		h->s, h->meeting, h->applications[0], h->members[0], VOTE_AGAINST, VOTE_FOR, &h->e),
	    ST_REFUSED, "откройте его снова");
	assert_refused(h,
	    council_recuse(
		member, h->meeting, h->applications[0], h->members[2], VOTE_FOR, "", &h->e),
	    ST_REFUSED, "закрыто: голос не принят");
	assert_done(h, turn(h, 0, true));
	assert_voting(h, 0, VOTING_OPEN, 2);
	assert_done(h, chamber_decide(h, 0, OUTCOME_ADMIT, ""));
	assert_voting(h, 0, VOTING_CLOSED, 2);
	assert_voting(h, 1, VOTING_NOT_OPENED, 0);
	/* A recusal is declared before the vote. */
	assert_done(
	    h, council_recuse(member, h->meeting, h->applications[1], h->members[2], 0, "", &h->e));
	assert_refused(h, turn(h, 0, true), ST_REFUSED, "по пункту 1 уже решено");
	town_second_close(member);
}

static void
without_a_quorum_none_begins(void **state)
{
	struct chamber *h = *state;

	chamber_rule(h, "votes_open = \"auto\"", "votes_open = \"key\"");
	chamber_sit(h, 1, 3);
	assert_refused(h, turn(h, 0, true), ST_REFUSED, "кворума нет");
}

static void
steps_back_pass_over_none(void **state)
{
	struct chamber *h = *state;

	chamber_rule(h, "votes_open = \"auto\"", "votes_open = \"key\"");
	chamber_sit(h, 2, 7);
	assert_done(h, turn(h, 0, true));
	chamber_votes(h, 0, "+");
	assert_done(h, turn(h, 0, false));
	assert_done(h, turn(h, 0, true));
	assert_done(h, chamber_decide(h, 0, OUTCOME_ADMIT, ""));
	assert_done(h, turn(h, 1, true));
	assert_done(h, undo(h)); /* the opening of the second */
	assert_voting(h, 1, VOTING_NOT_OPENED, 0);
	assert_done(h, undo(h)); /* the decision, which had ended the vote */
	assert_voting(h, 0, VOTING_OPEN, 2);
	assert_done(h, undo(h)); /* the vote */
	assert_done(h, undo(h)); /* the second opening */
	assert_voting(h, 0, VOTING_CLOSED, 1);
	assert_done(h, undo(h)); /* the closing */
	assert_voting(h, 0, VOTING_OPEN, 1);
	assert_done(h, undo(h));
	assert_voting(h, 0, VOTING_NOT_OPENED, 0);
	assert_refused(h, undo(h), ST_NOTFOUND, "отменять нечего");
}

/* A decision taken back opens its vote where votes open themselves, however it was closed. */
static void
a_step_back_lets_members_vote_again(void **state)
{
	struct chamber *h = *state;

	chamber_sit(h, 2, 7);
	chamber_votes(h, 0, "---");
	assert_done(h, turn(h, 0, false));
	assert_done(h, chamber_decide(h, 0, OUTCOME_REFUSE, "мало"));
	assert_done(h, undo(h));
	assert_voting(h, 0, VOTING_OPEN, 1);
	assert_voting(h, 1, VOTING_NOT_OPENED, 0);
}

/* Where a key opens votes, what a key has closed a decision taken back leaves closed. */
static void
a_step_back_opens_nothing_a_key_has_closed(void **state)
{
	struct chamber *h = *state;

	chamber_rule(h, "votes_open = \"auto\"", "votes_open = \"key\"");
	chamber_sit(h, 1, 7);
	assert_done(h, turn(h, 0, true));
	chamber_votes(h, 0, "---");
	assert_done(h, turn(h, 0, false));
	assert_done(h, chamber_decide(h, 0, OUTCOME_REFUSE, "мало"));
	assert_done(h, undo(h));
	assert_voting(h, 0, VOTING_CLOSED, 1);
}

/* Between the look and the key others may vote. */
static void
it_is_closed_on_the_votes_seen(void **state)
{
	struct chamber *h = *state;
	struct council_meeting s;
	uint64_t seen;

	chamber_sit(h, 1, 7);
	chamber_votes(h, 0, "---");
	chamber_look(h, &s);
	seen = s.items[0].roll;
	council_meeting_free(&s);
	chamber_vote(h, 0, 3, VOTE_FOR);
	assert_refused(h, council_close_vote(h->s, h->meeting, h->applications[0], seen, &h->e),
	    ST_CONFLICT, "тем временем изменились");
	assert_done(h, turn(h, 0, false));
	assert_done(h, council_resume_vote(h->s, h->meeting, h->applications[0], &h->e));
	assert_voting(h, 0, VOTING_OPEN, 1); /* as if it had not been closed */
}

/* Of a meeting that began before openings were kept nothing is demanded. */
static void
a_meeting_of_old_goes_on(void **state)
{
	struct chamber *h = *state;
	struct session *member = chamber_account(h, "vish", "council_member", "P0003");
	struct vote_opening *o = (struct vote_opening *)record_new(KIND_VOTE_OPENINGS);
	struct txn *t;
	struct walk *w;
	uint64_t id;

	chamber_sit(h, 1, 7);
	t = txn_read(h->s->store);
	w = walk_by_id(t, KIND_VOTE_OPENINGS);
	assert_true(walk_next(w, &id) && records_get(t, id, &o->base));
	walk_close(w);
	txn_abort(t);
	assert_done(h, register_remove(h->s, &o->base, &h->e));
	record_free(&o->base);
	assert_done(h, vote_as(h, member, 0, 2, VOTE_FOR));
	assert_done(h, chamber_decide(h, 0, OUTCOME_ADMIT, ""));
	assert_voting(h, 0, VOTING_NOT_OPENED, 0);
	assert_done(h, undo(h));
	assert_done(h, turn(h, 0, false));
	assert_voting(h, 0, VOTING_CLOSED, 1);
	town_second_close(member);
}

/* Neither a form nor a table changes what a member has cast; what the secretary wrote down they do.
 */
static void
no_form_changes_what_a_member_has_cast(void **state)
{
	struct chamber *h = *state;
	struct session *member = chamber_account(h, "vish", "council_member", "P0003");
	struct vote *v = (struct vote *)record_new(KIND_VOTES);
	struct saved saved;
	struct txn *t;

	chamber_sit(h, 1, 7);
	assert_done(h, vote_as(h, member, 0, 2, VOTE_FOR));
	chamber_vote(h, 0, 3, VOTE_FOR);
	for (size_t i = 2; i < 4; i++) {
		v->meeting = h->meeting;
		v->application = h->applications[0];
		v->member = h->members[i];
		t = txn_read(h->s->store);
		assert_true(records_get(t, records_find_same(t, &v->base), &v->base));
		txn_abort(t);
		v->vote = VOTE_AGAINST;
		if (i == 2)
			assert_refused(h, save_record(h->s, &v->base, &saved, &h->e), ST_INVALID,
			    "меняют на экране заседания");
		else
			assert_done(h, save_record(h->s, &v->base, &saved, &h->e));
		record_clear(&v->base);
	}
	record_free(&v->base);
	town_second_close(member);
}

#define CHAMBER(test) cmocka_unit_test_setup_teardown(test, chamber_open, chamber_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    CHAMBER(it_opens_with_the_item_and_ends_with_the_decision),
	    CHAMBER(a_key_opens_and_closes_it),
	    CHAMBER(without_a_quorum_none_begins),
	    CHAMBER(steps_back_pass_over_none),
	    CHAMBER(a_step_back_lets_members_vote_again),
	    CHAMBER(a_step_back_opens_nothing_a_key_has_closed),
	    CHAMBER(it_is_closed_on_the_votes_seen),
	    CHAMBER(a_meeting_of_old_goes_on),
	    CHAMBER(no_form_changes_what_a_member_has_cast),
	};

	return cmocka_run_group_tests_name("openings of votes", tests, NULL, NULL);
}
