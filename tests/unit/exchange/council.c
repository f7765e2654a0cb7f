/* SPDX-License-Identifier: MIT
 * exchange_council.c - the council's own tables go out and in; closed minutes stop an import.
 */
#include "tests/lib/exchange_help.h"

#include "db/record/records.h"

/* A meeting with closed minutes, in dependency order. */
static const struct {
	enum kind kind;
	const char *text;
} tables[] = {
    {KIND_ORGANISATIONS, "code;name;type\nO1;Школа;школа\n"},
    {KIND_PEOPLE,
	"code;surname;given_name;organisation;position;staff_kind;hired\n"
	"P1;Белова;Анна;O1;учитель;педагог;2020-09-01\n"
	"P2;Громов;Иван;O1;учитель;педагог;2020-09-01\n"},
    {KIND_APPLICATIONS,
	"code;submitted;surname;given_name;organisation;position\n"
	"A1;2025-09-01;Дубова;Ольга;O1;учитель\n"},
    {KIND_MEETINGS,
	"code;number;date;chair;secretary;seats\n"
	"M1;1;2025-10-01;P1;P2;3\nM2;2;2025-11-01;P1;P2;3\n"},
    {KIND_VOTES, "meeting;application;member;vote\nM1;A1;P1;за\nM1;A1;P2;отвод\n"},
    {KIND_DECISIONS,
	"meeting;application;outcome;votes_for;votes_against;abstained\nM1;A1;принять;1;0;0\n"},
    {KIND_COUNCIL_MEMBERS, "person;from;to;duty\nP1;2025-09-01;;председатель\n"},
    {KIND_AGENDA, "meeting;application;topic;position;speaker\nM1;A1;;1;\n"},
    {KIND_ATTENDANCE, "meeting;person;from_item;until_item\nM1;P1;1;\nM1;P2;1;1\n"},
    {KIND_RECUSALS, "meeting;application;member;state;reason\nM1;A1;P2;взят;родственник\n"},
    {KIND_MINUTES, "meeting;current;state;closed\nM1;1;закрыт;2025-10-01\n"},
};

enum { TABLES = sizeof(tables) / sizeof(tables[0]) };

static void
import_all(struct place *p, struct outcome *o)
{
	struct import_source sources[TABLES] = {{0}};

	for (size_t i = 0; i < TABLES; i++) {
		sources[i].kind = tables[i].kind;
		sources[i].name = entity_of(tables[i].kind)->id;
		buf_puts(&sources[i].bytes, tables[i].text);
	}
	import_sources(p, sources, TABLES, (struct import_options){0}, o);
}

static int
open_place(void **state)
{
	struct place *p = xcalloc(1, sizeof(*p));
	struct outcome o = {0};

	place_make(p);
	import_all(p, &o);
	if (o.status != ST_OK)
		fail_msg("%s%s", buf_text(&o.told), error_text(&o.e));
	outcome_free(&o);
	*state = p;
	return 0;
}

static int
close_place(void **state)
{
	place_close(*state);
	free(*state);
	return 0;
}

static void
closed_history_comes_in_and_goes_out(void **state)
{
	struct place *p = *state;
	struct outcome o = {0};
	struct buf got = {0};

	for (size_t i = 0; i < TABLES; i++) {
		if ((int)tables[i].kind < KIND_CONTRACT_COUNT)
			continue;
		assert_true(export_is_due(p->session, tables[i].kind));
		export_bytes(p, tables[i].kind, (struct export_options){0}, &got);
		assert_string_equal(buf_text(&got), tables[i].text);
	}
	import_all(p, &o);
	assert_int_equal(o.status, ST_OK);
	assert_false(o.result.written);
	assert_int_equal(o.result.unchanged, o.result.rows);
	outcome_free(&o);
	buf_free(&got);
}

static void
own_tables_are_due_when_they_have_rows(void **state)
{
	struct place p;

	(void)state;
	place_make(&p);
	for (int k = 0; k < KIND_COUNT; k++)
		assert_int_equal(export_is_due(p.session, (enum kind)k), k < KIND_CONTRACT_COUNT);
	place_close(&p);
}

static void
closed_minutes_stop_an_import(void **state)
{
	static const struct {
		enum kind kind;
		const char *text;
	} refused[] = {
	    {KIND_VOTES, "meeting;application;member;vote\nM1;A1;P1;против\n"},
	    {KIND_VOTES, "meeting;application;member;vote\nM2;A1;P1;за\nM1;A1;P2;против\n"},
	    {KIND_DECISIONS,
		"meeting;application;outcome;votes_for;votes_against;abstained\n"
		"M1;A1;отклонить;0;1;0\n"},
	    {KIND_ATTENDANCE, "meeting;person;from_item;until_item\nM1;P1;1;1\n"},
	    {KIND_MINUTES, "meeting;state\nM1;идёт\n"},
	    {KIND_MEETINGS, "code;number;date;seats\nM1;1;2025-10-02;3\n"},
	};
	struct place *p = *state;
	struct outcome o = {0};

	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		uint64_t version = store_version(p->session->store);

		for (int dry = 0; dry < 2; dry++) {
			import_bytes(p, refused[i].kind, "table.csv", slice_of(refused[i].text),
			    (struct import_options){.dry_run = dry == 1}, &o);
			assert_refused(&o, "протокол заседания № 1 от 01.10.2025 закрыт");
		}
		assert_int_equal(store_version(p->session->store), version);
	}
	/* Another meeting is open. */
	import_bytes(p, KIND_VOTES, "votes.csv",
	    slice_of("meeting;application;member;vote\nM2;A1;P1;за\n"), (struct import_options){0},
	    &o);
	assert_int_equal(o.status, ST_OK);
	outcome_free(&o);
}

static void
take(struct place *p, enum kind kind, const char *text)
{
	struct outcome o = {0};

	import_bytes(p, kind, "table.csv", slice_of(text), (struct import_options){0}, &o);
	if (o.status != ST_OK)
		fail_msg("%s%s", buf_text(&o.told), error_text(&o.e));
	outcome_free(&o);
}

/* Of a meeting that is kept here; of history, and of what a row of its own tells, nothing is made
 * up. */
static void
an_imported_vote_leaves_its_row(void **state)
{
	struct place *p = *state;
	struct buf got = {0};

	take(p, KIND_VOTES, "meeting;application;member;vote\nM2;A1;P1;за\n");
	export_bytes(p, KIND_VOTE_CASTS, (struct export_options){0}, &got);
	assert_null(strstr(buf_text(&got), "M2"));
	take(p, KIND_MINUTES, "meeting;state\nM2;идёт\n");
	take(p, KIND_VOTES, "meeting;application;member;vote\nM2;A1;P1;против\n");
	take(p, KIND_VOTES, "meeting;application;member;vote\nM2;A1;P1;против\n");
	export_bytes(p, KIND_VOTE_CASTS, (struct export_options){0}, &got);
	assert_non_null(strstr(buf_text(&got), "M2;A1;;P1;1;против;"));
	assert_null(strstr(buf_text(&got), ";P1;2;"));
	buf_free(&got);
}

#define PLACE(test) cmocka_unit_test_setup_teardown(test, open_place, close_place)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    PLACE(closed_history_comes_in_and_goes_out),
	    cmocka_unit_test(own_tables_are_due_when_they_have_rows),
	    PLACE(closed_minutes_stop_an_import),
	    PLACE(an_imported_vote_leaves_its_row),
	};

	return cmocka_run_group_tests_name("the council's tables", tests, NULL, NULL);
}
