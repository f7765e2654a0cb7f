/* SPDX-License-Identifier: MIT
 * import_remarks.c - faults are told of records; the keys of the import know which rows those are.
 */
#include "exchange/import_remarks.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/die.h"

/* A fault by its record. */
struct blamed {
	enum kind kind;
	uint64_t id;
	const struct rule_fault *fault;
};

static int
by_record(const void *a, const void *b)
{
	const struct blamed *x = a, *y = b;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

static int
by_place(const void *a, const void *b)
{
	const struct import_remark *x = a, *y = b;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return x->place < y->place ? -1 : x->place > y->place;
}

static struct blamed *
sort_faults(const struct rule_fault *faults, size_t count)
{
	struct blamed *blamed = xcalloc(count + 1, sizeof(*blamed));

	for (size_t i = 0; i < count; i++)
		blamed[i] = (struct blamed){
		    .kind = faults[i].kind, .id = faults[i].id, .fault = &faults[i]};
	qsort(blamed, count, sizeof(*blamed), by_record);
	return blamed;
}

void
import_remarks_put(struct import_remarks *remarks, enum kind kind, size_t place,
    const struct field *field, const char *sentence)
{
	ARRAY_ROOM(remarks->items, remarks->count, remarks->room);
	remarks->items[remarks->count++] = (struct import_remark){.kind = kind,
	    .place = (uint32_t)place,
	    .field = field,
	    .sentence = arena_strdup(&remarks->arena, sentence)};
}

void
import_remarks_sort(struct import_remarks *remarks)
{
	if (remarks->count > 1)
		qsort(remarks->items, remarks->count, sizeof(*remarks->items), by_place);
}

size_t
import_remarks_add(struct import_remarks *remarks, const struct import_keys *keys,
    const struct rule_fault *faults, size_t count)
{
	struct blamed *blamed = sort_faults(faults, count), *end = blamed + count;
	size_t rows = 0;

	for (size_t i = 0; i < keys->count && count > 0; i++) {
		const struct import_key *key = &keys->entries[i];
		const struct blamed wanted = {.kind = import_key_kind(keys, key), .id = key->id};
		const struct blamed *b;

		if (key->place == 0 || key->id == 0)
			continue;
		b = bsearch(&wanted, blamed, count, sizeof(*blamed), by_record);
		if (b == NULL)
			continue;
		while (b > blamed && by_record(b - 1, &wanted) == 0)
			b--;
		for (; b < end && by_record(b, &wanted) == 0; b++)
			import_remarks_put(
			    remarks, b->kind, key->place, b->fault->field, b->fault->sentence);
		rows++;
	}
	free(blamed);
	import_remarks_sort(remarks);
	return rows;
}

const struct import_remark *
import_remarks_find(const struct import_remarks *remarks, enum kind kind, size_t place)
{
	const struct import_remark wanted = {.kind = kind, .place = (uint32_t)place}, *found;

	if (remarks->count == 0)
		return NULL;
	found = bsearch(&wanted, remarks->items, remarks->count, sizeof(wanted), by_place);
	while (found != NULL && found > remarks->items && by_place(found - 1, &wanted) == 0)
		found--;
	return found;
}

void
import_remarks_clear(struct import_remarks *remarks)
{
	remarks->count = 0;
	arena_clear(&remarks->arena);
}

void
import_remarks_free(struct import_remarks *remarks)
{
	free(remarks->items);
	arena_free(&remarks->arena);
	*remarks = (struct import_remarks){0};
}
