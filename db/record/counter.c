/* SPDX-License-Identifier: MIT
 * counter.c - the counters of ids.
 */
#include "db/record/counter.h"

static void
put_counter_key(struct buf *b, enum kind kind)
{
	buf_puts(b, "next:");
	buf_puts(b, entity_of(kind)->id);
}

uint64_t
counter_next(struct txn *t, enum kind kind)
{
	struct slice value = {0};
	struct buf key = {0};
	uint64_t next = 1;

	put_counter_key(&key, kind);
	if (txn_get(t, TABLE_META, buf_slice(&key), &value)) {
		if (value.len == 8)
			next = be_read(value.data, 8);
		else
			txn_fail(t, ST_DAMAGED);
	}
	buf_free(&key);
	return next;
}

void
counter_set(struct txn *t, enum kind kind, uint64_t next)
{
	struct buf key = {0}, value = {0};

	put_counter_key(&key, kind);
	buf_put_be(&value, next, 8);
	txn_put(t, TABLE_META, buf_slice(&key), buf_slice(&value));
	buf_free(&key);
	buf_free(&value);
}
