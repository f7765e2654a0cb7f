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
	MARK_MEMBER_TWICE, /* has more than one membership, or attachment: may be of one and the
			      same, and is looked at more closely */
	MARK_ATTACHED,
	MARK_ATTACHED_TWICE
};

typedef uint16_t marks;
#define BIT(mark) (1u << (mark))

/* What a fact says: `going` when it begins by the last day and ends no sooner than the first day
 * (or, by_last, the last day); `ended` when it has these flags and has ended by then as well. */
struct fact_test {
	bool by_last;
	marks going, ended;
	int64_t flags;
	marks twice; /* set instead of `going` the second time: pairs of person and ref are kept */
};

static const struct fact_test tests[FACT_TYPES] = {
    [FACT_MEMBER] = {.by_last = true, .going = BIT(MARK_MEMBER), .twice = BIT(MARK_MEMBER_TWICE)},
    [FACT_ASSESSED] = {.going = BIT(MARK_ASSESSED)},
    [FACT_TRAINED] = {.ended = BIT(MARK_TRAINED), .flags = FACT_REGISTRY | FACT_MATCHED},
    [FACT_PATHWAY] = {.going = BIT(MARK_PATHWAY), .ended = BIT(MARK_DONE), .flags = FACT_SUCCESS},
    [FACT_METHODIST] = {.by_last = true, .going = BIT(MARK_METHODIST)},
    [FACT_ATTACHED] = {.by_last = true,
	.going = BIT(MARK_ATTACHED),
	.twice = BIT(MARK_ATTACHED_TWICE)},
    [FACT_SUPPORTED] = {.going = BIT(MARK_SUPPORTED)},
};

/* Somebody at work and what they belong or are attached to. */
struct pair {
	uint64_t ref, person;
};

struct pairs {
	struct pair *items;
	size_t count, size;
};

/* A part of the town in a period. */
struct part {
	uint64_t counts[MARKS_COUNTED];
};

struct moment {
	struct period period;
	int32_t young_born, young_began; /* the first days that are young enough */
	uint32_t city;                   /* IDMAP_NONE: not asked about */
	struct idmap parts;              /* part_key() of the others -> their numbers */
	unsigned types;                  /* bits of the scope types asked about */
	marks *marks;                    /* of each person, by id; that of 0 means nothing */
	struct pairs members, attached;
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
	uint64_t people, room; /* behind the highest id */
	uint64_t *organisations;
	uint8_t *person_levels;
	struct idmap levels; /* association -> level */
	enum indicator watched;
	indicator_told *told;
	void *context;
};

static uint64_t
part_key(enum scope_type type, uint64_t id)
{
	return id << 2 | type;
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
	    .city = IDMAP_NONE,
	    .young_born = first_within(p.to, run->rules.young_age + run->rules.young_age_inclusive),
	    .young_began = first_within(p.to, run->rules.young_years)};
	return m;
}

/* The part a question is about; the same question twice is one part. */
static uint32_t
part_of(struct indicators_run *run, const struct indicator_question *q)
{
	struct moment *m = moment_of(run, q->period);
	uint32_t fresh = (uint32_t)run->nparts, number;

	m->types |= BIT(q->scope.type);
	if (q->scope.type != SCOPE_CITY)
		number = idmap_add(&m->parts, part_key(q->scope.type, q->scope.id), fresh);
	else
		number = m->city = m->city == IDMAP_NONE ? fresh : m->city;
	if (number == fresh)
		run->answers[run->nparts++] =
		    (struct indicators){.period = q->period, .scope = q->scope};
	return number;
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

/* There is a place for everybody below the id. */
static void
make_room(struct indicators_run *run, uint64_t behind)
{
	uint64_t room = run->room > 0 ? run->room : 1024, old = run->room;

	if (behind > run->people)
		run->people = behind;
	if (behind <= old)
		return;
	while (room < behind)
		room *= 2;
	run->organisations = xrealloc(run->organisations, room * sizeof(*run->organisations));
	run->person_levels = xrealloc(run->person_levels, room * sizeof(*run->person_levels));
	for (size_t i = 0; i < run->nmoments; i++) {
		struct moment *m = &run->moments[i];

		m->marks = xrealloc(m->marks, room * sizeof(*m->marks));
		memset(m->marks + old, 0, (room - old) * sizeof(*m->marks));
	}
	run->room = room;
}

/* In the first years of work and young; or perhaps so, as far as is known. */
static marks
young_marks(const struct moment *m, int64_t born, int64_t began)
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
	make_room(run, people->first + people->count);
	for (size_t i = 0; i < people->count; i++) {
		run->organisations[people->first + i] = (uint64_t)people->organisation[i];
		run->person_levels[people->first + i] = (uint8_t)people->level[i];
	}
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
	int64_t last = m->period.to, first = test->by_last ? last : m->period.from;

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

/* Those at work, with what they refer to. */
static void
keep_pairs(const struct indicators_run *run, const struct moment *m, const struct fact_columns *f,
    const struct fact_test *test, struct pairs *out)
{
	for (size_t i = 0; i < f->count; i++) {
		uint64_t person = person_of(run, f, i);
		marks *of = &m->marks[person];

		if (f->from[i] > m->period.to || f->to[i] < m->period.to || person == 0 ||
		    (*of & BIT(MARK_STAFF)) == 0)
			continue;
		*of |= (*of & test->going) != 0 ? test->twice : test->going;
		ARRAY_ROOM(out->items, out->count, out->size);
		out->items[out->count++] =
		    (struct pair){.ref = (uint64_t)f->ref[i], .person = person};
	}
}

static void
mark_facts(const struct indicators_run *run, struct moment *m, const struct fact_columns *f)
{
	const struct fact_test *test = &tests[f->type];

	if (f->type == FACT_ATTACHED)
		keep_pairs(run, m, f, test, &m->attached);
	else if (f->type != FACT_MEMBER)
		mark_going(run, m, f, test);
	else if ((m->types & BIT(SCOPE_ASSOCIATION)) != 0)
		keep_pairs(run, m, f, test, &m->members);
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

	if (number == IDMAP_NONE)
		return;
	a = &run->answers[number];
	a->values[INDICATOR_ROADMAP].denominator++;
	a->values[INDICATOR_ROADMAP].numerator += done;
	a->cancelled += x->cancelled <= m->period.to;
	a->levels |= x->level < 32 ? BIT(x->level) : 0;
	if (is_watched(run, number, INDICATOR_ROADMAP))
		run->told(run->context, x->kind, x->id, done, 0);
}

static void
count_measure_in(struct indicators_run *run, const struct moment *m, enum scope_type type,
    uint64_t id, const struct measure *x)
{
	if (id != 0 && (m->types & BIT(type)) != 0)
		count_measure(run, m, idmap_get(&m->parts, part_key(type, id)), x);
}

void
indicators_add_measure(struct indicators_run *run, const struct measure *x)
{
	uint32_t level = x->association != 0 ? idmap_get(&run->levels, x->association) : IDMAP_NONE;

	for (size_t i = 0; i < run->nmoments; i++) {
		const struct moment *m = &run->moments[i];

		if (x->planned < m->period.from || x->planned > m->period.to)
			continue;
		count_measure(run, m, m->city, x);
		count_measure_in(run, m, SCOPE_ASSOCIATION, x->association, x);
		count_measure_in(run, m, SCOPE_ORGANISATION, x->venue, x);
		count_measure_in(run, m, SCOPE_LEVEL, level == IDMAP_NONE ? 0 : level, x);
	}
}

static int
compare_pairs(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	if (x->ref != y->ref)
		return x->ref < y->ref ? -1 : 1;
	return x->person < y->person ? -1 : x->person > y->person;
}

/* Leave each pair once: only people with several can have one twice. */
static void
tidy_pairs(const struct moment *m, struct pairs *pairs, marks twice)
{
	size_t kept = 0, single = 0;

	for (size_t i = 0; i < pairs->count; i++) { /* those with one come to stand first */
		struct pair p = pairs->items[i];

		if ((m->marks[p.person] & twice) == 0) {
			pairs->items[i] = pairs->items[single];
			pairs->items[single++] = p;
		}
	}
	if (pairs->count > single)
		qsort(pairs->items + single, pairs->count - single, sizeof(*pairs->items),
		    compare_pairs);
	kept = single;
	for (size_t i = single; i < pairs->count; i++)
		if (i == single || compare_pairs(&pairs->items[i - 1], &pairs->items[i]) != 0)
			pairs->items[kept++] = pairs->items[i];
	pairs->count = kept;
}

/* The pairs' refs -> how many people each has. */
struct loads {
	struct idmap places;
	uint64_t *people;
	size_t count, size;
};

static void
count_loads(const struct pairs *attached, struct loads *out)
{
	for (size_t i = 0; i < attached->count; i++) {
		uint32_t place =
		    idmap_add(&out->places, attached->items[i].ref, (uint32_t)out->count);

		if (place == out->count) {
			ARRAY_ROOM(out->people, out->count, out->size);
			out->people[out->count++] = 0;
		}
		out->people[place]++;
	}
}

/* A methodist of the part and how many people they have. */
static void
count_methodist(
    struct indicators_run *run, const struct loads *loads, uint32_t part, uint64_t methodist)
{
	struct indicators *a = &run->answers[part];
	struct fraction *load = &a->values[INDICATOR_LOAD];
	uint32_t place = idmap_get(&loads->places, methodist);
	uint64_t people = place != IDMAP_NONE ? loads->people[place] : 0;

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
count_in_part(
    struct indicators_run *run, const struct loads *loads, uint32_t part, uint64_t id, marks of)
{
	struct part *p;

	if (part == IDMAP_NONE)
		return;
	p = &run->parts[part];
	for (int i = 0; i < MARKS_COUNTED; i++)
		p->counts[i] += of >> i & 1;
	if ((of & BIT(MARK_METHODIST)) != 0)
		count_methodist(run, loads, part, id);
	if (run->told != NULL && part == run->asked[0])
		tell_person(run, id, of);
}

static void
count_in(struct indicators_run *run, const struct moment *m, const struct loads *loads,
    enum scope_type type, uint64_t scope, uint64_t id)
{
	if (scope != 0 && (m->types & BIT(type)) != 0)
		count_in_part(
		    run, loads, idmap_get(&m->parts, part_key(type, scope)), id, m->marks[id]);
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
	bool of_parts = (m->types & (BIT(SCOPE_ORGANISATION) | BIT(SCOPE_LEVEL))) != 0;
	struct loads loads = {0};

	tidy_pairs(m, &m->attached, BIT(MARK_ATTACHED_TWICE));
	tidy_pairs(m, &m->members, BIT(MARK_MEMBER_TWICE));
	count_loads(&m->attached, &loads);
	for (uint64_t id = 1; id < run->people; id++) {
		m->marks[id] = conclude_marks(m->marks[id]);
		if (m->marks[id] == 0)
			continue;
		count_in_part(run, &loads, m->city, id, m->marks[id]);
		if (!of_parts)
			continue;
		count_in(run, m, &loads, SCOPE_ORGANISATION, run->organisations[id], id);
		count_in(run, m, &loads, SCOPE_LEVEL, run->person_levels[id], id);
	}
	for (size_t i = 0; i < m->members.count; i++)
		count_in(run, m, &loads, SCOPE_ASSOCIATION, m->members.items[i].ref,
		    m->members.items[i].person);
	idmap_free(&loads.places);
	free(loads.people);
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
run_free(struct indicators_run *run)
{
	for (size_t i = 0; i < run->nmoments; i++) {
		idmap_free(&run->moments[i].parts);
		free(run->moments[i].marks);
		free(run->moments[i].members.items);
		free(run->moments[i].attached.items);
	}
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
