/* SPDX-License-Identifier: MIT
 * selection.c - the records somebody has marked.
 */
#include "screens/widget/selection.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"

/* Where the id is, or would be. */
static size_t
place_of(const struct selection *m, uint64_t id)
{
	size_t low = 0, high = m->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (m->ids[middle] < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool
selection_has(const struct selection *m, uint64_t id)
{
	size_t at = place_of(m, id);

	return at < m->count && m->ids[at] == id;
}

static void
reserve(struct selection *m, size_t count)
{
	if (count <= m->room)
		return;
	m->room = count > m->room * 2 ? count : m->room * 2;
	m->ids = xrealloc(m->ids, m->room * sizeof(*m->ids));
}

void
selection_toggle(struct selection *m, uint64_t id)
{
	size_t at = place_of(m, id);

	if (at < m->count && m->ids[at] == id) {
		m->count--;
		memmove(m->ids + at, m->ids + at + 1, (m->count - at) * sizeof(*m->ids));
		return;
	}
	reserve(m, m->count + 1);
	memmove(m->ids + at + 1, m->ids + at, (m->count - at) * sizeof(*m->ids));
	m->ids[at] = id;
	m->count++;
}

static int
by_id(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

/* Put both sets in a row, sort, and keep one of each pair of equals (or none of it). */
static void
merge(struct selection *m, const uint64_t *ids, size_t n, bool keep_pairs)
{
	size_t out = 0, all = m->count + n;

	if (n == 0)
		return;
	reserve(m, all);
	memcpy(m->ids + m->count, ids, n * sizeof(*ids));
	qsort(m->ids, all, sizeof(*m->ids), by_id);
	for (size_t i = 0; i < all; i++) {
		bool pair = i + 1 < all && m->ids[i] == m->ids[i + 1];

		if (!pair || keep_pairs)
			m->ids[out++] = m->ids[i];
		i += pair;
	}
	m->count = out;
}

void
selection_add(struct selection *m, const uint64_t *ids, size_t n)
{
	merge(m, ids, n, true);
}

void
selection_invert(struct selection *m, const uint64_t *ids, size_t n)
{
	merge(m, ids, n, false);
}

void
selection_clear(struct selection *m)
{
	free(m->ids);
	*m = (struct selection){.count = 0};
}
