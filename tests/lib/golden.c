/* SPDX-License-Identifier: MIT
 * golden.c - expected files.
 */
#include "tests/lib/golden.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

void
assert_golden(const char *path, const struct buf *got)
{
	struct buf expected = {0};
	FILE *f;

	if (getenv("METODAKTIV_GOLDEN") != NULL) {
		f = fopen(path, "w");
		assert_non_null(f);
		assert_int_equal(fwrite(got->data, 1, got->len, f), got->len);
		fclose(f);
	}
	f = fopen(path, "r");
	if (f == NULL)
		fail_msg("%s: not there", path);
	assert_true(buf_read_file(&expected, f));
	fclose(f);
	assert_string_equal(buf_text(got), buf_text(&expected));
	buf_free(&expected);
}
