/* SPDX-License-Identifier: MIT
 * words.h - the dictionary: every word of a kind's records, and which records have it.
 *
 * A word is what stands between blanks in the text for search of a record (db/record/search.h).
 * Those of the naming fields stand apart from all others. Words are made of the records and change
 * in their transaction, a save writing only those that came or went.
 *
 * TABLE_WORDS has under the kind's number and
 *   00, a word   a block of words from this one on, up to the next block's
 *   01, a word   the same of naming fields
 *   02, number (4 bytes), part (8)   ids of a word that has many: of [part, part + 1) *
 *                WORDS_PART. 'a': 2 bytes each, little-endian, how far from the part's start, or
 *                'b': a bit each, the first the lowest of the first byte
 * The word of a key is cut behind the letter that tells it from the word before; the first block of
 * a kind has none. A block is
 *   4 bytes      how long the words are, big-endian
 *   the words    in order of memcmp(), each with a blank (02) before and behind it
 *   their ids    of each word: how many, rising (the first, then what each is more than the one
 *                before, seven bits to a byte, the low ones first, the top bit when more follow);
 *                or 00 and the number (4 bytes) its ids stand under
 * so that a part of any word is found by one pass over letters alone.
 *
 * Organisations 1 and 300 of "школа", 2 of "сад":
 *   00 00 00 0B  02 58 47 4B 02 5F 51 55 52 47 02  01 02  02 01 AB 02
 */
#ifndef DB_WORDS_H
#define DB_WORDS_H

#include "base/idset.h"
#include "db/record/tables.h"

enum { WORDS_PART = 508 * 64, WORDS_NAMES_END = 0x01 };

/* The words of a text for search, in its order: {.text = it} at first. One that is there several
 * times is given each time. */
struct words_walk {
	struct slice text;
	bool others; /* the naming fields have ended */
};
bool words_next(struct words_walk *w, struct slice *word);

/* Add the records that have a word with the sought part in it (in their naming fields); a blank at
 * either end of the part is the word's own end. A malformed block is ST_DAMAGED. */
void
words_find(struct txn *t, enum kind kind, struct slice part, bool names_only, struct idset *out);

/* Every word with every record that has it; returns how many rows of the table that took. false:
 * something in them is malformed or out of order. */
typedef void words_fn(void *context, bool names, struct slice word, uint64_t id);
bool words_each(struct txn *t, enum kind kind, words_fn *fn, void *context, size_t *rows);

/* Words that come and go, gathered and then written together. */
struct words_change;
struct words_change *words_change_new(struct txn *t);
/* The text for search of a record: the one it had (is: false), the one it has. */
void
words_change_put(struct words_change *w, enum kind kind, uint64_t id, struct slice text, bool is);
void words_change_write(struct words_change *w);
void words_change_free(struct words_change *w); /* NULL is fine */

#endif
