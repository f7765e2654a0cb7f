/* SPDX-License-Identifier: MIT
 * list_screen.c - a screen that is a list of rows.
 */
#include "screens/app/list_screen.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/die.h"
#include "document/document.h"
#include "screens/widget/text.h"

enum { EMPTY_ROW = 2, EMPTY_COLUMN = 3, EMPTY_WIDE = 70 };

static const struct list_screen *
def_of(const struct screen *sc)
{
	assert(screen_of(sc)->list != NULL);
	return screen_of(sc)->list;
}

static const void *
row_at(const struct list_rows *rows, size_t i)
{
	assert(i < rows->count);
	return (const char *)rows->rows + i * rows->row_size;
}

void *
list_rows_add(struct list_rows *rows, const void *row)
{
	if (rows->count == rows->room) {
		rows->room = rows->room > 0 ? rows->room * 2 : 64;
		rows->rows = xrealloc(rows->rows, rows->room * rows->row_size);
	}
	return memcpy((char *)rows->rows + rows->count++ * rows->row_size, row, rows->row_size);
}

static void
rows_free(struct list_rows *rows)
{
	free(rows->rows);
	arena_free(&rows->texts);
}

static bool
is_same(const struct list_screen *def, const void *row, const void *other)
{
	return def->same != NULL ? def->same(row, other) : memcmp(row, other, def->key_size) == 0;
}

/* The row among the new ones: most often it stands where it stood, or a little behind; their count
 * when it is gone. */
static size_t
find_again(const struct list_screen *def, const struct list_rows *rows, const void *row, size_t at)
{
	for (size_t n = 0; n < rows->count; n++) {
		size_t i = (at + n) % rows->count;

		if (is_same(def, row, row_at(rows, i)))
			return i;
	}
	return rows->count;
}

/* The row under the cursor is another now, and the next key would be for that one. What the person
 * has just done says so itself. */
static void
tell_gone(struct app *app, const struct list_rows *fresh)
{
	if (!app_has_said(app))
		app_say(app, MESSAGE_WARNING, "Строки, на которой стоял курсор, здесь больше нет%s",
		    fresh->count > 0 ? ": она изменена или удалена. Курсор теперь на другой."
				     : ".");
}

static void
take_rows(struct screen *sc, const struct list_rows *fresh)
{
	const struct list_screen *def = def_of(sc);
	struct list_state *st = screen_state(sc);
	struct list *l = &st->list;
	bool known = def->same != NULL || def->key_size > 0;
	bool stays = def->follows_first && l->cursor == 0;
	size_t at;

	if (known && l->cursor < st->rows.count && !stays) {
		at = find_again(def, fresh, row_at(&st->rows, l->cursor), l->cursor);
		if (at < fresh->count)
			l->cursor = at;
		else
			tell_gone(screen_app(sc), fresh);
	}
	rows_free(&st->rows);
	st->rows = *fresh;
	st->rows.view = NULL;
}

static void
put_row(struct list_state *st, const struct list_cells *cells)
{
	size_t i = st->seen++;

	st->styles[i] = cells->style;
	st->more[i] = arena_strndup(&st->texts, buf_text(&cells->more), cells->more.len);
	for (size_t c = 0; c < st->ncolumns; c++)
		st->cells[i * st->ncolumns + c] =
		    arena_strndup(&st->texts, buf_text(&cells->text[c]), cells->text[c].len);
}

/* Of the next row. */
static void
clear_cells(struct list_cells *cells)
{
	cells->style = STYLE_PLAIN;
	buf_clear(&cells->more);
	for (size_t c = 0; c < LIST_COLUMNS; c++)
		buf_clear(&cells->text[c]);
}

/* A row may have said more than the columns shown now hold. */
static void
free_cells(struct list_cells *cells)
{
	buf_free(&cells->more);
	for (size_t c = 0; c < LIST_COLUMNS; c++)
		buf_free(&cells->text[c]);
}

/* The texts of the rows that are seen. */
static void
put_page(const struct screen *sc, const struct view *v)
{
	const struct list_screen *def = def_of(sc);
	struct list_state *st = screen_state(sc);
	size_t page = list_page(&st->list);
	struct list_cells cells = {.screen = sc, .view = v};

	assert(st->ncolumns <= LIST_COLUMNS);
	arena_clear(&st->texts);
	st->cells = arena_alloc(&st->texts, (page * st->ncolumns + 1) * sizeof(*st->cells));
	st->more = arena_alloc(&st->texts, (page + 1) * sizeof(*st->more));
	st->styles = arena_alloc(&st->texts, (page + 1) * sizeof(*st->styles));
	st->first = st->list.top;
	st->seen = 0;
	while (st->seen < page) {
		cells.at = st->first + st->seen;
		clear_cells(&cells);
		def->put(row_at(&st->rows, cells.at), &cells);
		put_row(st, &cells);
	}
	free_cells(&cells);
}

static void
put_cell(const void *context, size_t row, size_t column, struct buf *out)
{
	const struct list_state *st = screen_state(context);

	if (row >= st->first && row - st->first < st->seen)
		buf_puts(out, st->cells[(row - st->first) * st->ncolumns + column]);
}

static enum style
style_of(const void *context, size_t row)
{
	const struct list_state *st = screen_state(context);

	return row >= st->first && row - st->first < st->seen ? st->styles[row - st->first]
							      : STYLE_PLAIN;
}

static bool
is_marked(const void *context, size_t row)
{
	const struct list_state *st = screen_state(context);

	return def_of(context)->marked(context, row_at(&st->rows, row));
}

static struct list_view
view_of(const struct screen *sc)
{
	const struct list_screen *def = def_of(sc);
	const struct list_state *st = screen_state(sc);

	return (struct list_view){.columns = st->columns,
	    .ncolumns = st->ncolumns,
	    .context = sc,
	    .cell = put_cell,
	    .style = style_of,
	    .marked = def->marked != NULL ? is_marked : NULL,
	    .sorted = st->ncolumns,
	    .headings = true,
	    .focused = true};
}

/* The page that is seen; line: it is the one before moved by a line, and columns stay as wide. */
static void
show_page(struct screen *sc, const struct view *v, bool line)
{
	struct list_state *st = screen_state(sc);
	struct list_view view = view_of(sc);

	put_page(sc, v);
	if (!line)
		list_measure(&st->list, &view);
}

static void
take_columns(struct screen *sc)
{
	const struct list_screen *def = def_of(sc);
	struct list_state *st = screen_state(sc);
	const struct list_column *before = st->columns;
	size_t count = st->ncolumns;

	st->columns = def->columns;
	st->ncolumns = def->ncolumns;
	if (def->columns_of != NULL)
		st->columns = def->columns_of(sc, &st->ncolumns);
	if (st->columns != before || st->ncolumns != count)
		list_forget_columns(&st->list);
}

/* Where there is no register it stays closed. */
static void
open_view(const struct screen *sc, struct view *v)
{
	struct session *s = app_session(screen_app(sc));

	*v = (struct view){.session = s};
	if (s != NULL)
		view_open(v, s);
}

void
list_screen_load(struct screen *sc)
{
	const struct list_screen *def = def_of(sc);
	struct list_state *st = screen_state(sc);
	struct view v;
	struct list_rows fresh = {.view = &v, .row_size = def->row_size};
	int rows, columns;

	open_view(sc, &v);
	st->unread = !def->read(sc, &fresh);
	if (st->unread)
		rows_free(&fresh);
	else
		take_rows(sc, &fresh);
	st->unread = st->unread || (v.txn != NULL && txn_status(v.txn) != ST_OK);
	take_columns(sc);
	app_size(screen_app(sc), &rows, &columns);
	list_set(&st->list, st->rows.count, rows - def->head - def->foot - 1);
	if (def->from_last && !st->begun)
		list_go(&st->list, st->rows.count);
	st->begun = true;
	show_page(sc, &v, false);
	view_close(&v);
}

void
list_screen_begin(struct screen *sc)
{
	struct list_state *st = screen_state(sc);

	st->list.cursor = st->list.top = 0;
	st->rows.count = 0; /* none of them is looked for among the new ones */
	list_screen_load(sc);
}

static void
put_anew(struct screen *sc, bool line)
{
	struct view v;

	open_view(sc, &v);
	show_page(sc, &v, line);
	view_close(&v);
}

void
list_screen_put(struct screen *sc)
{
	put_anew(sc, false);
}

void
list_screen_close(struct screen *sc)
{
	struct list_state *st = screen_state(sc);

	if (def_of(sc)->close != NULL)
		def_of(sc)->close(sc);
	rows_free(&st->rows);
	arena_free(&st->texts);
}

void
list_screen_title(const struct screen *sc, struct buf *out)
{
	const struct list_screen *def = def_of(sc);

	if (def->put_title != NULL) {
		def->put_title(sc, out);
		return;
	}
	buf_printf(out, "%s › ", def->title);
	list_put_position(&((const struct list_state *)screen_state(sc))->list, out);
}

/* Without the place of the cursor, which stands last in most. */
static void
put_whole_title(const struct screen *sc, struct buf *out)
{
	struct buf place = {0};

	list_screen_title(sc, out);
	buf_puts(&place, " › ");
	list_put_position(&((const struct list_state *)screen_state(sc))->list, &place);
	if (out->len > place.len &&
	    strcmp(buf_text(out) + out->len - place.len, buf_text(&place)) == 0)
		buf_truncate(out, out->len - place.len);
	buf_free(&place);
}

static void
put_grid_row(const struct list_state *st, struct list_cells *cells, const struct list_screen *def,
    struct grid *out)
{
	clear_cells(cells);
	def->put(row_at(&st->rows, cells->at), cells);
	for (size_t c = 0; c < st->ncolumns; c++)
		grid_cell(out, buf_text(&cells->text[c]));
}

static enum status
put_sheet(struct screen *sc, struct output *out, struct error *e)
{
	const char *paper = def_of(sc)->paper;
	enum status st = ST_OK;

	if (paper != NULL)
		st = document_make(&out->page, app_session(screen_app(sc)), paper,
		    &(struct paper_call){.on = clock_today()}, e);
	if (st != ST_OK)
		page_free(&out->page);
	return st;
}

enum status
list_screen_output(struct screen *sc, struct output *out, struct error *e)
{
	const struct list_state *st = screen_state(sc);
	struct list_cells cells = {.screen = sc};
	struct buf title = {0};
	struct view v;

	put_whole_title(sc, &title);
	output_set_title(out, buf_text(&title));
	output_set_columns(out, st->columns, st->ncolumns);
	open_view(sc, &v);
	cells.view = &v;
	for (cells.at = 0; cells.at < st->rows.count; cells.at++)
		put_grid_row(st, &cells, def_of(sc), &out->grid);
	view_close(&v);
	if (def_of(sc)->put_out != NULL)
		def_of(sc)->put_out(sc, out);
	free_cells(&cells);
	buf_free(&title);
	return put_sheet(sc, out, e);
}

const void *
list_screen_here(const struct screen *sc)
{
	const struct list_state *st = screen_state(sc);

	if (st->rows.count == 0)
		return NULL;
	return row_at(&st->rows, st->list.cursor);
}

static void
draw_empty(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct list_screen *def = def_of(sc);
	const struct list_state *st = screen_state(sc);
	const char *why = st->unread ? LIST_UNREAD
	    : def->why_empty != NULL ? def->why_empty(sc)
				     : def->empty;
	int width = columns - 2 * EMPTY_COLUMN;

	ui_cursor(ui, row + EMPTY_ROW, EMPTY_COLUMN);
	if (why != NULL)
		text_draw(ui, row + EMPTY_ROW, EMPTY_COLUMN, rows - EMPTY_ROW,
		    width < EMPTY_WIDE ? width : EMPTY_WIDE, STYLE_PLAIN, why);
}

static void
draw_more(const struct screen *sc, struct ui *ui, int row, int columns)
{
	const struct list_screen *def = def_of(sc);
	const struct list_state *st = screen_state(sc);
	size_t here = st->list.cursor - st->first;

	if (def->draw_foot != NULL)
		def->draw_foot(sc, list_screen_here(sc), ui, row, columns);
	else if (st->list.cursor >= st->first && here < st->seen)
		text_draw(ui, row, 1, def->foot - 1, columns - 2, STYLE_PLAIN, st->more[here]);
}

void
list_screen_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct list_screen *def = def_of(sc);
	const struct list_state *st = screen_state(sc);
	struct list_view view = view_of(sc);
	int foot = row + rows - def->foot;

	if (def->draw_side != NULL && columns >= def->wide) {
		columns -= def->side;
		ui_vertical(ui, row, columns, rows);
		def->draw_side(sc, ui, row, rows, columns + 2, def->side - 3);
	}
	if (def->draw_head != NULL)
		def->draw_head(sc, ui, row, columns);
	row += def->head;
	if (st->rows.count > 0)
		list_draw(&st->list, ui, row, 0, foot - row, columns, &view);
	else
		draw_empty(sc, ui, row, foot - row, columns);
	if (def->foot > 0)
		list_draw_foot(&st->list, ui, foot, columns);
	if (def->foot > 1 && st->rows.count > 0)
		draw_more(sc, ui, foot + 1, columns);
}

/* Columns of the screen that are the list's. */
static int
room_of(const struct screen *sc)
{
	const struct list_screen *def = def_of(sc);
	int rows, columns;

	app_size(screen_app(sc), &rows, &columns);
	return def->draw_side != NULL && columns >= def->wide ? columns - def->side : columns;
}

void
list_screen_act(struct screen *sc, int act)
{
	struct list_state *st = screen_state(sc);
	const struct action *a = action_find(screen_of(sc)->actions, act);
	const void *here = list_screen_here(sc);

	if (list_act(&st->list, act)) {
		if (st->list.top != st->first)
			put_anew(sc, act == ACT_UP || act == ACT_DOWN);
	} else if (list_scroll(&st->list, st->columns, st->ncolumns, room_of(sc), act)) {
		return;
	} else if (a != NULL && a->on_screen != NULL) {
		a->on_screen(sc);
	} else if (a != NULL && a->on_row != NULL && here != NULL) {
		a->on_row(sc, here);
	} else if (a != NULL && a->on_row != NULL) {
		app_say(screen_app(sc), MESSAGE_INFO, "Список пуст: выбирать не из чего.");
	} else if (def_of(sc)->act != NULL) {
		def_of(sc)->act(sc, act);
	}
}
