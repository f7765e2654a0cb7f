/* SPDX-License-Identifier: MIT
 * search.h - finding records by words typed, over any number of them.
 *
 * Beside each record stands its text as people compare it (base/compare.h: texts, codes, lists,
 * choices' words), packed 64 records to a block, so that a million records are scanned in
 * milliseconds. A word matches a record whose own text contains it, or which refers (directly) to a
 * record whose naming fields contain it.
 */
#ifndef DB_SEARCH_H
#define DB_SEARCH_H

#include "base/idset.h"
#include "db/record/tables.h"
#include "model/record.h"

/* Records of the kind in which every blank-separated word of the query is found, in any order, as
 * compare_put_query() takes it. A query without a letter or figure finds everything, said by false;
 * true: out is filled. */
bool search_words(struct txn *t, enum kind kind, struct slice query, struct idset *out);

/* Append the text of a record as it is stored for searching: the naming fields, 01, then all
 * others, each as compare_put_sought() makes it. References and numbers have no text. */
void search_put_text(struct buf *b, const struct record *r);

/*
 * A block holds the texts of 64 ids in a row, each with 00 behind it, up to the last that is not
 * empty. It stands in TABLE_SEARCH under its kind and its number (id / 64).
 */
enum { SEARCH_BLOCK = 64 };

/* Replace texts of one block; those with data == NULL stay as they are, empty ones go away. */
void search_store_block(
    struct txn *t, enum kind kind, uint64_t block, const struct slice texts[SEARCH_BLOCK]);

/* The stored text of a record; empty when there is none. */
struct slice search_stored(struct txn *t, enum kind kind, uint64_t id);

#endif
