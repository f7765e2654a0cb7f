/* SPDX-License-Identifier: MIT
 * indicators.c - one pass over packed facts.
 *
 * A person is looked at once for LANES periods together: a vector for each mark (enum mark) says in
 * which of them it holds. Each fact is one test without a branch: is it going on at the right time,
 * and has it ended by the last day. The city is counted in vectors, too; other parts of the town
 * (struct part) that the person belongs to are looked up for each period.
 */
#include "rules/indicators.h"

#include <assert.h>
#include <stdlib.h>

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
	MARK_MEMBER = MARKS_COUNTED,
	MARK_ATTACHED,
	MARK_SUPPORTED,
	MARK_NOTHING,
	MARKS
};

#define BIT(mark) (1u << (mark))

/* Four periods at once; a comparison gives -1 where it holds. GCC and Clang make of it whatever the
 * machine has. */
typedef int32_t lanes __attribute__((vector_size(16)));
enum { LANES = 4 };

/* What a fact says, by its type and flags: a mark when it begins by the last day and ends no sooner
 * than the first day (or, by_last, the last day), and another when it has ended by then as well. */
struct fact_test {
	uint8_t by_last, always, ended;
};

/* A part of the town in a period, while people are counted: many fit into the processor's cache. */
struct part {
	uint32_t counts[MARKS_COUNTED];
	uint64_t seen; /* the look that counted here last */
};

/* Whom a methodist was seen with last, and in which periods: somebody attached twice counts once.
 */
struct seen {
	lanes counted;
	uint64_t person;
};

struct methodist_in_part {
	uint64_t id;
	uint32_t part;
};

struct moment {
	struct period period;
	uint32_t city;      /* IDMAP_NONE: not asked about */
	struct idmap parts; /* part_key() of the others -> their numbers */
	unsigned types;     /* bits of the scope types asked about */
	struct methodist_in_part *methodists;
	size_t nmethodists, methodists_size;
};

/* LANES moments; those behind the last one have nobody at work. */
struct group {
	lanes ends[2];                 /* first and last days */
	lanes young_born, young_began; /* the first days that are young enough */
	lanes close;                   /* periods whose people have to be looked at one by one */
	lanes counts[MARKS_COUNTED];
};

struct indicators_run {
	struct indicator_rules rules;
	struct fact_test tests[FACT_MARK + 1];
	struct moment *moments;
	size_t nmoments;
	struct group *groups; /* made when the first people come */
	size_t ngroups;
	struct part *parts;
	struct indicators *answers; /* of the parts */
	size_t nparts;
	uint32_t *asked; /* the part of each question */
	size_t nasked;
	struct idmap loaded; /* methodist -> number of its loads and seen, each as many as groups */
	lanes *loads;        /* people attached */
	struct seen *seen;   /* apart: needed for few */
	size_t nloads, loads_size;
	struct idmap levels;   /* association -> level */
	struct idmap roadmaps; /* plan -> its place in plan_associations */
	uint64_t *plan_associations;
	size_t nplans, plans_size;
	uint64_t people, looks; /* looks: people times periods */
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

static struct fact_test
test_of(unsigned what)
{
	const unsigned counted = FACT_REGISTRY | FACT_MATCHED;
	struct fact_test test = {.always = MARK_NOTHING, .ended = MARK_NOTHING};
	static const struct {
		uint8_t by_last, mark;
	} types[FACT_TYPES] = {
	    [FACT_MEMBER] = {.by_last = 1, .mark = MARK_MEMBER},
	    [FACT_ASSESSED] = {.by_last = 0, .mark = MARK_ASSESSED},
	    [FACT_TRAINED] = {.by_last = 0, .mark = MARK_NOTHING},
	    [FACT_PATHWAY] = {.by_last = 0, .mark = MARK_PATHWAY},
	    [FACT_METHODIST] = {.by_last = 1, .mark = MARK_METHODIST},
	    [FACT_ATTACHED] = {.by_last = 1, .mark = MARK_ATTACHED},
	    [FACT_SUPPORTED] = {.by_last = 0, .mark = MARK_SUPPORTED},
	};
	unsigned type = what & FACT_TYPE;

	if (type >= FACT_TYPES)
		return test;
	test.by_last = types[type].by_last;
	test.always = types[type].mark;
	if (type == FACT_TRAINED && (what & counted) == counted)
		test.ended = MARK_TRAINED;
	if (type == FACT_PATHWAY && (what & FACT_SUCCESS) != 0)
		test.ended = MARK_DONE;
	return test;
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
	*m = (struct moment){.period = p, .city = IDMAP_NONE};
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
	for (unsigned what = 0; what <= FACT_MARK; what++)
		run->tests[what] = test_of(what);
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

void
indicators_add_roadmap(struct indicators_run *run, uint64_t plan, uint64_t association)
{
	idmap_add(&run->roadmaps, plan, (uint32_t)run->nplans);
	ARRAY_ROOM(run->plan_associations, run->nplans, run->plans_size);
	run->plan_associations[run->nplans++] = association;
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
tell_person(const struct indicators_run *run, uint64_t id, unsigned marks)
{
	if (is_of_people(run->watched) && (marks & BIT(marks_of[run->watched].of)) != 0)
		run->told(run->context, KIND_PEOPLE, id,
		    (marks & BIT(marks_of[run->watched].counted)) != 0, 0);
}

static void
note_methodist(struct moment *m, uint64_t id, uint32_t part)
{
	ARRAY_ROOM(m->methodists, m->nmethodists, m->methodists_size);
	m->methodists[m->nmethodists++] = (struct methodist_in_part){.id = id, .part = part};
}

/* Somebody of a part who is a methodist, or on the list that is being made. */
static void
meet(struct indicators_run *run, struct moment *m, uint32_t part, uint64_t id, unsigned marks)
{
	if ((marks & BIT(MARK_METHODIST)) != 0)
		note_methodist(m, id, part);
	if (run->told != NULL && part == run->asked[0])
		tell_person(run, id, marks);
}

/* Count a person's marks in a part, once however often they belong to it. */
static void
count_in(struct indicators_run *run, struct moment *m, enum scope_type type, uint64_t scope,
    uint64_t id, unsigned marks)
{
	uint32_t number = idmap_get(&m->parts, part_key(type, scope));
	struct part *part = &run->parts[number != IDMAP_NONE ? number : 0];

	if (number == IDMAP_NONE || part->seen == run->looks)
		return;
	part->seen = run->looks;
	for (int i = 0; i < MARKS_COUNTED; i++)
		part->counts[i] += marks >> i & 1;
	meet(run, m, number, id, marks);
}

/* One person in one period, for all parts that are not the whole city. */
static void
look_closely(struct indicators_run *run, struct moment *m, const struct person_facts *p,
    const void *facts, unsigned marks)
{
	run->looks++;
	if (m->city != IDMAP_NONE)
		meet(run, m, m->city, p->id, marks);
	if ((m->types & BIT(SCOPE_ORGANISATION)) != 0)
		count_in(run, m, SCOPE_ORGANISATION, p->organisation, p->id, marks);
	if ((m->types & BIT(SCOPE_LEVEL)) != 0)
		count_in(run, m, SCOPE_LEVEL, p->level, p->id, marks);
	if ((m->types & BIT(SCOPE_ASSOCIATION)) == 0 || (marks & BIT(MARK_MEMBER)) == 0)
		return;
	for (size_t i = 0; i < p->count; i++) {
		struct fact f = fact_at(facts, i);

		if (fact_type(&f) == FACT_MEMBER && fact_in_force(&f, m->period.to))
			count_in(run, m, SCOPE_ASSOCIATION, fact_ref(&f), p->id, marks);
	}
}

static lanes
everywhere(int32_t value)
{
	return (lanes){value, value, value, value};
}

static bool
is_anywhere(lanes v)
{
	uint64_t halves[2];

	memcpy(halves, &v, sizeof(halves));
	return (halves[0] | halves[1]) != 0;
}

/* Where a methodist's loads begin. */
static size_t
loads_of(struct indicators_run *run, uint64_t methodist)
{
	uint32_t number = idmap_add(&run->loaded, methodist, (uint32_t)run->nloads);
	size_t n = run->ngroups;

	if (number < run->nloads)
		return number * n;
	if (run->nloads == run->loads_size) {
		run->loads_size = run->loads_size > 0 ? run->loads_size * 2 : 64;
		run->loads = xrealloc(run->loads, run->loads_size * n * sizeof(*run->loads));
		run->seen = xrealloc(run->seen, run->loads_size * n * sizeof(*run->seen));
	}
	memset(&run->loads[run->nloads * n], 0, n * sizeof(*run->loads));
	memset(&run->seen[run->nloads * n], 0, n * sizeof(*run->seen));
	return run->nloads++ * n;
}

/* The periods in which this person was not counted for the methodist yet. */
static lanes
fresh_for(struct seen *seen, uint64_t person, lanes when)
{
	if (seen->person != person)
		*seen = (struct seen){.person = person};
	when &= ~seen->counted;
	seen->counted |= when;
	return when;
}

/* One more person of a methodist, once however often they are attached. */
static void
count_loads(struct indicators_run *run, size_t group, const struct person_facts *p,
    const void *facts, lanes staff)
{
	const struct group *g = &run->groups[group];
	size_t attached = 0, place;

	for (size_t i = 0; i < p->count; i++) {
		struct fact f = fact_at(facts, i);

		attached += fact_type(&f) == FACT_ATTACHED;
	}
	for (size_t i = 0; i < p->count; i++) {
		struct fact f = fact_at(facts, i);
		lanes when;

		if (fact_type(&f) != FACT_ATTACHED)
			continue;
		when = staff & (lanes)(everywhere(f.from) <= g->ends[1]) &
		    (lanes)(everywhere(f.to) >= g->ends[1]);
		place = loads_of(run, fact_ref(&f)) + group;
		if (attached > 1)
			when = fresh_for(&run->seen[place], run->people, when);
		run->loads[place] -= when;
	}
}

/* In the first years of work and young; or perhaps so, as far as is known. No date is before all.
 */
static void
add_young(const struct group *g, const struct person_facts *p, lanes marks[MARKS])
{
	lanes young = everywhere(p->birth_date) >= g->young_born,
	      start = everywhere(p->career_start);
	lanes new = (lanes)(start >= g->young_began) & (lanes)(start <= g->ends[1]);

	marks[MARK_YOUNG] = young & new;
	marks[MARK_YOUNG_SUPPORTED] = young & new &marks[MARK_SUPPORTED];
	if (p->birth_date != DATE_NONE && p->career_start != DATE_NONE)
		return;
	if (p->birth_date == DATE_NONE && p->career_start == DATE_NONE)
		marks[MARK_UNKNOWN] = everywhere(-1);
	else
		marks[MARK_UNKNOWN] = p->birth_date == DATE_NONE ? new : young;
}

static void
add_facts(const struct indicators_run *run, const struct group *g, const struct person_facts *p,
    const void *facts, lanes marks[MARKS])
{
	for (size_t i = 0; i < p->count; i++) {
		struct fact f = fact_at(facts, i);
		struct fact_test test = run->tests[f.what & FACT_MARK];
		lanes to = everywhere(f.to);
		lanes going = (lanes)(everywhere(f.from) <= g->ends[1]) &
		    (lanes)(to >= g->ends[test.by_last]);

		marks[test.always] |= going;
		marks[test.ended] |= going & (lanes)(to <= g->ends[1]);
	}
}

/* The marks of one period as bits. */
static unsigned
selection_in(lanes marks[MARKS], int lane)
{
	unsigned bits = 0;

	for (int i = 0; i < MARKS; i++)
		bits |= (unsigned)(marks[i][lane] & 1) << i;
	return bits;
}

static void
look_at(struct indicators_run *run, size_t group, const struct person_facts *p, const void *facts)
{
	struct group *g = &run->groups[group];
	lanes staff = (lanes)(everywhere(p->hired) <= g->ends[1]) &
	    (lanes)(everywhere(p->dismissed) > g->ends[1]);
	lanes marks[MARKS], close;

	if (!is_anywhere(staff))
		return;
#pragma GCC unroll 16
	for (int i = 0; i < MARKS; i++)
		marks[i] = everywhere(0);
	add_facts(run, g, p, facts, marks);
	add_young(g, p, marks);
	marks[MARK_STAFF] = staff;
	for (int i = 0; i < MARKS_COUNTED; i++)
		g->counts[i] -= marks[i] & staff;
	if (is_anywhere(marks[MARK_ATTACHED] & staff))
		count_loads(run, group, p, facts, staff);
	close = staff & (g->close | marks[MARK_METHODIST]);
	for (int lane = 0; is_anywhere(close) && lane < LANES; lane++)
		if (close[lane] != 0)
			look_closely(run, &run->moments[group * LANES + (size_t)lane], p, facts,
			    selection_in(marks, lane));
}

static void
prepare_moment(struct indicators_run *run, size_t number)
{
	const struct indicator_rules *rules = &run->rules;
	const struct moment *m = &run->moments[number];
	struct group *g = &run->groups[number / LANES];
	bool listed = run->told != NULL && m->city == run->asked[0];
	int lane = (int)(number % LANES);

	g->ends[0][lane] = m->period.from;
	g->ends[1][lane] = m->period.to;
	g->young_born[lane] =
	    first_within(m->period.to, rules->young_age + rules->young_age_inclusive);
	g->young_began[lane] = first_within(m->period.to, rules->young_years);
	g->close[lane] = (m->types & ~BIT(SCOPE_CITY)) != 0 || listed ? -1 : 0;
}

/* All questions are known: four periods to a group. */
static void
prepare(struct indicators_run *run)
{
	size_t size;

	run->ngroups = (run->nmoments + LANES - 1) / LANES;
	size = (run->ngroups + 1) * sizeof(*run->groups);
	run->groups = xmalloc(size);
	memset(run->groups, 0, size);
	for (size_t i = 0; i < run->ngroups; i++)
		run->groups[i].ends[0] = run->groups[i].ends[1] = everywhere(DATE_NONE);
	for (size_t i = 0; i < run->nmoments; i++)
		prepare_moment(run, i);
}

bool
indicators_add_people(struct indicators_run *run, struct slice block)
{
	struct person_facts p;
	const void *facts;

	if (run->groups == NULL)
		prepare(run);
	while (facts_next_person(&block, &p, &facts)) {
		if (p.staff_kind >= 32 || (run->rules.staff >> p.staff_kind & 1) == 0)
			continue;
		run->people++;
		for (size_t i = 0; i < run->ngroups; i++)
			look_at(run, i, &p, facts);
	}
	return block.len == 0;
}

/* One thing of the roadmap. */
struct measure {
	enum kind kind;
	uint64_t association;
	struct roadmap_facts facts;
};

static void
count_measure(
    struct indicators_run *run, const struct moment *m, uint32_t number, const struct measure *x)
{
	const struct roadmap_facts *facts = &x->facts;
	bool done = facts->done <= m->period.to;
	struct indicators *a;

	if (number == IDMAP_NONE)
		return;
	a = &run->answers[number];
	a->values[INDICATOR_ROADMAP].denominator++;
	a->values[INDICATOR_ROADMAP].numerator += done;
	a->cancelled += facts->cancelled <= m->period.to;
	a->levels |= facts->level < 32 ? BIT(facts->level) : 0;
	if (is_watched(run, number, INDICATOR_ROADMAP))
		run->told(run->context, x->kind, facts->id, done, 0);
}

static void
count_measure_in(struct indicators_run *run, const struct moment *m, enum scope_type type,
    uint64_t id, const struct measure *x)
{
	if (id != 0 && (m->types & BIT(type)) != 0)
		count_measure(run, m, idmap_get(&m->parts, part_key(type, id)), x);
}

static void
add_measure(struct indicators_run *run, const struct measure *x)
{
	uint32_t level = idmap_get(&run->levels, x->association);

	for (size_t i = 0; i < run->nmoments; i++) {
		const struct moment *m = &run->moments[i];

		if (x->facts.planned < m->period.from || x->facts.planned > m->period.to)
			continue;
		count_measure(run, m, m->city, x);
		count_measure_in(run, m, SCOPE_ASSOCIATION, x->association, x);
		count_measure_in(run, m, SCOPE_ORGANISATION, x->facts.venue, x);
		count_measure_in(run, m, SCOPE_LEVEL, level == IDMAP_NONE ? 0 : level, x);
	}
}

bool
indicators_add_items(struct indicators_run *run, struct slice block)
{
	struct measure x = {.kind = KIND_PLAN_ITEMS};

	while (facts_next_roadmap(&block, &x.facts)) {
		uint32_t plan =
		    x.facts.owner != 0 ? idmap_get(&run->roadmaps, x.facts.owner) : IDMAP_NONE;

		if (plan == IDMAP_NONE)
			continue;
		x.association = run->plan_associations[plan];
		add_measure(run, &x);
	}
	return block.len == 0;
}

bool
indicators_add_events(struct indicators_run *run, struct slice block)
{
	struct measure x = {.kind = KIND_EVENTS};

	while (facts_next_roadmap(&block, &x.facts)) {
		x.association = x.facts.owner;
		add_measure(run, &x);
	}
	return block.len == 0;
}

/* All people are known now: what each methodist carries goes to the parts they belong to. */
static void
share_loads(struct indicators_run *run, size_t number)
{
	const struct moment *m = &run->moments[number];

	for (size_t i = 0; i < m->nmethodists; i++) {
		const struct methodist_in_part *who = &m->methodists[i];
		struct indicators *a = &run->answers[who->part];
		struct fraction *load = &a->values[INDICATOR_LOAD];
		uint32_t place = idmap_get(&run->loaded, who->id);
		uint64_t people = 0;

		if (place != IDMAP_NONE)
			people =
			    (uint64_t)
				run->loads[place * run->ngroups + number / LANES][number % LANES];
		if (load->denominator == 0 || people < a->load_least)
			a->load_least = people;
		if (people > a->load_most)
			a->load_most = people;
		load->numerator += people;
		load->denominator++;
		if (is_watched(run, who->part, INDICATOR_LOAD))
			run->told(run->context, KIND_PEOPLE, who->id, people > 0, people);
	}
}

/* The city was counted in vectors. */
static void
take_city(struct indicators_run *run, size_t number)
{
	uint32_t city = run->moments[number].city;

	for (int i = 0; city != IDMAP_NONE && i < MARKS_COUNTED; i++)
		run->parts[city].counts[i] =
		    (uint32_t)run->groups[number / LANES].counts[i][number % LANES];
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
		free(run->moments[i].methodists);
	}
	idmap_free(&run->loaded);
	idmap_free(&run->levels);
	idmap_free(&run->roadmaps);
	free(run->plan_associations);
	free(run->loads);
	free(run->seen);
	free(run->groups);
	free(run->moments);
	free(run->parts);
	free(run->answers);
	free(run->asked);
	free(run);
}

void
indicators_end(struct indicators_run *run, struct indicators *out)
{
	for (size_t i = 0; run->groups != NULL && i < run->nmoments; i++) {
		share_loads(run, i);
		take_city(run, i);
	}
	for (size_t i = 0; i < run->nparts; i++)
		conclude(&run->parts[i], &run->answers[i]);
	for (size_t i = 0; out != NULL && i < run->nasked; i++)
		out[i] = run->answers[run->asked[i]];
	run_free(run);
}
