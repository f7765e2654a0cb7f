/* SPDX-License-Identifier: MIT
 * rules_eligibility.c - clause 2.4 branch by branch, and another town's clauses.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/utf8.h"
#include "model/value.h"
#include "rules/eligibility.h"

static uint64_t
find_any(void *refs, enum kind kind, struct slice code)
{
	(void)refs;
	(void)kind;
	return code.len;
}

/* Set the fields of a NULL-terminated list: id, text, id, text. */
static struct record *
record_of(const struct profile *p, enum kind kind, const char *const *values)
{
	struct reading reading = {.vocabulary = profile_vocabulary(p),
	    .today = date_make(2026, 5, 31),
	    .find_code = find_any};
	struct record *r = record_new(kind);

	for (; values[0] != NULL; values += 2) {
		const struct field *f = profile_field(p, kind, slice_of(values[0]));
		struct error e = {0};

		assert_non_null(f);
		if (value_parse(r, f, slice_of(values[1]), &reading, &e) != ST_OK)
			fail_msg("%s: %s", values[0], e.text);
	}
	return r;
}

#define VALUES(...) ((const char *const[]){__VA_ARGS__, NULL})

static struct profile *
load(const char *file)
{
	struct error e = {0};
	struct profile *p = NULL;

	if (profile_load(&p, file, &e) != ST_OK)
		fail_msg("%s", e.text);
	return p;
}

static int
set_up(void **state)
{
	*state = load("profiles/strezhevoy.conf");
	return 0;
}

static int
tear_down(void **state)
{
	profile_free(*state);
	return 0;
}

/* person NULL: the application names nobody. */
static void
judge(struct verdict *v, const struct profile *p, const char *const *application,
    const char *const *person, int32_t on, struct record **keep_a)
{
	struct record *a = record_of(p, KIND_APPLICATIONS, application);
	struct record *who = person != NULL ? record_of(p, KIND_PEOPLE, person) : NULL;

	eligibility_judge(v, p, (struct application *)a, (struct person *)who, on);
	record_free(who);
	*keep_a = a; /* evidence lives there */
}

/* One must of Strezhevoy: state and reason. */
static void
check_must(const struct profile *p, int place, const char *const *application,
    const char *const *person, enum must_state state, const char *because)
{
	struct verdict v;
	struct record *a;

	judge(&v, p, application, person, date_make(2026, 5, 31), &a);
	assert_int_equal(v.nmusts, 3);
	assert_string_equal(v.musts[place].because, because);
	assert_int_equal(v.musts[place].state, state);
	verdict_free(&v);
	record_free(a);
}

enum { CATEGORY, EDUCATION, EXPERIENCE };

static void
category(void **state)
{
	const struct profile *p = *state;

	check_must(p, CATEGORY, VALUES("category", "высшая"), NULL, MUST_MET,
	    "квалификационная категория: высшая (по заявлению), действует без срока");
	check_must(p, CATEGORY, VALUES("position", "x"), VALUES("category", "высшая"), MUST_MET,
	    "квалификационная категория: высшая (по карточке человека), действует без срока");
	check_must(p, CATEGORY, VALUES("category", "высшая"),
	    VALUES("category_until", "31.05.2026"), MUST_MET,
	    "квалификационная категория: высшая (по заявлению), действует до 31.05.2026");
	check_must(p, CATEGORY, VALUES("category", "высшая"),
	    VALUES("category_until", "30.05.2026"), MUST_UNMET,
	    "квалификационная категория: высшая (по заявлению), но её срок истёк 30.05.2026");
	check_must(p, CATEGORY, VALUES("category", "первая"), VALUES("category", "высшая"),
	    MUST_UNMET, "квалификационная категория: первая (по заявлению), а нужна высшая");
	check_must(p, CATEGORY, VALUES("category", "нет"), NULL, MUST_UNMET,
	    "квалификационная категория: нет (по заявлению), а нужна высшая");
	check_must(p, CATEGORY, VALUES("position", "x"), NULL, MUST_UNKNOWN,
	    "нет данных: квалификационная категория в заявлении не указана");
	check_must(p, CATEGORY, VALUES("position", "x"), VALUES("category_until", "30.05.2026"),
	    MUST_UNKNOWN,
	    "нет данных: квалификационная категория ни в заявлении, ни в карточке человека не "
	    "указана");
	check_must(p, CATEGORY, VALUES("category", "первая"), VALUES("staff_kind", "руководитель"),
	    MUST_NOT_APPLICABLE, "неприменимо: по карточке человека это руководитель");
	check_must(p, CATEGORY, VALUES("position", "x"),
	    VALUES("staff_kind", "специалист управления"), MUST_NOT_APPLICABLE,
	    "неприменимо: по карточке человека это специалист управления");
	check_must(p, CATEGORY, VALUES("category", "высшая"), VALUES("staff_kind", "педагог"),
	    MUST_MET, "квалификационная категория: высшая (по заявлению), действует без срока");
}

static void
education(void **state)
{
	const struct profile *p = *state;

	check_must(p, EDUCATION, VALUES("education", "высшее педагогическое"), NULL, MUST_MET,
	    "образование: высшее педагогическое (по заявлению)");
	check_must(p, EDUCATION, VALUES("position", "x"),
	    VALUES("education", "высшее педагогическое"), MUST_MET,
	    "образование: высшее педагогическое (по карточке человека)");
	check_must(p, EDUCATION, VALUES("education", "высшее"),
	    VALUES("education", "высшее педагогическое"), MUST_UNMET,
	    "образование: высшее (по заявлению), а нужно высшее педагогическое");
	check_must(p, EDUCATION, VALUES("position", "x"), VALUES("staff_kind", "руководитель"),
	    MUST_UNKNOWN,
	    "нет данных: образование ни в заявлении, ни в карточке человека не указано");
	check_must(p, EDUCATION, VALUES("position", "x"), NULL, MUST_UNKNOWN,
	    "нет данных: образование в заявлении не указано");
}

static void
experience(void **state)
{
	const struct profile *p = *state;

	check_must(p, EXPERIENCE, VALUES("experience_years", "5"), NULL, MUST_MET,
	    "стаж: 5 лет (по заявлению)");
	check_must(p, EXPERIENCE, VALUES("experience_years", "21"), NULL, MUST_MET,
	    "стаж: 21 год (по заявлению)");
	check_must(p, EXPERIENCE, VALUES("experience_years", "4"),
	    VALUES("career_start", "01.09.1990"), MUST_UNMET,
	    "стаж: 4 года (по заявлению), этого мало");
	check_must(p, EXPERIENCE, VALUES("experience_years", "0"), NULL, MUST_UNMET,
	    "стаж: 0 лет (по заявлению), этого мало");
	check_must(p, EXPERIENCE, VALUES("position", "x"), VALUES("career_start", "31.05.2021"),
	    MUST_MET,
	    "стаж: полных лет 5 (в карточке человека начало педагогической работы — 31.05.2021)");
	check_must(p, EXPERIENCE, VALUES("position", "x"), VALUES("career_start", "01.06.2021"),
	    MUST_UNMET,
	    "стаж: полных лет 4 (в карточке человека начало педагогической работы — 01.06.2021), "
	    "этого мало");
	check_must(p, EXPERIENCE, VALUES("position", "x"), VALUES("career_start", "01.09.2026"),
	    MUST_UNMET,
	    "стаж: полных лет 0 (в карточке человека начало педагогической работы — 01.09.2026), "
	    "этого мало");
	check_must(p, EXPERIENCE, VALUES("position", "x"), VALUES("staff_kind", "руководитель"),
	    MUST_UNKNOWN,
	    "нет данных: в заявлении нет стажа, а в карточке человека — начала педагогической "
	    "работы");
	check_must(p, EXPERIENCE, VALUES("position", "x"), NULL, MUST_UNKNOWN,
	    "нет данных: в заявлении нет стажа");
}

/* Five years from 29 February 2020 are full on 1 March 2025. */
static void
leap_day(void **state)
{
	static const struct {
		int day, month;
		enum must_state state;
	} cases[] = {{28, 2, MUST_UNMET}, {1, 3, MUST_MET}};

	for (size_t i = 0; i < 2; i++) {
		struct verdict v;
		struct record *a;

		judge(&v, *state, VALUES("position", "x"), VALUES("career_start", "29.02.2020"),
		    date_make(2025, cases[i].month, cases[i].day), &a);
		assert_int_equal(v.musts[EXPERIENCE].state, cases[i].state);
		verdict_free(&v);
		record_free(a);
	}
}

static bool
eligible(const struct profile *p, const char *const *application, const char *const *person)
{
	struct verdict v;
	struct record *a;
	bool answer;

	judge(&v, p, application, person, date_make(2026, 5, 31), &a);
	answer = v.eligible;
	verdict_free(&v);
	record_free(a);
	return answer;
}

static void
the_whole_verdict(void **state)
{
	const struct profile *p = *state;

	assert_true(eligible(p,
	    VALUES("category", "высшая", "education", "высшее педагогическое", "experience_years",
		"7", "grounds", "contest_winner"),
	    NULL));
	assert_false(eligible(p,
	    VALUES("category", "высшая", "education", "высшее педагогическое", "experience_years",
		"7"),
	    NULL)); /* no ground */
	assert_false(eligible(p,
	    VALUES("category", "первая", "education", "высшее педагогическое", "experience_years",
		"7", "grounds", "contest_winner"),
	    NULL)); /* unmet */
	assert_false(eligible(p,
	    VALUES("category", "высшая", "experience_years", "7", "grounds", "contest_winner"),
	    NULL)); /* unknown */
	assert_true(eligible(p,
	    VALUES("education", "высшее педагогическое", "experience_years", "7", "grounds",
		"department_specialist"),
	    VALUES("staff_kind", "специалист управления")));
}

static void
grounds_and_evidence(void **state)
{
	struct verdict v;
	struct record *a;

	judge(&v, *state,
	    VALUES("grounds", "contest_winner,community_leader", "victories", "призёр 2025",
		"leadership", "председатель"),
	    NULL, date_make(2026, 5, 31), &a);
	assert_int_equal(v.ngrounds, 7);
	assert_int_equal(v.on, date_make(2026, 5, 31));
	assert_string_equal(v.grounds[0].ground->id, "assessment_federal");
	assert_false(v.grounds[0].claimed);
	assert_true(v.grounds[2].claimed);
	assert_string_equal(v.grounds[2].evidence, "");
	assert_true(v.grounds[3].claimed);
	assert_string_equal(v.grounds[3].evidence, "призёр 2025");
	assert_false(v.grounds[4].claimed);
	assert_string_equal(v.grounds[4].evidence, "председатель");
	verdict_free(&v);
	assert_null(v.musts);
	record_free(a);
}

static void
states_have_words(void **state)
{
	(void)state;
	assert_string_equal(must_state_id(MUST_MET), "met");
	assert_string_equal(must_state_id(MUST_UNMET), "unmet");
	assert_string_equal(must_state_id(MUST_NOT_APPLICABLE), "not_applicable");
	assert_string_equal(must_state_id(MUST_UNKNOWN), "unknown");
	assert_string_equal(must_state_word(MUST_UNKNOWN), "нет данных");
}

/* A must of the fourth town by its id, on a day; fails when it is not in force. */
static void
check_other(const struct profile *p, const char *id, const char *const *application,
    const char *const *person, enum must_state state, const char *because)
{
	struct verdict v;
	struct record *a;
	size_t i = 0;

	judge(&v, p, application, person, date_make(2026, 5, 31), &a);
	while (i < v.nmusts && strcmp(v.musts[i].must->id, id) != 0)
		i++;
	assert_true(i < v.nmusts);
	assert_string_equal(v.musts[i].because, because);
	assert_int_equal(v.musts[i].state, state);
	verdict_free(&v);
	record_free(a);
}

static void
another_town_has_other_musts(void **state)
{
	struct profile *p = load("tests/data/profiles/fourth.conf");

	(void)state;
	check_other(p, "first_category", VALUES("category", "первая"), NULL, MUST_MET,
	    "квалификационная категория: первая (по заявлению), действует без срока");
	check_other(
	    p, "articles", VALUES("publications", "3"), NULL, MUST_MET, "«Сколько статей»: 3");
	check_other(p, "articles", VALUES("publications", "2"), NULL, MUST_UNMET,
	    "«Сколько статей»: 2, а нужно не меньше 3");
	check_other(p, "articles", VALUES("position", "x"), NULL, MUST_UNKNOWN,
	    "нет данных: в заявлении не заполнено «Сколько статей»");
	check_other(p, "in_person", VALUES("format", "Очно"), NULL, MUST_MET, "«Формат»: очно");
	check_other(p, "in_person", VALUES("format", "дистанционно"),
	    VALUES("staff_kind", "педагог"), MUST_UNMET, "«Формат»: дистанционно, а нужно очно");
	check_other(p, "in_person", VALUES("format", "дистанционно"),
	    VALUES("staff_kind", "руководитель"), MUST_NOT_APPLICABLE,
	    "неприменимо: по карточке человека это руководитель");
	check_other(
	    p, "has_motto", VALUES("motto", "Вперёд"), NULL, MUST_MET, "«Ваш девиз»: Вперёд");
	check_other(p, "has_motto", VALUES("position", "x"), NULL, MUST_UNKNOWN,
	    "нет данных: в заявлении не заполнено «Ваш девиз»");
	check_other(p, "travels", VALUES("driver", "да"), NULL, MUST_MET, "«Готов ездить»: да");
	check_other(p, "travels", VALUES("position", "x"), NULL, MUST_UNMET, "«Готов ездить»: нет");
	assert_true(eligible(p,
	    VALUES("category", "первая", "publications", "4", "format", "очно", "motto", "Вперёд",
		"driver", "да", "grounds", "author"),
	    NULL));
	profile_free(p);
}

static void
rules_hold_in_their_time(void **state)
{
	struct profile *p = load("tests/data/profiles/fourth.conf");
	struct verdict v;
	struct record *a;

	(void)state;
	judge(&v, p, VALUES("grounds", "speaker", "publications", "4"), NULL,
	    date_make(2025, 12, 31), &a);
	assert_int_equal(v.nmusts, 5);
	assert_string_equal(v.musts[4].must->id, "experience_3");
	assert_int_equal(v.ngrounds, 2);
	assert_string_equal(v.grounds[0].evidence, "4");
	assert_true(v.grounds[1].claimed);
	verdict_free(&v);
	record_free(a);
	judge(&v, p, VALUES("grounds", "speaker"), NULL, date_make(2026, 1, 1), &a);
	assert_int_equal(v.nmusts, 5);
	assert_string_equal(v.musts[4].must->id, "travels");
	assert_int_equal(v.ngrounds, 1); /* a ground that no longer holds cannot be claimed */
	assert_false(v.eligible);
	verdict_free(&v);
	record_free(a);
	profile_free(p);
}

static void
a_long_reason_is_cut_between_characters(void **state)
{
	struct profile *p = load("tests/data/profiles/fourth.conf");
	char motto[2 * 255 + 1] = "";
	struct verdict v;
	struct record *a;

	(void)state;
	for (int i = 0; i < 255; i++)
		memcpy(motto + 2 * i, "ж", 3);
	judge(&v, p, VALUES("motto", motto), NULL, date_make(2026, 5, 31), &a);
	assert_int_equal(v.musts[3].state, MUST_MET);
	assert_true(strlen(v.musts[3].because) >= sizeof(v.musts[3].because) - 2);
	assert_int_equal(utf8_bad_at(slice_of(v.musts[3].because)), strlen(v.musts[3].because));
	verdict_free(&v);
	record_free(a);
	profile_free(p);
}

static void
note(void *context, const struct field *f, const char *line)
{
	(void)f;
	buf_printf(context, "%s\n", line);
}

static void
check_missing(const struct profile *p, const char *const *application, const char *const *person,
    const char *expected)
{
	struct record *a = record_of(p, KIND_APPLICATIONS, application);
	struct record *who = person != NULL ? record_of(p, KIND_PEOPLE, person) : NULL;
	struct buf lines = {0};
	size_t count = 0;

	for (const char *s = expected; *s != '\0'; s++)
		count += *s == '\n';
	assert_int_equal(eligibility_missing(p, (struct application *)a, (struct person *)who,
			     date_make(2026, 5, 31), note, &lines),
	    count);
	assert_string_equal(buf_text(&lines), expected);
	buf_free(&lines);
	record_free(a);
	record_free(who);
}

static void
what_to_ask_the_institution_for(void **state)
{
	const struct profile *p = *state;

	check_missing(p,
	    VALUES("organisation", "O1", "position", "учитель", "phone", "1", "email",
		"a@example.org", "category", "высшая", "experience_years", "7", "education",
		"высшее", "subject_area", "физика"),
	    NULL, "");
	check_missing(p,
	    VALUES("organisation", "O1", "position", "учитель", "phone", "1", "email",
		"a@example.org"),
	    NULL,
	    "Квалификационная категория: нужно по п. 2.4 (высшая квалификационная категория)\n"
	    "Образование: нужно по п. 2.4 (высшее педагогическое образование)\n"
	    "Стаж педагогической деятельности: нужно по п. 2.4 (стаж работы по специальности не "
	    "менее 5 лет)\n"
	    "Курируемая предметная область: нужно (п. 2.5: для списка на сайте)\n");
	/* the card fills what the application leaves out; evidence is asked for claimed grounds
	 * only */
	check_missing(p,
	    VALUES("organisation", "O1", "position", "учитель", "subject_area", "физика", "grounds",
		"city_group_head"),
	    VALUES("phone", "1", "category", "первая", "education", "иное", "career_start",
		"01.09.2000"),
	    "Контактный адрес электронной почты: предусмотрено формой заявления\n"
	    "Руководство методическим советом, объединением, отделом: нужно подтверждение "
	    "основания "
	    "«руководители городских групп педагогов по предметному основанию» (п. 2.4)\n");
}

static bool
proposes(const struct profile *p, const char *id, const char *const *application)
{
	struct record *a = record_of(p, KIND_APPLICATIONS, application);
	const struct term *ground =
	    vocabulary_term(profile_vocabulary(p), TERMS_GROUNDS, slice_of(id));
	bool answer =
	    eligibility_proposes(p, (struct application *)a, ground, date_make(2026, 5, 31));

	record_free(a);
	return answer;
}

static void
a_filled_row_proposes_its_ground(void **state)
{
	const struct profile *p = *state;

	assert_true(proposes(p, "contest_winner", VALUES("victories", "призёр, 2025")));
	assert_true(proposes(p, "contest_winner", VALUES("victories", "Неделя Нетребко: призёр")));
	assert_false(proposes(p, "contest_winner", VALUES("victories", "Нет.")));
	assert_false(proposes(p, "contest_winner", VALUES("victories", "побед не имею")));
	assert_false(proposes(p, "contest_winner", VALUES("victories", "—")));
	assert_false(proposes(p, "contest_winner", VALUES("other", "призёр")));
	assert_true(proposes(p, "assessment_federal", VALUES("assessment_result", "высокий")));
	assert_false(
	    proposes(p, "assessment_federal", VALUES("assessment_result", "уровень «НИЗКИЙ»")));
	assert_false(proposes(p, "assessment_regional", VALUES("assessment_result", "высокий")));
	assert_false(proposes(p, "department_specialist", VALUES("position", "методист")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(category),
	    cmocka_unit_test(education),
	    cmocka_unit_test(experience),
	    cmocka_unit_test(leap_day),
	    cmocka_unit_test(the_whole_verdict),
	    cmocka_unit_test(grounds_and_evidence),
	    cmocka_unit_test(states_have_words),
	    cmocka_unit_test(another_town_has_other_musts),
	    cmocka_unit_test(rules_hold_in_their_time),
	    cmocka_unit_test(a_long_reason_is_cut_between_characters),
	    cmocka_unit_test(what_to_ask_the_institution_for),
	    cmocka_unit_test(a_filled_row_proposes_its_ground),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
