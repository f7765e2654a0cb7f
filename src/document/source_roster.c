/* SPDX-License-Identifier: MIT
 * source_roster.c - the corps on a day: all of it, or the list for the site.
 */
#include "db/record/records.h"
#include "document/source.h"

/* The newest of the orders the list rests on. */
static void
tell_basis(struct facts *f, struct record_as_of *src, const struct roster *r)
{
	struct order *o = (struct order *)record_new(KIND_ORDERS),
		     *last = (struct order *)record_new(KIND_ORDERS);

	for (size_t i = 0; i < r->count; i++)
		if (records_get(src->view.txn, r->rows[i].order, &o->base) &&
		    (last->base.id == 0 || o->date > last->date))
			record_copy(&last->base, &o->base);
	fact_day(f->root, "order_date", last->date);
	fact_text(f->root, "order_number", last->number);
	record_free(&o->base);
	record_free(&last->base);
}

void
source_roster_read(struct facts *f, struct record_as_of *src, const struct roster *r, bool publicly)
{
	struct buf name = {0};

	fact_day(f->root, "on", r->on);
	fact_flag(f->root, "public", publicly);
	for (size_t i = 0; i < r->count; i++) {
		const struct roster_row *from = &r->rows[i];
		struct fact_row *row = fact_add(f->root, "rows");

		buf_printf(&name, "%s %s%s%s", from->surname, from->given_name,
		    *from->patronymic != '\0' ? " " : "", from->patronymic);
		fact_buf(row, "name", &name);
		fact_text(row, "workplace", from->organisation_name);
		fact_text(row, "position", from->position);
		fact_text(row, "subject_area", from->subject_area);
		fact_text(row, "email", from->email);
		fact_day(row, "from", from->from);
		fact_day(row, "to", from->to);
		fact_text(row, "order", from->order_code);
		record_as_of_note(src, KIND_MEMBERSHIPS, from->membership);
		record_as_of_note(src, KIND_PEOPLE, from->person);
		record_as_of_note(src, KIND_ORGANISATIONS, from->organisation);
	}
	tell_basis(f, src, r);
	buf_free(&name);
}

enum status
source_roster(struct facts *f, const struct paper_question *q)
{
	struct roster r;
	enum status st = roster_open(&r, &q->src->view, q->call->on, q->call->publicly, q->e);

	if (st == ST_OK)
		source_roster_read(f, q->src, &r, q->call->publicly);
	roster_free(&r);
	return st;
}
