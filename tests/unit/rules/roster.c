/* SPDX-License-Identifier: MIT
 * rules_roster.c - terms of membership, and people in Russian order.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/date.h"
#include "rules/roster.h"

static struct membership
member(uint64_t person, const char *area, int32_t from, int32_t to)
{
	return (struct membership){.person = person, .subject_area = area, .from = from, .to = to};
}

static void
both_ends_of_a_term_belong_to_it(void **state)
{
	struct membership closed = member(1, "", 10, 20), open = member(1, "", 10, DATE_NONE);

	(void)state;
	assert_false(membership_in_force(&closed, 9));
	assert_true(membership_in_force(&closed, 10));
	assert_true(membership_in_force(&closed, 20));
	assert_false(membership_in_force(&closed, 21));
	assert_true(membership_in_force(&open, 100000));
}

static void
overlap_is_of_one_person_and_subject(void **state)
{
	struct membership a = member(1, "Начальные  классы", 10, 20);
	const struct {
		struct membership other;
		bool overlaps;
	} cases[] = {
	    {member(1, "начальные классы", 20, 30), true},
	    {member(1, "начальные классы", 21, 30), false},
	    {member(1, "начальные классы", 1, 10), true},
	    {member(1, "начальные классы", 1, 9), false},
	    {member(1, "начальные классы", 1, DATE_NONE), true},
	    {member(1, "начальные классы", 12, 13), true},
	    {member(2, "начальные классы", 12, 13), false},
	    {member(1, "математика", 12, 13), false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(membership_overlaps(&a, &cases[i].other), cases[i].overlaps);
		assert_int_equal(membership_overlaps(&cases[i].other, &a), cases[i].overlaps);
	}
}

/* What one roster has more or less than the other is told by who came and who went. */
static void
joined_and_left_explain_the_difference(void **state)
{
	(void)state;
	for (int32_t begin = 8; begin < 24; begin++) {
		for (int32_t end = begin; end < 24; end++) {
			struct membership m = member(1, "", begin, end);
			int before = membership_in_force(&m, 12),
			    after = membership_in_force(&m, 18);

			assert_int_equal(after - before,
			    (int)membership_joined(&m, 12, 18) - (int)membership_left(&m, 12, 18));
		}
	}
}

static int
compare(const char *const *a, const char *const *b)
{
	struct buf left = {0}, right = {0};
	int order;

	roster_put_order(&left, a[0], a[1], a[2], a[3]);
	roster_put_order(&right, b[0], b[1], b[2], b[3]);
	order = slice_compare(buf_slice(&left), buf_slice(&right));
	buf_free(&left);
	buf_free(&right);
	return order;
}

static void
people_stand_in_russian_order(void **state)
{
	static const char *const people[][4] = {
	    {"Анна Мария", "Анна", "", "P9"},
	    {"Анна-Мария", "Анна", "", "P9"},
	    {"Аннаева", "Анна", "", "P9"},
	    {"Берестов", "Пётр", "", "P1"},
	    {"Берестова", "Алена", "", "P9"},
	    {"Берестова", "Алена", "Игоревна", "P5"},
	    {"Берестова", "Алёна", "Игоревна", "P1"}, /* ё behind е when all else is equal */
	    {"берестова", "алёна", "игоревна", "P2"}, /* then the code */
	    {"Берестова", "Алёна", "Ильинична", "P0"},
	    {"Ёлкина", "Яна", "", "P1"},
	    {"Ельцова", "Анна", "", "P1"},
	    {"Яковлева", "Анна", "", "P1"},
	};
	size_t count = sizeof(people) / sizeof(people[0]);

	(void)state;
	for (size_t i = 0; i < count; i++)
		for (size_t j = i + 1; j < count; j++)
			if (compare(people[i], people[j]) >= 0)
				fail_msg("%s %s %s", people[i][0], people[i][1], people[j][1]);
}

static void
an_area_may_cover_several_subjects(void **state)
{
	(void)state;
	assert_true(area_covers("история, обществознание", slice_of("Обществознание")));
	assert_true(area_covers("химия; биология", slice_of("биология")));
	assert_false(area_covers("история, обществознание", slice_of("знание")));
	assert_false(area_covers("", slice_of("история")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(both_ends_of_a_term_belong_to_it),
	    cmocka_unit_test(overlap_is_of_one_person_and_subject),
	    cmocka_unit_test(joined_and_left_explain_the_difference),
	    cmocka_unit_test(people_stand_in_russian_order),
	    cmocka_unit_test(an_area_may_cover_several_subjects),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
