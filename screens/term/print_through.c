/* SPDX-License-Identifier: MIT
 * print_through.c - a page for the terminal's printer.
 */
#include "screens/term/print_through.h"

/* A printer wants its carriage returned. */
void
print_through_put(struct buf *out, struct slice text)
{
	const char *p = text.data;

	buf_puts(out, PRINT_THROUGH_ON);
	for (size_t i = 0; i < text.len; i++) {
		if (p[i] == '\n')
			buf_putc(out, '\r');
		if (p[i] != '\033')
			buf_putc(out, p[i]);
	}
	buf_putc(out, '\f');
	buf_puts(out, PRINT_THROUGH_OFF);
}
