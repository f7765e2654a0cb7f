/* SPDX-License-Identifier: MIT
 * leftovers.c - what killed processes leave is taken away, what anybody is at stays.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/leftovers.h"
#include "base/outfile.h"

static char folder[512];

/* A file system that gives no rights to files. */
static bool rights_are_refused;

int
fchmod(int fd, mode_t mode)
{
	if (!rights_are_refused)
		return (int)syscall(SYS_fchmod, fd, mode);
	errno = EPERM;
	return -1;
}

static int
make_folder(void **state)
{
	const char *tmp = getenv("TMPDIR");

	(void)state;
	snprintf(folder, sizeof(folder), "%s/leftovers.XXXXXX", tmp != NULL ? tmp : "/tmp");
	return mkdtemp(folder) != NULL ? chdir(folder) : -1;
}

static int
remove_folder(void **state)
{
	char command[600];

	(void)state;
	snprintf(command, sizeof(command), "rm -r '%s'", folder);
	return chdir("/") == 0 ? system(command) : -1;
}

static long
number_of_the_dead(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	return pid;
}

static void
leave(const char *begin, long pid, const char *end)
{
	char name[300];
	int fd;

	snprintf(name, sizeof(name), "%s%ld%s", begin, pid, end);
	fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	close(fd);
}

static bool
is_there(const char *begin, long pid, const char *end)
{
	char name[300];

	snprintf(name, sizeof(name), "%s%ld%s", begin, pid, end);
	return access(name, F_OK) == 0;
}

static void
the_dead_leave_nothing(void **state)
{
	long dead = number_of_the_dead();

	(void)state;
	leave(".people.csv.metodaktiv-", dead, "");
	leave(".x.metodaktiv-1.metodaktiv-", dead, "");
	assert_true(outfile_write("other.csv", slice_of("1"), 0600));
	assert_false(is_there(".people.csv.metodaktiv-", dead, ""));
	assert_false(is_there(".x.metodaktiv-1.metodaktiv-", dead, ""));
}

static void
what_is_not_theirs_stays(void **state)
{
	static const char *const names[][2] = {
	    {"people.csv.metodaktiv-", ""},   /* not hidden: somebody named it so */
	    {".people.csv.metodaktiv-", "x"}, /* no number */
	    {".people.csv.tmp-", ""},
	};
	long dead = number_of_the_dead();
	char link[64];

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		leave(names[i][0], dead, names[i][1]);
	leave(".living.metodaktiv-", (long)getppid(), "");
	snprintf(link, sizeof(link), ".link.metodaktiv-%ld", dead);
	leave("aim", 0, "");
	assert_int_equal(symlink("aim0", link), 0);
	assert_true(outfile_write("other.csv", slice_of("1"), 0600));
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		assert_true(is_there(names[i][0], dead, names[i][1]));
	assert_true(is_there(".living.metodaktiv-", (long)getppid(), ""));
	assert_true(is_there("aim", 0, ""));
}

/* As another machine's would be in a folder they share: its number is nobody's here. */
static void
a_locked_one_stays(void **state)
{
	long dead = number_of_the_dead();
	char name[64];
	int fd;

	(void)state;
	snprintf(name, sizeof(name), ".far.metodaktiv-%ld", dead);
	fd = leftovers_create(name, 0600);
	assert_true(fd >= 0);
	assert_true(outfile_write("other.csv", slice_of("1"), 0600));
	assert_int_equal(access(name, F_OK), 0);
	close(fd);
	assert_true(outfile_write("other.csv", slice_of("1"), 0600));
	assert_int_equal(access(name, F_OK), -1);
}

/* Ours, while we write another one; and the lock lasts beyond the settling. */
static void
our_own_stays_until_it_has_its_name(void **state)
{
	struct outfile o;

	(void)state;
	assert_true(outfile_begin(&o, "mine", 0600));
	fputs("mine", o.f);
	assert_true(outfile_write("other.csv", slice_of("1"), 0600));
	assert_true(outfile_settle(&o));
	assert_true(outfile_write("other.csv", slice_of("2"), 0600));
	assert_true(outfile_appear(&o));
	outfile_drop(&o);
	assert_int_equal(access("mine", F_OK), 0);
}

static void
a_kept_file_is_no_leftover(void **state)
{
	struct outfile o;

	(void)state;
	assert_true(outfile_begin(&o, "page", 0644));
	fputs("page", o.f);
	assert_true(outfile_settle(&o));
	assert_string_equal(outfile_keep(&o), "page.metodaktiv");
	outfile_leave(&o);
	assert_true(outfile_write("other.csv", slice_of("1"), 0600));
	assert_int_equal(access("page.metodaktiv", F_OK), 0);
}

static void
a_long_name_has_room(void **state)
{
	char name[256];

	(void)state;
	memset(name, 'x', 255);
	name[255] = '\0';
	assert_true(outfile_write(name, slice_of("1"), 0600));
	assert_int_equal(access(name, F_OK), 0);
}

/* Not one that others might read meanwhile, nor a leftover. */
static void
one_without_its_rights_is_none(void **state)
{
	int fd, error;

	(void)state;
	rights_are_refused = true;
	fd = leftovers_create("mine", 0600);
	error = errno;
	rights_are_refused = false;
	assert_int_equal(fd, -1);
	assert_int_equal(error, EPERM);
	assert_int_equal(access("mine", F_OK), -1);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    IN_FOLDER(the_dead_leave_nothing),
	    IN_FOLDER(what_is_not_theirs_stays),
	    IN_FOLDER(a_locked_one_stays),
	    IN_FOLDER(our_own_stays_until_it_has_its_name),
	    IN_FOLDER(a_kept_file_is_no_leftover),
	    IN_FOLDER(a_long_name_has_room),
	    IN_FOLDER(one_without_its_rights_is_none),
	};

	return cmocka_run_group_tests_name("leftovers", tests, NULL, NULL);
}
