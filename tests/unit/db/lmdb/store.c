/* SPDX-License-Identifier: MIT
 * db_store.c - folders and rights, snapshots, errors that stick, cursors, files with a missing
 * tail.
 */
#include "tests/lib/db_help.h"

#include "base/reason.h"
#include "db/lmdb/copy.h"
#include "db/lmdb/datafile.h"
#include "db/lmdb/newfolder.h"
#include "db/lmdb/pages.h"
#include "tests/lib/ages.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

static mode_t
mode_of(const char *path)
{
	struct stat s;

	assert_int_equal(stat(path, &s), 0);
	return s.st_mode & 07777;
}

/* All clerks of the folder's group can write, whatever umask the first one had. */
static void
rights_do_not_depend_on_the_umask(void **state)
{
	static const mode_t masks[] = {077, 022, 0};
	char dir[LAB_PATH], path[LAB_PATH + 64];

	(void)state;
	lab_folder(dir);
	for (size_t i = 0; i < 3; i++) {
		mode_t before = umask(masks[i]);

		snprintf(path, sizeof(path), "%s/a%zu/b/c", dir, i);
		store_close(lab_create(path));
		assert_int_equal(umask(before), masks[i]);
		assert_int_equal(mode_of(path), 02770);
		strcat(path, "/data.mdb");
		assert_int_equal(mode_of(path), 0660);
		memcpy(strrchr(path, '/'), "/lock.mdb", 9);
		assert_int_equal(mode_of(path), 0660);
	}
	lab_remove(dir);
}

/* A folder that cannot be read is not told as one that holds something. */
static void
an_unreadable_folder_says_why(void **state)
{
	struct rlimit limit, none = {0};
	struct error e = {0};
	char dir[LAB_PATH];
	unsigned made;
	enum status st;

	(void)state;
	lab_folder(dir);
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
	none.rlim_max = limit.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
	st = newfolder_take(dir, NULL, &made, &e);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
	assert_int_equal(st, ST_REFUSED);
	assert_non_null(strstr(e.text, reason_of(EMFILE).text));
	lab_remove(dir);
}

/* A program started from here does not get the database's files. */
static void
files_are_not_inherited(void **state)
{
	char path[LAB_PATH], target[LAB_PATH * 2];
	unsigned ours = 0;

	(void)state;
	for (int fd = 3; fd < 64; fd++) {
		ssize_t len;

		snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
		len = readlink(path, target, sizeof(target) - 1);
		target[len > 0 ? len : 0] = '\0';
		if (strstr(target, help_db) == NULL)
			continue;
		ours++;
		if ((fcntl(fd, F_GETFD) & FD_CLOEXEC) == 0)
			fail_msg("%s is inherited", target);
	}
	assert_true(ours >= 2);
}

static void
put(const char *key, const char *value)
{
	struct txn *t = txn_write(help_store);

	txn_put(t, TABLE_META, slice_of(key), slice_of(value));
	assert_int_equal(txn_commit(t), ST_OK);
}

static void
readers_keep_their_snapshot(void **state)
{
	uint64_t version = store_version(help_store);
	struct txn *old, *now, *third;
	struct slice value;

	(void)state;
	put("a", "1");
	assert_int_equal(store_version(help_store), version + 1);
	old = txn_read(help_store);
	put("a", "2");
	now = txn_read(help_store);
	third = txn_read(help_store);
	assert_true(txn_get(old, TABLE_META, slice_of("a"), &value));
	assert_true(slice_equal(value, slice_of("1")));
	assert_true(txn_get(now, TABLE_META, slice_of("a"), &value));
	assert_true(slice_equal(value, slice_of("2")));
	assert_int_equal(txn_version(old) + 1, txn_version(now));
	assert_false(txn_get(third, TABLE_META, slice_of("b"), &value));
	assert_int_equal(txn_status(third), ST_OK); /* absence is no error */
	txn_abort(old);
	txn_abort(third);
	txn_abort(now);
	txn_abort(NULL);
	/* what was given back is used again, and sees the new */
	put("a", "3");
	now = txn_read(help_store);
	assert_true(txn_get(now, TABLE_META, slice_of("a"), &value));
	assert_true(slice_equal(value, slice_of("3")));
	txn_abort(now);
}

static void
the_first_error_sticks(void **state)
{
	uint64_t version = store_version(help_store);
	struct txn *t = txn_write(help_store);
	struct slice value;

	(void)state;
	txn_put(t, TABLE_META, slice_of("a"), slice_of("1"));
	assert_int_equal(txn_fail(t, ST_CONFLICT), ST_CONFLICT);
	assert_int_equal(txn_fail(t, ST_FULL), ST_CONFLICT);
	assert_false(txn_get(t, TABLE_META, slice_of("a"), &value));
	txn_put(t, TABLE_META, slice_of("b"), slice_of("2"));
	assert_int_equal(txn_commit(t), ST_CONFLICT);
	assert_int_equal(store_version(help_store), version);
	t = txn_read(help_store);
	assert_false(txn_get(t, TABLE_META, slice_of("a"), &value));
	txn_abort(t);
}

/* Keys that come in order, out of order, and again: all are there, in order. */
static void
appending_takes_any_key(void **state)
{
	static const char *const keys[] = {"b", "d", "c", "e", "a", "d", "f"};
	struct txn *t = txn_write(help_store);
	struct buf all = {0};
	struct cursor *c;

	(void)state;
	for (size_t i = 0; i < 7; i++)
		txn_append(t, TABLE_DRAFT, slice_of(keys[i]), slice_of(i == 5 ? "new" : "old"));
	assert_int_equal(txn_commit(t), ST_OK);
	t = txn_read(help_store);
	assert_int_equal(txn_count(t, TABLE_DRAFT), 6);
	c = cursor_open(t, TABLE_DRAFT);
	for (bool more = cursor_first(c); more; more = cursor_next(c)) {
		buf_put_slice(&all, cursor_key(c));
		assert_true(slice_equal(cursor_value(c),
		    slice_of(slice_equal(cursor_key(c), slice_of("d")) ? "new" : "old")));
	}
	assert_string_equal(buf_text(&all), "abcdef");
	assert_true(cursor_seek(c, slice_of("bb")));
	assert_true(slice_equal(cursor_key(c), slice_of("c")));
	assert_true(cursor_prev(c) && cursor_prev(c));
	assert_false(cursor_prev(c));
	assert_false(cursor_seek(c, slice_of("g")));
	assert_true(cursor_last(c));
	assert_true(slice_equal(cursor_key(c), slice_of("f")));
	cursor_close(c);
	cursor_close(NULL); /* none was opened */
	txn_abort(t);
	buf_free(&all);
}

static off_t
file_size(const char *path)
{
	struct stat s;

	assert_int_equal(stat(path, &s), 0);
	return s.st_size;
}

/* Pages taken and given back inside one transaction are never written, so a sound file may be
 * shorter than its header says. It is opened, and lengthened; a file that was cut is not. */
static void
a_tail_never_written_may_be_missing(void **state)
{
	enum { LARGE = 400000 };
	char *large = calloc(1, LARGE), path[LAB_PATH + 32];
	struct error e = {0};
	struct store_size size;
	struct txn *t;

	(void)state;
	for (int i = 0; i < 10; i++) /* so that there are free pages to be added to */
		put("a", i % 2 ? "1" : "2");
	t = txn_write(help_store);
	txn_put(t, TABLE_DRAFT, slice_of("x"), slice_make(large, LARGE));
	txn_delete(t, TABLE_DRAFT, slice_of("x"));
	assert_int_equal(txn_commit(t), ST_OK);
	free(large);
	store_size(help_store, &size);
	assert_true(size.file_bytes < size.used_bytes);
	store_close(help_store);
	snprintf(path, sizeof(path), "%s/data.mdb", help_db);

	help_store = lab_open(help_db);
	assert_int_equal(file_size(path), size.used_bytes);
	put("b", "1");
	lab_verify(help_store);
	store_close(help_store);
	help_store = NULL;
	assert_int_equal(truncate(path, file_size(path) - LARGE - 4096), 0);
	assert_int_equal(db_open(&help_store, help_db, &e), ST_DAMAGED);
	assert_non_null(strstr(e.text, help_db));
}

/* The page count in the head of a long value becomes another, and back. */
static void
turn_a_page(void)
{
	unsigned char head[16];
	char path[LAB_PATH + 32];
	off_t at = 0;
	int fd;

	snprintf(path, sizeof(path), "%s/data.mdb", help_db);
	fd = open(path, O_RDWR | O_CLOEXEC);
	assert_true(fd >= 0);
	do
		at += 4096;
	while (pread(fd, head, sizeof(head), at) == (ssize_t)sizeof(head) &&
	    (head[10] != 4 || head[0] + head[1] * 256 != at / 4096));
	head[12] ^= 1;
	assert_int_equal(pwrite(fd, head, sizeof(head), at), (ssize_t)sizeof(head));
	close(fd);
}

static enum status
open_again(void)
{
	struct error e = {0};
	enum status status;

	store_close(help_store);
	help_store = NULL;
	status = db_open(&help_store, help_db, &e);
	if (status != ST_OK)
		assert_non_null(strstr(e.text, "повреждена"));
	return status;
}

static void
put_mark(const char *path, time_t when)
{
	const struct timespec times[2] = {{.tv_sec = when}, {.tv_sec = when}};

	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

/* A small file is looked at whenever it is opened, a large one the first time a day. */
static void
pages_are_looked_at_when_it_is_opened(void **state)
{
	enum { LARGE = 17 << 20 };
	char *large = calloc(1, LARGE), here[LAB_PATH + 32], mark[LAB_PATH + 48];
	struct txn *t = txn_write(help_store);

	(void)state;
	snprintf(here, sizeof(here), "%s/here", help_db);
	snprintf(mark, sizeof(mark), "%s/checked", here);
	txn_put(t, TABLE_DRAFT, slice_of("x"), slice_make(large, LARGE / 100));
	assert_int_equal(txn_commit(t), ST_OK);
	assert_int_equal(open_again(), ST_OK);
	turn_a_page();
	assert_int_equal(open_again(), ST_DAMAGED);
	turn_a_page();
	assert_int_equal(open_again(), ST_OK);
	t = txn_write(help_store);
	txn_put(t, TABLE_DRAFT, slice_of("y"), slice_make(large, LARGE));
	assert_int_equal(txn_commit(t), ST_OK);
	free(large);
	assert_int_equal(mkdir(here, 0770), 0);
	turn_a_page();
	assert_int_equal(open_again(), ST_DAMAGED); /* nobody has looked yet */
	assert_int_equal(open_again(), ST_DAMAGED); /* and it is not forgotten */
	put_mark(mark, time(NULL));
	assert_int_equal(open_again(), ST_OK); /* as somebody has found it today */
	assert_int_equal(pages_check(help_store, NULL), ST_DAMAGED);
	put_mark(mark, time(NULL) - 86400);
	assert_int_equal(open_again(), ST_DAMAGED);
	turn_a_page();
	assert_int_equal(open_again(), ST_OK);
}

/* Calls fn with each of the bytes spoiled, one at a time, in the file of the open store. */
static void
spoil(int fd, off_t from, off_t behind, void (*fn)(void))
{
	static const unsigned char flips[] = {0x01, 0x10, 0x80, 0xFF};

	for (off_t at = from; at < behind; at++)
		for (size_t i = 0; i < sizeof(flips); i++) {
			unsigned char was, spoilt;

			assert_int_equal(pread(fd, &was, 1, at), 1);
			spoilt = was ^ flips[i];
			assert_int_equal(pwrite(fd, &spoilt, 1, at), 1);
			fn();
			assert_int_equal(pwrite(fd, &was, 1, at), 1);
		}
}

static void
look_at_pages(void)
{
	struct error e = {0};

	if (pages_check(help_store, &e) != ST_OK)
		assert_true(e.text[0] != '\0');
}

static void
look_at_header(void)
{
	struct error e = {0};
	off_t short_by = 0;

	if (datafile_check(help_db, &short_by, &e) != ST_OK)
		assert_true(e.text[0] != '\0');
}

/* Whatever stands in the head of a page, in the places of its nodes, in those that were put first,
 * which lie at its end, or in a header of the file: it is taken as it is, or it is told. */
static void
pages_are_not_trusted(void **state)
{
	enum { PAGE = 4096, NODES = 60, LAST = 300, HEADER = 152, KEYS = 40, LARGE = 9000 };
	char path[LAB_PATH + 32], large[LARGE] = "";
	struct stat file;
	struct txn *t;
	int fd;

	(void)state;
	for (int i = 0; i < KEYS; i++) {
		char key[32];

		snprintf(key, sizeof(key), "ключ %d", i);
		put(key, "значение");
	}
	t = txn_write(help_store);
	txn_put(t, TABLE_DRAFT, slice_of("большое"), slice_make(large, LARGE));
	assert_int_equal(txn_commit(t), ST_OK);
	snprintf(path, sizeof(path), "%s/data.mdb", help_db);
	fd = open(path, O_RDWR | O_CLOEXEC);
	assert_true(fd >= 0 && fstat(fd, &file) == 0);
	assert_int_equal(pages_check(help_store, NULL), ST_OK);
	for (off_t page = 2 * PAGE; page + PAGE <= file.st_size; page += PAGE) {
		spoil(fd, page, page + NODES, look_at_pages);
		spoil(fd, page + PAGE - LAST, page + PAGE, look_at_pages);
	}
	for (off_t page = 0; page < 2 * PAGE; page += PAGE)
		spoil(fd, page, page + HEADER, look_at_header);
	assert_int_equal(pages_check(help_store, NULL), ST_OK);
	close(fd);
}

static void
a_copy_is_a_database(void **state)
{
	char dir[LAB_PATH + 64], file[LAB_PATH + 96];
	struct error e = {0};
	struct store *copy;
	struct txn *t;
	struct slice value;

	(void)state;
	put("a", "1");
	snprintf(dir, sizeof(dir), "%s/copy", help_folder);
	assert_int_equal(mkdir(dir, 0700), 0);
	snprintf(file, sizeof(file), "%s/data.mdb", dir);
	assert_int_equal(store_copy(help_store, file, &e), ST_OK);
	assert_int_equal(store_copy(help_store, file, &e), ST_REFUSED);
	pages_warm(help_store);
	copy = lab_open(dir);
	t = txn_read(copy);
	assert_true(txn_get(t, TABLE_META, slice_of("a"), &value));
	txn_abort(t);
	store_close(copy);
}

/* The program was replaced while this one has the database open: nothing more is written, and what
 * is there can still be read. */
static void
nothing_is_written_after_an_upgrade(void **state)
{
	uint64_t version;
	struct error e = {0};
	struct txn *t;

	(void)state;
	assert_int_equal(lab_put(help_store, "A1"), ST_OK);
	age_upgrade(help_store);
	version = store_version(help_store);
	assert_int_equal(lab_put(help_store, "A2"), ST_UPGRADED);
	t = txn_write(help_store);
	assert_int_equal(txn_status(t), ST_UPGRADED);
	txn_put(t, TABLE_META, slice_of("a"), slice_of("1"));
	assert_int_equal(txn_commit(t), ST_UPGRADED);
	assert_int_equal(store_version(help_store), version);
	assert_int_equal(store_explain(help_store, ST_UPGRADED, &e), ST_UPGRADED);
	assert_non_null(strstr(error_text(&e), "выйдите и войдите снова"));
	assert_true(lab_has(help_store, "A1"));
	assert_false(lab_has(help_store, "A2"));
}

/* A child that ends at once: it never comes to use the environment of its parent. */
static int
signal_of_begin(bool write)
{
	static const struct rlimit no_core = {0, 0};
	int status, null;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid > 0) {
		assert_int_equal(waitpid(pid, &status, 0), pid);
		return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
	}
	null = open("/dev/null", O_WRONLY | O_CLOEXEC);
	dup2(null, STDERR_FILENO);
	signal(SIGABRT, SIG_DFL);
	setrlimit(RLIMIT_CORE, &no_core);
	if (write)
		txn_write(help_store);
	else
		txn_read(help_store);
	_exit(0);
}

static void
a_transaction_that_is_forbidden_aborts(void **state)
{
	struct txn *t;

	(void)state;
#ifdef NDEBUG
	skip(); /* it is an assertion's doing */
#endif
	store_forbid(help_store, true);
	assert_int_equal(signal_of_begin(false), SIGABRT);
	assert_int_equal(signal_of_begin(true), SIGABRT);
	store_version(help_store); /* no transaction */
	store_forbid(help_store, false);
	t = txn_read(help_store);
	assert_int_equal(txn_status(t), ST_OK);
	txn_abort(t);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, help_make, help_remove)
	const struct CMUnitTest tests[] = {
	    TEST(rights_do_not_depend_on_the_umask),
	    TEST(an_unreadable_folder_says_why),
	    TEST(files_are_not_inherited),
	    TEST(readers_keep_their_snapshot),
	    TEST(the_first_error_sticks),
	    TEST(a_transaction_that_is_forbidden_aborts),
	    TEST(appending_takes_any_key),
	    TEST(a_tail_never_written_may_be_missing),
	    TEST(pages_are_looked_at_when_it_is_opened),
	    TEST(pages_are_not_trusted),
	    TEST(a_copy_is_a_database),
	    TEST(nothing_is_written_after_an_upgrade),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
