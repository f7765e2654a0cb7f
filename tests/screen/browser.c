/* SPDX-License-Identifier: MIT
 * browser.c - lists: searching, sorting, filtering, marking, removing, taking back, and their cost.
 */
#include "tests/lib/desk.h"

#include <time.h>

static vt *
people(const struct desk *d, int rows, int columns)
{
	vt *v = desk_start(d, rows, columns);

	desk_type(v, "<Enter>", "1 из 500");
	return v;
}

/* The rows between the heading and the foot, as one text. To be freed. */
static char *
rows_of(vt *v, int from)
{
	char *all = calloc(1, 65536);

	vt_quiet(v, 50, WAIT);
	for (int row = from; row < v->rows - 3; row++) {
		char *line = vt_row(v, row);

		strcat(strcat(all, line), "\n");
		free(line);
	}
	return all;
}

static void
a_search_forgives_order_case_yo_and_layout(void **state)
{
	static const char *const typed[] = {"ирина озерская", "ОЗЕРСКАЯ ИРИНА", "bhbyf jpthcrfz"};
	char *expected = NULL;

	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		vt *v = people(*state, 24, 80);
		char *rows;

		desk_type(v, typed[i], "Озерская Ирина");
		desk_see(v, " из 500");
		desk_gone(v, "Абрамова");
		if (i == 2)
			desk_see(v, "искали: ирина озерская (другая раскладка)");
		rows = rows_of(v, i == 2 ? 4 : 3);
		if (expected == NULL)
			expected = strdup(rows);
		assert_int_equal(strncmp(rows, expected, 60), 0);
		free(rows);
		vt_close(v, WAIT);
	}
	free(expected);
}

static void
a_search_without_luck_says_what_to_do(void **state)
{
	vt *v = people(*state, 24, 80);

	desk_type(v, "щщщщ", "По словам «щщщщ» ничего не найдено");
	desk_see(v, "Esc — убрать поиск");
	desk_see(v, "показано 0 из 500");
	desk_type(v, "<Esc>", "1 из 500");
	desk_gone(v, "Поиск:");
	vt_close(v, WAIT);
}

static void
keys_typed_ahead_act_on_what_was_searched(void **state)
{
	vt *v = people(*state, 24, 80);

	desk_type(v, "абрамова<Enter>", "Абрамова");
	desk_see(v, "P0036");
	vt_close(v, WAIT);
}

static void
the_dot_and_the_slash_are_one_key(void **state)
{
	static const char *const keys[] = {".", "/", "<F7>"};

	for (size_t i = 0; i < 3; i++) {
		vt *v = people(*state, 24, 80);

		desk_type(v, keys[i], "Поиск:");
		desk_type(v, ".", "Поиск: .");
		vt_close(v, WAIT);
	}
}

static void
sorting_again_turns_round(void **state)
{
	vt *v = people(*state, 24, 80);

	desk_type(v, "<F6>", "Упорядочить по полю");
	desk_type(v, "дата рожд<Enter>", "Рождение");
	desk_gone(v, "Упорядочить");
	desk_see(v, "▲");
	desk_type(v, "<F6><Enter>", "▼");
	desk_type(v, "<F6><Home><Enter>", "Абрамова");
	vt_close(v, WAIT);
}

static void
a_filter_stays_in_sight(void **state)
{
	vt *v = people(*state, 24, 80);

	desk_type(v, "+", "Отобрать по полю");
	desk_type(v, "квалиф<Enter>", "соответствие занимаемой должности");
	desk_type(v, "высшая<Enter>", "Квалификационная категория: высшая");
	desk_see(v, "показано ");
	desk_type(v, "+дата приема<Enter>", "действует на дату…");
	desk_type(v, "<Enter>", "На какую дату?");
	desk_type(v, "31.02.2020<Enter>", "«31.02.2020» — такого дня нет");
	desk_type(v, "<End><BS>7<Enter>", "«31.02.2027»"); /* another key first keeps it */
	desk_type(
	    v, "неделя<Enter>", "не дата; пишут 15.05.2026, 15.05.26, 150526, 15 мая 2026, 15.");
	desk_type(v, "1.9.2020<Enter>", "высшая · действует на 01.09.2020");
	desk_type(v, "<Esc>", "всего 500");
	desk_gone(v, "высшая ·");
	vt_close(v, WAIT);
}

/* Conditions on several fields are taken off one by one; under a name they are there the next time,
 * for that account and that list. */
static void
conditions_are_kept_by_name(void **state)
{
	vt *v = people(*state, 24, 80);

	desk_type(v, "+квалиф<Enter>высшая<Enter>", "Квалификационная категория: высшая");
	desk_type(v, "+телефон<Enter>заполн<Enter>", "высшая · Телефон: заполнено");
	desk_type(v, "+", "Снять: Телефон: заполнено");
	desk_type(v, "запомн<Enter>", "Как его назвать?");
	desk_type(v, "Высшая с телефоном<Enter>", "Отбор «Высшая с телефоном» запомнен");
	desk_type(v, "+<Enter>", " Телефон: заполнено");
	desk_gone(v, "высшая · ");
	vt_close(v, WAIT);
	v = people(*state, 24, 80);
	desk_type(v, "+", "Отбор «Высшая с телефоном»");
	desk_type(v, "<Enter>", "Квалификационная категория: высшая · Телефон: заполнено");
	desk_type(v, "+забыть<Enter>", "Какой отбор забыть?");
	desk_type(v, "<Enter>", "Отбор «Высшая с телефоном» забыт");
	desk_type(v, "+", "Снять: Телефон");
	desk_gone(v, "Отбор «");
	vt_close(v, WAIT);
}

static void
marks_are_counted_and_can_be_shown_alone(void **state)
{
	vt *v = people(*state, 24, 80);

	desk_type(v, "<Space><Down><Space>", "отмечено 2");
	desk_type(v, "=", "только отмеченные");
	desk_see(v, "показано 2 из 500");
	desk_type(v, "=", "3 из 500");
	desk_type(v, "*", "отмечено 498");
	desk_type(v, "<C-n>", "всего 500");
	desk_gone(v, "отмечено");
	desk_type(v, "<C-a>", "отмечено 500");
	vt_close(v, WAIT);
}

static void
removing_asks_with_the_safe_answer_first(void **state)
{
	struct desk *d = *state;
	vt *v = people(d, 24, 80);
	char *before = desk_export(d, "people", ""), *after;

	desk_type(v, "<F8>", "Удалить запись: человек?");
	desk_type(v, "<Enter>", "1 из 500");
	desk_gone(v, "Удалить запись");
	after = desk_export(d, "people", "");
	assert_string_equal(before, after);
	desk_type(v, "<F8>", "[1 Не удалять]");
	desk_type(v, "2", "Удалить нельзя");
	desk_see(v, "Состав объединений");
	free(before);
	free(after);
	vt_close(v, WAIT);
}

static void
what_was_removed_can_be_taken_back(void **state)
{
	struct desk *d = *state;
	vt *v = desk_start(d, 24, 80);
	char *before = desk_export(d, "trainings", ""), *after;

	desk_see(v, "Повышение");
	desk_type(v, "повы", "► Повышение");
	desk_type(v, "<Enter>", "1 из 400");
	desk_type(v, "<F8>2", "Удалено: ");
	desk_see(v, "1 из 399");
	desk_type(v, "<C-z>", "Удаление отменено, возвращено: обучение «");
	desk_see(v, "всего 400");
	after = desk_export(d, "trainings", "");
	assert_string_equal(before, after);
	free(before);
	free(after);
	vt_close(v, WAIT);
}

static void
what_is_marked_is_removed_together(void **state)
{
	struct desk *d = *state;
	vt *v = desk_start(d, 24, 80);
	char *before = desk_export(d, "trainings", ""), *after;

	desk_type(v, "повы", "► Повышение");
	desk_type(v, "<Enter>", "1 из 400");
	desk_type(v, "<Space><Space><Space>", "отмечено 3");
	desk_type(v, "<F8>", "Удалить 3 отмеченные записи («Повышение квалификации»)?");
	desk_type(v, "<Enter>", "отмечено 3");
	desk_gone(v, "Удаление отмеченных");
	desk_type(v, "<F8>", "Удаление отмеченных");
	desk_type(v, "2", "Удалено вместе: 3 записи");
	desk_see(v, "всего 397");
	desk_gone(v, "отмечено");
	desk_type(v, "<C-z>", "возвращено удалённых: 3. Ctrl-Y");
	desk_see(v, "всего 400");
	desk_type(v, "<C-y>", "удалено записей: 3. Ctrl-Z");
	desk_see(v, "всего 397");
	desk_type(v, "<C-z>", "возвращено удалённых: 3. Ctrl-Y");
	desk_see(v, "всего 400");
	after = desk_export(d, "trainings", "");
	assert_string_equal(before, after);
	free(before);
	free(after);
	vt_close(v, WAIT);
}

static void
marked_rows_are_removed_all_or_none(void **state)
{
	struct desk *d = *state;
	vt *v = people(d, 24, 80);
	char *before = desk_export(d, "people", ""), *after;

	desk_type(v, "<C-a>", "отмечено 500");
	desk_type(v, "<F8>", "Удалить 500 отмеченных записей");
	desk_see(v, "и ещё 492");
	desk_type(v, "2", "Ни одна запись не удалена: «");
	desk_see(v, "ссылаются");
	desk_type(v, "<Enter>", "отмечено 500");
	after = desk_export(d, "people", "");
	assert_string_equal(before, after);
	free(before);
	free(after);
	vt_close(v, WAIT);
}

static void
while_a_search_is_typed_its_keys_are_named(void **state)
{
	vt *v = people(*state, 24, 80);

	vt_resize(v, 40, 120);
	desk_see(v, "+ Отбор");
	desk_type(v, "абр", "показано 1 из 500");
	desk_gone(v, "+ Отбор");
	desk_see(v, "Ctrl-F Отбор");
	desk_type(v, "<C-f>", "Отобрать по полю");
	vt_close(v, WAIT);
}

static void
an_import_is_not_taken_back_unasked(void **state)
{
	vt *v = people(*state, 24, 80);

	desk_type(v, "<C-z>", "Отменить: загрузка таблиц");
	desk_see(v, "Это удалит записей: 6 338.");
	desk_type(v, "<Enter>", "1 из 500");
	desk_see(v, "всего 500");
	vt_close(v, WAIT);
}

static void
the_cursor_stays_on_its_record(void **state)
{
	static const char name[] = "Артёмова Алёна Валерьевна";
	struct desk *d = *state;
	vt *v = people(d, 24, 80);

	desk_type(v, "<PgDn><Down><Down>", "20 из 500");
	desk_cursor_on(v, name);
	vt_resize(v, 40, 120);
	vt_quiet(v, 50, WAIT);
	desk_cursor_on(v, name);
	/* Somebody else brings in a person who stands before all others. */
	free(desk_shell("printf 'code;surname;given_name;organisation;position;staff_kind;hired\\n"
			"P9999;Аа;Аа;O001;учитель;педагог;2020-09-01\\n' "
			"| %s --db %s --user lead import people -",
	    desk_program(), d->db));
	desk_see(v, "21 из 501");
	desk_cursor_on(v, name);
	desk_type(v, "<Enter>", "Сведения");
	desk_type(v, "<F10>", "21 из 501");
	desk_cursor_on(v, name);
	vt_close(v, WAIT);
}

/* Each command by its key in either layout, and a removal: the screens and the tables are the
 * same. */
static void
both_layouts_do_the_same(void **state)
{
	static const char *const keys[2][4] = {
	    {"голо", "<F6>воздерж<BS><Esc>", "/против<Enter><F10>", "?"},
	    {"ujkj", "<F6>djplth;<BS><Esc>", ".ghjnbd<Enter><F10>", ","}};
	struct desk *d = *state;
	char *screens[2][4], *tables[2];

	for (int layout = 0; layout < 2; layout++) {
		vt *v;

		free(desk_shell("rm -rf %s && cp -r %s/town %s", d->db, d->folder, d->db));
		v = desk_open(d, 24, 80);
		for (int i = 0; i < 4; i++) {
			vt_keys(v, keys[layout][i]);
			vt_quiet(v, 200, WAIT);
			screens[layout][i] = vt_text(v);
			if (i == 0)
				desk_type(v, "<Enter>", "1 из 743");
			if (i == 2)
				desk_type(v, "<Esc><F8>2", "Удалить нельзя"); /* it was counted */
			if (i == 2) {
				vt_keys(v, "<Esc>");
				desk_gone(v, "Удалить нельзя");
			}
		}
		tables[layout] = desk_export(d, "votes", "");
		vt_close(v, WAIT);
	}
	for (int i = 0; i < 4; i++) {
		if (i != 2) /* the words in the search field are what was typed */
			assert_string_equal(screens[0][i], screens[1][i]);
		free(screens[0][i]);
		free(screens[1][i]);
	}
	assert_string_equal(tables[0], tables[1]);
	free(tables[0]);
	free(tables[1]);
}

static void
a_wide_terminal_shows_more(void **state)
{
	vt *v = people(*state, 40, 120);

	assert_true(vt_has(v, "Должность"));
	assert_true(vt_has(v, "Категория"));
	assert_false(vt_has(v, "Квалификац"));
	vt_resize(v, 30, 150);
	desk_see(v, "Дата рождения");
	desk_type(v, "<Down>", "P0");
	vt_close(v, WAIT);
}

static int
compare_sizes(const void *a, const void *b)
{
	size_t x = *(const size_t *)a, y = *(const size_t *)b;

	return x < y ? -1 : x > y;
}

/* The middle one of what so many presses of a key send to the terminal. */
static size_t
bytes_of(vt *v, const char *key, int presses, size_t *mean)
{
	size_t sizes[64], sum = 0;

	for (int i = 0; i < presses; i++) {
		size_t before = v->bytes_in;

		vt_keys(v, key);
		vt_quiet(v, 30, WAIT);
		sizes[i] = v->bytes_in - before;
		sum += sizes[i];
	}
	qsort(sizes, (size_t)presses, sizeof(sizes[0]), compare_sizes);
	*mean = sum / (size_t)presses;
	return sizes[presses / 2];
}

/* A slow line is not made to carry what has not changed: in colours, over lists of Cyrillic names.
 */
static void
moving_sends_little(void **state)
{
	static const char *const colours[] = {"NO_COLOR", NULL};
	const struct desk *d = *state;
	const char *argv[] = {desk_program(), "--db", d->db, "--user", "lead", NULL};
	vt *v = vt_spawn(24, 80, "xterm-256color", colours, argv);
	size_t mean, page;

	desk_type(v, "<Enter>", "1 из 500");
	vt_quiet(v, 50, WAIT);
	bytes_of(v, "<Down>", 40, &mean);
	page = bytes_of(v, "<PgDn>", 15, &(size_t){0});
	if (mean >= 320 || page >= 2000)
		fprintf(stderr, "a move %zu bytes, a page %zu\n", mean, page);
	assert_true(mean < 320);
	assert_true(page < 2000);
	vt_close(v, WAIT);
}

static void
a_viewer_looks_and_changes_nothing(void **state)
{
	struct desk *d = *state;
	vt *v;

	free(desk_shell(
	    "%s --db %s --user lead user add guest --role viewer", desk_program(), d->db));
	v = desk_start_as(d, "guest", 24, 80);
	desk_see(v, "только чтение");
	desk_type(v, "<Enter>", "1 из 500");
	assert_false(vt_has(v, "F4 Правка"));
	assert_false(vt_has(v, "F8 Удалить"));
	desk_type(v, "<F8>", "guest");
	assert_false(vt_has(v, "Удалить запись"));
	vt_close(v, WAIT);
}

#define DESK_TEST(name) cmocka_unit_test_setup(name, desk_setup)

/* The columns somebody has chosen are there again, for that list and that account. */
static void
chosen_columns_are_kept(void **state)
{
	for (int session = 0; session < 2; session++) {
		vt *v = desk_open(*state, 24, 80);

		desk_type(v, "<F9>список Люди<Enter>", "Чтобы найти, начните набирать");
		if (session == 0) {
			desk_see(v, "Категория");
			desk_type(v, "<C-v>", "Столбцы: Enter");
			desk_type(v, "квалиф<Enter>", "[ ] Квалификационная категория");
			desk_type(v, "дата рожд<Enter>", "[x] Дата рождения");
			vt_keys(v, "<Esc>");
			desk_gone(v, "Столбцы: Enter");
		}
		desk_see(v, "Рождение");
		desk_gone(v, "Категория");
		vt_close(v, WAIT);
	}
}

/* A column there is no room for is beyond the edge: that is told, a mark shows it, → goes there. */
static void
a_column_beyond_the_edge_is_scrolled_to(void **state)
{
	vt *v = people(*state, 24, 80);

	desk_see(v, "►");
	desk_type(v, "<C-v>", "Столбцы: Enter");
	desk_type(v, "электрон<Enter>", "Электронная почта: этот столбец за краем окна");
	desk_see(v, "[x] Электронная почта");
	vt_keys(v, "<Esc>");
	desk_gone(v, "Столбцы: Enter");
	desk_gone(v, "@example.org");
	desk_type(v, "<Right><Right><Right><Right>", "@example.org");
	desk_see(v, "◄");
	desk_gone(v, "►");
	desk_see(v, "Абрамова");
	desk_type(v, "<Left><Left><Left><Left>", "►");
	desk_gone(v, "◄");
	desk_type(v, "абр<Right><Right><Right><Right>", "abramova.p0036"); /* from a search's end */
	vt_close(v, WAIT);
}

/* What each type of a field can be asked for, in the line above the list. A wrong number is asked
 * for again. */
static void
every_type_has_its_conditions(void **state)
{
	static const struct {
		const char *list, *keys, *line;
	} rows[] = {
	    {"Люди", "предметы<Enter>не зап<Enter>", "Предметы: не заполнено"},
	    {"Люди", "предметы<Enter>запол<Enter>", "Предметы: заполнено"},
	    {"Люди", "уровень<Enter>нач<Enter>", "Уровень образования: начальное"},
	    {"Люди", "категория перс<Enter>педагог<Enter>", "Категория персонала: педагог"},
	    {"Люди", "организ<Enter><Enter>O008<Enter>", "Организация: МБОУ «СОШ № 8»"},
	    {"Люди", "дата рожд<Enter>начиная<Enter>01.01.1970<Enter>",
		"Дата рождения: с 01.01.1970"},
	    {"Люди", "дата рожд<Enter>не позже<Enter>01.01.1970<Enter>",
		"Дата рождения: по 01.01.1970"},
	    {"Люди", "дата при<Enter>действует<Enter><Enter>", "действует на 31.05.2026"},
	    {"Согласия", "дано<Enter>действует<Enter>01.01.2026<Enter>", "действует на 01.01.2026"},
	    {"Методический актив", "с<Enter>действует<Enter><Enter>", "действует на 31.05.2026"},
	    {"Повышение", "в федер<Enter>да<Enter>", "В федеральном реестре: да"},
	    {"Повышение", "в федер<Enter>нет<Enter>", "В федеральном реестре: нет"},
	    {"Повышение", "часов<Enter>не меньше<Enter>72<Enter>", "Часов: от 72"},
	    {"Повышение", "часов<Enter>не больше<Enter>сто<Enter><C-u>100<Enter>", "Часов: до 100"},
	    {"Повышение", "часов<Enter>не больше<Enter>-1<Enter><C-u>10<Enter>", "Часов: до 10"},
	    {"Повышение", "часов<Enter>не больше<Enter><C-u><Enter>20<Enter>", "Часов: до 20"},
	    {"Повышение", "часов<Enter>не зап<Enter>", "Часов: не заполнено"},
	};
	vt *v = desk_open(*state, 24, 120);

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		vt_keys(v, "<F9>список ");
		vt_keys(v, rows[i].list);
		desk_type(v, "<Enter>", "Чтобы найти, начните набирать");
		desk_type(v, "+", "Отобрать по полю");
		desk_type(v, rows[i].keys, rows[i].line);
		vt_keys(v, "-");
		desk_gone(v, rows[i].line);
		desk_type(v, "<F10>", "F10 Выход");
	}
	vt_close(v, WAIT);
}

/* The same test of the same field is said anew; eight are enough. */
static void
conditions_are_eight_at_most(void **state)
{
	static const char *const keys[] = {"+телефон<Enter>запол<Enter>", "+имя<Enter>запол<Enter>",
	    "+фамилия<Enter>запол<Enter>", "+должность<Enter>запол<Enter>",
	    "+дата рожд<Enter>начиная<Enter>01.01.1900<Enter>", "+дата рожд<Enter>запол<Enter>",
	    "+организ<Enter>запол<Enter>"};
	vt *v = desk_open(*state, 24, 160);

	desk_type(v, "<Enter>", "Чтобы найти, начните набирать");
	desk_type(v, "+уровень<Enter>нач<Enter>", "Уровень образования: начальное");
	desk_type(v, "+уровень<Enter>осн<Enter>", "Уровень образования: основное");
	desk_gone(v, "начальное");
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		desk_type(v, keys[i], "Отбор");
	desk_type(v, "+отчество<Enter>запол<Enter>", "Больше 8 условий сразу не бывает");
	vt_close(v, WAIT);
}

/* Keys of a list one after another: marks, what is found nowhere, a search gone back and forth. */
static void
every_key_of_a_list_is_answered(void **state)
{
	static const struct {
		const char *keys, *seen;
	} steps[] = {
	    {"=", "Ничего не отмечено"},
	    {"<C-x>", "Отметьте пробелом две записи"},
	    {"<Space><C-x>", "Отметьте пробелом две записи"},
	    {"=", "только отмеченные"},
	    {"=", "отмечено 1 · всего 12"},
	    {"*", "отмечено 11 · всего 12"},
	    {"<C-n>", "Чтобы найти, начните набирать"},
	    {"щъщъ", "показано 0 из 12"},
	    {"<F4>", "Список пуст: выбирать не из чего"},
	    {"<F8>", "Список пуст: выбирать не из чего"},
	    {"<Enter>", "Список пуст: выбирать не из чего"},
	    {"<C-z>", "всего 12"},
	    {"<C-y>", "показано 0 из 12"},
	    {"<C-y>", "Возвращать больше нечего"},
	    {"<Esc>", "Чтобы найти, начните набирать"},
	    {"<BS>", "Клавиша Backspace здесь ничего не значит"},
	    {"<F7>", "Поиск:"},
	    {"<Esc>", "Чтобы найти, начните набирать"},
	    {"+тип<Enter>школа<Enter>", "Тип: школа"},
	    {"<Ins>", "Организации: новая запись"},
	    {"<Esc>", "Тип: школа"},
	    {"-", "Чтобы найти, начните набирать"},
	    {"<C-y>", "Делать снова нечего"},
	    {"-", "F10 Выход"},
	};
	vt *v = desk_open(*state, 24, 80);

	desk_type(v, "<F9>список Организации<Enter>", "Чтобы найти, начните набирать");
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		desk_type(v, steps[i].keys, steps[i].seen);
	vt_close(v, WAIT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    DESK_TEST(a_search_forgives_order_case_yo_and_layout),
	    DESK_TEST(a_search_without_luck_says_what_to_do),
	    DESK_TEST(keys_typed_ahead_act_on_what_was_searched),
	    DESK_TEST(the_dot_and_the_slash_are_one_key),
	    DESK_TEST(sorting_again_turns_round),
	    DESK_TEST(a_filter_stays_in_sight),
	    DESK_TEST(conditions_are_kept_by_name),
	    DESK_TEST(marks_are_counted_and_can_be_shown_alone),
	    DESK_TEST(removing_asks_with_the_safe_answer_first),
	    DESK_TEST(what_was_removed_can_be_taken_back),
	    DESK_TEST(what_is_marked_is_removed_together),
	    DESK_TEST(marked_rows_are_removed_all_or_none),
	    DESK_TEST(while_a_search_is_typed_its_keys_are_named),
	    DESK_TEST(an_import_is_not_taken_back_unasked),
	    DESK_TEST(the_cursor_stays_on_its_record),
	    DESK_TEST(both_layouts_do_the_same),
	    DESK_TEST(a_wide_terminal_shows_more),
	    DESK_TEST(moving_sends_little),
	    DESK_TEST(a_viewer_looks_and_changes_nothing),
	    DESK_TEST(chosen_columns_are_kept),
	    DESK_TEST(a_column_beyond_the_edge_is_scrolled_to),
	    cmocka_unit_test_setup(every_type_has_its_conditions, desk_setup),
	    cmocka_unit_test_setup(conditions_are_eight_at_most, desk_setup),
	    cmocka_unit_test_setup(every_key_of_a_list_is_answered, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
