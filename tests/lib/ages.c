/* SPDX-License-Identifier: MIT
 * ages.c - what programs of other ages do to a database.
 */
#include "tests/lib/ages.h"

#include "tests/lib/lab.h"

/* As db/open.h has it: what a program must know to read, then what to write, 8 bytes each. */
enum { FEATURE_BYTES = 16, FIRST_TO_WRITE = 8 };

void
age_upgrade(struct store *st)
{
	struct txn *t = txn_write(st);
	char features[FEATURE_BYTES];
	struct slice row;

	assert_true(txn_get(t, TABLE_META, slice_of("features"), &row));
	assert_int_equal(row.len, sizeof(features));
	memcpy(features, row.data, sizeof(features));
	features[FIRST_TO_WRITE] |= 0x40;
	txn_put(t, TABLE_META, slice_of("features"), slice_make(features, sizeof(features)));
	assert_int_equal(txn_commit(t), ST_OK);
}

void
age_upgrade_folder(const char *dir)
{
	struct store *st = lab_open(dir);

	age_upgrade(st);
	store_close(st);
}
