/* SPDX-License-Identifier: MIT
 * folder.c - a folder of the program's own, with the rights of the one above it.
 */
#include "base/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* It is the group's as the folder above is; whose that is, a folder made by root is, too. */
static void
take_rights(int above, int folder)
{
	struct stat s;

	if (fstat(above, &s) != 0)
		return;
	if (fchown(folder, geteuid() == 0 ? s.st_uid : (uid_t)-1, s.st_gid) == 0 || geteuid() != 0)
		fchmod(folder, s.st_mode & FOLDER_MODE);
}

int
folder_open(const char *dir, const char *name, bool make)
{
	static const int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
	int above = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC), folder;

	if (above < 0)
		return -1;
	folder = openat(above, name, flags);
	if (folder < 0 && errno == ENOENT && make) {
		bool made = mkdirat(above, name, 0700) == 0;

		folder = openat(above, name, flags); /* or another process was faster */
		if (folder >= 0 && made)
			take_rights(above, folder);
	}
	close(above);
	return folder;
}

void
folder_give(int folder, int file)
{
	struct stat s;

	if (fstat(folder, &s) == 0)
		fchmod(file, s.st_mode & FOLDER_FILE_MODE);
}
