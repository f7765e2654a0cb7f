/* SPDX-License-Identifier: MIT
 * number.c - which formats are those of days, and numbers and days as texts.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "exchange/book/book_number.h"

/* The numbers between which the formats of days lie, the first of each and the last. */
static void
formats_of_days_have_numbers(void **state)
{
	static const uint32_t ranges[][2] = {{14, 22}, {27, 36}, {45, 47}, {50, 58}};
	size_t at = 0;

	(void)state;
	for (uint32_t id = 0; id < 80; id++) {
		bool day = at < sizeof(ranges) / sizeof(ranges[0]) && id >= ranges[at][0];

		assert_int_equal(book_format_is_day(id), day);
		at += day && id == ranges[at][1];
	}
}

static void
formats_of_days_have_letters(void **state)
{
	static const struct {
		const char *code;
		bool day;
	} codes[] = {
	    {"dd.mm.yyyy", true},
	    {"YYYY", true},
	    {"0.00", false},
	    {"General", false},
	    {"Standard", false},
	    {"@", false},
	    {"", false},
	    {"0;dd", false}, /* of numbers below zero */
	    {"0\" дней, дд\"", false},
	    {"0\"d\"", false},
	    {"0\\d", false},
	    {"0_d", false},
	    {"0*d", false},
	    {"0\\", false},
	    {"0_", false},
	    {"[Magenta]0", false},
	    {"[Magenta]dd", true},
	    {"[h]:mm", true},
	    {"[SS]", true},
	    {"[]0", false},
	    {"\"г.\" d", true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if (book_format_code_is_day(codes[i].code) != codes[i].day)
			fail_msg("%s", codes[i].code);
}

static void
numbers_are_written_as_people_write_them(void **state)
{
	static const struct {
		const char *number, *text;
	} numbers[] = {
	    {"12", "12"},
	    {"-5", "-5"},
	    {"007", "007"},
	    {"1.5E3", "1500"},
	    {"-1.5E3", "-1500"},
	    {"0.1", "0.1"},
	    {"0.30000000000000004", "0.3"},
	    {"1e20", "1e+20"},
	    {"-1e20", "-1e+20"},
	    {"1e400", "1e400"},
	    {"-1e400", "-1e400"},
	    {"-", "-"},
	    {"", ""},
	    {"12 штук", "12 штук"},
	};
	struct buf text = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		buf_clear(&text);
		book_put_number(&text, numbers[i].number);
		assert_string_equal(buf_text(&text), numbers[i].text);
	}
	buf_free(&text);
}

static void
days_are_counted_by_two_calendars(void **state)
{
	static const struct {
		const char *number;
		bool from_1904;
		const char *text;
	} days[] = {
	    {"1", false, "01.01.1900"},
	    {"59", false, "28.02.1900"},
	    {"60", false, "29.02.1900"},
	    {"61", false, "01.03.1900"},
	    {"45000", false, "15.03.2023"},
	    {"43538", true, "15.03.2023"},
	    {"45000.5", false, "15.03.2023 12:00:00"},
	    {"45000.999999", false, "16.03.2023"}, /* the last second is rounded up */
	    {"-1", false, "-1"},
	    {"2958465", false, "2958465"},
	    {"когда-то", false, "когда-то"},
	};
	struct buf text = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		buf_clear(&text);
		book_put_day(&text, days[i].number, days[i].from_1904);
		assert_string_equal(buf_text(&text), days[i].text);
	}
	buf_free(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(formats_of_days_have_numbers),
	    cmocka_unit_test(formats_of_days_have_letters),
	    cmocka_unit_test(numbers_are_written_as_people_write_them),
	    cmocka_unit_test(days_are_counted_by_two_calendars),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
