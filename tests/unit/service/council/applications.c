/* SPDX-License-Identifier: MIT
 * service_applications.c - whom an application may mean, what is filled in, seconds, the verdict.
 */
#include "tests/lib/town.h"

#include "base/clock.h"
#include "service/council/application_statuses.h"
#include "service/council/applications.h"
#include "service/council/council.h"
#include "service/record/candidates.h"
#include "tests/lib/in_view.h"

static int
set_up(void **state)
{
	struct town *town = town_new();

	town_load(town->s, KIND_ORGANISATIONS);
	town_load(town->s, KIND_PEOPLE);
	*state = town;
	return 0;
}

enum { MAX = 20 };

static size_t
candidates(struct session *s, const char *surname, const char *given, const char *patronymic,
    int32_t birth, struct candidate *out)
{
	struct name_typed typed = {surname, given, patronymic, birth};

	return IN_VIEW(s, candidates_find(VIEW, &typed, out, MAX));
}

static void
people_are_found_while_typing(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t id = town_id(s, KIND_PEOPLE, "P0001");
	struct candidate found[MAX];
	size_t count;

	assert_int_equal(candidates(s, "", "", "", DATE_NONE, found), 0);
	count = candidates(s, "озер", "", "", DATE_NONE, found);
	assert_true(count > 0);
	for (size_t i = 0; i < count; i++) {
		assert_true(fold_starts(slice_of(found[i].line), slice_of("Озер")));
		assert_int_equal(found[i].match, NAME_BEGINS);
	}
	count = candidates(s, "Озерская", "Ирина", "Григорьевна", DATE_NONE, found);
	assert_true(count > 0);
	assert_int_equal(found[0].id, id);
	assert_int_equal(found[0].match, NAME_SAME);
	assert_non_null(strstr(found[0].line, "Озерская Ирина Григорьевна · 31.05.1991 · "));
	assert_non_null(strstr(found[0].line, "» · учитель начальных классов"));
	assert_int_equal(candidates(s, "Щъщъ", "", "", DATE_NONE, found), 0);
}

static void
yo_and_initials_do_not_hide_anybody(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t id = town_id(s, KIND_PEOPLE, "P0003"), bare;
	struct candidate found[MAX];
	size_t count;

	count = candidates(s, "Королев", "Николай", "Васильевич", DATE_NONE, found);
	assert_true(count > 0);
	assert_int_equal(found[0].id, id);
	assert_int_equal(found[0].match, NAME_SAME);
	count = candidates(s, "королёв", "н.", "в.", DATE_NONE, found);
	assert_true(count > 0);
	assert_int_equal(found[0].id, id);
	assert_true(found[0].match == NAME_INITIALS || found[0].match == NAME_BEGINS);
	/* Stored with е and without a patronymic, typed with ё. */
	bare = town_person(s, "P9001", "Жеребцев", "Семен", "");
	count = candidates(s, "Жеребцёв", "Семён", "", DATE_NONE, found);
	assert_int_equal(count, 1);
	assert_int_equal(found[0].id, bare);
	assert_int_equal(found[0].match, NAME_SAME);
}

static void
a_changed_surname_needs_the_date_of_birth(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t id = town_id(s, KIND_PEOPLE, "P0001");
	struct candidate found[MAX];
	size_t count;

	assert_int_equal(candidates(s, "Щукарёва", "Ирина", "Григорьевна", DATE_NONE, found), 0);
	count = candidates(s, "Щукарёва", "Ирина", "Григорьевна", date_make(1991, 5, 31), found);
	assert_int_equal(count, 1);
	assert_int_equal(found[0].id, id);
	assert_int_equal(found[0].match, NAME_CHANGED_SURNAME);
}

static void
no_more_than_asked_for_and_best_first(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct candidate found[MAX];
	size_t count = candidates(s, "К", "", "", DATE_NONE, found);
	struct name_typed typed = {"К", "", "", DATE_NONE};

	assert_int_equal(count, MAX);
	for (size_t i = 1; i < count; i++)
		assert_true(found[i].match <= found[i - 1].match);
	assert_int_equal(IN_VIEW(s, candidates_find(VIEW, &typed, found, 3)), 3);
	assert_int_equal(IN_VIEW(s, candidates_find(VIEW, &typed, found, 0)), 0);
}

/* Namesakes fill what is looked at; the one meant stands behind them all. */
static void
crowds_do_not_hide_the_one_meant(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct change *c = change_new(s->store, &s->actor, "import", "");
	struct record *r = record_new(KIND_PEOPLE);
	struct candidate found[MAX];
	int64_t begun;

	for (int i = 0; i < 1500; i++) {
		char code[32], given[64];

		snprintf(code, sizeof(code), "code=Z%04d", i);
		snprintf(given, sizeof(given), "given_name=Анна%04d", i);
		record_clear(r);
		SET(s, r, code, "surname=Иванова", given, "organisation=O003", "position=учитель",
		    "staff_kind=педагог", "hired=2020-09-01");
		change_put(c, r);
	}
	SET(s, r, "code=Z9999", "surname=Ивановская", "given_name=Яна", "patronymic=Юрьевна");
	r->id = 0;
	change_put(c, r);
	assert_int_equal(change_commit(c, NULL, NULL), ST_OK);
	record_free(r);
	begun = clock_monotonic();
	assert_int_equal(candidates(s, "Иван", "Яна", "Юрьевна", DATE_NONE, found), 1);
	assert_true(clock_monotonic() - begun < 2000);
	assert_int_equal(found[0].id, town_id(s, KIND_PEOPLE, "Z9999"));
}

/* A ground of the regulation is what has been won at the region's contests and above. */
static void
regional_awards_are_offered_as_evidence(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct record *r = RECORD(s, KIND_APPLICATIONS, "code=AP0002", "submitted=2026-04-01");
	struct application *a = (struct application *)r;
	uint64_t id = town_person(s, "P9002", "Ёлкина", "Яна", "");
	static const struct {
		const char *code, *level, *held, *role, *type, *cancelled, *nomination;
	} contests[] = {{"code=K1", "level=региональный", "held=2026-03-12", "role=победитель",
			    "type=конкурс", "cancelled=", "nomination=Дебют"},
	    {"code=K2", "level=муниципальный", "held=2026-03-12", "role=победитель", "type=конкурс",
		"cancelled=", "nomination="},
	    {"code=K3", "level=федеральный", "held=2026-04-02", "role=призёр", "type=конкурс",
		"cancelled=", "nomination="},
	    {"code=K4", "level=федеральный", "held=2026-04-01", "role=призёр", "type=конкурс",
		"cancelled=", "nomination="},
	    {"code=K5", "level=региональный", "held=2026-03-12", "role=лауреат", "type=конкурс",
		"cancelled=", "nomination="},
	    {"code=K6", "level=региональный", "held=2026-03-12", "role=участник", "type=семинар",
		"cancelled=", "nomination="},
	    {"code=K7", "level=региональный", "held=", "role=победитель", "type=конкурс",
		"cancelled=да", "nomination="},
	    {"code=K8", "level=региональный", "held=", "role=победитель", "type=конкурс",
		"cancelled=", "nomination="}};

	for (size_t i = 0; i < sizeof(contests) / sizeof(contests[0]); i++) {
		char event[16];

		snprintf(event, sizeof(event), "event=%s", contests[i].code + strlen("code="));
		town_save(s,
		    RECORD(s, KIND_EVENTS, contests[i].code, "title=Учитель года", contests[i].type,
			contests[i].level, "planned=2026-03-12", contests[i].held,
			contests[i].cancelled));
		town_save(s,
		    RECORD(s, KIND_PARTICIPANTS, event, "person=P9002", contests[i].role,
			contests[i].nomination));
	}
	IN_VIEW(s, applications_take_person(VIEW, a, id));
	assert_string_equal(a->victories,
	    "победитель: Учитель года, номинация «Дебют», региональный уровень, 12.03.2026\n"
	    "призёр: Учитель года, федеральный уровень, 01.04.2026");
	SET(s, r, "victories=сама внесла");
	assert_int_equal(IN_VIEW(s, applications_take_person(VIEW, a, id)), 0);
	assert_string_equal(a->victories, "сама внесла");
	record_free(r);
}

static void
only_gaps_are_filled_from_the_person(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct record *r = RECORD(
	    s, KIND_APPLICATIONS, "code=AP0001", "submitted=2025-10-01", "position=методист");
	struct application *a = (struct application *)r;
	struct record *person = RECORD(s, KIND_PEOPLE, "code=P9001", "surname=Ёлкина",
	    "given_name=Яна", "organisation=O003", "position=учитель", "staff_kind=педагог",
	    "hired=2020-09-01", "category=высшая", "titles=педагог-методист", "education=высшее",
	    "email=a@example.org");
	uint64_t id = town_save(s, person);

	/* person, surname, given name, organisation, e-mail, category, titles, education */
	assert_int_equal(IN_VIEW(s, applications_take_person(VIEW, a, id)), 8);
	assert_int_equal(a->person, id);
	assert_string_equal(a->surname, "Ёлкина");
	assert_string_equal(a->given_name, "Яна");
	assert_string_equal(a->patronymic, "");
	assert_string_equal(a->position, "методист");
	assert_string_equal(a->code, "AP0001");
	assert_string_equal(a->email, "a@example.org");
	assert_string_equal(a->titles, "педагог-методист");
	assert_int_equal(a->category, CATEGORY_HIGHEST);
	assert_int_equal(a->organisation, town_id(s, KIND_ORGANISATIONS, "O003"));
	assert_int_equal(a->experience_years, NUMBER_NONE);
	assert_int_equal(IN_VIEW(s, applications_take_person(VIEW, a, id)), 0);
	assert_int_equal(IN_VIEW(s, applications_take_person(VIEW, a, 999999)), 0);
	SET(s, r, "category=первая", "titles=");
	assert_int_equal(
	    IN_VIEW(s, applications_take_person(VIEW, a, id)), 0); /* a title does not go with it */
	record_free(r);
}

/* Where a subject is written down already, or several are taught, the clerk knows. */
static void
the_area_is_the_only_subject(void **state)
{
	static const char *const subjects[][3] = {{"subjects=физика", "subject_area=", "физика"},
	    {"subjects=физика,химия", "subject_area=", ""}, {"subjects=", "subject_area=", ""},
	    {"subjects=физика", "subject_area=астрономия", "астрономия"}};
	struct session *s = ((struct town *)*state)->s;
	uint64_t id = town_person(s, "P9003", "Ёлкина", "Яна", "");

	for (size_t i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++) {
		struct record *p = IN_VIEW(s, register_load(VIEW, KIND_PEOPLE, id));
		struct record *r = RECORD(
		    s, KIND_APPLICATIONS, "code=AP0001", "submitted=2025-10-01", subjects[i][1]);

		SET(s, p, subjects[i][0]);
		town_save(s, p);
		IN_VIEW(s, applications_take_person(VIEW, (struct application *)r, id));
		assert_string_equal(((struct application *)r)->subject_area, subjects[i][2]);
		record_free(r);
	}
}

/* A town whose regulation knows no such ground has no row for awards. */
static void
awards_are_of_a_ground_of_the_town(void **state)
{
	struct town *town = *state;
	struct session *s = town->s;
	struct record *r = RECORD(s, KIND_APPLICATIONS, "code=AP0002", "submitted=2026-04-01");
	uint64_t id = town_person(s, "P9002", "Ёлкина", "Яна", "");

	town_save(s,
	    RECORD(s, KIND_EVENTS, "code=K1", "title=Учитель года", "type=конкурс",
		"level=региональный", "planned=2026-03-12", "held=2026-03-12"));
	town_save(s, RECORD(s, KIND_PARTICIPANTS, "event=K1", "person=P9002", "role=победитель"));
	town_rule(town, "id = \"contest_winner\"", "id = \"contest_prize\"");
	IN_VIEW(s, applications_take_person(VIEW, (struct application *)r, id));
	assert_string_equal(((struct application *)r)->victories, "");
	record_free(r);
}

/* Whose account was switched off is told nothing of anybody. */
static void
nobody_is_looked_up_for_strangers(void **state)
{
	struct town *town = *state;
	struct session *s = town_second(town, "gost", "viewer");
	struct record *r = RECORD(s, KIND_APPLICATIONS, "code=AP0009", "submitted=2025-10-01",
	    "surname=Озерская", "given_name=Ирина", "organisation=O003", "position=учитель");
	uint64_t id = town_save(town->s, record_dup(r));
	struct account a = s->account;
	struct agenda_entry *agenda;
	struct meeting_plan plan;
	struct buf lacking = {0};
	struct error e = {0};
	char **reasons;
	size_t count;

	assert_true(IN_VIEW(s, application_put_lacking(VIEW, id, &lacking)) > 0);
	assert_true(IN_VIEW(s, applications_take_person(VIEW, (struct application *)r, 1)) > 0);
	a.disabled = true;
	assert_done(session_account_save(town->s, &a, false, &e), &e);
	buf_clear(&lacking);
	assert_int_equal(IN_VIEW(s, application_put_lacking(VIEW, id, &lacking)), 0);
	assert_int_equal(lacking.len, 0);
	assert_int_equal(IN_VIEW(s, applications_take_person(VIEW, (struct application *)r, 2)), 0);
	IN_VIEW(s, council_propose(VIEW, clock_today(), &plan, &agenda));
	assert_int_equal(plan.nagenda, 0);
	free(agenda);
	count = IN_VIEW(s, council_reasons(VIEW, OUTCOME_REFUSE, &reasons));
	assert_int_equal(count, 3); /* those of the town's rules */
	while (count > 0)
		free(reasons[--count]);
	free(reasons);
	buf_free(&lacking);
	record_free(r);
	town_second_close(s);
}

static void
what_is_lacking_is_asked_of_the_school(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t id = town_save(s,
	    RECORD(s, KIND_APPLICATIONS, "code=AP0009", "submitted=2025-10-01", "person=P0001",
		"surname=Озерская", "given_name=Ирина", "organisation=O003", "position=учитель"));
	struct buf lacking = {0}, name = {0};

	assert_true(IN_VIEW(s, application_put_lacking(VIEW, id, &lacking)) > 0);
	IN_VIEW(s,
	    register_put_short_name(
		VIEW->txn, KIND_ORGANISATIONS, town_id(s, KIND_ORGANISATIONS, "O003"), &name));
	assert_int_equal(strncmp(buf_text(&lacking), buf_text(&name), name.len), 0);
	assert_int_equal(IN_VIEW(s, application_put_lacking(VIEW, 999999, &lacking)), 0);
	buf_free(&lacking);
	buf_free(&name);
}

static uint64_t
apply(struct session *s, const char *code, const char *submitted, const char *person,
    const char *surname)
{
	return town_save(s,
	    RECORD(s, KIND_APPLICATIONS, code, submitted, person, surname, "given_name=Ирина",
		"patronymic=Григорьевна", "organisation=O003", "position=учитель"));
}

static void
a_second_application_in_a_year_is_noticed(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t first, later, unlinked;
	struct application *a;
	struct buf line = {0};

	first = apply(s, "code=AP0001", "submitted=2024-09-01", "person=P0001", "surname=Озерская");
	later = apply(s, "code=AP0002", "submitted=2025-08-31", "person=P0001", "surname=Иная");
	unlinked = apply(s, "code=AP0003", "submitted=2024-12-01", "person=", "surname=ОЗЕРСКАЯ");
	apply(s, "code=AP0004", "submitted=2025-01-01", "person=P0002", "surname=Озерская");
	a = (struct application *)IN_VIEW(s, register_load(VIEW, KIND_APPLICATIONS, first));
	assert_int_equal(IN_VIEW(s, applications_second(VIEW, a, &line)), later);
	assert_string_equal(buf_text(&line), "Иная Ирина Григорьевна · 31.08.2025");
	a->submitted = date_make(2025, 9, 1);
	assert_int_equal(IN_VIEW(s, applications_second(VIEW, a, NULL)), 0);
	record_free(&a->base);
	a = (struct application *)IN_VIEW(s, register_load(VIEW, KIND_APPLICATIONS, unlinked));
	buf_clear(&line);
	assert_int_equal(IN_VIEW(s, applications_second(VIEW, a, &line)),
	    town_id(s, KIND_APPLICATIONS, "AP0004"));
	record_free(&a->base);
	a = (struct application *)IN_VIEW(s, register_load(VIEW, KIND_APPLICATIONS, later));
	assert_int_equal(IN_VIEW(s, applications_second(VIEW, a, NULL)), first);
	record_free(&a->base);
	/* One of the year before is no second; nor is any to somebody without a name. */
	a = (struct application *)RECORD(s, KIND_APPLICATIONS, "submitted=2026-01-15",
	    "surname=Озерская", "given_name=Ирина", "patronymic=Григорьевна");
	assert_int_equal(IN_VIEW(s, applications_second(VIEW, a, NULL)), 0);
	SET(s, &a->base, "submitted=2025-01-15");
	assert_int_not_equal(IN_VIEW(s, applications_second(VIEW, a, NULL)), 0);
	SET(s, &a->base, "surname=", "given_name=", "patronymic=");
	assert_int_equal(IN_VIEW(s, applications_second(VIEW, a, NULL)), 0);
	record_free(&a->base);
	buf_free(&line);
}

static void
the_verdict_uses_what_the_register_knows(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct record *person =
	    RECORD(s, KIND_PEOPLE, "code=P9001", "surname=Ёлкина", "given_name=Яна",
		"organisation=O003", "position=учитель", "staff_kind=педагог", "hired=2020-09-01",
		"career_start=2010-09-01", "category=высшая", "education=высшее педагогическое");
	uint64_t id = town_save(s, person);
	struct record *r = RECORD(s, KIND_APPLICATIONS, "code=AP0001", "submitted=2025-10-01",
	    "surname=Ёлкина", "given_name=Яна", "organisation=O003", "position=учитель",
	    "grounds=contest_winner", "victories=конкурс «Учитель года»");
	struct verdict v;

	IN_VIEW(s, applications_judge(VIEW, (struct application *)r, date_make(2026, 5, 31), &v));
	assert_int_equal(v.nmusts, 3);
	assert_false(v.eligible);
	verdict_free(&v);
	((struct application *)r)->person = id;
	IN_VIEW(s, applications_judge(VIEW, (struct application *)r, date_make(2026, 5, 31), &v));
	assert_true(v.eligible);
	verdict_free(&v);
	IN_VIEW(s, applications_judge(VIEW, (struct application *)r, date_make(2015, 8, 31), &v));
	assert_false(v.eligible); /* not yet five years */
	verdict_free(&v);
	record_free(r);
}

/* A teacher, here since the day of the application, under the next code; too little is refused. */
static void
somebody_new_is_put_into_the_register(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct record *r = RECORD(s, KIND_APPLICATIONS, "code=AP0001", "submitted=2025-10-01",
	    "surname=Новая", "given_name=Яна", "organisation=O003", "position=учитель",
	    "category=высшая", "phone=1-23-45");
	struct saved saved = {0};
	struct error e = {0};
	struct person *p;
	struct view v;

	view_open(&v, s);
	assert_int_equal(applications_enrol(&v, (struct application *)r, &saved, &e), ST_OK);
	view_close(&v);
	p = (struct person *)IN_VIEW(s, register_load(VIEW, KIND_PEOPLE, saved.id));
	assert_non_null(p);
	assert_string_equal(p->code, "P0501");
	assert_string_equal(p->surname, "Новая");
	assert_string_equal(p->phone, "1-23-45");
	assert_int_equal(p->staff_kind, STAFF_TEACHER);
	assert_int_equal(p->hired, date_make(2025, 10, 1));
	record_free(&p->base);
	((struct application *)r)->organisation = 0;
	view_open(&v, s);
	assert_int_equal(applications_enrol(&v, (struct application *)r, &saved, &e), ST_INVALID);
	view_close(&v);
	record_free(r);
}

#define WITH_TOWN(test) cmocka_unit_test_setup_teardown(test, set_up, town_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WITH_TOWN(people_are_found_while_typing),
	    WITH_TOWN(yo_and_initials_do_not_hide_anybody),
	    WITH_TOWN(a_changed_surname_needs_the_date_of_birth),
	    WITH_TOWN(no_more_than_asked_for_and_best_first),
	    WITH_TOWN(crowds_do_not_hide_the_one_meant),
	    WITH_TOWN(regional_awards_are_offered_as_evidence),
	    WITH_TOWN(only_gaps_are_filled_from_the_person),
	    WITH_TOWN(the_area_is_the_only_subject),
	    WITH_TOWN(awards_are_of_a_ground_of_the_town),
	    WITH_TOWN(nobody_is_looked_up_for_strangers),
	    WITH_TOWN(what_is_lacking_is_asked_of_the_school),
	    WITH_TOWN(a_second_application_in_a_year_is_noticed),
	    WITH_TOWN(the_verdict_uses_what_the_register_knows),
	    WITH_TOWN(somebody_new_is_put_into_the_register),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
