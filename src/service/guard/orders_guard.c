/* SPDX-License-Identifier: MIT
 * orders_guard.c - overlapping memberships, gaps in numbers.
 */
#include "service/guard/orders_guard.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "db/record/history.h"
#include "db/record/journal.h"
#include "db/record/records.h"
#include "rules/roster.h"
#include "service/core/operations.h"

static void
put_overlap(const struct membership *other, struct buf *out)
{
	buf_puts(
	    out, "в это время этот человек уже состоит в активе по этой предметной области: с ");
	date_put_russian(out, other->from);
	if (other->to == DATE_NONE)
		return;
	buf_puts(out, " по ");
	date_put_russian(out, other->to);
}

int
orders_check_record(struct txn *t, const struct record *r, fault_fn *report, void *context)
{
	const struct membership *m = (const struct membership *)r;
	const struct field *person = field_find(KIND_MEMBERSHIPS, "person");
	struct membership *other;
	struct buf text = {0};
	struct walk *w;
	uint64_t id;

	if (r->kind != KIND_MEMBERSHIPS || m->person == 0 || m->from == DATE_NONE)
		return 0;
	other = (struct membership *)record_new(KIND_MEMBERSHIPS);
	w = walk_referring(t, KIND_MEMBERSHIPS, person, m->person);
	while (text.len == 0 && walk_next(w, &id))
		if (id != r->id && records_get(t, id, &other->base) && other->from != m->from &&
		    membership_overlaps(m, other))
			put_overlap(other, &text);
	walk_close(w);
	record_free(&other->base);
	if (text.len == 0)
		return 0;
	report(context, field_find(KIND_MEMBERSHIPS, "from"), buf_text(&text));
	buf_free(&text);
	return 1;
}

/* Did the record come about by signing? */
static bool
is_signed(struct txn *t, const struct record *r)
{
	struct journal_row row;
	uint64_t *stamps;
	size_t count = history_stamps(t, r->kind, r->id, &stamps);
	bool by_signing = false;

	if (count > 0 && journal_get(t, stamps[0], &row)) {
		by_signing = strcmp(row.operation, OPERATION_ORDER) == 0;
		journal_row_free(&row);
	}
	free(stamps);
	return by_signing;
}

enum status
orders_check_removal(const struct view *v, const struct record *r, struct error *e)
{
	if (r->kind != KIND_ORDERS || !is_signed(v->txn, r))
		return ST_OK;
	return error_set(e, ST_REFUSED,
	    "подписанный приказ не удаляют: его номер остался бы пропущенным; отмените его другим "
	    "приказом");
}
