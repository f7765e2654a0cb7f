/* SPDX-License-Identifier: MIT
 * undo.c - what cannot be taken back, and what others do while it is.
 */
#include "tests/lib/meanwhile.h"
#include "tests/lib/town.h"

#include "service/core/operations.h"
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

static uint64_t
newest(struct session *s)
{
	return IN_VIEW(s, journal_last(VIEW->txn));
}

static uint64_t
stamp_of(struct session *s, uint64_t id)
{
	bool there;

	return IN_VIEW(s, register_stamp_now(VIEW, KIND_PEOPLE, id, &there));
}

static void
assert_position(struct session *s, uint64_t id, const char *position)
{
	struct record *r = IN_VIEW(s, register_load(VIEW, KIND_PEOPLE, id));

	assert_non_null(r);
	assert_string_equal(((struct person *)r)->position, position);
	record_free(r);
}

struct other {
	struct session *s;
	uint64_t id;
};

static void
change_meanwhile(void *context)
{
	const struct other *o = context;

	town_change(o->s, KIND_PEOPLE, o->id, "position=методист");
}

/* Nothing is taken back, given back or removed over what somebody writes meanwhile, nor under rules
 * that are others by now. */
static void
others_write_meanwhile(void **state)
{
	struct town *town = *state;
	struct session *s = town->s;
	uint64_t id = town_person(s, "P0001", "Фокин", "Пётр", "Ильич"), first = stamp_of(s, id);
	struct other o = {.s = town_second(town, "masha", "clerk"), .id = id};
	struct error e = {0};

	town_change(s, KIND_PEOPLE, id, "position=завуч");
	meanwhile(change_meanwhile, &o, 1);
	assert_not_done(
	    register_undo(s, 0, NULL, NULL, &e), &e, "записи как раз меняет другой сотрудник");
	meanwhile(change_meanwhile, &o, 1);
	town_change(s, KIND_PEOPLE, id, "position=завуч");
	meanwhile_left();
	meanwhile(change_meanwhile, &o, 1);
	assert_not_done(
	    register_restore(s, KIND_PEOPLE, id, first, stamp_of(s, id), &e), &e, "тем временем");
	town_change(s, KIND_PEOPLE, id, "position=завуч");
	meanwhile(change_meanwhile, &o, 1);
	assert_int_equal(register_remove_all(s, KIND_PEOPLE, &id, 1, newest(s), &e), ST_CONFLICT);
	assert_int_equal(meanwhile_left(), 0);
	assert_position(s, id, "методист");

	town_change(s, KIND_PEOPLE, id, "position=завуч");
	s->actor.rules++;
	assert_int_equal(register_undo(s, 0, NULL, NULL, &e), ST_RULES);
	assert_int_equal(
	    register_restore(s, KIND_PEOPLE, id, first, stamp_of(s, id), &e), ST_RULES);
	assert_int_equal(register_remove_all(s, KIND_PEOPLE, &id, 1, newest(s), &e), ST_RULES);
	s->actor.rules--;
	assert_int_equal(register_restore(o.s, KIND_PEOPLE, id, first, 0, &e), ST_CONFLICT);
	town_second_close(o.s);
}

/* What an image refers to must still be there, what is asked for must be an operation. */
static void
what_cannot_be_taken_back_is_told(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t id = town_person(s, "P0001", "Фокин", "Пётр", "Ильич");
	uint64_t second = town_school(s, "O002", "Лицей"), moved;
	struct change *c;
	struct record *r;
	struct error e = {0};

	town_change(s, KIND_PEOPLE, id, "organisation=O002");
	town_change(s, KIND_PEOPLE, id, "organisation=O001");
	moved = newest(s);
	town_delete(s, KIND_ORGANISATIONS, second);
	assert_not_done(register_undo_operation(s, moved, &e), &e,
	    "прежняя запись ссылается на другую, которая с тех пор удалена");
	assert_int_equal(register_undo(s, 999999, NULL, NULL, &e), ST_NOTFOUND);
	assert_non_null(strstr(e.text, "операции 999999 в журнале нет"));
	assert_int_equal(register_undo_operation(s, 999999, &e), ST_NOTFOUND);
	assert_int_equal(register_undo_operation(s, 1, &e), ST_REFUSED); /* the database was made */
	assert_non_null(strstr(e.text, "записей не меняла"));
	c = change_new(s->store, &s->actor, OPERATION_CLOSE, "");
	r = IN_VIEW(s, register_load(VIEW, KIND_PEOPLE, id));
	SET(s, r, "phone=1");
	change_put(c, r);
	record_free(r);
	assert_int_equal(change_commit(c, NULL, NULL), ST_OK);
	assert_not_done(
	    register_undo_operation(s, newest(s), &e), &e, "(закрытие протокола) вернуть нельзя");
}

/* Taken back, done again and taken back by its number: the second undo is one like the first. */
static void
what_was_done_again_is_taken_back_by_its_number(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t id = town_person(s, "P0001", "Фокин", "Пётр", "Ильич"), operation;
	struct error e = {0};

	town_change(s, KIND_PEOPLE, id, "position=завуч");
	operation = newest(s);
	assert_done(register_undo(s, 0, NULL, NULL, &e), &e);
	assert_not_done(register_undo_operation(s, operation, &e), &e, "уже вернула операция");
	assert_done(register_redo(s, 0, NULL, NULL, &e), &e);
	assert_position(s, id, "завуч");
	assert_done(register_undo(s, operation, NULL, NULL, &e), &e); /* the last again */
	assert_position(s, id, "учитель");
}

int
main(void)
{
#define WITH_TOWN(test) cmocka_unit_test_setup_teardown(test, set_up, town_tear_down)
	const struct CMUnitTest tests[] = {
	    WITH_TOWN(others_write_meanwhile),
	    WITH_TOWN(what_cannot_be_taken_back_is_told),
	    WITH_TOWN(what_was_done_again_is_taken_back_by_its_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
