/* SPDX-License-Identifier: MIT
 * text.c - a text set in lines of a given width.
 */
#include "screens/widget/text.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/utf8.h"

bool
text_line(const char **p, int width, struct slice *line)
{
	const char *s = *p;
	size_t len, fits;

	if (*s == '\0' || width <= 0)
		return false;
	len = strcspn(s, "\n");
	fits = utf8_fit(s, (size_t)width);
	if (fits < len) {
		size_t cut = fits;

		while (cut > 0 && s[cut] != ' ')
			cut--;
		len = cut > 0 ? cut : fits > 0 ? fits : len;
		*line = slice_make(s, len);
		s += len;
		s += strspn(s, " ");
	} else {
		*line = slice_make(s, len);
		s += len + (s[len] == '\n');
	}
	*p = s;
	return true;
}

int
text_height(const char *text, int width)
{
	struct slice line;
	int n = 0;

	while (text_line(&text, width, &line))
		n++;
	return n;
}

int
text_widest(const char *text)
{
	struct slice line;
	int widest = 0;

	while (text_line(&text, 10000, &line)) {
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

	while (text_line(&text, width, &line)) {
		if (n < rows) {
			char *copy = xstrndup(line.data, line.len);

			ui_put(ui, row + n, column, 0, style, copy);
			free(copy);
		}
		n++;
	}
	return n;
}
