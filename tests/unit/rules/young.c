/* SPDX-License-Identifier: MIT
 * young.c - the span of days somebody is young is what the indicators count, day by day.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/date.h"
#include "rules/marks.h"
#include "rules/young.h"

enum { PEOPLE = 400, DAYS = 60 };

/* Counted, and counted as unknown, on a day by the marks. */
static void
mark(const struct indicator_rules *rules, int32_t birth, int32_t career, int32_t day,
    uint32_t counts[MARKS_COUNTED])
{
	const int32_t one = 1, hired = date_make(1990, 1, 1), open = FACT_OPEN;
	struct marks_period period = {.from = day,
	    .to = day,
	    .young_born = date_first_within(day, rules->young_age + rules->young_age_inclusive),
	    .young_began = date_first_within(day, rules->young_years)};
	struct marks *m = marks_new(1u << 1, &period, 1);

	marks_add_people(m,
	    &(struct people_columns){.first = 1,
		.count = 1,
		.staff_kind = &one,
		.level = &one,
		.organisation = &one,
		.birth_date = &birth,
		.career_start = &career,
		.hired = &hired,
		.dismissed = &open});
	marks_end(m);
	marks_count(m, 0, counts);
	marks_free(m);
}

static bool
holds(const struct young_span *span, enum young as, int32_t day)
{
	return span->young == as && (span->since == DATE_NONE || day >= span->since) &&
	    (span->until == DATE_NONE || day < span->until);
}

static int32_t
random_day(int first, int last)
{
	int32_t from = date_make(first, 1, 1), to = date_make(last, 12, 31);

	if (rand() % 8 == 0)
		return DATE_NONE;
	if (rand() % 8 == 0) /* with no anniversary in most years */
		return date_make((first + rand() % (last - first + 1)) / 4 * 4, 2, 29);
	return from + rand() % (to - from + 1);
}

static void
test_span_is_what_is_counted(void **state)
{
	const int32_t horizon = date_make(2024, 9, 1);
	unsigned known = 0, unknown = 0;

	(void)state;
	srand(19);
	for (int i = 0; i < PEOPLE; i++) {
		struct indicator_rules rules = {.staff = 1u << 1,
		    .young_age = 35,
		    .young_age_inclusive = i % 2 == 0,
		    .young_years = 3};
		int32_t birth = random_day(1984, 2003), career = random_day(2018, 2027);
		struct young_span span = young_span(&rules, birth, career, horizon);

		for (int k = 0; k < DAYS; k++) {
			int32_t day = horizon + rand() % 1500;
			uint32_t counts[MARKS_COUNTED];

			if (k < 3 && span.until != DATE_NONE) /* about the end of it */
				day = span.until - 1 + k;
			if (k >= 3 && k < 6 && span.since != DATE_NONE)
				day = span.since - 4 + k;
			if (day < horizon)
				continue;
			mark(&rules, birth, career, day, counts);
			assert_int_equal(counts[MARK_YOUNG], holds(&span, YOUNG_KNOWN, day));
			assert_int_equal(counts[MARK_UNKNOWN], holds(&span, YOUNG_UNKNOWN, day));
			known += counts[MARK_YOUNG];
			unknown += counts[MARK_UNKNOWN];
		}
		assert_true(span.since == DATE_NONE || span.since >= horizon);
		assert_true(span.until == DATE_NONE || span.until > horizon);
	}
	assert_true(known > 500 && unknown > 500);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_span_is_what_is_counted)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
