/* SPDX-License-Identifier: MIT
 * people.c - young teachers and their mentors, pathways with their items, what methodists have in
 * hand, the reserve of managers: every number opens into its list, what is done is one operation.
 */
#include "tests/lib/desk.h"

static vt *
opened(const struct desk *d, const char *typed, const char *title)
{
	vt *v = desk_start(d, 24, 80);

	desk_type(v, "<F9>", "Найти:");
	desk_type(v, typed, "место");
	desk_type(v, "<Enter>", title);
	return v;
}

static vt *
mentoring(const struct desk *d)
{
	return opened(d, "Молодые и нас", "Молодые и наставники · Пары › 1 из 38");
}

static void
assert_row(const struct desk *d, const char *kind, const char *mark, const char *part)
{
	char *row = desk_export(d, kind, mark);

	if (strstr(row, part) == NULL)
		fail_msg("%s: %s", part, row);
	free(row);
}

/* Two young teachers get one mentor, one order and one term; one key takes it back. */
static void
a_mentor_is_given_to_two_at_once(void **state)
{
	vt *v = mentoring(*state);

	desk_type(v, "<Left><Left>", "Без наставника › 1 из 26");
	desk_type(v, "<Space><Space>", "Отмечено 2");
	desk_type(v, "<Enter>", "Наставник 2 педагогов · этого предмета: ");
	desk_type(v, "<Enter>", "внести сразу для 2 человек");
	desk_see(v, "наставничество");
	desk_type(v, "99-н<Enter>29.5", "29.5");
	desk_type(v, "<F2>", "будет внесено, 2 человека");
	desk_type(v, "<F2>", "2 записи внесены");
	desk_see(v, "Без наставника › 1 из 24");
	desk_see(v, "Пары 40");
	desk_gone(v, "Отмечено 2");
	assert_row(*state, "support", "99-н", "наставничество;");
	assert_row(*state, "support", "99-н", ";2026-05-31;2027-05-31;O0");
	assert_row(*state, "support", "99-н", ";99-н;2026-05-29;;");
	desk_type(v, "<C-z>", "Отменено: поддержка молодых");
	desk_see(v, "Без наставника › 3 из 26"); /* the cursor stayed on its row */
	vt_close(v, WAIT);
}

/* Anybody can be found; what the form lacks is told; it is given in the other order, too. */
static void
another_mentor_than_those_offered(void **state)
{
	vt *v = mentoring(*state);

	desk_type(v, "<Left><Left>", "Без наставника › 1 из 26");
	desk_type(v, "<Enter>", "Наставник 1 педагога");
	desk_type(v, "<Ins>", "Найти:");
	desk_type(v, "власов андрей", "Власов Андрей Николаевич");
	desk_type(v, "<Enter>", "внести сразу для 1 чел");
	desk_see(v, "Власов Андрей Николаевич");
	desk_type(v, "<F2>", "будет внесено, 1 человек");
	desk_type(v, "<F2>", "1 запись внесена");
	assert_row(*state, "support", "P0004", ";2026-05-31;2027-05-31;");
	vt_close(v, WAIT);
}

/* While the form is open somebody else writes support of the same teacher: nothing is written. */
static void
a_colleague_was_faster(void **state)
{
	const struct desk *d = *state;
	vt *v = mentoring(d);

	desk_type(v, "<Left><Left>", "Без наставника › 1 из 26");
	desk_type(v, "<Enter>", "Наставник 1 педагога");
	desk_type(v, "<Enter>", "внести сразу для 1 чел");
	free(desk_shell("%s --db %s --user lead worklist young_no_mentor --format csv | sed 1d | "
			"sed 's/$/;наставничество;P0004;2026-05-30/;1i person;form;mentor;from' | "
			"%s --db %s --user lead import support -",
	    desk_program(), d->db, desk_program(), d->db));
	desk_type(v, "<F2>", "будет внесено, 1 человек");
	desk_type(v, "<F2>", "Поддержку тем временем записали или изменили");
	vt_close(v, WAIT);
}

static void
a_pair_ends_with_its_result(void **state)
{
	vt *v = mentoring(*state);

	desk_type(v, "<Right><Right><Right>", "Кончаются › 1 из 4");
	desk_type(v, "<Space><Space>", "Отмечено 2");
	desk_type(v, "<Enter>", "Последний день:");
	desk_type(v, "30.5<Enter>", "программа выполнена");
	desk_type(v, "<Enter>", "Итог нужно написать");
	desk_type(
	    v, "<Enter>30.5<Enter>стал учителем<Enter>", "Итог записан: 2. Отменить всё разом");
	desk_see(v, "Завершены 8");
	desk_gone(v, "Отмечено 2");
	assert_row(*state, "support", "стал учителем", ";2026-05-30;");
	desk_type(v, "<Right><Right>", "Завершены › 1 из 8");
	desk_see(v, "стал учителем");
	desk_type(v, "<Enter>", "Поддержка молодых педагогов › "); /* has its result: the card */
	desk_type(v, "<F10>", "Завершены › 1 из 8");
	desk_type(v, "<C-z>", "Отменено: поддержка молодых");
	desk_see(v, "Завершены 6");
	vt_close(v, WAIT);
}

static void
every_number_of_mentoring_opens_into_its_list(void **state)
{
	vt *v = mentoring(*state);

	desk_see(v, "Пар 38, наставляемых 37");
	desk_type(v, "<C-o>", "показано 37 из");
	desk_type(v, "<F10>", "Пары › 1 из 38");
	desk_type(v, "<F7>", "показано 14 из");
	desk_type(v, "<F10>", "Пары › 1 из 38");
	desk_type(v, "<Right>", "Наставники › 1 из 10");
	desk_type(v, "<Enter>", "показано 3 из");
	desk_type(v, "<F10>", "Наставники › 1 из 10");
	desk_type(v, "<Right>", "Сверх нормы › 1 из 3");
	desk_type(v, "<Left><Left><Left><Left><Left>", "Молодые › 1 из 38");
	desk_type(v, "<C-k>", "не был");
	desk_type(v, "<F2>", "Реестр наставнических пар › ");
	desk_see(v, "РЕЕСТР НАСТАВНИЧЕСКИХ ПАР");
	desk_type(v, "<F10>", "Молодые › 1 из 38");
	desk_type(v, "<F6>", "На какой день:");
	desk_type(v, "31.3<Enter>", "Молодые и наставники на 31.03.2026 · Молодые");
	vt_close(v, WAIT);
}

/* Marks and the cursor go along from the list. */
static void
work_lists_lead_there(void **state)
{
	vt *v = desk_start(*state, 24, 80);

	desk_see(v, "ждёт внимания");
	desk_type(v, "<C-w>", "ИОМ просрочены");
	desk_type(v, "<Down><Down><Enter>", "показано 56 из");
	desk_type(v, "<C-g>", "ИОМ · весь город · Срок вышел");
	desk_type(v, "<F10><F10>", "Что ждёт на");
	desk_type(v, "<End>", "Молодые педагоги без наставника");
	desk_type(v, "<Up><Up><Up><Up><Enter>", "показано 26 из");
	desk_type(v, "<Space><Space>", "отмечено 2");
	desk_type(v, "<C-g>", "Молодые и наставники · Без наставника");
	desk_see(v, "Отмечено 2");
	desk_type(v, "<F10>", "показано 26 из");
	desk_type(v, "<F10><End><Up><Enter>", "показано 2 из");
	desk_type(v, "<C-g>", "Нагрузка методистов › 17 из 18");
	vt_close(v, WAIT);
}

/* --- Pathways. */

static void
an_item_is_done_and_a_pathway_ends(void **state)
{
	vt *v = opened(*state, "ИОМ: в раб", "ИОМ · весь город · В работе › 1 из 137");

	desk_see(v, "Срок вышел 56");
	desk_type(v, "<Down><Enter>", "ИОМ: Климова Елена Николаевна › 1 из 3");
	desk_see(v, "выполнено 2 из 3");
	desk_type(v, "<Down><Space>", "Когда:");
	desk_type(v, "<Enter>", "Чем подтверждается");
	desk_type(v, "справка № 5<Enter>", "Пункт выполнен. Ctrl-Z");
	desk_see(v, "выполнено 3 из 3");
	assert_row(*state, "pathway_items", "справка № 5", ";2026-05-31;справка № 5");
	desk_type(v, "<F6>", "Чем кончился маршрут");
	desk_type(v, "1", "ИОМ завершён: успешно");
	desk_type(v, "<Enter>", "ИОМ завершён. Ctrl-Z");
	desk_see(v, "завершён 31.05.2026: успешно");
	desk_type(v, "<F2>", "ИНДИВИДУАЛЬНЫЙ ОБРАЗОВАТЕЛЬНЫЙ МАРШРУТ");
	desk_type(v, "<F10><F10>", "В работе 136");
	desk_see(v, "Завершены 66");
	vt_close(v, WAIT);
}

static void
an_item_is_added_to_a_pathway(void **state)
{
	vt *v = opened(*state, "ИОМ: в раб", "ИОМ · весь город · В работе › 1 из 137");

	desk_type(v, "<Down><Enter>", "ИОМ: Климова Елена Николаевна › 1 из 3");
	desk_type(v, "<Ins>", "Пункты ИОМ: новая запись");
	desk_type(v, "оценивание<Enter><Enter>семинар", "семинар");
	desk_type(v, "<F2>", "ИОМ: Климова Елена Николаевна › 4 из 4");
	assert_row(*state, "pathway_items", ";оценивание;", ";2025-02-24;4;оценивание;;семинар;");
	vt_close(v, WAIT);
}

/* On what it rests and with whom is proposed. */
static void
who_was_assessed_gets_a_pathway(void **state)
{
	vt *v = opened(*state, "ИОМ: в раб", "ИОМ · весь город · В работе › 1 из 137");

	desk_type(v, "<Right><Right>", "Диагностика есть, ИОМ нет › 1 из 28");
	desk_see(v, "Бородина Алёна Олеговна");
	desk_type(v, "<Enter>", "ИОМ педагогов: новая запись");
	desk_see(v, "диагностика ");
	desk_see(v, "31.05.2027");
	desk_type(v, "<F2>", "В работе › ");
	desk_see(v, "Диагностика есть, ИОМ нет 27");
	assert_row(*state, "pathways", ";2026-05-31;", ";2027-05-31;;");
	desk_type(v, "<F7>", "Найти:");
	desk_type(v, "бородина ал", "Бородина Алёна Олеговна");
	desk_type(v, "<Enter>", "ИОМ · Бородина А. О. · В работе › 1 из 1");
	desk_type(v, "<F7>", "весь город");
	vt_close(v, WAIT);
}

/* The second of two who end one pathway is told. */
static void
a_pathway_ends_once(void **state)
{
	vt *v = opened(*state, "ИОМ: в раб", "В работе › 1 из 137");
	vt *other = opened(*state, "ИОМ: в раб", "В работе › 1 из 137");

	desk_type(v, "<Enter>", "ИОМ: Рождественская Елена Васильевна");
	desk_type(v, "<F6>3", "Когда:");
	desk_type(other, "<F6>1", "Когда:");
	desk_type(other, "<Enter>", "ИОМ завершён. Ctrl-Z");
	desk_type(v, "<Enter>", "Запись тем временем изменена");
	desk_see(v, "завершён 31.05.2026: успешно");
	desk_type(v, "<F10><Right><Right><Right>", "Завершены › 1 из 66");
	vt_close(other, WAIT);
	vt_close(v, WAIT);
}

/* --- Methodists and the reserve. */

static void
methodists_are_seen_against_the_average(void **state)
{
	vt *v = opened(*state, "Нагрузка мет", "Нагрузка методистов › 1 из 18");

	desk_see(v, "Методистов 18, в среднем 7,4");
	desk_see(v, "Без закреплённых 2");
	desk_see(v, "Игнатьева Жанна Константиновна       17");
	desk_type(v, "<Enter>", "показано 17 из");
	desk_type(v, "<F10>", "1 из 18");
	desk_type(v, "<F7>", "показано 134 из");
	desk_type(v, "<F10>", "1 из 18");
	desk_type(v, "<C-k>", "показано 2 из");
	desk_type(v, "<F10>", "1 из 18");
	desk_type(v, "<End><Enter>", "никто не закреплён");
	desk_type(v, "<Ins>", "Закрепление за методистами: новая запись");
	vt_close(v, WAIT);
}

static void
who_leaves_the_reserve_is_written_down(void **state)
{
	vt *v = opened(*state, "Кадровый резерв: кто", "Кадровый резерв · В резерве › 1 из 2");

	desk_type(v, "<C-a>", "Отмечено 2");
	desk_type(v, "<Enter>", "Чем кончилось: отмечено 2");
	desk_type(v, "2", "Исключён из резерва");
	desk_type(v, "<Enter>", "Исключён из резерва: 2. Отменить всё разом");
	desk_see(v, "Исключены 3");
	desk_gone(v, "Отмечено 2");
	assert_row(*state, "reserve", "P0317", ";2026-05-31;");
	assert_row(*state, "reserve", "P0317", ";исключён");
	desk_type(v, "<C-z>", "Отменено: кадровый резерв");
	desk_see(v, "В резерве 2");
	vt_close(v, WAIT);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(a_mentor_is_given_to_two_at_once, desk_setup),
	    cmocka_unit_test_setup(another_mentor_than_those_offered, desk_setup),
	    cmocka_unit_test_setup(a_colleague_was_faster, desk_setup),
	    cmocka_unit_test_setup(a_pair_ends_with_its_result, desk_setup),
	    cmocka_unit_test_setup(every_number_of_mentoring_opens_into_its_list, desk_setup),
	    cmocka_unit_test_setup(work_lists_lead_there, desk_setup),
	    cmocka_unit_test_setup(an_item_is_done_and_a_pathway_ends, desk_setup),
	    cmocka_unit_test_setup(an_item_is_added_to_a_pathway, desk_setup),
	    cmocka_unit_test_setup(who_was_assessed_gets_a_pathway, desk_setup),
	    cmocka_unit_test_setup(a_pathway_ends_once, desk_setup),
	    cmocka_unit_test_setup(methodists_are_seen_against_the_average, desk_setup),
	    cmocka_unit_test_setup(who_leaves_the_reserve_is_written_down, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
