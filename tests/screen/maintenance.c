/* SPDX-License-Identifier: MIT
 * maintenance.c - copies from the screen: made by two keys, checked, compared with the register, a
 * record taken back; the database verified.
 */
#include "tests/lib/desk.h"

static void
import(const struct desk *d, const char *kind, const char *lines)
{
	free(desk_shell("printf '%s' | %s --db '%s' --user lead import %s -", lines, desk_program(),
	    d->db, kind));
}

/* On the screen of copies, with one made. */
static vt *
with_a_copy(const struct desk *d)
{
	vt *v = desk_open(d, 24, 80);

	desk_type(v, "<F8>", "ещё не сделано ни одной");
	desk_type(v, "<Ins>", "Сделана и проверена копия-2026-05-31-120000.copy");
	desk_see(v, "1 из 1");
	return v;
}

static void
a_copy_takes_two_keys(void **state)
{
	const struct desk *d = *state;
	vt *v = with_a_copy(d);

	free(desk_shell("%s --db '%s.new' --user lead restore '%s/copies/'*.copy", desk_program(),
	    d->db, d->db));
	free(desk_shell(
	    "%s --db '%s.new' --user lead verify && rm -r '%s.new'", desk_program(), d->db, d->db));
	desk_type(v, "<Ins>", "копия-2026-05-31-120000.2.copy");
	desk_type(v, "<F2>", "цела: в ней всё сошлось");
	vt_close(v, WAIT);
}

static void
a_copy_under_a_password_wants_it(void **state)
{
	const struct desk *d = *state;
	vt *v = with_a_copy(d);

	free(desk_shell("rm '%s/copies/'*.copy; echo тайна >'%s.word'", d->db, d->db));
	desk_type(v, "<F4>", "без него копию не развернуть");
	desk_type(v, "тайна<Enter>", "Сделана и проверена копия-2026-05-31-120000.copy");
	desk_type(v, "<F2>", ".copy — копия под паролем");
	free(desk_shell(
	    "! %s --db '%s.new' restore '%s/copies/'*.copy 2>&1", desk_program(), d->db, d->db));
	free(desk_shell("%s --db '%s.new' restore '%s/copies/'*.copy --password-file '%s.word' && "
			"%s --db '%s.new' --user lead verify && rm -r '%s.new' '%s.word'",
	    desk_program(), d->db, d->db, d->db, desk_program(), d->db, d->db, d->db));
	vt_close(v, WAIT);
}

static void
new_rules_are_tried_and_nothing_changes(void **state)
{
	const struct desk *d = *state;
	vt *v = with_a_copy(d);

	desk_type(v, "<F8>", "Файл с правилами");
	desk_type(v, "strezhevoy<Enter>", "Правила подходят всем записям");
	desk_type(v, "<F8>", "Файл с правилами");
	desk_type(v, "kuznetsk<Enter>", "Что перестало бы подходить");
	desk_see(v, "это правила другого города");
	free(
	    desk_shell("%s --db '%s' --user lead stat | grep 'редакций 1'", desk_program(), d->db));
	vt_close(v, WAIT);
}

static void
a_damaged_copy_is_told(void **state)
{
	const struct desk *d = *state;
	vt *v = with_a_copy(d);

	free(desk_shell("f=$(echo '%s/copies/'*.copy); printf 'x' | "
			"dd of=\"$f\" bs=1 seek=20000 conv=notrunc 2>&1",
	    d->db));
	desk_type(v, "<F2>", "повреждена");
	desk_type(v, "<Enter>", "повреждена");
	desk_type(v, "<F10>", "F10 Выход");
	free(desk_shell("! ls '%s' | grep tmp", d->db));
	vt_close(v, WAIT);
}

static void
a_record_comes_back_from_a_copy(void **state)
{
	const struct desk *d = *state;
	char *before = desk_export(d, "organisations", "O001");
	char *after;
	vt *v = with_a_copy(d);

	desk_type(v, "<Enter>", "Копия и реестр одинаковы");
	vt_keys(v, "<F10>");
	import(d, "organisations",
	    "code;name;type\\nO001;Другое имя;школа\\nO900;Школа на час;школа\\n");
	desk_see(v, "Обслуживание");
	desk_type(v, "<Enter>", "2 записи отличаются от копии");
	desk_see(v, "внесена после копии");
	desk_type(v, "<Home><F2>", "Вернуть её к виду из копии?");
	desk_type(v, "<Right><Enter>", "Запись снова такая, как в копии");
	desk_see(v, "1 запись отличается от копии");
	after = desk_export(d, "organisations", "O001");
	assert_string_equal(before, after);
	desk_type(v, "<F2>", "возвращать нечего");
	free(before);
	free(after);
	vt_close(v, WAIT);
}

static void
a_removed_record_comes_back_and_is_undone(void **state)
{
	const struct desk *d = *state;
	vt *v;

	import(d, "organisations", "code;name;type\\nO900;Школа на час;школа\\n");
	v = with_a_copy(d);
	free(desk_shell("%s --db '%s' --user lead undo", desk_program(), d->db));
	desk_type(v, "<Enter>", "удалена после копии");
	desk_type(v, "<Enter>", "F2 — вернуть её из копии");
	desk_type(v, "<F2>", "Внести её снова");
	desk_type(v, "<Right><Enter>", "Копия и реестр одинаковы");
	free(desk_shell("%s --db '%s' --user lead show organisations O900 | grep час && "
			"%s --db '%s' --user lead log | grep 'возврат записи.*из копии' && "
			"%s --db '%s' --user lead undo && "
			"! %s --db '%s' --user lead show organisations O900",
	    desk_program(), d->db, desk_program(), d->db, desk_program(), d->db, desk_program(),
	    d->db));
	vt_close(v, WAIT);
}

static void
what_the_copy_gave_is_not_put_over_a_later_save(void **state)
{
	const struct desk *d = *state;
	vt *v = with_a_copy(d);

	import(d, "organisations", "code;name;type\\nO001;Другое имя;школа\\n");
	desk_see(v, "Обслуживание");
	desk_type(v, "<Enter>", "1 запись отличается");
	desk_type(v, "<F2>", "Вернуть её к виду из копии?");
	import(d, "organisations", "code;name;type\\nO001;Третье имя;школа\\n");
	desk_type(v, "<Right><Enter>", "тем временем");
	desk_type(v, "<F5>", "Сравнено с реестром");
	desk_type(v, "<F2>", "Вернуть её к виду из копии?");
	desk_type(v, "<Esc>", "1 запись отличается");
	free(desk_shell("rm '%s/copies/'*.copy", d->db));
	desk_type(v, "<F5>", "Не открывается резервная копия");
	desk_see(v, "1 запись отличается");
	free(desk_shell("%s --db '%s' --user lead show organisations O001 | grep Третье",
	    desk_program(), d->db));
	vt_close(v, WAIT);
}

static void
the_database_is_verified(void **state)
{
	vt *v = with_a_copy(*state);

	desk_type(v, "<F6>", "Сначала проверьте базу");
	desk_type(v, "<F5>", "база в порядке");
	desk_type(v, "<F6>", "Чинить нечего");
	desk_type(v, "<F7>", "Редакций: 1");
	vt_close(v, WAIT);
}

/* What is typed wrong makes no copy and changes no rules. */
static void
what_is_typed_wrong_does_nothing(void **state)
{
	static const struct {
		const char *keys, *seen;
	} steps[] = {
	    {"<F2>", "Список пуст: выбирать не из чего"},
	    {"<F4><Enter>", "ещё не сделано ни одной"},
	    {"<F8><C-u><Enter>", "ещё не сделано ни одной"},
	    {"<F8><C-u>/нет/такого.conf<Enter>", "/нет/такого.conf"},
	    {"<F4>раз два три<Enter>", "копия-"},
	    {"<F2>", "копия под паролем: её разворачивает"},
	    {"<F5>", "база в порядке: всё сошлось"},
	};
	vt *v = desk_open(*state, 24, 100);

	desk_type(v, "<F8>", "Обслуживание");
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		desk_type(v, steps[i].keys, steps[i].seen);
	vt_close(v, WAIT);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(a_copy_takes_two_keys, desk_setup),
	    cmocka_unit_test_setup(a_copy_under_a_password_wants_it, desk_setup),
	    cmocka_unit_test_setup(new_rules_are_tried_and_nothing_changes, desk_setup),
	    cmocka_unit_test_setup(a_damaged_copy_is_told, desk_setup),
	    cmocka_unit_test_setup(a_record_comes_back_from_a_copy, desk_setup),
	    cmocka_unit_test_setup(a_removed_record_comes_back_and_is_undone, desk_setup),
	    cmocka_unit_test_setup(what_the_copy_gave_is_not_put_over_a_later_save, desk_setup),
	    cmocka_unit_test_setup(the_database_is_verified, desk_setup),
	    cmocka_unit_test_setup(what_is_typed_wrong_does_nothing, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
