/* SPDX-License-Identifier: MIT
 * looks.h - how each style looks in a theme; no terminal needed.
 */
#ifndef SCREENS_LOOKS_H
#define SCREENS_LOOKS_H

#include "screens/term/keys.h"
#include "screens/term/ui.h"

/* By the numbers every terminal has for the eight colours. */
enum look_colour {
	LOOK_OWN = -1, /* the terminal's */
	LOOK_BLACK,
	LOOK_RED,
	LOOK_GREEN,
	LOOK_YELLOW,
	LOOK_BLUE,
	LOOK_MAGENTA,
	LOOK_CYAN,
	LOOK_WHITE
};

enum look_more { LOOK_BOLD = 1, LOOK_UNDERLINE = 2, LOOK_DIM = 4, LOOK_REVERSE = 8 };

struct look {
	short front, back; /* enum look_colour */
	unsigned more;     /* bits of enum look_more */
};

/* STYLE_COUNT of them. The terminal's theme follows its background. */
const struct look *looks_of(enum ui_theme theme, enum keys_background background);

/* Does the environment say which (METODAKTIV_THEME, NO_COLOR), or has the terminal no colours? */
bool looks_told(bool has_colours, enum ui_theme *theme);
/* Is this terminal one to be asked for its background? The Linux console and serial terminals have
 * no such answer, and old ones would print the question. */
bool looks_may_ask(enum ui_theme theme);

#endif
