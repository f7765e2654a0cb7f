/* SPDX-License-Identifier: MIT
 * db_history.c - every image a record had, on any day, also after it was removed and came back.
 */
#include "tests/lib/db_help.h"

#include "db/record/history.h"

static void
on_day(const char *time)
{
	setenv("METODAKTIV_NOW", time, 1);
}

/* Written on 1 March, changed on the 2nd and, twice, the 4th, removed on the 6th, back on the 8th.
 */
static void
live_through(struct record *o)
{
	struct change *c;

	on_day("2026-03-01T10:00:00");
	help_put(o);
	on_day("2026-03-02T23:59:59");
	lab_set(o, "head", "Второе");
	help_put(o);
	on_day("2026-03-04T00:00:00");
	lab_set(o, "head", "Третье");
	help_put(o);
	on_day("2026-03-04T01:00:00");
	lab_set(o, "head", "Четвёртое");
	lab_set(o, "code", "НОВЫЙ");
	help_put(o);
	on_day("2026-03-06T12:00:00");
	c = help_change("remove");
	change_remove(c, KIND_ORGANISATIONS, o->id, o->stamp);
	o->stamp = help_commit(c);
	on_day("2026-03-08T12:00:00");
	help_put(o);
	unsetenv("METODAKTIV_NOW");
}

static void
every_image_is_there(void **state)
{
	static const char *const heads[] = {"", "Второе", "Третье", "Четвёртое", NULL, "Четвёртое"};
	struct record *o = lab_organisation("Ш1"), *read = record_new(KIND_ORGANISATIONS);
	uint64_t *stamps;
	struct txn *t;
	bool deleted;

	(void)state;
	live_through(o);
	t = txn_read(help_store);
	assert_int_equal(history_stamps(t, KIND_ORGANISATIONS, o->id, &stamps), 6);
	for (uint64_t i = 0; i < 6; i++) {
		assert_int_equal(stamps[i], i + 1);
		assert_int_equal(history_get(t, o->id, i + 1, read, &deleted), heads[i] != NULL);
		assert_int_equal(deleted, heads[i] == NULL);
		if (heads[i] != NULL) {
			assert_string_equal(
			    record_text(read, field_find(KIND_ORGANISATIONS, "head")), heads[i]);
			assert_int_equal(read->stamp, i + 1);
			assert_int_equal(read->id, o->id);
		}
	}
	free(stamps);
	assert_false(history_get(t, o->id, 7, read, NULL));
	assert_false(history_get(t, o->id + 1, 1, read, NULL));
	assert_int_equal(history_stamps(t, KIND_ORGANISATIONS, 55, &stamps), 0);
	free(stamps);
	txn_abort(t);
	lab_verify(help_store);
	record_free(o);
	record_free(read);
}

static void
on_a_day_the_last_image_of_that_day_holds(void **state)
{
	static const uint64_t stamps[] = {0, 1, 2, 2, 4, 4, 5, 5, 6, 6};
	struct record *o = lab_organisation("Ш1");
	struct txn *t;

	(void)state;
	live_through(o);
	t = txn_read(help_store);
	for (int day = 0; day < 10; day++)
		assert_int_equal(
		    history_stamp_on(t, KIND_ORGANISATIONS, o->id, date_make(2026, 2, 28) + day),
		    stamps[day]);
	assert_int_equal(history_stamp_on(t, KIND_PEOPLE, o->id, date_make(2026, 4, 1)), 0);
	txn_abort(t);
	record_free(o);
}

static void
codes_are_found_in_the_past(void **state)
{
	struct record *o = lab_organisation("Ш1"), *other = lab_organisation("Ш1");
	struct change *c;
	struct txn *t;

	(void)state;
	live_through(o);
	t = txn_read(help_store);
	assert_int_equal(history_find_code(t, KIND_ORGANISATIONS, slice_of("НОВЫЙ")), o->id);
	assert_int_equal(history_find_code(t, KIND_ORGANISATIONS, slice_of("Ш1")), o->id);
	assert_int_equal(history_find_code(t, KIND_ORGANISATIONS, slice_of("Ш")), 0);
	assert_int_equal(history_find_code(t, KIND_PEOPLE, slice_of("Ш1")), 0);
	assert_int_equal(history_find_code(t, KIND_VOTES, slice_of("Ш1")), 0);
	txn_abort(t);
	/* the code goes to another record, which then goes away: it was the last to have it */
	help_put(other);
	c = help_change("remove");
	change_remove(c, KIND_ORGANISATIONS, other->id, other->stamp);
	help_commit(c);
	t = txn_read(help_store);
	assert_int_equal(history_find_code(t, KIND_ORGANISATIONS, slice_of("Ш1")), other->id);
	txn_abort(t);
	record_free(o);
	record_free(other);
}

/* A removed record comes back only to those who know of its removal. */
static void
coming_back_takes_the_tombstone(void **state)
{
	struct record *o = lab_organisation("Ш1");
	struct change *c;
	uint64_t before;

	(void)state;
	before = help_put(o);
	c = help_change("remove");
	change_remove(c, KIND_ORGANISATIONS, o->id, before);
	assert_int_equal(help_commit(c), 2);
	c = help_change("save");
	change_put(c, o); /* still with the stamp of its last image */
	assert_int_equal(change_commit(c, NULL, NULL), ST_CONFLICT);
	o->stamp = 2;
	assert_int_equal(help_put(o), 3);
	assert_true(lab_has(help_store, "Ш1"));
	record_free(o);
}

struct seen {
	size_t count[KIND_COUNT];
	uint64_t sum, stamp;
};

static void
see(void *context, enum kind kind, uint64_t id, uint64_t stamp)
{
	struct seen *seen = context;

	seen->count[kind]++;
	seen->sum += id;
	assert_int_equal(stamp, seen->stamp);
}

/* Both ways: the touched records stand in the journal's row, or all images are looked through. */
static void
operations_know_their_images(void **state)
{
	static const uint64_t sizes[] = {3, 1000};

	(void)state;
	for (size_t s = 0; s < 2; s++) {
		struct change *c = help_change("import");
		struct seen seen = {0};
		uint64_t expected = 0;
		char code[32];
		struct txn *t;

		for (uint64_t i = 0; i < sizes[s]; i++) {
			struct record *o;

			snprintf(code, sizeof(code), "Ш%zu-%llu", s, (unsigned long long)i);
			o = lab_organisation(code);
			change_put(c, o);
			expected += o->id;
			record_free(o);
		}
		seen.stamp = help_commit(c);
		/* one of them superseded, one removed since */
		c = help_change("save");
		change_remove(c, KIND_ORGANISATIONS, s * 3 + 1, seen.stamp);
		help_commit(c);
		t = txn_read(help_store);
		history_of_operation(t, seen.stamp, see, &seen);
		assert_int_equal(seen.count[KIND_ORGANISATIONS], sizes[s]);
		assert_int_equal(seen.sum, expected);
		seen = (struct seen){.stamp = seen.stamp + 1};
		history_of_operation(t, seen.stamp, see, &seen);
		assert_int_equal(seen.count[KIND_ORGANISATIONS], 1);
		history_of_operation(t, 12345, see, &seen);
		assert_int_equal(seen.count[KIND_ORGANISATIONS], 1);
		txn_abort(t);
	}
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, help_make, help_remove)
	const struct CMUnitTest tests[] = {
	    TEST(every_image_is_there),
	    TEST(on_a_day_the_last_image_of_that_day_holds),
	    TEST(codes_are_found_in_the_past),
	    TEST(coming_back_takes_the_tombstone),
	    TEST(operations_know_their_images),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
