/* SPDX-License-Identifier: MIT
 * exchange_fair.c - a plan that takes longer than others take to write is made at last while they
 * wait: nobody is refused because others are busy.
 */
#include "tests/lib/exchange_help.h"
#include "tests/lib/lab.h"
#include "tests/lib/visitor_help.h"

enum { WRITERS = 3, ROWS = 4000, IMPORTERS = 4 };

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
	lab_acknowledge(out, 1);
	buf_free(&source.bytes);
	session_close(s);
	_exit(0);
}

static void
nobody_is_refused_because_others_write(void **state)
{
	struct lab_child writers[WRITERS], importers[IMPORTERS];
	struct place p;
	char dir[LAB_PATH];

	(void)state;
	place_open(&p);
	snprintf(dir, sizeof(dir), "%s/db", p.dir);
	session_close(p.session);
	p.session = NULL;
	for (unsigned i = 0; i < WRITERS; i++)
		writers[i] = lab_start(write_on, dir, i);
	for (unsigned i = 0; i < WRITERS; i++)
		lab_wait_for(&writers[i], 1);
	for (unsigned i = 0; i < IMPORTERS; i++)
		importers[i] = lab_start(import_table, dir, i);
	for (unsigned i = 0; i < IMPORTERS; i++)
		lab_finish(&importers[i]);
	for (unsigned i = 0; i < WRITERS; i++)
		lab_kill(&writers[i]);
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
