/* SPDX-License-Identifier: MIT
 * exchange_bad.c - a folder of files with one fault each, and of odd files without: every verdict
 * of tests/data/bad/EXPECTED.txt.
 */
#include "tests/lib/exchange_help.h"

#include <unistd.h>

#define FOLDER "tests/data/bad/"

/* A line of EXPECTED.txt, split at tabs. */
struct verdict {
	char file[100];
	enum kind kind;
	bool refuse;
	char line[10], columns[100];
	size_t rows;
};

static struct slice
next_part(const char **p)
{
	size_t len = strcspn(*p, "\t\n");
	struct slice part = slice_make(*p, len);

	*p += len + ((*p)[len] == '\t');
	return part;
}

static void
copy_part(char *out, size_t size, const char **p)
{
	struct slice part = next_part(p);

	assert_true(part.len < size);
	memcpy(out, part.data, part.len);
	out[part.len] = '\0';
}

static void
read_verdict(struct verdict *v, const char *p)
{
	copy_part(v->file, sizeof(v->file), &p);
	v->kind = kind_find(next_part(&p));
	assert_true(v->kind < KIND_COUNT);
	v->refuse = slice_equal(next_part(&p), slice_of("refuse"));
	copy_part(v->line, sizeof(v->line), &p);
	copy_part(v->columns, sizeof(v->columns), &p);
	v->rows = (size_t)strtoul(p, NULL, 10);
}

static void
import_file(struct place *p, const struct verdict *v, bool keep_going, struct outcome *o)
{
	struct buf bytes = {0};
	char path[200];

	snprintf(path, sizeof(path), FOLDER "%s", v->file);
	assert_true(read_whole(path, &bytes));
	import_bytes(p, v->kind, v->file, buf_slice(&bytes),
	    (struct import_options){.keep_going = keep_going}, o);
	buf_free(&bytes);
}

/* One of the sentences begins with file and line, and names one of the columns. */
static bool
names_place(const struct outcome *o, const struct verdict *v)
{
	char columns[sizeof(v->columns)], place[200], *rest = columns, *column;
	const char *sentence = strstr(buf_text(&o->told), v->file);

	if (strcmp(v->line, "-") == 0)
		return sentence != NULL;
	snprintf(place, sizeof(place), "%s, строка %s", v->file, v->line);
	if (sentence == NULL || strncmp(sentence, place, strlen(place)) != 0 ||
	    (sentence[strlen(place)] != ',' && sentence[strlen(place)] != ':'))
		return false;
	if (strcmp(v->columns, "-") == 0)
		return true;
	memcpy(columns, v->columns, sizeof(columns));
	while ((column = strsep(&rest, "|")) != NULL)
		if (strstr(sentence, column) != NULL)
			return true;
	return false;
}

static void
check_refused(struct place *p, const struct verdict *v)
{
	struct outcome o = {0};
	uint64_t version = place_version(p);
	struct buf table = {0};
	size_t before = export_bytes(p, v->kind, (struct export_options){0}, &table);

	import_file(p, v, false, &o);
	if (o.status != ST_INVALID || o.result.written || !names_place(&o, v))
		fail_msg("%s: expected line %s, column %s; status %d: %s", v->file, v->line,
		    v->columns, (int)o.status, buf_text(&o.told));
	assert_int_equal(o.result.faults, 1);
	if (strcmp(v->columns, "-") == 0)
		assert_int_equal(o.sentences, 1);
	assert_int_equal(place_version(p), version);
	import_file(p, v, true, &o);
	if (o.status != ST_INVALID || o.result.created != v->rows ||
	    o.result.written != (v->rows > 0))
		fail_msg("%s: with --keep-going %zu rows, expected %zu: %s", v->file,
		    o.result.created, v->rows, buf_text(&o.told));
	assert_int_equal(
	    export_bytes(p, v->kind, (struct export_options){0}, &table), before + v->rows);
	buf_free(&table);
	outcome_free(&o);
}

static void
check_accepted(struct place *p, const struct verdict *v)
{
	struct outcome o = {0};
	struct buf got = {0}, expected = {0};
	char path[200];

	import_file(p, v, false, &o);
	if (o.status != ST_OK ||
	    o.result.created + o.result.updated + o.result.unchanged != v->rows)
		fail_msg("%s: %zu new, %zu changed, %zu not, expected %zu: %s", v->file,
		    o.result.created, o.result.updated, o.result.unchanged, v->rows,
		    buf_text(&o.told));
	assert_int_equal(o.result.written, o.result.created + o.result.updated > 0);
	snprintf(path, sizeof(path), FOLDER "exported/%s", v->file);
	if (access(path, F_OK) == 0) { /* codes the program gives are its own business */
		assert_true(read_whole(path, &expected));
		export_bytes(p, v->kind, (struct export_options){0}, &got);
		assert_same_bytes(v->file, &got, &expected);
	}
	import_file(p, v, false, &o);
	assert_int_equal(o.status, ST_OK);
	assert_false(o.result.written);
	assert_int_equal(o.result.unchanged, v->rows);
	buf_free(&got);
	buf_free(&expected);
	outcome_free(&o);
}

static void
check_verdict(const struct verdict *v)
{
	struct place p;
	struct outcome o = {0};

	place_make(&p);
	import_folder(&p, FOLDER "base", &o);
	assert_accepted(&o);
	outcome_free(&o);
	(v->refuse ? check_refused : check_accepted)(&p, v);
	place_close(&p);
}

static void
every_file_gets_its_verdict(void **state)
{
	struct buf expected = {0};
	struct verdict v;
	size_t files = 0;

	(void)state;
	assert_true(read_whole(FOLDER "EXPECTED.txt", &expected));
	for (const char *p = expected.data; *p != '\0'; p += strcspn(p, "\n") + 1) {
		if (*p == '#')
			continue;
		read_verdict(&v, p);
		check_verdict(&v);
		files++;
	}
	assert_int_equal(files, 182);
	buf_free(&expected);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_file_gets_its_verdict),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
