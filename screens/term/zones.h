/* SPDX-License-Identifier: MIT
 * zones.h - what a click stands for, place by place: told by whoever draws there, for one frame.
 */
#ifndef SCREENS_ZONES_H
#define SCREENS_ZONES_H

#include <stddef.h>

enum zone_is {
	ZONE_NOTHING,
	ZONE_ROW,     /* of a list; n: so many rows below the cursor's (above: negative) */
	ZONE_HEADING, /* n: number of the column */
	ZONE_ACTION   /* n: the action */
};

enum { ZONES = 256 };

struct zones {
	size_t count;
	struct zone {
		int row, column, columns;
		enum zone_is is;
		int n;
	} items[ZONES];
};

/* One row high. What has no room any more cannot be clicked. */
void zones_add(struct zones *z, int row, int column, int columns, enum zone_is is, int n);
/* What was drawn so far lies below a window now. */
void zones_clear(struct zones *z);
/* Of those told last. */
enum zone_is zones_at(const struct zones *z, int row, int column, int *n);

#endif
