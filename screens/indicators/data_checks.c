/* SPDX-License-Identifier: MIT
 * data_checks.c - records that are probably wrong, or will be asked about; each opens.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/die.h"
#include "base/utf8.h"
#include "screens/widget/list.h"
#include "screens/app/place_args.h"
#include "screens/widget/text.h"
#include "screens/widget/words.h"
#include "service/core/changes.h"
#include "service/indicators/indicators.h"
#include "service/record/register.h"

/* Rows of each doubt that are read; rows for why it is one. */
enum { MOST = 1000, BECAUSE_ROWS = 3 };

struct data_checks {
	struct data_check_row *rows;
	size_t nrows, totals[DOUBT_COUNT];
	int shown;           /* a doubt, or DOUBT_COUNT: all */
	size_t first, count; /* of the rows that are shown */
	struct list list;
	char **people, **records; /* texts of the rows seen */
	size_t page, seen;
	uint64_t changes; /* changes_number() when it was read */
	bool read;
};

static void
drop_texts(struct data_checks *d)
{
	for (size_t i = 0; i < d->seen; i++) {
		free(d->people[i]);
		free(d->records[i]);
	}
	free(d->people);
	free(d->records);
	d->people = d->records = NULL;
	d->seen = 0;
}

static void
data_checks_close(struct screen *sc)
{
	struct data_checks *d = screen_state(sc);

	drop_texts(d);
	free(d->rows);
}

static char *
name_of(struct session *s, enum kind kind, uint64_t id)
{
	struct buf text = {0};

	register_put_name(s, kind, id, &text);
	return buf_detach(&text);
}

static void
load_texts(struct screen *sc)
{
	struct data_checks *d = screen_state(sc);
	struct session *s = app_session(screen_app(sc));
	size_t seen = list_page(&d->list);

	drop_texts(d);
	d->page = d->list.top;
	d->people = xcalloc(seen + 1, sizeof(*d->people));
	d->records = xcalloc(seen + 1, sizeof(*d->records));
	for (d->seen = 0; d->seen < seen; d->seen++) {
		const struct data_check_row *row = &d->rows[d->first + d->page + d->seen];

		d->people[d->seen] = name_of(s, KIND_PEOPLE, row->person);
		d->records[d->seen] = name_of(s, row->kind, row->id);
	}
}

/* The rows are in order of doubt: those of one stand together. */
static void
choose_rows(struct screen *sc)
{
	struct data_checks *d = screen_state(sc);
	int rows, columns;

	d->first = 0;
	d->count = d->nrows;
	if (d->shown < DOUBT_COUNT) {
		while (d->first < d->nrows && (int)d->rows[d->first].doubt < d->shown)
			d->first++;
		d->count = 0;
		while (d->first + d->count < d->nrows &&
		    (int)d->rows[d->first + d->count].doubt == d->shown)
			d->count++;
	}
	app_size(screen_app(sc), &rows, &columns);
	list_set(&d->list, d->count, rows - 2 - BECAUSE_ROWS - 1);
	load_texts(sc);
}

/* The cursor stays on its row when the rows are read anew, were it in another place now. */
static void
keep_cursor(struct data_checks *d, const struct data_check_row *rows, size_t count)
{
	const struct data_check_row *here;
	size_t first = 0;

	if (d->list.cursor >= d->count)
		return;
	here = &d->rows[d->first + d->list.cursor];
	while (d->shown < DOUBT_COUNT && first < count && (int)rows[first].doubt < d->shown)
		first++;
	for (size_t i = first; i < count; i++)
		if (rows[i].doubt == here->doubt && rows[i].kind == here->kind &&
		    rows[i].id == here->id) {
			d->list.cursor = i - first;
			return;
		}
}

static void
data_checks_load(struct screen *sc)
{
	struct data_checks *d = screen_state(sc);
	struct app *app = screen_app(sc);
	struct session *s = app_session(app);
	uint64_t changes = changes_number(s);
	struct data_check_row *rows;
	struct error e = {0};
	size_t count;

	if (!d->read || changes != d->changes) {
		if (indicators_data_checks(s, clock_today(), MOST, &rows, &count, d->totals, &e) !=
		    ST_OK) {
			app_say_error(app, &e);
			return;
		}
		keep_cursor(d, rows, count);
		free(d->rows);
		d->rows = rows;
		d->nrows = count;
		d->changes = changes;
		d->read = true;
	}
	choose_rows(sc);
}

static enum status
data_checks_open(struct screen *sc, const void *args, struct error *e)
{
	struct data_checks *d = screen_state(sc);

	(void)args;
	d->shown = DOUBT_COUNT;
	return session_require(app_session(screen_app(sc)), PERMIT_READ, e);
}

static size_t
total(const struct data_checks *d)
{
	size_t sum = 0;

	for (int i = 0; i < DOUBT_COUNT; i++)
		if (d->shown == DOUBT_COUNT || d->shown == i)
			sum += d->totals[i];
	return sum;
}

static void
data_checks_title(const struct screen *sc, struct buf *out)
{
	const struct data_checks *d = screen_state(sc);

	buf_puts(out, "Стоит проверить › ");
	list_put_position(&d->list, out);
}

/* Drawing. */

enum data_checks_column { COLUMN_RECORD, COLUMN_DOUBT, COLUMN_PERSON };

static const struct list_column data_checks_columns[] = {
    [COLUMN_RECORD] = {.title = "Запись", .width = 40, .rank = 0, .grows = true, .lead = true},
    [COLUMN_DOUBT] = {.title = "Что странно", .width = 34, .rank = 1, .grows = true},
    [COLUMN_PERSON] = {.title = "Кто", .width = 30, .rank = 2},
};
enum { COLUMNS = sizeof(data_checks_columns) / sizeof(data_checks_columns[0]) };

static void
data_checks_cell(const void *context, size_t row, size_t column, struct buf *out)
{
	const struct data_checks *d = context;
	size_t i = row - d->page;

	if (row < d->page || i >= d->seen)
		return;
	if (column == COLUMN_DOUBT)
		buf_puts(out, data_check_info(d->rows[d->first + row].doubt)->title);
	else
		buf_puts(out, column == COLUMN_PERSON ? d->people[i] : d->records[i]);
}

static void
draw_head(const struct data_checks *d, struct ui *ui, int row, int columns)
{
	struct buf text = {0};
	static const char hint[] = "Tab — другое";
	int width = (int)utf8_width(hint);

	buf_printf(&text, "%s: ",
	    d->shown == DOUBT_COUNT ? "Всё вместе"
				    : data_check_info((enum data_check)d->shown)->title);
	words_put_number(&text, total(d));
	if (total(d) > d->count)
		buf_printf(&text, ", показано по %d первых", MOST);
	ui_put(ui, row, 1, columns - width - 4, STYLE_STRONG, buf_text(&text));
	ui_put(ui, row, columns - width - 1, width, STYLE_FAINT, hint);
	buf_free(&text);
}

static const char *
why_empty(const struct data_checks *d)
{
	return d->shown == DOUBT_COUNT
	    ? "Сомнительных записей нет: обучение, ИОМ, поддержка, статусы и закрепления сходятся."
	    : "Таких записей нет. Tab — посмотреть другие проверки.";
}

static void
data_checks_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct data_checks *d = screen_state(sc);
	const struct list_view view = {.columns = data_checks_columns,
	    .ncolumns = COLUMNS,
	    .context = d,
	    .cell = data_checks_cell,
	    .sorted = COLUMNS,
	    .headings = true,
	    .focused = true};
	int foot = row + rows - BECAUSE_ROWS - 1;
	const struct data_check_info *info;

	draw_head(d, ui, row, columns);
	list_draw_foot(&d->list, ui, foot, columns);
	if (d->count == 0) {
		text_draw(ui, row + 3, 4, 3, columns - 8 < 64 ? columns - 8 : 64, STYLE_PLAIN,
		    why_empty(d));
		ui_cursor(ui, row + 3, 4);
		return;
	}
	list_draw(&d->list, ui, row + 1, 0, rows - 2 - BECAUSE_ROWS, columns, &view);
	info = data_check_info(d->rows[d->first + list_at(&d->list, d->count)].doubt);
	ui_put(ui, foot + 1, 1, columns - 2, STYLE_STRONG, info->title);
	text_draw(ui, foot + 2, 1, BECAUSE_ROWS - 1, columns - 2, STYLE_PLAIN, info->because);
}

/* What can be done. */

static const struct data_check_row *
current(struct screen *sc)
{
	struct data_checks *d = screen_state(sc);

	if (d->list.cursor < d->count)
		return &d->rows[d->first + d->list.cursor];
	app_say(screen_app(sc), MESSAGE_INFO, "Проверять нечего: список пуст.");
	return NULL;
}

static void
show(struct screen *sc, int step)
{
	struct data_checks *d = screen_state(sc);

	d->shown = (d->shown + step + DOUBT_COUNT + 1) % (DOUBT_COUNT + 1);
	d->list.cursor = d->list.top = 0;
	choose_rows(sc);
}

static void
data_checks_act(struct screen *sc, enum act act)
{
	struct data_checks *d = screen_state(sc);
	struct app *app = screen_app(sc);
	const struct data_check_row *row;

	if (list_act(&d->list, act)) {
		if (d->list.top != d->page)
			load_texts(sc);
		return;
	}
	if (act == ACT_NEXT || act == ACT_PREVIOUS) {
		show(sc, act == ACT_NEXT ? 1 : -1);
		return;
	}
	row = current(sc);
	if (row == NULL)
		return;
	if (act == ACT_OPEN)
		place_open(app, PLACE_CARD, NO_QUESTION,
		    &(struct card_args){.kind = row->kind, .id = row->id});
	else if (act == ACT_EDIT)
		place_open(app, PLACE_ENTRY, NO_QUESTION,
		    &(struct entry_args){.kind = row->kind, .id = row->id});
	else if (act == ACT_REFERRERS)
		place_open(app, PLACE_CARD, NO_QUESTION,
		    &(struct card_args){.kind = KIND_PEOPLE, .id = row->person});
}

static const struct action data_checks_actions[] = {
    {.act = ACT_OPEN,
	.keys = "Enter F3",
	.word = "Запись",
	.help = "Открыть запись",
	.permit = PERMIT_READ},
    {.act = ACT_EDIT,
	.keys = "F4",
	.word = "Правка",
	.help = "Исправить запись",
	.permit = PERMIT_EDIT},
    {.act = ACT_REFERRERS,
	.keys = "F7",
	.word = "Человек",
	.help = "Открыть карточку человека",
	.permit = PERMIT_READ},
    {.act = ACT_NEXT, .keys = "Tab", .word = "Другое", .help = "К следующей проверке"},
    {.act = ACT_PREVIOUS, .keys = "S-Tab", .help = "К предыдущей проверке"},
    LIST_ACTIONS,
    {.act = ACT_NONE},
};

const struct screen_ops data_checks_screen = {
    .name = "doubts",
    .about = "Записи, в которых что-то не сходится: посмотрите и исправьте, если это ошибка.",
    .state_size = sizeof(struct data_checks),
    .actions = data_checks_actions,
    .open = data_checks_open,
    .close = data_checks_close,
    .title = data_checks_title,
    .load = data_checks_load,
    .draw = data_checks_draw,
    .act = data_checks_act,
};
