/* SPDX-License-Identifier: MIT
 * screens_editor.c - the editor of long texts, and what is done to pasted text.
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
#include "screens/widget/editor.h"

static enum edited
press(struct editor *ed, enum key_code code, uint32_t ch)
{
	struct key key = {.code = code, .ch = ch};
	struct error e = {0};

	return editor_key(ed, &key, &e);
}

static void
type(struct editor *ed, const char *text)
{
	const char *p = text, *end = text + strlen(text);

	while (p < end)
		assert_int_equal(press(ed, K_CHARACTER, utf8_next(&p, end)), EDIT_CHANGED);
}

static void
assert_line(const struct editor *ed, size_t i, const char *expected)
{
	struct slice line = editor_line(ed, i);

	assert_int_equal(line.len, strlen(expected));
	assert_memory_equal(line.data, expected, line.len);
}

static void
words_wrap_by_columns(void **unused)
{
	struct editor *ed = editor_new(1000, false);

	(void)unused;
	editor_resize(ed, 10, 3);
	editor_set(ed, "первая строка и вторая\n\nнепомерно-длинноеслово");
	assert_int_equal(editor_lines(ed), 7);
	assert_line(ed, 0, "первая");
	assert_line(ed, 1, "строка и");
	assert_line(ed, 2, "вторая");
	assert_line(ed, 3, "");
	assert_line(ed, 4, "непомерно-");
	assert_line(ed, 5, "длинноесло");
	assert_line(ed, 6, "во");
	assert_string_equal(editor_text(ed), "первая строка и вторая\n\nнепомерно-длинноеслово");
	editor_free(ed);
}

static void
wrapping_loses_nothing_at_any_width(void **unused)
{
	const char *text =
	    "Победа в региональном этапе  конкурса\nи ещё одна, долгая-предолгая\tистория ёлки ";

	(void)unused;
	for (int width = 1; width < 60; width++) {
		struct editor *ed = editor_new(1000, false);
		size_t bytes = 0, gaps;

		editor_resize(ed, width, 5);
		editor_set(ed, text);
		for (size_t i = 0; i < editor_lines(ed); i++)
			bytes += editor_line(ed, i).len;
		gaps = strlen(text) - bytes;
		assert_true(gaps < editor_lines(ed));
		assert_string_equal(editor_text(ed), text);
		editor_free(ed);
	}
}

static void
keys_edit_where_the_cursor_is(void **unused)
{
	struct editor *ed = editor_new(1000, false);
	size_t line;
	int column;

	(void)unused;
	editor_resize(ed, 40, 3);
	type(ed, "ёж и уж");
	press(ed, K_TO_START, 0);
	type(ed, "Где ");
	press(ed, K_TO_END, 0);
	press(ed, K_BACK, 0);
	press(ed, K_ARROW_LEFT, 0);
	press(ed, K_DELETE, 0);
	assert_string_equal(editor_text(ed), "Где ёж и ");
	assert_int_equal(press(ed, K_ENTER, 0), EDIT_CHANGED);
	type(ed, "там");
	assert_string_equal(editor_text(ed), "Где ёж и \nтам");
	press(ed, K_ARROW_UP, 0);
	editor_cursor(ed, &line, &column);
	assert_int_equal(line, 0);
	assert_int_equal(column, 3);
	assert_int_equal(press(ed, K_ARROW_UP, 0), EDIT_PASSED);
	press(ed, K_CONTROL, 'x');
	press(ed, K_CONTROL, 'w');
	assert_string_equal(editor_text(ed), "Где ёж и \n");
	editor_free(ed);
}

/* A text with the cursor "|" in it, a key, and both after it. */
static const struct {
	const char *before;
	struct key key;
	const char *after;
	enum edited edited;
} moves[] = {
    {"раз два |три", {K_CONTROL, 'w'}, "раз |три", EDIT_CHANGED},
    {"раз два  |три", {K_CONTROL, 'w'}, "раз |три", EDIT_CHANGED},
    {"  |раз", {K_CONTROL, 'w'}, "|раз", EDIT_CHANGED},
    {"|раз", {K_CONTROL, 'w'}, "|раз", EDIT_MOVED},
    {"раз\nдва\tтри|", {K_CONTROL, 'b'}, "раз\nдва\t|три", EDIT_MOVED},
    {"раз\nдва\t|три", {K_CONTROL, 'b'}, "раз\n|два\tтри", EDIT_MOVED},
    {"р|аз \n два", {K_CONTROL, 'f'}, "раз \n |два", EDIT_MOVED},
    {"раз д|ва", {K_CONTROL, 'f'}, "раз два|", EDIT_MOVED},
    {"раз два| ", {K_CONTROL, 'f'}, "раз два |", EDIT_MOVED},
    {"раз|\nдва", {K_CONTROL, 'a'}, "|раз\nдва", EDIT_MOVED},
    {"раз|\nдва", {K_CONTROL, 'x'}, "раз\nдва|", EDIT_MOVED},
    {"раз\nд|ва\nтри", {K_CONTROL, 'k'}, "раз\nд|\nтри", EDIT_CHANGED},
    {"раз|\nдва", {K_CONTROL, 'k'}, "раз|\nдва", EDIT_MOVED},
    {"раз\nд|ва\nтри", {K_CONTROL, 'u'}, "раз\n|\nтри", EDIT_CHANGED},
    {"раз|", {K_CONTROL, 'q'}, "раз|", EDIT_PASSED}, {"раз|", {K_FUNCTION, 1}, "раз|", EDIT_PASSED},
    {"раз|", {K_DELETE, 0}, "раз|", EDIT_MOVED}, {"|раз", {K_BACK, 0}, "|раз", EDIT_MOVED},
    {"|раз", {K_ARROW_LEFT, 0}, "|раз", EDIT_MOVED},
    {"раз|", {K_ARROW_RIGHT, 0}, "раз|", EDIT_MOVED},
    {"ря̣|д", {K_BACK, 0}, "р|д", EDIT_CHANGED}, /* a letter with the mark below it */
    {"р|я̣д", {K_DELETE, 0}, "р|д", EDIT_CHANGED}, {"р|я̣", {K_ARROW_RIGHT, 0}, "ря̣|", EDIT_MOVED},
    {"\xCC\xA3|р", {K_ARROW_LEFT, 0}, "|\xCC\xA3р", EDIT_MOVED}, /* of no letter at all */
    {"а\nб\nв\nг\nд|", {K_PAGE_UP, 0}, "а\nб\nв|\nг\nд", EDIT_MOVED},
    {"а\nб|\nв\nг\nд", {K_PAGE_UP, 0}, "а|\nб\nв\nг\nд", EDIT_MOVED},
    {"а|\nб", {K_PAGE_UP, 0}, "|а\nб", EDIT_MOVED},
    {"а|\nб\nв\nг\nд", {K_PAGE_DOWN, 0}, "а\nб\nв|\nг\nд", EDIT_MOVED},
    {"а\nб\nв\nг|\nд", {K_PAGE_DOWN, 0}, "а\nб\nв\nг\nд|", EDIT_MOVED},
    {"а\n|бв", {K_PAGE_DOWN, 0}, "а\nбв|", EDIT_MOVED},
    {"|р", {K_CHARACTER, 0x306}, "|р", EDIT_REFUSED}, /* a breve on nothing */
};

static void
every_key_does_its_own(void **unused)
{
	(void)unused;
	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++) {
		struct editor *ed = editor_new(1000, false);
		const char *cursor = strchr(moves[i].before, '|'), *then;
		struct error e = {0};
		char text[200];
		size_t line, at;
		int column;

		snprintf(text, sizeof(text), "%.*s%s", (int)(cursor - moves[i].before),
		    moves[i].before, cursor + 1);
		editor_resize(ed, 40, 3);
		editor_set(ed, text);
		editor_place(ed, (size_t)(cursor - moves[i].before));
		if (editor_key(ed, &moves[i].key, &e) != moves[i].edited)
			fail_msg("%s: answered otherwise", moves[i].before);
		editor_cursor(ed, &line, &column);
		at = (size_t)((const char *)editor_line(ed, line).data - editor_text(ed)) +
		    typed_offset(editor_line(ed, line).data, (size_t)column);
		then = strchr(moves[i].after, '|');
		snprintf(text, sizeof(text), "%.*s%s", (int)(then - moves[i].after), moves[i].after,
		    then + 1);
		assert_string_equal(editor_text(ed), text);
		if (at != (size_t)(then - moves[i].after) && strstr(text, "\xCC\xA3") == NULL)
			fail_msg("%s: the cursor went to byte %zu", moves[i].before, at);
		editor_free(ed);
	}
}

/* A line passes on what would make it two; a view of one row turns pages by one. */
static void
a_line_stays_one(void **unused)
{
	struct editor *line = editor_new(100, true), *low = editor_new(100, false);
	size_t at;
	int column;

	(void)unused;
	editor_set(line, "имя");
	assert_int_equal(press(line, K_ENTER, 0), EDIT_PASSED);
	assert_int_equal(press(line, K_NEW_LINE, 0), EDIT_PASSED);
	assert_int_equal(press(line, K_CHARACTER, '\n'), EDIT_REFUSED);
	assert_string_equal(editor_text(line), "имя");
	editor_resize(low, 0, 0);
	editor_set(low, "абв");
	assert_int_equal(editor_lines(low), 3);
	assert_int_equal(press(low, K_PAGE_UP, 0), EDIT_MOVED);
	editor_cursor(low, &at, &column);
	assert_int_equal(at, 1);
	editor_free(line);
	editor_free(low);
	editor_free(NULL);
}

/* Typed over what is selected; what is refused leaves it as it was. */
static void
what_is_selected_is_typed_over(void **unused)
{
	static const struct key letter = {K_CHARACTER, 'x'}, mark = {K_CHARACTER, 0x306},
				undo = {K_CONTROL, 'z'}, redo = {K_CONTROL, 'y'},
				paste = {K_PASTED, 0}, right = {K_ARROW_RIGHT, 0};
	struct editor *ed = editor_new(5, true);
	struct error e = {0};

	(void)unused;
	editor_set(ed, "было");
	editor_select(ed);
	assert_int_equal(editor_type(ed, &mark, (struct slice){0}, &e), EDIT_REFUSED);
	assert_string_equal(editor_text(ed), "было");
	assert_int_equal(editor_type(ed, &letter, (struct slice){0}, &e), EDIT_CHANGED);
	assert_string_equal(editor_text(ed), "x");
	assert_int_equal(editor_type(ed, &undo, (struct slice){0}, &e), EDIT_CHANGED);
	assert_string_equal(editor_text(ed), "было");
	assert_int_equal(editor_type(ed, &undo, (struct slice){0}, &e), EDIT_REFUSED);
	assert_string_equal(e.text, "Отменять больше нечего.");
	assert_int_equal(editor_type(ed, &redo, (struct slice){0}, &e), EDIT_CHANGED);
	assert_int_equal(editor_type(ed, &redo, (struct slice){0}, &e), EDIT_REFUSED);
	assert_string_equal(e.text, "Возвращать больше нечего.");
	editor_select(ed);
	assert_int_equal(editor_type(ed, &right, (struct slice){0}, &e), EDIT_MOVED);
	assert_int_equal(editor_type(ed, &letter, (struct slice){0}, &e), EDIT_CHANGED);
	assert_string_equal(editor_text(ed), "xx");
	assert_int_equal(editor_type(ed, &paste, slice_of("\a"), &e), EDIT_CHANGED);
	assert_string_equal(editor_text(ed), "xx");
	editor_free(ed);
}

static void
up_and_down_keep_their_column(void **unused)
{
	struct editor *ed = editor_new(1000, false);
	size_t line;
	int column;

	(void)unused;
	editor_resize(ed, 40, 3);
	editor_set(ed, "длинная строка\nкоротко\nещё одна длинная");
	press(ed, K_ARROW_UP, 0);
	editor_cursor(ed, &line, &column);
	assert_int_equal(column, 7);
	press(ed, K_ARROW_UP, 0);
	editor_cursor(ed, &line, &column);
	assert_int_equal(line, 0);
	assert_int_equal(column, 14);
	assert_int_equal(press(ed, K_ARROW_DOWN, 0), EDIT_MOVED);
	assert_int_equal(press(ed, K_ARROW_DOWN, 0), EDIT_MOVED);
	editor_cursor(ed, &line, &column);
	assert_int_equal(column, 16);
	assert_int_equal(press(ed, K_ARROW_DOWN, 0), EDIT_PASSED);
	editor_free(ed);
}

/* A word longer than the line is broken anywhere: each of its lines is gone to all the same. */
static void
up_and_down_go_through_a_broken_word(void **unused)
{
	struct editor *ed = editor_new(1000, false);
	size_t line;
	int column;

	(void)unused;
	editor_resize(ed, 10, 3);
	editor_set(ed, "0123456789012345678901234567890123456789");
	assert_int_equal(editor_lines(ed), 4);
	for (size_t up = 3; up-- > 0;) {
		assert_int_equal(press(ed, K_ARROW_UP, 0), EDIT_MOVED);
		editor_cursor(ed, &line, &column);
		assert_int_equal(line, up);
		assert_int_equal(column, 9);
	}
	assert_int_equal(press(ed, K_ARROW_UP, 0), EDIT_PASSED);
	assert_int_equal(press(ed, K_ARROW_DOWN, 0), EDIT_MOVED);
	editor_cursor(ed, &line, &column);
	assert_int_equal(line, 1);
	editor_free(ed);
}

static void
the_cursor_is_always_visible(void **unused)
{
	struct editor *ed = editor_new(65536, false);

	(void)unused;
	editor_resize(ed, 20, 4);
	for (int i = 0; i < 100; i++)
		type(ed, "строка "), press(ed, K_ENTER, 0);
	for (int i = 0; i < 40; i++) {
		size_t line;
		int column;

		press(ed, i % 3 == 0 ? K_PAGE_UP : K_ARROW_UP, 0);
		editor_cursor(ed, &line, &column);
		assert_in_range(line, editor_top(ed), editor_top(ed) + 3);
	}
	editor_free(ed);
}

static void
marks_are_composed_or_refused(void **unused)
{
	struct editor *ed = editor_new(100, false);

	(void)unused;
	type(ed, "Ели");
	assert_int_equal(press(ed, K_CHARACTER, 0x306), EDIT_CHANGED);
	assert_string_equal(editor_text(ed), "Елй");
	assert_int_equal(editor_count(ed), 3);
	assert_int_equal(press(ed, K_CHARACTER, 0x323), EDIT_REFUSED);
	assert_string_equal(editor_text(ed), "Елй");
	assert_int_equal(press(ed, K_CHARACTER, 0x202E), EDIT_REFUSED);
	assert_int_equal(press(ed, K_CHARACTER, 7), EDIT_REFUSED);
	editor_free(ed);
}

static void
the_limit_holds_for_keys_and_pastes(void **unused)
{
	struct editor *ed = editor_new(5, false);
	struct cleaned what = {0};

	(void)unused;
	assert_int_equal(editor_paste(ed, slice_of("абвгдеж"), &what), 5);
	assert_int_equal(what.cut, 2);
	assert_string_equal(editor_text(ed), "абвгд");
	assert_int_equal(press(ed, K_CHARACTER, 'x'), EDIT_REFUSED);
	press(ed, K_BACK, 0);
	assert_int_equal(press(ed, K_CHARACTER, 'x'), EDIT_CHANGED);
	assert_string_equal(editor_text(ed), "абвгx");
	editor_free(ed);
}

static void
a_megabyte_is_pasted_up_to_the_limit(void **unused)
{
	struct editor *ed = editor_new(65536, false);
	struct cleaned what = {0};
	struct buf big = {0};

	(void)unused;
	while (big.len < 1024 * 1024)
		buf_puts(&big, "строка вставки\r\n");
	assert_int_equal(editor_paste(ed, buf_slice(&big), &what), 65536);
	assert_int_equal(editor_count(ed), 65536);
	assert_true(what.cut > 0);
	assert_null(strchr(editor_text(ed), '\r'));
	buf_free(&big);
	editor_free(ed);
}

static void
pastes_are_cleaned_and_told(void **unused)
{
	static const char dirty[] = "од\x1b[31mин\r\nдва\xff\xE2\x80\xAEтри\tи\xCC\x86";
	struct cleaned what = {0};
	struct buf clean = {0}, told = {0};

	(void)unused;
	typed_clean(&clean, slice_of(dirty), false, &what);
	assert_string_equal(buf_text(&clean), "од[31mин дватри \xD0\xB9");
	assert_int_equal(what.controls, 1);
	assert_int_equal(what.breaks, 2);
	assert_int_equal(what.broken, 1);
	assert_int_equal(what.invisible, 1);
	typed_put_told(&told, &what);
	assert_string_equal(buf_text(&told),
	    "Переносы и табуляции стали пробелами: 2. Не вставлено: "
	    "управляющих знаков — 1, невидимых знаков — 1, испорченных байтов — 1.");
	buf_clear(&clean);
	typed_clean(&clean, slice_of("а\r\nб\rв\n"), true, &what);
	assert_string_equal(buf_text(&clean), "а\nб\nв\n");
	buf_clear(&clean);
	what = (struct cleaned){0};
	typed_clean(&clean,
	    slice_of("1\xC2\xAD"
		     "2\xE2\x80\x8B"
		     "3\xE2\x81\xA9"
		     "4\xEF\xBB\xBF"
		     "5\xE2\x80\x90"
		     "6\xE2\x80\xA8\xE2\x80\xA9"
		     "7\r"),
	    false, &what);
	assert_string_equal(buf_text(&clean),
	    "12345\xE2\x80\x90"
	    "6 7 ");
	assert_int_equal(what.invisible, 4);
	assert_int_equal(what.breaks, 3);
	buf_clear(&clean);
	typed_clean(&clean, slice_of("а\tб"), true, &what);
	assert_string_equal(buf_text(&clean), "а\tб");
	buf_free(&clean);
	buf_free(&told);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(words_wrap_by_columns),
	    cmocka_unit_test(wrapping_loses_nothing_at_any_width),
	    cmocka_unit_test(keys_edit_where_the_cursor_is),
	    cmocka_unit_test(every_key_does_its_own),
	    cmocka_unit_test(a_line_stays_one),
	    cmocka_unit_test(what_is_selected_is_typed_over),
	    cmocka_unit_test(up_and_down_keep_their_column),
	    cmocka_unit_test(up_and_down_go_through_a_broken_word),
	    cmocka_unit_test(the_cursor_is_always_visible),
	    cmocka_unit_test(marks_are_composed_or_refused),
	    cmocka_unit_test(the_limit_holds_for_keys_and_pastes),
	    cmocka_unit_test(a_megabyte_is_pasted_up_to_the_limit),
	    cmocka_unit_test(pastes_are_cleaned_and_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
