/* SPDX-License-Identifier: MIT
 * waiting.c - what asks for attention: from the first screen to the records of a list and back, on
 * another day, as a paper.
 */
#include "tests/lib/desk.h"

static void
a_count_opens_its_list(void **state)
{
	vt *v = desk_start(*state, 24, 80);

	desk_see(v, "ждёт внимания, списков: 2");
	desk_type(v, "<C-w>", "Что ждёт на 31.05.2026");
	desk_see(v, "Запросы: просрочены                          15");
	desk_type(v, "<Enter>", "показано 15 из 71");
	desk_type(v, "<F10>", "Что ждёт на 31.05.2026");
	desk_type(v, "<Down>", "Пункты планов: просрочены");
	desk_type(v, "<Enter>", "показано 36 из 190");
	vt_close(v, WAIT);
}

static void
another_day_has_other_counts(void **state)
{
	vt *v = desk_start(*state, 24, 80);

	desk_see(v, "ждёт внимания");
	desk_type(v, "<C-w>", "Что ждёт на 31.05.2026");
	desk_type(v, "<F6>", "На какой день");
	desk_type(v, "01.06.2026<Enter>", "Что ждёт на 01.06.2026");
	desk_see(v, "Запросы: просрочены");
	desk_type(v, "<F3>", "на 01.06.2026");
	desk_see(v, "Что ждёт внимания");
	vt_close(v, WAIT);
}

/* What is found on another day is shown as it was found: of unordered admissions there is one
 * today. */
static void
the_list_of_another_day_is_of_that_day(void **state)
{
	vt *v = desk_start(*state, 30, 80);

	desk_see(v, "ждёт внимания");
	desk_type(v, "<C-w>", "Что ждёт на 31.05.2026");
	desk_type(v, "<F6>", "На какой день");
	desk_type(v, "01.06.2026<Enter>", "Что ждёт на 01.06.2026");
	desk_type(v, "<Down><Down><Down><Down><Enter>", "показано 1 из 100");
	desk_see(v, "готово к совету");
	desk_type(v, "<F10>", "Что ждёт на 01.06.2026");
	desk_type(v, "<Down><Down><Enter>", "показано 2 из 100");
	vt_close(v, WAIT);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(a_count_opens_its_list, desk_setup),
	    cmocka_unit_test_setup(another_day_has_other_counts, desk_setup),
	    cmocka_unit_test_setup(the_list_of_another_day_is_of_that_day, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
