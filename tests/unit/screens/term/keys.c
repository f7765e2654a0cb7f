/* SPDX-License-Identifier: MIT
 * screens_keys.c - bytes become keys: every encoding met in the wild, cut anywhere, broken anyhow.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "screens/term/keys.h"

enum { DELAY = 100 };

static void
expect(struct keys *k, int64_t now, enum key_code code, uint32_t ch)
{
	struct key key = {K_NOTHING, 0};

	assert_true(keys_next(k, now, &key));
	assert_int_equal(key.code, code);
	assert_int_equal(key.ch, ch);
}

static void
expect_nothing(struct keys *k, int64_t now)
{
	struct key key;

	assert_false(keys_next(k, now, &key));
}

static void
feed(struct keys *k, const char *s, int64_t now)
{
	keys_feed(k, s, strlen(s), now);
}

static const struct {
	const char *bytes;
	struct key key;
} known[] = {
    {"\033OP", {K_FUNCTION, 1}},
    {"\033[11~", {K_FUNCTION, 1}},
    {"\033[[A", {K_FUNCTION, 1}},
    {"\033[M", {K_FUNCTION, 1}},
    {"\033OS", {K_FUNCTION, 4}},
    {"\033[14~", {K_FUNCTION, 4}},
    {"\033[[E", {K_FUNCTION, 5}},
    {"\033[15~", {K_FUNCTION, 5}},
    {"\033[17~", {K_FUNCTION, 6}},
    {"\033[21~", {K_FUNCTION, 10}},
    {"\033[V", {K_FUNCTION, 10}},
    {"\033OY", {K_FUNCTION, 10}},
    {"\033[24~", {K_FUNCTION, 12}},
    {"\033[H", {K_TO_START, 0}},
    {"\033OH", {K_TO_START, 0}},
    {"\033[1~", {K_TO_START, 0}},
    {"\033[7~", {K_TO_START, 0}},
    {"\033[F", {K_TO_END, 0}},
    {"\033OF", {K_TO_END, 0}},
    {"\033[4~", {K_TO_END, 0}},
    {"\033[8~", {K_TO_END, 0}},
    {"\033[A", {K_ARROW_UP, 0}},
    {"\033OA", {K_ARROW_UP, 0}},
    {"\033[1;5B", {K_ARROW_DOWN, 0}},
    {"\033[5~", {K_PAGE_UP, 0}},
    {"\033[I", {K_PAGE_UP, 0}},
    {"\033[6~", {K_PAGE_DOWN, 0}},
    {"\033[G", {K_PAGE_DOWN, 0}},
    {"\033[2~", {K_INSERT, 0}},
    {"\033[L", {K_INSERT, 0}},
    {"\033[3~", {K_DELETE, 0}},
    {"\033[Z", {K_BACKTAB, 0}},
    {"\0331", {K_FUNCTION, 1}},
    {"\0339", {K_FUNCTION, 9}},
    {"\0330", {K_FUNCTION, 10}},
    {"\033Op", {K_CHARACTER, '0'}},
    {"\033Ok", {K_CHARACTER, '+'}},
    {"\033OM", {K_ENTER, 0}},
    {"\r", {K_ENTER, 0}},
    {"\n", {K_NEW_LINE, 0}},
    {"\033\r", {K_NEW_LINE, 1}},
    {"\t", {K_TAB, 0}},
    {"\177", {K_BACK, 0}},
    {"\b", {K_BACK, 0}},
    {"\001", {K_CONTROL, 'a'}},
    {"\032", {K_CONTROL, 'z'}},
    {"q", {K_CHARACTER, 'q'}},
    {"ё", {K_CHARACTER, 0x451}},
    {"№", {K_CHARACTER, 0x2116}},
    {"\033[99~", {K_UNKNOWN, 0}},
    {"\033[1;2P", {K_UNKNOWN, 0}},
    {"\033[1;2R", {K_UNKNOWN, 0}}, /* F3 with Shift, not the place of the cursor */
    {"\033[1;16R", {K_UNKNOWN, 0}},
    {"\033[R", {K_FUNCTION, 6}},
    {"\033[5;R", {K_UNKNOWN, 0}},
    {"\033[15;2~", {K_UNKNOWN, 0}},
    {"\033[?1;2c", {K_UNKNOWN, 0}},
    {"\033[99999~", {K_UNKNOWN, 0}},
    {"\033[5;0R", {K_UNKNOWN, 0}}, /* no place of a cursor: there is no column 0 */
    {"\033[5;3;R", {K_UNKNOWN, 0}},
    {"\033[[F", {K_UNKNOWN, 0}},
    {"\033[[@", {K_UNKNOWN, 0}},
    {"\033Oz", {K_UNKNOWN, 0}},
    {"\033O5A", {K_UNKNOWN, 0}},
    {"\034", {K_UNKNOWN, 0}},
};

static void
every_known_encoding_is_its_key(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		struct keys *k = keys_new(DELAY);

		feed(k, known[i].bytes, 0);
		expect(k, 0, known[i].key.code, known[i].key.ch);
		expect_nothing(k, 5000);
		keys_free(k);
	}
}

/* Cut after each byte, the rest 50 ms later: the same key, and nothing else. */
static void
a_split_sequence_is_waited_for(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		size_t len = strlen(known[i].bytes);

		for (size_t cut = 1; cut < len; cut++) {
			struct keys *k = keys_new(DELAY);

			keys_feed(k, known[i].bytes, cut, 0);
			expect_nothing(k, 50);
			keys_feed(k, known[i].bytes + cut, len - cut, 50);
			expect(k, 50, known[i].key.code, known[i].key.ch);
			expect_nothing(k, 5000);
			keys_free(k);
		}
	}
}

/* Broken off by a byte no sequence has: that byte is a key of its own. */
static void
a_broken_sequence_ends_where_it_broke(void **state)
{
	static const char *const broken[] = {"\033[1\177", "\033[1\b", "\033O1\177", "\033O\b"};

	(void)state;
	for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++) {
		struct keys *k = keys_new(DELAY);

		feed(k, broken[i], 0);
		expect(k, 0, K_UNKNOWN, 0);
		expect(k, 0, K_BACK, 0);
		expect_nothing(k, 5000);
		feed(k, "\033[1", 6000); /* and one that is never ended is given up whole */
		expect_nothing(k, 6000);
		expect(k, 6000 + KEYS_PATIENCE, K_UNKNOWN, 0);
		expect_nothing(k, 9000);
		keys_free(k);
	}
}

static void
a_lone_escape_takes_its_delay(void **state)
{
	struct keys *k = keys_new(DELAY);

	(void)state;
	feed(k, "\033", 1000);
	assert_int_equal(keys_wait(k, 1000), DELAY);
	expect_nothing(k, 1000 + DELAY - 1);
	expect(k, 1000 + DELAY, K_ESCAPE, 0);
	assert_int_equal(keys_wait(k, 2000), -1);
	keys_free(k);
}

/* The Esc is out already; its tail, late by more than the delay, must not become typing. */
static void
the_tail_of_a_slow_escape_is_swallowed(void **state)
{
	struct keys *k = keys_new(DELAY);

	(void)state;
	feed(k, "\033", 0);
	expect(k, DELAY, K_ESCAPE, 0);
	feed(k, "[A", DELAY + 50);
	expect_nothing(k, DELAY + 50);
	expect_nothing(k, 5000);
	feed(k, "[", 6000);
	expect(k, 6000, K_CHARACTER, '[');
	keys_free(k);
}

static const char *const tails[] = {
    "[A", "[15~", "[1;5B", "[12;40R", "[[C", "OA", "OP", "OM", "[?1;2c"};

/* By its form, whole or in two pieces, with another sequence behind it or none. */
static void
every_late_tail_is_swallowed(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++)
		for (size_t cut = 1; cut <= strlen(tails[i]); cut++) {
			struct keys *k = keys_new(DELAY);

			feed(k, "\033", 0);
			expect(k, DELAY, K_ESCAPE, 0);
			keys_feed(k, tails[i], cut, DELAY + 250);
			expect_nothing(k, DELAY + 250);
			feed(k, tails[i] + cut, DELAY + 300);
			feed(k, "\033[A", DELAY + 300);
			expect(k, DELAY + 300, K_ARROW_UP, 0);
			expect_nothing(k, 5000);
			keys_free(k);
		}
}

static const char *const typed[] = {
    "[", "O", "[]", "[ъ", "O\r", "ОК", "OK", "Олег", "OPERA", "[A]", "[15 лет", "[["};

/* What a person types behind Esc arrives, however fast. */
static void
text_behind_an_escape_is_text(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		struct keys *k = keys_new(DELAY);
		const char *p = typed[i], *end = typed[i] + strlen(typed[i]);

		feed(k, "\033", 0);
		expect(k, DELAY, K_ESCAPE, 0);
		feed(k, typed[i], DELAY + 20);
		while (p < end) {
			uint32_t cp = utf8_next(&p, end);

			expect(k, DELAY + 20 + 200, cp == '\r' ? K_ENTER : K_CHARACTER,
			    cp == '\r' ? 0 : cp);
		}
		expect_nothing(k, 5000);
		keys_free(k);
	}
}

/* A line with a quarter of a second between what it brings: any two characters behind Esc. */
static void
slow_typing_behind_an_escape_is_text(void **state)
{
	(void)state;
	for (char first = '!'; first <= '~'; first++)
		for (char second = '!'; second <= '~'; second++) {
			struct keys *k = keys_new(DELAY);

			feed(k, "\033", 0);
			expect(k, 250, K_ESCAPE, 0);
			keys_feed(k, &first, 1, 250);
			expect(k, 500, K_CHARACTER, (uint32_t)first);
			keys_feed(k, &second, 1, 500);
			expect(k, 750, K_CHARACTER, (uint32_t)second);
			keys_free(k);
		}
}

/* Or it brings the Esc and a code typed behind it at once. */
static void
a_code_behind_an_escape_is_text(void **state)
{
	struct keys *k = keys_new(DELAY);

	(void)state;
	feed(k, "\033O008", 0);
	expect(k, 0, K_ESCAPE, 0);
	for (const char *p = "O008"; *p != '\0'; p++)
		expect(k, 0, K_CHARACTER, (uint32_t)*p);
	keys_free(k);
}

static void
a_paste_whose_escape_was_early_is_a_paste(void **state)
{
	struct keys *k = keys_new(DELAY);

	(void)state;
	feed(k, "\033", 0);
	expect(k, DELAY, K_ESCAPE, 0);
	feed(k, "[200~abc\033[201~", DELAY + 50);
	expect(k, DELAY + 50, K_PASTED, 0);
	assert_int_equal(keys_pasted(k).len, 3);
	keys_free(k);
}

/* The answer is no key whenever and however it comes; what only looks like one is typed text. */
static void
the_background_is_known_by_its_answer(void **state)
{
	static const struct {
		const char *answer;
		enum keys_background said;
	} answers[] = {
	    {"\033]11;rgb:0000/0000/0000\a", BACKGROUND_DARK},
	    {"\033]11;rgb:ffff/ffff/dddd\033\\", BACKGROUND_LIGHT},
	    {"\033]11;rgb:1e/1e/2e\a", BACKGROUND_DARK},
	    {"\033]11;rgb:f0/f0/f0\033\\", BACKGROUND_LIGHT},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
		struct keys *k = keys_new(DELAY);

		assert_int_equal(keys_background(k), BACKGROUND_UNKNOWN);
		for (const char *p = answers[i].answer; *p != '\0'; p++) {
			feed(k, (char[]){*p, '\0'}, 0);
			expect_nothing(k, 0);
		}
		assert_int_equal(keys_background(k), answers[i].said);
		feed(k, "a", 1);
		expect(k, 1, K_CHARACTER, 'a');
		keys_free(k);
	}
}

/* Of an answer that says no colour nothing is known; one that never ends was typed. */
static void
what_only_begins_like_the_answer_says_nothing(void **state)
{
	static const char *const texts[] = {
	    "]11;rgb:0000000000000000000000000000000000000000", "]11;rgb:0/0/0\033x"};
	struct keys *k = keys_new(DELAY);
	struct key key;

	(void)state;
	feed(k, "\033]11;rgb:zz/00/00\a", 0);
	expect_nothing(k, 0);
	assert_int_equal(keys_background(k), BACKGROUND_UNKNOWN);
	for (int i = 0; i < 2; i++) {
		int64_t now = 10000 * (i + 1);

		feed(k, "\033", now);
		feed(k, texts[i], now);
		expect(k, now + KEYS_PATIENCE, K_ESCAPE, 0);
		for (const char *p = texts[i]; *p != '\0' && *p != '\033'; p++)
			expect(k, now + KEYS_PATIENCE, K_CHARACTER, (uint32_t)*p);
		while (keys_next(k, now + 5000, &key))
			;
		assert_int_equal(keys_background(k), BACKGROUND_UNKNOWN);
	}
	keys_free(k);
}

static void
a_bracket_behind_an_escape_is_text(void **state)
{
	struct keys *k = keys_new(DELAY);

	(void)state;
	feed(k, "\033]1", 0);
	expect(k, KEYS_PATIENCE, K_ESCAPE, 0);
	expect(k, KEYS_PATIENCE, K_CHARACTER, ']');
	expect(k, KEYS_PATIENCE, K_CHARACTER, '1');
	feed(k, "\033]a", 5000);
	expect(k, 5000, K_ESCAPE, 0);
	expect(k, 5000, K_CHARACTER, ']');
	expect(k, 5000, K_CHARACTER, 'a');
	keys_free(k);
}

/* How long an Esc waits, at a time when nothing else does. */
static int
delay_at(struct keys *k, int64_t now)
{
	int delay;

	feed(k, "\033", now);
	delay = keys_wait(k, now);
	expect(k, now + delay, K_ESCAPE, 0);
	return delay;
}

static void
the_delay_is_as_the_line_is_fast(void **state)
{
	struct keys *k = keys_new(KEYS_FAR_DELAY);

	(void)state;
	keys_asked(k, 1000);
	assert_int_equal(delay_at(k, 1000), KEYS_FAR_DELAY); /* not answered: nothing is known */
	keys_asked(k, 2000);
	feed(k, "\033[7;33R", 2009);
	expect_nothing(k, 2009);
	assert_int_equal(delay_at(k, 3000), KEYS_NEAR_DELAY);
	feed(k, "\033[7;33R", 3500); /* nobody asked */
	expect_nothing(k, 3500);
	assert_int_equal(delay_at(k, 4000), KEYS_NEAR_DELAY);
	keys_asked(k, 5000);
	feed(k, "\033[1;2R", 5001); /* F3, which does not answer */
	expect(k, 5001, K_UNKNOWN, 0);
	feed(k, "\033[7;33R", 5010);
	expect_nothing(k, 5010);
	assert_int_equal(delay_at(k, 6000), KEYS_FAR_DELAY);
	keys_free(k);
}

/* Typed around, cut anywhere, late by seconds: never a key. */
static void
the_answer_is_never_a_key(void **state)
{
	static const char answer[] = "\033[24;80R";
	struct keys *k = keys_new(KEYS_FAR_DELAY);

	(void)state;
	for (size_t cut = 1; cut < sizeof(answer) - 1; cut++) {
		int64_t now = (int64_t)cut * 10000;

		keys_asked(k, now);
		feed(k, "q", now + 5000);
		keys_feed(k, answer, cut, now + 5000);
		expect(k, now + 5000, K_CHARACTER, 'q');
		expect_nothing(k, now + 5090);
		feed(k, answer + cut, now + 5090);
		feed(k, "w", now + 5090);
		expect(k, now + 5090, K_CHARACTER, 'w');
		expect_nothing(k, now + 9000);
	}
	keys_free(k);
}

static void
escape_before_a_letter_is_two_keys(void **state)
{
	struct keys *k = keys_new(DELAY);

	(void)state;
	feed(k, "\033ж\033\033", 0);
	expect(k, 0, K_ESCAPE, 0);
	expect(k, 0, K_CHARACTER, 0x436);
	expect(k, 0, K_ESCAPE, 0);
	expect(k, DELAY, K_ESCAPE, 0);
	keys_free(k);
}

static void
a_bad_byte_costs_itself_alone(void **state)
{
	struct keys *k = keys_new(DELAY);

	(void)state;
	feed(k, "\xD0Я\xF5\xFF\x80q\xED\xA0\x80", 0);
	expect(k, 0, K_BROKEN, 0xD0);
	expect(k, 0, K_CHARACTER, 0x42F);
	expect(k, 0, K_BROKEN, 0xF5);
	expect(k, 0, K_BROKEN, 0xFF);
	expect(k, 0, K_BROKEN, 0x80);
	expect(k, 0, K_CHARACTER, 'q');
	expect(k, 0, K_BROKEN, 0xED);
	expect(k, 0, K_BROKEN, 0xA0);
	expect(k, 0, K_BROKEN, 0x80);
	expect_nothing(k, 0);
	keys_free(k);
}

static void
a_character_that_never_ends_is_given_up(void **state)
{
	struct keys *k = keys_new(DELAY);

	(void)state;
	feed(k, "\xD0", 0);
	expect_nothing(k, KEYS_PATIENCE - 1);
	expect(k, KEYS_PATIENCE, K_BROKEN, 0xD0);
	keys_free(k);
}

static void
a_paste_is_one_key_with_its_bytes(void **state)
{
	struct keys *k = keys_new(DELAY);
	struct slice pasted;

	(void)state;
	feed(k, "\033[200~Озерская\r\033[A\tИрина\033[20", 0);
	expect_nothing(k, 0);
	feed(k, "1~q", 20);
	expect(k, 20, K_PASTED, 0);
	pasted = keys_pasted(k);
	assert_int_equal(pasted.len, strlen("Озерская\r\033[A\tИрина"));
	assert_memory_equal(pasted.data, "Озерская\r\033[A\tИрина", pasted.len);
	expect(k, 20, K_CHARACTER, 'q');
	keys_free(k);
}

static void
a_paste_without_end_is_ended_by_silence(void **state)
{
	struct keys *k = keys_new(DELAY);

	(void)state;
	feed(k, "\033[200~abc", 0);
	expect_nothing(k, KEYS_PASTE_PATIENCE - 1);
	expect(k, KEYS_PASTE_PATIENCE, K_PASTED, 0);
	assert_int_equal(keys_pasted(k).len, 3);
	keys_free(k);
}

static void
a_huge_paste_is_kept_up_to_its_bound(void **state)
{
	enum { BLOCK = 1 << 16, BLOCKS = 80 };
	struct keys *k = keys_new(DELAY);
	char *block = malloc(BLOCK);
	struct key key;

	(void)state;
	memset(block, 'x', BLOCK);
	feed(k, "\033[200~", 0);
	for (int i = 0; i < BLOCKS; i++) {
		keys_feed(k, block, BLOCK, i);
		assert_false(keys_next(k, i, &key));
	}
	feed(k, "\033[201~!", BLOCKS);
	expect(k, BLOCKS, K_PASTED, 0);
	assert_int_equal(keys_pasted(k).len, KEYS_PASTE_MAX);
	expect(k, BLOCKS, K_CHARACTER, '!');
	free(block);
	keys_free(k);
}

static void
what_the_terminal_says_of_itself_comes_first(void **state)
{
	struct keys *k = keys_new(DELAY);

	(void)state;
	keys_define(k, "\033[M", (struct key){K_PAGE_UP, 0});
	feed(k, "\033[M", 0);
	expect(k, 0, K_PAGE_UP, 0);
	keys_free(k);
}

/* A description of a terminal comes from elsewhere: what it cannot mean is not believed. */
static void
a_wrong_description_changes_no_key(void **state)
{
	struct keys *k = keys_new(DELAY);
	char sequence[] = "\033[5000~";

	(void)state;
	keys_define(k, "q", (struct key){K_PAGE_UP, 0});
	keys_define(k, "\033", (struct key){K_PAGE_UP, 0});
	keys_define(k, "\033[5678901234567890123456789012345678901~", (struct key){K_PAGE_UP, 0});
	for (int i = 0; i < 100; i++) {
		snprintf(sequence, sizeof(sequence), "\033[50%02d~", i);
		keys_define(k, sequence, (struct key){K_PAGE_DOWN, 0});
	}
	feed(k, "q\033[5000~\033[5099~\033", 0);
	expect(k, 0, K_CHARACTER, 'q');
	expect(k, 0, K_PAGE_DOWN, 0);
	expect(k, 0, K_UNKNOWN, 0); /* more than there is room for */
	expect(k, DELAY, K_ESCAPE, 0);
	keys_free(k);
	keys_free(NULL);
}

static void
expect_mouse(struct keys *k, enum mouse_did did, int row, int column)
{
	struct key key = {K_NOTHING, 0};
	struct mouse m;

	assert_true(keys_next(k, 0, &key));
	assert_int_equal(key.code, K_MOUSE);
	m = ui_mouse_of(&key);
	assert_int_equal(m.did, did);
	assert_int_equal(m.row, row);
	assert_int_equal(m.column, column);
}

/* In both forms of the answer; letting go and other buttons are no keys, nor text. */
static void
clicks_are_keys(void **state)
{
	struct keys *k = keys_new(DELAY);

	(void)state;
	keys_set_mouse(k, true);
	feed(k, "\033[<0;12;5M\033[<0;12;5m", 0);
	expect_mouse(k, MOUSE_CLICKED, 4, 11);
	expect_nothing(k, 0);
	feed(k, "\033[<65;300;200M\033[<2;1;1M\033[<64;1;1M\033[<;Mq", 0);
	expect_mouse(k, MOUSE_WHEEL_DOWN, 199, 299);
	expect_mouse(k, MOUSE_WHEEL_UP, 0, 0);
	expect(k, 0, K_CHARACTER, 'q');
	feed(k, "\033[M !", 0);
	expect_nothing(k, 0);
	feed(k, "\"\033[M#!\"q", 0);
	expect_mouse(k, MOUSE_CLICKED, 1, 0);
	expect(k, 0, K_CHARACTER, 'q');
	feed(k, "\033[<0;0;5M\033[<0;5;0M\033[<0M\033[<0;5Mq", 0); /* nowhere on the screen */
	expect(k, 0, K_CHARACTER, 'q');
	feed(k, "\033[", 0);
	expect_nothing(k, 0);
	feed(k, "A", 0);
	expect(k, 0, K_ARROW_UP, 0);
	keys_set_mouse(k, false);
	feed(k, "\033[M", 0);
	expect(k, 0, K_FUNCTION, 1);
	keys_free(k);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_known_encoding_is_its_key),
	    cmocka_unit_test(a_split_sequence_is_waited_for),
	    cmocka_unit_test(a_broken_sequence_ends_where_it_broke),
	    cmocka_unit_test(a_lone_escape_takes_its_delay),
	    cmocka_unit_test(the_tail_of_a_slow_escape_is_swallowed),
	    cmocka_unit_test(every_late_tail_is_swallowed),
	    cmocka_unit_test(text_behind_an_escape_is_text),
	    cmocka_unit_test(slow_typing_behind_an_escape_is_text),
	    cmocka_unit_test(a_code_behind_an_escape_is_text),
	    cmocka_unit_test(a_paste_whose_escape_was_early_is_a_paste),
	    cmocka_unit_test(the_background_is_known_by_its_answer),
	    cmocka_unit_test(what_only_begins_like_the_answer_says_nothing),
	    cmocka_unit_test(a_bracket_behind_an_escape_is_text),
	    cmocka_unit_test(the_delay_is_as_the_line_is_fast),
	    cmocka_unit_test(the_answer_is_never_a_key),
	    cmocka_unit_test(escape_before_a_letter_is_two_keys),
	    cmocka_unit_test(a_bad_byte_costs_itself_alone),
	    cmocka_unit_test(a_character_that_never_ends_is_given_up),
	    cmocka_unit_test(a_paste_is_one_key_with_its_bytes),
	    cmocka_unit_test(a_paste_without_end_is_ended_by_silence),
	    cmocka_unit_test(a_huge_paste_is_kept_up_to_its_bound),
	    cmocka_unit_test(what_the_terminal_says_of_itself_comes_first),
	    cmocka_unit_test(a_wrong_description_changes_no_key),
	    cmocka_unit_test(clicks_are_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
