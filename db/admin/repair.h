/* SPDX-License-Identifier: MIT
 * repair.h - what is derived from records made anew, where the records themselves are whole.
 */
#ifndef DB_REPAIR_H
#define DB_REPAIR_H

#include "db/admin/verify.h"
#include "db/record/change.h"

/* Counters, index, words and columns, and a row of the journal, in one transaction. reason is
 * what the row says. ST_DAMAGED: a record cannot be read; nothing was written then, nor after any
 * other error. The records are to be verified before and after: this looks at none of them. */
enum status repair_store(
    struct store *st, const struct actor *actor, const char *operation, const char *reason);

/* "указатели: 3, поиск: 1" into b: where the faults of derived data are and how many. */
void repair_put_faults(const struct verify_report *r, struct buf *b);

#endif
