/* SPDX-License-Identifier: MIT
 * grid.c - what stood on a screen as a table: separators, marks, encodings.
 */
#include "exchange/table/encoding.h"
#include "exchange/grid.h"
#include "tests/lib/exchange_help.h"

static struct grid
two_columns(void)
{
	struct grid g = {0};

	grid_column(&g, (struct grid_column){.label = "Кто"});
	grid_column(&g, (struct grid_column){.label = "Где", .aside = true});
	grid_column(&g, (struct grid_column){.label = "Сколько", .number = true});
	return g;
}

static void
put_row(struct grid *g, const char *who, const char *where, const char *count)
{
	grid_cell(g, who);
	grid_cell(g, where);
	grid_cell(g, count);
}

static void
csv_has_all_columns_and_guards_formulas(void **state)
{
	struct grid g = two_columns();
	struct buf out = {0};

	(void)state;
	put_row(&g, "Белова; Анна", "=СОШ", "1");
	assert_int_equal(grid_rows(&g), 1);
	grid_put_csv(&g, &out);
	assert_string_equal(buf_text(&out), "Кто;Где;Сколько\n\"Белова; Анна\";'=СОШ;1\n");
	buf_free(&out);
	grid_free(&g);
}

static void
a_clipboard_gets_what_a_sheet_has_on_one_line_each(void **state)
{
	struct grid g = two_columns();
	struct buf out = {0};

	(void)state;
	put_row(&g, "два\nслова\tи", "где-то", "12");
	grid_put_tsv(&g, &out);
	assert_string_equal(buf_text(&out), "Кто\tСколько\nдва слова и\t12\n");
	buf_free(&out);
	grid_free(&g);
}

static void
old_programs_get_their_encoding_or_a_count_of_what_it_lacks(void **state)
{
	struct buf out = {0};

	(void)state;
	assert_int_equal(encoding_put_windows_1251(&out, "Ёж № 1 «а»"), 0);
	assert_string_equal(buf_text(&out), "\xA8\xE6 \xB9 1 \xAB\xE0\xBB");
	buf_clear(&out);
	assert_int_equal(encoding_put_windows_1251(&out, "Ә→1"), 2);
	assert_string_equal(buf_text(&out), "??1");
	buf_free(&out);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(csv_has_all_columns_and_guards_formulas),
	    cmocka_unit_test(a_clipboard_gets_what_a_sheet_has_on_one_line_each),
	    cmocka_unit_test(old_programs_get_their_encoding_or_a_count_of_what_it_lacks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
