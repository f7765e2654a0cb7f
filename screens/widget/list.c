/* SPDX-License-Identifier: MIT
 * list.c - a list of any length.
 */
#include "screens/widget/list.h"
#include "screens/widget/list_columns.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "screens/widget/words.h"

static void
follow(struct list *l)
{
	size_t shown = l->shown > 0 ? (size_t)l->shown : 1;

	if (l->cursor < l->top)
		l->top = l->cursor;
	if (l->cursor >= l->top + shown)
		l->top = l->cursor - shown + 1;
	if (l->top + shown > l->count)
		l->top = l->count > shown ? l->count - shown : 0;
}

void
list_set(struct list *l, size_t count, int shown)
{
	l->count = count;
	l->shown = shown;
	list_go(l, l->cursor);
}

void
list_go(struct list *l, size_t row)
{
	l->cursor = row < l->count ? row : l->count > 0 ? l->count - 1 : 0;
	follow(l);
}

size_t
list_at(const struct list *l)
{
	assert(l->cursor < l->count);
	return l->cursor;
}

size_t
list_page(const struct list *l)
{
	size_t shown = l->shown > 0 ? (size_t)l->shown : 0;

	return l->count - l->top < shown ? l->count - l->top : shown;
}

/* A page moves what is seen as well, so that the cursor keeps its place on the screen. */
static void
page(struct list *l, bool down)
{
	size_t step = l->shown > 1 ? (size_t)l->shown - 1 : 1;
	size_t far = l->count > (size_t)l->shown ? l->count - (size_t)l->shown : 0;

	if (down) {
		l->top = l->top + step < far ? l->top + step : far;
		list_go(l, l->cursor + step);
	} else {
		l->top = l->top > step ? l->top - step : 0;
		list_go(l, l->cursor > step ? l->cursor - step : 0);
	}
}

bool
list_act(struct list *l, int act)
{
	switch (act) {
	case ACT_UP:
		list_go(l, l->cursor > 0 ? l->cursor - 1 : 0);
		return true;
	case ACT_DOWN:
		list_go(l, l->cursor + 1);
		return true;
	case ACT_PAGE_UP:
	case ACT_PAGE_DOWN:
		page(l, act == ACT_PAGE_DOWN);
		return true;
	case ACT_FIRST:
		list_go(l, 0);
		return true;
	case ACT_LAST:
		list_go(l, l->count);
		return true;
	default:
		return false;
	}
}

struct spot {
	struct ui *ui;
	int row, column, width;
	const char *text;
};

static void
emphasise(void *context, size_t from, size_t len)
{
	const struct spot *p = context;
	char *before = strndup(p->text, from), *word = strndup(p->text + from, len);

	if (before != NULL && word != NULL) {
		int at = (int)utf8_width(before), width = (int)utf8_width(word);

		if (width > 0 && at + width < p->width)
			ui_put(p->ui, p->row, p->column + at, width, STYLE_STRONG, word);
	}
	free(before);
	free(word);
}

static void
put_cell(
    struct ui *ui, int row, int column, int width, enum style style, const char *text, bool right)
{
	int used = (int)utf8_width(text);

	if (!right || used >= width) {
		ui_put(ui, row, column, width, style, text);
		return;
	}
	ui_fill(ui, row, column, 1, width - used, style);
	ui_put(ui, row, column + width - used, used, style, text);
}

/* The sign of order stands behind the title, which gives way to it. */
static void
draw_heading(struct ui *ui, int row, int column, int width, const struct list_view *v, size_t c)
{
	const char *title = v->columns[c].title;
	int used = (int)utf8_width(title);

	if (c != v->sorted || width <= 3) {
		put_cell(ui, row, column, width, STYLE_HEADER, title, v->columns[c].right);
		return;
	}
	used = used < width - 2 ? used : width - 2;
	ui_put(ui, row, column, used, STYLE_HEADER, title);
	ui_put(ui, row, column + used + 1, 1, STYLE_HEADER, v->descending ? "▼" : "▲");
}

/* Marks at both ends tell of columns beyond them. */
static void
draw_headings(struct ui *ui, int row, int column, int columns, const struct list_view *v,
    const struct list_layout *layout)
{
	if (layout->before)
		ui_put(ui, row, column, 1, STYLE_HEADER, "◄");
	if (layout->behind)
		ui_put(ui, row, column + columns - SCROLLBAR, 1, STYLE_HEADER, "►");
	column += MARKERS;
	for (size_t i = 0; i < layout->count; i++) {
		const struct list_place *p = &layout->places[i];

		draw_heading(ui, row, column, p->width, v, p->column);
		zones_add(ui_zones(ui), row, column, p->width, ZONE_HEADING, (int)p->column);
		column += p->width + LIST_GAP;
	}
}

/* One cell of a row, in its style. */
static void
draw_cell(struct ui *ui, int row, int column, int width, enum style style,
    const struct list_view *v, size_t i, size_t c)
{
	struct buf text = {0};
	struct spot spot = {.ui = ui, .row = row, .column = column, .width = width};

	v->cell(v->context, i, c, &text);
	spot.text = buf_text(&text);
	put_cell(ui, row, column, width, style, spot.text, v->columns[c].right);
	if (v->found != NULL && style != STYLE_CURSOR && !v->columns[c].right)
		highlight_each(v->found, spot.text, emphasise, &spot);
	buf_free(&text);
}

/* The cursor is a bar over the whole row, for the eye to follow from one end to the other; where
 * the list has no focus, over the columns that name the row. No sign stands before the row, so that
 * curses finds its text again when the list scrolls and lets the terminal move it. */
static enum style
cell_style(const struct list_view *v, size_t column, enum style plain, bool here, bool marked)
{
	if (here && (v->columns[column].lead || v->focused))
		return STYLE_CURSOR;
	return marked && v->columns[column].lead ? STYLE_MARKED : plain;
}

static void
draw_row(const struct list *l, struct ui *ui, int row, int column, int columns, size_t i,
    const struct list_view *v, const struct list_layout *layout)
{
	bool here = i == l->cursor, marked = v->marked != NULL && v->marked(v->context, i);
	enum style plain = v->style != NULL ? v->style(v->context, i) : STYLE_PLAIN;

	if (marked)
		ui_put(ui, row, column, 1, STYLE_MARKED, "*");
	if (here && v->focused) {
		ui_fill(ui, row, column + MARKERS, 1, columns - MARKERS - SCROLLBAR, STYLE_CURSOR);
		ui_cursor(ui, row, column + MARKERS);
	}
	column += MARKERS;
	for (size_t k = 0; k < layout->count; k++) {
		const struct list_place *p = &layout->places[k];

		draw_cell(ui, row, column, p->width, cell_style(v, p->column, plain, here, marked),
		    v, i, p->column);
		column += p->width + LIST_GAP;
	}
}

void
list_draw(const struct list *l, struct ui *ui, int row, int column, int rows, int columns,
    const struct list_view *v)
{
	struct list_layout layout;
	size_t n = list_page(l);

	assert(v->ncolumns <= LIST_COLUMNS);
	assert(l->count == 0 || (l->top <= l->cursor && l->cursor < l->count));
	list_layout(l, v->columns, v->ncolumns, columns, &layout);
	if (v->headings) {
		draw_headings(ui, row, column, columns, v, &layout);
		row++;
		rows--;
	}
	for (size_t i = 0; i < n && (int)i < rows; i++) {
		draw_row(l, ui, row + (int)i, column, columns, l->top + i, v, &layout);
		zones_add(ui_zones(ui), row + (int)i, column, columns - SCROLLBAR,
		    v->menu ? ZONE_LINE : ZONE_ROW, (int)i - (int)(l->cursor - l->top));
	}
	ui_scrollbar(ui, row, column + columns - SCROLLBAR, rows, l->top, n, l->count);
}

void
list_put_position(const struct list *l, struct buf *out)
{
	if (l->count == 0) {
		buf_puts(out, "пусто");
		return;
	}
	words_put_number(out, l->cursor + 1);
	buf_puts(out, " из ");
	words_put_number(out, l->count);
}

void
list_draw_foot(const struct list *l, struct ui *ui, int row, int columns)
{
	struct buf text = {0};
	int width;

	ui_rule(ui, row, 0, columns);
	buf_putc(&text, ' ');
	list_put_position(l, &text);
	buf_putc(&text, ' ');
	width = (int)utf8_width(buf_text(&text));
	ui_put(ui, row, columns - width - 2, width, STYLE_PLAIN, buf_text(&text));
	buf_free(&text);
}
