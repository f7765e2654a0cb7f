/* SPDX-License-Identifier: MIT
 * taken_back.c - an operation taken back from the journal, by whom it may be; a record given back a
 * view it had, from its card; and the journal that tells everything in full.
 */
#include "tests/lib/desk.h"

static vt *
start_as(const struct desk *d, const char *name)
{
	return desk_open_as(d, name, 24, 80);
}

/* A clerk renames a school, and another clerk is there. */
static void
let_petrova_err(const struct desk *d)
{
	free(desk_shell("%s --db '%s' --user lead user add petrova --role clerk && "
			"%s --db '%s' --user lead user add sidorova --role clerk && "
			"printf 'code;name;type\\nO008;Ошибка;школа\\n' | "
			"%s --db '%s' --user petrova import organisations -",
	    desk_program(), d->db, desk_program(), d->db, desk_program(), d->db));
}

static void
check_school(const struct desk *d, const char *name)
{
	char *shown =
	    desk_shell("%s --db '%s' --user lead show organisations O008 | grep -c '%s' || true",
		desk_program(), d->db, name);

	assert_string_equal(shown, "1\n");
	free(shown);
}

/* From the journal on three keys at most: the row is the first, one key, one for the answer. */
static void
an_administrator_takes_back_what_a_colleague_did(void **state)
{
	const struct desk *d = *state;
	vt *v;

	let_petrova_err(d);
	v = start_as(d, "lead");
	desk_type(v, "<F6>", "Журнал › ");
	desk_type(v, "<F8>", "Отменить: загрузка таблиц, petrova, ");
	desk_see(v, "Организация «Ошибка»");
	desk_type(v, "2", "Изменение отменено, прежний вид возвращён: организация «");
	check_school(d, "СОШ № 8");
	desk_type(v, "<Home><F8>", "Сделать снова: загрузка таблиц, petrova, ");
	desk_type(v, "2", "Снова изменено: организация «");
	check_school(d, "Ошибка");
	desk_type(v, "<Home><Down><Down><F8>", "Отменить: загрузка таблиц, petrova, ");
	desk_type(v, "2", "Изменение отменено");
	desk_type(v, "<Home><Down><Down><Down><F8>", "Отменить: загрузка таблиц, petrova, ");
	desk_type(v, "2", "уже вернула операция");
	vt_close(v, WAIT);
}

static void
others_are_told_who_may(void **state)
{
	const struct desk *d = *state;
	vt *v;

	let_petrova_err(d);
	v = start_as(d, "sidorova");
	desk_type(v, "<F6>", "Журнал › ");
	desk_type(v, "<F8>", "Отменить: загрузка таблиц, petrova, ");
	desk_type(v, "2", "провёл другой сотрудник (petrova)");
	check_school(d, "Ошибка");
	vt_close(v, WAIT);
	v = start_as(d, "petrova");
	desk_type(v, "<C-z>", "Изменение отменено, прежний вид возвращён: организация «");
	check_school(d, "СОШ № 8");
	desk_type(v, "<C-y>", "Снова изменено: организация «");
	check_school(d, "Ошибка");
	desk_type(v, "<C-y>", "Делать снова нечего");
	vt_close(v, WAIT);
}

static void
a_record_is_given_back_a_view_of_its_history(void **state)
{
	const struct desk *d = *state;
	vt *v;

	let_petrova_err(d);
	v = start_as(d, "sidorova");
	desk_type(v, "орга", "► Организации");
	desk_type(v, "<Enter>", "1 из 12");
	desk_type(v, "ошибка", "показано 1 из 12");
	desk_type(v, "<Enter><Enter>", "Организации › Ошибка");
	desk_type(v, "<F7>", "К какому виду?");
	desk_type(v, "<F3>", "загрузка таблиц");
	desk_type(v, "<End><F7>", "Изменится: ");
	desk_type(v, "2", "Прежний вид возвращён");
	check_school(d, "СОШ № 8");
	desk_see(v, "возврат записи");
	vt_close(v, WAIT);
	free(desk_shell("%s --db '%s' --user lead log | grep 'возврат записи.*как после операции'",
	    desk_program(), d->db));
}

/* Who got which role stands whole in the operation. */
static void
the_journal_tells_an_account_in_full(void **state)
{
	const struct desk *d = *state;
	vt *v;

	let_petrova_err(d);
	v = start_as(d, "lead");
	desk_type(v, "<F6>", "Журнал › ");
	desk_type(v, "<Down><Enter>", "учётные записи · lead · ");
	desk_see(v, "sidorova");
	desk_see(v, "сотрудник");
	desk_see(v, "Записей эта операция не касалась.");
	desk_type(v, "<F8>", "записей не меняла: возвращать нечего");
	vt_close(v, WAIT);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(an_administrator_takes_back_what_a_colleague_did, desk_setup),
	    cmocka_unit_test_setup(others_are_told_who_may, desk_setup),
	    cmocka_unit_test_setup(a_record_is_given_back_a_view_of_its_history, desk_setup),
	    cmocka_unit_test_setup(the_journal_tells_an_account_in_full, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
