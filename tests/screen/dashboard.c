/* SPDX-License-Identifier: MIT
 * dashboard.c - the indicators on the screen: the figures of the command, the list behind each, day
 * and part of the town changed in place, comparing, printing; and the entry of what they count.
 */
#include "tests/lib/desk.h"

enum { INDICATORS = 8, LOAD = 5 };

static const struct {
	const char *id, *brief;
} indicators[INDICATORS] = {
    {"roadmap", "Дорожная карта"},
    {"assessed", "Диагностика"},
    {"trained", "Программы ДПО"},
    {"pathways", "ИОМ разработаны"},
    {"methodists", "Методисты"},
    {"load", "На одного методиста"},
    {"pathways_done", "ИОМ завершены"},
    {"young", "Молодые педагоги"},
};

struct figures {
	long numerators[INDICATORS], denominators[INDICATORS];
	char shown[INDICATORS][16]; /* "43,1": percent or people */
};

/* What the command says, with more options. */
static struct figures
told_by_command(const struct desk *d, const char *options)
{
	char *json = desk_shell(
	    "%s --db %s --user lead indicators --format json %s", desk_program(), d->db, options);
	struct figures f = {.numerators = {0}};

	for (int i = 0; i < INDICATORS; i++) {
		char mark[64], *at, *end, *figure;

		snprintf(mark, sizeof(mark), "\"id\": \"%s\"", indicators[i].id);
		at = strstr(json, mark);
		assert_non_null(at);
		end = strchr(at, '}');
		assert_int_equal(
		    sscanf(strstr(at, "\"numerator\":"), "\"numerator\": %ld, \"denominator\": %ld",
			&f.numerators[i], &f.denominators[i]),
		    2);
		snprintf(
		    mark, sizeof(mark), i == LOAD ? "\"per_methodist\": \"" : "\"percent\": \"");
		figure = strstr(at, mark);
		if (figure == NULL || figure > end) {
			snprintf(f.shown[i], sizeof(f.shown[i]), "—");
			continue;
		}
		sscanf(figure + strlen(mark), "%15[0-9.]", f.shown[i]);
		*strchr(f.shown[i], '.') = ',';
	}
	free(json);
	return f;
}

/* The row of the eight lines that begins with the indicator's title. To be freed; NULL while
 * there is none. */
static char *
line_of(vt *v, int indicator)
{
	const char *brief = indicators[indicator].brief;

	for (int row = 3; row < 20; row++) {
		char *text = vt_row(v, row), *at = strstr(text, brief);

		if (at != NULL && at - text < 8)
			return text;
		free(text);
	}
	return NULL;
}

static bool
line_is(vt *v, const struct figures *f, int i)
{
	char *line = line_of(v, i), numbers[64], *at;
	bool is;

	snprintf(numbers, sizeof(numbers), i == LOAD ? " %ld на %ld" : " %ld из %ld",
	    f->numerators[i], f->denominators[i]);
	at = line != NULL ? strstr(line, numbers) : NULL;
	/* a column of their own: nothing is run into them */
	is = at != NULL && strchr(" *", at[strlen(numbers)]) != NULL &&
	    strstr(line, f->shown[i]) != NULL;
	free(line);
	return is;
}

/* Wait until all eight are those. */
static void
check_figures(vt *v, const struct figures *f)
{
	for (int i = 0; i < INDICATORS; i++) {
		for (int waited = 0; waited < WAIT && !line_is(v, f, i); waited += 20)
			vt_pump(v, 20);
		if (line_is(v, f, i))
			continue;
		desk_show(v);
		fail_msg("%s: not %s, %ld из %ld", indicators[i].brief, f->shown[i],
		    f->numerators[i], f->denominators[i]);
	}
}

static vt *
dashboard(const struct desk *d, int rows, int columns)
{
	vt *v = desk_open(d, rows, columns);

	desk_type(v, "<F2>", "Показатели: весь город на 31.05.2026");
	return v;
}

static void
the_figures_are_those_of_the_command(void **state)
{
	struct figures f = told_by_command(*state, "");
	static const int sizes[][2] = {{24, 80}, {40, 120}, {24, 140}, {50, 200}, {30, 100}};

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		vt *v = dashboard(*state, sizes[i][0], sizes[i][1]);

		check_figures(v, &f);
		desk_see(v, "разработана: да · реализуется: да · все три уровня: да");
		desk_see(v, "педагогов 420");
		desk_see(v, "от 0 до 17"); /* the load's least and most */
		vt_close(v, WAIT);
	}
}

static void
both_layouts_show_the_months_and_the_parts(void **state)
{
	vt *v = dashboard(*state, 24, 80);

	desk_see(v, "Дорожная карта по месяцам");
	desk_see(v, "сен     окт");
	assert_false(vt_has(v, "Дорожная карта по объединениям"));
	desk_type(v, "<F8>", "Дорожная карта по объединениям");
	desk_see(v, "ММО");
	desk_type(v, "<F8>", "Дорожная карта по организациям, где люди работают сейчас");
	desk_type(v, "<F8>", "Дорожная карта по месяцам");
	vt_resize(v, 40, 120);
	desk_see(v, "Дорожная карта по объединениям");
	desk_see(v, "Дорожная карта по месяцам");
	desk_type(v, "<F8>", "Дорожная карта по организациям");
	desk_type(v, "8", "Молодые педагоги по организациям");
	desk_see(v, "доля участвующих в периоде в одной из форм");
	desk_see(v, "с 01.09.2025 по 31.05.2026 · без дат рождения или");
	vt_close(v, WAIT);
}

/* The foot of the list tells its length. */
static void
see_length(vt *v, const char *keys, long n)
{
	char foot[64];

	if (n > 0)
		snprintf(foot, sizeof(foot), "1 из %ld ──", n);
	else
		snprintf(foot, sizeof(foot), "пусто ──");
	desk_type(v, keys, foot);
}

static void
check_list(vt *v, const struct figures *f, int i)
{
	char key[4] = {(char)('1' + i), '\0'}, text[64];
	long counted = f->numerators[i], all = f->denominators[i];

	snprintf(text, sizeof(text), "► %s", indicators[i].brief);
	desk_type(v, key, text);
	snprintf(text, sizeof(text), i == LOAD ? " %s: %ld" : " %s: %ld из %ld",
	    indicators[i].brief, i == LOAD ? all : counted, all);
	desk_type(v, "<Enter>", text);
	if (i == LOAD) { /* the list is of methodists: 16 of 18 have somebody, 134 together */
		snprintf(text, sizeof(text), "закреплено %ld", counted);
		desk_see(v, text);
		counted = 16;
	}
	see_length(v, "<Left>", counted);
	see_length(v, "<Right>", all - counted);
	desk_type(v, "<Esc>", "Показатели: ");
}

static void
every_number_opens_a_list_of_its_length(void **state)
{
	struct figures f = told_by_command(*state, "");
	vt *v = dashboard(*state, 24, 80);

	for (int i = 0; i < INDICATORS; i++)
		check_list(v, &f, i);
	vt_close(v, WAIT);
}

/* Items of plans stand before events; each row opens a card of its kind, F7 a list of one kind. */
static void
the_roadmap_lists_items_and_events(void **state)
{
	vt *v = dashboard(*state, 40, 120);

	desk_type(v, "<Enter>", "Дорожная карта: 65 из 99");
	desk_see(v, "Выполнены: 65");
	desk_see(v, "Не выполнены: 34");
	desk_type(v, "<Enter>", "Пункты планов ›");
	desk_type(v, "<Esc>", "Выполнены: 65");
	desk_type(v, "<End>", "«психологическ…  ММО педагогов-психоло…");
	desk_type(v, "<Enter>", "Мероприятия ›");
	desk_type(v, "<Esc>", "65 из 65 ──");
	desk_type(v, "<F7>", "Мероприятия");
	desk_see(v, "показано 34 из ");
	desk_type(v, "<F10>", "Выполнены: 65");
	vt_close(v, WAIT);
}

static void
a_name_leads_to_the_card_and_back(void **state)
{
	vt *v = dashboard(*state, 40, 120);

	desk_type(v, "8", "► Молодые педагоги");
	desk_type(v, "<Enter>", "Молодые педагоги: 27 из 38 · весь город на 31.05.2026");
	desk_see(v, "Учтены: 27");
	desk_see(v, "Не учтены: 11");
	desk_see(v, "не охвачены поддержкой");
	desk_type(v, "<Tab><Enter>", "Люди › Истомина Лариса Геннадьевна");
	desk_type(v, "<Esc>", "Не учтены: 11");
	desk_type(v, "<F7>", "показано 11 из 500");
	desk_type(v, "<F10>", "Не учтены: 11");
	vt_close(v, WAIT);
}

static void
day_and_month_and_year_are_changed_in_place(void **state)
{
	static const struct {
		const char *keys, *title, *options;
	} steps[] = {
	    {"<Left>", "весь город на 30.04.2026", "--to 2026-04-30"},
	    {"<Left><Left><Left>", "весь город на 31.01.2026", "--to 2026-01-31"},
	    {"<Right>", "весь город на 28.02.2026", "--to 2026-02-28"},
	    {"<PgUp>", "весь город на 28.02.2025", "--to 2025-02-28"},
	    {"<PgUp>", "весь город на 29.02.2024", "--to 2024-02-29"},
	    {"<PgDn><PgDn>", "весь город на 28.02.2026", "--to 2026-02-28"},
	    {"<F6><C-u>15.01.2026<Enter>", "весь город на 15.01.2026", "--to 2026-01-15"},
	    {"<Left>", "весь город на 15.12.2025", "--to 2025-12-15"},
	    {"<Left><Left><Left><Left>", "весь город на 15.08.2025", "--to 2025-08-15"},
	};
	vt *v = dashboard(*state, 24, 80);

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		struct figures f = told_by_command(*state, steps[i].options);

		desk_type(v, steps[i].keys, steps[i].title);
		check_figures(v, &f);
	}
	vt_keys(v, "<F6><C-u>");
	desk_type(v, "31.02.2026<Enter>", "«31.02.2026» — такого дня нет");
	vt_close(v, WAIT);
}

static void
the_part_of_the_town_is_chosen(void **state)
{
	struct figures school = told_by_command(*state, "--scope organisation:O005");
	struct figures level = told_by_command(*state, "--scope level:начальное");
	vt *v = dashboard(*state, 24, 80);

	desk_type(v, "<F7>", "Какая часть города");
	desk_type(v, "<Down><Down><Enter>", "Найти:");
	desk_type(v, "O005", "1 из 1");
	desk_type(v, "<Enter>", "Показатели: МБОУ «СОШ № 5» на 31.05.2026");
	desk_see(v, "люди — там, где работают сейчас");
	check_figures(v, &school);
	desk_type(v, "<F7>", "Какая часть города");
	desk_type(v, "нач<Enter>", "Показатели: начальное образование на");
	check_figures(v, &level);
	desk_type(v, "<Esc>", "Показатели: весь город на");
	vt_close(v, WAIT);
}

static void
bars_lead_to_the_list_of_the_part(void **state)
{
	vt *v = dashboard(*state, 40, 120);

	desk_type(v, "2", "Диагностика по объединениям");
	desk_type(v, "<Tab>", "Tab — назад");
	/* the largest first: mathematics, 8 of 13 */
	desk_type(v, "<Enter>", "Диагностика: 8 из 13 · ММО учителей математики на 31.05.2026");
	see_length(v, "<Home>", 8);
	desk_type(v, "<Esc>", "Tab — назад");
	desk_type(v, "<End><Enter>", "Диагностика: 0 из 0 · ММО учителей астрономии");
	desk_see(v, "считать некого");
	vt_close(v, WAIT);
}

static void
two_days_and_two_parts_stand_side_by_side(void **state)
{
	struct figures now = told_by_command(*state, ""),
		       before = told_by_command(*state, "--to 2025-05-31");
	vt *v = dashboard(*state, 24, 80);
	char *line, wanted[64];

	desk_type(v, "<F4>", "С чем сравнить");
	desk_type(v, "<Enter>", "разница");
	desk_see(v, "Дорожная карта по месяцам · < 31.05.2025");
	desk_see(v, "######<");
	check_figures(v, &now);
	check_figures(v, &before);
	line = line_of(v, 1);
	snprintf(wanted, sizeof(wanted), "+21,5");
	assert_non_null(line);
	assert_non_null(strstr(line, wanted));
	free(line);
	desk_type(v, "<S-Tab>", "Показатели: весь город на 31.05.2025 и весь город на");
	desk_type(v, "2<Enter>", "Диагностика: 87 из 402 · весь город на 31.05.2025");
	desk_type(v, "<Esc>", "разница");
	vt_keys(v, "<Esc>");
	desk_gone(v, "разница");
	desk_type(v, "<F4>", "С чем сравнить");
	desk_type(v, "дош<Enter>", "дошкольное образование");
	desk_see(v, "разница");
	vt_close(v, WAIT);
}

static void
the_table_is_written_to_a_file(void **state)
{
	struct desk *d = *state;
	vt *v = dashboard(d, 24, 80);
	char *text;

	desk_type(v, "<F2>", "Книга Excel");
	desk_type(v, "6", "В какой файл записать");
	vt_keys(v, "<C-u>");
	vt_keys(v, d->folder);
	desk_type(v, "/table.txt<Enter>", "Записано в файл");
	text = desk_shell("cat %s/table.txt", d->folder);
	assert_non_null(strstr(text, "181 из 420"));
	assert_non_null(strstr(text, "27 из 38"));
	assert_non_null(strstr(text, "Как посчитано"));
	free(text);
	vt_close(v, WAIT);
}

/* How many of those under 35 are supported in our school, who is not, how was it in January, which
 * association is worst, give me the table: by keys the footer and the screen name. */
static void
the_head_of_the_department_asks(void **state)
{
	struct desk *d = *state;
	struct figures f = told_by_command(d, "--scope organisation:O003 --to 2026-01-31");
	vt *v = dashboard(d, 24, 80);
	char wanted[128];

	vt_keys(v, "<F7>");
	desk_type(v, "<Down><Down><Enter>", "Найти:");
	desk_type(v, "гимназия", "O003");
	desk_type(v, "<Enter>", "Показатели: МБОУ «Гимназия № 3");
	desk_type(v, "<End>", "► Молодые педагоги");
	desk_type(v, "<Enter>", "Не учтены: ");
	desk_type(v, "<Esc>", "Показатели: МБОУ");
	desk_type(v, "<Left><Left><Left><Left>", "с 01.09.2025 по 31.01.2026");
	check_figures(v, &f);
	desk_type(v, "<F8>", "по объединениям · ниже всех ");
	desk_type(v, "<F2>", "Книга Excel");
	desk_type(v, "6", "В какой файл записать");
	vt_keys(v, "<C-u>");
	vt_keys(v, d->folder);
	desk_type(v, "/walk.txt<Enter>", "Записано в файл");
	snprintf(wanted, sizeof(wanted), "%ld из %ld", f.numerators[7], f.denominators[7]);
	free(desk_shell("grep -q '%s' %s/walk.txt && grep -q 'по объединениям' %s/walk.txt", wanted,
	    d->folder, d->folder));
	vt_close(v, WAIT);
}

static long
how_many(const struct desk *d, const char *kind, const char *mark)
{
	char *text = desk_shell("%s --db %s --user lead export %s | grep -c -e '%s' || true",
	    desk_program(), d->db, kind, mark);
	long n = atol(text);

	free(text);
	return n;
}

/* From the first screen: the first three people, marked. */
static vt *
three_people(const struct desk *d)
{
	vt *v = desk_start(d, 24, 80);

	desk_see(v, "► Люди");
	desk_type(v, "<Enter>", "всего 500");
	vt_keys(v, "<Space><Space><Space>");
	desk_see(v, "отмечено 3");
	return v;
}

static void
type_assessment(vt *v)
{
	desk_type(v, "<F2>", "Что внести: 3 отмеченных");
	desk_type(v, "<Enter>", "Диагностика: внести сразу для 3 человек");
	vt_keys(v, "12.05.2026<Enter>");
	desk_type(v, "фио<Enter>", "ФИОКО");
	desk_type(v, "<F2>", "будет внесено, 3 человека");
	desk_see(v, "Дата: 12.05.2026 · Вид диагностики: ФИОКО");
}

static void
three_get_one_assessment_and_lose_it_again(void **state)
{
	struct desk *d = *state;
	vt *v = three_people(d);

	type_assessment(v);
	assert_int_equal(how_many(d, "assessments", ";2026-05-12;ФИОКО;"), 0);
	desk_type(v, "<F2>", "Диагностика: 3 записи внесены. Отменить всё разом — Ctrl-Z");
	desk_see(v, "всего 500");
	assert_false(vt_has(v, "отмечено"));
	assert_int_equal(how_many(d, "assessments", ";2026-05-12;ФИОКО;"), 3);
	desk_type(v, "<C-z>", "Отменено: внесение многим сразу");
	assert_int_equal(how_many(d, "assessments", ";2026-05-12;ФИОКО;"), 0);
	vt_close(v, WAIT);
}

static void
whoever_has_it_already_is_named_and_left_out(void **state)
{
	struct desk *d = *state;
	vt *v = three_people(d);

	type_assessment(v);
	desk_type(v, "<F2>", "3 записи внесены");
	/* the first of them again, with two others */
	vt_keys(v, "<Home><Space><Down><Down><Space>");
	desk_type(v, "<Space>", "отмечено 3");
	type_assessment(v);
	desk_see(v, "помехи у 1");
	desk_type(v, "<F2>", "Не внесено ни одной записи: помехи у 1 из 3");
	desk_type(v, "<F8>", "Убрано из списка: 1, осталось: 2");
	desk_type(v, "<F2>", "2 записи внесены");
	assert_int_equal(how_many(d, "assessments", ";2026-05-12;ФИОКО;"), 5);
	vt_close(v, WAIT);
}

static void
the_common_form_wants_what_every_record_wants(void **state)
{
	vt *v = three_people(*state);

	desk_type(v, "<F2>", "Что внести: 3 отмеченных");
	desk_type(v, "<Enter>", "внести сразу для 3 человек");
	desk_type(v, "<F2>", "Сначала исправьте");
	desk_see(v, "Дата: обязательное поле");
	vt_close(v, WAIT);
}

static void
open_abramova(vt *v)
{
	desk_see(v, "► Люди");
	desk_type(v, "<Enter>", "всего 500");
	desk_type(v, "абрамова елена", "показано 1 из");
	vt_keys(v, "<Esc>");
	desk_type(v, "<Enter>", "Люди › Абрамова Елена Ивановна");
}

static void
the_card_begins_a_record_of_its_person(void **state)
{
	struct desk *d = *state;
	vt *v = desk_start(d, 24, 80);

	open_abramova(v);
	desk_type(v, "<Ins>", "Что внести об этом человеке");
	desk_type(v, "диа<Enter>", "Диагностика: новая запись");
	desk_see(v, "P0036");
	desk_see(v, "Абрамова Елена Ивановна");
	vt_keys(v, "12.05.2026<Enter>"); /* the person is there: the next field is first */
	desk_type(v, "рег<Enter>", "региональная");
	desk_type(v, "<F2>", "Сохранено");
	desk_see(v, "Люди › Абрамова Елена Ивановна");
	assert_int_equal(how_many(d, "assessments", "^P0036;2026-05-12;региональная;"), 1);
	vt_close(v, WAIT);
}

static void
a_list_of_one_person_begins_a_record_of_that_person(void **state)
{
	vt *v = desk_start(*state, 40, 120);

	open_abramova(v);
	vt_keys(v, "<Tab>");
	for (int i = 0; i < 12 && !vt_has(v, "Педагог: Абрамова"); i++) {
		vt_keys(v, "<Enter>");
		vt_quiet(v, 100, WAIT);
	}
	desk_see(v, "Педагог: Абрамова Елена Ивановна");
	desk_type(v, "<Ins>", "новая запись");
	desk_see(v, "P0036");
	vt_close(v, WAIT);
}

static void
doubts_are_listed_and_open_their_record(void **state)
{
	vt *v = desk_open(*state, 24, 80);

	vt_keys(v, "<F9>");
	desk_type(v, "сомнит", "Сомнительные записи");
	desk_type(v, "<Enter>", "Стоит проверить › 1 из ");
	desk_see(v, "Всё вместе: ");
	desk_type(v, "<Tab><Tab>", "ИОМ без диагностики: ");
	desk_see(v, "внесите её или");
	desk_type(v, "<Enter>", "ИОМ педагогов › ");
	desk_type(v, "<Esc>", "Стоит проверить");
	desk_type(v, "<F7>", "Люди › ");
	desk_type(v, "<Esc>", "Стоит проверить");
	vt_close(v, WAIT);
}

#define CASE(test) cmocka_unit_test_setup(test, desk_setup)

/* One key beside last year, the same key away; with the key of п in either layout. */
static void
last_year_is_one_key_away(void **state)
{
	vt *v = dashboard(*state, 24, 80);

	desk_type(v, "п", "· < 31.05.2025");
	desk_type(v, "<C-b>", "Показатели: весь город на 31.05.2026 ");
	desk_gone(v, "31.05.2025");
	vt_close(v, WAIT);
}

/* In place of the one that was set before. */
static void
set_goal(const struct desk *d, int goal)
{
	free(desk_shell(
	    "%s --db %s --user lead profile show | sed 's/id = \"assessed\";.*clause/id = "
	    "\"assessed\"; targets = ( { from = \"2025-09-01\"; until = \"2026-08-31\"; "
	    "least = %d; } ); clause/' >%s/goal.conf && "
	    "%s --db %s --user lead profile set %s/goal.conf",
	    desk_program(), d->db, goal, d->folder, desk_program(), d->db, d->folder));
}

/* The only row above `until` with the text from the column on; -1: none. */
static int
row_with(vt *v, int until, const char *text, int from)
{
	int found = -1;

	for (int row = 0; row < until; row++) {
		char *line = vt_row(v, row), *at = line;

		for (int i = 0; i < from && *at != '\0'; i++)
			for (at++; ((unsigned char)*at & 0xC0) == 0x80;)
				at++;
		if (strstr(at, text) != NULL) {
			assert_int_equal(found, -1);
			found = row;
		}
		free(line);
	}
	return found;
}

/* The columns of the months say how many rows a percent is: May is 43 of them high. */
static void
the_line_of_the_goal_stands_at_its_height(void **state)
{
	static const int goals[] = {10, 20, 40, 90};
	enum { GRAPH = 74, MAY = 43 };

	for (size_t i = 0; i < sizeof(goals) / sizeof(goals[0]); i++) {
		int months, figure, line, off;
		vt *v;

		set_goal(*state, goals[i]);
		v = dashboard(*state, 40, 120);
		desk_type(v, "2", "Диагностика по месяцам · - цель");
		months = row_with(v, v->rows, "сен окт ноя", GRAPH);
		figure = row_with(v, months, " 43", GRAPH);
		line = row_with(v, months, "--", GRAPH);
		assert_true(months > 0 && figure > 0 && line > 0);
		off = (months - line) * MAY - (months - figure - 1) * goals[i];
		if (2 * abs(off) > MAY + goals[i]) /* half a row of either */
			fail_msg("goal %d: %d rows above the months, May is %d high", goals[i],
			    months - line, months - figure - 1);
		vt_close(v, WAIT);
	}
}

/* Keys one after another, and what each leaves on the screen: the ends of the lines and of the
 * months, what is compared with what, and the parts of the town. */
static const struct {
	const char *keys, *seen;
} steps[] = {
    {"<Up>", "► Дорожная карта"},
    {"<Down>", "► Диагностика"},
    {"<Up>", "► Дорожная карта"},
    {"<End>", "► Молодые"},
    {"<Down>", "► Молодые"},
    {"<Home>", "► Дорожная карта"},
    {"8", "► Молодые"},
    {"9", "Клавиша «9» здесь ничего не значит"},
    {"1", "► Дорожная карта"},
    {"<Left>", "весь город на 30.04.2026"},
    {"<Left><Left>", "весь город на 28.02.2026"},
    {"<Left>", "весь город на 31.01.2026"},
    {"<Left>", "весь город на 31.12.2025"},
    {"<F6>15.01.2026<Enter><Left>", "весь город на 15.12.2025"},
    {"<Right>", "весь город на 15.01.2026"},
    {"<F6>29.02.2024<Enter><PgUp>", "весь город на 28.02.2023"},
    {"<F6>31.05.2026<Enter>", "весь город на 31.05.2026"},
    {"<S-Tab>", "Сравнивать пока не с чем: F4 — выбрать"},
    {"<F4><Enter>", "31.05.2025"},
    {"<C-b>", "изм. за год"},
    {"<C-b>", "31.05.2025"},
    {"<F4>больше<Enter>", "изм. за год"},
    {"<F4>другой<Enter><C-u>31.12.2025<Enter>", "31.12.2025"},
    {"<C-b>", "31.05.2025"}, /* another day: a year ago in its place */
    {"<S-Tab>", "весь город на 31.05.2025"},
    {"<S-Tab>", "весь город на 31.05.2026"},
    {"<F4>объед<Enter>матем<Enter>", "ММО учителей математики"},
    {"<F4>организ<Enter>O008<Enter>", "СОШ № 8"},
    {"<F4>началь<Enter>", "начальное"},
    {"<F4>весь<Enter>", "весь город на 31.05.2026 и весь город"},
    {"-", "изм. за год"},
    {"<F7>объед<Enter>матем<Enter>", "Показатели: ММО учителей математики"},
    {"<F7>организ<Enter>O008<Enter>", "Показатели: МБОУ «СОШ № 8»"},
    {"<F7>началь<Enter>", "Показатели: начальное"},
    {"<F7>весь<Enter>", "Показатели: весь город"},
    {"<F7>началь<Enter>", "Показатели: начальное"},
    {"-", "Показатели: весь город"},
    {"<F8>", "по объединениям"},
    {"<F8>", "по организациям"},
    {"<Tab><Down><Down>", "Показатели: весь город"},
    {"<Enter>", "Дорожная карта: "},
    {"<F10>", "Показатели: весь город"},
    {"-", "Показатели: весь город"},
    {"<F8>", "по месяцам"},
    {"<C-k>", "Стоит проверить"},
    {"<F10>", "Показатели: весь город"},
    {"-", "F10 Выход"},
};

static void
every_key_of_the_indicators_has_its_meaning(void **state)
{
	vt *v = desk_open(*state, 24, 80);

	desk_type(v, "<F2>", "весь город на 31.05.2026");
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		desk_type(v, steps[i].keys, steps[i].seen);
	vt_close(v, WAIT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    CASE(the_figures_are_those_of_the_command),
	    CASE(both_layouts_show_the_months_and_the_parts),
	    CASE(every_number_opens_a_list_of_its_length),
	    CASE(the_roadmap_lists_items_and_events),
	    CASE(a_name_leads_to_the_card_and_back),
	    CASE(day_and_month_and_year_are_changed_in_place),
	    CASE(the_part_of_the_town_is_chosen),
	    CASE(bars_lead_to_the_list_of_the_part),
	    CASE(two_days_and_two_parts_stand_side_by_side),
	    CASE(the_table_is_written_to_a_file),
	    CASE(the_head_of_the_department_asks),
	    CASE(three_get_one_assessment_and_lose_it_again),
	    CASE(whoever_has_it_already_is_named_and_left_out),
	    CASE(the_common_form_wants_what_every_record_wants),
	    CASE(the_card_begins_a_record_of_its_person),
	    CASE(a_list_of_one_person_begins_a_record_of_that_person),
	    CASE(doubts_are_listed_and_open_their_record),
	    CASE(last_year_is_one_key_away),
	    CASE(the_line_of_the_goal_stands_at_its_height),
	    cmocka_unit_test_setup(every_key_of_the_indicators_has_its_meaning, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
