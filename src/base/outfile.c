/* SPDX-License-Identifier: MIT
 * outfile.c - a file that appears whole or not at all.
 */
#include "base/outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/die.h"
#include "base/leftovers.h"

static bool
is_special(const char *path)
{
	struct stat s;

	return stat(path, &s) == 0 && !S_ISREG(s.st_mode);
}

static int
make_beside(struct outfile *o, mode_t mode)
{
	int fd;

	o->temporary = leftovers_name(o->path);
	fd = leftovers_create(o->temporary, mode);
	if (fd >= 0) {
		o->lock = fcntl(fd, F_DUPFD_CLOEXEC, 0);
		return fd;
	}
	/* There is none: nothing to take away. */
	free(o->temporary);
	o->temporary = NULL;
	return -1;
}

bool
outfile_begin(struct outfile *o, const char *path, mode_t mode)
{
	int fd;

	*o = (struct outfile){.path = xstrdup(path), .replaces = true, .lock = -1};
	fd = is_special(path) ? open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY) : make_beside(o, mode);
	if (fd < 0)
		return false;
	o->f = fdopen(fd, "w");
	if (o->f == NULL)
		close(fd);
	return o->f != NULL;
}

/* A pipe, a terminal and many devices have nothing to sync. */
static bool
sync_bytes(const struct outfile *o)
{
	return fsync(fileno(o->f)) == 0 ||
	    (o->temporary == NULL && (errno == EINVAL || errno == EROFS || errno == ENOTSUP));
}

static void
close_file(struct outfile *o)
{
	int saved = errno;

	if (o->f != NULL)
		fclose(o->f);
	o->f = NULL;
	errno = saved;
}

bool
outfile_settle(struct outfile *o)
{
	FILE *f = o->f;

	if (fflush(f) != 0 || ferror(f)) {
		/* A write that failed on the way left its errno, if nothing else did since. */
		errno = errno != 0 ? errno : EIO;
		close_file(o);
		return false;
	}
	if (!sync_bytes(o)) {
		close_file(o);
		return false;
	}
	o->f = NULL;
	/* Network file systems tell the last failure here. */
	return fclose(f) == 0;
}

bool
outfile_sync_folder(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), saved;
	/* EINVAL: a file system that has nothing to sync for a folder */
	bool synced = fd >= 0 && (fsync(fd) == 0 || errno == EINVAL);

	saved = errno;
	if (fd >= 0)
		close(fd);
	errno = saved;
	return synced;
}

bool
outfile_rename_new(const char *from, const char *to)
{
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return true;
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	/* A file system that cannot promise it (many network ones): look, then rename. */
	if (faccessat(AT_FDCWD, to, F_OK, AT_SYMLINK_NOFOLLOW) == 0) {
		errno = EEXIST;
		return false;
	}
	return rename(from, to) == 0;
}

static bool
give_name(const struct outfile *o)
{
	return o->replaces ? rename(o->temporary, o->path) == 0
			   : outfile_rename_new(o->temporary, o->path);
}

bool
outfile_appear(struct outfile *o)
{
	char *folder;
	bool synced;

	if (o->temporary == NULL)
		return true;
	if (!give_name(o))
		return false;
	free(o->temporary);
	o->temporary = NULL;
	folder = xstrdup(o->path);
	synced = outfile_sync_folder(dirname(folder));
	free(folder);
	return synced;
}

const char *
outfile_keep(struct outfile *o)
{
	struct buf kept = {0};

	if (o->temporary == NULL)
		return o->path;
	buf_printf(&kept, "%s.metodaktiv", o->path);
	if (outfile_rename_new(o->temporary, buf_text(&kept))) {
		free(o->temporary);
		o->temporary = buf_detach(&kept);
	}
	buf_free(&kept);
	return o->temporary;
}

void
outfile_leave(struct outfile *o)
{
	close_file(o);
	if (o->path != NULL && o->lock >= 0)
		close(o->lock);
	free(o->path);
	free(o->temporary);
	*o = (struct outfile){0};
}

void
outfile_drop(struct outfile *o)
{
	int saved = errno;

	if (o->temporary != NULL)
		unlink(o->temporary);
	errno = saved;
	outfile_leave(o);
}

bool
outfile_write(const char *path, struct slice bytes, mode_t mode)
{
	struct outfile file;
	bool written = outfile_begin(&file, path, mode) &&
	    fwrite(bytes.data, 1, bytes.len, file.f) == bytes.len && outfile_settle(&file) &&
	    outfile_appear(&file);

	outfile_drop(&file);
	return written;
}
