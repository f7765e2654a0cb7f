/* SPDX-License-Identifier: MIT
 * waiting.c - what asks for attention on a day: the work lists that are not empty, each with how
 * many and what settles it; a list opens the records it holds.
 */
#include "screens/home/waiting.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "screens/app/ask.h"
#include "screens/app/list_screen.h"
#include "screens/app/place_args.h"
#include "screens/output/document_viewer.h"
#include "screens/widget/words.h"
#include "service/year/worklists.h"

struct waiting {
	struct list_state list;
	int32_t on; /* DATE_NONE: today, whichever day that is */
};

struct row {
	const struct worklist *list;
	size_t count;
};

static int32_t
day_of(const struct waiting *w)
{
	return w->on != DATE_NONE ? w->on : clock_today();
}

static void
count_list(void *context, const struct worklist *list, const struct worklist_found *found)
{
	(void)list;
	*(size_t *)context += found->count > 0;
}

size_t
waiting_count(const struct view *v)
{
	size_t count = 0;

	return worklists_each(v, clock_today(), count_list, &count, NULL) == ST_OK ? count : 0;
}

/* Rows of one sort: those whose term has passed, or the others. */
struct sorting {
	struct list_rows *late, *others;
};

static void
add_list(void *context, const struct worklist *list, const struct worklist_found *found)
{
	const struct sorting *s = context;

	if (found->count > 0)
		list_rows_add(list->late ? s->late : s->others,
		    &(struct row){.list = list, .count = found->count});
}

/* Those whose term has passed stand first, each part in the table's order. */
static bool
read_rows(struct screen *sc, struct list_rows *out)
{
	struct list_rows others = {.row_size = sizeof(struct row)};
	struct sorting s = {.late = out, .others = &others};
	const struct row *rest;
	struct error e = {0};
	enum status st = worklists_each(out->view, day_of(screen_state(sc)), add_list, &s, &e);

	rest = others.rows;
	for (size_t i = 0; i < others.count; i++)
		list_rows_add(out, &rest[i]);
	free(others.rows);
	if (st != ST_OK)
		app_say_error(screen_app(sc), &e);
	return st == ST_OK;
}

static void
put_row(const void *row, struct list_cells *out)
{
	const struct row *r = row;

	buf_puts(&out->text[0], r->list->title);
	words_put_number(&out->text[1], r->count);
	buf_puts(&out->text[2], r->list->settle);
	if (r->list->late)
		out->style = STYLE_WARNING;
}

static void
put_title(const struct screen *sc, struct buf *out)
{
	const struct waiting *w = screen_state(sc);

	buf_puts(out, "Что ждёт на ");
	date_put_russian(out, day_of(w));
}

/* Of another day than today, and where the list of the kind has other parts: the records alone. */
static void
open_found(struct screen *sc, const struct worklist *list)
{
	struct waiting *w = screen_state(sc);
	struct browser_args args = {.spec = {.kind = worklist_kind(list)}};
	uint64_t *ids = NULL;
	struct worklist_found found;
	struct worklists_run *run;
	enum status st;
	struct error e = {0};
	struct view v;

	view_open(&v, app_session(screen_app(sc)));
	run = worklists_begin(&v, day_of(w));
	st = worklists_ask(run, list, &found, &e);
	worklists_end(run);
	view_close(&v);
	args.spec.nonly = worklist_found_ids(&found, &ids);
	args.spec.only = ids;
	if (st != ST_OK)
		app_say_error(screen_app(sc), &e);
	else if (args.spec.nonly > 0)
		place_open(screen_app(sc), PLACE_BROWSER, NO_QUESTION, &args);
	else
		app_reload(screen_app(sc));
	free(ids);
	worklist_found_free(&found);
}

/* The records of a list as a part of the list of their kind: what is settled goes. */
static void
open_rows(struct screen *sc, const void *row)
{
	const struct worklist *list = ((const struct row *)row)->list;
	const struct waiting *w = screen_state(sc);
	struct browser_args args = {
	    .spec = {.kind = worklist_kind(list)}, .part = 1 + (unsigned)worklist_place(list)};

	if (day_of(w) != clock_today() || list->way == SETTLE_THERE)
		open_found(sc, list);
	else
		place_open(screen_app(sc), PLACE_BROWSER, NO_QUESTION, &args);
}

static void
take_day(struct screen *sc, const void *about, const struct answer *answer)
{
	struct waiting *w = screen_state(sc);
	int32_t day;

	(void)about;
	if (!ask_read_day(answer, &day))
		return;
	w->on = day;
	app_reload(screen_app(sc));
}

static void
show_paper(struct screen *sc)
{
	const struct waiting *w = screen_state(sc);

	open_paper_of_day(screen_app(sc), "worklists", &(struct paper_call){.on = day_of(w)},
	    "Что ждёт", "что-ждёт");
}

static enum status
waiting_open(struct screen *sc, const void *args, struct error *e)
{
	struct waiting *w = screen_state(sc);

	(void)args;
	(void)e;
	w->on = DATE_NONE;
	return ST_OK;
}

static void
waiting_act(struct screen *sc, int act)
{
	if (act == ACT_AS_OF)
		ask_day(screen_app(sc), THEN(take_day), "Что ждёт",
		    "На какой день:", day_of(screen_state(sc)));
	else if (act == ACT_TEXT)
		show_paper(sc);
}

const struct screen_ops waiting_screen = {
    .name = "waiting",
    .about = "Что ждёт внимания: списки дел, в которых что-то есть, просроченное первым. Enter "
	     "открывает записи.",
    .open = waiting_open,
    .actions = LIST_WORK(ACTION(ACT_OPEN, "Enter", "Открыть записи списка", .word = "Открыть",
			     .permit = PERMIT_READ, .on_row = open_rows),
	ACTION(ACT_TEXT, "F3", "Показать документом и записать в файл", .word = "Текст",
	    .permit = PERMIT_PRINT),
	ACTION(ACT_AS_OF, "F6 d", "На другой день", .word = "Дата")),
    LIST_SCREEN(struct waiting, struct row,
	COLUMNS({.title = "Список", .width = 38, .lead = true, .grows = true},
	    {.title = "Сколько", .width = 8, .right = true},
	    {.title = "Действие", .width = 30, .rank = 1, .grows = true}),
	.put_title = put_title, .read = read_rows, .put = put_row, .act = waiting_act,
	.key_size = sizeof(const struct worklist *), .empty = "Ничего не ждёт: все списки пусты."),
};
