/* SPDX-License-Identifier: MIT
 * arena.c - a list of blocks, filled from the newest.
 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"

enum { FIRST_BLOCK = 512, LARGEST_BLOCK = 64 * 1024 };

struct arena_block {
	struct arena_block *next;
	size_t used, size;
	alignas(max_align_t) char bytes[];
};

static struct arena_block *
block_for(struct arena *a, size_t size)
{
	struct arena_block *b = a->blocks;
	size_t grown = b == NULL ? FIRST_BLOCK : b->size * 2;

	if (b != NULL && b->size - b->used >= size)
		return b;
	if (grown > LARGEST_BLOCK)
		grown = LARGEST_BLOCK;
	if (grown < size)
		grown = size;
	b = xmalloc(sizeof(*b) + grown);
	*b = (struct arena_block){.next = a->blocks, .size = grown};
	a->blocks = b;
	return b;
}

void *
arena_alloc(struct arena *a, size_t size)
{
	size_t rounded = (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
	struct arena_block *b = block_for(a, rounded);
	void *p = b->bytes + b->used;

	b->used += rounded;
	memset(p, 0, rounded);
	return p;
}

char *
arena_strndup(struct arena *a, const char *s, size_t len)
{
	char *copy = arena_alloc(a, len + 1);

	if (len > 0)
		memcpy(copy, s, len);
	return copy;
}

char *
arena_strdup(struct arena *a, const char *s)
{
	return arena_strndup(a, s, strlen(s));
}

void
arena_clear(struct arena *a)
{
	struct arena_block *keep = a->blocks, *b, *next;

	if (keep == NULL)
		return;
	for (b = keep->next; b != NULL; b = next) {
		next = b->next;
		free(b);
	}
	keep->next = NULL;
	keep->used = 0;
}

void
arena_free(struct arena *a)
{
	arena_clear(a);
	free(a->blocks);
	a->blocks = NULL;
}
