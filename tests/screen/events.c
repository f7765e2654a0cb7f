/* SPDX-License-Identifier: MIT
 * events.c - who took part in an event, and the results of a contest, at the screens: a list of 113
 * people by a few keys, a contest from its nominations to the protocol.
 */
#include "tests/lib/desk.h"

/* 113 people of the register, one a line. */
static char *
names_of_113(const struct desk *d)
{
	return desk_shell(
	    "%s --db %s --user lead export people | tail -n +2 | cut -d';' -f2-4 | "
	    "sort -u | grep -Ev '^(Берестова|Дьяконова|Елисеева)' | head -113 | tr ';' ' '",
	    desk_program(), d->db);
}

static vt *
event_opened(const struct desk *d, const char *name, const char *key, const char *title)
{
	vt *v = desk_open(d, 24, 80);

	desk_type(v, "мероприятия<Enter>", "начните набирать");
	desk_type(v, name, "показано 1 из");
	desk_type(v, key, title);
	return v;
}

/* Eight keys beside the name of the event and the list itself. */
static void
a_list_of_113_people_is_pasted(void **state)
{
	struct desk *d = *state;
	vt *v = event_opened(d, "открытых дверей", "<F2>", "Участников ещё нет");
	char *names = names_of_113(d), *rows;

	desk_paste(v, names, strlen(names));
	desk_see(v, "Узнано по реестру: 113.");
	desk_see(v, "Участники: 113");
	desk_type(v, "<F4>", "Сколько было всего");
	desk_type(v, "100<Enter>", "Участники: 113 из 100");
	desk_type(v, "<F2>", "Указано 100, а поимённо названо разных людей: 113");
	desk_type(v, "<F4>", "Сколько было всего");
	desk_type(v, "120<Enter>", "Участники: 113 из 120");
	desk_type(v, "<F2>", "внесено — 113");
	rows = desk_export(d, "participants", "E00186;");
	assert_non_null(strstr(rows, "участник"));
	free(rows);
	desk_type(v, "<C-z>", "Отменить");
	vt_close(v, WAIT);
	free(names);
}

static void
who_is_not_clear_is_settled(void **state)
{
	static const char list[] =
	    "Фокин Александр\nНикто Никак Никакович\nОрлова Галина Валерьевна\n";
	vt *v = event_opened(*state, "открытых дверей", "<F2>", "Участников ещё нет");

	desk_type(v, "<F5>", "Список фамилий");
	desk_paste(v, list, sizeof(list) - 1);
	desk_see(v, "Никто Никак");
	desk_type(v, "<F2>", "Узнано по реестру: 1. Не ясно, кто: 2");
	desk_type(v, "<F2>", "Не записано: неясно, кто это (строк: 2)");
	desk_type(v, "<Enter>", "Другой человек из реестра");
	desk_type(v, "<Enter>", "Участники: 2");
	desk_type(v, "<Enter>", "Ничего не нашлось");
	desk_type(v, "<Esc>", "Никто Никак");
	desk_gone(v, "Ничего не нашлось");
	desk_type(v, "<Del>", "Фокин Александр Андреевич");
	desk_gone(v, "Никто Никак");
	desk_type(v, "<F2>", "внесено — 2");
	vt_close(v, WAIT);
}

/* Digits are roles, several of one person; letters look for a name in either layout. */
static void
roles_are_given_by_digits(void **state)
{
	struct desk *d = *state;
	vt *v = event_opened(d, "открытых дверей", "<F2>", "Участников ещё нет");
	char *rows;

	desk_type(v, "<F7>", "Откуда взять людей");
	desk_type(v, "2", "Организации");
	desk_type(v, "сош № 8<Enter>", "Предложено:");
	desk_type(v, "орлова", "Фамилия: орлова");
	desk_type(v, "7", "жюри");
	desk_type(v, "2", "выступающий, жюри");
	desk_type(v, "<F6>", "Обязанность в жюри");
	desk_type(v, "председатель<Enter>", "(председатель");
	desk_type(v, "<F2>", "внесено — 2");
	rows = desk_export(d, "participants", "P0033;жюри");
	assert_non_null(strstr(rows, "председатель"));
	free(rows);
	vt_close(v, WAIT);
}

static void
a_killed_program_loses_nobody(void **state)
{
	struct desk *d = *state;
	vt *v = event_opened(d, "открытых дверей", "<F2>", "Участников ещё нет");

	desk_type(v, "<Ins>", "Найти:");
	desk_type(v, "орлова галина в", "1 из 1");
	desk_type(v, "<Enter>", "Участники: 1");
	kill(v->pid, SIGKILL);
	vt_close(v, WAIT);
	v = event_opened(d, "открытых дверей", "<F2>", "вы уже начинали вносить");
	vt_quiet(v, 600, WAIT);
	desk_type(v, "<Enter>", "Орлова Галина Валерьевна");
	desk_type(v, "<F3>", "В бумагу входит только записанное");
	desk_type(v, "<F10>", "Участники не записаны");
	desk_type(v, "<Enter>", "показано 1 из");
	vt_close(v, WAIT);
	free(desk_export(d, "participants", "P0033;участник"));
}

/* What is written down goes on paper. */
static void
who_came_is_a_sheet_to_sign(void **state)
{
	vt *v = event_opened(*state, "учитель года", "<F2>", "Участники: ");

	desk_type(v, "<F3>", "строки 1–");
	desk_see(v, "Лист регистрации");
	vt_close(v, WAIT);
}

/* From the nominations to the protocol. */
static void
a_contest_comes_to_its_protocol(void **state)
{
	vt *v = event_opened(*state, "учитель года", "<C-g>", "Всего 13 · победители 1");

	desk_type(v, "<F4>", "Название номинации");
	desk_type(v, "Урок<Enter>", "Урок");
	vt_keys(v, "++");
	desk_type(v, "<F4>", "1  Урок");
	desk_type(v, "2", "Название номинации");
	desk_type(v, "Занятие<Enter>", "Занятие");
	desk_type(v, "<Enter>", "Балл (Enter");
	vt_keys(v, "77,5<Enter>");
	desk_type(v, "88<Enter>", "Балл (Enter");
	vt_keys(v, "<Esc>");
	desk_gone(v, "Балл (Enter");
	desk_type(v, "+<F6>", "Места поставлены по баллам");
	desk_type(v, "<F2>", "Записано. Участий: изменено");
	desk_type(v, "<F3>", "Протокол жюри");
	desk_type(v, "<End>", "Признать победителем в номинации");
	vt_close(v, WAIT);
}

static void
two_winners_are_refused(void **state)
{
	vt *v = event_opened(*state, "учитель года", "<C-g>", "Всего 13 · победители 1");

	desk_type(v, "<Down>1", "победители 2");
	desk_type(v, "<F2>", "У этого мероприятия уже есть победитель");
	desk_type(v, "<Up>2", "победители 1");
	desk_gone(v, "F2 Записать");
	vt_close(v, WAIT);
}

/* A colleague takes an entry away while its award is asked about: nobody else gets it. */
static void
an_entry_that_has_gone_is_given_nothing(void **state)
{
	struct desk *d = *state;
	vt *v;

	free(desk_shell("printf 'event;person;role\\nE00245;P0033;участник\\n' | "
			"%s --db %s --user lead import participants -",
	    desk_program(), d->db));
	v = event_opened(d, "учитель года", "<C-g>", "Всего 14 · победители 1");
	desk_type(v, "<End><Up>", "13 из 14");
	desk_type(v, "<F5>", "без награды");
	free(desk_shell("%s --db %s --user lead undo", desk_program(), d->db));
	desk_see(v, "Всего 13 · победители 1");
	desk_type(v, "2", "тем временем убрал другой сотрудник");
	desk_gone(v, "F2 Записать");
	vt_close(v, WAIT);
}

static void
only_a_contest_has_results(void **state)
{
	vt *v = event_opened(*state, "открытых дверей", "<C-g>", "не конкурс: итогов у него нет");

	vt_close(v, WAIT);
}

/* People offered by a school and by an association; one found; all of them ticked, some dropped,
 * and only who is ticked seen. */
static void
people_come_from_where_they_are(void **state)
{
	vt *v = event_opened(*state, "открытых дверей", "<F2>", "Участников ещё нет");

	desk_type(v, "<F6>", "пуст");
	desk_type(v, "<C-a>", "Отмечено: 0");
	desk_type(v, "<F7>2", "┌─ Организации");
	desk_type(v, "O008<Enter>", "Предложено: ");
	desk_type(v, "<F7>1", "┌─ Методические объединения");
	desk_type(v, "матем<Enter>", "Предложено: ");
	desk_type(v, "<F6>", "Сначала роль: цифрой");
	desk_type(v, "<Space>", "Участники: 1");
	desk_type(v, "=", "1 из 1 ");
	desk_type(v, "=", "1 из 1");
	desk_type(v, "<C-a>", " — участник. F2 — записать");
	desk_type(v, "<C-a>", "Отмечено: 0 — участник");
	desk_type(v, "<Home><F8><F6>", "Сначала роль: цифрой");
	desk_type(v, "2<F6>", "Тема выступления:");
	desk_type(v, "Опыт школы<Enter>", "Опыт школы");
	desk_type(v, "7<F6>", "Обязанность в жюри");
	desk_type(v, "секретарь<Enter>", "секретарь");
	desk_type(v, "<C-g>", "Клавиша Ctrl-G здесь ничего не значит"); /* it is no contest */
	vt_close(v, WAIT);
}

/* Letters go to a name; what leads nowhere is told and not kept; another key begins anew. */
static void
letters_lead_to_a_name_of_the_roll(void **state)
{
	vt *v = event_opened(*state, "открытых дверей", "<F2>", "Участников ещё нет");

	desk_type(v, "а", "На «а» здесь никого нет. Ins — искать во всём реестре");
	desk_type(v, "<F7>3", "Предложено: 470");
	desk_type(v, "соко", "Соколова");
	desk_type(v, "ъ", "На «сокоъ» здесь никого нет");
	desk_type(v, "<BS>ю", "Юдин");
	desk_type(v, "<Up><Down>9", "Клавиша «9» здесь ничего не значит");
	desk_type(v, "<BS>", "Клавиша Backspace здесь ничего не значит");
	vt_close(v, WAIT);
}

/* A head count that is none; a line of a list that is nobody; leaving asks, and saves. */
static void
what_is_not_settled_is_not_saved(void **state)
{
	const struct desk *d = *state;
	vt *v = event_opened(d, "открытых дверей", "<F2>", "Участников ещё нет");
	char *rows;

	desk_type(v, "<F4>много<Enter>", "«много»");
	desk_type(v, "<F5>Никто Никак Никакович<Enter>Орлова Галина Валерьевна<F2>",
	    "Узнано по реестру: 1");
	desk_see(v, "Участники: 1");
	desk_type(v, "<F2>", "Не записано: неясно, кто это (строк: 1)");
	desk_type(v, "<Enter>", "Никто Никак Никакович");
	desk_type(v, "<Esc>", "F2 Записать");
	desk_type(v, "<C-z>", "F2 Записать");
	desk_type(v, "<F10>", "Участники не записаны");
	desk_type(v, "<Enter>", "Не записано: неясно, кто это (строк: 1)");
	desk_type(v, "<Home><F8><F10>", "Участники не записаны");
	desk_type(v, "<Enter>", "показано 1 из");
	rows = desk_export(d, "participants", "E00186;");
	assert_non_null(strstr(rows, "участник"));
	free(rows);
	vt_close(v, WAIT);
}

/* Each question may be left; a place is a digit, and 0 takes it away; what is not written down
 * stands in the way of what is, and of leaving. */
static void
results_are_given_one_by_one(void **state)
{
	static const struct {
		const char *key, *asked;
	} questions[] = {{"<Enter>", "┌─ Фокин Александр"}, {"<F5>", "┌─ Итог"},
	    {"<F4>", "┌─ Номинация"}, {"<Ins>", "┌─ Люди"}};
	vt *v = event_opened(*state, "учитель года", "<C-g>", "Всего 13 · победители 1");

	for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++) {
		desk_type(v, questions[i].key, questions[i].asked);
		vt_keys(v, "<Esc>");
		desk_gone(v, "┌─ ");
	}
	assert_false(vt_has(v, "F2 Записать"));
	desk_type(v, "0", "победители 0");
	desk_type(v, "1", "победители 1");
	desk_type(v, "<Home><Enter>95,5<Enter>", "95,5");
	vt_keys(v, "<Esc>");
	desk_gone(v, "┌─ ");
	desk_type(v, "<F5>1", "F2 Записать");
	desk_type(v, "<F7>", "Здесь есть незаписанное: сначала F2");
	desk_type(v, "<C-z>", "Отменяется записанное, а здесь есть незаписанное");
	desk_type(v, "<End><F8>", "Всего 12");
	desk_type(v, "<Ins>авдеева<Enter>", "Всего 13");
	desk_type(v, "<F10>", "Итоги не записаны");
	desk_type(v, "<Esc>", "F2 Записать");
	desk_type(v, "<F10><Enter>", "показано 1 из");
	free(desk_export(*state, "participants", "E00245;P0024"));
	vt_close(v, WAIT);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(a_list_of_113_people_is_pasted, desk_setup),
	    cmocka_unit_test_setup(who_is_not_clear_is_settled, desk_setup),
	    cmocka_unit_test_setup(roles_are_given_by_digits, desk_setup),
	    cmocka_unit_test_setup(a_killed_program_loses_nobody, desk_setup),
	    cmocka_unit_test_setup(who_came_is_a_sheet_to_sign, desk_setup),
	    cmocka_unit_test_setup(a_contest_comes_to_its_protocol, desk_setup),
	    cmocka_unit_test_setup(two_winners_are_refused, desk_setup),
	    cmocka_unit_test_setup(an_entry_that_has_gone_is_given_nothing, desk_setup),
	    cmocka_unit_test_setup(only_a_contest_has_results, desk_setup),
	    cmocka_unit_test_setup(people_come_from_where_they_are, desk_setup),
	    cmocka_unit_test_setup(letters_lead_to_a_name_of_the_roll, desk_setup),
	    cmocka_unit_test_setup(what_is_not_settled_is_not_saved, desk_setup),
	    cmocka_unit_test_setup(results_are_given_one_by_one, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
