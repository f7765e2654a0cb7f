/* SPDX-License-Identifier: MIT
 * list_screen.h - a screen that is a list of rows: its columns, its source and its work as data.
 *
 * A screen says what its rows are (read), what is written of one (put), which row is which (same),
 * and with its actions what is done with the row under the cursor; the rest is here: the cursor
 * stays on its row when others change something, and it is said when that row is gone, the texts of
 * the rows seen are read in one view and kept until they are drawn, headings, position, the words
 * for an empty list.
 */
#ifndef SCREENS_LIST_SCREEN_H
#define SCREENS_LIST_SCREEN_H

#include "screens/app/app.h"
#include "screens/app/output.h"
#include "service/core/view.h"

/* Rows of list_screen.row_size bytes each, freed with the screen. */
struct list_rows {
	struct view *view; /* open while they are read */
	void *rows;
	size_t count, room, row_size;
	struct arena texts; /* what rows point to may lie here */
};
/* One more, a copy of *row; it stays where it is until the next. */
void *list_rows_add(struct list_rows *rows, const void *row);

/* Where there would be rows, if they could be read. */
#define LIST_UNREAD "Список не прочитан. F5 — прочитать ещё раз."

/* What is written of one row. */
struct list_cells {
	const struct screen *screen;
	const struct view *view;
	size_t at; /* which row it is */
	enum style style;
	struct buf text[LIST_COLUMNS]; /* empty to begin with */
	struct buf more;               /* what stands in the foot when the cursor is on it */
};

struct list_screen {
	const char *title; /* its place in the list is put behind it */
	void (*put_title)(const struct screen *sc, struct buf *out); /* instead, all of it */
	const struct list_column *columns;
	/* instead, when it depends; they stay the same until the next load() */
	const struct list_column *(*columns_of)(const struct screen *sc, size_t *ncolumns);
	size_t ncolumns, row_size;
	/* false: it cannot be read, which has been said; what was shown stays */
	bool (*read)(struct screen *sc, struct list_rows *out);
	void (*put)(const void *row, struct list_cells *out);
	void (*close)(struct screen *sc); /* what the state owns besides; NULL: nothing */
	/* Which row is which: by this, or by so many first bytes, where none of them is padding;
	 * neither: the cursor keeps its number. */
	bool (*same)(const void *row, const void *other);
	size_t key_size;
	bool (*marked)(const struct screen *sc, const void *row); /* NULL: rows are not marked */
	bool follows_first; /* a cursor on the first row stays on the first, whichever it is */
	bool from_last;     /* begins on the last row */
	const char *paper;  /* what goes out as a sheet is that paper of today; NULL: its rows */
	const char *empty;  /* why there are no rows; NULL: there always are */
	const char *(*why_empty)(const struct screen *sc); /* instead, when it depends */
	int head, foot; /* rows above the list, and under it; the first of the foot has the place */
	void (*draw_head)(const struct screen *sc, struct ui *ui, int row, int columns);
	/* on a screen of `wide` columns, `side` of them at the right are for this */
	int wide, side;
	void (*draw_side)(
	    const struct screen *sc, struct ui *ui, int row, int rows, int column, int columns);
	void (*act)(struct screen *sc, int act); /* actions with neither function */
	/* what it gives out besides its rows: a workbook of its own, the verb; NULL: nothing */
	void (*put_out)(struct screen *sc, struct output *out);
	/* of the row under the cursor; NULL: list_cells.more in lines */
	void (*draw_foot)(
	    const struct screen *sc, const void *here, struct ui *ui, int row, int columns);
};

/* The state of such a screen, or the first member of it. */
struct list_state {
	struct list list;
	struct list_rows rows;
	struct arena texts; /* of the page */
	const char **cells, **more;
	enum style *styles;
	size_t first, seen; /* rows the texts are of */
	const struct list_column *columns;
	size_t ncolumns;
	bool begun, unread; /* unread: not all of it could be, when it was read last */
};

/*
 * A screen that is a list: LIST_SCREEN(type of its state, type of its rows, COLUMNS(...), .title,
 * .read, .put and what else of struct list_screen it wants) beside .name, .about and .actions; its
 * actions are LIST_WORK(ACTION(...), ...), LIST_TO_READ where there is nothing to do with a row,
 * and the movements come behind them. An action with .on_row is done with the row under the cursor,
 * one with .on_screen whatever the cursor stands on.
 */
#define LIST_SCREEN(state, row, ...)                                                               \
	.state_size = sizeof(state),                                                               \
	.list = &(const struct list_screen){.row_size = sizeof(row), __VA_ARGS__},                 \
	.title = list_screen_title, .close = list_screen_close, .load = list_screen_load,          \
	.draw = list_screen_draw, .act = list_screen_act, .output = list_screen_output
#define COLUMNS(...)                                                                               \
	.columns = (const struct list_column[]){__VA_ARGS__},                                      \
	.ncolumns = sizeof((const struct list_column[]){__VA_ARGS__}) / sizeof(struct list_column)
#define LIST_TO_READ                                                                               \
	(const struct action[])                                                                    \
	{                                                                                          \
		OUTPUT_ACTION("C-t", "Вывод"), LIST_ACTIONS, LIST_SCROLL_ACTIONS,                  \
		{                                                                                  \
			.act = ACT_NONE                                                            \
		}                                                                                  \
	}
#define LIST_WORK(...) LIST_WORK_STILL(__VA_ARGS__, LIST_SCROLL_ACTIONS)
/* Where ← and → are its own. */
#define LIST_WORK_STILL(...)                                                                       \
	(const struct action[])                                                                    \
	{                                                                                          \
		__VA_ARGS__, OUTPUT_ACTION("C-t", "Вывод"), LIST_ACTIONS,                          \
		{                                                                                  \
			.act = ACT_NONE                                                            \
		}                                                                                  \
	}

void list_screen_load(struct screen *sc);
void list_screen_close(struct screen *sc);
void list_screen_title(const struct screen *sc, struct buf *out);
void list_screen_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns);
void list_screen_act(struct screen *sc, int act);

/* All its rows, as they are on the screen. */
enum status list_screen_output(struct screen *sc, struct output *out, struct error *e);

/* Other rows are shown from now on: read them, from the first. */
void list_screen_begin(struct screen *sc);
/* What is written of the rows has changed, they themselves have not. */
void list_screen_put(struct screen *sc);
/* The row under the cursor; NULL: there is none. */
const void *list_screen_here(const struct screen *sc);

#endif
