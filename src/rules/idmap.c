/* SPDX-License-Identifier: MIT
 * idmap.c - open addressing, at most half full.
 */
#include "rules/idmap.h"

#include <stdlib.h>

#include "base/die.h"

enum { FIRST_SIZE = 64, FIRST_SHIFT = 64 - 6 };

struct idmap_entry {
	uint64_t key; /* 0: free */
	uint32_t number;
};

/* Where the key stands, or the free place where it would. Ids come in rows: the upper bits of a
 * multiplication by the golden ratio spread those evenly. */
static size_t
place_of(const struct idmap *m, uint64_t key)
{
	size_t i = (size_t)(key * UINT64_C(0x9E3779B97F4A7C15) >> m->shift);

	while (m->entries[i].key != 0 && m->entries[i].key != key)
		i = (i + 1) & (m->size - 1);
	return i;
}

uint32_t
idmap_get(const struct idmap *m, uint64_t key)
{
	size_t i;

	if (m->count == 0)
		return IDMAP_NONE;
	i = place_of(m, key);
	return m->entries[i].key == key ? m->entries[i].number : IDMAP_NONE;
}

static void
grow(struct idmap *m)
{
	struct idmap old = *m;

	m->size = old.size > 0 ? old.size * 2 : FIRST_SIZE;
	m->shift = old.size > 0 ? old.shift - 1 : FIRST_SHIFT;
	m->entries = xcalloc(m->size, sizeof(*m->entries));
	for (size_t i = 0; i < old.size; i++)
		if (old.entries[i].key != 0)
			m->entries[place_of(m, old.entries[i].key)] = old.entries[i];
	free(old.entries);
}

uint32_t
idmap_add(struct idmap *m, uint64_t key, uint32_t fresh)
{
	struct idmap_entry *e;

	if (m->count * 2 >= m->size)
		grow(m);
	e = &m->entries[place_of(m, key)];
	if (e->key == 0) {
		*e = (struct idmap_entry){.key = key, .number = fresh};
		m->count++;
	}
	return e->number;
}

void
idmap_free(struct idmap *m)
{
	free(m->entries);
	*m = (struct idmap){0};
}
