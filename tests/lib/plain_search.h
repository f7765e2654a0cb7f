/* SPDX-License-Identifier: MIT
 * plain_search.h - searching as it is defined: every word typed is looked for in the text of every
 * record and in the names of what it refers to. The reference for the dictionary.
 */
#ifndef TESTS_LIB_PLAIN_SEARCH_H
#define TESTS_LIB_PLAIN_SEARCH_H

#include "db/record/search.h"

/* So many typed queries of each kind, answered by both; fails the test when they differ. Returns
 * how many found something. */
size_t plain_search_compare(struct txn *t, size_t queries);

#endif
