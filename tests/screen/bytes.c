/* SPDX-License-Identifier: MIT
 * bytes.c - what a key sends to the terminal: bytes, and writes that carry them.
 *
 * The budgets are what was measured (docs/performance.md) and a tenth. Nothing is sent past the
 * writes that are counted: their bytes are those that arrive.
 */
#include "tests/lib/desk.h"

#define DOWN_8 "<Down><Down><Down><Down><Down><Down><Down><Down>"

enum { WRITES = 2 };

/* One after another, from the first screen on. The first of a pair only leads there. */
static const struct action {
	const char *name, *keys, *seen;
	size_t bytes; /* 0: not asked */
} actions[] = {
    {"list opened", "<Enter>", "1 из 500", 3250},
    {"cursor down", "<Down>", "2 из 500", 300},
    {"page down", "<PgDn>", "19 из 500", 2190},
    {NULL, DOWN_8 DOWN_8, "35 из 500", 0},
    {"row scrolled in", "<Down>", "36 из 500", 345},
    {"letter of a search", "о", "Поиск: о", 2750},
    {NULL, "з", "Поиск: оз", 0},
    {"card opened", "<Enter>", "F2 Вывод", 2150},
    {"form opened", "<F4>", "F2 Сохранить", 2850},
    {NULL, "<PgUp><PgUp>", "Фамилия", 0},
    {"next field", "<Tab>", "Багиров", 170},
    {NULL, "<End>", "Багиров", 0},
    {"letter in a field", "ж", "Багировж", 45},
    {"saved", "<F2>", "Сохранено", 2200},
};

struct cost {
	size_t bytes;
	long writes;
};

static struct cost
cost_of(vt *v, const struct desk *d, const char *keys, const char *seen)
{
	struct desk_sent before, after;
	size_t arrived;

	vt_quiet(v, 100, WAIT);
	before = desk_sent(d);
	arrived = v->bytes_in;
	vt_keys(v, keys);
	for (int waited = 0; waited < WAIT && v->bytes_in == arrived; waited += 10)
		vt_pump(v, 10);
	desk_see(v, seen);
	vt_quiet(v, 100, WAIT);
	after = desk_sent(d);
	assert_int_equal(v->bytes_in - arrived, after.bytes - before.bytes);
	return (struct cost){
	    .bytes = v->bytes_in - arrived, .writes = after.writes - before.writes};
}

static void
assert_cheap(const char *name, struct cost c, size_t budget)
{
	printf("%s: %zu bytes, %ld writes\n", name, c.bytes, c.writes);
	assert_true(c.writes >= 1 && c.writes <= WRITES);
	assert_true(c.bytes <= budget);
}

static void
a_key_costs_no_more_than_its_budget(void **state)
{
	struct desk *d = *state;
	vt *v = desk_start_counted(d, false);

	for (size_t i = 0; i < sizeof(actions) / sizeof(actions[0]); i++) {
		const struct action *a = &actions[i];
		struct cost c = cost_of(v, d, a->keys, a->seen);

		if (a->name != NULL)
			assert_cheap(a->name, c, a->bytes);
	}
	vt_close(v, WAIT);
}

static void
the_first_screen_is_one_write(void **state)
{
	struct desk *d = *state;
	vt *v = desk_start_counted(d, false);
	struct desk_sent sent;

	vt_quiet(v, 100, WAIT);
	sent = desk_sent(d);
	assert_int_equal(sent.bytes, v->bytes_in);
	assert_cheap("first screen", (struct cost){v->bytes_in, sent.writes}, 2750);
	vt_close(v, WAIT);
}

/* A meeting of today with applications, the first under discussion. */
static void
a_vote_costs_no_more_than_its_budget(void **state)
{
	struct desk *d = *state;
	vt *v;

	desk_import_council(d->db);
	v = desk_start_counted(d, false);
	desk_type(v, "засед", "► Заседания совета");
	desk_type(v, "<Enter>", "всего 15");
	desk_type(v, "<C-g>", "Повестка: 11 из 11");
	desk_type(v, "<F2>", "Заседание № 9 от 31.05.2026 записано");
	desk_type(v, "<F8>", "кворум есть: нужно 4");
	desk_type(v, "<Enter>", "пункт 1 из 11");
	vt_quiet(v, 400, WAIT);
	assert_cheap("vote", cost_of(v, d, "1", "за 1 из 1"), 420);
	vt_close(v, WAIT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(the_first_screen_is_one_write, desk_setup),
	    cmocka_unit_test_setup(a_key_costs_no_more_than_its_budget, desk_setup),
	    cmocka_unit_test_setup(a_vote_costs_no_more_than_its_budget, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
