/* SPDX-License-Identifier: MIT
 * base_reason.c - why the operating system refused, in words of the clerk's language.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <string.h>

#include "base/reason.h"
#include "base/utf8.h"

static void
what_people_meet_has_words(void **state)
{
	static const int met[] = {ENOENT, EACCES, EPERM, EEXIST, EISDIR, ENOTDIR, ENOSPC, EROFS,
	    EMFILE, ENFILE, EIO, ENOMEM, EDQUOT, ENAMETOOLONG};

	(void)state;
	assert_string_equal(reason_of(ENOENT).text, "нет такого файла или папки");
	assert_string_equal(reason_of(EISDIR).text, "это папка, а не файл");
	for (size_t i = 0; i < sizeof(met) / sizeof(met[0]); i++) {
		struct reason r = reason_of(met[i]);

		assert_non_null(strchr(r.text, ' '));
		assert_int_equal(
		    strcspn(r.text, "abcdefghijklmnopqrstuvwxyz0123456789"), strlen(r.text));
		assert_int_equal(utf8_bad_at(slice_of(r.text)), strlen(r.text));
	}
}

static void
the_rest_has_its_number(void **state)
{
	(void)state;
	assert_string_equal(reason_of(EXDEV).text, "ошибка 18");
	assert_string_equal(reason_of(-30790).text, "ошибка -30790");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_people_meet_has_words),
	    cmocka_unit_test(the_rest_has_its_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
