/* SPDX-License-Identifier: MIT
 * record_form_layout.h - where the items of a sheet stand; for record_form_layout.c and
 * record_form_draw.c only.
 */
#ifndef SCREENS_RECORD_FORM_LAYOUT_H
#define SCREENS_RECORD_FORM_LAYOUT_H

#include "screens/form/record_form.h"

enum {
	LABEL_MOST = 36,
	LABEL_NARROW = 30, /* below NARROW columns */
	NARROW = 100,
	MARK_COLUMN = 1, /* ! a fault, ~ something to look at */
	LABEL_COLUMN = 3,
	GAP = 2,
	LINE_MOST = 60,
	REF_LEAST = 8,
	TEXT_MOST = 90,
	TEXT_LEAST_ROWS = 2,
	TEXT_ROWS = 4,
	TEXT_FOCUSED_ROWS = 8,
	WEEKDAY = 12
};

static inline int
smaller(int a, int b)
{
	return a < b ? a : b;
}

static inline int
larger(int a, int b)
{
	return a > b ? a : b;
}

/* Find row, column and width of every part for the window, and scroll to the focused one. */
void record_form_lay_out(struct record_form *sh, int rows, int columns);

/* Rows of an item above its check list: the texts of terms are long and stand below their label. */
static inline int
checks_offset(const struct form_field *it)
{
	return it->field->words == NULL ? 1 : 0;
}

/* The label with its star and clause; returns its columns. */
int form_field_put_label(const struct form_field *it, struct buf *out);

#endif
