/* SPDX-License-Identifier: MIT
 * rebuild.h - what is derived from the records, made anew from them: for repairs, and for steps to a
 * format that derives otherwise. facts_rebuild() (db/record/facts.h) is the fourth.
 *
 * Each takes away what there was. A record that cannot be read fails t with ST_DAMAGED. Facts are
 * made last: they are found by the index and counted by the counters.
 */
#ifndef DB_REBUILD_H
#define DB_REBUILD_H

#include "db/record/tables.h"

/* The ids that were given, as far as records and history know them; a counter is never lowered. */
void counters_rebuild(struct txn *t);
void index_rebuild(struct txn *t);
void search_rebuild(struct txn *t);

#endif
