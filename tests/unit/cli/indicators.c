/* SPDX-License-Identifier: MIT
 * cli_indicators.c - the command against the answers known for two towns, in every format; the
 * order of import changes nothing.
 */
#include "rules/indicators.h"
#include "tests/lib/exchange_help.h"

#include <jansson.h>

#include "cli/commands.h"
#include "rules/indicators.h"
#include "db/admin/verify.h"

#define TOWNS "tests/data/"

/* Run a command line ("metodaktiv indicators --to ...") in a place; the answer into out. */
static enum status
run_words(struct place *p, char **words, int count, struct buf *out, struct error *e)
{
	struct call c;
	char *bytes = NULL;
	size_t len = 0;
	FILE *f = open_memstream(&bytes, &len);
	enum status st = call_parse(&c, all_commands, count, words, e);

	c.session = p->session;
	c.out = f;
	if (st == ST_OK)
		st = call_run(&c, e);
	fclose(f);
	call_free(&c);
	buf_clear(out);
	buf_put(out, bytes, len);
	free(bytes);
	return st;
}

/* Split at blanks; "..." keeps them. */
static enum status
run_line(struct place *p, const char *line, struct buf *out, struct error *e)
{
	char copy[500], *words[30], *at = copy;
	int count = 0;

	snprintf(copy, sizeof(copy), "%s", line);
	while (*at != '\0' && count < 30) {
		bool quoted = *at == '"';

		at += quoted;
		words[count++] = at;
		at += strcspn(at, quoted ? "\"" : " ");
		if (*at != '\0')
			*at++ = '\0';
		at += strspn(at, " ");
	}
	return run_words(p, words, count, out, e);
}

static void
run(struct place *p, const char *line, struct buf *out)
{
	struct error e = {0};

	if (run_line(p, line, out, &e) != ST_OK)
		fail_msg("%s: %s", line, error_text(&e));
}

/* Titles and clauses are the town's. */
static void
forget_words(json_t *value)
{
	json_t *member;
	const char *key;
	size_t i;

	json_object_del(value, "title");
	json_object_del(value, "clause");
	json_object_foreach(value, key, member) forget_words(member);
	json_array_foreach(value, i, member) forget_words(member);
}

static json_t *
parse(struct slice text, const char *what)
{
	json_error_t error;
	json_t *value = json_loadb(text.data, text.len, 0, &error);

	if (value == NULL)
		fail_msg("%s: %s at line %d", what, error.text, error.line);
	forget_words(value);
	return value;
}

static void
compare(struct place *p, const char *folder, const char *file, const char *line)
{
	struct buf got = {0}, expected = {0};
	json_t *a, *b;
	char path[300];

	snprintf(path, sizeof(path), "%s/expected/%s", folder, file);
	assert_true(read_whole(path, &expected));
	run(p, line, &got);
	a = parse(buf_slice(&got), line);
	b = parse(buf_slice(&expected), file);
	if (!json_equal(a, b))
		fail_msg("%s is not what «%s» says:\n%.2000s", file, line, buf_text(&got));
	json_decref(a);
	json_decref(b);
	buf_free(&got);
	buf_free(&expected);
}

/* Every line of COMMANDS.txt that asks for indicators. */
static void
check_town(const char *town)
{
	struct outcome o = {0};
	struct buf listed = {0};
	struct place p;
	char folder[200], path[300], *line, *rest;
	unsigned compared = 0;

	place_make(&p);
	snprintf(folder, sizeof(folder), TOWNS "%s", town);
	import_folder(&p, folder, &o);
	assert_accepted(&o);
	snprintf(path, sizeof(path), "%s/expected/COMMANDS.txt", folder);
	assert_true(read_whole(path, &listed));
	for (line = strtok_r(listed.data, "\n", &rest); line != NULL;
	     line = strtok_r(NULL, "\n", &rest)) {
		char *command = strchr(line, '\t');

		if (command == NULL || strstr(command, " indicators ") == NULL)
			continue;
		*command++ = '\0';
		compare(&p, folder, line, command);
		compared++;
	}
	assert_int_equal(compared, 17);
	buf_free(&listed);
	outcome_free(&o);
	place_close(&p);
}

static void
strezhevoy(void **state)
{
	(void)state;
	check_town("strezhevoy");
}

static void
kuznetsk(void **state)
{
	(void)state;
	check_town("kuznetsk");
}

static int
fill(void **state)
{
	static struct place place;
	struct outcome o = {0};

	place_make(&place);
	import_folder(&place, TOWNS "strezhevoy", &o);
	assert_accepted(&o);
	outcome_free(&o);
	*state = &place;
	return 0;
}

static int
empty(void **state)
{
	place_close(*state);
	return 0;
}

static void
assert_says(struct place *p, const char *line, const char *part)
{
	struct buf out = {0};

	run(p, line, &out);
	if (strstr(buf_text(&out), part) == NULL)
		fail_msg("%s: «%s» is not in\n%.3000s", line, part, buf_text(&out));
	buf_free(&out);
}

static void
text_is_readable(void **state)
{
	static const char one[] = "metodaktiv indicators --to 2026-05-31";

	assert_says(*state, one, "весь город, с 01.09.2025 по 31.05.2026");
	assert_says(*state, one, "Педагогов: 420");
	assert_says(*state, one, "43,1 %          181 из 420");
	assert_says(
	    *state, one, "доля прошедших диагностику в периоде среди педагогов, работающих");
	assert_says(*state, one, "число / всего  изм. за год");
	assert_says(*state, one, "все три уровня: да");
	assert_says(*state, one, "меньше всего — 0, больше всего — 17");
	assert_says(*state, "metodaktiv indicators --by association", "ММО учителей математики");
	assert_says(*state, "metodaktiv indicators --by month", "31.12.2025");
	assert_says(*state, "metodaktiv indicators --scope association:A04 --to 2026-05-31",
	    "малая численность");
	assert_says(*state, "metodaktiv indicators --names young --to 2026-05-31",
	    "P0003        Королёв Николай Васильевич");
}

static void
tables(void **state)
{
	struct buf out = {0};
	size_t lines = 0;

	assert_says(*state, "metodaktiv indicators --to 2026-05-31 --format csv",
	    "\ncity;весь город;2025-09-01;2026-05-31;420;assessed;");
	assert_says(*state, "metodaktiv indicators --to 2026-05-31 --format csv",
	    ";181;420;0.430952380952381;43.1;;;\n");
	run(*state, "metodaktiv indicators --by organisation --format csv", &out);
	for (const char *p = buf_text(&out); *p != '\0'; p++)
		lines += *p == '\n';
	assert_int_equal((lines - 1) % INDICATOR_COUNT, 0);
	assert_says(
	    *state, "metodaktiv indicators --names young --to 2026-05-31 --format csv", "\nP0037;");
	buf_free(&out);
}

static void
workbooks(void **state)
{
	struct buf out = {0};

	run(*state, "metodaktiv indicators --format xlsx", &out);
	assert_true(slice_starts(buf_slice(&out), slice_of("PK")));
	assert_non_null(memmem(out.data, out.len, "xl/worksheets/sheet4.xml", 24));
	assert_non_null(memmem(out.data, out.len, "xl/charts/chart18.xml", 21));
	run(*state, "metodaktiv indicators --by month --format xlsx", &out);
	assert_null(memmem(out.data, out.len, "xl/worksheets/sheet2.xml", 24));
	assert_non_null(memmem(out.data, out.len, "xl/charts/chart1.xml", 20));
	run(*state, "metodaktiv indicators --names young --format xlsx", &out);
	assert_non_null(memmem(out.data, out.len, "xl/worksheets/sheet2.xml", 24));
	buf_free(&out);
}

static void
assert_refuses(struct place *p, const char *line, enum status expected, const char *part)
{
	struct buf out = {0};
	struct error e = {0};
	enum status st = run_line(p, line, &out, &e);

	if (st != expected || strstr(error_text(&e), part) == NULL || out.len > 0)
		fail_msg("%s: status %d, %s", line, (int)st, error_text(&e));
	buf_free(&out);
}

static void
refusals(void **state)
{
	struct place *p = *state;

	assert_refuses(p, "metodaktiv indicators --scope town", ST_NOTFOUND, "association:КОД");
	assert_refuses(
	    p, "metodaktiv indicators --scope association:Z", ST_NOTFOUND, "есть A01, A02");
	assert_refuses(
	    p, "metodaktiv indicators --scope organisation:", ST_NOTFOUND, "организации с кодом");
	assert_refuses(p, "metodaktiv indicators --scope level:высшее", ST_NOTFOUND, "начальное");
	assert_refuses(p, "metodaktiv indicators --names roadmap", ST_REFUSED, "нет списка людей");
	assert_refuses(p, "metodaktiv indicators --names load", ST_REFUSED, "нет списка людей");
	assert_refuses(p, "metodaktiv indicators --names yung", ST_NOTFOUND, "young");
	assert_refuses(
	    p, "metodaktiv indicators --names young --by month", ST_REFUSED, "вместе с --by");
	assert_refuses(p, "metodaktiv indicators --from 2026-06-01 --to 2026-05-31", ST_REFUSED,
	    "раньше, чем начинается");
	assert_refuses(p, "metodaktiv indicators --scope association:A01 --by organisation",
	    ST_REFUSED, "только весь город");
	assert_refuses(p, "metodaktiv indicators --by week", ST_USAGE, "association");
	assert_refuses(
	    p, "metodaktiv indicators --from 0001-01-01 --by month", ST_REFUSED, "600 месяцев");
}

/* Where the row that starts at p ends: behind a line feed outside quotes. */
static const char *
row_end(const char *p)
{
	bool quoted = false;

	for (; *p != '\n' || quoted; p++)
		quoted ^= *p == '"';
	return p + 1;
}

/* Rows below the header in the other order. */
static void
turn_round(struct buf *table)
{
	const char *first = row_end(table->data), *end = table->data + table->len;
	struct buf turned = {0};

	for (const char *row = first, *next; row < end; row = next) {
		struct buf before = turned;

		next = row_end(row);
		turned = (struct buf){0};
		buf_put(&turned, row, (size_t)(next - row));
		buf_put_slice(&turned, buf_slice(&before));
		buf_free(&before);
	}
	memcpy(table->data + (first - table->data), turned.data, turned.len);
	buf_free(&turned);
}

/* Table by table, each from its last line to its first; tables that do not refer to each other in
 * the other order. */
static void
import_turned(struct place *p)
{
	static const enum kind kinds[] = {KIND_ORGANISATIONS, KIND_PEOPLE, KIND_ASSOCIATIONS,
	    KIND_ORDERS, KIND_PLANS, KIND_PLAN_ITEMS, KIND_EVENTS, KIND_SUPPORT, KIND_ATTACHMENTS,
	    KIND_METHODISTS, KIND_PATHWAYS, KIND_TRAININGS, KIND_ASSESSMENTS,
	    KIND_ASSOCIATION_MEMBERS};
	enum { KINDS = sizeof(kinds) / sizeof(kinds[0]) };
	struct import_source sources[KINDS] = {0};
	struct outcome o = {0};
	char path[200];
	size_t given = 0;

	for (size_t i = 0; i < KINDS; i++) {
		struct import_source *source = &sources[i - given];

		snprintf(path, sizeof(path), TOWNS "strezhevoy/%s.csv", entity_of(kinds[i])->id);
		*source = (struct import_source){.kind = kinds[i], .name = entity_of(kinds[i])->id};
		assert_true(read_whole(path, &source->bytes));
		turn_round(&source->bytes);
		if (kinds[i] == KIND_PLANS)
			continue; /* an approved plan comes with its items */
		import_sources(p, sources, i + 1 - given, (struct import_options){0}, &o);
		assert_accepted(&o);
		given = i + 1;
	}
	outcome_free(&o);
}

/* Facts among all else are as the records say. */
static void
assert_sound(struct place *p)
{
	struct verify_report report;

	assert_int_equal(verify_store(p->session->store, &report, NULL, NULL, NULL), ST_OK);
	assert_true(report.columns > 0);
}

static void
order_of_import(void **state)
{
	static const char *const lines[] = {"metodaktiv indicators --by association --format json",
	    "metodaktiv indicators --by organisation --format json",
	    "metodaktiv indicators --by month --format json",
	    "metodaktiv indicators --names pathways --format json"};
	struct buf straight = {0}, turned = {0};
	struct place p;

	place_make(&p);
	import_turned(&p);
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		run(*state, lines[i], &straight);
		run(&p, lines[i], &turned);
		assert_same_bytes(lines[i], &turned, &straight);
	}
	assert_sound(*state);
	assert_sound(&p);
	buf_free(&straight);
	buf_free(&turned);
	place_close(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(strezhevoy),
	    cmocka_unit_test(kuznetsk),
	    cmocka_unit_test(text_is_readable),
	    cmocka_unit_test(tables),
	    cmocka_unit_test(workbooks),
	    cmocka_unit_test(refusals),
	    cmocka_unit_test(order_of_import),
	};

	setenv("METODAKTIV_PROFILES", "profiles", 1);
	return cmocka_run_group_tests(tests, fill, empty);
}
