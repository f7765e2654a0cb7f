/* SPDX-License-Identifier: MIT
 * plan_steps.c - what is done with whole plans: a step further, last year's items.
 */
#include "screens/plan/plan.h"

#include <assert.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/utf8.h"
#include "screens/app/ask.h"
#include "screens/widget/words.h"
#include "service/year/plan_deeds.h"

/* Of all plans of the town at once nothing is done; false: that is said. */
static bool
has_one_owner(struct screen *sc)
{
	const struct plan_screen *p = screen_state(sc);

	if (p->part.whose != PLANS_OF_ALL)
		return true;
	app_say(screen_app(sc), MESSAGE_INFO,
	    "Чей это план: выберите объединение или методическую службу — F7.");
	return false;
}

/* --- A step further. */

struct step_asked {
	uint64_t plan;
	uint8_t kind;
	enum plan_step step;
};

enum { STEPS_MOST = PLAN_KINDS * PLAN_STEPS };

static void
take_step_day(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct step_asked *a = about;
	struct app *app = screen_app(sc);
	struct error e = {0};
	struct buf text = {0};
	int32_t day;

	assert(a != NULL);
	if (!ask_read_day(answer, &day))
		return;
	if (plan_take_step(app_session(app), a->plan, a->step, day, &e) != ST_OK) {
		app_say_error(app, &e);
		return;
	}
	utf8_put_capital(&text, plan_kind_word(a->kind));
	buf_printf(&text, ": %s ", plan_step_word(a->kind, a->step));
	date_put_russian(&text, day);
	app_say(app, MESSAGE_INFO, "%s. Ctrl-Z — отменить.", buf_text(&text));
	buf_free(&text);
	app_reload(app);
}

static void
ask_step_day(struct screen *sc, const struct step_asked *a)
{
	struct buf title = {0};

	utf8_put_capital(&title, plan_kind_word(a->kind));
	buf_printf(&title, ": %s", plan_step_word(a->kind, a->step));
	ask_day(screen_app(sc), ABOUT(take_step_day, a), buf_text(&title), "Когда:", clock_today());
	buf_free(&title);
}

struct steps_offered {
	struct step_asked steps[STEPS_MOST];
	size_t count;
};

static void
take_step(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct steps_offered *o = about;
	const struct step_asked *a;

	assert(o != NULL);
	if (answer->code <= 0 || (size_t)answer->code > o->count)
		return;
	a = &o->steps[answer->code - 1];
	if (a->step == PLAN_PUBLISHED)
		plan_ask_publish(sc, a->plan, a->kind);
	else
		ask_step_day(sc, a);
}

/* What each plan of the part has not come through yet; it is published again, with its marks. */
static struct steps_offered
offer_steps(const struct plan_screen *p)
{
	struct steps_offered o = {.count = 0};

	for (int i = 0; i < PLAN_KINDS; i++)
		for (int step = 0; step < PLAN_STEPS && p->plans[i].plan != 0; step++)
			if (p->plans[i].days[step] == DATE_NONE || step == PLAN_PUBLISHED)
				o.steps[o.count++] = (struct step_asked){.plan = p->plans[i].plan,
				    .kind = (uint8_t)(PLAN_OF_WORK + i),
				    .step = (enum plan_step)step};
	return o;
}

void
plan_ask_step(struct screen *sc)
{
	const struct plan_screen *p = screen_state(sc);
	struct steps_offered o = offer_steps(p);
	const char *lines[STEPS_MOST];
	struct buf texts[STEPS_MOST] = {{0}};

	if (!has_one_owner(sc))
		return;
	if (o.count == 0) {
		app_say(screen_app(sc), MESSAGE_INFO,
		    "Плана на этот год ещё нет: Ins — новый, Ctrl-D — по прошлогоднему.");
		return;
	}
	for (size_t i = 0; i < o.count; i++) {
		utf8_put_capital(&texts[i], plan_kind_word(o.steps[i].kind));
		buf_printf(&texts[i], " — %s", plan_step_word(o.steps[i].kind, o.steps[i].step));
		if (p->plans[o.steps[i].kind - PLAN_OF_WORK].days[o.steps[i].step] != DATE_NONE)
			buf_puts(&texts[i], " снова, с отметками");
		lines[i] = buf_text(&texts[i]);
	}
	ask_numbered(screen_app(sc), ABOUT(take_step, &o), "Состояние плана", lines, o.count);
	for (size_t i = 0; i < o.count; i++)
		buf_free(&texts[i]);
}

/* --- Last year's items. */

/* "Взято из прошлого года: 12 пунктов (отменённых не взято: 1)" */
static void
put_taken(const struct plan_taken *t, struct buf *out)
{
	buf_puts(out, "Взято из прошлого года: ");
	words_put_count(out, t->items, "пункт", "пункта", "пунктов");
	if (t->there > 0)
		buf_printf(out, ", уже были: %zu", t->there);
	if (t->out > 0)
		buf_printf(out, ", отменённых не взято: %zu", t->out);
}

void
plan_take_last_year(struct screen *sc)
{
	const struct plan_screen *p = screen_state(sc);
	struct app *app = screen_app(sc);
	struct plan_taken taken = {.plan = 0};
	struct error e = {0};
	struct buf text = {0};
	uint8_t kind = PLAN_OF_WORK;
	const struct plan_row *row = list_screen_here(sc);

	if (!has_one_owner(sc))
		return;
	if (row != NULL && row->roadmap)
		kind = PLAN_ROADMAP;
	if (plan_take_over(app_session(app), kind, p->part.association, p->month, &taken, &e) !=
	    ST_OK) {
		app_say_error(app, &e);
		return;
	}
	put_taken(&taken, &text);
	app_say(app, MESSAGE_INFO, "%s. Ctrl-Z — отменить.", buf_text(&text));
	buf_free(&text);
	app_reload(app);
}
