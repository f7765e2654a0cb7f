/* SPDX-License-Identifier: MIT
 * mentor_pairs.c - pairs of mentor and person, out of the columns of `support`.
 */
#include "service/year/mentor_pairs.h"

#include <stdlib.h>

#include "base/array.h"

/* By mentor and person, the one that began last first. */
static int
compare_pairs(const void *left, const void *right)
{
	const struct mentor_pair *a = left, *b = right;

	if (a->mentor != b->mentor)
		return a->mentor < b->mentor ? -1 : 1;
	if (a->person != b->person)
		return a->person < b->person ? -1 : 1;
	if (a->from != b->from)
		return a->from > b->from ? -1 : 1;
	return (a->support > b->support) - (a->support < b->support);
}

static bool
is_same(const struct mentor_pair *a, const struct mentor_pair *b)
{
	return a->mentor == b->mentor && a->person == b->person;
}

/* All rows in force, of one pair too. */
static size_t
gather(struct sheets *sheets, int32_t on, struct mentor_pair **out)
{
	const int32_t *person = sheets_column(sheets, KIND_SUPPORT, "person");
	const int32_t *form = sheets_column(sheets, KIND_SUPPORT, "form");
	const int32_t *mentor = sheets_column(sheets, KIND_SUPPORT, "mentor");
	const int32_t *from = sheets_column(sheets, KIND_SUPPORT, "from");
	const int32_t *to = sheets_column(sheets, KIND_SUPPORT, "to");
	struct mentor_pair *pairs = NULL;
	size_t count = 0, room = 0;

	for (EACH_RECORD(id, sheets, KIND_SUPPORT)) {
		if (form[id] != SUPPORT_MENTORING || mentor[id] == 0 ||
		    !is_in_force(from[id], to[id], on))
			continue;
		ARRAY_ROOM(pairs, count, room);
		pairs[count++] = (struct mentor_pair){.mentor = (uint64_t)mentor[id],
		    .person = (uint64_t)person[id],
		    .support = id,
		    .from = from[id]};
	}
	*out = pairs;
	return count;
}

size_t
mentor_pairs_find(struct sheets *sheets, int32_t on, struct mentor_pair **out)
{
	size_t all = gather(sheets, on, out), count = 0;
	struct mentor_pair *pairs = *out;

	if (all > 0)
		qsort(pairs, all, sizeof(*pairs), compare_pairs);
	for (size_t i = 0; i < all; i++)
		if (count == 0 || !is_same(&pairs[i], &pairs[count - 1]))
			pairs[count++] = pairs[i];
	return count;
}
