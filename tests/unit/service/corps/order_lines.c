/* SPDX-License-Identifier: MIT
 * order_lines.c - what stands in the way of a line of an order, and what an order leaves alone.
 */
#include "tests/lib/corps_help.h"

#include "db/record/records.h"
#include "service/corps/heads.h"
#include "service/council/application_statuses.h"
#include "service/council/council_rests.h"
#include "service/corps/orders_parts.h"
#include "tests/lib/in_view.h"

/* Signing is refused in these words, and nothing is written. */
static void
refused(struct session *s, struct order_project *p, enum status wanted, const char *words)
{
	uint64_t version = store_version(s->store);
	struct signed_order done;
	struct error e = {0};

	assert_int_equal(orders_sign(s, p, 0, &done, &e), wanted);
	if (strstr(error_text(&e), words) == NULL)
		fail_msg("ждали «%s», получили «%s»", words, error_text(&e));
	assert_int_equal(store_version(s->store), version);
}

static void
decide(struct session *s, const char *meeting, const char *date, const char *outcome)
{
	struct record *d = RECORD(s, KIND_DECISIONS, "application=AP2", "votes_for=3",
	    "votes_against=0", "abstained=0", "reason=есть");
	char cells[4][64];

	snprintf(cells[0], sizeof(cells[0]), "code=%s", meeting);
	snprintf(cells[1], sizeof(cells[1]), "date=%s", date);
	snprintf(cells[2], sizeof(cells[2]), "number=%s", meeting);
	town_save(s, RECORD(s, KIND_MEETINGS, cells[0], cells[1], cells[2], "seats=5"));
	snprintf(cells[0], sizeof(cells[0]), "meeting=%s", meeting);
	snprintf(cells[1], sizeof(cells[1]), "outcome=%s", outcome);
	SET(s, d, cells[0], cells[1]);
	town_save(s, d);
}

static void
status_is(struct session *s, const char *code, enum application_status wanted)
{
	struct application_statuses ways;

	assert_int_equal(
	    IN_VIEW(s, application_statuses_load(VIEW, day_of("2026-05-25"), &ways)), ST_OK);
	assert_int_equal(
	    application_statuses_find(&ways, town_id(s, KIND_APPLICATIONS, code)), wanted);
	application_statuses_free(&ways);
}

/* Of several meetings the latest has decided, of one day the one that came last. */
static void
the_last_decision_counts(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct order_project p = corps_propose(s, ORDER_COMPOSITION, "2026-05-25");

	p.lines[1].taken = p.lines[2].taken = false; /* Абрамов alone */
	decide(s, "M0", "2026-05-10", "отклонить");
	assert_int_equal(IN_VIEW(s, orders_check(VIEW, &p, NULL)), ST_OK);
	decide(s, "M2", "2026-05-20", "отложить");
	refused(s, &p, ST_REFUSED, "Абрамов Олег: совет не принял этого кандидата");
	decide(s, "M3", "2026-05-21", "принять");
	decide(s, "M4", "2026-05-20", "отклонить");
	status_is(s, "AP2", APPLICATION_ADMITTED);
	/* A table may bring them in any order. */
	town_save(s,
	    RECORD(s, KIND_DECISIONS, "meeting=M4", "application=AP3", "outcome=принять",
		"votes_for=3", "votes_against=0", "abstained=0", "reason=есть"));
	town_save(s,
	    RECORD(s, KIND_DECISIONS, "meeting=M2", "application=AP3", "outcome=отложить",
		"votes_for=3", "votes_against=0", "abstained=0", "reason=есть"));
	status_is(s, "AP3", APPLICATION_ADMITTED);
	corps_sign(s, &p);
}

static void
closed_minutes_let_the_order_go(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct minutes *m = (struct minutes *)record_new(KIND_MINUTES);
	struct change *c = change_new(s->store, &s->actor, "minutes", "");

	m->meeting = town_id(s, KIND_MEETINGS, "M1");
	m->state = MINUTES_CLOSED;
	m->current = 1;
	m->closed = day_of("2026-05-20");
	change_put(c, &m->base);
	record_free(&m->base);
	assert_int_equal(change_commit(c, NULL, NULL), ST_OK);
	assert_string_equal(corps_sign_composition(s, "2026-05-25").number, "1-ма");
}

static void
terms_and_twins(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct order_project p = corps_propose(s, ORDER_COMPOSITION, "2026-05-25");
	struct order_line *twin;

	p.lines[1].taken = p.lines[2].taken = false;
	p.lines[0].from = DATE_NONE;
	refused(s, &p, ST_REFUSED, "не указано, с какого дня");
	assert_false(p.lines[0].idle);
	orders_set_term(&p, day_of("2026-05-25"), day_of("2026-08-31"));
	twin = orders_add_line(&p);
	*twin = p.lines[0];
	twin->from++;
	refused(s, &p, ST_REFUSED,
	    "уже состоит в активе по этой предметной области с 25.05.2026 по 31.08.2026");
	twin->from--;
	p.lines[0].subject_area[0] = '\0';
	refused(s, &p, ST_REFUSED, "с этого дня (25.05.2026) у этого человека уже есть членство");
	p.lines[0].taken = false;
	assert_int_equal(IN_VIEW(s, orders_check(VIEW, &p, NULL)), ST_OK);
	order_project_free(&p);
}

/* Somebody else signs while the project lies on the desk. */
static void
nobody_is_taken_twice_by_one_application(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct order_project p = corps_propose(s, ORDER_COMPOSITION, "2026-05-25");

	corps_sign_composition(s, "2026-05-25");
	p.lines[1].taken = false; /* nobody of the register */
	refused(s, &p, ST_REFUSED, "по этому заявлению уже есть приказ № 1-ма от 25.05.2026");
	order_project_free(&p);
}

static void
exclusions_name_a_membership_and_a_day(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct order_project p;

	corps_sign_composition(s, "2026-05-25");
	p = corps_propose(s, ORDER_EXCLUSION, "2026-05-28");
	orders_add_exclusion(&p, 999, "ошибка", day_of("2026-05-28"));
	refused(s, &p, ST_REFUSED, "такого членства нет");
	p.lines[0].taken = false;
	orders_add_exclusion(&p, 1, "ошибка", DATE_NONE);
	refused(s, &p, ST_REFUSED, "не указан последний день");
	orders_set_term(&p, DATE_NONE, day_of("2026-05-28"));
	orders_add_exclusion(&p, 2, "ошибка", day_of("2026-05-28"));
	corps_sign(s, &p);
}

static uint64_t
association(struct session *s, const char *code, const char *name, const char *closed)
{
	char cells[3][64];

	snprintf(cells[0], sizeof(cells[0]), "code=%s", code);
	snprintf(cells[1], sizeof(cells[1]), "name=%s", name);
	snprintf(cells[2], sizeof(cells[2]), "closed=%s", closed);
	return town_save(s, RECORD(s, KIND_ASSOCIATIONS, cells[0], cells[1], cells[2]));
}

static void
heads_are_at_work_in_what_is_open(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t a = association(s, "A1", "ММО химии", ""), p1 = town_id(s, KIND_PEOPLE, "P1");
	uint64_t over = association(s, "A2", "ММО труда", "2026-05-20");
	struct order_project p = corps_propose(s, ORDER_HEADS, "2026-05-25");
	struct record *r = IN_VIEW(s, register_load_code(VIEW, KIND_PEOPLE, "P3"));

	SET(s, r, "dismissed=2026-05-25");
	town_save(s, r);
	orders_add_head(&p, a, town_id(s, KIND_PEOPLE, "P3"));
	refused(s, &p, ST_REFUSED, "к этому дню уже уволен");
	p.lines[0].person = p1;
	orders_add_head(&p, a, p1);
	refused(s, &p, ST_REFUSED, "это объединение уже стоит в приказе");
	p.lines[1].association = over;
	refused(s, &p, ST_REFUSED, "к этому дню объединение закрыто");
	p.lines[1].association = 0;
	refused(s, &p, ST_REFUSED, "не указано объединение");
	p.lines[1].taken = false;
	p.subject[0] = '\0';
	refused(s, &p, ST_INVALID, "О чём");
	order_project_free(&p);
}

/* The head's own row of the association; it must be there. */
static int32_t
last_day(struct session *s, uint64_t of, const char *person, const char *from)
{
	struct association_head *h = (struct association_head *)record_new(KIND_ASSOCIATION_HEADS);
	struct txn *t = txn_read(s->store);
	int32_t day;

	h->association = of;
	h->person = town_id(s, KIND_PEOPLE, person);
	h->from = day_of(from);
	assert_true(records_get(t, records_find_same(t, &h->base), &h->base));
	day = h->to;
	record_free(&h->base);
	txn_abort(t);
	return day;
}

static void
head(struct session *s, const char *person, const char *from, const char *to, const char *manner)
{
	char cells[4][64];

	snprintf(cells[0], sizeof(cells[0]), "person=%s", person);
	snprintf(cells[1], sizeof(cells[1]), "from=%s", from);
	snprintf(cells[2], sizeof(cells[2]), "to=%s", to);
	snprintf(cells[3], sizeof(cells[3]), "manner=%s", manner);
	town_save(s,
	    RECORD(s, KIND_ASSOCIATION_HEADS, "association=A1", cells[0], cells[1], cells[2],
		cells[3]));
}

/* A term that would go on is cut short, and is so no longer once the order is annulled; one that
 * somebody has cut otherwise meanwhile stays as it is. */
static void
a_successor_ends_the_term(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t a = association(s, "A1", "ММО химии", ""), order;
	struct order_project p;
	struct error e = {0};

	head(s, "P2", "2025-09-01", "2027-08-31", "назначен");
	head(s, "P3", "2026-01-01", "2027-08-31", "исполняет обязанности");
	p = corps_propose(s, ORDER_HEADS, "2026-05-25");
	orders_add_head(&p, a, town_id(s, KIND_PEOPLE, "P1"));
	order = corps_sign(s, &p).id;
	assert_int_equal(last_day(s, a, "P2", "2025-09-01"), day_of("2026-05-24"));
	assert_int_equal(last_day(s, a, "P3", "2026-01-01"), day_of("2026-05-24"));
	{
		struct association_head *h = (struct association_head *)IN_VIEW(
		    s, register_load(VIEW, KIND_ASSOCIATION_HEADS, 2));

		SET(s, &h->base, "to=2026-03-31");
		town_save(s, &h->base);
	}
	assert_int_equal(
	    IN_VIEW(s, orders_propose_annulment(&p, VIEW, order, day_of("2026-05-24"), &e)), ST_OK);
	snprintf(p.reason, sizeof(p.reason), "ошибка");
	refused(s, &p, ST_REFUSED, "отменяемый приказ подписан позже");
	order_project_free(&p);
	assert_int_equal(
	    IN_VIEW(s, orders_propose_annulment(&p, VIEW, order, day_of("2026-05-26"), &e)), ST_OK);
	snprintf(p.reason, sizeof(p.reason), "ошибка");
	corps_sign(s, &p);
	assert_int_equal(last_day(s, a, "P2", "2025-09-01"), day_of("2027-08-31"));
	assert_int_equal(last_day(s, a, "P3", "2026-01-01"), day_of("2026-03-31"));
}

/* Whoever stands in for the head is named behind the head, whichever came into the table first. */
static void
the_head_goes_before_who_stands_in(void **state)
{
	static const char *const manners[2][2] = {
	    {"назначен", "исполняет обязанности"}, {"исполняет обязанности", "назначен"}};

	for (size_t i = 0; i < 2; i++) {
		struct session *s = ((struct town *)*state)->s;
		struct association_head *h =
		    (struct association_head *)record_new(KIND_ASSOCIATION_HEADS);
		struct headed *rows;
		struct error e = {0};
		struct txn *t;
		uint64_t a, appointed = town_id(s, KIND_PEOPLE, i == 0 ? "P1" : "P2");
		size_t count;

		if (i == 1) { /* the other way round, in the same association later */
			head(s, "P1", "2026-02-01", "2026-03-31", manners[1][0]);
			head(s, "P2", "2026-02-02", "2026-03-31", manners[1][1]);
		} else {
			association(s, "A1", "ММО химии", "");
			head(s, "P1", "2025-09-01", "2025-12-31", manners[0][0]);
			head(s, "P2", "2025-09-02", "2025-12-31", manners[0][1]);
		}
		a = town_id(s, KIND_ASSOCIATIONS, "A1");
		assert_int_equal(IN_VIEW(s,
				     heads_on(VIEW, day_of(i == 0 ? "2025-10-01" : "2026-03-01"),
					 &rows, &count, &e)),
		    ST_OK);
		assert_int_equal(count, 2);
		assert_int_equal(rows[0].person, appointed);
		assert_string_equal(head_manner_brief(rows[1].manner), "и. о.");
		free(rows);
		t = txn_read(s->store);
		assert_true(heads_find(t, a, day_of(i == 0 ? "2025-10-01" : "2026-03-01"), h));
		assert_int_equal(h->person, appointed);
		/* Of those whose term is over the last one is meant. */
		assert_true(heads_find(t, a, day_of("2026-05-31"), h));
		txn_abort(t);
		record_free(&h->base);
	}
	assert_string_equal(head_manner_brief(0), "");
	assert_string_equal(head_manner_brief(200), "");
}

/* What would be pulled from under by opening the minutes again. */
static void
what_rests_on_minutes_is_listed(void **state)
{
	static const char *const days[] = {"date=2026-05-01", "date=2026-05-20", "date=2026-05-28"};
	struct session *s = ((struct town *)*state)->s;
	uint64_t meeting = town_id(s, KIND_MEETINGS, "M1");
	struct buf list = {0};

	assert_int_equal(IN_VIEW(s, council_put_rests(VIEW, meeting, &list)), 0);
	town_save(s,
	    RECORD(s, KIND_PUBLICATIONS, "code=S0001", days[0], "members=1", "list=P1",
		"address=guostrj.ru"));
	assert_int_equal(IN_VIEW(s, council_put_rests(VIEW, meeting, &list)), 0);
	assert_int_equal(list.len, 0);
	corps_sign_composition(s, "2026-05-25");
	town_save(s,
	    RECORD(s, KIND_ORDERS, "code=R900", "number=7-ма", "date=2026-05-10",
		"kind=состав методактива", "subject=Состав"));
	town_save(s,
	    RECORD(s, KIND_MEMBERSHIPS, "person=P3", "application=AP3", "from=2026-05-10",
		"order=R900"));
	for (size_t i = 1; i < 3; i++) {
		char code[16];

		snprintf(code, sizeof(code), "code=S000%zu", i + 1);
		town_save(s,
		    RECORD(s, KIND_PUBLICATIONS, code, days[i], "members=1", "list=P1",
			"address=guostrj.ru"));
	}
	assert_int_equal(IN_VIEW(s, council_put_rests(VIEW, meeting, &list)), 4);
	assert_string_equal(buf_text(&list),
	    "приказ № 1-ма от 25.05.2026, приказ № 7-ма от 10.05.2026, "
	    "публикация списка от 20.05.2026, публикация списка от 28.05.2026");
	buf_free(&list);
}

/* Who signs and who controls are taken from the last orders that say so. */
static void
signatures_are_those_of_the_last_orders(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct order_project p;
	struct error e = {0};

	town_save(s,
	    RECORD(s, KIND_ORDERS, "code=R1", "number=1", "date=2026-01-10", "kind=иное",
		"subject=о разном", "signed_by=Рябинина", "control=Петрова"));
	town_save(s,
	    RECORD(s, KIND_ORDERS, "code=R2", "number=2", "date=2026-02-10", "kind=иное",
		"subject=о разном", "control=Сидорова"));
	town_save(s,
	    RECORD(s, KIND_ORDERS, "code=R3", "number=9999999999999999", "date=2026-03-10",
		"kind=иное", "subject=о разном"));
	assert_int_equal(
	    IN_VIEW(s, orders_begin(&p, VIEW, ORDER_ANNULMENT, day_of("2026-05-25"), &e)), ST_OK);
	assert_string_equal(p.signed_by, "Рябинина");
	assert_string_equal(p.control, "Сидорова");
	order_project_free(&p);
}

/* Whoever leaves later still heads it now. */
static void
who_leaves_later_is_proposed(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t a = association(s, "A1", "ММО химии", "");
	struct record *r = IN_VIEW(s, register_load_code(VIEW, KIND_PEOPLE, "P2"));
	struct order_project p;
	struct error e = {0};

	SET(s, r, "dismissed=2026-08-31");
	town_save(s, r);
	head(s, "P2", "2025-09-01", "", "назначен");
	assert_int_equal(
	    IN_VIEW(s, orders_propose_heads(&p, VIEW, &a, 1, day_of("2026-05-25"), &e)), ST_OK);
	assert_int_equal(p.lines[0].person, town_id(s, KIND_PEOPLE, "P2"));
	order_project_free(&p);
}

/* Members on the day who work on it, each once. */
static void
the_size_of_an_association(void **state)
{
	static const char *const people[][4] = {
	    /* person, hired, dismissed, member to */
	    {"P4", "hired=2020-09-01", "dismissed=", "to="},
	    {"P5", "hired=2026-06-01", "dismissed=", "to="},
	    {"P6", "hired=2020-09-01", "dismissed=2026-05-31", "to="},
	    {"P7", "hired=2020-09-01", "dismissed=2026-06-01", "to=2026-05-31"},
	    {"P8", "hired=2020-09-01", "dismissed=", "to=2026-05-30"},
	};
	struct session *s = ((struct town *)*state)->s;
	uint64_t a = association(s, "A1", "ММО химии", "");
	struct txn *t;

	for (size_t i = 0; i < sizeof(people) / sizeof(people[0]); i++) {
		uint64_t id = town_person(s, people[i][0], "Петрова", "Анна", "Ивановна");
		struct record *r = IN_VIEW(s, register_load(VIEW, KIND_PEOPLE, id));
		char cell[32];

		SET(s, r, people[i][1], people[i][2]);
		town_save(s, r);
		snprintf(cell, sizeof(cell), "person=%s", people[i][0]);
		town_save(s,
		    RECORD(s, KIND_ASSOCIATION_MEMBERS, "association=A1", cell, "from=2025-09-01",
			people[i][3]));
	}
	t = txn_read(s->store);
	assert_int_equal(association_size(t, a, day_of("2026-05-31")), 2);
	assert_int_equal(association_size(t, a, day_of("2025-08-31")), 0);
	txn_abort(t);
}

#define WITH_TOWN(test) cmocka_unit_test_setup_teardown(test, corps_town, town_tear_down)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    WITH_TOWN(the_last_decision_counts),
	    WITH_TOWN(closed_minutes_let_the_order_go),
	    WITH_TOWN(terms_and_twins),
	    WITH_TOWN(nobody_is_taken_twice_by_one_application),
	    WITH_TOWN(exclusions_name_a_membership_and_a_day),
	    WITH_TOWN(heads_are_at_work_in_what_is_open),
	    WITH_TOWN(a_successor_ends_the_term),
	    WITH_TOWN(the_head_goes_before_who_stands_in),
	    WITH_TOWN(what_rests_on_minutes_is_listed),
	    WITH_TOWN(signatures_are_those_of_the_last_orders),
	    WITH_TOWN(who_leaves_later_is_proposed),
	    WITH_TOWN(the_size_of_an_association),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
