/* SPDX-License-Identifier: MIT
 * copies.c - a record taken back from a copy is held to what a hand is held to; the screen of
 * copies is tests/screen/maintenance.c.
 */
#include "tests/lib/town.h"

#include "service/upkeep/copies.h"
#include "tests/lib/in_view.h"
#include "tests/lib/lab.h"

/* A town of which a copy is made, and what has become of it since. */
struct copied {
	struct town town;
	struct session *s;
	struct buf file;
};

static int
set_up(void **state)
{
	struct copied *c = calloc(1, sizeof(*c));

	assert_non_null(c);
	*state = c;
	town_create(&c->town);
	c->s = c->town.s;
	town_school(c->s, "O001", "Школа № 1");
	town_person(c->s, "P1", "Яшина", "Анна", "Петровна");
	return 0;
}

static int
tear_down(void **state)
{
	struct copied *c = *state;
	char folder[600];

	snprintf(folder, sizeof(folder), "%s/copies", c->town.dir);
	lab_remove(folder);
	town_remove(&c->town);
	buf_free(&c->file);
	free(c);
	return 0;
}

static void
make_copy(struct copied *c)
{
	struct error e = {0};

	if (copies_make(c->s, &(struct backup_how){0}, &c->file, &e) != ST_OK)
		fail_msg("%s", error_text(&e));
}

/* By no door of the service: as a sitting or an import would. */
static void
put(struct copied *c, struct record *r)
{
	struct change *change = change_new(c->s->store, &c->s->actor, "sitting", "");

	change_put(change, r);
	assert_int_equal(change_commit(change, NULL, NULL), ST_OK);
	record_free(r);
}

static void
change_one(struct copied *c, enum kind kind, uint64_t id, const char *pair)
{
	struct record *r = IN_VIEW(c->s, register_load(VIEW, kind, id));

	SET(c->s, r, pair);
	town_save(c->s, r);
}

/* The image in the copy is refused in these words, and what stands stays. */
static void
assert_refused(struct copied *c, enum kind kind, uint64_t id, const char *words)
{
	uint64_t version;
	struct copy_comparison found;
	struct copy_difference *what = NULL;
	struct error e = {0};

	assert_int_equal(copies_compare(c->s, buf_text(&c->file), &found, NULL, NULL, &e), ST_OK);
	for (size_t i = 0; i < found.count; i++)
		if (found.items[i].kind == kind && found.items[i].id == id)
			what = &found.items[i];
	assert_non_null(what);
	version = store_version(c->s->store);
	assert_int_equal(copies_take_back(c->s, buf_text(&c->file), what, &e), ST_REFUSED);
	assert_int_equal(e.status, ST_REFUSED);
	if (strstr(e.text, words) == NULL)
		fail_msg("expected «%s», got «%s»", words, e.text);
	assert_int_equal(store_version(c->s->store), version);
	copies_comparison_free(&found);
}

static void
an_approved_plan_stays_so(void **state)
{
	struct copied *c = *state;
	uint64_t plan = town_save(c->s,
	    RECORD(c->s, KIND_PLANS, "code=L1", "kind=план работы", "from=2025-09-01",
		"to=2026-05-31", "title=План"));

	make_copy(c);
	change_one(c, KIND_PLANS, plan, "approved=2025-09-02");
	assert_refused(c, KIND_PLANS, plan, "в утверждённом плане не меняется");
}

static void
what_an_order_names_stays(void **state)
{
	struct copied *c = *state;
	uint64_t head;

	town_save(c->s, RECORD(c->s, KIND_ASSOCIATIONS, "code=A1", "name=ММО математики"));
	town_save(c->s,
	    RECORD(c->s, KIND_ORDERS, "code=R1", "number=1-ма", "date=2025-10-01",
		"kind=состав методактива", "subject=о составе"));
	head = town_save(c->s,
	    RECORD(c->s, KIND_ASSOCIATION_HEADS, "association=A1", "person=P1", "from=2025-09-01",
		"manner=назначен"));
	make_copy(c);
	change_one(c, KIND_ASSOCIATION_HEADS, head, "order=R1");
	assert_refused(c, KIND_ASSOCIATION_HEADS, head, "названо приказом и не меняется");
}

/* In the copy it is of a meeting that is open. */
static void
a_record_of_a_closed_meeting_stays_there(void **state)
{
	struct copied *c = *state;
	uint64_t attendance;

	town_save(
	    c->s, RECORD(c->s, KIND_MEETINGS, "code=M1", "number=1", "date=2026-05-20", "seats=7"));
	town_save(
	    c->s, RECORD(c->s, KIND_MEETINGS, "code=M2", "number=2", "date=2026-05-27", "seats=7"));
	attendance = town_save(
	    c->s, RECORD(c->s, KIND_ATTENDANCE, "meeting=M1", "person=P1", "from_item=1"));
	make_copy(c);
	change_one(c, KIND_ATTENDANCE, attendance, "meeting=M2");
	put(c, RECORD(c->s, KIND_MINUTES, "meeting=M2", "state=закрыт", "closed=2026-05-27"));
	assert_refused(
	    c, KIND_ATTENDANCE, attendance, "протокол заседания № 2 от 27.05.2026 закрыт");
}

static void
an_image_that_would_not_be_entered_today_is_refused(void **state)
{
	struct copied *c = *state;
	uint64_t school;

	put(c, RECORD(c->s, KIND_ORGANISATIONS, "code=O2", "type=школа"));
	school = town_id(c->s, KIND_ORGANISATIONS, "O2");
	make_copy(c);
	change_one(c, KIND_ORGANISATIONS, school, "name=Школа № 2");
	assert_refused(c, KIND_ORGANISATIONS, school, "обязательное");
}

#define WITH_TOWN(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WITH_TOWN(an_approved_plan_stays_so),
	    WITH_TOWN(what_an_order_names_stays),
	    WITH_TOWN(a_record_of_a_closed_meeting_stays_there),
	    WITH_TOWN(an_image_that_would_not_be_entered_today_is_refused),
	};

	return cmocka_run_group_tests_name("copies", tests, NULL, NULL);
}
