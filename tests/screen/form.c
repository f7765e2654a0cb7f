/* SPDX-License-Identifier: MIT
 * form.c - fields under the hands of a clerk: faults, pastes, strange bytes, sizes, both layouts.
 */
#include "tests/lib/desk.h"

/* The form of a person, the cursor in «Фамилия». */
static vt *
person_form(const struct desk *d, int rows, int columns)
{
	vt *v = desk_start(d, rows, columns);

	desk_new(v, "Люди");
	return v;
}

static void
type_person(vt *v)
{
	desk_type(v, "Журавлёва<Enter>Ольга<Enter>Петровна<Enter>31.5.1990<Enter>O008<Enter>",
	    "31.05.1990");
	desk_type(v, "учитель<Enter>1<Enter>", "педагог");
}

static void
faults_are_told_and_do_not_trap(void **state)
{
	vt *v = person_form(*state, 24, 80);
	int row, column, before;

	desk_type(v, "Журавлёва<Enter>Ольга<Enter>Петровна<Enter>", "Дата: ");
	desk_cursor(v, &before, &column);
	desk_type(v, "31.02.1985<Enter>", "такого дня нет");
	desk_see(v, "! Дата рождения");
	desk_cursor(v, &row, &column);
	assert_int_equal(row, before + 1);
	desk_type(v, "<S-Tab>", "такого дня нет");
	desk_cursor(v, &row, &column);
	assert_int_equal(row, before);
	desk_type(v, "28.02.1985<Enter>", "28.02.1985"); /* a new date takes the place of the old */
	desk_gone(v, "! Дата рождения");
	desk_type(v, "<S-Tab>", "Набранное заменит выделенное");
	desk_type(v, "<Left><Del>6<Enter>", "28.02.1986"); /* an arrow first keeps it */
	vt_close(v, WAIT);
}

/* What cannot be read and what is missing are told at once, in the order of the form. */
static void
one_save_tells_every_kind_of_fault(void **state)
{
	vt *v = person_form(*state, 24, 80);
	char *text, *surname, *born, *post;

	vt_keys(v, "<Enter>Ольга<Enter><Enter>31.02.1985<Enter>");
	desk_type(v, "<F2>", "Не сохранено, замечаний:");
	desk_see(v, "Фамилия: обязательное поле не заполнено");
	desk_see(v, "Дата рождения: «31.02.1985»"); /* the window comes line by line */
	desk_see(v, "Должность: ");
	text = vt_text(v);
	surname = strstr(text, "Фамилия: ");
	born = strstr(text, "Дата рождения: «31.02.1985»");
	post = strstr(text, "Должность: ");
	assert_non_null(born);
	assert_non_null(post);
	assert_true(surname < born && born < post);
	assert_null(strstr(born + 1, "Дата рождения: ")); /* once */
	free(text);
	vt_close(v, WAIT);
}

static void
saving_lists_all_faults_and_enter_goes_to_one(void **state)
{
	vt *v = person_form(*state, 24, 80);

	vt_keys(v, "<Enter>Ольга<Enter>");
	desk_type(v, "<F2>", "Не сохранено, замечаний:");
	desk_see(v, "Фамилия: обязательное поле не заполнено");
	desk_see(v, "Должность: ");
	vt_keys(v, "<Enter>");
	desk_gone(v, "Не сохранено, замечаний:");
	desk_type(v, "Журавлёва", "Журавлёва");
	desk_cursor_on(v, "Фамилия");
	vt_close(v, WAIT);
}

static void
a_person_is_saved_and_the_next_begins(void **state)
{
	struct desk *d = *state;
	vt *v = person_form(d, 24, 80);
	char *row;

	type_person(v);
	desk_type(v, "<Tab><Tab><Tab><Tab><Tab><Tab><Tab>1.9.2015<Enter>", "01.09.2015");
	desk_type(v, "<C-n>", "Сохранено: Журавлёва Ольга Петровна");
	desk_see(v, "Люди: новая запись");
	desk_type(v, "Сорокин<Enter><C-d><C-d>", "Как в прошлый раз");
	desk_see(v, "Ольга");
	row = desk_export(d, "people", "Журавлёва;Ольга;Петровна;1990-05-31;O008;учитель;педагог");
	assert_int_not_equal(strlen(row), 0);
	free(row);
	vt_close(v, WAIT);
}

/* Defect 2 of libform: a letter typed at the beginning of a filled field wiped it. */
static void
typing_at_the_beginning_keeps_the_rest(void **state)
{
	vt *v = person_form(*state, 24, 80);

	desk_type(v, "лкина №7", "лкина №7");
	desk_type(v, "<Home>Ё", "Ёлкина №7");
	desk_type(v, "<Del>", "Ёкина №7");
	desk_type(v, "<End><BS><BS><BS>ёё", "Ёкинаёё");
	vt_close(v, WAIT);
}

static void
long_values_scroll_and_are_limited(void **state)
{
	vt *v = person_form(*state, 24, 80);
	char text[301];

	memset(text, 'x', 250);
	text[250] = '\0';
	desk_paste(v, text, 250);
	desk_type(v, "абвгд", "абвгд");
	desk_type(v, "е", "Больше 255 знаков сюда не поместится.");
	desk_see(v, "‹");
	desk_type(v, "<Home>", "›");
	desk_gone(v, "абвгд");
	desk_type(v, "<Enter>", "›");
	vt_close(v, WAIT);
}

static void
a_paste_of_a_megabyte_is_bounded_and_told(void **state)
{
	struct desk *d = *state;
	size_t len = 1024 * 1024;
	char *big = malloc(len);
	vt *v = person_form(d, 24, 80);

	for (size_t i = 0; i < len; i++)
		big[i] = i % 60 == 59 ? '\r' : (char)('a' + i % 26);
	desk_paste(v, big, len);
	desk_see(v, "Вставлено знаков: 255.");
	desk_type(v, "<F10>", "Форма не сохранена");
	desk_type(v, "<Left><Enter>", "► ");
	vt_keys(v, "<Esc>");
	vt_close(v, WAIT);

	v = desk_start(d, 24, 80);
	desk_new(v, "Запросы о помощи");
	desk_type(v, "<Tab><Tab><Tab><Tab><Tab><Tab>", "F4 во всё окно");
	desk_paste(v, big, len);
	desk_see(v, "Вставлено знаков: 65536.");
	desk_see(v, "Знаков 65536 из 65536");
	desk_type(v, "ж", "Больше 65536 знаков сюда не поместится.");
	desk_type(v, "<F4>", "┌");
	vt_close(v, WAIT);
	free(big);
}

/* Line ends and controls of a paste become blanks or nothing; Enter is not pressed by them. */
static void
pasted_lines_become_one(void **state)
{
	static const char text[] = "Иванова\r\nАнна\x1b\x07";
	vt *v = person_form(*state, 24, 80);

	desk_paste(v, text, sizeof(text) - 1);
	desk_see(v, "Вставлена строка таблицы");
	vt_keys(v, "1");
	desk_see(v, "Иванова Анна");
	desk_see(v, "Переносы и табуляции стали пробелами: 1.");
	desk_see(v, "управляющих знаков — 2");
	vt_close(v, WAIT);
}

static void
letters_are_composed(void **state)
{
	struct desk *d = *state;
	vt *v = person_form(d, 24, 80);
	char *row;

	/* и and U+0306, е and U+0308, typed and pasted */
	desk_type(v, "Строи\xCC\x86", "Строй");
	desk_paste(v, "е\xCC\x88лов", strlen("е\xCC\x88лов"));
	desk_see(v, "Стройёлов");
	vt_keys(v, "<Enter>Ольга<Enter><Enter><Enter>O008<Enter>учитель<Enter>1<Enter>");
	desk_type(v, "<Tab><Tab><Tab><Tab><Tab><Tab><Tab>1.9.2015<F2>", "Сохранено");
	row = desk_export(d, "people", "Стройёлов;Ольга");
	assert_int_not_equal(strlen(row), 0);
	free(row);
	vt_close(v, WAIT);
}

static void
bad_bytes_cost_nothing(void **state)
{
	vt *v = person_form(*state, 24, 80);

	vt_keys(v, "Жур");
	vt_raw(v, "\xff", 1);
	desk_see(v, "0xFF");
	desk_see(v, "PuTTY: Window > Translation > UTF-8."); /* legible in any encoding */
	desk_type(v, "авлёва", "Журавлёва");
	vt_raw(v, "\xd0", 1);
	desk_type(v, "<Enter>Ольга", "Ольга");
	desk_see(v, "Журавлёва");
	vt_close(v, WAIT);
}

static void
latin_letters_are_told_and_mended(void **state)
{
	vt *v = person_form(*state, 24, 80);

	/* a and c are Latin */
	desk_type(v, "Трaкcин<Enter>", "F6 исправит");
	desk_see(v, "~ Фамилия");
	desk_type(v, "<F6>", "Фамилия: исправлено.");
	desk_gone(v, "~ Фамилия");
	desk_see(v, "Траксин");
	/* the whole name in the other layout */
	desk_type(v, "Bdfy<Enter>", "F6 наберёт");
	desk_type(v, "<F6>", "Иван");
	/* figures are no letters */
	desk_type(v, "31022000<Enter>", "Дата: 15.5");
	desk_see(v, "31022000");
	desk_gone(v, "латинские");
	vt_close(v, WAIT);
}

static void
choices_understand_both_layouts_and_digits(void **state)
{
	vt *v = person_form(*state, 24, 80);

	for (int i = 0; i < 6; i++)
		vt_keys(v, "<Tab>");
	desk_type(v, "рук<Tab>", "руководитель");
	desk_type(v, "<S-Tab>gtl<Tab>", "педагог"); /* пед */
	desk_type(v, "<S-Tab>3<Tab>", "специалист управления");
	desk_type(v, "<S-Tab>ж<Tab>", "! Категория персонала");
	desk_type(v, "<S-Tab><F4>", "┌");
	vt_keys(v, "<Enter>");
	desk_gone(v, "! Категория персонала");
	vt_close(v, WAIT);
}

/* From «Фамилия» to «Организация». */
static const char to_organisation[] = "<Tab><Tab><Tab><Tab>";

static void
names_find_references(void **state)
{
	vt *v = person_form(*state, 24, 80);

	vt_keys(v, to_organisation);
	/* one school has that number, several have «сош» */
	desk_type(v, "cji<Enter>", "Найти:");
	desk_see(v, "другая раскладка");
	desk_type(v, " 8", "МБОУ «СОШ № 8»");
	vt_keys(v, "<Enter>");
	desk_gone(v, "Найти:");
	desk_see(v, "O008");
	/* words that several schools have are no school elsewhere */
	desk_type(v, "сош<Enter>1<Enter>", "дополнительное");
	desk_gone(v, "! Должность");
	vt_close(v, WAIT);
}

/* In small letters and in the other layout, though another code begins so. */
static void
a_code_is_found_however_it_is_typed(void **state)
{
	struct desk *d = *state;
	vt *v;

	free(
	    desk_shell("printf 'code;name;type\\nZ9;Школа;школа\\nZ9A;Школа;школа\\n' >%s/z.csv && "
		       "%s --db %s --user lead import organisations %s/z.csv >/dev/null",
		d->folder, desk_program(), d->db, d->folder));
	v = person_form(d, 24, 80);
	vt_keys(v, to_organisation);
	desk_type(v, "z9<Enter>", "Z9 ");
	desk_type(v, "<S-Tab>O008<Enter>", "O008");
	desk_type(v, "<S-Tab>я9<Enter>", "Z9 ");
	vt_close(v, WAIT);
}

/* Wherever the cursor was in what was found before. */
static void
a_letter_more_goes_to_the_first_found(void **state)
{
	vt *v = person_form(*state, 24, 80);

	vt_keys(v, to_organisation);
	desk_type(v, "сад<Enter>", "Теремок");
	desk_type(v, "<End>", "Код: O002");
	desk_type(v, " ко", "1 из 4");
	vt_keys(v, "<Enter>");
	desk_gone(v, "Найти:");
	desk_see(v, "O011");
	vt_close(v, WAIT);
}

static void
what_is_not_found_becomes_the_name_of_a_new_record(void **state)
{
	struct desk *d = *state;
	vt *v = person_form(d, 24, 80);
	char *row;

	vt_keys(v, to_organisation);
	desk_type(v, "Лицей № 77<Enter>", "Ничего не нашлось.");
	desk_type(v, "<Ins>", "Организации: новая запись");
	desk_see(v, "Лицей № 77");
	vt_keys(v, "<Enter>"); /* the first field that is empty comes first */
	desk_type(v, "1<Enter>", "школа");
	desk_type(v, "<F2>", "Сохранено: Лицей № 77.");
	desk_see(v, "Люди: новая запись");
	row = desk_export(d, "organisations", "Лицей № 77");
	assert_non_null(strstr(row, ";Лицей № 77;;школа;"));
	free(row);
	vt_close(v, WAIT);
}

static void
a_new_size_keeps_text_and_cursor(void **state)
{
	static const int sizes[][2] = {{40, 120}, {24, 80}, {10, 30}, {60, 200}, {24, 80}};
	vt *v = person_form(*state, 24, 80);
	int row, column, before, at;

	desk_type(v, "Журавлёва<Enter>Ольга<Left><Left>", "Ольга");
	desk_cursor(v, &before, &at);
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		vt_resize(v, sizes[i][0], sizes[i][1]);
		desk_see(v, sizes[i][0] < 24 ? "не меньше" : "Журавлёва");
		vt_quiet(v, 30, WAIT);
	}
	desk_cursor(v, &row, &column);
	assert_int_equal(row, before);
	assert_int_equal(column, at);
	desk_type(v, "х", "Ольхга");
	vt_close(v, WAIT);
}

static void
the_focused_field_is_always_seen(void **state)
{
	vt *v = person_form(*state, 24, 80);

	for (int i = 0; i < 17; i++)
		vt_keys(v, "<Tab>");
	desk_type(v, "olga@example.org", "olga@example.org");
	desk_see(v, "Электронная почта");
	for (int i = 0; i < 17; i++)
		vt_keys(v, "<S-Tab>");
	desk_type(v, "Журавлёва", "Журавлёва");
	vt_close(v, WAIT);
}

/* The window begins between the two lines of a label: the second is there. */
static void
a_long_label_is_cut_by_the_window(void **state)
{
	vt *v = desk_start(*state, 40, 80);

	desk_new(v, "Заявления");
	desk_see(v, "Контактный адрес электронной");
	desk_type(v, "<PgDn>", "советом, объединением, отделом");
	vt_resize(v, 26, 80);
	desk_gone(v, "Контактный адрес электронной");
	desk_see(v, "   почты");
	vt_close(v, WAIT);
}

/* Days that somebody typed stay; what the words meant before gives way. */
static void
a_term_in_words_fills_the_days(void **state)
{
	vt *v = desk_start(*state, 24, 80);

	desk_type(v, "3", "► Методические объединения");
	desk_new(v, "Пункты планов");
	desk_type(v, "PL020<Enter>7<Enter><Enter>Семинар наставников<Enter>", "Форма");
	desk_type(v, "сем<Enter>мун<Enter>", "муниципальный");
	desk_type(v, "февраль<Enter>", "28.02.2026");
	desk_see(v, "01.02.2026");
	desk_type(v, "<S-Tab>7-9 декабря<Enter>", "07.12.2025");
	desk_see(v, "09.12.2025");
	desk_type(v, "10.12.2025<Enter>", "10.12.2025");
	desk_type(v, "<S-Tab><S-Tab>IV квартал<Enter>", "31.12.2025");
	desk_see(v, "10.12.2025");
	desk_type(v, "<S-Tab>ежегодно<Enter>", "дней не называет");
	vt_close(v, WAIT);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(faults_are_told_and_do_not_trap, desk_setup),
	    cmocka_unit_test_setup(one_save_tells_every_kind_of_fault, desk_setup),
	    cmocka_unit_test_setup(saving_lists_all_faults_and_enter_goes_to_one, desk_setup),
	    cmocka_unit_test_setup(a_person_is_saved_and_the_next_begins, desk_setup),
	    cmocka_unit_test_setup(typing_at_the_beginning_keeps_the_rest, desk_setup),
	    cmocka_unit_test_setup(long_values_scroll_and_are_limited, desk_setup),
	    cmocka_unit_test_setup(a_paste_of_a_megabyte_is_bounded_and_told, desk_setup),
	    cmocka_unit_test_setup(pasted_lines_become_one, desk_setup),
	    cmocka_unit_test_setup(letters_are_composed, desk_setup),
	    cmocka_unit_test_setup(bad_bytes_cost_nothing, desk_setup),
	    cmocka_unit_test_setup(latin_letters_are_told_and_mended, desk_setup),
	    cmocka_unit_test_setup(choices_understand_both_layouts_and_digits, desk_setup),
	    cmocka_unit_test_setup(names_find_references, desk_setup),
	    cmocka_unit_test_setup(a_letter_more_goes_to_the_first_found, desk_setup),
	    cmocka_unit_test_setup(a_code_is_found_however_it_is_typed, desk_setup),
	    cmocka_unit_test_setup(what_is_not_found_becomes_the_name_of_a_new_record, desk_setup),
	    cmocka_unit_test_setup(a_new_size_keeps_text_and_cursor, desk_setup),
	    cmocka_unit_test_setup(the_focused_field_is_always_seen, desk_setup),
	    cmocka_unit_test_setup(a_long_label_is_cut_by_the_window, desk_setup),
	    cmocka_unit_test_setup(a_term_in_words_fills_the_days, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
