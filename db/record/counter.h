/* SPDX-License-Identifier: MIT
 * counter.h - the id the next new record of a kind gets: "next:" and the kind's id in TABLE_META.
 */
#ifndef DB_COUNTER_H
#define DB_COUNTER_H

#include "db/record/tables.h"

/* false: what stands there is no number, *next is 0. */
bool counter_read(struct txn *t, enum kind kind, uint64_t *next);
/* The same; what is no number fails t. */
uint64_t counter_next(struct txn *t, enum kind kind);
void counter_set(struct txn *t, enum kind kind, uint64_t next);

#endif
