/* SPDX-License-Identifier: MIT
 * two_sessions_lists.c - a window is open over a list while somebody else changes the list: what is
 * answered reaches the record that was asked about, or is refused in words.
 */
#include "tests/lib/desk.h"

/* Somebody else brings in one application, as an operation of its own. */
static void
bring(const struct desk *d, const char *code, const char *name, const char *agreed)
{
	free(
	    desk_shell("printf 'code;submitted;surname;given_name;patronymic;organisation;position;"
		       "publication_consent;agreed\\n"
		       "%s;2026-05-20;Ааронова;%s;Юрьевна;O003;учитель;нет;%s\\n' | "
		       "%s --db %s --user lead import applications -",
		code, name, agreed, desk_program(), d->db));
}

static void
take_back(const struct desk *d)
{
	free(desk_shell("%s --db %s --user lead undo", desk_program(), d->db));
}

static vt *
open_list(const struct desk *d, const char *typed, const char *kind)
{
	char line[128];
	vt *v = desk_start(d, 40, 100);

	desk_see(v, "► ");
	snprintf(line, sizeof(line), "► %s", kind);
	desk_type(v, typed, line);
	desk_type(v, "<Enter>", "1 из ");
	return v;
}

/* Alpha and Beta are in the list, the cursor is on Beta. */
static vt *
on_beta(const struct desk *d)
{
	vt *v;

	bring(d, "AP0901", "Альфа", "");
	bring(d, "AP0902", "Бета", "");
	v = open_list(d, "заявл", "Заявления");
	desk_type(v, "ааронова", "показано 2 из");
	desk_see(v, "1 из 2"); /* the latest stands first */
	return v;
}

/* The application's day of agreement is (not) there. */
static void
agreed_is(const struct desk *d, const char *code, const char *day)
{
	char *row = desk_export(d, "applications", code), end[32];

	snprintf(end, sizeof(end), ";%s\n", day);
	if (strstr(row, end) == NULL)
		fail_msg("%s: %s", end, row);
	free(row);
}

static void
agreement_of_one_that_has_gone_is_refused(void **state)
{
	struct desk *d = *state;
	vt *v = on_beta(d);

	desk_type(v, "<C-g>", "Согласование учреждения");
	desk_see(v, "Ааронова Бета Юрьевна");
	take_back(d);
	desk_see(v, "показано 1 из");
	desk_type(v, "<Enter>", "Ааронова Бета Юрьевна");
	desk_see(v, "» удалил другой сотрудник");
	agreed_is(d, "AP0901", "");
	vt_close(v, WAIT);
}

static void
agreement_reaches_the_one_that_was_named(void **state)
{
	struct desk *d = *state;
	vt *v = on_beta(d);

	desk_type(v, "<C-g>", "Согласование учреждения");
	bring(d, "AP0903", "Аврора", "");
	bring(d, "AP0904", "Азалия", "");
	desk_see(v, "показано 4 из");
	desk_type(v, "<Enter>", "Согласование записано: ");
	desk_see(v, "Ааронова Бета Юрьевна");
	agreed_is(d, "AP0902", "2026-05-31");
	agreed_is(d, "AP0901", "");
	agreed_is(d, "AP0903", "");
	vt_close(v, WAIT);
}

static void
agreement_of_one_that_was_changed_is_refused(void **state)
{
	struct desk *d = *state;
	vt *v = on_beta(d);

	desk_type(v, "<C-a>", "отмечено 2");
	desk_type(v, "<C-g>", "Согласование учреждения");
	bring(d, "AP0902", "Бета", "2026-05-25");
	desk_type(v, "<Enter>", "Ааронова Бета Юрьевна");
	desk_see(v, "изменил");
	agreed_is(d, "AP0902", "2026-05-25");
	vt_close(v, WAIT);
}

static void
removal_reaches_the_one_that_was_named(void **state)
{
	struct desk *d = *state;
	vt *v = on_beta(d);
	char *rows;

	desk_type(v, "<F8>", "Удалить запись: заявление?");
	bring(d, "AP0903", "Аврора", "");
	desk_see(v, "показано 3 из");
	desk_type(v, "2", "Удалено: Ааронова Бета Юрьевна");
	rows = desk_export(d, "applications", "Ааронова");
	assert_non_null(strstr(rows, "AP0901"));
	assert_non_null(strstr(rows, "AP0903"));
	assert_null(strstr(rows, "AP0902"));
	free(rows);
	vt_close(v, WAIT);
}

static void
removal_of_one_that_was_changed_is_refused(void **state)
{
	struct desk *d = *state;
	vt *v = on_beta(d);
	char *rows;

	desk_type(v, "<F8>", "Удалить запись: заявление?");
	bring(d, "AP0902", "Бета", "2026-05-25");
	desk_type(v, "2", "Удалить нельзя");
	desk_see(v, "«Ааронова Бета Юрьевна");
	rows = desk_export(d, "applications", "AP0902");
	assert_non_null(strstr(rows, "AP0902"));
	free(rows);
	vt_close(v, WAIT);
}

static void
removal_of_the_marked_is_refused_when_one_has_gone(void **state)
{
	struct desk *d = *state;
	vt *v = on_beta(d);
	char *rows;

	desk_type(v, "<C-a>", "отмечено 2");
	desk_type(v, "<F8>", "Удалить 2 отмеченные записи");
	take_back(d);
	desk_see(v, "показано 1 из");
	desk_type(v, "2", "Ни одна запись не удалена");
	rows = desk_export(d, "applications", "AP0901");
	assert_non_null(strstr(rows, "AP0901"));
	free(rows);
	vt_close(v, WAIT);
}

static void
bring_person(const struct desk *d, const char *code, const char *name)
{
	free(desk_shell("printf 'code;surname;given_name;organisation;position;staff_kind;hired\\n"
			"%s;Ааронова;%s;O001;учитель;педагог;2020-09-01\\n' "
			"| %s --db %s --user lead import people -",
	    code, name, desk_program(), d->db));
}

static vt *
on_person_beta(const struct desk *d)
{
	vt *v;

	bring_person(d, "P9001", "Альфа");
	bring_person(d, "P9002", "Бета");
	v = open_list(d, "люди", "Люди");
	desk_type(v, "ааронова", "показано 2 из");
	desk_type(v, "<Down>", "2 из 2");
	return v;
}

static void
the_same_record_is_entered_for_whom_it_was_asked(void **state)
{
	struct desk *d = *state;
	vt *v = on_person_beta(d);

	desk_type(v, "<F2>", "Что внести: Ааронова Бета");
	take_back(d);
	desk_see(v, "показано 1 из");
	desk_type(v, "<Enter>", "«Ааронова Бета»");
	desk_see(v, "удалил другой сотрудник");
	desk_see(v, "показано 1 из"); /* the list, and no form for somebody else */
	vt_close(v, WAIT);
}

static void
undo_takes_back_what_was_shown_or_nothing(void **state)
{
	struct desk *d = *state;
	vt *v = open_list(d, "люди", "Люди");
	char *rows;

	desk_type(v, "<C-z>", "Отменить: загрузка таблиц");
	bring_person(d, "P9001", "Альфа");
	desk_see(v, "501");
	desk_type(v, "2", "уже не последняя ваша");
	rows = desk_export(d, "people", "P9001");
	assert_non_null(strstr(rows, "P9001"));
	free(rows);
	vt_close(v, WAIT);
}

/* Conditions and order are words, not rows: they hold whatever the rows do meanwhile. */
static void
a_condition_is_that_of_the_line_chosen(void **state)
{
	struct desk *d = *state;
	vt *v = on_beta(d);

	desk_type(v, "<C-f>", "Отобрать по полю");
	bring(d, "AP0903", "Аврора", "");
	desk_see(v, "показано 3 из");
	desk_type(v, "учрежд<Enter>", "выбрать из списка…");
	desk_type(v, "<Enter>", "Найти:");
	take_back(d);
	desk_see(v, "показано 2 из");
	desk_type(v, "№ 3<Enter>", "№ 3");
	desk_gone(v, "Найти:");
	desk_type(v, "<F6>", "Упорядочить по полю");
	take_back(d);
	desk_see(v, "показано 1 из");
	desk_type(v, "имя<Enter>", "▲");
	vt_close(v, WAIT);
}

static void
import(const struct desk *d, const char *kind, const char *rows)
{
	free(desk_shell(
	    "printf '%s' | %s --db %s --user lead import %s -", rows, desk_program(), d->db, kind));
}

static vt *
open_by_palette(const struct desk *d, const char *typed, const char *title)
{
	vt *v = desk_start(d, 40, 120);
	char keys[128];

	desk_see(v, "► ");
	snprintf(keys, sizeof(keys), "<F9>%s<Enter>", typed);
	desk_type(v, keys, title);
	return v;
}

static void
the_journal_keeps_its_operation(void **state)
{
	struct desk *d = *state;
	vt *v;

	bring_person(d, "P9001", "Альфа");
	bring_person(d, "P9002", "Бета");
	v = open_by_palette(d, "журнал", "Журнал › 1 из 4");
	desk_type(v, "<Down>", "Журнал › 2 из 4");
	bring_person(d, "P9003", "Вега");
	desk_see(v, "Журнал › 3 из 5");
	desk_type(v, "<Enter>", "операция 3 › 1 из 1");
	desk_see(v, "Ааронова Альфа");
	take_back(d);
	take_back(d);
	take_back(d);
	desk_see(v, "(удалена)"); /* what it wrote has gone; the operation stays */
	desk_type(v, "<Enter>", "Запись удалена; ниже её");
	vt_close(v, WAIT);
}

/* What is sought of the rows there are is sought of those that come, too; another word begins anew.
 */
static void
a_search_of_the_journal_goes_on(void **state)
{
	struct desk *d = *state;
	vt *v;

	bring_person(d, "P9001", "Альфа");
	v = open_by_palette(d, "журнал", "Журнал › 1 из 3");
	desk_type(v, "<F7>загрузка<Enter>", "Журнал › 1 из 2 › поиск: загрузка");
	bring_person(d, "P9002", "Бета");
	desk_see(v, "Журнал › 1 из 3 › поиск: загрузка");
	take_back(d);
	desk_type(v, "<F7>отмена<Enter>", "Журнал › 1 из 1 › поиск: отмена");
	take_back(d);
	desk_see(v, "Журнал › 1 из 2 › поиск: отмена");
	desk_type(v, "<Esc>", "Журнал › 1 из 6");
	vt_close(v, WAIT);
}

/* A row above the cursor is mended by somebody else. */
static void
a_doubt_stays_under_the_cursor(void **state)
{
	struct desk *d = *state;
	vt *v;

	bring_person(d, "P9001", "Альфа");
	bring_person(d, "P9002", "Бета");
	import(d, "pathways",
	    "person;developed;methodist;finished;outcome\\nP9001;2026-02-01;;;\\n"
	    "P9002;2026-02-02;;;\\n");
	v = open_by_palette(d, "сомнит", "Стоит проверить › 1 из ");
	desk_type(v, "<Tab><Tab>", "ИОМ без диагностики: ");
	desk_type(v, "<End>", "Ааронова Альфа");
	import(d, "assessments", "person;date;kind;level;document\\nP9001;2026-01-15;ФИОКО;;\\n");
	desk_gone(v, "Ааронова Альфа");
	desk_type(v, "<Enter>", "›Ааронова Бета");
	vt_close(v, WAIT);
}

/* Names behind a figure, and the part of the town it is about. */
static void
an_indicator_keeps_its_name_and_its_part(void **state)
{
	struct desk *d = *state;
	vt *v = desk_start(d, 40, 120);

	desk_see(v, "► ");
	desk_type(v, "<F2>", "Показатели: весь город на 31.05.2026");
	desk_type(v, "<F7>", "Какая часть города");
	desk_type(v, "<Down><Down><Enter>", "Найти:");
	desk_type(v, "O005", "1 из 1");
	import(d, "organisations", "code;name;type\\nO0050;МБОУ «А»;детский сад\\n");
	desk_see(v, " из 2");
	desk_type(v, "<Enter>", "Показатели: МБОУ «СОШ № 5» на 31.05.2026");
	desk_type(v, "<Esc>", "Показатели: весь город на");
	desk_type(v, "<Down><Enter>", "Не учтены");
	desk_type(v, "<Tab><Down>", "2 из ");
	bring_person(d, "P0000", "Анна"); /* the first in order of code */
	desk_see(v, "Ааронова Анна");
	desk_see(v, "3 из ");
	vt_close(v, WAIT);
}

/* Two of three go, one while the form is open and one while those who get it are shown. */
static void
many_are_entered_for_who_is_left(void **state)
{
	struct desk *d = *state;
	vt *v;
	char *rows;

	bring_person(d, "P9001", "Альфа");
	v = on_person_beta(d); /* Alpha is there already: a change, and Beta */
	bring_person(d, "P9003", "Вега");
	desk_see(v, "показано 3 из");
	desk_type(v, "<C-a>", "отмечено 3");
	desk_type(v, "<F2>", "Что внести: 3 отмеченных");
	desk_type(v, "<Enter>", "Диагностика: внести сразу для 3 человек");
	vt_keys(v, "12.05.2026<Enter>");
	desk_type(v, "фио<Enter>", "ФИОКО");
	take_back(d);
	desk_type(v, "<F2>", "помехи у 1");
	take_back(d);
	desk_see(v, "помехи у 2");
	desk_type(v, "<F2>", "Не внесено ни одной записи: помехи у 2 из 3");
	desk_type(v, "<F8>", "Убрано из списка: 2, осталось: 1");
	desk_type(v, "<F2>", "1 запись внесена");
	rows = desk_export(d, "assessments", ";2026-05-12;ФИОКО;");
	assert_non_null(strstr(rows, "P9001"));
	free(rows);
	vt_close(v, WAIT);
}

#define DESK_TEST(name) cmocka_unit_test_setup(name, desk_setup)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    DESK_TEST(agreement_of_one_that_has_gone_is_refused),
	    DESK_TEST(agreement_reaches_the_one_that_was_named),
	    DESK_TEST(agreement_of_one_that_was_changed_is_refused),
	    DESK_TEST(removal_reaches_the_one_that_was_named),
	    DESK_TEST(removal_of_one_that_was_changed_is_refused),
	    DESK_TEST(removal_of_the_marked_is_refused_when_one_has_gone),
	    DESK_TEST(the_same_record_is_entered_for_whom_it_was_asked),
	    DESK_TEST(undo_takes_back_what_was_shown_or_nothing),
	    DESK_TEST(a_condition_is_that_of_the_line_chosen),
	    DESK_TEST(the_journal_keeps_its_operation),
	    DESK_TEST(a_search_of_the_journal_goes_on),
	    DESK_TEST(a_doubt_stays_under_the_cursor),
	    DESK_TEST(an_indicator_keeps_its_name_and_its_part),
	    DESK_TEST(many_are_entered_for_who_is_left),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
