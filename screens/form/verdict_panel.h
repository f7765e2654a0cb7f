/* SPDX-License-Identifier: MIT
 * verdict_panel.h - clause by clause: done, not done, does not apply, no data.
 */
#ifndef SCREENS_VERDICT_PANEL_H
#define SCREENS_VERDICT_PANEL_H

#include "rules/eligibility.h"
#include "screens/term/ui.h"

/* How the state of a must is shown. */
struct verdict_look {
	const char *sign;
	enum style style;
};
const struct verdict_look *verdict_look(enum must_state state);

/* In the place given; returns the rows it took. */
int
verdict_draw(struct ui *ui, int row, int rows, int column, int columns, const struct verdict *v);

/* The same in one line: "✓ 1 · ✗ 1 · ? 1 · оснований 2 → не соответствует". */
void verdict_draw_line(
    struct ui *ui, int row, int column, int columns, const struct verdict *v, const char *more);

#endif
