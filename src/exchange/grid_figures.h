/* SPDX-License-Identifier: MIT
 * grid_figures.h - indicators as columns of a grid.
 */
#ifndef EXCHANGE_GRID_FIGURES_H
#define EXCHANGE_GRID_FIGURES_H

#include "exchange/grid.h"
#include "rules/indicators.h"

/* Three columns of an indicator: the figure, its number, of how many. */
void grid_indicator(struct grid *g, enum indicator which);
/* The cells of one: "43,1", "181", "420"; "скрыто" where it is not told. */
void grid_fraction(struct grid *g, enum indicator which, struct fraction f, bool untold);
/* A cell of its own. */
void grid_count(struct grid *g, uint64_t count);

#endif
