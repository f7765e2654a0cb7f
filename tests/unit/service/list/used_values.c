/* SPDX-License-Identifier: MIT
 * used_values.c - what was typed before is offered, the most used first.
 */
#include "tests/lib/town.h"

#include "service/list/used_values.h"

static int
set_up(void **state)
{
	struct town *town = town_new();

	town_load(town->s, KIND_ORGANISATIONS);
	town_load(town->s, KIND_PEOPLE);
	*state = town;
	return 0;
}

static void
values_are_counted(void **state)
{
	struct town *town = *state;
	const struct field *f = field_find(KIND_APPLICATIONS, "position");
	struct used_values u;
	size_t sum = 0;
	struct view v;

	assert_true(used_values_repeat(f));
	assert_false(used_values_repeat(field_find(KIND_APPLICATIONS, "surname")));
	view_open(&v, town->s);
	used_values_read(&v, f, &u);
	view_close(&v);
	assert_true(u.count > 1 && u.total > u.count);
	for (size_t i = 0; i < u.count; i++) {
		sum += u.items[i].count;
		assert_true(i == 0 || u.items[i - 1].count >= u.items[i].count);
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(u.items[i].text, u.items[k].text);
	}
	assert_int_equal(sum, u.total);
	assert_non_null(used_values_begun(&u, slice_of("УЧИ"), NULL));
	assert_null(used_values_begun(&u, slice_of("щщщ"), NULL));
	assert_null(used_values_begun(&u, slice_of(""), NULL));
	assert_null(used_values_only(&u, slice_of("уч"))); /* several begin so */
	assert_true(used_values_has(&u, slice_of("Воспитатель")));
	assert_false(used_values_has(&u, slice_of("воспит")));
	used_values_free(&u);
}

/* A subject area is known when somebody teaches it. */
static void
subjects_of_people_count(void **state)
{
	struct town *town = *state;
	struct used_values u;
	struct view v;

	view_open(&v, town->s);
	used_values_read(&v, field_find(KIND_APPLICATIONS, "subject_area"), &u);
	view_close(&v);
	assert_true(used_values_has(&u, slice_of("математика")));
	assert_string_equal(used_values_only(&u, slice_of("Рус")), "русский язык");
	used_values_free(&u);
}

static void
read_values(struct session *s, const struct field *f, struct used_values *u)
{
	struct view v;

	view_open(&v, s);
	used_values_read(&v, f, u);
	view_close(&v);
}

/* Written in two ways it is one value still; of a field that repeats nothing else its own are read.
 */
static void
one_value_in_two_spellings_is_the_only_one(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	const struct field *surname = field_find(KIND_PEOPLE, "surname");
	struct used_values u;

	town_person(s, "U1", "Ёлкина", "Анна", "Петровна");
	town_person(s, "U2", "ЕЛКИНА", "Анна", "Петровна");
	assert_false(used_values_repeat(surname));
	read_values(s, surname, &u);
	assert_true(
	    fold_equal(slice_of(used_values_only(&u, slice_of("елк"))), slice_of("Елкина")));
	assert_null(used_values_only(&u, slice_of("")));
	assert_null(used_values_only(&u, slice_of("ялк")));
	used_values_free(&u);
	town_person(s, "U3", "Ёлкинаити", "Анна", "Петровна");
	read_values(s, surname, &u);
	assert_null(used_values_only(&u, slice_of("елк"))); /* the third begins so, too */
	assert_string_equal(used_values_only(&u, slice_of("елкинаи")), "Ёлкинаити");
	used_values_free(&u);
}

static bool
is_long(const char *text)
{
	return strlen(text) > sizeof("Анна Анна");
}

/* Names of people are offered, and nothing is said of a new one. */
static void
names_of_people_are_offered(void **state)
{
	const struct field *f = field_find(KIND_APPLICATIONS, "given_name");
	struct town *town = *state;
	struct used_values u;
	struct view v;

	assert_true(used_values_repeat(f) && used_values_names(f));
	assert_false(used_values_names(field_find(KIND_APPLICATIONS, "position")));
	view_open(&v, town->s);
	used_values_read(&v, f, &u);
	view_close(&v);
	assert_string_equal(used_values_begun(&u, slice_of("о"), NULL), "Ольга");
	assert_string_not_equal(used_values_begun(&u, slice_of("а"), is_long), "Анна");
	used_values_free(&u);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(values_are_counted, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(subjects_of_people_count, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(
		one_value_in_two_spellings_is_the_only_one, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(names_of_people_are_offered, set_up, town_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
