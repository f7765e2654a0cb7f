/* SPDX-License-Identifier: MIT
 * editions.c - the form of a record that was written under other rules: what is not edited stays.
 */
#include "tests/lib/desk.h"

enum { LINES_DOWN = 15, LINES_TO_ORDERS = 3 }; /* from people to requests of reports, to orders */

/* Rules with a field whose words have gone since; the part was away when they went, so
 * that nobody counted them. */
static void
change_rules(const struct desk *d)
{
	free(desk_shell(
	    "cd %s && base=$OLDPWD/profiles/strezhevoy.conf "
	    "set='%s --db %s --user lead profile set' && "
	    "own() { printf 'own_fields = ( { kind = \"report_requests\"; id = \"hall\"; "
	    "label = \"Зал\"; type = \"choice\"; words = [%%s]; } );\n' \"$1\"; } && "
	    "{ cat $base; own '\"синий\", \"красный\"'; } >1.conf && $set $PWD/1.conf && "
	    "printf 'code;asked;from;to;due;hall\nRR9;2026-02-01;2026-01-01;2026-01-31;"
	    "2026-03-01;синий\n' | "
	    "%s --db %s --user lead import report_requests - && "
	    "sed 's/^modules = .*/modules = [\"associations\"];/' $base >2.conf && "
	    "$set $PWD/2.conf --force && "
	    "{ cat $base; own '\"белый\", \"чёрный\"'; } >3.conf && $set $PWD/3.conf",
	    d->folder, desk_program(), d->db, desk_program(), d->db));
}

static void
what_is_not_edited_stays(void **state)
{
	struct desk *d = *state;
	char *row;
	vt *v;

	change_rules(d);
	v = desk_start(d, 34, 90);
	desk_see(v, "► Люди");
	for (int i = 0; i < LINES_DOWN; i++)
		desk_step(v, "<Down>");
	desk_see(v, "► Запрос отчётов");
	desk_type(v, "<Enter>", "Чтобы найти");
	desk_type(v, "rr9", "1 из ");
	desk_type(v, "<Enter>", "синий (нет в профиле)");
	desk_type(v, "<F4>", "01.03.2026");
	desk_type(v, "<PgUp><PgUp><Tab><Tab><Tab><Tab>02.03.2026<Tab>", "значения в профиле нет");
	desk_type(v, "<F2>", "Сохранено");
	row = desk_export(d, "report_requests", "RR9;");
	assert_string_equal(row, "RR9;2026-02-01;2026-01-01;2026-01-31;2026-03-02;синий\n");
	free(row);
	vt_close(v, WAIT);
}

/* A word of a field of the town's is looked for as it is written, remembered with the filter, and a
 * new record begins with it. */
static void
a_field_of_the_towns_narrows_its_list(void **state)
{
	struct desk *d = *state;
	vt *v;

	free(desk_shell("cd %s && { cat $OLDPWD/profiles/strezhevoy.conf; printf 'own_fields = ( "
			"{ kind = \"report_requests\"; id = \"hall\"; label = \"Зал\"; type = "
			"\"choice\"; words = [\"синий\", \"красный\"]; }, "
			"{ kind = \"report_requests\"; id = \"tea\"; label = \"Чай\"; type = "
			"\"yesno\"; } );\n'; } >own.conf && "
			"%s --db %s --user lead profile set $PWD/own.conf && "
			"printf 'code;asked;from;to;due;hall;tea\n"
			"RR7;2026-02-01;2026-01-01;2026-01-31;2026-03-01;;\n"
			"RR8;2026-02-01;2026-01-01;2026-01-31;2026-03-01;синий;да\n"
			"RR9;2026-02-01;2026-01-01;2026-01-31;2026-03-01;красный;\n' | "
			"%s --db %s --user lead import report_requests -",
	    d->folder, desk_program(), d->db, desk_program(), d->db));
	v = desk_start(d, 34, 90);
	desk_see(v, "► Люди");
	for (int i = 0; i < LINES_DOWN; i++)
		desk_step(v, "<Down>");
	desk_type(v, "<Enter>", "Чтобы найти");
	desk_type(v, "+чай<Enter>", "─ Чай ─");
	desk_type(v, "да<Enter>", "Чай: да");
	desk_see(v, "показано 1 из ");
	desk_see(v, "RR8");
	desk_type(v, "<Esc>", "RR9");
	desk_type(v, "+зал<Enter>", "красный");
	desk_type(v, "красный<Enter>", "Зал: красный");
	desk_see(v, "показано 1 из ");
	desk_see(v, "RR9");
	desk_type(v, "+запомн<Enter>", "Как его назвать?");
	desk_type(v, "В красном<Enter>", "Отбор «В красном» запомнен");
	desk_type(v, "<Esc>", "RR8");
	desk_type(v, "+", "Отбор «В красном»");
	desk_type(v, "<Enter>", "Зал: красный");
	desk_see(v, "показано 1 из ");
	desk_type(v, "<Ins>", "Запрос отчётов: новая запись");
	desk_see(v, "красный");
	vt_close(v, WAIT);
}

static void
the_office_s_number_is_typed(void **state)
{
	struct desk *d = *state;
	vt *v;

	free(desk_shell(
	    "{ cat profiles/strezhevoy.conf; echo 'orders = { numbers = \"office\"; };'; } "
	    ">%s/office.conf && %s --db %s --user lead profile set %s/office.conf",
	    d->folder, desk_program(), d->db, d->folder));
	v = desk_start(d, 34, 90);
	desk_see(v, "► Люди");
	for (int i = 0; i < LINES_TO_ORDERS; i++)
		desk_step(v, "<Down>");
	desk_type(v, "<Enter>", "Чтобы найти");
	desk_type(v, "<C-g>4", "Приказ › Руководители");
	desk_see(v, "не указано");
	desk_type(v, "<Home><Enter>", "Номер, который дала канцелярия:");
	desk_type(v, "187/3<Enter>", "Номер              187/3");
	desk_gone(v, "даётся при регистрации");
	vt_close(v, WAIT);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(what_is_not_edited_stays, desk_setup),
	    cmocka_unit_test_setup(a_field_of_the_towns_narrows_its_list, desk_setup),
	    cmocka_unit_test_setup(the_office_s_number_is_typed, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
