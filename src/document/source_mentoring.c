/* SPDX-License-Identifier: MIT
 * source_mentoring.c - pairs of mentor and young teacher on a day, and who has no mentor.
 */
#include <stdlib.h>

#include "document/source.h"
#include "document/told.h"
#include "service/people/mentoring.h"

static void
tell_mentor(struct record_as_of *src, uint64_t id, struct fact_row *row)
{
	struct person *p = (struct person *)record_new(KIND_PEOPLE);

	if (record_as_of_get(src, id, &p->base)) {
		told_name(row, "mentor", src, KIND_PEOPLE, id);
		fact_text(row, "mentor_position", p->position);
		told_field(row, "mentor_category", src, &p->base, "category");
		told_field(row, "mentor_titles", src, &p->base, "titles");
		told_name(row, "mentor_workplace", src, KIND_ORGANISATIONS, p->organisation);
	}
	record_free(&p->base);
}

static void
tell_young(struct record_as_of *src, uint64_t id, struct fact_row *row)
{
	struct person *p = (struct person *)record_new(KIND_PEOPLE);

	if (record_as_of_get(src, id, &p->base)) {
		told_name(row, "name", src, KIND_PEOPLE, id);
		fact_text(row, "position", p->position);
		told_name(row, "workplace", src, KIND_ORGANISATIONS, p->organisation);
		fact_day(row, "began", p->career_start);
	}
	record_free(&p->base);
}

static void
tell_pair(struct record_as_of *src, const struct mentoring_row *pair, struct fact_row *row)
{
	struct support *r = (struct support *)record_new(KIND_SUPPORT);

	tell_mentor(src, pair->mentor, row);
	tell_young(src, pair->person, row);
	if (record_as_of_get(src, pair->id, &r->base)) {
		told_field(row, "form", src, &r->base, "form");
		told_name(row, "organisation", src, KIND_ORGANISATIONS, r->organisation);
		fact_text(row, "order_number", r->order_number);
		fact_day(row, "order_date", r->order_date);
		fact_day(row, "from", r->from);
		fact_day(row, "to", r->to);
		fact_text(row, "programme", r->programme);
		fact_text(row, "result", r->result);
	}
	if (pair->people > 1)
		fact_number(row, "group", (int64_t)pair->people);
	record_free(&r->base);
}

static void
tell(struct facts *f, struct record_as_of *src, const struct mentoring *m)
{
	fact_number(f->root, "mentors", (int64_t)m->counts[MENTORING_MENTORS]);
	fact_number(f->root, "people", (int64_t)m->people);
	fact_number(f->root, "young", (int64_t)m->counts[MENTORING_YOUNG]);
	for (size_t i = 0; i < m->count; i++) {
		const struct mentoring_row *row = &m->rows[i];

		if ((row->views & 1U << MENTORING_PAIRS) != 0)
			tell_pair(src, row, fact_add(f->root, "rows"));
		if ((row->views & 1U << MENTORING_NO_MENTOR) != 0)
			tell_young(src, row->person, fact_add(f->root, "without"));
	}
}

enum status
source_mentoring(struct facts *f, const struct paper_question *q)
{
	struct mentoring m;
	enum status st = mentoring_read(&q->src->view, q->call->on, &m, q->e);

	fact_day(f->root, "on", q->call->on);
	if (st == ST_OK)
		tell(f, q->src, &m);
	mentoring_free(&m);
	return st;
}
