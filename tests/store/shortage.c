/* SPDX-License-Identifier: MIT
 * shortage.c - a write that is cut short: the cause is found and told, and with room it goes on.
 *
 * The calls LMDB writes and maps with are our own here: beyond a limit they write a part, then
 * answer as a full disk, a quota, a limit on the file's size, a broken disk, or as a full memory
 * does.
 */
#include "tests/lib/lab.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>

#include "db/lmdb/datafile.h"

enum { ROOM = 20000, SOME_ROOM = 500000, MOST_RECORDS = 5000 }; /* bytes, no multiples of a page */

/* What the disk answers beyond its limit; 0: there is none. */
static struct disk {
	int error;
	off_t limit, room; /* room: what a file without a name gets besides */
	bool names_all;    /* there are no files without a name */
} disk;

/* No map of more is given; 0: there is no limit. */
static size_t largest_map;

static bool
has_no_name(int fd)
{
	struct stat s;

	return fstat(fd, &s) == 0 && s.st_nlink == 0;
}

int
open(const char *path, int flags, ...)
{
	mode_t mode = 0;
	va_list args;

	va_start(args, flags);
	if ((flags & (O_CREAT | __O_TMPFILE)) != 0)
		mode = va_arg(args, mode_t);
	va_end(args);
	if (disk.names_all && (flags & __O_TMPFILE) == __O_TMPFILE) {
		errno = EOPNOTSUPP;
		return -1;
	}
	return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

void *
mmap(void *at, size_t size, int rights, int flags, int fd, off_t from)
{
	if (largest_map == 0 || size <= largest_map)
		return (void *)syscall(SYS_mmap, at, size, rights, flags, fd, from);
	errno = ENOMEM;
	return MAP_FAILED;
}

ssize_t
pwrite(int fd, const void *data, size_t size, off_t at)
{
	off_t limit = disk.limit + (has_no_name(fd) ? disk.room : 0);

	if (disk.error != 0 && at >= limit) {
		errno = disk.error;
		return -1;
	}
	if (disk.error != 0 && at + (off_t)size > limit)
		size = (size_t)(limit - at);
	return syscall(SYS_pwrite64, fd, data, size, at);
}

ssize_t
writev(int fd, const struct iovec *parts, int count)
{
	off_t at = lseek(fd, 0, SEEK_CUR);
	ssize_t done = 0, n = 0;

	for (int i = 0; i < count; i++) {
		n = pwrite(fd, parts[i].iov_base, parts[i].iov_len, at + done);
		if (n < 0)
			break;
		done += n;
		if ((size_t)n < parts[i].iov_len)
			break;
	}
	lseek(fd, at + done, SEEK_SET);
	return done > 0 ? done : n;
}

static off_t
data_size(const char *dir)
{
	char path[LAB_PATH + 16];
	struct stat s;

	snprintf(path, sizeof(path), "%s/data.mdb", dir);
	assert_int_equal(stat(path, &s), 0);
	return s.st_size;
}

/* Records until one is refused; how many went in. */
static unsigned
fill(struct store *st, enum status *refusal)
{
	char code[32];
	unsigned n = 0;

	for (*refusal = ST_OK; *refusal == ST_OK && n < MOST_RECORDS; n += *refusal == ST_OK) {
		snprintf(code, sizeof(code), "S%u", n + 1);
		*refusal = lab_put(st, code);
	}
	return n;
}

static void
assert_told(const struct store *st, enum status why, const char *sentence, const char *words)
{
	struct error e = {0};

	assert_int_equal(store_explain(st, why, &e), why);
	if (strstr(e.text, sentence) == NULL)
		fail_msg("%s", e.text);
	assert_string_equal(store_reason(st, why).text, words);
}

/* A database whose disk is as told, filled until it refuses. */
struct filled {
	char dir[LAB_PATH];
	struct store *st;
	enum status refusal;
	unsigned records;
};

static void
fill_on(struct filled *f, struct disk with)
{
	lab_folder(f->dir);
	f->st = lab_create(f->dir);
	disk = with;
	disk.limit = data_size(f->dir) + ROOM;
	f->records = fill(f->st, &f->refusal);
}

static void
mend_disk(void)
{
	disk = (struct disk){.error = 0};
}

static void
drop(struct filled *f)
{
	store_close(f->st);
	lab_remove(f->dir);
}

static void
test_shortages(void **state)
{
	static const struct {
		int error;
		const char *sentence, *words;
	} cases[] = {
	    {.error = ENOSPC,
		.sentence = "нет места, ничего не записано: освободите",
		.words = "на диске нет места"},
	    {.error = EDQUOT,
		.sentence = "исчерпана ваша доля места (квота), ничего не записано",
		.words = "исчерпана ваша доля места на диске"},
	    {.error = EFBIG,
		.sentence = "расти дальше не дают",
		.words = "файл больше разрешённого (ulimit -f)"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct filled f;

		fill_on(&f, (struct disk){.error = cases[i].error});
		assert_int_equal(f.refusal, ST_NOSPACE);
		assert_int_equal(data_size(f.dir), disk.limit);
		assert_told(f.st, f.refusal, cases[i].sentence, cases[i].words);
		assert_int_equal(lab_put(f.st, "again"), ST_NOSPACE);
		mend_disk();
		assert_int_equal(lab_put(f.st, "again"), ST_OK);
		assert_int_equal(lab_verify(f.st).records, f.records + 1);
		assert_int_equal(lab_entries(f.dir), 2);
		drop(&f);
	}
}

/* The database's write was cut for want of room, and meanwhile some has come, not much. */
static void
test_some_room(void **state)
{
	struct filled f;

	(void)state;
	fill_on(&f, (struct disk){.error = ENOSPC, .room = SOME_ROOM});
	assert_told(f.st, f.refusal, "нет места, ничего не записано", "на диске нет места");
	assert_int_equal(lab_put(f.st, "again"), ST_NOSPACE);
	mend_disk();
	assert_int_equal(lab_put(f.st, "again"), ST_OK);
	drop(&f);
}

/* A probe on a file system without nameless files has a name as short as it can. */
static void
test_named_probe(void **state)
{
	struct filled f;

	(void)state;
	fill_on(&f, (struct disk){.error = EDQUOT, .names_all = true});
	assert_told(f.st, f.refusal, "исчерпана ваша доля места (квота)",
	    "исчерпана ваша доля места на диске");
	assert_int_equal(lab_entries(f.dir), 2);
	mend_disk();
	drop(&f);
}

/* A map is doubled, or as large as it must be, or not to be had; LMDB is not asked in vain. */
static void
test_address_space(void **state)
{
	const size_t now = 1 << 20;

	(void)state;
	assert_int_equal(datafile_larger_map(now, now + 1), 2 * now);
	assert_int_equal(datafile_larger_map(now, 3 * now), 4 * now);
	largest_map = now;
	assert_int_equal(datafile_larger_map(now, 2 * now + 1), 0);
	assert_int_equal(datafile_larger_map(2 * now, 2 * now + 4096), 2 * now + 4096);
	assert_int_equal(datafile_larger_map(now, now), 2 * now);
	largest_map = 4096;
	assert_int_equal(datafile_larger_map(now, now), 0);
	largest_map = 0;
}

/* There is room, and still the write was cut short: no more of them. */
static void
test_broken_disk(void **state)
{
	struct filled f;

	(void)state;
	fill_on(&f, (struct disk){.error = EIO});
	assert_int_equal(f.refusal, ST_SYSTEM);
	assert_told(
	    f.st, f.refusal, "программа больше не пишет", "ошибка чтения или записи на диске");
	mend_disk();
	assert_int_equal(lab_put(f.st, "again"), ST_SYSTEM);
	drop(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_shortages),
	    cmocka_unit_test(test_some_room),
	    cmocka_unit_test(test_named_probe),
	    cmocka_unit_test(test_address_space),
	    cmocka_unit_test(test_broken_disk),
	};

	return cmocka_run_group_tests_name("shortage", tests, NULL, NULL);
}
