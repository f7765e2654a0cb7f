/* SPDX-License-Identifier: MIT
 * service_history.c - taking back, the steps of a record, a record as it was on a day.
 */
#include "tests/lib/town.h"

#include "db/admin/verify.h"
#include "service/record/restore.h"
#include "tests/lib/in_view.h"

static int
set_up(void **state)
{
	struct town *town = town_new();

	town_school(town->s, "O001", "Школа № 8");
	*state = town;
	return 0;
}

static void
print_fault(void *context, const char *sentence)
{
	(void)context;
	print_error("%s\n", sentence);
}

/* Whatever was done and taken back, the database is whole afterwards. */
static int
tear_down(void **state)
{
	struct verify_report report;

	assert_int_equal(
	    verify_store(((struct town *)*state)->s->store, &report, print_fault, NULL, NULL),
	    ST_OK);
	town_remove(*state);
	free(*state);
	return 0;
}

static void
undo(struct session *s, size_t expected)
{
	struct error e = {0};
	uint64_t undone = 0;
	size_t records = 0;

	if (register_undo(s, 0, &undone, &records, &e) != ST_OK)
		fail_msg("%s", error_text(&e));
	assert_int_not_equal(undone, 0);
	assert_int_equal(records, expected);
}

static void
assert_position(struct session *s, uint64_t id, const char *position)
{
	struct record *r = IN_VIEW(s, register_load(VIEW, KIND_PEOPLE, id));

	if (position == NULL) {
		assert_null(r);
		return;
	}
	assert_non_null(r);
	assert_string_equal(((struct person *)r)->position, position);
	record_free(r);
}

static void
a_chain_is_taken_back_step_by_step(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t id = town_person(s, "P0001", "Фокин", "Пётр", "Ильич");
	struct error e = {0};

	town_change(s, KIND_PEOPLE, id, "position=завуч");
	town_delete(s, KIND_PEOPLE, id);
	assert_position(s, id, NULL);
	undo(s, 1);
	assert_position(s, id, "завуч");
	assert_int_equal(town_id(s, KIND_PEOPLE, "P0001"), id);
	undo(s, 1);
	assert_position(s, id, "учитель");
	undo(s, 1);
	assert_position(s, id, NULL);
	undo(s, 1); /* the school */
	assert_null(IN_VIEW(s, register_load_code(VIEW, KIND_ORGANISATIONS, "O001")));
	assert_int_equal(register_undo(s, 0, NULL, NULL, &e), ST_NOTFOUND);
	assert_true(strlen(e.text) > 0);
}

static void
new_work_after_an_undo_is_taken_back_first(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t id = town_person(s, "P0001", "Фокин", "Пётр", "Ильич");

	town_change(s, KIND_PEOPLE, id, "position=завуч");
	undo(s, 1);
	town_change(s, KIND_PEOPLE, id, "position=директор");
	town_change(s, KIND_PEOPLE, id, "position=сторож");
	undo(s, 1);
	assert_position(s, id, "директор");
	undo(s, 1);
	assert_position(s, id, "учитель");
	undo(s, 1);
	assert_position(s, id, NULL);
}

static void
an_import_is_taken_back_whole(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct error e = {0};
	struct txn *t;

	undo(s, 1);
	town_load(s, KIND_ORGANISATIONS);
	town_load(s, KIND_PEOPLE);
	town_change(s, KIND_PEOPLE, town_id(s, KIND_PEOPLE, "P0001"), "position=завуч");
	undo(s, 1);
	undo(s, 500);
	t = txn_read(s->store);
	assert_int_equal(records_count(t, KIND_PEOPLE), 0);
	assert_int_equal(records_count(t, KIND_ORGANISATIONS), 12);
	txn_abort(t);
	undo(s, 12);
	assert_int_equal(register_undo(s, 0, NULL, NULL, &e), ST_NOTFOUND);
}

static void
what_another_changed_stays(void **state)
{
	struct town *town = *state;
	struct session *other = town_second(town, "masha", "clerk");
	uint64_t id = town_person(town->s, "P0001", "Фокин", "Пётр", "Ильич");
	struct error e = {0};

	town_change(town->s, KIND_PEOPLE, id, "position=завуч");
	town_change(other, KIND_PEOPLE, id, "phone=12345");
	assert_int_equal(register_undo(town->s, 0, NULL, NULL, &e), ST_REFUSED);
	assert_non_null(strstr(e.text, "Фокин Пётр Ильич"));
	assert_non_null(strstr(e.text, "masha"));
	assert_position(town->s, id, "завуч");
	undo(other, 1); /* when they take theirs back, mine can follow */
	undo(town->s, 1);
	assert_position(town->s, id, "учитель");
	assert_int_equal(register_undo(other, 0, NULL, NULL, &e), ST_NOTFOUND);
	town_second_close(other);
}

static void
undo_does_not_orphan_or_double(void **state)
{
	struct town *town = *state;
	struct session *s = town->s, *other = town_second(town, "masha", "clerk");
	uint64_t school = town_school(s, "O002", "Школа № 2"), id;
	struct record *r;
	struct error e = {0};

	r = RECORD(other, KIND_PEOPLE, "code=P0001", "surname=Фокин", "given_name=Пётр",
	    "organisation=O002", "position=учитель", "staff_kind=педагог", "hired=2020-09-01");
	id = town_save(other, r);
	assert_int_equal(
	    register_undo(s, 0, NULL, NULL, &e), ST_REFUSED); /* somebody works there now */
	assert_non_null(strstr(e.text, "Фокин"));
	town_delete(other, KIND_PEOPLE, id);
	town_delete(s, KIND_ORGANISATIONS, school);
	town_school(other, "O002", "Другая школа");
	assert_int_equal(register_undo(s, 0, NULL, NULL, &e), ST_REFUSED); /* the code is taken */
	assert_non_null(strstr(e.text, "Другая школа"));
	town_second_close(other);
}

static uint64_t
newest(struct session *s)
{
	struct txn *t = txn_read(s->store);
	uint64_t last = journal_last(t);

	txn_abort(t);
	return last;
}

static size_t
people(struct session *s)
{
	struct txn *t = txn_read(s->store);
	size_t count = records_count(t, KIND_PEOPLE);

	txn_abort(t);
	return count;
}

static void
many_are_removed_and_taken_back_as_one(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t ids[3], before, undone;
	struct journal_row row;
	struct error e = {0};
	size_t records;

	ids[0] = town_person(s, "P0001", "Фокин", "Пётр", "Ильич");
	ids[1] = town_person(s, "P0002", "Фокина", "Анна", "Ильинична");
	ids[2] = town_person(s, "P0003", "Фомин", "Олег", "Ильич");
	before = newest(s);
	assert_int_equal(register_remove_all(s, KIND_PEOPLE, ids, 3, before, &e), ST_OK);
	assert_int_equal(newest(s), before + 1);
	assert_int_equal(people(s), 0);
	assert_true(IN_VIEW(s, register_undo_next(VIEW, &row)));
	assert_int_equal(row.sequence, before + 1);
	assert_int_equal(row.total, 3);
	assert_string_equal(row.operation, "remove");
	journal_row_free(&row);
	assert_int_equal(register_undo(s, 0, &undone, &records, &e), ST_OK);
	assert_int_equal(undone, before + 1);
	assert_int_equal(records, 3);
	assert_int_equal(people(s), 3);
	assert_position(s, ids[1], "учитель");
}

static void
many_are_removed_all_or_none(void **state)
{
	struct town *town = *state;
	struct session *s = town->s, *other = town_second(town, "masha", "viewer");
	uint64_t ids[2], before;
	struct error e = {0};

	ids[0] = town_person(s, "P0001", "Фокин", "Пётр", "Ильич");
	ids[1] = town_person(s, "P0002", "Фомина", "Анна", "Ильинична");
	town_save(
	    s, RECORD(s, KIND_CONSENTS, "person=P0002", "kind=обработка", "given=2026-05-01"));
	before = newest(s);
	assert_int_equal(register_remove_all(s, KIND_PEOPLE, ids, 2, before, &e), ST_REFUSED);
	assert_non_null(strstr(e.text, "Фомина Анна Ильинична"));
	assert_non_null(strstr(e.text, "«Согласия» (Человек) — 1"));
	assert_null(strstr(e.text, "Фокин"));
	assert_int_equal(register_remove_all(other, KIND_PEOPLE, ids, 1, before, &e), ST_DENIED);
	town_change(s, KIND_PEOPLE, ids[0], "position=завуч");
	assert_int_equal(register_remove_all(s, KIND_PEOPLE, ids, 1, before, &e), ST_CONFLICT);
	assert_int_equal(newest(s), before + 1);
	town_delete(s, KIND_PEOPLE, ids[0]);
	assert_int_equal(register_remove_all(s, KIND_PEOPLE, ids, 1, newest(s), &e), ST_CONFLICT);
	assert_int_equal(people(s), 1);
	town_second_close(other);
}

static const struct step_field *
find_field(const struct step *step, const char *id)
{
	for (size_t i = 0; i < step->count; i++)
		if (strcmp(step->fields[i].id, id) == 0)
			return &step->fields[i];
	return NULL;
}

/* Page by page it is the same as at once, whatever the size of the pages. */
static void
assert_pages_are(struct session *s, uint64_t id, const struct step *whole, size_t count)
{
	for (size_t most = 1; most <= count + 1; most++) {
		uint64_t before = UINT64_MAX;
		size_t at = 0, n;

		do {
			struct step *page;

			n = IN_VIEW(
			    s, register_history(VIEW, KIND_PEOPLE, id, before, most, &page));
			assert_true(n <= most && at + n <= count);
			for (size_t i = 0; i < n; i++, at++) {
				assert_int_equal(page[i].row.sequence, whole[at].row.sequence);
				assert_int_equal(page[i].how, whole[at].how);
				assert_int_equal(page[i].count, whole[at].count);
				for (size_t k = 0; k < page[i].count; k++)
					assert_string_equal(
					    page[i].fields[k].before, whole[at].fields[k].before);
			}
			before = n > 0 ? page[n - 1].row.sequence : 0;
			register_history_free(page, n);
		} while (n == most);
		assert_int_equal(at, count);
	}
}

static void
history_tells_before_and_after_in_words(void **state)
{
	struct town *town = *state;
	struct session *s = town->s, *other = town_second(town, "masha", "clerk");
	uint64_t id = town_person(s, "P0001", "Фокин", "Пётр", "Ильич");
	const struct step_field *f;
	struct step *steps;
	size_t count;

	town_school(s, "O002", "Школа № 2");
	town_change(other, KIND_PEOPLE, id, "organisation=O002");
	town_change(other, KIND_PEOPLE, id, "category=высшая");
	town_delete(s, KIND_PEOPLE, id);
	undo(s, 1);
	count = IN_VIEW(s, register_history(VIEW, KIND_PEOPLE, id, UINT64_MAX, 1000, &steps));
	assert_int_equal(count, 5);
	assert_int_equal(steps[0].how, '+');
	assert_string_equal(steps[0].row.operation, "undo");
	assert_int_equal(steps[0].row.undoes, steps[1].row.sequence);
	assert_int_equal(steps[1].how, '-');
	f = find_field(&steps[1], "surname");
	assert_non_null(f);
	assert_string_equal(f->before, "Фокин");
	assert_string_equal(f->after, "");
	assert_int_equal(steps[2].how, '*');
	assert_int_equal(steps[2].count, 1);
	assert_string_equal(steps[2].row.account, "masha");
	assert_string_equal(steps[2].fields[0].before, "");
	assert_string_equal(steps[2].fields[0].after, "высшая");
	assert_int_equal(steps[3].count, 1);
	assert_string_equal(steps[3].fields[0].before, "Школа № 8");
	assert_string_equal(steps[3].fields[0].after, "Школа № 2");
	assert_int_equal(steps[4].how, '+');
	assert_string_equal(steps[4].row.account, "boss");
	f = find_field(&steps[4], "hired");
	assert_non_null(f);
	assert_string_equal(f->before, "");
	assert_string_equal(f->after, "01.09.2020");
	assert_null(find_field(&steps[4], "phone"));
	assert_pages_are(s, id, steps, count);
	register_history_free(steps, count);

	assert_int_equal(
	    IN_VIEW(s, register_history(VIEW, KIND_PEOPLE, 999, UINT64_MAX, 1000, &steps)), 0);
	register_history_free(steps, 0);
	town_second_close(other);
}

static void
who_may_not_look_sees_no_history(void **state)
{
	struct town *town = *state;
	struct session *s = town->s, *viewer = town_second(town, "gost", "viewer");
	uint64_t id = town_person(s, "P0001", "Фокин", "Пётр", "Ильич");
	struct account off = viewer->account;
	struct error e = {0};
	struct step *steps;
	struct record *r;

	assert_int_equal(
	    IN_VIEW(viewer, register_history(VIEW, KIND_PEOPLE, id, UINT64_MAX, 9, &steps)), 1);
	register_history_free(steps, 1);
	off.disabled = true;
	assert_done(session_account_save(s, &off, false, &e), &e);
	assert_int_equal(
	    IN_VIEW(viewer, register_history(VIEW, KIND_PEOPLE, id, UINT64_MAX, 9, &steps)), 0);
	register_history_free(steps, 0);
	r = IN_VIEW(viewer, register_as_of(VIEW, KIND_PEOPLE, id, day_of("2026-05-31")));
	assert_null(r);
	r = IN_VIEW(s, register_as_of(VIEW, KIND_PEOPLE, id, day_of("2026-05-31")));
	assert_non_null(r);
	record_free(r);
	town_second_close(viewer);
}

static void
history_names_what_is_gone(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t school = town_school(s, "O002", "Школа № 2"), id;
	struct step *steps;
	size_t count;

	id = town_save(s,
	    RECORD(s, KIND_REQUESTS, "code=Q0001", "received=2026-05-01", "direction=consulting",
		"text=Просим", "organisation=O002"));
	town_change(s, KIND_REQUESTS, id, "organisation=O001");
	town_delete(s, KIND_ORGANISATIONS, school);
	count = IN_VIEW(s, register_history(VIEW, KIND_REQUESTS, id, UINT64_MAX, 1000, &steps));
	assert_int_equal(count, 2);
	assert_string_equal(steps[0].fields[0].before, "Школа № 2 (запись удалена)");
	assert_string_equal(steps[0].fields[0].after, "Школа № 8");
	register_history_free(steps, count);
}

static void
assert_position_on(struct session *s, uint64_t id, int32_t day, const char *position)
{
	struct record *r = IN_VIEW(s, register_as_of(VIEW, KIND_PEOPLE, id, day));

	if (position == NULL) {
		assert_null(r);
		return;
	}
	assert_non_null(r);
	assert_int_equal(r->id, id);
	assert_string_equal(((struct person *)r)->position, position);
	record_free(r);
}

static void
a_record_is_shown_as_it_was(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t id;

	setenv("METODAKTIV_NOW", "2026-06-01T09:00:00", 1);
	id = town_person(s, "P0001", "Фокин", "Пётр", "Ильич");
	setenv("METODAKTIV_NOW", "2026-06-03T09:00:00", 1);
	town_change(s, KIND_PEOPLE, id, "position=завуч");
	setenv("METODAKTIV_NOW", "2026-06-03T17:00:00", 1);
	town_change(s, KIND_PEOPLE, id, "position=директор");
	setenv("METODAKTIV_NOW", "2026-06-05T17:00:00", 1);
	town_delete(s, KIND_PEOPLE, id);
	assert_position_on(s, id, date_make(2026, 5, 31), NULL);
	assert_position_on(s, id, date_make(2026, 6, 1), "учитель");
	assert_position_on(s, id, date_make(2026, 6, 2), "учитель");
	assert_position_on(s, id, date_make(2026, 6, 3), "директор");
	assert_position_on(s, id, date_make(2026, 6, 4), "директор");
	assert_position_on(s, id, date_make(2026, 6, 5), NULL);
	assert_position_on(s, 999, date_make(2026, 6, 5), NULL);
	setenv("METODAKTIV_NOW", "2026-06-06T17:00:00", 1);
	undo(s, 1);
	assert_position_on(s, id, date_make(2026, 6, 5), NULL);
	assert_position_on(s, id, date_make(2026, 6, 6), "директор");
}

#define WITH_TOWN(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

static void
redo(struct session *s, size_t expected)
{
	struct error e = {0};
	uint64_t undone = 0;
	size_t records = 0;

	if (register_redo(s, 0, &undone, &records, &e) != ST_OK)
		fail_msg("%s", error_text(&e));
	assert_int_not_equal(undone, 0);
	assert_int_equal(records, expected);
}

/* Back and forth as often as anybody likes, in the order in which it was done; new work ends it. */
static void
what_was_taken_back_is_done_again(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t id = town_person(s, "P0001", "Фокин", "Пётр", "Ильич");
	struct error e = {0};

	town_change(s, KIND_PEOPLE, id, "position=завуч");
	assert_int_equal(register_redo(s, 0, NULL, NULL, &e), ST_NOTFOUND);
	for (int times = 0; times < 3; times++) {
		undo(s, 1);
		undo(s, 1);
		assert_position(s, id, NULL);
		redo(s, 1);
		assert_position(s, id, "учитель");
		redo(s, 1);
		assert_position(s, id, "завуч");
		assert_int_equal(register_redo(s, 0, NULL, NULL, &e), ST_NOTFOUND);
	}
	undo(s, 1);
	town_change(s, KIND_PEOPLE, id, "position=директор");
	assert_int_equal(register_redo(s, 0, NULL, NULL, &e), ST_NOTFOUND);
	undo(s, 1);
	assert_position(s, id, "учитель");
	undo(s, 1);
	assert_position(s, id, NULL);
}

static struct undo_effect
effect_of(struct session *s, uint64_t operation)
{
	struct undo_effect effect;

	IN_VIEW(s, register_undo_effect(VIEW, operation, &effect));
	return effect;
}

/* Any operation, by who did it or an administrator, and that undo by its number, too. */
static void
a_colleagues_operation_is_taken_back_by_an_administrator(void **state)
{
	struct town *town = *state;
	struct session *masha = town_second(town, "masha", "clerk"),
		       *olga = town_second(town, "olga", "clerk");
	uint64_t id = town_person(masha, "P0001", "Фокин", "Пётр", "Ильич"), operation;
	struct error e = {0};

	town_change(masha, KIND_PEOPLE, id, "position=завуч");
	operation = newest(masha);
	town_person(masha, "P0002", "Фомин", "Олег", "Ильич");
	assert_int_equal(effect_of(masha, operation).changed, 1);
	assert_int_equal(effect_of(masha, newest(masha)).removed, 1);
	assert_int_equal(register_undo_operation(olga, operation, &e), ST_DENIED);
	assert_non_null(strstr(e.text, "masha"));
	assert_int_equal(register_undo_operation(town->s, operation, &e), ST_OK);
	assert_position(town->s, id, "учитель");
	assert_int_equal(register_undo_operation(masha, operation, &e), ST_REFUSED);
	assert_non_null(strstr(e.text, "уже вернула"));
	assert_int_equal(register_undo_operation(town->s, newest(town->s), &e), ST_OK);
	assert_position(town->s, id, "завуч");
	assert_int_equal(register_undo_operation(masha, operation, &e), ST_OK);
	assert_position(town->s, id, "учитель");
	assert_int_equal(register_undo_operation(town->s, 99999, &e), ST_NOTFOUND);
	town_second_close(olga);
	town_second_close(masha);
}

/* What an administrator took back is not there to be taken back once more by its author. */
static void
another_persons_undo_counts(void **state)
{
	struct town *town = *state;
	struct session *masha = town_second(town, "masha", "clerk");
	uint64_t id = town_person(masha, "P0001", "Фокин", "Пётр", "Ильич");
	struct error e = {0};

	town_change(masha, KIND_PEOPLE, id, "position=завуч");
	assert_int_equal(register_undo_operation(town->s, newest(town->s), &e), ST_OK);
	assert_int_equal(register_redo(masha, 0, NULL, NULL, &e), ST_NOTFOUND);
	undo(masha, 1);
	assert_position(masha, id, NULL);
	town_second_close(masha);
}

static uint64_t
stamp_of(struct session *s, uint64_t id)
{
	bool there;

	return IN_VIEW(s, register_stamp_now(VIEW, KIND_PEOPLE, id, &there));
}

/* Out of its history, also when it is gone; over what was seen alone; and undone like anything. */
static void
a_record_is_given_back_a_view_it_had(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t id = town_person(s, "P0001", "Фокин", "Пётр", "Ильич"), first = stamp_of(s, id);
	struct error e = {0};

	town_change(s, KIND_PEOPLE, id, "position=завуч");
	assert_int_equal(register_restore(s, KIND_PEOPLE, id, first, first, &e), ST_CONFLICT);
	assert_int_equal(register_restore(s, KIND_PEOPLE, id, first, stamp_of(s, id), &e), ST_OK);
	assert_position(s, id, "учитель");
	undo(s, 1);
	assert_position(s, id, "завуч");
	town_delete(s, KIND_PEOPLE, id);
	assert_int_equal(register_restore(s, KIND_PEOPLE, id, stamp_of(s, id), stamp_of(s, id), &e),
	    ST_NOTFOUND);
	assert_int_equal(register_restore(s, KIND_PEOPLE, id, first, stamp_of(s, id), &e), ST_OK);
	assert_position(s, id, "учитель");
	assert_int_equal(
	    register_restore(s, KIND_PEOPLE, id, stamp_of(s, id), stamp_of(s, id), &e), ST_REFUSED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WITH_TOWN(a_chain_is_taken_back_step_by_step),
	    WITH_TOWN(new_work_after_an_undo_is_taken_back_first),
	    WITH_TOWN(an_import_is_taken_back_whole),
	    WITH_TOWN(what_another_changed_stays),
	    WITH_TOWN(undo_does_not_orphan_or_double),
	    WITH_TOWN(many_are_removed_and_taken_back_as_one),
	    WITH_TOWN(many_are_removed_all_or_none),
	    WITH_TOWN(history_tells_before_and_after_in_words),
	    WITH_TOWN(history_names_what_is_gone),
	    WITH_TOWN(what_was_taken_back_is_done_again),
	    WITH_TOWN(a_colleagues_operation_is_taken_back_by_an_administrator),
	    WITH_TOWN(another_persons_undo_counts),
	    WITH_TOWN(a_record_is_given_back_a_view_it_had),
	    WITH_TOWN(who_may_not_look_sees_no_history),
	    WITH_TOWN(a_record_is_shown_as_it_was),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
