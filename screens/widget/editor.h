/* SPDX-License-Identifier: MIT
 * editor.h - a small editor for texts of paragraphs. No curses: it holds text, cursor and the
 * wrapped lines of a given width; screens draw the lines.
 */
#ifndef SCREENS_EDITOR_H
#define SCREENS_EDITOR_H

#include "base/status.h"
#include "screens/term/typed.h"
#include "screens/term/ui.h"

struct editor;

enum { EDITOR_LINE = 255 }; /* characters of a search, a name, a date */

/* limit: characters the text may have. one_line: Enter, Tab and line feeds are not text. */
struct editor *editor_new(size_t limit, bool one_line);
void editor_free(struct editor *ed); /* NULL is fine */

/* Put a text in; the cursor goes to its end, what can be undone is forgotten. */
void editor_set(struct editor *ed, const char *text);
/* The whole text is shown selected: what is typed next takes its place, an arrow keeps it. */
void editor_select(struct editor *ed);
/* The cursor to a byte of the text. */
void editor_place(struct editor *ed, size_t at);
const char *editor_text(const struct editor *ed); /* until the next change */

/* Columns the text is wrapped to, and rows of its window (for PgUp and PgDn). Both at least 1. */
void editor_resize(struct editor *ed, int columns, int rows);

/* The wrapped lines; there is always at least one. The slice holds no line feed. */
size_t editor_lines(const struct editor *ed);
struct slice editor_line(const struct editor *ed, size_t i);
size_t editor_top(const struct editor *ed); /* the first line to be shown: the cursor is visible */
/* Where the cursor is: line, column, and the whole text's characters. */
void editor_cursor(const struct editor *ed, size_t *line, int *column);
size_t editor_count(const struct editor *ed);

enum edited {
	EDIT_PASSED, /* the key means nothing here */
	EDIT_MOVED,
	EDIT_CHANGED,
	EDIT_REFUSED /* e says why */
};

/* Characters, Enter, BackSpace, Del, arrows, Home, End, PgUp, PgDn; Ctrl-A and Ctrl-X: begin and
 * end of the text; Ctrl-W: the word before the cursor, Ctrl-K: to the end of the line, Ctrl-U: the
 * line; Ctrl-B and Ctrl-F: word left and right. Up in the first line and Down in the last are
 * passed. */
enum edited editor_key(struct editor *ed, const struct key *key, struct error *e);

/* Insert a paste at the cursor as far as the limit allows; *what tells what was changed. Returns
 * characters inserted. */
size_t editor_paste(struct editor *ed, struct slice text, struct cleaned *what);

/* Does the key take the place of a text that is selected: a character, a paste, BackSpace, Del? */
bool editor_key_replaces(const struct key *key);

/* As editor_key, and K_PASTED too, which brought `pasted`; Ctrl-Z and Ctrl-Y go back and forth
 * along what was typed so since the text was put in. */
enum edited
editor_type(struct editor *ed, const struct key *key, struct slice pasted, struct error *e);

enum field_look {
	FIELD_AT_REST,
	FIELD_TYPED_IN, /* the field stands out in its whole width */
	FIELD_SELECTED  /* only its text does */
};

/* What is seen of a line of text, in a field of that width. */
void
field_draw(struct ui *ui, int row, int column, int width, enum field_look look, const char *seen);

/* One line in `width` columns, scrolled so that the cursor is seen; focused: the real cursor goes
 * there. */
void
editor_draw(const struct editor *ed, struct ui *ui, int row, int column, int width, bool focused);

#endif
