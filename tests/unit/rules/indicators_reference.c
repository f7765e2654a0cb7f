/* SPDX-License-Identifier: MIT
 * rules_indicators_reference.c - any questions about made-up towns, against a plain reference that
 * follows the definitions word by word; lists as long as numbers; what changes nothing.
 */
#include "tests/lib/rules_help.h"

#include "tests/lib/fact_rows.h"

/* A made-up town and the definitions word by word. */
enum { PEOPLE = 300, FACTS = 12, SCOPES = 4 };

static uint32_t
draw(uint32_t below)
{
	static uint64_t seed = 20250531;

	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(seed >> 33) % below;
}

struct somebody {
	struct person_facts head;
	struct fact facts[FACTS];
};

static int32_t
some_day(void)
{
	return day(20240101) + (int32_t)draw(730);
}

static void
draw_fact(struct fact *f)
{
	enum fact_type type = (enum fact_type)draw(FACT_TYPES);

	*f = (struct fact){.from = some_day()};
	f->to = draw(3) == 0 ? FACT_OPEN : f->from + (int32_t)draw(400);
	f->type = type;
	f->flags = draw(16);
	if (type == FACT_ASSESSED)
		f->to = f->from;
	if (type == FACT_MEMBER)
		f->ref = 1 + draw(5);
	if (type == FACT_ATTACHED)
		f->ref = 1 + draw(20);
}

static void
draw_town(struct somebody *town)
{
	for (uint64_t i = 0; i < PEOPLE; i++) {
		struct somebody *p = &town[i];

		p->head = (struct person_facts){.id = i + 1,
		    .organisation = 1 + draw(6),
		    .birth_date = draw(8) == 0 ? DATE_NONE : day(19870101) + (int32_t)draw(5000),
		    .career_start = draw(8) == 0 ? DATE_NONE : day(20200101) + (int32_t)draw(2200),
		    .hired = day(20200101) + (int32_t)draw(2200),
		    .dismissed = draw(4) == 0 ? some_day() : FACT_OPEN,
		    .staff_kind = (uint8_t)(1 + draw(4) / 3),
		    .level = (uint8_t)draw(5),
		    .count = draw(FACTS)};
		for (size_t k = 0; k < p->head.count; k++)
			draw_fact(&p->facts[k]);
	}
}

static void
put_town(const struct somebody *town, const size_t *order, struct buf *out)
{
	for (size_t i = 0; i < PEOPLE; i++) {
		const struct somebody *p = &town[order[i]];

		buf_put(out, &p->head, sizeof(p->head));
		buf_put(out, p->facts, p->head.count * sizeof(struct fact));
	}
}

static bool
is_staff(const struct somebody *p, struct period t)
{
	return p->head.staff_kind == STAFF_TEACHER && p->head.hired <= t.to &&
	    p->head.dismissed > t.to;
}

/* Has the person a fact of the type for which the definition holds? */
static bool
has(const struct somebody *p, enum fact_type type, struct period t, uint64_t ref, bool done)
{
	for (size_t i = 0; i < p->head.count; i++) {
		const struct fact *f = &p->facts[i];
		bool holds = false;

		if (f->type != type || (ref != 0 && f->ref != ref))
			continue;
		if (type == FACT_ASSESSED)
			holds = f->from >= t.from && f->from <= t.to;
		else if (type == FACT_TRAINED)
			holds = f->to >= t.from && f->to <= t.to &&
			    (f->flags & FACT_REGISTRY) != 0 && (f->flags & FACT_MATCHED) != 0;
		else if (type == FACT_PATHWAY && done)
			holds = f->to >= t.from && f->to <= t.to && (f->flags & FACT_SUCCESS) != 0;
		else if (type == FACT_PATHWAY || type == FACT_SUPPORTED)
			holds = f->from <= t.to && f->to >= t.from;
		else
			holds = f->from <= t.to && f->to >= t.to;
		if (holds)
			return true;
	}
	return false;
}

static bool
is_in(const struct somebody *p, struct indicator_question q)
{
	switch (q.scope.type) {
	case SCOPE_ASSOCIATION:
		return has(p, FACT_MEMBER, q.period, q.scope.id, false);
	case SCOPE_ORGANISATION:
		return p->head.organisation == q.scope.id;
	case SCOPE_LEVEL:
		return p->head.level == q.scope.id;
	default:
		return true;
	}
}

static bool
is_young(const struct somebody *p, struct period t)
{
	return p->head.birth_date != DATE_NONE && p->head.career_start != DATE_NONE &&
	    date_add_years(p->head.birth_date, 35) > t.to && p->head.career_start <= t.to &&
	    date_add_years(p->head.career_start, 3) > t.to;
}

static bool
is_unknown(const struct somebody *p, struct period t)
{
	bool old =
	    p->head.birth_date != DATE_NONE && date_add_years(p->head.birth_date, 35) <= t.to;
	bool late = p->head.career_start != DATE_NONE &&
	    (p->head.career_start > t.to || date_add_years(p->head.career_start, 3) <= t.to);

	return (p->head.birth_date == DATE_NONE || p->head.career_start == DATE_NONE) && !old &&
	    !late;
}

static uint64_t
people_of(const struct somebody *town, uint64_t methodist, struct period t)
{
	uint64_t count = 0;

	for (size_t i = 0; i < PEOPLE; i++)
		count += is_staff(&town[i], t) && has(&town[i], FACT_ATTACHED, t, methodist, false);
	return count;
}

static void
add(struct fraction *f, bool of, bool counted)
{
	f->denominator += of;
	f->numerator += of && counted;
}

static struct indicators
reference(const struct somebody *town, struct indicator_question q)
{
	struct indicators a = {.period = q.period, .scope = q.scope};
	struct fraction *v = a.values;

	for (size_t i = 0; i < PEOPLE; i++) {
		const struct somebody *p = &town[i];
		struct period t = q.period;
		bool young = is_young(p, t), pathway = has(p, FACT_PATHWAY, t, 0, false);

		if (!is_staff(p, t) || !is_in(p, q))
			continue;
		a.staff++;
		a.unknown += is_unknown(p, t);
		add(&v[INDICATOR_ASSESSED], true, has(p, FACT_ASSESSED, t, 0, false));
		add(&v[INDICATOR_TRAINED], true, has(p, FACT_TRAINED, t, 0, false));
		add(&v[INDICATOR_PATHWAYS], true, pathway);
		add(&v[INDICATOR_METHODISTS], true, has(p, FACT_METHODIST, t, 0, false));
		add(&v[INDICATOR_PATHWAYS_DONE], pathway, has(p, FACT_PATHWAY, t, 0, true));
		add(&v[INDICATOR_YOUNG], young, has(p, FACT_SUPPORTED, t, 0, false));
		if (has(p, FACT_METHODIST, t, 0, false)) {
			uint64_t people = people_of(town, p->head.id, t);

			a.load_least = v[INDICATOR_LOAD].denominator == 0 || people < a.load_least
			    ? people
			    : a.load_least;
			a.load_most = people > a.load_most ? people : a.load_most;
			v[INDICATOR_LOAD].numerator += people;
			v[INDICATOR_LOAD].denominator++;
		}
	}
	return a;
}

static size_t
draw_questions(struct indicator_question *q, size_t most)
{
	size_t count = 1 + draw((uint32_t)most);

	for (size_t i = 0; i < count; i++) {
		q[i].period.from = some_day();
		q[i].period.to = q[i].period.from + (int32_t)draw(300);
		if (i > 0 && draw(2) == 0)
			q[i].period = q[i - 1].period;
		q[i].scope = (struct scope){.type = (enum scope_type)draw(SCOPES)};
		if (q[i].scope.type != SCOPE_CITY)
			q[i].scope.id = 1 + draw(5);
	}
	return count;
}

static void
run_all(
    struct slice people, const struct indicator_question *q, size_t count, struct indicators *out)
{
	struct indicators_run *run = indicators_begin(&usual, q, count);

	fact_rows_ask(run, people);
	indicators_end(run, out);
}

static void
shuffle(size_t *order)
{
	for (size_t i = 0; i < PEOPLE; i++) {
		size_t j = draw((uint32_t)i + 1);

		order[i] = order[j];
		order[j] = i;
	}
}

/* Any questions at once, and in any order of people, are answered as the definitions say. */
static void
as_defined(void **state)
{
	struct somebody *town = xcalloc(PEOPLE, sizeof(*town));
	struct indicator_question q[40];
	struct indicators got[40];
	size_t order[PEOPLE];
	struct buf people = {0};

	(void)state;
	for (int round = 0; round < 60; round++) {
		size_t count = draw_questions(q, 40);

		draw_town(town);
		shuffle(order);
		buf_clear(&people);
		put_town(town, order, &people);
		run_all(buf_slice(&people), q, count, got);
		for (size_t i = 0; i < count; i++) {
			struct indicators expected = reference(town, q[i]);

			for (enum indicator k = 0; k < INDICATOR_COUNT; k++)
				assert_value(&got[i], k, expected.values[k].numerator,
				    expected.values[k].denominator);
			assert_same_indicators(&got[i], &expected);
		}
	}
	buf_free(&people);
	free(town);
}

struct list {
	bool of[PEOPLE + 1], counted[PEOPLE + 1];
	size_t n, d;
	uint64_t load;
};

static void
take(void *context, enum kind kind, uint64_t id, bool counted, uint64_t load)
{
	struct list *list = context;

	assert_int_equal(kind, KIND_PEOPLE);
	assert_true(id >= 1 && id <= PEOPLE);
	assert_false(list->of[id]); /* told once */
	list->of[id] = true;
	list->counted[id] = counted;
	list->d++;
	list->n += counted;
	list->load += load;
}

static struct list
list_of(struct slice people, struct indicator_question q, enum indicator which)
{
	struct indicators_run *run = indicators_begin(&usual, &q, 1);
	struct list list = {0};

	indicators_watch(run, which, take, &list);
	fact_rows_ask(run, people);
	indicators_end(run, NULL);
	return list;
}

static void
check_lists(struct slice people, struct indicator_question q)
{
	struct indicators a;

	run_all(people, &q, 1, &a);
	for (enum indicator k = INDICATOR_ASSESSED; k < INDICATOR_COUNT; k++) {
		struct list list = list_of(people, q, k);

		assert_int_equal(list.d, a.values[k].denominator);
		if (k == INDICATOR_LOAD)
			assert_int_equal(list.load, a.values[k].numerator);
		else
			assert_int_equal(list.n, a.values[k].numerator);
	}
}

/* The length of a list is the number; the city's numerator is the union of the parts. */
static void
lists_and_unions(void **state)
{
	struct somebody *town = xcalloc(PEOPLE, sizeof(*town));
	struct indicator_question q[8];
	size_t order[PEOPLE];
	struct buf people = {0};

	(void)state;
	shuffle(order);
	draw_town(town);
	put_town(town, order, &people);
	for (int round = 0; round < 20; round++)
		for (size_t n = draw_questions(q, 8); n > 0; n--)
			check_lists(buf_slice(&people), q[n - 1]);
	for (enum indicator k = INDICATOR_ASSESSED; k < INDICATOR_COUNT; k++) {
		struct indicator_question whole = {.period = {day(20240901), day(20250531)}};
		struct list city = list_of(buf_slice(&people), whole, k), parts = {0};

		for (uint64_t organisation = 1; organisation <= 6; organisation++) {
			struct list part;

			whole.scope =
			    (struct scope){.type = SCOPE_ORGANISATION, .id = organisation};
			part = list_of(buf_slice(&people), whole, k);
			for (size_t i = 0; i <= PEOPLE; i++) {
				parts.of[i] |= part.of[i];
				parts.counted[i] |= part.counted[i];
			}
		}
		assert_memory_equal(city.of, parts.of, sizeof(parts.of));
		assert_memory_equal(city.counted, parts.counted, sizeof(parts.counted));
	}
	buf_free(&people);
	free(town);
}

/* What lies outside the period changes nothing. */
static void
outside_changes_nothing(void **state)
{
	static const struct fact outside[] = {
	    {.from = INT32_C(20000), .to = 20000, .type = FACT_ASSESSED},
	    {.from = 10000, .to = 10010, .type = FACT_ASSESSED},
	    {.from = 10000, .to = 10010, .type = FACT_SUPPORTED},
	    {.from = 22000, .to = FACT_OPEN, .type = FACT_SUPPORTED},
	    {.from = 10000, .to = 10010, .type = FACT_PATHWAY, .flags = FACT_SUCCESS},
	    {.from = 22000, .to = 22010, .type = FACT_PATHWAY, .flags = FACT_SUCCESS},
	    {.from = 10000,
		.to = 10010,
		.type = FACT_TRAINED,
		.flags = FACT_REGISTRY | FACT_MATCHED},
	    {.from = 22000,
		.to = 22010,
		.type = FACT_TRAINED,
		.flags = FACT_REGISTRY | FACT_MATCHED},
	    {.from = 10000, .to = 10010, .type = FACT_METHODIST},
	    {.from = 22000, .to = FACT_OPEN, .type = FACT_METHODIST},
	    {.from = 10000, .to = 10010, .type = FACT_ATTACHED, .ref = 1},
	    {.from = 22000, .to = FACT_OPEN, .type = FACT_MEMBER, .ref = 1},
	};
	struct somebody *town = xcalloc(PEOPLE, sizeof(*town));
	struct indicator_question q[2] = {{.period = {day(20241101), day(20250531)}},
	    {.period = {day(20241101), day(20250531)}, .scope = {SCOPE_ASSOCIATION, 1}}};
	struct indicators before[2], after[2];
	struct buf plain = {0}, more = {0};

	(void)state;
	draw_town(town);
	for (size_t i = 0; i < PEOPLE; i++) {
		struct person_facts head = town[i].head;

		buf_put(&plain, &head, sizeof(head));
		buf_put(&plain, town[i].facts, head.count * sizeof(struct fact));
		head.count++;
		buf_put(&more, &head, sizeof(head));
		buf_put(&more, town[i].facts, town[i].head.count * sizeof(struct fact));
		buf_put(&more, &outside[i % (sizeof(outside) / sizeof(outside[0]))],
		    sizeof(outside[0]));
	}
	run_all(buf_slice(&plain), q, 2, before);
	run_all(buf_slice(&more), q, 2, after);
	assert_true(before[0].staff > 50);
	assert_same_indicators(&before[0], &after[0]);
	assert_same_indicators(&before[1], &after[1]);
	buf_free(&plain);
	buf_free(&more);
	free(town);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(as_defined),
	    cmocka_unit_test(lists_and_unions),
	    cmocka_unit_test(outside_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
