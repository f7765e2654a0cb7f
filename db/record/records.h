/* SPDX-License-Identifier: MIT
 * records.h - reading records: by id, by code, by key, in order, by what they refer to.
 */
#ifndef DB_RECORDS_H
#define DB_RECORDS_H

#include "base/idset.h"
#include "db/record/tables.h"
#include "model/record.h"

/* Load a record (out is of its kind and is overwritten, id and stamp set). false when there is
 * none; a damaged image is the transaction's error ST_DAMAGED. */
bool records_get(struct txn *t, uint64_t id, struct record *out);

/* The bytes of the image in force; false when there is none. */
bool records_image(struct txn *t, enum kind kind, uint64_t id, struct slice *image);
/* Read an image into out, whose kind it is; a damaged one is the transaction's error ST_DAMAGED. */
bool records_read(struct txn *t, uint64_t id, struct slice image, struct record *out);

size_t records_count(struct txn *t, enum kind kind);

/* The id of the record with that code (kinds that have one), 0 when there is none. */
uint64_t records_find(struct txn *t, enum kind kind, struct slice code);

/* The id of the record whose key fields equal r's, 0 when there is none. */
uint64_t records_find_same(struct txn *t, const struct record *r);

/* The code of a record without loading it whole; false when there is none. */
bool records_put_code(struct txn *t, enum kind kind, uint64_t id, struct buf *out);

/* Walk ids of a kind: in the order of its list, by id, or only those whose field refers to a
 * record. */
struct walk;
struct walk *walk_sorted(struct txn *t, enum kind kind);
struct walk *walk_by_id(struct txn *t, enum kind kind);
/* In order of codes (kinds that have one). walk_code: the code of the entry given last; false when
 * it is too long for the index: then the record has it, and its place is right only by its first 64
 * bytes. */
struct walk *walk_by_code(struct txn *t, enum kind kind);
bool walk_code(const struct walk *w, struct slice *code);
struct walk *
walk_referring(struct txn *t, enum kind kind, const struct field *ref, uint64_t target);
bool walk_next(struct walk *w, uint64_t *id);
bool walk_prev(struct walk *w, uint64_t *id);
/* As walk_next, the record itself: one that cannot be read is the transaction's error, no row. */
bool walk_record(struct walk *w, struct record *out);
/* The next one that is in the set, or the one before when backward. Passing over those that are not
 * costs a third of walk_next(): a million of them are passed in some 30 ms. */
bool walk_within(struct walk *w, bool backward, const struct idset *set, uint64_t *id);
/* Start from one of the ends (the next walk_next / walk_prev gives it), or beside a place taken
 * with walk_place: bytes that stay good in later transactions, whatever was changed. walk_next then
 * gives the first entry behind the place, walk_prev the last one before it. */
void walk_to_first(struct walk *w);
void walk_to_last(struct walk *w);
void walk_to_place(struct walk *w, struct slice place);
void walk_put_place(const struct walk *w, struct buf *out); /* of the entry given last */
/* Number the records of a kind in walk_sorted order from 1, by id; those that are equal but for
 * their ids have one number, and with `letters` (of a kind sorted by texts alone) those that differ
 * in е and ё only. 0: there is none. The caller frees it; *behind is how long it is. */
uint32_t *records_ranks(struct txn *t, enum kind kind, bool letters, uint64_t *behind);
/* The place of a record in walk_sorted order. */
void walk_put_place_of(const struct record *r, struct buf *out);
void walk_close(struct walk *w);

#endif
