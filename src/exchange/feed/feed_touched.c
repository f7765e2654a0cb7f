/* SPDX-License-Identifier: MIT
 * feed_touched.c - which rows may have changed since an operation: those of the records the journal
 * touched, and of what rests on them.
 *
 * A row that is named without need is sent once more as it is, or taken away where it never was;
 * one that is not named would be wrong at the region for ever.
 */
#include <string.h>

#include "base/clock.h"
#include "db/record/history.h"
#include "db/record/journal.h"
#include "db/record/records.h"
#include "exchange/feed/feed_parts.h"
#include "service/core/operations.h"

struct touching {
	const struct feed_ground *g;
	struct txn *txn;
	uint64_t sequence; /* all behind it are looked at */
	struct feed_rows *out;
};

/* The record as it was when that operation was the last; false: there was none, or it is destroyed.
 */
static bool
get_before(const struct touching *x, uint64_t id, struct record *out)
{
	uint64_t stamp;

	record_clear(out);
	return history_stamps_before(x->txn, out->kind, id, x->sequence + 1, 1, &stamp) == 1 &&
	    history_get(x->txn, id, stamp, out, NULL);
}

static enum fact_type
fact_of(enum kind kind)
{
	enum fact_type type = 0;

	while (type < FACT_TYPES && fact_source(type)->kind != kind)
		type++;
	return type;
}

typedef void touch_fn(const struct touching *x, uint64_t id);

/* All records of a kind whose field names the record. */
static void
touch_referring(
    const struct touching *x, enum kind kind, const char *field, uint64_t target, touch_fn *fn)
{
	struct walk *w = walk_referring(x->txn, kind, field_find(kind, field), target);
	uint64_t id;

	while (walk_next(w, &id))
		fn(x, id);
	walk_close(w);
}

static void
touch_person(const struct touching *x, uint64_t id)
{
	feed_rows_add_person(x->out, feed_pseudonym(x->g, id).text, NULL);
}

static void
touch_item(const struct touching *x, uint64_t id)
{
	if (id != 0)
		feed_rows_add_item(x->out, false, id, NULL);
}

static void
touch_event(const struct touching *x, uint64_t id)
{
	feed_rows_add_item(x->out, true, id, NULL);
}

static void
touch_plan(const struct touching *x, uint64_t id)
{
	touch_referring(x, KIND_PLAN_ITEMS, "plan", id, touch_item);
}

static void
touch_member(const struct touching *x, uint64_t id)
{
	feed_rows_add_fact(x->out, FACT_MEMBER, id, NULL);
}

/* What says its code. */
static void
touch_named_by(const struct touching *x, enum kind kind, uint64_t id)
{
	if (kind == KIND_ORGANISATIONS) {
		touch_referring(x, KIND_PEOPLE, "organisation", id, touch_person);
		touch_referring(x, KIND_PLAN_ITEMS, "venue", id, touch_item);
		touch_referring(x, KIND_EVENTS, "venue", id, touch_event);
	} else {
		touch_referring(x, KIND_ASSOCIATION_MEMBERS, "association", id, touch_member);
		touch_referring(x, KIND_PLANS, "association", id, touch_plan);
		touch_referring(x, KIND_EVENTS, "association", id, touch_event);
	}
}

/* A part goes by its code: the one it had and the one it has. */
static void
touch_part(const struct touching *x, enum kind kind, uint64_t id)
{
	const bool association = kind == KIND_ASSOCIATIONS;
	struct buf now = {0}, was = {0};
	struct record *before = record_new(kind);

	records_put_code(x->txn, kind, id, &now);
	if (get_before(x, id, before))
		buf_puts(&was,
		    association ? ((const struct association *)before)->code
				: ((const struct organisation *)before)->code);
	if (now.len > 0)
		feed_rows_add_part(x->out, association, buf_text(&now), NULL);
	if (was.len > 0)
		feed_rows_add_part(x->out, association, buf_text(&was), NULL);
	if (!slice_equal(buf_slice(&was), buf_slice(&now)))
		touch_named_by(x, kind, id);
	record_free(before);
	buf_free(&now);
	buf_free(&was);
}

static bool
tells_of(const struct touching *x, const struct person *p)
{
	return feed_tells_of(
	    x->g, p->staff_kind, p->dismissed != DATE_NONE ? p->dismissed : FACT_OPEN);
}

static void
touch_facts_of(const struct touching *x, uint64_t person)
{
	for (enum fact_type type = 0; type < FACT_TYPES; type++) {
		enum kind kind = fact_source(type)->kind;
		const char *fields[] = {"person", type == FACT_ATTACHED ? "methodist" : NULL};
		uint64_t id;

		for (size_t i = 0; i < 2 && fields[i] != NULL; i++) {
			struct walk *w =
			    walk_referring(x->txn, kind, field_find(kind, fields[i]), person);

			while (walk_next(w, &id))
				feed_rows_add_fact(x->out, type, id, NULL);
			walk_close(w);
		}
	}
}

/* Facts are told of those who are: who comes or goes has theirs with them. */
static void
touch_someone(const struct touching *x, uint64_t id)
{
	struct person *p = (struct person *)record_new(KIND_PEOPLE);
	bool was = get_before(x, id, &p->base) && tells_of(x, p);
	bool is = records_get(x->txn, id, &p->base) && tells_of(x, p);

	touch_person(x, id);
	if (was != is)
		touch_facts_of(x, id);
	record_free(&p->base);
}

/* An event tells when an item was done: the one it had and the one it has. */
static void
touch_event_and_items(const struct touching *x, uint64_t id)
{
	struct event *e = (struct event *)record_new(KIND_EVENTS);

	touch_event(x, id);
	if (get_before(x, id, &e->base))
		touch_item(x, e->item);
	if (records_get(x->txn, id, &e->base))
		touch_item(x, e->item);
	record_free(&e->base);
}

static void
touch(void *context, enum kind kind, uint64_t id, uint64_t stamp)
{
	const struct touching *x = context;
	enum fact_type type = fact_of(kind);

	(void)stamp;
	if (type != FACT_TYPES)
		feed_rows_add_fact(x->out, type, id, NULL);
	else if (kind == KIND_ORGANISATIONS || kind == KIND_ASSOCIATIONS)
		touch_part(x, kind, id);
	else if (kind == KIND_PEOPLE)
		touch_someone(x, id);
	else if (kind == KIND_PLANS)
		touch_plan(x, id);
	else if (kind == KIND_PLAN_ITEMS)
		touch_item(x, id);
	else if (kind == KIND_EVENTS)
		touch_event_and_items(x, id);
}

static bool
changes_rules(struct txn *t, uint64_t sequence)
{
	struct buf operation = {0};
	bool changes = journal_operation(t, sequence, &operation) &&
	    (strcmp(buf_text(&operation), OPERATION_PROFILE) == 0 ||
		strcmp(buf_text(&operation), OPERATION_UPGRADE) == 0);

	buf_free(&operation);
	return changes;
}

/* When the token's batch was made is not known, only that it was not before its last operation: if
 * the horizon has not moved since that one, it has not moved since the batch. */
static bool
horizon_moved(const struct feed_ground *g, uint64_t sequence)
{
	int64_t time = journal_time(g->view->txn, sequence);

	return time == INT64_MIN ||
	    feed_horizon(g->view->session, clock_date_of(time)) != g->horizon;
}

bool
feed_touched_since(const struct feed_ground *g, uint64_t sequence, struct feed_rows *out)
{
	struct touching x = {.g = g, .txn = g->view->txn, .sequence = sequence, .out = out};
	uint64_t last = journal_last(x.txn);

	if (horizon_moved(g, sequence))
		return false;
	for (uint64_t n = sequence + 1; n <= last; n++)
		if (changes_rules(x.txn, n))
			return false;
	for (uint64_t n = sequence + 1; n <= last; n++)
		history_of_operation(x.txn, n, touch, &x);
	feed_rows_sort(out);
	return true;
}
