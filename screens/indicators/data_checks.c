/* SPDX-License-Identifier: MIT
 * data_checks.c - records that are probably wrong, or will be asked about; each opens.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "screens/app/list_screen.h"
#include "screens/app/place_args.h"
#include "screens/widget/text.h"
#include "screens/widget/words.h"
#include "service/core/changes.h"
#include "service/indicators/indicators.h"
#include "service/record/register.h"

/* Rows of each doubt that are read; rows for why it is one. */
enum { MOST = 1000, BECAUSE_ROWS = 3 };

struct data_checks {
	struct list_state base; /* first: list_screen.h */
	struct data_check_row *all;
	size_t nall, totals[DOUBT_COUNT];
	int shown;        /* a doubt, or DOUBT_COUNT: all */
	uint64_t changes; /* changes_number() when it was read */
	bool read;
};

static enum status
data_checks_open(struct screen *sc, const void *args, struct error *e)
{
	struct data_checks *d = screen_state(sc);

	(void)args;
	d->shown = DOUBT_COUNT;
	return session_require(app_session(screen_app(sc)), PERMIT_READ, e);
}

static void
data_checks_close(struct screen *sc)
{
	struct data_checks *d = screen_state(sc);

	free(d->all);
}

/* All of them, unless nothing has changed since they were read. */
static bool
read_all(struct data_checks *d, struct app *app, struct view *v)
{
	struct session *s = app_session(app);
	uint64_t changes;
	struct data_check_row *rows;
	struct error e = {0};

	view_close(v); /* what has changed is seen by itself, before what is read */
	changes = changes_number(s);
	view_open(v, s);
	if (d->read && changes == d->changes)
		return true;
	if (indicators_data_checks(v, clock_today(), MOST, &rows, &d->nall, d->totals, &e) !=
	    ST_OK) {
		app_say_error(app, &e);
		return false;
	}
	free(d->all);
	d->all = rows;
	d->changes = changes;
	d->read = true;
	return true;
}

static bool
data_checks_read(struct screen *sc, struct list_rows *out)
{
	struct data_checks *d = screen_state(sc);

	if (!read_all(d, screen_app(sc), out->view))
		return false;
	for (size_t i = 0; i < d->nall; i++)
		if (d->shown == DOUBT_COUNT || (int)d->all[i].doubt == d->shown)
			list_rows_add(out, &d->all[i]);
	return true;
}

static bool
is_same_check(const void *row, const void *other)
{
	const struct data_check_row *a = row, *b = other;

	return a->doubt == b->doubt && a->kind == b->kind && a->id == b->id;
}

static void
put_check(const void *row, struct list_cells *out)
{
	const struct data_check_row *check = row;

	register_put_name(out->view, check->kind, check->id, &out->text[0]);
	buf_puts(&out->text[1], data_check_info(check->doubt)->title);
	register_put_name(out->view, KIND_PEOPLE, check->person, &out->text[2]);
}

static void
draw_head(const struct screen *sc, struct ui *ui, int row, int columns)
{
	static const char hint[] = "Tab — другое";
	const struct data_checks *d = screen_state(sc);
	int width = (int)utf8_width(hint);
	size_t total = 0;
	struct buf text = {0};

	for (int i = 0; i < DOUBT_COUNT; i++)
		if (d->shown == DOUBT_COUNT || d->shown == i)
			total += d->totals[i];
	buf_printf(&text, "%s: ",
	    d->shown == DOUBT_COUNT ? "Всё вместе"
				    : data_check_info((enum data_check)d->shown)->title);
	words_put_number(&text, total);
	if (total > d->base.rows.count)
		buf_printf(&text, ", показано по %d первых", MOST);
	ui_put(ui, row, 1, columns - width - 4, STYLE_STRONG, buf_text(&text));
	ui_put(ui, row, columns - width - 1, width, STYLE_FAINT, hint);
	buf_free(&text);
}

static void
draw_because(const struct screen *sc, const void *row, struct ui *ui, int at, int columns)
{
	const struct data_check_info *info =
	    data_check_info(((const struct data_check_row *)row)->doubt);

	(void)sc;
	ui_put(ui, at, 1, columns - 2, STYLE_STRONG, info->title);
	text_draw(ui, at + 1, 1, BECAUSE_ROWS - 1, columns - 2, STYLE_PLAIN, info->because);
}

static const char *
why_empty(const struct screen *sc)
{
	const struct data_checks *d = screen_state(sc);

	return d->shown == DOUBT_COUNT
	    ? "Сомнительных записей нет: обучение, ИОМ, поддержка, статусы и закрепления сходятся."
	    : "Таких записей нет. Tab — посмотреть другие проверки.";
}

/* What can be done. */

static void
turn(struct screen *sc, int step)
{
	struct data_checks *d = screen_state(sc);

	d->shown = (d->shown + step + DOUBT_COUNT + 1) % (DOUBT_COUNT + 1);
	list_screen_begin(sc);
}

static void
next(struct screen *sc)
{
	turn(sc, 1);
}

static void
previous(struct screen *sc)
{
	turn(sc, -1);
}

static void
open_record(struct screen *sc, const void *row)
{
	const struct data_check_row *check = row;

	open_card(sc, check->kind, check->id);
}

static void
open_person(struct screen *sc, const void *row)
{
	open_card(sc, KIND_PEOPLE, ((const struct data_check_row *)row)->person);
}

static void
edit(struct screen *sc, const void *row)
{
	const struct data_check_row *check = row;

	open_form(sc, check->kind, check->id);
}

enum { DO_REFERRERS = ACT_OWN };

const struct screen_ops data_checks_screen = {
    .name = "doubts",
    .about = "Записи, в которых что-то не сходится: посмотрите и исправьте, если это ошибка.",
    .open = data_checks_open,
    .actions = LIST_WORK(ACTION(ACT_OPEN, "Enter F3", "Открыть запись", .word = "Запись",
			     .permit = PERMIT_READ, .on_row = open_record),
	ACTION(ACT_EDIT, "F4", "Исправить запись", .word = "Правка", .permit = PERMIT_EDIT,
	    .on_row = edit),
	ACTION(DO_REFERRERS, "F7", "Открыть карточку человека", .word = "Человек",
	    .synonyms = "связи ссылки связанные", .permit = PERMIT_READ, .on_row = open_person),
	ACTION(ACT_NEXT, "Tab", "К следующей проверке", .word = "Другое", .on_screen = next),
	ACTION(ACT_PREVIOUS, "S-Tab", "К предыдущей проверке", .on_screen = previous)),
    LIST_SCREEN(struct data_checks, struct data_check_row,
	COLUMNS({.title = "Запись", .width = 40, .grows = true, .lead = true},
	    {.title = "Что проверить", .width = 34, .rank = 1, .grows = true},
	    {.title = "Кто", .width = 30, .rank = 2}),
	.title = "Стоит проверить", .read = data_checks_read, .put = put_check,
	.same = is_same_check, .why_empty = why_empty, .close = data_checks_close, .head = 1,
	.draw_head = draw_head, .foot = BECAUSE_ROWS + 1, .draw_foot = draw_because),
};
