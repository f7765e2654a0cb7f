/* SPDX-License-Identifier: MIT
 * date.c - day numbers by the days-from-civil algorithm over 400-year eras.
 */
#include "base/date.h"

#include <string.h>

static bool
is_leap(int y)
{
	return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

int
date_month_days(int y, int m)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return m == 2 && is_leap(y) ? 29 : days[m - 1];
}

int32_t
date_make(int y, int m, int d)
{
	int era, year_of_era, day_of_year;

	if (y < 1 || y > 9999 || m < 1 || m > 12 || d < 1 || d > date_month_days(y, m))
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

int
date_month(int32_t date)
{
	int year, month, day;

	date_parts(date, &year, &month, &day);
	return month;
}

int
date_weekday(int32_t date)
{
	int day = (date + 3) % 7; /* 1970-01-01 was a Thursday */

	return day < 0 ? day + 7 : day;
}

static const char *const months[12][2] = {{"январь", "января"}, {"февраль", "февраля"},
    {"март", "марта"}, {"апрель", "апреля"}, {"май", "мая"}, {"июнь", "июня"}, {"июль", "июля"},
    {"август", "августа"}, {"сентябрь", "сентября"}, {"октябрь", "октября"}, {"ноябрь", "ноября"},
    {"декабрь", "декабря"}};

const char *
date_month_name(int month)
{
	return months[month - 1][0];
}

const char *
date_of_month(int month)
{
	return months[month - 1][1];
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
