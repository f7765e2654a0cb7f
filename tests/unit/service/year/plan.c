/* SPDX-License-Identifier: MIT
 * plan.c - a school year as its plans have it: items held, postponed, cancelled, taken over;
 * figures that no postponing betters.
 */
#include "tests/lib/in_view.h"
#include "tests/lib/town.h"

#include "db/record/journal.h"
#include "service/indicators/indicators.h"
#include "service/year/plan_deeds.h"
#include "service/year/year_figures.h"

static const struct plan_part all = {.whose = PLANS_OF_ALL};

static void
set_cell(struct session *s, struct record *r, const char *id, const char *cell)
{
	struct buf pair = {0};

	buf_printf(&pair, "%s=%s", id, cell);
	SET(s, r, buf_text(&pair));
	buf_free(&pair);
}

static uint64_t
make_plan(struct session *s, const char *code, const char *kind, const char *from, const char *to)
{
	struct record *r = RECORD(s, KIND_PLANS, "title=План работы на 2025/2026 учебный год");

	set_cell(s, r, "code", code);
	set_cell(s, r, "kind", kind);
	set_cell(s, r, "from", from);
	set_cell(s, r, "to", to);
	return town_save(s, r);
}

static uint64_t
make_item(struct session *s, const char *code, const char *plan, const char *from, const char *to)
{
	struct record *r = RECORD(s, KIND_PLAN_ITEMS, "number=1", "title=Семинар", "type=семинар",
	    "level=муниципальный", "venue_text=Дом учителя");

	set_cell(s, r, "code", code);
	set_cell(s, r, "plan", plan);
	set_cell(s, r, "from", from);
	set_cell(s, r, "to", to);
	return town_save(s, r);
}

static int
set_up(void **state)
{
	struct town *town = town_new();

	make_plan(town->s, "L1", "дорожная карта", "2025-09-01", "2026-08-31");
	*state = town;
	return 0;
}

static struct fraction
roadmap(struct session *s, const char *from, const char *to)
{
	const struct indicator_question q = {.period = {day_of(from), day_of(to)}};
	struct indicators a;

	assert_int_equal(IN_VIEW(s, indicators_ask(VIEW, &q, 1, &a, NULL)), ST_OK);
	return a.values[INDICATOR_ROADMAP];
}

static struct plan_figures
figures(struct session *s, const char *day, const char *on)
{
	struct plan_figures f;
	struct plan_year y;

	assert_int_equal(
	    IN_VIEW(s, plan_year_read(VIEW, all, day_of(day), day_of(on), &y, NULL)), ST_OK);
	f = y.figures;
	plan_year_free(&y);
	return f;
}

static void
approve(struct session *s, const char *code)
{
	struct error e = {0};

	if (plan_take_step(
		s, town_id(s, KIND_PLANS, code), PLAN_APPROVED, day_of("2025-09-01"), &e) != ST_OK)
		fail_msg("%s", error_text(&e));
}

static struct plan_days
on_day(const char *day)
{
	return (struct plan_days){day_of(day), day_of(day)};
}

/* Six items of an approved roadmap; the sixth is postponed, not rewritten. */
static void
postponing_never_betters_the_roadmap(void **state)
{
	static const char *const planned[] = {
	    "2025-11-07", "2025-11-24", "2026-01-31", "2026-02-28", "2025-12-09", "2026-03-31"};
	struct session *s = ((struct town *)*state)->s;
	struct error e = {0};
	struct fraction f;
	struct plan_figures p;
	uint64_t ids[6];

	for (int i = 0; i < 6; i++) {
		const char code[] = {'E', (char)('1' + i), '\0'};

		ids[i] = make_item(s, code, "L1", planned[i], planned[i]);
	}
	approve(s, "L1");
	for (int i = 0; i < 5; i++)
		if (i != 3)
			assert_done(plan_items_held(
					s, (struct plan_items){&ids[i], 1}, on_day(planned[i]), &e),
			    &e);
	setenv("METODAKTIV_NOW", "2026-03-20T12:00:00", 1);
	assert_done(plan_items_postpone(s, (struct plan_items){&ids[5], 1}, day_of("2026-04-14"),
			"нет докладчика", &e),
	    &e);
	setenv("METODAKTIV_NOW", "2026-05-31T12:00:00", 1);
	f = roadmap(s, "2025-09-01", "2026-03-31");
	assert_int_equal(f.numerator, 4);
	assert_int_equal(f.denominator, 6);
	p = figures(s, "2026-03-31", "2026-04-14");
	assert_int_equal(p.postponed, 1);
	assert_int_equal(p.overdue, 1);
	assert_int_equal(figures(s, "2026-03-31", "2026-04-15").overdue, 2);
	assert_done(
	    plan_items_held(s, (struct plan_items){&ids[5], 1}, on_day("2026-04-14"), &e), &e);
	f = roadmap(s, "2025-09-01", "2026-04-30");
	assert_int_equal(f.numerator, 5);
	assert_int_equal(f.denominator, 6);
	assert_int_equal(figures(s, "2026-03-31", "2026-04-30").late, 1);
}

/* All marked are one operation; what one of them refuses stops them all. */
static void
several_are_held_at_once(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct journal_row row = {0};
	struct error e = {0};
	uint64_t ids[] = {make_item(s, "E1", "L1", "2025-10-01", "2025-12-31"),
	    make_item(s, "E2", "L1", "2025-10-01", "2025-10-31")};
	struct event *ev;

	assert_done(plan_items_held(s, (struct plan_items){ids, 2},
			(struct plan_days){day_of("2025-10-12"), day_of("2025-10-14")}, &e),
	    &e);
	assert_int_equal(IN_VIEW(s, records_count(VIEW->txn, KIND_EVENTS)), 2);
	ev = (struct event *)IN_VIEW(s, register_load(VIEW, KIND_EVENTS, 1));
	assert_non_null(ev);
	assert_string_equal(ev->title, "Семинар");
	assert_string_equal(ev->venue_text, "Дом учителя");
	assert_int_equal(ev->planned, day_of("2025-10-12"));
	assert_int_equal(ev->held_to, day_of("2025-10-14"));
	assert_true(ev->roadmap);
	record_free(&ev->base);
	assert_not_done(plan_items_held(s, (struct plan_items){ids, 1}, on_day("2025-11-01"), &e),
	    &e, "пункт уже проведён 14.10.2025 (пункт 1 «Семинар»)");
	assert_not_done(
	    plan_items_cancel(s, (struct plan_items){ids, 2}, "нет", &e), &e, "проведён");
	assert_true(IN_VIEW(s, register_undo_next(VIEW, &row)));
	assert_done(register_undo_operation(s, row.sequence, &e), &e);
	assert_int_equal(IN_VIEW(s, records_count(VIEW->txn, KIND_EVENTS)), 0);
	journal_row_free(&row);
	assert_not_done(plan_items_held(s, (struct plan_items){ids, 2}, on_day("2099-06-10"), &e),
	    &e, "Проведено: ");
	assert_int_equal(IN_VIEW(s, records_count(VIEW->txn, KIND_EVENTS)), 0);
}

/* An event that was entered beforehand is the one that is held. */
static void
an_event_that_waits_is_the_one(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct error e = {0};
	uint64_t item = make_item(s, "E1", "L1", "2025-10-01", "2025-10-31");
	struct event *ev;
	uint64_t id = town_save(s,
	    RECORD(s, KIND_EVENTS, "code=V1", "item=E1", "title=Семинар наставников",
		"type=семинар", "level=муниципальный", "planned=2025-10-10"));

	assert_done(
	    plan_items_held(s, (struct plan_items){&item, 1}, on_day("2025-10-12"), &e), &e);
	assert_int_equal(IN_VIEW(s, records_count(VIEW->txn, KIND_EVENTS)), 1);
	ev = (struct event *)IN_VIEW(s, register_load(VIEW, KIND_EVENTS, id));
	assert_int_equal(ev->held, day_of("2025-10-12"));
	assert_string_equal(ev->title, "Семинар наставников");
	record_free(&ev->base);
}

/* Of an approved plan nothing is rewritten; items are postponed again, and cancelled. */
static void
an_approved_plan_is_frozen(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct error e = {0};
	uint64_t id = make_item(s, "E1", "L1", "2025-10-01", "2025-10-31");
	struct plan_items one = {&id, 1};
	struct plan_item *item;
	struct saved saved;

	approve(s, "L1");
	item = (struct plan_item *)IN_VIEW(s, register_load(VIEW, KIND_PLAN_ITEMS, id));
	item->to = day_of("2025-11-30");
	assert_not_done(
	    save_record(s, &item->base, &saved, &e), &e, "пункт переносят или отменяют");
	record_free(&item->base);
	assert_not_done(plan_take_step(s, town_id(s, KIND_PLANS, "L1"), PLAN_APPROVED,
			    day_of("2025-09-02"), &e),
	    &e, "в утверждённом плане не меняется");
	assert_not_done(
	    plan_items_postpone(s, one, day_of("2025-10-31"), "рано", &e), &e, "Перенесено");
	assert_done(plan_items_postpone(s, one, day_of("2026-06-14"), "болезнь", &e), &e);
	assert_done(plan_items_postpone(s, one, day_of("2026-06-20"), "снова", &e), &e);
	assert_done(plan_items_cancel(s, one, "нет денег", &e), &e);
	assert_not_done(plan_items_postpone(s, one, day_of("2026-06-21"), "", &e), &e, "отменён");
	assert_int_equal(figures(s, "2025-10-01", "2026-05-31").cancelled, 1);
	assert_int_equal(roadmap(s, "2025-09-01", "2026-05-31").denominator, 1);
}

static void
assert_item(struct session *s, const char *code, const char *term, const char *from, const char *to)
{
	struct plan_item *item =
	    (struct plan_item *)IN_VIEW(s, register_load_code(VIEW, KIND_PLAN_ITEMS, code));

	assert_non_null(item);
	assert_string_equal(item->term, term);
	assert_int_equal(item->from, day_of(from));
	assert_int_equal(item->to, day_of(to));
	assert_int_equal(item->cancelled, DATE_NONE);
	assert_int_equal(item->postponed_to, DATE_NONE);
	record_free(&item->base);
}

static void
set_cells(struct session *s, uint64_t id, const char *const *pairs)
{
	struct record *r = IN_VIEW(s, register_load(VIEW, KIND_PLAN_ITEMS, id));

	town_set(s, r, pairs);
	town_save(s, r);
}
#define CELLS(s, id, ...) set_cells(s, id, (const char *const[]){__VA_ARGS__, NULL})

static void
last_year_is_taken_a_year_on(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct error e = {0};
	struct plan_taken taken;
	struct plan *plan;
	uint64_t ids[4];

	ids[0] = make_item(s, "E1", "L1", "2026-02-01", "2026-02-28");
	ids[1] = make_item(s, "E2", "L1", "2025-12-07", "2025-12-09");
	ids[2] = make_item(s, "E3", "L1", "2025-09-01", "2026-08-31");
	ids[3] = make_item(s, "E4", "L1", "2025-10-01", "2025-10-31");
	CELLS(s, ids[0], "number=1", "term=февраль 2026", "postponed_to=2026-03-05",
	    "postponed_on=2026-02-20", "reason=болезнь");
	CELLS(s, ids[1], "number=2", "term=7–9 декабря");
	CELLS(s, ids[2], "number=3", "term=в течение года");
	CELLS(s, ids[3], "number=4", "cancelled=2025-10-01");
	approve(s, "L1");
	assert_done(plan_take_over(s, PLAN_ROADMAP, 0, day_of("2026-09-10"), &taken, &e), &e);
	assert_int_equal(taken.items, 3);
	assert_int_equal(taken.out, 1);
	assert_item(s, "E5", "февраль 2027", "2027-02-01", "2027-02-28");
	assert_item(s, "E6", "6–8 декабря 2026", "2026-12-06", "2026-12-08"); /* Sunday on */
	assert_item(s, "E7", "в течение года", "2026-09-01", "2027-08-31");
	plan = (struct plan *)IN_VIEW(s, register_load(VIEW, KIND_PLANS, taken.plan));
	assert_string_equal(plan->title, "План работы на 2026/2027 учебный год");
	assert_int_equal(plan->approved, DATE_NONE);
	record_free(&plan->base);
	assert_not_done(plan_take_over(s, PLAN_ROADMAP, 0, day_of("2026-09-10"), &taken, &e), &e,
	    "все пункты прошлого года уже в плане");
	assert_not_done(plan_take_over(s, PLAN_OF_WORK, 0, day_of("2026-09-10"), &taken, &e), &e,
	    "плана прошлого года нет");
	assert_not_done(plan_take_over(s, PLAN_ROADMAP, 0, day_of("2025-09-10"), &taken, &e), &e,
	    "плана прошлого года нет");
}

/* Days keep their weekday within the new year, whatever the words say; what only looks like an item
 * that is there already is taken. */
static void
days_are_taken_within_the_year(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct error e = {0};
	struct plan_taken taken;
	uint64_t ids[4], other;

	ids[0] = make_item(s, "E1", "L1", "2025-09-01", "2025-09-02");
	ids[1] = make_item(s, "E2", "L1", "2025-10-03", "2025-11-20");
	ids[2] = make_item(s, "E3", "L1", "2026-02-02", "2026-03-10");
	ids[3] = make_item(s, "E4", "L1", "2025-12-01", "2025-12-01");
	CELLS(s, ids[0], "number=1");
	CELLS(s, ids[1], "number=2");
	CELLS(s, ids[2], "number=3", "term=февраль 2026");
	CELLS(s, ids[3], "number=4");
	make_plan(s, "L2", "дорожная карта", "2026-09-01", "2027-08-31");
	other = make_item(s, "E8", "L2", "2026-12-01", "2026-12-01");
	CELLS(s, other, "number=4", "title=Другой семинар");
	assert_done(plan_take_over(s, PLAN_ROADMAP, 0, day_of("2026-09-10"), &taken, &e), &e);
	assert_int_equal(taken.plan, town_id(s, KIND_PLANS, "L2"));
	assert_int_equal(taken.items, 4);
	assert_item(s, "E9", "", "2026-09-01", "2026-09-01"); /* the Monday is the old year's */
	assert_item(s, "E10", "", "2026-10-02", "2026-11-19");
	assert_item(s, "E11", "с 01.02.2027 по 09.03.2027", "2027-02-01", "2027-03-09");
	assert_item(s, "E12", "", "2026-11-30", "2026-11-30");
	approve(s, "L2");
	assert_not_done(plan_take_over(s, PLAN_ROADMAP, 0, day_of("2026-09-10"), &taken, &e), &e,
	    "план этого года утверждён");
}

static void
of_an_empty_plan_nothing_is_taken(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct error e = {0};
	struct plan_taken taken;

	assert_not_done(plan_take_over(s, PLAN_ROADMAP, 0, day_of("2026-09-10"), &taken, &e), &e,
	    "в плане прошлого года нет пунктов");
	assert_int_equal(IN_VIEW(s, records_count(VIEW->txn, KIND_PLANS)), 1);
}

/* Held out of its term it was planned for the nearest day of it; a cancelled event is none. */
static void
what_is_held_was_planned_within_its_term(void **state)
{
	static const struct {
		const char *held, *planned;
	} days[] = {{"2025-09-20", "2025-10-01"}, {"2025-10-15", "2025-10-15"},
	    {"2025-11-20", "2025-10-31"}};
	struct session *s = ((struct town *)*state)->s;
	struct error e = {0};

	assert_not_done(plan_items_held(s, (struct plan_items){NULL, 0}, on_day("2025-10-15"), &e),
	    &e, "не отмечен ни один пункт");
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		char code[32], cell[48];
		struct event *ev;
		uint64_t item;

		snprintf(code, sizeof(code), "E%zu", i);
		item = make_item(s, code, "L1", "2025-10-01", "2025-10-31");
		snprintf(cell, sizeof(cell), "item=%s", code);
		snprintf(code, sizeof(code), "code=V%zu", 10 * i);
		town_save(s,
		    RECORD(s, KIND_EVENTS, code, cell, "title=Отменён", "type=семинар",
			"level=муниципальный", "planned=2025-10-02", "cancelled=да"));
		assert_done(
		    plan_items_held(s, (struct plan_items){&item, 1}, on_day(days[i].held), &e),
		    &e);
		ev = (struct event *)IN_VIEW(s, register_load(VIEW, KIND_EVENTS, 2 * i + 2));
		assert_string_equal(ev->title, "Семинар");
		assert_int_equal(ev->planned, day_of(days[i].planned));
		record_free(&ev->base);
	}
}

/* What the town calls an item its event is called, too. */
static void
a_word_of_the_town_goes_with_the_item(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct error e = {0};
	struct event *ev;
	uint64_t item;

	town_force_rules(s, "tests/data/profiles/zarechny.conf");
	item = make_item(s, "E1", "L1", "2025-10-01", "2025-10-31");
	CELLS(s, item, "type=единый методический день");
	assert_done(
	    plan_items_held(s, (struct plan_items){&item, 1}, on_day("2025-10-12"), &e), &e);
	ev = (struct event *)IN_VIEW(s, register_load(VIEW, KIND_EVENTS, 1));
	assert_string_equal(
	    field_find(KIND_EVENTS, "type")->words[ev->type - 1], "семинар"); /* counts as */
	assert_string_equal(
	    record_word(&ev->base, field_find(KIND_EVENTS, "type")), "единый методический день");
	record_free(&ev->base);
}

/* Of two that wait the first is held, and then it is done, though the other still waits. */
static void
of_two_events_one_is_held(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct error e = {0};
	uint64_t item = make_item(s, "E1", "L1", "2025-10-01", "2025-10-31");

	for (int i = 1; i <= 2; i++) {
		char code[16];

		snprintf(code, sizeof(code), "code=V%d", i);
		town_save(s,
		    RECORD(s, KIND_EVENTS, code, "item=E1", "title=Семинар", "type=семинар",
			"level=муниципальный", "planned=2025-10-10"));
	}
	assert_done(
	    plan_items_held(s, (struct plan_items){&item, 1}, on_day("2025-10-12"), &e), &e);
	assert_not_done(plan_items_held(s, (struct plan_items){&item, 1}, on_day("2025-10-13"), &e),
	    &e, "пункт уже проведён 12.10.2025");
	assert_int_equal(IN_VIEW(s, records_count(VIEW->txn, KIND_EVENTS)), 2);
}

static void
write_nothing(const void *context, FILE *f)
{
	(void)context;
	(void)f;
}

/* One that is handed in stops all of them; what is not approved is not published. */
static void
plans_go_their_way_in_order(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct page_file page = {.path = "/dev/null", .write = write_nothing, .note = "план.html"};
	struct journal_row row;
	struct error e = {0};
	struct txn *t;
	uint64_t ids[3];

	make_plan(s, "L2", "план работы", "2025-09-01", "2026-08-31");
	make_plan(s, "L3", "план работы", "2024-09-01", "2025-08-31");
	for (int i = 0; i < 3; i++)
		ids[i] = town_id(s, KIND_PLANS, i == 0 ? "L1" : i == 1 ? "L2" : "L3");
	assert_done(plans_hand_in(s, &ids[1], 1, day_of("2025-08-25"), &e), &e);
	assert_not_done(
	    plans_hand_in(s, ids, 3, day_of("2025-08-26"), &e), &e, "план уже сдан 25.08.2025");
	assert_not_done(plan_publish(s, ids[0], &page, &e), &e, "ещё не утверждён");
	approve(s, "L1");
	assert_done(plan_publish(s, ids[0], &page, &e), &e);
	t = txn_read(s->store);
	assert_true(journal_get(t, journal_last(t), &row));
	assert_string_equal(row.reason, "план опубликован: план.html");
	journal_row_free(&row);
	txn_abort(t);
}

/* What was put off from the year before is seen in this one, and counted in its own. */
static void
what_was_put_off_is_counted_in_its_own_year(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct plan_year y;
	uint64_t item;

	make_plan(s, "L0", "план работы", "2024-09-01", "2025-08-31");
	item = make_item(s, "E1", "L0", "2025-08-01", "2025-08-20");
	CELLS(s, item, "postponed_to=2025-10-01", "postponed_on=2025-08-10", "reason=болезнь");
	assert_int_equal(
	    IN_VIEW(
		s, plan_year_read(VIEW, all, day_of("2025-10-01"), day_of("2025-09-10"), &y, NULL)),
	    ST_OK);
	assert_int_equal(y.count, 1);
	assert_int_equal(y.figures.items, 0);
	plan_year_free(&y);
	assert_int_equal(figures(s, "2025-08-01", "2025-09-10").items, 1);
}

static void
plans_stand_as_far_as_they_came(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct plan_standing *rows, one;
	struct error e = {0};
	size_t count;

	town_save(s, RECORD(s, KIND_ASSOCIATIONS, "code=A01", "name=ММО математиков"));
	town_save(
	    s, RECORD(s, KIND_ASSOCIATIONS, "code=A02", "name=ММО физиков", "closed=2026-01-01"));
	town_save(
	    s, RECORD(s, KIND_ASSOCIATIONS, "code=A03", "name=ММО ИЗО", "founded=2026-06-01"));
	make_plan(s, "L2", "план работы", "2025-08-20", "2026-08-31");
	assert_int_equal(IN_VIEW(s,
			     plan_standings_read(VIEW, PLAN_OF_WORK, day_of("2025-09-10"),
				 day_of("2026-05-31"), &rows, &count, &e)),
	    ST_OK);
	assert_int_equal(count, 2);
	assert_int_equal(rows[0].plan, town_id(s, KIND_PLANS, "L2"));
	assert_int_equal(plan_standing_step(&rows[0]), PLAN_STEPS);
	assert_int_equal(rows[1].plan, 0);
	free(rows);
	assert_done(plan_take_step(
			s, town_id(s, KIND_PLANS, "L2"), PLAN_HANDED_IN, day_of("2025-08-25"), &e),
	    &e);
	assert_int_equal(
	    IN_VIEW(s, plan_standing_of(VIEW, PLAN_OF_WORK, 0, day_of("2026-08-31"), &one, &e)),
	    ST_OK);
	assert_int_equal(plan_standing_step(&one), PLAN_HANDED_IN);
	assert_int_equal(one.days[PLAN_HANDED_IN], day_of("2025-08-25"));
	assert_int_equal(
	    IN_VIEW(s, plan_standing_of(VIEW, PLAN_OF_WORK, 0, day_of("2025-06-30"), &one, &e)),
	    ST_OK);
	assert_int_equal(one.plan, 0);
}

/* --- Properties, over items thrown anywhere into the year. */

enum { ITEMS = 40, ROUNDS = 3 };

static unsigned random_state;

static unsigned
any(unsigned below)
{
	random_state = random_state * 1103515245 + 12345;
	return (random_state >> 16) % below;
}

struct thrown {
	char from[11], to[11];
};

static void
throw_days(struct thrown *t)
{
	int32_t from = day_of("2025-09-01") + (int32_t)any(300), to = from + (int32_t)any(60);
	struct buf b = {0};

	date_put_iso(&b, from);
	memcpy(t->from, buf_text(&b), sizeof(t->from));
	buf_clear(&b);
	date_put_iso(&b, to);
	memcpy(t->to, buf_text(&b), sizeof(t->to));
	buf_free(&b);
}

static void
months_add_up(struct session *s)
{
	struct period year = {day_of("2025-09-01"), day_of("2026-08-31")};
	struct year_figures whole, month;
	struct scope city = {.type = SCOPE_CITY};
	int32_t *ends, from = year.from;
	size_t count = period_month_ends(year, &ends), items = 0, held = 0;

	assert_int_equal(IN_VIEW(s, year_figures_ask(VIEW, year, city, &whole, NULL)), ST_OK);
	for (size_t i = 0; i < count; i++) {
		struct period p = {from, ends[i]};

		assert_int_equal(IN_VIEW(s, year_figures_ask(VIEW, p, city, &month, NULL)), ST_OK);
		items += month.plan.items;
		held += month.held;
		assert_int_equal(month.held, whole.months[i].held);
		from = ends[i] + 1;
		year_figures_free(&month);
	}
	assert_int_equal(count, 12);
	assert_int_equal(items, whole.plan.items);
	assert_int_equal(held, whole.held);
	free(ends);
	year_figures_free(&whole);
}

/* The same items in another order of entry; what is done with each is the same. */
static struct plan_figures
live_a_year(struct session *s, const struct thrown *days, const unsigned *fates, bool backwards)
{
	uint64_t ids[ITEMS];
	struct fraction before, after;
	struct error e = {0};

	for (int i = 0; i < ITEMS; i++) {
		int at = backwards ? ITEMS - 1 - i : i;
		char code[8];

		snprintf(code, sizeof(code), "E%d", at);
		ids[at] = make_item(s, code, "L1", days[at].from, days[at].to);
	}
	approve(s, "L1");
	before = roadmap(s, "2025-09-01", "2026-03-31");
	for (int i = 0; i < ITEMS; i++) {
		int at = backwards ? ITEMS - 1 - i : i;
		struct plan_items one = {&ids[at], 1};

		if (fates[at] % 4 == 1)
			assert_done(plan_items_postpone(s, one,
					day_of(days[at].to) + 1 + (int)(fates[at] % 90), "", &e),
			    &e);
		else if (fates[at] % 4 == 2)
			assert_done(plan_items_cancel(s, one, "", &e), &e);
		else if (fates[at] % 4 == 3 && day_of(days[at].to) <= day_of("2026-05-31"))
			assert_done(plan_items_held(s, one, on_day(days[at].to), &e), &e);
	}
	after = roadmap(s, "2025-09-01", "2026-03-31");
	assert_int_equal(after.denominator, before.denominator);
	assert_int_equal(before.numerator, 0);
	months_add_up(s);
	return figures(s, "2025-09-01", "2026-05-31");
}

static void
order_of_entry_changes_nothing(void **state)
{
	struct thrown days[ITEMS];
	unsigned fates[ITEMS];

	(void)state;
	for (unsigned round = 0; round < ROUNDS; round++) {
		struct plan_figures f[2];

		random_state = round + 1;
		for (int i = 0; i < ITEMS; i++) {
			throw_days(&days[i]);
			fates[i] = any(1000);
		}
		for (int i = 0; i < 2; i++) {
			void *town = NULL;

			set_up(&town);
			f[i] = live_a_year(((struct town *)town)->s, days, fates, i == 1);
			town_tear_down(&town);
		}
		assert_memory_equal(&f[0], &f[1], sizeof(f[0]));
		assert_int_equal(f[0].items, ITEMS);
	}
}

#define TOWN(test) cmocka_unit_test_setup_teardown(test, set_up, town_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TOWN(postponing_never_betters_the_roadmap),
	    TOWN(several_are_held_at_once),
	    TOWN(an_event_that_waits_is_the_one),
	    TOWN(an_approved_plan_is_frozen),
	    TOWN(last_year_is_taken_a_year_on),
	    TOWN(days_are_taken_within_the_year),
	    TOWN(of_an_empty_plan_nothing_is_taken),
	    TOWN(what_is_held_was_planned_within_its_term),
	    TOWN(a_word_of_the_town_goes_with_the_item),
	    TOWN(of_two_events_one_is_held),
	    TOWN(plans_go_their_way_in_order),
	    TOWN(what_was_put_off_is_counted_in_its_own_year),
	    TOWN(plans_stand_as_far_as_they_came),
	    cmocka_unit_test(order_of_entry_changes_nothing),
	};

	return cmocka_run_group_tests_name("a year of plans", tests, NULL, NULL);
}
