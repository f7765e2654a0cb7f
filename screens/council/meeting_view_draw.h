/* SPDX-License-Identifier: MIT
 * meeting_view_draw.h - where the parts of a meeting's screen stand.
 */
#ifndef SCREENS_MEETING_VIEW_DRAW_H
#define SCREENS_MEETING_VIEW_DRAW_H

#include "screens/council/meeting_view.h"

struct meeting_view_layout {
	bool wide; /* the agenda stands at the left as a list; else it is a strip on top */
	int agenda_row, agenda_rows, agenda_columns;
	int left;     /* first column of everything else */
	int columns;  /* its columns */
	int head_row; /* quorum, then the applicant's name */
	int members_row, members_rows, members_columns;
	int result_row, result_rows;
	int applicant_row, applicant_rows, applicant_column, applicant_columns;
};

struct meeting_view_layout
meeting_view_layout(const struct meeting_view *h, int row, int rows, int columns);

#endif
