/* SPDX-License-Identifier: MIT
 * open.c - the tables of a database, and the rows every one begins with.
 */
#include "db/open.h"

#include <sodium.h>
#include <string.h>

#include "base/die.h"
#include "db/record/facts.h"
#include "db/record/tables.h"

/* Facts stand beside the records; a program that does not know it would leave them behind. */
enum { FEATURE_FACTS = 1 };
enum { SCHEMA_NUMBER = 1 }; /* what this program writes */
enum { SCHEMA_BYTES = 4, FEATURE_BYTES = 8 };

static const char our_name[] = "metodaktiv";
static const uint64_t known_to_read = 0, known_to_write = FEATURE_FACTS;

_Static_assert((int)TABLE_COUNT <= (int)STORE_TABLES, "more tables than the store opens");

static const char *const table_names[TABLE_COUNT] = {
    [TABLE_META] = "meta",
    [TABLE_INDEX] = "index",
    [TABLE_SEARCH] = "search",
    [TABLE_HISTORY] = "history",
    [TABLE_JOURNAL] = "journal",
    [TABLE_DRAFT] = "draft",
    [TABLE_ACCOUNT] = "account",
    [TABLE_FACTS] = "facts",
#define KIND(constant, id, ...) [TABLE_RECORDS + KIND_##constant] = #id,
#include "model/kinds_only.h"
};

static bool
row(struct txn *t, const char *key, size_t len, struct slice *value)
{
	return txn_get(t, TABLE_META, slice_of(key), value) && value->len == len;
}

/* Has a newer program made the database its own? */
static bool
is_newer(struct slice schema, struct slice features)
{
	const char *bits = features.data;

	return be_read(schema.data, SCHEMA_BYTES) > SCHEMA_NUMBER ||
	    (be_read(bits, FEATURE_BYTES) & ~known_to_read) != 0 ||
	    (be_read(bits + FEATURE_BYTES, FEATURE_BYTES) & ~known_to_write) != 0;
}

static enum status
format_check(struct txn *t, const char *dir, struct error *e)
{
	struct slice name, schema, features;

	if (!row(t, "format", sizeof(our_name) - 1, &name) ||
	    !slice_equal(name, slice_of(our_name)) || !row(t, "schema", SCHEMA_BYTES, &schema) ||
	    !row(t, "features", FEATURE_BYTES * 2, &features))
		return error_set(e, ST_FOREIGN,
		    "в папке «%s» лежит база другой программы: укажите другую папку (--db или "
		    "METODAKTIV_DB)",
		    dir);
	if (is_newer(schema, features))
		return error_set(e, ST_NEWER,
		    "база в папке «%s» создана более новой версией программы: обновите программу",
		    dir);
	return ST_OK;
}

/* The database was ours when it was opened; another program may have come since. */
static enum status
format_may_write(struct txn *t)
{
	struct slice schema, features;

	if (!row(t, "schema", SCHEMA_BYTES, &schema) ||
	    !row(t, "features", FEATURE_BYTES * 2, &features))
		return ST_DAMAGED;
	return is_newer(schema, features) ? ST_UPGRADED : ST_OK;
}

static void
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

/* A database of an older program has no facts: they are made in a transaction that changes nothing
 * else. */
static enum status
ensure_facts(struct store *st)
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

static const struct store_format format = {
    .names = table_names,
    .tables = TABLE_COUNT,
    .write = format_write,
    .check = format_check,
    .may_write = format_may_write,
};

/* Records and the journal are hashed. */
static void
start_hashing(void)
{
	if (sodium_init() < 0)
		die("Библиотека libsodium не запускается");
}

enum status
db_create(struct store **out, const char *dir, struct error *e)
{
	start_hashing();
	return store_create(out, dir, &format, e);
}

enum status
db_open(struct store **out, const char *dir, struct error *e)
{
	enum status status;

	start_hashing();
	status = store_open(out, dir, &format, e);
	if (status != ST_OK)
		return status;
	status = ensure_facts(*out);
	if (status != ST_OK) {
		store_explain(*out, status, e);
		store_close(*out);
		*out = NULL;
	}
	return status;
}
