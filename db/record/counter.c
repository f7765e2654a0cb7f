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

bool
counter_read(struct txn *t, enum kind kind, uint64_t *next)
{
	struct slice value = {0};
	struct buf key = {0};
	bool good = true;

	*next = 1;
	put_counter_key(&key, kind);
	if (txn_get(t, TABLE_META, buf_slice(&key), &value)) {
		good = value.len == 8;
		*next = good ? be_read(value.data, 8) : 0;
	}
	buf_free(&key);
	return good;
}

uint64_t
counter_next(struct txn *t, enum kind kind)
{
	uint64_t next;

	if (!counter_read(t, kind, &next))
		txn_fail(t, ST_DAMAGED);
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
