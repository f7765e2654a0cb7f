/* SPDX-License-Identifier: MIT
 * needs.c - whom the corps will miss: who applied again, who did nothing, how many a year asks for,
 * which subjects and schools have no member.
 */
#include "tests/lib/corps_help.h"

#include "service/corps/roster.h"
#include "tests/lib/in_view.h"

static void
renewals_tell_who_applied_again(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct renewal_line *lines;
	size_t count;

	corps_sign_composition(s, "2026-05-25");
	count =
	    IN_VIEW(s, orders_renewals(VIEW, day_of("2026-08-31"), day_of("2026-08-31"), &lines));
	assert_int_equal(count, 2);
	assert_int_equal(lines[0].state, RENEWAL_SILENT);
	free(lines);
	town_save(s,
	    RECORD(s, KIND_APPLICATIONS, "code=AP9", "submitted=2026-05-30", "organisation=O001",
		"position=учитель", "person=P2", "surname=Абрамов", "given_name=Олег"));
	count =
	    IN_VIEW(s, orders_renewals(VIEW, day_of("2026-08-31"), day_of("2026-08-31"), &lines));
	assert_int_equal(count, 2);
	assert_int_equal(lines[0].person, town_id(s, KIND_PEOPLE, "P2"));
	assert_int_equal(lines[0].state, RENEWAL_APPLIED);
	assert_int_equal(lines[0].application, town_id(s, KIND_APPLICATIONS, "AP9"));
	assert_int_equal(lines[1].state, RENEWAL_SILENT);
	free(lines);
	assert_int_equal(
	    IN_VIEW(s, orders_renewals(VIEW, day_of("2026-09-01"), day_of("2027-08-30"), &lines)),
	    0);
	free(lines);
}

static enum renewal
renewal_of(struct session *s, const char *person)
{
	struct renewal_line *lines;
	size_t count =
	    IN_VIEW(s, orders_renewals(VIEW, day_of("2026-08-31"), day_of("2026-08-31"), &lines));
	enum renewal state = RENEWAL_SILENT;

	for (size_t i = 0; i < count; i++)
		if (lines[i].person == town_id(s, KIND_PEOPLE, person))
			state = lines[i].state;
	free(lines);
	return state;
}

static void
apply_again(struct session *s, const char *code, const char *submitted)
{
	town_save(s,
	    RECORD(s, KIND_APPLICATIONS, code, submitted, "organisation=O001", "position=учитель",
		"person=P2", "surname=Абрамов", "given_name=Олег"));
}

/* Of several the last application says how it stands, whichever came into the table first. */
static void
renewals_tell_what_the_council_said(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	corps_sign_composition(s, "2026-05-25");
	apply_again(s, "code=AP9", "submitted=2026-05-30");
	apply_again(s, "code=AP8", "submitted=2026-05-26");
	assert_int_equal(renewal_of(s, "P2"), RENEWAL_APPLIED);
	town_save(s, RECORD(s, KIND_MEETINGS, "code=M2", "number=2", "date=2026-05-31", "seats=5"));
	town_save(s,
	    RECORD(s, KIND_DECISIONS, "meeting=M2", "application=AP9", "votes_for=3",
		"votes_against=0", "abstained=0", "reason=есть", "outcome=отклонить"));
	assert_int_equal(renewal_of(s, "P2"), RENEWAL_REFUSED);
	town_save(s, RECORD(s, KIND_MEETINGS, "code=M3", "number=3", "date=2026-06-05", "seats=5"));
	town_save(s,
	    RECORD(s, KIND_DECISIONS, "meeting=M3", "application=AP9", "votes_for=3",
		"votes_against=0", "abstained=0", "reason=есть", "outcome=принять"));
	assert_int_equal(renewal_of(s, "P2"), RENEWAL_ADMITTED);
	assert_string_equal(renewal_word(RENEWAL_REFUSED), "отклонён советом");
}

/* Where the profile says what one member carries, so many are needed as the heavier load wants. */
static void
the_justification_counts_whom_is_needed(void **state)
{
	static const char *const received[] = {
	    "received=2024-08-31", "received=2024-09-01", "received=2026-05-31"};
	struct town *town = *state;
	struct session *s = town->s;
	struct justification j;
	struct error e = {0};

	town_rule(town, "rules = {", "rules = { events_per_member = 2; supported_per_member = 1;");
	for (int i = 0; i < 3; i++) {
		char code[16];

		snprintf(code, sizeof(code), "code=E%d", i);
		town_save(s,
		    RECORD(s, KIND_EVENTS, code, "title=Семинар", "type=семинар",
			"level=муниципальный", "planned=2025-09-01"));
		snprintf(code, sizeof(code), "code=Z%d", i);
		town_save(s,
		    RECORD(
			s, KIND_REQUESTS, code, received[i], "direction=events", "text=Помогите"));
	}
	town_save(s, RECORD(s, KIND_PATHWAYS, "person=P3", "developed=2026-02-01"));
	assert_int_equal(IN_VIEW(s, orders_justify(&j, VIEW, day_of("2026-05-31"), &e)), ST_OK);
	assert_int_equal(j.requests.sum, 2); /* of this year and the last */
	assert_int_equal(j.need_events, 2);  /* three events, two a member */
	assert_int_equal(j.need_support, 1);
	assert_int_equal(j.need, 2);
	justification_free(&j);
	assert_int_equal(IN_VIEW(s, orders_justify(&j, VIEW, day_of("2024-05-31"), &e)), ST_OK);
	assert_int_equal(j.requests.sum, 1); /* what came later is another year's */
	justification_free(&j);
}

static void
the_justification_counts_the_year(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct justification j;
	struct error e = {0};

	town_save(s, RECORD(s, KIND_ASSOCIATIONS, "code=A1", "name=ММО математики"));
	town_save(s,
	    RECORD(s, KIND_EVENTS, "code=E1", "association=A1", "title=Семинар", "type=семинар",
		"level=муниципальный", "planned=2025-09-01"));
	town_save(s,
	    RECORD(s, KIND_EVENTS, "code=E2", "title=Отменён", "type=семинар",
		"level=муниципальный", "planned=2025-10-01", "cancelled=да"));
	town_save(s,
	    RECORD(s, KIND_EVENTS, "code=E3", "title=Другой год", "type=семинар",
		"level=муниципальный", "planned=2026-09-01"));
	town_save(s,
	    RECORD(s, KIND_SUPPORT, "person=P3", "form=наставничество", "from=2025-09-01",
		"to=2026-01-01"));
	town_save(s, RECORD(s, KIND_PATHWAYS, "person=P3", "developed=2026-02-01"));
	town_save(s, RECORD(s, KIND_PATHWAYS, "person=P2", "developed=2026-09-01"));
	corps_sign_composition(s, "2026-05-25");
	assert_int_equal(IN_VIEW(s, orders_justify(&j, VIEW, day_of("2026-05-31"), &e)), ST_OK);
	assert_int_equal(j.events.sum, 1);
	assert_string_equal(j.events.lines[0].name, "ММО математики");
	assert_int_equal(j.institutions.sum, 1); /* one person, twice supported */
	assert_int_equal(j.members, 2);
	assert_int_equal(j.need, NUMBER_NONE);
	justification_free(&j);
}

static void
gaps_are_subjects_and_schools_without_a_member(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct roster_gaps gaps;
	struct error e = {0};
	struct record *p = IN_VIEW(s, register_load_code(VIEW, KIND_PEOPLE, "P3"));

	town_school(s, "O002", "Школа № 2");
	SET(s, p, "organisation=O002", "subjects=физика,математика");
	town_save(s, p);
	town_save(
	    s, RECORD(s, KIND_ASSOCIATIONS, "code=A1", "name=ММО", "subjects=Математика,химия"));
	corps_sign_composition(s, "2026-05-25");
	assert_int_equal(
	    IN_VIEW(s, roster_find_gaps(&gaps, VIEW, day_of("2026-05-25"), &e)), ST_OK);
	assert_int_equal(gaps.nsubjects, 2);
	assert_string_equal(gaps.subjects[0].name, "физика");
	assert_int_equal(gaps.subjects[0].people, 1);
	assert_string_equal(gaps.subjects[1].name, "химия");
	assert_int_equal(gaps.ninstitutions, 1);
	assert_string_equal(gaps.institutions[0].name, "Школа № 2");
	assert_int_equal(gaps.institutions[0].people, 1);
	roster_gaps_free(&gaps);
}

static void
was_in_corps(struct session *s, const char *from, const char *to)
{
	struct record *m =
	    RECORD(s, KIND_MEMBERSHIPS, "person=P2", "subject_area=физика", "order=R0");

	SET(s, m, from, to);
	town_save(s, m);
}

/* Is P2 idle in an order of 25 May, and who else? */
static void
idle_is(struct session *s, bool idle)
{
	struct order_project p = corps_propose(s, ORDER_COMPOSITION, "2026-05-25");

	assert_int_equal(p.lines[0].idle, idle);
	assert_string_equal(p.lines[0].note, idle ? "за год ни одного дела" : "");
	assert_string_equal(p.lines[0].problem, ""); /* it is no obstacle */
	assert_false(p.lines[1].idle);
	assert_false(p.lines[2].idle); /* never in the corps before */
	order_project_free(&p);
}

static void
did(struct session *s, const char *date)
{
	struct record *a = RECORD(
	    s, KIND_ACTIVITIES, "person=P2", "direction=events", "description=Открытый урок");

	SET(s, a, date);
	town_save(s, a);
}

/* The year before the term, 25.05.2025 to 24.05.2026; what was done as a member counts. */
static void
who_did_nothing_in_the_year_before_is_told(void **state)
{
	struct session *s = ((struct town *)*state)->s;

	town_save(s,
	    RECORD(s, KIND_ORDERS, "code=R0", "number=1", "date=2024-01-10",
		"kind=состав методактива", "subject=Состав"));
	idle_is(s, false); /* new here */
	was_in_corps(s, "from=2025-01-10", "to=2025-05-24");
	idle_is(s, false); /* left before the year */
	was_in_corps(s, "from=2025-05-25", "to=2025-05-25");
	idle_is(s, true);
	did(s, "date=2025-05-24");
	did(s, "date=2025-05-26");
	idle_is(s, true); /* of another year, of no member */
	did(s, "date=2025-05-25");
	idle_is(s, false);
}

#define WITH_TOWN(test) cmocka_unit_test_setup_teardown(test, corps_town, town_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WITH_TOWN(renewals_tell_who_applied_again),
	    WITH_TOWN(who_did_nothing_in_the_year_before_is_told),
	    WITH_TOWN(renewals_tell_what_the_council_said),
	    WITH_TOWN(the_justification_counts_the_year),
	    WITH_TOWN(the_justification_counts_whom_is_needed),
	    WITH_TOWN(gaps_are_subjects_and_schools_without_a_member),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
