/* SPDX-License-Identifier: MIT
 * namesakes.c - people by name and date, and by name and organisation.
 */
#include "service/guard/namesakes.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/die.h"
#include "db/record/columns.h"
#include "db/record/key.h"
#include "db/record/records.h"

#define NO_VALUE INT64_MIN

/* A name has a number; what tells its bearers apart is a date or an organisation. */
struct bearer {
	uint64_t name;
	int64_t mark;
	uint64_t id;
};

struct bearers {
	struct bearer *items;
	size_t count, room;
};

/* What is known of each person, by id. */
struct known {
	uint64_t name; /* 0: nobody */
	int64_t birth_date, organisation;
};

struct namesakes {
	struct known *known;
	uint64_t behind;
	struct bearers by_date;    /* who have one */
	struct bearers undated;    /* who have none, by organisation */
	struct bearers everywhere; /* all, by organisation */
};

static void
add(struct bearers *b, uint64_t name, int64_t mark, uint64_t id)
{
	ARRAY_ROOM(b->items, b->count, b->room);
	b->items[b->count++] = (struct bearer){.name = name, .mark = mark, .id = id};
}

static int
compare_bearers(const void *left, const void *right)
{
	const struct bearer *a = left, *b = right;

	if (a->name != b->name)
		return a->name < b->name ? -1 : 1;
	if (a->mark != b->mark)
		return a->mark < b->mark ? -1 : 1;
	return a->id < b->id ? -1 : a->id > b->id;
}

static void
sort(struct bearers *b)
{
	if (b->count > 0)
		qsort(b->items, b->count, sizeof(*b->items), compare_bearers);
}

/* The name within a place in the order of names: without the id, and without е and ё told apart
 * (db/record/key.h), so without the 01 and 02 and 00 at the end. */
static struct slice
name_in(struct slice place)
{
	const char *bytes = place.data;

	place.len -= place.len > KEY_ID ? KEY_ID : place.len;
	while (place.len > 0 && (unsigned char)bytes[place.len - 1] <= 2)
		place.len--;
	return place;
}

static void
reach(struct namesakes *n, uint64_t id)
{
	uint64_t room = id * 2 + 1024;

	if (id < n->behind)
		return;
	n->known = xrealloc(n->known, room * sizeof(*n->known));
	for (uint64_t i = n->behind; i < room; i++)
		n->known[i] = (struct known){.birth_date = NO_VALUE, .organisation = NO_VALUE};
	n->behind = room;
}

/* Equal names stand side by side. */
static void
number_names(struct namesakes *n, struct txn *t)
{
	struct walk *w = walk_sorted(t, KIND_PEOPLE);
	struct buf last = {0}, place = {0};
	uint64_t id, name = 0;

	while (walk_next(w, &id)) {
		struct slice now;

		buf_clear(&place);
		walk_put_place(w, &place);
		now = name_in(buf_slice(&place));
		if (name == 0 || !slice_equal(now, buf_slice(&last)))
			name++;
		buf_clear(&last);
		buf_put_slice(&last, now);
		reach(n, id);
		n->known[id].name = name;
	}
	walk_close(w);
	buf_free(&last);
	buf_free(&place);
}

static void
read_marks(struct namesakes *n, struct txn *t)
{
	const struct field *born = field_find(KIND_PEOPLE, "birth_date"),
			   *works = field_find(KIND_PEOPLE, "organisation");
	struct columns_scan *scan = columns_scan_open(t, KIND_PEOPLE);
	int64_t dates[COLUMNS_BLOCK], places[COLUMNS_BLOCK];
	struct columns c;

	while (columns_scan_next(scan, &c)) {
		columns_get(&c, born, NO_VALUE, dates);
		columns_get(&c, works, NO_VALUE, places);
		for (uint64_t i = 0; i < COLUMNS_BLOCK && c.first + i < n->behind; i++) {
			n->known[c.first + i].birth_date = dates[i];
			n->known[c.first + i].organisation = places[i];
		}
	}
	columns_scan_close(scan);
}

struct namesakes *
namesakes_read(struct txn *t)
{
	struct namesakes *n = xcalloc(1, sizeof(*n));

	number_names(n, t);
	read_marks(n, t);
	for (uint64_t id = 0; id < n->behind; id++) {
		const struct known *k = &n->known[id];

		if (k->name == 0)
			continue;
		if (k->birth_date != NO_VALUE)
			add(&n->by_date, k->name, k->birth_date, id);
		else
			add(&n->undated, k->name, k->organisation, id);
		add(&n->everywhere, k->name, k->organisation, id);
	}
	sort(&n->by_date);
	sort(&n->undated);
	sort(&n->everywhere);
	return n;
}

void
namesakes_free(struct namesakes *n)
{
	if (n == NULL)
		return;
	free(n->known);
	free(n->by_date.items);
	free(n->undated.items);
	free(n->everywhere.items);
	free(n);
}

/* The first bearer that does not stand before this one. */
static size_t
place_of(const struct bearers *b, const struct bearer *wanted)
{
	size_t low = 0, high = b->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_bearers(&b->items[middle], wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
are_alike(const struct bearers *b, size_t i, const struct bearer *wanted)
{
	return i < b->count && b->items[i].name == wanted->name && b->items[i].mark == wanted->mark;
}

/* Those before it from the nearest on, or those behind it. */
static bool
each_beside(
    const struct bearers *b, const struct bearer *of, bool before, namesake_fn *fn, void *context)
{
	size_t i = place_of(b, of);

	if (before) {
		while (i-- > 0 && are_alike(b, i, of))
			if (!fn(context, b->items[i].id))
				return false;
		return true;
	}
	for (; are_alike(b, i, of); i++)
		if (b->items[i].id != of->id && !fn(context, b->items[i].id))
			return false;
	return true;
}

void
namesakes_each(const struct namesakes *n, uint64_t id, namesake_fn *fn, void *context)
{
	const struct known *k = id < n->behind ? &n->known[id] : NULL;
	struct bearer by_date, by_place;
	bool go_on = k != NULL && k->name != 0;

	if (!go_on)
		return;
	by_date = (struct bearer){.name = k->name, .mark = k->birth_date, .id = id};
	by_place = (struct bearer){.name = k->name, .mark = k->organisation, .id = id};
	for (int before = 1; go_on && before >= 0; before--) {
		if (k->birth_date == NO_VALUE) {
			go_on = each_beside(&n->everywhere, &by_place, before, fn, context);
			continue;
		}
		go_on = each_beside(&n->by_date, &by_date, before, fn, context) &&
		    each_beside(&n->undated, &by_place, before, fn, context);
	}
}
