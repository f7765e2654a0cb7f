/* SPDX-License-Identifier: MIT
 * plan_year.c - items and plans of a school year, read from columns.
 */
#include "service/year/plan_year.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/date.h"
#include "base/die.h"
#include "rules/facts.h"
#include "rules/schoolyear.h"
#include "service/record/sheets.h"

/* --- Items. */

bool
plan_row_meets(const struct plan_row *row, int32_t from, int32_t to)
{
	return row->from <= to && row->due >= from;
}

void
plan_figures_add(struct plan_figures *f, const struct plan_row *row)
{
	bool done = row->done != DATE_NONE;

	f->items++;
	f->done += done;
	f->late += done && row->done > row->to;
	f->postponed += row->postponed;
	f->cancelled += row->cancelled;
	f->overdue += row->overdue;
	f->levels |= 1U << row->level;
}

static bool
is_of(struct plan_part part, uint64_t association)
{
	return part.whose == PLANS_OF_ALL || association == part.association;
}

/* By what they are due, then by when they begin. */
static int
compare_rows(const void *left, const void *right)
{
	const struct plan_row *a = left, *b = right;

	if (a->due != b->due)
		return a->due < b->due ? -1 : 1;
	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	return (a->item > b->item) - (a->item < b->item);
}

/* Columns of items, plans and what was done. */
struct columns_of_items {
	const bool *there;
	const int32_t *plan, *from, *to, *level, *postponed_to, *postponed_on, *cancelled, *done;
	const int32_t *kind, *association;
};

static struct columns_of_items
read_columns(struct sheets *s)
{
	return (struct columns_of_items){
	    .there = sheets_there(s, KIND_PLAN_ITEMS),
	    .plan = sheets_column(s, KIND_PLAN_ITEMS, "plan"),
	    .from = sheets_column(s, KIND_PLAN_ITEMS, "from"),
	    .to = sheets_column(s, KIND_PLAN_ITEMS, "to"),
	    .level = sheets_column(s, KIND_PLAN_ITEMS, "level"),
	    .postponed_to = sheets_column(s, KIND_PLAN_ITEMS, "postponed_to"),
	    .postponed_on = sheets_column(s, KIND_PLAN_ITEMS, "postponed_on"),
	    .cancelled = sheets_column(s, KIND_PLAN_ITEMS, "cancelled"),
	    .done = sheets_done(s),
	    .kind = sheets_column(s, KIND_PLANS, "kind"),
	    .association = sheets_column(s, KIND_PLANS, "association"),
	};
}

static struct plan_row
row_of(const struct columns_of_items *c, uint64_t id, int32_t on)
{
	struct plan_row row = {.item = id,
	    .plan = (uint64_t)c->plan[id],
	    .association = (uint64_t)c->association[c->plan[id]],
	    .from = c->from[id],
	    .to = c->to[id],
	    .done = c->done[id] <= on ? c->done[id] : DATE_NONE,
	    .level = (uint8_t)c->level[id],
	    .roadmap = c->kind[c->plan[id]] == PLAN_ROADMAP,
	    .postponed = has_come(c->postponed_on[id], on),
	    .cancelled = has_come(c->cancelled[id], on)};

	row.due = row.postponed ? c->postponed_to[id] : row.to;
	row.overdue = row.done == DATE_NONE && !row.cancelled && row.due < on;
	return row;
}

enum status
plan_year_read(const struct view *v, struct plan_part part, int32_t day, int32_t on,
    struct plan_year *out, struct error *e)
{
	enum status st = view_require(v, PERMIT_READ, e);
	struct columns_of_items c;
	struct sheets *s;
	size_t room = 0;

	*out = (struct plan_year){
	    .from = schoolyear_start(day), .to = schoolyear_end(day), .on = on, .part = part};
	if (st != ST_OK)
		return st;
	s = sheets_open(v);
	c = read_columns(s);
	for (EACH_RECORD(id, s, KIND_PLAN_ITEMS)) {
		struct plan_row row = row_of(&c, id, on);

		if (!c.there[id] || !is_of(part, row.association) ||
		    !plan_row_meets(&row, out->from, out->to))
			continue;
		ARRAY_ROOM(out->rows, out->count, room);
		out->rows[out->count++] = row;
		if (row.to >= out->from && row.to <= out->to)
			plan_figures_add(&out->figures, &row);
	}
	sheets_close(s);
	if (out->count > 0)
		qsort(out->rows, out->count, sizeof(*out->rows), compare_rows);
	return view_status(v, e);
}

void
plan_year_free(struct plan_year *y)
{
	free(y->rows);
	*y = (struct plan_year){.rows = NULL};
}

/* --- Plans. */

static const struct {
	const char *field, *of_plan, *of_map;
} steps[PLAN_STEPS] = {
    [PLAN_HANDED_IN] = {"handed_in", "сдан", "сдана"},
    [PLAN_AGREED] = {"agreed", "согласован", "согласована"},
    [PLAN_APPROVED] = {"approved", "утверждён", "утверждена"},
    [PLAN_PUBLISHED] = {"published", "опубликован", "опубликована"},
};

const char *
plan_step_field(enum plan_step step)
{
	return steps[step].field;
}

const char *
plan_step_word(uint8_t kind, enum plan_step step)
{
	return kind == PLAN_ROADMAP ? steps[step].of_map : steps[step].of_plan;
}

enum plan_step
plan_standing_step(const struct plan_standing *s)
{
	for (int step = PLAN_STEPS - 1; step >= 0; step--)
		if (s->days[step] != DATE_NONE)
			return (enum plan_step)step;
	return PLAN_STEPS;
}

/* The first plan of the kind by association, that of the service by 0. A plan is of the year most
 * of it lies in. */
static int32_t *
find_plans(struct sheets *s, uint8_t wanted, int32_t day)
{
	const bool *there = sheets_there(s, KIND_PLANS);
	const int32_t *kind = sheets_column(s, KIND_PLANS, "kind");
	const int32_t *association = sheets_column(s, KIND_PLANS, "association");
	const int32_t *from = sheets_column(s, KIND_PLANS, "from");
	const int32_t *to = sheets_column(s, KIND_PLANS, "to");
	int32_t *found = sheets_numbers(s, KIND_ASSOCIATIONS);
	int32_t year = schoolyear_start(day);

	for (EACH_RECORD(id, s, KIND_PLANS))
		if (there[id] && kind[id] == wanted && found[association[id]] == 0 &&
		    schoolyear_start(from[id] + (to[id] - from[id]) / 2) == year)
			found[association[id]] = (int32_t)id;
	return found;
}

static int32_t *
find_heads(struct sheets *s, int32_t on)
{
	const int32_t *association = sheets_column(s, KIND_ASSOCIATION_HEADS, "association");
	const int32_t *person = sheets_column(s, KIND_ASSOCIATION_HEADS, "person");
	const int32_t *from = sheets_column(s, KIND_ASSOCIATION_HEADS, "from");
	const int32_t *to = sheets_column(s, KIND_ASSOCIATION_HEADS, "to");
	int32_t *heads = sheets_numbers(s, KIND_ASSOCIATIONS);

	for (EACH_RECORD(id, s, KIND_ASSOCIATION_HEADS))
		if (is_in_force(from[id], to[id], on))
			heads[association[id]] = person[id];
	return heads;
}

/* As far as it has come by that day. */
static struct plan_standing
standing_of(struct sheets *s, uint64_t association, const int32_t *plans, int32_t on)
{
	int32_t plan = plans[association];
	struct plan_standing out = {.association = association, .plan = (uint64_t)plan};

	for (int step = 0; step < PLAN_STEPS; step++)
		out.days[step] =
		    plan != 0 ? sheets_column(s, KIND_PLANS, steps[step].field)[plan] : DATE_NONE;
	for (int step = 0; step < PLAN_STEPS; step++)
		if (!has_come(out.days[step], on))
			out.days[step] = DATE_NONE;
	return out;
}

enum status
plan_standings_read(const struct view *v, uint8_t kind, int32_t day, int32_t on,
    struct plan_standing **out, size_t *count, struct error *e)
{
	enum status st = view_require(v, PERMIT_READ, e);
	const int32_t *founded, *closed, *plans, *heads;
	const bool *there;
	struct sheets *s;

	*out = NULL;
	*count = 0;
	if (st != ST_OK)
		return st;
	s = sheets_open(v);
	there = sheets_there(s, KIND_ASSOCIATIONS);
	founded = sheets_column(s, KIND_ASSOCIATIONS, "founded");
	closed = sheets_column(s, KIND_ASSOCIATIONS, "closed");
	plans = find_plans(s, kind, day);
	heads = find_heads(s, on);
	*out = xcalloc(sheets_behind(s, KIND_ASSOCIATIONS) + 1, sizeof(**out));
	(*out)[(*count)++] = standing_of(s, 0, plans, on);
	for (EACH_RECORD(id, s, KIND_ASSOCIATIONS)) {
		if (!there[id] || (founded[id] != DATE_NONE && founded[id] > on) ||
		    has_come(closed[id], on))
			continue;
		(*out)[*count] = standing_of(s, id, plans, on);
		(*out)[(*count)++].head = (uint64_t)heads[id];
	}
	sheets_close(s);
	return view_status(v, e);
}

enum status
plan_standing_of(const struct view *v, uint8_t kind, uint64_t association, int32_t day,
    struct plan_standing *out, struct error *e)
{
	enum status st = view_require(v, PERMIT_READ, e);
	struct sheets *s;

	if (st != ST_OK)
		return st;
	s = sheets_open(v);
	*out = standing_of(s, association, find_plans(s, kind, day), INT32_MAX);
	sheets_close(s);
	return view_status(v, e);
}
