/* SPDX-License-Identifier: MIT
 * source_heads.c - who heads the associations on a day.
 */
#include <stdlib.h>

#include "document/source.h"
#include "service/corps/heads.h"

static void
tell_person(struct record_as_of *src, uint64_t id, struct fact_row *row)
{
	struct person *p = (struct person *)record_new(KIND_PEOPLE);
	struct buf text = {0};

	if (record_as_of_get(src, id, &p->base)) {
		record_as_of_put_name(src, KIND_PEOPLE, id, &text);
		fact_buf(row, "head", &text);
		fact_text(row, "position", p->position);
		record_as_of_put_name(src, KIND_ORGANISATIONS, p->organisation, &text);
		fact_buf(row, "workplace", &text);
	}
	buf_free(&text);
	record_free(&p->base);
}

static void
tell_association(struct record_as_of *src, uint64_t id, struct fact_row *row)
{
	struct association *a = (struct association *)record_new(KIND_ASSOCIATIONS);
	struct buf text = {0};

	if (record_as_of_get(src, id, &a->base)) {
		fact_text(row, "association", a->name);
		record_as_of_put_name(src, KIND_ORGANISATIONS, a->base_organisation, &text);
		fact_buf(row, "base", &text);
		record_as_of_put_short_name(src, a->curator, &text);
		fact_buf(row, "curator", &text);
	}
	buf_free(&text);
	record_free(&a->base);
}

static void
tell_head(struct record_as_of *src, const struct headed *h, struct fact_row *row)
{
	const char *const *manners = field_find(KIND_ASSOCIATION_HEADS, "manner")->words;
	struct order *o = (struct order *)record_new(KIND_ORDERS);

	tell_association(src, h->association, row);
	tell_person(src, h->person, row);
	if (h->row != 0)
		record_as_of_note(src, KIND_ASSOCIATION_HEADS, h->row);
	if (h->manner != 0)
		fact_text(row, "manner", manners[h->manner - 1]);
	if (record_as_of_get(src, h->order, &o->base))
		fact_text(row, "order_number", o->number);
	fact_day(row, "from", h->from);
	fact_day(row, "to", h->to);
	record_free(&o->base);
}

enum status
source_heads(struct facts *f, const struct paper_question *q)
{
	struct headed *rows = NULL;
	size_t count = 0;
	enum status st = heads_on(&q->src->view, q->call->on, &rows, &count, q->e);

	fact_day(f->root, "on", q->call->on);
	for (size_t i = 0; i < count; i++)
		tell_head(q->src, &rows[i], fact_add(f->root, "rows"));
	free(rows);
	return st;
}
