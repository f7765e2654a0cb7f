/* SPDX-License-Identifier: MIT
 * open.c - the tables of a database, and what is looked at before it is opened.
 */
#include "db/open.h"

#include <sodium.h>

#include "base/die.h"
#include "db/format.h"
#include "db/record/tables.h"

_Static_assert((int)TABLE_COUNT <= (int)STORE_TABLES, "more tables than the store opens");

static const char *const table_names[TABLE_COUNT] = {
    [TABLE_META] = "meta",
    [TABLE_INDEX] = "index",
    [TABLE_WORDS] = "words",
    [TABLE_HISTORY] = "history",
    [TABLE_JOURNAL] = "journal",
    [TABLE_DRAFT] = "draft",
    [TABLE_ACCOUNT] = "account",
    [TABLE_COLUMNS] = "columns",
#define KIND(constant, id, ...) [TABLE_RECORDS + KIND_##constant] = #id,
#include "model/kinds_only.h"
};

static enum status
check_any(struct txn *t, const char *dir, struct error *e)
{
	struct format f;

	switch (format_read(t, &f)) {
	case FORMAT_FOREIGN:
		return error_set(e, ST_FOREIGN,
		    "в папке «%s» лежит база другой программы: укажите другую папку (--db или "
		    "METODAKTIV_DB)",
		    dir);
	case FORMAT_NEWER:
		return error_set(e, ST_NEWER,
		    "база в папке «%s» создана более новой версией программы: обновите программу",
		    dir);
	default:
		return ST_OK;
	}
}

static enum status
check_present(struct txn *t, const char *dir, struct error *e)
{
	enum status status = check_any(t, dir, e);
	struct buf name = {0};
	struct format f;

	if (status != ST_OK || format_read(t, &f) == FORMAT_PRESENT)
		return status;
	format_put_name(&f, &name);
	error_set(e, ST_OLDER,
	    "база в папке «%s» записана прежней версией программы (формат %s): попросите "
	    "администратора выполнить metodaktiv upgrade",
	    dir, buf_text(&name));
	buf_free(&name);
	return ST_OLDER;
}

/* The format was looked at when the database was opened; another program may have come since. */
static enum status
may_write(struct txn *t)
{
	static const enum status answers[] = {
	    [FORMAT_PRESENT] = ST_OK,
	    [FORMAT_OLDER] = ST_OLDER,
	    [FORMAT_NEWER] = ST_UPGRADED,
	    [FORMAT_FOREIGN] = ST_DAMAGED,
	};
	struct format f;

	return answers[format_read(t, &f)];
}

static const struct store_format present = {
    .names = table_names,
    .tables = TABLE_COUNT,
    .check = check_present,
    .may_write = may_write,
};

static const struct store_format any = {
    .names = table_names,
    .tables = TABLE_COUNT,
    .partial = true,
    .check = check_any,
    .may_write = may_write,
};

/* Records and the journal are hashed. */
static void
start_hashing(void)
{
	if (sodium_init() < 0)
		die("Библиотека libsodium не запускается");
}

struct first {
	store_fill *fill;
	void *context;
};

static void
put_first(void *context, struct txn *t)
{
	const struct first *first = context;

	format_write(t, &format_present);
	if (first->fill != NULL)
		first->fill(first->context, t);
}

enum status
db_create(struct store **out, const char *dir, store_fill *fill, void *context, struct error *e)
{
	struct first first = {.fill = fill, .context = context};

	start_hashing();
	return store_create(out, dir, &present, put_first, &first, e);
}

enum status
db_open(struct store **out, const char *dir, struct error *e)
{
	start_hashing();
	return store_open(out, dir, &present, e);
}

enum status
db_open_any(struct store **out, const char *dir, struct error *e)
{
	start_hashing();
	return store_open(out, dir, &any, e);
}
