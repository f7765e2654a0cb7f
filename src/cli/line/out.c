/* SPDX-License-Identifier: MIT
 * out.c - where answers go: standard output, never raw to a terminal.
 */
#include "cli/line/out.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/die.h"
#include "base/reason.h"
#include "base/utf8.h"

/* The stream over a terminal holds back an unfinished line, so that no character is cut in two. */
static void
show_lines(struct buf *held, size_t len)
{
	struct buf shown = {0};

	utf8_put_shown(&shown, slice_make(held->data, len), true);
	fwrite(shown.data, 1, shown.len, stdout);
	memmove(held->data, held->data + len, held->len - len);
	held->len -= len;
	buf_free(&shown);
}

static ssize_t
terminal_write(void *cookie, const char *data, size_t size)
{
	struct buf *held = cookie;
	const char *last;

	buf_put(held, data, size);
	last = memrchr(held->data, '\n', held->len);
	if (last != NULL)
		show_lines(held, (size_t)(last - held->data) + 1);
	return (ssize_t)size;
}

static int
terminal_close(void *cookie)
{
	struct buf *held = cookie;

	if (held->len > 0)
		show_lines(held, held->len);
	buf_free(held);
	free(held);
	return 0;
}

FILE *
out_open(void)
{
	struct buf *held;
	FILE *f;

	if (!isatty(STDOUT_FILENO))
		return stdout;
	held = xcalloc(1, sizeof(*held));
	f = fopencookie(
	    held, "w", (cookie_io_functions_t){.write = terminal_write, .close = terminal_close});
	if (f == NULL)
		die("нет памяти");
	return f;
}

enum status
out_close(FILE *f, struct error *e)
{
	if (f != stdout)
		fclose(f);
	if (fflush(stdout) != 0 || ferror(stdout))
		return error_set(
		    e, ST_REFUSED, "не удалось записать ответ: %s", reason_of(errno).text);
	return ST_OK;
}

void
out_shown(FILE *f, const char *s)
{
	out_padded(f, s, 0);
}

void
out_padded(FILE *f, const char *s, size_t columns)
{
	struct buf shown = {0};
	size_t width;

	utf8_put_shown(&shown, slice_of(s), false);
	width = utf8_width(buf_text(&shown));
	for (; width < columns; width++)
		buf_putc(&shown, ' ');
	out_buf(f, &shown);
	buf_free(&shown);
}

void
out_buf(FILE *f, struct buf *b)
{
	fwrite(buf_text(b), 1, b->len, f);
	buf_clear(b);
}

void
out_complain(const char *sentence)
{
	struct buf line = {0};

	utf8_put_shown(&line, slice_of(sentence), true);
	buf_putc(&line, '\n');
	out_buf(stderr, &line);
	buf_free(&line);
}

void
out_tell(void *context, const char *sentence)
{
	(void)context;
	out_complain(sentence);
}
