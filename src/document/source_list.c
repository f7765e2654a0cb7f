/* SPDX-License-Identifier: MIT
 * source_list.c - the records of any table, as many as meet the paper's conditions.
 */
#include "db/record/records.h"
#include "document/paper_page.h"
#include "document/source.h"
#include "service/core/naming.h"

/* A field as people read it; days and numbers stay what they are, for formats and sums. */
static void
tell_field(struct fact_row *row, struct record_as_of *src, const struct record *r,
    const struct field *f, struct buf *text)
{
	if (f->type == FIELD_DATE && !f->own) {
		fact_day(row, f->id, record_date(r, f));
	} else if (f->type == FIELD_NUMBER && !f->own) {
		fact_number(row, f->id, record_number(r, f));
	} else if (f->type == FIELD_YESNO && !f->own) {
		fact_flag(row, f->id, record_yes(r, f));
	} else {
		if (f->type == FIELD_REF && !f->own)
			record_as_of_note(src, f->target, record_ref(r, f));
		register_put_field(&src->view, r, f, text);
		fact_buf(row, f->id, text);
	}
}

enum status
source_list(struct facts *f, const struct paper_question *q)
{
	enum kind kind = q->paper->kind;
	const struct profile *town = q->src->view.session->profile;
	size_t count;
	const struct field *const *fields = profile_fields(town, kind, &count);
	struct record *r = record_new(kind);
	struct walk *w = walk_sorted(q->src->view.txn, kind);
	struct buf text = {0};
	uint64_t id;

	fact_day(f->root, "on", q->call->on);
	while (walk_next(w, &id)) {
		struct fact_row *row;

		if (!record_as_of_get(q->src, id, r))
			continue;
		row = fact_new(f);
		for (size_t i = 0; i < count; i++)
			tell_field(row, q->src, r, fields[i], &text);
		if (paper_scope_holds(
			&(struct paper_scope){.row = row, .town = town}, q->paper->conditions))
			fact_append(f->root, "rows", row);
	}
	walk_close(w);
	buf_free(&text);
	record_free(r);
	return ST_OK;
}
