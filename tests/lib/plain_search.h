/* SPDX-License-Identifier: MIT
 * plain_search.h - searching as it is defined: every word typed is looked for in the text of every
 * record and in the names of what it refers to. The reference for the dictionary.
 */
#ifndef TESTS_LIB_PLAIN_SEARCH_H
#define TESTS_LIB_PLAIN_SEARCH_H

#include "db/record/search.h"

/* All texts, as the transaction sees them. */
struct plain_search;
struct plain_search *plain_search_new(struct txn *t);
void plain_search_free(struct plain_search *p);

/* As search_words(). */
bool plain_search_words(
    const struct plain_search *p, enum kind kind, struct slice query, struct idset *out);

/* Append what somebody may type who looks for some record: parts of words of it or of what it
 * refers to, figures and marks among them, or words no record has. Nothing when there are no
 * records. */
void plain_search_type(const struct plain_search *p, enum kind kind, struct buf *out);

/* So many typed queries of each kind, answered by both; fails the test when they differ. Returns
 * how many found something. */
size_t plain_search_compare(struct txn *t, size_t queries);

#endif
