/* SPDX-License-Identifier: MIT
 * calendar.c - a small window with the sheet of a month, to choose a day on.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/die.h"
#include "base/utf8.h"
#include "screens/app/ask.h"
#include "screens/widget/window.h"

enum { CELL = 4, WEEKS = 6, WIDTH = 7 * CELL + 1, HEIGHT = WEEKS + 6 };

struct calendar {
	char *title;
	int32_t day, today;
};

struct calendar_args {
	const char *title;
	int32_t proposed;
};

static const struct action actions[] = {
    ACTION(ACT_CHOOSE, "Enter Space F2", "Взять день под курсором", .word = "Взять"),
    ACTION(ACT_LEFT, "Left -", "На день раньше"),
    ACTION(ACT_RIGHT, "Right +", "На день позже"),
    ACTION(ACT_UP, "Up", "На неделю раньше"),
    ACTION(ACT_DOWN, "Down", "На неделю позже"),
    ACTION(ACT_PAGE_UP, "PgUp", "На месяц раньше", .word = "Раньше"),
    ACTION(ACT_PAGE_DOWN, "PgDn", "На месяц позже", .word = "Позже"),
    ACTION(ACT_FIRST, "Home", "К первому дню месяца"),
    ACTION(ACT_LAST, "End", "К последнему дню месяца"),
    {.act = ACT_NONE},
};

static enum status
calendar_open(struct screen *sc, const void *args, struct error *e)
{
	const struct calendar_args *a = args;
	struct calendar *c = screen_state(sc);

	(void)e;
	c->title = xstrdup(a->title);
	c->today = clock_today();
	c->day = a->proposed != DATE_NONE ? a->proposed : c->today;
	return ST_OK;
}

static void
calendar_close(struct screen *sc)
{
	struct calendar *c = screen_state(sc);

	free(c->title);
}

/* The same day some months later, or the last one of a shorter month. */
static int32_t
months_later(int32_t from, int by)
{
	int year, month, day, all, most;

	date_parts(from, &year, &month, &day);
	all = year * 12 + month - 1 + by;
	year = all / 12;
	month = all % 12 + 1;
	most = date_month_days(year, month);
	return date_make(year, month, day < most ? day : most);
}

static int32_t
first_of_month(int32_t day)
{
	int y, m, d;

	date_parts(day, &y, &m, &d);
	return date_make(y, m, 1);
}

static int32_t
moved(int32_t day, int act)
{
	static const struct {
		int act, days, months;
	} moves[] = {
	    {.act = ACT_LEFT, .days = -1},
	    {.act = ACT_RIGHT, .days = 1},
	    {.act = ACT_UP, .days = -7},
	    {.act = ACT_DOWN, .days = 7},
	    {.act = ACT_PAGE_UP, .months = -1},
	    {.act = ACT_PAGE_DOWN, .months = 1},
	};

	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++)
		if (moves[i].act == act)
			return moves[i].months != 0 ? months_later(day, moves[i].months)
						    : day + moves[i].days;
	return act == ACT_LAST ? first_of_month(months_later(first_of_month(day), 1)) - 1
			       : first_of_month(day);
}

static void
take_day(struct screen *sc, int32_t day)
{
	struct buf text = {0};

	date_put_russian(&text, day);
	app_pop(screen_app(sc), &(struct answer){.code = 1, .text = buf_text(&text)});
	buf_free(&text);
}

static void
calendar_act(struct screen *sc, int act)
{
	struct calendar *c = screen_state(sc);
	int32_t to;

	if (act != ACT_CHOOSE) {
		to = moved(c->day, act);
		if (date_year(to) >= 1900 && date_year(to) <= 2100)
			c->day = to;
		return;
	}
	take_day(sc, c->day);
}

static void
calendar_pressed(struct screen *sc, struct press at)
{
	take_day(sc, at.spot);
}

static void
draw_day(const struct calendar *c, struct ui *ui, int row, int column, int32_t day)
{
	int y, m, d;
	enum style style = day == c->day ? STYLE_FOCUS
	    : day == c->today            ? STYLE_MARKED
	    : date_weekday(day) >= 5     ? STYLE_FAINT
					 : STYLE_PLAIN;

	date_parts(day, &y, &m, &d);
	zones_add_spot(ui_zones(ui), row, column, CELL, day, 0);
	ui_printf(ui, row, column, 0, style, "%3d ", d);
	if (day == c->day)
		ui_cursor(ui, row, column + 2);
}

static void
draw_month(const struct calendar *c, struct ui *ui, int row, int column)
{
	int32_t first = first_of_month(c->day), next = first_of_month(months_later(first, 1));
	int before = date_weekday(first), y, m, d;
	struct buf name = {0};

	date_parts(first, &y, &m, &d);
	utf8_put_capital(&name, date_month_name(m));
	ui_printf(ui, row, column, WIDTH, STYLE_STRONG, " %s %d", buf_text(&name), y);
	ui_put(ui, row + 1, column, WIDTH, STYLE_HEADER, " пн  вт  ср  чт  пт  сб  вс");
	for (int32_t day = first; day < next; day++) {
		int at = before + (int)(day - first);

		draw_day(c, ui, row + 2 + at / 7, column + at % 7 * CELL, day);
	}
	buf_free(&name);
}

static void
calendar_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct calendar *c = screen_state(sc);
	struct window w =
	    window_draw(ui, row, rows, columns, HEIGHT - 2, WIDTH + 4 - WINDOW_FRAME, c->title);
	int column = w.column + (w.columns - WIDTH) / 2;
	struct buf today = {0};

	draw_month(c, ui, w.row + 1, column);
	buf_puts(&today, "сегодня ");
	date_put_russian(&today, c->today);
	ui_put(ui, w.row + HEIGHT - 2, column + 1, 0, STYLE_FAINT, buf_text(&today));
	buf_free(&today);
}

static const struct screen_ops calendar_screen = {
    .name = "calendar",
    .about = "Календарь: стрелки ведут по дням и неделям, PgUp и PgDn — по месяцам, Enter берёт "
	     "день.",
    .state_size = sizeof(struct calendar),
    .overlay = true,
    .actions = actions,
    .open = calendar_open,
    .close = calendar_close,
    .draw = calendar_draw,
    .act = calendar_act,
    .pressed = calendar_pressed,
};

void
ask_calendar(struct app *app, struct question question, const char *title, int32_t proposed)
{
	app_push(app, &calendar_screen,
	    &(struct calendar_args){.title = title, .proposed = proposed}, question);
}
