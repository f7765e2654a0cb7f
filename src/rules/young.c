/* SPDX-License-Identifier: MIT
 * young.c - the span of days between which somebody is young.
 */
#include "rules/young.h"

#include "base/date.h"

/* The earlier of two ends; DATE_NONE is no end. */
static int32_t
earlier(int32_t a, int32_t b)
{
	if (a == DATE_NONE || b == DATE_NONE)
		return a == DATE_NONE ? b : a;
	return a < b ? a : b;
}

struct young_span
young_span(
    const struct indicator_rules *rules, int32_t birth_date, int32_t career_start, int32_t horizon)
{
	struct young_span span = {.young = YOUNG_UNKNOWN, .since = career_start};
	int32_t too_old = DATE_NONE, too_long = DATE_NONE;

	if (birth_date != DATE_NONE)
		too_old = date_add_years(birth_date, rules->young_age + rules->young_age_inclusive);
	if (career_start != DATE_NONE)
		too_long = date_add_years(career_start, rules->young_years);
	if (birth_date != DATE_NONE && career_start != DATE_NONE)
		span.young = YOUNG_KNOWN;
	span.until = earlier(too_old, too_long);
	if (span.until != DATE_NONE && (span.until <= horizon || span.until <= span.since))
		return (struct young_span){
		    .young = YOUNG_NEVER, .since = DATE_NONE, .until = DATE_NONE};
	if (span.since < horizon)
		span.since = DATE_NONE;
	return span;
}
