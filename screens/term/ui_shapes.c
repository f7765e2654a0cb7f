/* SPDX-License-Identifier: MIT
 * ui_shapes.c - areas, lines, boxes and scroll bars: put together of ui_put() alone.
 */
#include "base/utf8.h"
#include "screens/term/ui.h"

void
ui_fill(struct ui *ui, int row, int column, int rows, int columns, enum style style)
{
	for (int i = 0; i < rows && columns > 0; i++)
		ui_put(ui, row + i, column, columns, style, "");
}

void
ui_rule(struct ui *ui, int row, int column, int columns)
{
	for (int i = 0; i < columns; i++)
		ui_put(ui, row, column + i, 1, STYLE_FRAME, "─");
}

void
ui_vertical(struct ui *ui, int row, int column, int rows)
{
	for (int i = 0; i < rows; i++)
		ui_put(ui, row + i, column, 1, STYLE_FRAME, "│");
}

void
ui_box(struct ui *ui, int row, int column, int rows, int columns, const char *title)
{
	ui_fill(ui, row, column, rows, columns, STYLE_PLAIN);
	ui_rule(ui, row, column + 1, columns - 2);
	ui_rule(ui, row + rows - 1, column + 1, columns - 2);
	ui_vertical(ui, row + 1, column, rows - 2);
	ui_vertical(ui, row + 1, column + columns - 1, rows - 2);
	ui_put(ui, row, column, 1, STYLE_FRAME, "┌");
	ui_put(ui, row, column + columns - 1, 1, STYLE_FRAME, "┐");
	ui_put(ui, row + rows - 1, column, 1, STYLE_FRAME, "└");
	ui_put(ui, row + rows - 1, column + columns - 1, 1, STYLE_FRAME, "┘");
	if (title != NULL && *title != '\0') {
		int width = (int)utf8_width(title);

		width = width < columns - 6 ? width : columns - 6;
		ui_put(ui, row, column + 2, 1, STYLE_STRONG, " ");
		ui_put(ui, row, column + 3, width, STYLE_STRONG, title);
		ui_put(ui, row, column + 3 + width, 1, STYLE_STRONG, " ");
	}
}

void
ui_scrollbar(struct ui *ui, int row, int column, int rows, size_t first, size_t shown, size_t all)
{
	double scale = all > 0 ? (double)rows / (double)all : 0;
	int from = (int)((double)first * scale), len = (int)((double)shown * scale);

	if (rows <= 0 || shown >= all)
		return;
	len = len < 1 ? 1 : len;
	if (from + len > rows || first + shown >= all)
		from = rows - len;
	for (int i = 0; i < rows; i++)
		ui_put(
		    ui, row + i, column, 1, STYLE_PLAIN, i >= from && i < from + len ? "█" : "│");
}
