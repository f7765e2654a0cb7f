/* SPDX-License-Identifier: MIT
 * calendar.c - days of the year as calendar programs read them.
 */
#include "tests/lib/in_view.h"
#include "tests/lib/town.h"

#include "service/year/year_calendar.h"

static int
set_up(void **state)
{
	*state = town_new();
	return 0;
}

/* Meetings and events of the days asked for, each with its place. */
static void
the_calendar_names_days_and_places(void **state)
{
	static const char *const planned[] = {
	    "planned=2026-05-31", "planned=2026-06-01", "planned=2026-06-30", "planned=2026-07-01"};
	static const char *const dates[] = {
	    "date=2026-05-31", "date=2026-06-30", "date=2026-07-01"};
	struct town *town = *state;
	struct session *s = town->s;
	struct buf out = {0};
	struct error e = {0};

	town_school(s, "O001", "Школа № 1");
	for (size_t i = 0; i < 4; i++) {
		char code[16];

		snprintf(code, sizeof(code), "code=V%zu", i);
		town_save(s,
		    RECORD(s, KIND_EVENTS, code, "title=Семинар", "type=семинар",
			"level=муниципальный", planned[i], "venue=O001",
			i == 1 ? "venue_text=Актовый зал" : "venue_text="));
	}
	for (size_t i = 0; i < 3; i++) {
		char code[16];

		snprintf(code, sizeof(code), "code=M%zu", i);
		town_save(s, RECORD(s, KIND_MEETINGS, code, "number=1", dates[i], "seats=5"));
	}
	assert_done(
	    IN_VIEW(
		s, year_calendar_put(VIEW, day_of("2026-06-01"), day_of("2026-06-30"), &out, &e)),
	    &e);
	for (size_t i = 0; i < 4; i++) {
		char name[16];

		snprintf(name, sizeof(name), "V%zu", i);
		assert_int_equal(strstr(buf_text(&out), name) != NULL, i == 1 || i == 2);
		snprintf(name, sizeof(name), "M%zu", i);
		assert_int_equal(strstr(buf_text(&out), name) != NULL, i == 1);
	}
	assert_non_null(strstr(buf_text(&out), "LOCATION:Школа № 1\\, Актовый зал"));
	assert_non_null(strstr(buf_text(&out), "LOCATION:Школа № 1\r"));
	town_force_rules(s, "tests/data/profiles/fourth.conf"); /* without associations */
	buf_clear(&out);
	assert_done(
	    IN_VIEW(
		s, year_calendar_put(VIEW, day_of("2026-06-01"), day_of("2026-06-30"), &out, &e)),
	    &e);
	assert_non_null(strstr(buf_text(&out), "M1"));
	buf_free(&out);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		the_calendar_names_days_and_places, set_up, town_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
