/* SPDX-License-Identifier: MIT
 * waiting.c - what asks for attention on a day: the work lists that are not empty, each with how
 * many and what settles it; a list opens the records it holds.
 */
#include "screens/home/waiting.h"

#include "base/clock.h"
#include "base/date.h"
#include "base/ids.h"
#include "screens/app/ask.h"
#include "screens/app/document_viewer.h"
#include "screens/app/list_screen.h"
#include "screens/app/place_args.h"
#include "model/profile/profile.h"
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

/* Called for every list of the town in which there is something on the day: those whose term has
 * passed first, each part in the table's order. */
static void
each_waiting(const struct view *v, int32_t on, void (*told)(void *context, const struct row *row),
    void *context)
{
	struct worklists_run *run = worklists_begin(v, on);
	const struct worklist *list;

	for (int late = 1; late >= 0; late--)
		for (size_t i = 0; (list = worklist_at(i)) != NULL; i++) {
			struct worklist_found found;

			if ((int)list->late != late ||
			    !profile_has_module(v->session->profile, list->module))
				continue;
			if (worklists_ask(run, list, &found, NULL) == ST_OK && found.count > 0)
				told(context, &(struct row){.list = list, .count = found.count});
			worklist_found_free(&found);
		}
	worklists_end(run);
}

static void
count_row(void *context, const struct row *row)
{
	(void)row;
	++*(size_t *)context;
}

size_t
waiting_count(const struct view *v)
{
	size_t count = 0;

	if (!view_may(v, PERMIT_READ))
		return 0;
	each_waiting(v, clock_today(), count_row, &count);
	return count;
}

static void
add_row(void *context, const struct row *row)
{
	list_rows_add(context, row);
}

static bool
read_rows(struct screen *sc, struct list_rows *out)
{
	each_waiting(out->view, day_of(screen_state(sc)), add_row, out);
	return true;
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

/* The records of a list as a list like any other; of pairs their second parts, each once. */
static void
open_rows(struct screen *sc, const void *row)
{
	struct waiting *w = screen_state(sc);
	const struct worklist *list = ((const struct row *)row)->list;
	struct browser_args args = {.spec = {.kind = list->kind}};
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
	if (found.others != NULL)
		args.spec.kind = list->other;
	args.spec.only = found.others != NULL ? found.others : found.ids;
	args.spec.nonly =
	    ids_sort_unique(found.others != NULL ? found.others : found.ids, found.count);
	if (st != ST_OK)
		app_say_error(screen_app(sc), &e);
	else if (args.spec.nonly > 0)
		place_open(screen_app(sc), PLACE_BROWSER, NO_QUESTION, &args);
	else
		app_reload(screen_app(sc));
	worklist_found_free(&found);
}

static void
take_day(struct screen *sc, const void *about, const struct answer *answer)
{
	struct waiting *w = screen_state(sc);
	int32_t day;

	(void)about;
	if (answer->code != 1 || !ask_read_day(screen_app(sc), answer->text, &day))
		return;
	w->on = day;
	app_reload(screen_app(sc));
}

static void
ask_day(struct screen *sc)
{
	const struct waiting *w = screen_state(sc);
	struct buf day = {0};

	date_put_russian(&day, day_of(w));
	ask_line(screen_app(sc), THEN(take_day), "Что ждёт", "На какой день:", buf_text(&day));
	buf_free(&day);
}

static void
show_paper(struct screen *sc)
{
	const struct waiting *w = screen_state(sc);
	struct page page = {.title = ""};
	struct buf name = {0};
	struct error e = {0};

	if (document_make(&page, app_session(screen_app(sc)), "worklists",
		&(struct paper_call){.on = day_of(w)}, &e) != ST_OK) {
		page_free(&page);
		app_say_error(screen_app(sc), &e);
		return;
	}
	buf_puts(&name, "что-ждёт-");
	date_put_iso(&name, day_of(w));
	open_document_page(screen_app(sc), "Что ждёт", buf_text(&name), &page);
	buf_free(&name);
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
		ask_day(sc);
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
