/* SPDX-License-Identifier: MIT
 * fault_shim.c - lies beneath the program (LD_PRELOAD) and lets one call go wrong, kills it there,
 * counts calls, or writes down what was written to the data file.
 *
 *   FAULT_CLASS  a name of `classes`, or "change": all by which a file changes, in their order
 *   FAULT_NTH    which call of the class, from 1 on; FAULT_STICKY: that one and all behind it
 *   FAULT_ERROR  errno of the call (of LMDB's for "lookup" and "put"), "short" (half is written) or
 *                "kill"; FAULT_TRAP: a debugger stops there first
 *   FAULT_COUNT  a file: calls by class, written when the program ends
 *   FAULT_SEEK   a word: counted, too, is in how many places of its memory the program has it left
 *   FAULT_RECORD a file: what happened to data.mdb (struct fault_event and the bytes)
 *
 * Of the class "send" the line is cut before that message, whatever FAULT_ERROR is.
 *
 * What the C library writes by itself for a stream is seen where the program flushes or closes it.
 */
#include "tests/store/shim/fault_shim.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum call {
	WRITE,
	SYNC,
	TRUNCATE,
	RENAME,
	OPEN,
	MKDIR,
	UNLINK,
	MMAP,
	READ,
	ALLOC,
	SEND,
	LOOKUP, /* of LMDB, into the file it has mapped: no call of the system is seen there */
	PUT,
	CALLS
};
static const char *const classes[CALLS] = {"write", "sync", "truncate", "rename", "open", "mkdir",
    "unlink", "mmap", "read", "alloc", "send", "lookup", "put"};
enum { BY_CHANGE = CALLS, NONE, SHORT = -1, KILL = -2 };

static struct {
	bool ready, sticky, trap, over;
	int call, error, record;
	long nth, changes, counts[CALLS];
	pid_t owner;
} shim = {.record = -1};

static void
read_settings(void)
{
	const char *name = getenv("FAULT_CLASS"), *error = getenv("FAULT_ERROR");
	const char *nth = getenv("FAULT_NTH"), *record = getenv("FAULT_RECORD");

	shim.call = NONE;
	for (int i = 0; name != NULL && i < CALLS; i++)
		if (strcmp(name, classes[i]) == 0)
			shim.call = i;
	if (name != NULL && strcmp(name, "change") == 0)
		shim.call = BY_CHANGE;
	if (error != NULL)
		shim.error = strcmp(error, "short") == 0 ? SHORT
		    : strcmp(error, "kill") == 0         ? KILL
							 : atoi(error);
	shim.nth = nth != NULL ? atol(nth) : 0;
	shim.sticky = getenv("FAULT_STICKY") != NULL;
	shim.trap = getenv("FAULT_TRAP") != NULL;
	shim.owner = getpid();
	if (record != NULL)
		shim.record = (int)syscall(
		    SYS_openat, AT_FDCWD, record, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	shim.ready = true;
}

/* Counted from here on: what the loader does is not the program's. */
__attribute__((constructor)) static void
begin(void)
{
	read_settings();
	memset(shim.counts, 0, sizeof(shim.counts));
	shim.changes = 0;
}

/* Bytes of a map of its own that can be written and are of no file ("from-to rw-p offset device
 * inode [heap]"); NULL: the line is of another. What the program was begun with is on its stack. */
static const char *
own_memory(const char *line, size_t *size)
{
	unsigned long from, to, inode;
	char rights[8], name[16] = "";

	if (sscanf(line, "%lx-%lx %7s %*s %*s %lu %15s", &from, &to, rights, &inode, name) < 4 ||
	    strcmp(rights, "rw-p") != 0 || inode != 0 || strcmp(name, "[stack]") == 0)
		return NULL;
	*size = to - from;
	return (const char *)from;
}

static long
places_with(const char *word)
{
	static char maps[1 << 16];
	int fd = (int)syscall(SYS_openat, AT_FDCWD, "/proc/self/maps", O_RDONLY);
	size_t len = 0, size;
	long places = 0, n;

	while (len < sizeof(maps) - 1 &&
	    (n = syscall(SYS_read, fd, maps + len, sizeof(maps) - 1 - len)) > 0)
		len += (size_t)n;
	(void)!syscall(SYS_close, fd);
	for (char *line = strtok(maps, "\n"); line != NULL; line = strtok(NULL, "\n")) {
		const char *from = own_memory(line, &size), *p = from;

		while (p != NULL &&
		    (p = memmem(p, size - (size_t)(p - from), word, strlen(word))) != NULL) {
			places++;
			p++;
		}
	}
	return places;
}

__attribute__((destructor)) static void
end(void)
{
	const char *file = getenv("FAULT_COUNT"), *word = getenv("FAULT_SEEK");
	char text[400];
	int len = 0, fd;

	if (file == NULL || getpid() != shim.owner)
		return;
	for (int i = 0; i < CALLS; i++)
		len += snprintf(
		    text + len, sizeof(text) - (size_t)len, "%s %ld\n", classes[i], shim.counts[i]);
	len += snprintf(text + len, sizeof(text) - (size_t)len, "change %ld\n", shim.changes);
	if (word != NULL)
		len += snprintf(
		    text + len, sizeof(text) - (size_t)len, "seek %ld\n", places_with(word));
	fd = (int)syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	(void)!syscall(SYS_write, fd, text, (size_t)len);
	(void)!syscall(SYS_close, fd);
}

/* Does this call go wrong? */
static bool
is_due(enum call call)
{
	long n, wanted;

	if (shim.over)
		return false;
	n = ++shim.counts[call];
	if (call <= UNLINK)
		++shim.changes;
	if (!shim.ready || (int)call != shim.call) {
		if (shim.call != BY_CHANGE || call > UNLINK)
			return false;
		n = shim.changes;
	}
	wanted = shim.nth;
	if (wanted == 0 || (shim.sticky ? n < wanted : n != wanted))
		return false;
	if (shim.trap)
		raise(SIGTRAP);
	if (shim.error == KILL)
		syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
	return true;
}

#define FAIL(value)                                                                                \
	do {                                                                                       \
		errno = shim.error > 0 ? shim.error : EIO;                                         \
		return value;                                                                      \
	} while (0)

static ssize_t
path_of(int fd, char path[512])
{
	char link[64];

	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	return readlink(link, path, 511);
}

/* A file in memory has none to fail, nor has a terminal; what is complained of comes through. */
static bool
has_disk(int fd)
{
	char path[512];
	ssize_t len = path_of(fd, path);

	return fd != STDERR_FILENO && !isatty(fd) && (len <= 7 || memcmp(path, "/memfd:", 7) != 0);
}

static bool
is_data_file(int fd)
{
	char path[512];
	ssize_t len = path_of(fd, path);

	return len > 9 && memcmp(path + len - 9, "/data.mdb", 9) == 0;
}

static void
note(enum fault_event_kind kind, int fd, const void *bytes, size_t len, off_t at)
{
	struct fault_event e = {.kind = kind, .at = at, .length = (int64_t)len};

	if (shim.record < 0 || !is_data_file(fd))
		return;
	e.durable = ((int)syscall(SYS_fcntl, fd, F_GETFL) & O_DSYNC) != 0;
	(void)!syscall(SYS_write, shim.record, &e, sizeof(e));
	if (bytes != NULL)
		(void)!syscall(SYS_write, shim.record, bytes, len);
}

ssize_t
write(int fd, const void *bytes, size_t n)
{
	if (has_disk(fd) && is_due(WRITE)) {
		if (shim.error != SHORT || n < 2)
			FAIL(-1);
		n /= 2;
	}
	if (shim.record >= 0)
		note(FAULT_WRITE, fd, bytes, n, (off_t)syscall(SYS_lseek, fd, 0, SEEK_CUR));
	return syscall(SYS_write, fd, bytes, n);
}

ssize_t
pwrite(int fd, const void *bytes, size_t n, off_t at)
{
	if (is_due(WRITE)) {
		if (shim.error != SHORT || n < 2)
			FAIL(-1);
		n /= 2;
	}
	note(FAULT_WRITE, fd, bytes, n, at);
	return syscall(SYS_pwrite64, fd, bytes, n, at);
}

static ssize_t
write_parts(int fd, const struct iovec *parts, int n, off_t at, bool there)
{
	size_t room = 0;

	if (is_due(WRITE)) {
		if (shim.error != SHORT)
			FAIL(-1);
		if (n < 2)
			return there
			    ? syscall(SYS_pwrite64, fd, parts[0].iov_base, parts[0].iov_len / 2, at)
			    : syscall(SYS_write, fd, parts[0].iov_base, parts[0].iov_len / 2);
		n /= 2;
	}
	for (int i = 0; i < n && shim.record >= 0; i++) {
		note(FAULT_WRITE, fd, parts[i].iov_base, parts[i].iov_len, at + (off_t)room);
		room += parts[i].iov_len;
	}
	return there ? syscall(SYS_pwritev, fd, parts, (long)n, (long)at, 0L)
		     : syscall(SYS_writev, fd, parts, (long)n);
}

ssize_t
pwritev(int fd, const struct iovec *parts, int n, off_t at)
{
	return write_parts(fd, parts, n, at, true);
}

ssize_t
writev(int fd, const struct iovec *parts, int n)
{
	return write_parts(fd, parts, n, (off_t)syscall(SYS_lseek, fd, 0, SEEK_CUR), false);
}

#define NEXT(name) __typeof__(name) *next = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

int
fflush(FILE *f)
{
	NEXT(fflush);

	if (f != NULL && has_disk(fileno(f)) && is_due(WRITE))
		FAIL(EOF);
	return next(f);
}

int
fclose(FILE *f)
{
	NEXT(fclose);

	if (has_disk(fileno(f)) && is_due(WRITE)) {
		next(f);
		FAIL(EOF);
	}
	return next(f);
}

int
fsync(int fd)
{
	if (is_due(SYNC))
		FAIL(-1);
	note(FAULT_SYNC, fd, NULL, 0, 0);
	return 0; /* the tests ask for order, and have no power to lose */
}

int
fdatasync(int fd)
{
	return fsync(fd);
}

int
ftruncate(int fd, off_t length)
{
	if (is_due(TRUNCATE))
		FAIL(-1);
	note(FAULT_TRUNCATE, fd, NULL, 0, length);
	return (int)syscall(SYS_ftruncate, fd, length);
}

int
fallocate(int fd, int mode, off_t at, off_t length)
{
	if (is_due(TRUNCATE))
		FAIL(-1);
	return (int)syscall(SYS_fallocate, fd, mode, at, length);
}

/* Where branches are counted (make coverage) the program writes its counters last of all: that is
 * no deed of its own. */
static bool
is_counters(const char *path)
{
	const char *end = strrchr(path, '.');

	return end != NULL && strcmp(end, ".gcda") == 0;
}

static int
open_at(int dir, const char *path, int flags, mode_t mode)
{
	shim.over = shim.over || is_counters(path);
	if (is_due(OPEN))
		FAIL(-1);
	return (int)syscall(SYS_openat, dir, path, flags, mode);
}

#define MODE_OF(mode, flags)                                                                       \
	mode_t mode = 0;                                                                           \
	if (((flags) & (O_CREAT | __O_TMPFILE)) != 0) {                                            \
		va_list args;                                                                      \
		va_start(args, flags);                                                             \
		mode = va_arg(args, mode_t);                                                       \
		va_end(args);                                                                      \
	}

int
open(const char *path, int flags, ...)
{
	MODE_OF(mode, flags)
	return open_at(AT_FDCWD, path, flags, mode);
}

int
openat(int dir, const char *path, int flags, ...)
{
	MODE_OF(mode, flags)
	return open_at(dir, path, flags, mode);
}

FILE *
fopen(const char *path, const char *mode)
{
	NEXT(fopen);

	if (is_due(OPEN))
		FAIL(NULL);
	return next(path, mode);
}

int
memfd_create(const char *name, unsigned flags)
{
	if (is_due(OPEN))
		FAIL(-1);
	return (int)syscall(SYS_memfd_create, name, flags);
}

int
rename(const char *from, const char *to)
{
	if (is_due(RENAME))
		FAIL(-1);
	return (int)syscall(SYS_rename, from, to);
}

int
renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned flags)
{
	if (is_due(RENAME))
		FAIL(-1);
	return (int)syscall(SYS_renameat2, from_dir, from, to_dir, to, flags);
}

int
mkdir(const char *path, mode_t mode)
{
	if (is_due(MKDIR))
		FAIL(-1);
	return (int)syscall(SYS_mkdir, path, mode);
}

int
mkdirat(int dir, const char *path, mode_t mode)
{
	if (is_due(MKDIR))
		FAIL(-1);
	return (int)syscall(SYS_mkdirat, dir, path, mode);
}

int
unlink(const char *path)
{
	if (is_due(UNLINK))
		FAIL(-1);
	return (int)syscall(SYS_unlink, path);
}

int
unlinkat(int dir, const char *path, int flags)
{
	if (is_due(UNLINK))
		FAIL(-1);
	return (int)syscall(SYS_unlinkat, dir, path, flags);
}

int
rmdir(const char *path)
{
	if (is_due(UNLINK))
		FAIL(-1);
	return (int)syscall(SYS_rmdir, path);
}

void *
mmap(void *at, size_t length, int rights, int flags, int fd, off_t from)
{
	if (is_due(MMAP))
		FAIL(MAP_FAILED);
	return (void *)syscall(SYS_mmap, at, length, rights, flags, fd, from);
}

/* The line is cut for good, either way. */
ssize_t
send(int fd, const void *bytes, size_t n, int flags)
{
	if (is_due(SEND))
		shutdown(fd, SHUT_RDWR);
	return syscall(SYS_sendto, fd, bytes, n, (long)flags, NULL, 0L);
}

ssize_t
read(int fd, void *bytes, size_t n)
{
	if (fd > STDERR_FILENO && is_due(READ))
		FAIL(-1);
	return syscall(SYS_read, fd, bytes, n);
}

ssize_t
pread(int fd, void *bytes, size_t n, off_t at)
{
	if (has_disk(fd) && is_due(READ))
		FAIL(-1);
	return syscall(SYS_pread64, fd, bytes, n, at);
}

/* What offsets of 64 bits are called; here they all are. */
int open64(const char *path, int flags, ...) __attribute__((alias("open")));
int openat64(int dir, const char *path, int flags, ...) __attribute__((alias("openat")));
FILE *fopen64(const char *path, const char *mode) __attribute__((alias("fopen")));
ssize_t pwrite64(int fd, const void *bytes, size_t n, off_t at) __attribute__((alias("pwrite")));
ssize_t pread64(int fd, void *bytes, size_t n, off_t at) __attribute__((alias("pread")));
int ftruncate64(int fd, off_t length) __attribute__((alias("ftruncate")));
void *mmap64(void *at, size_t length, int rights, int flags, int fd, off_t from)
    __attribute__((alias("mmap")));

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *p, size_t size);

static bool
no_memory(void)
{
	if (!is_due(ALLOC))
		return false;
	errno = ENOMEM;
	return true;
}

void *
malloc(size_t size)
{
	return no_memory() ? NULL : __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
	return no_memory() ? NULL : __libc_calloc(count, size);
}

void *
realloc(void *p, size_t size)
{
	return no_memory() ? NULL : __libc_realloc(p, size);
}

/* LMDB's own functions; what they hand on stays behind pointers. */
int mdb_get(void *txn, unsigned dbi, void *key, void *data);
int mdb_cursor_get(void *cursor, void *key, void *data, int operation);
int mdb_put(void *txn, unsigned dbi, void *key, void *data, unsigned flags);
int mdb_del(void *txn, unsigned dbi, void *key, void *data);
int mdb_cursor_put(void *cursor, void *key, void *data, unsigned flags);

int
mdb_get(void *txn, unsigned dbi, void *key, void *data)
{
	NEXT(mdb_get);

	return is_due(LOOKUP) ? shim.error : next(txn, dbi, key, data);
}

int
mdb_cursor_get(void *cursor, void *key, void *data, int operation)
{
	NEXT(mdb_cursor_get);

	return is_due(LOOKUP) ? shim.error : next(cursor, key, data, operation);
}

int
mdb_put(void *txn, unsigned dbi, void *key, void *data, unsigned flags)
{
	NEXT(mdb_put);

	return is_due(PUT) ? shim.error : next(txn, dbi, key, data, flags);
}

int
mdb_del(void *txn, unsigned dbi, void *key, void *data)
{
	NEXT(mdb_del);

	return is_due(PUT) ? shim.error : next(txn, dbi, key, data);
}

int
mdb_cursor_put(void *cursor, void *key, void *data, unsigned flags)
{
	NEXT(mdb_cursor_put);

	return is_due(PUT) ? shim.error : next(cursor, key, data, flags);
}
