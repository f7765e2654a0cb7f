/* SPDX-License-Identifier: MIT
 * backup_restore.c - copies while another process writes, the way back, and copies that went bad.
 */
#include "tests/lib/lab.h"

#include "db/record/account.h"
#include "db/admin/backup.h"
#include "db/record/draft.h"

static char base[LAB_PATH], db[LAB_PATH + 16], file[LAB_PATH + 16], other[LAB_PATH + 16];

static int
make_folders(void **state)
{
	(void)state;
	lab_folder(base);
	snprintf(db, sizeof(db), "%s/db", base);
	snprintf(file, sizeof(file), "%s/copy.metodaktiv", base);
	snprintf(other, sizeof(other), "%s/other", base);
	return 0;
}

static int
remove_folders(void **state)
{
	(void)state;
	lab_remove(base);
	return 0;
}

static void
put_code(char out[32], uint32_t number)
{
	snprintf(out, 32, "B%u", number);
}

static void
put_some(struct store *st, uint32_t count)
{
	char code[32];

	for (uint32_t i = 1; i <= count; i++) {
		put_code(code, i);
		assert_int_equal(lab_put(st, code), ST_OK);
	}
}

static void
make_backup(struct store *st)
{
	struct error e = {0};

	if (backup_make(st, file, NULL, NULL, &e) != ST_OK)
		fail_msg("backup_make: %s", error_text(&e));
}

static void
restore(const char *dir)
{
	struct error e = {0};

	if (backup_restore(file, dir, NULL, slice_of(""), &e) != ST_OK)
		fail_msg("backup_restore: %s", error_text(&e));
}

/* Every table, every row. */
static void
assert_equal_contents(struct store *a, struct store *b)
{
	struct txn *ta = txn_read(a), *tb = txn_read(b);

	for (int table = 0; table < TABLE_COUNT; table++) {
		struct cursor *ca = cursor_open(ta, (enum table)table),
			      *cb = cursor_open(tb, (enum table)table);
		bool more = cursor_first(ca);

		assert_int_equal(cursor_first(cb), more);
		while (more) {
			assert_true(slice_equal(cursor_key(ca), cursor_key(cb)));
			assert_true(slice_equal(cursor_value(ca), cursor_value(cb)));
			more = cursor_next(ca);
			assert_int_equal(cursor_next(cb), more);
		}
		cursor_close(ca);
		cursor_close(cb);
	}
	assert_int_equal(txn_status(ta), ST_OK);
	assert_int_equal(txn_status(tb), ST_OK);
	txn_abort(ta);
	txn_abort(tb);
}

static void
test_equal_contents(void **state)
{
	struct account account = {
	    .name = "clerk", .full_name = "Озерская Анна", .role = "administrator"};
	struct draft_field fields[] = {{"surname", "Озе"}};
	struct draft draft = {.of = draft_of_form(KIND_PEOPLE, 0), .fields = fields, .count = 1};
	struct store *st = lab_create(db), *copy;
	struct change *c = change_new(st, &lab_actor, "user", "");
	struct stat s;

	(void)state;
	account_stage(c, &account, slice_of(""));
	assert_int_equal(change_commit(c, NULL, NULL), ST_OK);
	put_some(st, 200);
	assert_int_equal(draft_save(st, "clerk", &draft, NULL), ST_OK);
	make_backup(st);
	assert_int_equal(lab_entries(base), 2); /* db and the copy: nothing temporary is left */
	assert_int_equal(stat(file, &s), 0);
	assert_int_equal(s.st_mode & 0777, 0600); /* personal data: the maker's alone */
	restore(other);
	assert_int_equal(stat(other, &s), 0);
	assert_int_equal(s.st_mode & 07777, 02770);
	copy = lab_open(other);
	assert_equal_contents(st, copy);
	assert_int_equal(lab_verify(copy).records, 200);
	/* It is a database like any other. */
	assert_int_equal(lab_put(copy, "AFTER"), ST_OK);
	lab_verify(copy);
	store_close(copy);
	store_close(st);
}

static void
write_on(const char *dir, int out, unsigned round)
{
	struct error e = {0};
	struct store *st;
	char code[32];

	(void)round;
	if (db_open(&st, dir, &e) != ST_OK)
		_exit(3);
	for (uint32_t i = 1;; i++) {
		put_code(code, i);
		if (lab_put(st, code) != ST_OK)
			_exit(4);
		lab_acknowledge(out, i);
	}
}

/* What was saved before the copy began is in it; it is sound whenever it was made. */
static void
test_while_another_writes(void **state)
{
	unsigned rounds = lab_count("STORE_BACKUPS", 5);
	struct lab_child writer;
	struct store *st, *copy;
	char code[32];

	(void)state;
	store_close(lab_create(db));
	writer = lab_start(write_on, db, 0);
	st = lab_open(db);
	for (unsigned round = 0; round < rounds; round++) {
		uint32_t before;

		lab_wait_for(&writer, writer.acked + 20);
		before = writer.acked;
		make_backup(st);
		restore(other);
		copy = lab_open(other);
		for (uint32_t i = 1; i <= before; i++) {
			put_code(code, i);
			assert_true(lab_has(copy, code));
		}
		lab_verify(copy);
		store_close(copy);
		lab_remove(other);
		assert_int_equal(unlink(file), 0);
	}
	lab_kill(&writer);
	lab_verify(st);
	store_close(st);
}

static void
assert_restore_refused(const char *dir, enum status wanted)
{
	struct error e = {0};
	enum status status = backup_restore(file, dir, NULL, slice_of(""), &e);

	if (status != wanted)
		fail_msg("status %d (%s), wanted %d", status, error_text(&e), wanted);
	assert_int_equal(e.status, wanted);
	assert_string_not_equal(e.text, "");
}

static void
flip(off_t at, unsigned char mask)
{
	FILE *f = fopen(file, "r+");
	int byte;

	assert_non_null(f);
	assert_int_equal(fseeko(f, at, SEEK_SET), 0);
	byte = fgetc(f);
	assert_int_not_equal(byte, EOF);
	assert_int_equal(fseeko(f, at, SEEK_SET), 0);
	fputc(byte ^ mask, f);
	assert_int_equal(fclose(f), 0);
}

/* A flipped bit anywhere: in a header, a page, unused room, the seal. */
static void
test_flipped_bits(void **state)
{
	unsigned flips = lab_count("STORE_FLIPS", 200);
	struct store *st = lab_create(db);
	struct stat s;
	char inside[LAB_PATH + 32];

	(void)state;
	put_some(st, 60);
	make_backup(st);
	store_close(st);
	assert_int_equal(stat(file, &s), 0);
	snprintf(inside, sizeof(inside), "%s/a/b", other);
	srand(1);
	for (unsigned i = 0; i < flips; i++) {
		off_t at = i < 64 ? s.st_size - 1 - i : i < 128 ? i - 64 : rand() % s.st_size;
		unsigned char mask = (unsigned char)(1 << rand() % 8);
		struct error e = {0};
		enum status status;

		flip(at, mask);
		status = backup_restore(file, inside, NULL, slice_of(""), &e);
		if (status != ST_DAMAGED && status != ST_FOREIGN)
			fail_msg("a flip at %lld of %lld went through", (long long)at,
			    (long long)s.st_size);
		assert_int_equal(access(other, F_OK), -1); /* nothing is left behind */
		flip(at, mask);
	}
	restore(inside);
	lab_verify_dir(inside);
}

static void
test_truncated(void **state)
{
	struct store *st = lab_create(db);
	struct stat s;

	(void)state;
	put_some(st, 60);
	make_backup(st);
	store_close(st);
	assert_int_equal(stat(file, &s), 0);
	for (off_t length = s.st_size - 1; length > 0; length -= s.st_size / 8) {
		assert_int_equal(truncate(file, length), 0);
		assert_restore_refused(other, length > 100 ? ST_DAMAGED : ST_FOREIGN);
		assert_int_equal(access(other, F_OK), -1);
	}
	assert_int_equal(truncate(file, 0), 0);
	assert_restore_refused(other, ST_FOREIGN);
}

/* Where no folder can be made, nothing is restored, and that is said. */
static void
test_no_place_to_restore_to(void **state)
{
	struct store *st = lab_create(db);
	char inside[LAB_PATH + 32];
	FILE *f;

	(void)state;
	put_some(st, 3);
	make_backup(st);
	store_close(st);
	f = fopen(other, "w");
	assert_non_null(f);
	assert_int_equal(fclose(f), 0);
	assert_restore_refused(other, ST_REFUSED); /* a file */
	snprintf(inside, sizeof(inside), "%s/db", other);
	assert_restore_refused(inside, ST_SYSTEM); /* in a file */
	assert_restore_refused("/proc/self/db", ST_SYSTEM);
	assert_int_equal(unlink(other), 0);
}

/* What a restore that was killed has left stands in nobody's way; that of a living one does. */
static void
test_killed_restore(void **state)
{
	char nest[LAB_PATH + 64], data[LAB_PATH + 96];
	struct store *st = lab_create(db);
	pid_t pid = fork();
	FILE *f;

	(void)state;
	if (pid == 0)
		_exit(0);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	put_some(st, 3);
	make_backup(st);
	store_close(st);
	assert_int_equal(mkdir(other, 0700), 0);
	for (int living = 1; living >= 0; living--) {
		snprintf(nest, sizeof(nest), "%s/restore.tmp-%ld", other,
		    (long)(living ? getppid() : pid));
		snprintf(data, sizeof(data), "%s/data.mdb", nest);
		assert_int_equal(mkdir(nest, 0700), 0);
		f = fopen(data, "w");
		assert_non_null(f);
		assert_int_equal(fclose(f), 0);
		if (living) {
			assert_restore_refused(other, ST_REFUSED);
			lab_remove(nest);
		}
	}
	restore(other);
	assert_int_equal(access(nest, F_OK), -1);
	lab_verify_dir(other);
}

static void
test_not_a_backup(void **state)
{
	FILE *f;

	(void)state;
	assert_restore_refused(other, ST_SYSTEM); /* no such file */
	f = fopen(file, "w");
	assert_non_null(f);
	for (int i = 0; i < 5000; i++)
		fputs("код;название\n", f);
	assert_int_equal(fclose(f), 0);
	assert_restore_refused(other, ST_FOREIGN);
	assert_int_equal(unlink(file), 0);
	assert_int_equal(mkdir(file, 0700), 0);
	assert_restore_refused(other, ST_FOREIGN); /* a folder */
	assert_int_equal(access(other, F_OK), -1);
}

/* A copy of a database that cannot be sealed as sound is not made. */
static void
test_unsound_is_not_copied(void **state)
{
	struct store *st = lab_create(db);
	struct error e = {0};
	struct txn *t;

	(void)state;
	put_some(st, 3);
	t = txn_write(st);
	txn_put(t, TABLE_INDEX, slice_of("no such index entry"), slice_of(""));
	assert_int_equal(txn_commit(t), ST_OK);
	assert_int_equal(backup_make(st, file, NULL, NULL, &e), ST_DAMAGED);
	assert_string_not_equal(e.text, "");
	assert_int_equal(lab_entries(base), 1);
	store_close(st);
}

static void
test_never_over_another(void **state)
{
	struct store *st = lab_create(db);
	struct error e = {0};

	(void)state;
	put_some(st, 3);
	make_backup(st);
	assert_int_equal(backup_make(st, file, NULL, NULL, &e), ST_REFUSED);
	assert_non_null(strstr(e.text, file));
	store_close(st);
	assert_restore_refused(db, ST_REFUSED);
	restore(other);
	assert_restore_refused(other, ST_REFUSED);
	lab_verify_dir(db);
	lab_verify_dir(other);
}

/* Into an empty folder that is there already: it is given the rights of a database's folder. */
static void
test_into_an_empty_folder(void **state)
{
	struct store *st = lab_create(db);
	struct stat s;

	(void)state;
	put_some(st, 3);
	make_backup(st);
	store_close(st);
	assert_int_equal(mkdir(other, 0750), 0);
	flip(5000, 1);
	assert_restore_refused(other, ST_DAMAGED);
	assert_int_equal(lab_entries(other), 0);
	flip(5000, 1);
	restore(other);
	assert_int_equal(stat(other, &s), 0);
	assert_int_equal(s.st_mode & 07777, 02770);
	lab_verify_dir(other);
}

#define IN_FOLDERS(test) cmocka_unit_test_setup_teardown(test, make_folders, remove_folders)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    IN_FOLDERS(test_equal_contents),
	    IN_FOLDERS(test_while_another_writes),
	    IN_FOLDERS(test_flipped_bits),
	    IN_FOLDERS(test_truncated),
	    IN_FOLDERS(test_not_a_backup),
	    IN_FOLDERS(test_no_place_to_restore_to),
	    IN_FOLDERS(test_killed_restore),
	    IN_FOLDERS(test_unsound_is_not_copied),
	    IN_FOLDERS(test_never_over_another),
	    IN_FOLDERS(test_into_an_empty_folder),
	};

	return cmocka_run_group_tests_name("backup and restore", tests, NULL, NULL);
}
