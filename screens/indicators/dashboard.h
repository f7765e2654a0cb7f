/* SPDX-License-Identifier: MIT
 * dashboard.h - the inside of the screen of the indicators: dashboard.c what can be done on it,
 * dashboard_read.c from the register to the figures, dashboard_view.c how it looks,
 * dashboard_print.c the same as a document.
 */
#ifndef SCREENS_DASHBOARD_H
#define SCREENS_DASHBOARD_H

#include "screens/app/app.h"
#include "screens/figures/figures.h"
#include "screens/widget/list.h"
#include "service/indicators/indicators.h"

/* A part of the town on a day. */
struct side {
	/* what is asked; the answer tells what it is for, and that is what is shown */
	struct period period;
	struct scope scope;
	char *name; /* of the part, in words */
	struct indicators answer;
};

struct dashboard {
	struct side shown, other;
	bool compared;            /* with the other */
	struct indicators before; /* of what is shown, on the same day a year ago */
	enum indicator which;     /* the line the cursor is on */

	/* Of the school year, for what is shown and for what it is compared with. */
	struct indicators_table months, other_months;
	enum indicators_by by;         /* what the bars are of */
	struct indicators_table parts; /* the bars, the largest first */
	char **names;                  /* of the parts */
	struct list list;              /* of the parts */
	bool in_parts;                 /* the cursor is among the bars */
	bool parts_below;              /* narrow: bars stand below, not the months */

	uint64_t changes; /* changes_number() when all this was read */
	bool stale;       /* the question has changed since */
	bool unsorted;    /* only the line has */
};

/* Is there something to stand beside? Not yet while it is only asked for. */
static inline bool
dashboard_is_compared(const struct dashboard *d)
{
	return d->compared && d->other.name != NULL;
}

/* Read what is missing; changes: changes_number() before the view was opened. */
enum status
dashboard_read(struct dashboard *d, const struct view *v, uint64_t changes, struct error *e);
void dashboard_free(struct dashboard *d);

/* "45 (−1,9)": the target and how far it is; "—" when the town has set none. */
void dashboard_put_target(
    const struct session *s, enum indicator which, const struct indicators *a, struct buf *out);
/* "разработана: да · реализуется: да · все три уровня: нет" */
void dashboard_put_roadmap(const struct indicators *a, struct buf *out);
/* What stands under the rule: its clause, the period, what is to be known about the figure. */
void dashboard_put_notes(
    const struct session *s, enum indicator which, const struct side *side, struct buf *out);
/* "весь город на 31.05.2026" */
void dashboard_put_side(const struct side *side, struct buf *out);
const char *dashboard_by(enum indicators_by by); /* "по объединениям" */

/* Where things stand. */
struct dashboard_layout {
	bool wide;
	int left;                  /* columns of the lines */
	int pitch;                 /* rows of a line */
	int parts_row, parts_rows; /* of the list of bars, without its heading; rows 0: not shown */
};
struct dashboard_layout dashboard_layout(const struct dashboard *d, int row, int rows, int columns);
void dashboard_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns);

/* What is shown as a sheet, as a table and as a workbook. */
struct output;
enum status dashboard_put_out(
    const struct dashboard *d, struct session *s, struct output *out, struct error *e);
/* The verb that gives the figures of that part and period at home; nothing for a part whose name is
 * several words, which is left to who types. */
void
dashboard_put_command(struct session *s, struct period period, struct scope scope, struct buf *out);

#endif
