/* SPDX-License-Identifier: MIT
 * key.h - the keys of TABLE_INDEX: composite, in order, nothing as value.
 *
 * A key is the kind (a byte), the index (a byte), the index's parts, and the record's id (8 bytes,
 * big-endian), so that keys of one record never meet another's. memcmp() is their order.
 *
 *   KEY_UNIQUE     the key fields (code, or what takes its place). A text of up to 64 bytes stands
 *                  as it is with 00 behind it; a longer one by its first 64 bytes, 01, and the
 *                  BLAKE2b-128 of the whole. Person 7 with code P1:
 *                    01 00 'P' '1' 00  00 00 00 00 00 00 00 07
 *   KEY_ORDER      the fields a list is sorted by. Texts by compare_put_order(), each with 01
 *                  behind it; after all parts a byte for each е (01) and ё (02) of them, and 00.
 *                  Person 7, Ёж Ян:
 *                    01 01 4C 4D 01 66 54 01 01  02 00  00 00 00 00 00 00 00 07
 *   KEY_REF + n    field number n refers to a record: its id, 8 bytes. Person 7 of organisation 3:
 *                    01 46  00 00 00 00 00 00 00 03  00 00 00 00 00 00 00 07
 *
 * Other parts: a date as 4 bytes with the sign bit turned over (no date first), a number as 8 bytes
 * plus one (no number first), a choice and yes/no as a byte, a reference as 8 bytes. A choice in
 * the town's own word has the byte's top bit set in the unique key, and the word behind it.
 *
 * The kind byte is the kind's number (struct entity), not its place in kinds.def.
 */
#ifndef DB_KEY_H
#define DB_KEY_H

#include "model/record.h"

enum { KEY_UNIQUE = 0, KEY_ORDER = 1, KEY_REF = 0x40 };
enum { KEY_HEAD = 2, KEY_ID = 8, KEY_MAX = 511 };

/* One key inside a buf. */
struct key_span {
	size_t at, len;
};
enum { KEYS_MAX = 16 }; /* the unique one, the order, and references: no kind has more than 14 */

/* Append all index keys of a record, one behind the other; spans tells them apart. Returns how
 * many. */
size_t key_put_all(struct buf *b, const struct record *r, struct key_span spans[KEYS_MAX]);

/* The start of all keys of an index. */
void key_put_index(struct buf *b, enum kind kind, int index);
/* The start of a record's unique key: everything before the id. */
void key_put_unique(struct buf *b, const struct record *r);
/* The same for kinds whose key is a code. */
void key_put_code(struct buf *b, enum kind kind, struct slice code);
/* The whole order key. */
void key_put_order(struct buf *b, const struct record *r);
/* What an order key sorts by: all but the id; letters: nor whether they are е or ё, of a kind that
 * is sorted by texts alone. */
struct slice key_sorted_by(struct slice key, bool letters);
/* The start of the keys of records of `kind` whose field refers to target. */
void key_put_ref(struct buf *b, enum kind kind, const struct field *ref, uint64_t target);

/* The key of a record in its table (its id), of its history (kind, id, stamp), of a block of
 * columns. */
void key_put_id(struct buf *b, uint64_t id);
void key_put_history(struct buf *b, enum kind kind, uint64_t id, uint64_t stamp);
void key_put_block(struct buf *b, enum kind kind, uint64_t block);
/* A key of the history taken apart; false, and nothing is set: it is none, or of a kind that this
 * program does not know. */
bool key_read_history(struct slice key, enum kind *kind, uint64_t *id, uint64_t *stamp);

/* The kind at the start of a key of the index, the history, the words or the columns; KIND_COUNT
 * when this program knows none of that number, or the key is empty. */
enum kind key_kind(struct slice key);

/* The start of all keys of a kind in the history, the words and the columns. */
void key_put_kind(struct buf *b, enum kind kind);

/* The record's id at the end of an index key, and the id referred to in a reference key; 0 when the
 * key is too short to have one. */
uint64_t key_id(struct slice key);
uint64_t key_target(struct slice key);

#endif
