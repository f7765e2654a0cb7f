/* SPDX-License-Identifier: MIT
 * vote_trail.c - the rows of vote_casts for votes that no deed of the council has written.
 */
#include "service/guard/vote_trail.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/clock.h"
#include "db/record/records.h"

struct noted_vote {
	struct record *record; /* a vote, or a row of how one came about */
	bool removed;
};

static bool
is_vote(const struct record *r)
{
	return r->kind == KIND_VOTES || r->kind == KIND_TOPIC_VOTES;
}

void
vote_trail_note(struct vote_trail *n, const struct record *r, bool removed)
{
	if (!is_vote(r) && r->kind != KIND_VOTE_CASTS)
		return;
	ARRAY_ROOM(n->votes, n->count, n->room);
	n->votes[n->count++] = (struct noted_vote){.record = record_dup(r), .removed = removed};
}

void
vote_trail_free(struct vote_trail *n)
{
	for (size_t i = 0; i < n->count; i++)
		record_free(n->votes[i].record);
	free(n->votes);
	*n = (struct vote_trail){.count = 0};
}

/* The row's meeting, item and member are the vote's. */
static void
refer(struct vote_cast *cast, const struct record *vote)
{
	cast->meeting = record_ref(vote, field_find(vote->kind, "meeting"));
	cast->member = record_ref(vote, field_find(vote->kind, "member"));
	if (vote->kind == KIND_VOTES) {
		cast->application = ((const struct vote *)vote)->application;
	} else {
		const char *topic = ((const struct topic_vote *)vote)->topic;

		record_set_text(
		    &cast->base, field_find(KIND_VOTE_CASTS, "topic"), topic, strlen(topic));
	}
}

static bool
is_of(const struct vote_cast *cast, const struct vote_cast *other)
{
	return cast->meeting == other->meeting && cast->member == other->member &&
	    cast->application == other->application && strcmp(cast->topic, other->topic) == 0;
}

/* The change brings such a row itself. */
static bool
is_told(const struct vote_trail *n, const struct vote_cast *cast)
{
	for (size_t i = 0; i < n->count; i++)
		if (n->votes[i].record->kind == KIND_VOTE_CASTS &&
		    is_of((const struct vote_cast *)n->votes[i].record, cast))
			return true;
	return false;
}

/* It has minutes, which nothing but a sitting here makes. */
static bool
is_kept_here(struct txn *t, uint64_t meeting)
{
	struct minutes *m = (struct minutes *)record_new(KIND_MINUTES);
	bool is;

	m->meeting = meeting;
	is = records_find_same(t, &m->base) != 0;
	record_free(&m->base);
	return is;
}

static uint8_t
vote_of(const struct record *vote)
{
	return record_choice(vote, field_find(vote->kind, "vote"));
}

/* The vote as it stands so far; 0: none. */
static uint8_t
stored_vote(struct txn *t, const struct record *vote)
{
	struct record *stored = record_dup(vote);
	uint64_t id = vote->id != 0 ? vote->id : records_find_same(t, vote);
	uint8_t is = id != 0 && records_get(t, id, stored) ? vote_of(stored) : 0;

	record_free(stored);
	return is;
}

static int64_t
next_number(struct txn *t, const struct vote_cast *cast)
{
	struct vote_cast *row = (struct vote_cast *)record_new(KIND_VOTE_CASTS);
	struct walk *w = walk_referring(
	    t, KIND_VOTE_CASTS, field_find(KIND_VOTE_CASTS, "meeting"), cast->meeting);
	int64_t number = 1;
	uint64_t id;

	while (walk_next(w, &id))
		if (records_get(t, id, &row->base) && is_of(row, cast) && row->number >= number)
			number = row->number + 1;
	walk_close(w);
	record_free(&row->base);
	return number;
}

static void
set_text(struct vote_cast *cast, const char *field, const char *text)
{
	record_set_text(&cast->base, field_find(KIND_VOTE_CASTS, field), text, strlen(text));
}

static void
stage_one(
    struct vote_trail *n, const struct noted_vote *v, const struct view *view, struct change *c)
{
	struct vote_cast *cast = (struct vote_cast *)record_new(KIND_VOTE_CASTS);
	struct buf moment = {0};

	refer(cast, v->record);
	cast->vote = v->removed ? 0 : vote_of(v->record);
	/* the meeting first: a table of history has many votes, each of which would be held against
	 * all */
	if (is_kept_here(view->txn, cast->meeting) && !is_told(n, cast) &&
	    cast->vote != stored_vote(view->txn, v->record)) {
		cast->number = next_number(view->txn, cast);
		set_text(cast, "account", view->session->account.name);
		clock_put_moment(&moment, clock_now());
		set_text(cast, "at", buf_text(&moment));
		change_put(c, &cast->base);
	}
	buf_free(&moment);
	record_free(&cast->base);
}

void
vote_trail_stage(struct vote_trail *n, const struct view *v, struct change *c)
{
	for (size_t i = 0; i < n->count; i++)
		if (is_vote(n->votes[i].record))
			stage_one(n, &n->votes[i], v, c);
}
