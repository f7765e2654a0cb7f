/* SPDX-License-Identifier: MIT
 * preparation.c - a meeting that is being prepared: its lines, its agenda, the cursor between them,
 * and what is refused.
 */
#include "tests/lib/desk.h"

static vt *
at_preparation(const struct desk *d)
{
	vt *v = desk_open(d, 24, 80);

	desk_type(v, "<F9>Подготовить<Enter>", "Новое заседание · не записано");
	desk_see(v, "Повестка: 2 из 2 возможных пунктов");
	return v;
}

static void
seats_are_a_number_or_as_many_as_members(void **state)
{
	static const struct {
		const char *typed, *seen;
	} rows[] = {
	    {"<C-u>семь", "«семь» — не число мест. Нужно целое число, например 7"},
	    {"<C-u>7", "Мест в совете    7"},
	    {"<C-u>-1", "«-1» — не число мест"},
	    {"<C-u> 9 ", "Мест в совете    9"},
	    {"<C-u>99999", "«99999» — не число мест"},
	    {"<C-u>", "0, сколько членов совета в этот день"},
	};
	vt *v = at_preparation(*state);

	vt_keys(v, "<Home><Down><Down><Down>");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		desk_type(v, "<F4>", "┌─ Мест в совете");
		vt_keys(v, rows[i].typed);
		desk_type(v, "<Enter>", rows[i].seen);
		desk_gone(v, "┌─ ");
	}
	vt_close(v, WAIT);
}

/* Anybody of the register; and told again where one is there already. */
static void
who_leads_and_who_writes_is_chosen(void **state)
{
	vt *v = at_preparation(*state);

	desk_type(v, "<Home><Down><Enter>", "Другой человек из реестра");
	desk_type(
	    v, "<Enter>авдеева<Enter>", "Председатель: Авдеева Надежда Григорьевна. F2 — записать");
	desk_type(v, "<Down><Enter>", "Кто ведёт протокол");
	desk_type(v, "<Enter>агеев ник<Enter>", "Секретарь: Агеев Николай Петрович. F2 — записать");
	desk_see(v, "Председатель     Авдеева Надежда Григорьевна");
	desk_type(v, "<Down><Down><Enter>", "Члены совета");
	desk_type(v, "<F10>", "Секретарь        Агеев Николай Петрович");
	desk_type(v, "<Tab>", "Члены совета");
	desk_type(v, "<F10>", "Секретарь        Агеев Николай Петрович");
	vt_close(v, WAIT);
}

/* The lines and the agenda are one column. */
static void
the_cursor_goes_from_the_lines_to_the_agenda(void **state)
{
	static const struct {
		const char *keys, *opened;
	} steps[] = {
	    {"<Home>", "Члены совета"},
	    {"<Up>", "Члены совета"}, /* there is nothing above */
	    {"<PgDn>", "Заявления › Майорова"},
	    {"<Up>", "Члены совета"},
	    {"<Down>", "Заявления › Майорова"},
	    {"<Down>", "Заявления › Фокин"},
	    {"<Up>", "Заявления › Майорова"},
	    {"<Home><End>", "Заявления › Фокин"},
	};
	vt *v = at_preparation(*state);

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		vt_keys(v, steps[i].keys);
		desk_type(v, "<Tab>", steps[i].opened);
		desk_type(v, "<F10>", "Повестка: 2 из 2");
	}
	vt_close(v, WAIT);
}

/* A topic stands before the item it was asked at, is moved to either end and no farther, named
 * otherwise, and taken away; an application is only left out. */
static void
the_agenda_is_put_in_order(void **state)
{
	vt *v = at_preparation(*state);

	desk_type(v, "<End><Ins>О плане на год<Enter>", "Кто докладывает");
	desk_type(v, "<Enter>", "2  О плане на год");
	desk_type(v, "<Ins>О плане на год<Enter><Enter>", "«О плане на год» уже стоит в повестке");
	desk_type(v, "<F6>", "1  О плане на год");
	desk_type(v, "<F6><F7>", "2  О плане на год");
	desk_type(v, "<F7>", "3  О плане на год");
	desk_type(v, "<F7><F6>", "2  О плане на год");
	desk_type(v, "<F5>", "Кто докладывает");
	desk_type(v, "Рябинина Н. П.<Enter>", "Рябинина");
	desk_type(v, "<Enter>", "┌─ Вопрос повестки");
	desk_type(v, "<C-u>О выставке<Enter>", "Кто докладывает");
	desk_type(v, "<Enter>", "2  О выставке");
	desk_type(v, "<Del>", "Повестка: 2 из 2");
	desk_gone(v, "О выставке");
	desk_type(v, "<Del>", "Клавиша Del здесь ничего не значит");
	desk_type(v, "<Space>", "Повестка: 1 из 2");
	desk_type(v, "<Home><Ins>О разном<Enter><Enter>", "2  О разном"); /* behind what is taken */
	desk_type(v, "<C-a>", "Повестка: 3 из 3");
	desk_type(v, "<F3>", "Материалы к заседанию");
	desk_type(v, "<F10>", "Повестка: 3 из 3");
	desk_type(v, "<PgDn><Enter>", "Повестка: 2 из 3");
	desk_type(v, "<F10>", "Заседание не записано");
	desk_type(v, "<Enter>", "Укажите, сколько членов в совете");
	desk_type(v, "<F8>", "Укажите, сколько членов в совете"); /* not begun either */
	desk_type(v, "<Home><Down><Down><Down><Enter>7<Enter>", "Мест в совете    7");
	desk_type(v, "<F10>", "Заседание не записано");
	desk_type(v, "<Enter>", "F10 Выход");
	free(
	    desk_shell("%s --db '%s' --user lead export meetings | tail -n +2 | wc -l | grep -x 16",
		desk_program(), ((const struct desk *)*state)->db));
	vt_close(v, WAIT);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(seats_are_a_number_or_as_many_as_members, desk_setup),
	    cmocka_unit_test_setup(who_leads_and_who_writes_is_chosen, desk_setup),
	    cmocka_unit_test_setup(the_cursor_goes_from_the_lines_to_the_agenda, desk_setup),
	    cmocka_unit_test_setup(the_agenda_is_put_in_order, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
