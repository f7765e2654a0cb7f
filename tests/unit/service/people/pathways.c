/* SPDX-License-Identifier: MIT
 * pathways.c - pathways on a day, their items, a new one proposed, an item done, a pathway ended.
 */
#include "tests/lib/in_view.h"
#include "tests/lib/town.h"

#include "db/record/journal.h"
#include "service/people/pathways.h"
#include "service/record/undo.h"

#define TODAY day_of("2026-03-31")

static uint64_t
teacher(struct session *s, const char *code, const char *surname)
{
	struct record *p = RECORD(s, KIND_PEOPLE, "given_name=Анна", "organisation=O001",
	    "position=учитель", "staff_kind=педагог", "hired=2024-09-01");

	SET(s, p, code, surname);
	return town_save(s, p);
}

static int
set_up(void **state)
{
	struct town *town = town_new();

	town_school(town->s, "O001", "Школа № 1");
	teacher(town->s, "code=P1", "surname=Алёхина");
	teacher(town->s, "code=P2", "surname=Белова");
	teacher(town->s, "code=P3", "surname=Власова");
	*state = town;
	return 0;
}

static uint64_t
id_of(struct session *s, const char *code)
{
	return town_id(s, KIND_PEOPLE, code);
}

static uint64_t
pathway(struct session *s, const char *person, const char *developed, const char *until,
    const char *finished)
{
	struct record *r = record_new(KIND_PATHWAYS);

	SET(s, r, person, developed, until, finished);
	return town_save(s, r);
}

static uint64_t
item(struct session *s, const char *number, const char *done)
{
	struct record *r = RECORD(s, KIND_PATHWAY_ITEMS, "person=P1", "developed=2025-10-01",
	    "deficit=оценивание", "form=семинар");

	SET(s, r, number, done);
	return town_save(s, r);
}

static void
assessed(struct session *s, const char *person, const char *date, const char *level)
{
	struct record *r = RECORD(s, KIND_ASSESSMENTS, "kind=ФИОКО", "document=протокол № 14");

	SET(s, r, person, date, level);
	town_save(s, r);
}

static uint64_t
last_operation(struct session *s)
{
	return IN_VIEW(s, journal_last(VIEW->txn));
}

static struct pathways_board
read_board(struct session *s, uint64_t person)
{
	struct pathways_board b;
	struct error e = {0};

	assert_done(IN_VIEW(s, pathways_board_read(VIEW, person, TODAY, &b, &e)), &e);
	return b;
}

/* Under way, overdue, wanted, finished. */
static void
assert_counts(struct session *s, uint64_t person, const char *expected)
{
	struct pathways_board b = read_board(s, person);
	struct buf text = {0};

	for (int i = 0; i < PATHWAY_VIEWS; i++)
		buf_printf(&text, "%s%zu", i > 0 ? " " : "", b.counts[i]);
	assert_string_equal(buf_text(&text), expected);
	buf_free(&text);
	pathways_board_free(&b);
}

static void
the_views_hold_what_they_say(void **state)
{
	struct session *s = ((struct town *)*state)->s;

	pathway(s, "person=P1", "developed=2025-10-01", "until=2026-03-31", "finished=");
	assert_counts(s, 0, "1 0 0 0");
	pathway(s, "person=P1", "developed=2025-09-01", "until=2026-03-30", "finished=");
	assert_counts(s, 0, "2 1 0 0");
	pathway(s, "person=P2", "developed=2025-02-01", "until=", "finished=2025-09-01");
	pathway(s, "person=P2", "developed=2025-01-01", "until=", "finished=2025-08-31");
	assert_counts(s, 0, "2 1 0 1");
	assessed(s, "person=P2", "date=2025-12-01", "level=низкий");
	assessed(s, "person=P1", "date=2025-12-01", "level=низкий"); /* has one of this year */
	assert_counts(s, 0, "2 1 1 1");
	assert_counts(s, id_of(s, "P1"), "2 1 0 0");
	assert_counts(s, id_of(s, "P2"), "0 0 1 1");
	assert_counts(s, id_of(s, "P3"), "0 0 0 0");
}

static void
items_are_counted_and_stand_by_number(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t id =
	    pathway(s, "person=P1", "developed=2025-10-01", "until=2026-05-31", "finished=");
	struct pathway *p = (struct pathway *)record_new(KIND_PATHWAYS);
	struct pathway_item *next = (struct pathway_item *)record_new(KIND_PATHWAY_ITEMS);
	struct pathways_board b;
	uint64_t *ids;

	pathway(s, "person=P1", "developed=2024-10-01", "until=", "finished=2025-09-01");
	item(s, "number=10", "done=");
	item(s, "number=2", "done=2026-01-15");
	b = read_board(s, 0);
	assert_int_equal(b.rows[0].items, 2);
	assert_int_equal(b.rows[0].done, 1);
	assert_int_equal(b.rows[1].items, 0);
	pathways_board_free(&b);
	assert_true(IN_VIEW(s, records_get(VIEW->txn, id, &p->base)));
	assert_int_equal(IN_VIEW(s, pathway_items(VIEW, p, &ids)), 2);
	assert_true(IN_VIEW(s, records_get(VIEW->txn, ids[0], &next->base)));
	assert_int_equal(next->number, 2);
	free(ids);
	record_clear(&next->base);
	IN_VIEW(s, (pathway_propose_item(VIEW, p, next), 0));
	assert_int_equal(next->number, 11);
	p->developed = day_of("2024-10-01"); /* the one before has none */
	IN_VIEW(s, (pathway_propose_item(VIEW, p, next), 0));
	assert_int_equal(next->number, 1);
	assert_int_equal(IN_VIEW(s, pathway_items(VIEW, p, &ids)), 0);
	free(ids);
	p->developed = day_of("2025-10-01");
	IN_VIEW(s, (pathway_propose_item(VIEW, p, next), 0));
	assert_int_equal(next->until, day_of("2026-05-31"));
	record_free(&next->base);
	record_free(&p->base);
}

static void
a_new_one_rests_on_the_last_assessment(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct pathway *p = (struct pathway *)record_new(KIND_PATHWAYS);

	IN_VIEW(s, (pathway_propose(VIEW, id_of(s, "P1"), TODAY, p), 0));
	assert_string_equal(p->basis, "");
	assert_int_equal(p->methodist, 0);
	assessed(s, "person=P1", "date=2025-12-01", "level=низкий");
	assessed(s, "person=P1", "date=2025-10-01", "level=высокий");
	assessed(s, "person=P1", "date=2026-04-01", "level=высокий"); /* has not come */
	town_save(s, RECORD(s, KIND_ATTACHMENTS, "methodist=P2", "person=P1", "from=2025-09-01"));
	town_save(s,
	    RECORD(s, KIND_ATTACHMENTS, "methodist=P3", "person=P1", "from=2025-10-01",
		"to=2026-03-30"));
	record_clear(&p->base);
	IN_VIEW(s, (pathway_propose(VIEW, id_of(s, "P1"), TODAY, p), 0));
	assert_string_equal(p->basis, "диагностика ФИОКО 01.12.2025: низкий, протокол № 14");
	assert_int_equal(p->methodist, id_of(s, "P2"));
	/* Of several on one day the lowest counts, of two methodists the later. */
	town_save(s,
	    RECORD(s, KIND_ASSESSMENTS, "person=P1", "date=2025-12-15", "kind=региональная",
		"level=средний"));
	town_save(s,
	    RECORD(
		s, KIND_ASSESSMENTS, "person=P1", "date=2025-12-15", "kind=иная", "level=низкий"));
	assessed(s, "person=P1", "date=2025-12-15", "level=");
	town_save(s, RECORD(s, KIND_ATTACHMENTS, "methodist=P3", "person=P1", "from=2025-11-01"));
	town_save(s, RECORD(s, KIND_ATTACHMENTS, "methodist=P2", "person=P1", "from=2025-10-15"));
	record_clear(&p->base);
	IN_VIEW(s, (pathway_propose(VIEW, id_of(s, "P1"), TODAY, p), 0));
	assert_string_equal(p->basis, "диагностика иная 15.12.2025: низкий");
	assert_int_equal(p->methodist, id_of(s, "P3"));
	assert_int_equal(p->developed, TODAY);
	assert_int_equal(p->until, day_of("2026-05-31"));
	assessed(s, "person=P2", "date=2025-12-01", "level="); /* nobody has said */
	record_clear(&p->base);
	IN_VIEW(s, (pathway_propose(VIEW, id_of(s, "P2"), TODAY, p), 0));
	assert_string_equal(p->basis, "диагностика ФИОКО 01.12.2025, протокол № 14");
	record_free(&p->base);
}

static void
an_item_is_done_once(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct pathway_item *r = (struct pathway_item *)record_new(KIND_PATHWAY_ITEMS);
	struct shown_records items = {.count = 1};
	struct error e = {0};
	uint64_t id;

	pathway(s, "person=P1", "developed=2025-10-01", "until=2026-05-31", "finished=");
	id = item(s, "number=1", "done=");
	items.ids = &id;
	items.seen = last_operation(s);
	assert_done(pathway_items_done(s, items, day_of("2026-03-30"), "сертификат", &e), &e);
	assert_true(IN_VIEW(s, records_get(VIEW->txn, id, &r->base)));
	assert_int_equal(r->done, day_of("2026-03-30"));
	assert_string_equal(r->evidence, "сертификат");
	assert_not_done(
	    pathway_items_done(s, items, TODAY, "", &e), &e, "запись тем временем изменена");
	items.seen = last_operation(s);
	assert_not_done(
	    pathway_items_done(s, items, TODAY, "", &e), &e, "пункт уже выполнен 30.03.2026");
	record_free(&r->base);
}

static void
a_pathway_ends_once_with_an_outcome(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	const uint64_t ids[] = {
	    pathway(s, "person=P1", "developed=2025-10-01", "until=2026-03-30", "finished="),
	    pathway(s, "person=P2", "developed=2025-10-01", "until=2026-03-30", "finished=")};
	struct shown_records all = {.ids = ids, .count = 2, .seen = last_operation(s)};
	struct pathway *r = (struct pathway *)record_new(KIND_PATHWAYS);
	struct error e = {0};
	uint64_t undone;
	size_t records;

	assert_not_done(
	    pathways_finish(s, all, PATHWAY_SUCCESS, day_of("2025-09-30"), &e), &e, "Алёхина А.");
	assert_done(pathways_finish(s, all, PATHWAY_STOPPED, day_of("2026-03-30"), &e), &e);
	assert_true(IN_VIEW(s, records_get(VIEW->txn, ids[1], &r->base)));
	assert_int_equal(r->outcome, PATHWAY_STOPPED);
	assert_counts(s, 0, "0 0 0 2");
	all.seen = last_operation(s);
	assert_not_done(pathways_finish(s, all, PATHWAY_SUCCESS, TODAY, &e), &e,
	    "маршрут уже завершён 30.03.2026");
	assert_done(register_undo(s, 0, &undone, &records, &e), &e);
	assert_counts(s, 0, "2 2 0 0");
	record_free(&r->base);
}

int
main(void)
{
#define IN_TOWN(test) cmocka_unit_test_setup_teardown(test, set_up, town_tear_down)
	static const struct CMUnitTest tests[] = {
	    IN_TOWN(the_views_hold_what_they_say),
	    IN_TOWN(items_are_counted_and_stand_by_number),
	    IN_TOWN(a_new_one_rests_on_the_last_assessment),
	    IN_TOWN(an_item_is_done_once),
	    IN_TOWN(a_pathway_ends_once_with_an_outcome),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
