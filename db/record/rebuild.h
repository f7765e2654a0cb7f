/* SPDX-License-Identifier: MIT
 * rebuild.h - what is derived from the records, made anew from them: for repairs, and for steps to
 * a format that derives otherwise.
 */
#ifndef DB_REBUILD_H
#define DB_REBUILD_H

#include "db/record/tables.h"

/* Counters, index, words, columns and the journal's turns, in place of those there were. A counter
 * is the ids that were given, as far as records and history know them, and is never lowered. A
 * record that cannot be read fails t with ST_DAMAGED. */
void derived_rebuild(struct txn *t);

#endif
