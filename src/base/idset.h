/* SPDX-License-Identifier: MIT
 * idset.h - a set of ids: found, referred to, marked, counted. Ids are small and close together, so
 * it is a bit for each; a million records take 125 kB.
 */
#ifndef BASE_IDSET_H
#define BASE_IDSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* {0} is empty. */
struct idset {
	uint64_t *words; /* bit i of word w: the id w * 64 + i */
	size_t nwords, count;
};

bool idset_has(const struct idset *s, uint64_t id);
void idset_add(struct idset *s, uint64_t id);
/* Add ids word * 64 + i for every bit i. */
void idset_add_bits(struct idset *s, uint64_t word, uint64_t bits);
/* Take it out if it is there, else add it. */
void idset_toggle(struct idset *s, uint64_t id);
/* Keep in s only what is in other as well. */
void idset_intersect(struct idset *s, const struct idset *other);
/* The first member >= *id; false behind the last. */
bool idset_next(const struct idset *s, uint64_t *id);
/* All s->count of them, rising; the caller frees. */
uint64_t *idset_ids(const struct idset *s);
void idset_free(struct idset *s);

#endif
