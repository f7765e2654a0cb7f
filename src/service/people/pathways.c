/* SPDX-License-Identifier: MIT
 * pathways.c - pathways on a day, and who is to have one.
 */
#include "service/people/pathways.h"

#include <assert.h>
#include <stdlib.h>

#include "base/array.h"
#include "db/record/records.h"
#include "rules/schoolyear.h"
#include "service/people/people_order.h"
#include "service/record/sheets.h"
#include "service/year/worklists.h"

const char *
pathway_view_word(enum pathway_view view)
{
	static const char *const words[PATHWAY_VIEWS] = {[PATHWAYS_UNDER_WAY] = "В работе",
	    [PATHWAYS_OVERDUE] = "Срок вышел",
	    [PATHWAYS_WANTED] = "Диагностика есть, ИОМ нет",
	    [PATHWAYS_FINISHED] = "Завершены"};

	assert(view < PATHWAY_VIEWS);
	return words[view];
}

/* Items of all pathways: whose and of which day, together in one number, in order. */
struct item_keys {
	uint64_t *all, *done;
	size_t count, ndone, room, done_room;
};

struct gathering {
	const struct view *v;
	struct worklists_run *run;
	struct sheets *sheets;
	uint64_t person; /* 0: of all */
	int32_t on;
	struct item_keys items;
	struct pathways_board *out;
	size_t room;
};

static uint64_t
key_of(uint64_t person, int32_t developed)
{
	return person << 32 | (uint32_t)developed;
}

static int
compare_keys(const void *left, const void *right)
{
	const uint64_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

static void
read_items(struct gathering *g)
{
	const int32_t *person = sheets_column(g->sheets, KIND_PATHWAY_ITEMS, "person");
	const int32_t *developed = sheets_column(g->sheets, KIND_PATHWAY_ITEMS, "developed");
	const int32_t *done = sheets_column(g->sheets, KIND_PATHWAY_ITEMS, "done");
	struct item_keys *k = &g->items;

	for (EACH_RECORD(id, g->sheets, KIND_PATHWAY_ITEMS)) {
		uint64_t key = key_of((uint64_t)person[id], developed[id]);

		ARRAY_ROOM(k->all, k->count, k->room);
		k->all[k->count++] = key;
		if (!has_come(done[id], g->on))
			continue;
		ARRAY_ROOM(k->done, k->ndone, k->done_room);
		k->done[k->ndone++] = key;
	}
	if (k->count > 0)
		qsort(k->all, k->count, sizeof(*k->all), compare_keys);
	if (k->ndone > 0)
		qsort(k->done, k->ndone, sizeof(*k->done), compare_keys);
}

/* How many of the numbers are the key. */
static size_t
count_key(const uint64_t *keys, size_t count, uint64_t key)
{
	size_t low = 0, high = count, alike = 0;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (keys[middle] < key)
			low = middle + 1;
		else
			high = middle;
	}
	while (low + alike < count && keys[low + alike] == key)
		alike++;
	return alike;
}

static void
add_row(struct gathering *g, struct pathway_row row)
{
	struct pathways_board *b = g->out;
	uint64_t key = key_of(row.person, row.developed);

	row.order = people_order(g->v, row.person, 0, &b->arena);
	row.items = count_key(g->items.all, g->items.count, key);
	row.done = count_key(g->items.done, g->items.ndone, key);
	ARRAY_ROOM(b->rows, b->count, g->room);
	b->rows[b->count++] = row;
	for (int i = 0; i < PATHWAY_VIEWS; i++)
		b->counts[i] += (row.views & 1U << i) != 0;
}

/* What a work list holds, by id of its kind. */
static enum status
mark_list(struct gathering *g, const char *list, const bool **out, struct error *e)
{
	const struct worklist *l = worklist_find(list);
	bool *marks = sheets_marks(g->sheets, l->kind);
	struct worklist_found found;
	enum status st = worklists_ask(g->run, l, &found, e);

	for (size_t i = 0; i < found.count; i++)
		marks[found.ids[i]] = true;
	worklist_found_free(&found);
	*out = marks;
	return st;
}

static void
add_pathways(struct gathering *g, const bool *overdue)
{
	const int32_t *person = sheets_column(g->sheets, KIND_PATHWAYS, "person");
	const int32_t *methodist = sheets_column(g->sheets, KIND_PATHWAYS, "methodist");
	const int32_t *developed = sheets_column(g->sheets, KIND_PATHWAYS, "developed");
	const int32_t *until = sheets_column(g->sheets, KIND_PATHWAYS, "until");
	const int32_t *finished = sheets_column(g->sheets, KIND_PATHWAYS, "finished");
	int32_t year = schoolyear_start(g->on);

	for (EACH_RECORD(id, g->sheets, KIND_PATHWAYS)) {
		bool begun = has_come(developed[id], g->on), over = has_come(finished[id], g->on);
		unsigned views = (begun && !over ? 1U << PATHWAYS_UNDER_WAY : 0) |
		    (overdue[id] ? 1U << PATHWAYS_OVERDUE : 0) |
		    (over && finished[id] >= year ? 1U << PATHWAYS_FINISHED : 0);

		if (views != 0 && (g->person == 0 || g->person == (uint64_t)person[id]))
			add_row(g,
			    (struct pathway_row){.id = id,
				.person = (uint64_t)person[id],
				.methodist = (uint64_t)methodist[id],
				.developed = developed[id],
				.until = until[id],
				.finished = finished[id],
				.views = views});
	}
}

static void
add_wanted(struct gathering *g, const bool *wanted)
{
	for (EACH_RECORD(id, g->sheets, KIND_PEOPLE))
		if (wanted[id] && (g->person == 0 || g->person == id))
			add_row(g,
			    (struct pathway_row){.id = id,
				.person = id,
				.developed = DATE_NONE,
				.until = DATE_NONE,
				.finished = DATE_NONE,
				.views = 1U << PATHWAYS_WANTED});
}

/* What is finished stands behind, the last before the rest; what has no term behind what has. */
static int64_t
place_of(const struct pathway_row *r)
{
	if ((r->views & 1U << PATHWAYS_FINISHED) != 0)
		return (int64_t)INT32_MAX + INT32_MAX - r->finished;
	return r->until != DATE_NONE ? r->until : INT32_MAX;
}

static int
compare_rows(const void *left, const void *right)
{
	const struct pathway_row *a = left, *b = right;
	int order = slice_compare(a->order, b->order);

	if (place_of(a) != place_of(b))
		return place_of(a) < place_of(b) ? -1 : 1;
	return order != 0 ? order : (a->id > b->id) - (a->id < b->id);
}

static enum status
gather(struct gathering *g, struct error *e)
{
	const bool *overdue, *wanted;
	enum status st = mark_list(g, "pathway_overdue", &overdue, e);

	if (st == ST_OK)
		st = mark_list(g, "assessed_no_pathway", &wanted, e);
	if (st != ST_OK)
		return st;
	read_items(g);
	add_pathways(g, overdue);
	add_wanted(g, wanted);
	if (g->out->count > 0)
		qsort(g->out->rows, g->out->count, sizeof(*g->out->rows), compare_rows);
	return view_status(g->v, e);
}

enum status
pathways_board_read(
    const struct view *v, uint64_t person, int32_t on, struct pathways_board *out, struct error *e)
{
	struct gathering g = {
	    .v = v, .run = worklists_begin(v, on), .person = person, .on = on, .out = out};
	enum status st;

	*out = (struct pathways_board){.count = 0};
	g.sheets = worklists_sheets(g.run);
	st = gather(&g, e);
	worklists_end(g.run);
	free(g.items.all);
	free(g.items.done);
	return st;
}

void
pathways_board_free(struct pathways_board *b)
{
	free(b->rows);
	arena_free(&b->arena);
	*b = (struct pathways_board){.count = 0};
}

/* --- The items of one. */

struct numbered {
	int64_t number;
	uint64_t id;
};

static int
compare_numbered(const void *left, const void *right)
{
	const struct numbered *a = left, *b = right;

	return (a->number > b->number) - (a->number < b->number);
}

static size_t
read_numbered(const struct view *v, const struct pathway *p, struct numbered **out)
{
	struct pathway_item *item = (struct pathway_item *)record_new(KIND_PATHWAY_ITEMS);
	struct walk *w = walk_referring(
	    v->txn, KIND_PATHWAY_ITEMS, field_find(KIND_PATHWAY_ITEMS, "person"), p->person);
	struct numbered *rows = NULL;
	size_t count = 0, room = 0;

	while (walk_record(w, &item->base)) {
		if (item->developed != p->developed)
			continue;
		ARRAY_ROOM(rows, count, room);
		rows[count++] = (struct numbered){.number = item->number, .id = item->base.id};
	}
	walk_close(w);
	record_free(&item->base);
	if (count > 0)
		qsort(rows, count, sizeof(*rows), compare_numbered);
	*out = rows;
	return count;
}

size_t
pathway_items(const struct view *v, const struct pathway *p, uint64_t **ids)
{
	struct numbered *rows;
	size_t count = read_numbered(v, p, &rows);

	*ids = xcalloc(count + 1, sizeof(**ids));
	for (size_t i = 0; i < count; i++)
		(*ids)[i] = rows[i].id;
	free(rows);
	return count;
}

void
pathway_propose_item(const struct view *v, const struct pathway *p, struct pathway_item *out)
{
	struct numbered *rows;
	size_t count = read_numbered(v, p, &rows);

	out->person = p->person;
	out->developed = p->developed;
	out->number = count > 0 ? rows[count - 1].number + 1 : 1;
	out->until = p->until;
	free(rows);
}
