/* SPDX-License-Identifier: MIT
 * service_merge.c - two records that are one: what refers to the second refers to the first, as one
 * operation, taken back as one; and who may be one.
 */
#include "tests/lib/meanwhile.h"
#include "tests/lib/town.h"

#include "db/record/journal.h"
#include "service/core/operations.h"
#include "service/record/doubles.h"
#include "service/record/merge.h"
#include "tests/lib/in_view.h"

struct pair_town {
	struct town town;
	uint64_t kept, gone, other;
};

static int
set_up(void **state)
{
	struct pair_town *p = calloc(1, sizeof(*p));
	struct session *s;

	assert_non_null(p);
	town_create(&p->town);
	s = p->town.s;
	town_school(s, "O001", "Школа № 1");
	p->kept = town_person(s, "P1", "Семёнова", "Анна", "Петровна");
	p->gone = town_person(s, "P2", "СЕМЕНОВА", "Анна", "Петровна");
	p->other = town_person(s, "P3", "Белова", "Инна", "Ивановна");
	*state = p;
	return 0;
}

static int
tear_down(void **state)
{
	struct pair_town *p = *state;

	town_remove(&p->town);
	free(p);
	return 0;
}

static struct record *
load(struct session *s, enum kind kind, uint64_t id)
{
	return IN_VIEW(s, register_load(VIEW, kind, id));
}

static uint64_t
add(struct session *s, enum kind kind, const char *const *pairs)
{
	return town_save(s, town_record(s, kind, pairs));
}
#define ADD(s, kind, ...) add(s, kind, (const char *const[]){__VA_ARGS__, NULL})

/* The one that stays takes what it does not say. */
static enum status
merge(struct session *s, uint64_t kept, uint64_t gone, bool only_try, struct merged *out,
    struct error *e)
{
	struct record *a = load(s, KIND_PEOPLE, kept), *b = load(s, KIND_PEOPLE, gone);
	enum status st;

	merge_fill(s, a, b);
	st = merge_records(s, &(struct merge){.kept = a, .gone = b}, only_try, out, e);
	record_free(a);
	record_free(b);
	return st;
}

static size_t
referring(struct session *s, uint64_t person)
{
	struct referrer *referrers;
	size_t count = IN_VIEW(s, register_referrers(VIEW, KIND_PEOPLE, person, &referrers)), n = 0;

	for (size_t i = 0; i < count; i++)
		n += referrers[i].count;
	free(referrers);
	return n;
}

static void
references_move_and_come_back(void **state)
{
	struct pair_town *p = *state;
	struct session *s = p->town.s;
	struct journal_row row = {0};
	struct merged merged;
	struct record *kept;
	struct txn *t;
	size_t records;

	ADD(s, KIND_ASSESSMENTS, "person=P2", "date=2026-05-12", "kind=ФИОКО", "level=высокий");
	ADD(s, KIND_ASSOCIATIONS, "code=A1", "name=МО", "curator=P2");
	town_change(s, KIND_PEOPLE, p->gone, "birth_date=1980-05-05");
	assert_int_equal(referring(s, p->gone), 2);
	assert_int_equal(merge(s, p->kept, p->gone, true, &merged, NULL), ST_OK);
	assert_int_equal(merged.moved, 2);
	assert_int_equal(referring(s, p->gone), 2); /* it was only tried */
	assert_int_equal(merge(s, p->kept, p->gone, false, &merged, NULL), ST_OK);
	assert_int_equal(merged.moved, 2);
	assert_int_equal(merged.folded, 0);
	assert_null(load(s, KIND_PEOPLE, p->gone));
	kept = load(s, KIND_PEOPLE, p->kept);
	assert_int_equal(((struct person *)kept)->birth_date, day_of("1980-05-05"));
	assert_string_equal(((struct person *)kept)->code, "P1");
	record_free(kept);
	assert_int_equal(referring(s, p->kept), 2);
	t = txn_read(s->store);
	assert_true(journal_get(t, journal_last(t), &row));
	assert_string_equal(row.operation, OPERATION_MERGE);
	assert_string_equal(row.reason, "P2 → P1");
	journal_row_free(&row);
	txn_abort(t);
	assert_int_equal(register_undo(s, 0, NULL, &records, NULL), ST_OK);
	assert_int_equal(records, 4);
	assert_int_equal(referring(s, p->gone), 2);
	assert_int_equal(referring(s, p->kept), 0);
}

/* Both are in one association since one day: that is one record, too, and what refers to it moves.
 */
static void
what_would_be_there_twice_becomes_one(void **state)
{
	struct pair_town *p = *state;
	struct session *s = p->town.s;
	struct association_member *m;
	struct merged merged;
	struct error e = {0};
	uint64_t mine;

	ADD(s, KIND_ASSOCIATIONS, "code=A1", "name=МО");
	mine = ADD(s, KIND_ASSOCIATION_MEMBERS, "association=A1", "person=P1", "from=2024-09-01");
	ADD(s, KIND_ASSOCIATION_MEMBERS, "association=A1", "person=P2", "from=2024-09-01",
	    "to=2025-08-31");
	assert_int_equal(merge(s, p->kept, p->gone, false, &merged, &e), ST_OK);
	assert_int_equal(merged.folded, 1);
	assert_int_equal(referring(s, p->kept), 1);
	m = (struct association_member *)load(s, KIND_ASSOCIATION_MEMBERS, mine);
	assert_int_equal(m->to, day_of("2025-08-31"));
	record_free(&m->base);
}

static void
contradictions_are_told_and_nothing_is_written(void **state)
{
	struct pair_town *p = *state;
	struct session *s = p->town.s;
	struct merged merged;
	struct error e = {0};

	ADD(s, KIND_ASSOCIATIONS, "code=A1", "name=МО");
	ADD(s, KIND_ASSOCIATION_MEMBERS, "association=A1", "person=P1", "from=2024-09-01",
	    "to=2026-01-01");
	ADD(s, KIND_ASSOCIATION_MEMBERS, "association=A1", "person=P2", "from=2024-09-01",
	    "to=2025-08-31");
	assert_int_equal(merge(s, p->kept, p->gone, false, &merged, &e), ST_REFUSED);
	assert_non_null(strstr(e.text, "у обоих есть «участие в объединении»"));
	assert_non_null(strstr(e.text, "«По какой день»"));
	assert_int_equal(referring(s, p->gone), 1);
}

static void
somebody_elses_change_is_a_conflict(void **state)
{
	struct pair_town *p = *state;
	struct session *s = p->town.s;
	struct record *a = load(s, KIND_PEOPLE, p->kept), *b = load(s, KIND_PEOPLE, p->gone);
	struct merged merged;
	struct error e = {0};

	town_change(s, KIND_PEOPLE, p->gone, "phone=1");
	assert_int_equal(
	    merge_records(s, &(struct merge){.kept = a, .gone = b}, false, &merged, &e),
	    ST_CONFLICT);
	assert_non_null(strstr(e.text, "тем временем"));
	record_free(a);
	record_free(b);
}

/* What is empty in one of the two, and what both say alike, stands in no way. */
static void
what_does_not_contradict_becomes_one(void **state)
{
	static const struct {
		const char *mine, *theirs, *is;
	} cases[] = {
	    {"to=2025-08-31", "to=2025-08-31", "2025-08-31"},
	    {"to=2025-08-31", "to=", "2025-08-31"},
	    {"to=", "to=2025-08-31", "2025-08-31"},
	};
	struct pair_town *p = *state;
	struct session *s = p->town.s;
	struct merged merged;
	struct error e = {0};

	ADD(s, KIND_ASSOCIATIONS, "code=A1", "name=МО");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct association_member *m;
		uint64_t mine = ADD(s, KIND_ASSOCIATION_MEMBERS, "association=A1", "person=P1",
		    "from=2024-09-01", cases[i].mine);

		ADD(s, KIND_ASSOCIATION_MEMBERS, "association=A1", "person=P2", "from=2024-09-01",
		    cases[i].theirs);
		assert_done(merge(s, p->kept, p->gone, false, &merged, &e), &e);
		m = (struct association_member *)load(s, KIND_ASSOCIATION_MEMBERS, mine);
		assert_int_equal(m->to, day_of(cases[i].is));
		record_free(&m->base);
		assert_done(register_undo(s, 0, NULL, NULL, &e), &e);
		for (uint64_t id = mine; id <= mine + 1; id++)
			town_delete(s, KIND_ASSOCIATION_MEMBERS, id);
	}
}

/* Two associations of one name: their members are of one, and who was in both is in it once. */
static void
two_associations_become_one(void **state)
{
	struct pair_town *p = *state;
	struct session *s = p->town.s;
	uint64_t first = ADD(s, KIND_ASSOCIATIONS, "code=A1", "name=МО");
	uint64_t second = ADD(s, KIND_ASSOCIATIONS, "code=A2", "name=ММО");
	struct record *a = load(s, KIND_ASSOCIATIONS, first), *b;
	struct referrer *referrers;
	struct merged merged;
	struct error e = {0};

	ADD(s, KIND_ASSOCIATION_MEMBERS, "association=A1", "person=P1", "from=2024-09-01");
	ADD(s, KIND_ASSOCIATION_MEMBERS, "association=A2", "person=P1", "from=2024-09-01");
	ADD(s, KIND_ASSOCIATION_MEMBERS, "association=A2", "person=P3", "from=2024-09-01");
	/* an approved plan says the same, of one that had two codes */
	ADD(s, KIND_PLANS, "code=L1", "kind=план работы", "association=A2", "from=2025-09-01",
	    "to=2026-05-31", "title=План", "approved=2025-09-02");
	b = load(s, KIND_ASSOCIATIONS, second);
	assert_done(
	    merge_records(s, &(struct merge){.kept = a, .gone = b}, false, &merged, &e), &e);
	assert_int_equal(merged.moved, 3);
	assert_int_equal(merged.folded, 1);
	assert_null(load(s, KIND_ASSOCIATIONS, second));
	assert_int_equal(
	    IN_VIEW(s, register_referrers(VIEW, KIND_ASSOCIATIONS, first, &referrers)), 2);
	assert_int_equal(referrers[0].count, 2);
	assert_int_equal(referrers[1].kind, KIND_PLANS);
	free(referrers);
	record_free(a);
	record_free(b);
}

static void
what_cannot_be_merged_is_told(void **state)
{
	struct pair_town *p = *state;
	struct session *s = p->town.s, *viewer = town_second(&p->town, "gost", "viewer");
	struct account a = {.name = "anna", .full_name = "Анна", .role = "clerk", .person = "P2"};
	struct record *kept = load(s, KIND_PEOPLE, p->kept);
	struct record *gone = load(s, KIND_PEOPLE, p->gone);
	struct merge two = {.kept = kept, .gone = gone};
	struct merged merged;
	struct error e = {0};

	assert_int_equal(merge_records(viewer, &two, false, &merged, &e), ST_DENIED);
	assert_done(session_account_save(s, &a, true, &e), &e);
	assert_not_done(merge_records(s, &two, false, &merged, &e), &e,
	    "за записью P2 стоит учётная запись anna");
	assert_done(session_account_remove(s, "anna", &e), &e);
	SET(s, kept, "surname=", "given_name="); /* the first fault is told */
	assert_not_done(merge_records(s, &two, false, &merged, &e), &e, "Фамилия: ");
	assert_null(strstr(e.text, "Имя"));
	assert_int_equal(e.status, ST_INVALID);
	SET(s, kept, "surname=Семёнова", "given_name=Анна");
	s->actor.rules++; /* those in force are others */
	assert_int_equal(merge_records(s, &two, false, &merged, &e), ST_RULES);
	s->actor.rules--;
	assert_done(register_remove(s, gone, &e), &e);
	assert_int_not_equal(merge_records(s, &two, false, &merged, &e), ST_OK);
	assert_non_null(strstr(e.text, "удалена"));
	record_free(kept);
	record_free(gone);
	town_second_close(viewer);
}

struct other {
	struct session *s;
	enum kind kind;
	uint64_t id;
	const char *pair;
};

static void
change_meanwhile(void *context)
{
	const struct other *o = context;

	town_change(o->s, o->kind, o->id, o->pair);
}

/* A record that refers to them is read anew when somebody has changed it; one of the two is not
 * merged as nobody has seen it. */
static void
others_write_meanwhile(void **state)
{
	struct pair_town *p = *state;
	struct session *s = p->town.s, *other = town_second(&p->town, "masha", "clerk");
	struct other o = {.s = other, .kind = KIND_ASSESSMENTS, .pair = "level=низкий"};
	struct record *kept = load(s, KIND_PEOPLE, p->kept);
	struct record *gone = load(s, KIND_PEOPLE, p->gone);
	struct merged merged;
	struct assessment *a;
	struct error e = {0};

	o.id =
	    ADD(s, KIND_ASSESSMENTS, "person=P2", "date=2026-05-12", "kind=ФИОКО", "level=высокий");
	meanwhile(change_meanwhile, &o, 1);
	assert_done(
	    merge_records(s, &(struct merge){.kept = kept, .gone = gone}, false, &merged, &e), &e);
	assert_int_equal(meanwhile_left(), 0);
	assert_int_equal(merged.moved, 1);
	a = (struct assessment *)load(s, KIND_ASSESSMENTS, o.id);
	assert_int_equal(a->person, p->kept);
	assert_int_equal(a->level, ASSESSED_LOW);
	record_free(&a->base);
	assert_done(register_undo(s, 0, NULL, NULL, &e), &e);
	record_free(kept);
	record_free(gone);

	kept = load(s, KIND_PEOPLE, p->kept);
	gone = load(s, KIND_PEOPLE, p->gone);
	o = (struct other){.s = other, .kind = KIND_PEOPLE, .id = p->gone, .pair = "phone=1"};
	meanwhile(change_meanwhile, &o, 1);
	assert_int_equal(
	    merge_records(s, &(struct merge){.kept = kept, .gone = gone}, false, &merged, &e),
	    ST_CONFLICT);
	assert_non_null(strstr(e.text, "изменена (masha"));
	assert_int_equal(meanwhile_left(), 0);
	record_free(kept);
	record_free(gone);
	town_second_close(other);
}

static size_t
find_doubles(struct session *s, struct double_pair **out)
{
	return IN_VIEW(s, doubles_read(VIEW, out));
}

static void
doubles_are_found_by_name_birth_and_former_surname(void **state)
{
	struct pair_town *p = *state;
	struct session *s = p->town.s;
	struct double_pair *pairs;
	uint64_t again;

	assert_int_equal(find_doubles(s, &pairs), 1); /* one name, one organisation */
	assert_int_equal(pairs[0].because, DOUBLE_PLACE);
	assert_int_equal(pairs[0].first, p->kept);
	assert_int_equal(pairs[0].second, p->gone);
	free(pairs);
	town_change(
	    s, KIND_PEOPLE, p->gone, "birth_date=1981-05-05"); /* of the other none is known */
	assert_int_equal(find_doubles(s, &pairs), 1);
	assert_int_equal(pairs[0].because, DOUBLE_PLACE);
	free(pairs);
	town_change(s, KIND_PEOPLE, p->kept, "birth_date=1980-05-05");
	assert_int_equal(find_doubles(s, &pairs), 0);
	free(pairs);
	/* Белова is called Чернова by now, and somebody has entered Белова anew. */
	town_change(s, KIND_PEOPLE, p->other, "birth_date=1990-01-01");
	town_change(s, KIND_PEOPLE, p->other, "surname=Чернова");
	again = town_person(s, "P4", "Белова", "Инна", "Ивановна");
	town_change(s, KIND_PEOPLE, again, "birth_date=1990-01-01");
	assert_int_equal(find_doubles(s, &pairs), 1);
	assert_int_equal(pairs[0].because, DOUBLE_FORMER);
	assert_int_equal(pairs[0].first, p->other);
	assert_int_equal(pairs[0].second, again);
	free(pairs);
}

static void
assert_double(
    const struct double_pair *pair, enum double_because because, uint64_t first, uint64_t second)
{
	assert_int_equal(pair->because, because);
	assert_int_equal(pair->first, first);
	assert_int_equal(pair->second, second);
}

/* The surest come first, those of one reason as the records were entered. */
static void
doubles_stand_by_their_reason(void **state)
{
	struct pair_town *p = *state;
	struct session *s = p->town.s;
	struct account off = {
	    .name = "gost", .full_name = "Гость", .role = "viewer", .disabled = true};
	struct double_pair *pairs;
	struct session *viewer;
	struct error e = {0};
	uint64_t again, sister, late;

	again = town_person(s, "P4", "Белова", "Инна", "Ивановна");
	town_change(s, KIND_PEOPLE, p->other, "birth_date=1990-01-01");
	town_change(s, KIND_PEOPLE, again, "birth_date=1990-01-01");
	sister = town_person(s, "P5", "Другая", "Инна", "Ивановна");
	town_change(s, KIND_PEOPLE, sister, "birth_date=1990-01-01");
	/* entered later, and called by the other's name before */
	late = town_person(s, "P6", "Седых", "Яна", "Олеговна");
	town_change(s, KIND_PEOPLE, late, "birth_date=1991-02-02");
	town_change(s, KIND_PEOPLE, late, "surname=Новых");
	town_person(s, "P7", "Седых", "Яна", "Олеговна");
	town_change(s, KIND_PEOPLE, late + 1, "birth_date=1991-02-02");
	/* and one who was entered anew before the other was called otherwise */
	town_person(s, "P8", "Первая", "Ева", "Львовна");
	town_change(s, KIND_PEOPLE, late + 2, "birth_date=1992-03-03");
	town_person(s, "P9", "Первая", "Ева", "Львовна");
	town_change(s, KIND_PEOPLE, late + 3, "birth_date=1992-03-03");
	town_change(s, KIND_PEOPLE, late + 3, "surname=Вторая");
	assert_int_equal(find_doubles(s, &pairs), 6);
	assert_double(&pairs[0], DOUBLE_BIRTH, p->other, again);
	assert_double(&pairs[1], DOUBLE_PLACE, p->kept, p->gone);
	assert_double(&pairs[2], DOUBLE_FORMER, late, late + 1);
	assert_double(&pairs[3], DOUBLE_FORMER, late + 2, late + 3);
	assert_double(&pairs[4], DOUBLE_SURNAME, p->other, sister);
	assert_double(&pairs[5], DOUBLE_SURNAME, again, sister);
	free(pairs);
	viewer = town_second(&p->town, "gost", "viewer");
	assert_done(session_account_save(s, &off, false, &e), &e);
	assert_int_equal(find_doubles(viewer, &pairs), 0);
	assert_null(pairs);
	town_second_close(viewer);
}

static void
nobody_is_twice_where_nobody_is(void **state)
{
	struct town town;
	struct double_pair *pairs;

	(void)state;
	town_create(&town);
	assert_int_equal(find_doubles(town.s, &pairs), 0);
	free(pairs);
	town_remove(&town);
}

/* An order has named both: they do not become one; but who was named by it may be known under the
 * other's id. */
static void
overlapping_memberships_are_found(void **state)
{
	struct pair_town *p = *state;
	struct session *s = p->town.s;
	struct double_pair *pairs;
	struct merged merged;
	struct error e = {0};
	struct record *a, *b;

	ADD(s, KIND_ORDERS, "code=R1", "number=1", "date=2024-01-01", "kind=состав методактива",
	    "subject=о составе");
	ADD(s, KIND_MEMBERSHIPS, "person=P1", "from=2024-01-01", "to=2025-12-31", "order=R1");
	ADD(s, KIND_MEMBERSHIPS, "person=P2", "from=2025-06-01", "order=R1");
	ADD(s, KIND_MEMBERSHIPS, "person=P3", "from=2025-06-01", "order=R1");
	if (merge(s, p->kept, p->gone, false, &merged, &e) != ST_OK)
		fail_msg("%s", e.text);
	assert_int_equal(find_doubles(s, &pairs), 1);
	assert_int_equal(pairs[0].because, DOUBLE_OVERLAP);
	a = load(s, KIND_MEMBERSHIPS, pairs[0].first);
	b = load(s, KIND_MEMBERSHIPS, pairs[0].second);
	assert_int_equal(
	    merge_records(s, &(struct merge){.kept = a, .gone = b}, false, &merged, &e),
	    ST_INVALID);
	assert_non_null(strstr(e.text, "названо приказом"));
	record_free(a);
	record_free(b);
	free(pairs);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(references_move_and_come_back, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		what_would_be_there_twice_becomes_one, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		contradictions_are_told_and_nothing_is_written, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		what_does_not_contradict_becomes_one, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(two_associations_become_one, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(what_cannot_be_merged_is_told, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(others_write_meanwhile, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(doubles_stand_by_their_reason, set_up, tear_down),
	    cmocka_unit_test(nobody_is_twice_where_nobody_is),
	    cmocka_unit_test_setup_teardown(somebody_elses_change_is_a_conflict, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		doubles_are_found_by_name_birth_and_former_surname, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(overlapping_memberships_are_found, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
