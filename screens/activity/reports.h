/* SPDX-License-Identifier: MIT
 * reports.h - the reports of the corps (inside the room): reports.c who has brought one in, and
 * what everyone did; reports_ask.c what is asked about them, and what came of it.
 */
#ifndef SCREENS_REPORTS_H
#define SCREENS_REPORTS_H

#include "base/idset.h"
#include "screens/app/list_screen.h"
#include "screens/app/place_args.h"
#include "service/year/reports.h"

enum reports_view { REPORTS_ALL, REPORTS_MISSING, REPORTS_SUMMARY, REPORTS_VIEWS };

struct report_line {
	uint64_t person; /* 0: the sums of all */
	size_t at;       /* of reports.rows */
};

struct reports_screen {
	struct list_state base; /* first: list_screen.h; its rows are of struct report_line */
	struct reports reports; /* call.request 0: none was ever asked for */
	uint64_t request;       /* that is shown; 0: the newest */
	uint64_t sought;        /* whose report is missing: the cursor goes there; 0: nobody */
	enum reports_view view;
	size_t direction;                         /* the one looked at, from 1; 0: all together */
	struct idset marks;                       /* people */
	struct list_column columns[LIST_COLUMNS]; /* titles lie in the rows' texts */
	size_t ncolumns;
};

/* Show that request from now on, everybody of it; 0: the newest. */
void reports_show(struct screen *sc, uint64_t request);

/* reports_ask.c */
void reports_ask_call(struct screen *sc);
void reports_ask_other(struct screen *sc);
void reports_ask_received(struct screen *sc);
void reports_ask_accepted(struct screen *sc);
void reports_ask_papers(struct screen *sc);
void reports_show_sheet(struct screen *sc, const void *row);

#endif
