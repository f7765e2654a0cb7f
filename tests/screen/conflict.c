/* SPDX-License-Identifier: MIT
 * conflict.c - two programs on one record: nothing typed is lost, every field is decided.
 */
#include "tests/lib/desk.h"

/* The form of P0001 (Озерская): the list of people, found by typing, opened for editing. */
static vt *
edit_person(const struct desk *d)
{
	vt *v = desk_start(d, 24, 80);

	desk_see(v, "► Люди");
	desk_type(v, "<Enter>", "Чтобы найти");
	desk_type(v, "озерская", "1 из 1");
	desk_type(v, "<F4>", "Люди: Озерская Ирина Григорьевна");
	desk_see(v, "учитель начальных классов");
	vt_keys(v, "<PgUp><PgUp>"); /* to the code */
	return v;
}

static void
mine_and_theirs_are_merged(void **state)
{
	struct desk *d = *state;
	vt *a = edit_person(d), *b = edit_person(d);
	char *row;

	/* theirs: position and given name; mine: position and patronymic */
	desk_type(b, "<Tab><Tab><C-u>Арина<Tab><Tab><Tab><Tab><C-u>воспитатель", "воспитатель");
	desk_type(b, "<F2>", "Сохранено");
	desk_type(a, "<Tab><Tab><Tab><C-u>Глебовна<Tab><Tab><Tab><C-u>методист", "методист");
	desk_type(a, "<F2>", "Два сохранения: ");
	desk_see(a, "Имя");
	desk_see(a, "Отчество");
	desk_see(a, "! Должность");
	desk_see(a, "1 моё");
	desk_type(a, "<Down><Down>", "воспитатель");
	desk_see(a, "методист");
	desk_see(a, "учитель начальных классов");
	desk_type(a, "2", "▸ 2 чужое");
	desk_type(a, "<F2>", "Сохранено с выбранными значениями");
	row = desk_export(d, "people", "P0001;");
	assert_non_null(strstr(row, "P0001;Озерская;Арина;Глебовна;"));
	assert_non_null(strstr(row, ";воспитатель;"));
	free(row);
	vt_close(a, WAIT);
	vt_close(b, WAIT);
}

static void
going_back_keeps_what_was_typed(void **state)
{
	struct desk *d = *state;
	vt *a = edit_person(d), *b = edit_person(d);

	desk_type(b, "<Tab><Tab><C-u>Арина", "Арина");
	desk_type(b, "<F2>", "Сохранено");
	desk_type(a, "<Tab><Tab><C-u>Марина", "Марина");
	desk_type(a, "<F2>", "Два сохранения: ");
	vt_keys(a, "<F10>");
	desk_gone(a, "Два сохранения: ");
	desk_see(a, "Марина");
	vt_close(a, WAIT);
	vt_close(b, WAIT);
}

/* A draft begun before another's save meets the conflict too. */
static void
an_old_draft_does_not_overwrite(void **state)
{
	struct desk *d = *state;
	vt *a = edit_person(d), *b;

	desk_type(a, "<Tab><Tab><C-u>Марина", "Марина");
	vt_close(a, WAIT);
	b = desk_start(d, 24, 80);
	desk_see(b, "► Люди");
	free(desk_shell("printf 'code;surname;given_name;organisation;position;staff_kind;hired\\n"
			"P0001;Озерская;Арина;O003;учитель;педагог;2025-04-26\\n' | "
			"%s --db %s --user lead import people -",
	    desk_program(), d->db));
	desk_type(b, "<Enter>", "Чтобы найти");
	desk_type(b, "озерская", "1 из 1");
	desk_type(b, "<F4>", "[1 Продолжить]");
	vt_keys(b, "<Enter>");
	desk_see(b, "Марина");
	desk_type(b, "<F2>", "Два сохранения: ");
	desk_see(b, "Арина");
	vt_close(b, WAIT);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(mine_and_theirs_are_merged, desk_setup),
	    cmocka_unit_test_setup(going_back_keeps_what_was_typed, desk_setup),
	    cmocka_unit_test_setup(an_old_draft_does_not_overwrite, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
