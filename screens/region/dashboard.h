/* SPDX-License-Identifier: MIT
 * dashboard.h - the inside of the dashboard of a region: dashboard.c what can be done on it,
 * dashboard_view.c how it looks.
 */
#ifndef SCREENS_REGION_DASHBOARD_H
#define SCREENS_REGION_DASHBOARD_H

#include "screens/region/parts.h"

/* One month end, and the same of the year before. */
struct month_pair {
	int32_t to; /* DATE_NONE: nothing is stored */
	struct fraction now, before;
	bool told, was_told;
};

struct region_dashboard {
	struct stored_place place;
	char *name; /* "" of the region */
	struct period period;
	enum indicator which; /* the line the cursor is on */
	uint64_t towns;       /* whose figures stand in it */
	struct indicators answer, before;
	unsigned untold, untold_before; /* bits; all where nothing is stored */
	struct month_pair months[12];   /* from September on */
	struct stored_standing standing;
	unsigned wants; /* bits of what is to be read anew; 0: all */
};
enum { WANTS_ANSWERS = 1u << 0, WANTS_MONTHS = 1u << 1 };

void region_dashboard_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns);

#endif
