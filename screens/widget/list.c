/* SPDX-License-Identifier: MIT
 * list.c - a list of any length.
 */
#include "screens/widget/list.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "screens/widget/words.h"

enum { MARKERS = 2, SCROLLBAR = 1, SHRUNK_MIN = 10, GROWN_FIRST = 34, GROWN_MAX = 64 };

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
list_at(const struct list *l, size_t count)
{
	assert(l->cursor < count);
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

/* The column not yet taken that is to be dropped last; n when all are taken. */
static size_t
next_by_rank(const struct list_column *columns, size_t n, const bool *taken)
{
	size_t best = n;

	for (size_t i = 0; i < n; i++)
		if (!taken[i] && (best == n || columns[i].rank < columns[best].rank))
			best = i;
	return best;
}

/* Hand out what room is left: each column of the wanted sort gets up to its limit. */
static int
grow(const struct list_column *columns, size_t n, int left, int *widths, bool growing, int limit)
{
	for (size_t i = 0; i < n; i++) {
		int most = limit > 0 ? limit : (int)utf8_width(columns[i].title) + 1;
		int more = most - widths[i];

		if (widths[i] == 0 || columns[i].grows != growing || more <= 0)
			continue;
		more = more < left ? more : left;
		widths[i] += more;
		left -= more;
	}
	return left;
}

void
list_layout(const struct list_column *columns, size_t n, int room, int *widths)
{
	bool taken[LIST_COLUMNS] = {false};
	int left = room - MARKERS - SCROLLBAR - 1;
	bool first = true;

	for (size_t i = 0; i < n; i++)
		widths[i] = 0;
	for (size_t k = 0; k < n && k < LIST_COLUMNS; k++) {
		size_t i = next_by_rank(columns, n, taken);
		int width = columns[i].width, gap = first ? 0 : LIST_GAP, rest = left - gap;

		taken[i] = true;
		if (width > rest && (first || (rest >= SHRUNK_MIN && rest * 5 >= width * 3)))
			width = rest > 0 ? rest : 0;
		if (width > rest)
			continue;
		widths[i] = width;
		left -= width + gap;
		first = false;
	}
	left = grow(columns, n, left, widths, true, GROWN_FIRST);
	left = grow(columns, n, left, widths, false, 0);
	grow(columns, n, left, widths, true, GROWN_MAX);
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

static void
draw_headings(struct ui *ui, int row, int column, const struct list_view *v, const int *widths)
{
	column += MARKERS;
	for (size_t i = 0; i < v->ncolumns; i++) {
		int width = widths[i];

		if (width == 0)
			continue;
		if (i == v->sorted && width > 3) {
			int title = (int)utf8_width(v->columns[i].title);

			title = title < width - 2 ? title : width - 2;
			ui_put(ui, row, column, title, STYLE_HEADER, v->columns[i].title);
			ui_put(ui, row, column + title + 1, 1, STYLE_HEADER,
			    v->descending ? "▼" : "▲");
		} else {
			put_cell(ui, row, column, width, STYLE_HEADER, v->columns[i].title,
			    v->columns[i].right);
		}
		column += width + LIST_GAP;
	}
}

/* In a window so wide the eye needs a bar to follow the row from one end to the other. */
enum { BAR_FROM = 100 };

/* In a narrower one the cursor's colour covers the text of the leading columns alone: a row of
 * eighty changed cells would cost a slow line twice what the eye needs. No sign stands before the
 * row, so that curses finds its text again when the list scrolls and lets the terminal move it. */
static enum style
cell_style(
    const struct list_view *v, size_t column, enum style plain, bool here, bool marked, bool bar)
{
	if (here && (v->columns[column].lead || bar))
		return STYLE_CURSOR;
	return marked && v->columns[column].lead ? STYLE_MARKED : plain;
}

/* The colour ends with the text: blanks that change theirs are sent, too. */
static void
put_under_cursor(struct ui *ui, int row, int column, int width, const char *text)
{
	int used = (int)utf8_width(text);

	used = used < 1 ? 1 : used < width ? used : width;
	ui_put(ui, row, column, used, STYLE_CURSOR, text);
}

static void
draw_row(const struct list *l, struct ui *ui, int row, int column, int columns, size_t i,
    const struct list_view *v, const int *widths)
{
	bool bar = columns >= BAR_FROM && v->focused;
	bool here = i == l->cursor, marked = v->marked != NULL && v->marked(v->context, i);
	enum style plain = v->style != NULL ? v->style(v->context, i) : STYLE_PLAIN;
	struct buf text = {0};

	if (marked)
		ui_put(ui, row, column, 1, STYLE_MARKED, "*");
	if (here && bar)
		ui_fill(ui, row, column + MARKERS, 1, columns - MARKERS - SCROLLBAR, STYLE_CURSOR);
	column += MARKERS;
	if (here && v->focused)
		ui_cursor(ui, row, column);
	for (size_t c = 0; c < v->ncolumns; c++) {
		enum style style = cell_style(v, c, plain, here, marked, bar);

		if (widths[c] == 0)
			continue;
		buf_clear(&text);
		v->cell(v->context, i, c, &text);
		if (style == STYLE_CURSOR && !v->columns[c].right)
			put_under_cursor(ui, row, column, widths[c], buf_text(&text));
		else
			put_cell(ui, row, column, widths[c], style, buf_text(&text),
			    v->columns[c].right);
		if (v->found != NULL && style != STYLE_CURSOR && !v->columns[c].right)
			highlight_each(v->found, buf_text(&text), emphasise,
			    &(struct spot){.ui = ui,
				.row = row,
				.column = column,
				.width = widths[c],
				.text = buf_text(&text)});
		column += widths[c] + LIST_GAP;
	}
	buf_free(&text);
}

void
list_draw(const struct list *l, struct ui *ui, int row, int column, int rows, int columns,
    const struct list_view *v)
{
	int widths[LIST_COLUMNS] = {0};
	size_t n = list_page(l);

	assert(v->ncolumns <= LIST_COLUMNS);
	assert(l->count == 0 || (l->top <= l->cursor && l->cursor < l->count));
	list_layout(v->columns, v->ncolumns, columns, widths);
	if (v->headings) {
		draw_headings(ui, row, column, v, widths);
		row++;
		rows--;
	}
	for (size_t i = 0; i < n && (int)i < rows; i++)
		draw_row(l, ui, row + (int)i, column, columns, l->top + i, v, widths);
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
