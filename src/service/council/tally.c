/* SPDX-License-Identifier: MIT
 * tally.c - counting by name or id. A town has tens of names: they are looked through.
 */
#include "service/council/tally.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/die.h"
#include "base/compare.h"

static bool
is_same(const struct tally *t, struct slice folded, uint64_t id)
{
	return id != 0 ? t->id == id : t->id == 0 && slice_equal(buf_slice(&t->folded), folded);
}

struct tally *
tally_of(struct tallies *list, struct slice name, uint64_t id)
{
	struct buf folded = {0};

	compare_put(&folded, name);
	for (size_t i = 0; i < list->count; i++) {
		if (is_same(&list->items[i], buf_slice(&folded), id)) {
			buf_free(&folded);
			return &list->items[i];
		}
	}
	ARRAY_ROOM(list->items, list->count, list->capacity);
	list->items[list->count] =
	    (struct tally){.name = xstrndup(name.data, name.len), .folded = folded, .id = id};
	return &list->items[list->count++];
}

static int
compare_tallies(const void *left, const void *right)
{
	const struct tally *a = left, *b = right;

	if (a->people != b->people)
		return a->people > b->people ? -1 : 1;
	return slice_compare(buf_slice(&a->folded), buf_slice(&b->folded));
}

void
tallies_sort(struct tallies *list)
{
	if (list->count > 0)
		qsort(list->items, list->count, sizeof(*list->items), compare_tallies);
}

void
tallies_free(struct tallies *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i].name);
		buf_free(&list->items[i].folded);
	}
	free(list->items);
	*list = (struct tallies){0};
}
