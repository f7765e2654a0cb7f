/* SPDX-License-Identifier: MIT
 * zones.c - what a click stands for.
 */
#include "screens/term/zones.h"

void
zones_add(struct zones *z, int row, int column, int columns, enum zone_is is, int n)
{
	if (z->count < ZONES)
		z->items[z->count++] = (struct zone){
		    .row = row, .column = column, .columns = columns, .is = is, .n = n};
}

void
zones_clear(struct zones *z)
{
	z->count = 0;
}

enum zone_is
zones_at(const struct zones *z, int row, int column, int *n)
{
	for (size_t i = z->count; i > 0; i--) {
		const struct zone *at = &z->items[i - 1];

		if (at->row == row && column >= at->column && column < at->column + at->columns) {
			*n = at->n;
			return at->is;
		}
	}
	return ZONE_NOTHING;
}
