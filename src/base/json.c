/* SPDX-License-Identifier: MIT
 * json.c - texts as JSON holds them.
 */
#include "base/json.h"

#include <string.h>

void
json_put_string(struct buf *b, const char *s)
{
	static const char letters[] = "\b\f\n\r\t\"\\", escapes[] = "bfnrt\"\\";

	buf_putc(b, '"');
	for (; *s != '\0'; s++) {
		size_t plain = 0;
		const char *letter;

		while ((unsigned char)s[plain] >= ' ' && s[plain] != '"' && s[plain] != '\\')
			plain++;
		buf_put(b, s, plain);
		s += plain;
		if (*s == '\0')
			break;
		letter = strchr(letters, *s);
		if (letter != NULL)
			buf_printf(b, "\\%c", escapes[letter - letters]);
		else
			buf_printf(b, "\\u%04x", (unsigned char)*s);
	}
	buf_putc(b, '"');
}

void
json_put_string_or_null(struct buf *b, const char *s)
{
	if (*s != '\0')
		json_put_string(b, s);
	else
		buf_puts(b, "null");
}
