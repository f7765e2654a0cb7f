/* SPDX-License-Identifier: MIT
 * indicators.c - one pass over columns of facts.
 *
 * A person has a word of bits (enum mark) for each period: a fact sets a bit of its person when it
 * is going on at the right time. When all is read the bits of those at work are counted, for the
 * town and for the parts of it that are asked about; a list of names is the people who have a bit.
 */
#include "rules/indicators.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/date.h"
#include "base/die.h"
#include "rules/idmap.h"

enum mark {
	MARK_STAFF,
	MARK_ASSESSED,
	MARK_TRAINED,
	MARK_PATHWAY,
	MARK_METHODIST,
	MARK_DONE,
	MARK_YOUNG_SUPPORTED,
	MARK_YOUNG,
	MARK_UNKNOWN,
	MARKS_COUNTED,
	/* of use on the way only */
	MARK_SUPPORTED = MARKS_COUNTED,
	MARK_MEMBER,
	MARK_MEMBER_TWICE, /* to more than one, or to one twice; behind the mark it goes with, as
			      below */
	MARK_ATTACHED,
	MARK_ATTACHED_TWICE
};

enum { SCOPE_TYPES = SCOPE_LEVEL + 1, NO_PART = UINT32_MAX };

typedef uint16_t marks;
#define BIT(mark) (1u << (mark))

/* What a fact says: `going` when it begins by the last day and ends no sooner than the first day
 * (or, by_last, the last day); `ended` when it has these flags and has ended by then as well.
 * Memberships and attachments are kept as pairs instead. */
struct fact_test {
	bool by_last;
	marks going, ended;
	int32_t flags;
};

static const struct fact_test tests[FACT_TYPES] = {
    [FACT_ASSESSED] = {.going = BIT(MARK_ASSESSED)},
    [FACT_TRAINED] = {.ended = BIT(MARK_TRAINED), .flags = FACT_REGISTRY | FACT_MATCHED},
    [FACT_PATHWAY] = {.going = BIT(MARK_PATHWAY), .ended = BIT(MARK_DONE), .flags = FACT_SUCCESS},
    [FACT_METHODIST] = {.by_last = true, .going = BIT(MARK_METHODIST)},
    [FACT_SUPPORTED] = {.going = BIT(MARK_SUPPORTED)},
};

/* Somebody at work and what they belong or are attached to. */
struct pair {
	uint32_t ref, person;
};

struct pairs {
	struct pair *items;
	size_t count, size;
};

/* A part of the town in a period. */
struct part {
	uint64_t counts[MARKS_COUNTED];
};

/* The parts of the town of one type, by what they are parts of: 0 is nothing, but of the city,
 * which is one part. */
struct parts {
	uint32_t *numbers; /* NO_PART: not asked about */
	uint64_t behind;
};

struct moment {
	struct period period;
	int32_t young_born, young_began; /* the first days that are young enough */
	struct parts parts[SCOPE_TYPES];
	marks *marks; /* of each person, by id; that of 0 means nothing */
	struct pairs members, attached;
	struct idmap loaded; /* methodist -> place in loads */
	uint32_t *loads;     /* how many people each has */
	size_t nloads, loads_size;
};

struct indicators_run {
	struct indicator_rules rules;
	struct moment *moments;
	size_t nmoments;
	struct part *parts;
	struct indicators *answers; /* of the parts */
	size_t nparts;
	uint32_t *asked; /* the part of each question */
	size_t nasked;
	uint64_t people, room;   /* behind the highest id */
	uint32_t *organisations; /* of people, by id; NULL: nobody asks, as of levels */
	uint8_t *person_levels;
	struct idmap levels; /* association -> level */
	enum indicator watched;
	indicator_told *told;
	void *context;
};

static uint32_t
part_number(const struct moment *m, enum scope_type type, uint64_t id)
{
	return id < m->parts[type].behind ? m->parts[type].numbers[id] : NO_PART;
}

/* The first day whose anniversary after `years` years lies behind `to`. */
static int32_t
first_within(int32_t to, int years)
{
	int32_t first = date_make(1, 1, 1), last = to, anniversary;

	while (first < last) {
		int32_t middle = first + (last - first) / 2;

		anniversary = date_add_years(middle, years);
		if (anniversary == DATE_NONE || anniversary > to)
			last = middle;
		else
			first = middle + 1;
	}
	anniversary = date_add_years(first, years);
	return anniversary == DATE_NONE || anniversary > to ? first : first + 1;
}

static struct moment *
moment_of(struct indicators_run *run, struct period p)
{
	struct moment *m;

	/* By number: there is no array to point into before the first one. */
	for (size_t i = 0; i < run->nmoments; i++)
		if (run->moments[i].period.from == p.from && run->moments[i].period.to == p.to)
			return &run->moments[i];
	assert(p.from <= p.to);
	run->moments = xrealloc(run->moments, (run->nmoments + 1) * sizeof(*m));
	m = &run->moments[run->nmoments++];
	*m = (struct moment){.period = p,
	    .young_born = first_within(p.to, run->rules.young_age + run->rules.young_age_inclusive),
	    .young_began = first_within(p.to, run->rules.young_years)};
	return m;
}

/* There is a number for everything up to the id. */
static void
reach(struct parts *parts, uint64_t id)
{
	uint64_t behind = id * 2 + 16;

	if (id < parts->behind)
		return;
	parts->numbers = xrealloc(parts->numbers, behind * sizeof(*parts->numbers));
	for (uint64_t i = parts->behind; i < behind; i++)
		parts->numbers[i] = NO_PART;
	parts->behind = behind;
}

/* The part a question is about; the same question twice is one part. */
static uint32_t
part_of(struct indicators_run *run, const struct indicator_question *q)
{
	struct moment *m = moment_of(run, q->period);
	struct parts *parts = &m->parts[q->scope.type];

	reach(parts, q->scope.id);
	if (parts->numbers[q->scope.id] == NO_PART) {
		parts->numbers[q->scope.id] = (uint32_t)run->nparts;
		run->answers[run->nparts++] =
		    (struct indicators){.period = q->period, .scope = q->scope};
	}
	return parts->numbers[q->scope.id];
}

struct indicators_run *
indicators_begin(
    const struct indicator_rules *rules, const struct indicator_question *questions, size_t count)
{
	struct indicators_run *run = xcalloc(1, sizeof(*run));

	run->rules = *rules;
	run->parts = xcalloc(count + 1, sizeof(*run->parts));
	run->answers = xcalloc(count + 1, sizeof(*run->answers));
	run->asked = xcalloc(count + 1, sizeof(*run->asked));
	for (; run->nasked < count; run->nasked++)
		run->asked[run->nasked] = part_of(run, &questions[run->nasked]);
	return run;
}

void
indicators_watch(
    struct indicators_run *run, enum indicator which, indicator_told *told, void *context)
{
	run->watched = which;
	run->told = told;
	run->context = context;
}

void
indicators_add_association(struct indicators_run *run, uint64_t id, uint8_t level)
{
	idmap_add(&run->levels, id, level);
}

static bool
is_watched(const struct indicators_run *run, uint32_t part, enum indicator which)
{
	return run->told != NULL && part == run->asked[0] && run->watched == which;
}

/* Who is in an indicator's denominator, and who is counted. */
static const struct {
	uint8_t of, counted;
} marks_of[INDICATOR_COUNT] = {
    [INDICATOR_ASSESSED] = {.of = MARK_STAFF, .counted = MARK_ASSESSED},
    [INDICATOR_TRAINED] = {.of = MARK_STAFF, .counted = MARK_TRAINED},
    [INDICATOR_PATHWAYS] = {.of = MARK_STAFF, .counted = MARK_PATHWAY},
    [INDICATOR_METHODISTS] = {.of = MARK_STAFF, .counted = MARK_METHODIST},
    [INDICATOR_PATHWAYS_DONE] = {.of = MARK_PATHWAY, .counted = MARK_DONE},
    [INDICATOR_YOUNG] = {.of = MARK_YOUNG, .counted = MARK_YOUNG_SUPPORTED},
};

static bool
is_of_people(enum indicator which)
{
	return which != INDICATOR_ROADMAP && which != INDICATOR_LOAD;
}

static void
tell_person(const struct indicators_run *run, uint64_t id, unsigned of)
{
	if (is_of_people(run->watched) && (of & BIT(marks_of[run->watched].of)) != 0)
		run->told(run->context, KIND_PEOPLE, id,
		    (of & BIT(marks_of[run->watched].counted)) != 0, 0);
}

static bool
is_asked(const struct moment *m, enum scope_type type)
{
	return m->parts[type].behind > 0;
}

/* The items, and behind the old ones empty ones up to `room`. */
static void *
more(void *items, uint64_t old, uint64_t room, size_t size)
{
	char *all;

	if (old == 0)
		return xcalloc(room, size); /* pages nobody looks at cost nothing */
	all = xrealloc(items, room * size);
	memset(all + old * size, 0, (room - old) * size);
	return all;
}

static bool
is_anywhere_asked(const struct indicators_run *run, enum scope_type type)
{
	bool asked = false;

	for (size_t i = 0; i < run->nmoments && !asked; i++)
		asked = is_asked(&run->moments[i], type);
	return asked;
}

void
indicators_expect(struct indicators_run *run, uint64_t people)
{
	uint64_t old = run->room;

	if (people <= old)
		return;
	if (is_anywhere_asked(run, SCOPE_ORGANISATION))
		run->organisations =
		    more(run->organisations, old, people, sizeof(*run->organisations));
	if (is_anywhere_asked(run, SCOPE_LEVEL))
		run->person_levels =
		    more(run->person_levels, old, people, sizeof(*run->person_levels));
	for (size_t i = 0; i < run->nmoments; i++) {
		struct moment *m = &run->moments[i];

		m->marks = more(m->marks, old, people, sizeof(*m->marks));
	}
	run->room = people;
}

/* In the first years of work and young; or perhaps so, as far as is known. */
static marks
young_marks(const struct moment *m, int32_t born, int32_t began)
{
	bool young = born >= m->young_born,
	     fresh = began >= m->young_began && began <= m->period.to;

	if (born != DATE_NONE && began != DATE_NONE)
		return young && fresh ? BIT(MARK_YOUNG) : 0;
	if ((born == DATE_NONE || young) && (began == DATE_NONE || fresh))
		return BIT(MARK_UNKNOWN);
	return 0;
}

static void
mark_people(const struct indicators_run *run, struct moment *m, const struct people_columns *p)
{
	for (size_t i = 0; i < p->count; i++) {
		bool of_staff = p->staff_kind[i] < 32 && (run->rules.staff >> p->staff_kind[i] & 1);

		if (of_staff && p->hired[i] <= m->period.to && p->dismissed[i] > m->period.to)
			m->marks[p->first + i] = (marks)(BIT(MARK_STAFF) |
			    young_marks(m, p->birth_date[i], p->career_start[i]));
	}
}

void
indicators_add_people(struct indicators_run *run, const struct people_columns *people)
{
	uint64_t behind = people->first + people->count;

	if (behind > run->room) /* more than were expected */
		indicators_expect(run, behind * 2);
	if (behind > run->people)
		run->people = behind;
	for (size_t i = 0; run->organisations != NULL && i < people->count; i++)
		run->organisations[people->first + i] = (uint32_t)people->organisation[i];
	for (size_t i = 0; run->person_levels != NULL && i < people->count; i++)
		run->person_levels[people->first + i] = (uint8_t)people->level[i];
	for (size_t i = 0; i < run->nmoments; i++)
		mark_people(run, &run->moments[i], people);
}

/* Whose fact it is; nobody's is that of 0. */
static uint64_t
person_of(const struct indicators_run *run, const struct fact_columns *f, size_t i)
{
	uint64_t person = (uint64_t)f->person[i];

	return person < run->people ? person : 0;
}

static void
mark_going(const struct indicators_run *run, const struct moment *m, const struct fact_columns *f,
    const struct fact_test *test)
{
	int32_t last = m->period.to, first = test->by_last ? last : m->period.from;

	for (size_t i = 0; i < f->count; i++) {
		bool going = (f->from[i] <= last) & (f->to[i] >= first);

		m->marks[person_of(run, f, i)] |= (marks)(going ? test->going : 0);
	}
}

static void
mark_ended(const struct indicators_run *run, const struct moment *m, const struct fact_columns *f,
    const struct fact_test *test)
{
	for (size_t i = 0; i < f->count; i++) {
		bool ended = (f->from[i] <= m->period.to) & (f->to[i] >= m->period.from) &
		    (f->to[i] <= m->period.to) & ((f->flags[i] & test->flags) == test->flags);

		m->marks[person_of(run, f, i)] |= (marks)(ended ? test->ended : 0);
	}
}

/* Those at work, with what they refer to on the last day; who does so again is marked. */
static void
keep_pairs(const struct indicators_run *run, const struct moment *m, const struct fact_columns *f,
    enum mark once, struct pairs *out)
{
	const int32_t last = m->period.to;

	for (size_t i = 0; i < f->count; i++) {
		uint64_t person = person_of(run, f, i);
		marks *of = &m->marks[person];

		if ((f->from[i] > last) | (f->to[i] < last) || (*of & BIT(MARK_STAFF)) == 0)
			continue;
		*of |= (marks)((*of & BIT(once)) != 0 ? BIT(once + 1) : BIT(once));
		ARRAY_ROOM(out->items, out->count, out->size);
		out->items[out->count++] =
		    (struct pair){.ref = (uint32_t)f->ref[i], .person = (uint32_t)person};
	}
}

static void
mark_facts(const struct indicators_run *run, struct moment *m, const struct fact_columns *f)
{
	const struct fact_test *test = &tests[f->type];

	if (f->type == FACT_ATTACHED)
		keep_pairs(run, m, f, MARK_ATTACHED, &m->attached);
	else if (f->type == FACT_MEMBER && is_asked(m, SCOPE_ASSOCIATION))
		keep_pairs(run, m, f, MARK_MEMBER, &m->members);
	else if (test->going != 0)
		mark_going(run, m, f, test);
	if (test->ended != 0)
		mark_ended(run, m, f, test);
}

void
indicators_add_facts(struct indicators_run *run, const struct fact_columns *facts)
{
	for (size_t i = 0; run->people > 0 && i < run->nmoments; i++)
		mark_facts(run, &run->moments[i], facts);
}

static void
count_measure(
    struct indicators_run *run, const struct moment *m, uint32_t number, const struct measure *x)
{
	bool done = x->done <= m->period.to;
	struct indicators *a;

	if (number == NO_PART)
		return;
	a = &run->answers[number];
	a->values[INDICATOR_ROADMAP].denominator++;
	a->values[INDICATOR_ROADMAP].numerator += done;
	a->cancelled += x->cancelled <= m->period.to;
	a->levels |= x->level < 32 ? BIT(x->level) : 0;
	if (is_watched(run, number, INDICATOR_ROADMAP))
		run->told(run->context, x->kind, x->id, done, 0);
}

void
indicators_add_measure(struct indicators_run *run, const struct measure *x)
{
	uint32_t level = x->association != 0 ? idmap_get(&run->levels, x->association) : IDMAP_NONE;

	for (size_t i = 0; i < run->nmoments; i++) {
		const struct moment *m = &run->moments[i];

		if (x->planned < m->period.from || x->planned > m->period.to)
			continue;
		count_measure(run, m, part_number(m, SCOPE_CITY, 0), x);
		count_measure(run, m, part_number(m, SCOPE_ASSOCIATION, x->association), x);
		count_measure(run, m, part_number(m, SCOPE_ORGANISATION, x->venue), x);
		count_measure(
		    run, m, part_number(m, SCOPE_LEVEL, level == IDMAP_NONE ? 0 : level), x);
	}
}

static int
compare_pairs(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	if (x->person != y->person)
		return x->person < y->person ? -1 : 1;
	return x->ref < y->ref ? -1 : x->ref > y->ref;
}

/* Leave each pair once: only people marked so can have one twice, and they come to stand last. */
static void
tidy_pairs(const struct moment *m, struct pairs *pairs, enum mark twice)
{
	size_t single = 0, kept;

	for (size_t i = 0; i < pairs->count; i++) {
		struct pair p = pairs->items[i];

		if ((m->marks[p.person] & BIT(twice)) == 0) {
			pairs->items[i] = pairs->items[single];
			pairs->items[single++] = p;
		}
	}
	if (pairs->count == single)
		return;
	qsort(pairs->items + single, pairs->count - single, sizeof(*pairs->items), compare_pairs);
	kept = single;
	for (size_t i = single; i < pairs->count; i++)
		if (i == single || compare_pairs(&pairs->items[i - 1], &pairs->items[i]) != 0)
			pairs->items[kept++] = pairs->items[i];
	pairs->count = kept;
}

static void
count_loads(struct moment *m)
{
	for (size_t i = 0; i < m->attached.count; i++) {
		uint32_t place =
		    idmap_add(&m->loaded, m->attached.items[i].ref, (uint32_t)m->nloads);

		if (place == m->nloads) {
			ARRAY_ROOM(m->loads, m->nloads, m->loads_size);
			m->loads[m->nloads++] = 0;
		}
		m->loads[place]++;
	}
}

static uint64_t
load_of(const struct moment *m, uint64_t methodist)
{
	uint32_t place = idmap_get(&m->loaded, methodist);

	return place != IDMAP_NONE ? m->loads[place] : 0;
}

/* A methodist of the part and how many people they have. */
static void
count_methodist(struct indicators_run *run, uint32_t part, uint64_t methodist, uint64_t people)
{
	struct indicators *a = &run->answers[part];
	struct fraction *load = &a->values[INDICATOR_LOAD];

	if (load->denominator == 0 || people < a->load_least)
		a->load_least = people;
	if (people > a->load_most)
		a->load_most = people;
	load->numerator += people;
	load->denominator++;
	if (is_watched(run, part, INDICATOR_LOAD))
		run->told(run->context, KIND_PEOPLE, methodist, people > 0, people);
}

/* Somebody at work, in a part of the town. */
static void
count_in(struct indicators_run *run, const struct moment *m, enum scope_type type, uint64_t scope,
    uint64_t id)
{
	uint32_t part = part_number(m, type, scope);
	marks of = m->marks[id];
	struct part *p;

	if (part == NO_PART)
		return;
	p = &run->parts[part];
#pragma GCC unroll 16
	for (int i = 0; i < MARKS_COUNTED; i++)
		p->counts[i] += of >> i & 1;
	if ((of & BIT(MARK_METHODIST)) != 0)
		count_methodist(run, part, id, load_of(m, id));
	if (run->told != NULL && part == run->asked[0])
		tell_person(run, id, of);
}

/* The marks a person has by others; of those not at work none. */
static marks
conclude_marks(marks of)
{
	if ((of & BIT(MARK_STAFF)) == 0)
		return 0;
	if ((of & BIT(MARK_YOUNG)) != 0 && (of & BIT(MARK_SUPPORTED)) != 0)
		of |= BIT(MARK_YOUNG_SUPPORTED);
	return of;
}

static void
count_moment(struct indicators_run *run, struct moment *m)
{
	tidy_pairs(m, &m->attached, MARK_ATTACHED_TWICE);
	tidy_pairs(m, &m->members, MARK_MEMBER_TWICE);
	count_loads(m);
	for (uint64_t id = 1; id < run->people; id++) {
		m->marks[id] = conclude_marks(m->marks[id]);
		if (m->marks[id] == 0)
			continue;
		count_in(run, m, SCOPE_CITY, 0, id);
		if (is_asked(m, SCOPE_ORGANISATION))
			count_in(run, m, SCOPE_ORGANISATION, run->organisations[id], id);
		if (is_asked(m, SCOPE_LEVEL))
			count_in(run, m, SCOPE_LEVEL, run->person_levels[id], id);
	}
	for (size_t i = 0; i < m->members.count; i++)
		count_in(
		    run, m, SCOPE_ASSOCIATION, m->members.items[i].ref, m->members.items[i].person);
}

static void
conclude(const struct part *part, struct indicators *a)
{
	a->staff = part->counts[MARK_STAFF];
	a->unknown = part->counts[MARK_UNKNOWN];
	for (enum indicator i = 0; i < INDICATOR_COUNT; i++)
		if (is_of_people(i))
			a->values[i] =
			    (struct fraction){.numerator = part->counts[marks_of[i].counted],
				.denominator = part->counts[marks_of[i].of]};
}

static void
moment_free(struct moment *m)
{
	for (int type = 0; type < SCOPE_TYPES; type++)
		free(m->parts[type].numbers);
	free(m->marks);
	free(m->loads);
	idmap_free(&m->loaded);
	free(m->members.items);
	free(m->attached.items);
}

static void
run_free(struct indicators_run *run)
{
	for (size_t i = 0; i < run->nmoments; i++)
		moment_free(&run->moments[i]);
	idmap_free(&run->levels);
	free(run->organisations);
	free(run->person_levels);
	free(run->moments);
	free(run->parts);
	free(run->answers);
	free(run->asked);
	free(run);
}

void
indicators_end(struct indicators_run *run, struct indicators *out)
{
	for (size_t i = 0; i < run->nmoments; i++)
		count_moment(run, &run->moments[i]);
	for (size_t i = 0; i < run->nparts; i++)
		conclude(&run->parts[i], &run->answers[i]);
	for (size_t i = 0; out != NULL && i < run->nasked; i++)
		out[i] = run->answers[run->asked[i]];
	run_free(run);
}
