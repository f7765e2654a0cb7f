/* SPDX-License-Identifier: MIT
 * cli_out.c - files that appear whole or not at all, and values shown safely.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "cli/out.h"

struct place {
	char folder[200], file[220];
};

static int
make_place(void **state)
{
	static struct place p;
	const char *tmp = getenv("TMPDIR");

	snprintf(p.folder, sizeof(p.folder), "%s/cli_out.XXXXXX", tmp != NULL ? tmp : "/tmp");
	if (mkdtemp(p.folder) == NULL)
		return -1;
	snprintf(p.file, sizeof(p.file), "%s/people.csv", p.folder);
	*state = &p;
	return 0;
}

static int
remove_place(void **state)
{
	const struct place *p = *state;

	unlink(p->file);
	return rmdir(p->folder); /* fails when something was left behind */
}

static void
read_back(const char *path, char *out, size_t size)
{
	FILE *f = fopen(path, "r");
	size_t n;

	assert_non_null(f);
	n = fread(out, 1, size - 1, f);
	out[n] = '\0';
	fclose(f);
}

static void
a_whole_file_takes_its_place(void **state)
{
	const struct place *p = *state;
	struct outfile file;
	struct error e = {0};
	struct stat s;
	char text[20];

	umask(027);
	assert_int_equal(out_file_open(&file, p->file, &e), ST_OK);
	fputs("new", file.f);
	assert_int_equal(access(p->file, F_OK), -1);
	assert_int_equal(out_file_finish(&file, ST_OK, &e), ST_OK);
	read_back(p->file, text, sizeof(text));
	assert_string_equal(text, "new");
	assert_int_equal(stat(p->file, &s), 0);
	assert_int_equal(s.st_mode & 0777, 0640);
}

static void
a_failure_leaves_the_old_file(void **state)
{
	const struct place *p = *state;
	struct outfile file;
	struct error e = {0};
	char text[20];

	assert_int_equal(out_file_open(&file, p->file, &e), ST_OK);
	fputs("half", file.f);
	assert_int_equal(out_file_finish(&file, ST_CANCELLED, &e), ST_CANCELLED);
	read_back(p->file, text, sizeof(text));
	assert_string_equal(text, "new");
}

static void
a_missing_folder_is_told(void **state)
{
	struct outfile file;
	struct error e = {0};

	(void)state;
	assert_int_equal(out_file_open(&file, "/nonexistent/people.csv", &e), ST_REFUSED);
	assert_non_null(strstr(e.text, "/nonexistent/people.csv"));
}

static void
values_are_shown_on_one_line(void **state)
{
	char *text = NULL;
	size_t len = 0;
	FILE *f = open_memstream(&text, &len);

	(void)state;
	assert_non_null(f);
	out_shown(f, "a\033[31m\nb");
	fputc('|', f);
	out_padded(f, "ёж", 4);
	fputc('|', f);
	fclose(f);
	assert_string_equal(text, "a<U+001B>[31m¶b|ёж  |");
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_whole_file_takes_its_place),
	    cmocka_unit_test(a_failure_leaves_the_old_file),
	    cmocka_unit_test(a_missing_folder_is_told),
	    cmocka_unit_test(values_are_shown_on_one_line),
	};

	return cmocka_run_group_tests(tests, make_place, remove_place);
}
