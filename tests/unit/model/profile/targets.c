/* SPDX-License-Identifier: MIT
 * model_targets.c - what a town wants its indicators to reach, year by year.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "model/profile/profile.h"

/* A small town's file whose only indicator is written by the test. */
static enum status
parse(struct profile **p, const char *indicator, struct error *e)
{
	struct buf text = {0};
	enum status st;

	buf_printf(&text,
	    "id = \"t\";\nwords = { name = \"Город\"; };\nmodules = [\"associations\"];\n"
	    "directions = ( { id = \"d\"; clause = \"1\"; text = \"д\"; } );\n"
	    "indicators = ( { %s clause = \"4\"; text = \"п\"; } );\n",
	    indicator);
	st = profile_parse(p, buf_slice(&text), "t.conf", e);
	buf_free(&text);
	return st;
}

static void
each_year_its_own(void **state)
{
	struct profile *p;
	struct error e = {0};
	int least = 0;

	(void)state;
	if (parse(&p,
		"id = \"young\"; targets = ( { until = \"2025-08-31\"; least = 40; }, "
		"{ from = \"2025-09-01\"; until = \"2026-08-31\"; least = 55; } );",
		&e) != ST_OK)
		fail_msg("%s", error_text(&e));
	assert_true(profile_target(p, "young", date_make(2020, 1, 1), &least));
	assert_int_equal(least, 40);
	assert_true(profile_target(p, "young", date_make(2025, 8, 31), &least));
	assert_int_equal(least, 40);
	assert_true(profile_target(p, "young", date_make(2025, 9, 1), &least));
	assert_int_equal(least, 55);
	assert_false(profile_target(p, "young", date_make(2026, 9, 1), &least));
	assert_false(profile_target(p, "assessed", date_make(2026, 1, 1), &least));
	profile_free(p);
}

static void
assert_fault(const char *indicator, const char *part)
{
	struct profile *p;
	struct error e = {0};

	assert_int_equal(parse(&p, indicator, &e), ST_INVALID);
	if (strstr(error_text(&e), part) == NULL ||
	    strstr(error_text(&e), "t.conf, строка") == NULL)
		fail_msg("expected «%s»: %s", part, error_text(&e));
}

static void
faults(void **state)
{
	struct profile *p;
	struct error e = {0};

	(void)state;
	assert_fault("id = \"young\"; targets = ( { least = 101; } );", "проценты");
	assert_fault("id = \"young\"; targets = ( { from = \"2025-09-01\"; } );", "least");
	assert_fault("id = \"young\"; targets = ( { least = 5; most = 6; } );", "most");
	assert_fault("id = \"young\"; targets = ( { from = \"2025-09-01\"; until = "
		     "\"2025-08-31\"; least = 5; } );",
	    "раньше");
	assert_int_equal(parse(&p, "id = \"load\"; targets = ( { least = 150; } );", &e), ST_OK);
	profile_free(p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_year_its_own),
	    cmocka_unit_test(faults),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
