/* SPDX-License-Identifier: MIT
 * minutes_lock.c - minutes closed between a look and its writing: whatever door it is, nothing of
 * the meeting is written, and it is told why.
 */
#include "tests/lib/meanwhile.h"
#include "tests/lib/town.h"

#include "service/record/merge.h"
#include "tests/lib/in_view.h"

static int
set_up(void **state)
{
	struct town *town = town_new();
	struct session *s = town->s;

	town_school(s, "O001", "Школа № 1");
	town_person(s, "P1", "Яшина", "Анна", "Петровна");
	town_save(s, RECORD(s, KIND_MEETINGS, "code=M1", "number=1", "date=2026-05-20", "seats=7"));
	*state = town;
	return 0;
}

/* As a sitting would. */
static void
close_minutes(void *context)
{
	struct session *s = context;
	struct change *c = change_new(s->store, &s->actor, "sitting", "");
	struct record *r =
	    RECORD(s, KIND_MINUTES, "meeting=M1", "state=закрыт", "closed=2026-05-27");

	change_put(c, r);
	assert_int_equal(change_commit(c, NULL, NULL), ST_OK);
	record_free(r);
}

static void
assert_closed(enum status st, const struct error *e)
{
	assert_int_equal(st, ST_REFUSED);
	assert_non_null(strstr(e->text, "протокол заседания № 1 от 20.05.2026 закрыт"));
	assert_int_equal(meanwhile_left(), 0);
}

static uint64_t
attend(struct session *s)
{
	return town_save(s, RECORD(s, KIND_ATTENDANCE, "meeting=M1", "person=P1", "from_item=1"));
}

static void
a_form_writes_nothing(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t id = attend(s);
	struct record *r = IN_VIEW(s, register_load(VIEW, KIND_ATTENDANCE, id));
	struct saved saved;
	struct error e = {0};

	SET(s, r, "until_item=2");
	meanwhile(close_minutes, s, 1);
	assert_closed(save_record(s, r, &saved, &e), &e);
	record_free(r);
}

static void
one_is_not_removed(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t id = attend(s);
	struct record *r = IN_VIEW(s, register_load(VIEW, KIND_ATTENDANCE, id));
	struct error e = {0};

	meanwhile(close_minutes, s, 1);
	assert_closed(register_remove(s, r, &e), &e);
	record_free(r);
}

static void
many_are_not_removed(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t id = attend(s);
	struct error e = {0};

	meanwhile(close_minutes, s, 1);
	assert_closed(register_remove_all(s, KIND_ATTENDANCE, &id, 1, UINT64_MAX, &e), &e);
	assert_closed(register_remove_all(s, KIND_ATTENDANCE, &id, 1, UINT64_MAX, &e), &e);
}

static void
nothing_is_taken_back(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct error e = {0};

	attend(s);
	meanwhile(close_minutes, s, 1);
	assert_closed(register_undo(s, 0, NULL, NULL, &e), &e);
}

/* Of two applications that become one, one was voted on. */
static void
nothing_is_merged(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct merge two = {.kept = NULL};
	struct record *kept, *gone;
	struct merged merged;
	struct error e = {0};

	town_save(s,
	    RECORD(s, KIND_APPLICATIONS, "code=AP1", "submitted=2026-05-01", "surname=Ли",
		"given_name=Анна", "organisation=O001", "position=учитель"));
	town_save(s,
	    RECORD(s, KIND_APPLICATIONS, "code=AP2", "submitted=2026-05-01", "surname=Ли",
		"given_name=Анна", "organisation=O001", "position=учитель"));
	town_save(
	    s, RECORD(s, KIND_VOTES, "meeting=M1", "application=AP2", "member=P1", "vote=за"));
	two.kept = kept = IN_VIEW(s, register_load_code(VIEW, KIND_APPLICATIONS, "AP1"));
	two.gone = gone = IN_VIEW(s, register_load_code(VIEW, KIND_APPLICATIONS, "AP2"));
	meanwhile(close_minutes, s, 1);
	assert_closed(merge_records(s, &two, false, &merged, &e), &e);
	assert_closed(merge_records(s, &two, false, &merged, &e), &e);
	record_free(kept);
	record_free(gone);
}

int
main(void)
{
#define ONE(name) cmocka_unit_test_setup_teardown(name, set_up, town_tear_down)
	static const struct CMUnitTest tests[] = {
	    ONE(a_form_writes_nothing),
	    ONE(one_is_not_removed),
	    ONE(many_are_not_removed),
	    ONE(nothing_is_taken_back),
	    ONE(nothing_is_merged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
