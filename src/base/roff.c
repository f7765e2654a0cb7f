/* SPDX-License-Identifier: MIT
 * roff.c - text of a manual page, in the macros of man(7).
 */
#include "base/roff.h"

#include "base/utf8.h"

void
roff_put(struct buf *b, const char *text)
{
	for (; *text != '\0'; text++)
		if (*text == '\\')
			buf_puts(b, "\\e");
		else if (*text == '-')
			buf_puts(b, "\\-");
		else
			buf_putc(b, *text);
}

void
roff_put_section(struct buf *b, const char *title)
{
	buf_printf(b, ".SH %s\n", title);
}

void
roff_put_paragraph(struct buf *b, const char *text)
{
	roff_put(b, text);
	buf_putc(b, '\n');
}

void
roff_put_sentence(struct buf *b, const char *text)
{
	struct buf sentence = {0};

	utf8_put_capital(&sentence, text);
	buf_putc(&sentence, '.');
	roff_put_paragraph(b, buf_text(&sentence));
	buf_free(&sentence);
}

void
roff_put_term(struct buf *b, const char *term, const char *meaning)
{
	buf_puts(b, ".TP\n\\fB");
	roff_put(b, term);
	buf_puts(b, "\\fR\n");
	roff_put_paragraph(b, meaning);
}
