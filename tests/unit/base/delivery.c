/* SPDX-License-Identifier: MIT
 * delivery.c - where a file somebody asked for may go, and what becomes of it there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/delivery.h"

static char place[200];

static int
make_place(void **state)
{
	const char *tmp = getenv("TMPDIR");

	(void)state;
	snprintf(place, sizeof(place), "%s/delivery.XXXXXX", tmp != NULL ? tmp : "/tmp");
	return mkdtemp(place) == NULL || chdir(place) != 0 ||
	    system("mkdir db db/copies full empty && : >db/data.mdb && echo old >old && "
		   "echo kept >full/kept && ln -s old link && ln -s nowhere dangling && "
		   "ln -s /dev/null null && ln -s full way && ln -s db/copies inside && mkfifo "
		   "pipe") != 0;
}

static int
remove_place(void **state)
{
	char command[300];

	(void)state;
	snprintf(command, sizeof(command), "rm -r '%s'", place);
	return system(command);
}

static bool
holds(const char *path, const char *wanted)
{
	char text[100] = "";
	FILE *f = fopen(path, "r");

	if (f == NULL)
		return false;
	text[fread(text, 1, sizeof(text) - 1, f)] = '\0';
	fclose(f);
	return strcmp(text, wanted) == 0;
}

static enum status
deliver(const char *path, mode_t mode, bool replace, const char *text, struct error *e)
{
	struct outfile file;
	enum status st = delivery_begin(&file, path, mode, replace, e);

	if (st != ST_OK) {
		outfile_drop(&file);
		return st;
	}
	fputs(text, file.f);
	return delivery_finish(&file, ST_OK, e);
}

static void
a_file_takes_its_place_with_its_own_rights(void **state)
{
	struct error e = {0};
	struct stat s;

	(void)state;
	umask(0777); /* whatever it is */
	assert_int_equal(deliver("new", DELIVERY_PRIVATE, false, "new", &e), ST_OK);
	assert_int_equal(deliver("page", DELIVERY_PAGE, false, "page", &e), ST_OK);
	umask(022);
	assert_true(holds("new", "new"));
	assert_int_equal(stat("new", &s), 0);
	assert_int_equal(s.st_mode & 07777, 0600);
	assert_int_equal(stat("page", &s), 0);
	assert_int_equal(s.st_mode & 07777, 0644);
}

static void
what_stands_there_is_replaced_only_when_told(void **state)
{
	struct error e = {0};
	struct stat s;

	(void)state;
	assert_int_equal(deliver("old", DELIVERY_PRIVATE, false, "new", &e), ST_CONFLICT);
	assert_non_null(strstr(e.text, "--force"));
	assert_true(holds("old", "old\n"));
	assert_int_equal(deliver("old", DELIVERY_PRIVATE, true, "new", &e), ST_OK);
	assert_true(holds("old", "new"));
	assert_int_equal(stat("old", &s), 0);
	assert_int_equal(s.st_mode & 07777, 0600);
}

/* Places nothing is written to, told or not. */
static void
bad_places_are_refused(void **state)
{
	static const struct {
		const char *path, *said;
	} bad[] = {
	    {.path = "link", .said = "символическая ссылка"},
	    {.path = "dangling", .said = "символическая ссылка"},
	    {.path = "db/x", .said = "в папке базы"},
	    {.path = "db/data.mdb", .said = "в папке базы"},
	    {.path = "db/copies/x", .said = "в папке базы"},
	    {.path = "inside/x", .said = "в папке базы"},
	    {.path = "full/../db/copies/../x", .said = "в папке базы"},
	    {.path = "full", .said = "папка"},
	    {.path = "nowhere/x", .said = "nowhere"},
	    {.path = "old/x", .said = "old/x"},
	    {.path = "", .said = "пусто"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		for (int replace = 0; replace < 2; replace++) {
			struct error e = {0};

			assert_int_equal(
			    deliver(bad[i].path, DELIVERY_PRIVATE, replace, "x", &e), ST_REFUSED);
			assert_non_null(strstr(e.text, bad[i].said));
		}
	assert_int_equal(access("nowhere", F_OK), -1);
	assert_int_equal(access("db/x", F_OK), -1);
	assert_int_equal(access("db/copies/x", F_OK), -1);
	assert_true(holds("db/data.mdb", ""));
}

static void
a_device_is_written_and_stays(void **state)
{
	struct error e = {0};
	struct stat s;

	(void)state;
	assert_int_equal(deliver("/dev/null", DELIVERY_PRIVATE, false, "x", &e), ST_OK);
	assert_int_equal(deliver("null", DELIVERY_PRIVATE, false, "x", &e), ST_OK);
	assert_int_equal(lstat("null", &s), 0);
	assert_true(S_ISLNK(s.st_mode));
	assert_int_equal(delivery_check("pipe", false, &e), ST_OK);
	assert_true(delivery_is_stream("pipe"));
	assert_int_equal(deliver("/dev/full", DELIVERY_PRIVATE, false, "x", &e), ST_REFUSED);
}

static void
a_file_that_came_meanwhile_stays(void **state)
{
	struct error e = {0};
	struct outfile file;

	(void)state;
	assert_int_equal(delivery_begin(&file, "race", DELIVERY_PRIVATE, false, &e), ST_OK);
	fputs("ours", file.f);
	assert_int_equal(system("echo theirs >race"), 0);
	assert_int_equal(delivery_finish(&file, ST_OK, &e), ST_CONFLICT);
	assert_true(holds("race", "theirs\n"));
}

static void
a_failure_leaves_nothing(void **state)
{
	struct error e = {0};
	struct outfile file;

	(void)state;
	assert_int_equal(delivery_begin(&file, "half", DELIVERY_PRIVATE, false, &e), ST_OK);
	fputs("half", file.f);
	assert_int_equal(delivery_finish(&file, ST_CANCELLED, &e), ST_CANCELLED);
	assert_int_equal(access("half", F_OK), -1);
	assert_int_equal(system("! ls -A | grep -q '^[.]'"), 0);
}

static void
folders_are_new_or_empty(void **state)
{
	static const struct {
		const char *path;
		enum status plain, told;
	} folders[] = {
	    {.path = "empty", .plain = ST_OK, .told = ST_OK},
	    {.path = "made", .plain = ST_OK, .told = ST_OK},
	    {.path = "full", .plain = ST_REFUSED, .told = ST_OK},
	    {.path = "way", .plain = ST_REFUSED, .told = ST_REFUSED},
	    {.path = "way/", .plain = ST_REFUSED, .told = ST_REFUSED},
	    {.path = "old", .plain = ST_REFUSED, .told = ST_REFUSED},
	    {.path = "db", .plain = ST_REFUSED, .told = ST_REFUSED},
	    {.path = "db/copies", .plain = ST_REFUSED, .told = ST_REFUSED},
	    {.path = "db/tables", .plain = ST_REFUSED, .told = ST_REFUSED},
	    {.path = "a/b", .plain = ST_REFUSED, .told = ST_REFUSED},
	    {.path = "", .plain = ST_REFUSED, .told = ST_REFUSED},
	};
	struct error e = {0};
	struct stat s;

	(void)state;
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		assert_int_equal(delivery_folder(folders[i].path, false, &e), folders[i].plain);
		assert_int_equal(delivery_folder(folders[i].path, true, &e), folders[i].told);
	}
	assert_int_equal(stat("made", &s), 0);
	assert_int_equal(s.st_mode & 0777, 0700);
	assert_int_equal(access("db/tables", F_OK), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_file_takes_its_place_with_its_own_rights),
	    cmocka_unit_test(what_stands_there_is_replaced_only_when_told),
	    cmocka_unit_test(bad_places_are_refused),
	    cmocka_unit_test(a_device_is_written_and_stays),
	    cmocka_unit_test(a_file_that_came_meanwhile_stays),
	    cmocka_unit_test(a_failure_leaves_nothing),
	    cmocka_unit_test(folders_are_new_or_empty),
	};

	return cmocka_run_group_tests(tests, make_place, remove_place);
}
