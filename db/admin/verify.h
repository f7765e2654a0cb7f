/* SPDX-License-Identifier: MIT
 * verify.h - is everything in the database as it should be?
 */
#ifndef DB_VERIFY_H
#define DB_VERIFY_H

#include "db/lmdb/store.h"

/* What a fault is in: the records with their history, journal, drafts and accounts, or what is
 * derived from records, which db/admin/repair.h makes anew. */
enum verify_part {
	VERIFY_RECORDS,
	VERIFY_INDEX,
	VERIFY_SEARCH,
	VERIFY_COLUMNS,
	VERIFY_COUNTERS,
	VERIFY_PARTS
};

struct verify_report {
	uint64_t records, history, indexes, references, drafts, operations, columns;
	uint64_t faults, faults_of[VERIFY_PARTS];
	bool older; /* of an older format: what is derived from records was not looked at */
	char chain_head[65]; /* hex of the journal's last hash */
	char identity[33];   /* hex; "": of a format that has none, or nothing was ever written */
};

/* All faults are in what is derived, and can be mended. */
static inline bool
verify_can_be_repaired(const struct verify_report *r)
{
	return r->faults > 0 && r->faults_of[VERIFY_RECORDS] == 0;
}

/*
 * Checks the pages of the file, then every image, index entry (missing and superfluous), reference,
 * words, column, old image, counter, draft, account, and the journal's chain with the hashes
 * of all images. What is derived from records is that of the present format, and is not looked at
 * in an older one. ST_DAMAGED: there was a fault. Afterwards, with no transaction open, told (may
 * be NULL) is called for each of the first 1,000 faults with a Russian sentence, and once with how
 * many more.
 *
 * progress may be NULL; it returns false to stop (ST_CANCELLED). All is checked in one snapshot, so
 * progress is called (each 32,768 entries) while a read transaction is open: it must not block for
 * long, or the file grows with what others write meanwhile.
 */
typedef void verify_told(void *context, const char *sentence);
typedef bool verify_progress(void *context, size_t done, size_t total);
enum status verify_store(struct store *st, struct verify_report *out, verify_told *told,
    verify_progress *progress, void *context);

#endif
