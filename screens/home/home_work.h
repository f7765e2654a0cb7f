/* SPDX-License-Identifier: MIT
 * home_work.h - what the council and the corps wait for, on the first screen: a number for each
 * step of an application's way, the meeting going on, who is to be taken off the site.
 */
#ifndef SCREENS_HOME_WORK_H
#define SCREENS_HOME_WORK_H

#include "screens/app/app.h"
#include "service/core/view.h"

/* Cells of the grid, row by row, then the line of the meeting. */
enum work {
	WORK_LACKING,
	WORK_AGREEMENT,
	WORK_READY,
	WORK_AGENDA,
	WORK_POSTPONED,
	WORK_ADMITTED,
	WORK_CORPS,
	WORK_REVOKED,
	WORK_CELLS,
	WORK_MEETING = WORK_CELLS
};

enum { WORK_ROWS = 2, WORK_COLUMNS = 4 };

struct home_work {
	bool kept; /* the town has a corps, and the account may look at it */
	int cells; /* the last one is for whoever keeps the consents only */
	size_t counts[WORK_CELLS];
	bool overdue;     /* somebody should have been taken off the site already */
	uint64_t meeting; /* going on, or prepared; 0 */
	char line[256];
};

void home_work_read(struct home_work *w, struct view *v);
/* What a cell of the grid is called. */
const char *home_work_label(enum work cell);
void home_work_open(const struct home_work *w, struct app *app, enum work work);
/* Where a click is for it: the spot of that number. */
void home_work_tell(struct ui *ui, int row, enum work work, int spot);
void home_work_draw(const struct home_work *w, struct ui *ui, int row, enum work work, bool here);

#endif
