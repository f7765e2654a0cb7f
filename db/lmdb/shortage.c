/* SPDX-License-Identifier: MIT
 * shortage.c - asking the system a second time.
 */
#include "db/lmdb/shortage.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "db/lmdb/datafile.h"

/* A disk with less room than this counts as full: what was cut short was larger than a page. */
enum { PROBE_BYTES = 1 << 20, PROBE_BLOCK = 1 << 16 };

bool
is_shortage(int error)
{
	return error == ENOSPC || error == EDQUOT || error == EFBIG;
}

enum status
shortage_status(int error)
{
	return is_shortage(error) ? ST_NOSPACE : ST_SYSTEM;
}

/* Where the database's file ends: a limit on the size of files lies there. */
static off_t
end_of_data(const char *dir)
{
	struct buf path = {0};
	struct stat s;
	off_t end;

	buf_printf(&path, "%s/" DATA_FILE, dir);
	end = stat(buf_text(&path), &s) == 0 ? s.st_size : 0;
	buf_free(&path);
	return end;
}

/* Never the database's own file: another process may be writing there. */
static int
open_probe(const char *dir)
{
	struct buf path = {0};
	int fd;

	fd = open(dir, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
	if (fd >= 0 || is_shortage(errno))
		return fd;
	buf_printf(&path, "%s/.probe-XXXXXX", dir); /* a file system that has none without a name */
	fd = mkostemp(path.data, O_CLOEXEC);
	if (fd >= 0)
		unlink(path.data);
	buf_free(&path);
	return fd;
}

static int
write_probe(int fd, off_t from)
{
	static const char zeros[PROBE_BLOCK];
	size_t done = 0, more;
	ssize_t n;

	while (done < PROBE_BYTES) {
		more = PROBE_BYTES - done < PROBE_BLOCK ? PROBE_BYTES - done : PROBE_BLOCK;
		n = pwrite(fd, zeros, more, from + (off_t)done);
		if (n < 0 && errno != EINTR)
			return errno;
		done += n > 0 ? (size_t)n : 0;
	}
	return 0;
}

int
shortage_cause(int error, const char *dir)
{
	int fd, found;

	if (error != EIO)
		return error;
	fd = open_probe(dir);
	found = fd >= 0 ? write_probe(fd, end_of_data(dir)) : errno;
	if (fd >= 0)
		close(fd);
	return is_shortage(found) ? found : error;
}
