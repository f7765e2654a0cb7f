/* SPDX-License-Identifier: MIT
 * rules_help.c - what the tests of indicators share.
 */
#include "tests/lib/rules_help.h"

const struct indicator_rules usual = {
    .staff = 1u << STAFF_TEACHER, .young_age = 35, .young_years = 3};

int32_t
day(int number) /* 20250531 */
{
	return number == 0 ? DATE_NONE
			   : date_make(number / 10000, number / 100 % 100, number % 100);
}

int32_t
end(int number)
{
	return number == 0 ? FACT_OPEN : day(number);
}

void
assert_value(const struct indicators *a, enum indicator which, uint64_t n, uint64_t d)
{
	if (a->values[which].numerator != n || a->values[which].denominator != d)
		fail_msg("%s: %llu of %llu, expected %llu of %llu", indicator_info(which)->id,
		    (unsigned long long)a->values[which].numerator,
		    (unsigned long long)a->values[which].denominator, (unsigned long long)n,
		    (unsigned long long)d);
}

/* Equal in all but padding. */
void
assert_same_indicators(const struct indicators *a, const struct indicators *b)
{
	assert_memory_equal(a->values, b->values, sizeof(a->values));
	assert_int_equal(a->period.from, b->period.from);
	assert_int_equal(a->period.to, b->period.to);
	assert_int_equal(a->scope.type, b->scope.type);
	assert_int_equal(a->scope.id, b->scope.id);
	assert_int_equal(a->staff, b->staff);
	assert_int_equal(a->unknown, b->unknown);
	assert_int_equal(a->levels, b->levels);
	assert_int_equal(a->cancelled, b->cancelled);
	assert_int_equal(a->load_least, b->load_least);
	assert_int_equal(a->load_most, b->load_most);
}
