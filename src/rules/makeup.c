/* SPDX-License-Identifier: MIT
 * makeup.c - people counted into every pair of parts, and into sketches.
 */
#include "rules/makeup.h"

#include <stdlib.h>

#include "base/die.h"
#include "rules/relations.h"

void
makeup_begin(struct makeup *m, size_t parts)
{
	*m = (struct makeup){.parts = parts,
	    .common = xcalloc(parts * parts, sizeof(*m->common)),
	    .sketches = xcalloc(parts * relations_width(parts), sizeof(*m->sketches))};
}

void
makeup_free(struct makeup *m)
{
	free(m->common);
	free(m->sketches);
}

void
makeup_add(struct makeup *m, uint64_t person, const uint32_t *parts, size_t count)
{
	const size_t width = relations_width(m->parts);

	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < count; j++)
			m->common[parts[i] * m->parts + parts[j]]++;
	for (size_t n = 0; n < width; n++) {
		const uint32_t number = relations_number(person, n);

		for (size_t i = 0; i < count; i++) {
			uint32_t *sum = &m->sketches[parts[i] * width + n];

			*sum = (uint32_t)(((uint64_t)*sum + number) % RELATIONS_PRIME);
		}
	}
}
