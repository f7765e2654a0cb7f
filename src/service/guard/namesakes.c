/* SPDX-License-Identifier: MIT
 * namesakes.c - people by name and date, and by name and organisation.
 */
#include "service/guard/namesakes.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/die.h"
#include "db/record/columns.h"
#include "db/record/records.h"

#define NO_VALUE INT64_MIN

/* A name has a number; what tells its bearers apart is a date or an organisation. */
struct bearer {
	uint32_t name;
	int64_t mark;
	uint64_t id;
};

struct bearers {
	struct bearer *items;
	size_t count, room;
};

struct namesakes {
	uint32_t *names; /* of each person, by id; 0: nobody */
	int64_t *birth_dates, *organisations;
	uint64_t behind;
	struct bearers by_date;    /* who have one */
	struct bearers undated;    /* who have none, by organisation */
	struct bearers everywhere; /* all, by organisation */
};

static void
add(struct bearers *b, uint32_t name, int64_t mark, uint64_t id)
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

static int64_t *
read_field(const struct namesakes *n, struct txn *t, const char *id)
{
	int64_t *values = xcalloc(n->behind + 1, sizeof(*values));

	columns_read_field(
	    t, KIND_PEOPLE, field_find(KIND_PEOPLE, id), NO_VALUE, values, n->behind);
	return values;
}

struct namesakes *
namesakes_read(struct txn *t)
{
	struct namesakes *n = xcalloc(1, sizeof(*n));

	n->names = records_ranks(t, KIND_PEOPLE, true, &n->behind);
	n->birth_dates = read_field(n, t, "birth_date");
	n->organisations = read_field(n, t, "organisation");
	for (uint64_t id = 0; id < n->behind; id++) {
		if (n->names[id] == 0)
			continue;
		if (n->birth_dates[id] != NO_VALUE)
			add(&n->by_date, n->names[id], n->birth_dates[id], id);
		else
			add(&n->undated, n->names[id], n->organisations[id], id);
		add(&n->everywhere, n->names[id], n->organisations[id], id);
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
	free(n->names);
	free(n->birth_dates);
	free(n->organisations);
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
	struct bearer by_date, by_place;
	bool go_on = id < n->behind && n->names[id] != 0;

	if (!go_on)
		return;
	by_date = (struct bearer){.name = n->names[id], .mark = n->birth_dates[id], .id = id};
	by_place = (struct bearer){.name = n->names[id], .mark = n->organisations[id], .id = id};
	for (int before = 1; go_on && before >= 0; before--) {
		if (by_date.mark == NO_VALUE) {
			go_on = each_beside(&n->everywhere, &by_place, before, fn, context);
			continue;
		}
		go_on = each_beside(&n->by_date, &by_date, before, fn, context) &&
		    each_beside(&n->undated, &by_place, before, fn, context);
	}
}
