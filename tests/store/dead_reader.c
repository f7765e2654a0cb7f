/* SPDX-License-Identifier: MIT
 * dead_reader.c - a reader killed in the middle of its transaction must not make the file grow for
 * ever.
 */
#include "tests/lib/lab.h"

enum { SETTLE = 100, UPDATES = 150 };

static void
read_forever(const char *dir, int out, unsigned round)
{
	struct error e = {0};
	struct store *st;
	struct txn *t;
	struct slice value;

	(void)round;
	if (db_open(&st, dir, &e) != ST_OK)
		_exit(3);
	t = txn_read(st);
	if (!txn_get(t, TABLE_META, slice_of("format"), &value))
		_exit(4);
	lab_acknowledge(out, 1);
	for (;;)
		pause();
}

/* The same record again and again: the file grows only when old pages cannot be used again. History
 * would grow with every operation of the register, so the bare store is written to. */
static void
update(struct store *st, unsigned times)
{
	char bytes[1200];

	for (unsigned i = 0; i < times; i++) {
		struct txn *t = txn_write(st);

		memset(bytes, (int)('a' + i % 26), sizeof(bytes));
		for (int key = 0; key < 8; key++)
			txn_put(t, TABLE_DRAFT, slice_make(&key, sizeof(key)),
			    slice_make(bytes, sizeof(bytes)));
		assert_int_equal(txn_commit(t), ST_OK);
	}
}

static uint64_t
used(const struct store *st)
{
	struct store_size size;

	store_size(st, &size);
	return size.used_bytes;
}

static void
test_space_comes_back(void **state)
{
	struct lab_child reader;
	struct store_size size;
	struct store *st;
	uint64_t settled, held, freed;
	char dir[LAB_PATH];

	(void)state;
	lab_folder(dir);
	store_close(lab_create(dir));
	reader = lab_start(read_forever, dir, 0);
	lab_wait_for(&reader, 1);

	st = lab_open(dir);
	settled = used(st);
	update(st, UPDATES);
	held = used(st);
	assert_true(
	    held > 4 * settled); /* the reader holds every page; else this test shows nothing */
	lab_kill(&reader);
	store_check_readers(st);
	update(st, SETTLE); /* the pages given back are taken first */
	freed = used(st);
	assert_true(freed <= held + held / 10);
	update(st, UPDATES);
	assert_int_equal(used(st), freed);
	store_size(st, &size);
	assert_true(size.readers <= 2);
	store_close(st);
	lab_remove(dir);
}

/* Opening forgets the dead as well. */
static void
test_open_forgets_the_dead(void **state)
{
	struct lab_child readers[8];
	struct store *st;
	uint64_t before;
	char dir[LAB_PATH];

	(void)state;
	lab_folder(dir);
	store_close(lab_create(dir));
	for (unsigned i = 0; i < 8; i++)
		readers[i] = lab_start(read_forever, dir, i);
	for (unsigned i = 0; i < 8; i++)
		lab_wait_for(&readers[i], 1);
	for (unsigned i = 0; i < 8; i++)
		lab_kill(&readers[i]);
	st = lab_open(dir);
	update(st, SETTLE);
	before = used(st);
	update(st, UPDATES);
	assert_int_equal(used(st), before);
	store_close(st);
	lab_remove(dir);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_space_comes_back),
	    cmocka_unit_test(test_open_forgets_the_dead),
	};

	return cmocka_run_group_tests_name("dead readers", tests, NULL, NULL);
}
