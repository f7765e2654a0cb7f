/* SPDX-License-Identifier: MIT
 * looks.c - colour and attributes of each style, theme by theme.
 */
#include "screens/term/looks.h"

#include <stdlib.h>
#include <string.h>

static const struct look dark[STYLE_COUNT] = {
    [STYLE_PLAIN] = {.front = LOOK_OWN, .back = LOOK_OWN},
    [STYLE_TITLE] = {.front = LOOK_WHITE, .back = LOOK_BLUE, .more = LOOK_BOLD},
    [STYLE_KEY] = {.front = LOOK_OWN, .back = LOOK_OWN, .more = LOOK_BOLD},
    [STYLE_WORD] = {.front = LOOK_BLACK, .back = LOOK_CYAN},
    [STYLE_HEADER] = {.front = LOOK_CYAN, .back = LOOK_OWN, .more = LOOK_BOLD},
    [STYLE_CURSOR] = {.front = LOOK_BLACK, .back = LOOK_CYAN},
    [STYLE_MARKED] = {.front = LOOK_YELLOW, .back = LOOK_OWN, .more = LOOK_BOLD},
    [STYLE_LABEL] = {.front = LOOK_CYAN, .back = LOOK_OWN},
    [STYLE_FIELD] = {.front = LOOK_OWN, .back = LOOK_OWN, .more = LOOK_UNDERLINE},
    [STYLE_FOCUS] = {.front = LOOK_BLACK, .back = LOOK_CYAN},
    [STYLE_GOOD] = {.front = LOOK_GREEN, .back = LOOK_OWN},
    [STYLE_BAD] = {.front = LOOK_RED, .back = LOOK_OWN, .more = LOOK_BOLD},
    [STYLE_WARNING] = {.front = LOOK_YELLOW, .back = LOOK_OWN},
    [STYLE_FAINT] = {.front = LOOK_OWN, .back = LOOK_OWN, .more = LOOK_DIM},
    [STYLE_STRONG] = {.front = LOOK_OWN, .back = LOOK_OWN, .more = LOOK_BOLD},
    [STYLE_FRAME] = {.front = LOOK_CYAN, .back = LOOK_OWN},
};

static const struct look light[STYLE_COUNT] = {
    [STYLE_PLAIN] = {.front = LOOK_OWN, .back = LOOK_OWN},
    [STYLE_TITLE] = {.front = LOOK_WHITE, .back = LOOK_BLUE, .more = LOOK_BOLD},
    [STYLE_KEY] = {.front = LOOK_OWN, .back = LOOK_OWN, .more = LOOK_BOLD},
    [STYLE_WORD] = {.front = LOOK_WHITE, .back = LOOK_BLUE},
    [STYLE_HEADER] = {.front = LOOK_BLUE, .back = LOOK_OWN, .more = LOOK_BOLD},
    [STYLE_CURSOR] = {.front = LOOK_WHITE, .back = LOOK_BLUE},
    [STYLE_MARKED] = {.front = LOOK_MAGENTA, .back = LOOK_OWN, .more = LOOK_BOLD},
    [STYLE_LABEL] = {.front = LOOK_BLUE, .back = LOOK_OWN},
    [STYLE_FIELD] = {.front = LOOK_OWN, .back = LOOK_OWN, .more = LOOK_UNDERLINE},
    [STYLE_FOCUS] = {.front = LOOK_WHITE, .back = LOOK_BLUE},
    [STYLE_GOOD] = {.front = LOOK_GREEN, .back = LOOK_OWN, .more = LOOK_BOLD},
    [STYLE_BAD] = {.front = LOOK_RED, .back = LOOK_OWN, .more = LOOK_BOLD},
    [STYLE_WARNING] = {.front = LOOK_MAGENTA, .back = LOOK_OWN},
    [STYLE_FAINT] = {.front = LOOK_OWN, .back = LOOK_OWN, .more = LOOK_DIM},
    [STYLE_STRONG] = {.front = LOOK_OWN, .back = LOOK_OWN, .more = LOOK_BOLD},
    [STYLE_FRAME] = {.front = LOOK_BLUE, .back = LOOK_OWN},
};

/* Read on black and on white alike: the terminal's own letters, and of the colours those that are
 * neither bright nor dark. */
static const struct look either[STYLE_COUNT] = {
    [STYLE_PLAIN] = {.front = LOOK_OWN, .back = LOOK_OWN},
    [STYLE_TITLE] = {.front = LOOK_WHITE, .back = LOOK_BLUE, .more = LOOK_BOLD},
    [STYLE_KEY] = {.front = LOOK_OWN, .back = LOOK_OWN, .more = LOOK_BOLD},
    [STYLE_WORD] = {.front = LOOK_BLACK, .back = LOOK_CYAN},
    [STYLE_HEADER] = {.front = LOOK_OWN, .back = LOOK_OWN, .more = LOOK_BOLD},
    [STYLE_CURSOR] = {.front = LOOK_BLACK, .back = LOOK_CYAN},
    [STYLE_MARKED] = {.front = LOOK_MAGENTA, .back = LOOK_OWN, .more = LOOK_BOLD},
    [STYLE_LABEL] = {.front = LOOK_OWN, .back = LOOK_OWN},
    [STYLE_FIELD] = {.front = LOOK_OWN, .back = LOOK_OWN, .more = LOOK_UNDERLINE},
    [STYLE_FOCUS] = {.front = LOOK_BLACK, .back = LOOK_CYAN},
    [STYLE_GOOD] = {.front = LOOK_GREEN, .back = LOOK_OWN},
    [STYLE_BAD] = {.front = LOOK_RED, .back = LOOK_OWN, .more = LOOK_BOLD},
    [STYLE_WARNING] = {.front = LOOK_MAGENTA, .back = LOOK_OWN},
    [STYLE_FAINT] = {.front = LOOK_OWN, .back = LOOK_OWN},
    [STYLE_STRONG] = {.front = LOOK_OWN, .back = LOOK_OWN, .more = LOOK_BOLD},
    [STYLE_FRAME] = {.front = LOOK_OWN, .back = LOOK_OWN},
};

static const struct look mono[STYLE_COUNT] = {
    [STYLE_FRAME] = {.front = LOOK_OWN, .back = LOOK_OWN},
    [STYLE_FAINT] = {.front = LOOK_OWN, .back = LOOK_OWN},
    [STYLE_GOOD] = {.front = LOOK_OWN, .back = LOOK_OWN},
    [STYLE_LABEL] = {.front = LOOK_OWN, .back = LOOK_OWN},
    [STYLE_PLAIN] = {.front = LOOK_OWN, .back = LOOK_OWN},
    [STYLE_TITLE] = {.front = LOOK_OWN, .back = LOOK_OWN, .more = LOOK_REVERSE},
    [STYLE_KEY] = {.front = LOOK_OWN, .back = LOOK_OWN, .more = LOOK_BOLD},
    [STYLE_WORD] = {.front = LOOK_OWN, .back = LOOK_OWN, .more = LOOK_REVERSE},
    [STYLE_HEADER] = {.front = LOOK_OWN, .back = LOOK_OWN, .more = LOOK_BOLD},
    [STYLE_CURSOR] = {.front = LOOK_OWN, .back = LOOK_OWN, .more = LOOK_REVERSE},
    [STYLE_MARKED] = {.front = LOOK_OWN, .back = LOOK_OWN, .more = LOOK_BOLD},
    [STYLE_FIELD] = {.front = LOOK_OWN, .back = LOOK_OWN, .more = LOOK_UNDERLINE},
    [STYLE_FOCUS] = {.front = LOOK_OWN, .back = LOOK_OWN, .more = LOOK_REVERSE},
    [STYLE_BAD] = {.front = LOOK_OWN, .back = LOOK_OWN, .more = LOOK_BOLD},
    [STYLE_WARNING] = {.front = LOOK_OWN, .back = LOOK_OWN, .more = LOOK_BOLD},
    [STYLE_STRONG] = {.front = LOOK_OWN, .back = LOOK_OWN, .more = LOOK_BOLD},
};

const char *const ui_theme_ids[THEMES] = {[THEME_TERMINAL] = "terminal",
    [THEME_DARK] = "dark",
    [THEME_LIGHT] = "light",
    [THEME_MONO] = "mono"};

const struct look *
looks_of(enum ui_theme theme, enum keys_background background)
{
	if (theme == THEME_MONO)
		return mono;
	if (theme == THEME_DARK || (theme == THEME_TERMINAL && background == BACKGROUND_DARK))
		return dark;
	if (theme == THEME_LIGHT || background == BACKGROUND_LIGHT)
		return light;
	return either;
}

bool
looks_told(bool has_colours, enum ui_theme *theme)
{
	const char *no_color = getenv("NO_COLOR"), *wished = getenv("METODAKTIV_THEME");
	bool told = false;

	for (int i = 0; wished != NULL && i < THEMES; i++)
		if (strcmp(wished, ui_theme_ids[i]) == 0) {
			*theme = (enum ui_theme)i;
			told = true;
		}
	if (!has_colours || (no_color != NULL && *no_color != '\0')) {
		*theme = THEME_MONO;
		told = true;
	}
	return told;
}

bool
looks_may_ask(enum ui_theme theme)
{
	const char *term = getenv("TERM");

	return theme == THEME_TERMINAL && term != NULL && strncmp(term, "linux", 5) != 0 &&
	    strncmp(term, "vt", 2) != 0;
}
