/* SPDX-License-Identifier: MIT
 * saved_filters.c - conditions kept by name: what was kept is read again, in whatever order they
 * are put and forgotten, and what the town no longer has is counted.
 */
#include "tests/lib/town.h"

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

static void
names_are_asked_for(void **state)
{
	struct town *town = *state;
	const struct filter one[] = {filter_on("phone", FILTER_FILLED, 0, NULL)};
	struct error e = {0};
	char name[64];

	assert_int_equal(saved_filters_put(town->s, KIND_PEOPLE, "", one, 1, &e), ST_REFUSED);
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
	    cmocka_unit_test_setup_teardown(names_are_asked_for, set_up, town_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
