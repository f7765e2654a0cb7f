/* SPDX-License-Identifier: MIT
 * words.c - numbers, counts and moments as people write them.
 */
#include "screens/widget/words.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>
#include <wctype.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/plural.h"
#include "base/utf8.h"

void
words_put_number(struct buf *out, uint64_t n)
{
	char digits[24];
	size_t len;

	snprintf(digits, sizeof(digits), "%" PRIu64, n);
	len = strlen(digits);
	for (size_t i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			buf_putc(out, ' ');
		buf_putc(out, digits[i]);
	}
}

void
words_put_count(struct buf *out, uint64_t n, const char *one, const char *few, const char *many)
{
	words_put_number(out, n);
	buf_putc(out, ' ');
	buf_puts(out, plural(n, one, few, many));
}

void
words_put_moment(struct buf *out, int64_t seconds, int32_t today)
{
	int32_t day = clock_date_of(seconds);
	time_t t = (time_t)seconds;
	struct tm tm;

	if (day == today)
		buf_puts(out, "сегодня");
	else if (day == today - 1)
		buf_puts(out, "вчера");
	else
		date_put_russian(out, day);
	if (localtime_r(&t, &tm) != NULL)
		buf_printf(out, " %02d:%02d", tm.tm_hour, tm.tm_min);
}

void
words_put_without_form(struct buf *out, const char *name)
{
	const char *open = strstr(name, "«"), *end = name + strlen(name);
	size_t mark = strlen("«");

	if (open != NULL && open > name && (size_t)(end - open) > 2 * mark &&
	    memcmp(end - mark, "»", mark) == 0)
		buf_put(out, open + mark, (size_t)(end - open) - 2 * mark);
	else
		buf_puts(out, name);
}

void
words_put_sentence(struct buf *out, const char *phrase)
{
	size_t len = strlen(phrase);

	utf8_put_capital(out, phrase);
	if (len > 0 && strchr(".!?", phrase[len - 1]) == NULL)
		buf_putc(out, '.');
}
