/* SPDX-License-Identifier: MIT
 * turn.c - the turn of the school year: from the page to each line's place, what is done there, and
 * that taken back.
 */
#include "tests/lib/desk.h"

static vt *
open_turn(const struct desk *d)
{
	vt *v = desk_open(d, 24, 80);

	desk_type(v, "<F9>", "Что сделать");
	desk_type(v, "Новый учебный", "Найти:");
	desk_type(v, "<Enter>", "Новый учебный год 2026/2027 на 31.05.2026");
	return v;
}

/* Each line opens where it is done, and comes back. */
static void
lines_lead_to_their_places(void **state)
{
	static const char *const titles[] = {"Актив · осталось ", "Руководители · осталось ",
	    "Планы работы: сдано · 2026/2027", "Переходы в другие организации", "ИОМ · осталось ",
	    "Поддержка · осталось ", "Закрепления · осталось ", "Правила города · осталось 0"};
	vt *v = open_turn(*state);

	desk_see(v, "2025/2026 год: последний день 31.08.2026");
	desk_see(v, "Из оставшихся подали заявление снова: ");
	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++) {
		char place[32];

		snprintf(place, sizeof(place), "── %zu из 8", i + 1);
		desk_see(v, place);
		desk_type(v, "<Enter>", titles[i]);
		desk_type(v, "<F10>", "Новый учебный год 2026/2027");
		vt_keys(v, "<Down>");
	}
	desk_type(v, "<F6>", "На какой день");
	desk_type(v, "15.10.2026<Enter>", "Новый учебный год 2026/2027 на 15.10.2026");
	vt_close(v, WAIT);
}

/* Two marked pathways are finished in one operation, and are back by one key. */
static void
marked_rows_are_done_at_once(void **state)
{
	vt *v = open_turn(*state);
	int before;

	desk_type(v, "<Down><Down><Down><Down>", "── 5 из 8");
	desk_type(v, "<Enter>", "ИОМ · осталось ");
	desk_type(v, "<Space><Space>", "3 из ");
	desk_type(v, "<Enter>", "с каким итогом: отмечено 2");
	before = desk_journal_rows(*state, "маршрут завершён");
	desk_type(v, "1", "Завершить ИОМ: отмечено 2");
	desk_type(v, "<Enter>", "Маршрутов завершено: 2. Ctrl-Z");
	assert_int_equal(desk_journal_rows(*state, "маршрут завершён"), before + 1);
	desk_type(v, "<C-z>", "Отменено: ход ИОМ");
	vt_close(v, WAIT);
}

/* From the line of moves to the people: marked, moved by one operation, and taken back. */
static void
people_are_moved_from_their_list(void **state)
{
	vt *v = open_turn(*state);

	desk_type(v, "<Down><Down><Down>", "── 4 из 8");
	desk_type(v, "<Enter>", "никто не переведён");
	desk_type(v, "<Ins>", "Отметьте, кто переходит");
	desk_type(v, "<Space><Down><Down><Down><Space>", "отмечено 2");
	desk_type(v, "<C-o>", "Организации");
	desk_type(v, "<Enter>", "С какого дня работают там");
	desk_type(v, "01.06.2099<Enter>", "День перехода ещё не настал");
	desk_type(v, "<C-o>", "Организации");
	desk_type(v, "<Enter>", "С какого дня работают там");
	desk_type(v, "<Enter>", "Переход: 2 человека — ");
	desk_type(v, "<F10>", "Переходы в другие организации");
	desk_see(v, "переведён");
	desk_type(v, "<C-z>", "Отменено: переход");
	desk_see(v, "никто не переведён");
	vt_close(v, WAIT);
}

/* Heads whose term ends go into one order. */
static void
heads_go_into_an_order(void **state)
{
	vt *v = open_turn(*state);

	desk_type(v, "<Down>", "── 2 из 8");
	desk_type(v, "<Enter>", "Руководители · осталось ");
	desk_type(v, "<C-a><Enter>", "Приказ › Руководители объединений");
	vt_close(v, WAIT);
}

/* Two plans of the new year are handed in by one operation; what has no plan is told. */
static void
plans_are_handed_in(void **state)
{
	const struct desk *d = *state;
	vt *v;

	free(desk_shell("printf 'code;kind;association;from;to;title\\n"
			"L91;план работы;A01;2026-09-01;2027-08-31;План А\\n"
			"L92;план работы;A02;2026-09-01;2027-08-31;План Б\\n' | "
			"%s --db '%s' --user lead import plans -",
	    desk_program(), d->db));
	v = open_turn(d);
	desk_type(v, "<Down><Down>", "── 3 из 8");
	desk_see(v, "план внесён, но не сдан: 3.");
	desk_type(v, "<Enter>", "не сдали: ");
	desk_type(v, "<End><F6>", "Плана ещё нет: Enter");
	desk_type(v, "<Home><Down><Space><Space>", "* ММО");
	desk_type(v, "<F6>", "Отмеченные планы сданы");
	desk_type(v, "25.05.2026<Enter>", "Планов сдано: 2. Ctrl-Z");
	desk_see(v, "25.05.2026");
	desk_type(v, "<Up><F6>", "Этот план уже сдан");
	desk_type(v, "<C-z>", "Отменено: ход плана");
	desk_gone(v, "25.05.2026");
	vt_close(v, WAIT);
}

/* Members are put into an order of composition; rules are brought in where they are kept. */
static void
members_and_rules_lead_on(void **state)
{
	vt *v = open_turn(*state);

	desk_type(v, "<Enter>", "Актив · осталось ");
	desk_type(v, "<Enter>", "Люди › ");
	desk_type(v, "<F10>", "Актив · осталось ");
	desk_type(v, "<C-o>", "Приказ › ");
	desk_type(v, "<F10>", "Актив · осталось ");
	desk_type(v, "<F10>", "── 1 из 8");
	desk_type(v, "<F6>", "На какой день");
	desk_type(v, "1.9.2027<Enter>", "Новый учебный год 2027/2028");
	desk_type(v, "<End>", "── 8 из 8");
	desk_type(v, "<Enter>", "календарь: нерабочие дни 2028 года");
	desk_type(v, "<Enter>", "Обслуживание");
	vt_close(v, WAIT);
}

/* What a colleague has finished while the question was open is not finished once more unseen. */
static void
what_others_did_is_named(void **state)
{
	const struct desk *d = *state;
	vt *v = open_turn(d);

	desk_type(v, "<Down><Down><Down><Down>", "── 5 из 8");
	desk_type(v, "<Enter>", "Рождественская Е. В. · 21.01.2025");
	desk_type(v, "<Enter>", "с каким итогом");
	free(desk_shell("printf 'person;developed;finished;outcome\\n"
			"P0293;2025-01-21;2026-05-30;успешно\\n' | "
			"%s --db '%s' --user lead import pathways -",
	    desk_program(), d->db));
	desk_type(v, "2", "В какой день");
	desk_type(v, "<Enter>", "Запись тем временем изменена (lead");
	desk_see(v, "осталось 88 из 145");
	vt_close(v, WAIT);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(lines_lead_to_their_places, desk_setup),
	    cmocka_unit_test_setup(marked_rows_are_done_at_once, desk_setup),
	    cmocka_unit_test_setup(people_are_moved_from_their_list, desk_setup),
	    cmocka_unit_test_setup(heads_go_into_an_order, desk_setup),
	    cmocka_unit_test_setup(plans_are_handed_in, desk_setup),
	    cmocka_unit_test_setup(members_and_rules_lead_on, desk_setup),
	    cmocka_unit_test_setup(what_others_did_is_named, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
