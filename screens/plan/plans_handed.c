/* SPDX-License-Identifier: MIT
 * plans_handed.c - whose plan of work is handed in, agreed, approved, published; each opens.
 */
#include <assert.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/idset.h"
#include "rules/schoolyear.h"
#include "screens/app/ask.h"
#include "screens/app/list_screen.h"
#include "screens/app/place_args.h"
#include "screens/app/undo.h"
#include "screens/widget/words.h"
#include "service/core/naming.h"
#include "service/year/plan_deeds.h"

struct plans_handed {
	struct list_state base; /* first: list_screen.h; its rows are of struct plan_standing */
	int32_t day;            /* of the school year */
	bool roadmaps;          /* road maps are shown, not plans of work */
	size_t missing;
	struct idset marks; /* plans to be handed in */
};

enum { DO_KIND = ACT_OWN, DO_HAND_IN };
enum { PLANS_MOST = 200 }; /* handed in at once */

static void
take_standings(
    struct plans_handed *h, const struct plan_standing *rows, size_t count, struct list_rows *out)
{
	h->missing = 0;
	for (size_t i = 0; i < count; i++) {
		list_rows_add(out, &rows[i]);
		h->missing += plan_standing_step(&rows[i]) == PLAN_STEPS;
	}
}

static bool
handed_read(struct screen *sc, struct list_rows *out)
{
	struct plans_handed *h = screen_state(sc);
	struct plan_standing *rows;
	struct error e = {0};
	size_t count;
	enum status st = plan_standings_read(out->view, h->roadmaps ? PLAN_ROADMAP : PLAN_OF_WORK,
	    h->day, clock_today(), &rows, &count, &e);

	take_standings(h, rows, count, out);
	free(rows);
	if (st != ST_OK)
		app_say_error(screen_app(sc), &e);
	return st == ST_OK;
}

static void
put_owner(const struct plan_standing *s, struct list_cells *out)
{
	if (s->association != 0)
		register_put_name(out->view, KIND_ASSOCIATIONS, s->association, &out->text[0]);
	else
		buf_puts(&out->text[0], "методическая служба");
	if (s->head != 0)
		register_put_short_name(out->view->txn, KIND_PEOPLE, s->head, &out->text[5]);
}

static void
put_steps(const struct plan_standing *s, struct list_cells *out)
{
	for (int step = 0; step < PLAN_STEPS; step++)
		date_put_russian(&out->text[1 + step], s->days[step]);
	if (plan_standing_step(s) != PLAN_STEPS)
		return;
	out->style = STYLE_WARNING;
	buf_puts(&out->text[1], s->plan != 0 ? "не сдан" : "нет плана");
}

static void
handed_put(const void *row, struct list_cells *out)
{
	const struct plan_standing *s = row;

	put_owner(s, out);
	put_steps(s, out);
}

static void
handed_title(const struct screen *sc, struct buf *out)
{
	const struct plans_handed *h = screen_state(sc);

	buf_printf(out, "%s: сдано · %d/%d", h->roadmaps ? "Дорожные карты" : "Планы работы",
	    date_year(schoolyear_start(h->day)), date_year(schoolyear_end(h->day)));
	if (h->missing > 0)
		buf_printf(out, " · не сдали: %zu", h->missing);
	buf_puts(out, " › ");
	list_put_position(&h->base.list, out);
}

static void
open_plan(struct screen *sc, const void *row)
{
	const struct plans_handed *h = screen_state(sc);

	place_open(screen_app(sc), PLACE_PLAN, NO_QUESTION,
	    &(struct plan_args){
		.association = ((const struct plan_standing *)row)->association, .day = h->day});
}

static void
other_kind(struct screen *sc)
{
	struct plans_handed *h = screen_state(sc);

	h->roadmaps = !h->roadmaps;
	idset_free(&h->marks);
	app_reload(screen_app(sc));
}

static void
year_back(struct screen *sc)
{
	struct plans_handed *h = screen_state(sc);

	h->day = date_add_years(h->day, -1);
	idset_free(&h->marks);
	app_reload(screen_app(sc));
}

static void
year_on(struct screen *sc)
{
	struct plans_handed *h = screen_state(sc);

	h->day = date_add_years(h->day, 1);
	idset_free(&h->marks);
	app_reload(screen_app(sc));
}

/* --- Handed in. */

static void
handed_close(struct screen *sc)
{
	idset_free(&((struct plans_handed *)screen_state(sc))->marks);
}

static bool
waits(const struct plan_standing *s)
{
	return s->plan != 0 && s->days[PLAN_HANDED_IN] == DATE_NONE;
}

static bool
handed_marked(const struct screen *sc, const void *row)
{
	const struct plans_handed *h = screen_state(sc);
	uint64_t plan = ((const struct plan_standing *)row)->plan;

	return plan != 0 && idset_has(&h->marks, plan);
}

static void
toggle_mark(struct screen *sc, const void *row)
{
	struct plans_handed *h = screen_state(sc);
	const struct plan_standing *s = row;

	if (waits(s))
		idset_toggle(&h->marks, s->plan);
	list_screen_act(sc, ACT_DOWN);
}

/* Which plans the question is about. */
struct hand_in_asked {
	size_t count;
	uint64_t plans[PLANS_MOST];
};

static void
take_hand_in(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct hand_in_asked *a = about;
	struct plans_handed *h = screen_state(sc);
	struct app *app = screen_app(sc);
	struct error e = {0};
	int32_t day;

	assert(a != NULL);
	if (!ask_read_day(answer, &day))
		return;
	if (plans_hand_in(app_session(app), a->plans, a->count, day, &e) != ST_OK) {
		app_say_error(app, &e);
		return;
	}
	app_say(app, MESSAGE_INFO, "Планов сдано: %zu. Ctrl-Z — отменить.", a->count);
	idset_free(&h->marks);
	app_reload(app);
}

static struct hand_in_asked
hand_in_asked(const struct plans_handed *h, const struct plan_standing *here)
{
	struct hand_in_asked a = {.count = 0};

	for (uint64_t id = 0; a.count < PLANS_MOST && idset_next(&h->marks, &id); id++)
		a.plans[a.count++] = id;
	if (a.count == 0 && waits(here))
		a.plans[a.count++] = here->plan;
	return a;
}

static void
ask_hand_in(struct screen *sc, const void *row)
{
	const struct plan_standing *here = row;
	struct hand_in_asked a = hand_in_asked(screen_state(sc), here);

	if (a.count > 0)
		ask_day(screen_app(sc), ABOUT(take_hand_in, &a),
		    a.count > 1 ? "Отмеченные планы сданы" : "План сдан", "Когда:", clock_today());
	else
		app_say(screen_app(sc), MESSAGE_INFO,
		    here->plan != 0 ? "Этот план уже сдан; что дальше — Enter и F6."
				    : "Плана ещё нет: Enter — внести его или взять прошлогодний.");
}

static enum status
handed_open(struct screen *sc, const void *args, struct error *e)
{
	const struct plans_args *a = args;
	struct plans_handed *h = screen_state(sc);

	(void)e;
	h->day = a != NULL ? a->day : clock_today();
	return ST_OK;
}

const struct screen_ops plans_handed_screen = {
    .name = "plans_handed",
    .about = "Планы объединений и методической службы: сданы ли, согласованы, утверждены, "
	     "опубликованы. Enter открывает план.",
    .open = handed_open,
    .actions =
	LIST_WORK_STILL(ACTION(ACT_OPEN, "Enter", "Открыть план: сдать, согласовать, отметить",
			    .word = "Открыть", .permit = PERMIT_READ, .on_row = open_plan),
	    ACTION(DO_HAND_IN, "F6", "План сдан: когда; отмеченные — все сразу", .word = "Сдан",
		.permit = PERMIT_EDIT, .on_row = ask_hand_in),
	    ACTION(ACT_MARK, "Space", "Отметить несданный план или снять отметку",
		.permit = PERMIT_EDIT, .on_row = toggle_mark),
	    ACTION(ACT_UNDO, "C-z", "Отменить последнее своё действие", .permit = PERMIT_EDIT,
		.on_screen = undo_here),
	    ACTION(ACT_REDO, "C-y", "Сделать снова отменённое", .permit = PERMIT_EDIT,
		.on_screen = redo_here),
	    ACTION(DO_KIND, "Tab", "Планы работы или дорожные карты", .word = "Карты",
		.on_screen = other_kind),
	    ACTION(ACT_LEFT, "Left", "На год назад", .on_screen = year_back),
	    ACTION(ACT_RIGHT, "Right", "На год вперёд", .on_screen = year_on)),
    LIST_SCREEN(struct plans_handed, struct plan_standing,
	COLUMNS({.title = "Чей план", .width = 26, .grows = true, .lead = true},
	    {.title = "Сдан", .width = 10}, {.title = "Согласован", .width = 10},
	    {.title = "Утверждён", .width = 10}, {.title = "Опубликован", .width = 11, .rank = 1},
	    {.title = "Руководитель", .width = 20, .rank = 2}),
	.put_title = handed_title, .read = handed_read, .put = handed_put,
	.key_size = sizeof(uint64_t), .close = handed_close, .marked = handed_marked),
};
