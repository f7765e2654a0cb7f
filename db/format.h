/* SPDX-License-Identifier: MIT
 * format.h - the format of a database, and what it is to this program.
 *
 * Rows of TABLE_META say it: "format", the program's name; "schema", a number (4 bytes,
 * big-endian); "features", two sets of bits (8 bytes each): what a program must know to read the
 * database, and what to write to it; "comparison" (4 bytes, absent: 0), COMPARE_VERSION of the
 * program that made the keys of order and the words for search.
 */
#ifndef DB_FORMAT_H
#define DB_FORMAT_H

#include "db/lmdb/store.h"

/* What stands beside the records and changes with them: a program that does not know it would leave
 * it behind. */
enum {
	FEATURE_FACTS = 1, /* of an older format: packed rows for the indicators */
	FEATURE_COLUMNS = 2,
	FEATURE_WORDS = 4
};

struct format {
	uint32_t number;
	uint64_t to_read, to_write;
	uint32_t comparison;
};

/* What this program makes and works on; db/upgrade.h has those before it. */
extern const struct format format_present;

enum format_age {
	FORMAT_PRESENT,
	FORMAT_OLDER,
	FORMAT_NEWER,
	FORMAT_FOREIGN /* no database of ours */
};

/* "1", or as people tell apart what has the same number. */
void format_put_name(const struct format *f, struct buf *out);

/* But for the comparison: records are the same, only what is made of them may be different. */
bool format_equal(const struct format *a, const struct format *b);

/* What the database says of itself; of FORMAT_FOREIGN *out is empty. */
enum format_age format_read(struct txn *t, struct format *out);
void format_write(struct txn *t, const struct format *f);

#endif
