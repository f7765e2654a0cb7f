/* SPDX-License-Identifier: MIT
 * text.h - a text set in lines of a given width, broken at blanks.
 */
#ifndef SCREENS_TEXT_H
#define SCREENS_TEXT_H

#include "screens/term/ui.h"

int text_height(const char *text, int width);
int text_widest(const char *text); /* columns of its longest line as it stands */

/* Draw at most `rows` lines; returns how many there were to draw. */
int text_draw(
    struct ui *ui, int row, int column, int rows, int width, enum style style, const char *text);

#endif
