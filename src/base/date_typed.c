/* SPDX-License-Identifier: MIT
 * date_typed.c - dates as people type them.
 */
#include "base/date.h"

#include <string.h>

#include "base/fold.h"
#include "base/utf8.h"

enum { YEARS_AHEAD = 10, LEAST_OF_A_MONTH = 3 /* letters */ };

/* What is left to read. */
struct reader {
	const char *p, *end;
};

/* Day, month, year; and the digits each was typed with, 0: it was not. */
struct typed_date {
	int day, month, year;
	int day_digits, month_digits, year_digits;
};

static int
take_number(struct reader *r, int most, int *digits)
{
	int n = 0;

	for (*digits = 0; r->p < r->end && *r->p >= '0' && *r->p <= '9' && *digits < most;
	     ++*digits)
		n = n * 10 + (*r->p++ - '0');
	return n;
}

static bool
is_at_end(const struct reader *r)
{
	return r->p == r->end;
}

/* A full stop, what stands for it on either layout, a stroke, a comma. */
static bool
is_mark(uint32_t cp)
{
	return cp == '.' || cp == ',' || cp == '/' || cp == '-' || cp == 0x44E || cp == 0x42E ||
	    cp == 0x431 || cp == 0x411;
}

/* Blanks, and at most one mark among them; false: there is nothing of the kind. */
static bool
pass_marks(struct reader *r)
{
	const char *from = r->p;
	bool marked = false;

	while (r->p < r->end) {
		const char *p = r->p;
		uint32_t cp = utf8_next(&p, r->end);

		if (!utf8_is_blank(cp) && (marked || !is_mark(cp)))
			break;
		marked = marked || !utf8_is_blank(cp);
		r->p = p;
	}
	return r->p > from;
}

static struct slice
take_word(struct reader *r)
{
	const char *from = r->p;

	while (r->p < r->end && *r->p != ' ' && *r->p != '.' && *r->p != ',' && *r->p != '-' &&
	    !(*r->p >= '0' && *r->p <= '9'))
		r->p++;
	return slice_make(from, (size_t)(r->p - from));
}

/* A word that begins the name of a month in either case; 0: none does. */
static int
month_of(struct slice word)
{
	size_t letters = 0;

	for (const char *p = word.data, *end = p + word.len; p < end; letters++)
		utf8_next(&p, end);
	for (int month = 1; letters >= LEAST_OF_A_MONTH && month <= 12; month++)
		if (fold_starts(slice_of(date_of_month(month)), word) ||
		    fold_starts(slice_of(date_month_name(month)), word))
			return month;
	return 0;
}

/* The month as a number or a word. */
static bool
take_month(struct reader *r, struct typed_date *d)
{
	d->month = take_number(r, 2, &d->month_digits);
	if (d->month_digits == 0) {
		d->month = month_of(take_word(r));
		d->month_digits = d->month > 0 ? 2 : 0;
	}
	return d->month_digits > 0;
}

/* "г." behind the year. */
static void
pass_year_word(struct reader *r)
{
	static const char *const words[] = {"г", "год", "года"};
	struct reader ahead = *r;
	struct slice word = take_word(&ahead);

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (fold_equal(word, slice_of(words[i])))
			*r = ahead;
	pass_marks(r);
}

/* 1505, 150526, 15052026: pairs of digits, the rest is the year. */
static bool
split_digits(struct slice text, struct typed_date *d)
{
	const char *s = text.data;
	struct reader r = {.p = s, .end = s + text.len};

	if (text.len != 4 && text.len != 6 && text.len != 8)
		return false;
	d->day = take_number(&r, 2, &d->day_digits);
	d->month = take_number(&r, 2, &d->month_digits);
	d->year = take_number(&r, 4, &d->year_digits);
	return is_at_end(&r);
}

static bool
read_date(struct slice text, struct typed_date *d)
{
	const char *s = text.data;
	struct reader r = {.p = s, .end = s + text.len};

	if (split_digits(text, d))
		return true;
	*d = (struct typed_date){0};
	d->day = take_number(&r, 2, &d->day_digits);
	if (d->day_digits == 0)
		return false;
	if (!pass_marks(&r) || is_at_end(&r))
		return is_at_end(&r);
	if (!take_month(&r, d))
		return false;
	if (!pass_marks(&r) || is_at_end(&r))
		return is_at_end(&r);
	d->year = take_number(&r, 4, &d->year_digits);
	pass_marks(&r);
	pass_year_word(&r);
	return is_at_end(&r) && (d->year_digits == 2 || d->year_digits == 4);
}

static int
whole_year(const struct typed_date *d, int this_year)
{
	int century = this_year - this_year % 100;

	if (d->year_digits != 2)
		return d->year_digits == 0 ? this_year : d->year;
	return century + d->year - (century + d->year > this_year + YEARS_AHEAD ? 100 : 0);
}

static enum date_parse
parse_parts(struct slice text, int32_t today, int32_t *out)
{
	int year, month, day;
	struct typed_date d = {0};

	date_parts(today, &year, &month, &day);
	if (!read_date(text, &d))
		return DATE_NOT_A_DATE;
	*out = date_make(whole_year(&d, year), d.month_digits > 0 ? d.month : month, d.day);
	return *out == DATE_NONE ? DATE_NOT_EXISTING : DATE_PARSED;
}

/* +7, -3 */
static enum date_parse
parse_distance(struct slice text, int32_t today, int32_t *out)
{
	const char *s = text.data;
	struct reader r = {.p = s + 1, .end = s + text.len};
	int digits, n = take_number(&r, 5, &digits);

	if (digits == 0 || !is_at_end(&r))
		return DATE_NOT_A_DATE;
	*out = *s == '-' ? today - n : today + n;
	return DATE_PARSED;
}

static enum date_parse
parse_in_layout(struct slice text, int32_t today, int32_t *out)
{
	static const struct {
		const char *word;
		int days;
	} words[] = {
	    {.word = "сегодня"}, {.word = "вчера", .days = -1}, {.word = "завтра", .days = 1}};
	const char *s = text.data;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (fold_equal(text, slice_of(words[i].word))) {
			*out = today + words[i].days;
			return DATE_PARSED;
		}
	}
	if (text.len > 1 && (*s == '+' || *s == '-'))
		return parse_distance(text, today, out);
	return parse_parts(text, today, out);
}

enum date_parse
date_parse_typed(struct slice text, int32_t today, int32_t *out)
{
	enum date_parse found = date_parse(text, out);
	struct buf other = {0};

	if (found == DATE_NOT_A_DATE)
		found = parse_in_layout(text, today, out);
	if (found == DATE_NOT_A_DATE && fold_put_other_layout(&other, text))
		found = parse_in_layout(buf_slice(&other), today, out);
	buf_free(&other);
	return found;
}

const char *
date_typed_fault(enum date_parse found)
{
	return found == DATE_NOT_EXISTING
	    ? "такого дня нет; проверьте число, месяц и год"
	    : "не дата; пишут 15.05.2026, 15.05.26, 150526, 15 мая 2026, 15";
}
