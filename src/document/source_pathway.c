/* SPDX-License-Identifier: MIT
 * source_pathway.c - a teacher's pathway: on what it rests, its points, how far it has come.
 */
#include "base/date.h"
#include "db/record/records.h"
#include "document/source.h"
#include "document/told.h"
#include "service/core/naming.h"

struct telling {
	struct fact_row *root;
	struct record_as_of *src;
	const struct pathway *pathway;
};

static void
tell_person(const struct telling *t)
{
	struct person *p = (struct person *)record_new(KIND_PEOPLE);
	uint64_t id = t->pathway->person;

	told_person(t->root, "name", t->src, id);
	told_signature(t->root, "signature", t->src, id);
	if (record_as_of_get(t->src, id, &p->base))
		told_field(t->root, "category", t->src, &p->base, "category");
	told_name(t->root, "methodist", t->src, KIND_PEOPLE, t->pathway->methodist);
	told_signature(t->root, "methodist_signature", t->src, t->pathway->methodist);
	record_free(&p->base);
}

/* Of each kind of assessment the last one the pathway could rest on. */
enum { ASSESSMENT_KINDS = 16 };

struct latest {
	int32_t date;
	uint64_t id;
};

static void
find_assessments(const struct telling *t, struct latest latest[ASSESSMENT_KINDS])
{
	struct assessment *a = (struct assessment *)record_new(KIND_ASSESSMENTS);
	struct walk *w = walk_referring(t->src->view.txn, KIND_ASSESSMENTS,
	    field_find(KIND_ASSESSMENTS, "person"), t->pathway->person);
	uint64_t id;

	while (walk_next(w, &id))
		if (records_get(t->src->view.txn, id, &a->base) && a->kind < ASSESSMENT_KINDS &&
		    a->date <= t->pathway->developed &&
		    (latest[a->kind].id == 0 || a->date > latest[a->kind].date))
			latest[a->kind] = (struct latest){.date = a->date, .id = id};
	walk_close(w);
	record_free(&a->base);
}

/* "ФИОКО, 29.06.2025: низкий (справка № 4)" */
static void
put_assessment(struct record_as_of *src, const struct record *r, struct buf *out)
{
	static const struct {
		const char *before, *field, *after;
	} parts[] = {
	    {"", "kind", ""}, {", ", "date", ""}, {": ", "level", ""}, {" (", "document", ")"}};

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		const struct field *f = field_find(KIND_ASSESSMENTS, parts[i].field);

		if (record_field_empty(r, f))
			continue;
		buf_puts(out, parts[i].before);
		register_put_field(&src->view, r, f, out);
		buf_puts(out, parts[i].after);
	}
}

static void
tell_assessments(const struct telling *t)
{
	struct assessment *a = (struct assessment *)record_new(KIND_ASSESSMENTS);
	struct latest latest[ASSESSMENT_KINDS] = {{.id = 0}};
	struct buf text = {0};

	find_assessments(t, latest);
	for (int i = 0; i < ASSESSMENT_KINDS; i++) {
		if (!record_as_of_get(t->src, latest[i].id, &a->base))
			continue;
		buf_clear(&text);
		put_assessment(t->src, &a->base, &text);
		fact_add_line(t->root, "assessments", buf_text(&text));
	}
	buf_free(&text);
	record_free(&a->base);
}

/* How many of the points are done. */
static int64_t
tell_items(const struct telling *t)
{
	struct pathway_item *item = (struct pathway_item *)record_new(KIND_PATHWAY_ITEMS);
	struct walk *w = walk_referring(t->src->view.txn, KIND_PATHWAY_ITEMS,
	    field_find(KIND_PATHWAY_ITEMS, "person"), t->pathway->person);
	int64_t done = 0;
	uint64_t id;

	while (walk_next(w, &id)) {
		struct fact_row *row;

		if (!records_get(t->src->view.txn, id, &item->base) ||
		    item->developed != t->pathway->developed)
			continue;
		record_as_of_note(t->src, KIND_PATHWAY_ITEMS, id);
		row = fact_add(t->root, "items");
		fact_number(row, "number", item->number);
		fact_text(row, "deficit", item->deficit);
		fact_text(row, "task", item->task);
		fact_text(row, "form", item->form);
		fact_day(row, "until", item->until);
		fact_day(row, "done", item->done);
		fact_text(row, "evidence", item->evidence);
		done += item->done != DATE_NONE;
	}
	walk_close(w);
	record_free(&item->base);
	return done;
}

static void
tell(const struct telling *t)
{
	const struct pathway *p = t->pathway;

	tell_person(t);
	fact_day(t->root, "developed", p->developed);
	fact_day(t->root, "until", p->until);
	fact_day(t->root, "finished", p->finished);
	told_field(t->root, "outcome", t->src, &p->base, "outcome");
	fact_text(t->root, "basis", p->basis);
	tell_assessments(t);
	fact_number(t->root, "done", tell_items(t));
}

enum status
source_pathway(struct facts *f, const struct paper_question *q)
{
	struct pathway *p = (struct pathway *)record_new(KIND_PATHWAYS);
	struct telling t = {.root = f->root, .src = q->src, .pathway = p};
	bool found = record_as_of_get(q->src, q->call->record, &p->base);

	if (found)
		tell(&t);
	record_free(&p->base);
	return found ? ST_OK : error_set(q->e, ST_NOTFOUND, "такого маршрута нет");
}
