/* SPDX-License-Identifier: MIT
 * figures.c - figures of the indicators in words.
 */
#include "screens/figures/figures.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/utf8.h"
#include "screens/widget/words.h"

struct gauge_value
figure_value(enum indicator which, struct fraction f)
{
	struct gauge_value v = {.known = false};

	v.known = indicator_tenths(which, f, &v.tenths);
	return v;
}

void
figure_put(enum indicator which, struct fraction f, struct buf *out)
{
	indicator_put_figure(out, which, f, ',');
	if (f.denominator == 0)
		buf_puts(out, "—");
	else if (which != INDICATOR_LOAD)
		buf_puts(out, " %");
}

void
figure_put_numbers(enum indicator which, struct fraction f, struct buf *out)
{
	words_put_number(out, f.numerator);
	buf_puts(out, which == INDICATOR_LOAD ? " на " : " из ");
	words_put_number(out, f.denominator);
	if (indicator_is_small(f))
		buf_putc(out, '*');
}

void
figure_put_signed(int64_t tenths, struct buf *out)
{
	buf_printf(out, "%s%lld,%lld",
	    tenths > 0       ? "+"
		: tenths < 0 ? "−"
			     : "",
	    llabs((long long)tenths) / 10, llabs((long long)tenths) % 10);
}

void
figure_put_change(
    enum indicator which, struct fraction now, struct fraction before, struct buf *out)
{
	int64_t tenths;

	if (indicator_change(which, now, before, &tenths))
		figure_put_signed(tenths, out);
	else
		buf_puts(out, "—");
}

enum style
figure_style_of_change(enum indicator which, struct fraction now, struct fraction before)
{
	int64_t tenths;

	if (!indicator_change(which, now, before, &tenths) || tenths == 0)
		return STYLE_PLAIN;
	return tenths > 0 ? STYLE_GOOD : STYLE_WARNING;
}

void
figure_pen_put(struct figure_pen *p, int width, enum style style)
{
	int used = (int)utf8_width(buf_text(&p->text)), at = used < width ? width - used : 0;

	ui_put(p->ui, p->row, p->column + at, width - at, style, buf_text(&p->text));
	p->column += width + 1;
	buf_clear(&p->text);
}

/* "май" */
static const char *
month_word(int32_t day)
{
	static const char *const words[] = {
	    "янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"};
	int year, month, of_month;

	date_parts(day, &year, &month, &of_month);
	return words[month - 1];
}

void
figure_fill_month(struct gauge_column *c, enum indicator which, int32_t day, struct fraction now,
    struct gauge_value other)
{
	struct buf figure = {0};

	indicator_put_figure(&figure, which, now, ',');
	*c = (struct gauge_column){.value = figure_value(which, now), .other = other};
	snprintf(c->label, sizeof(c->label), "%s", month_word(day));
	snprintf(c->figure, sizeof(c->figure), "%s", c->value.known ? buf_text(&figure) : "—");
	buf_free(&figure);
}

uint64_t
figure_scale(enum indicator which, uint64_t largest)
{
	uint64_t scale = gauge_scale(largest);

	return which != INDICATOR_LOAD && scale > 1000 ? 1000 : scale;
}
