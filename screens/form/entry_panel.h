/* SPDX-License-Identifier: MIT
 * entry_panel.h - beside a form in a wide window: what the field may hold, and what is still to do.
 */
#ifndef SCREENS_ENTRY_PANEL_H
#define SCREENS_ENTRY_PANEL_H

#include "screens/form/record_form.h"

enum { PANEL_MATCHES = 12 };

/* Records the typed text of a reference may mean. */
struct entry_panel {
	size_t item;      /* whose matches they are; RECORD_FORM_NONE: nobody's */
	struct buf typed; /* for what text */
	char *names[PANEL_MATCHES];
	size_t count, all;
};

void entry_panel_clear(struct entry_panel *p);

/* Look the matches of the focused reference up, when its text has changed. Reads the store. */
void entry_panel_update(struct entry_panel *p, struct record_form *sh);

void entry_panel_draw(const struct entry_panel *p, const struct record_form *sh, struct ui *ui,
    int row, int rows, int column, int columns);

#endif
