/* SPDX-License-Identifier: MIT
 * application.c - an application typed from the first row to the last, and what helps while typing
 * it.
 */
#include "tests/lib/desk.h"

/* The paper as a clerk types it, in the Russian layout, from the date to the last row. */
static void
type_application(vt *v)
{
	desk_type(v, "20.5<Enter>", "20.05.2026");
	desk_type(v, "Журавлёва<Enter>Ольга<Enter>Петровна<Enter>",
	    "Прошу принять меня, Журавлёва Ольга Петровна,");
	desk_type(v, "щ008<Enter>", "O008");
	vt_keys(
	    v, "учитель математики<Enter>+7 (900) 000-00-01<Enter>zhuravleva@example.org<Enter>");
	desk_type(v, "выс<Enter>", "высшая");
	vt_keys(v, "<Space><Enter>12<Enter>5<Enter>");
	vt_keys(v, "высокий уровень, 2025 год<Tab>");
	vt_keys(v, "комиссия ОГЭ по математике<Tab>");
	vt_keys(v, "ассоциация учителей математики<Tab>");
	vt_keys(v, "руководитель школьного объединения<Tab>");
	vt_keys(v, "призёр регионального этапа<Tab>");
	vt_keys(v, "первая строка<C-j>вторая «строка»<Tab>");
	vt_keys(v, "д<Enter>20.05.2026<Enter>");
	vt_keys(v, "1<Enter>математика<Enter>1<Enter>21.5<Enter>");
}

static void
a_whole_application_is_saved(void **state)
{
	struct desk *d = *state;
	vt *v = desk_start(d, 24, 80);
	char *row;

	desk_new(v, "Заявления");
	type_application(v);
	desk_type(v, "<F2>", "Сохранено: Журавлёва Ольга Петровна");
	row = desk_export(d, "applications", "Журавлёва");
	assert_non_null(
	    strstr(row, ";2026-05-20;;Журавлёва;Ольга;Петровна;O008;учитель математики;"));
	assert_non_null(strstr(row,
	    "zhuravleva@example.org;высшая;педагог-методист;12;5;высшее "
	    "педагогическое;математика;"));
	assert_non_null(strstr(row,
	    ";высокий уровень, 2025 год;комиссия ОГЭ по математике;ассоциация учителей математики;"
	    "руководитель школьного объединения;призёр регионального этапа;"));
	free(row);
	row = desk_export(d, "applications", "вторая");
	assert_non_null(strstr(row,
	    ";assessment_federal,community_leader,city_group_head,contest_winner;да;2026-05-20;"
	    "2026-05-21"));
	free(row);
	vt_close(v, WAIT);
}

static void
the_verdict_follows_the_typing(void **state)
{
	struct desk *d = *state;
	vt *v = desk_start(d, 24, 80);

	desk_new(v, "Заявления");
	desk_see(v, "?3");
	desk_see(v, "Не соответствует п. 2.4: ");
	type_application(v);
	desk_see(v, "✓3");
	desk_see(v, " Соответствует п. 2.4: ");
	desk_type(v, "<F3>", "высшая квалификационная категория — выполнено");
	desk_type(v, "<F3>", " Соответствует п. 2.4: ");
	vt_close(v, WAIT);
}

static void
a_wide_window_has_the_verdict_beside(void **state)
{
	struct desk *d = *state;
	vt *v = desk_start(d, 40, 120);

	desk_new(v, "Заявления");
	desk_see(v, "Пункт 2.4 на 31.05.2026");
	desk_see(v, "ни одно основание не отмечено");
	desk_type(v, "<Enter>Озер", "В реестре есть: 1");
	vt_resize(v, 24, 80);
	desk_gone(v, "Пункт 2.4 на");
	desk_see(v, "В реестре есть: 1");
	vt_close(v, WAIT);
}

static void
known_people_are_taken_from_the_register(void **state)
{
	struct desk *d = *state;
	vt *v = desk_start(d, 24, 80);

	desk_new(v, "Заявления");
	desk_type(v, "<Enter>Озер", "В реестре есть: 1. F5");
	desk_type(v, "<F5>", "Взято из реестра: Озерская Ирина Григорьевна");
	desk_see(v, "учитель начальных классов");
	desk_see(v, "Прошу принять меня, Озерская Ирина Григорьевна,");
	vt_close(v, WAIT);
}

static void
an_exact_namesake_is_asked_about(void **state)
{
	struct desk *d = *state;
	vt *v = desk_start(d, 24, 80);

	desk_new(v, "Заявления");
	vt_keys(v, "20.5<Enter>Озерская<Enter>Ирина<Enter>Григорьевна<Enter>");
	desk_see(v, "В реестре есть Озерская Ирина Григорьевна.");
	desk_see(v, "[Это другой человек]");
	desk_type(v, "<Enter>", "Взято из реестра: Озерская Ирина Григорьевна");
	desk_see(v, "учитель начальных классов");
	vt_close(v, WAIT);
}

/* The other keyboard layout is the same name. */
static void
a_namesake_is_known_in_the_other_layout(void **state)
{
	struct desk *d = *state;
	vt *v = desk_start(d, 24, 80);

	desk_new(v, "Заявления");
	desk_type(v, "20.5<Enter>Jpthcrfz", "Искали: Озерская (другая раскладка)");
	vt_keys(v, "<Enter>Bhbyf<Enter>Uhbujhmtdyf<Enter>");
	desk_see(v, "[Это другой человек]");
	desk_type(v, "<Enter>", "Взято из реестра: Озерская Ирина Григорьевна");
	vt_close(v, WAIT);
}

/* Whoever types on has not seen the window: nothing is taken, no letter is lost; it comes again
 * before the save. */
static void
typing_goes_on_through_the_question(void **state)
{
	struct desk *d = *state;
	vt *v = desk_start(d, 24, 80);
	char *row;

	desk_new(v, "Заявления");
	vt_keys(v, "20.5<Enter>Озерская<Enter>Ирина<Enter>Григорьевна<Enter>");
	desk_type(v, "щ008<Enter>завуч<Enter>", "завуч");
	desk_see(v, "O008");
	vt_keys(v, "<Tab><Tab>4<Enter><F2>");
	desk_see(v, "[2 Это другой человек]");
	desk_type(v, "2", "Сохранено: Озерская Ирина Григорьевна");
	row = desk_export(d, "applications", "завуч");
	assert_non_null(strstr(row, ";2026-05-20;;Озерская;"));
	free(row);
	vt_close(v, WAIT);
}

/* Попова Мария Кузьминична applied on 19.05.2026. */
static void
a_second_application_of_the_year_is_told(void **state)
{
	struct desk *d = *state;
	vt *v = desk_start(d, 24, 80);

	desk_new(v, "Заявления");
	vt_keys(v, "20.5.2026<Enter>Попова<Enter>Мария<Enter>Кузьм");
	desk_see(v, "В реестре есть: 1");
	desk_type(v, "<F5>", "от этого человека уже есть заявление:");
	desk_see(v, "Попова Мария Кузьминична · 19.05.2026.");
	desk_see(v, "[Внести второе]");
	vt_keys(v, "<Esc>");
	desk_gone(v, "Открыть прежнее");
	vt_keys(v, "<F2>");
	desk_see(v, "[3 Открыть прежнее]");
	desk_type(v, "2", "Сохранено: Попова Мария Кузьминична");
	vt_close(v, WAIT);
}

/* The same paper twice in the stack: on to the next one, which keeps the day and nothing else. */
static void
a_paper_that_is_there_already_is_thrown_away(void **state)
{
	struct desk *d = *state;
	vt *v = desk_start(d, 24, 80);

	desk_new(v, "Заявления");
	vt_keys(v, "20.5.2026<Enter>Попова<Enter>Мария<Enter>Кузьм");
	desk_see(v, "В реестре есть: 1");
	vt_keys(v, "<F5>");
	desk_see(v, "[Отбросить это]");
	desk_type(v, "<Left><Enter>", "Отброшено. Новая форма.");
	desk_see(v, "20.05.2026");
	desk_see(v, "Прошу принять меня, _____,");
	desk_see(v, "новая запись  ");
	desk_type(v, "Нетова", "Прошу принять меня, Нетова,");
	vt_close(v, WAIT);
}

static void
a_second_application_is_told_of_somebody_the_register_does_not_have(void **state)
{
	struct desk *d = *state;
	vt *v = desk_start(d, 24, 80);

	desk_new(v, "Заявления");
	type_application(v);
	desk_type(v, "<C-n>", "Новая форма");
	desk_see(v, "20.05.2026");
	vt_keys(v, "журавлева<Enter>ольга<Enter>Петровна<Enter>");
	desk_see(v, "Журавлёва Ольга Петровна · 20.05.2026.");
	vt_close(v, WAIT);
}

/* One key; one more to look at the card that was made. */
static void
somebody_new_is_made_of_the_application(void **state)
{
	struct desk *d = *state;
	vt *v = desk_start(d, 24, 80);
	char *row;

	desk_new(v, "Заявления");
	vt_keys(v, "20.5<Enter>Журавлёва<Enter>Ольга<Enter>Петровна<Enter>щ008<Enter>");
	desk_type(v, "учитель математики<Enter>", "учитель математики");
	desk_type(v, "<Ins>", "В реестре: Журавлёва Ольга Петровна, дата приёма 20.05.2026.");
	desk_type(v, "<Ins>", "Люди: Журавлёва Ольга Петровна");
	desk_type(v, "<F10>", "Прошу принять меня, Журавлёва Ольга Петровна,");
	row = desk_export(d, "people", "Журавлёва;Ольга");
	assert_non_null(strstr(row, ";Журавлёва;Ольга;Петровна;;O008;учитель математики;педагог;"));
	assert_non_null(strstr(row, ";2026-05-20;"));
	free(row);
	desk_type(v, "<F2>", "Сохранено: Журавлёва Ольга Петровна");
	row = desk_export(d, "applications", "Журавлёва");
	assert_null(strstr(row, ";2026-05-20;;Журавлёва;"));
	free(row);
	vt_close(v, WAIT);
}

/* What the application does not say yet is asked for in the form of the person. */
static void
somebody_new_is_not_made_of_too_little(void **state)
{
	struct desk *d = *state;
	vt *v = desk_start(d, 24, 80);

	desk_new(v, "Заявления");
	vt_keys(v, "20.5<Enter>Журавлёва<Enter>Ольга<Enter>Петровна");
	desk_type(v, "<Ins>", "Люди: новая запись");
	desk_see(v, "Журавлёва");
	desk_type(v, "<F2>", "замечаний: 2");
	vt_close(v, WAIT);
}

/* Somebody of that name is there: nobody is made twice by a key that was hit too early. */
static void
a_namesake_is_asked_about_before_somebody_is_made(void **state)
{
	struct desk *d = *state;
	vt *v = desk_start(d, 24, 80);

	desk_new(v, "Заявления");
	vt_keys(v, "20.5<Enter>Озерская<Enter>Ирина<Enter>Григорьевна");
	desk_type(v, "<Ins>", "Есть в реестре");
	vt_close(v, WAIT);
}

/* Before a save, too; whoever is chosen, it goes on. */
static void
a_namesake_chosen_before_a_save_is_saved(void **state)
{
	struct desk *d = *state;
	vt *v = desk_start(d, 24, 80);
	char *person;

	desk_new(v, "Заявления");
	vt_keys(v, "20.5<Enter>Озерская<Enter>Ирина<Enter>Григорьевна");
	vt_keys(v, "<F2>");
	desk_see(v, "[2 Это другой человек]");
	desk_type(v, "1", "Сохранено: Озерская Ирина Григорьевна");
	person = desk_export(d, "applications", ";Григорьевна;");
	assert_non_null(strstr(person, "P0001"));
	free(person);
	vt_close(v, WAIT);
}

/* From the date to the row of the assessment. */
static const char to_assessment[] =
    "<Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab>";

static void
rows_that_are_filled_propose_their_grounds(void **state)
{
	struct desk *d = *state;
	vt *v = desk_start(d, 24, 80);

	desk_new(v, "Заявления");
	vt_keys(v, to_assessment);
	desk_type(v, "низкий уровень<Tab>нет<Tab>не состоит<Tab>", "оснований 0");
	desk_type(v, "<Up><Up><Up>высокий уровень", "оснований 0"); /* it is being typed */
	desk_type(v, "<Tab>", "Предложено по заполненной строке: основание 1");
	desk_see(v, "оснований 1");
	desk_type(v, "<Tab>клуб<Tab>", "оснований 2");
	desk_type(v, "<Up><C-u><Tab>", "оснований 1"); /* what it was proposed by has gone */
	desk_type(v, "<Up>клуб<Tab>", "оснований 2");
	vt_keys(v, "<Tab><Tab><Tab><Tab><Tab><Tab><Tab>");
	desk_see(v, "предложено по заполненным строкам: 1, 3");
	desk_type(v, "3", "предложено по заполненным строкам: 1 ");
	desk_see(v, "оснований 2"); /* a digit says it over, a blank takes it off */
	desk_type(v, "<Up><Up><Space>", "оснований 1");
	desk_gone(v, "предложено по заполненным");
	desk_type(v, "<C-z>", "оснований 2");
	desk_type(v, "<C-y>", "оснований 1");
	vt_close(v, WAIT);
}

static void
nothing_is_proposed_over_a_choice(void **state)
{
	struct desk *d = *state;
	vt *v = desk_start(d, 24, 80);

	desk_new(v, "Заявления");
	vt_keys(v, "20.5<Enter>Нетова<Up>");
	vt_keys(v, to_assessment);
	desk_type(v, "высокий<Tab>", "оснований 1");
	vt_keys(v, "<Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab>");
	desk_type(v, "<Space>", "оснований 0");
	vt_keys(v, "<Up><Up><Up><Up><Up><Up><Up><Up><Up><Up>");
	desk_type(v, "<C-u><Tab><Up>очень высокий<Tab>", "Членство в региональных");
	desk_see(v, "оснований 0");
	desk_type(v, "<Esc>", "Форма не сохранена");
	vt_close(v, WAIT);
	v = desk_start(d, 24, 80);
	desk_new(v, "Заявления");
	desk_see(v, "черновик от 31.05.2026 12:00:00, Нетова.");
	desk_see(v, "[1 Продолжить]");
	desk_type(v, "<Enter>", "очень высокий"); /* the draft is what it was */
	desk_type(v, "комиссия<Tab><Tab>", "оснований 0");
	vt_close(v, WAIT);
}

/* A word that is broken off, and only one value begins so; a whole word is what it is. */
static void
what_nothing_else_begins_is_written_out(void **state)
{
	struct desk *d = *state;
	vt *v = desk_start(d, 24, 80);

	desk_new(v, "Заявления");
	vt_keys(v, "<Tab><Tab><Tab><Tab><Tab><Tab>");
	desk_type(v, "учитель муз", "Enter или → взять серое");
	desk_type(v, "<Enter>", "дописано «учитель музыки»");
	desk_type(v, "<Up><C-z>", "учитель муз ");
	desk_type(v, "<C-u>учитель", "→ взять серое");
	desk_type(v, "<Tab><Up><End>!", "учитель! ");
	desk_type(v, "<C-u>учитель труда", "(технологии)");
	desk_type(v, "<Tab><Up><End>!", "учитель труда! ");
	vt_close(v, WAIT);
}

static void
a_patronymic_goes_with_the_given_name(void **state)
{
	struct desk *d = *state;
	vt *v = desk_start(d, 24, 80);

	desk_new(v, "Заявления");
	vt_keys(v, "20.5<Enter>Нетов<Enter>Пётр<Enter>");
	desk_type(v, "П", "Павлович ");
	desk_type(v, "<Up><C-u>Илья<Enter><C-u>", "Нетов Илья,");
	desk_type(v, "П", "Павлович ");
	desk_type(v, "<Up><C-u>Ольга<Enter><C-u>", "Нетов Ольга,");
	desk_type(v, "П<Right>", "Нетов Ольга Петровна,");
	vt_close(v, WAIT);
}

/* The register's person has another name altogether: chosen by mistake, or known by both. */
static void
a_person_of_another_name_is_asked_about(void **state)
{
	struct desk *d = *state;
	vt *v = desk_start(d, 24, 80);

	desk_new(v, "Заявления");
	vt_keys(v, "20.5<Enter>Журавлёва<Enter>Ольга<Enter>Петровна<Tab>");
	desk_type(v, "Озерская Ирина Григ<Tab>", "Взято из реестра: Озерская Ирина Григорьевна");
	vt_keys(v, "<F2>");
	desk_see(v, "В заявлении — Журавлёва Ольга Петровна,");
	desk_see(v, "в реестре под кодом P0001 — Озерская Ирина Григорьевна.");
	desk_see(v, "[2 Это один человек]");
	desk_type(v, "1", "Прошу принять меня, Журавлёва");
	vt_keys(v, "<F2>");
	desk_see(v, "[2 Это один человек]");
	desk_type(v, "2", "Сохранено: Журавлёва Ольга Петровна");
	vt_close(v, WAIT);
}

/* An application of these names whose person is taken from the register is saved unasked. */
static void
assert_is_the_same_person(const struct desk *d, const char *names, const char *saved)
{
	vt *v = desk_start(d, 24, 80);

	desk_new(v, "Заявления");
	vt_keys(v, "20.5<Enter>");
	vt_keys(v, names);
	desk_type(v, "Озерская Ирина Григ<Tab>", "Взято из реестра: Озерская Ирина Григорьевна");
	desk_type(v, "<F2>", saved);
	vt_close(v, WAIT);
}

static void
another_surname_is_not_asked_about(void **state)
{
	assert_is_the_same_person(*state, "Новая<Enter>Ирина<Enter>Григорьевна<Tab>",
	    "Сохранено: Новая Ирина Григорьевна");
}

/* Nor are initials another name. */
static void
initials_are_the_name_they_begin(void **state)
{
	assert_is_the_same_person(
	    *state, "Озерская<Enter>И.<Enter>Г.<Tab>", "Сохранено: Озерская И. Г.");
}

static void
a_row_of_a_table_goes_past_the_register(void **state)
{
	static const char row[] = "Кравчук\tАлёна\tИгоревна\tМБОУ «СОШ № 8»\tучитель музыки";
	struct desk *d = *state;
	vt *v = desk_start(d, 24, 80);

	desk_new(v, "Заявления");
	vt_keys(v, "20.5<Enter>");
	desk_paste(v, row, sizeof(row) - 1);
	desk_type(v, "2", "Разложено по полям: 5");
	desk_see(v, "O008      МБОУ «СОШ № 8»");
	desk_see(v, "учитель музыки");
	desk_see(v, "Ins — завести в реестре");
	vt_keys(v, "<Up><Up>"); /* there it makes an organisation */
	desk_gone(v, "завести в реестре");
	desk_type(v, "<Down>", "завести в реестре");
	desk_type(v, "<Ins>", "P0501     Кравчук Алёна Игоревна");
	desk_gone(v, "завести в реестре");
	vt_close(v, WAIT);
}

static void
what_is_missing_is_listed(void **state)
{
	struct desk *d = *state;
	vt *v = desk_start(d, 24, 80);

	desk_new(v, "Заявления");
	desk_type(v, "20.5<Enter>Журавлёва<Enter>", "20.05.2026");
	desk_type(v, "<F7>", "Чего не хватает");
	vt_keys(v, "<Enter>");
	desk_gone(v, "Чего не хватает");
	vt_close(v, WAIT);
}

static void
grounds_that_begin_alike_are_told_apart(void **state)
{
	struct desk *d = *state;
	vt *v = desk_start(d, 24, 80);

	desk_new(v, "Заявления");
	for (int i = 0; i < 23; i++)
		vt_keys(v, "<Tab>");
	desk_see(v, "[ ] педагогические работники общеобразо…");
	desk_see(v, "качества образования»");
	desk_see(v, "… компетенции на региональном уровне");
	vt_close(v, WAIT);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(a_whole_application_is_saved, desk_setup),
	    cmocka_unit_test_setup(the_verdict_follows_the_typing, desk_setup),
	    cmocka_unit_test_setup(a_wide_window_has_the_verdict_beside, desk_setup),
	    cmocka_unit_test_setup(known_people_are_taken_from_the_register, desk_setup),
	    cmocka_unit_test_setup(an_exact_namesake_is_asked_about, desk_setup),
	    cmocka_unit_test_setup(a_namesake_is_known_in_the_other_layout, desk_setup),
	    cmocka_unit_test_setup(typing_goes_on_through_the_question, desk_setup),
	    cmocka_unit_test_setup(a_second_application_of_the_year_is_told, desk_setup),
	    cmocka_unit_test_setup(a_paper_that_is_there_already_is_thrown_away, desk_setup),
	    cmocka_unit_test_setup(
		a_second_application_is_told_of_somebody_the_register_does_not_have, desk_setup),
	    cmocka_unit_test_setup(somebody_new_is_made_of_the_application, desk_setup),
	    cmocka_unit_test_setup(somebody_new_is_not_made_of_too_little, desk_setup),
	    cmocka_unit_test_setup(a_namesake_is_asked_about_before_somebody_is_made, desk_setup),
	    cmocka_unit_test_setup(a_namesake_chosen_before_a_save_is_saved, desk_setup),
	    cmocka_unit_test_setup(rows_that_are_filled_propose_their_grounds, desk_setup),
	    cmocka_unit_test_setup(nothing_is_proposed_over_a_choice, desk_setup),
	    cmocka_unit_test_setup(what_nothing_else_begins_is_written_out, desk_setup),
	    cmocka_unit_test_setup(a_patronymic_goes_with_the_given_name, desk_setup),
	    cmocka_unit_test_setup(a_person_of_another_name_is_asked_about, desk_setup),
	    cmocka_unit_test_setup(another_surname_is_not_asked_about, desk_setup),
	    cmocka_unit_test_setup(initials_are_the_name_they_begin, desk_setup),
	    cmocka_unit_test_setup(a_row_of_a_table_goes_past_the_register, desk_setup),
	    cmocka_unit_test_setup(what_is_missing_is_listed, desk_setup),
	    cmocka_unit_test_setup(grounds_that_begin_alike_are_told_apart, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
