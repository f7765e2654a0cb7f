/* SPDX-License-Identifier: MIT
 * db_backup.c - the seal of a backup, and files that are written whole or not at all.
 */
#include "tests/lib/lab.h"

#include <fcntl.h>
#include <sys/resource.h>

#include "base/outfile.h"
#include "base/reason.h"
#include "db/admin/backup.h"
#include "db/admin/secret.h"
#include "db/lmdb/file.h"

static char base[LAB_PATH], db[LAB_PATH + 16], file[LAB_PATH + 16], other[LAB_PATH + 32];
static struct store *st;

static int
make_all(void **state)
{
	(void)state;
	lab_folder(base);
	snprintf(db, sizeof(db), "%s/db", base);
	snprintf(file, sizeof(file), "%s/copy", base);
	snprintf(other, sizeof(other), "%s/other", base);
	st = lab_create(db);
	return 0;
}

static int
remove_all(void **state)
{
	(void)state;
	store_close(st);
	lab_remove(base);
	return 0;
}

static char *
file_in(const char *dir, const char *name, char out[LAB_PATH + 32])
{
	snprintf(out, LAB_PATH + 32, "%s/%s", dir, name);
	return out;
}

static void
test_empty_database(void **state)
{
	(void)state;
	assert_int_equal(backup_make(st, file, NULL, NULL, NULL), ST_OK);
	assert_int_equal(backup_restore(file, other, NULL, slice_of(""), NULL), ST_OK);
	lab_verify_dir(other);
}

/* "…" metodaktiv-copy1, length, hash: at the end of the file. */
static void
test_seal(void **state)
{
	struct buf bytes = {0};

	(void)state;
	assert_int_equal(backup_make(st, file, NULL, NULL, NULL), ST_OK);
	assert_true(file_read_whole(file, SIZE_MAX, &bytes));
	assert_true(bytes.len > 56);
	assert_memory_equal(bytes.data + bytes.len - 56, "metodaktiv-copy1", 16);
	assert_int_equal(be_read(bytes.data + bytes.len - 40, 8), bytes.len - 56);
	buf_free(&bytes);
}

static void
test_bytes_behind_the_seal(void **state)
{
	struct error e = {0};
	FILE *f;

	(void)state;
	assert_int_equal(backup_make(st, file, NULL, NULL, NULL), ST_OK);
	f = fopen(file, "a");
	assert_non_null(f);
	fputc(0, f);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(backup_restore(file, other, NULL, slice_of(""), &e), ST_DAMAGED);
	assert_non_null(strstr(e.text, file));
	assert_int_equal(access(other, F_OK), -1);
}

/* What is told names the file that was given, not the one it was unpacked to. */
static void
test_damage_under_a_password(void **state)
{
	char secret[LAB_PATH + 32];
	struct error e = {0};
	FILE *f;

	(void)state;
	assert_int_equal(backup_make(st, file, NULL, NULL, NULL), ST_OK);
	f = fopen(file, "r+");
	assert_non_null(f);
	assert_int_equal(fseek(f, -57, SEEK_END), 0); /* the last byte before the seal */
	fputc('x', f);
	assert_int_equal(fclose(f), 0);
	file_in(base, "secret", secret);
	assert_int_equal(secret_put(file, secret, slice_of("тайна")), ST_OK);
	assert_int_equal(backup_restore(secret, other, NULL, slice_of("тайна"), &e), ST_DAMAGED);
	assert_non_null(strstr(e.text, "Резервная копия secret повреждена"));
}

/* The data file of another folder is no backup: nobody knows in what moment it was copied. */
static void
test_bare_data_file(void **state)
{
	char data[LAB_PATH + 32];
	struct error e = {0};

	(void)state;
	snprintf(data, sizeof(data), "%s/data.mdb", db);
	assert_int_equal(backup_restore(data, other, NULL, slice_of(""), &e), ST_DAMAGED);
	assert_int_equal(access(other, F_OK), -1);
}

static void
test_newer_backup(void **state)
{
	const unsigned char schema[] = {0, 0, 0, 9};
	struct error e = {0};
	struct txn *t = txn_write(st);

	(void)state;
	/* The store is open, so it lets us make the copy that a newer program would have made. */
	txn_put(t, TABLE_META, slice_of("schema"), slice_make(schema, sizeof(schema)));
	assert_int_equal(txn_commit(t), ST_OK);
	assert_int_equal(backup_make(st, file, NULL, NULL, &e), ST_NEWER);
	assert_int_equal(access(file, F_OK), -1);
	assert_int_equal(lab_entries(base), 1);
}

static void
test_folder_is_missing(void **state)
{
	char nowhere[LAB_PATH + 32];
	struct error e = {0};

	(void)state;
	snprintf(nowhere, sizeof(nowhere), "%s/missing/copy", base);
	assert_int_equal(backup_make(st, nowhere, NULL, NULL, &e), ST_SYSTEM);
	assert_non_null(strstr(e.text, "missing"));
}

static void
test_relative_names(void **state)
{
	char before[4096];

	(void)state;
	assert_non_null(getcwd(before, sizeof(before)));
	assert_int_equal(chdir(base), 0);
	assert_int_equal(backup_make(st, "here", NULL, NULL, NULL), ST_OK);
	assert_int_equal(backup_restore("here", "a/b/", NULL, slice_of(""), NULL), ST_OK);
	assert_int_equal(access("a/b/data.mdb", F_OK), 0);
	assert_int_equal(truncate("here", 9000), 0);
	assert_int_equal(backup_restore("here", "a/c/d/", NULL, slice_of(""), NULL), ST_DAMAGED);
	assert_int_equal(access("a/c", F_OK), -1);
	assert_int_equal(access("a/b", F_OK), 0);
	assert_int_equal(chdir(before), 0);
}

/* A workplace with a data file in the folder of the database. */
static void
make_nest(const char *end)
{
	char dir[2 * LAB_PATH], data[2 * LAB_PATH + 16];

	snprintf(dir, sizeof(dir), "%s/backup.tmp-%s", db, end);
	snprintf(data, sizeof(data), "%s/data.mdb", dir);
	assert_int_equal(mkdir(dir, 0700), 0);
	assert_true(outfile_write(data, slice_of("x"), 0600));
}

static bool
holds_data(const char *end)
{
	char data[2 * LAB_PATH];

	snprintf(data, sizeof(data), "%s/backup.tmp-%s/data.mdb", db, end);
	return access(data, F_OK) == 0;
}

/* The number of a process that has been. */
static void
number_of_the_dead(char *out, size_t size)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	snprintf(out, size, "%ld", (long)pid);
}

/* What a backup that was killed has left, no longer than until the next one: a whole copy without
 * its password. What lives, is named otherwise or lies behind a link stays. */
static void
test_what_the_killed_leave(void **state)
{
	const struct backup_how how = {0};
	char dead[32], way[32], living[32], odd[64], link[2 * LAB_PATH], aim[2 * LAB_PATH];
	struct verify_report report;
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

	(void)state;
	number_of_the_dead(dead, sizeof(dead));
	number_of_the_dead(way, sizeof(way));
	snprintf(living, sizeof(living), "%ld", (long)getppid());
	snprintf(odd, sizeof(odd), "%s.old", dead);
	make_nest(dead);
	make_nest(living);
	make_nest(odd);
	snprintf(aim, sizeof(aim), "%s/backup.tmp-%s", db, odd);
	snprintf(link, sizeof(link), "%s/backup.tmp-%s", db, way);
	assert_int_equal(symlink(aim, link), 0);
	assert_int_equal(backup_send(st, nowhere, &how, &report, NULL), ST_OK);
	assert_false(holds_data(dead));
	assert_true(holds_data(living));
	assert_true(holds_data(odd));
	close(nowhere);
}

/* From now on no file grows beyond what the copy takes with its seal. */
static bool
limit_to_copy(void *context, uint64_t done, uint64_t total)
{
	char data[LAB_PATH + 64];
	struct rlimit limit = {.rlim_max = RLIM_INFINITY};
	struct stat s;

	(void)context, (void)done, (void)total;
	snprintf(data, sizeof(data), "%s/backup.tmp-%ld/data.mdb", db, (long)getpid());
	assert_int_equal(stat(data, &s), 0);
	limit.rlim_cur = (rlim_t)s.st_size + 56;
	return setrlimit(RLIMIT_FSIZE, &limit) == 0;
}

/* Under a password a copy is longer. What is told is why that was not written, not what came of
 * taking away the rest. */
static void
test_reason_of_not_sending(void **state)
{
	const struct rlimit none = {.rlim_cur = RLIM_INFINITY, .rlim_max = RLIM_INFINITY};
	const struct backup_how how = {.password = slice_of("тайна"), .progress = limit_to_copy};
	struct verify_report report;
	struct error e = {0};

	(void)state;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(backup_send(st, STDERR_FILENO, &how, &report, &e), ST_REFUSED);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
	assert_non_null(strstr(e.text, reason_of(EFBIG).text));
}

static bool
stop_at_once(void *context, size_t done, size_t total)
{
	(void)context, (void)done, (void)total;
	return false;
}

static void
test_stopped(void **state)
{
	const struct backup_how how = {.progress = stop_at_once};
	struct error e = {0};
	struct backup *b = NULL;

	(void)state;
	assert_int_equal(backup_make(st, file, &how, NULL, &e), ST_CANCELLED);
	assert_non_null(strstr(e.text, "прервали"));
	assert_int_equal(lab_entries(base), 1);
	assert_int_equal(backup_make(st, file, NULL, NULL, NULL), ST_OK);
	assert_int_equal(backup_open(&b, file, base, stop_at_once, NULL, &e), ST_CANCELLED);
	assert_null(b);
	assert_non_null(strstr(e.text, "прервана"));
	assert_int_equal(lab_entries(base), 2);
}

/* Somebody else's, of the same name, while ours was verified. */
static bool
be_quicker(void *context, size_t done, size_t total)
{
	(void)done, (void)total;
	assert_true(outfile_write(context, slice_of("theirs"), 0600));
	return true;
}

static void
test_a_file_that_came_meanwhile(void **state)
{
	const struct backup_how how = {.progress = be_quicker, .context = file};
	struct error e = {0};
	struct buf bytes = {0};

	(void)state;
	assert_int_equal(backup_make(st, file, &how, NULL, &e), ST_REFUSED);
	assert_non_null(strstr(e.text, "уже есть"));
	assert_true(file_read_whole(file, 100, &bytes));
	assert_string_equal(buf_text(&bytes), "theirs");
	assert_int_equal(lab_entries(base), 2);
	buf_free(&bytes);
}

/* A data file no program of ours has made, or none at all, is told before it is opened. */
static void
test_what_lies_in_the_place_of_a_database(void **state)
{
	char data[LAB_PATH + 64], aim[LAB_PATH + 64];
	struct store *other_store = NULL;
	struct error e = {0};

	(void)state;
	snprintf(data, sizeof(data), "%s/data.mdb", db);
	snprintf(aim, sizeof(aim), "%s/moved.mdb", base);
	assert_int_equal(rename(data, aim), 0);
	assert_int_equal(symlink(aim, data), 0);
	assert_int_equal(db_open(&other_store, db, &e), ST_FOREIGN);
	assert_non_null(strstr(e.text, "символическая ссылка"));
	assert_int_equal(unlink(data), 0);
	assert_int_equal(mkfifo(data, 0600), 0);
	assert_int_equal(db_open(&other_store, db, &e), ST_FOREIGN);
	assert_non_null(strstr(e.text, "не файл базы"));
	assert_int_equal(unlink(data), 0);
	assert_int_equal(db_open(&other_store, aim, &e), ST_NODB);
	assert_int_equal(rename(aim, data), 0);
}

static void
test_whole_files(void **state)
{
	struct buf bytes = {0};
	struct stat s;

	(void)state;
	assert_true(outfile_write(file_in(base, "note", other), slice_of("one"), 0600));
	assert_true(outfile_write(file_in(base, "note", other), slice_of("two"), 0600));
	assert_true(file_read_whole(file_in(base, "note", other), 100, &bytes));
	assert_string_equal(buf_text(&bytes), "two");
	assert_int_equal(stat(other, &s), 0);
	assert_int_equal(s.st_mode & 0777, 0600);
	buf_free(&bytes);
	assert_false(file_read_whole(other, 2, &bytes));
	assert_int_equal(errno, EFBIG);
	assert_false(file_read_whole(base, 100, &bytes));
	assert_int_equal(errno, EINVAL);
	assert_int_equal(lab_entries(base), 2);
	assert_false(outfile_write("/proc/self/nowhere/note", slice_of("x"), 0600));
	buf_free(&bytes);
}

static void
test_rename_and_folders(void **state)
{
	char from[LAB_PATH + 32], to[LAB_PATH + 32];
	struct buf parent = {0};

	(void)state;
	assert_true(outfile_write(file_in(base, "from", other), slice_of("1"), 0600));
	assert_true(outfile_write(file_in(base, "to", other), slice_of("2"), 0600));
	file_in(base, "from", from);
	file_in(base, "to", to);
	assert_false(outfile_rename_new(from, to));
	assert_int_equal(errno, EEXIST);
	assert_int_equal(unlink(to), 0);
	assert_true(outfile_rename_new(from, to));
	assert_true(file_make_dirs(file_in(base, "x/y/z", other), 0700));
	assert_true(file_make_dirs(other, 0700));
	assert_false(file_make_dirs(file_in(base, "to/y", other), 0700));
	file_put_parent(&parent, "/a");
	assert_string_equal(buf_text(&parent), "/");
	buf_clear(&parent);
	file_put_parent(&parent, "a/b");
	assert_string_equal(buf_text(&parent), "a");
	buf_clear(&parent);
	file_put_parent(&parent, "a");
	assert_string_equal(buf_text(&parent), ".");
	buf_free(&parent);
}

#define WITH_STORE(test) cmocka_unit_test_setup_teardown(test, make_all, remove_all)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WITH_STORE(test_empty_database),
	    WITH_STORE(test_seal),
	    WITH_STORE(test_bytes_behind_the_seal),
	    WITH_STORE(test_damage_under_a_password),
	    WITH_STORE(test_bare_data_file),
	    WITH_STORE(test_newer_backup),
	    WITH_STORE(test_folder_is_missing),
	    WITH_STORE(test_relative_names),
	    WITH_STORE(test_what_the_killed_leave),
	    WITH_STORE(test_reason_of_not_sending),
	    WITH_STORE(test_stopped),
	    WITH_STORE(test_a_file_that_came_meanwhile),
	    WITH_STORE(test_what_lies_in_the_place_of_a_database),
	    WITH_STORE(test_whole_files),
	    WITH_STORE(test_rename_and_folders),
	};

	return cmocka_run_group_tests_name("backup files", tests, NULL, NULL);
}
