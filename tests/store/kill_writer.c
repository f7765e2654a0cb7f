/* SPDX-License-Identifier: MIT
 * kill_writer.c - kill -9 a writer at any moment: what it acknowledged is there and whole.
 *
 * STORE_KILLS is how many writers die (60; the full run takes 500).
 */
#include "tests/lib/lab.h"

#include <time.h>

enum { MOMENT_US = 3000, MOST_RECORDS = 20 };

static void
put_code(char out[32], unsigned round, uint32_t number)
{
	snprintf(out, 32, "K%u-%u", round, number);
}

/* Write until killed: a new organisation, and one that the round before left is changed with it. */
static void
write_forever(const char *dir, int out, unsigned round)
{
	struct error e = {0};
	struct store *st;
	char code[32];

	if (db_open(&st, dir, &e) != ST_OK)
		_exit(3);
	for (uint32_t i = 1;; i++) {
		put_code(code, round, i);
		if (lab_put(st, code) != ST_OK)
			_exit(4);
		lab_acknowledge(out, i);
	}
}

/* Any moment of a commit, from a seed, so that a failure can be had again. */
static void
wait_a_moment(unsigned us)
{
	struct timespec t = {.tv_nsec = (long)us * 1000};

	nanosleep(&t, NULL);
}

static void
check_round(const char *dir, unsigned round, uint32_t acked, size_t *total)
{
	struct store *st = lab_open(dir);
	char code[32];
	size_t records;

	for (uint32_t i = 1; i <= acked; i++) {
		put_code(code, round, i);
		if (!lab_has(st, code))
			fail_msg("round %u: %s was acknowledged and is lost", round, code);
	}
	records = lab_records(st);
	/* One may be written whose acknowledgement the kill cut off. */
	assert_in_range(records, *total + acked, *total + acked + 1);
	if (records == *total + acked + 1) {
		put_code(code, round, acked + 1);
		assert_true(lab_has(st, code));
	}
	*total = records;
	lab_verify(st);
	store_close(st);
}

/* It dies between its records, in the middle of one, and (moments 0) while it opens the store. */
static void
test_killed_anywhere(void **state)
{
	unsigned rounds = lab_count("STORE_KILLS", 60);
	char dir[LAB_PATH];
	size_t total = 0;

	(void)state;
	srand(1);
	lab_folder(dir);
	store_close(lab_create(dir));
	for (unsigned round = 0; round < rounds; round++) {
		struct lab_child child = lab_start(write_forever, dir, round);

		if (round % 4 != 0)
			lab_wait_for(&child, (uint32_t)rand() % MOST_RECORDS);
		wait_a_moment((unsigned)rand() % MOMENT_US);
		lab_kill(&child);
		check_round(dir, round, child.acked, &total);
	}
	assert_true(total >= rounds);
	lab_remove(dir);
}

/* A writer dies, maybe with the lock in its hands: the other one goes on. */
static void
test_the_other_goes_on(void **state)
{
	unsigned rounds = lab_count("STORE_KILLS", 60) / 6;
	struct lab_child living;
	char dir[LAB_PATH];

	(void)state;
	srand(2);
	lab_folder(dir);
	store_close(lab_create(dir));
	living = lab_start(write_forever, dir, 0);
	for (unsigned round = 1; round <= rounds; round++) {
		struct lab_child dying = lab_start(write_forever, dir, round);

		lab_wait_for(&dying, 1);
		wait_a_moment((unsigned)rand() % MOMENT_US);
		lab_kill(&dying);
		lab_wait_for(&living, living.acked + 3);
	}
	lab_kill(&living);
	lab_verify_dir(dir);
	lab_remove(dir);
}

/* Killed while it makes the database: either there is a whole one, or it can be made anew. */
static void
create_only(const char *dir, int out, unsigned round)
{
	struct error e = {0};
	struct store *st;

	(void)round;
	if (db_create(&st, dir, NULL, NULL, &e) != ST_OK)
		_exit(3);
	lab_acknowledge(out, 1);
	store_close(st);
}

static void
test_killed_while_creating(void **state)
{
	unsigned rounds = lab_count("STORE_KILLS", 60) / 3;
	char base[LAB_PATH], dir[LAB_PATH + 8];
	struct error e = {0};
	struct store *st;

	(void)state;
	srand(3);
	lab_folder(base);
	snprintf(dir, sizeof(dir), "%s/db", base);
	for (unsigned round = 0; round < rounds; round++) {
		struct lab_child child = lab_start(create_only, dir, round);
		enum status status;
		int ended;

		wait_a_moment((unsigned)rand() % MOMENT_US);
		assert_int_equal(kill(child.pid, SIGKILL), 0);
		while (lab_read_ack(&child, LAB_PATIENCE))
			;
		ended = lab_wait(&child);
		assert_true(WIFSIGNALED(ended) || WEXITSTATUS(ended) == 0);
		status = db_open(&st, dir, &e);
		if (child.acked == 1)
			assert_int_equal(status, ST_OK);
		if (status == ST_OK) {
			lab_verify(st);
			store_close(st);
		} else {
			/* never taken for somebody else's, and the sentence says what to do */
			assert_true(
			    status == ST_NODB || status == ST_DAMAGED || status == ST_FOREIGN);
			assert_string_not_equal(error_text(&e), "");
		}
		if (access(dir, F_OK) == 0)
			lab_remove(dir);
	}
	lab_remove(base);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_killed_anywhere),
	    cmocka_unit_test(test_the_other_goes_on),
	    cmocka_unit_test(test_killed_while_creating),
	};

	return cmocka_run_group_tests_name("kill -9 of a writer", tests, NULL, NULL);
}
