/* SPDX-License-Identifier: MIT
 * mentoring.c - pairs of mentor and young teacher on a day, who could be a mentor, a pair made and
 * ended; the school of young teachers; the reserve of managers; the load of methodists.
 */
#include "tests/lib/in_view.h"
#include "tests/lib/town.h"

#include "db/record/journal.h"
#include "service/people/mentoring.h"
#include "service/people/methodist_loads.h"
#include "service/people/reserve.h"
#include "service/record/undo.h"
#include "service/year/worklists.h"

#define TODAY day_of("2026-03-31")

static uint64_t
teacher(struct session *s, const char *code, const char *surname, const char *pair)
{
	struct record *p = RECORD(s, KIND_PEOPLE, "given_name=Анна", "organisation=O001",
	    "position=учитель", "staff_kind=педагог", "hired=2024-09-01");

	SET(s, p, code, surname, pair);
	return town_save(s, p);
}

/* P1, P4: of the highest category, mathematics and history; P2: with a title, mathematics; P3: the
 * first category; P5, P6: young, mathematics. */
static int
set_up(void **state)
{
	struct town *town = town_new();
	struct session *s = town->s;

	town_school(s, "O001", "Школа № 1");
	teacher(s, "code=P1", "surname=Алёхина", "subjects=математика");
	teacher(s, "code=P2", "surname=Белова", "subjects=математика");
	teacher(s, "code=P3", "surname=Власова", "subjects=математика");
	teacher(s, "code=P4", "surname=Гусева", "subjects=история");
	teacher(s, "code=P5", "surname=Дёмина", "subjects=математика");
	teacher(s, "code=P6", "surname=Ежова", "subjects=математика");
	*state = town;
	return 0;
}

static uint64_t
id_of(struct session *s, const char *code)
{
	return town_id(s, KIND_PEOPLE, code);
}

static void
change(struct session *s, const char *code, const char *first, const char *second)
{
	struct record *p = record_new(KIND_PEOPLE);
	uint64_t id = id_of(s, code);

	assert_true(IN_VIEW(s, records_get(VIEW->txn, id, p)));
	SET(s, p, first, second);
	town_save(s, p);
}

static void
make_young(struct session *s, const char *code)
{
	change(s, code, "birth_date=2000-01-01", "career_start=2024-09-01");
}

static uint64_t
mentor(struct session *s, const char *person, const char *of, const char *from, const char *to)
{
	struct record *r = RECORD(s, KIND_SUPPORT, "form=наставничество");

	SET(s, r, person, of, from, to);
	return town_save(s, r);
}

static uint64_t
last_operation(struct session *s)
{
	return IN_VIEW(s, journal_last(VIEW->txn));
}

static struct mentoring
read_on(struct session *s, int32_t on)
{
	struct mentoring m;
	struct error e = {0};

	assert_done(IN_VIEW(s, mentoring_read(VIEW, on, &m, &e)), &e);
	return m;
}

/* As "6 1 0 ...": what each view holds. */
static void
assert_counts(struct session *s, const char *on, const char *expected)
{
	struct mentoring m = read_on(s, day_of(on));
	struct buf text = {0};

	for (int i = 0; i < MENTORING_VIEWS; i++)
		buf_printf(&text, "%s%zu", i > 0 ? " " : "", m.counts[i]);
	assert_string_equal(buf_text(&text), expected);
	buf_free(&text);
	mentoring_free(&m);
}

static size_t
count_list(struct session *s, const char *id, int32_t on)
{
	struct worklist_found found;
	struct worklists_run *run;
	struct view v;
	size_t count;

	view_open(&v, s);
	run = worklists_begin(&v, on);
	assert_int_equal(worklists_ask(run, worklist_find(id), &found, NULL), ST_OK);
	count = found.count;
	worklist_found_free(&found);
	worklists_end(run);
	view_close(&v);
	return count;
}

/* One young teacher, two mentors from the same day: two pairs, one person. */
static void
one_young_teacher_may_have_two_mentors(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct mentoring m;

	make_young(s, "P5");
	mentor(s, "person=P5", "mentor=P1", "from=2025-09-01", "to=2026-05-31");
	mentor(s, "person=P5", "mentor=P4", "from=2025-09-01", "to=2026-05-31");
	m = read_on(s, TODAY);
	assert_int_equal(m.counts[MENTORING_PAIRS], 2);
	assert_int_equal(m.counts[MENTORING_MENTORS], 2);
	assert_int_equal(m.people, 1);
	assert_int_equal(m.counts[MENTORING_YOUNG], 1);
	assert_int_equal(m.counts[MENTORING_NO_MENTOR], 0);
	mentoring_free(&m);
}

/* Pairs, mentors, overloaded, ending, grown, ended, young, no mentor, unsupported. */
static void
the_views_hold_what_they_say(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct mentoring m;
	uint64_t *ids;

	make_young(s, "P5");
	make_young(s, "P6");
	change(s, "P3", "birth_date=1990-01-01", "career_start=2023-03-31");
	assert_counts(s, "2026-03-31", "0 0 0 0 0 0 2 2 2");
	mentor(s, "person=P5", "mentor=P1", "from=2025-09-01", "to=");
	mentor(s, "person=P5", "mentor=P1", "from=2025-10-01", "to="); /* the same pair */
	mentor(s, "person=P3", "mentor=P1", "from=2025-09-01", "to=2026-05-31");
	mentor(s, "person=P2", "mentor=P1", "from=2025-09-01", "to=2026-05-30");
	mentor(s, "person=P6", "mentor=P2", "from=2025-09-01", "to=2026-03-30");
	mentor(s, "person=P6", "mentor=P2", "from=2024-09-01", "to=2025-08-31"); /* last year */
	assert_counts(s, "2026-03-31", "3 1 0 1 1 1 2 1 1");
	mentor(s, "person=P4", "mentor=P1", "from=2026-03-31", "to=");
	assert_counts(s, "2026-03-31", "4 1 1 1 1 1 2 1 1");
	assert_int_equal(count_list(s, "mentor_overload", TODAY), 1);
	assert_int_equal(count_list(s, "young_no_mentor", TODAY), 1);
	assert_counts(s, "2026-03-30", "4 2 0 1 0 0 2 0 0"); /* a day before */
	m = read_on(s, TODAY);
	assert_int_equal(
	    IN_VIEW(s, mentoring_pairs_of(VIEW, id_of(s, "P1"), TODAY, &ids)), m.people);
	free(ids);
	assert_int_equal(IN_VIEW(s, mentoring_people(VIEW, TODAY, &ids)), m.people);
	free(ids);
	mentoring_free(&m);
}

static void
mentors_of_the_subject_come_first_the_least_laden_before(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	const uint64_t asked[] = {id_of(s, "P5")};
	struct mentor_candidates c;
	struct error e = {0};

	change(s, "P1", "category=высшая", "category_until=");
	change(s, "P5", "category=высшая", "category_until="); /* not his own mentor */
	change(s, "P2", "category=высшая", "titles=педагог-наставник");
	change(s, "P3", "category=первая", "category_until=");
	change(s, "P4", "category=высшая", "category_until=2026-03-31");
	change(s, "P6", "category=высшая", "category_until=2026-03-30");
	assert_done(IN_VIEW(s, mentor_candidates_read(VIEW, asked, 1, TODAY, &c, &e)), &e);
	assert_int_equal(c.count, 3);
	assert_int_equal(c.fitting, 2);
	assert_int_equal(c.rows[0].person, id_of(s, "P2"));
	assert_int_equal(c.rows[1].person, id_of(s, "P1"));
	assert_int_equal(c.rows[2].person, id_of(s, "P4"));
	mentor_candidates_free(&c);
	mentor(s, "person=P3", "mentor=P2", "from=2025-09-01", "to=");
	assert_done(IN_VIEW(s, mentor_candidates_read(VIEW, asked, 1, TODAY, &c, &e)), &e);
	assert_int_equal(c.rows[0].person, id_of(s, "P1"));
	assert_int_equal(c.rows[1].people, 1);
	mentor_candidates_free(&c);
}

static struct support *
pattern(struct session *s, const char *mentor_code)
{
	struct support *r = (struct support *)record_new(KIND_SUPPORT);

	mentoring_propose(id_of(s, mentor_code), day_of("2025-09-01"), r);
	SET(s, &r->base, "order_number=12", "order_date=2025-08-29");
	return r;
}

/* One operation for all of them, undone as one; each has the school's own name. */
static void
a_mentor_is_given_to_several_at_once(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	const uint64_t ids[] = {id_of(s, "P5"), id_of(s, "P6")};
	struct shown_records people = {.ids = ids, .count = 2, .seen = last_operation(s)};
	struct support *r = pattern(s, "P1"), *made = (struct support *)record_new(KIND_SUPPORT);
	struct error e = {0};
	uint64_t *pairs, undone;
	size_t records;

	assert_done(mentoring_pair(s, people, r, NULL, &e), &e);
	assert_counts(s, "2026-03-31", "2 1 0 0 0 0 0 0 0");
	assert_int_equal(IN_VIEW(s, mentoring_pairs_of(VIEW, id_of(s, "P1"), TODAY, &pairs)), 2);
	assert_true(IN_VIEW(s, records_get(VIEW->txn, pairs[0], &made->base)));
	free(pairs);
	assert_int_equal(made->organisation, town_id(s, KIND_ORGANISATIONS, "O001"));
	assert_string_equal(made->order_number, "12");
	assert_int_equal(made->to, day_of("2026-05-31"));
	assert_done(register_undo(s, 0, &undone, &records, &e), &e);
	assert_int_equal(records, 2);
	assert_counts(s, "2026-03-31", "0 0 0 0 0 0 0 0 0");
	record_free(&made->base);
	record_free(&r->base);
}

/* Somebody else gave one of them a mentor while the form was open: nobody gets this one. */
static void
a_mentor_is_not_given_over_what_was_not_seen(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	const uint64_t ids[] = {id_of(s, "P5"), id_of(s, "P6")};
	struct shown_records people = {.ids = ids, .count = 2, .seen = last_operation(s)};
	struct support *r = pattern(s, "P1");
	struct error e = {0};

	mentor(s, "person=P6", "mentor=P2", "from=2025-09-01", "to=");
	assert_not_done(mentoring_pair(s, people, r, NULL, &e), &e,
	    "поддержку тем временем записали или изменили: Ежова Анна (наставничество, "
	    "наставник Белова А.)");
	assert_counts(s, "2026-03-31", "1 1 0 0 0 0 0 0 0");
	people.seen = last_operation(s);
	assert_done(mentoring_pair(s, people, r, NULL, &e), &e); /* a second mentor, knowingly */
	assert_counts(s, "2026-03-31", "3 2 0 0 0 0 0 0 0");
	r->mentor = id_of(s, "P5");
	people.seen = last_operation(s);
	assert_not_done(mentoring_pair(s, people, r, NULL, &e), &e, "нужны разные");
	people.count = 0;
	assert_not_done(mentoring_pair(s, people, r, NULL, &e), &e, "не отмечено");
	record_free(&r->base);
}

static void
a_pair_ends_with_its_result(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	const uint64_t ids[] = {
	    mentor(s, "person=P5", "mentor=P1", "from=2025-09-01", "to=2026-05-31"),
	    mentor(s, "person=P6", "mentor=P1", "from=2025-09-01", "to=2026-03-01")};
	struct shown_records pairs = {.ids = ids, .count = 2, .seen = last_operation(s)};
	struct support *r = (struct support *)record_new(KIND_SUPPORT);
	struct error e = {0};
	uint64_t undone;
	size_t records;

	assert_not_done(
	    support_end(s, pairs, day_of("2025-08-31"), "выполнена", &e), &e, "наставничество ·");
	assert_done(support_end(s, pairs, day_of("2026-03-30"), "выполнена", &e), &e);
	assert_true(IN_VIEW(s, records_get(VIEW->txn, ids[0], &r->base)));
	assert_int_equal(r->to, day_of("2026-03-30"));
	assert_string_equal(r->result, "выполнена");
	assert_true(IN_VIEW(s, records_get(VIEW->txn, ids[1], &r->base)));
	assert_int_equal(r->to, day_of("2026-03-01")); /* it had ended before */
	assert_counts(s, "2026-03-31", "0 0 0 0 0 2 0 0 0");
	assert_not_done(support_end(s, pairs, day_of("2026-03-30"), "иное", &e), &e,
	    "запись тем временем изменена");
	pairs.seen = last_operation(s);
	assert_not_done(support_end(s, pairs, day_of("2026-03-30"), "иное", &e), &e,
	    "итог уже записан: «выполнена»");
	assert_done(register_undo(s, 0, &undone, &records, &e), &e);
	assert_int_equal(records, 2);
	record_free(&r->base);
}

/* --- The school. */

static void
session_of_school(struct session *s, const char *code, const char *held, const char *cancelled)
{
	struct record *r = RECORD(s, KIND_EVENTS, "association=A1", "title=Занятие", "type=семинар",
	    "level=муниципальный", "planned=2025-10-01");

	SET(s, r, code, held, cancelled);
	town_save(s, r);
}

static void
came(struct session *s, const char *event, const char *person, const char *role)
{
	struct record *r = record_new(KIND_PARTICIPANTS);

	SET(s, r, event, person, role);
	town_save(s, r);
}

static void
the_school_counts_its_sessions_and_who_came(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct mentoring m;
	uint64_t *ids;

	make_young(s, "P5");
	make_young(s, "P6");
	town_save(s,
	    RECORD(s, KIND_ASSOCIATIONS, "code=A1", "name=Школа", "kind=школа молодого педагога"));
	session_of_school(s, "code=E1", "held=2025-10-01", "cancelled=нет");
	session_of_school(s, "code=E2", "held=2025-11-01", "cancelled=нет");
	session_of_school(s, "code=E3", "held=", "cancelled=да");
	session_of_school(s, "code=E4", "held=2025-08-31", "cancelled=нет"); /* last year */
	session_of_school(s, "code=E5", "held=", "cancelled=нет");
	came(s, "event=E1", "person=P5", "role=участник");
	came(s, "event=E1", "person=P5", "role=выступающий");
	came(s, "event=E2", "person=P5", "role=участник");
	came(s, "event=E4", "person=P6", "role=участник");
	m = read_on(s, TODAY);
	assert_int_equal(m.sessions, 2);
	assert_int_equal(m.count, 2);
	assert_int_equal(m.rows[0].attended, 2);
	assert_int_equal(m.rows[1].attended, 0);
	mentoring_free(&m);
	assert_int_equal(IN_VIEW(s, mentoring_sessions(VIEW, 0, TODAY, &ids)), 2);
	assert_int_equal(ids[0], town_id(s, KIND_EVENTS, "E1"));
	free(ids);
	assert_int_equal(IN_VIEW(s, mentoring_sessions(VIEW, id_of(s, "P5"), TODAY, &ids)), 2);
	free(ids);
	assert_int_equal(IN_VIEW(s, mentoring_sessions(VIEW, id_of(s, "P6"), TODAY, &ids)), 0);
	free(ids);
}

/* --- The reserve. */

static void
assert_reserve(
    struct session *s, size_t standing, size_t expired, size_t appointed, size_t excluded)
{
	const size_t expected[RESERVE_VIEWS] = {standing, expired, appointed, excluded};
	struct reserve_board b;
	struct error e = {0};

	assert_done(IN_VIEW(s, reserve_board_read(VIEW, TODAY, &b, &e)), &e);
	for (int i = 0; i < RESERVE_VIEWS; i++)
		assert_int_equal(b.counts[i], expected[i]);
	reserve_board_free(&b);
}

static uint64_t
reserve(struct session *s, const char *person, const char *to)
{
	struct record *r = RECORD(s, KIND_RESERVE, "post=директор", "from=2025-09-01");

	SET(s, r, person, to);
	return town_save(s, r);
}

static void
who_leaves_the_reserve_has_an_outcome_and_a_day(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	const uint64_t ids[] = {reserve(s, "person=P1", "to="),
	    reserve(s, "person=P2", "to=2026-03-31"), reserve(s, "person=P3", "to=2026-03-30")};
	struct shown_records rows = {.ids = ids, .count = 2, .seen = last_operation(s)};
	struct reserve *r = (struct reserve *)record_new(KIND_RESERVE);
	struct error e = {0};

	assert_reserve(s, 2, 1, 0, 0);
	assert_done(reserve_settle(s, rows, RESERVE_APPOINTED, day_of("2026-03-20"), &e), &e);
	assert_reserve(s, 0, 1, 2, 0);
	assert_true(IN_VIEW(s, records_get(VIEW->txn, ids[1], &r->base)));
	assert_int_equal(r->to, day_of("2026-03-20"));
	assert_not_done(reserve_settle(s, rows, RESERVE_EXCLUDED, TODAY, &e), &e, "тем временем");
	rows.seen = last_operation(s);
	assert_not_done(
	    reserve_settle(s, rows, RESERVE_EXCLUDED, TODAY, &e), &e, "итог уже записан: назначен");
	rows.ids = &ids[2];
	rows.count = 1;
	assert_not_done(
	    reserve_settle(s, rows, RESERVE_EXCLUDED, day_of("2025-08-31"), &e), &e, "Власова");
	assert_done(reserve_settle(s, rows, RESERVE_EXCLUDED, TODAY, &e), &e);
	assert_reserve(s, 0, 0, 2, 1);
	record_free(&r->base);
}

/* --- Methodists. */

static void
attach(struct session *s, const char *methodist, const char *person, const char *from)
{
	struct record *r = record_new(KIND_ATTACHMENTS);

	SET(s, r, methodist, person, from);
	town_save(s, r);
}

static void
methodists_are_told_with_their_people(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct methodist_loads l;
	struct error e = {0};
	uint64_t *ids;

	town_save(s, RECORD(s, KIND_METHODISTS, "person=P1", "from=2025-09-01"));
	town_save(s, RECORD(s, KIND_METHODISTS, "person=P2", "from=2025-09-01"));
	town_save(s, RECORD(s, KIND_METHODISTS, "person=P3", "from=2025-09-01", "to=2026-03-30"));
	attach(s, "methodist=P2", "person=P5", "from=2025-09-01");
	attach(s, "methodist=P2", "person=P5", "from=2025-10-01"); /* the same */
	attach(s, "methodist=P2", "person=P6", "from=2025-09-01");
	attach(s, "methodist=P3", "person=P6", "from=2025-09-01"); /* none any more */
	attach(s, "methodist=P2", "person=P4", "from=2025-09-01");
	change(s, "P4", "dismissed=2026-03-31", "category=");
	assert_done(IN_VIEW(s, methodist_loads_read(VIEW, TODAY, &l, &e)), &e);
	assert_int_equal(l.count, 2);
	assert_int_equal(l.rows[0].person, id_of(s, "P2"));
	assert_int_equal(l.rows[0].people, 2);
	assert_int_equal(l.rows[1].people, 0);
	assert_int_equal(l.idle, count_list(s, "methodist_idle", TODAY));
	assert_int_equal(l.attached, 2);
	assert_int_equal(IN_VIEW(s, methodist_people(VIEW, id_of(s, "P2"), TODAY, &ids)), 2);
	free(ids);
	assert_int_equal(IN_VIEW(s, methodist_attachments(VIEW, TODAY, &ids)), l.attached);
	free(ids);
	methodist_loads_free(&l);
}

int
main(void)
{
#define IN_TOWN(test) cmocka_unit_test_setup_teardown(test, set_up, town_tear_down)
	static const struct CMUnitTest tests[] = {
	    IN_TOWN(one_young_teacher_may_have_two_mentors),
	    IN_TOWN(the_views_hold_what_they_say),
	    IN_TOWN(mentors_of_the_subject_come_first_the_least_laden_before),
	    IN_TOWN(a_mentor_is_given_to_several_at_once),
	    IN_TOWN(a_mentor_is_not_given_over_what_was_not_seen),
	    IN_TOWN(a_pair_ends_with_its_result),
	    IN_TOWN(the_school_counts_its_sessions_and_who_came),
	    IN_TOWN(who_leaves_the_reserve_has_an_outcome_and_a_day),
	    IN_TOWN(methodists_are_told_with_their_people),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
