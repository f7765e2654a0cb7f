/* SPDX-License-Identifier: MIT
 * activity_figures.c - what the members of the corps did, by directions.
 */
#include "service/corps/activity_figures.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/date.h"
#include "base/die.h"
#include "db/record/records.h"
#include "model/profile/profile.h"
#include "service/core/modules.h"
#include "service/record/sheets.h"

/* What is told of each entry that counts. */
typedef void entry_fn(void *context, const struct activity *a);

struct counting {
	const struct view *v;
	struct sheets *sheets;
	struct activity_figures *out;
	/* By id of people: the member's place from 1; 0: none. NULL: one member is asked about. */
	int32_t *place;
};

/* Is somebody in the corps on a day from `from` to `to`, by any of their memberships? */
static bool
was_member(const struct view *v, struct sheets *sheets, uint64_t person, int32_t from, int32_t to)
{
	const int32_t *begins = sheets_column(sheets, KIND_MEMBERSHIPS, "from");
	const int32_t *ends = sheets_column(sheets, KIND_MEMBERSHIPS, "to");
	struct walk *w = walk_referring(
	    v->txn, KIND_MEMBERSHIPS, field_find(KIND_MEMBERSHIPS, "person"), person);
	bool was = false;
	uint64_t id;

	while (!was && walk_next(w, &id))
		was = begins[id] != DATE_NONE && date_spans_meet(begins[id], ends[id], from, to);
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
	if (c->place != NULL)
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
count_entry(void *context, const struct activity *a)
{
	struct counting *c = context;
	struct activity_figures *f = c->out;
	struct member_activity *m = &f->members[c->place != NULL ? c->place[a->person] - 1 : 0];
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

/* What was done on a day of the period, when the person was in the corps, counts. */
static void
tell_entry(const struct view *v, struct sheets *sheets, struct period p, struct activity *a,
    uint64_t id, entry_fn *fn, void *context)
{
	if (records_get(v->txn, id, &a->base) && a->date >= p.from && a->date <= p.to &&
	    was_member(v, sheets, a->person, a->date, a->date))
		fn(context, a);
}

static void
each_entry(
    const struct view *v, struct sheets *sheets, struct period p, entry_fn *fn, void *context)
{
	const int32_t *date = sheets_column(sheets, KIND_ACTIVITIES, "date");
	struct activity *a = (struct activity *)record_new(KIND_ACTIVITIES);

	for (EACH_RECORD(id, sheets, KIND_ACTIVITIES))
		if (date[id] >= p.from && date[id] <= p.to)
			tell_entry(v, sheets, p, a, id, fn, context);
	record_free(&a->base);
}

static void
each_entry_of(const struct view *v, struct sheets *sheets, struct period p, uint64_t person,
    entry_fn *fn, void *context)
{
	struct activity *a = (struct activity *)record_new(KIND_ACTIVITIES);
	struct walk *w =
	    walk_referring(v->txn, KIND_ACTIVITIES, field_find(KIND_ACTIVITIES, "person"), person);
	uint64_t id;

	while (walk_next(w, &id))
		tell_entry(v, sheets, p, a, id, fn, context);
	walk_close(w);
	record_free(&a->base);
}

static enum status
begin(struct counting *c, struct period period, struct error *e)
{
	const struct session *s = c->v->session;
	enum status st = view_require(c->v, PERMIT_READ, e);

	*c->out = (struct activity_figures){.period = period};
	if (st == ST_OK)
		st = module_require(s, "corps", e);
	if (st != ST_OK)
		return st;
	c->out->directions = profile_terms(s->profile, TERMS_DIRECTIONS, &c->out->ndirections);
	c->sheets = sheets_open(c->v);
	return ST_OK;
}

enum status
activity_figures_ask(
    const struct view *v, struct period period, struct activity_figures *out, struct error *e)
{
	struct counting c = {.v = v, .out = out};
	enum status st = begin(&c, period, e);

	if (st != ST_OK)
		return st;
	c.place = sheets_numbers(c.sheets, KIND_PEOPLE);
	find_members(&c);
	each_entry(v, c.sheets, period, count_entry, &c);
	sheets_close(c.sheets);
	return view_status(v, e);
}

enum status
activity_figures_of(const struct view *v, struct period period, uint64_t person,
    struct activity_figures *out, struct error *e)
{
	struct counting c = {.v = v, .out = out};
	enum status st = begin(&c, period, e);

	if (st != ST_OK)
		return st;
	out->members = arena_alloc(&out->arena, sizeof(*out->members));
	if (was_member(v, c.sheets, person, period.from, period.to)) {
		add_member(&c, person);
		each_entry_of(v, c.sheets, period, person, count_entry, &c);
	}
	sheets_close(c.sheets);
	return view_status(v, e);
}

/* --- What is behind a number. */

struct gathering {
	const char *direction; /* NULL: all */
	uint64_t *ids;
	size_t count, room;
};

static void
gather(void *context, const struct activity *a)
{
	struct gathering *g = context;

	if (g->direction != NULL && strcmp(g->direction, a->direction) != 0)
		return;
	ARRAY_ROOM(g->ids, g->count, g->room);
	g->ids[g->count++] = a->base.id;
}

bool
activity_is_idle(const struct view *v, struct period period, uint64_t person)
{
	struct gathering g = {.direction = NULL};
	struct sheets *sheets = sheets_open(v);
	bool was = was_member(v, sheets, person, period.from, period.to);

	if (was)
		each_entry_of(v, sheets, period, person, gather, &g);
	sheets_close(sheets);
	free(g.ids);
	return was && g.count == 0;
}

size_t
activity_entries(const struct view *v, struct period period, uint64_t person, const char *direction,
    uint64_t **ids)
{
	struct gathering g = {.direction = direction};
	struct sheets *sheets = sheets_open(v);

	if (person != 0)
		each_entry_of(v, sheets, period, person, gather, &g);
	else
		each_entry(v, sheets, period, gather, &g);
	sheets_close(sheets);
	*ids = g.ids;
	return g.count;
}

void
activity_figures_free(struct activity_figures *f)
{
	arena_free(&f->arena);
	*f = (struct activity_figures){.count = 0};
}
