/* SPDX-License-Identifier: MIT
 * book_number.c - formats and calendars. (ECMA-376, part 1, 18.8.30 and 18.17.4)
 */
#include "exchange/book/book_number.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"

enum { DAY_SECONDS = 86400, CALENDAR_1904 = 1462, EXACT_DIGITS = 15 };

bool
book_format_is_day(uint32_t id)
{
	return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
	    (id >= 50 && id <= 58);
}

/* What does not count: texts, one character that is escaped, what stands in brackets. */
static const char *
skip_quoted(const char *p)
{
	const char *end = NULL;

	if (*p == '"')
		end = strchr(p + 1, '"');
	else if (*p == '[')
		end = strchr(p + 1, ']');
	else if ((*p == '\\' || *p == '_' || *p == '*') && p[1] != '\0')
		end = p + 1;
	return end != NULL ? end : p;
}

/* Time that has passed stands in brackets itself: [h], [mm]; a colour does, too: [Magenta]. */
static bool
is_elapsed(const char *p)
{
	size_t letters = p[0] == '[' ? strspn(p + 1, "hHmMsS") : 0;

	return letters > 0 && p[1 + letters] == ']';
}

bool
book_format_code_is_day(const char *code)
{
	for (const char *p = code; *p != '\0' && *p != ';'; p++) {
		const char *end = skip_quoted(p);

		if (is_elapsed(p))
			return true;
		if (end == p && strchr("dDmMyYhHsS", *p) != NULL)
			return strncasecmp(p, "standard", 8) != 0;
		p = end;
	}
	return false;
}

static bool
is_plain(const char *number)
{
	const char *p = number + (*number == '-');

	return *p != '\0' && strspn(p, "0123456789") == strlen(p);
}

/* false: it is no number. */
static bool
read_number(const char *text, double *out)
{
	char *end;

	*out = strtod(text, &end);
	return end != text && *end == '\0' && *out > -1e300 && *out < 1e300;
}

void
book_put_number(struct buf *b, const char *number)
{
	double value;

	if (is_plain(number) || !read_number(number, &value))
		buf_puts(b, number);
	else if (value > -1e15 && value < 1e15 && value == (double)(int64_t)value)
		buf_printf(b, "%.0f", value);
	else
		buf_printf(b, "%.*g", EXACT_DIGITS, value);
}

/* The calendar from 1900 has a 29 February of that year, day 60, which is no day. */
static void
put_civil_day(struct buf *b, int32_t serial)
{
	if (serial == 60)
		buf_puts(b, "29.02.1900");
	else
		date_put_russian(b, date_make(1899, 12, 30) + serial + (serial > 0 && serial < 60));
}

void
book_put_day(struct buf *b, const char *number, bool from_1904)
{
	const double last = 2958465; /* 31.12.9999 */
	double value;
	int32_t serial;
	int seconds;

	if (!read_number(number, &value) || value < 0 || value >= last) {
		book_put_number(b, number);
		return;
	}
	serial = (int32_t)value;
	seconds = (int)((value - serial) * DAY_SECONDS + 0.5);
	serial += seconds / DAY_SECONDS;
	serial += from_1904 && value > 0 ? CALENDAR_1904 : 0;
	seconds %= DAY_SECONDS;
	put_civil_day(b, serial);
	if (seconds > 0)
		buf_printf(b, " %02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

void
book_put_iso_day(struct buf *b, struct slice text)
{
	const char *p = text.data, *time = memchr(p, 'T', text.len);
	size_t day = time != NULL ? (size_t)(time - p) : text.len;
	bool midnight = time == NULL || strspn(time, "T0:.Z") == text.len - day;

	buf_put(b, p, day);
	if (!midnight)
		buf_printf(b, " %.*s", (int)(text.len - day - 1), time + 1);
}
