/* SPDX-License-Identifier: MIT
 * figures.c - figures of the indicators in words.
 */
#include "screens/figures/figures.h"

#include <stdlib.h>

#include "base/date.h"
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

const char *
figure_month(int32_t day)
{
	static const char *const words[] = {
	    "янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"};
	int year, month, of_month;

	date_parts(day, &year, &month, &of_month);
	return words[month - 1];
}
