/* SPDX-License-Identifier: MIT
 * pending.h - a change while it is built: shared by change.c, which gathers, and commit.c, which
 * writes.
 */
#ifndef DB_PENDING_H
#define DB_PENDING_H

#include "db/record/change.h"
#include "db/record/keylist.h"

/* What is to become of one record. */
struct pending {
	uint64_t id, stamp; /* stamp: of the image that is replaced or removed */
	size_t body, text;  /* where they start in change.bodies and change.texts */
	size_t first_key;   /* in change.keys */
	uint32_t body_len, text_len, pairs;
	uint32_t order; /* a later one of the same record counts */
	uint8_t kind, nkeys;
	bool removed;
	bool forgotten; /* and so are its earlier images */
};

/* A value of another table. */
struct pending_raw {
	enum table table;
	size_t key, value; /* in change.values */
	size_t key_len, value_len;
	bool removed;
};

struct change {
	struct store *store;
	struct txn
	    *look; /* ids are given as it sees the counters; NULL: a transaction of its own */
	struct actor actor;
	char *operation, *reason;
	uint64_t undoes;
	bool note;           /* a row of the journal although nothing is staged */
	change_guard *guard; /* NULL: none */
	void *guard_context;
	change_check *check; /* NULL: none */
	void *check_context;
	txn_stop *stop; /* NULL: none */
	void *stop_context;
	bool only_try;
	uint64_t first_new[KIND_COUNT]; /* the counter found in the store; 0: not asked for yet */
	uint64_t next[KIND_COUNT];
	struct buf bodies, texts; /* of all records, as they are stored and for searching */
	struct buf values;        /* keys and values of raw rows */
	struct keylist keys;
	struct pending *staged;
	size_t count, size;
	struct pending_raw *raws;
	size_t nraws;
};

/* Made by the change itself. */
static inline bool
pending_is_new(const struct change *c, const struct pending *s)
{
	return s->id >= c->first_new[s->kind] && s->id < c->next[s->kind];
}

#endif
