/* SPDX-License-Identifier: MIT
 * exchange_import.c - how an import treats what is stored already, what comes with it, and what
 * happens meanwhile; JSON in and out.
 */
#include "tests/lib/exchange_help.h"
#include "tests/lib/visitor_help.h"

#define ORGANISATIONS "code;name;type\nO1;СОШ № 1;школа\nO2;СОШ № 2;школа\n"
#define PEOPLE_HEADER "code;surname;given_name;organisation;position;staff_kind;hired"
#define PERSON(code)  code ";Белова;Анна;O1;учитель;педагог;2012-08-20\n"

static void
open_with_organisations(struct place *p, struct outcome *o)
{
	place_make(p);
	import_text(p, KIND_ORGANISATIONS, ORGANISATIONS, o);
	assert_accepted(o);
}

static void
check_table(struct place *p, enum kind kind, const char *expected)
{
	struct buf got = {0};

	export_bytes(p, kind, (struct export_options){0}, &got);
	assert_string_equal(buf_text(&got), expected);
	buf_free(&got);
}

static void
set_source(struct import_source *s, enum kind kind, const char *text)
{
	*s = (struct import_source){.kind = kind, .name = entity_of(kind)->id};
	buf_puts(&s->bytes, text);
}

static void
tables_are_taken_in_the_order_they_refer(void **state)
{
	struct import_source sources[3];
	struct outcome o = {0};
	struct place p;

	(void)state;
	place_make(&p);
	set_source(&sources[0], KIND_ASSOCIATIONS, "code;name;curator\nA1;ММО;P1\n");
	set_source(&sources[1], KIND_PEOPLE, PEOPLE_HEADER "\n" PERSON("P1"));
	set_source(&sources[2], KIND_ORGANISATIONS, ORGANISATIONS);
	import_sources(&p, sources, 3, (struct import_options){0}, &o);
	assert_accepted(&o);
	assert_int_equal(o.result.created, 4);
	check_table(&p, KIND_ASSOCIATIONS,
	    "code;name;kind;level;subjects;base;curator;min_size;founded;closed;page;"
	    "scientific_partner\nA1;ММО;;;;;P1;;;;;\n");
	import_text(&p, KIND_ASSOCIATIONS, "code;name;curator\nA2;ММО;P2\n", &o);
	assert_refused(&o, "associations.csv, строка 2, столбец curator: «P2»");
	outcome_free(&o);
	place_close(&p);
}

static void
a_refused_row_is_no_row_to_refer_to(void **state)
{
	struct import_source sources[2];
	struct outcome o = {0};
	struct place p;

	(void)state;
	place_make(&p);
	set_source(
	    &sources[0], KIND_ORGANISATIONS, "code;name;type\nO1;СОШ;не школа\nO2;СОШ;школа\n");
	set_source(&sources[1], KIND_PEOPLE,
	    PEOPLE_HEADER "\n" PERSON("P1") "P2;Белова;Анна;O2;учитель;педагог;2012-08-20\n");
	import_sources(&p, sources, 2, (struct import_options){.keep_going = true}, &o);
	assert_int_equal(o.status, ST_INVALID);
	assert_int_equal(o.result.faults, 2);
	assert_int_equal(o.result.created, 2);
	assert_true(o.result.written);
	assert_non_null(strstr(o.told.data, "people, строка 2, столбец organisation: «O1»"));
	outcome_free(&o);
	place_close(&p);
}

static void
a_column_left_out_stays_and_an_empty_cell_clears(void **state)
{
	struct outcome o = {0};
	struct place p;

	(void)state;
	place_make(&p);
	import_text(&p, KIND_ORGANISATIONS,
	    "code;name;type;address;phone\nO1;СОШ № 1;школа;ул. Мира;111\nO2;Сад;детский сад;;\n",
	    &o);
	import_text(&p, KIND_ORGANISATIONS, "type;phone;code;name\nшкола;;O1;СОШ № 1\n", &o);
	assert_accepted(&o);
	assert_int_equal(o.result.updated, 1);
	assert_int_equal(o.result.created, 0);
	check_table(&p, KIND_ORGANISATIONS,
	    "code;name;full_name;type;address;phone;email;head\n"
	    "O1;СОШ № 1;;школа;ул. Мира;;;\nO2;Сад;;детский сад;;;;\n");
	import_text(&p, KIND_ORGANISATIONS, "code;phone\nO1;222\n", &o);
	assert_refused(&o,
	    "organisations.csv, строка 1, столбец name («Название»), type («Тип»): обязательных "
	    "столбцов нет; добавьте их");
	outcome_free(&o);
	place_close(&p);
}

static void
checks_are_made_on_the_record_as_it_will_be_stored(void **state)
{
	struct outcome o = {0};
	struct place p;

	(void)state;
	open_with_organisations(&p, &o);
	import_text(&p, KIND_PEOPLE,
	    PEOPLE_HEADER
	    ";dismissed;category;titles\n"
	    "P1;Белова;Анна;O1;учитель;педагог;2012-08-20;2020-01-01;высшая;педагог-методист\n",
	    &o);
	assert_accepted(&o);
	import_text(
	    &p, KIND_PEOPLE, PEOPLE_HEADER "\nP1;Белова;Анна;O1;учитель;педагог;2021-01-01\n", &o);
	assert_refused(&o, "people.csv, строка 2, столбец dismissed");
	import_text(&p, KIND_PEOPLE,
	    PEOPLE_HEADER ";category\nP1;Белова;Анна;O1;учитель;педагог;2012-08-20;первая\n", &o);
	assert_refused(&o, "people.csv, строка 2, столбец titles");
	import_text(&p, KIND_PEOPLE,
	    PEOPLE_HEADER ";titles\nP1;Белова;Анна;O1;учитель;педагог;2012-08-20;\n", &o);
	assert_accepted(&o);
	assert_int_equal(o.result.updated, 1);
	outcome_free(&o);
	place_close(&p);
}

static void
a_composite_key_updates_its_record(void **state)
{
	struct outcome o = {0};
	struct place p;

	(void)state;
	open_with_organisations(&p, &o);
	import_text(&p, KIND_PEOPLE, PEOPLE_HEADER "\n" PERSON("P1") PERSON("P2"), &o);
	import_text(&p, KIND_METHODISTS, "person;from;to\nP1;2024-09-01;\nP2;2024-09-01;\n", &o);
	assert_int_equal(o.result.created, 2);
	import_text(
	    &p, KIND_METHODISTS, "from;person;to\n01.09.2024;P1;31.08.2025\n2025-09-01;P1;\n", &o);
	assert_accepted(&o);
	assert_int_equal(o.result.updated, 1);
	assert_int_equal(o.result.created, 1);
	check_table(&p, KIND_METHODISTS,
	    "person;from;to;document\nP1;2024-09-01;2025-08-31;\nP1;2025-09-01;;\nP2;2024-09-01;;"
	    "\n");
	import_text(
	    &p, KIND_METHODISTS, "person;from\nP1;2026-01-01\nP2;2026-01-01\nP1;01.01.2026\n", &o);
	assert_refused(&o,
	    "methodists.csv, строка 4, столбец person: тот же ключ (person, from) — уже в строке "
	    "2");
	outcome_free(&o);
	place_close(&p);
}

static void
a_dry_run_only_checks(void **state)
{
	struct outcome o = {0};
	uint64_t version;
	struct place p;

	(void)state;
	open_with_organisations(&p, &o);
	version = place_version(&p);
	import_bytes(&p, KIND_PEOPLE, "people.csv", slice_of(PEOPLE_HEADER "\n" PERSON("P1")),
	    (struct import_options){.dry_run = true}, &o);
	assert_accepted(&o);
	assert_int_equal(o.result.created, 1);
	assert_false(o.result.written);
	assert_int_equal(place_version(&p), version);
	outcome_free(&o);
	place_close(&p);
}

static void
fifty_faults_are_told_and_all_are_counted(void **state)
{
	struct buf text = {0};
	struct outcome o = {0};
	struct place p;

	(void)state;
	place_make(&p);
	buf_puts(&text, "code;name;type\n");
	for (int i = 0; i < 60; i++)
		buf_printf(&text, "O%d;\x1b[31m;вуз\n", i);
	import_text(&p, KIND_ORGANISATIONS, buf_text(&text), &o);
	assert_refused(&o, "organisations.csv, строка 2, столбец name: «<U+001B>[31m»");
	assert_null(strchr(o.told.data, '\x1b'));
	assert_int_equal(o.result.faults, 60);
	assert_int_equal(o.result.rows, 60);
	assert_int_equal(o.sentences, IMPORT_FAULTS);
	assert_int_equal(o.result.sentences, 120);
	buf_free(&text);
	outcome_free(&o);
	place_close(&p);
}

static void
a_fault_is_told_once(void **state)
{
	struct outcome o = {0};
	struct place p;

	(void)state;
	open_with_organisations(&p, &o);
	/* the refused date is neither "empty" nor "out of order" besides; the empty name is */
	import_text(&p, KIND_PEOPLE,
	    PEOPLE_HEADER ";dismissed\nP1;;Анна;O1;учитель;педагог;31.02.2012;2010-01-01\n", &o);
	assert_refused(&o, "столбец hired: «31.02.2012»");
	assert_non_null(strstr(o.told.data, "столбец surname: "));
	assert_int_equal(o.sentences, 2);
	assert_int_equal(o.result.faults, 1);
	outcome_free(&o);
	place_close(&p);
}

static void
labels_stand_beside_ids_where_the_file_speaks_russian(void **state)
{
	struct outcome o = {0};
	struct place p;

	(void)state;
	place_make(&p);
	import_text(&p, KIND_ORGANISATIONS, "КОД;Название;type\nO1;;школа\nO 2;СОШ;вуз\n", &o);
	assert_refused(&o, "organisations.csv, строка 2, столбец name («Название»): ");
	assert_non_null(strstr(o.told.data, "строка 3, столбец code («Код»): «O 2»"));
	assert_non_null(strstr(o.told.data, "строка 3, столбец type: «вуз»"));
	outcome_free(&o);
	place_close(&p);
}

static void
a_broken_file_gives_no_rows_and_others_do(void **state)
{
	struct import_source sources[2];
	struct outcome o = {0};
	struct buf got = {0};
	struct place p;

	(void)state;
	place_make(&p);
	set_source(&sources[0], KIND_ORGANISATIONS, ORGANISATIONS);
	set_source(&sources[1], KIND_PEOPLE, PEOPLE_HEADER "\n" PERSON("P1") "\"P2;\n");
	import_sources(&p, sources, 2, (struct import_options){.keep_going = true}, &o);
	assert_int_equal(o.status, ST_INVALID);
	assert_int_equal(o.result.faults, 1);
	assert_int_equal(o.result.created, 2);
	assert_true(o.result.written);
	assert_int_equal(export_bytes(&p, KIND_PEOPLE, (struct export_options){0}, &got), 0);
	buf_free(&got);
	outcome_free(&o);
	place_close(&p);
}

/* Says stop at the n-th call. */
struct stopper {
	int calls, stop_at;
};

static bool
stop_progress(void *context, const char *name, size_t rows, size_t bytes, size_t total)
{
	struct stopper *s = context;

	assert_non_null(name);
	assert_true(bytes <= total && rows <= total);
	return ++s->calls != s->stop_at;
}

static void
progress_cancels(void **state)
{
	struct stopper stopper = {0};
	struct outcome o = {0};
	struct place p;
	uint64_t version;
	struct import_options options = {.progress = stop_progress, .context = &stopper};

	(void)state;
	place_make(&p);
	version = place_version(&p);
	for (stopper.stop_at = 1; stopper.stop_at <= 2; stopper.stop_at++) {
		struct import_source source;

		stopper.calls = 0;
		set_source(&source, KIND_ORGANISATIONS, ORGANISATIONS);
		assert_int_equal(
		    import_tables(p.session, &source, 1, &options, &o.result, &o.e), ST_CANCELLED);
		buf_free(&source.bytes);
		assert_int_equal(stopper.calls, stopper.stop_at);
		assert_false(o.result.written);
		assert_int_equal(place_version(&p), version);
	}
	check_table(&p, KIND_ORGANISATIONS, "code;name;full_name;type;address;phone;email;head\n");
	place_close(&p);
}

/* Another clerk saves at the n-th call of progress. */
struct meddler {
	struct place *place;
	const char *text;
	int calls, meddle_at, times;
};

static bool
meddle(void *context, const char *name, size_t rows, size_t bytes, size_t total)
{
	struct meddler *m = context;
	struct outcome o = {0};

	(void)name, (void)rows, (void)bytes, (void)total;
	if (++m->calls >= m->meddle_at && m->times > 0) {
		m->times--;
		import_text(m->place, KIND_ORGANISATIONS, m->text, &o);
		assert_accepted(&o);
		outcome_free(&o);
	}
	return true;
}

static enum status
import_meddled(struct place *p, struct meddler *m, struct outcome *o)
{
	struct import_options options = {.progress = meddle, .context = m};
	struct import_source source;
	enum status st;

	set_source(&source, KIND_ORGANISATIONS, ORGANISATIONS);
	st = import_tables(p->session, &source, 1, &options, &o->result, &o->e);
	buf_free(&source.bytes);
	return st;
}

static void
what_others_save_meanwhile_is_reckoned_with(void **state)
{
	static const char all[] =
	    "code;name;full_name;type;address;phone;email;head\n"
	    "O1;СОШ № 1;;школа;;;;\nO2;СОШ № 2;;школа;;;;\nO9;Сад;;детский сад;;;;\n";
	struct outcome o = {0};
	struct place p, q;
	struct meddler another = {.place = &p,
	    .text = "code;name;type\nO9;Сад;детский сад\n",
	    .meddle_at = 2,
	    .times = 1};
	struct meddler same = {.place = &q,
	    .text = "code;name;type;phone\nO1;Школа;школа;111\n",
	    .meddle_at = 2,
	    .times = 1};

	(void)state;
	place_make(&p); /* another record of the kind takes the ids */
	assert_int_equal(import_meddled(&p, &another, &o), ST_OK);
	assert_int_equal(o.result.created, 2);
	assert_int_equal(o.result.rows, 2);
	check_table(&p, KIND_ORGANISATIONS, all);
	place_close(&p);
	place_make(&q); /* a record with the key of one of ours: an update now */
	assert_int_equal(import_meddled(&q, &same, &o), ST_OK);
	assert_int_equal(o.result.created, 1);
	assert_int_equal(o.result.updated, 1);
	check_table(&q, KIND_ORGANISATIONS,
	    "code;name;full_name;type;address;phone;email;head\n"
	    "O1;СОШ № 1;;школа;;111;;\nO2;СОШ № 2;;школа;;;;\n");
	place_close(&q);
}

static void
what_may_not_be_imported_is_refused(void **state)
{
	struct import_source sources[2];
	struct outcome o = {0};
	struct place p;

	(void)state;
	place_make(&p);
	set_source(&sources[0], KIND_ORGANISATIONS, ORGANISATIONS);
	set_source(&sources[1], KIND_ORGANISATIONS, ORGANISATIONS);
	import_sources(&p, sources, 2, (struct import_options){0}, &o);
	assert_int_equal(o.status, ST_REFUSED);
	assert_non_null(strstr(o.e.text, "дана дважды"));
	place_become_viewer(&p);
	import_text(&p, KIND_ORGANISATIONS, ORGANISATIONS, &o);
	assert_int_equal(o.status, ST_DENIED);
	outcome_free(&o);
	place_close(&p);
}

/* A database whose rules are Strezhevoy's with `from` replaced by `to`. */
static void
place_open_with_rules(struct place *p, const char *from, const char *to)
{
	struct buf text = {0}, path = {0}, dir = {0};
	struct error e = {0};
	const char *at;
	FILE *f;

	place_make(p);
	assert_true(read_whole("profiles/strezhevoy.conf", &text));
	at = strstr(text.data, from);
	assert_non_null(at);
	buf_printf(&path, "%s/rules.conf", p->dir);
	buf_printf(&dir, "%s/other", p->dir);
	f = fopen(path.data, "wb");
	fwrite(text.data, 1, (size_t)(at - text.data), f);
	fputs(to, f);
	fputs(at + strlen(from), f);
	fclose(f);
	session_close(p->session);
	if (session_create(&p->session,
		&(struct new_database){.dir = dir.data, .profile = path.data}, AS("clerk"),
		&e) != ST_OK)
		fail_msg("%s", error_text(&e));
	buf_free(&text);
	buf_free(&path);
	buf_free(&dir);
}

static void
a_town_without_a_module_takes_none_of_its_tables(void **state)
{
	struct outcome o = {0};
	struct place p;

	(void)state;
	place_open_with_rules(
	    &p, "modules = [\"corps\", \"associations\"];", "modules = [\"associations\"];");
	import_text(&p, KIND_MEETINGS, "code;number;date;seats\nM1;1;2025-01-01;9\n", &o);
	assert_int_equal(o.status, ST_REFUSED);
	assert_non_null(strstr(o.e.text, "«Заседания совета» (meetings)"));
	import_text(&p, KIND_ORGANISATIONS, ORGANISATIONS, &o);
	assert_accepted(&o);
	outcome_free(&o);
	place_close(&p);
}

static void
own_fields_of_the_town_follow_the_columns(void **state)
{
	static const char table[] =
	    "code;name;full_name;type;address;phone;email;head;inn;opened;rural;pupils\n"
	    "O1;СОШ № 1;;школа;;;;;'-7;1990-09-01;да;250\nO2;СОШ № 2;;школа;;;;;;;нет;\n";
	struct outcome o = {0};
	struct buf json = {0};
	struct place p;

	(void)state;
	place_open_with_rules(&p, "modules =",
	    "own_fields = (\n"
	    "{ kind = \"organisations\"; id = \"inn\"; label = \"ИНН\"; type = \"text\"; },\n"
	    "{ kind = \"organisations\"; id = \"opened\"; label = \"Открыта\"; type = \"date\"; "
	    "},\n"
	    "{ kind = \"organisations\"; id = \"rural\"; label = \"Сельская\"; type = \"yesno\"; "
	    "},\n"
	    "{ kind = \"organisations\"; id = \"pupils\"; label = \"Учеников\"; type = \"number\"; "
	    "});\n"
	    "modules =");
	import_text(&p, KIND_ORGANISATIONS,
	    "code;name;type;ИНН;открыта;сельская;pupils\nO1;СОШ № 1;школа;-7;1.9.1990;да;250\n",
	    &o);
	assert_refused(&o, "столбец opened («Открыта»): «1.9.1990»");
	import_text(&p, KIND_ORGANISATIONS,
	    "code;name;type;ИНН;открыта;сельская;pupils\n"
	    "O1;СОШ № 1;школа;-7;01.09.1990;да;250\nO2;СОШ № 2;школа;;;;\n",
	    &o);
	assert_accepted(&o);
	check_table(&p, KIND_ORGANISATIONS, table);
	export_bytes(&p, KIND_ORGANISATIONS, (struct export_options){.format = EXPORT_JSON}, &json);
	assert_non_null(strstr(json.data,
	    "\"head\":null,\"inn\":\"-7\",\"opened\":\"1990-09-01\",\"rural\":true,\"pupils\":"
	    "250}"));
	assert_non_null(
	    strstr(json.data, "\"inn\":null,\"opened\":null,\"rural\":false,\"pupils\":null}"));
	import_text(&p, KIND_ORGANISATIONS, json.data, &o);
	assert_accepted(&o);
	assert_int_equal(o.result.unchanged, 2);
	buf_free(&json);
	outcome_free(&o);
	place_close(&p);
}

static void
json_is_an_object_a_line(void **state)
{
	static const char expected[] =
	    "[\n"
	    "{\"code\":\"A1\",\"name\":\"ММО "
	    "\\\"А\\\"\",\"kind\":null,\"level\":null,\"subjects\":[\"физика\",\"химия\"],"
	    "\"base\":null,\"curator\":null,\"min_size\":null,\"founded\":\"2025-09-01\","
	    "\"closed\":null,\"page\":null,\"scientific_partner\":null},\n"
	    "{\"code\":\"A2\",\"name\":\"ММО\",\"kind\":null,\"level\":\"начальное\",\"subjects\":"
	    "null,"
	    "\"base\":null,\"curator\":null,\"min_size\":null,\"founded\":null,\"closed\":null,"
	    "\"page\":\"=1\","
	    "\"scientific_partner\":null}\n"
	    "]\n";
	struct outcome o = {0};
	struct buf json = {0};
	struct place p;

	(void)state;
	place_make(&p);
	export_bytes(&p, KIND_ASSOCIATIONS, (struct export_options){.format = EXPORT_JSON}, &json);
	assert_string_equal(json.data, "[]\n");
	import_text(&p, KIND_ASSOCIATIONS, json.data, &o);
	assert_accepted(&o);
	import_text(&p, KIND_ASSOCIATIONS,
	    " [ {\"КОД\": \"A2\", \"Название\": \"ММО\", \"level\": \"Начальное\", "
	    "\"page\": \"=1\"},\n"
	    "{\"subjects\": [\"физика\", \"химия\"], \"name\": \"ММО \\\"А\\\"\", \"code\": \"A1\","
	    "\"founded\": \"01.09.2025\", \"curator\": null}]",
	    &o);
	assert_accepted(&o);
	assert_int_equal(o.result.created, 2);
	export_bytes(&p, KIND_ASSOCIATIONS, (struct export_options){.format = EXPORT_JSON}, &json);
	assert_string_equal(json.data, expected);
	import_text(&p, KIND_ASSOCIATIONS, "[{\"code\":\"A1\",\"name\":\"ММО\"}]", &o);
	assert_int_equal(o.result.updated, 1);
	buf_free(&json);
	outcome_free(&o);
	place_close(&p);
}

static void
faults_of_json_name_the_element(void **state)
{
	static const struct {
		const char *text, *told;
	} cases[] = {
	    {"[{\"code\":\"A1\",\"name\":\"1\"},{\"code\":\"A2\",\"name\":\"2\"},{\"code\":\"A "
	     "3\",\"name\":\"3\"}]",
		"associations.json, элемент 3, столбец code: «A 3»"},
	    {"[{\"code\":\"A1\",\"name\":\"1\"},{\"code\":\"A1\",\"name\":\"2\"}]",
		"элемент 2, столбец code: «A1» — уже в элементе 1"},
	    {"[{\"code\":\"A1\"}]", "элемент 1, столбец name («Название»): обязательного"},
	    {"[{\"code\":\"A1\",\"name\":\"1\",\"snils\":1}]",
		"элемент 1, столбец «snils»: такого столбца"},
	    {"[{\"code\":\"A1\",\"name\":\"1\",\"Код\":\"A2\"}]",
		"элемент 1, столбец code («Код»): назван дважды"},
	    {"[{\"code\":\"A1\",\"name\":[\"1\"]}]",
		"элемент 1, столбец name: нужно одно значение"},
	    {"[{\"code\":\"A1\",\"name\":{}}]", "элемент 1, столбец name: нужно одно значение"},
	    {"[{\"code\":\"A1\",\"name\":\"1\",\"subjects\":[\"a,b\"]}]",
		"элемент 1, столбец subjects: внутри"},
	    {"[{\"code\":\"A1\",\"name\":\"1\",\"subjects\":[1]}]",
		"элемент 1, столбец subjects: в массиве"},
	    {"[{\"code\":\"A1\",\"name\":\"x\\u0000y\"}]", "элемент 1, столбец name: «x<U+0000>y»"},
	    {"[{\"code\":\"A1\",\"name\":\"1\",\"founded\":20250901}]",
		"элемент 1, столбец founded: «20250901»"},
	    {"[1]", "associations.json, элемент 1: нужен объект"},
	    {"[{\"code\":\"A1\",\"name\":\"1\"},\n{\"code\":\"A2\" \"name\"}]",
		"associations.json: строка 2: "},
	    {"[{\"code\":\"A1\",\"name\":\"1\",\"name\":\"2\"}]",
		"associations.json: строка 1: одно и то же поле"},
	    {"[{\"code\":\"A1\",\"name\":\"1\"} {\"code\":\"A2\",\"name\":\"2\"}]",
		"associations.json: строка 1: между"},
	    {"[{\"code\":\"A1\",\"name\":\"1\"}]\n]", "associations.json: строка 2: после конца"},
	    {"[{\"code\":\"A1\",\"name\":\"1\"},]", "associations.json: строка 1: "},
	    {"[", "associations.json: строка 1: "},
	};
	static const char *const no_arrays[] = {"{\"code\":\"A1\"}", "]", "", "null", "A1"};
	struct outcome o = {0};
	struct place p;

	(void)state;
	place_make(&p);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		import_text(&p, KIND_ASSOCIATIONS, cases[i].text, &o);
		assert_refused(&o, cases[i].told);
		assert_int_equal(o.result.faults, 1);
	}
	for (size_t i = 0; i < sizeof(no_arrays) / sizeof(no_arrays[0]); i++) {
		import_bytes(&p, KIND_ASSOCIATIONS, "a.json", slice_of(no_arrays[i]),
		    (struct import_options){0}, &o);
		assert_refused(&o, "a.json: строка 1: файл должен быть массивом объектов");
	}
	outcome_free(&o);
	place_close(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tables_are_taken_in_the_order_they_refer),
	    cmocka_unit_test(a_refused_row_is_no_row_to_refer_to),
	    cmocka_unit_test(a_column_left_out_stays_and_an_empty_cell_clears),
	    cmocka_unit_test(checks_are_made_on_the_record_as_it_will_be_stored),
	    cmocka_unit_test(a_composite_key_updates_its_record),
	    cmocka_unit_test(a_dry_run_only_checks),
	    cmocka_unit_test(fifty_faults_are_told_and_all_are_counted),
	    cmocka_unit_test(a_fault_is_told_once),
	    cmocka_unit_test(labels_stand_beside_ids_where_the_file_speaks_russian),
	    cmocka_unit_test(a_broken_file_gives_no_rows_and_others_do),
	    cmocka_unit_test(progress_cancels),
	    cmocka_unit_test(what_others_save_meanwhile_is_reckoned_with),
	    cmocka_unit_test(what_may_not_be_imported_is_refused),
	    cmocka_unit_test(a_town_without_a_module_takes_none_of_its_tables),
	    cmocka_unit_test(own_fields_of_the_town_follow_the_columns),
	    cmocka_unit_test(json_is_an_object_a_line),
	    cmocka_unit_test(faults_of_json_name_the_element),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
