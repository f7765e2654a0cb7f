/* SPDX-License-Identifier: MIT
 * service_filter.c - which records a list shows: filters, words, marks, and when it shows none.
 */
#include "tests/lib/reference.h"
#include "tests/lib/in_view.h"

#include "base/compare.h"

static bool
is_teacher_of(const struct record *r, const void *wanted)
{
	const struct person *p = (const struct person *)r;

	return p->staff_kind == STAFF_TEACHER && p->organisation == *(const uint64_t *)wanted;
}

static bool
was_born_between(const struct record *r, const void *wanted)
{
	const int32_t *days = wanted, day = ((const struct person *)r)->birth_date;

	return day != DATE_NONE && day >= days[0] && day <= days[1];
}

static bool
has_no_phone(const struct record *r, const void *wanted)
{
	(void)wanted;
	return ((const struct person *)r)->phone[0] == '\0';
}

static bool
has_phone(const struct record *r, const void *wanted)
{
	return !has_no_phone(r, wanted);
}

static bool
teaches(const struct record *r, const void *wanted)
{
	const char *subjects = ((const struct person *)r)->subjects, *at = strstr(subjects, wanted);
	size_t len = strlen(wanted);

	return at != NULL && (at == subjects || at[-1] == ',') &&
	    (at[len] == '\0' || at[len] == ',');
}

static bool
works_on(const struct record *r, const void *wanted)
{
	const struct person *p = (const struct person *)r;
	int32_t day = *(const int32_t *)wanted;

	return p->hired <= day && (p->dismissed == DATE_NONE || p->dismissed > day);
}

static void
assert_filtered(struct session *s, struct listing_spec *spec, keep_fn *keep, const void *wanted)
{
	struct reference ref = reference_load(s, KIND_PEOPLE, keep, wanted);

	assert_in_range(ref.count, 1, 499);
	reference_sort(s, &ref, people_by_name);
	assert_same_both(s, spec, &ref);
	reference_free(&ref);
}

static void
filters_keep_what_they_say(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	const struct field *birth = field_find(KIND_PEOPLE, "birth_date");
	const struct field *phone = field_find(KIND_PEOPLE, "phone");
	uint64_t school = town_id(s, KIND_ORGANISATIONS, "O003");
	int32_t days[] = {date_make(1980, 1, 1), date_make(1990, 12, 31)},
		today = date_make(2026, 5, 31);
	struct listing_spec spec = {.kind = KIND_PEOPLE, .nfilters = 2};

	spec.filters[0] = (struct filter){.field = field_find(KIND_PEOPLE, "staff_kind"),
	    .test = FILTER_EQUAL,
	    .value = STAFF_TEACHER};
	spec.filters[1] = (struct filter){.field = field_find(KIND_PEOPLE, "organisation"),
	    .test = FILTER_EQUAL,
	    .value = (int64_t)school};
	assert_filtered(s, &spec, is_teacher_of, &school);
	spec.filters[0] = (struct filter){.field = birth, .test = FILTER_FROM, .value = days[0]};
	spec.filters[1] = (struct filter){.field = birth, .test = FILTER_UNTIL, .value = days[1]};
	assert_filtered(s, &spec, was_born_between, days);
	spec.nfilters = 1;
	spec.filters[0] = (struct filter){.field = phone, .test = FILTER_EMPTY};
	assert_filtered(s, &spec, has_no_phone, NULL);
	spec.filters[0] = (struct filter){.field = phone, .test = FILTER_FILLED};
	assert_filtered(s, &spec, has_phone, NULL);
	spec.filters[0] = (struct filter){
	    .field = field_find(KIND_PEOPLE, "subjects"), .test = FILTER_EQUAL, .text = "физика"};
	assert_filtered(s, &spec, teaches, "физика");
	spec.filters[0] = (struct filter){
	    .field = field_find(KIND_PEOPLE, "hired"), .test = FILTER_IN_FORCE, .value = today};
	assert_filtered(s, &spec, works_on, &today);
}

static bool
has_no_birth_date(const struct record *r, const void *wanted)
{
	(void)wanted;
	return ((const struct person *)r)->birth_date == DATE_NONE;
}

static bool
has_birth_date(const struct record *r, const void *wanted)
{
	return !has_no_birth_date(r, wanted);
}

static bool
has_category(const struct record *r, const void *wanted)
{
	(void)wanted;
	return ((const struct person *)r)->category != 0;
}

static bool
has_no_category(const struct record *r, const void *wanted)
{
	return !has_category(r, wanted);
}

static bool
is_called(const struct record *r, const void *wanted)
{
	return compare_equal(slice_of(((const struct person *)r)->given_name), slice_of(wanted));
}

static bool
has_code(const struct record *r, const void *wanted)
{
	return strcmp(((const struct person *)r)->code, wanted) == 0;
}

/* Columns empty and filled; texts are equal as people compare them, codes letter by letter. */
static void
one_filter_of_each_sort(void **state)
{
	static const struct {
		const char *field;
		enum filter_test test;
		const char *text;
		keep_fn *keep;
	} cases[] = {
	    {"birth_date", FILTER_EMPTY, NULL, has_no_birth_date},
	    {"birth_date", FILTER_FILLED, NULL, has_birth_date},
	    {"category", FILTER_EMPTY, NULL, has_no_category},
	    {"category", FILTER_FILLED, NULL, has_category},
	    {"given_name", FILTER_EQUAL, "АННА", is_called},
	    {"phone", FILTER_EQUAL, NULL, has_no_phone},
	    {"code", FILTER_EQUAL, "P0007", has_code},
	};
	struct session *s = ((struct town *)*state)->s;
	struct listing_spec spec = {.kind = KIND_PEOPLE, .nfilters = 1};

	town_save(s,
	    RECORD(s, KIND_PEOPLE, "code=F1", "surname=Безвозрастная", "given_name=Анна",
		"organisation=O001", "position=учитель", "staff_kind=педагог", "hired=2020-09-01"));
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		spec.filters[0] = (struct filter){.field = field_find(KIND_PEOPLE, cases[i].field),
		    .test = cases[i].test,
		    .text = cases[i].text};
		assert_filtered(s, &spec, cases[i].keep, cases[i].text);
	}
}

static size_t
count_listed(struct session *s, const struct listing_spec *spec)
{
	struct listing *l = open_listing(s, spec, AS_ARRAY);
	size_t count = listing_count(l);

	listing_close(l);
	return count;
}

/* What nobody can be: no error, and nobody. */
static void
filters_that_nobody_passes(void **state)
{
	static const struct filter nobody[] = {
	    {.test = FILTER_EQUAL, .text = "p0007"}, /* a code in small letters */
	    {.test = FILTER_FROM, .value = 1},       /* a text is not before another */
	    {.test = FILTER_UNTIL, .value = 1},
	};
	struct session *s = ((struct town *)*state)->s;
	struct listing_spec spec = {.kind = KIND_PEOPLE, .nfilters = 1};

	for (size_t i = 0; i < sizeof(nobody) / sizeof(nobody[0]); i++) {
		spec.filters[0] = nobody[i];
		spec.filters[0].field = field_find(KIND_PEOPLE, "code");
		assert_int_equal(count_listed(s, &spec), 0);
	}
}

static bool
has_years(const struct record *r, const void *wanted)
{
	int64_t years = ((const struct application *)r)->experience_years;

	return years != NUMBER_NONE && years >= *(const int64_t *)wanted;
}

/* Numbers: from, up to, the same, and none. A reference to nothing is an empty one. */
static void
numbers_and_empty_references_are_filtered(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	int64_t years = 15;
	struct listing_spec spec = {.kind = KIND_APPLICATIONS, .nfilters = 1};
	struct reference ref = reference_load(s, KIND_APPLICATIONS, has_years, &years);
	struct filter *f = &spec.filters[0];
	size_t from, empty, all;

	spec.nfilters = 0;
	all = count_listed(s, &spec);
	spec.nfilters = 1;
	f->field = field_find(KIND_APPLICATIONS, "experience_years");
	f->test = FILTER_EMPTY;
	empty = count_listed(s, &spec);
	*f = (struct filter){.field = f->field, .test = FILTER_FROM, .value = years};
	from = count_listed(s, &spec);
	assert_int_equal(from, ref.count);
	assert_in_range(from, 1, all - 1);
	*f = (struct filter){.field = f->field, .test = FILTER_UNTIL, .value = years - 1};
	assert_int_equal(count_listed(s, &spec), all - empty - from);
	spec.nfilters = 2;
	f[0] = (struct filter){.field = f->field, .test = FILTER_EQUAL, .value = years};
	f[1] = (struct filter){.field = f->field, .test = FILTER_UNTIL, .value = years};
	all = count_listed(s, &spec);
	f[0].test = FILTER_FROM;
	assert_int_equal(count_listed(s, &spec), all);
	reference_free(&ref);

	spec.kind = KIND_PATHWAYS;
	spec.nfilters = 1;
	f[0] =
	    (struct filter){.field = field_find(KIND_PATHWAYS, "methodist"), .test = FILTER_EQUAL};
	all = count_listed(s, &spec);
	f[0].test = FILTER_EMPTY;
	assert_int_equal(count_listed(s, &spec), all);
}

static bool
attached_on(const struct record *r, const void *wanted)
{
	const struct attachment *a = (const struct attachment *)r;
	int32_t day = *(const int32_t *)wanted;

	return a->from <= day && (a->to == DATE_NONE || a->to >= day);
}

static int
attachments_newest_first(struct session *s, const struct record *left, const struct record *right)
{
	int32_t a = ((const struct attachment *)left)->from,
		b = ((const struct attachment *)right)->from;

	(void)s;
	if (a != b)
		return a > b ? -1 : 1;
	return by_id(right, left);
}

static void
what_is_in_force_is_told_by_day(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	int32_t days[] = {date_make(2024, 9, 1), date_make(2025, 6, 1), date_make(2026, 5, 31)};

	for (size_t i = 0; i < 3; i++) {
		struct listing_spec spec = {.kind = KIND_ATTACHMENTS, .nfilters = 1};
		struct reference ref = reference_load(s, KIND_ATTACHMENTS, attached_on, &days[i]);

		spec.filters[0] = (struct filter){.field = field_find(KIND_ATTACHMENTS, "from"),
		    .test = FILTER_IN_FORCE,
		    .value = days[i]};
		reference_sort(s, &ref, attachments_newest_first);
		assert_true(ref.count > 0);
		assert_same_both(s, &spec, &ref);
		reference_free(&ref);
	}
}

static bool
has_surname_with(const struct record *r, const void *wanted)
{
	const struct person *p = (const struct person *)r;
	struct buf text = {0}, word = {0};
	bool found;

	compare_put(&word, slice_of(wanted));
	compare_put(&text, slice_of(p->surname));
	found = memmem(text.data, text.len, word.data, word.len) != NULL;
	buf_free(&text);
	buf_free(&word);
	return found;
}

static void
words_find_in_either_layout(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct listing_spec spec = {.kind = KIND_PEOPLE, .search = "озерск"};
	struct reference ref = reference_load(s, KIND_PEOPLE, has_surname_with, "озерск");
	struct listing *l;

	reference_sort(s, &ref, people_by_name);
	assert_true(ref.count > 0);
	assert_same_both(s, &spec, &ref);
	spec.search = "jpthcr"; /* the same keys in the Latin layout */
	assert_same_both(s, &spec, &ref);
	l = open_listing(s, &spec, AS_ARRAY);
	assert_string_equal(listing_layout(l), "озерск");
	listing_close(l);
	reference_free(&ref);

	spec.search = "ов"; /* many hits: also a walk through the index */
	l = open_listing(s, &spec, TINY);
	assert_true(listing_count(l) > TINY && listing_count(l) < 500);
	listing_close(l);
	spec.search = "нетникого";
	l = open_listing(s, &spec, AS_ARRAY);
	assert_int_equal(listing_count(l), 0);
	assert_int_equal(listing_total(l), 500);
	assert_null(listing_layout(l));
	assert_int_equal(IN_VIEW(s, listing_find(l, VIEW, 1)), 0);
	listing_close(l);
	spec.search = "озерская ъъ"; /* some have the one, nobody both */
	l = open_listing(s, &spec, AS_ARRAY);
	assert_int_equal(listing_count(l), 0);
	assert_null(listing_layout(l));
	listing_close(l);
	spec.search = "ююю"; /* full stops in the other layout: no word */
	l = open_listing(s, &spec, AS_ARRAY);
	assert_int_equal(listing_count(l), 0);
	assert_null(listing_layout(l));
	listing_close(l);
	spec.search = "  ";
	l = open_listing(s, &spec, AS_ARRAY);
	assert_int_equal(listing_count(l), 500);
	listing_close(l);
}

static bool
is_surname_and_teacher(const struct record *r, const void *wanted)
{
	return ((const struct person *)r)->staff_kind == STAFF_TEACHER &&
	    has_surname_with(r, wanted);
}

static void
words_and_filters_narrow_together(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct listing_spec spec = {.kind = KIND_PEOPLE, .search = "королёв", .nfilters = 1};

	spec.filters[0] = (struct filter){.field = field_find(KIND_PEOPLE, "staff_kind"),
	    .test = FILTER_EQUAL,
	    .value = STAFF_TEACHER};
	assert_filtered(s, &spec, is_surname_and_teacher, "КОРОЛЕВ");
}

/* The ids 3, 14, 25 ... up to a number. */
static bool
is_marked(const struct record *r, const void *wanted)
{
	return r->id >= 3 && (r->id - 3) % 11 == 0 && r->id <= *(const uint64_t *)wanted;
}

static void
marked_rows_alone_can_be_shown(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t ids[40];
	struct listing_spec spec = {.kind = KIND_PEOPLE, .only = ids};

	for (uint64_t i = 0; i < 40; i++)
		ids[i] = 3 + i * 11;
	/* A few rows are sorted by themselves, many are met on a walk through all. */
	for (spec.nonly = 5; spec.nonly <= 40; spec.nonly += 35)
		assert_filtered(s, &spec, is_marked, &ids[spec.nonly - 1]);
	/* a mark upon a row that has gone passes no filter, of columns or of texts */
	ids[1] = 99999;
	spec.nonly = 2;
	spec.nfilters = 1;
	spec.filters[0] =
	    (struct filter){.field = field_find(KIND_PEOPLE, "surname"), .test = FILTER_FILLED};
	assert_int_equal(count_listed(s, &spec), 1);
	spec.filters[0].field = field_find(KIND_PEOPLE, "hired");
	assert_int_equal(count_listed(s, &spec), 1);
}

static bool
stop_at_once(void *context, size_t done, size_t total)
{
	size_t *calls = context;

	++*calls;
	assert_true(done <= total);
	return false;
}

static void
refusals_are_told_apart(void **state)
{
	struct town *town = *state;
	struct session *viewer = town_second(town, "gost", "viewer"), other_town = *viewer;
	struct listing_spec spec = {.kind = KIND_PEOPLE};
	struct listing *l;
	struct error e = {0};

	assert_int_equal(IN_VIEW(viewer, listing_open(&l, VIEW, &spec, NULL, NULL)), ST_OK);
	listing_close(l);
	spec.kind = KIND_MEMBERSHIPS;
	assert_int_equal(
	    profile_load(&other_town.profile, "tests/data/profiles/third.conf", &e), ST_OK);
	assert_int_equal(
	    IN_VIEW(&other_town, listing_open(&l, VIEW, &spec, NULL, NULL)), ST_REFUSED);
	assert_null(l);
	profile_free(other_town.profile);
	spec.kind = KIND_PEOPLE;
	assert_int_equal(session_account_remove(town->s, "gost", &e), ST_OK);
	assert_int_equal(IN_VIEW(viewer, listing_open(&l, VIEW, &spec, NULL, NULL)), ST_DENIED);
	assert_null(l);
	listing_close(NULL);
	town_second_close(viewer);
}

/* Enough records for more than one transaction of a scan. */
static void
long_work_can_be_stopped(void **state)
{
	struct town *town = *state;
	struct change *c = change_new(town->s->store, &town->s->actor, "import", "");
	struct record *r = record_new(KIND_REQUESTS);
	struct listing_spec spec = {.kind = KIND_REQUESTS, .nfilters = 1};
	struct listing *l;
	size_t calls = 0;

	for (int i = 0; i < 9000; i++) {
		char code[16];

		snprintf(code, sizeof(code), "code=Z%04d", i);
		record_clear(r);
		SET(town->s, r, code, "received=2026-05-24", "direction=consulting",
		    "text=Просим помочь");
		change_put(c, r);
	}
	assert_int_equal(change_commit(c, NULL, NULL), ST_OK);
	/* far from both ends a page is read in the order, which is made for it */
	spec.nfilters = 0;
	l = open_listing(town->s, &(struct listing_spec){.kind = KIND_REQUESTS}, TINY);
	assert_int_equal(IN_VIEW(town->s, listing_page(l, VIEW, 4500, 1, &r)), 1);
	assert_int_equal(IN_VIEW(town->s, listing_find(l, VIEW, r->id)), 4500);
	listing_close(l);
	record_free(r);
	spec.nfilters = 1;
	spec.filters[0] =
	    (struct filter){.field = field_find(KIND_REQUESTS, "text"), .test = FILTER_FILLED};
	assert_int_equal(
	    IN_VIEW(town->s, listing_open(&l, VIEW, &spec, stop_at_once, &calls)), ST_CANCELLED);
	assert_int_equal(calls, 1);
	assert_null(l);
	spec.nfilters = 0;
	spec.sort = field_find(KIND_REQUESTS, "code");
	assert_int_equal(
	    IN_VIEW(town->s, listing_open(&l, VIEW, &spec, stop_at_once, &calls)), ST_CANCELLED);
	assert_int_equal(calls, 2);
	spec.nfilters = 1;
	l = open_listing(town->s, &spec, AS_ARRAY);
	assert_int_equal(listing_count(l), 9000);
	assert_int_equal(
	    IN_VIEW(town->s, listing_find(l, VIEW, town_id(town->s, KIND_REQUESTS, "Z8999"))),
	    8999);
	listing_close(l);
}

static size_t
count_of(struct session *s, const char *words)
{
	const struct listing_spec spec = {.kind = KIND_PEOPLE, .search = words};
	struct listing *l = open_listing(s, &spec, AS_ARRAY);
	size_t count = listing_count(l);

	listing_close(l);
	return count;
}

/* What is remembered of one letter for the next holds for one state of the database only. */
static void
what_was_searched_before_is_not_trusted_after_a_change(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct listing_spec spec = {.kind = KIND_PEOPLE, .search = "озерск"};
	struct reference ref = reference_load(s, KIND_PEOPLE, has_surname_with, "озерск");

	reference_sort(s, &ref, people_by_name);
	assert_same_both(s, &spec, &ref);
	reference_free(&ref);
	assert_int_equal(count_of(s, "небыв"), 0);
	assert_int_equal(count_of(s, "небывал"), 0);
	assert_int_equal(count_of(s, "yt,sdfk"), 0);
	assert_true(count_of(s, "н") > 0);

	town_person(s, "P9001", "Аозерская-Небывалова", "Ян", "Львович");
	assert_int_equal(count_of(s, "небыв"), 1);
	assert_int_equal(count_of(s, "небывал"), 1);
	assert_int_equal(count_of(s, "yt,sdfk"), 1);
	ref = reference_load(s, KIND_PEOPLE, has_surname_with, "озерск");
	reference_sort(s, &ref, people_by_name);
	assert_same_both(s, &spec, &ref);
	reference_free(&ref);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(filters_keep_what_they_say),
	    cmocka_unit_test(filters_that_nobody_passes),
	    cmocka_unit_test(numbers_and_empty_references_are_filtered),
	    cmocka_unit_test(what_is_in_force_is_told_by_day),
	    cmocka_unit_test(words_find_in_either_layout),
	    cmocka_unit_test(words_and_filters_narrow_together),
	    cmocka_unit_test(marked_rows_alone_can_be_shown),
	    cmocka_unit_test(refusals_are_told_apart),
	    cmocka_unit_test(long_work_can_be_stopped),
	    cmocka_unit_test(what_was_searched_before_is_not_trusted_after_a_change),
	    cmocka_unit_test(one_filter_of_each_sort),
	};

	return cmocka_run_group_tests(tests, town_fill, town_tear_down);
}
