/* SPDX-License-Identifier: MIT
 * copy_comparison.c - a copy beside the register: every record that is another in it, and the way
 * back of one.
 */
#include <string.h>

#include "base/date.h"
#include "screens/app/ask.h"
#include "screens/app/list_screen.h"
#include "screens/app/place_args.h"
#include "screens/widget/words.h"
#include "service/upkeep/copies.h"

struct comparison {
	struct list_state base; /* first: list_screen.h */
	struct buf file;
	struct copy_comparison found;
};

/* What was found before stays when it cannot be found anew. */
static enum status
compare(struct screen *sc, struct error *e)
{
	struct comparison *c = screen_state(sc);
	struct app *app = screen_app(sc);
	struct copy_comparison found = {0};
	enum status st =
	    copies_compare(app_session(app), buf_text(&c->file), &found, app_progress, app, e);

	if (st == ST_OK) {
		copies_comparison_free(&c->found);
		c->found = found;
	} else {
		copies_comparison_free(&found);
	}
	return st;
}

static enum status
comparison_open(struct screen *sc, const void *args, struct error *e)
{
	struct comparison *c = screen_state(sc);

	buf_puts(&c->file, ((const struct copy_comparison_args *)args)->file);
	return compare(sc, e);
}

static void
comparison_close(struct screen *sc)
{
	struct comparison *c = screen_state(sc);

	buf_free(&c->file);
	copies_comparison_free(&c->found);
}

static bool
comparison_read(struct screen *sc, struct list_rows *out)
{
	const struct comparison *c = screen_state(sc);

	for (size_t i = 0; i < c->found.count; i++)
		list_rows_add(out, &c->found.items[i]);
	return true;
}

static bool
is_same_record(const void *row, const void *other)
{
	const struct copy_difference *a = row, *b = other;

	return a->kind == b->kind && a->id == b->id;
}

/* What became of it since the copy was made. */
static const char *
became(const struct copy_difference *d)
{
	return d->then == 0 ? "внесена после копии"
	    : d->now == 0   ? "удалена после копии"
			    : "изменена";
}

static void
put_difference(const void *row, struct list_cells *out)
{
	const struct copy_difference *d = row;

	buf_puts(&out->text[0], d->name);
	buf_puts(&out->text[1], entity_of(d->kind)->many);
	buf_puts(&out->text[2], became(d));
}

static void
draw_head(const struct screen *sc, struct ui *ui, int row, int columns)
{
	const struct comparison *c = screen_state(sc);
	const char *slash = strrchr(buf_text(&c->file), '/');
	struct buf text = {0};

	words_put_count(
	    &text, c->found.count, "запись отличается", "записи отличаются", "записей отличается");
	buf_printf(&text, " от копии %s", slash != NULL ? slash + 1 : buf_text(&c->file));
	ui_put(ui, row, 1, columns - 2, STYLE_STRONG, buf_text(&text));
	buf_free(&text);
}

/* What can be done. */

static void
open_record(struct screen *sc, const void *row)
{
	const struct copy_difference *d = row;

	if (d->now == 0)
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Записи в реестре больше нет. F2 — вернуть её из копии.");
	else
		open_card(sc, d->kind, d->id);
}

/* A record that differs no more. */
static void
drop_difference(struct copy_comparison *found, const struct copy_difference *d)
{
	size_t kept = 0;

	for (size_t i = 0; i < found->count; i++)
		if (!is_same_record(&found->items[i], d))
			found->items[kept++] = found->items[i];
	found->count = kept;
}

static void
take_back(struct screen *sc, const void *about, const struct answer *answer)
{
	struct comparison *c = screen_state(sc);
	struct app *app = screen_app(sc);
	struct error e = {0};

	if (answer->code != 2)
		return;
	if (copies_take_back(app_session(app), buf_text(&c->file), about, &e) != ST_OK) {
		app_say_error(app, &e);
		return;
	}
	drop_difference(&c->found, about);
	app_say(app, MESSAGE_INFO,
	    "Запись снова такая, как в копии. Ctrl-Z на первом экране отменит это.");
	list_screen_load(sc);
}

static void
compare_again(struct screen *sc)
{
	struct app *app = screen_app(sc);
	struct error e = {0};

	if (compare(sc, &e) == ST_OK)
		app_say(app, MESSAGE_INFO, "Сравнено с реестром в его нынешнем виде.");
	else
		app_say_error(app, &e);
	list_screen_load(sc);
}

static void
ask_take_back(struct screen *sc, const void *row)
{
	static const char *const buttons[] = {"Оставить", "Вернуть из копии", NULL};
	const struct copy_difference *d = row;
	struct buf text = {0};

	if (d->then == 0) {
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "В копии этой записи ещё не было: возвращать нечего.");
		return;
	}
	buf_printf(&text, "%s\n\n%s", d->name,
	    d->now == 0 ? "Записи в реестре больше нет. Внести её снова такой, какой она была?"
			: "Запись с тех пор изменили. Вернуть её к виду из копии?");
	ask_buttons(
	    screen_app(sc), ABOUT(take_back, d), "Вернуть запись", buf_text(&text), buttons);
	buf_free(&text);
}

enum { DO_TAKE_BACK = ACT_OWN, DO_COMPARE };

const struct screen_ops copy_comparison_screen = {
    .name = "copy_comparison",
    .about = "Чем копия отличается от реестра; одну запись можно вернуть к виду из копии.",
    .open = comparison_open,
    .actions = LIST_WORK(ACTION(ACT_OPEN, "Enter F3", "Открыть запись, какая она теперь",
			     .word = "Запись", .permit = PERMIT_READ, .on_row = open_record),
	ACTION(DO_TAKE_BACK, "F2", "Вернуть запись к виду из копии", .word = "Вернуть",
	    .synonyms = "восстановить", .permit = PERMIT_EDIT, .on_row = ask_take_back),
	ACTION(DO_COMPARE, "F5", "Сравнить с реестром ещё раз: что сделали другие с тех пор",
	    .word = "Ещё раз", .on_screen = compare_again)),
    LIST_SCREEN(struct comparison, struct copy_difference,
	COLUMNS({.title = "Запись", .width = 30, .grows = true, .lead = true},
	    {.title = "Таблица", .width = 18, .rank = 2},
	    {.title = "Что с ней", .width = 20, .rank = 1}),
	.title = "Копия и реестр", .read = comparison_read, .put = put_difference,
	.same = is_same_record, .close = comparison_close, .head = 1, .draw_head = draw_head,
	.empty = "Копия и реестр одинаковы: с тех пор ничего не изменилось."),
};
