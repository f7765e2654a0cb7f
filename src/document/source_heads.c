/* SPDX-License-Identifier: MIT
 * source_heads.c - who heads the associations on a day.
 */
#include <stdlib.h>

#include "document/source.h"
#include "document/told.h"
#include "service/corps/heads.h"

static void
tell_association(struct record_as_of *src, uint64_t id, struct fact_row *row)
{
	struct association *a = (struct association *)record_new(KIND_ASSOCIATIONS);

	if (record_as_of_get(src, id, &a->base)) {
		fact_text(row, "association", a->name);
		told_name(row, "base", src, KIND_ORGANISATIONS, a->base_organisation);
		told_short_name(row, "curator", src, a->curator);
	}
	record_free(&a->base);
}

static void
tell_head(struct record_as_of *src, const struct headed *h, struct fact_row *row)
{
	const char *const *manners = field_find(KIND_ASSOCIATION_HEADS, "manner")->words;
	struct order *o = (struct order *)record_new(KIND_ORDERS);

	tell_association(src, h->association, row);
	told_person(row, "head", src, h->person);
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
