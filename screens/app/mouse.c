/* SPDX-License-Identifier: MIT
 * mouse.c - what the mouse stands for.
 */
#include "screens/app/mouse.h"

enum { WHEEL_ROWS = 3 };

static struct mouse_means
keys(enum key_code code, int times)
{
	return (struct mouse_means){.key = {.code = code}, .times = times};
}

struct mouse_means
mouse_means(struct ui *ui, const struct key *key)
{
	struct mouse m = ui_mouse_of(key);
	int n = 0;
	enum zone_is is = zones_at(ui_zones(ui), m.row, m.column, &n);

	if (m.did != MOUSE_CLICKED)
		return keys(m.did == MOUSE_WHEEL_UP ? K_ARROW_UP : K_ARROW_DOWN, WHEEL_ROWS);
	if (is != ZONE_ROW)
		return (struct mouse_means){.is = is, .n = n};
	if (n == 0)
		return keys(K_ENTER, 1);
	return keys(n < 0 ? K_ARROW_UP : K_ARROW_DOWN, n < 0 ? -n : n);
}
