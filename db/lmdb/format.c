/* SPDX-License-Identifier: MIT
 * format.c - the rows every database begins with.
 */
#include "db/lmdb/format.h"

#include <string.h>

#include "db/record/facts.h"
#include "db/record/meta.h"
#include "db/lmdb/pages.h"
#include "db/lmdb/store_errors.h"

/* Facts stand beside the records; a program that does not know it would leave them behind. */
enum { FEATURE_FACTS = 1 };
enum { SCHEMA_BYTES = 4, FEATURE_BYTES = 8, MOST_SNAPSHOTS = 100 };

static const char our_name[] = "metodaktiv";
static const uint64_t known_to_read = 0, known_to_write = FEATURE_FACTS;

const char *
format_table_name(int table)
{
	static const char *const names[TABLE_RECORDS] = {
	    [TABLE_META] = "meta",
	    [TABLE_INDEX] = "index",
	    [TABLE_SEARCH] = "search",
	    [TABLE_HISTORY] = "history",
	    [TABLE_JOURNAL] = "journal",
	    [TABLE_DRAFT] = "draft",
	    [TABLE_ACCOUNT] = "account",
	    [TABLE_FACTS] = "facts",
	};

	return table < TABLE_RECORDS ? names[table]
				     : entity_of((enum kind)(table - TABLE_RECORDS))->id;
}

static bool
row(struct txn *t, const char *key, size_t len, struct slice *value)
{
	return txn_get(t, TABLE_META, slice_of(key), value) && value->len == len;
}

enum status
format_check(struct txn *t, const char *dir, struct error *e)
{
	struct slice name, schema, features;
	const char *bits;

	if (!row(t, "format", sizeof(our_name) - 1, &name) ||
	    !slice_equal(name, slice_of(our_name)) || !row(t, "schema", SCHEMA_BYTES, &schema) ||
	    !row(t, "features", FEATURE_BYTES * 2, &features))
		return error_set(e, ST_FOREIGN,
		    "в папке «%s» лежит база другой программы: укажите другую папку (--db или "
		    "METODAKTIV_DB)",
		    dir);
	bits = features.data;
	if (be_read(schema.data, SCHEMA_BYTES) > SCHEMA_NUMBER ||
	    (be_read(bits, FEATURE_BYTES) & ~known_to_read) != 0 ||
	    (be_read(bits + FEATURE_BYTES, FEATURE_BYTES) & ~known_to_write) != 0)
		return error_set(e, ST_NEWER,
		    "база в папке «%s» создана более новой версией программы: обновите программу",
		    dir);
	return ST_OK;
}

void
format_write(struct txn *t)
{
	struct buf schema = {0}, features = {0};

	buf_put_be(&schema, SCHEMA_NUMBER, SCHEMA_BYTES);
	buf_put_be(&features, known_to_read, FEATURE_BYTES);
	buf_put_be(&features, known_to_write, FEATURE_BYTES);
	txn_put(t, TABLE_META, slice_of("format"), slice_of(our_name));
	txn_put(t, TABLE_META, slice_of("schema"), buf_slice(&schema));
	txn_put(t, TABLE_META, slice_of("features"), buf_slice(&features));
	buf_free(&schema);
	buf_free(&features);
}

static bool
has_facts(struct txn *t, unsigned char features[FEATURE_BYTES * 2])
{
	struct slice value;

	if (!row(t, "features", FEATURE_BYTES * 2, &value))
		return false;
	memcpy(features, value.data, FEATURE_BYTES * 2);
	return (be_read(features + FEATURE_BYTES, FEATURE_BYTES) & FEATURE_FACTS) != 0;
}

enum status
format_ensure_facts(struct store *st)
{
	unsigned char features[FEATURE_BYTES * 2] = {0};
	struct txn *t = txn_read(st);
	bool there = has_facts(t, features);
	enum status status = txn_status(t);

	txn_abort(t);
	if (there || status != ST_OK)
		return status;
	t = txn_write(st);
	if (!has_facts(t, features)) {
		facts_rebuild(t);
		features[sizeof(features) - 1] |= FEATURE_FACTS;
		txn_put(
		    t, TABLE_META, slice_of("features"), slice_make(features, sizeof(features)));
	}
	return txn_commit(t);
}

enum status
format_check_pages(struct store *st, struct error *e)
{
	enum status status = ST_CONFLICT;
	struct buf fault = {0};

	for (int tries = 0; status == ST_CONFLICT && tries < MOST_SNAPSHOTS; tries++) {
		struct txn *t = txn_read(st);

		buf_clear(&fault);
		status = txn_status(t);
		if (status == ST_OK)
			status = pages_check(store_dir(st), txn_version(t), &fault);
		txn_abort(t);
	}
	buf_free(&fault);
	return status == ST_OK ? ST_OK : store_error_tell_cut(store_dir(st), e);
}
