/* SPDX-License-Identifier: MIT
 * council_former.c - speeches a step back at a time: history has what they were before.
 */
#include "service/council/council_former.h"

#include <stdlib.h>

#include "base/array.h"
#include "db/record/history.h"
#include "db/record/journal.h"
#include "db/record/records.h"
#include "service/core/operations.h"

/* Every speech of old, once. */
struct ids {
	uint64_t *at;
	size_t count, room;
};

static void
take_id(void *context, uint64_t id, uint64_t stamp)
{
	struct ids *ids = context;

	(void)stamp;
	if (ids->count > 0 && ids->at[ids->count - 1] == id)
		return;
	ARRAY_ROOM(ids->at, ids->count, ids->room);
	ids->at[ids->count++] = id;
}

/* A speech along its images: which of them is what no step back has taken back, and what stood
 * before that. */
struct trail {
	uint64_t id;
	uint64_t now;         /* the image that stands, or the tombstone */
	uint64_t top, before; /* 0: there is none */
};

static bool
is_step_back(struct txn *t, uint64_t operation)
{
	struct buf name = {0};
	bool is = journal_operation(t, operation, &name) &&
	    slice_equal(buf_slice(&name), slice_of(OPERATION_STEP_BACK));

	buf_free(&name);
	return is;
}

static struct trail
follow(struct txn *t, uint64_t id)
{
	struct trail trail = {.id = id};
	uint64_t *stamps, *stack;
	size_t count = history_stamps(t, KIND_SPEECHES, id, &stamps), depth = 0;

	stack = stamps; /* grows no faster than what is read */
	for (size_t i = 0; i < count; i++) {
		uint64_t stamp = trail.now = stamps[i];

		if (!is_step_back(t, stamp))
			stack[depth++] = stamp;
		else if (depth > 0)
			depth--;
	}
	trail.top = depth > 0 ? stack[depth - 1] : 0;
	trail.before = depth > 1 ? stack[depth - 2] : 0;
	free(stamps);
	return trail;
}

/* What it says now, or said last, is about the item? */
static bool
is_about(struct council_txn *d, const struct trail *trail, const struct meeting_item *item)
{
	struct record *r = record_new(KIND_SPEECHES);
	bool is = (history_get(d->view.txn, trail->id, trail->top, r, NULL) ||
		      history_get(d->view.txn, trail->id, trail->before, r, NULL)) &&
	    ((struct speech *)r)->meeting == d->sitting.meeting->base.id &&
	    council_meeting_is_of(item, r);

	record_free(r);
	return is;
}

static struct trail
find_newest(struct council_txn *d, const struct meeting_item *item)
{
	struct trail newest = {.id = 0};
	struct ids ids = {.count = 0};

	history_each(d->view.txn, KIND_SPEECHES, take_id, &ids);
	for (size_t i = 0; i < item->nspeeches; i++)
		take_id(&ids, item->speeches[i].id, 0);
	for (size_t i = 0; i < ids.count; i++) {
		struct trail trail = follow(d->view.txn, ids.at[i]);

		if (trail.top > newest.top && is_about(d, &trail, item))
			newest = trail;
	}
	free(ids.at);
	return newest;
}

uint64_t
council_speeches_newest(struct council_txn *d, const struct meeting_item *item)
{
	return find_newest(d, item).top;
}

enum status
council_speeches_undo(struct council_txn *d, const struct meeting_item *item)
{
	struct trail trail = find_newest(d, item);
	struct record *r = record_new(KIND_SPEECHES);

	if (history_get(d->view.txn, trail.id, trail.before, r, NULL)) {
		r->id = trail.id;
		r->stamp = trail.now;
		change_put(d->change, r);
	} else if (records_get(d->view.txn, trail.id, r)) {
		change_remove(d->change, KIND_SPEECHES, trail.id, trail.now);
	}
	record_free(r);
	return ST_OK;
}
