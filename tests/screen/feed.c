/* SPDX-License-Identifier: MIT
 * feed.c - what leaves for the region, on the screen: the very lines, a file of them, what has
 * changed since it went.
 */
#include "tests/lib/desk.h"

static void
opens(vt *v)
{
	desk_see(v, "F10 Выход");
	desk_type(v, "<F9>", "Что сделать");
	desk_type(v, "Передача<Space>в<Space>регион", "Передача в регион: что уходит");
	desk_type(v, "<Enter>", "figures — суммы показателей");
}

static void
the_lines_are_seen_and_written(void **state)
{
	const struct desk *d = *state;
	char *home;
	vt *v;

	free(desk_shell("mkdir %s/home", d->folder));
	home = desk_shell("printf %%s %s/home", d->folder);
	setenv("HOME", home, 1);
	v = desk_start(d, 24, 80);
	opens(v);
	desk_see(v, "ещё ничего");
	desk_see(v, "Персональных данных здесь нет");
	desk_type(v, "<F4>", "facts — сведения о людях под псевдонимами");
	desk_see(v, "152-ФЗ, статья 6");
	desk_see(v, "\"organisation\",\"code\":\"O001\"");
	desk_type(v, "<End>", "{\"end\":true");
	desk_type(v, "<F2>", "передача-facts-");
	desk_type(v, "<Enter>", "Записано в файл");
	desk_see(v, "facts, целиком на №");
	assert_int_equal(desk_journal_rows(d, "передача в регион: facts"), 1);
	free(desk_shell(
	    "%s --db '%s' --user lead changes --level facts | cmp - %s/home/передача-facts-*",
	    desk_program(), d->db, d->folder));
	free(home);
	vt_close(v, WAIT);
}

static void
what_has_changed_since_is_seen(void **state)
{
	const struct desk *d = *state;
	vt *v = desk_start(d, 24, 80);

	free(desk_shell("%s --db '%s' --user lead changes --level facts", desk_program(), d->db));
	opens(v);
	desk_type(v, "<F6>", "Этот уровень передаётся целиком всегда");
	desk_type(v, "<F4>", "сведения о людях");
	desk_type(v, "<F6>", "изменения с прошлой передачи, 0 строк");
	free(desk_shell("%s --db '%s' --user lead export people | awk -F';' -v OFS=';' "
			"'NR == 1 { print } $1 == \"P0001\" { $(NF - 1) = \"1-00-00\"; print }' | "
			"%s --db '%s' --user lead import people -",
	    desk_program(), d->db, desk_program(), d->db));
	desk_see(v, "изменения с прошлой передачи, 1 строка");
	desk_see(v, " человек ");
	vt_close(v, WAIT);
}

static void
over_ssh_the_line_is_told(void **state)
{
	const struct desk *d = *state;
	vt *v = desk_start_over_ssh(d, "lead", 24, 80);

	opens(v);
	desk_type(v, "<F2>", "ssh город changes --level figures");
	vt_close(v, WAIT);
}

static void
who_may_not_export_is_not_led_there(void **state)
{
	const struct desk *d = *state;
	vt *v;

	free(desk_shell(
	    "%s --db '%s' --user lead user add guest --role viewer", desk_program(), d->db));
	v = desk_open_as(d, "guest", 24, 80);
	desk_type(v, "<F9>", "Что сделать");
	desk_type(v, "Передача<Space>в<Space>регион", "Передача");
	desk_gone(v, "что уходит");
	vt_close(v, WAIT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(the_lines_are_seen_and_written, desk_setup),
	    cmocka_unit_test_setup(what_has_changed_since_is_seen, desk_setup),
	    cmocka_unit_test_setup(over_ssh_the_line_is_told, desk_setup),
	    cmocka_unit_test_setup(who_may_not_export_is_not_led_there, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
