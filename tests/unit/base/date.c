/* SPDX-License-Identifier: MIT
 * base_date.c - the calendar: every day of four centuries, anniversaries, forms of a date.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/date.h"

static void
days_follow_each_other(void **state)
{
	int32_t expected = date_make(1600, 1, 1);

	(void)state;
	assert_int_equal(date_make(1970, 1, 1), 0);
	assert_int_equal(date_make(2000, 3, 1), 11017);
	assert_int_equal(date_make(1, 1, 1), -719162);
	for (int y = 1600; y < 2001; y++)
		for (int m = 1; m <= 12; m++)
			for (int d = 1; d <= 31; d++) {
				int32_t date = date_make(y, m, d);
				int y2, m2, d2;

				if (date == DATE_NONE)
					continue;
				assert_int_equal(date, expected++);
				date_parts(date, &y2, &m2, &d2);
				assert_true(y2 == y && m2 == m && d2 == d);
			}
	assert_int_equal(expected, date_make(2001, 1, 1));
}

static void
days_that_do_not_exist(void **state)
{
	(void)state;
	assert_int_equal(date_make(2023, 2, 29), DATE_NONE);
	assert_int_equal(date_make(1900, 2, 29), DATE_NONE);
	assert_int_not_equal(date_make(2000, 2, 29), DATE_NONE);
	assert_int_equal(date_make(2024, 4, 31), DATE_NONE);
	assert_int_equal(date_make(2024, 13, 1), DATE_NONE);
	assert_int_equal(date_make(2024, 0, 1), DATE_NONE);
	assert_int_equal(date_make(2024, 1, 0), DATE_NONE);
	assert_int_equal(date_make(0, 1, 1), DATE_NONE);
	assert_int_equal(date_make(10000, 1, 1), DATE_NONE);
	assert_int_not_equal(date_make(9999, 12, 31), DATE_NONE);
}

static void
anniversaries(void **state)
{
	int32_t leap = date_make(2024, 2, 29);

	(void)state;
	assert_int_equal(date_add_years(leap, 1), date_make(2025, 3, 1));
	assert_int_equal(date_add_years(leap, 4), date_make(2028, 2, 29));
	assert_int_equal(date_add_years(date_make(2020, 2, 28), 5), date_make(2025, 2, 28));
	assert_int_equal(date_full_years(leap, date_make(2025, 2, 28)), 0);
	assert_int_equal(date_full_years(leap, date_make(2025, 3, 1)), 1);
	assert_int_equal(date_full_years(leap, date_make(2028, 2, 28)), 3);
	assert_int_equal(date_full_years(leap, date_make(2028, 2, 29)), 4);
	assert_int_equal(date_full_years(date_make(2020, 9, 1), date_make(2025, 8, 31)), 4);
	assert_int_equal(date_full_years(date_make(2020, 9, 1), date_make(2025, 9, 1)), 5);
	assert_int_equal(date_full_years(leap, leap), 0);
}

static void
spans(void **state)
{
	(void)state;
	assert_true(date_spans_meet(10, 20, 20, 30));
	assert_true(date_spans_meet(20, 30, 10, 20));
	assert_true(date_spans_meet(10, 40, 20, 30));
	assert_false(date_spans_meet(10, 19, 20, 30));
	assert_false(date_spans_meet(20, 30, 10, 19));
	assert_true(date_spans_meet(10, DATE_NONE, 20, 30));
	assert_false(date_spans_meet(31, DATE_NONE, 20, 30));
	assert_false(date_spans_meet(20, 30, 31, DATE_NONE));
	assert_true(date_spans_meet(10, DATE_NONE, 99, DATE_NONE));
}

static void
strict_forms(void **state)
{
	static const struct {
		const char *text;
		enum date_parse result;
	} cases[] = {
	    {"31.05.1991", DATE_PARSED},
	    {"1991-05-31", DATE_PARSED},
	    {"31.02.1985", DATE_NOT_EXISTING},
	    {"2023-02-29", DATE_NOT_EXISTING},
	    {"00.01.2020", DATE_NOT_EXISTING},
	    {"01.01.0000", DATE_NOT_EXISTING},
	    {"20.08.12", DATE_NOT_A_DATE},
	    {"1.9.2012", DATE_NOT_A_DATE},
	    {"2012/08/20", DATE_NOT_A_DATE},
	    {"20/08/2012", DATE_NOT_A_DATE},
	    {"2012-08-20 00:00:00", DATE_NOT_A_DATE},
	    {"20.08-2012", DATE_NOT_A_DATE},
	    {"2012-08.20", DATE_NOT_A_DATE},
	    {"+1.08.2012", DATE_NOT_A_DATE},
	    {"сегодня", DATE_NOT_A_DATE},
	    {"", DATE_NOT_A_DATE},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int32_t date = 5;

		assert_int_equal(date_parse(slice_of(cases[i].text), &date), cases[i].result);
		assert_int_equal(
		    date, cases[i].result == DATE_PARSED ? date_make(1991, 5, 31) : DATE_NONE);
	}
}

/* What is typed on 31 May 2026. */
static const struct {
	const char *text;
	const char *date; /* NULL: refused */
} typed[] = {
    {"сегодня", "2026-05-31"},
    {"Вчера", "2026-05-30"},
    {"ЗАВТРА", "2026-06-01"},
    {"+7", "2026-06-07"},
    {"-31", "2026-04-30"},
    {"1.9", "2026-09-01"},
    {"1.9.", "2026-09-01"},
    {"01.9.2025", "2025-09-01"},
    {"31.05.1991", "1991-05-31"},
    {"1991-05-31", "1991-05-31"},
    {"31.2", NULL},
    {"29.2", NULL},
    {"15.05.26", "2026-05-15"},
    {"1.9.25", "2025-09-01"},
    {"1.9.36", "2036-09-01"},
    {"1.9.37", "1937-09-01"},
    {"150526", "2026-05-15"},
    {"15052026", "2026-05-15"},
    {"1505", "2026-05-15"},
    {"15-05-2026", "2026-05-15"},
    {"15/05", "2026-05-15"},
    {"15,5,26", "2026-05-15"},
    {"15ю5", "2026-05-15"},
    {"15 мая 2026 г.", "2026-05-15"},
    {"15 Мая", "2026-05-15"},
    {"1 сент. 25", "2025-09-01"},
    {"15.05.2026 г.", "2026-05-15"},
    {"15.05.2026г", "2026-05-15"},
    {"15 мая 2026 года", "2026-05-15"},
    {"15", "2026-05-15"},
    {"1", "2026-05-01"},
    {"1.", "2026-05-01"},
    {"1.9.2025.", "2025-09-01"},
    {"dxthf", "2026-05-30"}, /* the other layout */
    {"15 vfz", "2026-05-15"},
    {"32", NULL},
    {"3105261", NULL},
    {"15..5", NULL},
    {"15 ма 2026", NULL},
    {"15 мая 2026 гусей", NULL},
    {"15 мая 202", NULL},
    {"15.5.2026.1", NULL},
    {"15мая5", NULL},
    {"+", NULL},
    {"+1000000", NULL},
    {"+7 дней", NULL},
    {"", NULL},
};

static void
typed_forms(void **state)
{
	int32_t today = date_make(2026, 5, 31);

	(void)state;
	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		int32_t date = DATE_NONE, wanted = DATE_NONE;
		enum date_parse result = date_parse_typed(slice_of(typed[i].text), today, &date);

		if (typed[i].date != NULL)
			date_parse(slice_of(typed[i].date), &wanted);
		assert_int_equal(result == DATE_PARSED, typed[i].date != NULL);
		assert_int_equal(date, wanted);
	}
}

static void
dates_are_written(void **state)
{
	struct buf b = {0};

	(void)state;
	date_put_iso(&b, date_make(2025, 9, 1));
	buf_putc(&b, ' ');
	date_put_russian(&b, date_make(991, 12, 31));
	date_put_iso(&b, DATE_NONE);
	date_put_russian(&b, DATE_NONE);
	assert_string_equal(buf_text(&b), "2025-09-01 31.12.0991");
	buf_free(&b);
}

static void
the_clock_can_be_stopped(void **state)
{
	struct buf b = {0};

	(void)state;
	setenv("METODAKTIV_NOW", "2026-05-31T23:59:58", 1);
	assert_int_equal(clock_today(), date_make(2026, 5, 31));
	clock_put_russian(&b, clock_now());
	assert_string_equal(buf_text(&b), "31.05.2026 23:59:58");
	buf_clear(&b);
	clock_put_iso(&b, clock_now());
	assert_memory_equal(buf_text(&b), "2026-05-31T23:59:58", 19);
	assert_int_equal(b.len, 25);
	assert_int_equal(buf_text(&b)[22], ':');
	unsetenv("METODAKTIV_NOW");
	assert_true(clock_today() > date_make(2024, 1, 1));
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(days_follow_each_other),
	    cmocka_unit_test(days_that_do_not_exist),
	    cmocka_unit_test(anniversaries),
	    cmocka_unit_test(spans),
	    cmocka_unit_test(strict_forms),
	    cmocka_unit_test(typed_forms),
	    cmocka_unit_test(dates_are_written),
	    cmocka_unit_test(the_clock_can_be_stopped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
