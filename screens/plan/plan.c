/* SPDX-License-Identifier: MIT
 * plan.c - a school year by months: items of the town's plans, of an association's or of the
 * service's, with what has become of each.
 */
#include "screens/plan/plan.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "rules/plan_term.h"
#include "rules/schoolyear.h"
#include "screens/app/ask.h"
#include "screens/app/undo.h"
#include "screens/widget/words.h"
#include "service/core/naming.h"
#include "service/record/register.h"

enum {
	DO_CARD = ACT_OWN,
	DO_POSTPONE,
	DO_TAKE,
	DO_PART,
	DO_STEP,
	DO_STANDINGS,
	DO_WHOLE,
	DO_YEAR_BACK,
	DO_YEAR_ON
};

/* --- What is shown. */

static void
put_part_name(struct plan_screen *p, const struct view *v)
{
	buf_clear(&p->part_name);
	if (p->part.whose == PLANS_OF_ASSOCIATION)
		register_put_name(v, KIND_ASSOCIATIONS, p->part.association, &p->part_name);
	else
		buf_puts(&p->part_name,
		    p->part.whose == PLANS_OF_ALL ? "весь город" : "методическая служба");
}

static enum status
read_plans(struct plan_screen *p, const struct view *v, struct error *e)
{
	struct plan_standing *all;
	enum status st = ST_OK;
	size_t count;

	p->handed = p->owners = 0;
	for (uint8_t i = 0; i < PLAN_KINDS && st == ST_OK && p->part.whose != PLANS_OF_ALL; i++)
		st = plan_standing_of(
		    v, (uint8_t)(PLAN_OF_WORK + i), p->part.association, p->month, &p->plans[i], e);
	if (st != ST_OK || p->part.whose != PLANS_OF_ALL)
		return st;
	st = plan_standings_read(v, PLAN_OF_WORK, p->month, clock_today(), &all, &count, e);
	for (size_t i = 0; i < count; i++)
		p->handed += plan_standing_step(&all[i]) != PLAN_STEPS;
	p->owners = count;
	free(all);
	return st;
}

static int32_t
end_of_month(int32_t first)
{
	int year, month, day;

	date_parts(first, &year, &month, &day);
	return first + date_month_days(year, month) - 1;
}

/* What was shown stays when it cannot be read. */
static bool
read_year(struct plan_screen *p, struct list_rows *out, struct error *e)
{
	struct plan_year fresh = {.rows = NULL};

	put_part_name(p, out->view);
	if (plan_year_read(out->view, p->part, p->month, clock_today(), &fresh, e) != ST_OK ||
	    read_plans(p, out->view, e) != ST_OK) {
		plan_year_free(&fresh);
		return false;
	}
	plan_year_free(&p->year);
	p->year = fresh;
	for (size_t i = 0; i < p->year.count; i++)
		if (p->whole || plan_row_meets(&p->year.rows[i], p->month, end_of_month(p->month)))
			list_rows_add(out, &p->year.rows[i]);
	return true;
}

static bool
plan_read(struct screen *sc, struct list_rows *out)
{
	struct error e = {0};
	bool read = read_year(screen_state(sc), out, &e);

	if (!read)
		app_say_error(screen_app(sc), &e);
	return read;
}

/* "12.10": the year is that of the screen. */
static void
put_day(int32_t day, struct buf *out)
{
	int year, month, of_month;

	date_parts(day, &year, &month, &of_month);
	buf_printf(out, "%02d.%02d", of_month, month);
}

/* "позже срока 12.10" */
static void
put_fate(const struct plan_row *r, const struct plan_item *item, struct buf *out)
{
	if (r->done != DATE_NONE) {
		buf_puts(out, r->done > r->to ? "позже срока " : "проведено ");
		put_day(r->done, out);
	} else if (r->cancelled) {
		buf_puts(out, "отменено ");
		put_day(item->cancelled, out);
	} else if (r->overdue) {
		buf_puts(out, "просрочено ");
		put_day(r->due, out);
	} else if (r->postponed) {
		buf_puts(out, "перенос на ");
		put_day(r->due, out);
	}
}

static enum style
style_of(const struct plan_row *r)
{
	return r->overdue          ? STYLE_WARNING
	    : r->cancelled         ? STYLE_FAINT
	    : r->done != DATE_NONE ? STYLE_GOOD
				   : STYLE_PLAIN;
}

static void
put_responsible(const struct view *v, const struct plan_item *item, struct buf *out)
{
	if (item->responsible != 0)
		register_put_short_name(v->txn, KIND_PEOPLE, item->responsible, out);
	else
		buf_puts(out, item->responsible_text);
}

static void
put_item(const struct plan_row *r, const struct plan_item *item, struct list_cells *out)
{
	buf_puts(&out->text[0], item->number);
	buf_puts(&out->text[1], item->title);
	if (item->term[0] != '\0')
		buf_puts(&out->text[2], item->term);
	else
		plan_term_put(&out->text[2], (struct plan_days){item->from, item->to});
	put_fate(r, item, &out->text[3]);
	if (r->association != 0)
		register_put_name(out->view, KIND_ASSOCIATIONS, r->association, &out->text[4]);
	else
		buf_puts(&out->text[4], "методическая служба");
	put_responsible(out->view, item, &out->text[5]);
}

static void
plan_put(const void *row, struct list_cells *out)
{
	const struct plan_row *r = row;
	struct plan_item *item = (struct plan_item *)record_new(KIND_PLAN_ITEMS);

	out->style = style_of(r);
	if (records_get(out->view->txn, r->item, &item->base))
		put_item(r, item, out);
	record_free(&item->base);
}

static void
plan_title(const struct screen *sc, struct buf *out)
{
	const struct plan_screen *p = screen_state(sc);
	int year, month, day;

	date_parts(p->month, &year, &month, &day);
	buf_printf(out, "План · %s · ", buf_text(&p->part_name));
	if (p->whole)
		buf_printf(
		    out, "%d/%d учебный год", date_year(p->year.from), date_year(p->year.to));
	else
		buf_printf(out, "%s %d", date_month_name(month), year);
	buf_puts(out, " › ");
	list_put_position(&p->base.list, out);
}

static const char *
plan_empty(const struct screen *sc)
{
	const struct plan_screen *p = screen_state(sc);

	return p->year.count > 0
	    ? "На этот месяц в планах ничего нет. Tab — весь учебный год."
	    : "В планах этого года пунктов нет.\n\nIns — внести пункт, Ctrl-D — взять пункты "
	      "прошлого года, F7 — другая часть города.";
}

/* --- Marks. */

static bool
plan_marked(const struct screen *sc, const void *row)
{
	return plan_has_mark(screen_state(sc), ((const struct plan_row *)row)->item);
}

static void
toggle_mark(struct screen *sc, const void *row)
{
	plan_toggle_mark(screen_state(sc), ((const struct plan_row *)row)->item);
	list_screen_act(sc, ACT_DOWN);
}

static void
mark_all(struct screen *sc)
{
	struct plan_screen *p = screen_state(sc);
	const struct plan_row *rows = p->base.rows.rows;

	for (size_t i = 0; i < p->base.rows.count; i++)
		if (rows[i].done == DATE_NONE && !rows[i].cancelled)
			plan_add_mark(p, rows[i].item);
}

static void
mark_none(struct screen *sc)
{
	plan_forget_marks(screen_state(sc));
}

/* --- Another month, another part. */

static void
show_month(struct screen *sc, int32_t day)
{
	struct plan_screen *p = screen_state(sc);
	int year, month, first;

	date_parts(day, &year, &month, &first);
	p->month = date_make(year, month, 1);
	p->whole = false;
	list_screen_begin(sc);
}

static void
show_part(struct screen *sc, struct plan_part part, int32_t day)
{
	struct plan_screen *p = screen_state(sc);

	p->part = part;
	plan_forget_marks(p);
	show_month(sc, day);
}

static void
month_back(struct screen *sc)
{
	const struct plan_screen *p = screen_state(sc);

	show_month(sc, p->month - 1);
}

static void
month_on(struct screen *sc)
{
	const struct plan_screen *p = screen_state(sc);

	show_month(sc, end_of_month(p->month) + 1);
}

static void
year_back(struct screen *sc)
{
	const struct plan_screen *p = screen_state(sc);

	show_month(sc, date_add_years(p->month, -1));
}

static void
year_on(struct screen *sc)
{
	const struct plan_screen *p = screen_state(sc);

	show_month(sc, date_add_years(p->month, 1));
}

static void
toggle_whole(struct screen *sc)
{
	struct plan_screen *p = screen_state(sc);

	p->whole = !p->whole;
	list_screen_begin(sc);
}

static void
take_association(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct plan_screen *p = screen_state(sc);

	(void)about;
	if (answer->code != 0)
		show_part(sc, (struct plan_part){PLANS_OF_ASSOCIATION, answer->id}, p->month);
}

static void
take_part(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct plan_screen *p = screen_state(sc);

	(void)about;
	if (answer->code == 1 + PLANS_OF_ASSOCIATION)
		place_open(screen_app(sc), PLACE_PICKER, THEN(take_association),
		    &(struct picker_args){.kind = KIND_ASSOCIATIONS});
	else if (answer->code != 0)
		show_part(
		    sc, (struct plan_part){.whose = (enum plans_of)(answer->code - 1)}, p->month);
}

static void
ask_part(struct screen *sc)
{
	static const char *const lines[] = {[PLANS_OF_ALL] = "Весь город",
	    [PLANS_OF_SERVICE] = "Методическая служба: планы без объединения",
	    [PLANS_OF_ASSOCIATION] = "Объединение…"};

	ask_numbered(
	    screen_app(sc), THEN(take_part), "Чьи планы", lines, sizeof(lines) / sizeof(lines[0]));
}

/* --- Records. */

static void
show_card(struct screen *sc, const void *row)
{
	open_card(sc, KIND_PLAN_ITEMS, ((const struct plan_row *)row)->item);
}

static void
edit_item(struct screen *sc, const void *row)
{
	open_form(sc, KIND_PLAN_ITEMS, ((const struct plan_row *)row)->item);
}

static void
show_standings(struct screen *sc)
{
	place_open(screen_app(sc), PLACE_PLANS_HANDED, NO_QUESTION, NULL);
}

static enum status
plan_open(struct screen *sc, const void *args, struct error *e)
{
	const struct plan_args *a = args;
	struct plan_screen *p = screen_state(sc);
	int year, month, day;

	(void)e;
	date_parts(a != NULL && a->day != DATE_NONE ? a->day : clock_today(), &year, &month, &day);
	p->month = date_make(year, month, 1);
	if (a != NULL)
		p->part = (struct plan_part){
		    a->association != 0 ? PLANS_OF_ASSOCIATION : PLANS_OF_SERVICE, a->association};
	return ST_OK;
}

static void
plan_close(struct screen *sc)
{
	struct plan_screen *p = screen_state(sc);

	plan_year_free(&p->year);
	buf_free(&p->part_name);
	free(p->marks);
}

const struct screen_ops plan_screen = {
    .name = "plan",
    .about = "Учебный год по месяцам: что намечено в планах, что проведено, что просрочено. ← → — "
	     "месяц, Enter — проведено.",
    .open = plan_open,
    .actions =
	LIST_WORK_STILL(ACTION(ACT_OPEN, "Enter", "Проведено: когда; отмеченное — всё сразу",
			    .word = "Проведено", .permit = PERMIT_EDIT, .on_row = plan_ask_held),
	    ACTION(DO_POSTPONE, "-", "Перенести на другой день, с причиной", .word = "Перенести",
		.permit = PERMIT_EDIT, .on_row = plan_ask_postpone),
	    ACTION(ACT_REMOVE, "F8", "Отменить пункт, с причиной", .word = "Отменить",
		.permit = PERMIT_EDIT, .on_row = plan_ask_cancel),
	    ACTION(ACT_NEW, "Ins", "Новый пункт плана; плана ещё нет — новый план", .word = "Пункт",
		.permit = PERMIT_EDIT, .on_screen = plan_new_item),
	    ACTION(DO_STEP, "F6", "Состояние плана: сдан, согласован, утверждён, опубликован",
		.word = "Сдать", .permit = PERMIT_EDIT, .on_screen = plan_ask_step),
	    ACTION(DO_PART, "F7 /", "Весь город, методическая служба, объединение", .word = "Часть",
		.on_screen = ask_part),
	    ACTION(ACT_TEXT, "F2", "План, дорожная карта, план на месяц на бумаге",
		.word = "Бумага", .permit = PERMIT_READ, .on_screen = plan_ask_paper),
	    ACTION(DO_CARD, "F3", "Карточка пункта", .permit = PERMIT_READ, .on_row = show_card),
	    ACTION(ACT_EDIT, "F4", "Исправить пункт, пока план не утверждён", .permit = PERMIT_EDIT,
		.on_row = edit_item),
	    ACTION(DO_TAKE, "C-d", "Взять пункты прошлого года: на год позже, в те же дни недели",
		.synonyms = "прошлогодний скопировать копия", .permit = PERMIT_EDIT,
		.on_screen = plan_take_last_year),
	    ACTION(DO_STANDINGS, "C-g", "Кто сдал план, кто нет", .permit = PERMIT_READ,
		.on_screen = show_standings),
	    ACTION(ACT_MARK, "Space", "Отметить пункт или снять отметку", .permit = PERMIT_EDIT,
		.on_row = toggle_mark),
	    ACTION(ACT_MARK_ALL, "C-a", "Отметить все показанные, ещё не проведённые",
		.permit = PERMIT_EDIT, .on_screen = mark_all),
	    ACTION(ACT_MARK_NONE, "C-n", "Снять все отметки", .permit = PERMIT_EDIT,
		.on_screen = mark_none),
	    ACTION(ACT_LEFT, "Left", "На месяц назад", .on_screen = month_back),
	    ACTION(ACT_RIGHT, "Right", "На месяц вперёд", .on_screen = month_on),
	    ACTION(DO_WHOLE, "Tab", "Весь учебный год или месяц", .on_screen = toggle_whole),
	    ACTION(DO_YEAR_BACK, "C-p", "На год назад", .on_screen = year_back),
	    ACTION(DO_YEAR_ON, "C-f", "На год вперёд", .on_screen = year_on),
	    ACTION(ACT_UNDO, "C-z", "Отменить последнее своё действие", .permit = PERMIT_EDIT,
		.on_screen = undo_here),
	    ACTION(ACT_REDO, "C-y", "Сделать снова отменённое", .permit = PERMIT_EDIT,
		.on_screen = redo_here)),
    LIST_SCREEN(struct plan_screen, struct plan_row,
	COLUMNS({.title = "№", .width = 4},
	    {.title = "Мероприятие", .width = 28, .grows = true, .lead = true},
	    {.title = "Срок", .width = 16, .rank = 1}, {.title = "Что с ним", .width = 17},
	    {.title = "Чей план", .width = 24, .rank = 2},
	    {.title = "Ответственный", .width = 20, .rank = 3}),
	.put_title = plan_title, .read = plan_read, .put = plan_put, .close = plan_close,
	.marked = plan_marked, .key_size = sizeof(uint64_t), .why_empty = plan_empty,
	.head = PLAN_HEAD_ROWS, .draw_head = plan_draw_head),
};
