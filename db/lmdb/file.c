/* SPDX-License-Identifier: MIT
 * file.c - reading, copying and naming whole files.
 */
#include "db/lmdb/file.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/die.h"

enum { CHUNK = 1 << 20 };

/* Close without losing the errno of what went wrong before. */
static void
close_quietly(int fd)
{
	int saved = errno;

	if (fd >= 0)
		close(fd);
	errno = saved;
}

static void
unlink_quietly(const char *path)
{
	int saved = errno;

	unlink(path);
	errno = saved;
}

bool
file_make_dirs(const char *dir, mode_t mode)
{
	char *path = xstrdup(dir);
	bool made = true;

	for (char *p = path + 1; made && *path != '\0'; p++) {
		char c = *p;

		if (c != '/' && c != '\0')
			continue;
		*p = '\0';
		made = mkdir(path, mode) == 0 || errno == EEXIST;
		*p = c;
		if (c == '\0')
			break;
	}
	free(path);
	return made;
}

void
file_put_parent(struct buf *b, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		buf_putc(b, '.');
	else
		buf_put(b, path, slash == path ? 1 : (size_t)(slash - path));
}

bool
file_sync(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool synced = fd >= 0 && fsync(fd) == 0;

	close_quietly(fd);
	return synced;
}

static bool
write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, bytes, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		bytes += n;
		len -= (size_t)n;
	}
	return true;
}

bool
file_read_whole(const char *path, size_t limit, struct buf *out)
{
	struct stat s;
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	FILE *f = NULL;
	bool done = false;

	if (fd < 0 || fstat(fd, &s) != 0)
		goto out;
	errno = S_ISREG(s.st_mode) ? EFBIG : EINVAL;
	if (!S_ISREG(s.st_mode) || (uint64_t)s.st_size > limit)
		goto out;
	f = fdopen(fd, "r");
	done = f != NULL && buf_read_file(out, f);
out:
	if (f != NULL)
		fclose(f);
	else
		close_quietly(fd);
	return done;
}

static bool
copy_bytes(int in, int out, uint64_t length)
{
	char *chunk = xmalloc(CHUNK);
	bool copied = true;

	while (copied && length > 0) {
		ssize_t n = read(in, chunk, length < CHUNK ? (size_t)length : CHUNK);

		if (n < 0 && errno == EINTR)
			continue;
		if (n == 0)
			errno = EIO; /* the file became shorter meanwhile */
		copied = n > 0 && write_all(out, chunk, (size_t)n);
		length -= copied ? (uint64_t)n : 0;
	}
	free(chunk);
	return copied;
}

static bool
copy_rest(int in, int out)
{
	char *chunk = xmalloc(CHUNK);
	ssize_t n = 1;
	bool copied = true;

	while (copied && n != 0) {
		n = read(in, chunk, CHUNK);
		if (n < 0 && errno == EINTR)
			continue;
		copied = n >= 0 && write_all(out, chunk, (size_t)n);
	}
	free(chunk);
	return copied;
}

bool
file_send(int from, int to)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
	bool sent;

	sigaction(SIGPIPE, &ignore, &before);
	sent = copy_rest(from, to);
	sigaction(SIGPIPE, &before, NULL);
	return sent;
}

bool
file_receive(int from, const char *to)
{
	int out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool received = out >= 0 && copy_rest(from, out);

	close_quietly(out);
	return received;
}

bool
file_copy(const char *from, const char *to, uint64_t length, mode_t mode)
{
	int in = open(from, O_RDONLY | O_CLOEXEC);
	int out =
	    in >= 0 ? open(to, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode) : -1;
	bool copied = out >= 0 && copy_bytes(in, out, length) && fsync(out) == 0;

	close_quietly(in);
	close_quietly(out);
	if (!copied && out >= 0)
		unlink_quietly(to);
	return copied;
}
