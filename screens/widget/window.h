/* SPDX-License-Identifier: MIT
 * window.h - the frame of a small window in the middle of a screen.
 */
#ifndef SCREENS_WINDOW_H
#define SCREENS_WINDOW_H

#include "screens/term/ui.h"

enum { WINDOW_FRAME = 6 /* columns beside what is inside */ };

struct window {
	int row, column, rows, columns; /* of the frame */
};

/* Draw a frame for that many rows and columns inside, wide enough for its title, in the middle of
 * the place, as large as that allows. */
struct window window_draw(
    struct ui *ui, int row, int rows, int columns, int inside, int width, const char *title);

#endif
