/* SPDX-License-Identifier: MIT
 * db_facts.c - facts follow their records through any changes; a database without them gets them;
 * verifying finds a falsified one.
 */
#include "tests/lib/db_help.h"

#include "db/record/facts.h"

enum { PEOPLE = 150, ROUNDS = 60, MOST = 400, ITEMS = 20 };

/* All records that are there, of all kinds that make facts. */
static struct record *live[MOST];
static size_t nlive;

static void
assert_facts_as_made_anew(void)
{
	struct txn *t = txn_read(help_store);
	struct facts_source *src = facts_source_open(t);
	struct buf anew = {0};

	for (size_t k = 0; k < FACTS_KINDS; k++)
		for (uint64_t block = 0; block < 30; block++) {
			buf_clear(&anew);
			assert_true(facts_source_put(src, facts_kinds[k], block, &anew));
			if (!slice_equal(buf_slice(&anew), facts_block(t, facts_kinds[k], block)))
				fail_msg("block %u of %s is not what its records say",
				    (unsigned)block, entity_of(facts_kinds[k])->id);
		}
	facts_source_close(src);
	buf_free(&anew);
	txn_abort(t);
}

static uint64_t
count_facts(void)
{
	struct txn *t = txn_read(help_store);
	uint64_t count = 0;

	for (uint64_t block = 0; block < 30; block++) {
		struct slice rows = facts_block(t, KIND_PEOPLE, block);
		struct person_facts p;
		const void *facts;

		while (facts_next_person(&rows, &p, &facts))
			count += p.count;
	}
	txn_abort(t);
	return count;
}

static int32_t
some_day(void)
{
	return 19000 + (int32_t)help_random(1000);
}

static uint64_t
some_person(void)
{
	return 1 + help_random(PEOPLE);
}

/* An event of some item or of none; its number is its code. */
static struct record *
some_event(int32_t number)
{
	struct record *r = record_new(KIND_EVENTS);
	struct event *event = (struct event *)r;
	char code[16];

	snprintf(code, sizeof(code), "E%d", (int)number);
	lab_set(r, "code", code);
	lab_set(r, "title", "Семинар");
	event->type = event->level = 1;
	event->planned = some_day();
	event->item = help_random(4) == 0 ? 0 : 1 + help_random(ITEMS);
	event->roadmap = help_random(2) == 0;
	event->cancelled = help_random(4) == 0;
	if (!event->cancelled && help_random(4) > 0)
		event->held = event->planned;
	if (event->held != DATE_NONE && help_random(2) == 0)
		event->held_to = event->held + 1;
	return r;
}

/* A record of a kind of facts, about somebody; its number keeps its key its own. */
static struct record *
some_record(int32_t number)
{
	struct record *r = record_new(fact_kind((enum fact_type)help_random(FACT_TYPES)));
	const struct field *document = field_find(r->kind, "document");
	const struct entity *e = entity_of(r->kind);

	for (size_t i = 0; i < e->count; i++) {
		const struct field *f = &e->fields[i];

		if (f->type == FIELD_REF)
			record_set_ref(r, f, f->target == KIND_PEOPLE ? some_person() : 1);
		else if (f->type == FIELD_DATE)
			record_set_date(r, f,
			    f->key               ? number
				: help_random(2) ? DATE_NONE
						 : some_day());
		else if (f->type == FIELD_CHOICE)
			record_set_choice(r, f, (uint8_t)(1 + help_random(2)));
		else if (f->type == FIELD_YESNO)
			record_set_yes(r, f, help_random(2));
	}
	if (document != NULL && help_random(2) == 0)
		record_set_text(r, document, "приказ", strlen("приказ"));
	return r;
}

static void
make_people(void)
{
	struct record *association = record_new(KIND_ASSOCIATIONS);
	struct change *c = help_change("import");
	uint64_t organisation = help_organisation("O1");

	lab_set(association, "code", "A1");
	lab_set(association, "name", "ММО");
	change_put(c, association);
	for (int i = 0; i < PEOPLE; i++) {
		char code[16];
		struct person *p;

		snprintf(code, sizeof(code), "P%d", i);
		p = help_person(code, "Ёлкина", organisation);
		change_put(c, &p->base);
		record_free(&p->base);
	}
	help_commit(c);
	record_free(association);
}

static void
make_items(void)
{
	struct plan *plan = (struct plan *)record_new(KIND_PLANS);
	struct change *c = help_change("import");

	lab_set(&plan->base, "code", "D1");
	lab_set(&plan->base, "title", "Дорожная карта");
	plan->kind = PLAN_ROADMAP;
	plan->from = 19000;
	plan->to = 20000;
	change_put(c, &plan->base);
	for (int i = 0; i < ITEMS; i++) {
		struct plan_item *item = (struct plan_item *)record_new(KIND_PLAN_ITEMS);
		char code[16];

		snprintf(code, sizeof(code), "I%d", i);
		lab_set(&item->base, "code", code);
		lab_set(&item->base, "number", code);
		lab_set(&item->base, "title", "Провести");
		item->plan = 1;
		item->type = item->level = 1;
		item->from = item->to = 19500;
		change_put(c, &item->base);
		record_free(&item->base);
	}
	help_commit(c);
	record_free(&plan->base);
}

/* New, changed (perhaps given to somebody else) and removed records in one operation. */
static void
change_some(int32_t *number)
{
	struct change *c = help_change("save");
	size_t stay = nlive;
	uint64_t stamp;

	for (size_t i = 0; i < stay; i++) {
		if (help_random(6) == 0) {
			const struct field *person = field_find(live[i]->kind, "person");

			if (person != NULL)
				record_set_ref(live[i], person, some_person());
			else
				((struct event *)live[i])->item = help_random(ITEMS + 1);
			change_put(c, live[i]);
		}
	}
	for (unsigned n = help_random(9); n > 0 && nlive < MOST; n--) {
		live[nlive] = help_random(4) == 0 ? some_event(*number) : some_record(*number);
		++*number;
		change_put(c, live[nlive++]);
	}
	for (size_t i = 0; i < stay; i++)
		if (help_random(25) == 0)
			change_remove(c, live[i]->kind, live[i]->id, live[i]->stamp);
	stamp = help_commit(c);
	for (size_t i = 0; stamp != 0 && i < nlive;) {
		struct txn *t = txn_read(help_store);
		bool there = records_get(t, live[i]->id, live[i]);

		txn_abort(t);
		if (there) {
			i++;
		} else {
			record_free(live[i]);
			live[i] = live[--nlive];
		}
	}
}

/* Items change, too: what they were done by stays. */
static void
change_some_item(void)
{
	struct plan_item *item = (struct plan_item *)record_new(KIND_PLAN_ITEMS);
	struct txn *t = txn_read(help_store);

	assert_true(records_get(t, 1 + help_random(ITEMS), &item->base));
	txn_abort(t);
	item->cancelled = help_random(2) == 0 ? DATE_NONE : some_day();
	help_put(&item->base);
	record_free(&item->base);
}

static size_t
events_among_live(void)
{
	size_t count = 0;

	for (size_t i = 0; i < nlive; i++)
		count += live[i]->kind == KIND_EVENTS;
	return count;
}

static void
follow_any_changes(void **state)
{
	int32_t number = 18000;

	(void)state;
	make_people();
	make_items();
	assert_facts_as_made_anew();
	for (int round = 0; round < ROUNDS; round++) {
		change_some(&number);
		change_some_item();
		assert_facts_as_made_anew();
		assert_int_equal(count_facts(), nlive - events_among_live());
	}
	assert_true(nlive > 50 && events_among_live() > 10);
	lab_verify(help_store);
	while (nlive > 0)
		record_free(live[--nlive]);
}

/* Removed and brought back under its id: before records that are newer. */
static void
come_back_in_their_place(void **state)
{
	struct record *first, *second;
	struct change *c;
	int32_t number = 18000;

	(void)state;
	make_people();
	do
		first = some_record(number);
	while (first->kind != KIND_ASSESSMENTS && (record_free(first), true));
	second = record_dup(first);
	help_put(first);
	record_set_date(second, field_find(KIND_ASSESSMENTS, "date"), number + 1);
	help_put(second);
	c = help_change("remove");
	change_remove(c, first->kind, first->id, first->stamp);
	first->stamp = help_commit(c);
	assert_facts_as_made_anew();
	assert_int_equal(count_facts(), 1);
	help_put(first);
	assert_facts_as_made_anew();
	assert_int_equal(count_facts(), 2);
	record_free(first);
	record_free(second);
}

static struct roadmap_facts
item_row(uint64_t id)
{
	struct txn *t = txn_read(help_store);
	struct slice rows = facts_block(t, KIND_PLAN_ITEMS, 0);
	struct roadmap_facts facts = {0};

	while (facts.id != id && facts_next_roadmap(&rows, &facts))
		;
	txn_abort(t);
	assert_int_equal(facts.id, id);
	return facts;
}

/* The first of its events that took place, by their last days. */
static void
items_are_done(void **state)
{
	struct record *first = some_event(1), *second = some_event(2);
	struct event *a = (struct event *)first, *b = (struct event *)second;
	struct change *c;

	(void)state;
	make_items();
	a->item = b->item = 3;
	a->cancelled = b->cancelled = false;
	a->planned = a->held = 19100;
	a->held_to = 19110;
	b->planned = b->held = 19105;
	b->held_to = DATE_NONE;
	assert_int_equal(item_row(3).done, FACT_OPEN);
	assert_int_equal(item_row(3).owner, 1);
	help_put(first);
	assert_int_equal(item_row(3).done, 19110);
	help_put(second);
	assert_int_equal(item_row(3).done, 19105);
	b->cancelled = true; /* whatever else it says */
	help_put(second);
	assert_int_equal(item_row(3).done, 19110);
	a->item = 4;
	help_put(first);
	assert_int_equal(item_row(3).done, FACT_OPEN);
	assert_int_equal(item_row(4).done, 19110);
	c = help_change("remove");
	change_remove(c, KIND_EVENTS, first->id, first->stamp);
	help_commit(c);
	assert_int_equal(item_row(4).done, FACT_OPEN);
	lab_verify(help_store);
	record_free(first);
	record_free(second);
}

static void
people_and_events_leave(void **state)
{
	struct record *event = record_new(KIND_EVENTS);
	struct person *p;
	struct change *c;
	struct txn *t;

	(void)state;
	make_people();
	p = help_person("PX", "Новикова", 1);
	help_put(&p->base);
	p->level = 2;
	help_put(&p->base);
	assert_facts_as_made_anew();
	lab_set(event, "code", "E1");
	lab_set(event, "title", "Семинар");
	((struct event *)event)->planned = 20000;
	((struct event *)event)->roadmap = true;
	help_put(event);
	t = txn_read(help_store);
	assert_int_equal(facts_block(t, KIND_EVENTS, 0).len, sizeof(struct roadmap_facts));
	txn_abort(t);
	make_items();
	((struct event *)event)->item = 1; /* the item counts in its stead */
	help_put(event);
	t = txn_read(help_store);
	assert_int_equal(facts_block(t, KIND_EVENTS, 0).len, 0);
	txn_abort(t);
	((struct event *)event)->item = 0;
	help_put(event);
	t = txn_read(help_store);
	assert_int_equal(facts_block(t, KIND_EVENTS, 0).len, sizeof(struct roadmap_facts));
	txn_abort(t);
	((struct event *)event)->roadmap = false; /* no business of the indicators any more */
	help_put(event);
	t = txn_read(help_store);
	assert_int_equal(facts_block(t, KIND_EVENTS, 0).len, 0);
	txn_abort(t);
	((struct event *)event)->roadmap = true;
	help_put(event);
	c = help_change("remove");
	change_remove(c, KIND_PEOPLE, p->base.id, p->base.stamp);
	change_remove(c, KIND_EVENTS, event->id, event->stamp);
	help_commit(c);
	assert_facts_as_made_anew();
	lab_verify(help_store);
	record_free(&p->base);
	record_free(event);
}

static void
count_fault(void *context, const char *sentence)
{
	*(unsigned *)context += strstr(sentence, "сведения для показателей") != NULL ||
	    strstr(sentence, "сведений для показателей") != NULL;
}

static void
assert_one_fault(void)
{
	struct verify_report report;
	unsigned told = 0;

	assert_int_equal(verify_store(help_store, &report, count_fault, NULL, &told), ST_DAMAGED);
	assert_int_equal(told, 1);
	assert_int_equal(report.faults, 1);
}

/* Write a block as it is not. */
static void
falsify(enum kind kind, uint64_t block, struct slice rows)
{
	struct txn *t = txn_write(help_store);
	struct buf key = {0};

	key_put_block(&key, kind, block);
	if (rows.len > 0)
		txn_put(t, TABLE_FACTS, buf_slice(&key), rows);
	else
		txn_delete(t, TABLE_FACTS, buf_slice(&key));
	assert_int_equal(txn_commit(t), ST_OK);
	buf_free(&key);
}

static void
falsified_fact_is_found(void **state)
{
	struct buf good = {0}, bad = {0};
	struct txn *t;

	(void)state;
	make_people();
	t = txn_read(help_store);
	buf_put_slice(&good, facts_block(t, KIND_PEOPLE, 1));
	txn_abort(t);
	buf_put_slice(&bad, buf_slice(&good));
	bad.data[bad.len / 2] ^= 1;
	falsify(KIND_PEOPLE, 1, buf_slice(&bad));
	assert_one_fault();
	falsify(KIND_PEOPLE, 1, slice_make(good.data, good.len - 40)); /* somebody is missing */
	assert_one_fault();
	falsify(KIND_PEOPLE, 1, slice_of("")); /* the whole block is */
	assert_one_fault();
	falsify(KIND_PEOPLE, 1, buf_slice(&good));
	falsify(KIND_PEOPLE, 500, buf_slice(&good)); /* of nobody */
	assert_one_fault();
	falsify(KIND_PEOPLE, 500, slice_of(""));
	lab_verify(help_store);
	buf_free(&good);
	buf_free(&bad);
}

int
main(void)
{
#define FRESH(test) cmocka_unit_test_setup_teardown(test, help_make, help_remove)
	const struct CMUnitTest tests[] = {
	    FRESH(follow_any_changes),
	    FRESH(come_back_in_their_place),
	    FRESH(items_are_done),
	    FRESH(people_and_events_leave),
	    FRESH(falsified_fact_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
