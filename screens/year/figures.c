/* SPDX-License-Identifier: MIT
 * figures.c - the year in figures beside the year before, of the town or an association; a figure
 * opens the records behind it.
 */
#include "screens/year/figures.h"

#include <assert.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "rules/schoolyear.h"
#include "screens/app/ask.h"
#include "screens/app/place_args.h"
#include "screens/output/paper_of_period.h"
#include "screens/widget/words.h"
#include "service/core/scope_words.h"
#include "service/indicators/indicators.h"

enum { DO_BEFORE = ACT_OWN, DO_PART, DO_REPORT };

static enum status
figures_open(struct screen *sc, const void *args, struct error *e)
{
	struct figures_screen *s = screen_state(sc);

	static_assert(sizeof(struct year_number) == 2 * sizeof(unsigned), "no padding is compared");
	(void)args;
	s->period = (struct period){.from = DATE_NONE, .to = DATE_NONE};
	return indicators_period(&s->period, e);
}

static void
figures_close(struct screen *sc)
{
	struct figures_screen *s = screen_state(sc);

	year_figures_free(&s->now);
	year_figures_free(&s->before);
	free(s->name);
}

/* Both years; what was shown stays when they cannot be read. */
static enum status
ask_both(struct figures_screen *s, const struct view *v, struct error *e)
{
	struct year_figures now, before;
	struct buf name = {0};
	enum status st = year_figures_compare(v, s->period, s->scope, &now, &before, e);

	if (st != ST_OK)
		return st;
	year_figures_free(&s->now);
	year_figures_free(&s->before);
	s->now = now;
	s->before = before;
	scope_put_name(v, s->scope, &name);
	free(s->name);
	s->name = buf_detach(&name);
	return ST_OK;
}

/* "  семинар": parts of a figure are set in. */
static const char *
title_of(const struct figures_screen *s, struct year_number n, struct arena *texts)
{
	struct buf title = {0};
	const char *kept;

	buf_puts(&title, year_what_info(n.what)->title == NULL ? "  " : "");
	year_number_put_title(&s->now, n, &title);
	kept = arena_strndup(texts, buf_text(&title), title.len);
	buf_free(&title);
	return kept;
}

static void
take_figures(const struct figures_screen *s, struct list_rows *out)
{
	struct year_number *numbers;
	size_t count = year_numbers(&s->now, &s->before, &numbers);

	for (size_t i = 0; i < count; i++)
		list_rows_add(out,
		    &(struct figures_row){.number = numbers[i],
			.now = year_number(&s->now, numbers[i]),
			.before = year_number(&s->before, numbers[i]),
			.title = title_of(s, numbers[i], &out->texts)});
	free(numbers);
}

static bool
figures_read(struct screen *sc, struct list_rows *out)
{
	struct error e = {0};
	enum status st = ask_both(screen_state(sc), out->view, &e);

	if (st != ST_OK)
		app_say_error(screen_app(sc), &e);
	take_figures(screen_state(sc), out);
	return st == ST_OK;
}

/* "+12", "−3" */
static void
put_change(uint64_t now, uint64_t before, struct buf *out)
{
	buf_puts(out, now > before ? "+" : now < before ? "−" : "");
	words_put_number(out, now > before ? now - before : before - now);
}

static void
figures_put(const void *row, struct list_cells *out)
{
	const struct figures_row *r = row;

	buf_puts(&out->text[0], r->title);
	words_put_number(&out->text[1], r->now);
	words_put_number(&out->text[2], r->before);
	put_change(r->now, r->before, &out->text[3]);
}

static void
figures_title(const struct screen *sc, struct buf *out)
{
	const struct figures_screen *s = screen_state(sc);

	buf_puts(out, "Год в цифрах по ");
	date_put_russian(out, s->period.to);
	buf_printf(out, ": %s", s->name);
}

/* --- Where to. */

static void
open_ids(struct screen *sc, const struct year_number n, const uint64_t *ids, size_t count)
{
	const struct year_what_info *info = year_what_info(n.what);

	if (count == 0)
		app_say(screen_app(sc), MESSAGE_INFO, "За этим числом никого и ничего нет.");
	if (count > 0 && info->sum)
		app_say(screen_app(sc), MESSAGE_INFO,
		    "Участия складываются из числа участников мероприятий; вот эти мероприятия.");
	if (count > 0)
		place_open(screen_app(sc), PLACE_BROWSER, NO_QUESTION,
		    &(struct browser_args){
			.spec = {.kind = info->kind, .only = ids, .nonly = count}});
}

static void
open_behind(struct screen *sc, const struct year_figures *f, const struct figures_row *row)
{
	uint64_t *ids = NULL;
	struct error e = {0};
	size_t count = 0;
	enum status st;
	struct view v;

	view_open(&v, app_session(screen_app(sc)));
	st = year_behind(&v, f->period, f->scope, row->number, &ids, &count, &e);
	view_close(&v);
	if (st == ST_OK)
		open_ids(sc, row->number, ids, count);
	else
		app_say_error(screen_app(sc), &e);
	free(ids);
}

static void
open_now(struct screen *sc, const void *row)
{
	open_behind(sc, &((const struct figures_screen *)screen_state(sc))->now, row);
}

static void
open_before(struct screen *sc, const void *row)
{
	open_behind(sc, &((const struct figures_screen *)screen_state(sc))->before, row);
}

/* --- Which part, which year. */

static void
set_day(struct screen *sc, int32_t day)
{
	struct figures_screen *s = screen_state(sc);
	struct period p = {.from = DATE_NONE, .to = day};
	struct error e = {0};

	if (day == DATE_NONE)
		return;
	if (indicators_period(&p, &e) != ST_OK) {
		app_say_error(screen_app(sc), &e);
		return;
	}
	s->period = p;
	app_reload(screen_app(sc));
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
ask_on(struct screen *sc)
{
	const struct figures_screen *s = screen_state(sc);

	ask_day(screen_app(sc), THEN(take_day), "Год в цифрах",
	    "По какой день (считая с 1 сентября его учебного года):", s->period.to);
}

static void
year_back(struct screen *sc)
{
	set_day(
	    sc, date_add_years(((const struct figures_screen *)screen_state(sc))->period.to, -1));
}

static void
year_on(struct screen *sc)
{
	set_day(
	    sc, date_add_years(((const struct figures_screen *)screen_state(sc))->period.to, 1));
}

/* To the end of the school year, or to today and the same day of other years. */
static void
whole_year(struct screen *sc)
{
	const struct figures_screen *s = screen_state(sc);
	int32_t to = s->period.to, end = schoolyear_end(to), today = clock_today();

	while (to == end && today > end)
		today = date_add_years(today, -1);
	set_day(sc, to != end ? end : today);
}

static void
show_part(struct screen *sc, struct scope scope)
{
	struct figures_screen *s = screen_state(sc);

	s->scope = scope;
	list_screen_begin(sc);
}

static void
take_association(struct screen *sc, const void *about, const struct answer *answer)
{
	(void)about;
	if (answer->code != 0)
		show_part(sc, (struct scope){.type = SCOPE_ASSOCIATION, .id = answer->id});
}

static void
take_part(struct screen *sc, const void *about, const struct answer *answer)
{
	(void)about;
	if (answer->code == 1)
		show_part(sc, (struct scope){.type = SCOPE_CITY});
	else if (answer->code == 2)
		place_open(screen_app(sc), PLACE_PICKER, THEN(take_association),
		    &(struct picker_args){.kind = KIND_ASSOCIATIONS});
}

static void
ask_part(struct screen *sc)
{
	static const char *const lines[] = {"Весь город", "Объединение…"};

	ask_numbered(screen_app(sc), THEN(take_part), "Какая часть города", lines, 2);
}

/* --- The report of an association. */

static void
show_report(struct screen *sc, uint64_t association)
{
	const struct figures_screen *s = screen_state(sc);
	open_paper_of_period(screen_app(sc),
	    &(struct paper_of_period){.id = "association-report",
		.title = "Отчёт объединения",
		.name = "отчёт-объединения",
		.record = association,
		.from = s->period.from},
	    s->period.to);
}

static void
take_reported(struct screen *sc, const void *about, const struct answer *answer)
{
	(void)about;
	if (answer->code != 0)
		show_report(sc, answer->id);
}

static void
ask_report(struct screen *sc)
{
	const struct figures_screen *s = screen_state(sc);

	if (s->scope.type == SCOPE_ASSOCIATION)
		show_report(sc, s->scope.id);
	else
		place_open(screen_app(sc), PLACE_PICKER, THEN(take_reported),
		    &(struct picker_args){.kind = KIND_ASSOCIATIONS});
}

const struct screen_ops year_figures_screen = {
    .name = "year_figures",
    .about = "Год в цифрах рядом с прошлым. Enter открывает записи за числом. ← → — год.",
    .open = figures_open,
    .actions = LIST_WORK_STILL(ACTION(ACT_OPEN, "Enter", "Открыть записи за числом этого года",
				   .word = "Список", .permit = PERMIT_READ, .on_row = open_now),
	ACTION(DO_BEFORE, "F3", "Открыть записи за числом прошлого года", .word = "Год назад",
	    .permit = PERMIT_READ, .on_row = open_before),
	ACTION(DO_PART, "F7 /", "Весь город или объединение", .word = "Часть",
	    .permit = PERMIT_READ, .on_screen = ask_part),
	ACTION(ACT_AS_OF, "F6 d", "По какой день посчитать", .word = "Дата", .on_screen = ask_on),
	ACTION(DO_REPORT, "F2 C-r", "Отчёт объединения за этот период: показать, записать в файл",
	    .word = "Отчёт", .permit = PERMIT_PRINT, .on_screen = ask_report),
	ACTION(ACT_LEFT, "Left", "На год назад", .on_screen = year_back),
	ACTION(ACT_RIGHT, "Right", "На год вперёд", .on_screen = year_on),
	ACTION(ACT_NEXT, "Tab", "Учебный год целиком или по сегодняшний день",
	    .on_screen = whole_year)),
    LIST_SCREEN(struct figures_screen, struct figures_row,
	COLUMNS({.title = "Что", .width = 34, .grows = true, .lead = true},
	    {.title = "Этот год", .width = 10, .right = true},
	    {.title = "Год назад", .width = 10, .right = true},
	    {.title = "Разница", .width = 9, .right = true}),
	.put_title = figures_title, .read = figures_read, .put = figures_put,
	.key_size = sizeof(struct year_number), .close = figures_close, .foot = FIGURES_FOOT,
	.draw_foot = figures_draw_foot, .put_out = figures_put_out),
};
