/* SPDX-License-Identifier: MIT
 * rules_marks.c - marks of people who come in portions nobody announced, for any number of periods.
 */
#include "tests/lib/rules_help.h"

#include <stdlib.h>

#include "rules/marks.h"

enum { PEOPLE = 200, FIRST = 70 };

static int32_t
at_work(size_t id, size_t period)
{
	return id % 7 <= period;
}

/* Person id is at work from the period id % 7 on; every third was assessed in each period. */
static void
add_people(struct marks *m, uint64_t first, size_t count)
{
	int32_t kind[PEOPLE], none[PEOPLE], hired[PEOPLE], open[PEOPLE];

	for (size_t i = 0; i < count; i++) {
		kind[i] = first + i > 0;
		none[i] = DATE_NONE;
		hired[i] = day(20260101) + (int32_t)((first + i) % 7) * 10;
		open[i] = FACT_OPEN;
	}
	marks_add_people(m,
	    &(struct people_columns){.first = first,
		.count = count,
		.staff_kind = kind,
		.level = kind,
		.organisation = kind,
		.birth_date = none,
		.career_start = none,
		.hired = hired,
		.dismissed = open});
}

static void
add_assessments(struct marks *m, size_t periods)
{
	int32_t person[PEOPLE * 2] = {0}, on[PEOPLE * 2] = {0};
	size_t count = 0;

	for (size_t p = 0; p < periods; p++) {
		count = 0;
		for (int32_t id = 0; id < PEOPLE + 50; id += 3) { /* some of nobody */
			person[count] = id;
			on[count++] = day(20260105) + (int32_t)p * 10;
		}
		marks_add_facts(m,
		    &(struct fact_columns){.type = FACT_ASSESSED,
			.count = count,
			.person = person,
			.from = on,
			.to = on});
	}
}

static void
check_period(const struct marks *m, unsigned p)
{
	uint64_t staff = 0, assessed = 0, *ids;
	uint32_t counts[MARKS_COUNTED];
	uint16_t of[PEOPLE + 10];
	size_t count = marks_list(m, p, MARK_ASSESSED, &ids), n = 0;

	marks_count(m, p, counts);
	marks_of_people(m, p, of, PEOPLE + 10);
	for (size_t id = 0; id < PEOPLE + 10; id++) {
		bool is_staff = id > 0 && id < PEOPLE && at_work(id, p);
		bool is_assessed = is_staff && id % 3 == 0;

		staff += is_staff;
		assessed += is_assessed;
		assert_int_equal(of[id] >> MARK_STAFF & 1, is_staff);
		assert_int_equal(of[id] >> MARK_ASSESSED & 1, is_assessed);
		assert_int_equal(of[id] >> MARK_UNKNOWN & 1, is_staff);
		assert_int_equal(of[id] >> MARK_YOUNG & 1, 0);
		if (is_assessed)
			assert_int_equal(ids[n++], id);
	}
	assert_int_equal(count, n);
	assert_int_equal(counts[MARK_STAFF], staff);
	assert_int_equal(counts[MARK_ASSESSED], assessed);
	assert_int_equal(counts[MARK_TRAINED], 0);
	free(ids);
}

static void
any_number_of_periods(void **state)
{
	(void)state;
	for (size_t periods = 1; periods <= MARKS_PERIODS; periods++) {
		struct marks_period of[MARKS_PERIODS];
		struct marks *m;

		for (size_t p = 0; p < periods; p++)
			of[p] = (struct marks_period){.from = day(20260101) + (int32_t)p * 10,
			    .to = day(20260101) + (int32_t)p * 10 + 9};
		m = marks_new(1u << 1, of, periods);
		add_people(m, 0, FIRST);
		add_people(m, FIRST, PEOPLE - FIRST);
		add_assessments(m, periods);
		marks_end(m);
		for (unsigned p = 0; p < periods; p++)
			check_period(m, p);
		marks_free(m);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(any_number_of_periods)};

	return cmocka_run_group_tests_name("rules/marks", tests, NULL, NULL);
}
