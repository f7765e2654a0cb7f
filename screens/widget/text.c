/* SPDX-License-Identifier: MIT
 * text.c - a text set in lines of a given width.
 */
#include "screens/widget/text.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/utf8.h"
#include "base/wrap.h"

int
text_height(const char *text, int width)
{
	struct slice line;
	int n = 0;

	width = width > 0 ? width : 0;
	while (wrap_line(&text, (size_t)width, &line))
		n++;
	return n;
}

int
text_widest(const char *text)
{
	struct slice line;
	int widest = 0;

	while (wrap_line(&text, 10000, &line)) {
		char *copy = xstrndup(line.data, line.len);
		int width = (int)utf8_width(copy);

		widest = width > widest ? width : widest;
		free(copy);
	}
	return widest;
}

int
text_draw(
    struct ui *ui, int row, int column, int rows, int width, enum style style, const char *text)
{
	struct slice line;
	int n = 0;

	width = width > 0 ? width : 0;
	while (wrap_line(&text, (size_t)width, &line)) {
		if (n < rows) {
			char *copy = xstrndup(line.data, line.len);

			ui_put(ui, row + n, column, 0, style, copy);
			free(copy);
		}
		n++;
	}
	return n;
}
