/* SPDX-License-Identifier: MIT
 * dashboard_view.c - the screen of the indicators: how it looks.
 *
 * On a narrow terminal the months or the bars stand below the eight lines, on a wide one both stand
 * beside them.
 */
#include "screens/indicators/dashboard.h"

#include "base/clock.h"
#include "base/date.h"
#include "base/utf8.h"
#include "screens/widget/text.h"
#include "screens/widget/words.h"

enum { WIDE = 112, TALL = 30, RIGHT_LEAST = 40, RIGHT_MOST = 72 };
/* Columns of a line; numbers and targets take what they need, the bar what is left. */
enum { MARKER = 2, TITLE = 19, FIGURE = 7, NUMBERS = 13, CHANGE = 11, TARGET = 4, GAPS = 6 };
enum { RULE_ROWS = 3, LOWEST_FROM = 60 };

struct dashboard_layout
dashboard_layout(const struct dashboard *d, int row, int rows, int columns)
{
	struct dashboard_layout l = {.wide = columns >= WIDE, .left = columns, .pitch = 1};
	int right = columns * 3 / 8;

	l.pitch = rows >= TALL ? 2 : 1;
	if (l.wide) {
		right = right < RIGHT_LEAST ? RIGHT_LEAST : right > RIGHT_MOST ? RIGHT_MOST : right;
		l.left = columns - right - 2;
		l.parts_row = row + rows * 2 / 5 + 1;
	} else {
		l.parts_row = row + 2 + INDICATOR_COUNT * l.pitch + (l.pitch == 1) + RULE_ROWS + 2;
	}
	l.parts_rows = l.wide || d->parts_below ? row + rows - l.parts_row : 0;
	return l;
}

static uint64_t
target_of(const struct session *s, enum indicator which, int32_t on)
{
	int target;

	return indicators_target(s, which, on, &target) && target > 0 ? (uint64_t)target * 10 : 0;
}

/* "134 из 420", or where that is too long "134/420". */
static void
write_numbers(struct figure_pen *p, int width, enum indicator which, struct fraction f)
{
	figure_put_numbers(which, f, &p->text);
	if ((int)utf8_width(buf_text(&p->text)) > width) {
		buf_clear(&p->text);
		words_put_number(&p->text, f.numerator);
		buf_putc(&p->text, '/');
		words_put_number(&p->text, f.denominator);
	}
	figure_pen_put(p, width, STYLE_PLAIN);
}

struct widths {
	int bar, numbers, target;
};

static void
widen(int *width, struct buf *text)
{
	int used = (int)utf8_width(buf_text(text));

	*width = used > *width ? used : *width;
	buf_clear(text);
}

static struct widths
widths_of(const struct dashboard *d, const struct session *s, int width)
{
	struct widths w = {.numbers = NUMBERS, .target = TARGET};
	const struct indicators *a = &d->shown.answer;
	struct buf text = {0};

	for (enum indicator i = 0; i < INDICATOR_COUNT; i++) {
		figure_put_numbers(i, a->values[i], &text);
		widen(&w.numbers, &text);
		dashboard_put_target(s, i, a, &text);
		widen(&w.target, &text);
	}
	w.bar = width - MARKER - TITLE - FIGURE - w.numbers - CHANGE - w.target - GAPS;
	buf_free(&text);
	return w;
}

static void
draw_line(const struct dashboard *d, const struct session *s, struct figure_pen *p,
    enum indicator which, const struct widths *w)
{
	const struct indicators *a = &d->shown.answer;
	struct fraction f = a->values[which], before = d->before.values[which];

	if (which == INDICATOR_LOAD && f.denominator > 0) {
		buf_printf(&p->text, "от %llu до %llu", (unsigned long long)a->load_least,
		    (unsigned long long)a->load_most);
		ui_put(p->ui, p->row, p->column, w->bar, STYLE_FAINT, buf_text(&p->text));
		buf_clear(&p->text);
	} else if (which != INDICATOR_LOAD) {
		gauge_bar(p->ui, p->row, p->column, w->bar, STYLE_LABEL, figure_value(which, f),
		    1000, target_of(s, which, a->period.to));
	}
	p->column += w->bar + 1;
	figure_put(which, f, &p->text);
	figure_pen_put(p, FIGURE, STYLE_STRONG);
	figure_put_numbers(which, f, &p->text);
	figure_pen_put(p, w->numbers, STYLE_PLAIN);
	figure_put_change(which, f, before, &p->text);
	figure_pen_put(p, CHANGE, figure_style_of_change(which, f, before));
	dashboard_put_target(s, which, a, &p->text);
	figure_pen_put(p, w->target, STYLE_PLAIN);
}

static int
numbers_compared(int width)
{
	return (width - MARKER - TITLE - 1 - 2 * (FIGURE + 2) - CHANGE - 1) / 2;
}

static void
draw_compared(const struct dashboard *d, struct figure_pen *p, enum indicator which, int width)
{
	struct fraction a = d->shown.answer.values[which], b = d->other.answer.values[which];
	int numbers = numbers_compared(width);

	figure_put(which, a, &p->text);
	figure_pen_put(p, FIGURE, STYLE_STRONG);
	write_numbers(p, numbers, which, a);
	figure_put(which, b, &p->text);
	figure_pen_put(p, FIGURE, STYLE_STRONG);
	write_numbers(p, numbers, which, b);
	figure_put_change(which, a, b, &p->text);
	figure_pen_put(p, CHANGE, figure_style_of_change(which, a, b));
}

static void
draw_lines(const struct dashboard *d, const struct session *s, struct ui *ui, int row, int width,
    int pitch)
{
	struct widths w = widths_of(d, s, width);
	struct buf parts = {0};

	for (enum indicator i = 0; i < INDICATOR_COUNT; i++) {
		bool here = i == d->which;
		struct figure_pen p = {.ui = ui, .row = row, .column = MARKER + TITLE + 1};

		ui_put(ui, row, 0, 1, STYLE_STRONG, here ? "►" : " ");
		ui_put(ui, row, MARKER, TITLE, here && !d->in_parts ? STYLE_CURSOR : STYLE_PLAIN,
		    indicator_info(i)->brief);
		if (here && !d->in_parts)
			ui_cursor(ui, row, MARKER);
		if (dashboard_is_compared(d))
			draw_compared(d, &p, i, width);
		else
			draw_line(d, s, &p, i, &w);
		buf_free(&p.text);
		if (i == INDICATOR_ROADMAP) {
			dashboard_put_roadmap(&d->shown.answer, &parts);
			ui_put(ui, row + 1, MARKER + 2, width - MARKER - 3, STYLE_FAINT,
			    buf_text(&parts));
			row += pitch == 1;
		}
		row += pitch;
	}
	buf_free(&parts);
}

/* What the two sides are: by what they differ. */
static void
put_side_heading(const struct dashboard *d, const struct side *side, struct buf *out)
{
	bool same =
	    d->shown.scope.type == d->other.scope.type && d->shown.scope.id == d->other.scope.id;

	if (same)
		date_put_russian(out, side->answer.period.to);
	else if (d->shown.answer.period.to == d->other.answer.period.to)
		buf_puts(out, side->name);
	else
		dashboard_put_side(side, out);
}

static bool
has_small(const struct indicators *a)
{
	for (int i = 0; i < INDICATOR_COUNT; i++)
		if (indicator_is_small(a->values[i]))
			return true;
	return false;
}

static void
draw_headings(const struct dashboard *d, const struct session *s, struct ui *ui, int row, int width)
{
	struct widths w = widths_of(d, s, width);
	struct figure_pen p = {.ui = ui, .row = row, .column = width - 1};
	int sides = FIGURE + 1 + numbers_compared(width);

	if (dashboard_is_compared(d)) {
		p.column = MARKER + TITLE + 1;
		put_side_heading(d, &d->shown, &p.text);
		figure_pen_put(&p, sides, STYLE_HEADER);
		put_side_heading(d, &d->other, &p.text);
		figure_pen_put(&p, sides, STYLE_HEADER);
		buf_puts(&p.text, "разница");
		figure_pen_put(&p, CHANGE, STYLE_HEADER);
	} else {
		if (has_small(&d->shown.answer))
			ui_put(ui, row, MARKER, TITLE + 8, STYLE_FAINT, "* всего меньше десяти");
		p.column = MARKER + TITLE + 1 + w.bar + 1;
		buf_puts(&p.text, "доля");
		figure_pen_put(&p, FIGURE, STYLE_HEADER);
		buf_puts(&p.text, "число / всего");
		figure_pen_put(&p, w.numbers, STYLE_HEADER);
		buf_puts(&p.text, "изм. за год");
		figure_pen_put(&p, CHANGE, STYLE_HEADER);
		buf_puts(&p.text, "цель");
		figure_pen_put(&p, w.target, STYLE_HEADER);
	}
	buf_free(&p.text);
}

/* "с 01.09.2025 по 31.05.2026 · педагогов 420        ←→ месяц · PgUp PgDn год" */
static void
draw_head(const struct dashboard *d, struct ui *ui, int row, int columns)
{
	static const char keys[] = "← → месяц · PgUp PgDn год";
	struct buf text = {0};
	int width = (int)utf8_width(keys);

	buf_puts(&text, "с ");
	date_put_russian(&text, d->shown.answer.period.from);
	buf_puts(&text, " по ");
	date_put_russian(&text, d->shown.answer.period.to);
	buf_puts(&text, " · педагогов ");
	words_put_number(&text, d->shown.answer.staff);
	if (d->shown.answer.period.to > clock_today())
		buf_puts(&text, " · этот день впереди");
	ui_put(ui, row, 1, columns - width - 4, STYLE_STRONG, buf_text(&text));
	ui_put(ui, row, columns - width - 1, width, STYLE_FAINT, keys);
	buf_free(&text);
}

/* The rule of the chosen line; where there is room, the town's own words for it before. */
static void
draw_rule(
    const struct dashboard *d, const struct session *s, struct ui *ui, int row, int rows, int width)
{
	struct buf rule = {0}, notes = {0};
	int height;

	if (rows > 2 * RULE_ROWS) {
		int used = text_draw(
		    ui, row, 1, rows, width - 2, STYLE_STRONG, indicators_text(s, d->which));

		row += used + 1;
		rows -= used + 1;
	}
	indicators_put_rule(s, d->which, &rule);
	dashboard_put_notes(s, d->which, &d->shown, &notes);
	height = text_height(buf_text(&rule), width - 2);
	height = height < rows ? height : rows - 1;
	text_draw(ui, row, 1, height, width - 2, STYLE_PLAIN, buf_text(&rule));
	text_draw(ui, row + height, 1, rows - height, width - 2, STYLE_FAINT, buf_text(&notes));
	buf_free(&rule);
	buf_free(&notes);
}

/* Months. */

static uint64_t
largest_of(const struct indicators_table *t, enum indicator which)
{
	uint64_t largest = 0;

	for (size_t i = 0; i < t->count; i++) {
		struct gauge_value v = figure_value(which, t->rows[i].values[which]);

		largest = v.known && v.tenths > largest ? v.tenths : largest;
	}
	return largest;
}

static int
month_of(const struct indicators *a)
{
	int year, month, day;

	date_parts(a->period.to, &year, &month, &day);
	return month;
}

/* The same month of what it is compared with; not known where there is none. */
static struct gauge_value
other_value(const struct dashboard *d, const struct indicators *a)
{
	const struct indicators_table *t = &d->other_months;

	for (size_t i = 0; dashboard_is_compared(d) && i < t->count; i++)
		if (month_of(&t->rows[i]) == month_of(a))
			return figure_value(d->which, t->rows[i].values[d->which]);
	return (struct gauge_value){.known = false};
}

static void
draw_months(const struct dashboard *d, const struct session *s, struct ui *ui, int row, int rows,
    int column, int width)
{
	struct gauge_column columns[16];
	size_t count = d->months.count < 16 ? d->months.count : 16;
	uint64_t goal = target_of(s, d->which, d->shown.answer.period.to), largest = goal;
	uint64_t of[] = {largest_of(&d->months, d->which),
	    dashboard_is_compared(d) ? largest_of(&d->other_months, d->which) : 0, goal};

	for (size_t i = 0; i < sizeof(of) / sizeof(of[0]); i++)
		largest = of[i] > largest ? of[i] : largest;
	for (size_t i = 0; i < count; i++) {
		const struct indicators *a = &d->months.rows[d->months.count - count + i];

		figure_fill_month(
		    &columns[i], d->which, a->period.to, a->values[d->which], other_value(d, a));
	}
	gauge_graph(
	    ui, row, column, rows, width, columns, count, figure_scale(d->which, largest), goal);
}

/* Bars. */

struct bars {
	const struct dashboard *d;
	struct ui *ui;
	int name, bar, numbers;
	uint64_t scale;
};

static void
draw_part(const struct bars *b, int row, int column, size_t i)
{
	const struct dashboard *d = b->d;
	const struct indicators *a = &d->parts.rows[i];
	bool here = d->in_parts && i == d->list.cursor;
	bool ours = a->scope.type == d->shown.scope.type && a->scope.id == d->shown.scope.id;
	struct figure_pen p = {.ui = b->ui, .row = row, .column = column + b->name + 1};

	ui_put(b->ui, row, column, b->name,
	    here       ? STYLE_CURSOR
		: ours ? STYLE_STRONG
		       : STYLE_PLAIN,
	    d->names[i]);
	if (here)
		ui_cursor(b->ui, row, column);
	gauge_bar(b->ui, row, p.column, b->bar, STYLE_LABEL,
	    figure_value(d->which, a->values[d->which]), b->scale, 0);
	p.column += b->bar + 1;
	figure_put(d->which, a->values[d->which], &p.text);
	figure_pen_put(&p, FIGURE, STYLE_STRONG);
	if (b->numbers > 0)
		write_numbers(&p, b->numbers, d->which, a->values[d->which]);
	buf_free(&p.text);
}

static void
draw_parts(const struct dashboard *d, struct ui *ui, int row, int rows, int column, int width)
{
	struct bars b = {.d = d, .ui = ui, .numbers = width >= 56 ? 12 : 0};
	int room = width - FIGURE - 4 - (b.numbers > 0 ? b.numbers + 1 : 0);
	size_t shown = list_page(&d->list);

	b.bar = room / 3;
	b.name = room - b.bar;
	b.scale = d->which == INDICATOR_LOAD ? gauge_scale(largest_of(&d->parts, d->which)) : 1000;
	for (size_t i = 0; i < shown && (int)i < rows; i++)
		draw_part(&b, row + (int)i, column, d->list.top + i);
	if (d->parts.count == 0)
		text_draw(ui, row, column, rows, width, STYLE_FAINT,
		    d->by == BY_ASSOCIATION
			? "Методических объединений в базе нет: их вносят на первом экране."
			: "Организаций в базе нет: их вносят на первом экране.");
	ui_scrollbar(ui, row, column + width - 1, rows, d->list.top, shown, d->list.count);
}

/* "по объединениям · меньше всего: ММО математики 31,0 %" */
static void
put_parts_heading(const struct dashboard *d, int width, struct buf *out)
{
	size_t last = d->parts.count;

	buf_printf(out, "%s %s", indicator_info(d->which)->brief, dashboard_by(d->by));
	while (last > 0 && d->parts.rows[last - 1].values[d->which].denominator == 0)
		last--;
	if (d->by == BY_ORGANISATION)
		buf_puts(out, ", где люди работают сейчас");
	if (last < 2 || width < LOWEST_FROM)
		return;
	buf_puts(out, " · ниже всех ");
	figure_put(d->which, d->parts.rows[last - 1].values[d->which], out);
	buf_printf(out, ": %s", d->names[last - 1]);
}

static void
draw_parts_heading(const struct dashboard *d, struct ui *ui, int row, int column, int width)
{
	struct buf text = {0};
	const char *hint = d->in_parts ? "Tab — назад" : "Tab F8";
	int used = (int)utf8_width(hint);

	put_parts_heading(d, width, &text);
	ui_put(ui, row, column, width - used - 2, STYLE_HEADER, buf_text(&text));
	ui_put(ui, row, column + width - used - 1, used, STYLE_FAINT, hint);
	buf_free(&text);
}

/* "Диагностика по месяцам · ◄ 31.05.2025 · ─ цель" */
static void
put_months_heading(
    const struct dashboard *d, const struct session *s, const struct ui *ui, struct buf *out)
{
	buf_printf(out, "%s по месяцам", indicator_info(d->which)->brief);
	if (dashboard_is_compared(d)) {
		buf_printf(out, " · %s ", gauge_mark(ui));
		put_side_heading(d, &d->other, out);
	}
	if (target_of(s, d->which, d->shown.answer.period.to) > 0)
		buf_printf(out, " · %s цель", gauge_line(ui));
}

static void
draw_months_heading(const struct dashboard *d, const struct session *s, struct ui *ui, int row,
    int column, int width)
{
	const char *hint = "F8 — по объединениям";
	int used = column == 1 ? (int)utf8_width(hint) : 0;
	struct buf text = {0};

	put_months_heading(d, s, ui, &text);
	ui_put(ui, row, column, width - used - 2, STYLE_HEADER, buf_text(&text));
	if (used > 0)
		ui_put(ui, row, column + width - used - 1, used, STYLE_FAINT, hint);
	buf_free(&text);
}

static void
draw_below(const struct dashboard *d, const struct session *s, struct ui *ui,
    const struct dashboard_layout *l, int end)
{
	int row = l->parts_row - 1;

	draw_rule(d, s, ui, row - RULE_ROWS, RULE_ROWS, l->left);
	if (d->parts_below) {
		draw_parts_heading(d, ui, row, 1, l->left - 1);
		draw_parts(d, ui, row + 1, l->parts_rows, 2, l->left - 2);
	} else {
		draw_months_heading(d, s, ui, row, 1, l->left - 1);
		draw_months(d, s, ui, row + 1, end - row - 1, 2, l->left - 3);
	}
}

static void
draw_beside(const struct dashboard *d, const struct session *s, struct ui *ui,
    const struct dashboard_layout *l, int row, int rows, int columns)
{
	int column = l->left + 2, width = columns - column;
	int lines = row + 2 + INDICATOR_COUNT * l->pitch + (l->pitch == 1);

	ui_rule(ui, lines, 1, l->left - 2);
	draw_rule(d, s, ui, lines + 1, row + rows - lines - 1, l->left);
	ui_vertical(ui, row, l->left, rows);
	draw_months_heading(d, s, ui, row, column, width);
	draw_months(d, s, ui, row + 1, l->parts_row - row - 3, column, width - 1);
	draw_parts_heading(d, ui, l->parts_row - 1, column, width);
	draw_parts(d, ui, l->parts_row, l->parts_rows, column, width);
}

void
dashboard_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct dashboard *d = screen_state(sc);
	const struct session *s = app_session(screen_app(sc));
	struct dashboard_layout l = dashboard_layout(d, row, rows, columns);

	draw_head(d, ui, row, l.left);
	draw_headings(d, s, ui, row + 1, l.left);
	draw_lines(d, s, ui, row + 2, l.left, l.pitch);
	if (l.wide) {
		draw_beside(d, s, ui, &l, row, rows, columns);
	} else {
		ui_rule(ui, l.parts_row - RULE_ROWS - 2, 1, l.left - 2);
		draw_below(d, s, ui, &l, row + rows);
	}
}
