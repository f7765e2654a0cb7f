/* SPDX-License-Identifier: MIT
 * plan_items.c - items held, postponed, cancelled, added: what is asked, and what came of it.
 */
#include "screens/plan/plan.h"

#include <assert.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/utf8.h"
#include "rules/schoolyear.h"
#include "screens/app/ask.h"
#include "screens/widget/words.h"
#include "service/record/register.h"
#include "service/year/plan_deeds.h"

/* The marked ones, else the one under the cursor; false: too many, or it is done, which is said. */
static bool
choose_items(struct screen *sc, const struct plan_row *row, struct plan_asked *out)
{
	const struct plan_screen *p = screen_state(sc);

	*out = (struct plan_asked){.count = 1, .base = row->due, .ids = {row->item}};
	if (p->nmarks > PLAN_ITEMS_MOST) {
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "За один раз — не больше %d пунктов, а отмечено %zu.", PLAN_ITEMS_MOST,
		    p->nmarks);
		return false;
	}
	if (p->nmarks == 0 && row->done != DATE_NONE) {
		app_say(screen_app(sc), MESSAGE_INFO,
		    "Этот пункт уже проведён. Если это не так, исправьте его мероприятие: F3.");
		return false;
	}
	if (p->nmarks > 0) {
		out->count = p->nmarks;
		memcpy(out->ids, p->marks, p->nmarks * sizeof(*p->marks));
	}
	return true;
}

static struct plan_items
items_of(const struct plan_asked *a)
{
	return (struct plan_items){.ids = a->ids, .count = a->count};
}

static void
put_title(const struct plan_asked *a, const char *what, struct buf *out)
{
	buf_puts(out, what);
	if (a->count > 1)
		buf_printf(out, ": отмечено %zu", a->count);
}

/* What was done, or why not. */
static void
tell(struct screen *sc, const struct plan_asked *a, enum status st, const struct error *e,
    const char *what)
{
	struct plan_screen *p = screen_state(sc);
	struct buf text = {0};

	if (st != ST_OK) {
		app_say_error(screen_app(sc), e);
		return;
	}
	words_put_count(&text, a->count, "пункт", "пункта", "пунктов");
	app_say(screen_app(sc), MESSAGE_INFO, "%s: %s. Ctrl-Z — отменить.", what, buf_text(&text));
	buf_free(&text);
	plan_forget_marks(p);
	app_reload(screen_app(sc));
}

/* --- Held. */

/* "12" is of the month the item is due in; days in words, too: "7–9 декабря". */
static bool
read_days(struct app *app, const char *typed, int32_t base, struct plan_days *out)
{
	struct slice text = utf8_trim(slice_of(typed));
	const char *s = text.data;
	bool figures = text.len > 0 && *s >= '0' && *s <= '9';
	struct plan_days around = {schoolyear_start(base), schoolyear_end(base)};
	int32_t day;

	if (date_parse_typed(text, figures ? base : clock_today(), &day) == DATE_PARSED) {
		*out = (struct plan_days){day, day};
		return true;
	}
	if (plan_term_read(text, around, out, NULL) == ST_OK)
		return true;
	app_say(app, MESSAGE_ERROR, "«%s» — не день. Нужно «12», «12.10» или «7–9 мая».", typed);
	return false;
}

static void
take_held(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct plan_asked *a = about;
	struct error e = {0};
	struct plan_days days;

	assert(a != NULL);
	if (answer->code == 0 || !read_days(screen_app(sc), answer->text, a->base, &days))
		return;
	tell(sc, a, plan_items_held(app_session(screen_app(sc)), items_of(a), days, &e), &e,
	    "Проведено");
}

void
plan_ask_held(struct screen *sc, const void *row)
{
	const struct plan_row *r = row;
	int32_t today = clock_today();
	struct plan_asked a;
	struct buf title = {0}, day = {0};

	if (!choose_items(sc, r, &a))
		return;
	put_title(&a, "Проведено", &title);
	date_put_russian(&day, r->due < today ? r->due : today);
	ask_line(screen_app(sc), ABOUT(take_held, &a), buf_text(&title),
	    "Когда (12, 12.10, 7–9 декабря):", buf_text(&day));
	buf_free(&title);
	buf_free(&day);
}

/* --- Postponed, cancelled. */

static bool
read_reason(struct app *app, const struct answer *answer)
{
	if (answer->code == 0)
		return false;
	if (utf8_says_nothing(answer->text)) {
		app_say(app, MESSAGE_WARNING,
		    "Причина нужна: она останется в плане рядом с пунктом. Ничего не изменено.");
		return false;
	}
	return true;
}

static void
take_postponed(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct plan_asked *a = about;
	struct session *s = app_session(screen_app(sc));
	struct error e = {0};

	assert(a != NULL);
	if (read_reason(screen_app(sc), answer))
		tell(sc, a, plan_items_postpone(s, items_of(a), a->day, answer->text, &e), &e,
		    "Перенесено");
}

static void
take_day(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct plan_asked *asked = about;
	struct plan_asked a;

	assert(asked != NULL);
	a = *asked;
	if (ask_read_day(answer, &a.day))
		ask_line(screen_app(sc), ABOUT(take_postponed, &a), "Перенести", "Причина:", "");
}

void
plan_ask_postpone(struct screen *sc, const void *row)
{
	struct plan_asked a;
	struct buf title = {0};

	if (!choose_items(sc, row, &a))
		return;
	put_title(&a, "Перенести", &title);
	ask_day(screen_app(sc), ABOUT(take_day, &a), buf_text(&title), "На какой день:", DATE_NONE);
	buf_free(&title);
}

static void
take_cancelled(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct plan_asked *a = about;
	struct error e = {0};

	assert(a != NULL);
	if (read_reason(screen_app(sc), answer))
		tell(sc, a,
		    plan_items_cancel(app_session(screen_app(sc)), items_of(a), answer->text, &e),
		    &e, "Отменено");
}

void
plan_ask_cancel(struct screen *sc, const void *row)
{
	struct plan_asked a;
	struct buf title = {0};

	if (!choose_items(sc, row, &a))
		return;
	put_title(&a, "Отменить пункт", &title);
	ask_line(screen_app(sc), ABOUT(take_cancelled, &a), buf_text(&title),
	    "Причина (пункт останется в плане отменённым):", "");
	buf_free(&title);
}

/* --- Added. */

static void
set_text(struct record *r, const char *id, const char *text)
{
	record_set_text(r, field_find(r->kind, id), text, strlen(text));
}

/* The plan of the row under the cursor, else that of the part; 0: there is none. */
static uint64_t
plan_here(const struct screen *sc)
{
	const struct plan_screen *p = screen_state(sc);
	const struct plan_row *row = list_screen_here(sc);

	if (row != NULL)
		return row->plan;
	if (p->part.whose == PLANS_OF_ALL)
		return 0;
	return p->plans[0].plan != 0 ? p->plans[0].plan : p->plans[1].plan;
}

/* A plan for the year, of the kind; beside one that is approved what is added comes as its own. */
static void
new_plan(struct screen *sc, const struct plan *beside)
{
	const struct plan_screen *p = screen_state(sc);
	struct plan *plan = (struct plan *)record_new(KIND_PLANS);
	struct buf title = {0};

	plan->kind = beside != NULL ? beside->kind : PLAN_OF_WORK;
	plan->association = beside != NULL          ? beside->association
	    : p->part.whose == PLANS_OF_ASSOCIATION ? p->part.association
						    : 0;
	plan->from = beside != NULL ? beside->from : p->year.from;
	plan->to = beside != NULL ? beside->to : p->year.to;
	if (beside != NULL)
		buf_printf(&title, "Дополнение: %s", beside->title);
	else
		buf_printf(&title, "План работы на %d/%d учебный год", date_year(plan->from),
		    date_year(plan->to));
	set_text(&plan->base, "title", buf_text(&title));
	place_open(screen_app(sc), PLACE_ENTRY, NO_QUESTION,
	    &(struct entry_args){.kind = KIND_PLANS, .initial = &plan->base, .focus = "title"});
	buf_free(&title);
	record_free(&plan->base);
}

/* The number behind the last of the plan's. */
static size_t
next_number(const struct plan_screen *p, uint64_t plan)
{
	size_t count = 0;

	for (size_t i = 0; i < p->year.count; i++)
		count += p->year.rows[i].plan == plan;
	return count + 1;
}

/* Of the month that is shown, in its words. */
static void
set_term(const struct plan_screen *p, const struct plan *plan, struct plan_item *item)
{
	struct plan_days of_plan = {plan->from, plan->to}, days;
	int year, month, day;

	date_parts(p->month, &year, &month, &day);
	if (p->whole ||
	    plan_term_read(slice_of(date_month_name(month)), of_plan, &days, NULL) != ST_OK)
		return;
	set_text(&item->base, "term", date_month_name(month));
	item->from = days.from;
	item->to = days.to;
}

static void
new_item(struct screen *sc, const struct plan *plan)
{
	const struct plan_screen *p = screen_state(sc);
	struct plan_item *item = (struct plan_item *)record_new(KIND_PLAN_ITEMS);
	struct buf number = {0};

	item->plan = plan->base.id;
	item->level = 1; /* the town's own, as most are */
	buf_printf(&number, "%zu", next_number(p, plan->base.id));
	set_text(&item->base, "number", buf_text(&number));
	set_term(p, plan, item);
	place_open(screen_app(sc), PLACE_ENTRY, NO_QUESTION,
	    &(struct entry_args){
		.kind = KIND_PLAN_ITEMS, .initial = &item->base, .focus = "title"});
	buf_free(&number);
	record_free(&item->base);
}

void
plan_new_item(struct screen *sc)
{
	struct app *app = screen_app(sc);
	uint64_t id = plan_here(sc);
	struct plan *plan;
	struct view v;

	view_open(&v, app_session(app));
	plan = (struct plan *)register_load(&v, KIND_PLANS, id);
	view_close(&v);
	if (plan == NULL) {
		app_say(app, MESSAGE_INFO,
		    "Плана на этот год ещё нет: заполните его, потом Ins — его пункты.");
		new_plan(sc, NULL);
	} else if (plan->approved != DATE_NONE) {
		app_say(app, MESSAGE_INFO,
		    "План утверждён: новое вносят отдельным планом, со своим приказом.");
		new_plan(sc, plan);
	} else {
		new_item(sc, plan);
	}
	if (plan != NULL)
		record_free(&plan->base);
}
