/* SPDX-License-Identifier: MIT
 * exchange_export.c - the bytes of tables: order, guard, quotes, headers, JSON; and refusals.
 */
#include "tests/lib/exchange_help.h"

#define ORGANISATIONS_HEADER "code;name;full_name;type;address;phone;email;head\n"
#define PEOPLE_HEADER        "code;surname;given_name;organisation;position;staff_kind;hired"
#define PERSON(code)         code ";Белова;Анна;O1;учитель;педагог;2012-08-20\n"

static void
check_table(struct place *p, enum kind kind, struct export_options options, const char *expected)
{
	struct buf got = {0};

	export_bytes(p, kind, options, &got);
	assert_string_equal(buf_text(&got), expected);
	buf_free(&got);
}

static void
import_accepted(struct place *p, enum kind kind, const char *text)
{
	struct outcome o = {0};

	import_text(p, kind, text, &o);
	assert_accepted(&o);
	outcome_free(&o);
}

static void
an_empty_table_is_its_header(void **state)
{
	struct place p;

	(void)state;
	place_make(&p);
	check_table(&p, KIND_ORGANISATIONS, (struct export_options){0}, ORGANISATIONS_HEADER);
	check_table(&p, KIND_MEETINGS, (struct export_options){.russian_headers = true},
	    "Код;Номер;Дата;Председатель;Секретарь;Членов совета;Кворум\n");
	check_table(&p, KIND_MEETINGS, (struct export_options){.format = EXPORT_JSON}, "[]\n");
	place_close(&p);
}

static void
rows_are_ordered_by_code_points_column_by_column(void **state)
{
	struct place p;

	(void)state;
	place_make(&p);
	import_accepted(&p, KIND_ORGANISATIONS, "code;name;type\nO1;СОШ;школа\n");
	import_accepted(&p, KIND_PEOPLE,
	    PEOPLE_HEADER "\n" PERSON("p") PERSON("P10") PERSON("P2") PERSON("P1") PERSON("Я"));
	import_accepted(&p, KIND_SUPPORT,
	    "person;form;mentor;from\nP2;клуб;P1;2024-01-01\nP10;клуб;;2025-01-01\n"
	    "P10;клуб;P1;2024-01-01\nЯ;клуб;;2024-01-01\np;клуб;;2024-01-01\n"
	    "P1;стажировка;;2024-01-01\nP1;иное;;2024-01-01\n");
	check_table(&p, KIND_SUPPORT, (struct export_options){0},
	    "person;form;mentor;from;to;organisation;order_number;order_date;programme;result\n"
	    "P1;иное;;2024-01-01;;;;;;\nP1;стажировка;;2024-01-01;;;;;;\n"
	    "P10;клуб;;2025-01-01;;;;;;\nP10;клуб;P1;2024-01-01;;;;;;\nP2;клуб;P1;2024-01-01;;;;;;"
	    "\n"
	    "p;клуб;;2024-01-01;;;;;;\nЯ;клуб;;2024-01-01;;;;;;\n");
	place_close(&p);
}

static void
the_order_is_that_of_values_not_of_what_guards_them(void **state)
{
	struct place p;

	(void)state;
	place_make(&p);
	import_accepted(&p, KIND_ORGANISATIONS,
	    "code;name;type\nA;=1;школа\n+1;\"СОШ «\"\"А\"\"; Б»\";школа\n-1;- "
	    "да;школа\n\"\"\"q\"\"\";'x;школа\n!;@;иное\n");
	check_table(&p, KIND_ORGANISATIONS, (struct export_options){0},
	    ORGANISATIONS_HEADER "!;'@;;иное;;;;\n"
				 "\"\"\"q\"\"\";''x;;школа;;;;\n"
				 "'+1;\"СОШ «\"\"А\"\"; Б»\";;школа;;;;\n"
				 "'-1;'- да;;школа;;;;\n"
				 "A;'=1;;школа;;;;\n");
	place_close(&p);
}

static void
json_is_an_object_a_line(void **state)
{
	struct place p;

	(void)state;
	place_make(&p);
	import_accepted(&p, KIND_ASSOCIATIONS,
	    "code;name;level;subjects;page;founded\n"
	    "A2;ММО;начальное;;'=1;\nA1;\"ММО \"\"А\"\" \\ 2\";;\"физика, химия\";;01.09.2025\n");
	check_table(&p, KIND_ASSOCIATIONS, (struct export_options){.format = EXPORT_JSON},
	    "[\n"
	    "{\"code\":\"A1\",\"name\":\"ММО \\\"А\\\" \\\\ 2\",\"kind\":null,\"level\":null,"
	    "\"subjects\":[\"физика\",\"химия\"],\"base\":null,\"curator\":null,\"min_size\":null,"
	    "\"founded\":\"2025-09-01\",\"closed\":null,\"page\":null,"
	    "\"scientific_partner\":null},\n"
	    "{\"code\":\"A2\",\"name\":\"ММО\",\"kind\":null,\"level\":\"начальное\",\"subjects\":"
	    "null,"
	    "\"base\":null,\"curator\":null,\"min_size\":null,\"founded\":null,"
	    "\"closed\":null,\"page\":\"=1\","
	    "\"scientific_partner\":null}\n"
	    "]\n");
	place_close(&p);
}

static void
json_texts_are_escaped(void **state)
{
	struct buf b = {0};

	(void)state;
	json_put_string(&b, "\"\\/\b\f\n\r\t\x01\x1f я\x7f");
	assert_string_equal(buf_text(&b), "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f я\x7f\"");
	buf_clear(&b);
	json_put_string(&b, "");
	assert_string_equal(buf_text(&b), "\"\"");
	buf_free(&b);
}

static void
one_record_is_the_object_of_its_table(void **state)
{
	struct meeting *m = (struct meeting *)record_new(KIND_MEETINGS);
	struct buf b = {0};
	struct place p;

	(void)state;
	place_make(&p);
	m->code = "M1";
	m->number = "1";
	m->seats = 9;
	export_put_json(p.session, &m->base, &b);
	assert_string_equal(buf_text(&b),
	    "{\"code\":\"M1\",\"number\":\"1\",\"date\":null,\"chair\":null,"
	    "\"secretary\":null,\"seats\":9,\"quorum\":null}");
	buf_free(&b);
	record_free(&m->base);
	place_close(&p);
}

static void
a_failed_write_is_told(void **state)
{
	struct export_options options = {0};
	struct error e = {0};
	struct place p;
	FILE *f = fopen("/dev/full", "w");

	(void)state;
	place_make(&p);
	assert_int_equal(
	    export_table(p.session, KIND_ORGANISATIONS, &options, f, NULL, &e), ST_SYSTEM);
	assert_non_null(strstr(e.text, "«Организации»"));
	fclose(f);
	place_close(&p);
}

static void
a_viewer_takes_no_table_out(void **state)
{
	struct export_options options = {0};
	struct error e = {0};
	struct place p;
	FILE *f = tmpfile();

	(void)state;
	place_make(&p);
	place_become_viewer(&p);
	assert_int_equal(
	    export_table(p.session, KIND_ORGANISATIONS, &options, f, NULL, &e), ST_DENIED);
	assert_int_equal(ftell(f), 0);
	fclose(f);
	place_close(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(an_empty_table_is_its_header),
	    cmocka_unit_test(rows_are_ordered_by_code_points_column_by_column),
	    cmocka_unit_test(the_order_is_that_of_values_not_of_what_guards_them),
	    cmocka_unit_test(json_is_an_object_a_line),
	    cmocka_unit_test(json_texts_are_escaped),
	    cmocka_unit_test(one_record_is_the_object_of_its_table),
	    cmocka_unit_test(a_failed_write_is_told),
	    cmocka_unit_test(a_viewer_takes_no_table_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
