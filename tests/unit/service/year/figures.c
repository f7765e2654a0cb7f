/* SPDX-License-Identifier: MIT
 * figures.c - the year in figures one by one: behind each stand as many records as it says, of the
 * kind it is of, in the town and in each association, this year and the last.
 */
#include "tests/lib/in_view.h"
#include "tests/lib/town.h"

#include "service/year/year_figures.h"

static int
set_up(void **state)
{
	static const enum kind kinds[] = {KIND_ORGANISATIONS, KIND_PEOPLE, KIND_ASSOCIATIONS,
	    KIND_ORDERS, KIND_PLANS, KIND_PLAN_ITEMS, KIND_EVENTS, KIND_PARTICIPANTS,
	    KIND_REQUESTS};
	struct town *town = town_new();

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		town_load(town->s, kinds[i]);
	*state = town;
	return 0;
}

static struct period
year_to(const char *day)
{
	struct period p = {.from = day_of("2025-09-01"), .to = day_of(day)};

	return p.to < p.from ? period_year_before((struct period){p.from, day_of("2026-05-31")})
			     : p;
}

/* How many figures were there, and how many of them were not 0. */
static void
look_behind(struct session *s, struct period p, struct scope scope, size_t *figures, size_t *told)
{
	struct year_figures f;
	struct year_number *numbers;
	struct error e = {0};
	size_t count;

	assert_int_equal(IN_VIEW(s, year_figures_ask(VIEW, p, scope, &f, &e)), ST_OK);
	count = year_numbers(&f, NULL, &numbers);
	for (size_t i = 0; i < count; i++) {
		const struct year_what_info *info = year_what_info(numbers[i].what);
		uint64_t *ids, number = year_number(&f, numbers[i]);
		size_t n;

		assert_int_equal(
		    IN_VIEW(s, year_behind(VIEW, p, scope, numbers[i], &ids, &n, &e)), ST_OK);
		if (!info->sum && n != number)
			fail_msg("figure %d/%u: %zu behind %llu", (int)numbers[i].what,
			    numbers[i].which, n, (unsigned long long)number);
		for (size_t k = 0; k < n; k++) {
			struct record *r = IN_VIEW(s, register_load(VIEW, info->kind, ids[k]));

			assert_non_null(r);
			record_free(r);
		}
		free(ids);
		*told += number > 0;
	}
	*figures += count;
	free(numbers);
	year_figures_free(&f);
}

static void
as_many_stand_behind_a_figure(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	const struct scope scopes[] = {{.type = SCOPE_CITY},
	    {.type = SCOPE_ASSOCIATION, .id = town_id(s, KIND_ASSOCIATIONS, "A01")},
	    {.type = SCOPE_ASSOCIATION, .id = town_id(s, KIND_ASSOCIATIONS, "A02")}};
	size_t figures = 0, told = 0;

	for (size_t i = 0; i < sizeof(scopes) / sizeof(scopes[0]); i++) {
		look_behind(s, year_to("2026-05-31"), scopes[i], &figures, &told);
		look_behind(s, year_to("2025-01-01"), scopes[i], &figures, &told);
	}
	assert_true(told > 100);
	assert_true(told < figures);
}

/* Kinds, levels and months are parts of what was held; the year before keeps its words. */
static void
parts_add_up(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct year_figures now, before;
	size_t sums[YEAR_WHATS] = {0}, n;
	struct year_number *numbers;
	struct scope city = {.type = SCOPE_CITY};
	struct period p = year_to("2026-05-31");
	struct buf title = {0};

	assert_int_equal(
	    IN_VIEW(s, year_figures_compare(VIEW, p, city, &now, &before, NULL)), ST_OK);
	assert_int_equal(before.period.to, period_year_before(p).to);
	n = year_numbers(&now, &before, &numbers);
	for (size_t i = 0; i < n; i++) {
		sums[numbers[i].what] += year_number(&now, numbers[i]);
		buf_clear(&title);
		year_number_put_title(&now, numbers[i], &title);
		assert_true(title.len > 0);
	}
	assert_true(now.held > 0);
	assert_int_not_equal(now.held, before.held);
	assert_int_equal(sums[YEAR_TYPE], now.held);
	assert_int_equal(sums[YEAR_LEVEL], now.held);
	assert_int_equal(sums[YEAR_MONTH], now.held);
	free(numbers);
	year_figures_free(&now);
	year_figures_free(&before);
	buf_free(&title);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(as_many_stand_behind_a_figure, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(parts_add_up, set_up, town_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
