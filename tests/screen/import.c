/* SPDX-License-Identifier: MIT
 * import.c - a school's list and a workbook come in by the screens: columns guessed and kept,
 * faults mended where they stand, one operation that is taken back.
 */
#include "tests/lib/desk.h"

/* A list as a school sends it, in the folder of the tests. */
static void
write_list(const struct desk *d)
{
	free(desk_shell("printf '%%s\\n' 'Список педагогов;;;' '№ п/п;ФИО;Должность;Категория' "
			"'1;Ветрова Мария Петровна;учитель математики;высшая' "
			"'2;Лугов Сергей Ильич;учитель физики;СЗД' "
			"'3;Полев;учитель труда (технологии);нет' "
			"'4;Рощина Ольга Игоревна;учитель истории и обществознания;СЗД' "
			"'5;Ветрова Мария Петровна;библиотекарь;нет' >'%s/school.csv'",
	    d->folder));
}

/* How many people of the list are in the register. */
static int
count_people(const struct desk *d)
{
	char *count = desk_shell("%s --db '%s' --user lead export people | "
				 "grep -cE 'Ветрова;Мария|Лугов;Сергей|Рощина;Ольга' || true",
	    desk_program(), d->db);
	int n = atoi(count);

	free(count);
	return n;
}

/* The columns of a file of the folder, for the list of people. */
static void
open_file(vt *v, const struct desk *d, const char *name)
{
	char path[400];

	vt_keys(v, "<C-d>");
	desk_see(v, "Загрузить таблицу в «Люди»");
	snprintf(path, sizeof(path), "%s/%s<Enter>", d->folder, name);
	desk_type(v, path, "→ «Люди»");
}

static vt *
at_people(const struct desk *d)
{
	vt *v = desk_start(d, 24, 100);

	desk_see(v, "F10 Выход");
	desk_type(v, "<Enter>", "1 из ");
	return v;
}

/* Taken for the wrong row, the header is said again: it is no way of one direction. */
static void
the_header_is_chosen_and_chosen_back(void **state)
{
	const struct desk *d = *state;
	vt *v = at_people(d);

	write_list(d);
	open_file(v, d, "school.csv");
	desk_see(v, "заголовок в строке 2");
	desk_type(v, "<F8>", "В какой строке названия столбцов");
	desk_type(v, "<Down><Enter>", "заголовок в строке 3");
	desk_type(v, "<F8><Up><Enter>", "заголовок в строке 2");
	desk_see(v, "Фамилия, имя, отчество");
	vt_close(v, WAIT);
}

/* From the columns to no fault but one row that is left out. */
static void
mend_all(vt *v)
{
	desk_see(v, "Фамилия, имя, отчество");
	desk_see(v, "заголовок в строке 2");
	desk_type(v, "<F2>", "5 строк: новых 0, изменится 0, без изменений 0, с ошибками 5");
	desk_see(v, "все     Организация");
	desk_type(v, "<Home><Enter>", "Найти:");
	desk_type(v, "O008", "СОШ № 8");
	desk_type(v, "<Enter>", "все     Дата приёма");
	desk_type(v, "<Enter>", "День:");
	desk_type(v, "01.09.2020<Enter>", "новых 1, изменится 0, без изменений 0, с ошибками 4");
	desk_type(v, "<Home><Enter>", "соответствие занимаемой должности");
	desk_type(v, "соотв<Enter>", "стоит ещё в 1 строке");
	desk_type(v, "2", "новых 3, изменится 0, без изменений 0, с ошибками 2");
	desk_see(v, "обязательное поле «Имя»");
	desk_see(v, "уже в строке 3");
	desk_type(v, "<Home><F8>", "с ошибками 1; оставлено вне базы 1");
	desk_type(v, "<F8>", "Ошибок нет. F2");
}

static void
a_schools_list_goes_in_and_is_taken_back(void **state)
{
	const struct desk *d = *state;
	vt *v = at_people(d);

	write_list(d);
	open_file(v, d, "school.csv");
	mend_all(v);
	desk_type(v, "<F2>", "Не вносить");
	desk_type(v, "2", "Чей это список");
	desk_see(v, "СОШ № 8");
	desk_type(v, "<Enter>", "внесено 3");
	assert_int_equal(count_people(d), 3);
	desk_type(v, "2", "Импорт отменён");
	assert_int_equal(count_people(d), 0);
	vt_close(v, WAIT);
}

/* The next time nothing is asked that was answered. */
static void
what_a_school_calls_its_columns_is_kept(void **state)
{
	const struct desk *d = *state;
	vt *v = at_people(d);

	write_list(d);
	open_file(v, d, "school.csv");
	mend_all(v);
	desk_type(v, "<F2>", "Не вносить");
	desk_type(v, "2", "Чей это список");
	desk_type(v, "Восьмая<Enter>", "внесено 3");
	desk_type(v, "1", "1 из ");
	open_file(v, d, "school.csv");
	desk_see(v, "запомнено: Восьмая");
	desk_type(v, "<F2>", "новых 0, изменится 0, без изменений 3, с ошибками 2");
	free(desk_shell("%s --db '%s' --user lead verify", desk_program(), d->db));
	vt_close(v, WAIT);
}

/* What the program has written as a workbook comes in as it was. */
static void
a_workbook_comes_in(void **state)
{
	const struct desk *d = *state;
	vt *v = at_people(d);

	free(desk_shell("%s --db '%s' --user lead export people --format xlsx -o '%s/people.xlsx'",
	    desk_program(), d->db, d->folder));
	open_file(v, d, "peop"); /* the beginning of its name is enough */
	desk_see(v, "people.xlsx");
	desk_type(v, "<F2>", "изменится 0");
	desk_see(v, "с ошибками 0");
	desk_type(v, "<F2>", "Вносить нечего");
	vt_close(v, WAIT);
}

/* Why there is nothing to take is told as it is. */
static void
no_row_is_left(void **state)
{
	const struct desk *d = *state;
	vt *v = at_people(d);

	free(desk_shell("printf '%%s\n' 'ФИО;Организация;Дата приёма;Должность' "
			"'Полев;O008;01.09.2020;учитель' >'%s/one.csv'",
	    d->folder));
	open_file(v, d, "one.csv");
	desk_type(v, "<F2>", "с ошибками 1");
	desk_type(v, "<F2>", "ошибки во всех строках");
	desk_type(v, "<F8>", "все строки оставлены вне базы");
	vt_close(v, WAIT);
}

static void
what_is_no_table_is_named(void **state)
{
	const struct desk *d = *state;
	vt *v = at_people(d);

	free(desk_shell("printf 'PK\\003\\004' >'%s/bad.xlsx'", d->folder));
	vt_keys(v, "<C-d>");
	desk_see(v, "Загрузить таблицу в «Люди»");
	desk_type(v, "<F4>", "Файл или папка");
	vt_keys(v, d->folder);
	desk_type(v, "/bad.xlsx<Enter>", "Файл «bad.xlsx»: книга Excel повреждена");
	desk_type(v, "<F4>", "Файл или папка");
	desk_type(v, "/нет такого<Enter>", "Такого файла и такой папки нет");
	vt_close(v, WAIT);
}

static void
a_long_table_tells_how_far_it_is_and_can_be_stopped(void **state)
{
	const struct desk *d = *state;
	vt *v = at_people(d);

	free(desk_shell("{ echo 'ФИО;Должность;Организация;Категория персонала;Дата приёма'; "
			"seq 100000 | sed 's/.*/Иванов Иван Ива&вич;учитель;O008;педагог;"
			"01.09.2020/'; } >'%s/long.csv'",
	    d->folder));
	open_file(v, d, "long.csv");
	desk_type(v, "<F2>", "Esc или Ctrl-C — прервать");
	desk_type(v, "<C-c>", "Отменено, ничего не изменено");
	desk_type(v, "<F2>", "100 000 строк: новых");
	desk_type(v, "<F5>", "Esc или Ctrl-C — прервать");
	desk_type(v, "<C-c>", "Строки не проверены");
	vt_close(v, WAIT);
}

static void
over_ssh_no_file_is_named(void **state)
{
	static const char rows[] = "Код\tНазвание\tТип\r"
				   "O901\tШкола на Севере\tшкола\r";
	const struct desk *d = *state;
	vt *v = desk_start_over_ssh(d, "lead", 24, 100);

	desk_see(v, "F10 Выход");
	vt_keys(v, "<F9>");
	desk_type(v, "загрузить таблицу", "книга Excel");
	desk_type(v, "<Enter>", "По SSH файлов сервера не видно");
	desk_type(v, "<F4>", "ssh город import people - < файл.xlsx");
	desk_type(v, "<Enter>", "вставьте сюда");
	desk_paste(v, rows, sizeof(rows) - 1);
	desk_see(v, "Что это за таблица");
	desk_type(v, "<Enter>", "вставленная таблица → «Организации»");
	desk_type(v, "<F2>", "1 строка: новых 1");
	desk_type(v, "<F2>", "Не вносить");
	desk_type(v, "2", "Чей это список");
	desk_type(v, "<Enter>", "внесено 1");
	free(desk_shell("%s --db '%s' --user lead show organisations O901 | grep Севере",
	    desk_program(), d->db));
	vt_close(v, WAIT);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(a_schools_list_goes_in_and_is_taken_back, desk_setup),
	    cmocka_unit_test_setup(the_header_is_chosen_and_chosen_back, desk_setup),
	    cmocka_unit_test_setup(what_a_school_calls_its_columns_is_kept, desk_setup),
	    cmocka_unit_test_setup(a_workbook_comes_in, desk_setup),
	    cmocka_unit_test_setup(no_row_is_left, desk_setup),
	    cmocka_unit_test_setup(what_is_no_table_is_named, desk_setup),
	    cmocka_unit_test_setup(a_long_table_tells_how_far_it_is_and_can_be_stopped, desk_setup),
	    cmocka_unit_test_setup(over_ssh_no_file_is_named, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
