/* SPDX-License-Identifier: MIT
 * marks.c - marks set by columns of facts.
 *
 * Columns are gone over some places at a time by loops of a fixed length without a branch, one
 * comparison for each period, of which the compiler makes wide instructions; what they say is then
 * put to the people once for all periods.
 */
#include "rules/marks.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/die.h"
#include "base/idset.h"
#include "rules/idmap.h"

/* Places of a column, and people, gone over at once. */
enum { AT_ONCE = 64 };

_Static_assert(sizeof(period_bits) * 8 == MARKS_PERIODS, "a bit for each period");

typedef int32_t column[AT_ONCE];

/* What a fact says: `going` when it begins by the last day and ends no sooner than the first day
 * (or, by_last, the last day); `ended` when it has these flags and has ended by then as well. */
struct fact_test {
	bool by_last, has_going, has_ended;
	bool of_young; /* says nothing of others */
	enum mark going, ended;
	int32_t flags;
};

static const struct fact_test tests[FACT_TYPES] = {
    [FACT_MEMBER] = {.by_last = true},
    [FACT_ASSESSED] = {.has_going = true, .going = MARK_ASSESSED},
    [FACT_TRAINED] = {.has_ended = true,
	.ended = MARK_TRAINED,
	.flags = FACT_REGISTRY | FACT_MATCHED},
    [FACT_PATHWAY] = {.has_going = true,
	.has_ended = true,
	.going = MARK_PATHWAY,
	.ended = MARK_DONE,
	.flags = FACT_SUCCESS},
    [FACT_METHODIST] = {.by_last = true, .has_going = true, .going = MARK_METHODIST},
    [FACT_ATTACHED] = {.by_last = true},
    [FACT_SUPPORTED] = {.has_going = true, .of_young = true, .going = MARK_YOUNG_SUPPORTED},
};

struct pairs {
	struct pair *items;
	size_t count, size;
	struct idset once, twice; /* who has some, or several */
};

struct load {
	uint32_t people[MARKS_PERIODS];
};

struct marks {
	unsigned staff;
	struct marks_period periods[MARKS_PERIODS];
	size_t count;
	period_bits members_wanted;
	/* The words of people, by id; that of 0 means nothing. Where periods are few, several marks
	 * share a word: bits of a mark begin at its shift. */
	period_bits *of[MARKS_COUNTED];
	unsigned shift[MARKS_COUNTED];
	uint64_t people, room; /* behind the highest id; room is a multiple of AT_ONCE */
	struct pairs members, attached;
	struct idmap loaded; /* methodist -> place in loads */
	struct load *loads;
	size_t nloads, loads_size;
};

struct marks *
marks_new(unsigned staff, const struct marks_period *periods, size_t count)
{
	struct marks *m = xcalloc(1, sizeof(*m));

	assert(count <= MARKS_PERIODS);
	m->staff = staff;
	m->count = count;
	for (size_t p = 0; p < count; p++) {
		m->periods[p] = periods[p];
		m->members_wanted |= (uint8_t)(periods[p].members << p);
	}
	return m;
}

static void
pairs_free(struct pairs *pairs)
{
	free(pairs->items);
	idset_free(&pairs->once);
	idset_free(&pairs->twice);
}

void
marks_free(struct marks *m)
{
	if (m == NULL)
		return;
	free(m->of[0]);
	pairs_free(&m->members);
	pairs_free(&m->attached);
	idmap_free(&m->loaded);
	free(m->loads);
	free(m);
}

/* How many marks share a word. */
static unsigned
sharing(const struct marks *m)
{
	unsigned each = 1;

	while (each < m->count)
		each *= 2;
	return MARKS_PERIODS / each;
}

/* All words lie in one piece of memory, which the system then gives in large pages where it can. */
static void
make_room(struct marks *m, uint64_t room)
{
	const unsigned marks = sharing(m);
	period_bits *all = xcalloc((MARKS_COUNTED + marks - 1) / marks, room), *old = m->of[0];

	for (enum mark mark = 0; mark < MARKS_COUNTED; mark++) {
		period_bits *of = all + mark / marks * room;

		if (old != NULL && mark % marks == 0)
			memcpy(of, m->of[mark], m->room);
		m->of[mark] = of;
		m->shift[mark] = mark % marks * (MARKS_PERIODS / marks);
	}
	free(old);
	m->room = room;
}

static period_bits
bit_of(const struct marks *m, enum mark mark, unsigned period)
{
	return (period_bits)(1u << (m->shift[mark] + period));
}

void
marks_expect(struct marks *m, uint64_t people)
{
	if (people > m->room)
		make_room(m, (people + AT_ONCE - 1) / AT_ONCE * AT_ONCE);
}

/* AT_ONCE values of a column: where it has fewer left they are copied, the rest `empty`. */
static const int32_t *
some_of(const int32_t *values, size_t left, int32_t empty, column copy)
{
	if (left >= AT_ONCE)
		return values;
	for (size_t i = 0; i < AT_ONCE; i++)
		copy[i] = i < left ? values[i] : empty;
	return copy;
}

/* Which of these are at work on the day; bit is that of the period. */
static void
mark_staff(const int32_t *restrict of_staff, const int32_t *restrict hired,
    const int32_t *restrict dismissed, int32_t day, int32_t bit, int32_t *restrict out)
{
	for (size_t i = 0; i < AT_ONCE; i++)
		out[i] |= -((hired[i] <= day) & (dismissed[i] > day)) & of_staff[i] & bit;
}

/* In the first years of work and young; DATE_NONE is before all days, so neither. */
static void
mark_young(const int32_t *restrict born, const int32_t *restrict began,
    const struct marks_period *p, int32_t bit, int32_t *restrict out)
{
	const int32_t born_from = p->young_born, began_from = p->young_began, last = p->to;

	for (size_t i = 0; i < AT_ONCE; i++)
		out[i] |=
		    -((born[i] >= born_from) & (began[i] >= began_from) & (began[i] <= last)) & bit;
}

/* One of the two is not known, and what is known does not speak against it. */
static void
mark_unknown(const int32_t *restrict born, const int32_t *restrict began,
    const struct marks_period *p, int32_t bit, int32_t *restrict out)
{
	const int32_t born_from = p->young_born, began_from = p->young_began, last = p->to;

	for (size_t i = 0; i < AT_ONCE; i++) {
		int32_t no_birth = born[i] == DATE_NONE, no_career = began[i] == DATE_NONE;
		int32_t young = born[i] >= born_from,
			fresh = (began[i] >= began_from) & (began[i] <= last);

		out[i] |=
		    -((no_birth | no_career) & (no_birth | young) & (no_career | fresh)) & bit;
	}
}

struct people_at_once {
	const int32_t *born, *began, *hired, *dismissed;
	column of_staff; /* all bits or none */
};

static void
put_words(struct marks *m, enum mark mark, uint64_t first, size_t count, const column when)
{
	period_bits *of = m->of[mark] + first;

	for (size_t i = 0; i < count; i++)
		of[i] |= (period_bits)(when[i] << m->shift[mark]);
}

static void
mark_some_people(struct marks *m, uint64_t first, size_t count, const struct people_at_once *p)
{
	column staff = {0}, young = {0}, unknown = {0};

	for (size_t k = 0; k < m->count; k++) {
		const struct marks_period *of = &m->periods[k];
		int32_t bit = 1 << k;

		mark_staff(p->of_staff, p->hired, p->dismissed, of->to, bit, staff);
		mark_young(p->born, p->began, of, bit, young);
		mark_unknown(p->born, p->began, of, bit, unknown);
	}
	for (size_t i = 0; i < AT_ONCE; i++)
		young[i] &= staff[i];
	put_words(m, MARK_STAFF, first, count, staff);
	put_words(m, MARK_YOUNG, first, count, young);
	put_words(m, MARK_UNKNOWN, first, count, unknown);
}

void
marks_add_people(struct marks *m, const struct people_columns *people)
{
	uint64_t behind = people->first + people->count;

	if (behind > m->room) /* more than were expected */
		marks_expect(m, behind * 2);
	if (behind > m->people)
		m->people = behind;
	for (size_t at = 0; at < people->count; at += AT_ONCE) {
		size_t left = people->count - at, count = left < AT_ONCE ? left : AT_ONCE;
		column born, began, hired, dismissed;
		struct people_at_once p = {
		    .born = some_of(people->birth_date + at, left, DATE_NONE, born),
		    .began = some_of(people->career_start + at, left, DATE_NONE, began),
		    .hired = some_of(people->hired + at, left, DATE_NONE, hired),
		    .dismissed = some_of(people->dismissed + at, left, DATE_NONE, dismissed)};

		for (size_t i = 0; i < count; i++) {
			int32_t kind = people->staff_kind[at + i];

			p.of_staff[i] = (uint32_t)kind < 32 ? -(int32_t)(m->staff >> kind & 1) : 0;
		}
		mark_some_people(m, people->first + at, count, &p);
	}
}

/* Which facts are going on: begun by the last day, ended no sooner than the first. */
static void
going_on(const int32_t *restrict from, const int32_t *restrict to, int32_t first, int32_t last,
    int32_t bit, int32_t *restrict out)
{
	for (size_t i = 0; i < AT_ONCE; i++)
		out[i] |= -((from[i] <= last) & (to[i] >= first)) & bit;
}

/* Of facts that are going on, those that have ended by the last day. */
static void
ended_by(const int32_t *restrict to, const int32_t *restrict going, int32_t last, int32_t bit,
    int32_t *restrict out)
{
	for (size_t i = 0; i < AT_ONCE; i++)
		out[i] |= -(to[i] <= last) & going[i] & bit;
}

static void
clear_without(const int32_t *restrict flags, int32_t wanted, int32_t *restrict out)
{
	for (size_t i = 0; i < AT_ONCE; i++)
		out[i] &= -((flags[i] & wanted) == wanted);
}

/* Whose fact it is; nobody's is that of 0. */
static uint64_t
person_of(const struct marks *m, int32_t person)
{
	return (uint64_t)person < m->people ? (uint64_t)person : 0;
}

/* The periods in which a person has the mark. */
static int32_t
periods_of(const struct marks *m, enum mark mark, uint64_t person)
{
	return m->of[mark][person] >> m->shift[mark];
}

static void
put_marks(struct marks *m, enum mark mark, const int32_t *people, size_t count, const column when)
{
	period_bits *of = m->of[mark];
	const unsigned shift = m->shift[mark];

	for (size_t i = 0; i < count; i++)
		of[person_of(m, people[i])] |= (period_bits)(when[i] << shift);
}

static void
keep_of_young(const struct marks *m, const int32_t *people, size_t count, column when)
{
	for (size_t i = 0; i < count; i++)
		when[i] &= periods_of(m, MARK_YOUNG, person_of(m, people[i]));
}

/* Those at work, with what they refer to on the last day. */
static void
keep_pairs(struct marks *m, const int32_t *people, const int32_t *refs, size_t count,
    const column when, struct pairs *out)
{
	if (out->size == 0) { /* as many as people are usual: growing would copy them */
		out->size = m->people;
		out->items = xmalloc(out->size * sizeof(*out->items));
	}
	for (size_t i = 0; i < count; i++) {
		uint64_t person = person_of(m, people[i]);
		period_bits of = (period_bits)(when[i] & periods_of(m, MARK_STAFF, person));

		if (of == 0)
			continue;
		idset_add(idset_has(&out->once, person) ? &out->twice : &out->once, person);
		ARRAY_ROOM(out->items, out->count, out->size);
		out->items[out->count++] =
		    (struct pair){.ref = (uint32_t)refs[i], .person = (uint32_t)person, .when = of};
	}
}

/* A fact of some columns: only the first `count` places are looked at behind the loops. */
static void
mark_some_facts(struct marks *m, const struct fact_columns *f, size_t at, size_t count)
{
	const struct fact_test *test = &tests[f->type];
	column copies[3], going = {0}, ended = {0};
	const int32_t *from = some_of(f->from + at, count, 0, copies[0]);
	const int32_t *to = some_of(f->to + at, count, 0, copies[1]);

	for (size_t k = 0; k < m->count; k++) {
		const struct marks_period *p = &m->periods[k];

		going_on(from, to, test->by_last ? p->to : p->from, p->to, 1 << k, going);
		if (test->has_ended)
			ended_by(to, going, p->to, 1 << k, ended);
	}
	if (test->of_young)
		keep_of_young(m, f->person + at, count, going);
	if (test->has_going)
		put_marks(m, test->going, f->person + at, count, going);
	if (test->has_ended) {
		clear_without(some_of(f->flags + at, count, 0, copies[2]), test->flags, ended);
		put_marks(m, test->ended, f->person + at, count, ended);
	}
	if (f->type == FACT_ATTACHED)
		keep_pairs(m, f->person + at, f->ref + at, count, going, &m->attached);
	if (f->type == FACT_MEMBER)
		keep_pairs(m, f->person + at, f->ref + at, count, going, &m->members);
}

void
marks_add_facts(struct marks *m, const struct fact_columns *f)
{
	if (m->people == 0 || (f->type == FACT_MEMBER && m->members_wanted == 0))
		return;
	for (size_t at = 0; at < f->count; at += AT_ONCE)
		mark_some_facts(
		    m, f, at, f->count - at < AT_ONCE ? f->count - at : (size_t)AT_ONCE);
}

static int
compare_pairs(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	if (x->person != y->person)
		return x->person < y->person ? -1 : 1;
	return x->ref < y->ref ? -1 : x->ref > y->ref;
}

/* Each pair once, with all its periods: only people who have several can have one twice, and they
 * come to stand last. */
static void
tidy_pairs(struct pairs *pairs)
{
	size_t single = 0, kept;

	for (size_t i = 0; i < pairs->count; i++) {
		struct pair p = pairs->items[i];

		if (!idset_has(&pairs->twice, p.person)) {
			pairs->items[i] = pairs->items[single];
			pairs->items[single++] = p;
		}
	}
	if (pairs->count == single)
		return;
	qsort(pairs->items + single, pairs->count - single, sizeof(*pairs->items), compare_pairs);
	kept = single;
	for (size_t i = single; i < pairs->count; i++) {
		if (kept > single && compare_pairs(&pairs->items[kept - 1], &pairs->items[i]) == 0)
			pairs->items[kept - 1].when |= pairs->items[i].when;
		else
			pairs->items[kept++] = pairs->items[i];
	}
	pairs->count = kept;
}

static void
count_loads(struct marks *m)
{
	for (size_t i = 0; i < m->attached.count; i++) {
		const struct pair *p = &m->attached.items[i];
		uint32_t place = idmap_add(&m->loaded, p->ref, (uint32_t)m->nloads);

		if (place == m->nloads) {
			ARRAY_ROOM(m->loads, m->nloads, m->loads_size);
			m->loads[m->nloads++] = (struct load){0};
		}
		for (size_t k = 0; k < m->count; k++)
			m->loads[place].people[k] += p->when >> k & 1;
	}
}

void
marks_end(struct marks *m)
{
	if (m->people > 0)
		m->of[MARK_STAFF][0] = 0; /* facts of nobody */
	tidy_pairs(&m->attached);
	tidy_pairs(&m->members);
	count_loads(m);
}

/* Which of AT_ONCE people at work from an id on have a mark in a period: 1 or 0 for each. */
static void
find_marked(
    const struct marks *m, unsigned period, enum mark mark, uint64_t first, uint8_t *restrict out)
{
	const period_bits *restrict staff = m->of[MARK_STAFF] + first,
				    *restrict of = m->of[mark] + first;
	const uint8_t at_work = bit_of(m, MARK_STAFF, period), bit = bit_of(m, mark, period);

	for (size_t i = 0; i < AT_ONCE; i++)
		out[i] = ((staff[i] & at_work) != 0) & ((of[i] & bit) != 0);
}

/* Of AT_ONCE. */
static uint8_t
sum(const uint8_t *restrict marked)
{
	uint8_t count = 0;

	for (size_t i = 0; i < AT_ONCE; i++)
		count = (uint8_t)(count + marked[i]);
	return count;
}

void
marks_count(const struct marks *m, unsigned period, uint32_t counts[MARKS_COUNTED])
{
	uint8_t marked[AT_ONCE];

	for (enum mark mark = 0; mark < MARKS_COUNTED; mark++) {
		counts[mark] = 0;
		for (uint64_t id = 0; id < m->people; id += AT_ONCE) {
			find_marked(m, period, mark, id, marked);
			counts[mark] += sum(marked);
		}
	}
}

static void
add_mark(const uint8_t *restrict marked, enum mark mark, uint16_t *restrict out)
{
	for (size_t i = 0; i < AT_ONCE; i++)
		out[i] |= (uint16_t)(marked[i] << mark);
}

void
marks_of_people(const struct marks *m, unsigned period, uint16_t *out, uint64_t people)
{
	uint8_t marked[AT_ONCE];

	for (uint64_t id = 0; id < people; id += AT_ONCE) {
		uint64_t left = people - id;
		uint16_t some[AT_ONCE] = {0};

		for (enum mark mark = 0; id < m->people && mark < MARKS_COUNTED; mark++) {
			find_marked(m, period, mark, id, marked);
			add_mark(marked, mark, some);
		}
		memcpy(out + id, some, (left < AT_ONCE ? left : AT_ONCE) * sizeof(*out));
	}
}

size_t
marks_list(const struct marks *m, unsigned period, enum mark mark, uint64_t **ids)
{
	size_t count = 0, room = 0;
	uint8_t marked[AT_ONCE];

	*ids = NULL;
	for (uint64_t id = 0; id < m->people; id += AT_ONCE) {
		find_marked(m, period, mark, id, marked);
		for (size_t i = sum(marked) > 0 ? 0 : AT_ONCE; i < AT_ONCE; i++) {
			if (marked[i] == 0)
				continue;
			ARRAY_ROOM(*ids, count, room);
			(*ids)[count++] = id + i;
		}
	}
	return count;
}

const struct pair *
marks_members(const struct marks *m, size_t *count)
{
	*count = m->members.count;
	return m->members.items;
}

uint32_t
marks_load(const struct marks *m, unsigned period, uint64_t methodist)
{
	uint32_t place = idmap_get(&m->loaded, methodist);

	return place != IDMAP_NONE ? m->loads[place].people[period] : 0;
}
