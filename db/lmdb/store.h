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
#include "model/entity.h"

struct store;
struct txn;
struct cursor;

enum table {
	TABLE_META,    /* schema, features, profile versions, counters */
	TABLE_INDEX,   /* db/key.h: composite, order-preserving keys -> nothing */
	TABLE_SEARCH,  /* db/search.h: blocks of folded text */
	TABLE_HISTORY, /* kind, id, stamp -> superseded image */
	TABLE_JOURNAL, /* sequence -> who, when, what, hash of the row before */
	TABLE_DRAFT,
	TABLE_ACCOUNT,
	TABLE_FACTS,   /* db/facts.h: what the indicators read, packed in blocks */
	TABLE_RECORDS, /* one per kind follows: id -> current image */
	TABLE_COUNT = TABLE_RECORDS + KIND_COUNT
};

static inline enum table
table_of(enum kind kind)
{
	return (enum table)(TABLE_RECORDS + kind);
}

/* Make a new, empty environment in dir (made with its parents, mode 2770). Refuses a folder that
 * holds one already. Nothing is left behind when it fails. */
enum status store_create(struct store **out, const char *dir, struct error *e);

/* Open the environment in dir. Errors, each with what to do: ST_NODB, ST_DAMAGED, ST_FOREIGN,
 * ST_NEWER, ST_NETWORK, ST_SYSTEM (rights). */
enum status store_open(struct store **out, const char *dir, struct error *e);
void store_close(struct store *st); /* NULL is fine */

const char *store_dir(const struct store *st);

/* The sentence for a failed transaction: what happened to the store and what to do. Returns why. */
enum status store_explain(const struct store *st, enum status why, struct error *e);

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

/* A consistent copy into a new file (mdb_env_copy2, compacting). The file must not exist. */
enum status store_copy(struct store *st, const char *file, struct error *e);

/* Read the data file once from end to end, so that whole-table work finds it in memory. */
void store_warm(struct store *st);

/* Transactions. An error sticks: after the first one every call does nothing and txn_commit returns
 * it. txn_read cannot fail visibly; gets then find nothing and txn_status tells. */
struct txn *txn_read(struct store *st);
struct txn *txn_write(struct store *st);
enum status txn_status(const struct txn *t);
enum status
txn_fail(struct txn *t, enum status st);   /* make st the sticky error unless there is one */
enum status txn_commit(struct txn *t);     /* frees t; what came first of the errors */
void txn_abort(struct txn *t);             /* frees t; NULL is fine */
uint64_t txn_version(const struct txn *t); /* the snapshot it sees */

/* Borrowed bytes stay valid until the transaction ends or (in a write transaction) the next put. */
bool txn_get(struct txn *t, enum table table, struct slice key, struct slice *value);
void txn_put(struct txn *t, enum table table, struct slice key, struct slice value);
/* As txn_put for a key behind all keys of the table: fast bulk load; any other key is put as usual.
 */
void txn_append(struct txn *t, enum table table, struct slice key, struct slice value);
void txn_delete(struct txn *t, enum table table, struct slice key); /* absent is fine */
size_t txn_count(struct txn *t, enum table table);                  /* entries, O(1) */

/* Cursors; closed before their transaction ends. Each move returns false at the end. */
struct cursor *cursor_open(struct txn *t, enum table table);
void cursor_close(struct cursor *c);
bool cursor_seek(struct cursor *c, struct slice key); /* the first entry >= key */
bool cursor_first(struct cursor *c);
bool cursor_last(struct cursor *c);
bool cursor_next(struct cursor *c);
bool cursor_prev(struct cursor *c);
struct slice cursor_key(const struct cursor *c);
struct slice cursor_value(const struct cursor *c);

/* LMDB's version, for --version. */
const char *store_library(void);

#endif
