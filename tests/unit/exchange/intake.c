/* SPDX-License-Identifier: MIT
 * intake.c - what columns are taken for, what is kept of a school, cells read otherwise, rows left
 * out.
 */
#include "tests/lib/exchange_help.h"

#include "db/record/records.h"
#include "exchange/intake.h"
#include "service/core/view.h"

#define ORGANISATIONS "code;name;type\nO1;Школа 1;школа\nO2;Школа 2;школа\n"

static bool
say_yes(void *context, size_t done, size_t total)
{
	(void)context, (void)done, (void)total;
	return true;
}

static bool
say_no(void *context, size_t done, size_t total)
{
	(void)context, (void)done, (void)total;
	return false;
}

static bool
is_stopped(void *context)
{
	(void)context;
	return true;
}

static const struct intake_watch go_on = {.progress = say_yes}, stop = {.progress = say_no},
				 stop_writing = {.progress = say_yes, .stopped = is_stopped};

static struct intake *
begin(struct place *p, enum kind kind, const char *text)
{
	struct intake *in = NULL;
	struct buf bytes = {0};
	struct error e = {0};

	buf_puts(&bytes, text);
	assert_int_equal(intake_open(&in, p->session, "список.csv", &bytes, &e), ST_OK);
	assert_int_equal(intake_begin(in, kind, 0, 0, &e), ST_OK);
	return in;
}

static const struct field *
person(const char *id)
{
	return field_find(KIND_PEOPLE, id);
}

/* "surname" of a column, "ФИО", "-". */
static const char *
use_of(const struct intake *in, size_t column)
{
	const struct plan_column *c = &in->plan.columns[column];

	return c->use == PLAN_FIELD ? c->field->id : c->use == PLAN_FULL_NAME ? "ФИО" : "-";
}

static void
columns_are_guessed(void **state)
{
	static const struct {
		const char *header, *row, *use;
		enum guess_by by;
	} columns[] = {
	    {"№ п/п", "1", "-", GUESS_NONE},
	    {"Сотрудник", "Иванов Иван Иванович", "ФИО", GUESS_SYNONYM},
	    {"ДОЛЖНОСТЬ", "учитель", "position", GUESS_NAME},
	    {"Аттестация", "первая", "category", GUESS_SYNONYM},
	    {"Где", "O1", "organisation", GUESS_CONTENT},
	    {"Связь", "8 900 123-45-67", "phone", GUESS_CONTENT},
	    {"Адрес", "a@example.org", "email", GUESS_CONTENT},
	    {"Кто", "педагог", "staff_kind", GUESS_CONTENT},
	    {"Прочее", "что-то", "-", GUESS_NONE},
	};
	struct place p;
	struct outcome o = {0};
	struct buf text = {0};
	struct intake *in;

	(void)state;
	place_make(&p);
	import_text(&p, KIND_ORGANISATIONS, ORGANISATIONS, &o);
	assert_accepted(&o);
	buf_puts(&text, "Список сотрудников\n");
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		buf_printf(&text, "%s%s", i > 0 ? ";" : "", columns[i].header);
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		buf_printf(&text, "%s%s", i > 0 ? ";" : "\n", columns[i].row);
	in = begin(&p, KIND_PEOPLE, buf_text(&text));
	assert_int_equal(in->plan.header, 2);
	for (size_t i = 0; i < in->plan.ncolumns; i++) {
		assert_string_equal(use_of(in, i), columns[i].use);
		assert_int_equal(in->columns[i].by, columns[i].by);
	}
	assert_int_equal(intake_guess_kind(in), KIND_PEOPLE);
	intake_free(in);
	buf_free(&text);
	outcome_free(&o);
	place_close(&p);
}

/* A few that differ, in their order; where nothing stands nothing is shown. */
static void
examples_are_of_what_stands_there(void **state)
{
	static const char *const examples[] = {"O1 · O2 · O3", "Первая · Вторая", ""};
	struct place p;
	struct intake *in;

	(void)state;
	place_make(&p);
	in = begin(&p, KIND_ORGANISATIONS,
	    "code;name;note\nO1;;\nO2;Первая;\nO3;Первая;\nO4;Вторая;\nO5;;\n");
	assert_int_equal(in->plan.ncolumns, sizeof(examples) / sizeof(examples[0]));
	for (size_t i = 0; i < in->plan.ncolumns; i++)
		assert_string_equal(in->columns[i].example, examples[i]);
	intake_free(in);
	place_close(&p);
}

#define LIST                                                                                                                   \
	"ФИО;Где;Категория;hired;staff_kind;Должность\n"                                               \
	"Иванова Мария Петровна;первая школа;СЗД;2020-09-01;педагог;учитель\n" \
	"Петров Илья Львович;первая школа;сзд;2020-09-01;педагог;учитель\n"       \
	"Сидоров Олег;первая школа;нет;когда-то;педагог;учитель\n"

/* What is said of a file is read with it, and kept with what was written. */
static void
what_is_said_is_kept(void **state)
{
	struct place p;
	struct outcome o = {0};
	struct error e = {0};
	struct intake *in;

	(void)state;
	place_make(&p);
	import_text(&p, KIND_ORGANISATIONS, ORGANISATIONS, &o);
	assert_accepted(&o);
	in = begin(&p, KIND_PEOPLE, LIST);
	assert_false(in->known);
	plan_use_column(
	    &in->plan, 1, (struct plan_column){.use = PLAN_FIELD, .field = person("organisation")});
	plan_replace(&in->plan, person("organisation"), slice_of("Первая школа"), "O1");
	plan_replace(
	    &in->plan, person("category"), slice_of("СЗД"), "соответствие занимаемой должности");
	assert_int_equal(intake_run(in, true, &go_on, &e), ST_INVALID);
	assert_int_equal(in->result.created, 2);
	assert_int_equal(in->nfaults, 1);
	assert_int_equal(in->faults[0].line, 4);
	assert_ptr_equal(in->faults[0].field, person("hired"));
	assert_string_equal(in->faults[0].value, "когда-то");
	plan_fix(&in->plan, 4, person("hired"), "02.09.2020");
	plan_replace(&in->plan, person("position"), slice_of("учитель"), "педагог");
	plan_leave_out(&in->plan, 3, true);
	in->school = strdup("Первая");
	assert_int_equal(intake_run(in, false, &go_on, &e), ST_OK);
	assert_int_equal(in->result.created, 2);
	assert_true(in->result.operation > 0);
	intake_free(in);

	in = begin(&p, KIND_PEOPLE, LIST);
	assert_true(in->known);
	assert_string_equal(in->school, "Первая");
	assert_string_equal(use_of(in, 1), "organisation");
	intake_run(in, true, &go_on, &e);
	assert_int_equal(in->result.created, 1); /* the one that was left out */
	assert_int_equal(in->result.updated, 1); /* what a text is read as is not kept */
	assert_int_equal(in->result.faults, 1);  /* nor is a word for one row */
	intake_free(in);
	outcome_free(&o);
	place_close(&p);
}

/* The columns of one school may be those of another, but not what holds for all of its rows. */
static void
another_value_is_not_what_was_kept(void **state)
{
	static const char list[] = "ФИО;hired;staff_kind;Должность\n"
				   "Иванова Мария Петровна;2020-09-01;педагог;учитель\n";
	struct place p;
	struct outcome o = {0};
	struct error e = {0};
	struct intake *in;

	(void)state;
	place_make(&p);
	import_text(&p, KIND_ORGANISATIONS, ORGANISATIONS, &o);
	in = begin(&p, KIND_PEOPLE, list);
	intake_set_value(in, person("organisation"), "O1");
	in->school = strdup("Первая");
	assert_int_equal(intake_run(in, false, &go_on, &e), ST_OK);
	intake_free(in);

	in = begin(&p, KIND_PEOPLE, list);
	assert_true(in->known);
	intake_set_value(in, person("organisation"), "O1");
	intake_set_value(in, person("phone"), "8 900 123-45-67");
	assert_true(in->known);
	assert_string_equal(in->school, "Первая");
	intake_set_value(in, person("organisation"), "O2");
	assert_false(in->known);
	assert_null(in->school);
	intake_free(in);
	outcome_free(&o);
	place_close(&p);
}

/* A field the file has no column of is one fault, and one answer mends it. */
static void
what_is_missing_is_told_once(void **state)
{
	struct place p;
	struct outcome o = {0};
	struct error e = {0};
	struct intake *in;

	(void)state;
	place_make(&p);
	import_text(&p, KIND_ORGANISATIONS, ORGANISATIONS, &o);
	in = begin(&p, KIND_PEOPLE,
	    "ФИО;Должность\nИванова Мария Петровна;учитель\nПетров Илья Львович;учитель\n");
	assert_string_equal(plan_value(&in->plan, person("staff_kind")), "педагог");
	assert_ptr_equal(intake_missing(in, 0), person("organisation"));
	intake_run(in, true, &go_on, &e);
	assert_int_equal(in->nfaults, 2);
	assert_int_equal(in->faults[0].line, 0);
	plan_set_value(&in->plan, person("organisation"), "O2");
	plan_set_value(&in->plan, person("hired"), "01.09.2020");
	assert_int_equal(intake_run(in, false, &go_on, &e), ST_OK);
	assert_int_equal(in->result.created, 2);
	/* Whoever is in the register is known by the names, and keeps what the file is silent
	 * about. */
	plan_set_value(&in->plan, person("hired"), NULL);
	assert_int_equal(intake_run(in, false, &go_on, &e), ST_OK);
	assert_int_equal(in->result.unchanged, 2);
	intake_free(in);
	outcome_free(&o);
	place_close(&p);
}

/* The line of the headings is what somebody says it is; behind the last row there are none. */
static void
headings_are_where_there_are_rows(void **state)
{
	struct place p;
	struct error e = {0};
	struct intake *in;

	(void)state;
	place_make(&p);
	in = begin(&p, KIND_ORGANISATIONS, ORGANISATIONS);
	assert_int_equal(intake_begin(in, KIND_ORGANISATIONS, 0, 9, &e), ST_INVALID);
	assert_string_equal(e.text, "в файле нет строк с такого места");
	assert_int_equal(intake_begin(in, KIND_ORGANISATIONS, 0, 2, &e), ST_OK);
	assert_string_equal(in->columns[1].name, "Школа 1");
	intake_free(in);
	place_close(&p);
}

/* Where no name is known the headings are the first row of several cells, else the first row. */
static void
unknown_headings_are_the_first_wide_row(void **state)
{
	static const struct {
		const char *text;
		size_t header;
	} files[] = {
	    {.text = "Сведения\n\nаа;бб\nвв;гг\n", .header = 3},
	    {.text = "аа\nбб\n", .header = 1},
	    {.text = "\n\nаа\nбб\n", .header = 3},
	};
	struct place p;

	(void)state;
	place_make(&p);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		struct intake *in = begin(&p, KIND_PEOPLE, files[i].text);

		assert_int_equal(in->plan.header, files[i].header);
		assert_int_equal(intake_guess_kind(in), KIND_COUNT);
		intake_free(in);
	}
	place_close(&p);
}

/* Names that several tables have tell of people first, who come most often. */
static void
a_table_is_guessed_by_its_names(void **state)
{
	static const struct {
		const char *text;
		enum kind kind;
	} files[] = {
	    {.text = "Название;Тип\n", .kind = KIND_ORGANISATIONS},
	    {.text = "ФИО\n", .kind = KIND_PEOPLE},
	    {.text = "person;level;document\n", .kind = KIND_ASSESSMENTS},
	};
	struct place p;

	(void)state;
	place_make(&p);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		struct intake *in = begin(&p, KIND_PEOPLE, files[i].text);

		assert_int_equal(intake_guess_kind(in), files[i].kind);
		intake_free(in);
	}
	place_close(&p);
}

/* What is kept of a school may be of a table that has changed since: what is not known is passed
 * over. */
static void
what_was_kept_is_read_line_by_line(void **state)
{
	static const struct {
		const char *kept;
		bool taken;
		const char *use, *value; /* of the second column; of the post */
	} texts[] = {
	    {"таблица = people\nФИО = ФИО\nГде = organisation\nвесь файл: position = учитель\n",
		true, "organisation", "учитель"},
	    {"таблица = people\nФИО = ФИО\nГде = № п/п\nвесь файл: рост = 2\n", true, "-", NULL},
	    {"таблица = people\nФИО = ФИО\nГде = рост\nвместо: category СЗД = первая\n", true, "-",
		NULL},
	    {"таблица = people\nФИО = ФИО\nГде = position\nвесь файл: position = учитель\nвместо: "
	     "рост: 1 = 2\n"
	     "строка ни о чём\n",
		true, "position", NULL},
	    {"таблица = organisations\nФИО = ФИО\nГде = organisation\n", false, "-", NULL},
	    {"ФИО = ФИО\nГде = organisation\n", false, "-", NULL},
	    {"таблица = people\nФИО = ФИО\n", false, "-", NULL},
	    {"таблица = people\n", false, "-", NULL},
	};
	struct place p;

	(void)state;
	place_make(&p);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct intake *in = begin(&p, KIND_PEOPLE, "ФИО;Где\nИванова Мария Петровна;там\n");
		const char *value;

		assert_string_equal(use_of(in, 1), "-");
		assert_int_equal(
		    intake_take(in, "Первая", slice_of(texts[i].kept)), texts[i].taken);
		assert_string_equal(use_of(in, 1), texts[i].use);
		value = plan_value(&in->plan, person("position"));
		if (texts[i].value != NULL)
			assert_string_equal(value, texts[i].value);
		else
			assert_null(value);
		assert_int_equal(in->school != NULL, texts[i].taken);
		assert_int_equal(in->known, texts[i].taken);
		intake_free(in);
	}
	place_close(&p);
}

/* A row is shown as it stands in the file, a cell beside the name of its column. */
static void
a_row_is_shown_with_its_columns(void **state)
{
	struct place p;
	struct buf text = {0};
	struct intake *in;

	(void)state;
	place_make(&p);
	in = begin(
	    &p, KIND_PEOPLE, "Список\nФИО;Где\nИванова Мария Петровна;O1\nПетров Илья;O2;лишнее\n");
	intake_put_row(in, 3, &text);
	assert_string_equal(buf_text(&text), "ФИО: Иванова Мария Петровна\nГде: O1\n");
	buf_clear(&text);
	intake_put_row(in, 9, &text);
	assert_string_equal(buf_text(&text), "");
	intake_free(in);
	buf_free(&text);
	place_close(&p);
}

static void
a_key_is_not_done_without(void **state)
{
	struct place p;
	struct intake *in;

	(void)state;
	place_make(&p);
	in = begin(&p, KIND_ORGANISATIONS, "Название;Тип\nШкола;школа\n");
	assert_ptr_equal(intake_missing_key(in), field_find(KIND_ORGANISATIONS, "code"));
	intake_free(in);
	place_close(&p);
}

static void
whoever_stops_it_changes_nothing(void **state)
{
	struct place p;
	struct error e = {0};
	struct intake *in;
	uint64_t version;

	(void)state;
	place_make(&p);
	in = begin(&p, KIND_ORGANISATIONS, ORGANISATIONS);
	version = place_version(&p);
	assert_int_equal(intake_run(in, false, &stop, &e), ST_CANCELLED);
	assert_int_equal(place_version(&p), version);
	assert_false(in->checked);
	assert_int_equal(intake_run(in, false, &stop_writing, &e), ST_CANCELLED);
	assert_int_equal(place_version(&p), version);
	assert_int_equal(intake_run(in, false, &go_on, &e), ST_OK);
	assert_true(in->checked);
	assert_int_equal(in->result.created, 2);
	intake_free(in);
	place_close(&p);
}

/* Two columns are never one field; a name goes whole or in parts. */
static void
a_field_has_one_column(void **state)
{
	struct import_plan plan = {.header = 0};

	(void)state;
	plan_set_columns(&plan, 3);
	plan_use_column(&plan, 0, (struct plan_column){.use = PLAN_FULL_NAME});
	plan_use_column(
	    &plan, 1, (struct plan_column){.use = PLAN_FIELD, .field = person("surname")});
	assert_int_equal(plan.columns[0].use, PLAN_SKIP);
	plan_use_column(
	    &plan, 2, (struct plan_column){.use = PLAN_FIELD, .field = person("surname")});
	assert_int_equal(plan.columns[1].use, PLAN_SKIP);
	plan_set_value(&plan, person("position"), "учитель");
	plan_use_column(
	    &plan, 1, (struct plan_column){.use = PLAN_FIELD, .field = person("position")});
	assert_null(plan_value(&plan, person("position")));
	for (size_t line = 9; line > 0; line--)
		plan_leave_out(&plan, line, true);
	plan_leave_out(&plan, 5, false);
	for (size_t line = 1; line < 11; line++)
		assert_int_equal(plan_leaves_out(&plan, line), line != 5 && line < 10);
	plan_free(&plan);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(columns_are_guessed),
	    cmocka_unit_test(examples_are_of_what_stands_there),
	    cmocka_unit_test(what_is_said_is_kept),
	    cmocka_unit_test(another_value_is_not_what_was_kept),
	    cmocka_unit_test(what_is_missing_is_told_once),
	    cmocka_unit_test(headings_are_where_there_are_rows),
	    cmocka_unit_test(unknown_headings_are_the_first_wide_row),
	    cmocka_unit_test(a_table_is_guessed_by_its_names),
	    cmocka_unit_test(what_was_kept_is_read_line_by_line),
	    cmocka_unit_test(a_row_is_shown_with_its_columns),
	    cmocka_unit_test(a_key_is_not_done_without),
	    cmocka_unit_test(whoever_stops_it_changes_nothing),
	    cmocka_unit_test(a_field_has_one_column),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
