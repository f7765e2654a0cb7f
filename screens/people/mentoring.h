/* SPDX-License-Identifier: MIT
 * mentoring.h - young teachers and their mentors (inside the room): what is shown, and what is done
 * with the rows that are marked.
 */
#ifndef SCREENS_MENTORING_H
#define SCREENS_MENTORING_H

#include "screens/people/views.h"
#include "service/people/mentoring.h"

struct mentoring_screen {
	struct views_screen base; /* first; its rows are of struct mentoring_row, its views of enum
				     mentoring_view */
	int32_t on;               /* DATE_NONE: today, whichever day that is */
	struct mentoring data;
};
int32_t mentoring_day(const struct screen *sc);

/* mentoring_rows.c: columns and cells of a row, by the view. */
const struct list_column *mentoring_columns(const struct screen *sc, size_t *count);
void mentoring_put(const void *row, struct list_cells *out);
const char *mentoring_empty(const struct screen *sc);
enum { MENTORING_HEAD = 4 };
void mentoring_draw_head(const struct screen *sc, struct ui *ui, int row, int columns);

/* mentoring_ask.c: a mentor given, a pair ended; other support. */
void mentoring_ask_mentor(struct screen *sc, const void *row);
void mentoring_ask_end(struct screen *sc, const void *row);
void mentoring_ask_support(struct screen *sc, const void *row);

#endif
