/* SPDX-License-Identifier: MIT
 * mentors.c - who could be a mentor of young teachers: what they teach, and whom they have.
 */
#include "service/people/mentoring.h"

#include <stdlib.h>

#include "base/array.h"
#include "db/record/records.h"
#include "model/value.h"
#include "rules/subject_match.h"
#include "service/core/modules.h"
#include "service/people/people_order.h"
#include "service/year/mentor_pairs.h"
#include "service/year/worklists.h"

struct gathering {
	const struct view *v;
	struct worklists_run *run;
	const uint64_t *people;
	size_t count;
	struct person **asked; /* the people */
	int32_t on;
	int32_t *load; /* people each mentor has, by id */
	struct mentor_candidates *out;
	size_t room;
};

static bool
is_titled(const struct person *p)
{
	const char *word = field_find(KIND_PEOPLE, "titles")->words[TITLE_MENTOR - 1];
	struct slice rest = slice_of(p->titles), item;

	while (value_next_item(&rest, &item))
		if (slice_equal(item, slice_of(word)))
			return true;
	return false;
}

static bool
is_qualified(const struct person *p, int32_t on)
{
	bool lasts = p->category_until == DATE_NONE || p->category_until >= on;

	return (p->category == CATEGORY_HIGHEST && lasts) || is_titled(p);
}

/* A teacher of the subject; where there are none, as with nursery teachers, of the level. */
static bool
fits(const struct person *mentor, const struct person *young)
{
	if (young->subjects[0] != '\0')
		return subject_is_named(slice_of(mentor->subjects), slice_of(young->subjects));
	return mentor->subjects[0] == '\0' && mentor->level == young->level;
}

static bool
is_one_of_them(const struct gathering *g, uint64_t person)
{
	for (size_t i = 0; i < g->count; i++)
		if (g->people[i] == person)
			return true;
	return false;
}

static void
add_candidate(struct gathering *g, const struct person *p)
{
	struct mentor_candidates *c = g->out;
	struct mentor_candidate row = {.person = p->base.id,
	    .people = (size_t)g->load[p->base.id],
	    .titled = is_titled(p),
	    .order = people_order(g->v, p->base.id, 0, &c->arena)};

	for (size_t i = 0; i < g->count; i++) {
		row.fits += fits(p, g->asked[i]);
		row.near += p->organisation == g->asked[i]->organisation;
	}
	c->fitting += row.fits > 0;
	ARRAY_ROOM(c->rows, c->count, g->room);
	c->rows[c->count++] = row;
}

/* The highest category and the titles it is the condition of: nobody else needs to be read. */
static void
add_candidates(struct gathering *g)
{
	struct sheets *sheets = worklists_sheets(g->run);
	const int32_t *category = sheets_column(sheets, KIND_PEOPLE, "category");
	const bool *staff = worklists_staff(g->run);
	struct person *p = (struct person *)record_new(KIND_PEOPLE);

	for (EACH_RECORD(id, sheets, KIND_PEOPLE))
		if (staff[id] && category[id] == CATEGORY_HIGHEST && !is_one_of_them(g, id) &&
		    records_get(g->v->txn, id, &p->base) && is_qualified(p, g->on))
			add_candidate(g, p);
	record_free(&p->base);
}

static int
compare_candidates(const void *left, const void *right)
{
	const struct mentor_candidate *a = left, *b = right;

	if (a->fits != b->fits)
		return a->fits > b->fits ? -1 : 1;
	if (a->near != b->near)
		return a->near > b->near ? -1 : 1;
	if (a->people != b->people)
		return a->people < b->people ? -1 : 1;
	if (a->titled != b->titled)
		return a->titled ? -1 : 1;
	return slice_compare(a->order, b->order);
}

static void
count_load(struct gathering *g)
{
	struct sheets *sheets = worklists_sheets(g->run);
	struct mentor_pair *pairs;
	size_t count = mentor_pairs_find(sheets, g->on, &pairs);

	g->load = sheets_numbers(sheets, KIND_PEOPLE);
	for (size_t i = 0; i < count; i++)
		g->load[pairs[i].mentor]++;
	free(pairs);
}

static enum status
read_asked(struct gathering *g, struct error *e)
{
	g->asked = xcalloc(g->count + 1, sizeof(struct person *));
	for (size_t i = 0; i < g->count; i++) {
		g->asked[i] = (struct person *)record_new(KIND_PEOPLE);
		if (!records_get(g->v->txn, g->people[i], &g->asked[i]->base))
			return error_set(e, ST_NOTFOUND, "педагога тем временем удалили");
	}
	return ST_OK;
}

static void
end(struct gathering *g)
{
	for (size_t i = 0; g->asked != NULL && i < g->count; i++)
		if (g->asked[i] != NULL)
			record_free(&g->asked[i]->base);
	free(g->asked);
	worklists_end(g->run);
}

enum status
mentor_candidates_read(const struct view *v, const uint64_t *people, size_t count, int32_t on,
    struct mentor_candidates *out, struct error *e)
{
	struct gathering g = {.v = v, .people = people, .count = count, .on = on, .out = out};
	enum status st = view_require(v, PERMIT_READ, e);

	*out = (struct mentor_candidates){.count = 0};
	if (st == ST_OK)
		st = module_require(v->session, "associations", e);
	if (st != ST_OK)
		return st;
	g.run = worklists_begin(v, on);
	count_load(&g);
	st = read_asked(&g, e);
	if (st == ST_OK) {
		add_candidates(&g);
		if (out->count > 0)
			qsort(out->rows, out->count, sizeof(*out->rows), compare_candidates);
	}
	end(&g);
	return view_confirm(v, st, e);
}

void
mentor_candidates_free(struct mentor_candidates *c)
{
	free(c->rows);
	arena_free(&c->arena);
	*c = (struct mentor_candidates){.count = 0};
}
