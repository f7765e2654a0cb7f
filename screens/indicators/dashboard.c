/* SPDX-License-Identifier: MIT
 * dashboard.c - the eight indicators on any day in any part of the town, and what is behind each.
 */
#include "screens/indicators/dashboard.h"

#include <assert.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/die.h"
#include "base/utf8.h"
#include "screens/app/ask.h"
#include "screens/app/output.h"
#include "screens/app/place_args.h"
#include "service/core/changes.h"

enum { DO_MISSING = ACT_OWN, DO_VIEW, DO_SCOPE, DO_COMPARE, DO_YEAR_AGO, DO_SWAP };

static const struct action dashboard_actions[] = {
    ACTION(ACT_OPEN, "Enter F3", "Показать, кто за этим числом: учтённые и остальные рядом",
	.word = "Список", .permit = PERMIT_READ),
    ACTION(DO_SCOPE, "F7 /", "Весь город, объединение, организация или уровень", .word = "Часть",
	.permit = PERMIT_READ),
    ACTION(ACT_AS_OF, "F6 d", "На какой день посчитать", .word = "Дата"),
    OUTPUT_ACTION("F2 C-t", "Печать"),
    ACTION(DO_COMPARE, "F4 =", "Поставить рядом с другой датой или другой частью города",
	.word = "Сравнить"),
    ACTION(DO_YEAR_AGO, "C-b g", "Поставить рядом с тем же днём год назад, ещё раз — убрать",
	.synonyms = "прошлый год сравнить прошлогодний"),
    ACTION(DO_VIEW, "F8 v", "По месяцам, по объединениям, по организациям", .word = "Разрез"),
    ACTION(ACT_NEXT, "Tab", "К столбикам частей города и обратно к показателям"),
    ACTION(DO_SWAP, "S-Tab", "Поменять местами то, что сравнивается"),
    ACTION(DO_MISSING, "C-k", "Записи, которые стоит проверить",
	.synonyms = "не хватает пустые спросить", .permit = PERMIT_READ),
    ACTION(ACT_LEFT, "Left", "На месяц назад"),
    ACTION(ACT_RIGHT, "Right", "На месяц вперёд"),
    ACTION(ACT_PAGE_UP, "PgUp", "На год назад"),
    ACTION(ACT_PAGE_DOWN, "PgDn", "На год вперёд"),
    ACTION(ACT_UP, "Up", "К показателю или строке выше"),
    ACTION(ACT_DOWN, "Down", "К показателю или строке ниже"),
    ACTION(ACT_FIRST, "Home", "К первой строке"),
    ACTION(ACT_LAST, "End", "К последней строке"),
    ACTION(ACT_FILTER_CLEAR, "Esc -",
	"Убрать сравнение, вернуться ко всему городу; если убирать нечего — назад"),
    {.act = ACT_NONE},
};

static enum status
dashboard_open(struct screen *sc, const void *args, struct error *e)
{
	struct dashboard *d = screen_state(sc);
	enum status st;
	uint64_t changes;
	struct view v;

	(void)args;
	d->shown.period = (struct period){.from = DATE_NONE, .to = DATE_NONE};
	d->by = BY_ASSOCIATION;
	d->stale = true;
	st = indicators_period(&d->shown.period, e);
	d->other.period = d->shown.period;
	if (st != ST_OK)
		return st;
	changes = changes_number(app_session(screen_app(sc)));
	view_open(&v, app_session(screen_app(sc)));
	st = dashboard_read(d, &v, changes, e);
	view_close(&v);
	return st;
}

static void
dashboard_close(struct screen *sc)
{
	dashboard_free(screen_state(sc));
}

static void
dashboard_title(const struct screen *sc, struct buf *out)
{
	const struct dashboard *d = screen_state(sc);

	buf_puts(out, "Показатели: ");
	dashboard_put_side(&d->shown, out);
	if (!dashboard_is_compared(d))
		return;
	buf_puts(out, " и ");
	dashboard_put_side(&d->other, out);
}

static void
read_now(struct screen *sc)
{
	struct dashboard *d = screen_state(sc);
	struct app *app = screen_app(sc);
	bool same = !d->stale && !d->unsorted && d->list.cursor < d->parts.count;
	struct scope here = {.type = SCOPE_CITY};
	struct error e = {0};
	int rows, columns;
	uint64_t changes;
	struct view v;

	if (same)
		here = d->parts.rows[d->list.cursor].scope;
	changes = changes_number(app_session(app));
	view_open(&v, app_session(app));
	if (dashboard_read(d, &v, changes, &e) != ST_OK)
		app_say_error(app, &e);
	view_close(&v);
	for (size_t i = 0; same && i < d->parts.count; i++) /* the cursor stays on its part */
		if (d->parts.rows[i].scope.type == here.type &&
		    d->parts.rows[i].scope.id == here.id)
			d->list.cursor = i;
	app_size(app, &rows, &columns);
	list_set(&d->list, d->parts.count, dashboard_layout(d, 1, rows, columns).parts_rows);
}

/* While somebody types on, the figures wait for the last key; tick() comes back to them. */
static void
dashboard_load(struct screen *sc)
{
	const struct dashboard *d = screen_state(sc);

	if (!app_waiting(screen_app(sc)) || (!d->stale && !d->unsorted))
		read_now(sc);
}

static void
dashboard_tick(struct screen *sc)
{
	const struct dashboard *d = screen_state(sc);

	if (d->stale || d->unsorted)
		app_reload(screen_app(sc));
}

/* The question changes. */

static void
ask_anew(struct screen *sc)
{
	struct dashboard *d = screen_state(sc);

	d->stale = true;
	app_reload(screen_app(sc));
}

static void
set_day(struct screen *sc, struct side *side, int32_t day)
{
	struct period p = {.from = DATE_NONE, .to = day};

	if (day == DATE_NONE || indicators_period(&p, NULL) != ST_OK)
		return;
	side->period = p;
	ask_anew(sc);
}

static void
set_scope(struct screen *sc, bool for_other, struct scope scope)
{
	struct dashboard *d = screen_state(sc);

	if (for_other) {
		d->other.scope = scope;
		d->other.period = d->shown.period;
		d->compared = true;
	} else {
		d->shown.scope = scope;
	}
	ask_anew(sc);
}

static bool
is_month_end(int32_t day)
{
	int year, month, of_month;

	date_parts(day + 1, &year, &month, &of_month);
	return of_month == 1;
}

/* The last day of a month leads to the last day of another; DATE_NONE at the ends of the calendar.
 */
static int32_t
months_away(int32_t day, int months)
{
	int year, month, of_month;
	int32_t made = DATE_NONE;

	date_parts(day, &year, &month, &of_month);
	month += months - 1; /* from 0 */
	year += month / 12 - (month < 0 && month % 12 != 0);
	month = (month % 12 + 12) % 12 + 1;
	for (of_month = is_month_end(day) ? 31 : of_month; made == DATE_NONE && of_month > 0;
	     of_month--)
		made = date_make(year, month, of_month);
	return made;
}

static void
move_day(struct screen *sc, int months)
{
	struct dashboard *d = screen_state(sc);

	set_day(sc, &d->shown, months_away(d->shown.period.to, months));
}

static void
take_on(struct screen *sc, const void *about, const struct answer *answer)
{
	struct dashboard *d = screen_state(sc);
	int32_t day;

	(void)about;
	if (ask_read_day(answer, &day))
		set_day(sc, &d->shown, day);
}

static void
take_other_day(struct screen *sc, const void *about, const struct answer *answer)
{
	struct dashboard *d = screen_state(sc);
	int32_t day;

	(void)about;
	if (!ask_read_day(answer, &day))
		return;
	d->other.scope = d->shown.scope;
	d->compared = true;
	set_day(sc, &d->other, day);
}

static void
ask_on(struct screen *sc)
{
	const struct dashboard *d = screen_state(sc);

	ask_day(screen_app(sc), THEN(take_on), "Показатели",
	    "Посчитать на день (период — с 1 сентября его учебного года):", d->shown.period.to);
}

/* Parts of the town to choose from: the city, two kinds that are looked up, then the levels. */
enum { PART_CITY, PART_ASSOCIATION, PART_ORGANISATION, PART_LEVELS, PARTS_MOST = 16 };

static size_t
list_parts(const char **lines, size_t room)
{
	const struct field *level = field_find(KIND_PEOPLE, "level");
	const char *const *words = level->shown != NULL ? level->shown : level->words;
	size_t n = PART_LEVELS;

	lines[PART_CITY] = "Весь город";
	lines[PART_ASSOCIATION] = "Объединение…";
	lines[PART_ORGANISATION] = "Организация…";
	for (size_t i = 0; words[i] != NULL && n < room; i++)
		lines[n++] = words[i];
	return n;
}

/* A part that is looked up: which kind of part, and for which side. */
struct asked_part {
	bool for_other;
	enum scope_type type;
};

static void
take_record(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct asked_part *asked = about;
	struct dashboard *d = screen_state(sc);

	assert(asked != NULL);
	if (answer->code == 0)
		return;
	d->by = asked->type == SCOPE_ASSOCIATION ? BY_ASSOCIATION : BY_ORGANISATION;
	set_scope(sc, asked->for_other, (struct scope){.type = asked->type, .id = answer->id});
}

static void
choose_part(struct screen *sc, size_t part, bool for_other)
{
	const struct asked_part asked = {.for_other = for_other,
	    .type = part == PART_ASSOCIATION ? SCOPE_ASSOCIATION : SCOPE_ORGANISATION};

	if (part == PART_ASSOCIATION || part == PART_ORGANISATION)
		place_open(screen_app(sc), PLACE_PICKER, ABOUT(take_record, &asked),
		    &(struct picker_args){
			.kind = part == PART_ASSOCIATION ? KIND_ASSOCIATIONS : KIND_ORGANISATIONS});
	else if (part == PART_CITY)
		set_scope(sc, for_other, (struct scope){.type = SCOPE_CITY});
	else
		set_scope(sc, for_other,
		    (struct scope){.type = SCOPE_LEVEL, .id = (uint64_t)(part - PART_LEVELS) + 1});
}

static void
take_scope(struct screen *sc, const void *about, const struct answer *answer)
{
	(void)about;
	if (answer->code > 0)
		choose_part(sc, (size_t)answer->code - 1, false);
}

static void
ask_scope(struct screen *sc)
{
	const char *lines[PARTS_MOST];
	size_t n = list_parts(lines, PARTS_MOST);

	ask_choice(screen_app(sc), THEN(take_scope), "Какая часть города", lines, n, 1);
}

/* Comparing: another day, another part, or not any more. */
enum { COMPARE_YEAR, COMPARE_DAY, COMPARE_PARTS, COMPARE_MOST = PARTS_MOST + COMPARE_PARTS };

static void
stop_comparing(struct screen *sc)
{
	struct dashboard *d = screen_state(sc);

	d->compared = false;
	ask_anew(sc);
}

static void
compare_year_ago(struct screen *sc)
{
	struct dashboard *d = screen_state(sc);

	d->other.scope = d->shown.scope;
	d->compared = true;
	set_day(sc, &d->other, date_add_years(d->shown.period.to, -1));
}

static bool
is_beside_year_ago(const struct dashboard *d)
{
	return d->compared && d->other.scope.type == d->shown.scope.type &&
	    d->other.scope.id == d->shown.scope.id &&
	    d->other.period.to == date_add_years(d->shown.period.to, -1);
}

static void
turn_year_ago(struct screen *sc)
{
	if (is_beside_year_ago(screen_state(sc)))
		stop_comparing(sc);
	else
		compare_year_ago(sc);
}

/* about: how many parts there were to choose from. */
static void
take_compare(struct screen *sc, const void *about, const struct answer *answer)
{
	const size_t *nparts = about;
	struct dashboard *d = screen_state(sc);
	size_t line;

	assert(nparts != NULL);
	if (answer->code == 0)
		return;
	line = (size_t)answer->code - 1;
	if (line == COMPARE_YEAR) {
		compare_year_ago(sc);
	} else if (line == COMPARE_DAY) {
		ask_day(screen_app(sc), THEN(take_other_day), "Показатели",
		    "Сравнить с днём:", date_add_years(d->shown.period.to, -1));
	} else if (line - COMPARE_PARTS < *nparts) {
		choose_part(sc, line - COMPARE_PARTS, true);
	} else {
		stop_comparing(sc);
	}
}

static void
ask_compare(struct screen *sc)
{
	const struct dashboard *d = screen_state(sc);
	const char *lines[COMPARE_MOST + 1] = {
	    [COMPARE_YEAR] = "Тот же день год назад", [COMPARE_DAY] = "Другой день…"};
	size_t nparts = list_parts(lines + COMPARE_PARTS, PARTS_MOST), n = COMPARE_PARTS + nparts;

	if (d->compared)
		lines[n++] = "Больше не сравнивать";
	ask_choice(screen_app(sc), ABOUT(take_compare, &nparts), "С чем сравнить", lines, n, 1);
}

static void
swap_sides(struct screen *sc)
{
	struct dashboard *d = screen_state(sc);
	struct side shown = d->shown;

	if (!d->compared) {
		app_say(screen_app(sc), MESSAGE_INFO, "Сравнивать пока не с чем: F4 — выбрать.");
		return;
	}
	d->shown = d->other;
	d->other = shown;
	ask_anew(sc);
}

/* Months, associations, organisations; where the months are always seen, the last two. */
static void
next_view(struct screen *sc)
{
	struct dashboard *d = screen_state(sc);
	int rows, columns;
	bool wide;

	app_size(screen_app(sc), &rows, &columns);
	wide = dashboard_layout(d, 1, rows, columns).wide;
	if (!wide && !d->parts_below) {
		d->parts_below = true;
		d->by = BY_ASSOCIATION;
	} else if (d->by == BY_ASSOCIATION) {
		d->by = BY_ORGANISATION;
	} else {
		d->by = BY_ASSOCIATION;
		d->parts_below = false;
		d->in_parts = d->in_parts && wide;
	}
	d->unsorted = true;
	d->list.cursor = d->list.top = 0;
	app_reload(screen_app(sc));
}

static void
enter_parts(struct screen *sc)
{
	struct dashboard *d = screen_state(sc);

	if (d->parts.count == 0) {
		app_say(
		    screen_app(sc), MESSAGE_INFO, "Сравнивать нечего: таких частей в базе нет.");
		return;
	}
	d->in_parts = !d->in_parts;
	d->parts_below = true;
	app_reload(screen_app(sc));
}

static void
clear(struct screen *sc)
{
	struct dashboard *d = screen_state(sc);

	if (d->in_parts)
		d->in_parts = false;
	else if (d->compared)
		stop_comparing(sc);
	else if (d->shown.scope.type != SCOPE_CITY)
		set_scope(sc, false, (struct scope){.type = SCOPE_CITY});
	else
		app_pop(screen_app(sc), NULL);
}

/* What is behind the figure under the cursor. */
static void
open_list(struct screen *sc)
{
	const struct dashboard *d = screen_state(sc);
	const struct indicators *a = &d->shown.answer;

	if (d->in_parts && d->list.cursor < d->parts.count)
		a = &d->parts.rows[d->list.cursor];
	place_open(screen_app(sc), PLACE_INDICATOR_NAMES, NO_QUESTION,
	    &(struct indicator_names_args){
		.which = d->which, .period = a->period, .scope = a->scope});
}

static void
move_in_lines(struct screen *sc, int act)
{
	struct dashboard *d = screen_state(sc);
	enum indicator before = d->which;

	if (act == ACT_UP && d->which > 0)
		d->which--;
	else if (act == ACT_DOWN && d->which + 1 < INDICATOR_COUNT)
		d->which++;
	else if (act == ACT_FIRST)
		d->which = 0;
	else if (act == ACT_LAST)
		d->which = INDICATOR_COUNT - 1;
	if (d->which == before)
		return;
	d->unsorted = true;
	d->list.cursor = d->list.top = 0;
	app_reload(screen_app(sc));
}

static void
dashboard_act(struct screen *sc, int act)
{
	static const struct {
		int act;
		void (*run)(struct screen *sc);
	} deeds[] = {{.act = ACT_OPEN, .run = open_list}, {.act = DO_SCOPE, .run = ask_scope},
	    {.act = DO_COMPARE, .run = ask_compare}, {.act = DO_YEAR_AGO, .run = turn_year_ago},
	    {.act = DO_VIEW, .run = next_view}, {.act = ACT_NEXT, .run = enter_parts},
	    {.act = DO_SWAP, .run = swap_sides}, {.act = ACT_FILTER_CLEAR, .run = clear}};
	struct dashboard *d = screen_state(sc);
	struct app *app = screen_app(sc);

	if (act == ACT_OPEN || act == ACT_NEXT || d->in_parts)
		read_now(sc);
	for (size_t i = 0; i < sizeof(deeds) / sizeof(deeds[0]); i++)
		if (deeds[i].act == act)
			deeds[i].run(sc);
	if (act == ACT_AS_OF)
		ask_on(sc);
	else if (act == DO_MISSING)
		place_open(app, PLACE_DATA_CHECKS, NO_QUESTION, NULL);
	else if (act == ACT_LEFT || act == ACT_RIGHT)
		move_day(sc, act == ACT_LEFT ? -1 : 1);
	else if (act == ACT_PAGE_UP || act == ACT_PAGE_DOWN)
		move_day(sc, act == ACT_PAGE_UP ? -12 : 12);
	else if (d->in_parts)
		list_act(&d->list, act);
	else
		move_in_lines(sc, act);
}

static enum status
dashboard_output(struct screen *sc, struct output *out, struct error *e)
{
	read_now(sc);
	return dashboard_put_out(screen_state(sc), app_session(screen_app(sc)), out, e);
}

/* A digit leads to the indicator of that number. */
static bool
dashboard_key(struct screen *sc, const struct key *key)
{
	struct dashboard *d = screen_state(sc);

	if (key->code != K_CHARACTER || key->ch < '1' || key->ch >= '1' + INDICATOR_COUNT)
		return false;
	d->which = (enum indicator)(key->ch - '1');
	d->unsorted = true;
	d->in_parts = false;
	app_reload(screen_app(sc));
	return true;
}

const struct screen_ops dashboard_screen = {
    .name = "dashboard",
    .about = "Восемь показателей на дату. ← → — месяц назад и вперёд, PgUp PgDn — год; цифра 1–8 — "
	     "показатель; Enter — кто за числом.",
    .state_size = sizeof(struct dashboard),
    .actions = dashboard_actions,
    .open = dashboard_open,
    .close = dashboard_close,
    .title = dashboard_title,
    .load = dashboard_load,
    .draw = dashboard_draw,
    .act = dashboard_act,
    .key = dashboard_key,
    .output = dashboard_output,
    .tick = dashboard_tick,
};
