/* SPDX-License-Identifier: MIT
 * ui.h - the terminal: cells out, keys in. The one door to curses.
 *
 * Screens know styles (what a thing means), never colours; they draw the whole of themselves each
 * time and curses sends the difference. Text from the database goes through ui_put(), which escapes
 * what a terminal must not be sent.
 */
#ifndef SCREENS_UI_H
#define SCREENS_UI_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/status.h"
#include "screens/term/zones.h"

struct ui;

enum style {
	STYLE_PLAIN,
	STYLE_TITLE,  /* the bar on top */
	STYLE_KEY,    /* key names in the footer */
	STYLE_WORD,   /* their words */
	STYLE_HEADER, /* column headings */
	STYLE_CURSOR, /* the row the cursor is on */
	STYLE_MARKED,
	STYLE_LABEL,
	STYLE_FIELD, /* an input field */
	STYLE_FOCUS, /* the one being typed in */
	STYLE_GOOD,
	STYLE_BAD,
	STYLE_WARNING,
	STYLE_FAINT,
	STYLE_STRONG,
	STYLE_FRAME,
	STYLE_COUNT
};

/* Full size; below it the loop shows a notice and screens are not drawn. */
enum { UI_ROWS = 24, UI_COLUMNS = 80 };

/* Colours: as the terminal's background wants them (asked of it; until it has said, and where it
 * does not say, such as can be read on both), or as somebody wants them. */
enum ui_theme { THEME_TERMINAL, THEME_DARK, THEME_LIGHT, THEME_MONO, THEMES };
extern const char *const ui_theme_ids[THEMES]; /* "terminal", "dark", "light", "mono" */

/* Take the terminal: UTF-8 forced, fallbacks for an unknown TERM, bracketed paste on, every known
 * function-key sequence decoded, NO_COLOR and METODAKTIV_THEME obeyed.
 * ST_SYSTEM with a sentence when there is no terminal that can place a cursor. */
enum status ui_open(struct ui **out, struct error *e);
void ui_close(struct ui *ui); /* gives the terminal back; NULL is fine */
const char *ui_library(void); /* version of curses */

/* METODAKTIV_THEME and NO_COLOR are obeyed before; false: they are, and nothing has changed. */
bool ui_set_theme(struct ui *ui, enum ui_theme theme);
enum ui_theme ui_theme(const struct ui *ui);

void ui_size(const struct ui *ui, int *rows, int *columns);
/* Without colours, or with no marks beyond Cyrillic: pictures are drawn with plain characters. */
bool ui_is_plain(const struct ui *ui);

void ui_begin(struct ui *ui); /* a frame: everything blank */
/* Put text in exactly `width` columns from (row, column): cut with … or padded with blanks; width
 * 0: as long as it is, up to the edge. Returns the columns used. Outside the screen nothing is
 * drawn. */
int ui_put(struct ui *ui, int row, int column, int width, enum style style, const char *text);
int ui_printf(struct ui *ui, int row, int column, int width, enum style style, const char *format,
    ...) __attribute__((format(printf, 6, 7)));
void ui_fill(struct ui *ui, int row, int column, int rows, int columns, enum style style);
/* A frame with a title in its upper edge; the inside is blanked. */
void ui_box(struct ui *ui, int row, int column, int rows, int columns, const char *title);
void ui_rule(struct ui *ui, int row, int column, int columns);  /* horizontal line */
void ui_vertical(struct ui *ui, int row, int column, int rows); /* vertical line */
void
ui_scrollbar(struct ui *ui, int row, int column, int rows, size_t first, size_t shown, size_t all);
bool ui_is_blank(const struct ui *ui, int row); /* nothing was drawn in it in this frame */
void
ui_cursor(struct ui *ui, int row, int column); /* where the real cursor shall stand: on the focus */
/* Send the frame; false when it is dropped, because more has been typed or the terminal has not yet
 * taken the one before: draw again after the next key, K_NOTHING included. Never blocks. */
bool ui_end(struct ui *ui);
/* Ask the terminal to put a text on its clipboard (OSC 52): it may decline, and says nothing.
 * false: longer than terminals take. */
bool ui_copy(struct ui *ui, struct slice text);
void ui_ring(struct ui *ui); /* the bell, with the next frame */
/* Give a text to the printer of the terminal (media copy), then draw everything anew, for one that
 * has none may have shown it instead. ui_can_print: what is known of the terminal speaks of one. */
void ui_print(struct ui *ui, struct slice text);
bool ui_can_print(const struct ui *ui);
void ui_redraw(struct ui *ui); /* everything anew at the next frame (Ctrl-L) */

/* Keys. */
enum key_code {
	K_NOTHING, /* the time passed, or the terminal has room for a frame again */
	K_CLOSED,  /* the terminal is gone, or SIGHUP or SIGTERM came: save and leave */
	K_RESIZED,
	K_CHARACTER, /* ch */
	K_PASTED,    /* ui_pasted(): bracketed paste, controls and all */
	K_BROKEN,    /* a byte that is not UTF-8 */
	K_CONTROL,   /* ch: the Latin letter, 'a' to 'z' */
	K_ENTER,
	K_NEW_LINE, /* a line feed into a text: Ctrl-J (ch 0), which is Enter elsewhere; Alt-Enter
		       (ch 1), which elsewhere is an Esc and an Enter behind it */
	K_TAB,
	K_BACKTAB,
	K_ESCAPE,
	K_BACK, /* backspace */
	K_DELETE,
	K_INSERT,
	K_ARROW_UP,
	K_ARROW_DOWN,
	K_ARROW_LEFT,
	K_ARROW_RIGHT,
	K_PAGE_UP,
	K_PAGE_DOWN,
	K_TO_START,
	K_TO_END,
	K_FUNCTION, /* ch: 1 to 12; Esc and a digit mean the same, Esc 0 is F10 */
	K_MOUSE,    /* ui_mouse_of() */
	K_UNKNOWN
};

struct key {
	enum key_code code;
	uint32_t ch;
};

/* What K_MOUSE tells, and where: rows and columns from 0. */
enum mouse_did { MOUSE_CLICKED, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN };
struct mouse {
	enum mouse_did did;
	int row, column;
};
struct key mouse_key(struct mouse m);
struct mouse ui_mouse_of(const struct key *key);
/* Ask the terminal to tell of the mouse, or not any more: what is selected with it is ours then. */
void ui_set_mouse(struct ui *ui, bool on);
bool ui_mouse(const struct ui *ui);
/* What clicks stand for in the frame that is drawn. */
struct zones *ui_zones(struct ui *ui);

/* Wait at most that long (-1: for ever) for a key. */
struct key ui_key(struct ui *ui, int milliseconds);
bool ui_waiting(struct ui *ui);              /* more input is there already */
struct slice ui_pasted(const struct ui *ui); /* until the next ui_key */

/* For screens/widget/form.c and screens/widget/menu.c alone: the curses window of the whole screen.
 */
void *ui_window(struct ui *ui);
int ui_attributes(const struct ui *ui, enum style style); /* as curses' attribute bits */

#endif
