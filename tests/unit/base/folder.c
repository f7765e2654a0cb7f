/* SPDX-License-Identifier: MIT
 * folder.c - a folder of the program's own: found, made, and not made unasked.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/folder.h"

static void
it_is_made_when_that_is_meant(void **state)
{
	char dir[] = "/tmp/folder-XXXXXX";
	struct stat s, again;
	int folder, above;

	(void)state;
	assert_non_null(mkdtemp(dir));
	errno = 0;
	assert_int_equal(folder_open(dir, "own", false), -1);
	assert_int_equal(errno, ENOENT);
	folder = folder_open(dir, "own", true);
	assert_true(folder >= 0 && fstat(folder, &s) == 0 && S_ISDIR(s.st_mode));
	close(folder);
	folder = folder_open(dir, "own", true);
	assert_true(folder >= 0 && fstat(folder, &again) == 0);
	assert_int_equal(again.st_ino, s.st_ino);
	close(folder);
	above = folder_open("/tmp", dir + sizeof("/tmp"), false);
	assert_true(above >= 0);
	assert_int_equal(unlinkat(above, "own", AT_REMOVEDIR), 0);
	/* what is no folder is not gone through */
	assert_int_equal(symlinkat("/tmp", above, "own"), 0);
	assert_int_equal(folder_open(dir, "own", true), -1);
	assert_int_equal(unlinkat(above, "own", 0), 0);
	close(above);
	assert_int_equal(rmdir(dir), 0);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(it_is_made_when_that_is_meant),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
