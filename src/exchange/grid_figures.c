/* SPDX-License-Identifier: MIT
 * grid_figures.c - indicators as columns of a grid.
 */
#include "exchange/grid_figures.h"

void
grid_indicator(struct grid *g, enum indicator which)
{
	struct buf label = {0};

	buf_printf(
	    &label, "%s%s", indicator_info(which)->brief, which == INDICATOR_LOAD ? "" : ", %");
	grid_column(
	    g, (struct grid_column){.label = buf_text(&label), .width = 14, .number = true});
	grid_column(g, (struct grid_column){.label = "число", .width = 10, .number = true});
	grid_column(g, (struct grid_column){.label = "всего", .width = 10, .number = true});
	buf_free(&label);
}

void
grid_count(struct grid *g, uint64_t count)
{
	char text[24];

	snprintf(text, sizeof(text), "%llu", (unsigned long long)count);
	grid_cell(g, text);
}

void
grid_fraction(struct grid *g, enum indicator which, struct fraction f, bool untold)
{
	struct buf figure = {0};

	if (untold) {
		grid_cell(g, "скрыто");
		grid_cell(g, "");
		grid_cell(g, "");
		return;
	}
	indicator_put_figure(&figure, which, f, ',');
	grid_cell(g, buf_text(&figure));
	grid_count(g, f.numerator);
	grid_count(g, f.denominator);
	buf_free(&figure);
}
