/* SPDX-License-Identifier: MIT
 * idset.c - a bit for every id up to the largest.
 */
#include "base/idset.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"

bool
idset_has(const struct idset *s, uint64_t id)
{
	return id / 64 < s->nwords && (s->words[id / 64] >> id % 64 & 1) != 0;
}

/* Make room for the word of that number. */
static void
idset_reach(struct idset *s, uint64_t word)
{
	size_t n = s->nwords > 0 ? s->nwords : 64;

	if (word < s->nwords)
		return;
	while (n <= word)
		n *= 2;
	s->words = xrealloc(s->words, n * sizeof(*s->words));
	memset(s->words + s->nwords, 0, (n - s->nwords) * sizeof(*s->words));
	s->nwords = n;
}

void
idset_add_bits(struct idset *s, uint64_t word, uint64_t bits)
{
	idset_reach(s, word);
	s->count += (size_t)__builtin_popcountll(bits & ~s->words[word]);
	s->words[word] |= bits;
}

void
idset_add(struct idset *s, uint64_t id)
{
	uint64_t bit = UINT64_C(1) << id % 64;

	idset_reach(s, id / 64);
	s->count += (s->words[id / 64] & bit) == 0;
	s->words[id / 64] |= bit;
}

void
idset_free(struct idset *s)
{
	free(s->words);
	*s = (struct idset){0};
}

void
idset_intersect(struct idset *s, const struct idset *other)
{
	s->count = 0;
	for (size_t i = 0; i < s->nwords; i++) {
		s->words[i] &= i < other->nwords ? other->words[i] : 0;
		s->count += (size_t)__builtin_popcountll(s->words[i]);
	}
}

void
idset_toggle(struct idset *s, uint64_t id)
{
	if (idset_has(s, id)) {
		s->words[id / 64] &= ~(UINT64_C(1) << id % 64);
		s->count--;
	} else {
		idset_add(s, id);
	}
}

bool
idset_next(const struct idset *s, uint64_t *id)
{
	size_t word = (size_t)(*id / 64);
	uint64_t bits = word < s->nwords ? s->words[word] & (UINT64_MAX << (*id % 64)) : 0;

	while (bits == 0 && ++word < s->nwords)
		bits = s->words[word];
	if (bits == 0)
		return false;
	*id = (uint64_t)word * 64 + (uint64_t)__builtin_ctzll(bits);
	return true;
}

uint64_t *
idset_ids(const struct idset *s)
{
	uint64_t *ids = xcalloc(s->count + 1, sizeof(*ids)), id = 0;

	for (size_t n = 0; idset_next(s, &id); id++)
		ids[n++] = id;
	return ids;
}
