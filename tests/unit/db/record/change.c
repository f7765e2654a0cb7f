/* SPDX-License-Identifier: MIT
 * db_change.c - operations: what is written together, what is refused, what the journal says.
 */
#include "base/clock.h"
#include "tests/lib/db_help.h"

#include "db/record/journal.h"
#include "db/record/search.h"
#include "db/admin/verify.h"

static uint64_t
find(enum kind kind, const char *code)
{
	struct txn *t = txn_read(help_store);
	uint64_t id = records_find(t, kind, slice_of(code));

	txn_abort(t);
	return id;
}

static size_t
count(enum kind kind)
{
	struct txn *t = txn_read(help_store);
	size_t n = records_count(t, kind);

	txn_abort(t);
	return n;
}

static void
assert_refused(struct change *c, enum status wanted, struct change_obstacle expected)
{
	struct change_obstacle obstacle = {0};
	uint64_t version = store_version(help_store), stamp = 1;

	assert_int_equal(change_commit(c, &stamp, &obstacle), wanted);
	assert_int_equal(stamp, 0);
	assert_int_equal(obstacle.kind, expected.kind);
	assert_int_equal(obstacle.id, expected.id);
	assert_int_equal(obstacle.other, expected.other);
	assert_int_equal(obstacle.other_kind, expected.other_kind);
	assert_int_equal(store_version(help_store), version);
	lab_verify(help_store);
}

static enum status
say_no(void *context, struct txn *t)
{
	/* The number of the transaction that would write is behind the last one's. */
	*(uint64_t *)context = txn_version(t);
	return ST_REFUSED;
}

static enum status
say_yes(void *context, struct txn *t)
{
	*(size_t *)context = records_count(t, KIND_ORGANISATIONS);
	return ST_OK;
}

static void
a_guard_may_stop_a_change(void **state)
{
	struct change *c = help_change("save");
	struct record *o = lab_organisation("Ш1");
	uint64_t number = 0;
	size_t seen = 99;

	(void)state;
	change_put(c, o);
	change_set_guard(c, say_no, &number);
	assert_refused(c, ST_REFUSED, (struct change_obstacle){0});
	assert_int_equal(number, store_version(help_store) + 1);
	assert_int_equal(count(KIND_ORGANISATIONS), 0);
	c = help_change("save");
	o->id = 0;
	change_put(c, o);
	change_set_guard(c, say_yes, &seen);
	assert_int_equal(help_commit(c), 1);
	assert_int_equal(seen, 0); /* asked before anything was written */
	record_free(o);
	lab_verify(help_store);
}

static void
one_operation_writes_all(void **state)
{
	struct change *c = help_change("import");
	struct record *o = lab_organisation("Ш1"), *read;
	struct person *p;
	struct txn *t;

	(void)state;
	assert_int_equal(change_next_id(c, KIND_ORGANISATIONS), 1);
	change_put(c, o);
	assert_int_equal(o->id, 1);
	p = help_person("П1", "Ёлкина", o->id);
	change_put(c, &p->base);
	assert_int_equal(change_size(c), 2);
	assert_int_equal(help_commit(c), 1);

	read = record_new(KIND_PEOPLE);
	t = txn_read(help_store);
	assert_true(records_get(t, p->base.id, read));
	assert_true(record_equal(read, &p->base));
	assert_int_equal(read->stamp, 1);
	assert_int_equal(read->id, p->base.id);
	assert_int_equal(records_find_same(t, &p->base), p->base.id);
	assert_int_equal(records_find(t, KIND_PEOPLE, slice_of("П")), 0);
	assert_false(records_get(t, 99, read));
	txn_abort(t);
	lab_verify(help_store);
	record_free(o);
	record_free(read);
	record_free(&p->base);
}

static void
an_empty_change_writes_nothing(void **state)
{
	uint64_t version = store_version(help_store), stamp = 7;

	(void)state;
	assert_int_equal(change_commit(help_change("save"), &stamp, NULL), ST_OK);
	assert_int_equal(stamp, 0);
	assert_int_equal(store_version(help_store), version);
	change_free(help_change("given up"));
	change_free(NULL);
}

static void
the_second_writer_gets_a_conflict(void **state)
{
	struct record *mine = lab_organisation("Ш1"), *theirs;
	struct change *c;

	(void)state;
	help_put(mine);
	theirs = record_dup(mine);
	lab_set(theirs, "head", "Первый");
	help_put(theirs);
	lab_set(mine, "head", "Второй");
	c = help_change("save");
	change_put(c, mine);
	assert_refused(
	    c, ST_CONFLICT, (struct change_obstacle){.kind = KIND_ORGANISATIONS, .id = 1});
	c = help_change("remove");
	change_remove(c, KIND_ORGANISATIONS, mine->id, mine->stamp);
	assert_refused(
	    c, ST_CONFLICT, (struct change_obstacle){.kind = KIND_ORGANISATIONS, .id = 1});
	/* a record that never was */
	c = help_change("remove");
	change_remove(c, KIND_PEOPLE, 5, 1);
	assert_refused(c, ST_CONFLICT, (struct change_obstacle){.kind = KIND_PEOPLE, .id = 5});
	record_free(mine);
	record_free(theirs);
}

/* Two changes give out the same new id; and a change that only asked for one must still see that a
 * record of that number has been made meanwhile. */
static void
new_ids_taken_meanwhile_are_a_conflict(void **state)
{
	struct record *a = lab_organisation("Ш1"), *b = lab_organisation("Ш2"),
		      *c3 = lab_organisation("Ш3");
	struct change *first = help_change("save"), *second = help_change("save"),
		      *third = help_change("save");

	(void)state;
	change_put(first, a);
	change_put(second, b);
	assert_int_equal(a->id, b->id);
	assert_int_equal(change_next_id(third, KIND_ORGANISATIONS), 1);
	help_commit(first);
	assert_refused(
	    second, ST_CONFLICT, (struct change_obstacle){.kind = KIND_ORGANISATIONS, .id = 1});
	c3->id = 1;
	c3->stamp = 77;
	change_put(third, c3);
	assert_refused(
	    third, ST_CONFLICT, (struct change_obstacle){.kind = KIND_ORGANISATIONS, .id = 1});
	assert_int_equal(find(KIND_ORGANISATIONS, "Ш1"), 1);
	assert_int_equal(find(KIND_ORGANISATIONS, "Ш2"), 0);
	record_free(a);
	record_free(b);
	record_free(c3);
}

static void
keys_are_unique(void **state)
{
	struct record *a = lab_organisation("Ш1"), *b = lab_organisation("Ш1");
	struct change *c = help_change("import");

	(void)state;
	change_put(c, a);
	change_put(c, b);
	assert_refused(c, ST_INVALID,
	    (struct change_obstacle){
		.kind = KIND_ORGANISATIONS, .id = 2, .other = 1, .other_kind = KIND_ORGANISATIONS});
	a->id = 0;
	help_put(a);
	b->id = 0;
	c = help_change("save");
	change_put(c, b);
	assert_refused(c, ST_INVALID,
	    (struct change_obstacle){
		.kind = KIND_ORGANISATIONS, .id = 2, .other = 1, .other_kind = KIND_ORGANISATIONS});
	/* Ш10 begins with Ш1 and is another code */
	record_free(b);
	b = lab_organisation("Ш10");
	help_put(b);
	assert_int_equal(find(KIND_ORGANISATIONS, "Ш1"), 1);
	assert_int_equal(find(KIND_ORGANISATIONS, "Ш10"), 2);
	record_free(a);
	record_free(b);
}

/* Codes passed on in a ring inside one operation: the old keys go before the new ones come. */
static void
keys_may_be_swapped(void **state)
{
	struct record *a = lab_organisation("Ш1"), *b = lab_organisation("Ш2");
	struct change *c;

	(void)state;
	help_put(a);
	help_put(b);
	lab_set(a, "code", "Ш2");
	lab_set(b, "code", "Ш1");
	c = help_change("save");
	change_put(c, a);
	change_put(c, b);
	help_commit(c);
	assert_int_equal(find(KIND_ORGANISATIONS, "Ш2"), a->id);
	assert_int_equal(find(KIND_ORGANISATIONS, "Ш1"), b->id);
	lab_verify(help_store);
	record_free(a);
	record_free(b);
}

static void
references_must_lead_somewhere(void **state)
{
	uint64_t school = help_organisation("Ш1");
	struct person *p = help_person("П1", "Ёлкина", school + 1);
	struct change *c = help_change("save");

	(void)state;
	change_put(c, &p->base);
	assert_refused(c, ST_INVALID, (struct change_obstacle){.kind = KIND_PEOPLE, .id = 1});
	p->base.id = 0;
	p->organisation = school;
	help_put(&p->base);
	/* removed together with what it refers to is fine, alone it is not */
	c = help_change("remove");
	change_remove(c, KIND_ORGANISATIONS, school, 1);
	assert_refused(c, ST_INVALID,
	    (struct change_obstacle){.kind = KIND_ORGANISATIONS,
		.id = school,
		.other = p->base.id,
		.other_kind = KIND_PEOPLE});
	c = help_change("remove");
	change_remove(c, KIND_ORGANISATIONS, school, 1);
	change_remove(c, KIND_PEOPLE, p->base.id, p->base.stamp);
	help_commit(c);
	assert_int_equal(count(KIND_PEOPLE) + count(KIND_ORGANISATIONS), 0);
	lab_verify(help_store);
	record_free(&p->base);
}

/* The one who refers is moved to another record, or the one referred to goes, in one operation. */
static void
references_are_those_of_the_end(void **state)
{
	uint64_t old = help_organisation("Ш1"), other = help_organisation("Ш2");
	struct person *p = help_person("П1", "Ёлкина", old);
	struct change *c;

	(void)state;
	help_put(&p->base);
	p->organisation = other;
	c = help_change("save");
	change_put(c, &p->base);
	change_remove(c, KIND_ORGANISATIONS, old, 1);
	p->base.stamp = help_commit(c);
	p->organisation = old;
	c = help_change("save");
	change_put(c, &p->base);
	assert_refused(
	    c, ST_INVALID, (struct change_obstacle){.kind = KIND_PEOPLE, .id = p->base.id});
	record_free(&p->base);
}

static void
of_one_record_the_last_image_counts(void **state)
{
	struct record *a = lab_organisation("Ш1"), *b = lab_organisation("Ш2");
	struct change *c = help_change("save");
	struct record *read = record_new(KIND_ORGANISATIONS);
	struct txn *t;

	(void)state;
	change_put(c, a);
	change_put(c, b);
	lab_set(a, "code", "Ш3");
	change_put(c, a);
	change_remove(c, KIND_ORGANISATIONS, b->id, 0); /* never was */
	help_commit(c);
	assert_int_equal(count(KIND_ORGANISATIONS), 1);
	assert_int_equal(find(KIND_ORGANISATIONS, "Ш1"), 0);
	assert_int_equal(find(KIND_ORGANISATIONS, "Ш3"), a->id);
	lab_verify(help_store);
	/* its number is not given again */
	record_free(b);
	b = lab_organisation("Ш4");
	help_put(b);
	assert_int_equal(b->id, 3);
	t = txn_read(help_store);
	assert_true(records_get(t, a->id, read));
	assert_string_equal(record_text(read, field_find(KIND_ORGANISATIONS, "code")), "Ш3");
	txn_abort(t);
	record_free(a);
	record_free(b);
	record_free(read);
}

static void
raw_rows_are_written_with_it(void **state)
{
	struct change *c = help_change("user");
	struct slice value;
	struct txn *t;

	(void)state;
	change_put_raw(c, TABLE_ACCOUNT, slice_of("anna"), slice_of("one"));
	change_put_raw(c, TABLE_ACCOUNT, slice_of("boris"), slice_of("two"));
	assert_int_equal(help_commit(c), 1);
	c = help_change("user");
	change_put_raw(c, TABLE_ACCOUNT, slice_of("anna"), (struct slice){0});
	assert_int_equal(help_commit(c), 2);
	t = txn_read(help_store);
	assert_false(txn_get(t, TABLE_ACCOUNT, slice_of("anna"), &value));
	assert_true(txn_get(t, TABLE_ACCOUNT, slice_of("boris"), &value));
	assert_true(slice_equal(value, slice_of("two")));
	assert_int_equal(journal_last(t), 2);
	txn_abort(t);
}

/* A clock that was wrong by years for a day does not hold the journal there for ever. */
static void
a_clock_put_right_is_believed(void **state)
{
	struct record *a = lab_organisation("Ш1"), *b = lab_organisation("Ш2");
	int64_t first, second;
	struct txn *t;

	(void)state;
	setenv("METODAKTIV_NOW", "2099-01-01T12:00:00", 1);
	help_put(a);
	setenv("METODAKTIV_NOW", "2026-05-31T12:00:00", 1);
	t = txn_read(help_store);
	first = journal_time(t, 1);
	assert_int_equal(journal_clock_behind(t), first - clock_now());
	txn_abort(t);
	help_put(b);
	t = txn_read(help_store);
	second = journal_time(t, 2);
	assert_int_equal(second, clock_now());
	assert_true(second < first);
	assert_int_equal(journal_clock_behind(t), 0);
	txn_abort(t);
	unsetenv("METODAKTIV_NOW");
	record_free(a);
	record_free(b);
}

static void
the_journal_tells(void **state)
{
	const struct actor actor = {.account = "anna", .via = "экран"};
	struct record *a = lab_organisation("Ш1"), *b = lab_organisation("Ш2");
	unsigned char sum[JOURNAL_HASH] = {0};
	struct journal_row first, second;
	struct buf image = {0};
	struct change *c;
	struct txn *t;

	(void)state;
	setenv("METODAKTIV_NOW", "2026-05-31T12:00:00", 1);
	help_put(a);
	setenv("METODAKTIV_NOW", "2026-05-31T11:00:00", 1); /* the clock was put back */
	c = change_new(help_store, &actor, "undo", "по просьбе");
	change_remove(c, KIND_ORGANISATIONS, a->id, a->stamp);
	change_put(c, b);
	change_set_undoes(c, 1);
	assert_int_equal(help_commit(c), 2);
	unsetenv("METODAKTIV_NOW");

	t = txn_read(help_store);
	assert_int_equal(journal_last(t), 2);
	assert_true(journal_get(t, 1, &first));
	assert_true(journal_get(t, 2, &second));
	assert_false(journal_get(t, 3, &(struct journal_row){0}));
	assert_string_equal(second.account, "anna");
	assert_string_equal(second.via, "экран");
	assert_string_equal(second.operation, "undo");
	assert_string_equal(second.reason, "по просьбе");
	assert_int_equal(second.undoes, 1);
	assert_int_equal(second.total, 2);
	assert_int_equal(second.counts[KIND_ORGANISATIONS], 2);
	assert_int_equal(second.ntouched, 2);
	assert_int_equal(second.touched[0].how, '-');
	assert_int_equal(second.touched[1].how, '+');
	assert_int_equal(second.touched[1].id, b->id);
	assert_int_equal(second.time, first.time);
	assert_memory_equal(second.previous, first.hash, JOURNAL_HASH);
	/* the sum, in the other order */
	help_image(&image, b, 2);
	journal_add_image(sum, KIND_ORGANISATIONS, b->id, buf_slice(&image));
	journal_add_image(sum, KIND_ORGANISATIONS, a->id, slice_make("\xA1\x00\x02", 3));
	assert_memory_equal(second.images, sum, JOURNAL_HASH);
	txn_abort(t);
	journal_row_free(&first);
	journal_row_free(&second);
	record_free(a);
	record_free(b);
	buf_free(&image);
}

/* Thousands of records of every kind, changed and removed at random: all indexes stay true. */
static void
large_changes_stay_consistent(void **state)
{
	enum { SCHOOLS = 40, PEOPLE = 3000 };
	struct change *c = help_change("import");
	struct journal_row row;
	char code[32];
	struct txn *t;

	(void)state;
	for (int i = 0; i < SCHOOLS; i++) {
		struct record *o;

		snprintf(code, sizeof(code), "Ш%d", i);
		o = lab_organisation(code);
		change_put(c, o);
		record_free(o);
	}
	for (int i = 0; i < PEOPLE; i++) {
		struct person *p;

		snprintf(code, sizeof(code), "П%u", (unsigned)(i * 7919 % PEOPLE));
		p = help_person(code, i % 3 ? "Ёлкина" : "Елкин", 1 + help_random(SCHOOLS));
		change_put(c, &p->base);
		record_free(&p->base);
	}
	help_commit(c);
	lab_verify(help_store);
	c = help_change("save");
	for (int i = PEOPLE; i > 0; i--) {
		uint64_t id = (uint64_t)i;

		if (help_random(3) == 0) {
			change_remove(c, KIND_PEOPLE, id, 1);
		} else if (help_random(2) == 0) {
			struct person *p;

			snprintf(code, sizeof(code), "Н%d", i);
			p = help_person(code, "Юрьева", 1 + help_random(SCHOOLS));
			p->base.id = id;
			p->base.stamp = 1;
			change_put(c, &p->base);
			record_free(&p->base);
		}
	}
	help_commit(c);
	lab_verify(help_store);
	t = txn_read(help_store);
	assert_true(journal_get(t, 2, &row));
	assert_null(row.touched);
	assert_true(row.total > PEOPLE / 3);
	journal_row_free(&row);
	txn_abort(t);
}

static void
walks_go_both_ways(void **state)
{
	static const char *const surnames[] = {"Бах", "Ёж", "Еж", "Жук", "Ад"};
	static const uint64_t ordered[] = {5, 1, 3, 2, 4};
	uint64_t school = help_organisation("Ш1"), id = 0;
	struct buf place = {0};
	struct walk *w;
	struct txn *t;

	(void)state;
	for (int i = 0; i < 5; i++) {
		char code[8];
		struct person *p;

		snprintf(code, sizeof(code), "П%d", i);
		p = help_person(code, surnames[i], school);
		help_put(&p->base);
		record_free(&p->base);
	}
	t = txn_read(help_store);
	w = walk_sorted(t, KIND_PEOPLE);
	for (int i = 0; i < 5; i++) {
		assert_true(walk_next(w, &id));
		assert_int_equal(id, ordered[i]);
	}
	assert_false(walk_next(w, &id));
	walk_put_place(w, &place);
	walk_to_last(w);
	for (int i = 4; i >= 0; i--) {
		assert_true(walk_prev(w, &id));
		assert_int_equal(id, ordered[i]);
	}
	assert_false(walk_prev(w, &id));
	walk_to_place(w, buf_slice(&place));
	assert_false(walk_next(w, &id));
	walk_to_place(w, buf_slice(&place));
	assert_true(walk_prev(w, &id));
	assert_int_equal(id, ordered[3]);
	walk_to_first(w);
	assert_false(walk_prev(w, &id));
	walk_close(w);
	w = walk_referring(t, KIND_PEOPLE, field_find(KIND_PEOPLE, "organisation"), school);
	for (uint64_t i = 1; i <= 5; i++) {
		assert_true(walk_next(w, &id));
		assert_int_equal(id, i);
	}
	assert_false(walk_next(w, &id));
	walk_close(w);
	w = walk_by_id(t, KIND_PEOPLE);
	walk_to_last(w);
	assert_true(walk_prev(w, &id));
	assert_int_equal(id, 5);
	walk_close(w);
	w = walk_sorted(t, KIND_ORDERS);
	assert_false(walk_next(w, &id));
	walk_to_last(w);
	assert_false(walk_prev(w, &id));
	walk_close(w);
	txn_abort(t);
	buf_free(&place);
}

/* A place stays good when its record is gone, and can be made from a record. */
static void
places_outlive_their_records(void **state)
{
	struct record *o[3];
	struct buf place = {0};
	struct change *c;
	struct walk *w;
	struct txn *t;
	uint64_t id;

	(void)state;
	for (int i = 0; i < 3; i++) {
		char code[8];

		snprintf(code, sizeof(code), "Ш%d", i);
		o[i] = lab_organisation(code);
		help_put(o[i]);
	}
	walk_put_place_of(o[1], &place);
	c = help_change("remove");
	change_remove(c, KIND_ORGANISATIONS, o[1]->id, o[1]->stamp);
	help_commit(c);
	t = txn_read(help_store);
	w = walk_sorted(t, KIND_ORGANISATIONS);
	walk_to_place(w, buf_slice(&place));
	assert_true(walk_next(w, &id));
	assert_int_equal(id, o[2]->id);
	walk_to_place(w, buf_slice(&place));
	assert_true(walk_prev(w, &id));
	assert_int_equal(id, o[0]->id);
	buf_clear(&place);
	assert_true(records_put_code(t, KIND_ORGANISATIONS, o[2]->id, &place));
	assert_string_equal(buf_text(&place), "Ш2");
	assert_false(records_put_code(t, KIND_ORGANISATIONS, o[1]->id, &place));
	walk_close(w);
	txn_abort(t);
	buf_free(&place);
	for (int i = 0; i < 3; i++)
		record_free(o[i]);
}

static void
numbers(uint64_t *operations, uint64_t *changes)
{
	struct txn *t = txn_read(help_store);

	*operations = journal_last(t);
	*changes = journal_changes(t);
	txn_abort(t);
}

/* What nobody has to read anything anew for: the chain of the journal goes on, the number of
 * changes stays. */
static void
a_note_is_journalled_and_changes_nothing(void **state)
{
	uint64_t operations, changes;
	struct verify_report report;
	struct change *c;

	(void)state;
	numbers(&operations, &changes);
	assert_int_equal(operations + changes, 0);
	help_organisation("Ш1");
	c = help_change("login");
	change_note(c);
	assert_int_equal(help_commit(c), 2);
	numbers(&operations, &changes);
	assert_int_equal(operations, 2);
	assert_int_equal(changes, 1);
	help_organisation("Ш2");
	c = help_change("login");
	change_note(c);
	assert_int_equal(help_commit(c), 4);
	c = help_change("user");
	change_note(c);
	change_put_raw(c, TABLE_META, slice_of("any"), slice_of("thing"));
	assert_int_equal(help_commit(c), 5);
	numbers(&operations, &changes);
	assert_int_equal(operations, 5);
	assert_int_equal(changes, 3);
	assert_int_equal(verify_store(help_store, &report, NULL, NULL, NULL), ST_OK);
}

/* A newer program has given a field a number above all of ours: a save of ours keeps it. */
static void
what_a_newer_program_wrote_is_kept(void **state)
{
	static const char newer[] = "\x18\xC8\x63xyz"; /* 200: "xyz" */
	struct record *r = lab_organisation("O1");
	struct txn *t;
	uint64_t id;

	(void)state;
	r->unknown.data = newer;
	r->unknown.len = sizeof(newer) - 1;
	r->unknown_pairs = 1;
	help_put(r);
	id = r->id;
	for (int save = 0; save < 2; save++) {
		t = txn_read(help_store);
		assert_true(records_get(t, id, r));
		txn_abort(t);
		assert_int_equal(r->unknown_pairs, 1);
		assert_true(slice_equal(slice_make(r->unknown.data, r->unknown.len),
		    slice_make(newer, sizeof(newer) - 1)));
		lab_set(r, "name", "Лицей");
		help_put(r);
	}
	record_free(r);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, help_make, help_remove)
	const struct CMUnitTest tests[] = {
	    TEST(what_a_newer_program_wrote_is_kept),
	    TEST(one_operation_writes_all),
	    TEST(a_guard_may_stop_a_change),
	    TEST(an_empty_change_writes_nothing),
	    TEST(the_second_writer_gets_a_conflict),
	    TEST(new_ids_taken_meanwhile_are_a_conflict),
	    TEST(keys_are_unique),
	    TEST(keys_may_be_swapped),
	    TEST(references_must_lead_somewhere),
	    TEST(references_are_those_of_the_end),
	    TEST(of_one_record_the_last_image_counts),
	    TEST(raw_rows_are_written_with_it),
	    TEST(a_clock_put_right_is_believed),
	    TEST(the_journal_tells),
	    TEST(a_note_is_journalled_and_changes_nothing),
	    TEST(large_changes_stay_consistent),
	    TEST(walks_go_both_ways),
	    TEST(places_outlive_their_records),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
