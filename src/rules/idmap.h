/* SPDX-License-Identifier: MIT
 * idmap.h - numbers by key, for passes over many rows: an open table that is never emptied. Pure.
 */
#ifndef RULES_IDMAP_H
#define RULES_IDMAP_H

#include <stddef.h>
#include <stdint.h>

enum { IDMAP_NONE = 0xFFFFFFFF };

/* {0} is an empty one. */
struct idmap {
	struct idmap_entry *entries;
	size_t count, size; /* size: 0 or a power of two */
	unsigned shift;     /* 64 less its exponent */
};

/* The number of a key, IDMAP_NONE when it has none. Keys are not 0. */
uint32_t idmap_get(const struct idmap *m, uint64_t key);
/* The number of a key, which becomes `fresh` when it has none yet. */
uint32_t idmap_add(struct idmap *m, uint64_t key, uint32_t fresh);
void idmap_free(struct idmap *m);

#endif
