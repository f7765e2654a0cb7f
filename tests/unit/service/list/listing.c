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

/* The list's own order, which a stable sort keeps among what is equal. */
static struct reference
in_own_order(struct session *s, enum kind kind, keep_fn *keep, const void *wanted)
{
	struct listing_spec spec = {.kind = kind};
	struct listing *l = open_listing(s, &spec, AS_ARRAY);
	struct reference all = reference_load(s, kind, keep, wanted), ref = {0};
	uint64_t *ids;
	size_t n = IN_VIEW(s, listing_ids(l, VIEW, &ids));

	ref.rows = calloc(all.count + 1, sizeof(*ref.rows));
	assert_non_null(ref.rows);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < all.count; k++)
			if (all.rows[k]->id == ids[i])
				ref.rows[ref.count++] = all.rows[k];
	assert_int_equal(ref.count, all.count);
	free(all.rows);
	free(ids);
	listing_close(l);
	return ref;
}

/* What stands in nothing comes last, whichever way the rest is sorted. */
static int
empty_last(bool a, bool b)
{
	return (int)a - (int)b;
}

static int
compare_filled(const char *a, const char *b)
{
	return a[0] == '\0' || b[0] == '\0' ? empty_last(a[0] == '\0', b[0] == '\0')
					    : compare_folded(a, b);
}

static int
applications_by_titles(struct session *s, const struct record *a, const struct record *b)
{
	(void)s;
	return compare_filled(
	    ((const struct application *)a)->titles, ((const struct application *)b)->titles);
}

static int
applications_by_grounds(struct session *s, const struct record *a, const struct record *b)
{
	(void)s;
	return compare_filled(
	    ((const struct application *)a)->grounds, ((const struct application *)b)->grounds);
}

static int
compare_names(struct session *s, enum kind kind, uint64_t a, uint64_t b)
{
	struct buf left = {0}, right = {0};
	int order;

	if (a == 0 || b == 0)
		return empty_last(a == 0, b == 0);
	IN_VIEW(s, register_put_name(VIEW, kind, a, &left));
	IN_VIEW(s, register_put_name(VIEW, kind, b, &right));
	order = compare_folded(buf_text(&left), buf_text(&right));
	buf_free(&left);
	buf_free(&right);
	return order;
}

static int
events_by_item(struct session *s, const struct record *a, const struct record *b)
{
	return compare_names(
	    s, KIND_PLAN_ITEMS, ((const struct event *)a)->item, ((const struct event *)b)->item);
}

static int
pathways_by_methodist(struct session *s, const struct record *a, const struct record *b)
{
	return compare_names(s, KIND_PEOPLE, ((const struct pathway *)a)->methodist,
	    ((const struct pathway *)b)->methodist);
}

static bool
is_one_of_first(const struct record *r, const void *wanted)
{
	return r->id <= *(const uint64_t *)wanted;
}

/* Lists of words as their text, references as the names they lead to: of few, of many, and where
 * the list of what is referred to is in another order than that of the names. */
static void
columns_of_lists_and_references_sort_as_they_are_read(void **state)
{
	enum { FEW = 12 };
	static const struct {
		enum kind kind;
		const char *field;
		compare_fn *compare;
		bool few;
	} cases[] = {
	    {KIND_APPLICATIONS, "titles", applications_by_titles, false},
	    {KIND_APPLICATIONS, "grounds", applications_by_grounds, false},
	    {KIND_EVENTS, "item", events_by_item, false},
	    {KIND_PATHWAYS, "methodist", pathways_by_methodist, false},
	    {KIND_PATHWAYS, "methodist", pathways_by_methodist, true},
	};
	struct session *s = ((struct town *)*state)->s;
	uint64_t ids[FEW], last = FEW;

	for (uint64_t i = 0; i < FEW; i++)
		ids[i] = i + 1;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct listing_spec spec = {.kind = cases[i].kind,
		    .sort = field_find(cases[i].kind, cases[i].field),
		    .only = cases[i].few ? ids : NULL,
		    .nonly = FEW};
		struct reference ref =
		    in_own_order(s, cases[i].kind, cases[i].few ? is_one_of_first : NULL, &last);

		reference_sort(s, &ref, cases[i].compare);
		assert_same_both(s, &spec, &ref);
		reference_free(&ref);
	}
}

static void
add_request(struct session *s, const char *code, const char *direction)
{
	char pairs[2][64];

	snprintf(pairs[0], sizeof(pairs[0]), "code=%s", code);
	snprintf(pairs[1], sizeof(pairs[1]), "direction=%s", direction);
	town_save(s,
	    RECORD(
		s, KIND_REQUESTS, pairs[0], pairs[1], "received=2026-05-24", "text=Просим помочь"));
}

/* Directions stand in the order in which the town's rules have them, and so do no words at all. */
static void
columns_of_terms_stand_as_in_the_rules(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct listing_spec spec = {
	    .kind = KIND_REQUESTS, .sort = field_find(KIND_REQUESTS, "direction")};

	add_request(s, "Q1", "young_staff");
	add_request(s, "Q2", "consulting");
	add_request(s, "Q3", "events");
	add_request(s, "Q4", "contest_support");
	assert_listed(s, &spec, "Q2 Q4 Q3 Q1");
	spec.descending = true;
	assert_listed(s, &spec, "Q1 Q3 Q4 Q2");
}

/* A change after which the order of the people is not known any more. */
static void
touch_people(struct session *s)
{
	struct record *r = IN_VIEW(s, register_load_code(VIEW, KIND_PEOPLE, "P0002"));
	const char *phone = ((struct person *)r)->phone;

	if (strcmp(phone, "1") == 0)
		SET(s, r, "phone=2");
	else
		SET(s, r, "phone=1");
	town_save(s, r);
}

/* Pages near both ends of a list are read from the index while its order is not known, and are
 * those of the order that is known afterwards. */
static void
pages_are_read_before_the_order_is_known(void **state)
{
	enum { PAGE = 10, PAGES = 6 };
	struct session *s = ((struct town *)*state)->s;
	const struct listing_spec specs[] = {
	    {.kind = KIND_PEOPLE},
	    {.kind = KIND_PEOPLE, .descending = true},
	    {.kind = KIND_PEOPLE, .search = "ов"},
	    {.kind = KIND_PEOPLE, .search = "ов", .descending = true},
	};
	struct record *rows[PAGE];

	for (size_t i = 0; i < PAGE; i++)
		rows[i] = record_new(KIND_PEOPLE);
	for (size_t i = 0; i < sizeof(specs) / sizeof(specs[0]); i++) {
		uint64_t seen[PAGES][PAGE], *ids;
		struct listing *l;
		size_t n, got[PAGES];

		touch_people(s);
		l = open_listing(s, &specs[i], TINY);
		n = listing_count(l);
		assert_true(n > listing_total(l) / 8);
		for (size_t k = 0; k < PAGES; k++) {
			const size_t first[PAGES] = {0, 7, n / 2, n - PAGE, n - 3, n};

			got[k] = IN_VIEW(s, listing_page(l, VIEW, first[k], PAGE, rows));
			assert_int_equal(got[k], k < 4 ? PAGE : n - first[k]);
			for (size_t r = 0; r < got[k]; r++)
				seen[k][r] = rows[r]->id;
		}
		assert_int_equal(IN_VIEW(s, listing_ids(l, VIEW, &ids)), n);
		for (size_t k = 0; k < PAGES; k++) {
			const size_t first[PAGES] = {0, 7, n / 2, n - PAGE, n - 3, n};

			assert_memory_equal(seen[k], ids + first[k], got[k] * sizeof(*ids));
		}
		free(ids);
		listing_close(l);
	}
	for (size_t i = 0; i < PAGE; i++)
		record_free(rows[i]);
}

/* Rows that went after a list was counted are missing in its last page; those that are left stand
 * at its beginning. */
static void
a_last_page_is_what_is_left(void **state)
{
	enum { ADDED = 20, LEFT = 5, PAGE = 8 };
	struct session *s = ((struct town *)*state)->s;
	struct listing_spec spec = {.kind = KIND_CONTACTS};
	struct record *rows[PAGE];
	struct listing *l;
	struct error e = {0};
	uint64_t *ids;
	size_t n;

	for (unsigned i = 0; i < ADDED; i++) {
		char code[32];

		snprintf(code, sizeof(code), "code=Y%02u", i);
		town_save(s,
		    RECORD(s, KIND_CONTACTS, code, "name=Яковлев", "organisation_name=Институт",
			"role=партнёр"));
	}
	for (size_t i = 0; i < PAGE; i++)
		rows[i] = record_new(KIND_CONTACTS);
	l = open_listing(s, &spec, AS_ARRAY);
	n = IN_VIEW(s, listing_ids(l, VIEW, &ids));
	listing_close(l);
	l = open_listing(s, &spec, TINY);
	for (size_t i = 0; i < n - LEFT; i++) {
		struct record *r = IN_VIEW(s, register_load(VIEW, KIND_CONTACTS, ids[i]));

		assert_done(register_remove(s, r, &e), &e);
		record_free(r);
	}
	assert_int_equal(IN_VIEW(s, listing_page(l, VIEW, n - PAGE, PAGE, rows)), LEFT);
	for (size_t i = 0; i < LEFT; i++)
		assert_int_equal(rows[i]->id, ids[n - LEFT + i]);
	listing_close(l);
	free(ids);
	for (size_t i = 0; i < PAGE; i++)
		record_free(rows[i]);
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
	assert_int_equal(found_by(s, KIND_PEOPLE, "3 900 947-80-56"), 0);
	/* of the last of all, with words around it */
	r = RECORD(s, KIND_PEOPLE, "code=V0", "surname=Последняя", "given_name=Вера",
	    "organisation=O001", "position=учитель", "staff_kind=педагог", "hired=2020-09-01",
	    "phone=tel. 947-80-77 (доб. 12)");
	town_save(s, r);
	assert_int_equal(found_by(s, KIND_PEOPLE, "9478077"), 1);
	assert_int_equal(found_by(s, KIND_PEOPLE, "94780771"), 1);
}

/* A day finds those whose first date it is, in any year or in that one; what only looks like one
 * finds nobody. */
static void
days_are_found(void **state)
{
	static const struct {
		const char *typed;
		size_t count;
	} cases[] = {
	    {"29.02", 2},
	    {"29.2", 2},
	    {"29.02.", 2},
	    {"29.02.1988", 1},
	    {"29.2.1984", 1},
	    {"Високосная 29.02", 2},
	    {"29.02 Вторая", 1},
	    {"29.02 29.02", 0}, /* a day is named once, another is a word */
	    {"29.02.88", 0},
	    {"29.02.1988.", 0},
	    {"29.02x", 0},
	    {"29.2x", 0},
	    {"29.2а", 0},
	    {"29.02-1988", 0},
	    {"0.02", 0},
	    {"32.02", 0},
	    {"29.13", 0},
	    {"29.0", 0},
	    {"29.02.1988.29.02.1988", 0},
	};
	struct session *s = ((struct town *)*state)->s;
	size_t before[sizeof(cases) / sizeof(cases[0])];

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		before[i] = found_by(s, KIND_PEOPLE, cases[i].typed);
	town_save(s,
	    RECORD(s, KIND_PEOPLE, "code=V1", "surname=Високосная", "given_name=Первая",
		"birth_date=1988-02-29", "organisation=O001", "position=учитель",
		"staff_kind=педагог", "hired=2020-09-01"));
	town_save(s,
	    RECORD(s, KIND_PEOPLE, "code=V2", "surname=Високосная", "given_name=Вторая",
		"birth_date=1984-02-29", "organisation=O001", "position=учитель",
		"staff_kind=педагог", "hired=2020-09-01"));
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (found_by(s, KIND_PEOPLE, cases[i].typed) != before[i] + cases[i].count)
			fail_msg("%s", cases[i].typed);
	assert_int_equal(found_by(s, KIND_ORGANISATIONS, "29.02"), 0); /* they have no date */
}

/* Every word is found in a surname they had or in the record as it is. */
static void
former_surnames_are_found(void **state)
{
	static const struct {
		const char *typed;
		size_t count;
		const char *former; /* by which they were found; NULL: as they are called now */
	} cases[] = {
	    {"девичья", 1, "Девичья"}, {"ДЕВИЧЬ марфа", 1, "Девичья"},
	    {"девичья марфа посадница", 1, "Девичья"}, {"девичья пелагея", 0, NULL},
	    {"девичья марфа пелагея", 0, NULL}, {"замужняя", 1, "Замужняя"}, {"марфа", 1, NULL},
	    {"итоговая", 1, NULL},
	    {"а б в г д е ё ж девичья", 0, NULL}, /* more words than are looked for */
	};
	struct session *s = ((struct town *)*state)->s;
	uint64_t id = town_person(s, "V3", "Девичья", "Марфа", "Посадница");

	town_change(s, KIND_PEOPLE, id, "surname=Замужняя");
	town_change(s, KIND_PEOPLE, id, "phone=1");
	town_change(s, KIND_PEOPLE, id, "surname=Девичья-Итоговая");
	town_change(s, KIND_PEOPLE, id, "surname=Итоговая");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct listing_spec spec = {.kind = KIND_PEOPLE, .search = cases[i].typed};
		struct listing *l = open_listing(s, &spec, AS_ARRAY);

		assert_int_equal(listing_count(l), cases[i].count);
		if (cases[i].former == NULL)
			assert_null(listing_former(l, id));
		else
			assert_string_equal(listing_former(l, id), cases[i].former);
		assert_null(listing_former(l, id + 1));
		listing_close(l);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(people_stand_in_russian_order),
	    cmocka_unit_test(newest_applications_come_first),
	    cmocka_unit_test(columns_sort_by_what_they_mean),
	    cmocka_unit_test(equal_values_keep_the_newest_first),
	    cmocka_unit_test(columns_of_lists_and_references_sort_as_they_are_read),
	    cmocka_unit_test(columns_of_terms_stand_as_in_the_rules),
	    cmocka_unit_test(pages_are_read_before_the_order_is_known),
	    cmocka_unit_test(a_last_page_is_what_is_left),
	    cmocka_unit_test(removed_records_are_passed_over),
	    cmocka_unit_test(telephones_are_found_as_they_are_now),
	    cmocka_unit_test(days_are_found),
	    cmocka_unit_test(former_surnames_are_found),
	};

	return cmocka_run_group_tests(tests, town_fill, town_tear_down);
}
