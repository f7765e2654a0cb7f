/* SPDX-License-Identifier: MIT
 * activity_figures.c - what the members of the corps did, by directions.
 */
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "db/record/records.h"
#include "model/profile/profile.h"
#include "service/core/modules.h"
#include "service/year/sheets.h"
#include "service/year/year_figures.h"

struct counting {
	const struct view *v;
	struct sheets *sheets;
	struct activity_figures *out;
	int32_t *place; /* by id of people: the member's place from 1; 0: none */
};

/* Is somebody in the corps on the day, by any of their memberships? */
static bool
was_member(struct counting *c, uint64_t person, int32_t day)
{
	const int32_t *from = sheets_column(c->sheets, KIND_MEMBERSHIPS, "from");
	const int32_t *to = sheets_column(c->sheets, KIND_MEMBERSHIPS, "to");
	struct walk *w = walk_referring(
	    c->v->txn, KIND_MEMBERSHIPS, field_find(KIND_MEMBERSHIPS, "person"), person);
	bool was = false;
	uint64_t id;

	while (!was && walk_next(w, &id))
		was = is_in_force(from[id], to[id], day);
	walk_close(w);
	return was;
}

/* Codes are compared as they are printed, by their bytes. */
struct coded {
	uint64_t person;
	struct buf code;
};

static int
compare_coded(const void *left, const void *right)
{
	const struct coded *a = left, *b = right;

	return slice_compare(buf_slice(&a->code), buf_slice(&b->code));
}

static void
add_member(struct counting *c, uint64_t person)
{
	struct activity_figures *f = c->out;
	struct member_activity *m = &f->members[f->count++];

	*m = (struct member_activity){.person = person};
	m->directions = arena_alloc(&f->arena, (f->ndirections + 1) * sizeof(*m->directions));
	c->place[person] = (int32_t)f->count;
}

static void
find_members(struct counting *c)
{
	const int32_t *person = sheets_column(c->sheets, KIND_MEMBERSHIPS, "person");
	const int32_t *from = sheets_column(c->sheets, KIND_MEMBERSHIPS, "from");
	const int32_t *to = sheets_column(c->sheets, KIND_MEMBERSHIPS, "to");
	bool *seen = sheets_marks(c->sheets, KIND_PEOPLE);
	struct period p = c->out->period;
	struct coded *found =
	    xcalloc(sheets_behind(c->sheets, KIND_MEMBERSHIPS) + 1, sizeof(*found));
	size_t count = 0;

	for (EACH_RECORD(id, c->sheets, KIND_MEMBERSHIPS)) {
		if (from[id] == DATE_NONE || seen[person[id]] ||
		    !date_spans_meet(from[id], to[id], p.from, p.to))
			continue;
		seen[person[id]] = true;
		found[count].person = (uint64_t)person[id];
		records_put_code(c->v->txn, KIND_PEOPLE, (uint64_t)person[id], &found[count].code);
		count++;
	}
	if (count > 0)
		qsort(found, count, sizeof(*found), compare_coded);
	c->out->members = arena_alloc(&c->out->arena, (count + 1) * sizeof(*c->out->members));
	for (size_t i = 0; i < count; i++) {
		add_member(c, found[i].person);
		buf_free(&found[i].code);
	}
	free(found);
}

static void
count_entry(struct counting *c, const struct activity *a)
{
	struct activity_figures *f = c->out;
	struct member_activity *m = &f->members[c->place[a->person] - 1];
	uint64_t hours = a->hours != NUMBER_NONE ? (uint64_t)a->hours : 0;

	m->entries++;
	m->hours += hours;
	m->without_hours += a->hours == NUMBER_NONE;
	for (size_t i = 0; i < f->ndirections; i++)
		if (strcmp(f->directions[i].id, a->direction) == 0) {
			m->directions[i].entries++;
			m->directions[i].hours += hours;
		}
}

static void
count_activities(struct counting *c)
{
	const int32_t *person = sheets_column(c->sheets, KIND_ACTIVITIES, "person");
	const int32_t *date = sheets_column(c->sheets, KIND_ACTIVITIES, "date");
	struct activity *a = (struct activity *)record_new(KIND_ACTIVITIES);
	struct period p = c->out->period;

	for (EACH_RECORD(id, c->sheets, KIND_ACTIVITIES))
		if (date[id] >= p.from && date[id] <= p.to && c->place[person[id]] != 0 &&
		    was_member(c, (uint64_t)person[id], date[id]) &&
		    records_get(c->v->txn, id, &a->base))
			count_entry(c, a);
	record_free(&a->base);
}

enum status
activity_figures_ask(
    const struct view *v, struct period period, struct activity_figures *out, struct error *e)
{
	enum status st = view_require(v, PERMIT_READ, e);
	struct counting c = {.v = v, .out = out};

	*out = (struct activity_figures){.period = period};
	if (st == ST_OK)
		st = module_require(v->session, "corps", e);
	if (st != ST_OK)
		return st;
	out->directions = profile_terms(v->session->profile, TERMS_DIRECTIONS, &out->ndirections);
	c.sheets = sheets_open(v);
	c.place = sheets_numbers(c.sheets, KIND_PEOPLE);
	find_members(&c);
	count_activities(&c);
	sheets_close(c.sheets);
	return txn_status(v->txn);
}

void
activity_figures_free(struct activity_figures *f)
{
	arena_free(&f->arena);
	*f = (struct activity_figures){.count = 0};
}
