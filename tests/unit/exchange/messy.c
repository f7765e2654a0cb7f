/* SPDX-License-Identifier: MIT
 * exchange_messy.c - tables as they come from other hands, and the clean ones they become.
 */
#include "tests/lib/exchange_help.h"

#define FOLDER "tests/data/messy/"

static void
import_messy(struct place *p, enum kind kind, struct outcome *o)
{
	struct buf bytes = {0};
	char path[200];

	snprintf(path, sizeof(path), FOLDER "%s.csv", entity_of(kind)->id);
	assert_true(read_whole(path, &bytes));
	import_bytes(p, kind, path, buf_slice(&bytes), (struct import_options){0}, o);
	assert_accepted(o);
	buf_free(&bytes);
}

static void
check_clean(struct place *p, enum kind kind)
{
	struct buf got = {0}, expected = {0};
	char path[200];

	snprintf(path, sizeof(path), FOLDER "expected/%s.csv", entity_of(kind)->id);
	assert_true(read_whole(path, &expected));
	export_bytes(p, kind, (struct export_options){0}, &got);
	assert_same_bytes(path, &got, &expected);
	buf_free(&got);
	buf_free(&expected);
}

static void
a_clerks_spreadsheet_and_another_programs_export(void **state)
{
	struct outcome o = {0};
	struct place p;

	(void)state;
	place_make(&p);
	import_messy(&p, KIND_ORGANISATIONS, &o);
	import_messy(&p, KIND_PEOPLE, &o);
	import_messy(&p, KIND_REQUESTS, &o);
	check_clean(&p, KIND_PEOPLE);
	check_clean(&p, KIND_REQUESTS);
	import_messy(&p, KIND_PEOPLE, &o);
	assert_false(o.result.written);
	assert_int_equal(o.result.unchanged, o.result.rows);
	outcome_free(&o);
	place_close(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_clerks_spreadsheet_and_another_programs_export),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
