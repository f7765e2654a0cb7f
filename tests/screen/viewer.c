/* SPDX-License-Identifier: MIT
 * viewer.c - a document on the screen: words are found in it in either layout, one after another,
 * and a sheet wider than the screen is moved sideways.
 */
#include "tests/lib/desk.h"

/* The roster as a document, on the narrow screen. */
static vt *
open_roster(const struct desk *d)
{
	vt *v = desk_start(d, 24, 80);

	vt_keys(v, "<F9>");
	desk_type(v, "состав акт", "Состав методического актива на дату");
	desk_type(v, "<Enter>", "F3 Текст");
	desk_type(v, "<F3>", "строки 1–");
	return v;
}

static void
words_are_found(void **state)
{
	vt *v = open_roster(*state);

	desk_type(v, "<F7>", "Найти в документе");
	desk_type(v, ",fubhjd<Enter>", "строки 23–");
	desk_see(v, "Багиров Тимур");
	desk_type(v, "<F3>", "строки 28–");
	desk_type(v, "<F3>", "строки 23–"); /* round the end */
	desk_type(v, "<F7>", "Найти в документе");
	desk_type(v, "нетникого<Enter>", "«нетникого» в этом документе не встречается");
	vt_close(v, WAIT);
}

static void
a_wide_sheet_is_moved(void **state)
{
	vt *v = open_roster(*state);

	desk_gone(v, "────┤");
	desk_type(v, "<Right>", "────┤");
	desk_gone(v, "├───┼");
	desk_type(v, "<Left>", "├───┼");
	vt_close(v, WAIT);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(words_are_found, desk_setup),
	    cmocka_unit_test_setup(a_wide_sheet_is_moved, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
