/* SPDX-License-Identifier: MIT
 * scope_words.c - parts of the town and audiences in words: what is said back of them, and what
 * there is instead of one that is not there.
 */
#include "tests/lib/town.h"

#include "service/core/audience_words.h"
#include "service/core/scope_words.h"
#include "tests/lib/in_view.h"

static int
set_up(void **state)
{
	*state = town_new();
	return 0;
}

static void
assert_missing(struct session *s, const char *text, const char *told)
{
	struct scope scope;
	struct error e = {0};

	assert_int_equal(IN_VIEW(s, scope_parse(VIEW, text, &scope, &e)), ST_NOTFOUND);
	assert_string_equal(error_text(&e), told);
}

/* Codes stand in their order, those too that are alike for longer than an index holds. */
static void
what_there_is_is_told_up_to_a_dozen(void **state)
{
	static const char stem[] = "объединение-учителей-математики-и-физики";
	struct session *s = ((struct town *)*state)->s;

	assert_missing(s, "association:A1", "объединения с кодом «A1» нет; есть — ни одной записи");
	for (unsigned i = 3; i >= 1; i--) {
		char code[200];

		snprintf(code, sizeof(code), "code=%s-%u", stem, i);
		town_save(s, RECORD(s, KIND_ASSOCIATIONS, code, "name=МО"));
	}
	assert_missing(s, "association:A1",
	    "объединения с кодом «A1» нет; есть объединение-учителей-математики-и-физики-1, "
	    "объединение-учителей-математики-и-физики-2, "
	    "объединение-учителей-математики-и-физики-3");
	for (unsigned i = 10; i < 20; i++) {
		char code[16];

		snprintf(code, sizeof(code), "code=A%u", i);
		town_save(s, RECORD(s, KIND_ASSOCIATIONS, code, "name=МО"));
	}
	assert_missing(s, "association:A1",
	    "объединения с кодом «A1» нет; есть A10, A11, A12, A13, A14, A15, A16, A17, A18, A19, "
	    "объединение-учителей-математики-и-физики-1, "
	    "объединение-учителей-математики-и-физики-2 и ещё 1");
}

static void
an_audience_is_kept_as_it_is_read(void **state)
{
	static const struct {
		const char *text, *kept, *name;
	} cases[] = {
	    {"CORPS", "corps", "методактив"},
	    {"city", "city", "весь город"},
	    {"organisation:O001", "organisation:O001", "Школа № 1"},
	    {"level:Начальное", "level:начальное", "начальное образование"},
	};
	struct session *s = ((struct town *)*state)->s;
	struct audience whom;
	struct error e = {0};

	town_school(s, "O001", "Школа № 1");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf kept = {0}, name = {0};

		assert_done(IN_VIEW(s, audience_parse(VIEW, cases[i].text, &whom, &e)), &e);
		IN_VIEW(s, audience_put(VIEW, whom, &kept));
		IN_VIEW(s, audience_put_name(VIEW, whom, &name));
		assert_string_equal(buf_text(&kept), cases[i].kept);
		assert_string_equal(buf_text(&name), cases[i].name);
		buf_free(&kept);
		buf_free(&name);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		what_there_is_is_told_up_to_a_dozen, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(
		an_audience_is_kept_as_it_is_read, set_up, town_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
