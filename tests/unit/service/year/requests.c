/* SPDX-License-Identifier: MIT
 * requests.c - requests for help: where each stands on a day, who could be asked, what is done with
 * them.
 */
#include <unistd.h>

#include "tests/lib/in_view.h"
#include "tests/lib/town.h"

#include "service/record/undo.h"
#include "service/year/helpers.h"
#include "service/year/request_deeds.h"
#include "service/year/requests_board.h"

static uint64_t
join(struct session *s, const char *person, const char *area)
{
	struct record *m =
	    RECORD(s, KIND_MEMBERSHIPS, "from=2025-09-01", "to=2026-08-31", "order=R1");

	SET(s, m, person, area);
	return town_save(s, m);
}

static uint64_t
ask(struct session *s, const char *code, const char *received, const char *assigned,
    const char *due)
{
	struct record *r = RECORD(
	    s, KIND_REQUESTS, "organisation=O001", "direction=consulting", "text=Урок математики");

	SET(s, r, code, received, assigned, due);
	return town_save(s, r);
}

/* P1 looks after mathematics, P2 after history, P4 after mathematics as well, P3 is no member. */
static int
set_up(void **state)
{
	struct town *town = town_new();
	struct session *s = town->s;

	town_school(s, "O001", "Школа № 1");
	town_person(s, "P1", "Алёхина", "Анна", "");
	town_person(s, "P2", "Белов", "Борис", "");
	town_person(s, "P3", "Власова", "Вера", "");
	town_person(s, "P4", "Гусев", "Глеб", "");
	town_save(s,
	    RECORD(s, KIND_ORDERS, "code=R1", "number=1", "date=2025-09-01",
		"kind=состав методактива", "subject=Состав"));
	join(s, "person=P1", "subject_area=математика, информатика");
	join(s, "person=P2", "subject_area=история");
	join(s, "person=P4", "subject_area=математика");
	*state = town;
	return 0;
}

static struct request_seen
seen(uint64_t request, uint64_t assigned)
{
	return (struct request_seen){.request = request, .assigned = assigned};
}

/* --- Where they stand. */

static void
set_day(int32_t *day, const char *iso)
{
	*day = iso[0] != '\0' ? day_of(iso) : DATE_NONE;
}

/* Six requests on 31 March and on the day after. */
static void
a_request_stands_in_its_columns(void **state)
{
	enum {
		U = 1 << REQUESTS_UNASSIGNED,
		W = 1 << REQUESTS_UNDER_WAY,
		O = 1 << REQUESTS_OVERDUE,
		S = 1 << REQUESTS_SOON,
		D = 1 << REQUESTS_DONE,
		R = 1 << REQUESTS_REFUSED
	};
	static const struct {
		const char *received, *due, *done, *refused;
		bool assigned;
		unsigned then, after; /* on 31.03.2026, on the day after */
	} cases[] = {
	    {"2026-02-02", "2026-02-20", "2026-02-20", "", true, D, D},
	    {"2026-02-03", "2026-03-20", "2026-03-25", "", true, D, D},
	    {"2026-02-05", "2026-03-20", "", "2026-03-10", true, R, R},
	    {"2026-02-06", "2026-03-20", "", "", true, W | O, W | O},
	    {"2026-03-01", "", "", "", false, U, U},
	    {"2026-03-02", "2026-03-31", "", "", true, W | S, W | O},
	    {"2026-03-02", "2026-03-20", "", "", false, U | O, U | O},
	    {"2026-03-02", "2026-04-08", "", "", true, W, W | S},
	    {"2026-04-01", "2026-05-01", "", "", false, 0, U}, /* not received yet */
	    {"2025-02-02", "", "2025-08-31", "", true, 0, 0},  /* done in another year */
	    {"2026-03-02", "", "2026-04-01", "", true, W, D},  /* done on the day after */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct request_days d;

		set_day(&d.received, cases[i].received);
		set_day(&d.due, cases[i].due);
		set_day(&d.done, cases[i].done);
		set_day(&d.refused, cases[i].refused);
		if (request_columns(&d, cases[i].assigned, day_of("2026-03-31")) != cases[i].then ||
		    request_columns(&d, cases[i].assigned, day_of("2026-04-01")) != cases[i].after)
			fail_msg("request %zu", i + 1);
	}
}

static void
the_board_counts_and_sorts(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t late = ask(s, "code=Q1", "received=2026-02-06", "assigned=P1", "due=2026-03-20");
	uint64_t none = ask(s, "code=Q2", "received=2026-03-01", "assigned=P1", "due=");
	uint64_t soon = ask(s, "code=Q3", "received=2026-03-02", "assigned=P2", "due=2026-03-31");
	struct requests_board b;

	ask(s, "code=Q4", "received=2026-03-02", "assigned=", "due=2026-09-01");
	assert_int_equal(
	    IN_VIEW(s, requests_board_read(VIEW, day_of("2026-03-31"), &b, NULL)), ST_OK);
	assert_int_equal(b.count, 4);
	assert_int_equal(b.counts[REQUESTS_UNASSIGNED], 1);
	assert_int_equal(b.counts[REQUESTS_UNDER_WAY], 3);
	assert_int_equal(b.counts[REQUESTS_OVERDUE], 1);
	assert_int_equal(b.counts[REQUESTS_SOON], 1);
	assert_int_equal(b.rows[0].request, late);
	assert_int_equal(b.rows[1].request, soon);
	assert_int_equal(b.rows[3].request, none); /* without a term behind all */
	requests_board_free(&b);
}

/* --- Who could answer. */

static struct help_wanted
wanted(uint64_t request)
{
	return (struct help_wanted){.kind = KIND_REQUESTS, .id = request};
}

static void
helpers_of_the_subject_come_first_the_least_laden_before(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t q = ask(s, "code=Q1", "received=2026-03-01", "assigned=", "due=");
	struct helpers h;
	struct error e = {0};

	ask(s, "code=Q2", "received=2026-02-06", "assigned=P1", "due=2026-03-20");
	assert_done(IN_VIEW(s, helpers_read(VIEW, wanted(q), day_of("2026-03-31"), &h, &e)), &e);
	assert_int_equal(h.count, 3); /* P3 is no member */
	assert_int_equal(h.rows[0].person, town_id(s, KIND_PEOPLE, "P4"));
	assert_int_equal(h.rows[1].person, town_id(s, KIND_PEOPLE, "P1"));
	assert_string_equal(h.rows[1].area, "математика, информатика");
	assert_int_equal(h.rows[1].open, 1);
	assert_int_equal(h.rows[1].overdue, 1);
	assert_true(h.rows[1].of_subject);
	assert_false(h.rows[2].of_subject);
	helpers_free(&h);
	assert_not_done(
	    IN_VIEW(s, helpers_read(VIEW, wanted(q + 1000), day_of("2026-03-31"), &h, &e)), &e,
	    "запрос тем временем удалён");
	helpers_free(&h);
}

/* --- What is done with them. */

/* The town's usual term, in working days: 2 May is a Saturday, the 1st and the 11th are days off.
 */
static void
rules_with_a_term(struct session *s)
{
	const char *tmp = getenv("TMPDIR");
	struct error e = {0};
	char command[512], file[200];

	snprintf(file, sizeof(file), "%s/term.conf.%d", tmp != NULL ? tmp : "/tmp", getpid());
	snprintf(command, sizeof(command),
	    "sed 's/^rules = {/rules = { request_days = 10;/' %s >%s", TOWN_PROFILE, file);
	assert_int_equal(system(command), 0);
	assert_done(town_rules(s, file, &e), &e);
	unlink(file);
}

static void
who_is_given_a_request_has_the_towns_term(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t q = ask(s, "code=Q1", "received=2026-04-28", "assigned=", "due=");
	uint64_t other = ask(s, "code=Q2", "received=2026-04-28", "assigned=", "due=2026-05-30");
	uint64_t p = town_id(s, KIND_PEOPLE, "P1");
	struct error e = {0};
	int32_t due;

	assert_done(request_assign(s, seen(other, 0), p, &due, &e), &e);
	assert_int_equal(due, day_of("2026-05-30")); /* it has its own */
	assert_done(request_assign(s, seen(q, 0), p, &due, &e), &e);
	assert_int_equal(due, DATE_NONE); /* nor has the town one */
	rules_with_a_term(s);
	assert_done(request_assign(s, seen(q, p), p, &due, &e), &e);
	assert_int_equal(due, day_of("2026-05-14"));
}

static struct activity *
activity_of(struct session *s, uint64_t request)
{
	struct activity *a = (struct activity *)record_new(KIND_ACTIVITIES);
	struct view v;
	struct walk *w;
	uint64_t id;

	view_open(&v, s);
	w = walk_referring(v.txn, KIND_ACTIVITIES, field_find(KIND_ACTIVITIES, "request"), request);
	if (walk_next(w, &id))
		assert_true(records_get(v.txn, id, &a->base));
	walk_close(w);
	view_close(&v);
	return a;
}

static void
what_is_done_is_an_activity_of_the_same_operation(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t q = ask(s, "code=Q1", "received=2026-04-28", "assigned=P1", "due=");
	uint64_t p1 = town_id(s, KIND_PEOPLE, "P1");
	uint64_t twin = ask(s, "code=Q2", "received=2026-04-28", "assigned=P1", "due=");
	const struct request_answer answer = {
	    .day = day_of("2026-05-12"), .result = "дан урок", .hours = 2};
	struct error e = {0};
	struct activity *a;
	bool written;
	size_t records;
	uint64_t undone;

	assert_done(request_done(s, seen(q, p1), &answer, &written, &e), &e);
	assert_true(written);
	a = activity_of(s, q);
	assert_int_equal(a->person, town_id(s, KIND_PEOPLE, "P1"));
	assert_int_equal(a->date, answer.day);
	assert_int_equal(a->hours, 2);
	assert_string_equal(a->direction, "consulting");
	assert_string_equal(a->description, "дан урок");
	assert_int_equal(a->recipient_organisation, town_id(s, KIND_ORGANISATIONS, "O001"));
	record_free(&a->base);
	assert_done(request_done(s, seen(twin, p1), &answer, &written, &e), &e);
	a = activity_of(s, twin);
	assert_string_equal(a->description, "дан урок (запрос Q2)");
	record_free(&a->base);
	assert_not_done(
	    request_done(s, seen(q, p1), &answer, &written, &e), &e, "уже выполнен 12.05.2026");
	assert_done(register_undo(s, 0, &undone, &records, &e), &e);
	assert_int_equal(records, 2);
	a = activity_of(s, twin);
	assert_int_equal(a->base.id, 0);
	record_free(&a->base);
}

static void
who_is_no_member_has_no_activity(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t q = ask(s, "code=Q1", "received=2026-04-28", "assigned=P3", "due=");
	const struct request_answer answer = {
	    .day = day_of("2026-05-12"), .result = "дан урок", .hours = NUMBER_NONE};
	struct error e = {0};
	struct activity *a;
	bool written;

	assert_done(
	    request_done(s, seen(q, town_id(s, KIND_PEOPLE, "P3")), &answer, &written, &e), &e);
	assert_false(written);
	a = activity_of(s, q);
	assert_int_equal(a->base.id, 0);
	record_free(&a->base);
}

static void
what_cannot_be_is_refused_in_a_sentence(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t q = ask(s, "code=Q1", "received=2026-04-28", "assigned=", "due=");
	uint64_t p1 = town_id(s, KIND_PEOPLE, "P1");
	struct request_answer answer = {
	    .day = day_of("2026-05-12"), .result = "дан урок", .hours = NUMBER_NONE};
	struct error e = {0};
	bool written;
	int32_t due;

	assert_not_done(
	    request_done(s, seen(q, 0), &answer, &written, &e), &e, "никому не поручен");
	assert_not_done(request_refuse(s, q, day_of("2026-04-27"), "нет", &e), &e, "Отказано");
	assert_done(request_assign(s, seen(q, 0), town_id(s, KIND_PEOPLE, "P1"), &due, &e), &e);
	answer.day = day_of("2026-04-27");
	assert_not_done(request_done(s, seen(q, p1), &answer, &written, &e), &e, "Выполнен");
	answer.day = day_of("2099-06-01");
	assert_not_done(request_done(s, seen(q, p1), &answer, &written, &e), &e, "Выполнен");
	assert_done(request_refuse(s, q, day_of("2026-05-12"), "нет специалиста", &e), &e);
	assert_not_done(request_assign(s, seen(q, 0), town_id(s, KIND_PEOPLE, "P2"), &due, &e), &e,
	    "отказано 12.05.2026");
	assert_not_done(
	    request_assign(s, seen(q + 1000, 0), q, &due, &e), &e, "тем временем удалён");
}

/* Who looked at a request of nobody's, or of P1, does not take it from P2. */
static void
what_has_become_anothers_is_not_taken_unseen(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t q = ask(s, "code=Q1", "received=2026-04-28", "assigned=P2", "due=");
	uint64_t p1 = town_id(s, KIND_PEOPLE, "P1"), p2 = town_id(s, KIND_PEOPLE, "P2");
	const struct request_answer answer = {
	    .day = day_of("2026-05-12"), .result = "дан урок", .hours = NUMBER_NONE};
	struct error e = {0};
	struct record *r;
	bool written;
	int32_t due;

	assert_not_done(request_assign(s, seen(q, 0), p1, &due, &e), &e,
	    "запрос Q1 тем временем поручен другому: Белов Б.");
	assert_not_done(request_done(s, seen(q, p1), &answer, &written, &e), &e, "поручен другому");
	assert_done(request_assign(s, seen(q, p2), p1, &due, &e), &e);
	r = IN_VIEW(s, register_load(VIEW, KIND_REQUESTS, q));
	SET(s, r, "assigned=");
	town_save(s, r);
	assert_not_done(request_done(s, seen(q, p1), &answer, &written, &e), &e,
	    "запрос Q1 тем временем сняли с того, кому он был поручен");
	assert_done(request_assign(s, seen(q, 0), p1, &due, &e), &e);
	assert_done(request_done(s, seen(q, p1), &answer, &written, &e), &e);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_request_stands_in_its_columns),
	    cmocka_unit_test_setup_teardown(the_board_counts_and_sorts, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(
		helpers_of_the_subject_come_first_the_least_laden_before, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(
		who_is_given_a_request_has_the_towns_term, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(
		what_is_done_is_an_activity_of_the_same_operation, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(
		who_is_no_member_has_no_activity, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(
		what_cannot_be_is_refused_in_a_sentence, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(
		what_has_become_anothers_is_not_taken_unseen, set_up, town_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
