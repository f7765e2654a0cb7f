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
	const struct zone *at = zones_at(ui_zones(ui), m.row, m.column);
	struct mouse_means means = {0};

	if (m.did != MOUSE_CLICKED)
		return keys(m.did == MOUSE_WHEEL_UP ? K_ARROW_UP : K_ARROW_DOWN, WHEEL_ROWS);
	if (at == NULL)
		return means;
	if (at->is == ZONE_ROW || at->is == ZONE_LINE) {
		means = keys(at->n < 0 ? K_ARROW_UP : K_ARROW_DOWN, at->n < 0 ? -at->n : at->n);
		means.opens = at->is == ZONE_LINE || at->n == 0;
		return means;
	}
	means.is = at->is;
	means.n = at->n;
	means.press =
	    (struct press){.spot = at->n, .line = at->line, .column = m.column - at->column};
	return means;
}
