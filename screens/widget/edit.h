/* SPDX-License-Identifier: MIT
 * edit.h - one line being typed outside a form: a search, a name, a date.
 */
#ifndef SCREENS_EDIT_H
#define SCREENS_EDIT_H

#include "screens/term/ui.h"

enum { EDIT_LENGTH = 255 }; /* characters */

struct edit {
	struct buf text;
	size_t at; /* byte the cursor stands before */
};

void edit_set(struct edit *e, const char *text); /* the cursor goes to the end */
void edit_free(struct edit *e);

/* Characters, pastes, Backspace, Del, arrows, Home, End, Ctrl-U (all), Ctrl-W (a word). `pasted`:
 * what K_PASTED brought. false: the key means nothing here. */
bool edit_key(struct edit *e, const struct key *key, struct slice pasted);

/* Draw in `width` columns, scrolled so that the cursor is seen; focused: the real cursor goes
 * there. */
void edit_draw(const struct edit *e, struct ui *ui, int row, int column, int width, bool focused);

#endif
