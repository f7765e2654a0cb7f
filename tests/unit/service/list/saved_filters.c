/* SPDX-License-Identifier: MIT
 * saved_filters.c - conditions kept by name: what was kept is read again, in whatever order they
 * are put and forgotten, and what the town no longer has is counted.
 */
#include "tests/lib/in_view.h"
#include "tests/lib/reference.h"

#include "service/core/settings.h"
#include "service/list/saved_filters.h"

static int
set_up(void **state)
{
	*state = town_new();
	return 0;
}

static struct filter
filter_on(const char *id, enum filter_test test, int64_t value, const char *text)
{
	return (struct filter){
	    .field = field_find(KIND_PEOPLE, id), .test = test, .value = value, .text = text};
}

static void
put(struct session *s, const char *name, const struct filter *items, size_t count)
{
	struct error e = {0};

	if (saved_filters_put(s, KIND_PEOPLE, name, items, count, &e) != ST_OK)
		fail_msg("%s", error_text(&e));
}

static void
what_is_kept_is_read_again(void **state)
{
	struct town *town = *state;
	const struct filter two[] = {filter_on("category", FILTER_EQUAL, 2, NULL),
	    filter_on("hired", FILTER_FROM, -365, NULL)};
	const struct filter one[] = {filter_on("phone", FILTER_FILLED, 0, NULL)};
	struct saved_filters all;

	put(town->s, "Первый", two, 2);
	put(town->s, "Второй", one, 1);
	put(town->s, "ПЕРВЫЙ", one, 1);
	put(town->s, "первый", two, 2);
	saved_filters_read(town->s, KIND_PEOPLE, &all);
	assert_int_equal(all.count, 2);
	assert_string_equal(all.items[0].name, "первый");
	assert_int_equal(all.items[0].count, 2);
	assert_int_equal(all.items[0].lost, 0);
	for (size_t i = 0; i < 2; i++) {
		assert_ptr_equal(all.items[0].items[i].field, two[i].field);
		assert_int_equal(all.items[0].items[i].test, two[i].test);
		assert_int_equal(all.items[0].items[i].value, two[i].value);
	}
	assert_ptr_equal(saved_filters_find(&all, "второй"), &all.items[1]);
	saved_filters_free(&all);
	saved_filters_forget(town->s, KIND_PEOPLE, "Первый");
	saved_filters_read(town->s, KIND_PEOPLE, &all);
	assert_int_equal(all.count, 1);
	assert_string_equal(all.items[0].name, "Второй");
	saved_filters_free(&all);
	saved_filters_read(town->s, KIND_APPLICATIONS, &all);
	assert_int_equal(all.count, 0);
	saved_filters_free(&all);
}

/* A newer program, another town: the rest of the filter stands, and what is not known is kept. */
static void
what_is_not_known_is_counted(void **state)
{
	struct town *town = *state;
	const struct filter one[] = {filter_on("phone", FILTER_FILLED, 0, NULL)};
	struct saved_filters all;

	settings_put(town->s, "filters.people",
	    "Новый\n\tcategory\tequal\t99\t\n\tno_such\tfilled\t0\t\n\tphone\twhat\t0\t\n"
	    "\tphone\tfilled\t0\t\n");
	put(town->s, "Второй", one, 1);
	saved_filters_read(town->s, KIND_PEOPLE, &all);
	assert_int_equal(all.count, 2);
	assert_int_equal(all.items[0].count, 1);
	assert_int_equal(all.items[0].lost, 3);
	saved_filters_free(&all);
}

/* One condition as it is kept: read as it was, or counted as lost. */
static void
a_condition_is_read_or_lost(void **state)
{
	static const struct {
		enum kind kind;
		const char *line;
		const char *text; /* what it is compared with; NULL: nothing */
		bool lost;
	} cases[] = {
	    {KIND_PEOPLE, "category\tequal\t1\t", NULL, false},
	    {KIND_PEOPLE, "category\tequal\t0\t", NULL, true},
	    {KIND_PEOPLE, "category\tequal\t-1\t", NULL, true},
	    {KIND_PEOPLE, "category\tempty\t0\t", NULL, false},
	    {KIND_PEOPLE, "subjects\tequal\t0\tфизика", "физика", false},
	    {KIND_PEOPLE, "hired\tequal\t0\t", NULL, false},
	    {KIND_PEOPLE, "category", NULL, true},
	    {KIND_PEOPLE, "", NULL, true},
	    {KIND_REQUESTS, "direction\tequal\t0\tconsulting", "consulting", false},
	    {KIND_REQUESTS, "direction\tequal\t0\tflying", NULL, true},
	    {KIND_REQUESTS, "direction\tequal\t0\t", NULL, true},
	    {KIND_REQUESTS, "direction\tequal\t0", NULL, true},
	    {KIND_REQUESTS, "direction\tfilled\t0\t", NULL, false},
	    {KIND_APPLICATIONS, "grounds\tequal\t0\tcontest_winner", "contest_winner", false},
	    {KIND_APPLICATIONS, "grounds\tequal\t0\tnone", NULL, true},
	};
	struct session *s = ((struct town *)*state)->s;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct saved_filter *it;
		struct buf setting = {0}, kept = {0};
		struct saved_filters all;

		buf_printf(&setting, "filters.%s", entity_of(cases[i].kind)->id);
		buf_printf(&kept, "Отбор\n\t%s", cases[i].line); /* without an end of the line */
		settings_put(s, buf_text(&setting), buf_text(&kept));
		saved_filters_read(s, cases[i].kind, &all);
		assert_int_equal(all.count, 1);
		it = &all.items[0];
		assert_int_equal(it->lost, cases[i].lost);
		assert_int_equal(it->count, !cases[i].lost);
		if (cases[i].text != NULL)
			assert_string_equal(it->items[0].text, cases[i].text);
		else if (!cases[i].lost)
			assert_null(it->items[0].text);
		saved_filters_free(&all);
		buf_free(&setting);
		buf_free(&kept);
	}
}

/* Texts are kept, more conditions than a list takes are lost, and those of names for which there is
 * no room are nobody else's. */
static void
there_is_room_for_so_many(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	const struct filter of_text[] = {filter_on("subjects", FILTER_EQUAL, 0, "физика, химия")};
	struct saved_filters all;
	struct buf kept = {0};

	put(s, "Предметы", of_text, 1);
	saved_filters_read(s, KIND_PEOPLE, &all);
	assert_string_equal(all.items[0].items[0].text, "физика, химия");
	assert_null(saved_filters_find(&all, "Предмет"));
	saved_filters_free(&all);

	buf_puts(&kept, "\tphone\tfilled\t0\t\nМного\n"); /* a condition of no filter */
	for (int i = 0; i <= LISTING_FILTERS; i++)
		buf_puts(&kept, "\tphone\tfilled\t0\t\n");
	for (int i = 1; i <= SAVED_FILTERS; i++)
		buf_printf(&kept, "Отбор %d\n\tphone\tfilled\t0\t\n", i);
	settings_put(s, "filters.people", buf_text(&kept));
	saved_filters_read(s, KIND_PEOPLE, &all);
	assert_int_equal(all.count, SAVED_FILTERS);
	assert_string_equal(all.items[0].name, "Много");
	assert_int_equal(all.items[0].count, LISTING_FILTERS);
	assert_int_equal(all.items[0].lost, 1);
	for (size_t i = 1; i < all.count; i++)
		assert_int_equal(all.items[i].count, 1);
	saved_filters_free(&all);
	buf_free(&kept);
}

/* A field that the town's rules have added is text, and sorted and filtered as such. */
static void
a_field_of_the_towns_is_sorted_and_filtered_by(void **state)
{
	static const struct {
		enum filter_test test;
		const char *text, *codes;
	} cases[] = {
	    {FILTER_EQUAL, "вторая", "P1"},
	    {FILTER_FILLED, NULL, "P1 P3"},
	    {FILTER_EMPTY, NULL, "P2"},
	};
	static const char *const shifts[] = {"вторая", "", "первая"};
	struct session *s = ((struct town *)*state)->s;
	struct listing_spec spec = {.kind = KIND_PEOPLE};
	struct saved_filters lost;
	const struct field *shift;

	town_force_rules(s, "tests/data/profiles/zarechny.conf");
	town_school(s, "O001", "Школа № 1");
	for (size_t i = 0; i < 3; i++) {
		char code[8];
		struct record *r;
		uint64_t id;

		snprintf(code, sizeof(code), "P%zu", i + 1);
		id = town_person(s, code, "Ли", "Анна", "Петровна");
		r = IN_VIEW(s, register_load(VIEW, KIND_PEOPLE, id));
		record_set_own(r, "shift", shifts[i], strlen(shifts[i]));
		town_save(s, r);
	}
	shift = profile_field(s->profile, KIND_PEOPLE, slice_of("shift"));
	spec.sort = shift;
	assert_listed(s, &spec, "P1 P3 P2");
	spec.nfilters = 1;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct filter one = {
		    .field = shift, .test = cases[i].test, .text = cases[i].text};
		struct saved_filters all;

		put(s, "Смена", &one, 1);
		saved_filters_read(s, KIND_PEOPLE, &all);
		spec.filters[0] = all.items[0].items[0];
		assert_ptr_equal(spec.filters[0].field, shift);
		assert_listed(s, &spec, cases[i].codes);
		saved_filters_free(&all);
	}
	/* a word that is none of the field's, and a number, which a word of the town's is not */
	settings_put(
	    s, "filters.people", "Смена\n\tshift\tequal\t0\tтретья\n\tshift\tequal\t1\t\n");
	saved_filters_read(s, KIND_PEOPLE, &lost);
	assert_int_equal(lost.items[0].lost, 2);
	saved_filters_free(&lost);
}

static void
names_are_asked_for(void **state)
{
	struct town *town = *state;
	const struct filter one[] = {filter_on("phone", FILTER_FILLED, 0, NULL)};
	struct error e = {0};
	char name[64];

	assert_int_equal(saved_filters_put(town->s, KIND_PEOPLE, "", one, 1, &e), ST_REFUSED);
	assert_int_equal(
	    saved_filters_put(town->s, KIND_PEOPLE, "в\tстолбец", one, 1, &e), ST_REFUSED);
	assert_non_null(strstr(error_text(&e), "нужно имя"));
	assert_int_equal(
	    saved_filters_put(town->s, KIND_PEOPLE,
		"имя, которое длиннее всякого окна, куда его хотели бы поместить", one, 1, &e),
	    ST_REFUSED);
	for (int i = 0; i < SAVED_FILTERS; i++) {
		snprintf(name, sizeof(name), "Отбор %d", i);
		put(town->s, name, one, 1);
	}
	assert_int_equal(saved_filters_put(town->s, KIND_PEOPLE, "Ещё", one, 1, &e), ST_REFUSED);
	put(town->s, "Отбор 7", one, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(what_is_kept_is_read_again, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(what_is_not_known_is_counted, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(a_condition_is_read_or_lost, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(there_is_room_for_so_many, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(
		a_field_of_the_towns_is_sorted_and_filtered_by, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(names_are_asked_for, set_up, town_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
