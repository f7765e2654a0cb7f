/* SPDX-License-Identifier: MIT
 * form.c - one-line fields: keys, limits, what a field takes, and texts libform cannot hold.
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
#include "screens/widget/form.h"
#include "tests/lib/drawn.h"

static int
open_drawn(void **state)
{
	struct drawn *d;

	setenv("TERM", "xterm", 1);
	*state = d = drawn_open(24, 80);
	return d->ui == NULL;
}

static int
close_drawn(void **state)
{
	drawn_close(*state);
	return 0;
}

/* A text with the cursor "|" in it, a key, and both after it. The field takes ten characters and
 * shows eight. */
static const struct {
	const char *before;
	struct key key;
	const char *after;
	enum form_result result;
} keys[] = {
    {"ива|нов", {K_CHARACTER, 'x'}, "иваx|нов", FORM_CHANGED},
    {"иванов|", {K_CHARACTER, ' '}, "иванов|", FORM_MOVED}, /* it follows with the next letter */
    {"0123456789|", {K_CHARACTER, 'x'}, "0123456789|", FORM_REFUSED},
    {"|0123456789", {K_CHARACTER, 'x'}, "|0123456789", FORM_REFUSED},
    {"|", {K_CHARACTER, 0x306}, "|", FORM_REFUSED}, /* a breve on nothing */
    {"и|ван", {K_CHARACTER, 0x306}, "й|ван", FORM_CHANGED},
    {"|иван", {K_CHARACTER, 0x306}, "|иван", FORM_REFUSED},
    {"х|ор", {K_CHARACTER, 0x306}, "х|ор", FORM_REFUSED}, /* no letter of the two */
    {"ив|ан", {K_CHARACTER, 7}, "ив|ан", FORM_REFUSED},
    {"ив|ан", {K_CHARACTER, 0x4E2D}, "ив|ан", FORM_REFUSED}, /* two columns wide */
    {"ив|ан", {K_BACK, 0}, "и|ан", FORM_CHANGED},
    {"|иван", {K_BACK, 0}, "|иван", FORM_MOVED},
    {"ив|ан", {K_DELETE, 0}, "ив|н", FORM_CHANGED},
    {"иван|", {K_DELETE, 0}, "иван|", FORM_MOVED},
    {"ив|ан", {K_ARROW_LEFT, 0}, "и|ван", FORM_MOVED},
    {"ив|ан", {K_ARROW_RIGHT, 0}, "ива|н", FORM_MOVED},
    {"иван|", {K_ARROW_RIGHT, 0}, "иван|", FORM_MOVED},
    {"ив|ан", {K_TO_START, 0}, "|иван", FORM_MOVED},
    {"ив|ан", {K_TO_END, 0}, "иван|", FORM_MOVED},
    {"ив|ан", {K_CONTROL, 'a'}, "|иван", FORM_MOVED},
    {"ив|ан", {K_CONTROL, 'k'}, "ив|", FORM_CHANGED},
    {"иван|", {K_CONTROL, 'k'}, "иван|", FORM_MOVED},
    {"ив|ан", {K_CONTROL, 'u'}, "|", FORM_CHANGED},
    {"|", {K_CONTROL, 'u'}, "|", FORM_MOVED},
    {"раз два|", {K_CONTROL, 'w'}, "раз |", FORM_CHANGED},
    {"раз |два", {K_CONTROL, 'w'}, "|два", FORM_CHANGED},
    {"|раз", {K_CONTROL, 'w'}, "|раз", FORM_MOVED},
    {"ив|ан", {K_CONTROL, 'q'}, "ив|ан", FORM_PASSED},
    {"ив|ан", {K_FUNCTION, 2}, "ив|ан", FORM_PASSED},
};

static void
put_with_cursor(struct form *f, size_t field, const char *text)
{
	const char *cursor = strchr(text, '|');
	char whole[100];

	snprintf(whole, sizeof(whole), "%.*s%s", (int)(cursor - text), text, cursor + 1);
	assert_true(form_set(f, field, whole));
	form_focus(f, field);
	snprintf(whole, sizeof(whole), "%.*s", (int)(cursor - text), text);
	form_move(f, utf8_count(whole));
}

/* A blank typed last is not of the text yet, nor is the cursor's step over it. */
static void
assert_shows(const struct form *f, size_t field, const char *text, bool blank)
{
	size_t at = typed_offset(form_text(f, field), form_position(f) - (blank ? 1 : 0));
	char shown[100];

	snprintf(shown, sizeof(shown), "%.*s|%s", (int)at, form_text(f, field),
	    form_text(f, field) + at);
	assert_string_equal(shown, text);
}

static void
every_key_does_its_own(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		struct form *f = form_new();
		size_t field = form_add(f, 10, FORM_TEXT);
		struct error e = {0};

		form_resize(f, field, 8);
		put_with_cursor(f, field, keys[i].before);
		if (form_key(f, &keys[i].key, &e) != keys[i].result)
			fail_msg("%s: answered otherwise", keys[i].before);
		assert_shows(f, field, keys[i].after,
		    keys[i].key.code == K_CHARACTER && keys[i].key.ch == ' ');
		assert_int_equal(keys[i].result == FORM_REFUSED, e.status == ST_REFUSED);
		form_free(f);
	}
}

/* A blank at the end, and what comes behind it: a letter, a word rubbed out, a paste. */
static void
blanks_at_the_end_are_kept_for_what_follows(void **state)
{
	static const struct key blank = {K_CHARACTER, ' '}, letter = {K_CHARACTER, 'x'},
				word = {K_CONTROL, 'w'};
	struct form *f = form_new();
	size_t field = form_add(f, 10, FORM_TEXT);
	struct cleaned what = {0};
	struct error e = {0};

	(void)state;
	put_with_cursor(f, field, "раз|");
	assert_int_equal(form_key(f, &blank, &e), FORM_MOVED);
	assert_int_equal(form_key(f, &letter, &e), FORM_CHANGED);
	assert_string_equal(form_text(f, field), "раз x");
	put_with_cursor(f, field, "раз|");
	assert_int_equal(form_key(f, &blank, &e), FORM_MOVED);
	assert_int_equal(form_key(f, &blank, &e), FORM_MOVED);
	assert_int_equal(form_paste(f, slice_of("два три"), &what), 5);
	assert_string_equal(form_text(f, field), "раз  два т");
	assert_int_equal(what.cut, 2);
	assert_int_equal(form_paste(f, slice_of("x"), &what), 0);
	assert_string_equal(form_text(f, field), "раз  два т");
	put_with_cursor(f, field, "раз|");
	assert_int_equal(form_key(f, &blank, &e), FORM_MOVED);
	assert_int_equal(form_key(f, &word, &e), FORM_CHANGED);
	assert_string_equal(form_text(f, field), "");
	form_free(f);
	form_free(NULL);
}

/* What a field accepts, typed or pasted; the rest is refused or counted. */
static void
a_field_takes_its_own_characters(void **state)
{
	static const struct {
		enum form_accepts accepts;
		uint32_t takes, refuses;
		const char *pasted, *kept;
		size_t dropped;
	} rows[] = {
	    {FORM_DIGITS, '7', 'x', "1 2a3", "123", 1},
	    {FORM_DIGITS, '0', '/', "9:", "9", 1},
	    {FORM_CODE, 'x', ' ', "ab c", "abc", 0},
	    {FORM_CODE, '-', ',', "a,b:c", "abc", 2},
	    {FORM_CODE, '7', ':', ":", "", 1},
	    {FORM_TEXT, ',', 0x4E2D, "а, \xE4\xB8\xAD б", "а,  б", 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct key takes = {K_CHARACTER, rows[i].takes},
			   not = {K_CHARACTER, rows[i].refuses};
		struct form *f = form_new();
		size_t field = form_add(f, 20, rows[i].accepts);
		struct cleaned what = {0};
		struct error e = {0};

		assert_int_equal(form_key(f, &takes, &e), FORM_CHANGED);
		assert_int_equal(form_key(f, &not, &e), FORM_REFUSED);
		assert_true(form_set(f, field, ""));
		form_paste(f, slice_of(rows[i].pasted), &what);
		assert_string_equal(form_text(f, field), rows[i].kept);
		assert_int_equal(what.controls, rows[i].dropped);
		form_free(f);
	}
}

/* Characters of two columns, and marks of their own: kept, shown, changed only elsewhere. */
static void
what_libform_cannot_hold_is_kept(void **state)
{
	static const char *const texts[] = {"中文", "я\xCC\xA3", "а\tб"};
	static const struct key right = {K_ARROW_RIGHT, 0};
	struct form *f = form_new();
	size_t field = form_add(f, 20, FORM_TEXT);
	bool left_of, right_of;
	struct error e = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct buf out = {0};

		assert_false(form_set(f, field, texts[i]));
		assert_int_equal(form_key(f, &right, &e), FORM_MOVED);
		assert_string_equal(form_text(f, field), texts[i]);
		form_line(f, field, &out, &left_of, &right_of);
		assert_string_equal(buf_text(&out), texts[i]);
		assert_false(left_of || right_of);
		buf_free(&out);
	}
	assert_true(form_set(f, field, "а б ")); /* a blank at the end is there, too */
	assert_string_equal(form_text(f, field), "а б ");
	form_free(f);
}

/* What is hidden on either side is told; a place of another width is drawn anew with the cursor in
 * the same text. */
static void
a_long_text_is_seen_where_the_cursor_is(void **state)
{
	struct form *f = form_new();
	size_t first = form_add(f, 40, FORM_TEXT), second;
	struct buf out = {0};
	bool before, behind;

	(void)state;
	assert_int_equal(form_cursor(f), 0); /* nothing is built yet */
	assert_int_equal(form_position(f), 0);
	form_resize(f, first, 1);
	assert_true(form_set(f, first, "абв"));
	form_resize(f, first, 10);
	assert_true(form_set(f, first, "городской округ Стрежевой"));
	form_line(f, first, &out, &before, &behind);
	assert_true(before && !behind);
	assert_int_equal(form_cursor(f), 9);
	form_move(f, 0);
	buf_clear(&out);
	form_line(f, first, &out, &before, &behind);
	assert_string_equal(buf_text(&out), "городской ");
	assert_true(!before && behind);
	form_move(f, 4);
	second = form_add(f, 40, FORM_TEXT);
	form_focus(f, first); /* the same one: nothing moves */
	assert_int_equal(form_position(f), 4);
	assert_true(form_set(f, second, "и"));
	form_focus(f, second);
	assert_int_equal(form_position(f), 1);
	buf_clear(&out);
	form_line(f, first, &out, &before, &behind);
	assert_string_equal(buf_text(&out), "городской ");
	buf_free(&out);
	form_free(f);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_drawn, close_drawn)
	static const struct CMUnitTest tests[] = {
	    TEST(every_key_does_its_own),
	    TEST(blanks_at_the_end_are_kept_for_what_follows),
	    TEST(a_field_takes_its_own_characters),
	    TEST(what_libform_cannot_hold_is_kept),
	    TEST(a_long_text_is_seen_where_the_cursor_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
