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

enum { LIST_COLUMNS = 32, LIST_GAP = 2 };

struct list {
	size_t count;             /* rows there are */
	size_t cursor;            /* < count, or 0 */
	size_t top;               /* the first row seen */
	int shown;                /* rows that fit */
	size_t shift;             /* columns scrolled past, besides the one that stays */
	bool measured;            /* list_measure() was called: */
	int widest[LIST_COLUMNS]; /* what each column has held so far */
};

/* Tell how many rows there are and how many fit; the cursor stays as near to where it was as it
 * can. */
void list_set(struct list *l, size_t count, int shown);
void list_go(struct list *l, size_t row);
/* The row under the cursor: there is one, whoever asks has seen to it. */
size_t list_at(const struct list *l);
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
/* And where the columns may be more than the window has room for. */
#define LIST_SCROLL_ACTIONS                                                                        \
	ACTION(ACT_SCROLL_RIGHT, "Right", "К столбцам за правым краем окна",                       \
	    .synonyms = "столбцы прокрутить сдвинуть вправо"),                                     \
	    ACTION(ACT_SCROLL_LEFT, "Left", "К столбцам за левым краем окна")

struct list_column {
	const char *title;
	int width;  /* columns it likes */
	int rank;   /* the smallest is dropped last */
	bool grows; /* takes what room is left */
	bool right; /* aligned to the right */
	bool lead;  /* names the row: the first of them stays when columns are scrolled */
};

/* Which columns are seen, from left to right. */
struct list_layout {
	size_t count;
	struct list_place {
		size_t column; /* its number */
		int width;
	} places[LIST_COLUMNS];
	size_t shift;        /* of list.shift, what there is to scroll past */
	bool before, behind; /* there are more beyond the edge on the left, on the right */
};

/* Lay columns out in the room (markers and gaps included). Those of the least rank come first into
 * it and stand in their order; the rest follow beyond the right edge. A column is as wide as what
 * was measured and its title want; one not measured as wide as it likes. */
void list_layout(const struct list *l, const struct list_column *columns, size_t n, int room,
    struct list_layout *out);
/* 0: it is not seen. */
int list_width(const struct list_layout *layout, size_t column);

/* ACT_SCROLL_LEFT, ACT_SCROLL_RIGHT: by a column; false: another action. */
bool list_scroll(struct list *l, const struct list_column *columns, size_t n, int room, int act);

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
	bool menu;     /* a click takes a row at once */
};

/* Take note of how wide the texts of the page are. What was wider before stays so wide: columns do
 * not dance while one looks through a list. */
void list_measure(struct list *l, const struct list_view *view);
/* There are other columns now. */
void list_forget_columns(struct list *l);

/* Draw in the place given. The scrollbar takes its last column. */
void list_draw(const struct list *l, struct ui *ui, int row, int column, int rows, int columns,
    const struct list_view *view);

/* A line across, with the position in it. */
void list_draw_foot(const struct list *l, struct ui *ui, int row, int columns);

/* "12 из 1 000 000"; "пусто" when there is nothing. */
void list_put_position(const struct list *l, struct buf *out);

#endif
