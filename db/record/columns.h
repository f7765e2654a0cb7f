/* SPDX-License-Identifier: MIT
 * columns.h - the numbers of a kind's records, packed column by column beside them.
 *
 * TABLE_COLUMNS holds under kind and number (key_put_block) what COLUMNS_BLOCK ids in a row have in
 * their fields of fixed width: dates, choices, references, numbers, yes/no. Whoever filters, sorts
 * or counts a whole kind reads one field of 128 records at a time and decodes no record. Blocks are
 * made of the records and change in their transaction.
 *
 * A block, little-endian:
 *   01 'l' count 00   version of the layout and order of bytes; how many columns
 *   16 bytes          a bit for each id that has a record: of byte 0 the lowest is the first id's
 *   2 bytes a column  the field's number; how wide its values are: 1, 2, 4 or 8 bytes
 *   the columns       COLUMNS_BLOCK signed values each; the least of its width says "empty"
 * Columns stand in the order of their numbers, each as narrow as its values allow, none that is
 * empty altogether. So the same records always give the same bytes. Whatever is an integer or yes
 * in a record is a column, whether this program knows the field or a newer one has written it.
 *
 * Organisations 1 and 2 of the third type, 2 closed on 2026-05-31 (day 20604 = 507C):
 *   01 6C 02 00  06 00.. (16)  03 01  07 02
 *   80 03 03 80 80..(128)  0080 0080 7C50 0080..(128 of two bytes)
 */
#ifndef DB_COLUMNS_H
#define DB_COLUMNS_H

#include "db/record/tables.h"

enum { COLUMNS_BLOCK = 128, COLUMNS_WORDS = COLUMNS_BLOCK / 64 };

/* A block as it is read. */
struct columns {
	uint64_t first;                /* the id at place 0 */
	uint64_t there[COLUMNS_WORDS]; /* which places have a record */
	unsigned count;
	const unsigned char *heads, *values;
};

/* Take a block apart; false: it is malformed. */
bool columns_read(struct columns *out, uint64_t block, struct slice bytes);
/* The values of a field of fixed width, `empty` where there is none (and where there is no record).
 */
void columns_get(
    const struct columns *c, const struct field *f, int64_t empty, int64_t out[COLUMNS_BLOCK]);

/* The same of fields whose values are days, choices, yes/no or ids of records, which fit: half the
 * memory to go over. A value that does not fit is empty. */
void columns_get32(
    const struct columns *c, const struct field *f, int32_t empty, int32_t out[COLUMNS_BLOCK]);

static inline bool
columns_has(const struct columns *c, unsigned place)
{
	return c->there[place / 64] >> place % 64 & 1;
}

/* All blocks of a kind in order of ids; a malformed one is the transaction's error ST_DAMAGED and
 * ends them. Closed before the transaction. */
struct columns_scan;
struct columns_scan *columns_scan_open(struct txn *t, enum kind kind);
bool columns_scan_next(struct columns_scan *s, struct columns *out);
void columns_scan_close(struct columns_scan *s);

/* The values of a field by id, into out[0 .. behind); `empty` as columns_get() has it. */
void columns_read_field(struct txn *t, enum kind kind, const struct field *f, int64_t empty,
    int64_t *out, uint64_t behind);

/* The stored bytes of a block; empty when none of its records is there. */
struct slice columns_stored(struct txn *t, enum kind kind, uint64_t block);

/* A block being made or changed. */
struct columns_maker;
struct columns_maker *columns_maker_new(void);
void columns_maker_free(struct columns_maker *m); /* NULL is fine */
/* Begin with what a stored block says, or with nothing (empty bytes). false: it is malformed. */
bool columns_maker_start(struct columns_maker *m, struct slice stored);
/* The record at a place has this body (pairs as codec_put_body() gives them), or is gone. */
void columns_maker_put(struct columns_maker *m, unsigned place, struct slice body);
void columns_maker_remove(struct columns_maker *m, unsigned place);
/* Append the block; nothing when no record is left in it. */
void columns_maker_write(const struct columns_maker *m, struct buf *out);
/* The same, in its place in the table. */
void
columns_maker_store(const struct columns_maker *m, struct txn *t, enum kind kind, uint64_t block);

/* The first block not before *block that has a record of the kind; false behind the last one, and
 * when the transaction has failed. */
bool columns_next_block(struct txn *t, enum kind kind, uint64_t *block);

/* Make the block anew of the records, as the stored one should be. false: an image cannot be read.
 */
bool columns_of_records(struct columns_maker *m, struct txn *t, enum kind kind, uint64_t block);

#endif
