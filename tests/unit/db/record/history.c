/* SPDX-License-Identifier: MIT
 * db_history.c - every image a record had, on any day, also after it was removed and came back.
 */
#include "tests/lib/db_help.h"

#include "base/clock.h"
#include "base/date.h"
#include "db/record/history.h"
#include "db/record/journal.h"

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
	for (uint64_t before = 0; before < 8; before++) {
		uint64_t page[3];
		size_t count = history_stamps_before(
		    t, KIND_ORGANISATIONS, o->id, before < 7 ? before : UINT64_MAX, 3, page);
		uint64_t behind = before < 7 ? before : 7;

		assert_int_equal(count, behind < 4 ? (behind > 0 ? behind - 1 : 0) : 3);
		for (size_t i = 0; i < count; i++)
			assert_int_equal(page[i], behind - 1 - i);
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

enum { OPERATIONS = 60, DAYS = 40 };

/* Two records changed by turns, under a clock that goes on as a rule, stands at times, and is set
 * back or wrong by weeks at others; operation i + 1 is of day days[i]. */
static void
live_in_disorder(struct record *o[2], int32_t days[OPERATIONS])
{
	uint32_t random = 12345;
	int day = 0;

	for (int i = 0; i < OPERATIONS; i++) {
		char text[32];

		random = random * 1103515245 + 12345;
		if (random >> 16 & 1)
			day++;
		if ((random >> 17) % 8 == 0)
			day = (int)((random >> 20) % DAYS);
		days[i] = date_make(2026, 3, 1) + day;
		snprintf(text, sizeof(text), "2026-%02d-%02dT12:00:00", 3 + day / 31, day % 31 + 1);
		on_day(text);
		snprintf(text, sizeof(text), "Голова %d", i);
		lab_set(o[i % 3 == 0], "head", text);
		help_put(o[i % 3 == 0]);
	}
	unsetenv("METODAKTIV_NOW");
}

/* The last of the record's operations on that day or before, all looked at; 0: none. */
static uint64_t
stamp_on_by_looking(const int32_t days[OPERATIONS], int which, int32_t day)
{
	uint64_t stamp = 0;

	for (int i = 0; i < OPERATIONS; i++)
		if ((i % 3 == 0) == which && days[i] <= day)
			stamp = (uint64_t)i + 1;
	return stamp;
}

/* Every operation since the day, and no more, is met by going back run by run; how many were
 * looked at. */
static unsigned
assert_met(struct txn *t, const int32_t days[OPERATIONS], int32_t since)
{
	unsigned met = 0, looked = 0, wanted = 0;

	for (uint64_t n = journal_last(t); n > 0; n--, looked++)
		if (days[n - 1] >= since)
			met++;
		else
			n = journal_run(t, n);
	for (int i = 0; i < OPERATIONS; i++)
		wanted += days[i] >= since;
	assert_int_equal(met, wanted);
	return looked;
}

static void
assert_days_are_right(struct txn *t, struct record *const o[2], const int32_t days[OPERATIONS])
{
	for (int32_t day = date_make(2026, 2, 25); day < date_make(2026, 5, 1); day++) {
		for (int which = 0; which < 2; which++)
			assert_int_equal(history_stamp_on(t, KIND_ORGANISATIONS, o[which]->id, day),
			    stamp_on_by_looking(days, which, day));
		assert_met(t, days, day);
	}
}

static void
a_clock_set_back_hides_nothing(void **state)
{
	struct record *o[2] = {lab_organisation("Ш1"), lab_organisation("Ш2")};
	int32_t days[OPERATIONS];
	struct txn *t;

	(void)state;
	live_in_disorder(o, days);
	t = txn_write(help_store);
	assert_days_are_right(t, o, days);
	assert_true(journal_turns_are_right(t));
	assert_true(assert_met(t, days, date_make(2027, 1, 1)) < OPERATIONS / 3);
	/* a database that does not say when */
	journal_forget_turns(t);
	assert_days_are_right(t, o, days);
	assert_int_equal(assert_met(t, days, date_make(2027, 1, 1)), OPERATIONS);
	/* and one that says something else */
	txn_put(t, TABLE_META, slice_of("turns"), slice_of("\1\2\3\4\5\6\7\7"));
	assert_false(journal_turns_are_right(t));
	txn_abort(t);
	lab_verify(help_store);
	/* found anew by the row that is written next */
	t = txn_write(help_store);
	journal_forget_turns(t);
	assert_int_equal(txn_commit(t), ST_OK);
	help_put(o[0]);
	t = txn_read(help_store);
	assert_true(journal_run(t, OPERATIONS) > 1 && journal_run(t, OPERATIONS) < OPERATIONS);
	assert_true(journal_turns_are_right(t));
	txn_abort(t);
	record_free(o[0]);
	record_free(o[1]);
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
	    TEST(a_clock_set_back_hides_nothing),
	    TEST(codes_are_found_in_the_past),
	    TEST(coming_back_takes_the_tombstone),
	    TEST(operations_know_their_images),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
