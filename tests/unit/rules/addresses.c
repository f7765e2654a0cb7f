/* SPDX-License-Identifier: MIT
 * addresses.c - addresses one a line.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rules/addresses.h"

static void
an_address_is_a_whole_line(void **state)
{
	static const char list[] = "a@example.org\nbb@example.org\n\nC@example.org";

	(void)state;
	assert_true(addresses_have(list, "A@example.org"));
	assert_true(addresses_have(list, "c@example.org"));
	assert_false(addresses_have(list, "b@example.org"));
	assert_false(addresses_have(list, "example.org"));
	assert_false(addresses_have("", "a@example.org"));
	assert_false(addresses_have(list, ""));
}

static void
one_is_taken_out(void **state)
{
	static const struct {
		const char *list, *address, *rest; /* NULL: it is not there */
	} cases[] = {
	    {"a@b.ru\nc@b.ru\nd@b.ru", "C@b.ru", "a@b.ru\nd@b.ru"},
	    {"a@b.ru\nc@b.ru", "a@b.ru", "c@b.ru"},
	    {"a@b.ru\na@b.ru\n", "a@b.ru", "—"},
	    {"a@b.ru", "a@b.r", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf out = {0};
		bool had = addresses_put_without(cases[i].list, cases[i].address, &out);

		assert_int_equal(had, cases[i].rest != NULL);
		assert_string_equal(buf_text(&out), had ? cases[i].rest : "");
		buf_free(&out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(an_address_is_a_whole_line),
	    cmocka_unit_test(one_is_taken_out),
	};

	return cmocka_run_group_tests_name("addresses", tests, NULL, NULL);
}
