/* SPDX-License-Identifier: MIT
 * model_profile.c - the towns' files: what they say, and every fault with its file and line.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <stdio.h>

#include "base/date.h"
#include "model/profile/profile.h"

#define DATA "tests/data/profiles/"

static struct profile *
load(const char *name)
{
	struct error e = {0};
	struct profile *p = NULL;

	if (profile_load(&p, name, &e) != ST_OK)
		fail_msg("%s", e.text);
	return p;
}

static void
strezhevoy_speaks_its_regulation(void **state)
{
	struct profile *p = load("profiles/strezhevoy.conf");
	const struct term *t;
	const struct must *m;
	const struct town_rules *r;
	size_t count;

	(void)state;
	assert_string_equal(profile_id(p), "strezhevoy");
	assert_string_equal(profile_word(p, "name_genitive"), "городского округа Стрежевой");
	assert_string_equal(profile_word(p, "no_such_word"), "");
	assert_true(profile_has_module(p, "corps") && profile_has_module(p, "associations"));
	assert_true(profile_has_module(p, ""));
	assert_false(profile_has_module(p, "pupils"));
	m = profile_musts(p, &count);
	assert_int_equal(count, 3);
	assert_string_equal(m[0].id, "highest_category");
	assert_string_equal(m[0].value, "высшая");
	assert_int_equal(m[0].choice, CATEGORY_HIGHEST);
	assert_int_equal(m[0].not_applicable, 1 << STAFF_HEAD | 1 << STAFF_SPECIALIST);
	assert_string_equal(m[1].id, "pedagogical_degree");
	assert_int_equal(m[1].choice, EDUCATION_HIGHER_PEDAGOGICAL);
	assert_int_equal(m[1].not_applicable, 0);
	assert_string_equal(m[2].id, "experience_5");
	assert_int_equal(m[2].years, 5);
	t = profile_terms(p, TERMS_GROUNDS, &count);
	assert_int_equal(count, 7);
	assert_string_equal(t[6].text, "специалисты Управления образования");
	assert_string_equal(t[0].evidence, "assessment_result");
	profile_terms(p, TERMS_DIRECTIONS, &count);
	assert_int_equal(count, 8);
	assert_string_equal(profile_term(p, TERMS_DIRECTIONS, slice_of("expertise"))->text,
	    "вовлечение педагогов в экспертную деятельность");
	assert_null(profile_term(p, TERMS_DIRECTIONS, slice_of("Expertise")));
	r = profile_rules(p);
	assert_int_equal(r->consent_in_application_until, date_make(2025, 8, 31));
	assert_int_equal(r->young_age, 35);
	assert_int_equal(r->mentor_max, 3);
	assert_int_equal(r->association_min_size, 0);
	assert_false(r->young_age_inclusive);
	assert_int_equal(r->indicator_staff, 1 << STAFF_TEACHER);
	profile_free(p);
}

static void
the_paper_has_twelve_rows(void **state)
{
	struct profile *p = load("profiles/strezhevoy.conf");
	size_t count;
	const struct form_row *rows = profile_form(p, KIND_APPLICATIONS, &count);

	(void)state;
	assert_int_equal(count, 14);
	assert_string_equal(rows[0].label, "Образовательное учреждение");
	assert_string_equal(rows[4].label, "Квалификационная категория");
	assert_int_equal(rows[4].count, 2);
	assert_string_equal(rows[4].fields[1]->id, "titles");
	assert_string_equal(rows[5].label, "Стаж педагогической/ методической деятельности");
	assert_string_equal(rows[11].fields[0]->id, "other");
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(rows[i].paper, i < 12);
		assert_int_equal(rows[i].note[0] == '\0', i < 12);
	}
	assert_string_equal(rows[12].label, "Образование");
	assert_non_null(strstr(rows[13].note, "2.5"));
	assert_string_equal(profile_heading(p)[0], "Начальнику Управления образования");
	assert_string_equal(profile_heading(p)[1], "");
	assert_non_null(strstr(profile_consent_sentence(p), "https://www.guostrj.ru/"));
	profile_free(p);
}

/* The paper's words name the columns; the program's own names go on being understood. */
static void
labels_are_the_towns(void **state)
{
	struct profile *p = load("profiles/strezhevoy.conf");
	const struct field *f = field_find(KIND_APPLICATIONS, "victories");

	(void)state;
	assert_non_null(strstr(profile_label(p, KIND_APPLICATIONS, f), "школьных команд"));
	assert_ptr_equal(profile_field(p, KIND_APPLICATIONS, slice_of("victories")), f);
	assert_ptr_equal(profile_field(p, KIND_APPLICATIONS, slice_of("VICTORIES")), f);
	assert_ptr_equal(profile_field(p, KIND_APPLICATIONS, slice_of(f->label)), f);
	assert_ptr_equal(
	    profile_field(p, KIND_APPLICATIONS, slice_of(profile_label(p, KIND_APPLICATIONS, f))),
	    f);
	assert_string_equal(profile_field(p, KIND_PEOPLE, slice_of("дата  ПРИЕМА"))->id, "hired");
	assert_null(profile_field(p, KIND_PEOPLE, slice_of("СНИЛС")));
	assert_string_equal(
	    profile_label(p, KIND_PEOPLE, field_find(KIND_PEOPLE, "hired")), "Дата приёма");
	profile_free(p);
}

static void
both_towns_judge_alike(void **state)
{
	struct profile *a = load("profiles/strezhevoy.conf"), *b = load("profiles/kuznetsk.conf");
	size_t na, nb;
	const struct must *x = profile_musts(a, &na), *y = profile_musts(b, &nb);
	const struct term *s, *t;

	(void)state;
	assert_int_equal(na, nb);
	for (size_t i = 0; i < na; i++) {
		assert_string_equal(x[i].id, y[i].id);
		assert_true(x[i].test == y[i].test && x[i].choice == y[i].choice &&
		    x[i].years == y[i].years && x[i].not_applicable == y[i].not_applicable);
	}
	for (int terms = 0; terms < TERMS_COUNT; terms++) {
		s = profile_terms(a, (enum terms)terms, &na);
		t = profile_terms(b, (enum terms)terms, &nb);
		assert_int_equal(na, nb);
		for (size_t i = 0; i < na; i++)
			assert_string_equal(s[i].id, t[i].id);
	}
	t = profile_term(b, TERMS_INDICATORS, slice_of("young"));
	assert_string_equal(t->clause, "4.1.3");
	profile_free(a);
	profile_free(b);
}

static void
a_third_town_is_a_file(void **state)
{
	struct profile *p = load(DATA "third.conf");
	const struct field *f;
	const struct form_row *rows;
	size_t count;

	(void)state;
	assert_false(profile_has_module(p, "corps"));
	assert_string_equal(profile_word(p, "order"), "распоряжение");
	assert_int_equal(profile_rules(p)->young_age, 30);
	assert_true(profile_rules(p)->young_age_inclusive);
	assert_int_equal(profile_rules(p)->indicator_staff, 1 << STAFF_TEACHER | 1 << STAFF_HEAD);
	profile_fields(p, KIND_PEOPLE, &count);
	assert_int_equal(count, entity_of(KIND_PEOPLE)->count + 4);
	f = profile_field(p, KIND_PEOPLE, slice_of("языки преподавания"));
	assert_true(f->own && f->type == FIELD_CHOICES);
	assert_string_equal(f->words[2], "хантыйский");
	f = profile_field(p, KIND_EVENTS, slice_of("guests"));
	assert_true(f->own && f->required && f->type == FIELD_NUMBER && f->width == 6);
	assert_string_equal(
	    profile_label(p, KIND_ASSOCIATIONS, field_find(KIND_ASSOCIATIONS, "name")),
	    "Название РМО");
	rows = profile_form(p, KIND_ORGANISATIONS, &count);
	assert_int_equal(
	    count, 6); /* two rows of the file, then a row for each of the four fields left */
	assert_string_equal(rows[0].label, "Учреждение");
	assert_int_equal(rows[1].count, 2);
	assert_string_equal(rows[2].fields[0]->id, "code");
	profile_form(p, KIND_PEOPLE, &count);
	assert_int_equal(count, entity_of(KIND_PEOPLE)->count + 4);
	profile_musts(p, &count);
	assert_int_equal(count, 0);
	assert_null(profile_heading(p)[0]);
	assert_false(
	    validity_holds(profile_term(p, TERMS_DIRECTIONS, slice_of("schools"))->validity,
		date_make(2026, 8, 31)));
	profile_free(p);
}

static void
own_fields_stand_on_the_paper(void **state)
{
	struct profile *p = load(DATA "fourth.conf");
	const struct must *m;
	const struct form_row *rows;
	size_t count;

	(void)state;
	rows = profile_form(p, KIND_APPLICATIONS, &count);
	assert_int_equal(count, 6);
	assert_string_equal(rows[2].label, "Сколько статей");
	assert_string_equal(rows[2].fields[0]->id, "publications");
	assert_string_equal(
	    profile_label(p, KIND_APPLICATIONS, rows[2].fields[0]), "Сколько статей");
	assert_int_equal(rows[4].count, 2);
	m = profile_musts(p, &count);
	assert_int_equal(count, 6);
	assert_ptr_equal(m[1].field, rows[2].fields[0]);
	assert_int_equal(m[1].least, 3);
	assert_string_equal(m[2].value, "очно");
	assert_int_equal(m[3].least, NUMBER_NONE);
	assert_string_equal(m[3].value, "");
	assert_int_equal(m[4].validity.from, date_make(2026, 1, 1));
	profile_free(p);
}

/* Written from docs/profiles.md alone. */
static void
a_town_brings_words_of_its_own(void **state)
{
	struct profile *p = load(DATA "zarechny.conf");
	const struct vocabulary *v = profile_vocabulary(p);
	const struct field *type = field_find(KIND_EVENTS, "type");
	const struct town_word *w;

	(void)state;
	w = vocabulary_town_word(v, type, slice_of("Единый  методический день"));
	assert_string_equal(w->word, "единый методический день");
	assert_string_equal(w->counted, "семинар");
	assert_string_equal(type->words[w->counts_as - 1], "семинар");
	assert_null(vocabulary_town_word(v, type, slice_of("семинар")));
	assert_null(vocabulary_town_word(v, field_find(KIND_EVENTS, "title"), slice_of("семинар")));
	assert_int_equal(v->nwords[WORDS_RESOURCE_KINDS], 0);
	assert_ptr_equal(town_words_field(WORDS_EVENT_TYPES), type);
	assert_int_equal(town_words_of(field_find(KIND_EVENTS, "level")), TOWN_WORD_LISTS);
	profile_free(p);
}

static void
rules_and_registers_are_the_towns(void **state)
{
	struct profile *p = load(DATA "zarechny.conf"), *usual = load("profiles/strezhevoy.conf");
	const struct town_rules *r = profile_rules(p);

	(void)state;
	assert_int_equal(r->association_min_size, 5);
	assert_int_equal(r->mentor_max, 2);
	assert_int_equal(r->request_days, 30);
	assert_int_equal(r->idle_minutes, 20);
	assert_int_equal(profile_order_numbers(p), ORDER_NUMBERS_OFFICE);
	assert_int_equal(profile_order_register(p, 4), 3);
	assert_int_equal(profile_order_register(p, 3), 3);
	assert_int_equal(profile_order_register(p, 1), 1);
	assert_int_equal(profile_order_numbers(usual), ORDER_NUMBERS_PROGRAM);
	assert_int_equal(profile_order_register(usual, 4), 4);
	profile_free(p);
	profile_free(usual);
}

/* What a new town starts from is a profile, and names every word and rule. */
static void
a_new_file_is_a_profile(void **state)
{
	struct buf text = {0};
	struct error e = {0};
	struct profile *p;

	(void)state;
	profile_put_skeleton(&text);
	if (profile_parse(&p, buf_slice(&text), "образец", &e) != ST_OK)
		fail_msg("%s", e.text);
	assert_true(profile_word(p, "clause_report")[0] != '\0');
	assert_non_null(strstr(buf_text(&text), "#young_age = 35;"));
	assert_non_null(strstr(buf_text(&text), "#indicator_staff = [\"педагог\"];"));
	assert_null(strstr(buf_text(&text), " = ;"));
	assert_null(strstr(buf_text(&text), "idle_minutes")); /* nothing follows it yet */
	assert_non_null(strstr(buf_text(&text), "#own_fields = ( {"));
	profile_free(p);
	buf_free(&text);
}

/* A register whose rules were let in by an older program still opens. */
static void
what_is_in_force_goes_on_being_read(void **state)
{
	static const char text[] =
	    "id = \"x\"; words = { name = \"Город\"; order_sufix = \"-р\"; };"
	    "modules = []; rules = { young_age = 7; colour = 3; };";
	struct error e = {0};
	struct profile *p;

	(void)state;
	assert_int_equal(profile_parse(&p, slice_of(text), "x", &e), ST_INVALID);
	assert_int_equal(profile_parse_stored(&p, slice_of(text), "x", &e), ST_OK);
	assert_int_equal(profile_rules(p)->young_age, 7);
	profile_free(p);
}

static void
validity(void **state)
{
	struct validity always = {DATE_NONE, DATE_NONE}, year = {10, 20};

	(void)state;
	assert_true(validity_holds(always, 0));
	assert_true(validity_holds(year, 10) && validity_holds(year, 20));
	assert_false(validity_holds(year, 9) || validity_holds(year, 21));
}

/* Every file of tests/data/profiles/bad is refused, at its line, with its sentence. */
static void
faults_are_told(void **state)
{
	FILE *list = fopen(DATA "bad/EXPECTED.txt", "r");
	char name[64], sentence[512], path[128], start[192];
	unsigned line;
	int count = 0;

	(void)state;
	assert_non_null(list);
	while (fscanf(list, "%63s %u %511[^\n]", name, &line, sentence) == 3) {
		struct profile *p = NULL;
		struct error e = {0};

		snprintf(path, sizeof(path), DATA "bad/%s.conf", name);
		if (line > 0)
			snprintf(start, sizeof(start), "%s, строка %u: ", path, line);
		else /* of the whole file */
			snprintf(start, sizeof(start), "%s: ", path);
		if (profile_load(&p, path, &e) != ST_INVALID ||
		    strncmp(e.text, start, strlen(start)) != 0 || strstr(e.text, sentence) == NULL)
			fail_msg("%s: ждали «%s%s», получили «%s»", name, start, sentence, e.text);
		assert_null(p);
		count++;
	}
	fclose(list);
	assert_true(count > 35);
}

static void
the_text_is_kept(void **state)
{
	static const char text[] =
	    "\xEF\xBB\xBFid = \"x\";\r\nwords = { name = \"Ё\"; };\r\nmodules = [];\r\n"
	    "directions = ( { id = \"d\"; clause = \"\"; text = \"и\xCC\x86\"; } );";
	struct error e = {0};
	struct profile *p;
	size_t count;

	(void)state;
	assert_int_equal(profile_parse(&p, slice_of(text), "память", &e), ST_OK);
	assert_true(slice_equal(profile_source(p), slice_of(text)));
	assert_string_equal(profile_terms(p, TERMS_DIRECTIONS, &count)->text, "й");
	profile_free(p);
	profile_free(NULL);
	assert_int_equal(profile_parse(&p, slice_of(""), "память", &e), ST_INVALID);
	assert_non_null(strstr(e.text, "память: нет обязательной настройки id"));
}

/* Four fields stand in a row of the form, and not five. */
static void
a_row_holds_so_many_fields(void **state)
{
	static const char *const fields[] = {"", "\"phone\"",
	    "\"phone\", \"position\", \"education\", \"email\"",
	    "\"phone\", \"position\", \"education\", \"email\", \"subjects\""};

	(void)state;
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		bool fits = i == 1 || i == 2;
		struct profile *p = NULL;
		struct error e = {0};
		struct buf text = {0};
		size_t count;

		buf_printf(&text,
		    "id = \"x\"; words = { name = \"Ё\"; }; modules = []; directions = "
		    "( { id = \"d\"; clause = \"\"; text = \"и\"; } ); application = { heading = "
		    "[]; rows = ( { label = \"Ряд\"; fields = [%s]; } ); };",
		    fields[i]);
		assert_int_equal(
		    profile_parse(&p, buf_slice(&text), "память", &e), fits ? ST_OK : ST_INVALID);
		if (fits)
			assert_int_equal(
			    profile_form(p, KIND_APPLICATIONS, &count)->count, i == 1 ? 1 : 4);
		else
			assert_non_null(strstr(e.text, "в строке формы — от 1 до 4 полей"));
		profile_free(p);
		buf_free(&text);
	}
}

/* A text cut anywhere is refused, never half taken, never a crash. */
static void
cut_texts_are_refused(void **state)
{
	struct profile *p = load(DATA "fourth.conf");
	struct slice whole = profile_source(p);

	(void)state;
	for (size_t len = 0; len + 40 < whole.len; len += 7) {
		struct profile *cut = NULL;
		struct error e = {0};

		assert_int_equal(
		    profile_parse(&cut, slice_make(whole.data, len), "x", &e), ST_INVALID);
		assert_null(cut);
		assert_true(e.text[0] != '\0');
	}
	profile_free(p);
}

static void
profiles_are_found_by_name(void **state)
{
	struct buf names = {0};
	struct error e = {0};
	struct profile *p;

	(void)state;
	setenv("METODAKTIV_PROFILES", "tests/data/profiles", 1);
	assert_int_equal(profile_load(&p, "third", &e), ST_OK);
	profile_free(p);
	profile_put_names(&names);
	assert_non_null(strstr(buf_text(&names), "fourth, third, zarechny"));
	assert_int_equal(profile_load(&p, "nowhere", &e), ST_NOTFOUND);
	assert_non_null(strstr(e.text, "fourth, third, zarechny"));
	assert_int_equal(profile_load(&p, "bad", &e), ST_NOTFOUND);
	assert_int_equal(profile_load(&p, "tests/data/profiles", &e), ST_NOTFOUND);
	unsetenv("METODAKTIV_PROFILES");
	assert_int_equal(profile_load(&p, "third", &e), ST_NOTFOUND);
	buf_free(&names);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(strezhevoy_speaks_its_regulation),
	    cmocka_unit_test(the_paper_has_twelve_rows),
	    cmocka_unit_test(labels_are_the_towns),
	    cmocka_unit_test(both_towns_judge_alike),
	    cmocka_unit_test(a_third_town_is_a_file),
	    cmocka_unit_test(own_fields_stand_on_the_paper),
	    cmocka_unit_test(a_town_brings_words_of_its_own),
	    cmocka_unit_test(rules_and_registers_are_the_towns),
	    cmocka_unit_test(a_new_file_is_a_profile),
	    cmocka_unit_test(what_is_in_force_goes_on_being_read),
	    cmocka_unit_test(validity),
	    cmocka_unit_test(faults_are_told),
	    cmocka_unit_test(the_text_is_kept),
	    cmocka_unit_test(a_row_holds_so_many_fields),
	    cmocka_unit_test(cut_texts_are_refused),
	    cmocka_unit_test(profiles_are_found_by_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
