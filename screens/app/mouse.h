/* SPDX-License-Identifier: MIT
 * mouse.h - what the mouse stands for: keys of the keyboard, an action of the footer, a heading.
 */
#ifndef SCREENS_MOUSE_H
#define SCREENS_MOUSE_H

#include "screens/term/ui.h"

struct mouse_means {
	struct key key; /* to be taken so many times, then Enter if it opens */
	int times;
	bool opens;
	enum zone_is is; /* ZONE_ACTION, ZONE_HEADING: which, in n; ZONE_SPOT */
	int n;
	struct press press; /* ZONE_SPOT: what the screen is told */
};

/* A click takes the row it is on, one on the cursor's row opens it, and so does any in a menu; the
 * wheel moves the cursor. */
struct mouse_means mouse_means(struct ui *ui, const struct key *key);

#endif
