/* SPDX-License-Identifier: MIT
 * orders.c - an order composed by keys: the lines above and the list below as one column, whom it
 * takes, its term; and what a draft keeps of it.
 */
#include "tests/lib/desk.h"

/* The digit is that of the menu of purposes. */
static void
compose(vt *v, const char *digit, const char *title)
{
	desk_see(v, "F10 Выход");
	desk_type(v, "<F9>Составить приказ<Enter>", "Какой приказ составить");
	desk_type(v, digit, title);
}

static void
leave_for_later(vt *v)
{
	desk_type(v, "<F10>", "Приказ не зарегистрирован");
	desk_type(v, "2", "Черновик сохранён: вернётесь");
}

static void
go_on(vt *v)
{
	desk_see(v, "Этот приказ вы уже начинали составлять");
	desk_see(v, "[1 Продолжить]");
	vt_keys(v, "<Enter>");
	desk_gone(v, "Есть черновик");
}

/* Once in the order, whoever is picked twice; nobody is taken, all are, and one is. */
static void
members_go_out(void **state)
{
	vt *v = desk_start(*state, 24, 80);

	compose(v, "3", "В приказе: 0 из 0");
	desk_see(v, "Ins — выбрать члена актива, которого исключить");
	desk_type(v, "<Space>", "Отмечают людей: поставьте курсор в список ниже");
	desk_type(v, "<F6>", "Срок бывает у включения в состав и у руководителей");
	desk_type(v, "<PgDn><Enter>", "На кого возложен контроль:");
	vt_keys(v, "<Esc>");
	desk_gone(v, "На кого возложен контроль:");
	desk_type(v, "<Ins>алексеева<Enter>", "Основание исключения: Алексеева");
	desk_type(v, "по заявлению<Enter>", "Последний день в составе: Алексеева");
	desk_type(v, "15.06.2026<Enter>", "В приказе: 1 из 1");
	desk_see(v, "15.06.2026      по заявлению");
	desk_type(v, "<Ins>алексеева<Enter>", "Основание исключения: Алексеева");
	vt_keys(v, "<Esc>");
	desk_gone(v, "┌─ ");
	desk_see(v, "В приказе: 1 из 1");
	desk_type(v, "<Enter>", "Основание исключения: Алексеева");
	desk_type(v, "<C-u>переезд<Enter>", "Последний день в составе: Алексеева");
	vt_keys(v, "<Esc>");
	desk_gone(v, "Последний день в составе:");
	desk_see(v, "15.06.2026      переезд");
	desk_type(v, "<C-n>", "В приказе: 0 из 1");
	desk_type(v, "<C-a>", "В приказе: 1 из 1");
	desk_type(v, "<Space>", "В приказе: 0 из 1");
	desk_type(v, "<Space>", "В приказе: 1 из 1");
	desk_type(v, "<Tab>", "Люди › Алексеева");
	desk_type(v, "<F10>", "В приказе: 1 из 1");
	desk_type(v, "<F3>", "1.1. Алексеева Ксения Эдуардовна");
	desk_see(v, "последний день — 15.06.2026");
	desk_type(v, "<F10>", "В приказе: 1 из 1");
	vt_close(v, WAIT);
}

/* Up from the first of the list, down to it, and by leaps to either end. */
static void
the_lines_above_and_the_list_are_one_column(void **state)
{
	static const struct {
		const char *keys, *asked;
	} lines[] = {
	    {"<Home>", "День, которым приказ подписывается:"},
	    {"<Up>", "День, которым приказ подписывается:"}, /* there is none above */
	    {"<Down>", "О чём приказ"},
	    {"<Down>", "Кто подписывает"},
	    {"<Up>", "О чём приказ"},
	    {"<PgDn>", "Основание исключения: Алексеева"},
	    {"<Up>", "На кого возложен контроль:"},
	    {"<Down>", "Основание исключения: Алексеева"},
	    {"<Down>", "Основание исключения: Балашова"},
	    {"<Up>", "Основание исключения: Алексеева"},
	    {"<Home><End>", "Основание исключения: Балашова"},
	};
	vt *v = desk_start(*state, 24, 80);

	compose(v, "3", "В приказе: 0 из 0");
	desk_type(v, "<Ins>алексеева<Enter>", "Основание исключения: Алексеева");
	desk_type(v, "<Esc>", "В приказе: 1 из 1");
	desk_type(v, "<Ins>балашова<Enter>", "Основание исключения: Балашова");
	desk_type(v, "<Esc>", "В приказе: 2 из 2");
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		vt_keys(v, lines[i].keys);
		desk_type(v, "<Enter>", lines[i].asked);
		vt_keys(v, "<Esc>");
		desk_gone(v, "┌─ ");
	}
	vt_close(v, WAIT);
}

/* The council has decided who they are: nobody is added; all have one term. */
static void
members_come_in(void **state)
{
	vt *v = desk_start(*state, 24, 80);

	compose(v, "1", "В приказе: 2 из 2");
	desk_type(v, "<Ins>", "других добавить нельзя");
	desk_type(v, "<F6>", "до конца учебного года этого");
	vt_keys(v, "<Esc>");
	desk_gone(v, "┌─ ");
	desk_see(v, "31.05.2026  31.08.2026");
	desk_type(v, "<F6>10.06.2026<Enter>", "10.06.2026  31.08.2026");
	desk_type(v, "<C-n>", "В приказе: 0 из 2");
	desk_type(v, "<F2>", "никого");
	desk_type(v, "<Enter>", "В приказе: 1 из 2"); /* and the cursor goes to the next */
	desk_type(v, "<Tab>", "Заявления › Хохлова");
	desk_type(v, "<F10>", "В приказе: 1 из 2");
	leave_for_later(v);
	compose(v, "1", "Приказ › Состав актива");
	go_on(v);
	desk_see(v, "В приказе: 1 из 2");
	desk_see(v, "—  Хохлова");
	desk_see(v, "10.06.2026  31.08.2026");
	vt_close(v, WAIT);
}

/* Who leads an association: changed in its line, added, all for one term; the draft knows. */
static void
heads_are_named(void **state)
{
	vt *v = desk_start(*state, 40, 120);

	compose(v, "4", "Приказ › Руководители объединений");
	desk_see(v, "ММО учителей астрономии");
	desk_type(v, "<End><Enter>", "Люди");
	vt_keys(v, "<Esc>");
	desk_gone(v, "┌─ ");
	desk_type(v, "<Ins>астрон<Enter>", "┌─ Люди");
	vt_keys(v, "<Esc>");
	desk_gone(v, "┌─ ");
	desk_see(v, "не указан руководитель");
	desk_type(v, "<Ins>астрон<Enter>авдеева<Enter>", "Авдеева Надежда Григорьевна");
	desk_type(v, "<F6>", "С какого дня руководят все");
	vt_keys(v, "<Esc>");
	desk_gone(v, "С какого дня руководят все");
	desk_type(v, "<F6>01.06.2026<Enter>", "По какой день руководят (пусто — без срока)");
	vt_keys(v, "<Esc>");
	desk_gone(v, "По какой день руководят");
	desk_see(v, "без срока");
	desk_type(v, "<F6>01.06.2026<Enter><Enter>", "с 01.06.2026 по 31.08.2026");
	desk_type(v, "<F6><Enter><C-u><Enter>", "с 01.06.2026 без срока");
	desk_type(v, "<F6><Enter><C-u>31.12.2026<Enter>", "с 01.06.2026 по 31.12.2026");
	desk_type(v, "<Home><PgDn><Tab>", "Люди › ");
	desk_type(v, "<F10>", "Приказ › Руководители объединений");
	leave_for_later(v);
	compose(v, "4", "Приказ › Руководители объединений");
	go_on(v);
	desk_see(v, "с 01.06.2026 по 31.12.2026");
	desk_see(v, "Авдеева Надежда Григорьевна");
	vt_close(v, WAIT);
}

/* Which order, and why; there is no list below. */
static void
an_order_is_annulled(void **state)
{
	vt *v = desk_start(*state, 24, 80);

	compose(v, "5", "Приказ › Отмена приказа");
	desk_type(v, "<F6>", "Срок бывает у включения в состав и у руководителей");
	desk_type(v, "<End><Enter>", "Почему приказ отменяется:");
	desk_type(v, "ошибка в дате<Enter>", "ошибка в дате");
	desk_type(v, "<Tab><Down><Up><Enter>", "Приказы");
	vt_keys(v, "<Esc>");
	desk_gone(v, "┌─ ");
	desk_type(v, "<Enter><Enter>", "902-ма · 30.05.2026");
	leave_for_later(v);
	compose(v, "5", "Приказ › Отмена приказа");
	go_on(v);
	desk_see(v, "902-ма · 30.05.2026");
	desk_see(v, "ошибка в дате");
	vt_close(v, WAIT);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(members_go_out, desk_setup),
	    cmocka_unit_test_setup(the_lines_above_and_the_list_are_one_column, desk_setup),
	    cmocka_unit_test_setup(members_come_in, desk_setup),
	    cmocka_unit_test_setup(heads_are_named, desk_setup),
	    cmocka_unit_test_setup(an_order_is_annulled, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
