/* SPDX-License-Identifier: MIT
 * printer.c - what a false lp is given, and what is said of one that refuses or is not there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/printer.h"

/* A folder that is all of PATH, with an lp of these lines; in TMPDIR, which run.sh empties. */
static void
set_lp(const char *lines)
{
	static char path[PATH_MAX];
	char name[PATH_MAX + 8];
	FILE *f;

	if (path[0] == '\0') {
		const char *above = getenv("TMPDIR");

		snprintf(path, sizeof(path), "%s/lp.XXXXXX", above != NULL ? above : "/tmp");
		assert_non_null(mkdtemp(path));
	}
	snprintf(name, sizeof(name), "%s/lp", path);
	unlink(name);
	if (lines != NULL) {
		f = fopen(name, "w");
		assert_non_null(f);
		fprintf(f, "#!/bin/sh\ncd %s\n%s\n", path, lines);
		fclose(f);
		assert_int_equal(chmod(name, 0700), 0);
	}
	setenv("LP_FOLDER", path, 1);
	setenv("PATH", path, 1);
}

static char *
kept(const char *name)
{
	char path[PATH_MAX];
	struct buf text = {0};
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", getenv("LP_FOLDER"), name);
	f = fopen(path, "r");
	assert_non_null(f);
	assert_true(buf_read_file(&text, f));
	fclose(f);
	return buf_detach(&text);
}

static void
it_gets_the_bytes_the_title_and_the_queue(void **state)
{
	struct buf job = {0};
	struct error e = {0};
	char *text;

	(void)state;
	set_lp("echo \"$@\" >asked; while read -r line; do echo \"$line\" >>printed; done\n"
	       "echo 'request id is Office-12 (1 file(s))'");
	assert_int_equal(printer_send("Office", "Список", slice_of("раз\nдва\n"), &job, &e), ST_OK);
	assert_string_equal(buf_text(&job), "Office-12");
	text = kept("asked");
	assert_string_equal(text, "-t Список -d Office\n");
	free(text);
	text = kept("printed");
	assert_string_equal(text, "раз\nдва\n");
	free(text);
	buf_free(&job);
}

static void
its_refusal_is_told_in_its_words(void **state)
{
	struct buf job = {0};
	struct error e = {0};

	(void)state;
	set_lp("echo 'lp: no default destination' >&2; exit 1");
	assert_int_equal(printer_send("", "Список", slice_of("x"), &job, &e), ST_SYSTEM);
	assert_non_null(strstr(e.text, "lp: no default destination"));
	assert_int_equal(job.len, 0);
}

static void
where_there_is_none_its_package_is_named(void **state)
{
	struct buf job = {0};
	struct error e = {0};

	(void)state;
	set_lp(NULL);
	assert_int_equal(printer_send("", "Список", slice_of("x"), &job, &e), ST_SYSTEM);
	assert_non_null(strstr(e.text, "cups-client"));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(it_gets_the_bytes_the_title_and_the_queue),
	    cmocka_unit_test(its_refusal_is_told_in_its_words),
	    cmocka_unit_test(where_there_is_none_its_package_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
