/* SPDX-License-Identifier: MIT
 * leftovers.c - names of files on their way, and their end.
 */
#include "base/leftovers.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"

#define MARK ".metodaktiv-"
enum { LONGEST_NAME = 200 }; /* bytes of the file's own, so that all of it fits into NAME_MAX */

char *
leftovers_name(const char *path)
{
	char *folder = xstrdup(path), *name = xstrdup(path);
	struct buf beside = {0};

	buf_printf(&beside, "%s/.%.*s" MARK "%ld", dirname(folder), (int)LONGEST_NAME,
	    basename(name), (long)getpid());
	free(folder);
	free(name);
	return buf_detach(&beside);
}

bool
leftovers_are_of_dead(const char *digits)
{
	long pid;

	if (digits[0] == '\0' || digits[strspn(digits, "0123456789")] != '\0')
		return false;
	pid = strtol(digits, NULL, 10);
	return pid > 0 && pid <= INT_MAX &&
	    (pid == getpid() || (kill((pid_t)pid, 0) != 0 && errno == ESRCH));
}

static bool
is_marked(const char *name)
{
	const char *mark = name[0] == '.' ? strstr(name, MARK) : NULL, *next;

	while (mark != NULL && (next = strstr(mark + 1, MARK)) != NULL)
		mark = next; /* the file's own name may hold one, too */
	return mark != NULL && leftovers_are_of_dead(mark + strlen(MARK));
}

/* Nobody is at it: a process has the lock of its file as long as it lives. */
static void
remove_unlocked(int folder, const char *name)
{
	int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct stat s;

	if (fd < 0)
		return;
	if (fstat(fd, &s) == 0 && S_ISREG(s.st_mode) && flock(fd, LOCK_EX | LOCK_NB) == 0)
		unlinkat(folder, name, 0);
	close(fd);
}

static void
sweep_folder_of(const char *path)
{
	char *copy = xstrdup(path);
	DIR *d = opendir(dirname(copy));
	const struct dirent *entry;

	while (d != NULL && (entry = readdir(d)) != NULL)
		if (is_marked(entry->d_name))
			remove_unlocked(dirfd(d), entry->d_name);
	if (d != NULL)
		closedir(d);
	free(copy);
}

int
leftovers_create(const char *name, mode_t mode)
{
	int fd, error;

	sweep_folder_of(name);
	fd = open(name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return -1;
	(void)!flock(fd, LOCK_EX | LOCK_NB); /* a file system without locks: by the number alone */
	if (fchmod(fd, mode) == 0)
		return fd;
	error = errno;
	unlink(name);
	close(fd);
	errno = error;
	return -1;
}
