/* SPDX-License-Identifier: MIT
 * exchange_fair.c - a plan that takes longer than others take to write is made at last while they
 * wait: nobody is refused because others are busy.
 */
#include "tests/lib/exchange_help.h"
#include "tests/lib/lab.h"
#include "tests/lib/visitor_help.h"

#include "service/record/forget.h"

enum { ROWS = 4000, FORGOTTEN = 40 /* people, by each who does */, MOST = 40 };

/* Others, who save one organisation after another until they are killed. */
static void
write_on(const char *dir, int out, unsigned writer)
{
	struct error e = {0};
	struct store *st;
	char code[32];

	if (db_open(&st, dir, &e) != ST_OK)
		_exit(3);
	for (uint32_t i = 1;; i++) {
		enum status status = ST_CONFLICT;

		snprintf(code, sizeof(code), "W%u-%u", writer, i);
		for (int tries = 0; status == ST_CONFLICT && tries < 1000; tries++)
			status = lab_put(st, code);
		if (status != ST_OK)
			_exit(4);
		lab_acknowledge(out, i);
	}
}

static void
put_table(struct buf *out, unsigned importer)
{
	buf_puts(out, "code;name;type\n");
	for (int i = 0; i < ROWS; i++)
		buf_printf(out, "I%u-%d;Школа № %d;школа\n", importer, i, i);
}

static void
import_table(const char *dir, int out, unsigned importer)
{
	struct import_source source = {.kind = KIND_ORGANISATIONS, .name = "organisations.csv"};
	struct import_result result;
	struct session *s;
	struct error e = {0};

	if (session_open(&s, dir, AS("clerk"), &e) != ST_OK)
		_exit(3);
	put_table(&source.bytes, importer);
	if (import_tables(s, &source, 1, &(struct import_options){0}, &result, &e) != ST_OK)
		_exit(4);
	lab_acknowledge(out, result.tries);
	buf_free(&source.bytes);
	session_close(s);
	_exit(0);
}

/* One person after another, who left long ago. */
static void
forget_people(const char *dir, int out, unsigned who)
{
	struct forgotten done;
	struct session *s;
	struct error e = {0};
	unsigned most = 0;
	char code[32];

	if (session_open(&s, dir, AS("clerk"), &e) != ST_OK)
		_exit(3);
	for (unsigned i = 0; i < FORGOTTEN; i++) {
		snprintf(code, sizeof(code), "P%u-%u", who, i);
		if (forget_person(s, code, "срок вышел", &done, &e) != ST_OK)
			_exit(4);
		buf_free(&done.name);
		most = done.tries > most ? done.tries : most;
	}
	lab_acknowledge(out, most);
	session_close(s);
	_exit(0);
}

/* Whom forget_people() will look for. */
static void
bring_people(struct place *p, unsigned forgetters)
{
	struct buf text = {0};
	struct outcome o = {0};

	import_text(p, KIND_ORGANISATIONS, "code;name;type\nO1;Школа № 1;школа\n", &o);
	assert_accepted(&o);
	outcome_free(&o);
	buf_puts(
	    &text, "code;surname;given_name;organisation;position;staff_kind;hired;dismissed\n");
	for (unsigned who = 0; who < forgetters; who++)
		for (unsigned i = 0; i < FORGOTTEN; i++)
			buf_printf(&text,
			    "P%u-%u;Тихая;Вера;O1;учитель;педагог;2015-09-01;2026-01-31\n", who, i);
	import_text(p, KIND_PEOPLE, buf_text(&text), &o);
	assert_accepted(&o);
	outcome_free(&o);
	buf_free(&text);
}

static unsigned
most_tries(struct lab_child *children, unsigned count)
{
	unsigned most = 0;

	for (unsigned i = 0; i < count; i++) {
		lab_wait_for(&children[i], 1);
		lab_finish(&children[i]);
		most = children[i].acked > most ? children[i].acked : most;
	}
	return most;
}

/* FAIR_WRITERS at once: half of them save, a third and more import, the others forget. */
static void
nobody_is_refused_because_others_write(void **state)
{
	unsigned all = lab_count("FAIR_WRITERS", 8), nforget = all / 8, nwrite = all / 2 - nforget;
	unsigned nimport = all - nwrite - nforget, imported, forgotten;
	struct lab_child writers[MOST], importers[MOST], forgetters[MOST];
	struct place p;
	char dir[LAB_PATH];

	(void)state;
	assert_true(all <= MOST);
	place_make(&p);
	bring_people(&p, nforget);
	snprintf(dir, sizeof(dir), "%s/db", p.dir);
	session_close(p.session);
	p.session = NULL;
	for (unsigned i = 0; i < nwrite; i++)
		writers[i] = lab_start(write_on, dir, i);
	for (unsigned i = 0; i < nwrite; i++)
		lab_wait_for(&writers[i], 1);
	for (unsigned i = 0; i < nimport; i++)
		importers[i] = lab_start(import_table, dir, i);
	for (unsigned i = 0; i < nforget; i++)
		forgetters[i] = lab_start(forget_people, dir, i);
	imported = most_tries(importers, nimport);
	forgotten = most_tries(forgetters, nforget);
	for (unsigned i = 0; i < nwrite; i++)
		lab_kill(&writers[i]);
	fprintf(stderr, "# %u saving, %u importing (%u tries at most), %u forgetting (%u)\n",
	    nwrite, nimport, imported, nforget, forgotten);
	assert_in_range(imported, 1, IMPORT_TRIES);
	assert_in_range(forgotten, 1, STORE_TRIES + 1);
	lab_verify_dir(dir);
	lab_remove(p.dir);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(nobody_is_refused_because_others_write)};

	return cmocka_run_group_tests_name("fair", tests, NULL, NULL);
}
