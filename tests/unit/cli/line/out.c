/* SPDX-License-Identifier: MIT
 * out.c - values shown safely.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <pty.h>
#include <unistd.h>

#include "cli/line/out.h"

static void
values_are_shown_on_one_line(void **state)
{
	char *text = NULL;
	size_t len = 0;
	FILE *f = open_memstream(&text, &len);

	(void)state;
	assert_non_null(f);
	out_shown(f, "a\033[31m\nb");
	fputc('|', f);
	out_padded(f, "ёж", 4);
	fputc('|', f);
	fclose(f);
	assert_string_equal(text, "a<U+001B>[31m¶b|ёж  |");
	free(text);
}

/* What f has said of a terminal comes as its reader sees it: by whole lines, the last as it is. */
static void
a_terminal_is_sent_nothing_raw(void **state)
{
	static const char wanted[] = "a<U+001B>[2Jb\r\nё\r\nend<U+0007>";
	char seen[100] = "";
	int before = dup(STDOUT_FILENO), master, slave;
	struct error e = {0};
	enum status st;
	FILE *f;

	(void)state;
	fflush(stdout);
	assert_int_equal(openpty(&master, &slave, NULL, NULL, NULL), 0);
	assert_int_equal(dup2(slave, STDOUT_FILENO), STDOUT_FILENO);
	f = out_open();
	setvbuf(f, NULL, _IONBF, 0);
	fputs("a\033[2J", f); /* half a line is held, and half a letter */
	fputs("b\n\xD1", f);
	fputs("\x91\nend\a", f);
	st = out_close(f, &e);
	dup2(before, STDOUT_FILENO);
	close(before);
	assert_int_equal(st, ST_OK);
	assert_int_equal(read(master, seen, sizeof(seen) - 1), strlen(wanted));
	assert_string_equal(seen, wanted);
	close(slave);
	close(master);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(values_are_shown_on_one_line),
	    cmocka_unit_test(a_terminal_is_sent_nothing_raw),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
