/* SPDX-License-Identifier: MIT
 * text_history.c - steps back and forth in a text.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/utf8.h"
#include "screens/widget/editor.h"
#include "screens/widget/text_history.h"

static void
assert_goes(struct text_history *h, bool forth, const char *text, size_t at)
{
	size_t cursor = 0;

	assert_true(text_history_go(h, forth, &cursor));
	assert_string_equal(buf_text(&h->text), text);
	assert_int_equal(cursor, at);
}

/* Letter by letter, as keys come. */
static void
type(struct text_history *h, const char *text)
{
	struct buf now = {0};
	const char *p = text, *end = text + strlen(text);

	buf_put_slice(&now, buf_slice(&h->text));
	while (p < end) {
		utf8_put(&now, utf8_next(&p, end));
		text_history_note(h, buf_text(&now), true);
	}
	buf_free(&now);
}

static void
a_word_is_a_step(void **unused)
{
	struct text_history h = {0};
	size_t at;

	(void)unused;
	type(&h, "раз два  три");
	assert_goes(&h, false, "раз два  ", strlen("раз два  "));
	assert_goes(&h, false, "раз ", strlen("раз "));
	assert_goes(&h, false, "", 0);
	assert_false(text_history_go(&h, false, &at));
	assert_goes(&h, true, "раз ", strlen("раз "));
	assert_goes(&h, true, "раз два  ", strlen("раз два  "));
	type(&h, "пять"); /* what was taken back is forgotten */
	assert_false(text_history_go(&h, true, &at));
	assert_goes(&h, false, "раз два  ", strlen("раз два  "));
	text_history_free(&h);
}

/* A line tells of a blank only with the letter behind it. */
static void
a_blank_may_come_with_its_letter(void **unused)
{
	struct text_history h = {0};

	(void)unused;
	text_history_note(&h, "а", true);
	text_history_note(&h, "а б", true);
	text_history_note(&h, "а бв", true);
	assert_goes(&h, false, "а", strlen("а"));
	text_history_free(&h);
}

static void
rubbing_out_is_a_step_by_words(void **unused)
{
	static const char *const texts[] = {"раз дв", "раз д", "раз ", "раз", "ра"};
	struct text_history h = {0};

	(void)unused;
	text_history_begin(&h, "раз два");
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		text_history_note(&h, texts[i], true);
	assert_goes(&h, false, "раз", strlen("раз"));
	assert_goes(&h, false, "раз два", strlen("раз два"));
	assert_goes(&h, true, "раз", strlen("раз"));
	text_history_begin(&h, "раз");
	text_history_note(&h, "аз", true); /* Del */
	text_history_note(&h, "з", true);
	assert_goes(&h, false, "раз", strlen("ра"));
	text_history_free(&h);
}

static void
what_is_done_at_once_is_a_step(void **unused)
{
	struct text_history h = {0};

	(void)unused;
	text_history_begin(&h, "Агеева");
	text_history_note(&h, "", false);         /* Ctrl-U */
	text_history_note(&h, "Сид", false);      /* a paste */
	text_history_note(&h, "Сид", false);      /* nothing */
	text_history_note(&h, "Сидорова", false); /* chosen */
	assert_goes(&h, false, "Сид", strlen("Сид"));
	assert_goes(&h, false, "", 0);
	assert_goes(&h, false, "Агеева", strlen("Агеева"));
	text_history_free(&h);
}

/* The first letter replaces all, the word behind it belongs to the same step. */
static void
a_replaced_text_comes_back_at_once(void **unused)
{
	struct text_history h = {0};

	(void)unused;
	text_history_begin(&h, "Сидоров");
	text_history_note(&h, "С", true);
	text_history_note(&h, "Са", true);
	text_history_note(&h, "Сав", true);
	assert_goes(&h, false, "Сидоров", strlen("Сидоров"));
	assert_goes(&h, true, "Сав", strlen("Сав"));
	text_history_free(&h);
}

/* Letters share their first byte, or their last: a step holds whole ones. */
static void
letters_are_not_torn(void **unused)
{
	struct text_history h = {0};

	(void)unused;
	text_history_begin(&h, "а");
	text_history_note(&h, "б", true);
	text_history_note(&h, "р", true); /* another first byte, as good as the last */
	assert_goes(&h, false, "б", strlen("б"));
	assert_goes(&h, false, "а", strlen("а"));
	text_history_free(&h);
}

/* Whatever is done, all steps back is the beginning and all steps forth the end. */
static void
there_and_back_again(void **unused)
{
	static const char *const letters[] = {"а", "б", "р", " ", "\n", "x", "𝄞"};
	unsigned seed = 7;

	(void)unused;
	for (int round = 0; round < 200; round++) {
		struct text_history h = {0};
		struct buf text = {0};
		size_t at;

		text_history_begin(&h, "начало");
		buf_puts(&text, "начало");
		for (int i = 0; i < 30; i++) {
			struct buf now = {0};
			size_t from, to;

			seed = seed * 1103515245 + 12345;
			from = (seed >> 8) % (text.len + 1);
			to = from + (seed >> 20) % 5;
			while (from > 0 && ((unsigned char)buf_text(&text)[from] & 0xC0) == 0x80)
				from--;
			to = to < text.len ? to : text.len;
			while (to < text.len && ((unsigned char)buf_text(&text)[to] & 0xC0) == 0x80)
				to++;
			buf_put(&now, buf_text(&text), from);
			if (seed >> 29 & 1)
				buf_puts(&now, letters[(seed >> 10) % 7]);
			buf_puts(&now, buf_text(&text) + to);
			text_history_note(&h, buf_text(&now), seed >> 28 & 1);
			buf_free(&text);
			text = now;
			if (i % 9 == 8 && text_history_go(&h, false, &at)) {
				buf_clear(&text);
				buf_puts(&text, buf_text(&h.text));
			}
		}
		while (text_history_go(&h, true, &at))
			;
		buf_clear(&text);
		buf_puts(&text, buf_text(&h.text));
		while (text_history_go(&h, false, &at))
			assert_true(at <= h.text.len &&
			    utf8_look(buf_slice(&h.text), true).bad_at == h.text.len);
		assert_string_equal(buf_text(&h.text), "начало");
		while (text_history_go(&h, true, &at))
			;
		assert_string_equal(buf_text(&h.text), buf_text(&text));
		text_history_free(&h);
		buf_free(&text);
	}
}

/* In an editor of boxes and panels. */

static enum edited
press(struct editor *ed, enum key_code code, uint32_t ch)
{
	struct error e = {0};

	return editor_type(ed, &(struct key){.code = code, .ch = ch}, slice_of("вста вка"), &e);
}

static void
an_editor_goes_back_and_forth(void **unused)
{
	struct editor *ed = editor_new(EDITOR_LINE, true);

	(void)unused;
	editor_set(ed, "Агеева");
	editor_select(ed);
	assert_int_equal(press(ed, K_CHARACTER, 0x421), EDIT_CHANGED); /* С */
	assert_string_equal(editor_text(ed), "С");
	assert_int_equal(press(ed, K_PASTED, 0), EDIT_CHANGED);
	assert_string_equal(editor_text(ed), "Свста вка");
	assert_int_equal(press(ed, K_CONTROL, 'u'), EDIT_CHANGED);
	assert_int_equal(press(ed, K_CONTROL, 'z'), EDIT_CHANGED);
	assert_string_equal(editor_text(ed), "Свста вка");
	press(ed, K_CONTROL, 'z');
	press(ed, K_CONTROL, 'z');
	assert_string_equal(editor_text(ed), "Агеева");
	assert_int_equal(press(ed, K_CONTROL, 'z'), EDIT_REFUSED);
	press(ed, K_CONTROL, 'y');
	assert_string_equal(editor_text(ed), "С");
	editor_free(ed);
}

static void
a_selected_text_is_replaced_or_kept(void **unused)
{
	struct editor *ed = editor_new(EDITOR_LINE, true);

	(void)unused;
	editor_set(ed, "раз");
	editor_select(ed);
	press(ed, K_ARROW_LEFT, 0);
	press(ed, K_CHARACTER, 'x');
	assert_string_equal(editor_text(ed), "раxз");
	editor_select(ed);
	press(ed, K_BACK, 0);
	assert_string_equal(editor_text(ed), "");
	press(ed, K_CONTROL, 'z');
	assert_string_equal(editor_text(ed), "раxз");
	editor_select(ed);
	assert_int_equal(press(ed, K_CHARACTER, 0x202E), EDIT_REFUSED); /* and nothing is lost */
	assert_string_equal(editor_text(ed), "раxз");
	press(ed, K_CHARACTER, 'y');
	assert_string_equal(editor_text(ed), "y");
	editor_free(ed);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_word_is_a_step),
	    cmocka_unit_test(a_blank_may_come_with_its_letter),
	    cmocka_unit_test(rubbing_out_is_a_step_by_words),
	    cmocka_unit_test(what_is_done_at_once_is_a_step),
	    cmocka_unit_test(a_replaced_text_comes_back_at_once),
	    cmocka_unit_test(letters_are_not_torn),
	    cmocka_unit_test(there_and_back_again),
	    cmocka_unit_test(an_editor_goes_back_and_forth),
	    cmocka_unit_test(a_selected_text_is_replaced_or_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
