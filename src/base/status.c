/* SPDX-License-Identifier: MIT
 * status.c - outcomes in words.
 */
#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"

static const struct {
	const char *text;
	int exit_code;
} meanings[ST_COUNT] = {[ST_OK] = {.text = ""},
#define X(name, code, sentence) [ST_##name] = {.text = (sentence), .exit_code = (code)},
    STATUS_LIST(X)
#undef X
};

const char *
status_text(enum status st)
{
	return meanings[st].text;
}

int
status_exit_code(enum status st)
{
	return meanings[st].exit_code;
}

/* Take off what is left of a character that did not fit. */
static void
drop_cut_character(char *text, size_t len)
{
	size_t start = len;

	while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
		start--;
	if (start > 0 && (unsigned char)text[start - 1] >= 0xC0)
		start--;
	text[start + utf8_bad_at(slice_of(text + start))] = '\0';
}

enum status
error_set(struct error *e, enum status st, const char *format, ...)
{
	va_list args;
	int n;

	if (e == NULL)
		return st;
	e->status = st;
	va_start(args, format);
	n = vsnprintf(e->text, sizeof(e->text), format, args);
	va_end(args);
	if (n >= (int)sizeof(e->text))
		drop_cut_character(e->text, sizeof(e->text) - 1);
	return st;
}

const char *
error_text(const struct error *e)
{
	return e->text[0] != '\0' ? e->text : status_text(e->status);
}
