/* SPDX-License-Identifier: MIT
 * vote_trail.c - which votes that no deed of the council has written leave a row of how they came
 * about: those that change something in a meeting held here, unless the row comes with them.
 */
#include "tests/lib/chamber.h"

#include "service/guard/vote_trail.h"
#include "tests/lib/in_view.h"

static void
refer(struct record *r, const char *field, uint64_t id)
{
	record_set_ref(r, field_find(r->kind, field), id);
}

/* The vote of a member on an application, or how it came about. */
static struct record *
vote_record(struct chamber *h, enum kind kind, uint64_t meeting, size_t item, size_t member)
{
	struct record *r = record_new(kind);

	refer(r, "meeting", meeting);
	refer(r, "application", h->applications[item]);
	refer(r, "member", h->members[member]);
	record_set_choice(r, field_find(kind, "vote"), VOTE_FOR);
	if (kind == KIND_VOTE_CASTS)
		SET(h->s, r, "number=7", "account=boss", "at=2026-05-31 12:00:00",
		    "reason=из бумаг");
	return r;
}

/* Noted as written, or as removed, and staged: so many rows are added to the change. */
static size_t
rows(struct chamber *h, const struct record *vote, bool removed, const struct record *with)
{
	struct change *c = change_new(h->s->store, &h->s->actor, "import", "");
	struct vote_trail trail = {.count = 0};
	size_t count;
	struct view v;

	view_open(&v, h->s);
	change_look_in(c, v.txn);
	vote_trail_note(&trail, vote, removed);
	if (with != NULL)
		vote_trail_note(&trail, with, false);
	vote_trail_stage(&trail, &v, c);
	change_look_in(c, NULL);
	view_close(&v);
	count = change_size(c);
	vote_trail_free(&trail);
	change_free(c);
	return count;
}

static void
a_changed_vote_leaves_a_row(void **state)
{
	struct chamber *h = *state;
	struct record *vote, *other;
	uint64_t old;

	chamber_sit(h, 2, 7);
	chamber_vote(h, 0, 1, VOTE_FOR);
	vote = vote_record(h, KIND_VOTES, h->meeting, 0, 0);
	assert_int_equal(rows(h, vote, false, NULL), 1);
	/* it takes away what is not there */
	assert_int_equal(rows(h, vote, true, NULL), 0);
	record_free(vote);
	/* as it stands already */
	vote = vote_record(h, KIND_VOTES, h->meeting, 0, 1);
	assert_int_equal(rows(h, vote, false, NULL), 0);
	assert_int_equal(rows(h, vote, true, NULL), 1);
	record_set_choice(vote, field_find(KIND_VOTES, "vote"), VOTE_AGAINST);
	assert_int_equal(rows(h, vote, false, NULL), 1);
	record_free(vote);
	/* what is neither a vote nor a row of one is nothing to it */
	other = RECORD(h->s, KIND_PEOPLE, "code=P9");
	assert_int_equal(rows(h, other, false, NULL), 0);
	record_free(other);
	/* of a meeting that was brought in */
	old = town_save(
	    h->s, RECORD(h->s, KIND_MEETINGS, "code=M9", "number=9", "date=2024-01-01", "seats=7"));
	vote = vote_record(h, KIND_VOTES, old, 0, 0);
	assert_int_equal(rows(h, vote, false, NULL), 0);
	record_free(vote);
}

/* The row of another vote is not this one's. */
static void
a_row_that_comes_along_is_enough(void **state)
{
	struct chamber *h = *state;
	struct record *vote, *own, *others[4];
	uint64_t old;

	chamber_sit(h, 2, 7);
	old = town_save(
	    h->s, RECORD(h->s, KIND_MEETINGS, "code=M9", "number=9", "date=2024-01-01", "seats=7"));
	vote = vote_record(h, KIND_VOTES, h->meeting, 0, 0);
	own = vote_record(h, KIND_VOTE_CASTS, h->meeting, 0, 0);
	others[0] = vote_record(h, KIND_VOTE_CASTS, h->meeting, 0, 1);
	others[1] = vote_record(h, KIND_VOTE_CASTS, h->meeting, 1, 0);
	others[2] = vote_record(h, KIND_VOTE_CASTS, old, 0, 0);
	others[3] = vote_record(h, KIND_VOTE_CASTS, h->meeting, 0, 0);
	SET(h->s, others[3], "topic=О плане");
	assert_int_equal(rows(h, vote, false, own), 0);
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(rows(h, vote, false, others[i]), 1);
		record_free(others[i]);
	}
	record_free(own);
	record_free(vote);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		a_changed_vote_leaves_a_row, chamber_open, chamber_close),
	    cmocka_unit_test_setup_teardown(
		a_row_that_comes_along_is_enough, chamber_open, chamber_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
