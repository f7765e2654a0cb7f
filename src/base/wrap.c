/* SPDX-License-Identifier: MIT
 * wrap.c - where a text is broken into lines of a given width.
 */
#include "base/wrap.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"

enum { NUMBER_SIGN = 0x2116 };

size_t
wrap_fit(struct slice text, size_t columns)
{
	const char *start = text.data, *p = start, *end = start + text.len;
	size_t used = 0, blank = 0, behind_sign = 0;
	uint32_t before = 0;

	assert(columns > 0);
	while (p < end) {
		size_t at = (size_t)(p - start);
		uint32_t cp = utf8_next(&p, end);

		if (cp == ' ')
			*(before == NUMBER_SIGN ? &behind_sign : &blank) = at;
		before = cp;
		used += cp == '\t' ? 1 : (size_t)utf8_columns(cp);
		if (used > columns)
			return blank > 0      ? blank
			    : behind_sign > 0 ? behind_sign
			    : at > 0          ? at
					      : (size_t)(p - start);
	}
	return text.len;
}

bool
wrap_line(const char **rest, size_t columns, struct slice *line)
{
	const char *s = *rest;
	size_t len = strcspn(s, "\n"), n;

	if (*s == '\0' || columns == 0)
		return false;
	n = wrap_fit(slice_make(s, len), columns);
	*line = slice_make(s, n);
	*rest = n < len ? s + n + strspn(s + n, " ") : s + n + (s[n] == '\n');
	return true;
}
