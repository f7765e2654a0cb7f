/* SPDX-License-Identifier: MIT
 * out.c - values shown safely.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

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

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(values_are_shown_on_one_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
