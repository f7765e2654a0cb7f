/* SPDX-License-Identifier: MIT
 * list.h - a list of any length: only the rows that can be seen are asked for.
 *
 * The widget knows where the cursor is and which row is the first on the screen; the screen that
 * owns it knows the rows.
 */
#ifndef SCREENS_LIST_H
#define SCREENS_LIST_H

#include "screens/widget/action.h"
#include "screens/widget/highlight.h"

struct list {
	size_t count;  /* rows there are */
	size_t cursor; /* < count, or 0 */
	size_t top;    /* the first row seen */
	int shown;     /* rows that fit */
};

/* Tell how many rows there are and how many fit; the cursor stays as near to where it was as it
 * can. */
void list_set(struct list *l, size_t count, int shown);
void list_go(struct list *l, size_t row);
/* The row under the cursor, of an array of `count`: there is one, whoever asks has seen to it. */
size_t list_at(const struct list *l, size_t count);
/* Rows on the screen now: [top, top + list_page(l)). */
size_t list_page(const struct list *l);
/* ACT_UP, ACT_DOWN, ACT_PAGE_UP, ACT_PAGE_DOWN, ACT_FIRST, ACT_LAST; false: another action. */
bool list_act(struct list *l, int act);

/* The movements, for the action tables of screens that hold a list. */
#define LIST_ACTIONS                                                                               \
	ACTION(ACT_UP, "Up", "На строку выше"), ACTION(ACT_DOWN, "Down", "На строку ниже"),        \
	    ACTION(ACT_PAGE_UP, "PgUp", "На страницу выше"),                                       \
	    ACTION(ACT_PAGE_DOWN, "PgDn", "На страницу ниже"),                                     \
	    ACTION(ACT_FIRST, "Home", "К первой строке"),                                          \
	    ACTION(ACT_LAST, "End", "К последней строке")

enum { LIST_COLUMNS = 32, LIST_GAP = 2 };

struct list_column {
	const char *title;
	int width;  /* columns it likes */
	int rank;   /* the smallest is dropped last */
	bool grows; /* takes what room is left */
	bool right; /* aligned to the right */
	bool lead;  /* the cursor's colour covers it; at least one */
};

/* Widths for the room (markers and gaps included); 0: dropped. */
void list_layout(const struct list_column *columns, size_t n, int room, int *widths);

struct list_view {
	const struct list_column *columns;
	size_t ncolumns;
	const void *context;
	void (*cell)(const void *context, size_t row, size_t column, struct buf *out);
	bool (*marked)(const void *context, size_t row);      /* NULL: no marks */
	enum style (*style)(const void *context, size_t row); /* NULL: plain */
	const struct highlight *found;                        /* NULL: nothing is emphasised */
	size_t sorted; /* column with the sign of order, ncolumns: none */
	bool descending;
	bool headings; /* the first row of the place is for them */
	bool focused;  /* the real cursor stands on the cursor's row */
};

/* Draw in the place given. The scrollbar takes its last column. */
void list_draw(const struct list *l, struct ui *ui, int row, int column, int rows, int columns,
    const struct list_view *view);

/* A line across, with the position in it. */
void list_draw_foot(const struct list *l, struct ui *ui, int row, int columns);

/* "12 из 1 000 000"; "пусто" when there is nothing. */
void list_put_position(const struct list *l, struct buf *out);

#endif
