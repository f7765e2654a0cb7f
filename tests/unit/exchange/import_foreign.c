/* SPDX-License-Identifier: MIT
 * import_foreign.c - tables made by others: columns by their own names, people without codes, files
 * of nothing but faults.
 */
#include "exchange/import_map.h"
#include "tests/lib/exchange_help.h"

static void
a_file_of_faults_is_not_read_to_its_end(void **state)
{
	struct buf file = {0};
	struct place p;
	struct outcome o = {0};

	(void)state;
	place_make(&p);
	buf_puts(&file, "code;name;type\n");
	for (int i = 0; i < 3 * IMPORT_STOP; i++)
		buf_printf(&file, "O%d;x;завод\n", i);
	buf_puts(&file, "O1;x;школа\n");
	import_text(&p, KIND_ORGANISATIONS, buf_text(&file), &o);
	assert_int_equal(o.status, ST_INVALID);
	assert_true(o.result.stopped);
	assert_in_range(o.result.faults, IMPORT_STOP, 2 * IMPORT_STOP);
	assert_non_null(strstr(o.e.text, "дальше файл не читался; ничего не записано"));
	assert_int_equal(o.sentences, IMPORT_FAULTS);
	outcome_free(&o);
	buf_free(&file);
	place_close(&p);
}

/* Names, and the birth date or else the organisation, tell who a row speaks of. */
static void
people_are_matched_without_codes(void **state)
{
#define HEADER "ФИО;birth_date;organisation;position;staff_kind;hired\n"
	static const struct {
		const char *rows, *told; /* told NULL: accepted */
		size_t created, updated;
	} cases[] = {
	    /* the organisation may have changed where the birth date is the same */
	    {"БЕЛОВА  Ева;1980-02-01;O2;завуч;педагог;2010-09-01\n", NULL, 0, 1},
	    {"Белова Ева;;O1;завуч;педагог;2010-09-01\n", NULL, 0, 1},
	    {"Белова Ева;1981-02-01;O1;учитель;педагог;2010-09-01\n", NULL, 1, 0},
	    {"Белова Ева;;O2;учитель;педагог;2010-09-01\n", NULL, 1, 0},
	    {"Ким Ян;;O1;учитель;педагог;2010-09-01\n",
		"столбец surname («Фамилия»): таких людей в реестре несколько: ", 0, 0},
	    {"Ким Ян;1970-01-02;O2;завуч;педагог;2010-09-01\n", NULL, 0, 1},
	    {"Ли Ля;;O1;учитель;педагог;2010-09-01\nЛи Лё;;O1;учитель;педагог;2010-09-01\n"
	     "Ли Ле;;O1;учитель;педагог;2010-09-01\n",
		"строка 4, столбец surname («Фамилия»): этот человек — уже в строке 3", 0, 0},
	    {"О'Нил  Яна;;O1;завуч;педагог;2010-09-01\n", NULL, 0, 1},
	    {"Oʼнил-Алиева Яна;;O1;завуч;педагог;2010-09-01\n", NULL, 1, 0}, /* Latin O */
	    {"Иваненко Зоя;;O1;завуч;педагог;2010-09-01\n", NULL, 0, 1},
	    {"Ли;;O1;учитель;педагог;2010-09-01\n", "столбец given_name", 0, 0},
	    {"Ли Ля;;O9;учитель;педагог;2010-09-01\n", "столбец organisation", 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf table = {0};
		struct place p;
		struct outcome o = {0};

		place_make(&p);
		import_text(&p, KIND_ORGANISATIONS, "code;name;type\nO1;А;школа\nO2;Б;школа\n", &o);
		import_text(&p, KIND_PEOPLE,
		    "code;surname;given_name;birth_date;organisation;position;staff_kind;hired\n"
		    "P0499;Белова;Ева;1980-02-01;O1;учитель;педагог;2010-09-01\n"
		    "P0500;Ким;Ян;;O1;учитель;педагог;2010-09-01\n"
		    "P0498;Ким;Ян;1970-01-02;O1;учитель;педагог;2010-09-01\n"
		    "P0497;О’Нил;Яна;;O1;учитель;педагог;2010-09-01\n"
		    "P0496;Іваненко;Зоя;;O1;учитель;педагог;2010-09-01\n",
		    &o);
		assert_accepted(&o);
		buf_printf(&table, HEADER "%s", cases[i].rows);
		import_text(&p, KIND_PEOPLE, buf_text(&table), &o);
		if (cases[i].told != NULL) {
			assert_refused(&o, cases[i].told);
		} else {
			assert_accepted(&o);
			assert_int_equal(o.result.created, cases[i].created);
			assert_int_equal(o.result.updated, cases[i].updated);
		}
		outcome_free(&o);
		buf_free(&table);
		place_close(&p);
	}
#undef HEADER
}

static void
new_codes_continue_those_there_are(void **state)
{
	struct place p;
	struct outcome o = {0};
	struct buf table = {0};

	(void)state;
	place_make(&p);
	import_text(&p, KIND_ORGANISATIONS, "code;name;type\nO1;А;школа\n", &o);
	import_text(&p, KIND_PEOPLE,
	    "code;surname;given_name;organisation;position;staff_kind;hired\n"
	    "P0500;Ким;Ян;O1;учитель;педагог;2010-09-01\n"
	    "P0502;Ким;Лев;O1;учитель;педагог;2010-09-01\n"
	    "P0499;Ким;Ия;O1;учитель;педагог;2010-09-01\n",
	    &o);
	assert_accepted(&o);
	import_text(&p, KIND_PEOPLE,
	    "ФИО;organisation;position;staff_kind;hired\n"
	    "Ли Ля;O1;учитель;педагог;2010-09-01\nЛи Лу;O1;учитель;педагог;2010-09-01\n",
	    &o);
	assert_accepted(&o);
	export_bytes(&p, KIND_PEOPLE, (struct export_options){0}, &table);
	assert_non_null(strstr(buf_text(&table), "\nP0503;Ли;Ля;"));
	assert_non_null(strstr(buf_text(&table), "\nP0504;Ли;Лу;"));
	buf_free(&table);
	outcome_free(&o);
	place_close(&p);
}

/* The names a school gives its columns. */
static void
a_map_names_the_columns(void **state)
{
	static const char table[] = "Список\n№ п/п;Шифр;Наша  школа;вид ОУ\n7;O1;Школа;школа\n";
	const enum kind kinds[] = {KIND_ORGANISATIONS};
	struct import_map map = {.name = "map.txt"};
	struct import_source source = {
	    .kind = KIND_ORGANISATIONS, .name = "organisations.csv", .map = &map};
	struct place p;
	struct outcome o = {0};
	struct error e = {0};

	(void)state;
	place_make(&p);
	buf_puts(&map.text,
	    "# наши\n\nшифр=code\r\nнаша школа = Название\nВИД ОУ = type\nнет = phone\n");
	assert_int_equal(import_map_check(&map, p.session->profile, kinds, 1, &e), ST_OK);
	buf_puts(&source.bytes, table);
	import_sources(&p, &source, 1, (struct import_options){0}, &o);
	assert_accepted(&o);
	assert_int_equal(o.result.created, 1);
	buf_puts(&map.text, "ещё\n");
	assert_int_equal(import_map_check(&map, p.session->profile, kinds, 1, &e), ST_INVALID);
	assert_non_null(strstr(e.text, "map.txt, строка 7: «ещё» — нужна строка вида"));
	map.text.len -= strlen("ещё\n");
	buf_puts(&map.text, "Шифр = surname\n");
	assert_int_equal(import_map_check(&map, p.session->profile, kinds, 1, &e), ST_INVALID);
	assert_non_null(strstr(e.text, "«surname» — такого столбца нет"));
	map.text.len -= strlen("Шифр = surname\n");
	buf_puts(&map.text, "Шифр = head\n");
	assert_int_equal(import_map_check(&map, p.session->profile, kinds, 1, &e), ST_INVALID);
	assert_non_null(strstr(e.text, "строка 7: «Шифр» — назван дважды"));
	buf_free(&map.text);
	outcome_free(&o);
	place_close(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_file_of_faults_is_not_read_to_its_end),
	    cmocka_unit_test(people_are_matched_without_codes),
	    cmocka_unit_test(new_codes_continue_those_there_are),
	    cmocka_unit_test(a_map_names_the_columns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
