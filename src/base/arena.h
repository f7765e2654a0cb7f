/* SPDX-License-Identifier: MIT
 * arena.h - many small allocations, freed in one call.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena_block;

/* {0} is an empty arena; nothing is allocated until it is used. */
struct arena {
	struct arena_block *blocks;
};

/* Aligned for any object; zeroed. Lives until arena_clear or arena_free. */
void *arena_alloc(struct arena *a, size_t size);
/* A NUL-terminated copy of len bytes. */
char *arena_strndup(struct arena *a, const char *s, size_t len);
char *arena_strdup(struct arena *a, const char *s);
void arena_clear(struct arena *a); /* keeps one block for the next use */
void arena_free(struct arena *a);  /* leaves an empty, usable arena */

#endif
