/* SPDX-License-Identifier: MIT
 * facts_read.c - what stands in a roadmap and when it was done, out of the columns.
 */
#include "tests/lib/db_help.h"

#include "service/indicators/facts_read.h"

enum { ITEMS = 5 };

struct measures {
	struct measure items[ITEMS + 1], event;
	unsigned nitems, nevents;
};

static void
take(void *context, const struct measure *x)
{
	struct measures *m = context;

	if (x->kind == KIND_EVENTS) {
		m->event = *x;
		m->nevents++;
		return;
	}
	assert_true(x->id >= 1 && x->id <= ITEMS);
	m->items[x->id] = *x;
	m->nitems++;
}

static struct measures
measures(void)
{
	struct txn *t = txn_read(help_store);
	struct measures m = {0};

	measures_read(t, take, &m);
	assert_int_equal(txn_status(t), ST_OK);
	txn_abort(t);
	return m;
}

static void
make_plan(uint8_t of_kind, const char *code)
{
	struct plan *plan = (struct plan *)record_new(KIND_PLANS);

	lab_set(&plan->base, "code", code);
	lab_set(&plan->base, "title", "План");
	plan->kind = of_kind;
	plan->from = 19000;
	plan->to = 20000;
	help_put(&plan->base);
	record_free(&plan->base);
}

/* Items of a roadmap; the last is of a plan of work. */
static void
make_items(void)
{
	make_plan(PLAN_ROADMAP, "D1");
	make_plan(PLAN_OF_WORK, "D2");
	for (int i = 1; i <= ITEMS; i++) {
		struct plan_item *item = (struct plan_item *)record_new(KIND_PLAN_ITEMS);
		char code[16];

		snprintf(code, sizeof(code), "I%d", i);
		lab_set(&item->base, "code", code);
		lab_set(&item->base, "number", code);
		lab_set(&item->base, "title", "Провести");
		item->plan = i < ITEMS ? 1 : 2;
		item->type = item->level = 1;
		item->from = item->to = 19500;
		help_put(&item->base);
		record_free(&item->base);
	}
}

static struct event *
make_event(const char *code)
{
	struct event *event = (struct event *)record_new(KIND_EVENTS);

	lab_set(&event->base, "code", code);
	lab_set(&event->base, "title", "Семинар");
	event->type = event->level = 1;
	event->planned = 19100;
	return event;
}

/* The first of its events that took place, by their last days. */
static void
items_are_done(void **state)
{
	struct event *a = make_event("E1"), *b = make_event("E2");
	struct change *c;

	(void)state;
	make_items();
	a->item = b->item = 3;
	a->held = 19100;
	a->held_to = 19110;
	b->held = 19105;
	assert_int_equal(measures().items[3].done, FACT_OPEN);
	assert_int_equal(measures().nitems, ITEMS - 1);
	help_put(&a->base);
	assert_int_equal(measures().items[3].done, 19110);
	help_put(&b->base);
	assert_int_equal(measures().items[3].done, 19105);
	b->cancelled = true; /* whatever else it says */
	help_put(&b->base);
	assert_int_equal(measures().items[3].done, 19110);
	a->item = 4;
	help_put(&a->base);
	assert_int_equal(measures().items[3].done, FACT_OPEN);
	assert_int_equal(measures().items[4].done, 19110);
	c = help_change("remove");
	change_remove(c, KIND_EVENTS, a->base.id, a->base.stamp);
	help_commit(c);
	assert_int_equal(measures().items[4].done, FACT_OPEN);
	record_free(&a->base);
	record_free(&b->base);
}

/* An event stands in a roadmap by itself when it says so and is of no item. */
static void
events_by_themselves(void **state)
{
	struct event *e = make_event("E1");

	(void)state;
	help_put(&e->base);
	assert_int_equal(measures().nevents, 0);
	e->roadmap = true;
	help_put(&e->base);
	assert_int_equal(measures().nevents, 1);
	assert_int_equal(measures().event.planned, 19100);
	assert_int_equal(measures().event.done, FACT_OPEN);
	assert_int_equal(measures().event.cancelled, FACT_OPEN);
	e->held = 19101;
	help_put(&e->base);
	assert_int_equal(measures().event.done, 19101);
	e->cancelled = true;
	help_put(&e->base);
	assert_int_equal(measures().event.done, FACT_OPEN);
	assert_int_equal(measures().event.cancelled, 19100);
	make_items();
	e->item = 1; /* the item counts in its stead */
	help_put(&e->base);
	assert_int_equal(measures().nevents, 0);
	record_free(&e->base);
}

int
main(void)
{
#define FRESH(test) cmocka_unit_test_setup_teardown(test, help_make, help_remove)
	const struct CMUnitTest tests[] = {
	    FRESH(items_are_done),
	    FRESH(events_by_themselves),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
