/* SPDX-License-Identifier: MIT
 * source_member.c - what a member of the corps did in a period, by directions.
 */
#include <string.h>

#include "db/record/records.h"
#include "document/source.h"
#include "document/told.h"
#include "rules/roster.h"

struct telling {
	struct fact_row *root;
	struct record_as_of *src;
	struct period period;
	uint64_t person;
	int64_t helped;
};

static void
tell_recipient(struct telling *t, const struct activity *a, struct fact_row *row)
{
	told_name(row, "organisation", t->src, KIND_ORGANISATIONS, a->recipient_organisation);
	told_short_name(row, "person", t->src, a->recipient_person);
}

static void
tell_entry(struct telling *t, const struct activity *a, struct fact_row *direction)
{
	struct fact_row *row = fact_add(direction, "entries_list");

	fact_day(row, "date", a->date);
	fact_text(row, "description", a->description);
	fact_number(row, "spent", a->hours);
	fact_number(row, "people", a->people_helped);
	tell_recipient(t, a, row);
}

/* What was done on a day when the person was in the corps counts. */
static bool
was_member(struct telling *t, int32_t day)
{
	struct membership *m = (struct membership *)record_new(KIND_MEMBERSHIPS);
	struct walk *w = walk_referring(
	    t->src->view.txn, KIND_MEMBERSHIPS, field_find(KIND_MEMBERSHIPS, "person"), t->person);
	bool was = false;
	uint64_t id;

	while (!was && walk_next(w, &id))
		was = record_as_of_get(t->src, id, &m->base) && membership_in_force(m, day);
	walk_close(w);
	record_free(&m->base);
	return was;
}

/* The entries of a direction in the order of their days; how many people they helped. */
static int64_t
tell_entries(struct telling *t, const char *direction, struct fact_row *row)
{
	struct activity *a = (struct activity *)record_new(KIND_ACTIVITIES);
	struct walk *w = walk_referring(
	    t->src->view.txn, KIND_ACTIVITIES, field_find(KIND_ACTIVITIES, "person"), t->person);
	int64_t helped = 0;
	uint64_t id;

	while (walk_next(w, &id)) {
		if (!record_as_of_get(t->src, id, &a->base) || a->date < t->period.from ||
		    a->date > t->period.to || strcmp(a->direction, direction) != 0 ||
		    !was_member(t, a->date))
			continue;
		tell_entry(t, a, row);
		helped += a->people_helped != NUMBER_NONE ? a->people_helped : 0;
	}
	walk_close(w);
	record_free(&a->base);
	return helped;
}

static void
tell_directions(
    struct telling *t, const struct activity_figures *f, const struct member_activity *m)
{
	for (size_t i = 0; i < f->ndirections; i++) {
		struct fact_row *row = fact_add(t->root, "directions");
		int64_t helped = tell_entries(t, f->directions[i].id, row);

		fact_text(row, "direction", f->directions[i].text);
		fact_number(row, "entries", (int64_t)m->directions[i].entries);
		fact_number(row, "hours", (int64_t)m->directions[i].hours);
		fact_number(row, "helped", helped);
		t->helped += helped;
	}
	fact_number(t->root, "all_entries", (int64_t)m->entries);
	fact_number(t->root, "all_hours", (int64_t)m->hours);
	fact_number(t->root, "all_helped", t->helped);
	if (m->without_hours > 0)
		fact_number(t->root, "without_hours", (int64_t)m->without_hours);
}

void
source_tell_member(struct fact_row *row, struct record_as_of *src, const struct activity_figures *f,
    const struct member_activity *m)
{
	struct telling t = {.root = row, .src = src, .period = f->period, .person = m->person};

	fact_day(row, "from", f->period.from);
	fact_day(row, "to", f->period.to);
	told_person(t.root, "name", t.src, t.person);
	told_signature(t.root, "signature", t.src, t.person);
	tell_directions(&t, f, m);
}

enum status
source_member(struct facts *facts, const struct paper_question *q)
{
	struct period period = {q->call->from, q->call->until};
	struct activity_figures f;
	enum status st = activity_figures_of(&q->src->view, period, q->call->record, &f, q->e);

	if (st == ST_OK && f.count == 0)
		st = error_set(
		    q->e, ST_REFUSED, "в этот период человек не состоял в методическом активе");
	if (st == ST_OK)
		source_tell_member(facts->root, q->src, &f, &f.members[0]);
	activity_figures_free(&f);
	return st;
}
