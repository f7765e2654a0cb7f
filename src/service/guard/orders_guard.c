/* SPDX-License-Identifier: MIT
 * orders_guard.c - no gaps in the numbers of orders.
 */
#include "service/guard/orders_guard.h"

#include <stdlib.h>
#include <string.h>

#include "db/record/history.h"
#include "db/record/journal.h"
#include "service/core/operations.h"

bool
orders_is_signed(struct txn *t, const struct record *r)
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
	if (r->kind != KIND_ORDERS || !orders_is_signed(v->txn, r))
		return ST_OK;
	return error_set(e, ST_REFUSED,
	    "подписанный приказ не удаляют: его номер остался бы пропущенным; отмените его другим "
	    "приказом");
}
