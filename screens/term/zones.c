/* SPDX-License-Identifier: MIT
 * zones.c - what a click stands for.
 */
#include "screens/term/zones.h"

static void
add(struct zones *z, struct zone zone)
{
	if (z->count < ZONES)
		z->items[z->count++] = zone;
}

void
zones_add(struct zones *z, int row, int column, int columns, enum zone_is is, int n)
{
	add(z, (struct zone){.row = row, .column = column, .columns = columns, .is = is, .n = n});
}

void
zones_add_spot(struct zones *z, int row, int column, int columns, int n, int line)
{
	add(z,
	    (struct zone){.row = row,
		.column = column,
		.columns = columns,
		.is = ZONE_SPOT,
		.n = n,
		.line = line});
}

void
zones_clear(struct zones *z)
{
	z->count = 0;
}

const struct zone *
zones_at(const struct zones *z, int row, int column)
{
	for (size_t i = z->count; i > 0; i--) {
		const struct zone *at = &z->items[i - 1];

		if (at->row == row && column >= at->column && column < at->column + at->columns)
			return at;
	}
	return NULL;
}
