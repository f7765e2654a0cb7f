/* SPDX-License-Identifier: MIT
 * unzip.c - archives of others: additional fields and comments in the directory, a comment behind
 * it, what is cut off.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "document/writers/unzip.h"
#include "tests/lib/made_book.h"

static const char *const names[] = {"one", "two"}, *const texts[] = {"first", "second"};

/* Two files; in the directory each has additional fields and a comment of so many bytes. */
static void
put_archive(struct buf *b, size_t fields, size_t comment)
{
	struct made_book book = {.fields = fields, .comment = comment};

	for (int i = 0; i < 2; i++)
		made_book_add(&book, names[i], slice_of(texts[i]));
	made_book_end(&book, b);
}

static void
every_file_is_found(void **state)
{
	static const size_t more[][2] = {{0, 0}, {9, 0}, {0, 7}, {20, 5}};

	(void)state;
	for (size_t i = 0; i < sizeof(more) / sizeof(more[0]); i++) {
		struct buf bytes = {0}, out = {0};
		struct unzip z;

		put_archive(&bytes, more[i][0], more[i][1]);
		assert_true(unzip_open(&z, buf_slice(&bytes)));
		assert_int_equal(z.count, 2);
		for (size_t k = 0; k < z.count; k++) {
			assert_string_equal(z.files[k].name, names[k]);
			buf_clear(&out);
			assert_true(unzip_put(&z.files[k], 100, &out));
			assert_string_equal(buf_text(&out), texts[k]);
		}
		assert_false(unzip_put(&z.files[1], 5, &out));
		unzip_free(&z);
		buf_free(&bytes);
		buf_free(&out);
	}
}

static void
one_cut_off_is_none(void **state)
{
	struct buf bytes = {0};
	struct unzip z;

	(void)state;
	put_archive(&bytes, 9, 3);
	for (size_t len = 0; len < bytes.len; len++) {
		assert_false(unzip_open(&z, slice_make(bytes.data, len)));
		unzip_free(&z);
	}
	buf_free(&bytes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_file_is_found),
	    cmocka_unit_test(one_cut_off_is_none),
	};

	return cmocka_run_group_tests_name("unzip", tests, NULL, NULL);
}
