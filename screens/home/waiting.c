/* SPDX-License-Identifier: MIT
 * waiting.c - what asks for attention on a day: the work lists that are not empty, each with how
 * many and what settles it; a list opens the records it holds.
 */
#include "screens/home/waiting.h"

#include <assert.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "screens/app/ask.h"
#include "screens/app/list_screen.h"
#include "screens/app/place_args.h"
#include "screens/output/document_viewer.h"
#include "screens/widget/words.h"

struct waiting {
	struct list_state list;
	int32_t on; /* DATE_NONE: today, whichever day that is */
};

static int32_t
day_of(const struct waiting *w)
{
	return w->on != DATE_NONE ? w->on : clock_today();
}

/* Lists as they are told: those whose term has passed from the front, the others from the end. */
struct sorting {
	struct waiting_list *lists;
	size_t late, others;
};

static void
take_list(void *context, const struct worklist *list, const struct worklist_found *found)
{
	struct sorting *s = context;
	size_t at = list->late ? s->late : WAITING_MOST - 1 - s->others;

	if (found->count == 0)
		return;
	assert(s->late + s->others < WAITING_MOST);
	s->lists[at] = (struct waiting_list){.list = list, .count = found->count};
	s->late += list->late;
	s->others += !list->late;
}

enum status
waiting_read(const struct view *v, int32_t on, struct waiting_list out[WAITING_MOST], size_t *count,
    struct error *e)
{
	struct waiting_list lists[WAITING_MOST] = {{.count = 0}};
	struct sorting s = {.lists = lists};
	enum status st = worklists_each(v, on, take_list, &s, e);

	*count = st == ST_OK ? s.late + s.others : 0;
	for (size_t i = 0; i < *count; i++)
		out[i] = lists[i < s.late ? i : WAITING_MOST - 1 - (i - s.late)];
	return st;
}

static bool
read_rows(struct screen *sc, struct list_rows *out)
{
	struct waiting_list lists[WAITING_MOST] = {{.count = 0}};
	struct error e = {0};
	size_t count;
	enum status st = waiting_read(out->view, day_of(screen_state(sc)), lists, &count, &e);

	for (size_t i = 0; i < count; i++)
		list_rows_add(out, &lists[i]);
	if (st != ST_OK)
		app_say_error(screen_app(sc), &e);
	return st == ST_OK;
}

static void
put_row(const void *row, struct list_cells *out)
{
	const struct waiting_list *r = row;

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
	const struct worklist *list = ((const struct waiting_list *)row)->list;
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
    LIST_SCREEN(struct waiting, struct waiting_list,
	COLUMNS({.title = "Список", .width = 38, .lead = true, .grows = true},
	    {.title = "Сколько", .width = 8, .right = true},
	    {.title = "Действие", .width = 30, .rank = 1, .grows = true}),
	.put_title = put_title, .read = read_rows, .put = put_row, .act = waiting_act,
	.key_size = sizeof(const struct worklist *), .empty = "Ничего не ждёт: все списки пусты."),
};
