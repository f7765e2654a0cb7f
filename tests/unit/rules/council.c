/* SPDX-License-Identifier: MIT
 * rules_council.c - quorum, majority, recusal, ties; the way of an application.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "model/profile/profile.h"
#include "rules/council.h"
#include "rules/application_status.h"

/* More than half of those voting, who abstains counts, the chair decides, the recused are present.
 */
static struct council_rules
usual(void)
{
	return (struct council_rules){
	    .quorum = {1, 2, true},
	    .majority = {1, 2, true},
	    .majority_of = MAJORITY_OF_VOTING,
	    .abstention_counts = true,
	    .casting_vote = true,
	    .recused_in_quorum = true,
	};
}

static void
shares_are_whole_people(void **state)
{
	static const struct {
		struct share share;
		int64_t whole, needed;
		const char *words;
	} cases[] = {
	    {{1, 2, true}, 7, 4, "больше половины"},
	    {{1, 2, true}, 8, 5, "больше половины"},
	    {{1, 2, false}, 7, 4, "не меньше половины"},
	    {{1, 2, false}, 8, 4, "не меньше половины"},
	    {{2, 3, false}, 7, 5, "не меньше 2/3"},
	    {{2, 3, false}, 9, 6, "не меньше 2/3"},
	    {{2, 3, true}, 9, 7, "больше 2/3"},
	    {{2, 4, false}, 8, 4, "не меньше половины"},
	    {{1, 1, false}, 5, 5, "не меньше 1/1"},
	    {{1, 2, true}, 0, 1, "больше половины"},
	    {{1, 2, false}, 0, 1, "не меньше половины"},
	    {{1, 2, true}, 1, 1, "больше половины"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf b = {0};

		assert_int_equal(share_needed(cases[i].share, cases[i].whole), cases[i].needed);
		share_put(&b, cases[i].share);
		assert_string_equal(buf_text(&b), cases[i].words);
		buf_free(&b);
	}
}

static void
quorum_says_its_rule(void **state)
{
	static const struct {
		int64_t seats, quorum, present, recused;
		bool recused_in_quorum, reached;
		const char *sentence;
	} cases[] = {
	    {7, NUMBER_NONE, 5, 0, true, true, "присутствуют 5 из 7, кворум есть: нужно 4"},
	    {7, NUMBER_NONE, 4, 0, true, true, "присутствуют 4 из 7, кворум есть: нужно 4"},
	    {7, NUMBER_NONE, 3, 0, true, false, "присутствуют 3 из 7, кворума нет: нужно 4"},
	    {8, NUMBER_NONE, 4, 0, true, false, "присутствуют 4 из 8, кворума нет: нужно 5"},
	    {9, 6, 5, 0, true, false, "присутствуют 5 из 9, кворума нет: нужно 6"},
	    {9, 3, 3, 0, true, true, "присутствуют 3 из 9, кворум есть: нужно 3"},
	    {7, NUMBER_NONE, 4, 1, true, true, "присутствуют 4 из 7, кворум есть: нужно 4"},
	    {7, NUMBER_NONE, 4, 1, false, false,
		"присутствуют 4 из 7, без взявших отвод 3, кворума нет: нужно 4"},
	    {1, NUMBER_NONE, 1, 0, true, true, "присутствует 1 из 1, кворум есть: нужно 1"},
	    {21, NUMBER_NONE, 21, 0, true, true, "присутствует 21 из 21, кворум есть: нужно 11"},
	    {20, NUMBER_NONE, 11, 0, true, true, "присутствуют 11 из 20, кворум есть: нужно 11"},
	    {7, NUMBER_NONE, 0, 0, true, false, "присутствуют 0 из 7, кворума нет: нужно 4"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct council_rules r = usual();
		struct council_count c = {.seats = cases[i].seats,
		    .quorum = cases[i].quorum,
		    .present = cases[i].present,
		    .recused = cases[i].recused};
		struct buf b = {0};

		r.recused_in_quorum = cases[i].recused_in_quorum;
		assert_int_equal(council_quorum(&r, &c).reached, cases[i].reached);
		council_put_quorum(&b, &r, &c);
		assert_string_equal(buf_text(&b), cases[i].sentence);
		buf_free(&b);
	}
}

/* An empty quorum of a meeting means more than half, whatever the town's rule is by then. */
static void
another_quorum_is_written_down(void **state)
{
	struct council_rules r = usual();

	(void)state;
	assert_int_equal(council_quorum_for(&r, 9), NUMBER_NONE);
	r.quorum = (struct share){2, 3, false};
	assert_int_equal(council_quorum_for(&r, 9), 6);
	assert_int_equal(council_quorum_for(&r, 7), 5);
	r.quorum = (struct share){1, 2, false};
	assert_int_equal(council_quorum_for(&r, 7), NUMBER_NONE);
	assert_int_equal(council_quorum_for(&r, 8), 4);
}

struct vote_case {
	struct council_count count;
	uint8_t outcome;
	enum council_ground ground;
	const char *sentence;
};

static struct council_count
votes(int64_t votes_for, int64_t against, int64_t abstained, uint8_t chair)
{
	return (struct council_count){.seats = 9,
	    .quorum = NUMBER_NONE,
	    .present = 7,
	    .votes_for = votes_for,
	    .against = against,
	    .abstained = abstained,
	    .chair = chair};
}

static void
check(const struct council_rules *r, const struct vote_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct council_result result = council_judge(r, &cases[i].count);
		struct buf b = {0};

		council_put_result(&b, r, &cases[i].count);
		assert_string_equal(buf_text(&b), cases[i].sentence);
		assert_int_equal(result.outcome, cases[i].outcome);
		assert_int_equal(result.ground, cases[i].ground);
		buf_free(&b);
	}
}
#define CHECK(r, ...)                                                                              \
	check((r), (const struct vote_case[]){__VA_ARGS__},                                        \
	    sizeof((const struct vote_case[]){__VA_ARGS__}) / sizeof(struct vote_case))

static void
a_simple_majority(void **state)
{
	struct council_rules r = usual();

	(void)state;
	CHECK(&r,
	    {votes(4, 2, 0, VOTE_AGAINST), OUTCOME_ADMIT, COUNCIL_MAJORITY,
		"за 4 из 6 голосовавших, нужно 4 (больше половины): принять"},
	    {votes(3, 2, 2, 0), OUTCOME_REFUSE, COUNCIL_NO_MAJORITY,
		"за 3 из 7 голосовавших, нужно 4 (больше половины): отклонить"},
	    {votes(0, 7, 0, 0), OUTCOME_REFUSE, COUNCIL_NO_MAJORITY,
		"за 0 из 7 голосовавших, нужно 4 (больше половины): отклонить"},
	    {votes(0, 0, 7, 0), OUTCOME_REFUSE, COUNCIL_NO_MAJORITY,
		"за 0 из 7 голосовавших, нужно 4 (больше половины): отклонить"},
	    {votes(1, 0, 0, 0), OUTCOME_ADMIT, COUNCIL_MAJORITY,
		"за 1 из 1 голосовавших, нужно 1 (больше половины): принять"},
	    {votes(0, 0, 0, 0), 0, COUNCIL_NOBODY_VOTED, "голосов нет"});
	r.abstention_counts = false;
	CHECK(&r,
	    {votes(3, 2, 2, 0), OUTCOME_ADMIT, COUNCIL_MAJORITY,
		"за 3 из 5 голосовавших, нужно 3 (больше половины): принять"},
	    {votes(0, 0, 7, 0), OUTCOME_REFUSE, COUNCIL_NO_MAJORITY,
		"за 0 из 0 голосовавших, нужно 1 (больше половины): отклонить"});
}

static void
a_majority_of_others(void **state)
{
	struct council_rules r = usual();
	struct council_count recused = votes(3, 1, 0, 0);

	(void)state;
	r.majority_of = MAJORITY_OF_PRESENT;
	CHECK(&r,
	    {votes(3, 1, 0, 0), OUTCOME_REFUSE, COUNCIL_NO_MAJORITY,
		"за 3 из 7 присутствующих, нужно 4 (больше половины): отклонить"},
	    {votes(4, 3, 0, 0), OUTCOME_ADMIT, COUNCIL_MAJORITY,
		"за 4 из 7 присутствующих, нужно 4 (больше половины): принять"});
	recused.recused = 2;
	CHECK(&r,
	    {recused, OUTCOME_ADMIT, COUNCIL_MAJORITY,
		"за 3 из 5 присутствующих, нужно 3 (больше половины): принять"});
	r.majority_of = MAJORITY_OF_SEATS;
	CHECK(&r,
	    {votes(4, 0, 0, 0), OUTCOME_REFUSE, COUNCIL_NO_MAJORITY,
		"за 4 из 9 членов совета, нужно 5 (больше половины): отклонить"},
	    {votes(5, 2, 0, 0), OUTCOME_ADMIT, COUNCIL_MAJORITY,
		"за 5 из 9 членов совета, нужно 5 (больше половины): принять"});
	r = usual();
	r.majority = (struct share){2, 3, false};
	CHECK(&r,
	    {votes(4, 2, 0, 0), OUTCOME_ADMIT, COUNCIL_MAJORITY,
		"за 4 из 6 голосовавших, нужно 4 (не меньше 2/3): принять"},
	    {votes(4, 3, 0, 0), OUTCOME_REFUSE, COUNCIL_NO_MAJORITY,
		"за 4 из 7 голосовавших, нужно 5 (не меньше 2/3): отклонить"},
	    /* half is far from two thirds: one vote does not settle it */
	    {votes(3, 3, 0, VOTE_FOR), OUTCOME_POSTPONE, COUNCIL_TIE,
		"за 3, против 3, решение не принято: отложить"});
}

static void
ties_and_the_chair(void **state)
{
	struct council_rules r = usual();
	struct council_count acting = votes(3, 3, 0, VOTE_FOR);

	(void)state;
	CHECK(&r,
	    {votes(3, 3, 0, VOTE_FOR), OUTCOME_ADMIT, COUNCIL_CASTING_VOTE,
		"за 3, против 3, решает голос председателя — за: принять"},
	    {votes(3, 3, 1, VOTE_AGAINST), OUTCOME_REFUSE, COUNCIL_CASTING_VOTE,
		"за 3, против 3, решает голос председателя — против: отклонить"},
	    {votes(3, 3, 1, VOTE_ABSTAINED), OUTCOME_POSTPONE, COUNCIL_TIE,
		"за 3, против 3, решение не принято: отложить"},
	    {votes(3, 3, 0, VOTE_RECUSED), OUTCOME_POSTPONE, COUNCIL_TIE,
		"за 3, против 3, решение не принято: отложить"},
	    {votes(2, 2, 0, 0), OUTCOME_POSTPONE, COUNCIL_TIE,
		"за 2, против 2, решение не принято: отложить"});
	acting.acting = true;
	CHECK(&r,
	    {acting, OUTCOME_ADMIT, COUNCIL_CASTING_VOTE,
		"за 3, против 3, решает голос председательствующего — за: принять"});
	r.casting_vote = false;
	CHECK(&r,
	    {votes(3, 3, 0, VOTE_FOR), OUTCOME_POSTPONE, COUNCIL_TIE,
		"за 3, против 3, решение не принято: отложить"});
}

/* Numbers alone do not say how the chair voted, whose vote would settle half against half. */
static void
a_tie_in_numbers_may_have_been_settled(void **state)
{
	static const uint8_t outcomes[] = {OUTCOME_ADMIT, OUTCOME_REFUSE};
	struct council_rules r = usual(), thirds = usual(), none = usual();
	struct council_count c = votes(3, 3, 0, 0), named = c;

	(void)state;
	c.by_totals = true;
	thirds.majority = (struct share){2, 3, false};
	none.casting_vote = false;
	for (size_t i = 0; i < sizeof(outcomes) / sizeof(outcomes[0]); i++) {
		assert_int_equal(council_accord(&r, &c, outcomes[i]), COUNCIL_FOLLOWS);
		assert_int_equal(council_accord(&r, &named, outcomes[i]), COUNCIL_CONTRARY);
		assert_int_equal(council_accord(&thirds, &c, outcomes[i]), COUNCIL_CONTRARY);
		assert_int_equal(council_accord(&none, &c, outcomes[i]), COUNCIL_CONTRARY);
	}
	assert_int_equal(council_accord(&none, &c, OUTCOME_POSTPONE), COUNCIL_FOLLOWS);
}

static void
nothing_without_a_quorum(void **state)
{
	struct council_rules r = usual();
	struct council_count c = votes(4, 0, 0, VOTE_FOR);

	(void)state;
	c.present = 5;
	c.recused = 1;
	assert_int_equal(council_judge(&r, &c).outcome, OUTCOME_ADMIT);
	r.recused_in_quorum = false;
	CHECK(&r, {c, 0, COUNCIL_NO_QUORUM, "кворума нет, голосовать нельзя"});
}

static void
no_more_votes_than_voters(void **state)
{
	struct council_count c = votes(5, 2, 0, 0);
	struct error e = {0};

	(void)state;
	assert_int_equal(council_check_count(&c, &e), ST_OK);
	c.recused = 1;
	assert_int_equal(council_check_count(&c, &e), ST_INVALID);
	assert_string_equal(
	    error_text(&e), "голосов 7, а голосовать могли 6 (присутствуют 7, отводов 1)");
	c = votes(-1, 0, 0, 0);
	assert_int_equal(council_check_count(&c, &e), ST_INVALID);
}

static void
rules_come_from_the_profile(void **state)
{
	static const struct {
		const char *was, *becomes, *fault;
	} bad[] = {
	    {"quorum = \"больше 1/2\"", "quorum = \"половина\"", "нужна доля"},
	    {"quorum = \"больше 1/2\"", "quorum = \"больше 3/2\"", "нужна доля"},
	    {"quorum = \"больше 1/2\"", "quorum = \"больше 1/1\"", "нужна доля"},
	    {"quorum = \"больше 1/2\"", "quorum = \"не меньше 0/2\"", "нужна доля"},
	    {"quorum = \"больше 1/2\"", "quorum = \"больше 1/0\"", "нужна доля"},
	    {"majority_of = \"voting\"", "majority_of = \"all\"", "voting, present, seats"},
	    {"votes_shown = \"at_once\"", "votes_shown = \"never\"", "at_once, after"},
	    {"casting_vote = true", "casting_vote = 1", "нужно true или false"},
	    {"casting_vote = true", "casting = true",
		"council: casting — нет такой настройки; может быть, «casting_vote»"},
	};
	struct profile *p = NULL;
	struct error e = {0};
	const struct council_rules *r;

	(void)state;
	assert_int_equal(profile_load(&p, "profiles/strezhevoy.conf", &e), ST_OK);
	r = profile_council(p);
	assert_int_equal(r->quorum.num, 1);
	assert_int_equal(r->quorum.den, 2);
	assert_true(r->quorum.strict && r->majority.strict);
	assert_int_equal(r->majority_of, MAJORITY_OF_VOTING);
	assert_true(r->casting_vote && r->abstention_counts && r->recused_in_quorum);
	assert_int_equal(r->votes_shown, VOTES_AT_ONCE);
	assert_string_equal(
	    profile_reasons(p, OUTCOME_REFUSE)[1], "состав по направлению уже набран");
	assert_null(profile_reasons(p, 0)[0]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct slice source = profile_source(p);
		const char *at = strstr(source.data, bad[i].was);
		struct profile *other = NULL;
		struct buf text = {0};

		assert_non_null(at);
		buf_put(&text, source.data, (size_t)(at - (const char *)source.data));
		buf_puts(&text, bad[i].becomes);
		buf_puts(&text, at + strlen(bad[i].was));
		assert_int_equal(profile_parse(&other, buf_slice(&text), "проба", &e), ST_INVALID);
		assert_non_null(strstr(error_text(&e), bad[i].fault));
		buf_free(&text);
	}
	profile_free(p);
}

static void
an_older_profile_gets_the_usual_rules(void **state)
{
	struct profile *p = NULL;
	struct error e = {0};
	struct council_rules wanted = usual();

	(void)state;
	assert_int_equal(profile_load(&p, "tests/data/profiles/third.conf", &e), ST_OK);
	assert_int_equal(profile_council(p)->majority_of, wanted.majority_of);
	assert_int_equal(profile_council(p)->quorum.den, 2);
	assert_true(
	    profile_council(p)->casting_vote && profile_council(p)->votes_shown == VOTES_AT_ONCE);
	assert_null(profile_reasons(p, OUTCOME_ADMIT)[0]);
	profile_free(p);
}

static void
every_way_follows_from_the_facts(void **state)
{
	int32_t on = date_make(2026, 5, 31);
	struct {
		struct application_facts facts;
		enum application_status way;
	} cases[] = {
	    {{.application = 0}, APPLICATION_DRAFT},
	    {{.application = 1, .lacking = true}, APPLICATION_LACKING},
	    {{.application = 1, .lacking = true, .agreed = true}, APPLICATION_LACKING},
	    {{.application = 1}, APPLICATION_AGREEMENT},
	    {{.application = 1, .agreed = true}, APPLICATION_READY},
	    {{.application = 1, .agreed = true, .meeting = 5}, APPLICATION_AGENDA},
	    {{.application = 1, .lacking = true, .meeting = 5}, APPLICATION_AGENDA},
	    {{.application = 1, .outcome = OUTCOME_POSTPONE}, APPLICATION_POSTPONED},
	    {{.application = 1, .outcome = OUTCOME_POSTPONE, .meeting = 6}, APPLICATION_AGENDA},
	    {{.application = 1, .outcome = OUTCOME_REFUSE}, APPLICATION_REFUSED},
	    {{.application = 1, .outcome = OUTCOME_ADMIT}, APPLICATION_ADMITTED},
	    {{.application = 1,
		 .outcome = OUTCOME_ADMIT,
		 .order = 2,
		 .from = on + 1,
		 .to = DATE_NONE},
		APPLICATION_ORDERED},
	    {{.application = 1, .outcome = OUTCOME_ADMIT, .order = 2, .from = on, .to = DATE_NONE},
		APPLICATION_MEMBER},
	    {{.application = 1, .outcome = OUTCOME_ADMIT, .order = 2, .from = on - 9, .to = on},
		APPLICATION_MEMBER},
	    {{.application = 1, .order = 2, .from = on - 9, .to = on - 1}, APPLICATION_FORMER},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(application_status_of(&cases[i].facts, on), cases[i].way);
	for (int w = 0; w < APPLICATION_COUNT; w++) {
		assert_true(application_status_word((enum application_status)w)[0] != '\0');
		assert_int_equal(
		    application_status_find(application_status_id((enum application_status)w)), w);
	}
	assert_int_equal(application_status_find("lost"), APPLICATION_COUNT);
	assert_string_equal(
	    application_status_next(APPLICATION_READY), "внести в повестку заседания");
}

/* Who abstained is told where somebody did. */
static void
votes_are_told(void **state)
{
	struct council_count c = {.votes_for = 4, .against = 1, .abstained = 2};
	struct buf b = {0};

	(void)state;
	council_put_votes(&b, &c);
	assert_string_equal(buf_text(&b), "за 4, против 1, воздержались 2");
	c.abstained = 0;
	buf_clear(&b);
	council_put_votes(&b, &c);
	assert_string_equal(buf_text(&b), "за 4, против 1");
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(shares_are_whole_people),
	    cmocka_unit_test(quorum_says_its_rule),
	    cmocka_unit_test(another_quorum_is_written_down),
	    cmocka_unit_test(a_simple_majority),
	    cmocka_unit_test(a_majority_of_others),
	    cmocka_unit_test(ties_and_the_chair),
	    cmocka_unit_test(a_tie_in_numbers_may_have_been_settled),
	    cmocka_unit_test(nothing_without_a_quorum),
	    cmocka_unit_test(no_more_votes_than_voters),
	    cmocka_unit_test(rules_come_from_the_profile),
	    cmocka_unit_test(an_older_profile_gets_the_usual_rules),
	    cmocka_unit_test(every_way_follows_from_the_facts),
	    cmocka_unit_test(votes_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
