/* SPDX-License-Identifier: MIT
 * search.h - finding records by words typed, over any number of them.
 *
 * A record's text for search is what people would look for it by (texts, codes, lists, choices'
 * words) as they compare it (base/compare.h); its words stand in a dictionary (db/record/words.h).
 * A word typed matches a record whose own text contains it, or which refers (directly) to a record
 * whose naming fields contain it.
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

/* Append the text of a record: the naming fields, 01, then all others, each as compare_put_sought()
 * makes it. References and numbers have no text. */
void search_put_text(struct buf *b, const struct record *r);

#endif
