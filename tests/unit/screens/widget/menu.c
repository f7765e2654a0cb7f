/* SPDX-License-Identifier: MIT
 * menu.c - a choice among lines: keys, letters in either layout, a place too small; and gauges.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "screens/widget/gauge.h"
#include "screens/widget/menu.h"
#include "tests/lib/drawn.h"

static int
open_drawn(void **state)
{
	struct drawn *d;

	setenv("TERM", "xterm-256color", 1);
	unsetenv("NO_COLOR");
	*state = d = drawn_open(24, 80);
	return d->ui == NULL;
}

static int
close_drawn(void **state)
{
	drawn_close(*state);
	return 0;
}

static void
assert_row(int row, const char *text)
{
	char *seen = drawn_row(row);

	assert_string_equal(seen, text);
	free(seen);
}

static const char *const lines[] = {"Химия", "Физика", "История России", "История искусств",
    "Музыка", "Технология", "Очень длинное название предмета", "Экология"};
enum { COUNT = sizeof(lines) / sizeof(lines[0]) };

static void
press(struct menu *m, enum key_code code, size_t line)
{
	const struct key key = {code, 0};

	assert_true(menu_key(m, &key));
	assert_int_equal(menu_current(m), line);
}

static void
keys_stay_among_the_lines(void **state)
{
	static const struct key function = {K_FUNCTION, 2};
	struct drawn *d = *state;
	struct menu *m = menu_new(lines, COUNT);

	press(m, K_PAGE_DOWN, 1); /* not drawn yet: a page is a line */
	press(m, K_PAGE_UP, 0);
	menu_draw(m, d->ui, 2, 4, 3, 20);
	assert_row(2, "     Химия");
	assert_row(4, "     История России");
	assert_row(5, "");
	press(m, K_ARROW_UP, 0);
	press(m, K_ARROW_DOWN, 1);
	press(m, K_PAGE_DOWN, 4);
	press(m, K_PAGE_DOWN, 7);
	press(m, K_ARROW_DOWN, 7);
	press(m, K_PAGE_DOWN, 7);
	press(m, K_PAGE_UP, 4);
	press(m, K_PAGE_UP, 1);
	press(m, K_PAGE_UP, 0);
	press(m, K_TO_END, 7);
	menu_draw(m, d->ui, 2, 4, 3, 20);
	assert_row(3, "     Очень длинное наз…"); /* cut where it does not fit */
	assert_row(4, "     Экология");
	press(m, K_TO_START, 0);
	menu_go(m, 100);
	assert_int_equal(menu_current(m), 7);
	assert_false(menu_key(m, &function));
	menu_draw(
	    m, d->ui, 2, 4, 20, 40); /* a wider place, with room for more lines than there are */
	assert_row(8, "     Очень длинное название предмета");
	assert_row(10, "");
	menu_free(m);
	menu_free(NULL);
}

static void
no_room_draws_nothing(void **state)
{
	static const struct key down = {K_ARROW_DOWN, 0}, letter = {K_CHARACTER, 'x'};
	struct drawn *d = *state;
	struct menu *m = menu_new(lines, COUNT), *empty = menu_new(NULL, 0);

	menu_draw(m, d->ui, 2, 4, 0, 20);
	menu_draw(m, d->ui, 2, 4, 5, 3);
	menu_draw(empty, d->ui, 2, 4, 5, 20);
	assert_true(ui_is_blank(d->ui, 2));
	assert_true(menu_key(empty, &down));
	assert_true(menu_key(empty, &letter));
	press(empty, K_TO_END, 0);
	assert_string_equal(menu_typed(empty), "");
	menu_free(m);
	menu_free(empty);
}

/* The beginning first, then inside; in the other layout; what leads nowhere is not kept. */
static void
letters_lead_to_a_line(void **state)
{
	static const struct {
		const char *typed;
		size_t line;
		const char *kept;
	} rows[] = {
	    {"ист", 2, "ист"},
	    {"история и", 3, "история и"},
	    {"логия", 5, "логия"},
	    {"vep", 4, "vep"}, /* муз */
	    {"физq", 1, "физ"},
	    {"ъ", 0, ""},
	    {" м", 4, "м"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct menu *m = menu_new(lines, COUNT);
		const char *p = rows[i].typed, *end = p + strlen(p);

		while (p < end) {
			const struct key key = {K_CHARACTER, utf8_next(&p, end)};

			assert_true(menu_key(m, &key));
		}
		assert_int_equal(menu_current(m), rows[i].line);
		assert_string_equal(menu_typed(m), rows[i].kept);
		menu_free(m);
	}
}

static void
a_letter_is_taken_back(void **state)
{
	struct menu *m = menu_new(lines, COUNT);
	const char *p = "история и", *end = p + strlen(p);

	(void)state;
	while (p < end)
		menu_key(m, &(struct key){K_CHARACTER, utf8_next(&p, end)});
	assert_int_equal(menu_current(m), 3);
	press(m, K_BACK, 2);
	press(m, K_BACK, 2);
	assert_string_equal(menu_typed(m), "история");
	press(m, K_ARROW_UP, 1); /* a step begins anew */
	assert_string_equal(menu_typed(m), "");
	press(m, K_BACK, 1);
	menu_free(m);
}

/* Something is never nothing, nor more than all; what is not known has no dots. */
static void
a_bar_shows_a_share(void **state)
{
	static const struct {
		struct gauge_value value;
		uint64_t scale, mark;
		const char *bar;
	} rows[] = {
	    {{.known = true, .tenths = 0}, 1000, 0, ".........."},
	    {{.known = false}, 1000, 0, ""},
	    {{.known = true, .tenths = 1}, 1000, 0, "▌........."},
	    {{.known = true, .tenths = 500}, 1000, 0, "█████....."},
	    {{.known = true, .tenths = 550}, 1000, 900, "█████▌...|"},
	    {{.known = true, .tenths = 5000}, 1000, 1000, "█████████|"},
	    {{.known = true, .tenths = 500}, 1000, 2000, "█████....."},
	    {{.known = true, .tenths = 500}, 0, 0, ".........."},
	};
	struct drawn *d = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		ui_begin(d->ui);
		gauge_bar(d->ui, 0, 0, 10, STYLE_PLAIN, rows[i].value, rows[i].scale, rows[i].mark);
		gauge_bar(d->ui, 1, 0, 0, STYLE_PLAIN, rows[i].value, rows[i].scale, rows[i].mark);
		assert_row(0, rows[i].bar);
		assert_true(ui_is_blank(d->ui, 1));
	}
}

/* As many of the last months as fit; the goal across them; in plain characters, too. */
static void
a_graph_shows_the_last_months(void **state)
{
	static const struct gauge_column months[] = {
	    {.label = "янв", .figure = "10,0", .value = {.known = true, .tenths = 100}},
	    {.label = "фев",
		.figure = "50,0",
		.value = {.known = true, .tenths = 500},
		.other = {.known = true, .tenths = 0}},
	    {.label = "мар", .figure = "—"},
	};
	struct drawn *d = *state;

	ui_begin(d->ui);
	gauge_graph(d->ui, 0, 0, 6, 30, months, 3, 1000, 0);
	assert_row(5, "   янв      фев      мар");
	assert_row(4, " ▄▄▄▄▄▄▄  ███████◄    —");
	ui_begin(d->ui);
	gauge_graph(d->ui, 0, 0, 6, 9, months, 3, 1000, 1000); /* room for two */
	assert_row(5, "фев мар");
	assert_row(1, "────────");
	ui_begin(d->ui);
	gauge_graph(d->ui, 0, 0, 2, 30, months, 3, 1000, 500);
	gauge_graph(d->ui, 0, 0, 6, 30, months, 0, 1000, 500);
	for (int row = 0; row < 6; row++)
		assert_true(ui_is_blank(d->ui, row));
	ui_set_theme(d->ui, THEME_MONO);
	gauge_graph(d->ui, 0, 0, 6, 30, months, 3, 1000, 1000);
	assert_row(1, "---------------------------");
	assert_row(4, " #######  #######<    —");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_drawn, close_drawn)
	static const struct CMUnitTest tests[] = {
	    TEST(keys_stay_among_the_lines),
	    TEST(no_room_draws_nothing),
	    TEST(letters_lead_to_a_line),
	    TEST(a_letter_is_taken_back),
	    TEST(a_bar_shows_a_share),
	    TEST(a_graph_shows_the_last_months),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
