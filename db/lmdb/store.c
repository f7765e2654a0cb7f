/* SPDX-License-Identifier: MIT
 * store.c - the LMDB environment, its transactions and cursors.
 */
#include "db/lmdb/store.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <lmdb.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/crash.h"
#include "base/die.h"
#include "base/trace.h"
#include "db/lmdb/datafile.h"
#include "db/lmdb/pages.h"
#include "db/lmdb/shortage.h"
#include "db/lmdb/store_errors.h"

enum { MAX_READERS = 1022, MAX_TRIES = 4, CALLS_UNASKED = 1024 };
enum { NO_TABLE = 0 }; /* LMDB's own handle for its free pages: no table of ours */
enum { OPEN_FLAGS = MDB_NORDAHEAD | MDB_NOTLS, FILE_MODE = 0660 };

/* The map is address space, not disk: large from the start, so that it need not grow. */
#define LARGEST_MAP  ((size_t)64 << 30)
#define SMALLEST_MAP ((size_t)256 << 20)

struct store {
	MDB_env *env;
	MDB_dbi dbis[STORE_TABLES];
	const struct store_format *format;
	char *dir, *real_dir, *words; /* words: should the program end by a signal meanwhile */
	struct datafile_seen seen;
	int fd;             /* of the data file, LMDB's own */
	struct txn *turn;   /* begun by store_take_turn, for the next txn_write */
	MDB_txn *spare;     /* a read transaction at rest, renewed by the next txn_read */
	unsigned live;      /* transactions begun and not ended: the map may not move under them */
	bool grow;          /* the map was full: double it before the next write */
	bool forbidden;     /* no transaction may begin: something is being drawn */
	bool damaged;       /* LMDB met a page that cannot be */
	enum status unread; /* a read failed since it was last asked, and how */
	struct store_trouble trouble;
};

struct txn {
	struct store *st;
	MDB_txn *mdb;
	enum status status;
	bool write;
	uint64_t unordered; /* bit per table: txn_append met a key that was not behind all others */
	MDB_cursor *appenders[STORE_TABLES];
	txn_stop *stop; /* NULL: none */
	void *stop_context;
	unsigned calls; /* since it was asked */
};

_Static_assert(STORE_TABLES <= 64, "struct txn keeps a bit for each table");

/* LMDB's structure is not const, though it never writes through it. */
static MDB_val
val_of(struct slice s)
{
	return (MDB_val){.mv_size = s.len, .mv_data = (void *)(uintptr_t)s.data};
}

static enum status
status_of(int rc)
{
	static const struct {
		int rc;
		enum status status;
	} known[] = {{MDB_NOTFOUND, ST_NOTFOUND}, {MDB_MAP_FULL, ST_FULL},
	    {MDB_MAP_RESIZED, ST_FULL}, {MDB_TXN_FULL, ST_FULL}, {MDB_READERS_FULL, ST_SYSTEM},
	    {MDB_PANIC, ST_SYSTEM}, {MDB_VERSION_MISMATCH, ST_NEWER},
	    {MDB_INCOMPATIBLE, ST_FOREIGN}};

	if (is_shortage(rc))
		return ST_NOSPACE;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (known[i].rc == rc)
			return known[i].status;
	return rc < 0 ? ST_DAMAGED : ST_SYSTEM; /* what else LMDB has codes for a page has done */
}

struct store_trouble
store_trouble(const struct store *st)
{
	return st->trouble;
}

enum status
store_take_unread(struct store *st)
{
	enum status unread = st->unread;

	st->unread = ST_OK;
	return unread;
}

/* One environment, its map as large as the address space allows. */
static int
open_env(MDB_env **out, const char *dir, unsigned tables)
{
	mode_t mask = umask(007);
	int rc = ENOMEM;
	MDB_env *env;

	for (size_t map = LARGEST_MAP; (rc == ENOMEM || rc == EINVAL) && map >= SMALLEST_MAP;
	     map /= 2) {
		env = NULL;
		if ((rc = mdb_env_create(&env)) == 0 && (rc = mdb_env_set_mapsize(env, map)) == 0 &&
		    (rc = mdb_env_set_maxreaders(env, MAX_READERS)) == 0 &&
		    (rc = mdb_env_set_maxdbs(env, tables + 1)) == 0 && /* one for txn_drop */
		    (rc = mdb_env_open(env, dir, OPEN_FLAGS, FILE_MODE)) == 0)
			*out = env;
		else if (env != NULL)
			mdb_env_close(env);
	}
	umask(mask);
	return rc;
}

/* A larger map, as long as nobody looks into the old one. LMDB gives up the old map before it asks
 * for the new one and is lost when it gets none, so we ask first. */
static bool
grow_map(struct store *st)
{
	MDB_envinfo info;
	MDB_stat stat;
	size_t size;

	if (st->live > 0 || mdb_env_info(st->env, &info) != 0 || mdb_env_stat(st->env, &stat) != 0)
		return false;
	st->grow = false;
	size = datafile_larger_map(info.me_mapsize, (info.me_last_pgno + 1) * stat.ms_psize);
	if (size > 0 && mdb_env_set_mapsize(st->env, size) != 0)
		die("База в папке «%s» больше не помещается в память: запустите программу снова",
		    st->dir);
	return size > 0;
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

	assert(!st->forbidden);
	t->st = st;
	t->write = write;
	crash_set_words(CRASH_DATABASE, st->words);
	if (write && (st->trouble.broken || st->damaged)) {
		t->status = st->damaged ? ST_DAMAGED : ST_SYSTEM;
		return t;
	}
	if (write && st->grow)
		grow_map(st);
	rc = begin(st, write, &t->mdb);
	if (rc != 0) {
		t->mdb = NULL;
		t->status = status_of(rc);
		st->trouble.error = rc;
		return t;
	}
	trace("txn", write ? "write" : st->live > 0 ? "read nested" : "read");
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
	struct txn *t = st->turn != NULL ? st->turn : txn_new(st, true);

	st->turn = NULL;
	if (t->status == ST_OK && !store_in_place(st))
		txn_fail(t, ST_MOVED);
	if (t->status == ST_OK)
		txn_fail(t, st->format->may_write(t));
	return t;
}

void
store_take_turn(struct store *st)
{
	if (st->turn == NULL)
		st->turn = txn_write(st);
}

void
store_leave_turn(struct store *st)
{
	txn_abort(st->turn);
	st->turn = NULL;
}

/* Open every table; create what is missing when told so. MDB_NOTFOUND: a table is missing. The
 * handles are good once the transaction is committed. */
static int
open_tables(struct store *st, MDB_txn *mdb, bool create)
{
	const struct store_format *f = st->format;
	int rc = 0;

	for (unsigned i = 0; rc == 0 && i < f->tables; i++) {
		rc = mdb_dbi_open(mdb, f->names[i], create ? MDB_CREATE : 0, &st->dbis[i]);
		if (rc == MDB_NOTFOUND && f->partial) {
			st->dbis[i] = NO_TABLE;
			rc = 0;
		}
	}
	return rc;
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

/* Remember a failure of LMDB; true when there was none. */
static bool
check(struct txn *t, int rc)
{
	if (rc == 0)
		return true;
	if (t->write)
		rc = shortage_cause(rc, t->st->dir);
	t->st->trouble.error = rc;
	t->st->grow = t->st->grow || (t->write && rc == MDB_MAP_FULL);
	t->st->trouble.broken =
	    t->st->trouble.broken || (t->write && (rc == EIO || rc == MDB_PANIC));
	t->st->damaged = t->st->damaged || status_of(rc) == ST_DAMAGED;
	t->st->unread = t->write ? t->st->unread : status_of(rc);
	txn_fail(t, status_of(rc));
	return false;
}

void
txn_set_stop(struct txn *t, txn_stop *stop, void *context)
{
	t->stop = stop;
	t->stop_context = context;
}

/* Every call begins with it, and a commit. */
static bool
goes_on(struct txn *t)
{
	if (t->stop != NULL && ++t->calls >= CALLS_UNASKED) {
		t->calls = 0;
		if (t->stop(t->stop_context))
			txn_fail(t, ST_CANCELLED);
	}
	return t->status == ST_OK;
}

/* A commit failed. No room is an answer; any other failure leaves the disk in doubt. When it was
 * the header that could not be written, nobody knows what lies there, and LMDB begins nothing more.
 */
static enum status
why_not_written(struct store *st, enum status status)
{
	MDB_txn *probe = NULL;
	int rc = mdb_txn_begin(st->env, NULL, MDB_RDONLY, &probe);

	if (rc == 0)
		mdb_txn_abort(probe);
	st->trouble.broken = st->trouble.broken || status == ST_SYSTEM || rc == MDB_PANIC;
	return rc == MDB_PANIC ? ST_UNSURE : status;
}

enum status
txn_commit(struct txn *t)
{
	enum status status;
	int rc;

	t->calls = CALLS_UNASKED;
	if (goes_on(t) && t->write) {
		rc = mdb_txn_commit(t->mdb);
		t->mdb = NULL; /* dead, whatever commit returned */
		t->st->live--;
		if (!check(t, rc))
			t->status = why_not_written(t->st, t->status);
		/* while it was written, the file may have gone from under it */
		if (t->status == ST_OK && !store_in_place(t->st))
			t->status = ST_MOVED;
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
		if (t->write || t->st->spare != NULL) {
			mdb_txn_abort(t->mdb);
		} else {
			mdb_txn_reset(t->mdb);
			t->st->spare = t->mdb;
		}
	}
	free(t);
}

uint64_t
txn_version(const struct txn *t)
{
	return t->mdb != NULL ? mdb_txn_id(t->mdb) : 0;
}

static bool
can_ask(struct txn *t, unsigned table)
{
	return goes_on(t) && t->st->dbis[table] != NO_TABLE;
}

bool
txn_get(struct txn *t, unsigned table, struct slice key, struct slice *value)
{
	MDB_val k = val_of(key), v;
	int rc;

	if (key.len == 0 || !can_ask(t, table))
		return false;
	rc = mdb_get(t->mdb, t->st->dbis[table], &k, &v);
	if (rc == MDB_NOTFOUND || !check(t, rc))
		return false;
	*value = slice_make(v.mv_data, v.mv_size);
	return true;
}

void
txn_put(struct txn *t, unsigned table, struct slice key, struct slice value)
{
	MDB_val k = val_of(key), v = val_of(value);

	if (goes_on(t))
		check(t, mdb_put(t->mdb, t->st->dbis[table], &k, &v, 0));
}

void
txn_append(struct txn *t, unsigned table, struct slice key, struct slice value)
{
	MDB_val k = val_of(key), v = val_of(value);
	uint64_t bit = UINT64_C(1) << table;
	int rc = MDB_KEYEXIST;

	if (!goes_on(t))
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
txn_delete(struct txn *t, unsigned table, struct slice key)
{
	MDB_val k = val_of(key);
	int rc = goes_on(t) ? mdb_del(t->mdb, t->st->dbis[table], &k, NULL) : MDB_NOTFOUND;

	if (rc != MDB_NOTFOUND)
		check(t, rc);
}

void
txn_clear(struct txn *t, unsigned table)
{
	if (can_ask(t, table))
		check(t, mdb_drop(t->mdb, t->st->dbis[table], 0));
}

void
txn_drop(struct txn *t, const char *name)
{
	MDB_dbi dbi;
	int rc = t->status == ST_OK ? mdb_dbi_open(t->mdb, name, 0, &dbi) : MDB_NOTFOUND;

	if (rc != MDB_NOTFOUND && check(t, rc))
		check(t, mdb_drop(t->mdb, dbi, 1));
}

size_t
txn_count(struct txn *t, unsigned table)
{
	MDB_stat stat;
	bool told = can_ask(t, table) && check(t, mdb_stat(t->mdb, t->st->dbis[table], &stat));

	return told ? stat.ms_entries : 0;
}

struct cursor *
cursor_open(struct txn *t, unsigned table)
{
	struct cursor *c = xcalloc(1, sizeof(*c));

	c->txn = t;
	if (can_ask(t, table))
		check(t, mdb_cursor_open(t->mdb, t->st->dbis[table], &c->mdb));
	return c;
}

void
cursor_close(struct cursor *c)
{
	if (c != NULL && c->mdb != NULL)
		mdb_cursor_close(c->mdb);
	free(c);
}

bool
cursor_go(struct cursor *c, enum cursor_step step, struct slice key)
{
	static const MDB_cursor_op ops[] = {[CURSOR_FIRST] = MDB_FIRST,
	    [CURSOR_LAST] = MDB_LAST,
	    [CURSOR_NEXT] = MDB_NEXT,
	    [CURSOR_PREV] = MDB_PREV,
	    [CURSOR_SEEK] = MDB_SET_RANGE};
	MDB_val k = val_of(key), v;
	int rc;

	if (c->mdb == NULL || !goes_on(c->txn))
		return false;
	rc = mdb_cursor_get(c->mdb, &k, &v, ops[step]);
	if (rc == MDB_NOTFOUND || !check(c->txn, rc))
		return false;
	c->key = slice_make(k.mv_data, k.mv_size);
	c->value = slice_make(v.mv_data, v.mv_size);
	return true;
}

/* dir: what it is called; lies_in: where its file is as long as it is open. */
static struct store *
store_new(MDB_env *env, const char *dir, const char *lies_in, const struct store_format *format)
{
	struct store *st = xcalloc(1, sizeof(*st));

	assert(format->tables <= STORE_TABLES);
	st->env = env;
	st->format = format;
	st->trouble.dir = st->dir = xstrdup(dir);
	st->real_dir = realpath(dir, NULL);
	mdb_env_get_fd(env, &st->fd); /* fails for no environment that is open */
	fcntl(st->fd, F_SETFD, FD_CLOEXEC);
	datafile_see(&st->seen, lies_in, st->fd);
	st->words = store_error_crash_words(dir);
	mdb_env_set_assert(env, store_error_assert);
	return st;
}

struct txn *
txn_upgrade(struct store *st)
{
	struct txn *t = txn_new(st, true);

	if (txn_status(t) == ST_OK)
		check(t, open_tables(st, t->mdb, true));
	return t;
}

/* The whole of a new file, written and closed. */
static enum status
make_file(const struct datafile_nest *nest, const char *dir, const struct store_format *format,
    store_fill *fill, void *context, struct error *e)
{
	enum status status;
	struct store *st;
	struct txn *t;
	MDB_env *env = NULL;
	int rc = open_env(&env, nest->dir, format->tables);

	if (rc != 0)
		return store_error_tell_opening(dir, status_of(rc), rc, e);
	st = store_new(env, dir, nest->dir, format);
	t = txn_upgrade(st); /* which makes the tables */
	fill(context, t);
	status = txn_commit(t);
	if (status != ST_OK)
		store_explain(st, status, e);
	store_close(st);
	return status;
}

/* Check the format and open all tables; a table that an older program did not have is made. */
static enum status
open_format(struct store *st, struct error *e)
{
	struct txn *t = txn_read(st);
	enum status status = txn_status(t);
	int rc = MDB_NOTFOUND;

	if (status != ST_OK) {
		txn_abort(t);
		return store_explain(st, status, e);
	}
	/* without the first table the check finds nothing, and says so */
	mdb_dbi_open(t->mdb, st->format->names[0], 0, &st->dbis[0]);
	status = st->format->check(t, st->dir, e);
	if (status == ST_OK)
		rc = open_tables(st, t->mdb, false);
	if (rc == 0) { /* table handles are good only once their transaction is committed */
		rc = mdb_txn_commit(t->mdb);
		t->mdb = NULL;
		st->live--;
	}
	txn_abort(t);
	if (status == ST_OK && rc == MDB_NOTFOUND) {
		status = txn_commit(txn_upgrade(st));
		return status == ST_OK ? ST_OK : store_explain(st, status, e);
	}
	return status != ST_OK || rc == 0 ? status
					  : store_error_tell_opening(st->dir, status_of(rc), rc, e);
}

enum status
store_open(struct store **out, const char *dir, const struct store_format *format, struct error *e)
{
	struct store *st;
	MDB_env *env;
	off_t short_by = 0;
	enum status status = datafile_check(dir, &short_by, e);
	int rc;

	if (status != ST_OK)
		return status;
	rc = open_env(&env, dir, format->tables);
	if (rc != 0) /* no map is as long as a header that lies */
		return short_by > 0 ? store_error_tell_cut(dir, e)
				    : store_error_tell_opening(dir, status_of(rc), rc, e);
	st = store_new(env, dir, dir, format);
	store_check_readers(st);
	status = pages_check_opened(st, short_by, e);
	if (status == ST_OK)
		status = open_format(st, e);
	if (status == ST_OK)
		*out = st;
	else
		store_close(st);
	return status;
}

enum status
store_create(struct store **out, const char *dir, const struct store_format *format,
    store_fill *fill, void *context, struct error *e)
{
	struct datafile_nest nest;
	enum status status = datafile_claim(dir, &nest, e);

	if (status != ST_OK)
		return status;
	status = make_file(&nest, dir, format, fill, context, e);
	if (status == ST_OK)
		status = datafile_settle(dir, &nest, e);
	datafile_unclaim(dir, &nest, status != ST_OK);
	return status == ST_OK ? store_open(out, dir, format, e) : status;
}

void
store_close(struct store *st)
{
	if (st == NULL)
		return;
	assert(st->live == 0);
	if (st->spare != NULL)
		mdb_txn_abort(st->spare);
	mdb_env_close(st->env);
	crash_take_words(CRASH_DATABASE, st->words);
	free(st->words);
	free(st->dir);
	free(st->real_dir);
	free(st->seen.path);
	free(st);
}

const char *
store_dir(const struct store *st)
{
	return st->dir;
}

const char *
store_real_dir(const struct store *st)
{
	return st->real_dir != NULL ? st->real_dir : st->dir;
}

bool
store_in_place(const struct store *st)
{
	return datafile_is_there(&st->seen);
}

uint64_t
store_version(const struct store *st)
{
	MDB_envinfo info;

	return mdb_env_info(st->env, &info) == 0 ? info.me_last_txnid : 0;
}

void
store_forbid(struct store *st, bool forbidden)
{
	st->forbidden = forbidden;
}

void
store_check_readers(struct store *st)
{
	mdb_reader_check(st->env, NULL);
}

void
store_size(const struct store *st, struct store_size *out)
{
	MDB_envinfo info;
	struct stat file;
	MDB_stat stat;

	*out = (struct store_size){0};
	if (mdb_env_info(st->env, &info) != 0 || mdb_env_stat(st->env, &stat) != 0 ||
	    fstat(st->fd, &file) != 0)
		return;
	*out = (struct store_size){.map_bytes = info.me_mapsize,
	    .used_bytes = (info.me_last_pgno + 1) * stat.ms_psize,
	    .file_bytes = (uint64_t)file.st_size,
	    .readers = info.me_numreaders,
	    .max_readers = info.me_maxreaders};
}

enum status
store_copy_to(struct store *st, int fd)
{
	int rc = mdb_env_copyfd2(st->env, fd, MDB_CP_COMPACT);

	/* LMDB refuses to compact a file in which it once lost track of a free page; a plain copy
	 * of that is as good, only larger */
	if (rc == MDB_INCOMPATIBLE && ftruncate(fd, 0) == 0 && lseek(fd, 0, SEEK_SET) == 0)
		rc = mdb_env_copyfd2(st->env, fd, 0);
	st->trouble.error = rc;
	return rc == 0 ? ST_OK : status_of(rc);
}

const char *
store_library(void)
{
	return mdb_version(NULL, NULL, NULL);
}
