/* SPDX-License-Identifier: MIT
 * zones.h - what a click stands for, place by place: told by whoever draws there, for one frame.
 */
#ifndef SCREENS_ZONES_H
#define SCREENS_ZONES_H

#include <stddef.h>

enum zone_is {
	ZONE_NOTHING,
	ZONE_ROW,     /* of a list; n: so many rows below the cursor's (above: negative) */
	ZONE_LINE,    /* of a menu: as ZONE_ROW, and taken at once */
	ZONE_HEADING, /* n: number of the column */
	ZONE_ACTION,  /* n: the action */
	ZONE_SPOT     /* of the screen that drew it: n is its own affair */
};

/* A click on a spot: which, in which row and column of it, from 0. */
struct press {
	int spot, line, column;
};

enum { ZONES = 256 };

struct zones {
	size_t count;
	struct zone {
		int row, column, columns;
		enum zone_is is;
		int n;
		int line; /* ZONE_SPOT of several rows: which of them */
	} items[ZONES];
};

/* One row high. What has no room any more cannot be clicked. */
void zones_add(struct zones *z, int row, int column, int columns, enum zone_is is, int n);
/* ZONE_SPOT. */
void zones_add_spot(struct zones *z, int row, int column, int columns, int n, int line);
/* What was drawn so far lies below a window now. */
void zones_clear(struct zones *z);
/* Of those told last; NULL: a click there stands for nothing. */
const struct zone *zones_at(const struct zones *z, int row, int column);

#endif
