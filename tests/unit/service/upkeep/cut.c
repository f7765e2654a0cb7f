/* SPDX-License-Identifier: MIT
 * cut.c - init and upgrade cut off before each call that changes a file, by kill -9 and by the
 * power: afterwards the database is as before or as after, and the same command goes through.
 *
 * The calls are our own here, in front of the C library's. When the power goes, what was written
 * since the file's last sync is on the disk or not: none of it, or every other write, or every
 * other block of 512 bytes. One way for each call every day; CUT_ROUNDS=4 tries all of them.
 */
#include "tests/lib/lab.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/uio.h>

#include "base/date.h"
#include "base/outfile.h"
#include "db/lmdb/file.h"
#include "db/record/cbor.h"
#include "service/core/session.h"
#include "service/upkeep/upgrade.h"
#include "tests/lib/ages.h"
#include "tests/lib/visitor_help.h"

enum loss { KILLED, LOSE_ALL, LOSE_WRITES, LOSE_BLOCKS, LOSSES };
enum { BLOCK = 512, MOST_CALLS = 400 };

/* One write that the disk need not have yet. */
struct unsynced {
	int fd;
	ino_t file;
	off_t at;
	size_t len;
	unsigned char *before; /* what stood there */
	struct unsynced *older;
};

static unsigned calls_left; /* 0: nothing is cut off */
static enum loss loss;
static struct unsynced *newest;

static void
put_back(const struct unsynced *u)
{
	static unsigned turn;

	for (size_t i = 0; i < u->len; i += BLOCK) {
		size_t len = u->len - i < BLOCK ? u->len - i : BLOCK;

		if (loss == LOSE_ALL || (loss == LOSE_BLOCKS && turn++ % 2 == 0) ||
		    (loss == LOSE_WRITES && turn % 2 == 0))
			syscall(SYS_pwrite64, u->fd, u->before + i, len, u->at + (off_t)i);
	}
	turn += loss == LOSE_WRITES;
}

/* Each call that changes a file comes by here. */
static void
pass(void)
{
	if (calls_left == 0 || --calls_left > 0)
		return;
	for (; loss != KILLED && newest != NULL; newest = newest->older)
		put_back(newest);
	kill(getpid(), SIGKILL);
}

static void
note_write(int fd, off_t at, size_t len)
{
	struct unsynced *u;
	struct stat file;

	if (calls_left == 0 || fstat(fd, &file) != 0 || !S_ISREG(file.st_mode))
		return;
	pass();
	if ((fcntl(fd, F_GETFL) & O_DSYNC) != 0)
		return;
	u = xcalloc(1, sizeof(*u));
	*u = (struct unsynced){
	    .fd = fd, .file = file.st_ino, .at = at, .len = len, .before = xcalloc(1, len)};
	(void)!syscall(SYS_pread64, fd, u->before, len, at);
	u->older = newest;
	newest = u;
}

static void
note_sync(int fd)
{
	struct stat file;

	if (calls_left == 0)
		return;
	pass();
	if (fstat(fd, &file) != 0)
		return;
	for (struct unsynced **u = &newest; *u != NULL;)
		if ((*u)->file == file.st_ino)
			*u = (*u)->older;
		else
			u = &(*u)->older;
}

ssize_t
pwrite(int fd, const void *bytes, size_t len, off_t at)
{
	note_write(fd, at, len);
	return syscall(SYS_pwrite64, fd, bytes, len, at);
}

ssize_t
write(int fd, const void *bytes, size_t len)
{
	note_write(fd, lseek(fd, 0, SEEK_CUR), len);
	return syscall(SYS_write, fd, bytes, len);
}

ssize_t
writev(int fd, const struct iovec *parts, int count)
{
	size_t len = 0;

	for (int i = 0; i < count; i++)
		len += parts[i].iov_len;
	note_write(fd, lseek(fd, 0, SEEK_CUR), len);
	return syscall(SYS_writev, fd, parts, count);
}

int
fdatasync(int fd)
{
	note_sync(fd);
	return 0; /* no power fails here */
}

int
fsync(int fd)
{
	note_sync(fd);
	return 0;
}

int
ftruncate(int fd, off_t len)
{
	pass();
	return (int)syscall(SYS_ftruncate, fd, len);
}

int
mkdir(const char *path, mode_t mode)
{
	pass();
	return (int)syscall(SYS_mkdir, path, mode);
}

int
rmdir(const char *path)
{
	pass();
	return (int)syscall(SYS_rmdir, path);
}

int
unlink(const char *path)
{
	pass();
	return (int)syscall(SYS_unlink, path);
}

/* Returns 0 when it has ended well. */
typedef int deed(const char *dir);

/* Do it in a process of its own, which is cut off before its nth call; false: it came to an end. */
static bool
cut_off(deed *d, const char *dir, unsigned nth, enum loss how)
{
	pid_t pid = fork();
	int ended;

	assert_true(pid >= 0);
	if (pid == 0) {
		calls_left = nth;
		loss = how;
		ended = d(dir);
		calls_left = 0;
		_exit(ended);
	}
	assert_int_equal(waitpid(pid, &ended, 0), pid);
	if (WIFSIGNALED(ended)) {
		assert_int_equal(WTERMSIG(ended), SIGKILL);
		return true;
	}
	assert_int_equal(WEXITSTATUS(ended), 0);
	return false;
}

static int
init(const char *dir)
{
	struct session *s;
	struct error e = {0};
	enum status st = session_create(&s,
	    &(struct new_database){.dir = dir, .profile = "profiles/kuznetsk.conf"}, AS("lead"),
	    &e);

	if (st != ST_OK)
		fprintf(stderr, "%s\n", error_text(&e));
	else
		session_close(s);
	return st != ST_OK;
}

/* Nothing was made, and init goes through; or it was made, and works. */
static void
check_init(const char *dir)
{
	struct session *s;
	struct error e = {0};
	enum status st = session_open(&s, dir, AS("lead"), &e);

	if (st == ST_NODB) {
		assert_int_equal(init(dir), 0);
		st = session_open(&s, dir, AS("lead"), &e);
	}
	if (st != ST_OK)
		fail_msg("%s", error_text(&e));
	session_close(s);
	lab_verify_dir(dir);
	/* data.mdb, lock.mdb, and at the very end a folder with nothing of anybody in it */
	assert_in_range(lab_entries(dir), 2, 3);
}

static void
a_cut_init_is_none(void **state)
{
	char base[LAB_PATH], dir[LAB_PATH + 8];

	(void)state;
	lab_folder(base);
	snprintf(dir, sizeof(dir), "%s/db", base);
	for (unsigned round = 0; round < lab_count("CUT_ROUNDS", 1); round++) {
		unsigned n = 1;

		for (; cut_off(init, dir, n, (n + round) % LOSSES); n++) {
			check_init(dir);
			lab_remove(dir);
			assert_in_range(n, 1, MOST_CALLS);
		}
		assert_in_range(n, 10, MOST_CALLS); /* the calls are seen */
		lab_remove(dir);
	}
	lab_remove(base);
}

static int
upgrade(const char *dir)
{
	struct session *s;
	struct upgrade done = {0};
	struct error e = {0};
	enum status st = session_open_any(&s, dir, AS("lead"), &e);

	if (st != ST_OK)
		return 2;
	st = upgrade_database(s, &done, &e);
	session_close(s);
	buf_free(&done.copy);
	return st != ST_OK;
}

/* An association of format 1 with its head and the head's order. */
static void
put_old_association(struct store *st, uint64_t person)
{
	struct change *c = change_new(st, &lab_actor, "save", "");
	struct record *r = record_new(KIND_ASSOCIATIONS);
	struct buf fields = {0};

	lab_set(r, "code", "A1");
	lab_set(r, "name", "ММО учителей математики");
	((struct association *)r)->level = 1;
	cbor_put_uint(&fields, 5);
	cbor_put_uint(&fields, person);
	cbor_put_uint(&fields, 6);
	cbor_put_text(&fields, "7-од", strlen("7-од"));
	cbor_put_uint(&fields, 7);
	cbor_put_int(&fields, date_make(2025, 9, 1));
	r->unknown.data = buf_text(&fields);
	r->unknown.len = fields.len;
	r->unknown_pairs = 3;
	change_put(c, r);
	assert_int_equal(change_commit(c, NULL, NULL), ST_OK);
	record_free(r);
	buf_free(&fields);
}

static uint64_t
put_person(struct store *st)
{
	struct change *c = change_new(st, &lab_actor, "save", "");
	struct record *o = lab_organisation("O1"), *p = record_new(KIND_PEOPLE);
	uint64_t id;

	change_put(c, o);
	lab_set(p, "code", "P1");
	lab_set(p, "surname", "Озерская");
	lab_set(p, "given_name", "Анна");
	((struct person *)p)->organisation = o->id;
	change_put(c, p);
	id = p->id;
	assert_int_equal(change_commit(c, NULL, NULL), ST_OK);
	record_free(o);
	record_free(p);
	return id;
}

static void
make_old(const char *dir, char file[LAB_PATH + 32])
{
	struct store *st;

	assert_int_equal(init(dir), 0);
	st = lab_open(dir);
	put_old_association(st, put_person(st));
	age_before_facts(st);
	store_close(st);
	snprintf(file, LAB_PATH + 32, "%s/data.mdb", dir);
}

/* The old one and nothing of the new, or the new one. */
static bool
is_upgraded(const char *dir)
{
	struct store *st;
	struct error e = {0};
	struct format f;
	struct txn *t;
	bool upgraded;
	size_t heads;

	if (db_open_any(&st, dir, &e) != ST_OK)
		fail_msg("%s", error_text(&e));
	lab_verify(st);
	t = txn_read(st);
	upgraded = format_read(t, &f) == FORMAT_PRESENT;
	heads = records_count(t, KIND_ASSOCIATION_HEADS);
	txn_abort(t);
	store_close(st);
	assert_int_equal(heads, upgraded ? 1 : 0);
	return upgraded;
}

static void
a_cut_upgrade_is_none(void **state)
{
	char base[LAB_PATH], dir[LAB_PATH + 8], old[LAB_PATH + 32], kept[LAB_PATH + 8];
	struct stat file;

	(void)state;
	lab_folder(base);
	snprintf(dir, sizeof(dir), "%s/db", base);
	snprintf(kept, sizeof(kept), "%s/kept", base);
	make_old(dir, old);
	assert_int_equal(stat(old, &file), 0);
	assert_true(file_copy(old, kept, (uint64_t)file.st_size, 0600));
	for (unsigned round = 0; round < lab_count("CUT_ROUNDS", 1); round++) {
		for (unsigned n = 1; cut_off(upgrade, dir, n, (n + round) % LOSSES); n++) {
			assert_in_range(n, 1, MOST_CALLS);
			if (!is_upgraded(dir)) {
				assert_int_equal(upgrade(dir), 0);
				assert_true(is_upgraded(dir));
			}
			lab_remove(dir);
			assert_int_equal(mkdir(dir, 0700), 0);
			assert_true(file_copy(kept, old, (uint64_t)file.st_size, 0600));
		}
		assert_true(is_upgraded(dir));
		lab_remove(dir);
		assert_int_equal(mkdir(dir, 0700), 0);
		assert_true(file_copy(kept, old, (uint64_t)file.st_size, 0600));
	}
	lab_remove(base);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_cut_init_is_none),
	    cmocka_unit_test(a_cut_upgrade_is_none),
	};

	return cmocka_run_group_tests_name("cut off anywhere", tests, NULL, NULL);
}
