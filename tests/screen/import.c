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
	vt *v = desk_open(d, 24, 100);

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
	vt_keys(v, "<F2>");
	assert_int_equal(vt_wait(v, "100 000 строк: новых", 6 * WAIT), 1); /* it is much to do */
	desk_type(v, "<F5>", "Esc или Ctrl-C — прервать");
	desk_type(v, "<C-c>", "Строки не проверены");
	vt_close(v, WAIT);
}

/* Lists of organisations, a folder, what is no table, and people with what may be wrong. */
static void
write_tables(const struct desk *d)
{
	free(desk_shell("mkdir -p '%s/tables/Архив' && cd '%s/tables' && "
			"printf 'Код;Название;Тип\nO901;Школа на Севере;школа\n' >орг-1.csv && "
			"printf 'Название;Тип\nO902;школа\n' >орг-2.csv && "
			"touch устав.md .скрытый.csv && printf "
			"'\\320\\317\\021\\340\\241\\261\\032\\341' >старая.XLS && "
			"printf '%%s\n' 'ФИО;Организация;Должность;Категория' "
			"'Ветров Иван Ильич;O008;учитель;СЗД' "
			"'Лугов Пётр Ильич;O008;учитель;СЗД' "
			"'Полев Олег Ильич;O099;учитель;СЗД' "
			"'Рощина;O008;учитель;нет' >люди.csv",
	    d->folder, d->folder));
	setenv("HOME", d->folder, 1);
}

/* From the first screen, no list's: any table. */
static vt *
at_files(const struct desk *d)
{
	vt *v;

	write_tables(d);
	v = desk_open(d, 24, 100);
	desk_type(v, "<F9>Загрузить таб<Enter>", "Загрузить таблицу · ");
	desk_type(v, "~/tables<Enter>", "/tables ");
	return v;
}

/* Up and down in folders; tables alone are shown; a path that is begun is gone on with. */
static void
files_are_found_by_hand_or_by_path(void **state)
{
	const struct desk *d = *state;
	vt *v = at_files(d);

	desk_see(v, "..  (папкой выше)");
	desk_see(v, "Архив/");
	desk_see(v, "орг-2.csv");
	assert_false(vt_has(v, "устав"));
	assert_false(vt_has(v, "скрытый"));
	desk_type(v, "<Down><Enter>", "/tables/Архив");
	desk_gone(v, "орг-2.csv");
	desk_type(v, "<Left>", "орг-2.csv");
	desk_type(v, "<Home><Right>", "tables/");
	desk_type(v, "<F4>~<Enter>", "tables/");
	desk_type(v, "tables<Enter>", "орг-2.csv");
	desk_type(v, "орг<Enter>", "Так начинаются несколько имён");
	desk_see(v, "/tables/орг- ");
	desk_type(v, "9<Enter>", "Такого файла и такой папки нет");
	desk_type(v, "<C-u><Enter>", "Enter Взять");
	desk_type(v, "<F4>~лес<Enter>", "Такого файла и такой папки нет");
	desk_type(v, "<Esc>", "Enter Взять");
	desk_type(v, "стар<Enter>", "Файл «старая.XLS»");
	desk_type(v, "/<Enter>", "Загрузить таблицу · / ");
	desk_see(v, "etc/");
	assert_false(vt_has(v, "папкой выше"));
	desk_type(v, "<Left>", "Загрузить таблицу · / ");
	vt_close(v, WAIT);
}

/* A folder that is gone meanwhile stays unopened, and is said. */
static void
a_folder_that_is_gone_is_told(void **state)
{
	const struct desk *d = *state;
	vt *v = at_files(d);

	free(desk_shell("rm -r '%s/tables/Архив'", d->folder));
	desk_type(v, "<Down><Enter>", "/tables/Архив» не открыть: ");
	desk_see(v, "орг-2.csv");
	vt_close(v, WAIT);
}

/* Which table, then which sheet; either may be left. */
static void
the_table_and_the_sheet_are_asked_for(void **state)
{
	const struct desk *d = *state;
	vt *v = at_files(d);

	free(desk_shell("%s --db '%s' --user lead indicators --names young --format xlsx -o "
			"'%s/tables/молодые.xlsx'",
	    desk_program(), d->db, d->folder));
	desk_type(v, "моло<Enter>", "Что это за таблица");
	vt_keys(v, "<Esc>");
	desk_gone(v, "Что это за таблица");
	desk_type(v, "моло<Enter>люди<Enter>", "Какой лист книги");
	vt_keys(v, "<Esc>");
	desk_gone(v, "Какой лист книги");
	desk_type(v, "моло<Enter>люди<Enter><Enter>", "лист «Учтены»");
	desk_type(v, "<F7>", "Какой лист книги");
	desk_type(v, "<Esc>", "лист «Учтены»");
	desk_type(v, "<F7><Down><Enter>", "лист «Не учтены»");
	desk_see(v, "P0037 · ");
	desk_type(v, "<F8>", "В какой строке названия");
	desk_type(v, "<Esc>", "заголовок в строке 3");
	vt_close(v, WAIT);
}

/* A column is said to be another field, or none; what has no column gets one value for all. */
static void
columns_are_what_one_says(void **state)
{
	const struct desk *d = *state;
	vt *v = at_files(d);

	desk_type(v, "орг-2<Enter>орган<Enter>", "орг-2.csv → «Организации»");
	desk_type(v, "<F7>", "Лист здесь один");
	desk_type(v, "<F5>", "Пока ничего не запомнено");
	desk_type(v, "<F2>", "Нет столбца «Код», а без него запись не узнать");
	desk_type(v, "<Enter>", "Что в этом столбце");
	desk_type(v, "<Esc>", "по названию");
	desk_type(v, "<Enter>код<Enter>", "нужно значение: Enter");
	desk_type(v, "<F2>", "с ошибками 1");
	desk_see(v, "столбца нет, а без этого поля новую запись не внести");
	desk_type(v, "<F10><End><Enter>", "Значение:");
	desk_type(v, "Школа на Юге<Enter>", "Школа на Юге");
	desk_type(v, "<F6>адрес<Enter>", "Значение:");
	desk_type(v, "ул. Южная, 1<Enter>", "ул. Южная, 1");
	desk_type(v, "<F6>адрес<Esc>", "ул. Южная, 1");
	desk_type(v, "<Home><Down><Enter>не брать<Enter>", "— не брать");
	desk_type(v, "<F2>", "столбца нет, а без этого поля");
	desk_type(v, "<Enter>школа<Enter>", "1 строка: новых 1");
	desk_type(v, "<F2>", "Не вносить");
	desk_type(v, "2", "Чей это список");
	desk_type(v, "<C-u>Юг<Enter>", "внесено 1");
	desk_type(v, "1", "F10 Выход");
	free(desk_shell("%s --db '%s' --user lead export organisations | grep -F 'O902;Школа на "
			"Юге;' | grep -F 'ул. Южная, 1'",
	    desk_program(), d->db));
	vt_close(v, WAIT);
}

/* What is kept of one list's columns does not fit another's. */
static void
the_columns_of_another_school_do_not_fit(void **state)
{
	const struct desk *d = *state;
	vt *v = at_files(d);

	desk_type(v, "орг-1<Enter>орган<Enter><F2>", "новых 1");
	desk_type(v, "<F2>2", "Чей это список");
	desk_type(v, "<C-u>Север<Enter>", "внесено 1");
	desk_type(v, "1", "F10 Выход");
	desk_type(v, "<F9>Загрузить таб<Enter>~/tables<Enter>", "/tables ");
	desk_type(v, "люди<Enter>люди<Enter>", "люди.csv → «Люди»");
	desk_type(v, "<F5>", "Взять столбцы, как у школы");
	desk_type(v, "<Esc>", "по названию");
	desk_type(v, "<F5><Enter>", "У «Север» столбцы другие");
	desk_type(v, "<F10>орг-1<Enter>орган<Enter>", "запомнено: Север");
	desk_type(v, "<F5><Enter>", "запомнено");
	desk_type(v, "<F2>", "без изменений 1");
	desk_type(v, "<F2>", "всё это в реестре уже есть");
	vt_close(v, WAIT);
}

/* One by one: mended here alone, left out, taken back; what no field mends is told. */
static void
faults_are_settled_one_by_one(void **state)
{
	const struct desk *d = *state;
	vt *v = at_files(d);

	desk_type(
	    v, "люди<Enter>люди<Enter><F2>", "4 строки: новых 0, изменится 0, без изменений 0");
	desk_type(v, "<F8>", "Это обо всех строках: Enter — дать значение");
	desk_type(v, "<F3>", "Это обо всех строках: Enter — дать значение");
	desk_type(v, "<Enter>", "День:");
	desk_type(v, "<Esc>", "с ошибками 4");
	desk_type(v, "<Enter>01.09.2020<Enter>", "с ошибками 4");
	desk_type(v, "<Home><F3>", "люди.csv, строка 2");
	desk_see(v, "ФИО: Ветров Иван Ильич");
	desk_type(v, "<F10><Enter>соотв<Enter>", "стоит ещё в 2 строках");
	desk_type(v, "<Esc>", "новых 0");
	desk_type(v, "<Enter>соотв<Enter>1", "новых 1");
	desk_type(v, "<Home><F8>", "оставлено вне базы 1");
	desk_type(v, "<Home><F8>", "оставлено вне базы 2");
	desk_type(v, "<F2>", "Строки с ошибками останутся вне базы");
	desk_type(v, "<Esc>", "оставлено вне базы 2");
	desk_type(v, "<F7>", "с ошибками 3");
	desk_gone(v, "оставлено вне базы");
	desk_type(v, "<End>", "обязательное поле «Имя»");
	desk_type(v, "<Enter>", "Значение:");
	desk_type(v, "Ольга<Enter>", "с ошибками 2");
	desk_type(v, "<F2>2", "Чей это список");
	desk_type(v, "<Esc>", "с ошибками 2");
	desk_type(v, "<F2>2<C-u><Enter>", "внесено 2");
	desk_type(v, "<Enter>", "F10 Выход");
	free(desk_shell(
	    "%s --db '%s' --user lead export people | grep 'Рощина;Ольга'", desk_program(), d->db));
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
	    cmocka_unit_test_setup(files_are_found_by_hand_or_by_path, desk_setup),
	    cmocka_unit_test_setup(a_folder_that_is_gone_is_told, desk_setup),
	    cmocka_unit_test_setup(the_table_and_the_sheet_are_asked_for, desk_setup),
	    cmocka_unit_test_setup(columns_are_what_one_says, desk_setup),
	    cmocka_unit_test_setup(the_columns_of_another_school_do_not_fit, desk_setup),
	    cmocka_unit_test_setup(faults_are_settled_one_by_one, desk_setup),
	    cmocka_unit_test_setup(over_ssh_no_file_is_named, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
