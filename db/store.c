/* SPDX-License-Identifier: MIT
 * store.c - the LMDB environment, its transactions and cursors.
 */
#include "db/store.h"

#include <errno.h>
#include <fcntl.h>
#include <lmdb.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/die.h"
#include "db/datafile.h"
#include "db/meta.h"
#include "db/pages.h"

enum {
	MAX_READERS = 1022,
	MAX_TRIES = 4,
	MOST_SNAPSHOTS = 100,
	COPY_BLOCK = 1 << 20,
	LEAST_SPACE = 1 << 20
};
enum { OPEN_FLAGS = MDB_NORDAHEAD | MDB_NOTLS, FILE_MODE = 0660 };

/* The map is address space, not disk: large from the start, so that it need not grow. */
#define LARGEST_MAP  ((size_t)64 << 30)
#define SMALLEST_MAP ((size_t)256 << 20)

/* Features of the format: bits a program has to know to read, and to write. */
enum { FEATURES_BYTES = 16 };
static const uint64_t known_to_read = 0, known_to_write = 0;
static const char format_name[] = "metodaktiv";

struct store {
	MDB_env *env;
	MDB_dbi dbis[TABLE_COUNT];
	char *dir;
	MDB_txn *spare; /* a read transaction at rest, renewed by the next txn_read */
	unsigned live;  /* transactions begun and not ended: the map may not move under them */
	bool grow;      /* the map was full: double it before the next write */
	bool broken;    /* a write to disk failed: what the disk holds is not known any more */
	int last_errno; /* of the last failure, for store_explain */
};

struct txn {
	struct store *st;
	MDB_txn *mdb;
	enum status status;
	bool write;
	uint32_t unordered; /* bit per table: txn_append met a key that was not behind all others */
	MDB_cursor *appenders[TABLE_COUNT];
};

struct cursor {
	struct txn *txn;
	MDB_cursor *mdb;
	struct slice key, value;
};

_Static_assert(TABLE_COUNT <= 32, "struct txn keeps a bit for each table");

static const char *
table_name(int table)
{
	static const char *const names[TABLE_RECORDS] = {
	    [TABLE_META] = "meta",
	    [TABLE_INDEX] = "index",
	    [TABLE_SEARCH] = "search",
	    [TABLE_HISTORY] = "history",
	    [TABLE_JOURNAL] = "journal",
	    [TABLE_DRAFT] = "draft",
	    [TABLE_ACCOUNT] = "account",
	};

	return table < TABLE_RECORDS ? names[table]
				     : entity_of((enum kind)(table - TABLE_RECORDS))->id;
}

/* LMDB's structure is not const, though it never writes through it. */
static MDB_val
val_of(struct slice s)
{
	return (MDB_val){.mv_size = s.len, .mv_data = (void *)(uintptr_t)s.data};
}

static struct slice
slice_of_val(MDB_val v)
{
	return slice_make(v.mv_data, v.mv_size);
}

static enum status
status_of(int rc)
{
	static const struct {
		int rc;
		enum status status;
	} known[] = {
	    {MDB_SUCCESS, ST_OK},
	    {MDB_NOTFOUND, ST_NOTFOUND},
	    {MDB_MAP_FULL, ST_FULL},
	    {MDB_MAP_RESIZED, ST_FULL},
	    {MDB_TXN_FULL, ST_FULL},
	    {MDB_CORRUPTED, ST_DAMAGED},
	    {MDB_PAGE_NOTFOUND, ST_DAMAGED},
	    {MDB_INVALID, ST_DAMAGED},
	    {MDB_VERSION_MISMATCH, ST_NEWER},
	    {MDB_INCOMPATIBLE, ST_FOREIGN},
	    {ENOSPC, ST_NOSPACE},
	    {EDQUOT, ST_NOSPACE},
	    {EFBIG, ST_NOSPACE},
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (known[i].rc == rc)
			return known[i].status;
	return ST_SYSTEM;
}

enum status
store_explain(const struct store *st, enum status why, struct error *e)
{
	switch (why) {
	case ST_FULL:
		return error_set(e, why,
		    "база в папке «%s» заполнена, ничего не записано: повторите действие, а если "
		    "не "
		    "поможет, снимите ограничение памяти (ulimit -v) и запустите программу снова",
		    st->dir);
	case ST_NOSPACE:
		return error_set(e, why,
		    "на диске с базой «%s» нет места, ничего не записано: освободите место и "
		    "повторите",
		    st->dir);
	case ST_SYSTEM:
		if (st->broken)
			return error_set(e, why,
			    "после сбоя записи на диск программа больше не пишет: закройте её, "
			    "проверьте диск и базу (metodaktiv verify)");
		return error_set(e, why, "база в папке «%s» недоступна: %s", st->dir,
		    mdb_strerror(st->last_errno));
	case ST_DAMAGED:
		return error_set(e, why,
		    "база в папке «%s» повреждена: проверьте её командой metodaktiv verify и "
		    "верните "
		    "копию командой metodaktiv restore ФАЙЛ в пустую папку",
		    st->dir);
	default:
		return error_set(e, why, "%s", status_text(why));
	}
}

/* One environment, its map as large as the address space allows. */
static int
open_env(MDB_env **out, const char *dir)
{
	mode_t mask = umask(007);
	int rc = ENOMEM;
	MDB_env *env;

	for (size_t map = LARGEST_MAP; (rc == ENOMEM || rc == EINVAL) && map >= SMALLEST_MAP;
	     map /= 2) {
		env = NULL;
		rc = mdb_env_create(&env);
		if (rc == 0)
			rc = mdb_env_set_mapsize(env, map);
		if (rc == 0)
			rc = mdb_env_set_maxreaders(env, MAX_READERS);
		if (rc == 0)
			rc = mdb_env_set_maxdbs(env, TABLE_COUNT);
		if (rc == 0)
			rc = mdb_env_open(env, dir, OPEN_FLAGS, FILE_MODE);
		if (rc == 0)
			*out = env;
		else if (env != NULL)
			mdb_env_close(env);
	}
	umask(mask);
	return rc;
}

/* Is there address space for so much more? LMDB gives up the old map before it asks for the new
 * one, and is lost when it gets none. */
static bool
space_for(size_t more)
{
	void *probe =
	    mmap(NULL, more, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	return probe != MAP_FAILED && munmap(probe, more) == 0;
}

/* A larger map, as long as nobody looks into the old one: twice as large or, when that is more than
 * there is, just enough for what others wrote. */
static bool
grow_map(struct store *st)
{
	MDB_envinfo info;
	MDB_stat stat;
	size_t needed, size;

	if (st->live > 0 || mdb_env_info(st->env, &info) != 0 || mdb_env_stat(st->env, &stat) != 0)
		return false;
	st->grow = false;
	needed = (info.me_last_pgno + 1) * stat.ms_psize;
	for (size = info.me_mapsize * 2; size < needed; size *= 2)
		;
	if (!space_for(size - info.me_mapsize))
		size = needed;
	if (size <= info.me_mapsize || !space_for(size - info.me_mapsize))
		return false;
	if (mdb_env_set_mapsize(st->env, size) != 0)
		die("База в папке «%s» больше не помещается в память: запустите программу снова",
		    st->dir);
	return true;
}

/* The one place where a transaction begins. */
static int
begin(struct store *st, bool write, MDB_txn **out)
{
	int rc = 0, dead = 0;

	for (int tries = 0; tries < MAX_TRIES; tries++) {
		if (write || st->spare == NULL) {
			rc = mdb_txn_begin(st->env, NULL, write ? 0 : MDB_RDONLY, out);
		} else {
			*out = st->spare;
			rc = mdb_txn_renew(st->spare);
			st->spare = rc == 0 ? NULL : st->spare;
		}
		if (rc == MDB_MAP_RESIZED && grow_map(st))
			continue;
		if (rc != MDB_READERS_FULL || mdb_reader_check(st->env, &dead) != 0 || dead == 0)
			break;
	}
	return rc;
}

static struct txn *
txn_new(struct store *st, bool write)
{
	struct txn *t = xcalloc(1, sizeof(*t));
	int rc;

	t->st = st;
	t->write = write;
	if (write && st->broken) {
		t->status = ST_SYSTEM;
		return t;
	}
	if (write && st->grow)
		grow_map(st);
	rc = begin(st, write, &t->mdb);
	if (rc != 0) {
		t->mdb = NULL;
		t->status = status_of(rc);
		st->last_errno = rc;
		return t;
	}
	st->live++;
	return t;
}

struct txn *
txn_read(struct store *st)
{
	return txn_new(st, false);
}

struct txn *
txn_write(struct store *st)
{
	return txn_new(st, true);
}

enum status
txn_status(const struct txn *t)
{
	return t->status;
}

enum status
txn_fail(struct txn *t, enum status st)
{
	if (t->status == ST_OK)
		t->status = st;
	return t->status;
}

/* A write that a full disk cut short is EIO to LMDB. */
static bool
disk_is_full(struct store *st)
{
	struct statvfs fs;

	return statvfs(st->dir, &fs) == 0 && fs.f_bavail < LEAST_SPACE / fs.f_frsize;
}

/* Remember a failure of LMDB; true when there was none. */
static bool
check(struct txn *t, int rc)
{
	if (rc == 0)
		return true;
	if (t->write && rc == EIO && disk_is_full(t->st))
		rc = ENOSPC;
	t->st->last_errno = rc;
	t->st->grow = t->st->grow || (t->write && rc == MDB_MAP_FULL);
	t->st->broken = t->st->broken || (t->write && (rc == EIO || rc == MDB_PANIC));
	txn_fail(t, status_of(rc));
	return false;
}

static void
end_read(struct txn *t)
{
	if (t->st->spare == NULL) {
		mdb_txn_reset(t->mdb);
		t->st->spare = t->mdb;
	} else {
		mdb_txn_abort(t->mdb);
	}
}

enum status
txn_commit(struct txn *t)
{
	enum status status;
	int rc;

	if (t->status == ST_OK && t->write) {
		rc = mdb_txn_commit(t->mdb);
		t->mdb = NULL; /* dead, whatever commit returned */
		t->st->live--;
		check(t, rc);
		/* no room is an answer; any other failure leaves the disk in doubt */
		if (t->status == ST_SYSTEM)
			t->st->broken = true;
	}
	status = t->status;
	txn_abort(t);
	return status;
}

void
txn_abort(struct txn *t)
{
	if (t == NULL)
		return;
	if (t->mdb != NULL) {
		t->st->live--;
		if (t->write)
			mdb_txn_abort(t->mdb);
		else
			end_read(t);
	}
	free(t);
}

uint64_t
txn_version(const struct txn *t)
{
	return t->mdb != NULL ? mdb_txn_id(t->mdb) : 0;
}

bool
txn_get(struct txn *t, enum table table, struct slice key, struct slice *value)
{
	MDB_val k = val_of(key), v;
	int rc;

	if (t->status != ST_OK || key.len == 0)
		return false;
	rc = mdb_get(t->mdb, t->st->dbis[table], &k, &v);
	if (rc == MDB_NOTFOUND || !check(t, rc))
		return false;
	*value = slice_of_val(v);
	return true;
}

void
txn_put(struct txn *t, enum table table, struct slice key, struct slice value)
{
	MDB_val k = val_of(key), v = val_of(value);

	if (t->status == ST_OK)
		check(t, mdb_put(t->mdb, t->st->dbis[table], &k, &v, 0));
}

void
txn_append(struct txn *t, enum table table, struct slice key, struct slice value)
{
	MDB_val k = val_of(key), v = val_of(value);
	uint32_t bit = UINT32_C(1) << table;
	int rc = MDB_KEYEXIST;

	if (t->status != ST_OK)
		return;
	if (t->appenders[table] == NULL &&
	    !check(t, mdb_cursor_open(t->mdb, t->st->dbis[table], &t->appenders[table])))
		return;
	if ((t->unordered & bit) == 0)
		rc = mdb_cursor_put(t->appenders[table], &k, &v, MDB_APPEND);
	if (rc == MDB_KEYEXIST) {
		t->unordered |= bit;
		rc = mdb_cursor_put(t->appenders[table], &k, &v, 0);
	}
	check(t, rc);
}

void
txn_delete(struct txn *t, enum table table, struct slice key)
{
	MDB_val k = val_of(key);
	int rc;

	if (t->status != ST_OK)
		return;
	rc = mdb_del(t->mdb, t->st->dbis[table], &k, NULL);
	if (rc != MDB_NOTFOUND)
		check(t, rc);
}

size_t
txn_count(struct txn *t, enum table table)
{
	MDB_stat stat;

	if (t->status != ST_OK || !check(t, mdb_stat(t->mdb, t->st->dbis[table], &stat)))
		return 0;
	return stat.ms_entries;
}

struct cursor *
cursor_open(struct txn *t, enum table table)
{
	struct cursor *c = xcalloc(1, sizeof(*c));

	c->txn = t;
	if (t->status == ST_OK && !check(t, mdb_cursor_open(t->mdb, t->st->dbis[table], &c->mdb)))
		c->mdb = NULL;
	return c;
}

void
cursor_close(struct cursor *c)
{
	if (c == NULL)
		return;
	if (c->mdb != NULL)
		mdb_cursor_close(c->mdb);
	free(c);
}

static bool
cursor_move(struct cursor *c, struct slice key, MDB_cursor_op op)
{
	MDB_val k = val_of(key), v;
	int rc;

	if (c->mdb == NULL || c->txn->status != ST_OK)
		return false;
	rc = mdb_cursor_get(c->mdb, &k, &v, op);
	if (rc == MDB_NOTFOUND || !check(c->txn, rc))
		return false;
	c->key = slice_of_val(k);
	c->value = slice_of_val(v);
	return true;
}

bool
cursor_seek(struct cursor *c, struct slice key)
{
	return key.len == 0 ? cursor_first(c) : cursor_move(c, key, MDB_SET_RANGE);
}

bool
cursor_first(struct cursor *c)
{
	return cursor_move(c, (struct slice){0}, MDB_FIRST);
}

bool
cursor_last(struct cursor *c)
{
	return cursor_move(c, (struct slice){0}, MDB_LAST);
}

bool
cursor_next(struct cursor *c)
{
	return cursor_move(c, (struct slice){0}, MDB_NEXT);
}

bool
cursor_prev(struct cursor *c)
{
	return cursor_move(c, (struct slice){0}, MDB_PREV);
}

struct slice
cursor_key(const struct cursor *c)
{
	return c->key;
}

struct slice
cursor_value(const struct cursor *c)
{
	return c->value;
}

/* Open every table; create what is missing when told so. MDB_NOTFOUND: a table is missing. The
 * handles are good once the transaction is committed. */
static int
open_tables(struct store *st, MDB_txn *mdb, bool create)
{
	int rc = 0;

	for (int i = 0; rc == 0 && i < TABLE_COUNT; i++)
		rc = mdb_dbi_open(mdb, table_name(i), create ? MDB_CREATE : 0, &st->dbis[i]);
	return rc;
}

static int
meta_get(MDB_txn *mdb, MDB_dbi meta, const char *name, MDB_val *value)
{
	MDB_val key = val_of(slice_of(name));

	return mdb_get(mdb, meta, &key, value);
}

static int
meta_put(MDB_txn *mdb, MDB_dbi meta, const char *name, struct slice value)
{
	MDB_val k = val_of(slice_of(name)), v = val_of(value);

	return mdb_put(mdb, meta, &k, &v, 0);
}

static int
write_format(MDB_txn *mdb, MDB_dbi meta)
{
	struct buf value = {0};
	int rc = meta_put(mdb, meta, "format", slice_of(format_name));

	buf_put_be(&value, SCHEMA_NUMBER, 4);
	if (rc == 0)
		rc = meta_put(mdb, meta, "schema", buf_slice(&value));
	buf_clear(&value);
	buf_put_be(&value, known_to_read, 8);
	buf_put_be(&value, known_to_write, 8);
	if (rc == 0)
		rc = meta_put(mdb, meta, "features", buf_slice(&value));
	buf_free(&value);
	return rc;
}

/* Is it our database, and do we understand it? */
static enum status
check_format(MDB_txn *mdb, const char *dir, struct error *e)
{
	MDB_val format, schema, features;
	const char *bits;
	MDB_dbi meta;

	if (mdb_dbi_open(mdb, table_name(TABLE_META), 0, &meta) != 0 ||
	    meta_get(mdb, meta, "format", &format) != 0 ||
	    !slice_equal(slice_of_val(format), slice_of(format_name)) ||
	    meta_get(mdb, meta, "schema", &schema) != 0 || schema.mv_size != 4 ||
	    meta_get(mdb, meta, "features", &features) != 0 || features.mv_size != FEATURES_BYTES)
		return error_set(e, ST_FOREIGN,
		    "в папке «%s» лежит база другой программы: укажите другую папку (--db или "
		    "METODAKTIV_DB)",
		    dir);
	bits = features.mv_data;
	if (be_read(schema.mv_data, 4) > SCHEMA_NUMBER ||
	    (be_read(bits, 8) & ~known_to_read) != 0 ||
	    (be_read(bits + 8, 8) & ~known_to_write) != 0)
		return error_set(e, ST_NEWER,
		    "база в папке «%s» создана более новой версией программы: обновите программу",
		    dir);
	return ST_OK;
}

/* One sentence for a failed mdb_env_open or first transaction. */
static enum status
open_failed(const char *dir, int rc, struct error *e)
{
	enum status status = status_of(rc);

	if (rc == EACCES || rc == EROFS)
		return error_set(e, ST_SYSTEM,
		    "нет прав на запись в папку «%s»: попросите администратора включить вас в "
		    "группу "
		    "этой папки",
		    dir);
	if (status == ST_DAMAGED)
		return error_set(e, status,
		    "база в папке «%s» повреждена: верните копию командой metodaktiv restore ФАЙЛ "
		    "в "
		    "пустую папку",
		    dir);
	return error_set(e, status == ST_NOSPACE ? status : ST_SYSTEM,
	    "база в папке «%s» не открывается: %s", dir, mdb_strerror(rc));
}

static struct store *
store_new(MDB_env *env, const char *dir)
{
	struct store *st = xcalloc(1, sizeof(*st));
	mdb_filehandle_t fd;

	if (sodium_init() < 0)
		die("Библиотека libsodium не запускается");
	st->env = env;
	st->dir = xstrdup(dir);
	if (mdb_env_get_fd(env, &fd) == 0)
		fcntl(fd, F_SETFD, FD_CLOEXEC);
	return st;
}

/* Make the tables that are missing; all of them, and the format's rows, when the file is fresh. */
static int
create_tables(struct store *st, bool fresh)
{
	MDB_txn *mdb;
	int rc = begin(st, true, &mdb);

	if (rc != 0)
		return rc;
	rc = open_tables(st, mdb, true);
	if (rc == 0 && fresh)
		rc = write_format(mdb, st->dbis[TABLE_META]);
	if (rc == 0)
		return mdb_txn_commit(mdb);
	mdb_txn_abort(mdb);
	return rc;
}

/* A name in a folder outlives a power cut only when the folder is synced, too. */
static void
sync_folder(const char *dir)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return;
	fsync(fd);
	close(fd);
}

enum status
store_create(struct store **out, const char *dir, struct error *e)
{
	struct store *st = NULL;
	MDB_env *env = NULL;
	unsigned made;
	enum status status = datafile_claim(dir, &made, e);
	int rc;

	if (status != ST_OK)
		return status;
	rc = open_env(&env, dir);
	if (rc == 0) {
		st = store_new(env, dir);
		rc = create_tables(st, true);
	}
	if (rc != 0) {
		store_close(st);
		datafile_unclaim(dir, made);
		return open_failed(dir, rc, e);
	}
	sync_folder(dir);
	*out = st;
	return ST_OK;
}

/* The file is shorter than its header says. Either it was cut, or the missing tail is pages given
 * back before they were ever written: a look at all pages in use tells. */
static enum status
check_short_file(struct store *st, struct error *e)
{
	enum status status = ST_CONFLICT;
	struct buf fault = {0};

	for (int tries = 0; status == ST_CONFLICT && tries < MOST_SNAPSHOTS; tries++) {
		struct txn *t = txn_read(st);

		buf_clear(&fault);
		status = txn_status(t) == ST_OK ? pages_check(st->dir, txn_version(t), &fault)
						: ST_SYSTEM;
		txn_abort(t);
	}
	buf_free(&fault);
	if (status == ST_OK)
		return ST_OK;
	return error_set(e, ST_DAMAGED,
	    "файл базы в папке «%s» обрезан: верните копию командой metodaktiv restore ФАЙЛ в "
	    "пустую "
	    "папку",
	    st->dir);
}

/* Give a sound short file its full length, so that nobody doubts it again. While we hold the write
 * lock nobody else lengthens it. */
static void
lengthen(struct store *st)
{
	struct txn *t = txn_write(st);
	mdb_filehandle_t fd;
	MDB_envinfo info;
	struct stat file;
	MDB_stat stat;
	off_t length;

	if (t->status == ST_OK && mdb_env_get_fd(st->env, &fd) == 0 && fstat(fd, &file) == 0 &&
	    mdb_env_info(st->env, &info) == 0 && mdb_env_stat(st->env, &stat) == 0) {
		length = (off_t)((info.me_last_pgno + 1) * stat.ms_psize);
		if (file.st_size < length && ftruncate(fd, length) != 0)
			st->last_errno = errno;
	}
	txn_abort(t);
}

/* Check the format and open all tables; a table that an older program did not have is made. */
static enum status
open_format(struct store *st, struct error *e)
{
	enum status status;
	MDB_txn *mdb;
	int rc = begin(st, false, &mdb);

	if (rc != 0)
		return open_failed(st->dir, rc, e);
	status = check_format(mdb, st->dir, e);
	if (status != ST_OK) {
		mdb_txn_abort(mdb);
		return status;
	}
	rc = open_tables(st, mdb, false);
	if (rc == 0) {
		rc = mdb_txn_commit(mdb);
	} else {
		mdb_txn_abort(mdb);
		rc = rc == MDB_NOTFOUND ? create_tables(st, false) : rc;
	}
	return rc == 0 ? ST_OK : open_failed(st->dir, rc, e);
}

enum status
store_open(struct store **out, const char *dir, struct error *e)
{
	struct store *st;
	MDB_env *env;
	off_t short_by = 0;
	enum status status = datafile_check(dir, &short_by, e);
	int rc;

	if (status != ST_OK)
		return status;
	rc = open_env(&env, dir);
	if (rc != 0)
		return open_failed(dir, rc, e);
	st = store_new(env, dir);
	store_check_readers(st);
	if (short_by > 0)
		status = check_short_file(st, e);
	if (status == ST_OK)
		status = open_format(st, e);
	if (status != ST_OK) {
		store_close(st);
		return status;
	}
	if (short_by > 0)
		lengthen(st);
	*out = st;
	return ST_OK;
}

void
store_close(struct store *st)
{
	if (st == NULL)
		return;
	if (st->spare != NULL)
		mdb_txn_abort(st->spare);
	mdb_env_close(st->env);
	free(st->dir);
	free(st);
}

const char *
store_dir(const struct store *st)
{
	return st->dir;
}

uint64_t
store_version(const struct store *st)
{
	MDB_envinfo info;

	return mdb_env_info(st->env, &info) == 0 ? info.me_last_txnid : 0;
}

void
store_check_readers(struct store *st)
{
	int dead;

	mdb_reader_check(st->env, &dead);
}

void
store_size(const struct store *st, struct store_size *out)
{
	mdb_filehandle_t fd;
	MDB_envinfo info;
	struct stat file;
	MDB_stat stat;

	*out = (struct store_size){0};
	if (mdb_env_info(st->env, &info) != 0 || mdb_env_stat(st->env, &stat) != 0 ||
	    mdb_env_get_fd(st->env, &fd) != 0 || fstat(fd, &file) != 0)
		return;
	out->map_bytes = info.me_mapsize;
	out->used_bytes = (info.me_last_pgno + 1) * stat.ms_psize;
	out->file_bytes = (uint64_t)file.st_size;
	out->readers = info.me_numreaders;
	out->max_readers = info.me_maxreaders;
}

enum status
store_copy(struct store *st, const char *file, struct error *e)
{
	int fd = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600), rc;

	if (fd < 0)
		return error_set(e, errno == EEXIST ? ST_REFUSED : ST_SYSTEM,
		    "файл «%s» не создать: %s", file, strerror(errno));
	rc = mdb_env_copyfd2(st->env, fd, MDB_CP_COMPACT);
	/* LMDB refuses to compact a file in which it once lost track of a free page; a plain copy
	 * of that is as good, only larger */
	if (rc == MDB_INCOMPATIBLE && ftruncate(fd, 0) == 0 && lseek(fd, 0, SEEK_SET) == 0)
		rc = mdb_env_copyfd2(st->env, fd, 0);
	if (rc == 0 && fsync(fd) != 0)
		rc = errno;
	if (close(fd) != 0 && rc == 0)
		rc = errno;
	if (rc == 0)
		return ST_OK;
	unlink(file);
	return error_set(e, status_of(rc), "копию «%s» не записать: %s", file, mdb_strerror(rc));
}

void
store_warm(struct store *st)
{
	char *block = xmalloc(COPY_BLOCK);
	mdb_filehandle_t fd;
	off_t at = 0;
	ssize_t n = 0;

	if (mdb_env_get_fd(st->env, &fd) == 0)
		while ((n = pread(fd, block, COPY_BLOCK, at)) > 0)
			at += n;
	free(block);
}

const char *
store_library(void)
{
	return mdb_version(NULL, NULL, NULL);
}
