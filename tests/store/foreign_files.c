/* SPDX-License-Identifier: MIT
 * foreign_files.c - what is not our database, or not whole, or too new, is refused with what to do.
 */
#include "tests/lib/lab.h"

#include <fcntl.h>

#include "base/utf8.h"
#include "db/lmdb/file.h"

enum { CUTS = 40 };

static char folder[LAB_PATH], data_file[LAB_PATH + 16];

static int
make_folder(void **state)
{
	(void)state;
	lab_folder(folder);
	snprintf(data_file, sizeof(data_file), "%s/data.mdb", folder);
	return 0;
}

static int
remove_folder(void **state)
{
	(void)state;
	chmod(folder, 0700);
	lab_remove(folder);
	return 0;
}

static void
write_file(const void *bytes, size_t len)
{
	FILE *f = fopen(data_file, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, len, f), len);
	assert_int_equal(fclose(f), 0);
}

/* Refused so, with a sentence that says more than the status does. */
static void
assert_refused(enum status wanted)
{
	struct error e = {0};
	struct store *st = NULL;
	enum status status = db_open(&st, folder, &e);

	if (status != wanted)
		fail_msg("status %d (%s), wanted %d", status, error_text(&e), wanted);
	assert_int_equal(e.status, wanted);
	assert_true(utf8_count(e.text) > utf8_count(status_text(wanted)));
	assert_non_null(strstr(e.text, folder));
}

static void
test_nothing_there(void **state)
{
	struct error e = {0};
	struct store *st;
	char missing[LAB_PATH + 16];

	(void)state;
	assert_refused(ST_NODB);
	assert_int_equal(access(data_file, F_OK), -1); /* looking must not make a database */
	snprintf(missing, sizeof(missing), "%s/missing", folder);
	assert_int_equal(db_open(&st, missing, &e), ST_NODB);
	assert_int_equal(access(missing, F_OK), -1);
}

static void
test_garbage(void **state)
{
	char bytes[20000];

	(void)state;
	write_file("", 0);
	assert_refused(ST_DAMAGED);
	srand(1);
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char)rand();
	write_file(bytes, sizeof(bytes));
	assert_refused(ST_FOREIGN);
	memset(bytes, 0, sizeof(bytes));
	write_file(bytes, sizeof(bytes));
	assert_refused(ST_FOREIGN);
	memcpy(bytes, "SQLite format 3", 16);
	write_file(bytes, sizeof(bytes));
	assert_refused(ST_FOREIGN);
}

/* Cut anywhere, and never an end by SIGBUS. A tail of pages that were given back may be missing:
 * then all of the database must be there. */
static void
test_truncated(void **state)
{
	struct store *st = lab_create(folder);
	struct buf whole = {0};
	struct error e = {0};
	unsigned refused = 0;
	char code[16];

	(void)state;
	for (int i = 0; i < 50; i++) {
		snprintf(code, sizeof(code), "T%d", i);
		assert_int_equal(lab_put(st, code), ST_OK);
	}
	store_close(st);
	assert_true(file_read_whole(data_file, SIZE_MAX, &whole));
	for (size_t cut = 1; cut < CUTS; cut++) {
		write_file(whole.data, whole.len / CUTS * cut);
		if (db_open(&st, folder, &e) == ST_OK) {
			assert_int_equal(lab_verify(st).records, 50);
			store_close(st);
		} else {
			assert_refused(ST_DAMAGED);
			refused++;
		}
	}
	assert_true(refused > CUTS / 2);
	write_file(whole.data, 100);
	assert_refused(ST_DAMAGED);
	buf_free(&whole);
}

static void
put_meta(const char *key, const void *value, size_t len)
{
	struct store *st = lab_open(folder);
	struct txn *t = txn_write(st);

	if (value == NULL)
		txn_delete(t, TABLE_META, slice_of(key));
	else
		txn_put(t, TABLE_META, slice_of(key), slice_make(value, len));
	assert_int_equal(txn_commit(t), ST_OK);
	store_close(st);
}

static void
test_newer_schema(void **state)
{
	const unsigned char schema[] = {0, 0, 0, 9};

	(void)state;
	store_close(lab_create(folder));
	put_meta("schema", schema, sizeof(schema));
	assert_refused(ST_NEWER);
}

static void
test_unknown_features(void **state)
{
	unsigned char features[16] = {0};

	(void)state;
	store_close(lab_create(folder));
	features[3] = 0x10; /* needed to read */
	put_meta("features", features, sizeof(features));
	assert_refused(ST_NEWER);
}

static void
test_unknown_features_to_write(void **state)
{
	unsigned char features[16] = {0};

	(void)state;
	store_close(lab_create(folder));
	features[8] = 0x80; /* the highest bit: none that we know */
	put_meta("features", features, sizeof(features));
	assert_refused(ST_NEWER);
}

static void
test_another_program(void **state)
{
	(void)state;
	store_close(lab_create(folder));
	put_meta("format", "somebody else", 13);
	assert_refused(ST_FOREIGN);
}

static void
test_no_format_at_all(void **state)
{
	(void)state;
	store_close(lab_create(folder));
	put_meta("format", NULL, 0);
	assert_refused(ST_FOREIGN);
}

/* As a user without rights; root has to become one first. */
static void
try_as_nobody(const char *dir, int out, unsigned round)
{
	struct error e = {0};
	struct store *st;
	enum status status;

	(void)round;
	if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
		_exit(3);
	status = db_open(&st, dir, &e);
	lab_acknowledge(out, 1 + (uint32_t)status);
	if (strstr(e.text, "прав") == NULL)
		_exit(4);
}

static void
test_no_rights(void **state)
{
	struct lab_child child;

	(void)state;
	store_close(lab_create(folder));
	assert_int_equal(chmod(data_file, geteuid() == 0 ? 0600 : 0000), 0);
	assert_int_equal(chmod(folder, 0755), 0);
	child = lab_start(try_as_nobody, folder, 0);
	lab_finish(&child);
	assert_int_equal(child.acked, 1 + ST_SYSTEM);
	assert_int_equal(chmod(data_file, 0660), 0);
	lab_verify_dir(folder);
}

/* The second of two: refused, and the first one's database untouched. */
static void
test_create_over_another(void **state)
{
	struct error e = {0};
	struct store *st = NULL, *other = NULL;

	(void)state;
	st = lab_create(folder);
	assert_int_equal(lab_put(st, "FIRST"), ST_OK);
	store_close(st);
	assert_int_equal(db_create(&other, folder, NULL, NULL, &e), ST_REFUSED);
	st = lab_open(folder);
	assert_true(lab_has(st, "FIRST"));
	store_close(st);
}

static void
test_create_leaves_nothing(void **state)
{
	char inside[LAB_PATH + 32];
	struct error e = {0};
	struct store *st;

	(void)state;
	write_file("", 0); /* a file stands where a folder should be made */
	snprintf(inside, sizeof(inside), "%s/data.mdb/db", folder);
	assert_int_equal(db_create(&st, inside, NULL, NULL, &e), ST_SYSTEM);
	assert_string_not_equal(e.text, "");
	assert_int_equal(unlink(data_file), 0);
	assert_int_equal(rmdir(folder), 0); /* it is empty */
	assert_int_equal(mkdir(folder, 0700), 0);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    IN_FOLDER(test_nothing_there),
	    IN_FOLDER(test_garbage),
	    IN_FOLDER(test_truncated),
	    IN_FOLDER(test_newer_schema),
	    IN_FOLDER(test_unknown_features),
	    IN_FOLDER(test_unknown_features_to_write),
	    IN_FOLDER(test_another_program),
	    IN_FOLDER(test_no_format_at_all),
	    IN_FOLDER(test_no_rights),
	    IN_FOLDER(test_create_over_another),
	    IN_FOLDER(test_create_leaves_nothing),
	};

	return cmocka_run_group_tests_name("foreign files", tests, NULL, NULL);
}
