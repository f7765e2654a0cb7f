/* SPDX-License-Identifier: MIT
 * wrap.c - where a text is broken into lines.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/wrap.h"

static void
check(const char *text, size_t columns, const char *lines)
{
	struct buf all = {0};
	struct slice line;

	while (wrap_line(&text, columns, &line)) {
		buf_put_slice(&all, line);
		buf_putc(&all, '|');
	}
	assert_string_equal(buf_text(&all), lines);
	buf_free(&all);
}

static void
lines_end_at_blanks(void **unused)
{
	(void)unused;
	check("", 5, "");
	check("раз два три", 7, "раз два|три|");
	check("раз  два", 4, "раз |два|");
	check("раз два\n\nтри", 20, "раз два||три|");
	check("непомерно", 4, "непо|мерн|о|");
	check("世界", 1, "世|界|"); /* a character wider than the line is there all the same */
	check("раз", 0, "");
	check("Скворцова-Туманова Анна", 13, "Скворцова-|Туманова Анна|");
	check("Анна Скворцова-Ким", 14, "Анна|Скворцова-Ким|"); /* a blank is better */
}

static void
a_number_stays_with_its_sign(void **unused)
{
	(void)unused;
	check("приказ № 12", 9, "приказ|№ 12|");
	check("№ 123456", 4, "№|1234|56|");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(lines_end_at_blanks),
	    cmocka_unit_test(a_number_stays_with_its_sign),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
