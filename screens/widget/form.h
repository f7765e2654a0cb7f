/* SPDX-License-Identifier: MIT
 * form.h - one-line fields edited by libform. The one door to it.
 *
 * The texts are held here as UTF-8 and are the truth; libform edits a view of them on a pad nobody
 * sees, and form_line() tells what of it is to be drawn. Its measured defects
 * (docs/architecture.md) are kept out: no field types, no O_BLANK, no O_AUTOSKIP, every key
 * filtered and counted before the driver sees it, every buffer that is set is read back and
 * compared, nothing is read without REQ_VALIDATION.
 */
#ifndef SCREENS_FORM_H
#define SCREENS_FORM_H

#include "base/status.h"
#include "screens/term/typed.h"
#include "screens/term/ui.h"

struct form;

enum form_accepts {
	FORM_TEXT,
	FORM_CODE, /* no blanks, commas, colons */
	FORM_DIGITS
};

struct form *form_new(void);
void form_free(struct form *f); /* NULL is fine */

/* Add a field; returns its number. limit: characters. */
size_t form_add(struct form *f, size_t limit, enum form_accepts accepts);
/* Columns of the field on the screen (at least 2); the form is built anew when it differs. */
void form_resize(struct form *f, size_t field, int width);

/* false when libform does not give the same text back (wide characters, marks without a composed
 * letter): the text is kept, but only an editor can change it. The cursor of the focused field goes
 * to its end. */
bool form_set(struct form *f, size_t field, const char *text);
const char *form_text(const struct form *f, size_t field); /* until the next change of the field */

/* The field that is typed in. */
void form_focus(struct form *f, size_t field);

enum form_result {
	FORM_PASSED, /* the key means nothing inside a field */
	FORM_MOVED,
	FORM_CHANGED,
	FORM_REFUSED /* e says why */
};

/* Characters, BackSpace, Del, Left, Right, Home, End; Ctrl-W the word before the cursor, Ctrl-K to
 * the end, Ctrl-U everything. */
enum form_result form_key(struct form *f, const struct key *key, struct error *e);

/* Insert a paste at the cursor as far as the limit allows; returns characters inserted. */
size_t form_paste(struct form *f, struct slice text, struct cleaned *what);

/* What is seen of a field: its text without the blanks at the end, and whether more is hidden on
 * either side. */
void
form_line(const struct form *f, size_t field, struct buf *out, bool *more_left, bool *more_right);
int form_cursor(const struct form *f);      /* column inside the focused field */
size_t form_position(const struct form *f); /* characters before the cursor */
void form_move(struct form *f, size_t position);

#endif
