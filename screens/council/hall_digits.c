/* SPDX-License-Identifier: MIT
 * hall_digits.c - numbers of blocks.
 */
#include "screens/council/hall_digits.h"

#include <stdio.h>
#include <string.h>

/* A cell of a terminal is twice as high as wide, so a dot is two columns; three where there is
 * room. */
enum { DOTS = 3, GAP = 2, ROOMY = 36 };

static const char *const shapes[][HALL_DIGITS_ROWS] = {
    {"###", "# #", "# #", "# #", "###"},
    {" # ", "## ", " # ", " # ", "###"},
    {"###", "  #", "###", "#  ", "###"},
    {"###", "  #", "###", "  #", "###"},
    {"# #", "# #", "###", "  #", "  #"},
    {"###", "#  ", "###", "  #", "###"},
    {"###", "#  ", "###", "# #", "###"},
    {"###", "  #", "  #", "  #", "  #"},
    {"###", "# #", "###", "# #", "###"},
    {"###", "# #", "###", "  #", "###"},
};
static const char *const dash[HALL_DIGITS_ROWS] = {"   ", "   ", "###", "   ", "   "};

static void
draw_shape(struct ui *ui, int row, int column, int dot, enum style style, const char *const *shape)
{
	for (int y = 0; y < HALL_DIGITS_ROWS; y++)
		for (int x = 0; x < DOTS * dot; x++)
			if (shape[y][x / dot] == '#')
				ui_put(ui, row + y, column + x, 1, style, "█");
}

void
hall_digits_draw(struct ui *ui, int row, int column, int width, enum style style, int64_t number)
{
	char text[24];
	int dot = width < ROOMY ? 2 : 3, each = DOTS * dot + GAP, used;

	snprintf(text, sizeof(text), "%lld", number < 0 ? 0 : (long long)number);
	used = (int)strlen(text) * each - GAP;
	column += width > used ? (width - used) / 2 : 0;
	for (const char *c = text; *c != '\0'; c++, column += each)
		draw_shape(ui, row, column, dot, style, number < 0 ? dash : shapes[*c - '0']);
}
