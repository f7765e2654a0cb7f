/* SPDX-License-Identifier: MIT
 * hall_view.h - where the parts of a meeting's screen stand.
 */
#ifndef SCREENS_HALL_VIEW_H
#define SCREENS_HALL_VIEW_H

#include "screens/council/hall.h"

struct hall_layout {
	bool wide; /* the agenda stands at the left as a list; else it is a strip on top */
	int agenda_row, agenda_rows, agenda_columns;
	int left;     /* first column of everything else */
	int columns;  /* its columns */
	int head_row; /* quorum, then the applicant's name */
	int members_row, members_rows, members_columns;
	int result_row, result_rows;
	int applicant_row, applicant_rows, applicant_column, applicant_columns;
};

struct hall_layout hall_layout(const struct hall *h, int row, int rows, int columns);

#endif
