/* SPDX-License-Identifier: MIT
 * counter.h - the id the next new record of a kind gets: "next:" and the kind's id in TABLE_META.
 */
#ifndef DB_COUNTER_H
#define DB_COUNTER_H

#include "db/record/tables.h"

uint64_t counter_next(struct txn *t, enum kind kind);
void counter_set(struct txn *t, enum kind kind, uint64_t next);

#endif
