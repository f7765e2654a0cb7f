/* SPDX-License-Identifier: MIT
 * import_terms.c - items of a plan at the door of an import: their days by the words of the plan.
 */
#include "tests/lib/exchange_help.h"

#define PLANS                                                                                      \
	"code;kind;from;to;title\n"                                                                \
	"L1;план работы;2025-09-01;2026-08-31;План работы службы\n"

static int
open_place(void **state)
{
	struct place *p = calloc(1, sizeof(*p));

	assert_non_null(p);
	place_make(p);
	*state = p;
	return 0;
}

static int
close_place(void **state)
{
	place_close(*state);
	free(*state);
	return 0;
}

static void
import_both(struct place *p, const char *items, struct outcome *o)
{
	struct import_source sources[] = {
	    {.kind = KIND_PLANS, .name = "plans.csv"},
	    {.kind = KIND_PLAN_ITEMS, .name = "plan_items.csv"},
	};

	buf_puts(&sources[0].bytes, PLANS);
	buf_puts(&sources[1].bytes, items);
	import_sources(p, sources, 2, (struct import_options){0}, o);
}

/* Plan and items come together; a table of a plan has its term in words alone. */
static void
words_give_the_days_of_a_plan_that_comes_with_them(void **state)
{
	static const char *const held[] = {"1;;Разговор;консультация;муниципальный;IV "
					   "квартал;2025-10-01;2025-12-31",
	    "2;;Семинар;семинар;муниципальный;в течение года;2025-09-01;2026-08-31",
	    "3;;Форум;форум;региональный;7–9 декабря 2025;2025-12-07;2025-12-09"};
	struct outcome o = {0};
	struct buf out = {0};

	import_both(*state,
	    "code;plan;number;title;type;level;term\n"
	    "I1;L1;1;Разговор;консультация;муниципальный;IV квартал\n"
	    "I2;L1;2;Семинар;семинар;муниципальный;в течение года\n"
	    "I3;L1;3;Форум;форум;региональный;7–9 декабря 2025\n",
	    &o);
	assert_accepted(&o);
	export_bytes(*state, KIND_PLAN_ITEMS, (struct export_options){0}, &out);
	for (size_t i = 0; i < sizeof(held) / sizeof(held[0]); i++)
		if (strstr(buf_text(&out), held[i]) == NULL)
			fail_msg("%s\n%s", held[i], buf_text(&out));
	buf_free(&out);
	outcome_free(&o);
}

/* A plan that is stored; days that are given stand beside words that say more. */
static void
given_days_stay(void **state)
{
	struct outcome o = {0};
	struct buf out = {0};

	import_text(*state, KIND_PLANS, PLANS, &o);
	assert_accepted(&o);
	import_text(*state, KIND_PLAN_ITEMS,
	    "code;plan;number;title;type;level;term;from;to\n"
	    "I1;L1;1;А;семинар;муниципальный;в течение года;2025-10-01;2025-10-31\n"
	    "I2;L1;2;Б;семинар;муниципальный;ежегодно;2025-11-01;2025-11-30\n"
	    "I3;L1;3;В;семинар;муниципальный;февраль;;\n",
	    &o);
	assert_accepted(&o);
	export_bytes(*state, KIND_PLAN_ITEMS, (struct export_options){0}, &out);
	assert_non_null(strstr(buf_text(&out), "в течение года;2025-10-01;2025-10-31"));
	assert_non_null(strstr(buf_text(&out), "ежегодно;2025-11-01;2025-11-30"));
	assert_non_null(strstr(buf_text(&out), "февраль;2026-02-01;2026-02-28"));
	buf_free(&out);
	outcome_free(&o);
}

static void
words_without_days_are_one_fault(void **state)
{
	struct outcome o = {0};

	import_both(*state,
	    "code;plan;number;title;type;level;term;from;to\n"
	    "I1;L1;1;А;семинар;муниципальный;ежегодно;;\n",
	    &o);
	assert_refused(
	    &o, "строка 2, столбец from: «ежегодно» дней не называет: нужен срок в этом плане");
	assert_int_equal(o.sentences, 1);
	import_both(*state,
	    "code;plan;number;title;type;level;term\n"
	    "I1;L1;1;А;семинар;муниципальный;осенние каникулы\n",
	    &o);
	assert_refused(&o, "строка 2, столбец term: «осенние каникулы» не понято как срок");
	assert_int_equal(o.sentences, 1);
	import_both(*state,
	    "code;plan;number;title;type;level;term\n"
	    "I1;L1;1;А;семинар;муниципальный;март 2027\n",
	    &o);
	assert_refused(&o, "строка 2");
	assert_int_equal(o.sentences, 1);
	import_both(
	    *state, "code;plan;number;title;type;level\nI1;L1;1;А;семинар;муниципальный\n", &o);
	assert_refused(&o, "обязательных столбцов нет");
	outcome_free(&o);
}

#define PLACE(test) cmocka_unit_test_setup_teardown(test, open_place, close_place)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    PLACE(words_give_the_days_of_a_plan_that_comes_with_them),
	    PLACE(given_days_stay),
	    PLACE(words_without_days_are_one_fault),
	};

	return cmocka_run_group_tests_name("terms at an import", tests, NULL, NULL);
}
