/* SPDX-License-Identifier: MIT
 * reports.c - reports of the members of the corps: who is asked, who has brought one in, what they
 * did; asked for, received, accepted.
 */
#include "tests/lib/in_view.h"
#include "tests/lib/town.h"

#include "service/record/undo.h"
#include "service/year/reports.h"

static void
join(struct session *s, const char *person, const char *from, const char *to)
{
	struct record *m = RECORD(s, KIND_MEMBERSHIPS, "subject_area=история", "order=R1");

	SET(s, m, person, from, to);
	town_save(s, m);
}

static uint64_t
did(struct session *s, const char *person, const char *date, const char *direction,
    const char *hours)
{
	struct record *a = RECORD(s, KIND_ACTIVITIES, "description=Открытый урок");

	SET(s, a, person, date, direction, hours);
	return town_save(s, a);
}

/* P1 and P2 are in the corps, P3 was until March, P4 never; names are not in the order of codes. */
static int
set_up(void **state)
{
	struct town *town = town_new();
	struct session *s = town->s;

	town_school(s, "O001", "Школа № 1");
	town_person(s, "P1", "Ямщикова", "Анна", "");
	town_person(s, "P2", "Белов", "Борис", "");
	town_person(s, "P3", "Власова", "Вера", "");
	town_person(s, "P4", "Гусев", "Глеб", "");
	town_save(s,
	    RECORD(s, KIND_ORDERS, "code=R1", "number=1", "date=2025-09-01",
		"kind=состав методактива", "subject=Состав"));
	join(s, "person=P1", "from=2025-09-01", "to=");
	join(s, "person=P2", "from=2025-09-01", "to=2026-08-31");
	join(s, "person=P3", "from=2025-09-01", "to=2026-03-01");
	did(s, "person=P1", "date=2025-10-01", "direction=events", "hours=2");
	did(s, "person=P1", "date=2025-10-02", "direction=events", "hours=");
	did(s, "person=P1", "date=2025-10-02", "direction=expertise", "hours=3");
	did(s, "person=P3", "date=2026-03-01", "direction=events", "hours=1");
	did(s, "person=P3", "date=2026-03-02", "direction=events", "hours=8"); /* no member now */
	did(s, "person=P1", "date=2025-08-31", "direction=events", "hours=8"); /* nor then */
	*state = town;
	return 0;
}

/* Of the school year, asked for on 20 May. */
static struct report_call
call_of_year(void)
{
	return (struct report_call){.asked = day_of("2026-05-20"),
	    .from = day_of("2025-09-01"),
	    .to = day_of("2026-05-31"),
	    .due = day_of("2026-06-10")};
}

static uint64_t
ask(struct session *s)
{
	struct report_call call = call_of_year();
	struct error e = {0};

	assert_done(reports_ask(s, &call, &e), &e);
	assert_int_not_equal(call.request, 0);
	return call.request;
}

static struct report_seen
see(struct session *s, uint64_t request, const char *code)
{
	uint64_t person = town_id(s, KIND_PEOPLE, code);
	struct report_seen seen = {.person = 0};
	struct error e = {0};
	struct reports r;

	assert_done(IN_VIEW(s, reports_read(VIEW, request, day_of("2026-06-30"), &r, &e)), &e);
	for (size_t i = 0; i < r.count; i++)
		if (r.rows[i].person == person)
			seen = (struct report_seen){
			    .person = person, .report = r.rows[i].report, .stamp = r.rows[i].stamp};
	reports_free(&r);
	assert_int_equal(seen.person, person);
	return seen;
}

static enum status
mark(struct session *s, uint64_t request, enum report_step step, const char *day,
    const struct report_seen *seen, size_t count, size_t *done, struct error *e)
{
	return reports_mark(s,
	    &(struct report_marking){
		.request = request, .step = step, .day = day_of(day), .seen = seen, .count = count},
	    done, e);
}

/* --- Who is asked. */

static void
everyone_of_the_period_is_there_and_who_is_left_owes(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t request = ask(s);
	struct error e = {0};
	struct reports r;

	assert_done(IN_VIEW(s, reports_read(VIEW, request, day_of("2026-05-31"), &r, &e)), &e);
	assert_int_equal(r.count, 3);
	assert_int_equal(r.rows[0].person, town_id(s, KIND_PEOPLE, "P2")); /* Белов */
	assert_int_equal(r.rows[2].person, town_id(s, KIND_PEOPLE, "P1")); /* Ямщикова */
	assert_true(r.rows[0].owes);
	assert_false(r.rows[1].owes); /* Власова has left */
	assert_int_equal(r.owing, 2);
	assert_int_equal(r.received, 0);
	assert_true(report_is_missing(&r.rows[0]));
	assert_false(report_is_missing(&r.rows[1]));
	assert_int_equal(report_activity(&r, &r.rows[2])->entries, 3);
	assert_int_equal(report_activity(&r, &r.rows[2])->hours, 5);
	assert_int_equal(report_activity(&r, &r.rows[1])->hours, 1);
	assert_int_equal(report_activity(&r, &r.rows[0])->entries, 0);
	reports_free(&r);
}

/* The length of what is behind a number is the number. */
static void
every_number_has_its_entries(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct period p = {.from = day_of("2025-09-01"), .to = day_of("2026-05-31")};
	uint64_t who = town_id(s, KIND_PEOPLE, "P1"), *ids;
	struct activity_figures f;
	struct error e = {0};

	assert_int_equal(IN_VIEW(s, activity_entries(VIEW, p, who, "events", &ids)), 2);
	free(ids);
	assert_int_equal(IN_VIEW(s, activity_entries(VIEW, p, who, NULL, &ids)), 3);
	free(ids);
	assert_int_equal(IN_VIEW(s, activity_entries(VIEW, p, 0, "events", &ids)), 3);
	free(ids);
	assert_int_equal(IN_VIEW(s, activity_entries(VIEW, p, 0, NULL, &ids)), 4);
	free(ids);
	assert_done(IN_VIEW(s, activity_figures_of(VIEW, p, who, &f, &e)), &e);
	assert_int_equal(f.count, 1);
	assert_int_equal(f.members[0].entries, 3);
	assert_int_equal(f.members[0].without_hours, 1);
	activity_figures_free(&f);
	who = town_id(s, KIND_PEOPLE, "P4");
	assert_done(IN_VIEW(s, activity_figures_of(VIEW, p, who, &f, &e)), &e);
	assert_int_equal(f.count, 0);
	activity_figures_free(&f);
}

/* Of a period: its own request before a newer one that only ends in it. */
static void
a_period_has_its_request(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct report_call part = {.asked = day_of("2026-05-25"),
	    .from = day_of("2026-01-01"),
	    .to = day_of("2026-05-31"),
	    .due = day_of("2026-06-10")};
	uint64_t year = ask(s);
	struct period p = {.from = day_of("2025-09-01"), .to = day_of("2026-05-31")};
	int32_t on = day_of("2026-05-31");
	struct error e = {0};
	struct reports r;
	struct report_call *calls;
	size_t count;

	assert_done(reports_ask(s, &part, &e), &e);
	assert_done(IN_VIEW(s, reports_of_period(VIEW, p, on, &r, &e)), &e);
	assert_int_equal(r.call.request, year);
	reports_free(&r);
	p.from--;
	assert_done(IN_VIEW(s, reports_of_period(VIEW, p, on, &r, &e)), &e);
	assert_int_equal(r.call.request, part.request); /* the newest */
	reports_free(&r);
	p.to--;
	assert_done(IN_VIEW(s, reports_of_period(VIEW, p, on, &r, &e)), &e);
	assert_int_equal(r.call.request, 0);
	assert_int_equal(r.owing, 0);
	assert_int_equal(r.count, 3);
	reports_free(&r);
	assert_done(IN_VIEW(s, reports_calls(VIEW, &calls, &count, &e)), &e);
	assert_int_equal(count, 2);
	assert_int_equal(calls[0].request, part.request);
	free(calls);
	p.from = day_of("2026-06-01"); /* behind both */
	p.to = day_of("2026-08-31");
	assert_done(IN_VIEW(s, reports_of_period(VIEW, p, on, &r, &e)), &e);
	assert_int_equal(r.call.request, 0);
	reports_free(&r);
	part.from++; /* asked for on the same day, the last goes first */
	assert_done(reports_ask(s, &part, &e), &e);
	assert_done(IN_VIEW(s, reports_calls(VIEW, &calls, &count, &e)), &e);
	assert_int_equal(count, 3);
	assert_int_equal(calls[0].request, part.request);
	free(calls);
}

static void
what_cannot_be_asked_for_is_told(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct report_call call = call_of_year();
	struct error e = {0};

	ask(s);
	assert_not_done(reports_ask(s, &call, &e), &e,
	    "отчёты за этот период уже запрошены 20.05.2026, срок 10.06.2026");
	call.from = day_of("2026-06-01");
	assert_not_done(reports_ask(s, &call, &e), &e, "По какой день");
	call.from = day_of("2024-09-01");
	call.to = day_of("2025-05-31");
	assert_not_done(reports_ask(s, &call, &e), &e, "на 31.05.2025 в активе никого нет");
	call = call_of_year();
	call.from++;
	call.due = day_of("2026-05-19");
	assert_not_done(reports_ask(s, &call, &e), &e, "Срок");
}

/* --- What is marked. */

static void
reports_are_marked_together_and_undone_together(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t request = ask(s), undone;
	struct report_seen both[] = {see(s, request, "P1"), see(s, request, "P2")};
	struct error e = {0};
	size_t done, records;
	struct reports r;

	assert_done(mark(s, request, REPORT_RECEIVED, "2026-06-01", both, 2, &done, &e), &e);
	assert_int_equal(done, 2);
	both[0] = see(s, request, "P1");
	assert_done(mark(s, request, REPORT_ACCEPTED, "2026-06-03", both, 1, &done, &e), &e);
	assert_done(IN_VIEW(s, reports_read(VIEW, request, day_of("2026-06-02"), &r, &e)), &e);
	assert_int_equal(r.received, 2);
	assert_int_equal(r.accepted, 0); /* not yet on that day */
	assert_int_equal(r.rows[2].received, day_of("2026-06-01"));
	reports_free(&r);
	assert_done(register_undo(s, 0, &undone, &records, &e), &e);
	assert_done(register_undo(s, 0, &undone, &records, &e), &e);
	assert_int_equal(records, 2);
	assert_done(IN_VIEW(s, reports_read(VIEW, request, day_of("2026-06-30"), &r, &e)), &e);
	assert_int_equal(r.received, 0);
	assert_int_equal(r.rows[2].report, 0);
	reports_free(&r);
}

/* Who stands marked already is passed over, and of acceptance who has brought nothing. */
static void
who_is_marked_already_stays(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t request = ask(s);
	struct report_seen both[] = {see(s, request, "P1"), see(s, request, "P2")};
	struct error e = {0};
	struct reports r;
	size_t done;

	assert_not_done(mark(s, request, REPORT_ACCEPTED, "2026-06-01", both, 2, &done, &e), &e,
	    "ни один из этих отчётов ещё не получен");
	assert_done(mark(s, request, REPORT_RECEIVED, "2026-06-01", both, 1, &done, &e), &e);
	both[0] = see(s, request, "P1");
	assert_not_done(mark(s, request, REPORT_ACCEPTED, "2026-05-31", both, 1, &done, &e), &e,
	    "Ямщикова А.: Принят");
	assert_done(mark(s, request, REPORT_ACCEPTED, "2026-06-02", both, 2, &done, &e), &e);
	assert_int_equal(done, 1);
	both[0] = see(s, request, "P1");
	assert_not_done(mark(s, request, REPORT_RECEIVED, "2026-06-02", both, 1, &done, &e), &e,
	    "эти отчёты уже получены");
	assert_not_done(mark(s, request, REPORT_ACCEPTED, "2026-06-02", both, 1, &done, &e), &e,
	    "эти отчёты уже приняты");
	assert_done(mark(s, request, REPORT_RECEIVED, "2026-06-02", both, 2, &done, &e), &e);
	assert_int_equal(done, 1);
	assert_done(IN_VIEW(s, reports_read(VIEW, request, day_of("2026-06-30"), &r, &e)), &e);
	assert_int_equal(r.rows[2].received, day_of("2026-06-01"));
	assert_int_equal(r.rows[0].received, day_of("2026-06-02"));
	assert_int_equal(r.accepted, 1);
	reports_free(&r);
}

/* Somebody else writes a note into it, or removes it. */
static void
note(struct session *s, uint64_t id)
{
	struct record *r = IN_VIEW(s, register_load(VIEW, KIND_MEMBER_REPORTS, id));

	SET(s, r, "note=без замечаний");
	town_save(s, r);
}

static void
remove_report(struct session *s, uint64_t id)
{
	struct record *r = IN_VIEW(s, register_load(VIEW, KIND_MEMBER_REPORTS, id));
	struct error e = {0};

	assert_done(register_remove(s, r, &e), &e);
	record_free(r);
}

static void
what_others_have_changed_is_refused(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t request = ask(s);
	struct report_seen both[] = {see(s, request, "P2"), see(s, request, "P1")}, stranger;
	struct error e = {0};
	struct reports r;
	size_t done;

	assert_done(mark(s, request, REPORT_RECEIVED, "2026-05-20", &both[1], 1, &done, &e), &e);
	assert_not_done(mark(s, request, REPORT_RECEIVED, "2026-06-01", both, 2, &done, &e), &e,
	    "Ямщикова А.: отчёт тем временем отметил другой сотрудник: получен 20.05.2026");
	assert_done(IN_VIEW(s, reports_read(VIEW, request, day_of("2026-06-30"), &r, &e)), &e);
	assert_int_equal(r.received, 1); /* nobody else is marked */
	reports_free(&r);
	both[1] = see(s, request, "P1");
	note(s, both[1].report);
	assert_not_done(mark(s, request, REPORT_ACCEPTED, "2026-06-01", &both[1], 1, &done, &e), &e,
	    "Ямщикова А.: отчёт тем временем отметил другой сотрудник: получен 20.05.2026");
	both[1] = see(s, request, "P1");
	assert_done(mark(s, request, REPORT_ACCEPTED, "2026-05-30", &both[1], 1, &done, &e), &e);
	assert_not_done(mark(s, request, REPORT_ACCEPTED, "2026-05-31", &both[1], 1, &done, &e), &e,
	    "Ямщикова А.: отчёт тем временем отметил другой сотрудник: принят 30.05.2026");
	both[1] = see(s, request, "P1");
	remove_report(s, both[1].report);
	assert_not_done(mark(s, request, REPORT_ACCEPTED, "2026-06-01", &both[1], 1, &done, &e), &e,
	    "Ямщикова А.: отчёт тем временем отметил другой сотрудник: он не получен");
	stranger = (struct report_seen){.person = town_id(s, KIND_PEOPLE, "P3")};
	assert_not_done(mark(s, request, REPORT_RECEIVED, "2026-06-01", &stranger, 1, &done, &e),
	    &e, "Власова В.: на 31.05.2026 уже не состоит в активе");
	assert_not_done(mark(s, request + 100, REPORT_RECEIVED, "2026-06-01", both, 1, &done, &e),
	    &e, "запрос отчётов тем временем удалён");
	assert_not_done(IN_VIEW(s, reports_read(VIEW, request + 100, day_of("2026-06-30"), &r, &e)),
	    &e, "запрос отчётов тем временем удалён");
	reports_free(&r);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, town_tear_down)
	static const struct CMUnitTest tests[] = {
	    TEST(everyone_of_the_period_is_there_and_who_is_left_owes),
	    TEST(every_number_has_its_entries),
	    TEST(a_period_has_its_request),
	    TEST(what_cannot_be_asked_for_is_told),
	    TEST(reports_are_marked_together_and_undone_together),
	    TEST(who_is_marked_already_stays),
	    TEST(what_others_have_changed_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
