/* SPDX-License-Identifier: MIT
 * preview.h - the record under the cursor, beside the list, where the terminal is wide.
 */
#ifndef SCREENS_PREVIEW_H
#define SCREENS_PREVIEW_H

#include "screens/term/ui.h"
#include "service/core/view.h"

enum { PREVIEW_LINES = 64 };

struct preview {
	struct preview_line {
		const char *label, *text;
	} lines[PREVIEW_LINES];
	size_t count;
	struct arena arena;
	uint64_t id, stamp; /* of the record shown */
	uint64_t changes;   /* changes_number() then: its texts come from other records too */
};

/* changes: changes_number() when the listing was read; r NULL: nothing is shown. */
void preview_set(struct preview *p, const struct view *v, uint64_t changes, const struct record *r);
void preview_free(struct preview *p);
void
preview_draw(const struct preview *p, struct ui *ui, int row, int column, int rows, int columns);

#endif
