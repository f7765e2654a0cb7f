/* SPDX-License-Identifier: MIT
 * rules_publication.c - which agreement holds on a day, and working days around Russian holidays.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "rules/publication.h"

static int
set_up(void **state)
{
	struct error e = {0};

	if (profile_load((struct profile **)state, "profiles/strezhevoy.conf", &e) != ST_OK)
		fail_msg("%s", e.text);
	return 0;
}

static int
tear_down(void **state)
{
	profile_free(*state);
	return 0;
}

static int32_t
day(const char *iso)
{
	int32_t date = DATE_NONE;

	if (*iso != '\0')
		assert_int_equal(date_parse(slice_of(iso), &date), DATE_PARSED);
	return date;
}

/* A paper: given, until, revoked; a sentence: given only. */
#define PAPER(g, u, r, f)                                                                          \
	{                                                                                          \
		.given = day(g), .until = day(u), .revoked = day(r), .fields = (f)                 \
	}
#define SENTENCE(g)                                                                                \
	{                                                                                          \
		.given = day(g), .until = DATE_NONE, .revoked = DATE_NONE, .fields = PUBLISH_ALL,  \
		.sentence = true                                                                   \
	}

static void
check(const struct profile *p, const struct agreement *list, size_t count, const char *on,
    enum publish_reason reason, unsigned fields)
{
	struct publish_verdict v = publish_judge(p, list, count, day(on));

	if (v.reason != reason || v.fields != fields)
		fail_msg("on %s: reason %d, fields %x", on, (int)v.reason, v.fields);
}

static void
papers_hold_from_the_first_day_to_the_last(void **state)
{
	const struct agreement list[] = {
	    PAPER("2025-09-10", "2026-09-10", "", PUBLISH_NAME | PUBLISH_EMAIL)};
	const unsigned fields = PUBLISH_NAME | PUBLISH_EMAIL;

	check(*state, NULL, 0, "2026-05-31", PUBLISH_NEVER_ASKED, 0);
	check(*state, list, 1, "2025-09-09", PUBLISH_NEVER_ASKED, 0);
	check(*state, list, 1, "2025-09-10", PUBLISH_YES, fields);
	check(*state, list, 1, "2026-09-10", PUBLISH_YES, fields);
	check(*state, list, 1, "2026-09-11", PUBLISH_EXPIRED, 0);
}

static void
a_revocation_counts_on_its_day(void **state)
{
	const struct agreement list[] = {PAPER("2025-09-10", "", "2026-03-05", PUBLISH_ALL)};

	check(*state, list, 1, "2026-03-04", PUBLISH_YES, PUBLISH_ALL);
	check(*state, list, 1, "2026-03-05", PUBLISH_REVOKED, 0);
}

static void
the_latest_in_force_holds(void **state)
{
	const struct agreement narrowed[] = {
	    PAPER("2025-10-25", "", "", PUBLISH_ALL), PAPER("2026-05-11", "", "", PUBLISH_NAME)};
	const struct agreement revoked[] = {PAPER("2025-10-25", "", "", PUBLISH_ALL),
	    PAPER("2026-05-11", "", "2026-05-20", PUBLISH_NAME)};
	const struct agreement nameless[] = {
	    PAPER("2025-10-25", "", "", PUBLISH_ALL), PAPER("2026-05-11", "", "", PUBLISH_EMAIL)};

	check(*state, narrowed, 2, "2026-05-10", PUBLISH_YES, PUBLISH_ALL);
	check(*state, narrowed, 2, "2026-05-11", PUBLISH_YES, PUBLISH_NAME);
	/* The older paper stands again when the newer is gone. */
	check(*state, revoked, 2, "2026-05-20", PUBLISH_YES, PUBLISH_ALL);
	check(*state, nameless, 2, "2026-05-31", PUBLISH_NAME_WITHHELD, 0);
}

static void
a_sentence_counts_until_its_end(void **state)
{
	const struct agreement last[] = {SENTENCE("2025-08-31")};
	const struct agreement late[] = {SENTENCE("2025-09-01")};

	check(*state, last, 1, "2025-08-30", PUBLISH_NEVER_ASKED, 0);
	check(*state, last, 1, "2025-08-31", PUBLISH_YES, PUBLISH_ALL);
	check(*state, last, 1, "2027-01-01", PUBLISH_YES, PUBLISH_ALL);
	check(*state, late, 1, "2025-09-01", PUBLISH_SENTENCE_VOID, 0);
}

static void
revoking_a_later_paper_undoes_the_sentence(void **state)
{
	const struct agreement later[] = {
	    SENTENCE("2025-01-10"), PAPER("2025-02-01", "", "2025-06-01", PUBLISH_ALL)};
	const struct agreement same_day[] = {
	    SENTENCE("2025-01-10"), PAPER("2025-01-10", "", "2025-06-01", PUBLISH_NAME)};
	const struct agreement earlier[] = {
	    PAPER("2024-12-01", "", "2025-06-01", PUBLISH_ALL), SENTENCE("2025-01-10")};
	const struct agreement expired[] = {
	    SENTENCE("2025-01-10"), PAPER("2025-02-01", "2025-05-31", "", PUBLISH_NAME)};

	check(*state, later, 2, "2025-05-31", PUBLISH_YES, PUBLISH_ALL);
	check(*state, later, 2, "2025-06-01", PUBLISH_REVOKED, 0);
	check(*state, same_day, 2, "2025-05-31", PUBLISH_YES, PUBLISH_NAME);
	check(*state, same_day, 2, "2025-06-01", PUBLISH_YES, PUBLISH_ALL);
	check(*state, earlier, 2, "2025-06-01", PUBLISH_YES, PUBLISH_ALL);
	check(*state, expired, 2, "2025-05-31", PUBLISH_YES, PUBLISH_NAME);
	check(*state, expired, 2, "2025-06-01", PUBLISH_YES, PUBLISH_ALL);
}

static void
records_become_agreements(void **state)
{
	struct consent c = {
	    .kind = 1, .given = 10, .until = DATE_NONE, .revoked = 12, .fields = "name,email"};
	struct application a = {.publication_consent = true, .consent_date = DATE_NONE};
	struct agreement out;

	(void)state;
	assert_false(agreement_of_consent(&c, &out));
	c.kind = 2;
	assert_true(agreement_of_consent(&c, &out));
	assert_int_equal(out.fields, PUBLISH_NAME | PUBLISH_EMAIL);
	assert_int_equal(out.revoked, 12);
	assert_false(out.sentence);
	c.fields = "";
	assert_true(agreement_of_consent(&c, &out));
	assert_int_equal(out.fields, PUBLISH_ALL);
	assert_false(agreement_of_application(&a, &out));
	a.consent_date = 5;
	assert_true(agreement_of_application(&a, &out));
	assert_true(out.sentence);
	assert_int_equal(out.given, 5);
	a.publication_consent = false;
	assert_false(agreement_of_application(&a, &out));
}

static void
fields_are_written_as_they_are_read(void **state)
{
	struct buf b = {0};

	(void)state;
	for (unsigned fields = 1; fields <= PUBLISH_ALL; fields++) {
		buf_clear(&b);
		publish_put_fields(&b, fields);
		assert_int_equal(publish_fields_of(buf_text(&b)), fields);
	}
	buf_free(&b);
}

static void
three_working_days_go_round_holidays(void **state)
{
	static const struct {
		const char *revoked, *deadline;
	} cases[] = {
	    {"2026-03-10", "2026-03-13"}, /* Tuesday to Friday */
	    {"2026-03-12", "2026-03-17"}, /* over a weekend */
	    {"2026-03-05", "2026-03-11"}, /* 8 March is a Sunday, the 9th is off */
	    {"2025-12-29", "2026-01-13"}, /* 31 December and the January holidays */
	    {"2025-10-30",
		"2025-11-05"}, /* Saturday 1 November is worked, the 3rd and 4th are off */
	    {"2026-05-08", "2026-05-14"}, /* 9 May is a Saturday, the 11th is off */
	    {"2028-01-03", "2028-01-06"}, /* a year the calendar does not hold yet */
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf got = {0};

		date_put_iso(&got, publish_deadline(*state, day(cases[i].revoked)));
		assert_string_equal(buf_text(&got), cases[i].deadline);
		buf_free(&got);
	}
}

static void
the_reason_is_said_with_its_day(void **state)
{
	struct publish_verdict v = {.reason = PUBLISH_REVOKED, .day = day("2026-03-05")};
	struct buf b = {0};

	(void)state;
	publish_put_reason(&b, &v);
	assert_string_equal(buf_text(&b), "согласие отозвано 05.03.2026");
	buf_clear(&b);
	v = (struct publish_verdict){
	    .reason = PUBLISH_YES, .fields = PUBLISH_ALL, .day = day("2026-03-05")};
	publish_put_reason(&b, &v);
	assert_string_equal(buf_text(&b), "");
	buf_free(&b);
}

#define WITH_PROFILE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WITH_PROFILE(papers_hold_from_the_first_day_to_the_last),
	    WITH_PROFILE(a_revocation_counts_on_its_day),
	    WITH_PROFILE(the_latest_in_force_holds),
	    WITH_PROFILE(a_sentence_counts_until_its_end),
	    WITH_PROFILE(revoking_a_later_paper_undoes_the_sentence),
	    cmocka_unit_test(records_become_agreements),
	    cmocka_unit_test(fields_are_written_as_they_are_read),
	    WITH_PROFILE(three_working_days_go_round_holidays),
	    cmocka_unit_test(the_reason_is_said_with_its_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
