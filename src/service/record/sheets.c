/* SPDX-License-Identifier: MIT
 * sheets.c - columns read from their blocks.
 */
#include "service/record/sheets.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/date.h"
#include "base/die.h"
#include "db/record/columns.h"
#include "rules/facts.h"

enum { FIELDS_MOST = 64 };

struct sheet {
	uint64_t behind, room;
	bool *there;            /* NULL: not read yet */
	struct columns *blocks; /* as they lie in the map, for the fields to be read from */
	size_t nblocks, blocks_room;
	struct {
		const struct field *field;
		int32_t *values;
	} columns[FIELDS_MOST];
	size_t count;
};

struct sheets {
	struct txn *txn;
	struct sheet of[KIND_COUNT];
	const int32_t *done; /* sheets_done(); NULL: nobody has asked */
	struct arena arena;
};

struct sheets *
sheets_open(const struct view *v)
{
	struct sheets *s = xcalloc(1, sizeof(*s));

	s->txn = v->txn;
	return s;
}

void
sheets_close(struct sheets *s)
{
	if (s == NULL)
		return;
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		struct sheet *sheet = &s->of[kind];

		for (size_t i = 0; i < sheet->count; i++)
			free(sheet->columns[i].values);
		free(sheet->there);
		free(sheet->blocks);
	}
	arena_free(&s->arena);
	free(s);
}

/* Which ids have a record, and how far they go; the blocks are looked for once, whatever is read
 * of them. */
static void
measure(struct sheets *s, enum kind kind)
{
	struct sheet *sheet = &s->of[kind];
	struct columns_scan *scan;
	struct columns block;

	if (sheet->there != NULL)
		return;
	sheet->there = xcalloc(1, sizeof(*sheet->there));
	scan = columns_scan_open(s->txn, kind);
	while (columns_scan_next(scan, &block)) {
		uint64_t behind = block.first + COLUMNS_BLOCK;

		if (behind > sheet->room) {
			sheet->room = 2 * behind;
			sheet->there =
			    xrealloc(sheet->there, (sheet->room + 1) * sizeof(*sheet->there));
		}
		ARRAY_ROOM(sheet->blocks, sheet->nblocks, sheet->blocks_room);
		sheet->blocks[sheet->nblocks++] = block;
		memset(sheet->there + sheet->behind, 0, behind - sheet->behind);
		for (unsigned i = 0; i < COLUMNS_BLOCK; i++)
			sheet->there[block.first + i] = columns_has(&block, i);
		sheet->behind = behind;
	}
	columns_scan_close(scan);
}

uint64_t
sheets_behind(struct sheets *s, enum kind kind)
{
	measure(s, kind);
	return s->of[kind].behind;
}

const bool *
sheets_there(struct sheets *s, enum kind kind)
{
	measure(s, kind);
	return s->of[kind].there;
}

static int32_t
empty_of(const struct field *f)
{
	return f->type == FIELD_DATE  ? DATE_NONE
	    : f->type == FIELD_NUMBER ? (int32_t)NUMBER_NONE
				      : 0;
}

static int32_t *
read_column(struct sheets *s, enum kind kind, const struct field *f)
{
	uint64_t behind = sheets_behind(s, kind), done = 0;
	const struct sheet *sheet = &s->of[kind];
	int32_t *values = xmalloc((behind + COLUMNS_BLOCK) * sizeof(*values));

	values[0] = empty_of(f); /* of id 0, which is nobody's, where there is no block at all */
	for (size_t i = 0; i < sheet->nblocks; i++) {
		const struct columns *block = &sheet->blocks[i];

		for (; done < block->first; done++)
			values[done] = empty_of(f);
		columns_get32(block, f, empty_of(f), values + block->first);
		done = block->first + COLUMNS_BLOCK;
	}
	return values;
}

const int32_t *
sheets_column(struct sheets *s, enum kind kind, const char *field)
{
	const struct field *f = field_find(kind, field);
	struct sheet *sheet = &s->of[kind];
	size_t i = 0;

	assert(f != NULL && !field_is_text(f));
	while (i < sheet->count && sheet->columns[i].field != f)
		i++;
	if (i == sheet->count) {
		assert(i < FIELDS_MOST);
		sheet->columns[i].values = read_column(s, kind, f);
		sheet->columns[i].field = f;
		sheet->count++;
	}
	return sheet->columns[i].values;
}

bool *
sheets_marks(struct sheets *s, enum kind kind)
{
	return arena_alloc(&s->arena, sheets_behind(s, kind) + 1);
}

int32_t *
sheets_numbers(struct sheets *s, enum kind kind)
{
	return arena_alloc(&s->arena, (sheets_behind(s, kind) + 1) * sizeof(int32_t));
}

const int32_t *
sheets_done(struct sheets *s)
{
	const int32_t *item = sheets_column(s, KIND_EVENTS, "item");
	const int32_t *held = sheets_column(s, KIND_EVENTS, "held");
	const int32_t *held_to = sheets_column(s, KIND_EVENTS, "held_to");
	const int32_t *cancelled = sheets_column(s, KIND_EVENTS, "cancelled");
	int32_t *done;

	if (s->done != NULL)
		return s->done;
	done = sheets_numbers(s, KIND_PLAN_ITEMS);
	for (EACH_RECORD(id, s, KIND_PLAN_ITEMS))
		done[id] = FACT_OPEN;
	for (EACH_RECORD(id, s, KIND_EVENTS)) {
		int32_t last = event_last_day(held[id], held_to[id]);

		if (item[id] != 0 && cancelled[id] == 0 && last != DATE_NONE &&
		    last < done[item[id]])
			done[item[id]] = last;
	}
	s->done = done;
	return done;
}
