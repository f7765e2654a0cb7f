/* SPDX-License-Identifier: MIT
 * service_bulk.c - one record for many people: all or none, as one operation, taken back as one.
 */
#include "tests/lib/meanwhile.h"
#include "tests/lib/town.h"

#include "db/record/draft.h"
#include "db/record/journal.h"
#include "service/record/bulk.h"
#include "service/core/operations.h"
#include "tests/lib/in_view.h"

struct bulk_town {
	struct town town;
	uint64_t people[3];
};

static int
set_up(void **state)
{
	struct bulk_town *b = calloc(1, sizeof(*b));

	assert_non_null(b);
	town_create(&b->town);
	town_school(b->town.s, "O001", "Школа № 1");
	b->people[0] = town_person(b->town.s, "P1", "Яшина", "Анна", "Петровна");
	b->people[1] = town_person(b->town.s, "P2", "Абрамов", "Олег", "");
	b->people[2] = town_person(b->town.s, "P3", "Белова", "Инна", "Ивановна");
	*state = b;
	return 0;
}

static int
tear_down(void **state)
{
	struct bulk_town *b = *state;

	town_remove(&b->town);
	free(b);
	return 0;
}

static size_t
count(struct session *s, enum kind kind)
{
	struct txn *t = txn_read(s->store);
	size_t n = records_count(t, kind);

	txn_abort(t);
	return n;
}

static void
everybody_gets_the_record_in_one_operation(void **state)
{
	struct bulk_town *b = *state;
	struct session *s = b->town.s;
	struct record *r =
	    RECORD(s, KIND_ASSESSMENTS, "date=2026-05-12", "kind=ФИОКО", "level=высокий");
	struct journal_row row = {0};
	struct txn *t;

	assert_int_equal(bulk_save(s, r, b->people, 3, NULL, NULL), ST_OK);
	assert_int_equal(count(s, KIND_ASSESSMENTS), 3);
	for (int i = 0; i < 3; i++) {
		struct referrer *referrers;

		assert_int_equal(
		    IN_VIEW(s, register_referrers(VIEW, KIND_PEOPLE, b->people[i], &referrers)), 1);
		assert_int_equal(referrers[0].kind, KIND_ASSESSMENTS);
		free(referrers);
	}
	t = txn_read(s->store);
	assert_true(journal_get(t, journal_last(t), &row));
	assert_string_equal(row.operation, OPERATION_BULK);
	assert_int_equal(row.counts[KIND_ASSESSMENTS], 3);
	journal_row_free(&row);
	txn_abort(t);
	record_free(r);
}

static void
it_is_taken_back_as_one(void **state)
{
	struct bulk_town *b = *state;
	struct session *s = b->town.s;
	struct record *r = RECORD(s, KIND_ASSESSMENTS, "date=2026-05-12", "kind=ФИОКО");
	size_t records = 0;

	assert_int_equal(bulk_save(s, r, b->people, 3, NULL, NULL), ST_OK);
	assert_int_equal(register_undo(s, 0, NULL, &records, NULL), ST_OK);
	assert_int_equal(records, 3);
	assert_int_equal(count(s, KIND_ASSESSMENTS), 0);
	assert_int_equal(count(s, KIND_PEOPLE), 3);
	record_free(r);
}

static void
one_fault_stops_all_and_is_named(void **state)
{
	struct bulk_town *b = *state;
	struct session *s = b->town.s;
	struct record *r = RECORD(s, KIND_ASSESSMENTS, "date=2026-05-12", "kind=ФИОКО");
	struct bulk_fault *faults;
	struct error e = {0};
	struct view v;
	size_t n;

	town_save(s, RECORD(s, KIND_ASSESSMENTS, "person=P2", "date=2026-05-12", "kind=ФИОКО"));
	view_open(&v, s);
	assert_int_equal(bulk_check(&v, r, b->people, 3, &faults, &n), 1);
	view_close(&v);
	assert_int_equal(n, 1);
	assert_int_equal(faults[0].at, 1);
	bulk_faults_free(faults, n);
	assert_int_equal(bulk_save(s, r, b->people, 3, NULL, &e), ST_INVALID);
	assert_non_null(strstr(error_text(&e), "у 1 из 3"));
	assert_non_null(strstr(error_text(&e), "Абрамов Олег"));
	assert_int_equal(count(s, KIND_ASSESSMENTS), 1);
	record_free(r);
}

static void
an_incomplete_pattern_is_everybodys_fault(void **state)
{
	struct bulk_town *b = *state;
	struct session *s = b->town.s;
	struct record *r = RECORD(s, KIND_SUPPORT, "from=2026-05-12", "to=2026-05-01");
	struct error e = {0};

	assert_int_equal(bulk_save(s, r, b->people, 3, NULL, &e), ST_INVALID);
	assert_non_null(strstr(error_text(&e), "у 3 из 3"));
	assert_int_equal(count(s, KIND_SUPPORT), 0);
	record_free(r);
}

static void
give_another(void *context)
{
	struct bulk_town *b = context;

	town_save(b->town.s,
	    RECORD(b->town.s, KIND_ASSESSMENTS, "person=P2", "date=2026-05-13", "kind=ФИОКО"));
}

static void
give_the_same(void *context)
{
	struct bulk_town *b = context;

	town_save(b->town.s,
	    RECORD(b->town.s, KIND_ASSESSMENTS, "person=P2", "date=2026-05-12", "kind=ФИОКО"));
}

/* Places that others take meanwhile are no hindrance, the same record is one. */
static void
others_write_meanwhile(void **state)
{
	struct bulk_town *b = *state;
	struct session *s = b->town.s;
	struct record *r = RECORD(s, KIND_ASSESSMENTS, "date=2026-05-12", "kind=ФИОКО");
	const uint64_t draft = DRAFT_NEW | 1;
	struct error e = {0};

	meanwhile(give_another, b, 1);
	assert_done(bulk_save(s, r, b->people, 1, &draft, &e), &e);
	assert_int_equal(count(s, KIND_ASSESSMENTS), 2);
	meanwhile(give_the_same, b, 1);
	assert_int_equal(bulk_save(s, r, &b->people[1], 2, &draft, &e), ST_INVALID);
	assert_non_null(strstr(error_text(&e), "такая запись уже есть"));
	assert_int_equal(count(s, KIND_ASSESSMENTS), 3);
	assert_int_equal(meanwhile_left(), 0);
	s->actor.rules++; /* those in force are others */
	assert_int_equal(bulk_save(s, r, &b->people[2], 1, NULL, &e), ST_RULES);
	s->actor.rules--;
	record_free(r);
}

/* A few are named of those in whose way something stands. */
static void
of_many_faults_the_first_are_named(void **state)
{
	enum { MANY = 12 };
	struct bulk_town *b = *state;
	struct session *s = b->town.s;
	struct record *r = RECORD(s, KIND_SUPPORT, "to=2026-05-01");
	struct record *meeting = RECORD(s, KIND_MEETINGS, "number=1");
	struct bulk_fault *faults;
	struct error e = {0};
	uint64_t ids[MANY];
	struct view v;
	size_t n;

	for (unsigned i = 0; i < MANY; i++) {
		char code[8];

		snprintf(code, sizeof(code), "M%02u", i);
		ids[i] = town_person(s, code, "Ли", "Анна", "");
	}
	assert_int_equal(bulk_save(s, r, ids, MANY, NULL, &e), ST_INVALID);
	assert_non_null(strstr(error_text(&e), "у 12 из 12"));
	assert_non_null(strstr(error_text(&e), "; и другие"));
	view_open(&v, s);
	assert_int_equal(bulk_check(&v, meeting, ids, MANY, &faults, &n), 0); /* of nobody */
	view_close(&v);
	bulk_faults_free(faults, n);
	record_free(meeting);
	record_free(r);
}

static void
a_person_removed_meanwhile_stops_all(void **state)
{
	struct bulk_town *b = *state;
	struct session *s = b->town.s;
	struct record *r = RECORD(s, KIND_METHODISTS, "from=2026-05-12");
	struct record *gone = IN_VIEW(s, register_load(VIEW, KIND_PEOPLE, b->people[2]));

	assert_int_equal(register_remove(s, gone, NULL), ST_OK);
	assert_int_equal(bulk_save(s, r, b->people, 3, NULL, NULL), ST_INVALID);
	assert_int_equal(count(s, KIND_METHODISTS), 0);
	record_free(gone);
	record_free(r);
}

static void
nobody_too_many_and_other_kinds_are_refused(void **state)
{
	struct bulk_town *b = *state;
	struct session *s = b->town.s;
	struct record *r = RECORD(s, KIND_METHODISTS, "from=2026-05-12");
	struct record *consent = RECORD(s, KIND_CONSENTS, "given=2026-05-12");
	uint64_t *many = calloc(BULK_MOST + 1, sizeof(*many));

	assert_non_null(many);
	assert_int_equal(bulk_save(s, r, b->people, 0, NULL, NULL), ST_REFUSED);
	assert_int_equal(bulk_save(s, r, many, BULK_MOST + 1, NULL, NULL), ST_REFUSED);
	assert_int_equal(bulk_save(s, consent, b->people, 3, NULL, NULL), ST_REFUSED);
	for (const enum kind *k = bulk_kinds(); *k != KIND_COUNT; k++)
		assert_int_equal(bulk_person_field(*k)->target, KIND_PEOPLE);
	free(many);
	record_free(consent);
	record_free(r);
}

static void
who_may_only_look_writes_nothing(void **state)
{
	struct bulk_town *b = *state;
	struct session *guest = town_second(&b->town, "guest", "viewer");
	struct record *r = RECORD(b->town.s, KIND_METHODISTS, "from=2026-05-12");

	assert_int_equal(bulk_save(guest, r, b->people, 3, NULL, NULL), ST_DENIED);
	assert_int_equal(count(b->town.s, KIND_METHODISTS), 0);
	town_second_close(guest);
	record_free(r);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(others_write_meanwhile, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(of_many_faults_the_first_are_named, set_up, tear_down),
	    CASE(everybody_gets_the_record_in_one_operation),
	    CASE(it_is_taken_back_as_one),
	    CASE(one_fault_stops_all_and_is_named),
	    CASE(an_incomplete_pattern_is_everybodys_fault),
	    CASE(a_person_removed_meanwhile_stops_all),
	    CASE(nobody_too_many_and_other_kinds_are_refused),
	    CASE(who_may_only_look_writes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
