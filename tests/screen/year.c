/* SPDX-License-Identifier: MIT
 * year.c - the year in figures on a screen: beside the last, from a figure to the records behind
 * it, of the town and an association, its workbook and its report.
 */
#include "tests/lib/desk.h"

static vt *
open_year(const struct desk *d, int rows, int columns)
{
	vt *v = desk_open(d, rows, columns);

	desk_type(v, "<F9>", "Что сделать");
	desk_type(v, "Год в цифрах", "Найти:");
	desk_type(v, "<Enter>", "Год в цифрах по 31.05.2026: весь город");
	return v;
}

/* A number of the answer of the command. */
static long
number(const struct desk *d, const char *arguments, const char *path)
{
	char *text = desk_shell("%s --db '%s' --user lead year %s --format json | jq '%s'",
	    desk_program(), d->db, arguments, path);
	long n = atol(text);

	free(text);
	return n;
}

/* The row of a figure has both numbers. */
static void
see_row(vt *v, const char *title, long now, long before)
{
	char wanted[2][16];
	bool both = false;

	snprintf(wanted[0], sizeof(wanted[0]), " %ld ", now);
	snprintf(wanted[1], sizeof(wanted[1]), " %ld ", before);
	assert_true(now > 0);
	for (int i = 0; i < 20 && !both; i++) {
		char *row = vt_row(v, i);

		both = strstr(row, title) != NULL && strstr(row, wanted[0]) != NULL &&
		    strstr(row, wanted[1]) != NULL;
		free(row);
	}
	if (!both) {
		desk_show(v);
		fail_msg("%s: not %ld and %ld", title, now, before);
	}
}

/* This year's and the last's, as the command has them; each opens its list, as long as it says. */
static void
figures_open_into_lists(void **state)
{
	const struct desk *d = *state;
	long now = number(d, "--to 2026-05-31", ".events.held"),
	     before = number(d, "--from 2024-09-01 --to 2025-05-31", ".events.held");
	vt *v = open_year(d, 24, 80);
	char shown[64];

	see_row(v, "Проведено мероприятий", now, before);
	desk_see(v, "Проведено по месяцам");
	snprintf(shown, sizeof(shown), "показано %ld из", now);
	desk_type(v, "<Enter>", shown);
	desk_type(v, "<F10>", "Год в цифрах");
	snprintf(shown, sizeof(shown), "показано %ld из", before);
	desk_type(v, "<F3>", shown);
	desk_type(v, "<F10>", "Год в цифрах");
	desk_type(v, "<Left>", "Год в цифрах по 31.05.2025");
	desk_see(v, "Проведено мероприятий");
	see_row(v, "Проведено мероприятий", before,
	    number(d, "--from 2023-09-01 --to 2024-05-31", ".events.held"));
	desk_type(v, "<Tab>", "Год в цифрах по 31.08.2025");
	desk_type(v, "<Tab>", "Год в цифрах по 31.05.2025");
	vt_close(v, WAIT);
}

static void
an_association_and_its_report(void **state)
{
	const struct desk *d = *state;
	vt *v = open_year(d, 40, 120);

	desk_type(v, "<F7>", "Какая часть города");
	desk_type(v, "2", "Найти:");
	desk_type(v, "A01", "A01");
	desk_type(v, "<Enter>", "Год в цифрах по 31.05.2026: ММО");
	see_row(v, "Проведено мероприятий",
	    number(d, "--to 2026-05-31 --scope association:A01", ".events.held"),
	    number(d, "--from 2024-09-01 --to 2025-05-31 --scope association:A01", ".events.held"));
	desk_gone(v, "Отказов по запросам");
	desk_type(v, "<F2>", "за период с 01.09.2025 по 31.05.2026");
	desk_type(v, "<F10>", "Год в цифрах");
	vt_close(v, WAIT);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(figures_open_into_lists, desk_setup),
	    cmocka_unit_test_setup(an_association_and_its_report, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
