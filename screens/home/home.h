/* SPDX-License-Identifier: MIT
 * home.h - the inside of the first screen: home.c reads it and moves on it, home_draw.c shows it.
 */
#ifndef SCREENS_HOME_H
#define SCREENS_HOME_H

#include "screens/app/app.h"
#include "screens/home/home_aside.h"
#include "screens/home/last_done.h"

enum { SPOTS = KIND_COUNT + WORK_CELLS + 5, WIDE = 118, COLUMN = 40, LABEL = 36 };

/* A place the cursor can stand on. */
struct spot {
	enum { SPOT_LIST, SPOT_INDICATORS, SPOT_WORK, SPOT_DRAFTS, SPOT_OTHERS, SPOT_JOURNAL } what;
	enum kind kind;
	enum work work;
	size_t count;
	int column, row; /* on the screen's own rows, from 0 */
	int group;
};

struct home {
	struct spot spots[SPOTS];
	size_t count, cursor;
	struct buf typed; /* letters on the way to a list */
	char drafts[256];
	size_t ndrafts, nothers;
	struct buf others;
	struct last_done done;
	struct home_work work;
	struct waiting_list waiting[WAITING_MOST];
	size_t nwaiting;
	bool counted; /* as things stand with this number of changes */
	uint64_t changes;
	int rows, rule; /* the line between the lists and what is below them */
	int top, last;  /* the row of the lists that is seen first; their last one */
};

const char *home_group_title(int group);

static inline bool
is_of_lists(const struct spot *spot)
{
	return spot->what == SPOT_LIST || spot->what == SPOT_INDICATORS;
}

/* Is a row of the lists among those that are seen? */
static inline bool
in_sight(const struct home *h, int row)
{
	return row >= h->top && row < h->top + h->rule;
}

void home_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns);

#endif
