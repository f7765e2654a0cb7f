/* SPDX-License-Identifier: MIT
 * screens_list.c - what lists are made of: movement, columns, found words, marks, words for
 * numbers.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "screens/record/columns.h"
#include "screens/widget/editor.h"
#include "screens/widget/highlight.h"
#include "screens/widget/list.h"
#include "base/utf8.h"
#include "base/wrap.h"
#include "screens/widget/text.h"
#include "screens/widget/words.h"

static void
the_cursor_is_always_seen(void **state)
{
	static const int moves[] = {
	    ACT_DOWN, ACT_PAGE_DOWN, ACT_UP, ACT_PAGE_UP, ACT_LAST, ACT_UP, ACT_FIRST, ACT_DOWN};
	struct list l = {0};

	(void)state;
	for (size_t count = 0; count < 40; count += 3)
		for (int shown = 1; shown < 20; shown += 4) {
			list_set(&l, count, shown);
			for (size_t i = 0; i < 200; i++) {
				assert_true(list_act(&l, moves[i * 7 % 8]));
				assert_true(count == 0 ? l.cursor == 0 : l.cursor < count);
				assert_true(l.top <= l.cursor);
				assert_true(l.cursor < l.top + (size_t)shown);
				assert_true(list_page(&l) <= (size_t)shown);
			}
		}
	assert_false(list_act(&l, ACT_OPEN));
}

static void
a_page_moves_the_view_and_keeps_the_place(void **state)
{
	struct list l = {0};

	(void)state;
	list_set(&l, 100, 10);
	list_go(&l, 4);
	list_act(&l, ACT_PAGE_DOWN);
	assert_int_equal(l.cursor, 13);
	assert_int_equal(l.top, 9);
	list_act(&l, ACT_LAST);
	assert_int_equal(l.cursor, 99);
	assert_int_equal(l.top, 90);
}

static const struct list_column three[] = {
    {.title = "a", .width = 30, .rank = 0, .grows = true, .lead = true},
    {.title = "b", .width = 20, .rank = 2},
    {.title = "c", .width = 20, .rank = 1},
};

static void
the_least_important_column_goes_first(void **state)
{
	const struct list l = {0};
	struct list_layout at;

	(void)state;
	list_layout(&l, three, 3, 60, &at);
	assert_true(list_width(&at, 0) >= 30);
	assert_int_equal(list_width(&at, 1), 0);
	assert_int_equal(list_width(&at, 2), 20);
	assert_true(at.behind && !at.before);
	list_layout(&l, three, 3, 100, &at);
	assert_int_equal(list_width(&at, 1), 20);
	assert_false(at.behind);
	list_layout(&l, three, 3, 20, &at);
	assert_true(list_width(&at, 0) > 0 && list_width(&at, 0) <= 20);
}

static void
put_one_text(const void *context, size_t row, size_t column, struct buf *out)
{
	(void)row;
	buf_puts(out, ((const char *const *)context)[column]);
}

/* What a column holds and its title decide, up to what it likes where room is short. */
static void
a_column_is_as_wide_as_its_texts(void **state)
{
	static const char *const narrow[] = {"Иванова", "да", ""};
	static const char *const wide[] = {"Иванова", "да",
	    "Школа, чьё имя длиннее, чем столбцу хочется: его видно там, где место есть"};
	struct list_view view = {
	    .columns = three, .ncolumns = 3, .context = narrow, .cell = put_one_text, .sorted = 1};
	struct list l = {0};
	struct list_layout at;

	(void)state;
	list_set(&l, 5, 5);
	list_measure(&l, &view);
	list_layout(&l, three, 3, 60, &at);
	assert_int_equal(at.count, 3);
	assert_int_equal(list_width(&at, 0), 7);
	assert_int_equal(list_width(&at, 1), 3); /* "b ▲" */
	assert_int_equal(list_width(&at, 2), 1);
	view.context = wide;
	list_measure(&l, &view);
	view.context = narrow;
	list_measure(&l, &view); /* columns do not dance */
	list_layout(&l, three, 3, 40, &at);
	assert_int_equal(at.count, 3);
	assert_int_equal(list_width(&at, 2), 22);
	list_layout(&l, three, 3, 200, &at);
	assert_int_equal(list_width(&at, 2), 64);
	list_layout(&l, three, 3, 160, &at); /* before another column */
	assert_true(list_width(&at, 2) >= 40);
	list_forget_columns(&l);
	list_layout(&l, three, 3, 200, &at);
	assert_true(list_width(&at, 0) > 30);
}

/* A column that grows goes past what others may have where there is room left over: to its widest
 * text, and no further than the edge. */
static void
no_text_is_cut_beside_an_empty_room(void **state)
{
	static const char *const texts[] = {
	    "столбца нет, а без этого поля новую запись не внести; нужно одно значение на файл",
	    "да", ""};
	struct list_view view = {
	    .columns = three, .ncolumns = 3, .context = texts, .cell = put_one_text};
	struct list l = {0};
	struct list_layout at;

	(void)state;
	list_set(&l, 5, 5);
	list_measure(&l, &view);
	list_layout(&l, three, 3, 200, &at);
	assert_int_equal(list_width(&at, 0), utf8_count(texts[0]));
	assert_int_equal(list_width(&at, 1), 2);
	list_layout(&l, three, 3, 80, &at);
	assert_true(list_width(&at, 0) > 64);
	assert_int_equal(at.count, 3);
}

/* Each column beyond the edge comes into sight, the one that names the row stays, and back again.
 */
static void
columns_are_scrolled_to(void **state)
{
	struct list l = {0};
	struct list_layout at;

	(void)state;
	assert_false(list_scroll(&l, three, 3, 60, ACT_DOWN));
	assert_true(list_scroll(&l, three, 3, 60, ACT_SCROLL_LEFT));
	assert_int_equal(l.shift, 0);
	for (int i = 0; i < 3; i++)
		list_scroll(&l, three, 3, 60, ACT_SCROLL_RIGHT);
	assert_int_equal(l.shift, 1);
	list_layout(&l, three, 3, 60, &at);
	assert_true(at.before && !at.behind);
	assert_int_equal(at.places[0].column, 0);
	assert_int_equal(list_width(&at, 1), 20);
	assert_int_equal(list_width(&at, 2), 0);
	list_layout(&l, three, 3, 100, &at); /* there is room for all of them now */
	assert_true(!at.before && !at.behind && at.count == 3);
	list_scroll(&l, three, 3, 60, ACT_SCROLL_LEFT);
	assert_int_equal(l.shift, 0);
}

/* Whatever the room, however far they are scrolled, columns with their gaps stay inside it. */
static void
columns_of_every_kind_stay_inside(void **state)
{
	struct list_column columns[LIST_COLUMNS];
	struct list l = {0};
	struct list_layout at;

	(void)state;
	for (size_t i = 0; i < LIST_COLUMNS; i++)
		columns[i] = (struct list_column){.title = "Заголовок",
		    .width = 5 + (int)(i * 7 % 23),
		    .rank = (int)(i * 5 % 11),
		    .grows = i % 4 == 0};
	for (int room = 10; room < 300; room += 7)
		for (l.shift = 0; l.shift < 40; l.shift += 3) {
			int used = 4;

			list_layout(&l, columns, LIST_COLUMNS, room, &at);
			for (size_t i = 0; i < at.count; i++)
				used += at.places[i].width;
			assert_true(at.count > 0);
			assert_true(at.shift <= l.shift);
			assert_true(used + ((int)at.count - 1) * LIST_GAP <= room);
		}
}

static void
note_found(void *context, size_t from, size_t len)
{
	struct buf *b = context;

	buf_printf(b, "%zu+%zu ", from, len);
}

static void
words_are_found_whatever_their_case_and_yo(void **state)
{
	struct highlight f = {0};
	struct buf places = {0};

	(void)state;
	highlight_set(&f, "ЕЛКИН  иван");
	highlight_each(&f, "Ёлкина Иванна", note_found, &places);
	assert_string_equal(buf_text(&places), "0+10 13+8 ");
	assert_true(highlight_all(&f, "Иванна Ёлкина"));
	assert_false(highlight_all(&f, "Ёлкина Анна"));
	buf_clear(&places);
	highlight_set(&f, "сош n10 о'н");
	highlight_each(&f, "«СОШ № 10», О’Нил 310", note_found, &places);
	assert_string_equal(buf_text(&places), "2+6 13+2 19+7 ");
	assert_true(highlight_all(&f, "О’Нил: СОШ №10"));
	assert_false(highlight_all(&f, "О’Нил: СОШ №310"));
	highlight_set(&f, "");
	assert_true(highlight_all(&f, "что угодно"));
	highlight_clear(&f);
	buf_free(&places);
}

static void
numbers_are_told_in_russian(void **state)
{
	static const struct {
		uint64_t n;
		const char *text;
	} cases[] = {
	    {0, "0 записей"},
	    {1, "1 запись"},
	    {2, "2 записи"},
	    {5, "5 записей"},
	    {11, "11 записей"},
	    {14, "14 записей"},
	    {21, "21 запись"},
	    {102, "102 записи"},
	    {111, "111 записей"},
	    {1000000, "1 000 000 записей"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf b = {0};

		words_put_count(&b, cases[i].n, "запись", "записи", "записей");
		assert_string_equal(buf_text(&b), cases[i].text);
		buf_free(&b);
	}
}

static void
text_breaks_at_blanks_and_loses_nothing(void **state)
{
	const char *text = "Первое слово\nдлинноесловобезпробелов и ещё", *p = text;
	struct slice line;
	struct buf all = {0};

	(void)state;
	while (wrap_line(&p, 12, &line)) {
		buf_put_slice(&all, line);
		buf_putc(&all, '|');
	}
	assert_string_equal(buf_text(&all), "Первое слово|длинноеслово|безпробелов|и ещё|");
	assert_int_equal(text_height(text, 12), 4);
	assert_int_equal(text_widest(text), 29);
	buf_free(&all);
}

static void
press(struct editor *ed, enum key_code code, uint32_t ch)
{
	struct error e = {0};

	assert_int_not_equal(
	    editor_type(ed, &(struct key){code, ch}, slice_of(""), &e), EDIT_PASSED);
}

static void
a_line_is_edited_by_letters(void **state)
{
	struct editor *ed = editor_new(EDITOR_LINE, true);
	struct error e = {0};

	(void)state;
	editor_set(ed, "Елкин");
	press(ed, K_TO_START, 0);
	press(ed, K_DELETE, 0);
	press(ed, K_CHARACTER, 0x401);
	assert_string_equal(editor_text(ed), "Ёлкин");
	press(ed, K_TO_END, 0);
	press(ed, K_CHARACTER, 0x438);
	press(ed, K_CHARACTER, 0x306); /* a breve comes separately: й */
	assert_string_equal(editor_text(ed), "Ёлкинй");
	press(ed, K_BACK, 0);
	press(ed, K_CONTROL, 'w');
	assert_string_equal(editor_text(ed), "");
	assert_int_equal(editor_type(ed, &(struct key){K_PASTED, 0}, slice_of("a\tb\r\nc\033"), &e),
	    EDIT_CHANGED);
	assert_string_equal(editor_text(ed), "a b c");
	editor_free(ed);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_cursor_is_always_seen),
	    cmocka_unit_test(a_page_moves_the_view_and_keeps_the_place),
	    cmocka_unit_test(the_least_important_column_goes_first),
	    cmocka_unit_test(a_column_is_as_wide_as_its_texts),
	    cmocka_unit_test(no_text_is_cut_beside_an_empty_room),
	    cmocka_unit_test(columns_are_scrolled_to),
	    cmocka_unit_test(columns_of_every_kind_stay_inside),
	    cmocka_unit_test(words_are_found_whatever_their_case_and_yo),
	    cmocka_unit_test(numbers_are_told_in_russian),
	    cmocka_unit_test(text_breaks_at_blanks_and_loses_nothing),
	    cmocka_unit_test(a_line_is_edited_by_letters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
