/* SPDX-License-Identifier: MIT
 * screens.c - the screens of a region: begun by screens.sh, which has made one of 2,300 towns.
 */
#include "tests/lib/desk.h"

enum { QUICK = 100 /* ms */, TRIES = 6 };

static vt *
region_at(const char *address, int rows, int columns)
{
	char program[400], place[400];
	const char *const argv[] = {program, NULL};
	const char *const env[] = {place, NULL};
	vt *v;

	snprintf(program, sizeof(program), "%s-region", desk_program());
	snprintf(place, sizeof(place), "METODAKTIV_REGION=%s", address);
	v = vt_spawn(rows, columns, "xterm", env, argv);
	assert_non_null(v);
	return v;
}

static vt *
region_open(int rows, int columns)
{
	vt *v = region_at(getenv("METODAKTIV_REGION"), rows, columns);

	desk_see(v, "F10 Выход");
	return v;
}

/* The latest month that is stored, sums of all towns, last year beside them, and how they stand. */
static void
the_region_at_a_glance(void **state)
{
	vt *v = region_open(24, 80);

	(void)state;
	desk_see(v, "весь регион на 31.05.2026");
	desk_see(v, "городов 2 277");
	desk_see(v, "Дорожная карта");
	desk_see(v, "20 493 из 27 324");
	desk_see(v, "75,0 %");
	desk_see(v, "+8,3");
	desk_see(v, "опаздывают: ");
	desk_see(v, "в карантине: ");
	desk_see(v, "ещё не присылали: 23");
	assert_false(vt_has(v, "за месяц нет"));
	desk_see(v, "Имена видны только в самом муниципалитете");
	desk_see(v, "Дорожная карта по месяцам");
	desk_type(v, "2", "Диагностика по месяцам");
	desk_type(v, "8", "год назад · неизвестно, молодой ли: 2277");
	desk_type(v, "<Left>", "весь регион на 30.04.2026");
	desk_type(v, "<PgUp>", "весь регион на 30.04.2025");
	desk_type(v, "<PgUp>", "За этот учебный год ничего не сохранено");
	desk_type(v, "<F6>", "По конец какого месяца");
	desk_type(v, "15.03.2026<Enter>", "весь регион на 31.03.2026");
	desk_see(v, "ещё не присылали: 23 · за месяц нет: 1");
	desk_type(v, "<F10>", "");
	assert_int_equal(vt_wait_end(v, WAIT), 1);
	assert_int_equal(vt_close(v, WAIT), 0);
}

/* Letters narrow, in the other layout, too; the number of a town is found as well. */
static void
a_town_is_found_by_typing(void **state)
{
	vt *v = region_open(24, 80);

	(void)state;
	desk_type(v, "<F7>", "1 из 2 300");
	desk_see(v, "Данные на");
	desk_type(v, "озерный 04-", "1 из 4");
	desk_type(v, "<Esc>", "1 из 2 300");
	desk_type(v, "jpthysq 04-", "(другая раскладка)");
	desk_see(v, "1 из 4");
	desk_type(v, "<Esc>", "1 из 2 300");
	desk_type(v, "01601000", "1 из 1");
	desk_type(v, "<Esc>", "1 из 2 300");
	desk_type(v, "нету", "Таких названий здесь нет");
	vt_close(v, WAIT);
}

/* Marks in words; the order of any figure, either way. */
static void
towns_stand_in_the_order_of_a_figure(void **state)
{
	vt *v = region_open(40, 140);
	char *first, *last;

	(void)state;
	desk_type(v, "<F7>", "1 из 2 300");
	desk_type(v, "лесной 04-03", "опаздывает");
	desk_type(v, "<Esc>горный 16-06", "в карантине");
	desk_type(v, "<Esc>", "1 из 2 300");
	desk_type(v, "<F6>", "В каком порядке");
	desk_type(v, "молодые<Enter>", "Молодые педагоги, сначала низкие");
	first = vt_row(v, 3);
	desk_type(v, "<F8>", "сначала высокие");
	last = vt_row(v, 3);
	assert_string_not_equal(first, last);
	free(first);
	free(last);
	/* whoever has sent nothing is last either way */
	desk_type(v, "<End>", "ещё не присылал");
	desk_type(v, "<Home><F8>", "сначала низкие");
	desk_type(v, "<End>", "ещё не присылал");
	desk_type(v, "<F6>", "В каком порядке");
	vt_keys(v, "<Esc>");
	desk_gone(v, "В каком порядке");
	desk_see(v, "Молодые педагоги, сначала низкие");
	desk_type(v, "<F6>", "В каком порядке");
	vt_keys(v, "по названию<Enter>");
	desk_gone(v, "сначала низкие");
	vt_close(v, WAIT);
}

/* Enter: the parts; Enter on one: its months; Enter there says where names are. What a town does
 * not tell is said to be hidden, never a number. */
static void
parts_of_a_town(void **state)
{
	vt *v = region_open(24, 80);

	(void)state;
	desk_type(v, "<F7>", "1 из 2 300");
	desk_type(v, "01601000", "1 из 1");
	desk_type(v, "<F7>", "Показатели: Ясный 01-01 на 31.05.2026");
	desk_see(v, "данные на");
	assert_false(vt_has(v, "данные на —")); /* it sent some yesterday */
	desk_see(v, "все три уровня: да");
	desk_type(v, "<F7>", "1 из 24");
	desk_see(v, "начальное");
	desk_see(v, "Школа № 2");
	desk_type(v, "№ 3", "1 из 1");
	desk_type(v, "<Enter>", "Ясный 01-01, Школа № 3 на 31.05.2026");
	desk_see(v, "скрыто");
	desk_see(v, "Дорожная карта по месяцам");
	desk_type(v, "<Enter>", "там «Показатели», Enter на числе");
	desk_type(v, "<F10>", "1 из 1");
	vt_close(v, WAIT);
}

static void
a_workbook_goes_out(void **state)
{
	vt *v = region_open(24, 80);
	char *cells;

	(void)state;
	desk_type(v, "<F7>", "1 из 2 300");
	desk_type(v, "озерный 04-", "1 из 4");
	desk_type(v, "<F2>", "города-2026-05-31.xlsx");
	desk_type(v, "<Enter>", "Записано: ");
	desk_type(v, "<F2>", "Записать в файл");
	desk_type(v, "<Enter>", "Такой файл уже есть");
	desk_type(v, "<Enter>", "Файл оставлен как был");
	desk_type(v, "<F10><F2>", "показатели-региона-2026-05-31.xlsx");
	desk_type(v, "<Enter>", "Записано: ");
	vt_close(v, WAIT);
	cells = desk_shell("cd \"$HOME\" && unzip -p города-2026-05-31.xlsx xl/sharedStrings.xml");
	assert_non_null(strstr(cells, "Озёрный 04-"));
	assert_non_null(strstr(cells, "Данные на"));
	assert_null(strstr(cells, "Ясный"));
	free(cells);
}

/* Who may not read is told before there is a screen, an analyst may; a server that stops is said,
 * and reading goes on when it is back. */
static void
faults_are_said(void **state)
{
	vt *v = region_at(getenv("READER"), 24, 80);

	(void)state;
	assert_int_equal(vt_wait_end(v, WAIT), 1);
	desk_see(v, "нет права");
	assert_int_equal(vt_close(v, WAIT), 4);
	v = region_at(getenv("ANALYST"), 24, 80);
	desk_see(v, "городов 2 277");
	desk_type(v, "<F7>", "1 из 2 300");
	desk_type(v, "01601000", "1 из 1");
	desk_type(v, "<Enter>", "Школа № 2");
	vt_close(v, WAIT);
	v = region_open(24, 80);
	free(desk_shell("$PG_CTL \"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE "
			"usename = 'owner'\""));
	desk_type(v, "<Left>", "PostgreSQL");
	desk_type(v, "<Left>", "весь регион на 31.03.2026");
	desk_see(v, "городов 2 276");
	vt_close(v, WAIT);
}

/* Keys one after another, and what is seen then: the ends of lines, questions left, orders by name
 * and by a figure, the parts of a town, and a file that cannot be written. */
static void
every_key_is_answered(void **state)
{
	static const struct {
		const char *keys, *seen;
	} steps[] = {
	    {"<End>", "Молодые педагоги по месяцам"},
	    {"<Down>", "Молодые педагоги по месяцам"},
	    {"<Home>", "Дорожная карта по месяцам"},
	    {"<Up>", "Дорожная карта по месяцам"},
	    {"<Down>", "Диагностика по месяцам"},
	    {"2", "Диагностика по месяцам"},
	    {"9", "Клавиша «9» здесь ничего не значит"},
	    {"<F6>", "По конец какого месяца"},
	    {"<Esc>", "весь регион на 31.05.2026"},
	    {"<F2>", "Записать в файл"},
	    {"<Esc>", "F10 Выход"},
	    {"<F2><C-u><Enter>", "F10 Выход"},
	    {"<F2><C-u>/нет/такой/книги.xlsx<Enter>", "/нет/такой/книги.xlsx"},
	    {"<PgDn>", "весь регион на 31.05.2027"},
	    {"<PgUp>", "весь регион на 31.05.2026"},
	    {"<Enter>", "сначала низкие"},
	    {"<F10>", "F10 Выход"},
	    {"<F7>", "1 из 2 300"},
	    {"<F8>", "По названию порядок один; F6 — по показателю"},
	    {"<F8><F6>", "В каком порядке"},
	    {"<Esc>", "1 из 2 300"},
	    {"<F6>диагн<Enter>", "Диагностика, сначала низкие"},
	    {"01601000", "1 из 1"},
	    {"<Enter>", "Диагностика, сначала низкие"},
	    {"<F2>", "Записать в файл"},
	    {"<Enter>", "Записано: "},
	    {"нету", "Таких названий здесь нет. Esc — стереть набранное"},
	    {"<Esc>", "1 из 24"},
	    {"<F6>по названию<Enter>", "1 из 24"},
	    {"<F7>", "Дорожная карта по месяцам"}, /* by no figure: the first */
	    {"<F10>", "1 из 24"},
	    {"<Esc>", "1 из 1"},
	    {"<F7>", "Показатели: Ясный 01-01 на 31.05.2026"},
	    {"<F2>", "показатели-01601000-2026-05-31.xlsx"},
	    {"<Enter>", "Записано: "},
	    {"<F6>30.06.2020<Enter>", "на 30.06.2020"},
	    {"<F7>", "О частях этого города за этот месяц ничего не сохранено"},
	    {"<F10><F10><Esc>", "1 из 2 300"},
	    {"<Esc>", "F10 Выход"},
	};
	vt *v = region_open(24, 80);

	(void)state;
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		desk_type(v, steps[i].keys, steps[i].seen);
	vt_close(v, WAIT);
}

/* A file that is there is written over when that is said. */
static void
a_workbook_is_written_over_when_said(void **state)
{
	vt *v = region_open(24, 80);

	(void)state;
	desk_type(v, "<F2><C-u>", "Записать в файл");
	free(desk_shell("rm -f \"$HOME\"/дважды.xlsx"));
	vt_keys(v, getenv("HOME"));
	desk_type(v, "/дважды.xlsx<Enter>", "Записано: ");
	free(desk_shell("printf старое >\"$HOME\"/дважды.xlsx"));
	desk_type(v, "<F2><C-u>", "Записать в файл");
	vt_keys(v, getenv("HOME"));
	desk_type(v, "/дважды.xlsx<Enter>", "Такой файл уже есть");
	desk_type(v, "<Right><Enter>", "Записано: ");
	free(desk_shell("unzip -tq \"$HOME\"/дважды.xlsx"));
	vt_close(v, WAIT);
}

/* The best of some tries: another's work on this machine is no fault of the screens. */
static double
time_of(vt *v, const char *keys, const char *seen, const char *back, const char *seen_back)
{
	double best = 1e9;

	for (int i = 0; i < TRIES; i++) {
		double from = vt_milliseconds(), took;

		desk_type(v, keys, seen);
		took = vt_milliseconds() - from;
		best = took < best ? took : best;
		desk_type(v, back, seen_back);
	}
	return best;
}

static void
a_country_is_shown_at_once(void **state)
{
	vt *v = region_open(24, 80);
	double month, line, table, narrowed;

	(void)state;
	month = time_of(v, "<Left>", "на 30.04.2026", "<Right>", "на 31.05.2026");
	line = time_of(v, "2", "Диагностика по месяцам", "1", "Дорожная карта по месяцам");
	table = time_of(v, "<F7>", "1 из 2 300", "<F10>", "весь регион");
	desk_type(v, "<F7>", "1 из 2 300");
	narrowed = time_of(v, "7-1", "Найти: 7-1", "<Esc>", "1 из 2 300");
	vt_close(v, WAIT);
	print_message("# month %.0f ms, line %.0f ms, table %.0f ms, three letters %.0f ms\n",
	    month, line, table, narrowed);
	assert_true(month < QUICK);
	assert_true(line < QUICK);
	assert_true(table < QUICK);
	assert_true(narrowed < QUICK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_region_at_a_glance),
	    cmocka_unit_test(a_town_is_found_by_typing),
	    cmocka_unit_test(towns_stand_in_the_order_of_a_figure),
	    cmocka_unit_test(parts_of_a_town),
	    cmocka_unit_test(a_workbook_goes_out),
	    cmocka_unit_test(every_key_is_answered),
	    cmocka_unit_test(a_workbook_is_written_over_when_said),
	    cmocka_unit_test(faults_are_said),
	    cmocka_unit_test(a_country_is_shown_at_once),
	};

	return cmocka_run_group_tests_name("region", tests, NULL, NULL);
}
