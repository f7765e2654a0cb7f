/* SPDX-License-Identifier: MIT
 * browser_view.c - the list screen: how it looks.
 */
#include "screens/app/list_screen.h"
#include "screens/record/browser.h"

#include <string.h>

#include "base/utf8.h"
#include "screens/widget/text.h"
#include "screens/widget/words.h"
#include "service/core/changes.h"

enum { PREVIEW_FROM = 140, PREVIEW_WIDTH = 48, SEARCH_WIDTH = 30 };

static bool
has_conditions(const struct browser *b)
{
	return b->filters.count > 0 || b->marked_only || b->only != NULL ||
	    (b->listing != NULL && listing_layout(b->listing) != NULL);
}

struct browser_layout
browser_layout(const struct browser *b, int row, int rows, int columns)
{
	struct browser_layout l = {
	    .list_row = row + 1, .foot_row = row + rows - 1, .list_columns = columns};

	if (has_conditions(b))
		l.conditions_row = l.list_row++;
	l.list_rows = l.foot_row - l.list_row;
	if (columns >= PREVIEW_FROM) {
		l.preview_columns = PREVIEW_WIDTH;
		l.list_columns = columns - PREVIEW_WIDTH - 1;
	}
	return l;
}

static void
draw_head(const struct browser *b, struct ui *ui, int row, int columns)
{
	struct buf text = {0};
	size_t count = b->listing != NULL ? listing_count(b->listing) : 0;
	size_t total = b->listing != NULL ? listing_total(b->listing) : 0;

	if (b->searching) {
		ui_put(ui, row, 1, 0, STYLE_LABEL, "Поиск:");
		editor_draw(b->search, ui, row, 8, SEARCH_WIDTH, true);
	} else if (b->marks.count == 0) { /* with marks the row is needed for them */
		ui_put(ui, row, 1, 0, STYLE_FAINT, "Чтобы найти, начните набирать");
	}
	if (b->marks.count > 0) {
		buf_puts(&text, "отмечено ");
		words_put_number(&text, b->marks.count);
		buf_puts(&text, b->kind == KIND_PEOPLE ? " (F2 — внести им) · " : " · ");
	}
	if (count != total) {
		buf_puts(&text, "показано ");
		words_put_number(&text, count);
		buf_puts(&text, " из ");
		words_put_number(&text, total);
	} else {
		buf_puts(&text, "всего ");
		words_put_number(&text, total);
	}
	ui_put(ui, row, columns - 1 - (int)utf8_width(buf_text(&text)), 0, STYLE_PLAIN,
	    buf_text(&text));
	buf_free(&text);
}

/* What narrows the list stays in sight. */
static void
draw_conditions(const struct screen *sc, struct ui *ui, int row, int columns)
{
	const struct browser *b = screen_state(sc);
	const char *layout = b->listing != NULL ? listing_layout(b->listing) : NULL;
	struct buf text = {0};

	if (layout != NULL)
		buf_printf(&text, "искали: %s (другая раскладка)", layout);
	if (b->marked_only)
		buf_printf(&text, "%sтолько отмеченные", text.len > 0 ? " · " : "");
	if (b->narrowed != 0 && !b->marked_only) {
		buf_puts(&text, text.len > 0 ? " · " : "");
		browser_put_narrowing(sc, &text);
	} else if (b->only != NULL && !b->marked_only) {
		buf_printf(&text, "%sтолько отобранные записи", text.len > 0 ? " · " : "");
	}
	if (b->filters.count > 0 && text.len > 0)
		buf_puts(&text, " · ");
	buf_puts(&text, buf_text(&b->filter_words));
	ui_put(ui, row, 1, columns - 2, STYLE_WARNING, buf_text(&text));
	buf_free(&text);
}

/* Why the list is empty, and what to do about it. */
static void
put_why_empty(const struct screen *sc, struct buf *out)
{
	const struct browser *b = screen_state(sc);
	const struct entity *e = entity_of(b->kind);

	if (b->listing == NULL)
		buf_puts(out, LIST_UNREAD);
	else if (listing_total(b->listing) == 0 &&
	    changes_permit(app_session(screen_app(sc)), PERMIT_EDIT))
		buf_printf(out, "Здесь пока пусто: %s.\n\nIns — внести первую запись.", e->about);
	else if (listing_total(b->listing) == 0)
		buf_printf(out, "Здесь пока пусто: %s.", e->about);
	else if (editor_count(b->search) > 0)
		buf_printf(out,
		    "По словам «%s» ничего не найдено, в другой раскладке тоже.\n\nEsc — убрать "
		    "поиск.",
		    editor_text(b->search));
	else if (b->marked_only)
		buf_puts(
		    out, "Ни одна запись не отмечена.\n\n= — показать все, Пробел — отметить.");
	else
		buf_puts(out, "Под этот отбор не подходит ни одна запись.\n\nEsc — снять отбор.");
}

static void
draw_empty(const struct screen *sc, struct ui *ui, const struct browser_layout *l)
{
	struct buf text = {0};
	int width = l->list_columns - 8 < 64 ? l->list_columns - 8 : 64, height;

	put_why_empty(sc, &text);
	height = text_height(buf_text(&text), width);
	text_draw(ui, l->list_row + (l->list_rows - height) / 3, 4, height, width, STYLE_PLAIN,
	    buf_text(&text));
	ui_cursor(ui, l->list_row + (l->list_rows - height) / 3, 4);
	buf_free(&text);
}

static void
cell(const void *context, size_t row, size_t column, struct buf *out)
{
	const struct browser *b = context;

	buf_puts(out, rows_cell(&b->page, row, column));
}

static bool
is_marked(const void *context, size_t row)
{
	const struct browser *b = context;
	const struct record *r = rows_record(&b->page, row);

	return r != NULL && idset_has(&b->marks, r->id);
}

static size_t
sorted_column(const struct browser *b, bool *descending)
{
	const struct entity *e = entity_of(b->kind);
	const struct field *f = b->sort != NULL ? b->sort : field_find(b->kind, e->sorted[0]);

	*descending = b->descending != (b->sort == NULL && e->newest_first);
	return columns_find(&b->columns, f);
}

struct list_view
browser_list_view(const struct browser *b)
{
	struct list_view view = {.columns = b->columns.shown,
	    .ncolumns = b->columns.count,
	    .context = b,
	    .cell = cell,
	    .marked = is_marked,
	    .found = &b->found,
	    .headings = true,
	    .focused = !b->searching};

	view.sorted = sorted_column(b, &view.descending);
	return view;
}

static void
draw_list(const struct browser *b, struct ui *ui, const struct browser_layout *l)
{
	struct list_view view = browser_list_view(b);

	list_draw(&b->list, ui, l->list_row, 0, l->list_rows, l->list_columns, &view);
}

void
browser_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct browser *b = screen_state(sc);
	struct browser_layout l = browser_layout(b, row, rows, columns);

	if (l.conditions_row > 0)
		draw_conditions(sc, ui, l.conditions_row, columns);
	if (b->list.count == 0)
		draw_empty(sc, ui, &l);
	else
		draw_list(b, ui, &l);
	list_draw_foot(&b->list, ui, l.foot_row, columns);
	if (l.preview_columns > 0) {
		ui_vertical(ui, l.list_row, l.list_columns, l.list_rows);
		preview_draw(&b->preview, ui, l.list_row, l.list_columns + 2, l.list_rows,
		    l.preview_columns - 2);
	}
	draw_head(b, ui, row, columns); /* last: the cursor is in the search while it is typed */
}
