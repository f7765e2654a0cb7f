/* SPDX-License-Identifier: MIT
 * sheet.c - the widths of a table's columns: words whole by smaller letters first, a compound word
 * parted behind its hyphen, what is spare where it is wanted.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "document/writers/sheet.h"

/* Of a table with one row of these two cells, under labels of one letter. */
static struct sheet_grid
fit(const char *left, const char *right, int width)
{
	struct page p;
	struct page_table *t;
	struct sheet_grid grid;

	page_begin(&p, "Проба");
	t = page_table(&p, "");
	page_column(&p, t, "А", 1, false);
	page_column(&p, t, "Б", 1, false);
	page_cell(&p, t, left);
	page_cell(&p, t, right);
	grid = sheet_fit(t, width);
	page_free(&p);
	assert_int_equal(grid.width[0] + grid.width[1], width);
	return grid;
}

static void
letters_are_smaller_where_words_would_be_cut(void **state)
{
	const char *const word = "делопроизводительница";
	struct sheet_grid wide = fit(word, "я", 1000), tight = fit(word, word, 880),
			  cut = fit(word, word, 300);

	(void)state;
	assert_int_equal(wide.size, SHEET_SIZE_MOST);
	assert_in_range(tight.size, SHEET_SIZE_LEAST, SHEET_SIZE_MOST - 1);
	assert_int_equal(cut.size, SHEET_SIZE_LEAST);
	assert_int_equal(cut.width[0], cut.width[1]);
}

static void
a_compound_word_is_parted_behind_its_hyphen(void **state)
{
	const char *const whole = "делопроизводительница", *const parted = "делопро-изводительница";

	(void)state;
	assert_true(fit(parted, whole, 880).size > fit(whole, whole, 880).size);
}

/* A line feed begins a line, a blank a word. */
static void
what_is_spare_goes_where_lines_are_broken(void **state)
{
	struct sheet_grid grid = fit("да", "из четырёх слов строка", 600);

	(void)state;
	assert_true(grid.width[1] > grid.width[0]);
	grid = fit("да", "из\nчетырёх\nслов\nстрока", 600);
	assert_int_equal(grid.width[0], grid.width[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(letters_are_smaller_where_words_would_be_cut),
	    cmocka_unit_test(a_compound_word_is_parted_behind_its_hyphen),
	    cmocka_unit_test(what_is_spare_goes_where_lines_are_broken),
	};

	return cmocka_run_group_tests_name("sheet", tests, NULL, NULL);
}
