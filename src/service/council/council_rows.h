/* SPDX-License-Identifier: MIT
 * council_rows.h - the records of a meeting (inside the service layer).
 */
#ifndef SERVICE_COUNCIL_ROWS_H
#define SERVICE_COUNCIL_ROWS_H

#include "db/lmdb/store.h"
#include "model/record.h"

struct council_rows {
	struct record **at;
	size_t count, size;
};

/* All of the kind that belong to the meeting, by id, behind those that are there. */
void council_rows_read(struct txn *t, enum kind kind, uint64_t meeting, struct council_rows *rows);
/* Those that are NULL were taken out. */
void council_rows_free(struct council_rows *rows);

#endif
