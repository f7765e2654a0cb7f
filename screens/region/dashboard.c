/* SPDX-License-Identifier: MIT
 * dashboard.c - the eight indicators of a region, a town of it or a part of that town.
 */
#include "screens/region/dashboard.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/die.h"
#include "screens/app/ask.h"
#include "screens/figures/figures.h"

enum { DO_PARTS = ACT_OWN, DO_SAVE };
enum { HAS_PARTS = 1u << 0, IS_FIRST = 1u << 1 }; /* what holds */
enum { ALL_UNTOLD = (1u << INDICATOR_COUNT) - 1 };

static bool
has_parts(const struct region_dashboard *d)
{
	return *d->place.town == '\0' || strcmp(d->place.scope, "city") == 0;
}

/* Reading. */

static void
take_answer(void *context, const struct stored_row *row)
{
	struct region_dashboard *d = context;

	if (row->answer.period.to == d->period.to) {
		d->answer = row->answer;
		d->towns = row->towns;
		d->untold = row->towns > 0 ? row->untold : ALL_UNTOLD;
	} else {
		d->before = row->answer;
		d->untold_before = row->towns > 0 ? row->untold : ALL_UNTOLD;
	}
}

static void
take_month(void *context, const struct stored_row *row)
{
	struct region_dashboard *d = context;
	struct month_pair *m = &d->months[(date_month(row->answer.period.to) + 3) % 12];
	struct fraction f = row->answer.values[d->which];
	bool told = row->towns > 0 && (row->untold & 1u << d->which) == 0;

	if (row->answer.period.to < d->period.from) {
		m->before = f;
		m->was_told = told;
		return;
	}
	m->to = row->answer.period.to;
	m->now = f;
	m->told = told;
}

static enum status
read_answers(struct region_dashboard *d, struct pg *pg, struct error *e)
{
	enum status st;

	d->towns = 0;
	d->answer = d->before = (struct indicators){.period = d->period};
	d->untold = d->untold_before = ALL_UNTOLD;
	st = stored_answers(
	    pg, &d->place, d->period, stored_year_before(d->period), take_answer, d, e);
	return st == ST_OK ? stored_standing(pg, &d->place, &d->standing, e) : st;
}

static enum status
read_months(struct region_dashboard *d, struct pg *pg, struct error *e)
{
	for (size_t i = 0; i < sizeof(d->months) / sizeof(d->months[0]); i++)
		d->months[i] = (struct month_pair){.to = DATE_NONE};
	return stored_months(
	    pg, &d->place, d->which, d->period, stored_year_before(d->period), take_month, d, e);
}

/* All, unless it was said what has changed. */
static void
dashboard_load(struct screen *sc)
{
	struct region_dashboard *d = screen_state(sc);
	unsigned wants = d->wants != 0 ? d->wants : WANTS_ANSWERS | WANTS_MONTHS;
	struct error e = {0};
	struct pg *pg = region_pg(screen_app(sc), &e);
	enum status st = pg != NULL ? ST_OK : e.status;

	d->wants = 0;
	if (st == ST_OK && (wants & WANTS_ANSWERS) != 0)
		st = read_answers(d, pg, &e);
	if (st == ST_OK && (wants & WANTS_MONTHS) != 0)
		st = read_months(d, pg, &e);
	if (st != ST_OK)
		region_failed(screen_app(sc), &e);
}

/* Of the region the latest month of which anything is stored. */
static void
find_period(struct screen *sc, struct region_dashboard *d)
{
	struct error e = {0};
	struct pg *pg = region_pg(screen_app(sc), &e);
	int32_t day = DATE_NONE;

	if (pg == NULL || stored_latest(pg, clock_today(), &day, &e) != ST_OK)
		region_failed(screen_app(sc), &e);
	d->period = stored_period(day != DATE_NONE ? day : clock_today());
}

static enum status
dashboard_open(struct screen *sc, const void *arguments, struct error *e)
{
	const struct region_args *args = arguments;
	struct region_dashboard *d = screen_state(sc);

	(void)e;
	d->name = xstrdup(args != NULL ? args->name : "");
	if (args == NULL) {
		find_period(sc, d);
		return ST_OK;
	}
	d->place = args->place;
	d->period = args->period;
	d->which = args->which;
	return ST_OK;
}

static void
dashboard_close(struct screen *sc)
{
	struct region_dashboard *d = screen_state(sc);

	free(d->name);
}

static void
dashboard_title(const struct screen *sc, struct buf *out)
{
	const struct region_dashboard *d = screen_state(sc);

	buf_printf(out, "Показатели: %s на ", *d->name != '\0' ? d->name : "весь регион");
	date_put_russian(out, d->period.to);
}

/* What can be done. */

static unsigned
holds_now(const struct screen *sc)
{
	return (has_parts(screen_state(sc)) ? HAS_PARTS : 0) |
	    (screen_below(sc) == NULL ? IS_FIRST : 0);
}

static void
open_table(struct screen *sc, bool by_figure)
{
	const struct region_dashboard *d = screen_state(sc);
	struct region_args args = {.place = d->place,
	    .name = d->name,
	    .period = d->period,
	    .which = d->which,
	    .by_figure = by_figure};

	app_push(screen_app(sc), &region_table_screen, &args, NO_QUESTION);
}

static void
set_day(struct screen *sc, int32_t day)
{
	struct region_dashboard *d = screen_state(sc);
	struct period p;

	p = stored_period(day);
	d->wants = WANTS_ANSWERS | (p.from != d->period.from ? WANTS_MONTHS : 0);
	d->period = p;
	app_reload(screen_app(sc));
}

static void
move_months(struct screen *sc, int months)
{
	const struct region_dashboard *d = screen_state(sc);
	int all = date_year(d->period.to) * 12 + date_month(d->period.to) - 1 + months;
	int32_t day = date_make(all / 12, all % 12 + 1, 1);

	if (day != DATE_NONE)
		set_day(sc, day);
}

static void
take_day(struct screen *sc, const void *about, const struct answer *answer)
{
	int32_t day;

	(void)about;
	if (ask_read_day(answer, &day))
		set_day(sc, day);
}

static void
ask_period(struct screen *sc)
{
	const struct region_dashboard *d = screen_state(sc);

	ask_day(screen_app(sc), THEN(take_day), "Показатели",
	    "По конец какого месяца (период — с 1 сентября его учебного года):", d->period.to);
}

static void
choose_line(struct screen *sc, int which)
{
	struct region_dashboard *d = screen_state(sc);

	if (which < 0 || which >= INDICATOR_COUNT || which == (int)d->which)
		return;
	d->which = (enum indicator)which;
	d->wants = WANTS_MONTHS;
	app_reload(screen_app(sc));
}

static void
fill_grid(const struct screen *sc, struct grid *g)
{
	const struct region_dashboard *d = screen_state(sc);

	grid_column(g, (struct grid_column){.label = "Показатель", .width = 30});
	grid_column(g, (struct grid_column){.label = "Значение", .width = 12, .number = true});
	grid_column(g, (struct grid_column){.label = "Число", .width = 12, .number = true});
	grid_column(g, (struct grid_column){.label = "Всего", .width = 12, .number = true});
	grid_column(g, (struct grid_column){.label = "Год назад", .width = 12, .number = true});
	grid_column(g, (struct grid_column){.label = "Число", .width = 12, .number = true});
	grid_column(g, (struct grid_column){.label = "Всего", .width = 12, .number = true});
	for (enum indicator i = 0; i < INDICATOR_COUNT; i++) {
		grid_cell(g, indicator_info(i)->title);
		grid_fraction(g, i, d->answer.values[i], (d->untold & 1u << i) != 0);
		grid_fraction(g, i, d->before.values[i], (d->untold_before & 1u << i) != 0);
	}
}

static void
save(struct screen *sc)
{
	const struct region_dashboard *d = screen_state(sc);
	struct buf name = {0};

	buf_printf(&name, "показатели-%s-", *d->place.town != '\0' ? d->place.town : "региона");
	date_put_iso(&name, d->period.to);
	region_save(sc, fill_grid, buf_text(&name));
	buf_free(&name);
}

static const struct action dashboard_actions[] = {
    ACTION(ACT_OPEN, "Enter", "Те же показатели по частям, сначала самые низкие",
	.word = "По частям", .synonyms = "города организации кто", .when = HAS_PARTS),
    ACTION(ACT_OPEN, "Enter", "Где видны имена", .unless = HAS_PARTS),
    ACTION(DO_PARTS, "F7", "Найти город, у города — его части", .word = "Города",
	.synonyms = "муниципалитеты организации объединения уровни", .when = HAS_PARTS),
    ACTION(ACT_AS_OF, "F6", "По конец какого месяца", .word = "Месяц"),
    ACTION(DO_SAVE, "F2 C-t", "Записать показатели книгой Excel", .word = "Excel",
	.synonyms = "xlsx файл выгрузить печать"),
    ACTION(ACT_BACK, "F10", "Закончить работу", .word = "Выход", .when = IS_FIRST),
    ACTION(ACT_LEFT, "Left", "На месяц назад"),
    ACTION(ACT_RIGHT, "Right", "На месяц вперёд"),
    ACTION(ACT_PAGE_UP, "PgUp", "На год назад"),
    ACTION(ACT_PAGE_DOWN, "PgDn", "На год вперёд"),
    ACTION(ACT_UP, "Up", "К показателю выше"),
    ACTION(ACT_DOWN, "Down", "К показателю ниже"),
    ACTION(ACT_FIRST, "Home", "К первому показателю"),
    ACTION(ACT_LAST, "End", "К последнему показателю"),
    {.act = ACT_NONE},
};

static void
move(struct screen *sc, int act)
{
	static const struct {
		int act, months, lines;
	} moves[] = {{.act = ACT_LEFT, .months = -1}, {.act = ACT_RIGHT, .months = 1},
	    {.act = ACT_PAGE_UP, .months = -12}, {.act = ACT_PAGE_DOWN, .months = 12},
	    {.act = ACT_UP, .lines = -1}, {.act = ACT_DOWN, .lines = 1}};
	const struct region_dashboard *d = screen_state(sc);

	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++) {
		if (moves[i].act != act)
			continue;
		if (moves[i].months != 0)
			move_months(sc, moves[i].months);
		else
			choose_line(sc, (int)d->which + moves[i].lines);
	}
}

static void
dashboard_act(struct screen *sc, int act)
{
	if (act == ACT_OPEN && has_parts(screen_state(sc)))
		open_table(sc, true);
	else if (act == ACT_OPEN)
		region_say_names(screen_app(sc));
	else if (act == ACT_BACK)
		app_pop(screen_app(sc), NULL);
	else if (act == DO_PARTS)
		open_table(sc, false);
	else if (act == ACT_AS_OF)
		ask_period(sc);
	else if (act == DO_SAVE)
		save(sc);
	else if (act == ACT_FIRST || act == ACT_LAST)
		choose_line(sc, act == ACT_FIRST ? 0 : INDICATOR_COUNT - 1);
	else
		move(sc, act);
}

/* A digit leads to the indicator of that number. */
static bool
dashboard_key(struct screen *sc, const struct key *key)
{
	if (key->code != K_CHARACTER || key->ch < '1' || key->ch >= '1' + INDICATOR_COUNT)
		return false;
	choose_line(sc, (int)(key->ch - '1'));
	return true;
}

const struct screen_ops region_dashboard_screen = {
    .name = "region_dashboard",
    .about = "Восемь показателей региона, города или его части. ← → — месяц назад и вперёд, PgUp "
	     "PgDn — год; цифра 1–8 — показатель; Enter — по частям. Имена видны только в самом "
	     "муниципалитете.",
    .state_size = sizeof(struct region_dashboard),
    .actions = dashboard_actions,
    .now = holds_now,
    .open = dashboard_open,
    .close = dashboard_close,
    .title = dashboard_title,
    .load = dashboard_load,
    .draw = region_dashboard_draw,
    .act = dashboard_act,
    .key = dashboard_key,
};
