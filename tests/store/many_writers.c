/* SPDX-License-Identifier: MIT
 * many_writers.c - eight processes write at once: nothing is lost, nothing counted twice.
 *
 * STORE_WRITES is how many operations each of them makes (25; the full run takes 300).
 */
#include "tests/lib/lab.h"

enum { WRITERS = 8 };

static const char shared_code[] = "SHARED";

static void
put_code(char out[32], unsigned writer, uint32_t number)
{
	snprintf(out, 32, "W%u-%u", writer, number);
}

/* In one operation: an organisation of its own, and one more in the count that all of them keep. A
 * conflict means somebody was faster: read again, and again add one. */
static enum status
write_one(struct store *st, const char *code)
{
	struct record *shared = record_new(KIND_ORGANISATIONS), *own = lab_organisation(code);
	const struct field *count = field_find(KIND_ORGANISATIONS, "phone");
	struct txn *t = txn_read(st);
	uint64_t id = records_find(t, KIND_ORGANISATIONS, slice_of(shared_code));
	bool found = records_get(t, id, shared);
	struct change *c;
	char text[16];

	txn_abort(t);
	if (!found)
		_exit(5);
	snprintf(text, sizeof(text), "%d", atoi(record_text(shared, count)) + 1);
	record_set_text(shared, count, text, strlen(text));
	c = change_new(st, &lab_actor, "save", "");
	change_put(c, shared);
	change_put(c, own);
	record_free(shared);
	record_free(own);
	return change_commit(c, NULL, NULL);
}

static void
write_all(const char *dir, int out, unsigned writer)
{
	uint32_t writes = lab_count("STORE_WRITES", 25);
	enum status status;
	struct error e = {0};
	struct store *st;
	char code[32];

	if (db_open(&st, dir, &e) != ST_OK)
		_exit(3);
	for (uint32_t i = 1; i <= writes; i++) {
		put_code(code, writer, i);
		do
			status = write_one(st, code);
		while (status == ST_CONFLICT);
		if (status != ST_OK)
			_exit(4);
		lab_acknowledge(out, i);
	}
	store_close(st);
}

static void
check_sums(struct store *st, unsigned writes)
{
	struct record *shared = record_new(KIND_ORGANISATIONS);
	struct txn *t = txn_read(st);
	uint64_t id = records_find(t, KIND_ORGANISATIONS, slice_of(shared_code));

	assert_true(records_get(t, id, shared));
	assert_int_equal(
	    atoi(record_text(shared, field_find(KIND_ORGANISATIONS, "phone"))), WRITERS * writes);
	/* one row for each operation that succeeded, none for those that met a conflict */
	assert_int_equal(journal_last(t), WRITERS * writes + 1);
	assert_int_equal(records_count(t, KIND_ORGANISATIONS), WRITERS * writes + 1);
	txn_abort(t);
	record_free(shared);
}

static void
test_all_at_once(void **state)
{
	unsigned writes = lab_count("STORE_WRITES", 25);
	struct lab_child children[WRITERS];
	struct store *st;
	char dir[LAB_PATH], code[32];

	(void)state;
	lab_folder(dir);
	st = lab_create(dir);
	assert_int_equal(lab_put(st, shared_code), ST_OK);
	store_close(st);
	for (unsigned i = 0; i < WRITERS; i++)
		children[i] = lab_start(write_all, dir, i);
	for (unsigned i = 0; i < WRITERS; i++)
		lab_finish(&children[i]);
	st = lab_open(dir);
	for (unsigned i = 0; i < WRITERS; i++) {
		assert_int_equal(children[i].acked, writes);
		for (uint32_t n = 1; n <= writes; n++) {
			put_code(code, i, n);
			assert_true(lab_has(st, code));
		}
	}
	check_sums(st, writes);
	assert_int_equal(lab_verify(st).records, WRITERS * writes + 1);
	store_close(st);
	lab_remove(dir);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_all_at_once)};

	return cmocka_run_group_tests_name("many writers", tests, NULL, NULL);
}
