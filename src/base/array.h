/* SPDX-License-Identifier: MIT
 * array.h - an array that grows: items, how many there are, and for how many there is room.
 */
#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

#include "base/die.h"

enum { ARRAY_FIRST = 16 };

/* There is room for one more behind it; {NULL, 0, 0} is an empty one. All three are evaluated
 * several times. */
#define ARRAY_ROOM(items, count, room)                                                             \
	do {                                                                                       \
		if ((count) == (room)) {                                                           \
			(room) = (room)*2 + ARRAY_FIRST;                                           \
			(items) = xrealloc((items), (room) * sizeof(*(items)));                    \
		}                                                                                  \
	} while (0)

#endif
