/* SPDX-License-Identifier: MIT
 * wrap.c - where a text is broken into lines of a given width.
 */
#include "base/wrap.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"

enum { NUMBER_SIGN = 0x2116, NO_BREAK = 0xA0 };
static const char no_break[] = "\u00A0";

size_t
wrap_fit(struct slice text, size_t columns)
{
	const char *start = text.data, *p = start, *end = start + text.len;
	size_t used = 0, blank = 0, held = 0, hyphen = 0;
	uint32_t before = 0;

	assert(columns > 0);
	while (p < end) {
		size_t at = (size_t)(p - start);
		uint32_t cp = utf8_next(&p, end);

		if (cp == ' ' || cp == NO_BREAK)
			*(cp == NO_BREAK || before == NUMBER_SIGN ? &held : &blank) = at;
		before = cp;
		used += cp == '\t' ? 1 : (size_t)utf8_columns(cp);
		if (used > columns)
			return blank > 0 ? blank
			    : held > 0   ? held
			    : hyphen > 0 ? hyphen
			    : at > 0     ? at
					 : (size_t)(p - start);
		if (cp == '-')
			hyphen = (size_t)(p - start);
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
	s += n;
	if (n == len)
		*rest = s + (*s == '\n');
	else if (strncmp(s, no_break, sizeof(no_break) - 1) == 0)
		*rest = s + sizeof(no_break) - 1;
	else
		*rest = s + strspn(s, " ");
	return true;
}
