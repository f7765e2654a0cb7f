/* SPDX-License-Identifier: MIT
 * worklists.c - lists of associations on a day: their least size, their heads; and that every list
 * says what settles it.
 */
#include "service/year/worklists.h"

#include "service/corps/heads.h"
#include "service/council/application_statuses.h"
#include "tests/lib/chamber.h"
#include "tests/lib/in_view.h"
#include "tests/lib/town.h"

/* "R01 R02 " */
static void
put_codes(struct session *s, const char *id, const char *on, struct buf *out)
{
	const struct worklist *list = worklist_find(id);
	struct worklist_found found;
	struct worklists_run *run;
	struct error e = {0};
	char **codes;
	size_t count;
	struct view v;

	view_open(&v, s);
	run = worklists_begin(&v, day_of(on));
	assert_int_equal(worklists_ask(run, list, &found, &e), ST_OK);
	count = worklist_codes(&v, list, &found, &codes);
	assert_int_equal(count, found.count);
	for (size_t i = 0; i < count; i++) {
		buf_printf(out, "%s ", codes[i]);
		free(codes[i]);
	}
	free(codes);
	worklist_found_free(&found);
	worklists_end(run);
	view_close(&v);
}

static void
holds(struct session *s, const char *id, const char *on, const char *codes)
{
	struct buf found = {0};

	put_codes(s, id, on, &found);
	assert_string_equal(buf_text(&found), codes);
	buf_free(&found);
}

static void
join(struct session *s, const char *association, int person, const char *from, const char *to)
{
	char fields[4][40];

	snprintf(fields[0], sizeof(fields[0]), "association=%s", association);
	snprintf(fields[1], sizeof(fields[1]), "person=M%d", person);
	snprintf(fields[2], sizeof(fields[2]), "from=%s", from);
	snprintf(fields[3], sizeof(fields[3]), "to=%s", to);
	town_save(
	    s, RECORD(s, KIND_ASSOCIATION_MEMBERS, fields[0], fields[1], fields[2], fields[3]));
}

/* A town of associations alone. */
static void
set_least_size(struct town *town, int least)
{
	char path[600], line[4096];
	FILE *from = fopen("tests/data/profiles/zarechny.conf", "r"), *to;

	snprintf(path, sizeof(path), "%s.conf", town->dir);
	to = fopen(path, "w");
	assert_true(from != NULL && to != NULL);
	while (fgets(line, sizeof(line), from) != NULL)
		if (strstr(line, "association_min_size") != NULL)
			fprintf(to, "association_min_size = %d;\n", least);
		else
			fputs(line, to);
	fclose(from);
	assert_int_equal(fclose(to), 0);
	town_force_rules(town->s, path);
	unlink(path);
}

/* A profile that wants ten, and one association five; M5 leaves the town on 1 February. */
static void
make_members(struct town *town)
{
	struct session *s = town->s;
	struct record *r;

	set_least_size(town, 10);
	town_school(s, "O001", "Школа № 1");
	for (int i = 1; i <= 14; i++) {
		char code[8];

		snprintf(code, sizeof(code), "M%d", i);
		town_person(s, code, "Озерская", "Анна", "Петровна");
	}
	town_save(s, RECORD(s, KIND_ASSOCIATIONS, "code=R01", "name=РМО химии", "min_size=5"));
	town_save(s, RECORD(s, KIND_ASSOCIATIONS, "code=R02", "name=РМО музыки"));
	for (int i = 1; i <= 5; i++)
		join(s, "R01", i, "2022-08-25", i == 3 ? "2026-01-31" : "");
	for (int i = 6; i <= 14; i++)
		join(s, "R02", i, "2022-08-25", "");
	town_save(s,
	    RECORD(s, KIND_ASSOCIATION_HEADS, "association=R01", "person=M14", "from=2022-08-25",
		"manner=избран"));
	r = IN_VIEW(s, register_load_code(VIEW, KIND_PEOPLE, "M5"));
	SET(s, r, "dismissed=2026-02-01");
	town_save(s, r);
}

static void
below_size_counts_members_at_work(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t r01;

	make_members(*state);
	r01 = town_id(s, KIND_ASSOCIATIONS, "R01");
	holds(s, "below_size", "2026-01-31", "R02 ");
	assert_int_equal(IN_VIEW(s, association_size(VIEW->txn, r01, day_of("2026-01-31"))), 5);
	holds(s, "below_size", "2026-02-01", "R01 R02 ");
	assert_int_equal(IN_VIEW(s, association_size(VIEW->txn, r01, day_of("2026-02-01"))), 3);
	join(s, "R01", 1, "2026-01-01", ""); /* one person twice is one person */
	assert_int_equal(IN_VIEW(s, association_size(VIEW->txn, r01, day_of("2026-02-01"))), 3);
}

/* Who heads it on the day, "P1 и. о. P2 "; "нет " where nobody does. */
static void
headed_by(struct session *s, const char *on, const char *heads)
{
	struct headed *rows;
	struct buf text = {0};
	struct error e = {0};
	size_t count;

	assert_int_equal(IN_VIEW(s, heads_on(VIEW, day_of(on), &rows, &count, &e)), ST_OK);
	for (size_t i = 0; i < count; i++) {
		struct record *p = IN_VIEW(s, register_load(VIEW, KIND_PEOPLE, rows[i].person));

		if (rows[i].manner == MANNER_ACTING)
			buf_puts(&text, "и. о. ");
		buf_printf(&text, "%s ", p != NULL ? ((const struct person *)p)->code : "нет");
		record_free(p);
	}
	free(rows);
	assert_string_equal(buf_text(&text), heads);
	buf_free(&text);
}

/* A last day that turns out to have been another is mended, and every day tells its own head. */
static void
a_mended_last_day_keeps_the_heads_of_every_day(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t first;
	struct record *r;

	town_school(s, "O001", "Школа № 1");
	town_person(s, "P1", "Яшина", "Анна", "Петровна");
	town_person(s, "P2", "Абрамов", "Олег", "Ильич");
	town_save(
	    s, RECORD(s, KIND_ASSOCIATIONS, "code=A1", "name=ММО химии", "founded=2020-09-01"));
	first = town_save(s,
	    RECORD(s, KIND_ASSOCIATION_HEADS, "association=A1", "person=P1", "from=2024-09-01",
		"to=2025-12-31", "manner=назначен"));
	town_save(s,
	    RECORD(s, KIND_ASSOCIATION_HEADS, "association=A1", "person=P2", "from=2026-02-01",
		"manner=назначен"));
	town_save(s,
	    RECORD(s, KIND_ASSOCIATION_HEADS, "association=A1", "person=P2", "from=2025-12-01",
		"to=2025-12-31", "manner=исполняет обязанности"));
	headed_by(s, "2020-08-31", "");
	headed_by(s, "2024-08-31", "нет ");
	headed_by(s, "2025-12-15", "P1 и. о. P2 ");
	headed_by(s, "2026-01-15", "нет ");
	holds(s, "no_head", "2026-01-15", "A1 ");
	r = IN_VIEW(s, register_load(VIEW, KIND_ASSOCIATION_HEADS, first));
	SET(s, r, "to=2026-01-31");
	town_save(s, r);
	headed_by(s, "2025-11-30", "P1 ");
	headed_by(s, "2026-01-15", "P1 ");
	headed_by(s, "2026-02-01", "P2 ");
	holds(s, "no_head", "2026-01-15", "");
	holds(s, "head_ending", "2026-01-15", "A1:P1:2024-09-01 ");
}

/* A low result of the school year wants a pathway of that year; one made on the day itself will do.
 */
static void
a_pathway_of_this_day_helps(void **state)
{
	struct session *s = ((struct town *)*state)->s;

	town_school(s, "O001", "Школа № 1");
	town_person(s, "P1", "Яшина", "Анна", "Петровна");
	town_save(s,
	    RECORD(s, KIND_ASSESSMENTS, "person=P1", "kind=ФИОКО", "document=протокол № 14",
		"date=2025-12-01", "level=низкий"));
	town_save(s, RECORD(s, KIND_PATHWAYS, "person=P1", "developed=2025-08-31"));
	holds(s, "assessed_no_pathway", "2025-11-30", "");
	holds(s, "assessed_no_pathway", "2025-12-01", "P1 ");
	town_save(s, RECORD(s, KIND_PATHWAYS, "person=P1", "developed=2026-03-01"));
	holds(s, "assessed_no_pathway", "2026-02-28", "P1 ");
	holds(s, "assessed_no_pathway", "2026-03-01", "");
}

static void
every_list_says_what_settles_it(void **state)
{
	const struct worklist *list;

	(void)state;
	for (size_t i = 0; (list = worklist_at(i)) != NULL; i++) {
		bool here = list->way == SETTLE_FORM;

		assert_true(list->settle[0] != '\0');
		assert_int_equal(worklist_place(list), i);
		if (here || list->way == SETTLE_ENTER)
			assert_non_null(
			    field_find(here ? worklist_kind(list) : list->enter, list->field));
		if (list->way == SETTLE_ENTER)
			assert_int_equal(
			    field_find(list->enter, list->field)->target, worklist_kind(list));
	}
}

/* The lists hold whom the statuses of applications, read another way, say. */
static void
lists_agree_with_statuses(
    struct session *s, size_t ready, size_t agenda, size_t postponed, size_t unordered)
{
	const struct {
		const char *list;
		enum application_status status;
		size_t count;
	} lists[] = {{"ready", APPLICATION_READY, ready}, {"agenda", APPLICATION_AGENDA, agenda},
	    {"postponed", APPLICATION_POSTPONED, postponed},
	    {"unordered", APPLICATION_ADMITTED, unordered}};
	struct application_statuses ways;
	struct buf codes = {0};

	assert_int_equal(
	    IN_VIEW(s, application_statuses_load(VIEW, day_of("2026-05-31"), &ways)), ST_OK);
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		size_t count = 0;

		buf_clear(&codes);
		put_codes(s, lists[i].list, "2026-05-31", &codes);
		for (const char *c = buf_text(&codes); (c = strchr(c, ' ')) != NULL; c++)
			count++;
		if (count != lists[i].count || ways.counts[lists[i].status] != count)
			fail_msg("%s: %s, %zu", lists[i].list, buf_text(&codes),
			    ways.counts[lists[i].status]);
	}
	buf_free(&codes);
	application_statuses_free(&ways);
}

static void
decided(struct session *s, const char *meeting, const char *outcome)
{
	town_save(s,
	    RECORD(s, KIND_DECISIONS, "application=AP0003", "votes_for=3", "votes_against=0",
		"abstained=0", "reason=есть", meeting, outcome));
}

/* Postponed, put on another agenda of the same day, decided at meetings that came with a table in
 * no order. */
static void
an_application_stands_in_one_list(void **state)
{
	struct chamber *h = *state;
	struct session *s = h->s;

	chamber_sit(h, 2, 7);
	lists_agree_with_statuses(s, 0, 2, 0, 0);
	for (size_t i = 0; i < 2; i++)
		assert_done(h, chamber_decide(h, i, OUTCOME_POSTPONE, "нет кворума"));
	assert_done(h, council_close(h->s, h->meeting, false, &h->e));
	lists_agree_with_statuses(s, 0, 0, 2, 0);
	chamber_apply(h, "category=высшая", "agreed=2026-04-10");
	lists_agree_with_statuses(s, 1, 0, 2, 0);
	chamber_prepare(h, clock_today());
	lists_agree_with_statuses(s, 0, 3, 0, 0);
	assert_done(h, council_drop_item(s, h->meeting, h->applications[2], &h->e));
	town_save(
	    s, RECORD(s, KIND_MEETINGS, "code=M052", "number=52", "date=2026-05-30", "seats=7"));
	town_save(
	    s, RECORD(s, KIND_MEETINGS, "code=M051", "number=51", "date=2026-05-30", "seats=7"));
	decided(s, "meeting=M052", "outcome=принять");
	lists_agree_with_statuses(s, 0, 2, 0, 1);
	decided(s, "meeting=M051", "outcome=отложить"); /* the meeting before */
	lists_agree_with_statuses(s, 0, 2, 0, 1);
}

static int
set_up(void **state)
{
	*state = town_new();
	return 0;
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		below_size_counts_members_at_work, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(
		a_mended_last_day_keeps_the_heads_of_every_day, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(a_pathway_of_this_day_helps, set_up, town_tear_down),
	    cmocka_unit_test(every_list_says_what_settles_it),
	    cmocka_unit_test_setup_teardown(
		an_application_stands_in_one_list, chamber_open, chamber_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
