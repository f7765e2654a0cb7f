/* SPDX-License-Identifier: MIT
 * browser_settle.c - the work lists of a kind as views of its list: F2 chooses one, with how many
 * each holds; Ctrl-G does with a record what settles it.
 */
#include "screens/record/browser.h"

#include <assert.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/die.h"
#include "db/record/records.h"
#include "screens/app/ask.h"
#include "service/corps/orders.h"
#include "service/record/bulk.h"
#include "service/year/worklists.h"

static bool
is_view_of(const struct screen *sc, const struct worklist *list)
{
	return worklist_kind(list) == ((const struct browser *)screen_state(sc))->kind &&
	    profile_has_module(app_session(screen_app(sc))->profile, list->module);
}

unsigned
browser_now(const struct screen *sc)
{
	const struct browser *b = screen_state(sc);
	unsigned holds = 0;

	if (browser_work(sc) != &browser_list_work)
		return 0;
	for (size_t i = 0; worklist_at(i) != NULL && holds == 0; i++)
		holds = is_view_of(sc, worklist_at(i)) ? BROWSER_HAS_VIEWS : 0;
	return holds | (b->narrowed != 0 ? BROWSER_IN_VIEW : 0);
}

/* --- Choosing one. */

enum { VIEWS_MOST = 16 };

/* What the window offers: everything, then the work lists. */
struct views {
	unsigned parts[VIEWS_MOST];
	char *lines[VIEWS_MOST];
	size_t count, now;
};

static void
put_views(const struct screen *sc, struct worklists_run *run, struct views *out)
{
	const struct browser *b = screen_state(sc);
	const struct worklist *list;

	for (size_t i = 0; (list = worklist_at(i)) != NULL; i++) {
		struct worklist_found found;
		struct buf line = {0};

		if (!is_view_of(sc, list) || worklists_ask(run, list, &found, NULL) != ST_OK)
			continue;
		assert(out->count < VIEWS_MOST);
		buf_printf(&line, "%5zu  %s", found.count, list->title);
		worklist_found_free(&found);
		if (b->narrowed == i + 1)
			out->now = out->count;
		out->parts[out->count] = (unsigned)i + 1;
		out->lines[out->count++] = buf_detach(&line);
	}
}

/* about: the parts, in the order of the lines. */
static void
take_view(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct views *views = about;
	struct browser *b = screen_state(sc);

	if (answer->code == 0)
		return;
	assert(views != NULL && (size_t)answer->code <= views->count);
	browser_widen(b);
	b->narrowed = views->parts[answer->code - 1];
	browser_wish(sc, true);
}

void
browser_ask_view(struct screen *sc)
{
	struct app *app = screen_app(sc);
	struct views views = {.count = 1};
	const char *lines[VIEWS_MOST];
	struct worklists_run *run;
	struct view v;

	view_open(&v, app_session(app));
	run = worklists_begin(&v, clock_today());
	views.lines[0] = xstrdup("       Все записи");
	put_views(sc, run, &views);
	worklists_end(run);
	view_close(&v);
	for (size_t i = 0; i < views.count; i++)
		lines[i] = views.lines[i];
	ask_choice(app, ABOUT(take_view, &views), "Какие записи показать", lines, views.count,
	    views.now + 1);
	for (size_t i = 0; i < views.count; i++)
		free(views.lines[i]);
}

/* --- What settles it. */

static void
end_settling(struct screen *sc, const void *about, const struct answer *answer)
{
	struct browser *b = screen_state(sc);

	(void)about;
	if (answer->code == 0)
		return;
	idset_free(&b->marks);
	b->marked_only = false;
	browser_wish(sc, false);
}

/* A new record about each of the chosen people, or about the record under the cursor. */
static void
enter_about(struct screen *sc, const struct worklist *list, const struct shown_ids *chosen)
{
	const struct field *f = field_find(list->enter, list->field);
	struct record *initial = record_new(list->enter);

	record_set_ref(initial, f, chosen->ids[0]);
	if (f == bulk_person_field(list->enter))
		place_open(screen_app(sc), PLACE_BULK, THEN(end_settling),
		    &(struct bulk_args){
			.kind = list->enter, .ids = chosen->ids, .count = chosen->count});
	else if (chosen->count > 1)
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Это вносят по одному: снимите отметки (Ctrl-N) и поставьте курсор.");
	else
		place_open(screen_app(sc), PLACE_ENTRY, THEN(end_settling),
		    &(struct entry_args){.kind = list->enter, .initial = initial});
	record_free(initial);
}

/* The screen where it is settled: the view of the list, what is marked, the cursor. */
static void
show_people(struct screen *sc, const struct worklist *list, const struct shown_ids *chosen)
{
	static const enum place places[] = {[SETTLE_MENTORING] = PLACE_MENTORING,
	    [SETTLE_PATHWAYS] = PLACE_PATHWAYS_BOARD,
	    [SETTLE_METHODISTS] = PLACE_METHODISTS_LOAD};

	place_open(screen_app(sc), places[list->way], THEN(end_settling),
	    &(struct people_args){.list = list->id,
		.sought = browser_current(screen_state(sc))->id,
		.marked = chosen->ids,
		.count = chosen->count > 1 ? chosen->count : 0});
}

/* The associations behind the chosen records, which are these or name them. */
void
browser_order_heads(struct screen *sc)
{
	struct shown_ids *chosen = browser_chosen(sc);
	struct app *app = screen_app(sc);
	uint64_t *ids = xcalloc(chosen->count + 1, sizeof(*ids));
	struct order_args args = {.purpose = ORDER_HEADS, .associations = ids};
	struct association_head *h = (struct association_head *)record_new(KIND_ASSOCIATION_HEADS);
	struct view v;

	view_open(&v, app_session(app));
	for (size_t i = 0; i < chosen->count; i++)
		if (chosen->kind == KIND_ASSOCIATIONS)
			ids[args.count++] = chosen->ids[i];
		else if (records_get(v.txn, chosen->ids[i], &h->base))
			ids[args.count++] = h->association;
	view_close(&v);
	record_free(&h->base);
	if (args.count > 0)
		place_open(app, PLACE_ORDER, THEN(end_settling), &args);
	else
		app_say(app, MESSAGE_WARNING, "Список пуст: назначать некуда.");
	free(ids);
	free(chosen);
}

static void
open_plan(struct screen *sc, uint64_t id)
{
	struct plan_item *item = (struct plan_item *)record_new(KIND_PLAN_ITEMS);
	struct plan *plan = (struct plan *)record_new(KIND_PLANS);
	struct app *app = screen_app(sc);
	bool found;
	struct view v;

	view_open(&v, app_session(app));
	found = records_get(v.txn, id, &item->base) && records_get(v.txn, item->plan, &plan->base);
	view_close(&v);
	if (found)
		place_open(app, PLACE_PLAN, THEN(end_settling),
		    &(struct plan_args){.association = plan->association, .day = item->to});
	record_free(&plan->base);
	record_free(&item->base);
}

static void
open_place(struct screen *sc, enum place place)
{
	place_open(screen_app(sc), place, NO_QUESTION, NULL);
}

void
browser_settle(struct screen *sc)
{
	const struct browser *b = screen_state(sc);
	const struct worklist *list = worklist_at(b->narrowed - 1);
	struct shown_ids *chosen = browser_chosen(sc);

	if (chosen->count == 0)
		app_say(screen_app(sc), MESSAGE_INFO, "Этот список дел пуст.");
	else if (list->way == SETTLE_FORM)
		place_open(screen_app(sc), PLACE_ENTRY, THEN(browser_take_saved),
		    &(struct entry_args){
			.kind = b->kind, .id = browser_current(b)->id, .focus = list->field});
	else if (list->way == SETTLE_ENTER)
		enter_about(sc, list, chosen);
	else if (list->way == SETTLE_MENTORING || list->way == SETTLE_PATHWAYS ||
	    list->way == SETTLE_METHODISTS)
		show_people(sc, list, chosen);
	else if (list->way == SETTLE_HEADS)
		browser_order_heads(sc);
	else if (list->way == SETTLE_PLAN)
		open_plan(sc, browser_current(b)->id);
	else if (list->way == SETTLE_PUBLISH)
		open_place(sc, PLACE_PUBLICATION);
	else if (list->way == SETTLE_DOUBLES)
		open_place(sc, PLACE_DOUBLES);
	else if (list->way == SETTLE_REQUESTS)
		place_open(screen_app(sc), PLACE_REQUESTS_BOARD, NO_QUESTION,
		    &(struct request_args){.request = browser_current(b)->id});
	else if (list->way == SETTLE_REPORTS)
		place_open(screen_app(sc), PLACE_REPORTS, NO_QUESTION,
		    &(struct reports_args){.person = browser_current(b)->id});
	else if (list->way == SETTLE_BANK)
		place_open(screen_app(sc), PLACE_BANK, NO_QUESTION,
		    &(struct bank_args){.resource = browser_current(b)->id});
	free(chosen);
}
