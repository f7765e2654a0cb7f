/* SPDX-License-Identifier: MIT
 * gauge.h - shares as bars and as a graph by month, of block characters or, where there are no
 * colours or no blocks, of plain ones.
 *
 * Half blocks are the finest used: the console's own font has no eighths.
 */
#ifndef SCREENS_GAUGE_H
#define SCREENS_GAUGE_H

#include "screens/term/ui.h"

/* A figure in tenths, as indicator_tenths() gives it. */
struct gauge_value {
	bool known; /* false: there is no figure */
	uint64_t tenths;
};

/* The round figure in tenths up to which a scale has to go. */
uint64_t gauge_scale(uint64_t largest);

/* A bar of `width` columns that is full at `scale`; mark: where the target stands, in tenths, 0 for
 * none. */
void gauge_bar(struct ui *ui, int row, int column, int width, enum style style,
    struct gauge_value value, uint64_t scale, uint64_t mark);

struct gauge_column {
	struct gauge_value value, other; /* other: what it is compared with, marked beside it */
	char label[8];                   /* under it: "май" */
	char figure[16]; /* above it: "43,1"; where there is no room for that, rounded */
};

/* Columns side by side in the place, the last one emphasised: figures in the first row, labels in
 * the last; a line behind them at the goal, in tenths, 0 for none. Of too many for the width the
 * first are left out. At least 3 rows. */
void gauge_graph(struct ui *ui, int row, int column, int rows, int width,
    const struct gauge_column *columns, size_t count, uint64_t scale, uint64_t goal);

/* What marks the other value, and the line of the goal. */
const char *gauge_mark(const struct ui *ui);
const char *gauge_line(const struct ui *ui);

#endif
