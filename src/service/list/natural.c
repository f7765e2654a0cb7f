/* SPDX-License-Identifier: MIT
 * natural.c - the order index, walked or remembered.
 */
#include "service/list/natural.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "db/record/journal.h"
#include "db/record/records.h"

/* So many entries are passed over to reach a page; and so many operations are looked at before an
 * order is read anew. */
enum { NEAR_AN_END = 1000, OPERATIONS_LOOKED_AT = 64 };

/* Has any operation since touched the kind? */
static bool
has_changed(struct txn *t, enum kind kind, uint64_t since, uint64_t now)
{
	bool changed = now - since > OPERATIONS_LOOKED_AT;

	for (uint64_t sequence = since + 1; sequence <= now && !changed; sequence++) {
		struct journal_row row;

		if (!journal_get(t, sequence, &row))
			return true;
		changed = row.counts[kind] > 0;
		journal_row_free(&row);
	}
	return changed;
}

bool
natural_is_good(struct txn *t, enum kind kind, uint64_t *sequence)
{
	uint64_t now = journal_last(t);

	if (*sequence != 0 && *sequence != now)
		*sequence = *sequence > now || has_changed(t, kind, *sequence, now) ? 0 : now;
	return *sequence != 0;
}

static struct known_order *
known(struct session *s, struct txn *t, enum kind kind)
{
	natural_is_good(t, kind, &s->orders[kind].sequence);
	return &s->orders[kind];
}

bool
natural_is_known(struct session *s, struct txn *t, enum kind kind)
{
	return known(s, t, kind)->sequence != 0;
}

static const struct known_order *
know(struct session *s, struct txn *t, enum kind kind)
{
	struct known_order *order = known(s, t, kind);
	struct walk *w;

	if (order->sequence != 0)
		return order;
	free(order->ids);
	*order = (struct known_order){.sequence = journal_last(t)};
	order->ids = xcalloc(records_count(t, kind) + 1, sizeof(*order->ids));
	w = walk_sorted(t, kind);
	while (order->count < records_count(t, kind) && walk_next(w, &order->ids[order->count]))
		order->count++;
	walk_close(w);
	return order;
}

/* A record and where its place lies in the buffer of places. */
struct placed {
	uint64_t id;
	size_t at, len;
};

static int
compare_placed(const void *left, const void *right, void *context)
{
	const struct placed *a = left, *b = right;
	const char *places = buf_text(context);

	return slice_compare(
	    slice_make(places + a->at, a->len), slice_make(places + b->at, b->len));
}

/* A few records of many: load each and sort by its place, without walking all the others. */
static size_t
ids_of_few(struct txn *t, enum kind kind, const struct idset *set, bool backward, uint64_t *ids)
{
	struct placed *rows = xcalloc(set->count + 1, sizeof(*rows));
	struct record *r = record_new(kind);
	struct buf places = {0};
	size_t count = 0;

	for (uint64_t id = 0; count < set->count && idset_next(set, &id); id++) {
		if (!records_get(t, id, r))
			continue;
		rows[count] = (struct placed){.id = id, .at = places.len};
		walk_put_place_of(r, &places);
		rows[count].len = places.len - rows[count].at;
		count++;
	}
	qsort_r(rows, count, sizeof(*rows), compare_placed, &places);
	for (size_t i = 0; i < count; i++)
		ids[i] = rows[backward ? count - 1 - i : i].id;
	record_free(r);
	buf_free(&places);
	free(rows);
	return count;
}

static size_t
ids_of_many(const struct known_order *order, const struct idset *set, bool backward, uint64_t *ids)
{
	size_t most = set != NULL ? set->count : order->count, count = 0;

	for (size_t i = 0; i < order->count && count < most; i++) {
		uint64_t id = order->ids[backward ? order->count - 1 - i : i];

		if (set == NULL || idset_has(set, id))
			ids[count++] = id;
	}
	return count;
}

/* Loading a record from anywhere costs as much as some 160 steps through the index, or as some
 * 1,000 through the order in memory. */
enum { STEPS_A_RECORD = 160, KNOWN_STEPS_A_RECORD = 1000 };

size_t
natural_ids(
    const struct view *v, enum kind kind, const struct idset *set, bool backward, uint64_t **ids)
{
	size_t total = records_count(v->txn, kind);
	bool is_known = natural_is_known(v->session, v->txn, kind);
	size_t steps = is_known ? KNOWN_STEPS_A_RECORD : STEPS_A_RECORD;

	*ids = xcalloc((set != NULL ? set->count : total) + 1, sizeof(**ids));
	if (set != NULL && set->count < total / steps)
		return ids_of_few(v->txn, kind, set, backward, *ids);
	return ids_of_many(know(v->session, v->txn, kind), set, backward, *ids);
}

static bool
step(struct walk *w, bool backward, const struct idset *set, uint64_t *id)
{
	if (set != NULL)
		return walk_within(w, backward, set, id);
	return backward ? walk_prev(w, id) : walk_next(w, id);
}

bool
natural_page(struct txn *t, enum kind kind, const struct idset *set, bool backward, size_t count,
    size_t first, size_t n, uint64_t *ids, size_t *got)
{
	size_t left = first < count ? count - first : 0, pass = first;
	bool from_end = first > left;
	struct walk *w;
	uint64_t id;

	n = n < left ? n : left;
	*got = 0;
	if (from_end)
		pass = left - n;
	if (pass > NEAR_AN_END)
		return false;
	w = walk_sorted(t, kind);
	if (backward != from_end)
		walk_to_last(w);
	while (pass > 0 && step(w, backward != from_end, set, &id))
		pass--;
	for (; *got < n && step(w, backward != from_end, set, &id); ++*got)
		ids[from_end ? n - 1 - *got : *got] = id;
	if (from_end && *got < n) /* some were removed meanwhile */
		memmove(ids, ids + n - *got, *got * sizeof(*ids));
	walk_close(w);
	return true;
}
