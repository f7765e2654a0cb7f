/* SPDX-License-Identifier: MIT
 * date.c - day numbers by the days-from-civil algorithm over 400-year eras.
 */
#include "base/date.h"

#include <ctype.h>
#include <string.h>

#include "base/fold.h"

static bool
is_leap(int y)
{
	return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

static int
days_in_month(int y, int m)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return m == 2 && is_leap(y) ? 29 : days[m - 1];
}

int32_t
date_make(int y, int m, int d)
{
	int era, year_of_era, day_of_year;

	if (y < 1 || y > 9999 || m < 1 || m > 12 || d < 1 || d > days_in_month(y, m))
		return DATE_NONE;
	if (m <= 2) /* a year begins in March, so that its leap day is its last */
		y--;
	era = y / 400;
	year_of_era = y % 400;
	day_of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
	    day_of_year - 719468;
}

void
date_parts(int32_t date, int *year, int *month, int *day)
{
	int32_t z = date + 719468;
	int32_t era = (z >= 0 ? z : z - 146096) / 146097;
	int32_t day_of_era = z - era * 146097;
	int32_t year_of_era =
	    (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int32_t day_of_year =
	    day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int32_t mp = (5 * day_of_year + 2) / 153;

	*day = day_of_year - (153 * mp + 2) / 5 + 1;
	*month = mp < 10 ? mp + 3 : mp - 9;
	*year = year_of_era + era * 400 + (*month <= 2);
}

int
date_year(int32_t date)
{
	int year, month, day;

	date_parts(date, &year, &month, &day);
	return year;
}

/* n digits at p as a number, or -1. */
static int
digits(const char *p, int n)
{
	int value = 0;

	for (int i = 0; i < n; i++) {
		if (p[i] < '0' || p[i] > '9')
			return -1;
		value = value * 10 + (p[i] - '0');
	}
	return value;
}

enum date_parse
date_parse(struct slice text, int32_t *out)
{
	const char *p = text.data;
	int y, m, d;

	*out = DATE_NONE;
	if (text.len != 10)
		return DATE_NOT_A_DATE;
	if (p[2] == '.' && p[5] == '.') {
		d = digits(p, 2), m = digits(p + 3, 2), y = digits(p + 6, 4);
	} else if (p[4] == '-' && p[7] == '-') {
		y = digits(p, 4), m = digits(p + 5, 2), d = digits(p + 8, 2);
	} else {
		return DATE_NOT_A_DATE;
	}
	if (y < 0 || m < 0 || d < 0)
		return DATE_NOT_A_DATE;
	*out = date_make(y, m, d);
	return *out == DATE_NONE ? DATE_NOT_EXISTING : DATE_PARSED;
}

/* A number of at most `most` digits; *p moves past it. -1 when there is none. */
static int
short_number(const char **p, const char *end, int most)
{
	int n = 0;
	const char *start = *p;

	while (*p < end && *p - start < most && isdigit((unsigned char)**p))
		n = n * 10 + (*(*p)++ - '0');
	return *p > start ? n : -1;
}

/* д.м or д.м.гггг with one or two digits for day and month */
static enum date_parse
parse_short(struct slice text, int32_t today, int32_t *out)
{
	const char *p = text.data, *end = p + text.len;
	int d, m, y, month, day;

	date_parts(today, &y, &month, &day);
	d = short_number(&p, end, 2);
	if (d < 0 || p == end || *p++ != '.')
		return DATE_NOT_A_DATE;
	m = short_number(&p, end, 2);
	if (m < 0)
		return DATE_NOT_A_DATE;
	if (p < end && *p == '.' && ++p < end) {
		const char *at = p;

		y = short_number(&p, end, 4);
		if (p - at != 4)
			return DATE_NOT_A_DATE;
	}
	if (p != end)
		return DATE_NOT_A_DATE;
	*out = date_make(y, m, d);
	return *out == DATE_NONE ? DATE_NOT_EXISTING : DATE_PARSED;
}

enum date_parse
date_parse_typed(struct slice text, int32_t today, int32_t *out)
{
	static const struct {
		const char *word;
		int days;
	} words[] = {
	    {.word = "сегодня"}, {.word = "вчера", .days = -1}, {.word = "завтра", .days = 1}};
	enum date_parse strict = date_parse(text, out);
	const char *p = text.data, *end = p + text.len;

	if (strict != DATE_NOT_A_DATE)
		return strict;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (fold_equal(text, slice_of(words[i].word))) {
			*out = today + words[i].days;
			return DATE_PARSED;
		}
	}
	if (text.len > 1 && (*p == '+' || *p == '-')) {
		bool back = *p++ == '-';
		int n = short_number(&p, end, 5);

		if (n < 0 || p != end)
			return DATE_NOT_A_DATE;
		*out = back ? today - n : today + n;
		return DATE_PARSED;
	}
	return parse_short(text, today, out);
}

/* n decimal digits of value at p, leading zeros written. */
static void
put_digits(char *p, int value, int n)
{
	while (n-- > 0) {
		p[n] = (char)('0' + value % 10);
		value /= 10;
	}
}

void
date_put_iso(struct buf *b, int32_t date)
{
	char text[] = "yyyy-mm-dd";
	int y, m, d;

	if (date == DATE_NONE)
		return;
	date_parts(date, &y, &m, &d);
	put_digits(text, y, 4);
	put_digits(text + 5, m, 2);
	put_digits(text + 8, d, 2);
	buf_put(b, text, sizeof(text) - 1);
}

void
date_put_russian(struct buf *b, int32_t date)
{
	char text[] = "dd.mm.yyyy";
	int y, m, d;

	if (date == DATE_NONE)
		return;
	date_parts(date, &y, &m, &d);
	put_digits(text, d, 2);
	put_digits(text + 3, m, 2);
	put_digits(text + 6, y, 4);
	buf_put(b, text, sizeof(text) - 1);
}

int32_t
date_add_years(int32_t date, int n)
{
	int y, m, d;

	date_parts(date, &y, &m, &d);
	if (m == 2 && d == 29 && !is_leap(y + n))
		return date_make(y + n, 3, 1);
	return date_make(y + n, m, d);
}

int
date_full_years(int32_t from, int32_t to)
{
	int y1, y2, m, d, years;

	date_parts(from, &y1, &m, &d);
	date_parts(to, &y2, &m, &d);
	years = y2 - y1;
	return years > 0 && date_add_years(from, years) > to ? years - 1 : years;
}

bool
date_spans_meet(int32_t from, int32_t to, int32_t other_from, int32_t other_to)
{
	return (to == DATE_NONE || to >= other_from) && (other_to == DATE_NONE || other_to >= from);
}

int32_t
date_first_within(int32_t to, int years)
{
	int32_t first = date_make(1, 1, 1), last = to, anniversary;

	while (first < last) {
		int32_t middle = first + (last - first) / 2;

		anniversary = date_add_years(middle, years);
		if (anniversary == DATE_NONE || anniversary > to)
			last = middle;
		else
			first = middle + 1;
	}
	anniversary = date_add_years(first, years);
	return anniversary == DATE_NONE || anniversary > to ? first : first + 1;
}
