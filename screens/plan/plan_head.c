/* SPDX-License-Identifier: MIT
 * plan_head.c - the year in a few lines.
 */
#include "screens/plan/plan.h"

#include "base/date.h"
#include "base/utf8.h"
#include "screens/widget/words.h"

enum { MONTHS = 12, LEVELS = 3, MONTH_WIDTH = 6, WHOLE_WIDTH = 5 };

const char *
plan_kind_word(uint8_t kind)
{
	return kind == PLAN_ROADMAP ? "дорожная карта" : "план работы";
}

/* "178 пунктов · проведено 96 (12 поздно) · просрочено 36 · перенос 3 · снято 1" */
static void
put_figures(const struct plan_figures *f, struct buf *out)
{
	const struct {
		const char *before;
		size_t count;
	} parts[] = {{" · просрочено ", f->overdue}, {" · перенос ", f->postponed},
	    {" · снято ", f->cancelled}};

	words_put_count(out, f->items, "пункт", "пункта", "пунктов");
	buf_printf(out, " · проведено %zu", f->done);
	if (f->late > 0)
		buf_printf(out, " (%zu поздно)", f->late);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (parts[i].count > 0)
			buf_printf(out, "%s%zu", parts[i].before, parts[i].count);
}

/* The words of those levels that occur, or of those that do not; how many. */
static size_t
put_level_words(unsigned levels, bool occur, struct buf *out)
{
	static const char *const words[LEVELS] = {"муниципальный", "региональный", "федеральный"};
	size_t count = 0;

	for (int i = 0; i < LEVELS; i++)
		if (((levels & 1U << (i + 1)) != 0) == occur)
			buf_printf(out, "%s %s", count++ > 0 ? "," : "", words[i]);
	return count;
}

static void
put_levels(unsigned levels, struct buf *out)
{
	struct buf missing = {0};

	buf_puts(out, "Уровни:");
	if (put_level_words(levels, true, out) == LEVELS)
		buf_puts(out, " — охвачены все три");
	else if (put_level_words(levels, false, &missing) > 0)
		buf_printf(out, "%s нет:%s", levels != 0 ? ";" : "", buf_text(&missing));
	buf_free(&missing);
}

/* "план работы сдан 30.08.2025" */
static void
put_plan(const struct plan_standing *s, uint8_t kind, struct buf *out)
{
	enum plan_step step = plan_standing_step(s);

	buf_printf(out, "%s — ", plan_kind_word(kind));
	if (s->plan == 0) {
		buf_puts(out, "нет");
	} else if (step == PLAN_STEPS) {
		buf_puts(out, "не сдан, F6 — сдать");
	} else {
		buf_printf(out, "%s ", plan_step_word(kind, step));
		date_put_russian(out, s->days[step]);
	}
}

static void
put_plans(const struct plan_screen *p, struct buf *out)
{
	struct buf text = {0};

	if (p->part.whose == PLANS_OF_ALL)
		buf_printf(
		    &text, "планы работы сдали %zu из %zu, Ctrl-G — кто", p->handed, p->owners);
	for (uint8_t i = 0; i < PLAN_KINDS && p->part.whose != PLANS_OF_ALL; i++) {
		buf_puts(&text, i > 0 ? "; " : "");
		put_plan(&p->plans[i], (uint8_t)(PLAN_OF_WORK + i), &text);
	}
	utf8_put_capital(out, buf_text(&text));
	if (p->nmarks > 0)
		buf_printf(out, " · отмечено %zu", p->nmarks);
	buf_free(&text);
}

/* Of each month of the year how many items end in it, and how many of them were done. */
static void
count_months(const struct plan_year *y, size_t items[MONTHS], size_t done[MONTHS])
{
	for (size_t i = 0; i < y->count; i++) {
		const struct plan_row *r = &y->rows[i];
		int year, month, day;

		if (r->to < y->from || r->to > y->to)
			continue;
		date_parts(r->to, &year, &month, &day);
		items[(month + 3) % MONTHS]++;
		done[(month + 3) % MONTHS] += r->done != DATE_NONE;
	}
}

static void
draw_months(const struct plan_screen *p, struct ui *ui, int row)
{
	size_t items[MONTHS] = {0}, done[MONTHS] = {0};
	int year, shown, day;

	date_parts(p->month, &year, &shown, &day);
	count_months(&p->year, items, done);
	ui_put(ui, row, 1, 0, p->whole ? STYLE_CURSOR : STYLE_LABEL, "год");
	for (int i = 0; i < MONTHS; i++) {
		int month = (i + 8) % MONTHS + 1, column = 1 + WHOLE_WIDTH + i * MONTH_WIDTH;
		bool here = !p->whole && month == shown;
		const char *whole = date_month_name(month);
		struct buf name = {0};

		buf_put_slice(&name, slice_make(whole, utf8_fit(whole, 3)));
		ui_put(ui, row, column, 0, here ? STYLE_CURSOR : STYLE_LABEL, buf_text(&name));
		if (items[i] > 0)
			ui_printf(ui, row + 1, column, 0,
			    done[i] == items[i] ? STYLE_GOOD : STYLE_PLAIN, "%zu/%zu", done[i],
			    items[i]);
		buf_free(&name);
	}
}

void
plan_draw_head(const struct screen *sc, struct ui *ui, int row, int columns)
{
	const struct plan_screen *p = screen_state(sc);
	struct buf text = {0};

	put_figures(&p->year.figures, &text);
	ui_put(ui, row, 1, columns - 2, STYLE_STRONG, buf_text(&text));
	buf_clear(&text);
	put_levels(p->year.figures.levels, &text);
	ui_put(ui, row + 1, 1, columns - 2, STYLE_FAINT, buf_text(&text));
	buf_clear(&text);
	put_plans(p, &text);
	ui_put(ui, row + 2, 1, columns - 2, STYLE_PLAIN, buf_text(&text));
	draw_months(p, ui, row + 3);
	buf_free(&text);
}
