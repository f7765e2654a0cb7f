/* SPDX-License-Identifier: MIT
 * ui.c - the cells of a frame, as the terminal and the environment want them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/lib/drawn.h"

static const char *const told[] = {
    "METODAKTIV_ASCII", "METODAKTIV_THEME", "NO_COLOR", "ESCDELAY", "SSH_CONNECTION"};

static int
quiet_environment(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++)
		unsetenv(told[i]);
	return setenv("TERM", "xterm-256color", 1);
}

static int
close_drawn(void **state)
{
	drawn_close(*state);
	*state = NULL;
	return 0;
}

static struct drawn *
open_drawn(void **state)
{
	*state = drawn_open(24, 80);
	assert_non_null(((struct drawn *)*state)->ui);
	return *state;
}

static void
assert_row(int row, const char *text)
{
	char *seen = drawn_row(row);

	assert_string_equal(seen, text);
	free(seen);
}

/* Cut with a dot for the rest, padded, escaped; beside the screen nothing is drawn. */
static void
text_stands_in_its_columns(void **state)
{
	struct ui *ui = open_drawn(state)->ui;

	ui_begin(ui);
	assert_int_equal(ui_put(ui, 0, 0, 6, STYLE_PLAIN, "учитель"), 6);
	assert_int_equal(ui_put(ui, 0, 6, 0, STYLE_PLAIN, "|"), 1);
	assert_row(0, "учите…|");
	assert_int_equal(ui_put(ui, 1, 76, 0, STYLE_PLAIN, "школа"), 4);
	assert_int_equal(ui_put(ui, 2, 0, 5, STYLE_PLAIN, "я"), 5);
	assert_int_equal(ui_put(ui, 2, 5, 0, STYLE_PLAIN, "|"), 1);
	assert_row(2, "я    |");
	ui_put(ui, 3, 0, 0, STYLE_PLAIN, "а\033[31mб");
	assert_row(3, "а<U+001B>[31mб");
	assert_int_equal(ui_put(ui, -1, 0, 0, STYLE_PLAIN, "а"), 0);
	assert_int_equal(ui_put(ui, 24, 0, 0, STYLE_PLAIN, "а"), 0);
	assert_int_equal(ui_put(ui, 0, -1, 0, STYLE_PLAIN, "а"), 0);
	assert_int_equal(ui_put(ui, 0, 80, 0, STYLE_PLAIN, "а"), 0);
	assert_true(ui_is_blank(ui, 4));
	assert_false(ui_is_blank(ui, 3));
	assert_false(ui_is_blank(ui, -1));
	ui_cursor(ui, 30, 100); /* where a narrower terminal has nothing any more */
	assert_true(ui_end(ui));
}

/* A mark stands on its letter; one that stands on nothing is not drawn; wide ones take two. */
static void
marks_take_no_column(void **state)
{
	struct ui *ui = open_drawn(state)->ui;

	ui_begin(ui);
	assert_int_equal(ui_put(ui, 0, 0, 0, STYLE_PLAIN, "я\xCC\xA3|"), 2);
	assert_row(0, "я\xCC\xA3|");
	assert_int_equal(ui_put(ui, 1, 0, 0, STYLE_PLAIN, "\xCC\xA3я"), 1);
	assert_int_equal(ui_put(ui, 2, 0, 4, STYLE_PLAIN, "中中中"), 4);
	assert_row(2, "中…");
}

/* In one piece each, so that the same text is drawn by both. */
static void
pictures_are_plain_where_marks_are_not(void **state)
{
	struct ui *ui;

	setenv("METODAKTIV_ASCII", "1", 1);
	ui = open_drawn(state)->ui;
	assert_true(ui_is_plain(ui));
	ui_begin(ui);
	ui_box(ui, 0, 0, 3, 12, "Дата");
	ui_put(ui, 4, 0, 5, STYLE_PLAIN, "► №7 «Лад» — да");
	ui_put(ui, 5, 0, 0, STYLE_PLAIN, "ё█░→");
	assert_row(0, "+- Дата ---+");
	assert_row(1, "|          |");
	assert_row(2, "+----------+");
	assert_row(4, "> N7~");
	assert_row(5, "ё#.>");
}

static void
an_empty_wish_is_none(void **state)
{
	setenv("METODAKTIV_ASCII", "", 1);
	setenv("NO_COLOR", "", 1);
	assert_false(ui_is_plain(open_drawn(state)->ui));
}

/* What an unknown terminal can do is taken to be what xterm can; one that cannot place the cursor
 * is refused, and no terminal at all. */
static void
a_terminal_is_known_by_its_name(void **state)
{
	static const struct {
		const char *term;
		bool opens, asks; /* the console and a VT100 have no such question to answer */
	} terms[] = {{"xterm", true, true}, {"nobody-knows-this", true, true}, {"", true, true},
	    {NULL, true, false}, {"vt100", true, false}, {"linux", true, false},
	    {"dumb", false, false}};

	for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++) {
		struct drawn *d;
		char *sent;

		if (terms[i].term != NULL)
			setenv("TERM", terms[i].term, 1);
		else
			unsetenv("TERM");
		*state = d = drawn_open(24, 80);
		if ((d->ui != NULL) != terms[i].opens)
			fail_msg("TERM %s: %s", terms[i].term, d->why.text);
		if (d->ui != NULL) {
			ui_begin(d->ui);
			ui_end(d->ui);
		}
		sent = drawn_sent(d);
		if ((strstr(sent, "\033]11;?") != NULL) != terms[i].asks)
			fail_msg("TERM %s", terms[i].term);
		if (!terms[i].opens)
			assert_non_null(strstr(d->why.text, "не умеет ставить курсор"));
		free(sent);
		close_drawn(state);
	}
}

/* A lone Esc waits as long as somebody has said; nonsense is not obeyed. */
static void
an_escape_waits_as_told(void **state)
{
	static const struct {
		const char *told;
		bool soon;
	} delays[] = {{"1", true}, {"400", false}, {"0", true}, {"100000", true}, {"-5", true}};

	for (size_t i = 0; i < sizeof(delays) / sizeof(delays[0]); i++) {
		struct drawn *d;

		setenv("ESCDELAY", delays[i].told, 1);
		d = open_drawn(state);
		assert_int_equal(write(d->master, "\033", 1), 1);
		assert_int_equal(ui_key(d->ui, 150).code, delays[i].soon ? K_ESCAPE : K_NOTHING);
		close_drawn(state);
	}
}

/* A theme that is told by the environment stays. */
static void
a_theme_is_chosen_unless_told(void **state)
{
	struct ui *ui = open_drawn(state)->ui;
	int own = ui_attributes(ui, STYLE_TITLE);

	assert_int_equal(ui_theme(ui), THEME_TERMINAL);
	assert_true(ui_set_theme(ui, THEME_MONO));
	assert_true(ui_is_plain(ui));
	assert_int_not_equal(ui_attributes(ui, STYLE_TITLE), own);
	assert_true(ui_set_theme(ui, THEME_LIGHT));
	assert_false(ui_is_plain(ui));
	close_drawn(state);
	setenv("METODAKTIV_THEME", "dark", 1);
	ui = open_drawn(state)->ui;
	assert_int_equal(ui_theme(ui), THEME_DARK);
	assert_false(ui_set_theme(ui, THEME_LIGHT));
	assert_int_equal(ui_theme(ui), THEME_DARK);
	close_drawn(state);
	setenv("NO_COLOR", "1", 1); /* stronger than a theme */
	ui = open_drawn(state)->ui;
	assert_int_equal(ui_theme(ui), THEME_MONO);
}

/* Through the terminal, to the printer beside it; what would end that early is left out. */
static void
a_terminal_with_a_printer_prints(void **state)
{
	struct drawn *d = open_drawn(state);
	char *sent;

	assert_true(ui_can_print(d->ui));
	ui_print(d->ui, slice_of("Протокол\nпункт\0331"));
	sent = drawn_sent(d);
	assert_non_null(strstr(sent, "\033[5iПротокол\r\nпункт1"));
	assert_non_null(strstr(sent, "\033[4i"));
	free(sent);
	close_drawn(state);
	setenv("TERM", "linux", 1);
	assert_false(ui_can_print(open_drawn(state)->ui));
}

/* Sent to the clipboard as far as terminals take it. */
static void
a_text_goes_to_the_clipboard(void **state)
{
	struct drawn *d = open_drawn(state);
	char *sent, *much = calloc(1, 200000);

	free(drawn_sent(d));
	assert_true(ui_copy(d->ui, slice_of("Лад")));
	sent = drawn_sent(d);
	assert_non_null(strstr(sent, "\033]52;c;0JvQsNC0"));
	free(sent);
	memset(much, 'a', 199999);
	assert_false(ui_copy(d->ui, slice_of(much)));
	free(much);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, quiet_environment, close_drawn)
	static const struct CMUnitTest tests[] = {
	    TEST(text_stands_in_its_columns),
	    TEST(marks_take_no_column),
	    TEST(pictures_are_plain_where_marks_are_not),
	    TEST(an_empty_wish_is_none),
	    TEST(a_terminal_is_known_by_its_name),
	    TEST(an_escape_waits_as_told),
	    TEST(a_theme_is_chosen_unless_told),
	    TEST(a_terminal_with_a_printer_prints),
	    TEST(a_text_goes_to_the_clipboard),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
