/* SPDX-License-Identifier: MIT
 * council_openings.c - when the vote on an item begins and ends.
 */
#include "service/council/council_openings.h"

#include "service/council/council.h"
#include "service/core/operations.h"

/* The record of the item's opening of that number, or a new one that is open since now. */
static struct record *
opening_of(struct council_txn *d, const struct meeting_item *item, size_t number)
{
	struct record *o = record_new(KIND_VOTE_OPENINGS);

	council_txn_refer(d, o, item, 0);
	((struct vote_opening *)o)->number = (int64_t)number;
	if (!council_txn_find(d, o))
		council_txn_set_moment(o, "opened");
	return o;
}

/* The vote begins: once more, when it was closed before. */
static void
begin(struct council_txn *d, struct meeting_item *item)
{
	council_txn_put(d, opening_of(d, item, ++item->openings));
	item->voting = VOTING_OPEN;
}

void
council_openings_end(struct council_txn *d, struct meeting_item *item)
{
	struct record *o;

	if (item->openings == 0)
		item->openings = 1;
	o = opening_of(d, item, item->openings);
	council_txn_set_moment(o, "closed");
	council_txn_put(d, o);
	item->voting = VOTING_CLOSED;
}

void
council_openings_resume(struct council_txn *d, struct meeting_item *item)
{
	struct record *o = opening_of(d, item, item->openings);

	record_clear_field(o, field_find(KIND_VOTE_OPENINGS, "closed"));
	council_txn_put(d, o);
	item->voting = VOTING_OPEN;
}

void
council_openings_forget(struct council_txn *d, struct meeting_item *item)
{
	struct record *o = opening_of(d, item, item->openings);

	change_remove(d->change, KIND_VOTE_OPENINGS, o->id, o->stamp);
	record_free(o);
	item->voting = --item->openings > 0 ? VOTING_CLOSED : VOTING_NOT_OPENED;
}

void
council_openings_leave(struct council_txn *d, struct meeting_item *item)
{
	if (item->voting != VOTING_OPEN)
		return;
	if (item->cast > 0)
		council_openings_end(d, item);
	else
		council_openings_forget(d, item);
}

/* Where the town's rules say so the vote begins by itself. */
static void
enter(struct council_txn *d, struct meeting_item *item)
{
	if (d->sitting.rules.votes_open == VOTES_OPEN_THEMSELVES && item->outcome == 0 &&
	    item->voting != VOTING_OPEN)
		begin(d, item);
}

void
council_openings_turn(struct council_txn *d, struct meeting_item *item)
{
	struct record *r = council_txn_record(d, KIND_MINUTES, NULL, 0);
	struct minutes *m = (struct minutes *)r;
	struct council_meeting *s = &d->sitting;

	if (m->current == item->position) {
		record_free(r);
		return;
	}
	m->current = item->position;
	m->state = MINUTES_OPEN;
	council_txn_put(d, r);
	if (&s->items[s->current] != item)
		council_openings_leave(d, &s->items[s->current]);
	enter(d, item);
}

/* By a key of whoever keeps the meeting. */

struct voting_wish {
	uint64_t item, seen;
};

/* The item the wish is about, when its vote can be opened or closed at all. */
static enum status
require_item(struct council_txn *d, struct meeting_item **item)
{
	const struct voting_wish *wish = d->wish;
	enum status st = council_txn_require_started(d);

	if (st == ST_OK)
		st = council_txn_item(d, wish->item, item);
	return st == ST_OK ? council_txn_require_undecided(d, *item) : st;
}

static enum status
plan_open(struct council_txn *d)
{
	struct meeting_item *item;
	enum status st = require_item(d, &item);

	if (st != ST_OK || item->voting == VOTING_OPEN)
		return st;
	st = council_txn_require_quorum(d, item);
	if (st == ST_OK)
		begin(d, item);
	return st;
}

static enum status
plan_close(struct council_txn *d)
{
	const struct voting_wish *wish = d->wish;
	struct meeting_item *item;
	enum status st = require_item(d, &item);

	if (st == ST_OK)
		st = council_txn_require_seen(d, item, wish->seen);
	if (st == ST_OK && council_meeting_takes_votes(&d->sitting, item))
		council_openings_end(d, item);
	return st;
}

static enum status
plan_resume(struct council_txn *d)
{
	struct meeting_item *item;
	enum status st = require_item(d, &item);

	if (st == ST_OK && item->voting == VOTING_CLOSED)
		council_openings_resume(d, item);
	return st;
}

static enum status
turn(struct session *s, uint64_t meeting, const struct voting_wish *wish, const char *what,
    council_txn_plan *plan, struct error *e)
{
	return council_txn_do(s,
	    &(struct council_txn_terms){.operation = OPERATION_SITTING,
		.reason = what,
		.item = wish->item,
		.permit = PERMIT_COUNCIL,
		.meeting = meeting,
		.plan = plan,
		.wish = wish},
	    NULL, e);
}

enum status
council_open_vote(struct session *s, uint64_t meeting, uint64_t item, struct error *e)
{
	return turn(
	    s, meeting, &(struct voting_wish){.item = item}, "голосование открыто", plan_open, e);
}

enum status
council_close_vote(
    struct session *s, uint64_t meeting, uint64_t item, uint64_t seen, struct error *e)
{
	return turn(s, meeting, &(struct voting_wish){.item = item, .seen = seen},
	    "голосование закрыто", plan_close, e);
}

enum status
council_resume_vote(struct session *s, uint64_t meeting, uint64_t item, struct error *e)
{
	return turn(s, meeting, &(struct voting_wish){.item = item}, "голосование продолжается",
	    plan_resume, e);
}
