/* SPDX-License-Identifier: MIT
 * picker.c - find a record by typing a part of its name or its code.
 */
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/utf8.h"
#include "screens/app/ask.h"
#include "screens/widget/editor.h"
#include "screens/widget/list.h"
#include "screens/app/place_args.h"
#include "screens/form/record_form.h"
#include "service/core/changes.h"
#include "service/list/listing.h"
#include "service/record/register.h"

enum {
	TYPED_MOST = 200,
	WIDTH_MOST = 110,
	ROWS_MOST = 26,
	DETAIL_ROWS = 2,
	PAGE_MOST = 64,
	CELLS = 3 /* the name and what stands beside it */
};

struct picker {
	enum kind kind;
	struct session *session;
	struct editor *typed;
	struct listing *listing; /* NULL: could not be opened */
	struct list list;
	struct highlight found;
	struct record *rows[PAGE_MOST]; /* the page: rows [first, first + count) of the listing */
	const char *cells[PAGE_MOST][CELLS], *details[PAGE_MOST]; /* of the page, in words */
	struct arena texts;
	size_t first, count;
	uint64_t changes; /* changes_number() when the listing was opened */
};

/* What is shown beside the name: fields that tell namesakes apart. */
static const char *const *
details_of(enum kind kind)
{
	static const char *const people[] = {
	    "organisation", "position", "birth_date", "code", NULL};
	static const char *const organisations[] = {"code", "type", "full_name", "address", NULL};
	static const char *const others[] = {"code", NULL};

	return kind == KIND_PEOPLE ? people : kind == KIND_ORGANISATIONS ? organisations : others;
}

static const struct action actions[] = {
    ACTION(ACT_OPEN, "Enter F2", "Взять запись под курсором", .word = "Взять"),
    ACTION(
	ACT_NEW, "Ins", "Завести новую запись и взять её", .word = "Новая", .permit = PERMIT_EDIT),
    LIST_ACTIONS,
    {.act = ACT_NONE},
};

static struct picker *
state(const struct screen *sc)
{
	return screen_state(sc);
}

static const struct record *
row_at(const struct picker *p, size_t row)
{
	return row >= p->first && row < p->first + p->count ? p->rows[row - p->first] : NULL;
}

static void
find(struct picker *p)
{
	struct listing_spec spec = {.kind = p->kind, .search = editor_text(p->typed)};
	struct view v;

	listing_close(p->listing);
	p->changes = changes_number(p->session);
	p->listing = NULL;
	p->count = 0;
	view_open(&v, p->session);
	if (listing_open(&p->listing, &v, &spec, NULL, NULL) != ST_OK)
		p->listing = NULL;
	view_close(&v);
	highlight_clear(&p->found);
	highlight_set(&p->found,
	    p->listing != NULL && listing_layout(p->listing) != NULL ? listing_layout(p->listing)
								     : editor_text(p->typed));
	list_set(&p->list, p->listing != NULL ? listing_count(p->listing) : 0, p->list.shown);
}

static void
put_details(const struct picker *p, const struct view *v, const struct record *r, struct buf *out)
{
	for (const char *const *id = details_of(p->kind); *id != NULL; id++) {
		const struct field *f = field_find(p->kind, *id);
		struct buf value = {0};

		if (f != NULL)
			register_put_field(v, r, f, &value);
		if (value.len > 0)
			buf_printf(
			    out, "%s%s: %s", out->len > 0 ? " · " : "", f->label, buf_text(&value));
		buf_free(&value);
	}
}

static void
put_text(
    const struct picker *p, const struct view *v, const struct record *r, int cell, struct buf *out)
{
	const char *const *details = details_of(p->kind);
	const struct field *f;

	if (cell == 0) {
		register_put_name_of(v, r, out);
		return;
	}
	if (cell > 1 && details[1] == NULL)
		return;
	f = field_find(p->kind, details[cell - 1]);
	if (f != NULL)
		register_put_field(v, r, f, out);
}

static const char *
keep(struct picker *p, struct buf *text)
{
	const char *kept = arena_strndup(&p->texts, buf_text(text), text->len);

	buf_clear(text);
	return kept;
}

static void
read_texts(struct picker *p, const struct view *v)
{
	struct buf text = {0};

	arena_clear(&p->texts);
	for (size_t i = 0; i < p->count; i++) {
		for (int cell = 0; cell < CELLS; cell++) {
			put_text(p, v, p->rows[i], cell, &text);
			p->cells[i][cell] = keep(p, &text);
		}
		put_details(p, v, p->rows[i], &text);
		p->details[i] = keep(p, &text);
	}
	buf_free(&text);
}

/* Read the rows that are seen. */
static void
read_page(struct picker *p)
{
	size_t n = list_page(&p->list);
	struct view v;

	n = n < PAGE_MOST ? n : PAGE_MOST;
	for (size_t i = 0; i < n; i++)
		if (p->rows[i] == NULL)
			p->rows[i] = record_new(p->kind);
	p->first = p->list.top;
	view_open(&v, p->session);
	p->count = p->listing != NULL ? listing_page(p->listing, &v, p->first, n, p->rows) : 0;
	read_texts(p, &v);
	view_close(&v);
}

static void
place(const struct screen *sc, int *row, int *column, int *rows, int *columns)
{
	int all_rows, all_columns;

	app_size(screen_app(sc), &all_rows, &all_columns);
	*columns = all_columns - 6 < WIDTH_MOST ? all_columns - 6 : WIDTH_MOST;
	*rows = all_rows - 2 < ROWS_MOST ? all_rows - 2 : ROWS_MOST;
	*row = 1 + (all_rows - *rows) / 2;
	*column = (all_columns - *columns) / 2;
}

/* Box, input line, rule, list, rule, details. */
static int
list_rows(int rows)
{
	return rows - 2 - 1 - 1 - 1 - DETAIL_ROWS;
}

/* Others have changed something: the cursor stays on its record; when that is gone, it is said, for
 * the row under the cursor is another's now. */
static void
find_again(struct screen *sc)
{
	struct picker *p = state(sc);
	const struct record *r = row_at(p, p->list.cursor);
	uint64_t id = r != NULL ? r->id : 0;
	size_t at;
	struct view v;

	find(p);
	view_open(&v, p->session);
	at = id != 0 && p->listing != NULL ? listing_find(p->listing, &v, id) : 0;
	view_close(&v);
	if (id != 0 && p->listing != NULL && at < listing_count(p->listing))
		list_go(&p->list, at);
	else if (id != 0 && p->listing != NULL)
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Записи, на которой стоял курсор, здесь больше нет: её изменил или удалил "
		    "другой сотрудник. Курсор теперь на другой.");
}

static void
picker_load(struct screen *sc)
{
	struct picker *p = state(sc);
	int row, column, rows, columns;

	place(sc, &row, &column, &rows, &columns);
	if (p->listing == NULL || p->changes != changes_number(p->session))
		find_again(sc);
	list_set(&p->list, p->listing != NULL ? listing_count(p->listing) : 0, list_rows(rows));
	read_page(p);
}

static enum status
picker_open(struct screen *sc, const void *args, struct error *e)
{
	const struct picker_args *a = args;
	struct picker *p = state(sc);

	(void)e;
	p->kind = a->kind;
	p->session = app_session(screen_app(sc));
	p->typed = editor_new(TYPED_MOST, true);
	editor_set(p->typed, a->typed != NULL ? a->typed : "");
	return ST_OK;
}

static void
picker_close(struct screen *sc)
{
	struct picker *p = state(sc);

	editor_free(p->typed);
	listing_close(p->listing);
	highlight_clear(&p->found);
	arena_free(&p->texts);
	for (size_t i = 0; i < PAGE_MOST; i++)
		record_free(p->rows[i]);
}

static void
put_cell(const void *context, size_t row, size_t column, struct buf *out)
{
	const struct picker *p = context;

	if (row_at(p, row) != NULL)
		buf_puts(out, p->cells[row - p->first][column]);
}

static void
draw_list(const struct picker *p, struct ui *ui, int row, int column, int rows, int columns)
{
	static const struct list_column shown[] = {
	    {.title = "", .width = 34, .rank = 0, .grows = true, .lead = true},
	    {.title = "", .width = 22, .rank = 1},
	    {.title = "", .width = 20, .rank = 2},
	};
	struct list_view view = {.columns = shown,
	    .ncolumns = details_of(p->kind)[1] != NULL ? 3 : 2,
	    .context = p,
	    .cell = put_cell,
	    .found = &p->found,
	    .sorted = 3,
	    .focused = true};

	if (p->list.count > 0)
		list_draw(&p->list, ui, row, column, rows, columns, &view);
	else
		record_form_wrap(ui, row + 1, column + 2, columns - 4, rows - 1, STYLE_FAINT,
		    ALIGN_LEFT,
		    p->listing != NULL && listing_total(p->listing) == 0
			? "Записей ещё нет. Ins — завести первую."
			: "Ничего не нашлось.\nУберите часть букв — или заведите новую запись: "
			  "Ins.");
}

static void
draw_details(const struct picker *p, struct ui *ui, int row, int column, int columns)
{
	if (row_at(p, p->list.cursor) != NULL)
		record_form_wrap(ui, row, column, columns, DETAIL_ROWS, STYLE_FAINT, ALIGN_LEFT,
		    p->details[p->list.cursor - p->first]);
}

static void
draw_input(const struct picker *p, struct ui *ui, int row, int column, int columns)
{
	struct buf position = {0};

	ui_put(ui, row, column, 8, STYLE_LABEL, "Найти:");
	list_put_position(&p->list, &position);
	ui_put(ui, row, column + columns - (int)utf8_width(buf_text(&position)), 0, STYLE_FAINT,
	    buf_text(&position));
	editor_draw(p->typed, ui, row, column + 8, columns - 26, true);
	buf_free(&position);
}

static void
picker_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct picker *p = state(sc);
	struct buf title = {0};
	int column;

	place(sc, &row, &column, &rows, &columns);
	buf_puts(&title, entity_of(p->kind)->many);
	if (p->listing != NULL && listing_layout(p->listing) != NULL)
		buf_printf(&title, " · искали: %s (другая раскладка)", listing_layout(p->listing));
	ui_box(ui, row, column, rows, columns, buf_text(&title));
	ui_rule(ui, row + 2, column + 1, columns - 2);
	draw_list(p, ui, row + 3, column + 1, list_rows(rows), columns - 2);
	ui_rule(ui, row + 3 + list_rows(rows), column + 1, columns - 2);
	draw_details(p, ui, row + 4 + list_rows(rows), column + 2, columns - 4);
	draw_input(p, ui, row + 1, column + 2, columns - 4);
	buf_free(&title);
}

static void
take(struct screen *sc)
{
	const struct record *r = row_at(state(sc), state(sc)->list.cursor);
	struct answer answer = {.code = 1};

	if (r == NULL) {
		app_say(screen_app(sc), MESSAGE_INFO,
		    "Брать нечего: ничего не нашлось. Ins — завести новую запись.");
		return;
	}
	answer.id = r->id;
	app_pop(screen_app(sc), &answer);
}

static void
take_new(struct screen *sc, const void *about, const struct answer *answer)
{
	(void)about;
	if (answer->code == 1)
		app_pop(screen_app(sc), answer);
}

static void
picker_act(struct screen *sc, int act)
{
	struct picker *p = state(sc);

	if (act == ACT_OPEN)
		take(sc);
	else if (act == ACT_NEW)
		place_open(screen_app(sc), PLACE_ENTRY, THEN(take_new),
		    &(struct entry_args){
			.kind = p->kind, .typed = p->list.count == 0 ? editor_text(p->typed) : ""});
	else if (list_act(&p->list, act))
		read_page(p);
}

static bool
picker_key(struct screen *sc, const struct key *key)
{
	struct picker *p = state(sc);
	enum edited edited = ask_type(screen_app(sc), p->typed, key);

	if (edited != EDIT_CHANGED)
		return edited != EDIT_PASSED;
	list_go(&p->list, 0);
	find(p);
	read_page(p);
	return true;
}

static bool
picker_in_text(const struct screen *sc)
{
	(void)sc;
	return true;
}

const struct screen_ops picker_screen = {
    .name = "picker",
    .about = "Поиск записи: набирайте части имени, названия или код в любом порядке, Enter возьмёт "
	     "запись под курсором.",
    .state_size = sizeof(struct picker),
    .overlay = true,
    .actions = actions,
    .open = picker_open,
    .close = picker_close,
    .load = picker_load,
    .draw = picker_draw,
    .act = picker_act,
    .key = picker_key,
    .in_text = picker_in_text,
};
