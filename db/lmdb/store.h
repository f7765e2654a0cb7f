/* SPDX-License-Identifier: MIT
 * store.h - the environment and its transactions: the one door to LMDB.
 *
 * Rules kept here, each from a defect met (docs/architecture.md): default durability always; one
 * environment a process, never used after fork; a transaction is never open while the program waits
 * for a key or writes to a terminal, pipe or file; a handle is dead after commit whatever commit
 * returned; after a failed sync nothing is written any more.
 */
#ifndef DB_STORE_H
#define DB_STORE_H

#include "base/buf.h"
#include "base/reason.h"
#include "base/status.h"

struct store;
struct txn;
struct MDB_cursor;
struct cursor { /* read by the functions below alone */
	struct slice key, value;
	struct txn *txn;
	struct MDB_cursor *mdb;
};

enum { STORE_TABLES = 64 }; /* the most tables a database has */

/* What a database holds is told by who opens it: the door knows no record. */
struct store_format {
	const char *const *names; /* of the tables, which are then called by their place here */
	unsigned tables;
	bool partial; /* a table that is missing is not made when the store is opened, and is empty
		       */
	/* Is it ours, and may we work on it? Only table 0 can be read. dir is for the sentence. */
	enum status (*check)(struct txn *t, const char *dir, struct error *e);
	/* Asked as each write transaction begins, for the program may have been replaced while it
	 * runs: may we still write? Else what the transaction fails with. */
	enum status (*may_write)(struct txn *t);
};

/* Puts the first rows of a new database; an error is t's. */
typedef void store_fill(void *context, struct txn *t);

/* Make a new environment in dir (absent or empty: newfolder_take) with what fill puts there, and
 * open it. It comes into its place whole, by one rename: nothing is left behind when it fails, and
 * nothing in the way when it is killed. */
enum status store_create(struct store **out, const char *dir, const struct store_format *format,
    store_fill *fill, void *context, struct error *e);

/* Open the environment in dir; tables an older program did not have are made. format outlives the
 * store. Errors, each with what to do: ST_NODB, ST_DAMAGED, ST_FOREIGN, ST_NEWER, ST_NETWORK,
 * ST_SYSTEM (rights), and what the format's check says. */
enum status
store_open(struct store **out, const char *dir, const struct store_format *format, struct error *e);
void store_close(struct store *st); /* NULL is fine */

const char *store_dir(const struct store *st);
/* The same without links, as it was when it was opened. */
const char *store_real_dir(const struct store *st);

/* Is the data file that is open still the one of that name? false when it was replaced or removed,
 * or its folder was: what is written then is lost. Costs a stat(); txn_write() and txn_commit()
 * ask, and fail with ST_MOVED. */
bool store_in_place(const struct store *st);

/* What stands behind a failure, for the sentences below. */
struct store_trouble {
	const char *dir; /* the store's */
	bool broken;     /* a write to the disk failed: none is tried any more */
	int error;       /* errno of the last failure, or LMDB's own code */
};
struct store_trouble store_trouble(const struct store *st);

/* Was something not read since this was last asked, though whoever read it may have taken it for
 * absent? ST_OK: no. */
enum status store_take_unread(struct store *st);

/* The sentence for a failed transaction: what happened to the store and what to do. Returns why. */
enum status store_explain(const struct store *st, enum status why, struct error *e);

/* The same for a deed, told in words ("ничего не записано"), that was not done; or of which that
 * cannot be said, for the disk did not take the last of it (ST_UNSURE). */
enum status store_not_done(const struct store *st, enum status why, struct error *e,
    const char *what, ...) __attribute__((format(printf, 4, 5)));

/* The same in a few words, to end a sentence with: why the system refused where it did, else the
 * general meaning of why. */
struct reason store_reason(const struct store *st, enum status why);

/* Number of the last committed transaction, by any process; costs nothing, needs no transaction. */
uint64_t store_version(const struct store *st);

/* While forbidden, beginning a transaction is a defect and aborts the program: what only draws does
 * not read. */
void store_forbid(struct store *st, bool forbidden);

/* Forget readers of dead processes; the loop calls it once a minute. */
void store_check_readers(struct store *st);

struct store_size {
	uint64_t map_bytes, used_bytes, file_bytes;
	unsigned readers, max_readers;
};
void store_size(const struct store *st, struct store_size *out);

/* A consistent copy, compacted, into an empty file open for writing; db/lmdb/copy.h makes the file.
 * store_reason() has the words for what went wrong. */
enum status store_copy_to(struct store *st, int fd);

/* Transactions. An error sticks: after the first one every call does nothing and txn_commit returns
 * it. txn_read cannot fail visibly; gets then find nothing and txn_status tells. */
struct txn *txn_read(struct store *st);
struct txn *txn_write(struct store *st);
/* One that changes the format: may_write() is not asked, and tables that are missing are made. When
 * it fails the store is good for nothing but closing. */
struct txn *txn_upgrade(struct store *st);
/* A deed that plans upon what it has read, and finds when it writes that others have written
 * meanwhile, begins anew. After STORE_TRIES it takes its turn before it reads: the write
 * transaction begins here, nobody else writes, and the next txn_write() is that one. Until then
 * nothing is said to a terminal, pipe or file. store_leave_turn() when all is done; without a turn
 * it is fine. */
enum { STORE_TRIES = 3 };
void store_take_turn(struct store *st);
void store_leave_turn(struct store *st);
/* for (unsigned tries = 0; it was stale && store_next_try(st, &tries);) ...: counts the tries
 * begun, takes the turn for the last; false: it has been had. */
static inline bool
store_next_try(struct store *st, unsigned *tries)
{
	if (*tries == STORE_TRIES)
		store_take_turn(st);
	return (*tries)++ <= STORE_TRIES;
}
enum status txn_status(const struct txn *t);
enum status
txn_fail(struct txn *t, enum status st); /* make st the sticky error unless there is one */
/* Somebody may give up a long transaction: asked every thousand calls and before the commit, true
 * fails it with ST_CANCELLED. Says nothing to a terminal, pipe or file. */
typedef bool txn_stop(void *context);
void txn_set_stop(struct txn *t, txn_stop *stop, void *context);
enum status txn_commit(struct txn *t);     /* frees t; what came first of the errors */
void txn_abort(struct txn *t);             /* frees t; NULL is fine */
uint64_t txn_version(const struct txn *t); /* the snapshot it sees */

/* Borrowed bytes stay valid until the transaction ends or (in a write transaction) the next put. */
bool txn_get(struct txn *t, unsigned table, struct slice key, struct slice *value);
void txn_put(struct txn *t, unsigned table, struct slice key, struct slice value);
/* As txn_put for a key behind all keys of the table: fast bulk load; any other key is put as usual.
 */
void txn_append(struct txn *t, unsigned table, struct slice key, struct slice value);
void txn_delete(struct txn *t, unsigned table, struct slice key); /* absent is fine */
void txn_clear(struct txn *t, unsigned table);                    /* take away all entries */
/* Take away a table that has none of the format's names; absent is fine. */
void txn_drop(struct txn *t, const char *name);
size_t txn_count(struct txn *t, unsigned table); /* entries, O(1) */

/* Cursors; closed before their transaction ends. Each move returns false at the end. */
struct cursor *cursor_open(struct txn *t, unsigned table);
void cursor_close(struct cursor *c);
enum cursor_step { CURSOR_FIRST, CURSOR_LAST, CURSOR_NEXT, CURSOR_PREV, CURSOR_SEEK };
bool cursor_go(struct cursor *c, enum cursor_step step, struct slice key); /* key: of CURSOR_SEEK */

static inline bool
cursor_first(struct cursor *c)
{
	return cursor_go(c, CURSOR_FIRST, (struct slice){0});
}

static inline bool
cursor_last(struct cursor *c)
{
	return cursor_go(c, CURSOR_LAST, (struct slice){0});
}

static inline bool
cursor_next(struct cursor *c)
{
	return cursor_go(c, CURSOR_NEXT, (struct slice){0});
}

static inline bool
cursor_prev(struct cursor *c)
{
	return cursor_go(c, CURSOR_PREV, (struct slice){0});
}

/* To the first entry >= key. */
static inline bool
cursor_seek(struct cursor *c, struct slice key)
{
	return cursor_go(c, key.len == 0 ? CURSOR_FIRST : CURSOR_SEEK, key);
}

static inline struct slice
cursor_key(const struct cursor *c)
{
	return c->key;
}

static inline struct slice
cursor_value(const struct cursor *c)
{
	return c->value;
}

/* LMDB's version, for --version. */
const char *store_library(void);

#endif
