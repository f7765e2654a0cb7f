/* SPDX-License-Identifier: MIT
 * import_rules.c - rules between rows at the door of an import: each row at fault has its line, and
 * --keep-going leaves out these rows and what leans on them.
 */
#include "tests/lib/exchange_help.h"

#define FOLDER "tests/data/bad/base"

static int
open_base(void **state)
{
	struct place *p = calloc(1, sizeof(*p));
	struct outcome o = {0};

	assert_non_null(p);
	place_make(p);
	import_folder(p, FOLDER, &o);
	assert_accepted(&o);
	outcome_free(&o);
	*state = p;
	return 0;
}

static int
close_base(void **state)
{
	place_close(*state);
	free(*state);
	return 0;
}

static void
assert_told(const struct outcome *o, const char *part)
{
	if (strstr(buf_text(&o->told), part) == NULL)
		fail_msg("expected «%s»; told: %s", part, buf_text(&o->told));
}

static void
an_order_keeps_its_number(void **state)
{
	static const char text[] = "code;number;date;kind;subject\n"
				   "R5;9-ма;2025-10-05;иное;новый\n"
				   "R1;7-ма;2025-10-25;состав методактива;о составе\n";
	struct place *p = *state;
	struct outcome o = {0};
	struct buf before = {0}, after = {0};

	export_bytes(p, KIND_ORDERS, (struct export_options){0}, &before);
	import_text(p, KIND_ORDERS, text, &o);
	assert_refused(&o, "orders.csv, строка 3, столбец number: стояло «");
	export_bytes(p, KIND_ORDERS, (struct export_options){0}, &after);
	assert_same_bytes("orders", &after, &before);
	import_bytes(p, KIND_ORDERS, "orders.csv", slice_of(text),
	    (struct import_options){.keep_going = true}, &o);
	assert_int_equal(o.result.created, 1);
	assert_int_equal(o.result.faults, 1);
	assert_true(o.result.written);
	buf_free(&before);
	buf_free(&after);
	outcome_free(&o);
}

/* Faults of values and of rules stand together, in the order of lines; a dry run says the same. */
static void
all_faults_are_told_at_once(void **state)
{
	static const char text[] = "event;person;role\n"
				   "K2;B2;победитель\n"
				   "K2;B2;зритель\n"
				   "K2;B2;участник\n"
				   "K1;B3;участник\n";
	struct place *p = *state;
	struct outcome o = {0};
	uint64_t version = place_version(p);

	for (int dry = 0; dry < 2; dry++) {
		const char *first, *second, *third;

		import_bytes(p, KIND_PARTICIPANTS, "participants.csv", slice_of(text),
		    (struct import_options){.dry_run = dry == 1}, &o);
		assert_int_equal(o.status, ST_INVALID);
		assert_int_equal(o.result.faults, 3);
		first = strstr(buf_text(&o.told), "строка 2");
		second = strstr(buf_text(&o.told), "строка 3");
		third = strstr(buf_text(&o.told), "строка 5");
		assert_true(first != NULL && first < second && second < third);
		assert_int_equal(place_version(p), version);
	}
	outcome_free(&o);
}

/* An order refused takes with it the memberships that name it. */
static void
what_leans_on_a_refused_row_is_refused(void **state)
{
	struct place *p = *state;
	struct import_source sources[2] = {
	    {.kind = KIND_ORDERS, .name = "orders.csv"},
	    {.kind = KIND_MEMBERSHIPS, .name = "memberships.csv"},
	};
	struct outcome o = {0};

	buf_puts(&sources[0].bytes,
	    "code;number;date;kind;subject\n"
	    "R8;8-ма;2025-10-02;иное;годный\n"
	    "R9;15;2025-10-02;состав методактива;номер занят\n");
	buf_puts(&sources[1].bytes, "person;from;order\nB1;2025-10-02;R9\nB2;2025-10-02;R8\n");
	import_sources(p, sources, 2, (struct import_options){.keep_going = true}, &o);
	assert_told(&o, "orders.csv, строка 3, столбец number: номер 15 в 2025 году уже есть");
	assert_told(&o, "memberships.csv, строка 2, столбец order");
	assert_int_equal(o.result.faults, 2);
	assert_int_equal(o.result.created, 2);
	outcome_free(&o);
}

/* A "file" whose path is its text. */
static enum status
read_again(const char *path, struct buf *out, struct error *e)
{
	(void)e;
	buf_puts(out, path);
	return ST_OK;
}

enum { MANY = 1500 }; /* rows of more than one chunk */

static void
put_many_orders(struct buf *out, const char *code)
{
	buf_puts(out, "code;number;date;kind;subject\n");
	for (int i = 0; i < MANY; i++)
		buf_printf(out, "%s%d;%s-%d;2025-10-02;иное;годный\n", code, i, code, i);
	buf_printf(out, "%s-;15;2025-10-02;состав методактива;номер занят\n", code);
}

/* The text of a file is let go as its rows are taken; the attempt without the refused row has it
 * again, and wants it to be the same. */
static void
what_was_let_go_is_read_again(void **state)
{
	struct place *p = *state;
	struct outcome o = {0};

	for (int changed = 0; changed < 2; changed++) {
		struct import_source source = {
		    .kind = KIND_ORDERS, .name = "orders.csv", .again = read_again};
		struct buf later = {0};

		put_many_orders(&source.bytes, changed ? "W" : "V");
		buf_put_slice(&later, buf_slice(&source.bytes));
		buf_puts(&later, changed ? "W9;99;2025-10-02;иное;дописан\n" : "");
		source.path = buf_text(&later);
		import_sources(p, &source, 1, (struct import_options){.keep_going = true}, &o);
		assert_told(&o,
		    changed ? "файл изменился, пока его читали" : "строка 1502, столбец number");
		assert_int_equal(o.result.created, changed ? 0 : MANY);
		assert_int_equal(o.result.written, !changed);
		buf_free(&later);
	}
	outcome_free(&o);
}

static void
keep(void *context, const char *sentence)
{
	struct buf *told = context;

	buf_puts(told, sentence);
	buf_putc(told, '\n');
}

static void
doubts_are_let_in_with_a_warning(void **state)
{
	static const struct {
		enum kind kind;
		const char *text, *said;
	} table[] = {
	    {KIND_PARTICIPANTS, "event;person;role\nK3;B1;участник\n",
		"table.csv, строка 2, столбец event: мероприятие K3 отменено"},
	    {KIND_ASSESSMENTS, "person;date;kind\nB1;2031-01-01;ФИОКО\n",
		"table.csv, строка 2, столбец date: 01.01.2031 ещё не наступило"},
	    {KIND_MEMBERSHIPS, "person;from;to;order\nB1;2025-10-02;;R1\nB1;2025-11-02;;R1\n",
		"table.csv, строка 3, столбец from: в эти дни человек уже состоит в активе"},
	};
	struct place *p = *state;
	struct outcome o = {0};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct buf told = {0};

		import_bytes(p, table[i].kind, "table.csv", slice_of(table[i].text),
		    (struct import_options){.told = keep, .warned = keep, .context = &told}, &o);
		assert_int_equal(o.status, ST_OK);
		assert_true(o.result.written);
		assert_int_equal(o.result.doubts, 1);
		if (strstr(buf_text(&told), table[i].said) == NULL)
			fail_msg("expected «%s»; told: %s", table[i].said, buf_text(&told));
		buf_free(&told);
	}
	outcome_free(&o);
}

/* A position nobody has had before is told once, whichever rows have it, with what may have been
 * meant; where hardly anything is known nothing is. */
static void
a_value_never_used_is_told_once(void **state)
{
	struct place *p = *state;
	struct outcome o = {0};
	struct buf text = {0}, told = {0};
	struct import_options options = {.told = keep, .warned = keep, .context = &told};
	static const char letters[] = "абвгдежзиклмнопрстуфхцчшщыэюяйъь";

	buf_puts(&text, "code;surname;given_name;organisation;position;staff_kind;hired\n");
	for (int i = 0; i < 30; i++)
		buf_printf(&text, "U%d;Иванов;А%.2s;O1;учитель музыки;педагог;2020-09-01\n", i,
		    &letters[2 * i]);
	import_bytes(p, KIND_PEOPLE, "table.csv", buf_slice(&text), (struct import_options){0}, &o);
	assert_accepted(&o);
	import_bytes(p, KIND_PEOPLE, "table.csv",
	    slice_of("code;surname;given_name;organisation;position;staff_kind;hired\n"
		     "U1;Иванов;Аб;O1;учитель музики;педагог;2020-09-01\n"
		     "U2;Иванов;Ав;O1;УЧИТЕЛЬ  МУЗЫКИ;педагог;2020-09-01\n"
		     "U3;Иванов;Аг;O1;учитель музики;педагог;2020-09-01\n"),
	    options, &o);
	if (o.result.doubts != 1)
		fail_msg("told: %s", buf_text(&told));
	assert_true(o.result.written);
	assert_non_null(strstr(buf_text(&told),
	    "table.csv, строка 2, столбец position: «учитель музики»: раньше такого значения не "
	    "было; может быть, «учитель музыки»"));
	buf_free(&text);
	buf_free(&told);
	outcome_free(&o);
}

/* Somebody who changes numbers of participants while the rows are read for the second time. */
struct other {
	struct place *place;
	int rounds;
	struct buf told;
};

static void
keep_for_other(void *context, const char *sentence)
{
	keep(&((struct other *)context)->told, sentence);
}

static bool
change_numbers(void *context, const char *name, size_t rows, size_t bytes, size_t total)
{
	struct other *other = context;
	struct outcome o = {0};

	(void)name;
	(void)bytes;
	(void)total;
	if (rows == 0 && ++other->rounds == 2) {
		import_text(other->place, KIND_EVENTS,
		    "code;title;type;level;planned;held;headcount\n"
		    "K1;Конкурс;конкурс;муниципальный;2025-10-11;2025-10-11;3\n"
		    "K2;Конкурс;конкурс;муниципальный;2025-10-12;2025-10-12;1\n",
		    &o);
		assert_accepted(&o);
		outcome_free(&o);
	}
	return true;
}

/* K1 is full at first and has room later; with K2 it is the other way round. */
static void
rows_are_asked_about_anew_when_others_have_written(void **state)
{
	struct other other = {.place = *state};
	struct outcome o = {0};

	import_bytes(*state, KIND_PARTICIPANTS, "participants.csv",
	    slice_of("event;person;role\nK1;B3;участник\nK2;B2;участник\n"),
	    (struct import_options){.keep_going = true,
		.told = keep_for_other,
		.progress = change_numbers,
		.context = &other},
	    &o);
	assert_int_equal(other.rounds, 4);
	assert_true(o.result.written);
	assert_int_equal(o.result.created, 1);
	assert_int_equal(o.result.faults, 1);
	assert_null(strstr(buf_text(&other.told), "строка 2"));
	assert_non_null(strstr(buf_text(&other.told), "строка 3, столбец event"));
	buf_free(&other.told);
	outcome_free(&o);
}

#define BASE(test) cmocka_unit_test_setup_teardown(test, open_base, close_base)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    BASE(an_order_keeps_its_number),
	    BASE(all_faults_are_told_at_once),
	    BASE(what_leans_on_a_refused_row_is_refused),
	    BASE(what_was_let_go_is_read_again),
	    BASE(doubts_are_let_in_with_a_warning),
	    BASE(a_value_never_used_is_told_once),
	    BASE(rows_are_asked_about_anew_when_others_have_written),
	};

	return cmocka_run_group_tests_name("rules at an import", tests, NULL, NULL);
}
