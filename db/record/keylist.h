/* SPDX-License-Identifier: MIT
 * keylist.h - many index keys gathered and sorted in memory, so that they are put in order.
 */
#ifndef DB_KEYLIST_H
#define DB_KEYLIST_H

#include "base/buf.h"

struct listed_key {
	uint64_t lead; /* bytes 2 to 9, big-endian: most comparisons end here */
	size_t at;     /* in bytes */
	uint16_t head; /* bytes 0 and 1: kind and index */
	uint32_t len;  /* 0: taken back */
};

struct keylist {
	struct buf bytes;
	struct listed_key *keys;
	size_t count, size;
};

/* A key of the db/record/key.h kind, so of at least 10 bytes. */
void keylist_add(struct keylist *l, struct slice key);
/* The same for a key that was appended to l->bytes already. */
void keylist_add_here(struct keylist *l, size_t at, size_t len);
struct slice keylist_key(const struct keylist *l, size_t i);
/* Leave out the keys taken back and bring the others into memcmp() order. */
void keylist_sort(struct keylist *l);
void keylist_free(struct keylist *l);

#endif
