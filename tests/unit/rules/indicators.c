/* SPDX-License-Identifier: MIT
 * rules_indicators.c - the eight indicators on hand-made people, each there for one question; each
 * switch of the profile; doubts.
 */
#include "tests/lib/rules_help.h"

#include <string.h>

#include "tests/lib/fact_rows.h"

/* Rows as they are stored, built one after the other. */
struct rows {
	struct buf bytes;
	size_t head;
};

static struct person_facts *
person(struct rows *r, uint64_t id, int born, int start)
{
	struct person_facts p = {.id = id,
	    .organisation = 1 + id % 3,
	    .birth_date = day(born),
	    .career_start = day(start),
	    .hired = day(20200901),
	    .dismissed = FACT_OPEN,
	    .staff_kind = STAFF_TEACHER,
	    .level = 1};

	r->head = r->bytes.len;
	buf_put(&r->bytes, &p, sizeof(p));
	return (struct person_facts *)(void *)(r->bytes.data + r->head);
}

static void
fact(struct rows *r, enum fact_type type, unsigned flags, uint64_t ref, int from, int to)
{
	struct fact f = {
	    .from = day(from), .to = end(to), .type = type, .flags = flags, .ref = ref};
	struct person_facts p;

	buf_put(&r->bytes, &f, sizeof(f));
	memcpy(&p, r->bytes.data + r->head, sizeof(p));
	p.count++;
	memcpy(r->bytes.data + r->head, &p, sizeof(p));
}

/* Events that stand in a roadmap. */
static void
add_events(struct indicators_run *run, struct slice events)
{
	struct roadmap_facts e;

	for (size_t at = 0; at + sizeof(e) <= events.len; at += sizeof(e)) {
		memcpy(&e, (const char *)events.data + at, sizeof(e));
		indicators_add_measure(run,
		    &(struct measure){.kind = KIND_EVENTS,
			.id = e.id,
			.association = e.owner,
			.venue = e.venue,
			.planned = e.planned,
			.done = e.done,
			.cancelled = e.cancelled,
			.level = e.level});
	}
}

static struct indicators
ask(const struct indicator_rules *rules, const struct rows *people, struct slice events,
    struct indicator_question q)
{
	struct indicators_run *run = indicators_begin(rules, &q, 1);
	struct indicators answer;

	indicators_add_association(run, 1, 1);
	indicators_add_association(run, 2, 3);
	fact_rows_ask(run, buf_slice(&people->bytes));
	add_events(run, events);
	indicators_end(run, &answer);
	return answer;
}

static struct indicators
ask_city(const struct indicator_rules *rules, const struct rows *people, int from, int to)
{
	return ask(rules, people, slice_of(""),
	    (struct indicator_question){.period = {day(from), day(to)}});
}

enum { COUNTED_TRAINING = FACT_REGISTRY | FACT_MATCHED };

/* Fourteen people on 31 May 2025, each there for one question. */
static void
make_fourteen(struct rows *r)
{
	person(r, 1, 19900601, 20220901); /* 35 tomorrow */
	fact(r, FACT_SUPPORTED, 0, 0, 20240901, 0);
	person(r, 2, 19900531, 20230901); /* 35 today */
	fact(r, FACT_SUPPORTED, 0, 0, 20240901, 0);
	person(r, 3, 19980101, 20220531); /* the three years ended yesterday */
	fact(r, FACT_SUPPORTED, 0, 0, 20240901, 0);
	person(r, 4, 19990101, 20240901); /* nobody supports */
	fact(r, FACT_ATTACHED, 0, 12, 20240901, 0);
	person(r, 5, 19800101, 20020901)->staff_kind = STAFF_SPECIALIST;
	fact(r, FACT_ATTACHED, 0, 12, 20240901, 0);
	person(r, 6, 19960101, 20230901);
	person(r, 7, 19800101, 20020901)->dismissed = day(20250430);
	fact(r, FACT_ASSESSED, 0, 0, 20241010, 20241010);
	fact(r, FACT_PATHWAY, FACT_SUCCESS, 0, 20241101, 20250301);
	person(r, 8, 19700101, 19920901)->staff_kind = STAFF_HEAD;
	person(r, 9, 19800101, 20020901); /* assessed a year before */
	fact(r, FACT_ASSESSED, 0, 0, 20231005, 20231005);
	fact(r, FACT_TRAINED, COUNTED_TRAINING, 0, 20241020, 20241120);
	person(r, 10, 19800101, 20020901);
	fact(r, FACT_ASSESSED, 0, 0, 20241010, 20241010);
	fact(r, FACT_PATHWAY, FACT_SUCCESS, 0, 20241101, 20250520);
	fact(r, FACT_ATTACHED, 0, 12, 20240901, 0);
	person(r, 11, 19800101, 20020901);
	fact(r, FACT_ASSESSED, 0, 0, 20241010, 20241010);
	fact(r, FACT_PATHWAY, 0, 0, 20241115, 20251231);
	fact(r, FACT_ATTACHED, 0, 12, 20240901, 0);
	person(r, 12, 19800101, 20020901);
	fact(r, FACT_METHODIST, FACT_DOCUMENT, 0, 20240115, 20260114);
	person(r, 13, 19800101, 20020901); /* of the register, but not chosen from the assessment */
	fact(r, FACT_ASSESSED, 0, 0, 20250210, 20250210);
	fact(r, FACT_TRAINED, FACT_REGISTRY, 0, 20241201, 20241220);
	person(r, 14, 19750101, 19970901); /* of two associations */
	fact(r, FACT_MEMBER, 0, 1, 20240901, 0);
	fact(r, FACT_MEMBER, 0, 2, 20240901, 0);
}

static void
fourteen_people(void **state)
{
	struct rows r = {0};
	struct indicators a;

	(void)state;
	make_fourteen(&r);
	a = ask_city(&usual, &r, 20240901, 20250531);
	assert_int_equal(a.staff, 11);
	assert_value(&a, INDICATOR_ASSESSED, 3, 11);
	assert_value(&a, INDICATOR_TRAINED, 1, 11);
	assert_value(&a, INDICATOR_PATHWAYS, 2, 11);
	assert_value(&a, INDICATOR_METHODISTS, 1, 11);
	assert_value(&a, INDICATOR_LOAD, 3, 1);
	assert_value(&a, INDICATOR_PATHWAYS_DONE, 1, 2);
	assert_value(&a, INDICATOR_YOUNG, 1, 3);
	assert_value(&a, INDICATOR_ROADMAP, 0, 0);
	assert_int_equal(a.unknown, 0);
	assert_int_equal(a.load_least, 3);
	assert_int_equal(a.load_most, 3);
	buf_free(&r.bytes);
}

static void
each_switch(void **state)
{
	struct indicator_rules rules = usual;
	struct rows r = {0};
	struct indicators a;

	(void)state;
	make_fourteen(&r);
	rules.young_age_inclusive = true; /* 35 today is young still */
	a = ask_city(&rules, &r, 20240901, 20250531);
	assert_value(&a, INDICATOR_YOUNG, 2, 4);
	rules = usual;
	rules.young_age = 36;
	a = ask_city(&rules, &r, 20240901, 20250531);
	assert_value(&a, INDICATOR_YOUNG, 2, 4);
	rules = usual;
	rules.young_age = 30; /* born 1990: not any more */
	a = ask_city(&rules, &r, 20240901, 20250531);
	assert_value(&a, INDICATOR_YOUNG, 0, 2);
	rules = usual;
	rules.young_years = 4;
	a = ask_city(&rules, &r, 20240901, 20250531);
	assert_value(&a, INDICATOR_YOUNG, 2, 4);
	rules = usual;
	rules.staff |= 1u << STAFF_HEAD;
	a = ask_city(&rules, &r, 20240901, 20250531);
	assert_int_equal(a.staff, 12);
	rules.staff |= 1u << STAFF_SPECIALIST; /* and who is attached counts for the methodist */
	a = ask_city(&rules, &r, 20240901, 20250531);
	assert_int_equal(a.staff, 13);
	assert_value(&a, INDICATOR_LOAD, 4, 1);
	buf_free(&r.bytes);
}

/* First and last days are included; the day of dismissal is not. */
static void
edges_of_days(void **state)
{
	struct rows r = {0};
	struct indicators a;

	(void)state;
	person(&r, 1, 19800101, 20020901)->hired = day(20250531);
	fact(&r, FACT_ASSESSED, 0, 0, 20240901, 20240901);
	person(&r, 2, 19800101, 20020901)->dismissed = day(20250531);
	person(&r, 3, 19800101, 20020901)->dismissed = day(20250601);
	fact(&r, FACT_ASSESSED, 0, 0, 20250531, 20250531);
	fact(&r, FACT_PATHWAY, 0, 0, 20220101, 20240901);
	person(&r, 4, 19800101, 20020901)->hired = day(20250601);
	person(&r, 5, 19800101, 20020901);
	fact(&r, FACT_ASSESSED, 0, 0, 20240831, 20240831);
	fact(&r, FACT_ASSESSED, 0, 0, 20250601, 20250601);
	fact(&r, FACT_PATHWAY, FACT_SUCCESS, 0, 20220101, 20240831);
	person(&r, 6, 19800101, 20020901);
	fact(&r, FACT_TRAINED, COUNTED_TRAINING, 0, 20240801, 20240901);
	fact(&r, FACT_METHODIST, 0, 0, 20250531, 20250531);
	person(&r, 7, 19800101, 20020901);
	fact(&r, FACT_TRAINED, COUNTED_TRAINING, 0, 20250501, 20250601);
	fact(&r, FACT_TRAINED, COUNTED_TRAINING, 0, 20250501, 0);
	fact(&r, FACT_METHODIST, 0, 0, 20240531, 20250530);
	a = ask_city(&usual, &r, 20240901, 20250531);
	assert_int_equal(a.staff, 5); /* 1, 3, 5, 6, 7 */
	assert_value(&a, INDICATOR_ASSESSED, 2, 5);
	assert_value(&a, INDICATOR_PATHWAYS, 1, 5);
	assert_value(&a, INDICATOR_PATHWAYS_DONE, 0, 1);
	assert_value(&a, INDICATOR_TRAINED, 1, 5);
	assert_value(&a, INDICATOR_METHODISTS, 1, 5);
	assert_value(&a, INDICATOR_LOAD, 0, 1);
	buf_free(&r.bytes);
}

/* 29 February's anniversary in a common year is 1 March. */
static void
leap_days(void **state)
{
	struct rows r = {0};
	struct indicators a;

	(void)state;
	person(&r, 1, 19920229, 20260901);
	a = ask_city(&usual, &r, 20260901, 20270228);
	assert_value(&a, INDICATOR_YOUNG, 0, 1);
	a = ask_city(&usual, &r, 20260901, 20270301);
	assert_value(&a, INDICATOR_YOUNG, 0, 0);
	buf_free(&r.bytes);
	r = (struct rows){0};
	person(&r, 1, 20000101, 20240229);
	a = ask_city(&usual, &r, 20260901, 20270228);
	assert_value(&a, INDICATOR_YOUNG, 0, 1);
	a = ask_city(&usual, &r, 20260901, 20270301);
	assert_value(&a, INDICATOR_YOUNG, 0, 0);
	buf_free(&r.bytes);
}

static void
unknown_when_nothing_excludes(void **state)
{
	struct rows r = {0};
	struct indicators a;

	(void)state;
	person(&r, 1, 0, 0);               /* nothing is known */
	person(&r, 2, 0, 20240901);        /* new, of unknown age */
	person(&r, 3, 20000101, 0);        /* young, since when unknown */
	person(&r, 4, 0, 20100901);        /* long at work: excluded */
	person(&r, 5, 19700101, 0);        /* not young: excluded */
	person(&r, 6, 20000101, 20240901); /* known */
	a = ask_city(&usual, &r, 20240901, 20250531);
	assert_value(&a, INDICATOR_YOUNG, 0, 1);
	assert_int_equal(a.unknown, 3);
	buf_free(&r.bytes);
}

static void
once_however_often(void **state)
{
	struct indicator_question q = {.period = {day(20240901), day(20250531)},
	    .scope = {.type = SCOPE_ASSOCIATION, .id = 1}};
	struct rows r = {0};
	struct indicators a;

	(void)state;
	person(&r, 1, 19800101, 20020901);
	fact(&r, FACT_MEMBER, 0, 1, 20200101, 0);
	fact(&r, FACT_MEMBER, 0, 1, 20210101, 0);
	fact(&r, FACT_METHODIST, 0, 0, 20200101, 0);
	fact(&r, FACT_METHODIST, 0, 0, 20220101, 0);
	person(&r, 2, 19800101, 20020901);
	fact(&r, FACT_ATTACHED, 0, 1, 20200101, 0);
	fact(&r, FACT_ATTACHED, 0, 1, 20230101, 0);
	fact(&r, FACT_PATHWAY, 0, 0, 20230101, 0);
	fact(&r, FACT_PATHWAY, 0, 0, 20240101, 0);
	a = ask_city(&usual, &r, 20240901, 20250531);
	assert_value(&a, INDICATOR_LOAD, 1, 1);
	assert_value(&a, INDICATOR_PATHWAYS, 1, 2);
	assert_value(&a, INDICATOR_METHODISTS, 1, 2);
	a = ask(&usual, &r, slice_of(""), q);
	assert_int_equal(a.staff, 1);
	assert_value(&a, INDICATOR_LOAD, 1, 1); /* people of the whole city */
	buf_free(&r.bytes);
}

static void
event(struct buf *b, uint64_t association, uint64_t venue, int planned, int held, uint8_t level)
{
	struct roadmap_facts e = {.id = 1 + b->len / sizeof(e),
	    .owner = association,
	    .venue = venue,
	    .planned = day(planned),
	    .done = end(held),
	    .level = level,
	    .cancelled = held == 0 ? day(planned) : FACT_OPEN};

	buf_put(b, &e, sizeof(e));
}

static void
roadmap_of_parts(void **state)
{
	struct period p = {day(20240901), day(20250531)};
	struct indicator_question q = {.period = p};
	struct rows none = {0};
	struct buf events = {0};
	struct indicators a;

	(void)state;
	event(&events, 1, 7, 20240901, 20240910, 1);
	event(&events, 1, 8, 20250531, 20250531, 2);
	event(&events, 2, 7, 20250531, 20250601, 3); /* held too late */
	event(&events, 2, 8, 20250101, 0, 3);        /* cancelled: stays in */
	event(&events, 0, 0, 20250201, 20250201, 1); /* of nobody */
	event(&events, 1, 7, 20240831, 20240901, 1); /* of last year */
	event(&events, 1, 7, 20250601, 20250501, 1); /* of later */
	a = ask(&usual, &none, buf_slice(&events), q);
	assert_value(&a, INDICATOR_ROADMAP, 3, 5);
	assert_int_equal(a.levels, 1u << 1 | 1u << 2 | 1u << 3);
	assert_int_equal(a.cancelled, 1);
	assert_true(roadmap_parts(&a).drawn_up && roadmap_parts(&a).carried_out);
	assert_true(roadmap_parts(&a).all_levels);
	q.scope = (struct scope){.type = SCOPE_ASSOCIATION, .id = 1};
	a = ask(&usual, &none, buf_slice(&events), q);
	assert_value(&a, INDICATOR_ROADMAP, 2, 2);
	assert_false(roadmap_parts(&a).all_levels);
	q.scope = (struct scope){.type = SCOPE_ORGANISATION, .id = 8};
	a = ask(&usual, &none, buf_slice(&events), q);
	assert_value(&a, INDICATOR_ROADMAP, 1, 2);
	q.scope = (struct scope){.type = SCOPE_LEVEL, .id = 3}; /* association 2 is of level 3 */
	a = ask(&usual, &none, buf_slice(&events), q);
	assert_value(&a, INDICATOR_ROADMAP, 0, 2);
	assert_true(roadmap_parts(&a).drawn_up && !roadmap_parts(&a).carried_out);
	buf_free(&events);
}

static void
item(struct buf *b, uint64_t plan, uint64_t venue, int to, int done, int cancelled)
{
	struct roadmap_facts i = {.id = 1 + b->len / sizeof(i),
	    .owner = plan,
	    .venue = venue,
	    .planned = day(to),
	    .done = end(done),
	    .level = 3,
	    .cancelled = end(cancelled)};

	buf_put(b, &i, sizeof(i));
}

static void
count_told(void *context, enum kind kind, uint64_t id, bool counted, uint64_t load)
{
	unsigned *told = context;

	(void)id;
	assert_int_equal(load, 0);
	told[(kind == KIND_EVENTS) * 2 + counted]++;
}

/* Plan 4 is a roadmap of association 2, plan 5 one of the town, plan 6 none. */
static void
add_items(struct indicators_run *run, struct slice items)
{
	struct roadmap_facts i;

	for (size_t at = 0; at + sizeof(i) <= items.len; at += sizeof(i)) {
		memcpy(&i, (const char *)items.data + at, sizeof(i));
		if (i.owner != 6)
			indicators_add_measure(run,
			    &(struct measure){.kind = KIND_PLAN_ITEMS,
				.id = i.id,
				.association = i.owner == 4 ? 2 : 0,
				.venue = i.venue,
				.planned = i.planned,
				.done = i.done,
				.cancelled = i.cancelled,
				.level = i.level});
	}
}

static struct indicators
ask_roadmap(struct slice items, struct slice events, struct indicator_question q, unsigned told[4])
{
	struct indicators_run *run = indicators_begin(&usual, &q, 1);
	struct indicators a;

	memset(told, 0, 4 * sizeof(*told));
	indicators_watch(run, INDICATOR_ROADMAP, count_told, told);
	indicators_add_association(run, 2, 3);
	add_items(run, items);
	add_events(run, events);
	indicators_end(run, &a);
	return a;
}

static void
roadmap_of_items(void **state)
{
	struct indicator_question q = {.period = {day(20240901), day(20250531)}};
	struct buf items = {0}, events = {0};
	unsigned told[4];
	struct indicators a;

	(void)state;
	item(&items, 4, 7, 20240901, 20240101, 0);        /* done before its term */
	item(&items, 4, 8, 20250531, 20250601, 0);        /* done too late */
	item(&items, 5, 7, 20250101, 0, 20250531);        /* cancelled: stays in */
	item(&items, 5, 0, 20250101, 20250102, 20250601); /* cancelled after the period */
	item(&items, 4, 7, 20240831, 20240901, 0);        /* of last year */
	item(&items, 6, 7, 20250101, 20250101, 0);        /* of a plan of work */
	event(&events, 2, 7, 20250201, 20250201, 1);
	a = ask_roadmap(buf_slice(&items), buf_slice(&events), q, told);
	assert_value(&a, INDICATOR_ROADMAP, 3, 5);
	assert_int_equal(a.levels, 1u << 1 | 1u << 3);
	assert_int_equal(a.cancelled, 1);
	assert_true(told[0] == 2 && told[1] == 2 && told[2] == 0 && told[3] == 1);
	q.scope = (struct scope){.type = SCOPE_ASSOCIATION, .id = 2};
	a = ask_roadmap(buf_slice(&items), buf_slice(&events), q, told);
	assert_value(&a, INDICATOR_ROADMAP, 2, 3);
	q.scope = (struct scope){.type = SCOPE_ORGANISATION, .id = 7};
	a = ask_roadmap(buf_slice(&items), slice_of(""), q, told);
	assert_value(&a, INDICATOR_ROADMAP, 1, 2);
	q.scope = (struct scope){.type = SCOPE_LEVEL, .id = 3};
	a = ask_roadmap(buf_slice(&items), buf_slice(&events), q, told);
	assert_value(&a, INDICATOR_ROADMAP, 2, 3);
	buf_free(&items);
	buf_free(&events);
}

static void
assert_figure(enum indicator which, uint64_t n, uint64_t d, const char *expected)
{
	struct buf b = {0};

	indicator_put_figure(&b, which, (struct fraction){n, d}, '.');
	assert_string_equal(buf_text(&b), expected);
	buf_free(&b);
}

static void
figures_are_exact(void **state)
{
	int64_t change;

	(void)state;
	assert_figure(INDICATOR_ASSESSED, 1, 3, "33.3");
	assert_figure(INDICATOR_ASSESSED, 2, 3, "66.7");
	assert_figure(INDICATOR_ASSESSED, 1, 16, "6.3");   /* 6.25 */
	assert_figure(INDICATOR_ASSESSED, 3, 2000, "0.2"); /* 0.15, which no binary number is */
	assert_figure(INDICATOR_ASSESSED, 1, 2001, "0.0");
	assert_figure(INDICATOR_ASSESSED, 7, 7, "100.0");
	assert_figure(INDICATOR_ASSESSED, 0, 0, "");
	assert_figure(INDICATOR_LOAD, 5, 4, "1.3"); /* 1.25 */
	assert_figure(INDICATOR_LOAD, 134, 18, "7.4");
	assert_figure(INDICATOR_LOAD, 0, 0, "");
	assert_true(indicator_is_small((struct fraction){1, 9}));
	assert_false(indicator_is_small((struct fraction){1, 10}));
	assert_false(indicator_is_small((struct fraction){0, 0}));
	assert_true(indicator_change(
	    INDICATOR_YOUNG, (struct fraction){1, 3}, (struct fraction){1, 2}, &change));
	assert_int_equal(change, -167);
	assert_false(indicator_change(
	    INDICATOR_YOUNG, (struct fraction){1, 3}, (struct fraction){0, 0}, &change));
}

static void
month_ends(void **state)
{
	int32_t *ends;
	size_t count = period_month_ends((struct period){day(20260110), day(20260315)}, &ends);

	(void)state;
	assert_int_equal(count, 3);
	assert_int_equal(ends[0], day(20260131));
	assert_int_equal(ends[1], day(20260228));
	assert_int_equal(ends[2], day(20260315));
	free(ends);
	count = period_month_ends((struct period){day(20251201), day(20251231)}, &ends);
	assert_int_equal(count, 1);
	assert_int_equal(ends[0], day(20251231));
	free(ends);
	count = period_month_ends((struct period){day(20250531), day(20250531)}, &ends);
	assert_int_equal(count, 1);
	free(ends);
	assert_int_equal(
	    period_year_before((struct period){day(20270901), day(20280229)}).to, day(20270301));
}

struct data_checks_seen {
	size_t counts[DOUBT_COUNT];
	uint64_t person[DOUBT_COUNT];
	enum kind kind[DOUBT_COUNT];
	uint64_t record[DOUBT_COUNT];
};

static void
take_doubt(void *context, enum data_check which, enum kind kind, uint64_t id, uint64_t person)
{
	struct data_checks_seen *seen = context;

	seen->counts[which]++;
	seen->person[which] = person;
	seen->kind[which] = kind;
	seen->record[which] = id;
}

static void
doubts(void **state)
{
	struct data_checks_seen seen = {0};
	struct data_checks_run *run = data_checks_begin(day(20250531), 3, take_doubt, &seen);
	struct rows r = {0};

	(void)state;
	person(&r, 1, 19800101, 20020901);
	fact(&r, FACT_ASSESSED, 0, 0, 20240301, 20240301);
	fact(&r, FACT_TRAINED, FACT_MATCHED, 0, 20240401, 0);
	fact(&r, FACT_TRAINED, FACT_MATCHED, 0, 20240201, 0); /* before any assessment */
	fact(&r, FACT_TRAINED, 0, 0, 20240101, 0);
	fact(&r, FACT_PATHWAY, 0, 0, 20240301, 0);
	fact(&r, FACT_METHODIST, FACT_DOCUMENT, 0, 20200101, 20250530); /* ended yesterday */
	person(&r, 2, 19800101, 20220901);
	fact(&r, FACT_PATHWAY, 0, 0, 20240301, 0);   /* never assessed */
	fact(&r, FACT_METHODIST, 0, 0, 20240101, 0); /* no document */
	fact(&r, FACT_SUPPORTED, 0, 0, 20250831, 0);
	fact(&r, FACT_SUPPORTED, 0, 0, 20250901, 0); /* the three years are over */
	person(&r, 3, 19800101, 20020901);
	fact(&r, FACT_ATTACHED, 0, 2, 20240101, 0);
	fact(&r, FACT_ATTACHED, 0, 1, 20240101, 20250530); /* ended as well */
	fact(&r, FACT_ATTACHED, 0, 1, 20250101, 0);
	fact_rows_check(run, buf_slice(&r.bytes));
	data_checks_end(run);
	for (int i = 0; i < DOUBTS_OF_FACTS; i++)
		assert_int_equal(seen.counts[i], 1);
	assert_int_equal(seen.kind[DOUBT_TRAINING], KIND_TRAININGS);
	assert_int_equal(seen.record[DOUBT_TRAINING], 2);
	assert_int_equal(seen.person[DOUBT_PATHWAY], 2);
	assert_int_equal(seen.person[DOUBT_METHODIST], 2);
	assert_int_equal(seen.record[DOUBT_SUPPORT], 2);
	assert_int_equal(seen.person[DOUBT_ATTACHMENT], 3);
	assert_int_equal(seen.record[DOUBT_ATTACHMENT], 3);
	buf_free(&r.bytes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(fourteen_people),
	    cmocka_unit_test(each_switch),
	    cmocka_unit_test(edges_of_days),
	    cmocka_unit_test(leap_days),
	    cmocka_unit_test(unknown_when_nothing_excludes),
	    cmocka_unit_test(once_however_often),
	    cmocka_unit_test(roadmap_of_parts),
	    cmocka_unit_test(roadmap_of_items),
	    cmocka_unit_test(figures_are_exact),
	    cmocka_unit_test(month_ends),
	    cmocka_unit_test(doubts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
