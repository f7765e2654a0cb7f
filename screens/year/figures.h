/* SPDX-License-Identifier: MIT
 * figures.h - the inside of the screen of the year in figures: figures.c the rows and what can be
 * done, figures_draw.c the months as a graph, figures_out.c what goes out of it.
 */
#ifndef SCREENS_FIGURES_H
#define SCREENS_FIGURES_H

#include "screens/app/list_screen.h"
#include "service/year/year_figures.h"

enum { FIGURES_FOOT = 10 }; /* rows of the graph, and that of the place */

struct figures_screen {
	struct list_state base; /* first: list_screen.h; its rows are of struct figures_row */
	/* what is asked; the answers tell what they are of */
	struct period period;
	struct scope scope;
	char *name; /* of the part of the town, in words */
	struct year_figures now, before;
};

struct figures_row {
	struct year_number number;
	uint64_t now, before;
	const char *title;
};

void
figures_draw_foot(const struct screen *sc, const void *here, struct ui *ui, int row, int columns);
void figures_put_out(struct screen *sc, struct output *out);

#endif
