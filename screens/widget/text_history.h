/* SPDX-License-Identifier: MIT
 * text_history.h - the steps a text was changed in, to go back and forth along them. No curses.
 *
 * Whoever edits a text tells it after each change; what was changed is found here. A word typed or
 * rubbed out key by key is one step, and so is whatever else is done at once: a paste, a line
 * cleared, a value that was chosen. A step holds what it took and put, not the whole text.
 */
#ifndef SCREENS_TEXT_HISTORY_H
#define SCREENS_TEXT_HISTORY_H

#include <stdbool.h>

#include "base/buf.h"

struct text_step;

/* All zero: of an empty text that was never changed. */
struct text_history {
	struct buf text; /* as it was told last */
	struct text_step *steps;
	size_t count, room;
	size_t done; /* so many steps are in the text; those behind were taken back */
};

void text_history_free(struct text_history *h);

/* Another text is in the field now; there is nothing to go back to. */
void text_history_begin(struct text_history *h, const char *text);

/* The text has become this. by_key: by one character typed or rubbed out. What had been taken back
 * is forgotten; a text that is the same is no step. */
void text_history_note(struct text_history *h, const char *text, bool by_key);

/* One step back, or forth again: h->text is the text then, *at the byte behind what has changed,
 * where the cursor belongs. false: there is no such step. */
bool text_history_go(struct text_history *h, bool forth, size_t *at);

#endif
