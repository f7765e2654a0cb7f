/* SPDX-License-Identifier: MIT
 * ages.c - what programs of other ages do to a database.
 */
#include "tests/lib/ages.h"

#include "tests/lib/lab.h"

/* As db/format.h has it: the number, 4 bytes; what a program must know to read, then what to write,
 * 8 bytes each. */
enum { NUMBER_BYTES = 4, FEATURE_BYTES = 16, FIRST_TO_WRITE = 8 };

/* One of the features' bytes is made another. */
static void
put_features(struct txn *t, unsigned at, char byte)
{
	char features[FEATURE_BYTES];
	struct slice row;

	assert_true(txn_get(t, TABLE_META, slice_of("features"), &row));
	assert_int_equal(row.len, sizeof(features));
	memcpy(features, row.data, sizeof(features));
	features[at] = byte;
	txn_put(t, TABLE_META, slice_of("features"), slice_make(features, sizeof(features)));
}

void
age_upgrade(struct store *st)
{
	struct txn *t = txn_write(st);

	put_features(t, FIRST_TO_WRITE, 0x40);
	assert_int_equal(txn_commit(t), ST_OK);
}

void
age_upgrade_folder(const char *dir)
{
	struct store *st = lab_open(dir);

	age_upgrade(st);
	store_close(st);
}

void
age_before_facts(struct store *st)
{
	struct txn *t = txn_write(st);

	txn_clear(t, TABLE_COLUMNS);
	put_features(t, FEATURE_BYTES - 1, 0);
	txn_put(t, TABLE_META, slice_of("schema"), slice_make("\0\0\0\1", NUMBER_BYTES));
	assert_int_equal(txn_commit(t), ST_OK);
}

void
age_before_facts_folder(const char *dir)
{
	struct store *st = lab_open(dir);

	age_before_facts(st);
	store_close(st);
}

void
age_comparison(struct store *st, uint32_t version)
{
	struct txn *t = txn_write(st);
	struct buf number = {0};

	buf_put_be(&number, version, NUMBER_BYTES);
	txn_clear(t, TABLE_WORDS);
	txn_put(t, TABLE_META, slice_of("comparison"), buf_slice(&number));
	assert_int_equal(txn_commit(t), ST_OK);
	buf_free(&number);
}
