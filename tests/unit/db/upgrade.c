/* SPDX-License-Identifier: MIT
 * upgrade.c - a database of an older format: who may open it, what may be done, and how it becomes
 * one of the present.
 */
#include "tests/lib/db_help.h"

#include "base/compare.h"
#include "db/record/cbor.h"
#include "db/record/columns.h"
#include "db/upgrade.h"
#include "tests/lib/ages.h"

static void
put_people(unsigned count)
{
	uint64_t organisation = help_organisation("O1");
	char code[16];

	for (unsigned i = 0; i < count; i++) {
		struct person *p;

		snprintf(code, sizeof(code), "P%u", i);
		p = help_person(code, "Иванова", organisation);
		help_put(&p->base);
		record_free(&p->base);
	}
}

/* The columns of all people, as they are stored. */
static struct buf
columns_of_people(void)
{
	struct txn *t = txn_read(help_store);
	struct buf all = {0};

	for (uint64_t block = 0; block < 3; block++)
		buf_put_slice(&all, columns_stored(t, KIND_PEOPLE, block));
	txn_abort(t);
	return all;
}

static uint64_t
operations(void)
{
	struct txn *t = txn_read(help_store);
	uint64_t last = journal_last(t);

	txn_abort(t);
	return last;
}

static void
reopen(enum status open(struct store **, const char *, struct error *))
{
	struct error e = {0};

	store_close(help_store);
	help_store = NULL;
	if (open(&help_store, help_db, &e) != ST_OK)
		fail_msg("%s", error_text(&e));
}

static void
an_older_database_is_not_opened_for_work(void **state)
{
	struct error e = {0};

	(void)state;
	put_people(1);
	age_before_facts(help_store);
	store_close(help_store);
	assert_int_equal(db_open(&help_store, help_db, &e), ST_OLDER);
	help_store = NULL;
	assert_non_null(strstr(error_text(&e), "формат 1 без сведений"));
	assert_non_null(strstr(error_text(&e), "metodaktiv upgrade"));
}

/* Not one byte of it: neither by looking nor by a write that is tried. */
static void
nobody_changes_an_older_database(void **state)
{
	struct verify_report report;
	uint64_t version;

	(void)state;
	put_people(2);
	age_before_facts(help_store);
	version = store_version(help_store);
	reopen(db_open_any);
	assert_true(lab_has(help_store, "O1"));
	assert_int_equal(verify_store(help_store, &report, NULL, NULL, NULL), ST_OK);
	assert_true(report.older);
	assert_int_equal(report.records, 3);
	assert_int_equal(lab_put(help_store, "O2"), ST_OLDER);
	assert_int_equal(store_version(help_store), version);
}

static void
the_steps_are_taken_and_journalled(void **state)
{
	struct buf before, after;
	struct format from;
	struct journal_row row;
	struct txn *t;
	uint64_t last;

	(void)state;
	put_people(70);
	before = columns_of_people();
	assert_true(before.len > 0);
	age_before_facts(help_store);
	last = operations();
	reopen(db_open_any);
	assert_int_equal(upgrade_store(help_store, &lab_actor, "upgrade", &from), ST_OK);
	assert_int_equal(from.number, 1);
	assert_int_equal(from.to_write, 0);
	reopen(db_open);
	after = columns_of_people();
	assert_true(slice_equal(buf_slice(&before), buf_slice(&after)));
	t = txn_read(help_store);
	assert_int_equal(journal_last(t), last + 1);
	assert_true(journal_get(t, last + 1, &row));
	assert_string_equal(row.operation, "upgrade");
	assert_string_equal(row.account, lab_actor.account);
	assert_non_null(strstr(row.reason, "1 без сведений для показателей → 2"));
	journal_row_free(&row);
	txn_abort(t);
	assert_false(lab_verify(help_store).older);
	buf_free(&before);
	buf_free(&after);
}

static void
what_is_present_is_left_as_it_is(void **state)
{
	uint64_t version;
	struct format from;

	(void)state;
	put_people(1);
	version = store_version(help_store);
	reopen(db_open_any);
	assert_int_equal(upgrade_store(help_store, &lab_actor, "upgrade", &from), ST_OK);
	assert_true(format_equal(&from, &format_present));
	assert_int_equal(store_version(help_store), version);
	assert_int_equal(lab_put(help_store, "O2"), ST_OK);
}

/* Keys and texts made by another comparison find nothing, or something else. */
static void
an_older_comparison_is_an_older_database(void **state)
{
	struct error e = {0};
	struct format from;

	(void)state;
	put_people(70);
	age_comparison(help_store, COMPARE_VERSION - 1);
	assert_int_equal(lab_put(help_store, "O2"), ST_OLDER);
	store_close(help_store);
	assert_int_equal(db_open(&help_store, help_db, &e), ST_OLDER);
	assert_non_null(strstr(error_text(&e), "формат 2 с прежним порядком и поиском"));
	help_store = NULL;
	if (db_open_any(&help_store, help_db, &e) != ST_OK)
		fail_msg("%s", error_text(&e));
	assert_int_equal(upgrade_store(help_store, &lab_actor, "upgrade", &from), ST_OK);
	assert_int_equal(from.comparison, COMPARE_VERSION - 1);
	reopen(db_open);
	assert_int_equal(lab_verify(help_store).faults, 0);
	assert_int_equal(lab_put(help_store, "O2"), ST_OK);
}

static void
a_newer_comparison_is_a_newer_database(void **state)
{
	struct error e = {0};

	(void)state;
	age_comparison(help_store, COMPARE_VERSION + 1);
	assert_int_equal(lab_put(help_store, "O2"), ST_UPGRADED);
	store_close(help_store);
	assert_int_equal(db_open(&help_store, help_db, &e), ST_NEWER);
	help_store = NULL;
}

static void
a_newer_one_is_not_upgraded(void **state)
{
	struct format from;

	(void)state;
	reopen(db_open_any);
	age_upgrade(help_store);
	assert_int_equal(upgrade_store(help_store, &lab_actor, "upgrade", &from), ST_UPGRADED);
}

/* A step is stopped by what is there: then nothing of it is done. */
static void
assert_is_not_upgraded(void)
{
	struct format from;
	struct txn *t;

	age_before_facts(help_store);
	reopen(db_open_any);
	assert_int_equal(upgrade_store(help_store, &lab_actor, "upgrade", &from), ST_DAMAGED);
	reopen(db_open_any);
	t = txn_read(help_store);
	assert_int_equal(format_read(t, &from), FORMAT_OLDER);
	txn_abort(t);
}

/* A record that cannot be read stops a step. */
static void
a_step_that_fails_leaves_the_old_format(void **state)
{
	struct buf key = {0};
	struct txn *t;

	(void)state;
	put_people(2);
	t = txn_write(help_store);
	key_put_id(&key, 1);
	txn_put(t, table_of(KIND_PEOPLE), buf_slice(&key), slice_of("garbage"));
	assert_int_equal(txn_commit(t), ST_OK);
	assert_is_not_upgraded();
	buf_free(&key);
}

/* Fields of an association that no program of the present has: 5 to 7 are the head of format 1, and
 * what else is there may be a newer program's. */
enum { THEIRS = 900 };

static void
put_old_association(const char *code, const struct buf *fields, size_t pairs)
{
	struct association *a = (struct association *)record_new(KIND_ASSOCIATIONS);

	lab_set(&a->base, "code", code);
	lab_set(&a->base, "name", "ММО");
	a->base.unknown = buf_slice(fields);
	a->base.unknown_pairs = pairs;
	help_put(&a->base);
	record_free(&a->base);
}

static void
put_old_head(const char *code, uint64_t person, const char *number, int64_t date)
{
	struct buf fields = {0};

	cbor_put_uint(&fields, 5);
	cbor_put_uint(&fields, person);
	cbor_put_uint(&fields, 6);
	cbor_put_text(&fields, number, strlen(number));
	cbor_put_uint(&fields, 7);
	cbor_put_int(&fields, date);
	cbor_put_uint(&fields, THEIRS);
	cbor_put_bool(&fields, true);
	put_old_association(code, &fields, 4);
	buf_free(&fields);
}

static uint64_t
put_order(const char *code, const char *number, int32_t date)
{
	struct order *o = (struct order *)record_new(KIND_ORDERS);
	uint64_t id;

	lab_set(&o->base, "code", code);
	lab_set(&o->base, "number", number);
	lab_set(&o->base, "subject", "О руководителях");
	o->kind = 3; /* руководитель ММО */
	o->date = date;
	help_put(&o->base);
	id = o->base.id;
	record_free(&o->base);
	return id;
}

/* Of the number and the day an order of the register has they are a head by that order; what a
 * newer program has written besides stays. */
static void
a_head_of_before_is_a_row(void **state)
{
	const int32_t day = date_make(2024, 9, 2);
	struct association_head *h = (struct association_head *)record_new(KIND_ASSOCIATION_HEADS);
	struct record *r = record_new(KIND_ASSOCIATIONS);
	struct buf theirs = {0};
	struct format from;
	uint64_t order;
	struct txn *t;

	(void)state;
	put_people(1);
	put_order("D1", "12-од", day - 1);
	put_order("D2", "13-од", day);
	order = put_order("D3", "12-од", day);
	put_old_head("A1", 1, "12-од", day);
	put_old_head("A2", 0, "", day);
	age_before_facts(help_store);
	reopen(db_open_any);
	assert_int_equal(upgrade_store(help_store, &lab_actor, "upgrade", &from), ST_OK);
	reopen(db_open);
	cbor_put_uint(&theirs, THEIRS);
	cbor_put_bool(&theirs, true);
	t = txn_read(help_store);
	assert_true(records_get(t, 1, &h->base));
	assert_int_equal(h->association, 1);
	assert_int_equal(h->person, 1);
	assert_int_equal(h->from, day);
	assert_int_equal(h->order, order);
	assert_false(records_get(t, 2, &h->base));
	for (uint64_t id = 1; id <= 2; id++) {
		assert_true(records_get(t, id, r));
		assert_true(slice_equal(r->unknown, buf_slice(&theirs)));
	}
	txn_abort(t);
	assert_int_equal(lab_verify(help_store).faults, 0);
	record_free(&h->base);
	record_free(r);
	buf_free(&theirs);
}

/* A day that is none stops the step: neither the head nor the association is guessed at. */
static void
a_head_that_cannot_be_read_stops_the_step(void **state)
{
	(void)state;
	put_people(1);
	put_old_head("A1", 1, "12-од", INT64_C(1) << 40);
	assert_is_not_upgraded();
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, help_make, help_remove)
	const struct CMUnitTest tests[] = {
	    TEST(an_older_database_is_not_opened_for_work),
	    TEST(nobody_changes_an_older_database),
	    TEST(the_steps_are_taken_and_journalled),
	    TEST(what_is_present_is_left_as_it_is),
	    TEST(an_older_comparison_is_an_older_database),
	    TEST(a_newer_comparison_is_a_newer_database),
	    TEST(a_newer_one_is_not_upgraded),
	    TEST(a_step_that_fails_leaves_the_old_format),
	    TEST(a_head_of_before_is_a_row),
	    TEST(a_head_that_cannot_be_read_stops_the_step),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
