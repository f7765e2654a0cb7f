/* SPDX-License-Identifier: MIT
 * source_corps.c - what the corps did in a period, member by member and by directions, and who has
 * reported on it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/die.h"
#include "document/source.h"
#include "document/told.h"
#include "service/corps/roster.h"
#include "service/year/reports.h"

struct telling {
	struct fact_row *root;
	struct record_as_of *src;
	const struct reports *r;
};

static void
tell_person(struct telling *t, uint64_t person, struct fact_row *row)
{
	told_person(row, "name", t->src, person);
	told_short_name(row, "short_name", t->src, person);
}

/* --- Everyone of the period. */

static void
tell_numbers(struct telling *t, const struct member_activity *m, struct fact_row *row)
{
	for (size_t i = 0; i < t->r->figures.ndirections; i++) {
		struct fact_row *cell = fact_add(row, "directions");

		fact_number(cell, "entries", (int64_t)m->directions[i].entries);
		fact_number(cell, "hours", (int64_t)m->directions[i].hours);
	}
	fact_number(row, "all_entries", (int64_t)m->entries);
	fact_number(row, "all_hours", (int64_t)m->hours);
}

static void
tell_member(struct telling *t, const struct report_row *r)
{
	struct fact_row *row = fact_add(t->root, "members");

	tell_person(t, r->person, row);
	tell_numbers(t, report_activity(t->r, r), row);
	fact_flag(row, "owes", r->owes);
	fact_day(row, "received", r->received);
	fact_day(row, "accepted", r->accepted);
	record_as_of_note(t->src, KIND_MEMBER_REPORTS, r->report);
	if (report_is_missing(r))
		tell_person(t, r->person, fact_add(t->root, "missing"));
}

/* --- By directions. */

/* How many people each direction has helped, read from the entries that are counted. */
static int64_t *
count_helped(struct telling *t)
{
	const struct activity_figures *f = &t->r->figures;
	int64_t *helped = xcalloc(f->ndirections + 1, sizeof(*helped));
	struct activity *a = (struct activity *)record_new(KIND_ACTIVITIES);
	uint64_t *ids;
	size_t count = activity_entries(&t->src->view, f->period, 0, NULL, &ids);

	for (size_t i = 0; i < count; i++) {
		if (!record_as_of_get(t->src, ids[i], &a->base) || a->people_helped == NUMBER_NONE)
			continue;
		for (size_t d = 0; d < f->ndirections; d++)
			if (strcmp(f->directions[d].id, a->direction) == 0)
				helped[d] += a->people_helped;
	}
	free(ids);
	record_free(&a->base);
	return helped;
}

static void
tell_direction(struct telling *t, size_t direction, int64_t helped)
{
	const struct activity_figures *f = &t->r->figures;
	struct fact_row *row = fact_add(t->root, "directions");
	size_t members = 0;
	uint64_t entries = 0, hours = 0;

	for (size_t i = 0; i < f->count; i++) {
		entries += f->members[i].directions[direction].entries;
		hours += f->members[i].directions[direction].hours;
		members += f->members[i].directions[direction].entries > 0;
	}
	fact_text(row, "direction", f->directions[direction].text);
	fact_number(row, "entries", (int64_t)entries);
	fact_number(row, "hours", (int64_t)hours);
	fact_number(row, "helped", helped);
	fact_number(row, "members", (int64_t)members);
}

static void
tell_directions(struct telling *t)
{
	const struct activity_figures *f = &t->r->figures;
	int64_t *helped = count_helped(t), entries = 0, hours = 0, without = 0;

	for (size_t i = 0; i < f->ndirections; i++)
		tell_direction(t, i, helped[i]);
	for (size_t i = 0; i < f->count; i++) {
		entries += (int64_t)f->members[i].entries;
		hours += (int64_t)f->members[i].hours;
		without += (int64_t)f->members[i].without_hours;
	}
	fact_number(t->root, "all_entries", entries);
	fact_number(t->root, "all_hours", hours);
	if (without > 0)
		fact_number(t->root, "all_without_hours", without);
	free(helped);
}

/* --- What was asked for. */

static void
tell_call(struct telling *t)
{
	const struct report_call *call = &t->r->call;

	if (call->request == 0)
		return;
	record_as_of_note(t->src, KIND_REPORT_REQUESTS, call->request);
	fact_day(t->root, "asked", call->asked);
	fact_day(t->root, "asked_from", call->from);
	fact_day(t->root, "asked_to", call->to);
	fact_day(t->root, "due", call->due);
	fact_number(t->root, "reports_asked", (int64_t)t->r->owing);
	fact_number(t->root, "reports_received", (int64_t)t->r->received);
	fact_number(t->root, "reports_accepted", (int64_t)t->r->accepted);
}

static void
tell_sheets(struct telling *t)
{
	for (size_t i = 0; i < t->r->count; i++) {
		const struct report_row *row = &t->r->rows[i];

		if (roster_has(&t->src->view, row->person, t->r->figures.period.to))
			source_tell_member(fact_add(t->root, "sheets"), t->src, &t->r->figures,
			    report_activity(t->r, row));
	}
}

enum status
source_corps(struct facts *facts, const struct paper_question *q)
{
	struct period period = {q->call->from, q->call->until};
	struct reports r;
	struct telling t = {.root = facts->root, .src = q->src, .r = &r};
	enum status st = reports_of_period(&q->src->view, period, clock_today(), &r, q->e);

	fact_day(t.root, "from", period.from);
	fact_day(t.root, "to", period.to);
	if (st == ST_OK) {
		for (size_t i = 0; i < r.count; i++)
			tell_member(&t, &r.rows[i]);
		tell_directions(&t);
		tell_call(&t);
		tell_sheets(&t);
	}
	reports_free(&r);
	return st;
}
