/* SPDX-License-Identifier: MIT
 * figures.h - figures of the indicators in words, the same on the dashboard of a town and of a
 * region.
 */
#ifndef SCREENS_FIGURES_H
#define SCREENS_FIGURES_H

#include "rules/indicators.h"
#include "screens/widget/gauge.h"

struct gauge_value figure_value(enum indicator which, struct fraction f);

/* "43,1 %", "7,4", "—" */
void figure_put(enum indicator which, struct fraction f, struct buf *out);
/* "181 из 420", "—" when there is nobody; with a star for a small denominator. */
void figure_put_numbers(enum indicator which, struct fraction f, struct buf *out);
/* "+21,5", "−1,3", "0,0", "—" */
void figure_put_change(
    enum indicator which, struct fraction now, struct fraction before, struct buf *out);
/* "+21,5", "−1,3", "0,0", of tenths */
void figure_put_signed(int64_t tenths, struct buf *out);
/* A figure grown is good in every one of them. */
enum style
figure_style_of_change(enum indicator which, struct fraction now, struct fraction before);

/* The columns of a line one after another, each at its right edge. The text is written by who has
 * the pen, and freed. */
struct figure_pen {
	struct ui *ui;
	int row, column;
	struct buf text;
};

/* Put the text into a column of that width, and go on behind it. */
void figure_pen_put(struct figure_pen *p, int width, enum style style);

/* The month in which `day` is, in a graph; other: what it is compared with. */
void figure_fill_month(struct gauge_column *c, enum indicator which, int32_t day,
    struct fraction now, struct gauge_value other);
/* The top of a graph whose largest value that is: a share is never above the whole. */
uint64_t figure_scale(enum indicator which, uint64_t largest);

#endif
