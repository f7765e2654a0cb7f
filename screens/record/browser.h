/* SPDX-License-Identifier: MIT
 * browser.h - the inside of the list screen: its state, shared by the files that make it up.
 *
 * browser.c the screen and what can be done on it; browser_remove.c removing what is marked;
 * browser_rows.c from what is wished for to rows; browser_view.c how it looks.
 */
#ifndef SCREENS_BROWSER_H
#define SCREENS_BROWSER_H

#include "base/idset.h"
#include "screens/app/place_args.h"
#include "screens/widget/editor.h"
#include "screens/record/filter.h"
#include "screens/record/rows.h"
#include "screens/record/preview.h"

struct browser {
	enum kind kind;
	/* the wish */
	struct editor *search;
	bool searching; /* letters go into the search */
	const struct field *sort;
	bool descending;
	struct filters filters;
	struct buf filter_words; /* what they mean, as of the listing */
	struct idset marks;
	bool marked_only;
	uint64_t *only; /* what the opener narrowed the list to; NULL: everything */
	size_t nonly;
	unsigned
	    ways; /* applications: the ways (bits 1 << WAY_...) that `only` holds; 0: it is fixed */
	/* what came of it */
	struct listing *listing;
	bool wished;      /* the wish has changed since */
	bool saved;       /* current has just been saved: to be found, else that is said */
	uint64_t changes; /* changes_number() when the listing was opened */
	struct list list;
	uint64_t current; /* the record the cursor is on; 0: none */
	struct columns columns;
	struct rows page;
	struct highlight found;
	struct preview preview;
};

/* PLACE_BROWSER, by the screen that is made for its kind. */
void open_browser(struct app *app, struct question question, const void *args);

/* Where things stand. */
struct browser_layout {
	int conditions_row;                    /* 0: there is none */
	int list_row, list_rows, list_columns; /* the heading included */
	int preview_columns;                   /* 0: there is none */
	int foot_row;
};

struct browser_layout browser_layout(const struct browser *b, int row, int rows, int columns);
void browser_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns);

/* The record under the cursor, NULL when there is none. */
const struct record *browser_current(const struct browser *b);

/* Ask about removing the marked records, naming the first of them; do it, or say in a window why
 * not. */
void browser_ask_remove_marked(struct screen *sc);
/* The same of the one under the cursor. */
void browser_ask_remove_current(struct screen *sc);

/* What is shown shall be read anew as now wished for; from_start: the cursor goes to the first row.
 */
void browser_wish(struct screen *sc, bool from_start);
/* The rows are those of the wish from here on. */
void browser_ensure(struct screen *sc);
void browser_load(struct screen *sc);
void browser_tick(struct screen *sc);
void browser_load_page(struct screen *sc, const struct view *v);
void browser_moved(struct screen *sc); /* the cursor, by the list's own movements */

/* browser_work.c: what is done with records of a kind besides looking at them and changing them. */

void browser_work(struct screen *sc, enum act act); /* nothing for any other action */

/* Those that are on the wished ways now. */
void browser_read_statuses(struct screen *sc, const struct view *v);
/* "готово к совету, отложено" */
void browser_put_statuses(const struct browser *b, struct buf *out);
void browser_drop_statuses(struct browser *b);

#endif
