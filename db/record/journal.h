/* SPDX-License-Identifier: MIT
 * journal.h - who did what, when, by which way in and why; chained by BLAKE2b hashes.
 *
 * Row: CBOR map with the texts below, counts per kind, the touched records when they are few
 * (JOURNAL_TOUCHED), the sum of the hashes of all images written, and the hash of the row before.
 * The hash of a row is that of the hash before it and the row's bytes, so the last one vouches for
 * all. The sum does not depend on the order of the images: whoever has all images of an operation,
 * in whatever order, can add them up again. A row of an operation that changed an account or a rule
 * has the sum of what stands there since (db/record/standing.h).
 *
 * The identity tells a database and its copies from all others: random, in the first row (in that
 * of the upgrade where the format had none) and in TABLE_META. The hash of the last row stands in
 * TABLE_META, too, so that a changed last row is found.
 */
#ifndef DB_JOURNAL_H
#define DB_JOURNAL_H

#include "db/record/actor.h"
#include "db/record/tables.h"

enum { JOURNAL_TOUCHED = 256, JOURNAL_HASH = 32, JOURNAL_IDENTITY = 16 };
enum { JOURNAL_STEP = 3600 }; /* s by which a clock may be set back without being told */

struct journal_touched {
	enum kind kind;
	uint64_t id;
	char how; /* '+' new, '*' changed, '-' removed */
};

struct journal_row {
	uint64_t sequence; /* = stamp of the images it wrote */
	int64_t time;      /* seconds since 1970 */
	const char *account, *via, *operation, *reason;
	const char *os_user, *fingerprint, *address; /* "" in rows of programs before */
	uint64_t undoes;                             /* the operation this one takes back, 0 */
	uint32_t counts[KIND_COUNT];
	size_t total;
	/* NULL in a row that was read when there are more than JOURNAL_TOUCHED; in one being
	 * written room for so many */
	struct journal_touched *touched;
	size_t ntouched;
	unsigned char previous[JOURNAL_HASH], images[JOURNAL_HASH], hash[JOURNAL_HASH];
	bool turns;              /* being written: its time lies before that of the row before */
	bool identifies, stands; /* the row has what follows */
	unsigned char identity[JOURNAL_IDENTITY], standing[JOURNAL_HASH];
	struct arena arena; /* owns the texts */
};

/* All texts "". */
static inline struct journal_row
journal_empty_row(uint64_t sequence)
{
	return (struct journal_row){.sequence = sequence,
	    .account = "",
	    .via = "",
	    .operation = "",
	    .reason = "",
	    .os_user = "",
	    .fingerprint = "",
	    .address = ""};
}

uint64_t journal_last(struct txn *t); /* 0 when empty */
/* Grows with every operation that changes a record, an account or the rules: what stands there is
 * the same while this number is. Rows that are no change (change_note) and drafts leave it as it
 * is. */
uint64_t journal_changes(struct txn *t);
bool
journal_get(struct txn *t, uint64_t sequence, struct journal_row *out); /* then journal_row_free */
void journal_row_free(struct journal_row *row);

/* Which database this is, and up to where: the last operation that changed something. */
struct journal_state {
	bool has_identity; /* an older format may have none */
	unsigned char identity[JOURNAL_IDENTITY], head[JOURNAL_HASH];
	uint64_t sequence; /* 0: no operation yet, the head is empty */
};
void journal_state(struct txn *t, struct journal_state *out);
/* The identity and the hash of the last row as they stand in TABLE_META; false: there is none. */
bool journal_identity(struct txn *t, unsigned char identity[JOURNAL_IDENTITY]);
bool journal_head(struct txn *t, unsigned char head[JOURNAL_HASH]);

/* By how many seconds the clock stands before the last row, when that is more than JOURNAL_STEP,
 * else 0: it is wrong now, or it was when that row was written. */
int64_t journal_clock_behind(struct txn *t);

/* Append what the operation is ("save", "login"), reading no more of its row than that; false:
 * there is none of that number. For those who choose among many rows. */
bool journal_operation(struct txn *t, uint64_t sequence, struct buf *out);

/* When an operation was; INT64_MIN when there was none of that number. */
int64_t journal_time(struct txn *t, uint64_t sequence);

/* The first of the rows up to `sequence` among which the clock was never set back: their times grow
 * with their numbers. `sequence` itself where the database does not say. */
uint64_t journal_run(struct txn *t, uint64_t sequence);
/* What journal_run() goes by ("turns" in TABLE_META) is derived from the rows: is it what they say?
 * Let the next row written find it anew. */
bool journal_turns_are_right(struct txn *t);
void journal_forget_turns(struct txn *t);

/* For change.c: the row now being written is no change. */
void journal_add_note(struct txn *t);

/* Who does it, into a row. */
void journal_sign_row(struct journal_row *row, const struct actor *actor);

/* For those who write an operation: give the row its number, its time and the hash of the row
 * before it, and an identity where the database has none yet; false: t has failed. Then, when all
 * that the operation does is in t, append it. */
bool journal_start_row(struct txn *t, struct journal_row *row);
/* An image that the operation writes: '+', '*' or '-' as in struct journal_touched. */
void journal_count_image(
    struct journal_row *row, enum kind kind, uint64_t id, char how, struct slice image);
void journal_write_row(struct txn *t, const struct journal_row *row);

/* For those who check rows. */
void journal_hash_row(
    const unsigned char previous[JOURNAL_HASH], struct slice row, unsigned char hash[JOURNAL_HASH]);
/* BLAKE2b-256 of kind (a byte), id (8 bytes, big-endian) and image; of an image that was erased the
 * hash that it had. */
void journal_hash_image(
    enum kind kind, uint64_t id, struct slice image, unsigned char hash[JOURNAL_HASH]);
/* sum += that hash, modulo 2^256. */
void
journal_add_image(unsigned char sum[JOURNAL_HASH], enum kind kind, uint64_t id, struct slice image);

#endif
