/* SPDX-License-Identifier: MIT
 * mouse.c - off until asked for, kept for the account, given back at the end; what it does in
 * lists, windows and the footer.
 */
#include "tests/lib/desk.h"

enum { LEFT = 0, WHEEL_DOWN = 65 };

/* Press and let go, at a row and column from 0. */
static void
click(vt *v, int button, int row, int column)
{
	char bytes[64];
	int n = snprintf(bytes, sizeof(bytes), "\033[<%d;%d;%dM\033[<%d;%d;%dm", button, column + 1,
	    row + 1, button, column + 1, row + 1);

	vt_raw(v, bytes, (size_t)n);
}

static void
click_word(vt *v, int row, const char *word)
{
	char *line = vt_row(v, row), *at = strstr(line, word);
	int column = 0;

	assert_non_null(at);
	for (const char *p = line; p < at; p++)
		column += ((unsigned char)*p & 0xC0) != 0x80;
	free(line);
	click(v, LEFT, row, column);
}

static void
the_mouse_does_what_keys_do(void **state)
{
	vt *v = desk_start(*state, 24, 80);

	desk_type(v, "<Enter>", "1 из 500");
	assert_int_equal(v->mouse, 0);
	desk_type(v, "<F11>", "Мышь включена");
	assert_int_not_equal(v->mouse, 0);
	click(v, LEFT, 7, 20);
	desk_see(v, "5 из 500");
	click(v, WHEEL_DOWN, 7, 20);
	desk_see(v, "8 из 500");
	click(v, LEFT, 3, 20);
	desk_see(v, "1 из 500");
	click_word(v, 2, "Организация");
	desk_see(v, "Организация ▲");
	click_word(v, 2, "Организация");
	desk_see(v, "Организация ▼");
	desk_type(v, "<F6>", "Упорядочить по полю");
	click(v, LEFT, 12, 1); /* beside the window nothing happens */
	desk_see(v, "Упорядочить по полю");
	click_word(v, 23, "F10 Назад");
	desk_gone(v, "Упорядочить по полю");
	click(v, LEFT, 3, 20);
	desk_see(v, "Сведения"); /* the cursor's own row */
	click_word(v, 23, "F10 Назад");
	desk_gone(v, "Сведения");
	vt_close(v, WAIT);
}

static void
the_mouse_is_kept_and_given_back(void **state)
{
	vt *v = desk_start(*state, 24, 80);

	desk_type(v, "<F9>мышь<Enter>", "Мышь включена");
	vt_close(v, WAIT);
	v = desk_start(*state, 24, 80);
	desk_see(v, "F10 Выход");
	assert_int_not_equal(v->mouse, 0);
	vt_keys(v, "<C-q>");
	assert_int_equal(vt_wait_end(v, WAIT), 1);
	assert_int_equal(v->mouse, 0);
	vt_close(v, WAIT);
	v = desk_start(*state, 24, 80);
	desk_type(v, "<F11>", "Мышь выключена");
	assert_int_equal(v->mouse, 0);
	vt_close(v, WAIT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(the_mouse_does_what_keys_do, desk_setup),
	    cmocka_unit_test_setup(the_mouse_is_kept_and_given_back, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
