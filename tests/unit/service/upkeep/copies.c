/* SPDX-License-Identifier: MIT
 * copies.c - a record taken back from a copy is held to what a hand is held to; the screen of
 * copies is tests/screen/maintenance.c.
 */
#include <fcntl.h>
#include <sys/stat.h>

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
	town_change(c->s, KIND_PLANS, plan, "approved=2025-09-02");
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
	town_change(c->s, KIND_ASSOCIATION_HEADS, head, "order=R1");
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
	town_change(c->s, KIND_ATTENDANCE, attendance, "meeting=M2");
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
	town_change(c->s, KIND_ORGANISATIONS, school, "name=Школа № 2");
	assert_refused(c, KIND_ORGANISATIONS, school, "обязательное");
}

static void
put_file(const char *dir, const char *name, const char *link, int64_t seconds)
{
	const struct timespec times[2] = {{.tv_sec = seconds}, {.tv_sec = seconds}};
	char path[800];
	int fd;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	if (link != NULL) {
		assert_int_equal(symlink(link, path), 0);
		return;
	}
	fd = open(path, O_CREAT | O_EXCL | O_WRONLY, 0600);
	assert_true(fd >= 0);
	assert_int_equal(futimens(fd, times), 0);
	close(fd);
}

/* In the folder of copies and in that of the database, which an upgrade uses; nothing but files. */
static void
copies_stand_newest_first(void **state)
{
	static const char *const names[] = {"new.copy", "b.copy", "a.copy", "old.copy"};
	struct copied *c = *state;
	char folder[600], path[700];
	struct arena texts = {0};
	struct copy_file *files;
	size_t count;

	snprintf(folder, sizeof(folder), "%s/copies", c->town.dir);
	assert_int_equal(mkdir(folder, 0700), 0);
	put_file(c->town.dir, "old.copy", NULL, 1000);
	put_file(folder, "b.copy", NULL, 2000);
	put_file(folder, "a.copy", NULL, 2000);
	put_file(folder, "new.copy", NULL, 3000);
	put_file(folder, "notes.txt", NULL, 4000);
	put_file(folder, "link.copy", "new.copy", 0);
	snprintf(path, sizeof(path), "%s/folder.copy", folder);
	assert_int_equal(mkdir(path, 0700), 0);
	count = copies_list(c->s, &texts, &files);
	assert_int_equal(count, sizeof(names) / sizeof(names[0]));
	for (size_t i = 0; i < count; i++)
		assert_string_equal(files[i].name, names[i]);
	free(files);
	arena_free(&texts);
	snprintf(path, sizeof(path), "%s/old.copy", c->town.dir);
	unlink(path);
}

static void
what_stands_in_the_way_of_a_copy_is_told(void **state)
{
	struct copied *c = *state;
	struct session *viewer = town_second(&c->town, "gost", "viewer");
	const struct copy_difference none = {.kind = KIND_PEOPLE, .id = 1};
	char folder[600];
	struct error e = {0};

	assert_int_equal(copies_make(viewer, &(struct backup_how){0}, &c->file, &e), ST_DENIED);
	snprintf(folder, sizeof(folder), "%s/copies", c->town.dir);
	put_file(c->town.dir, "copies", NULL, 1000);
	assert_int_equal(copies_make(c->s, &(struct backup_how){0}, &c->file, &e), ST_SYSTEM);
	unlink(folder);
	make_copy(c);
	assert_int_equal(copies_check(viewer, buf_text(&c->file), NULL, NULL, &e), ST_DENIED);
	assert_int_equal(copies_take_back(viewer, buf_text(&c->file), &none, &e), ST_DENIED);
	town_second_close(viewer);
}

/* Only what the comparison has shown is taken back, and only where it was. */
static void
what_was_compared_is_taken_back(void **state)
{
	struct copied *c = *state;
	uint64_t person = town_id(c->s, KIND_PEOPLE, "P1");
	struct copy_comparison found;
	struct copy_difference what;
	char here[600], *name;
	struct record *r;
	struct error e = {0};

	make_copy(c);
	town_change(c->s, KIND_PEOPLE, person, "position=завуч");
	assert_done(copies_compare(c->s, buf_text(&c->file), &found, NULL, NULL, &e), &e);
	assert_int_equal(found.count, 1);
	what = found.items[0];
	what.then++;
	assert_int_equal(copies_take_back(c->s, buf_text(&c->file), &what, &e), ST_NOTFOUND);
	what = found.items[0];
	what.id = 999;
	assert_int_equal(copies_take_back(c->s, buf_text(&c->file), &what, &e), ST_REFUSED);
	assert_non_null(strstr(e.text, "никогда не было записи с этим номером"));
	what = found.items[0];
	what.now++;
	assert_int_equal(copies_take_back(c->s, buf_text(&c->file), &what, &e), ST_CONFLICT);
	/* by its name in the folder one stands in, too */
	name = strrchr(buf_text(&c->file), '/');
	assert_non_null(getcwd(here, sizeof(here)));
	*name = '\0';
	assert_int_equal(chdir(buf_text(&c->file)), 0);
	assert_done(copies_take_back(c->s, name + 1, &found.items[0], &e), &e);
	assert_int_equal(chdir(here), 0);
	r = IN_VIEW(c->s, register_load(VIEW, KIND_PEOPLE, person));
	assert_string_equal(((struct person *)r)->position, "учитель");
	record_free(r);
	copies_comparison_free(&found);
}

#define WITH_TOWN(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WITH_TOWN(copies_stand_newest_first),
	    WITH_TOWN(what_stands_in_the_way_of_a_copy_is_told),
	    WITH_TOWN(what_was_compared_is_taken_back),
	    WITH_TOWN(an_approved_plan_stays_so),
	    WITH_TOWN(what_an_order_names_stays),
	    WITH_TOWN(a_record_of_a_closed_meeting_stays_there),
	    WITH_TOWN(an_image_that_would_not_be_entered_today_is_refused),
	};

	return cmocka_run_group_tests_name("copies", tests, NULL, NULL);
}
