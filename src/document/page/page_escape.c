/* SPDX-License-Identifier: MIT
 * page_escape.c - a text between tags.
 */
#include <string.h>

#include "document/page/page_parts.h"

void
page_put_escaped(struct buf *out, const char *text, const char *line)
{
	static const struct {
		char sign;
		const char *written;
	} signs[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}};

	for (size_t plain; *text != '\0'; text++) {
		plain = strcspn(text, "&<>\"\n");
		buf_put(out, text, plain);
		text += plain;
		if (*text == '\0')
			return;
		if (*text == '\n')
			buf_puts(out, line);
		for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
			if (*text == signs[i].sign)
				buf_puts(out, signs[i].written);
	}
}
