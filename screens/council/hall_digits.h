/* SPDX-License-Identifier: MIT
 * hall_digits.h - numbers of blocks, to be read from the last row of a hall.
 */
#ifndef SCREENS_HALL_DIGITS_H
#define SCREENS_HALL_DIGITS_H

#include <stdint.h>

#include "screens/term/ui.h"

enum { HALL_DIGITS_ROWS = 5 };

/* HALL_DIGITS_ROWS rows from `row` on, in the middle of `width` columns. A negative number is one
 * that is not told: a dash. */
void
hall_digits_draw(struct ui *ui, int row, int column, int width, enum style style, int64_t number);

#endif
