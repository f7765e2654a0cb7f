/* SPDX-License-Identifier: MIT
 * corps.h - the inside of the screen of the corps: roster.c what can be done, roster_rows.c from
 * the register to the rows of a view.
 */
#ifndef SCREENS_CORPS_H
#define SCREENS_CORPS_H

#include "screens/app/app.h"
#include "screens/app/list_screen.h"
#include "service/corps/roster.h"

/* Ways to look at the corps; each is a list whose length is the number shown for it. */
enum corps_view {
	CORPS_MEMBERS,
	CORPS_AREAS,
	CORPS_PLACES,
	CORPS_JOINED,
	CORPS_LEFT,
	CORPS_ENDING,
	CORPS_EMPTY_AREAS,
	CORPS_EMPTY_PLACES,
	CORPS_PUBLIC,
	CORPS_LEFT_OUT,
	CORPS_VIEWS
};

enum { CORPS_CELLS = 7 };

struct corps_row {
	const char *cells[CORPS_CELLS];
	enum style style;
	uint64_t person;       /* whose card it opens */
	uint64_t organisation; /* whose members, or people, it opens */
	const char *area;      /* of which subject area it opens the members */
};

struct corps {
	struct list_state base; /* first: list_screen.h; its rows are of struct corps_row */
	int32_t on, since;
	enum corps_view view;
	const char *area;      /* members of this area only; NULL: all */
	uint64_t organisation; /* members of this institution only; 0: all */
	char *narrowed;        /* to what, in words; owns the area's text */
	int views;             /* the last one is for whoever keeps the consents only */
	size_t counts[CORPS_VIEWS];
	struct list_rows *out; /* while they are read */
};

/* Read everything for the dates: the counts of all views, the rows of the one shown. */
enum status
corps_read(struct corps *c, const struct view *v, struct list_rows *out, struct error *e);

/* "Пришли с 30.04.2026" */
void corps_put_view(const struct corps *c, enum corps_view view, struct buf *out);
const struct list_column *corps_columns(enum corps_view view, size_t *count);

/* PLACE_ROSTER with a view of a day; NULL: the members of today. */
struct roster_args {
	int32_t on;
	enum corps_view view;
};

#endif
