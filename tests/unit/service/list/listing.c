/* SPDX-License-Identifier: MIT
 * service_listing.c - orders, pages and positions of lists, held either way.
 */
#include "tests/lib/reference.h"
#include "tests/lib/in_view.h"

static int
applications_by_date(struct session *s, const struct record *left, const struct record *right)
{
	const struct application *a = (const struct application *)left;
	const struct application *b = (const struct application *)right;

	(void)s;
	if (a->submitted != b->submitted)
		return a->submitted < b->submitted ? -1 : 1;
	return by_id(left, right);
}

static void
people_stand_in_russian_order(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct reference ref = reference_load(s, KIND_PEOPLE, NULL, NULL);
	struct listing_spec spec = {.kind = KIND_PEOPLE};
	struct listing *l;

	reference_sort(s, &ref, people_by_name);
	assert_int_equal(ref.count, 500);
	assert_same_both(s, &spec, &ref);
	spec.descending = true;
	reference_reverse(&ref);
	assert_same_both(s, &spec, &ref);
	l = open_listing(s, &spec, AS_ARRAY);
	assert_int_equal(listing_total(l), 500);
	assert_null(listing_layout(l));
	listing_close(l);
	reference_free(&ref);
}

static void
newest_applications_come_first(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct reference ref = reference_load(s, KIND_APPLICATIONS, NULL, NULL);
	struct listing_spec spec = {.kind = KIND_APPLICATIONS, .descending = true};

	reference_sort(s, &ref, applications_by_date);
	assert_same_both(s, &spec, &ref); /* against the natural direction: oldest first */
	spec.descending = false;
	reference_reverse(&ref);
	assert_true(((struct application *)ref.rows[0])->submitted >=
	    ((struct application *)ref.rows[1])->submitted);
	assert_same_both(s, &spec, &ref);
	reference_free(&ref);
}

/* Sorting by a column: the reference stands in the kind's order and is sorted stably. */
static int
people_by_birth(struct session *s, const struct record *left, const struct record *right)
{
	int32_t a = ((const struct person *)left)->birth_date,
		b = ((const struct person *)right)->birth_date;

	(void)s;
	if ((a == DATE_NONE) != (b == DATE_NONE))
		return a == DATE_NONE ? 1 : -1;
	return a < b ? -1 : a > b;
}

static int
people_by_birth_descending(struct session *s, const struct record *left, const struct record *right)
{
	int32_t a = ((const struct person *)left)->birth_date,
		b = ((const struct person *)right)->birth_date;

	(void)s;
	if ((a == DATE_NONE) != (b == DATE_NONE))
		return a == DATE_NONE ? 1 : -1;
	return a > b ? -1 : a < b;
}

static int
people_by_category(struct session *s, const struct record *left, const struct record *right)
{
	int a = ((const struct person *)left)->category,
	    b = ((const struct person *)right)->category;

	(void)s;
	return (a > 0 ? a : 99) - (b > 0 ? b : 99);
}

static int
people_by_position(struct session *s, const struct record *left, const struct record *right)
{
	(void)s;
	return compare_folded(
	    ((const struct person *)left)->position, ((const struct person *)right)->position);
}

static int
people_by_school(struct session *s, const struct record *left, const struct record *right)
{
	struct buf a = {0}, b = {0};
	int order;

	IN_VIEW(s,
	    register_put_name(
		VIEW, KIND_ORGANISATIONS, ((const struct person *)left)->organisation, &a));
	IN_VIEW(s,
	    register_put_name(
		VIEW, KIND_ORGANISATIONS, ((const struct person *)right)->organisation, &b));
	order = compare_folded(buf_text(&a), buf_text(&b));
	buf_free(&a);
	buf_free(&b);
	return order;
}

static void
columns_sort_by_what_they_mean(void **state)
{
	static const struct {
		const char *field;
		bool descending;
		compare_fn *compare;
	} cases[] = {
	    {"birth_date", false, people_by_birth},
	    {"birth_date", true, people_by_birth_descending},
	    {"category", false, people_by_category},
	    {"position", false, people_by_position},
	    {"organisation", false, people_by_school},
	};
	struct session *s = ((struct town *)*state)->s;
	struct reference ref;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct listing_spec spec = {.kind = KIND_PEOPLE,
		    .sort = field_find(KIND_PEOPLE, cases[i].field),
		    .descending = cases[i].descending};

		ref = reference_load(s, KIND_PEOPLE, NULL, NULL);
		reference_sort(s, &ref, people_by_name);
		reference_sort(s, &ref, cases[i].compare);
		assert_same_both(s, &spec, &ref);
		reference_free(&ref);
	}
}

static int
applications_by_years(struct session *s, const struct record *left, const struct record *right)
{
	int64_t a = ((const struct application *)left)->experience_years;
	int64_t b = ((const struct application *)right)->experience_years;

	(void)s;
	if ((a == NUMBER_NONE) != (b == NUMBER_NONE))
		return a == NUMBER_NONE ? 1 : -1;
	return a < b ? -1 : a > b;
}

static int
applications_by_consent(struct session *s, const struct record *left, const struct record *right)
{
	(void)s;
	return (int)((const struct application *)left)->publication_consent -
	    (int)((const struct application *)right)->publication_consent;
}

static void
equal_values_keep_the_newest_first(void **state)
{
	static const struct {
		const char *field;
		compare_fn *compare;
	} cases[] = {
	    {"experience_years", applications_by_years},
	    {"publication_consent", applications_by_consent},
	};
	struct session *s = ((struct town *)*state)->s;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct listing_spec spec = {.kind = KIND_APPLICATIONS,
		    .sort = field_find(KIND_APPLICATIONS, cases[i].field)};
		struct reference ref = reference_load(s, KIND_APPLICATIONS, NULL, NULL);

		reference_sort(s, &ref, applications_by_date);
		reference_reverse(&ref);
		reference_sort(s, &ref, cases[i].compare);
		assert_same_both(s, &spec, &ref);
		reference_free(&ref);
	}
}

static void
removed_records_are_passed_over(void **state)
{
	struct town *town = *state;
	struct listing_spec spec = {.kind = KIND_ASSESSMENTS};
	struct record *rows[5], *r;
	struct error e = {0};

	for (size_t i = 0; i < 5; i++)
		rows[i] = record_new(KIND_ASSESSMENTS);
	for (size_t small = AS_ARRAY; small <= TINY; small += TINY) {
		struct listing *l = open_listing(town->s, &spec, small);
		size_t count = listing_count(l);
		uint64_t gone;

		assert_int_equal(IN_VIEW(town->s, listing_page(l, VIEW, 0, 5, rows)), 5);
		gone = rows[2]->id;
		r = record_dup(rows[2]);
		assert_int_equal(register_remove(town->s, r, &e), ST_OK);
		record_free(r);
		assert_true(IN_VIEW(town->s, listing_page(l, VIEW, 0, 5, rows)) >= 4);
		for (size_t i = 0; i < 4; i++)
			assert_int_not_equal(rows[i]->id, gone);
		if (small == TINY)
			assert_int_equal(IN_VIEW(town->s, listing_find(l, VIEW, gone)), count);
		listing_close(l);
	}
	for (size_t i = 0; i < 5; i++)
		record_free(rows[i]);
}

static size_t
found_by(struct session *s, enum kind kind, const char *typed)
{
	struct listing_spec spec = {.kind = kind, .search = typed};
	struct listing *l = open_listing(s, &spec, AS_ARRAY);
	size_t count = listing_count(l);

	listing_close(l);
	return count;
}

/* Their digits are remembered, as long as nobody writes of that kind. */
static void
telephones_are_found_as_they_are_now(void **state)
{
	static const char *const now[] = {"phone=+7 (900) 947-80-56", NULL};
	struct session *s = ((struct town *)*state)->s;
	struct record *r = IN_VIEW(s, register_load_code(VIEW, KIND_PEOPLE, "P0007"));

	assert_int_equal(found_by(s, KIND_PEOPLE, "9478056"), 0);
	town_set(s, r, now);
	town_save(s, r);
	assert_int_equal(found_by(s, KIND_PEOPLE, "9478056"), 1);
	assert_int_equal(found_by(s, KIND_ORGANISATIONS, "9478056"), 0);
	assert_int_equal(found_by(s, KIND_PEOPLE, "8 900 947-80-56"), 1);
	assert_int_equal(found_by(s, KIND_PEOPLE, "80569"), 0); /* nor over the end of one */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(people_stand_in_russian_order),
	    cmocka_unit_test(newest_applications_come_first),
	    cmocka_unit_test(columns_sort_by_what_they_mean),
	    cmocka_unit_test(equal_values_keep_the_newest_first),
	    cmocka_unit_test(removed_records_are_passed_over),
	    cmocka_unit_test(telephones_are_found_as_they_are_now),
	};

	return cmocka_run_group_tests(tests, town_fill, town_tear_down);
}
