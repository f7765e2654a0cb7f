/* SPDX-License-Identifier: MIT
 * plan.h - the screen of a school year by months (inside the room): what it shows, and what is done
 * with the items marked on it.
 */
#ifndef SCREENS_PLAN_H
#define SCREENS_PLAN_H

#include "screens/app/list_screen.h"
#include "screens/app/place_args.h"
#include "service/year/plan_year.h"

enum { PLAN_KINDS = 2, PLAN_ITEMS_MOST = 200 /* marked at once */ };

struct plan_screen {
	struct list_state base; /* first: list_screen.h; its rows are of struct plan_row */
	struct plan_part part;
	struct buf part_name;
	int32_t month; /* its first day */
	bool whole;    /* all of its school year is shown */
	struct plan_year year;
	struct plan_standing plans[PLAN_KINDS]; /* of the part, by kind from 0; none of the town */
	uint64_t publishing;                    /* the plan whose page was asked about */
	size_t handed, owners; /* of the town: how many plans of work are handed in, of how many */
	uint64_t *marks;
	size_t nmarks, marks_room;
};

/* What a question about items is about. */
struct plan_asked {
	size_t count;
	int32_t base; /* a day typed without a month is one of its month */
	int32_t day;  /* where they are postponed to */
	uint64_t ids[PLAN_ITEMS_MOST];
};

/* plan_marks.c */
bool plan_has_mark(const struct plan_screen *p, uint64_t item);
void plan_add_mark(struct plan_screen *p, uint64_t item);
void plan_toggle_mark(struct plan_screen *p, uint64_t item);
void plan_forget_marks(struct plan_screen *p);

/* plan_head.c: what stands over the items. */
enum { PLAN_HEAD_ROWS = 5 };
void plan_draw_head(const struct screen *sc, struct ui *ui, int row, int columns);
const char *plan_kind_word(uint8_t kind); /* "план работы" */

/* plan_items.c: of the items marked, else of the row. */
void plan_ask_held(struct screen *sc, const void *row);
void plan_ask_postpone(struct screen *sc, const void *row);
void plan_ask_cancel(struct screen *sc, const void *row);
void plan_new_item(struct screen *sc);

/* plan_steps.c: of the plans of the part. */
void plan_ask_step(struct screen *sc);
void plan_take_last_year(struct screen *sc);

/* plan_papers.c */
void plan_ask_paper(struct screen *sc);
/* Its page for the site, of the part's plan of the kind. */
void plan_ask_publish(struct screen *sc, uint64_t plan, uint8_t kind);

#endif
