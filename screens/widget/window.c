/* SPDX-License-Identifier: MIT
 * window.c - the frame of a small window.
 */
#include "screens/widget/window.h"

#include "base/utf8.h"

struct window
window_draw(struct ui *ui, int row, int rows, int columns, int inside, int width, const char *title)
{
	struct window w = {.rows = inside + 2, .columns = width + WINDOW_FRAME};
	int title_width = (int)utf8_width(title) + WINDOW_FRAME + 2;

	w.columns = w.columns < title_width ? title_width : w.columns;
	w.rows = w.rows < rows ? w.rows : rows;
	w.columns = w.columns < columns - 2 ? w.columns : columns - 2;
	w.row = row + (rows - w.rows) / 2;
	w.column = (columns - w.columns) / 2;
	ui_box(ui, w.row, w.column, w.rows, w.columns, title);
	return w;
}
