/* SPDX-License-Identifier: MIT
 * standing.h - what stands beside the records: the accounts and the rules of the town.
 *
 * The journal's row of every operation that changes any of it promises this sum, so that a role
 * changed in the file, behind the program's back, is found by verify.
 */
#ifndef DB_STANDING_H
#define DB_STANDING_H

#include "db/record/journal.h"

/* The hashes of all rows as they are now, added up modulo 2^256. */
void standing_sum(struct txn *t, unsigned char sum[JOURNAL_HASH]);

#endif
