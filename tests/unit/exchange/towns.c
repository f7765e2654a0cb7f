/* SPDX-License-Identifier: MIT
 * exchange_towns.c - what a town exports, it imports: the same bytes, by CSV, by JSON, under
 * Russian headers; and a second import changes nothing.
 */
#include "tests/lib/exchange_help.h"

/* Every table of the town equals its file. */
static void
check_tables(struct place *p, const char *folder)
{
	struct import_source sources[KIND_COUNT];
	size_t count = read_folder(folder, sources);
	struct buf got = {0};

	assert_int_equal(count, KIND_CONTRACT_COUNT);
	for (size_t i = 0; i < count; i++) {
		export_bytes(p, sources[i].kind, (struct export_options){0}, &got);
		assert_same_bytes(sources[i].name, &got, &sources[i].bytes);
		buf_free(&sources[i].bytes);
	}
	buf_free(&got);
}

/* Take every table of one database to another. */
static void
carry_over(struct place *from, struct place *to, struct export_options options)
{
	struct import_source sources[KIND_COUNT] = {{0}};
	struct outcome o = {0};
	size_t rows = 0;

	for (int k = 0; k < KIND_COUNT; k++) {
		sources[k].kind = (enum kind)k;
		sources[k].name = entity_of((enum kind)k)->id;
		sources[k].json = options.format == EXPORT_JSON;
		rows += export_bytes(from, (enum kind)k, options, &sources[k].bytes);
	}
	import_sources(to, sources, KIND_COUNT, (struct import_options){0}, &o);
	assert_accepted(&o);
	assert_int_equal(o.result.created, rows);
	outcome_free(&o);
}

static void
check_second_import(struct place *p, const char *folder)
{
	struct outcome o = {0};
	uint64_t version = place_version(p);

	import_folder(p, folder, &o);
	assert_accepted(&o);
	assert_false(o.result.written);
	assert_int_equal(o.result.unchanged, o.result.rows);
	assert_int_equal(place_version(p), version);
	outcome_free(&o);
}

static void
check_town(const char *folder)
{
	static const struct export_options ways[] = {{.format = EXPORT_CSV},
	    {.format = EXPORT_CSV, .russian_headers = true}, {.format = EXPORT_JSON}};
	struct place first, other;
	struct outcome o = {0};

	place_make(&first);
	import_folder(&first, folder, &o);
	assert_accepted(&o);
	assert_true(o.result.written);
	assert_int_equal(o.result.created, o.result.rows);
	outcome_free(&o);
	check_tables(&first, folder);
	check_second_import(&first, folder);
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		place_make(&other);
		carry_over(&first, &other, ways[i]);
		check_tables(&other, folder);
		place_close(&other);
	}
	place_close(&first);
}

static void
strezhevoy_goes_round(void **state)
{
	(void)state;
	check_town("tests/data/strezhevoy");
}

static void
kuznetsk_goes_round(void **state)
{
	(void)state;
	check_town("tests/data/kuznetsk");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(strezhevoy_goes_round),
	    cmocka_unit_test(kuznetsk_goes_round),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
