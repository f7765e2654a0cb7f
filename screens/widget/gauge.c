/* SPDX-License-Identifier: MIT
 * gauge.c - shares as bars and as a graph by month.
 */
#include "screens/widget/gauge.h"

#include <stdio.h>

#include "base/utf8.h"

/* Columns of a month, with what stands between two; below ROUNDED figures are whole. */
enum { COLUMN_LEAST = 4, ROUNDED = 6, COLUMN_MOST = 9 };

uint64_t
gauge_scale(uint64_t largest)
{
	static const uint64_t steps[] = {10, 20, 50};
	uint64_t ten = 1;

	for (;;) {
		for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
			if (steps[i] * ten >= largest)
				return steps[i] * ten;
		ten *= 10;
	}
}

/* How many halves of `room` cells a value fills; something is never nothing. */
static int
halves_of(struct gauge_value value, uint64_t scale, int room)
{
	uint64_t all = 2 * (uint64_t)room, halves;

	if (!value.known || value.tenths == 0 || scale == 0)
		return 0;
	halves = (value.tenths * all + scale / 2) / scale;
	return halves == 0 ? 1 : halves > all ? (int)all : (int)halves;
}

static const char *
filled(const struct ui *ui)
{
	return ui_is_plain(ui) ? "#" : "█";
}

void
gauge_bar(struct ui *ui, int row, int column, int width, enum style style, struct gauge_value value,
    uint64_t scale, uint64_t mark)
{
	int halves = halves_of(value, scale, width);

	for (int i = 0; i < width; i++) {
		bool whole = halves >= 2 * i + 2, half = halves == 2 * i + 1;

		if (whole || (half && ui_is_plain(ui)))
			ui_put(ui, row, column + i, 1, style, filled(ui));
		else if (half)
			ui_put(ui, row, column + i, 1, style, "▌");
		else
			ui_put(ui, row, column + i, 1, STYLE_FAINT, value.known ? "." : " ");
	}
	if (mark > 0 && mark <= scale && width > 0) {
		int at = (int)(mark * (uint64_t)width / scale);

		ui_put(ui, row, column + (at < width ? at : width - 1), 1, STYLE_STRONG, "|");
	}
}

static void
put_centred(struct ui *ui, int row, int column, int width, enum style style, const char *text)
{
	int used = (int)utf8_width(text);

	ui_put(ui, row, column + (width > used ? (width - used) / 2 : 0),
	    used < width ? used : width, style, text);
}

const char *
gauge_mark(const struct ui *ui)
{
	return ui_is_plain(ui) ? "<" : "◄";
}

const char *
gauge_line(const struct ui *ui)
{
	return ui_is_plain(ui) ? "-" : "─";
}

/* The row in which a column of that height ends. */
static int
row_of(struct gauge_value value, uint64_t scale, int row, int rows)
{
	int halves = halves_of(value, scale, rows - 2);

	return row + rows - 2 - (halves > 0 ? (halves - 1) / 2 : 0);
}

static void
draw_column(struct ui *ui, int row, int column, int rows, int width, const struct gauge_column *c,
    uint64_t scale, enum style style)
{
	int room = rows - 2, halves = halves_of(c->value, scale, room), top;
	int bar = width < ROUNDED ? width - 1 : width - 2;
	char whole_figure[24];

	for (int i = 0; i < room; i++) {
		bool whole = halves >= 2 * i + 2, half = halves == 2 * i + 1;
		const char *cell = whole || (half && ui_is_plain(ui)) ? filled(ui) : "▄";

		for (int k = 0; (whole || half) && k < bar; k++)
			ui_put(
			    ui, row + rows - 2 - i, column + width - 1 - bar + k, 1, style, cell);
	}
	top = row + rows - 2 - (halves + 1) / 2;
	snprintf(whole_figure, sizeof(whole_figure), "%llu",
	    (unsigned long long)((c->value.tenths + 5) / 10));
	column += width - 1 - bar;
	put_centred(ui, top, column, bar, style,
	    width < ROUNDED && c->value.known ? whole_figure : c->figure);
	put_centred(ui, row + rows - 1, column, bar, style, c->label);
	if (c->other.known)
		ui_put(ui, row_of(c->other, scale, row, rows), column + bar, 1, STYLE_WARNING,
		    gauge_mark(ui));
}

void
gauge_graph(struct ui *ui, int row, int column, int rows, int width,
    const struct gauge_column *columns, size_t count, uint64_t scale, uint64_t goal)
{
	const struct gauge_value at = {.known = true, .tenths = goal};
	size_t fits = (size_t)(width / COLUMN_LEAST), first = count > fits ? count - fits : 0;
	int each = count > first ? width / (int)(count - first) : width;

	each = each > COLUMN_MOST ? COLUMN_MOST : each;
	for (int i = 0; rows >= 3 && goal > 0 && i < each * (int)(count - first); i++)
		ui_put(ui, row_of(at, scale, row, rows), column + i, 1, STYLE_GOOD, gauge_line(ui));
	for (size_t i = first; rows >= 3 && i < count; i++)
		draw_column(ui, row, column + (int)(i - first) * each, rows, each, &columns[i],
		    scale, i + 1 == count ? STYLE_STRONG : STYLE_PLAIN);
}
