/* SPDX-License-Identifier: MIT
 * dashboard_view.c - how the dashboard of a region looks: lines above, the months below.
 */
#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "screens/figures/figures.h"
#include "screens/region/dashboard.h"
#include "screens/widget/text.h"
#include "screens/widget/words.h"

enum { MARKER = 2, TITLE = 19, FIGURE = 8, NUMBERS = 22, CHANGE = 11, GAPS = 5 };
enum { TALL = 32, RULE_ROWS = 2 };

static bool
is_told(unsigned untold, enum indicator which)
{
	return (untold & 1u << which) == 0;
}

static void
write_change(struct figure_pen *p, const struct region_dashboard *d, enum indicator which)
{
	struct fraction now = d->answer.values[which], before = d->before.values[which];
	bool both = is_told(d->untold, which) && is_told(d->untold_before, which);

	if (both)
		figure_put_change(which, now, before, &p->text);
	else
		buf_puts(&p->text, "—");
	figure_pen_put(p, CHANGE, both ? figure_style_of_change(which, now, before) : STYLE_PLAIN);
}

static void
put_figure(const struct region_dashboard *d, enum indicator which, struct buf *out)
{
	if (d->towns == 0)
		buf_puts(out, "—");
	else
		region_put_figure(which, d->answer.values[which], !is_told(d->untold, which), out);
}

static void
draw_line(const struct region_dashboard *d, struct ui *ui, int row, int bar, enum indicator which)
{
	struct figure_pen p = {.ui = ui, .row = row, .column = MARKER + TITLE + 1};
	struct fraction f = d->answer.values[which];
	bool here = which == d->which, told = is_told(d->untold, which);

	ui_put(ui, row, 0, 1, STYLE_STRONG, here ? "►" : " ");
	ui_put(ui, row, MARKER, TITLE, here ? STYLE_CURSOR : STYLE_PLAIN,
	    indicator_info(which)->brief);
	if (here)
		ui_cursor(ui, row, MARKER);
	if (which != INDICATOR_LOAD && told)
		gauge_bar(ui, row, p.column, bar, STYLE_LABEL, figure_value(which, f), 1000, 0);
	p.column += bar + 1;
	put_figure(d, which, &p.text);
	figure_pen_put(&p, FIGURE, STYLE_STRONG);
	if (told)
		figure_put_numbers(which, f, &p.text);
	figure_pen_put(&p, NUMBERS, STYLE_PLAIN);
	write_change(&p, d, which);
	buf_free(&p.text);
}

static void
draw_headings(struct ui *ui, int row, int bar)
{
	struct figure_pen p = {.ui = ui, .row = row, .column = MARKER + TITLE + 1 + bar + 1};

	buf_puts(&p.text, "доля");
	figure_pen_put(&p, FIGURE, STYLE_HEADER);
	buf_puts(&p.text, "число / всего");
	figure_pen_put(&p, NUMBERS, STYLE_HEADER);
	buf_puts(&p.text, "за год");
	figure_pen_put(&p, CHANGE, STYLE_HEADER);
	buf_free(&p.text);
}

/* "с 01.09.2025 по 31.05.2026 · городов 46 · педагогов 12 000     ← → месяц · PgUp PgDn год" */
static void
draw_head(const struct region_dashboard *d, struct ui *ui, int row, int columns)
{
	static const char keys[] = "← → месяц · PgUp PgDn год";
	int width = (int)utf8_width(keys);
	struct buf text = {0};

	buf_puts(&text, "с ");
	date_put_russian(&text, d->period.from);
	if (*d->place.town == '\0') {
		buf_puts(&text, " · городов ");
		words_put_number(&text, d->towns);
	}
	buf_puts(&text, " · педагогов ");
	words_put_number(&text, d->answer.staff);
	ui_put(ui, row, 1, columns - width - 4, STYLE_STRONG, buf_text(&text));
	ui_put(ui, row, columns - width - 1, width, STYLE_FAINT, keys);
	buf_free(&text);
}

static void
put_some(struct buf *out, const char *what, uint64_t n)
{
	if (n > 0)
		buf_printf(
		    out, "%s%s: %llu", out->len > 0 ? " · " : "", what, (unsigned long long)n);
}

/* What makes the figures less than they seem. */
static void
put_standing(const struct region_dashboard *d, struct buf *out)
{
	const struct stored_standing *s = &d->standing;

	if (*d->place.town != '\0') {
		buf_printf(out, "данные на %s", *s->received != '\0' ? s->received : "—");
		buf_puts(out, s->quarantined > 0 ? " · последнее в карантине" : "");
		buf_puts(out, s->late > 0 ? " · опаздывает" : "");
		return;
	}
	put_some(out, "опаздывают", s->late);
	put_some(out, "в карантине", s->quarantined);
	put_some(out, "ещё не присылали", s->waiting);
	if (s->towns > d->towns + s->waiting)
		put_some(out, "за месяц нет", s->towns - d->towns - s->waiting);
}

static void
draw_notes(const struct region_dashboard *d, struct ui *ui, int row, int columns)
{
	struct buf standing = {0};
	bool fine = d->standing.late + d->standing.quarantined + d->standing.waiting == 0;

	put_standing(d, &standing);
	ui_put(ui, row, 1, columns - 2, fine ? STYLE_FAINT : STYLE_WARNING, buf_text(&standing));
	ui_put(ui, row + 1, 1, columns - 2, STYLE_FAINT,
	    "Имена видны только в самом муниципалитете; кто в двух, считается в каждом.");
	buf_free(&standing);
}

static uint64_t
scale_of(const struct region_dashboard *d)
{
	uint64_t largest = 0;

	for (size_t i = 0; i < 12; i++) {
		struct gauge_value now = figure_value(d->which, d->months[i].now);
		struct gauge_value before = figure_value(d->which, d->months[i].before);

		largest = now.known && now.tenths > largest ? now.tenths : largest;
		largest = before.known && before.tenths > largest ? before.tenths : largest;
	}
	return figure_scale(d->which, largest);
}

/* What is to be known beside the numbers: of the roadmap of one town, of who may be young. */
static void
put_more(const struct region_dashboard *d, struct buf *out)
{
	const struct indicators *a = &d->answer;

	if (!is_told(d->untold, d->which))
		return;
	if (d->which == INDICATOR_ROADMAP && *d->place.town != '\0')
		buf_printf(
		    out, " · все три уровня: %s", roadmap_parts(a).all_levels ? "да" : "нет");
	else if (d->which == INDICATOR_YOUNG)
		put_some(out, "неизвестно, молодой ли", a->unknown);
}

/* "Диагностика по месяцам · ◄ год назад" */
static void
draw_months(const struct region_dashboard *d, struct ui *ui, int row, int rows, int columns)
{
	struct gauge_column months[12];
	struct buf heading = {0};
	size_t count = 0;

	for (const struct month_pair *m = d->months; m < d->months + 12; m++)
		if (m->to != DATE_NONE)
			figure_fill_month(&months[count++], d->which, m->to, m->now,
			    figure_value(d->which, m->before));
	buf_printf(&heading, "%s по месяцам · %s год назад", indicator_info(d->which)->brief,
	    gauge_mark(ui));
	put_more(d, &heading);
	ui_put(ui, row, 1, columns - 2, STYLE_HEADER, buf_text(&heading));
	buf_free(&heading);
	if (count > 0)
		gauge_graph(ui, row + 1, 2, rows - 1, columns - 4, months, count, scale_of(d), 0);
	else
		text_draw(ui, row + 1, 2, rows - 1, columns - 4, STYLE_PLAIN,
		    "За этот учебный год ничего не сохранено. ← или PgUp — раньше.");
}

void
region_dashboard_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct region_dashboard *d = screen_state(sc);
	int bar = columns - MARKER - TITLE - FIGURE - NUMBERS - CHANGE - GAPS - 1;
	int pitch = rows >= TALL ? 2 : 1, end = row + rows;

	draw_head(d, ui, row++, columns);
	draw_headings(ui, row++, bar);
	for (enum indicator i = 0; i < INDICATOR_COUNT; i++)
		draw_line(d, ui, row + (int)i * pitch, bar, i);
	row += INDICATOR_COUNT * pitch;
	ui_rule(ui, row++, 1, columns - 2);
	text_draw(ui, row, 1, RULE_ROWS, columns - 2, STYLE_PLAIN, indicator_info(d->which)->rule);
	draw_notes(d, ui, row + RULE_ROWS, columns);
	row += RULE_ROWS + 2;
	draw_months(d, ui, row, end - row, columns);
}
