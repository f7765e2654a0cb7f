/* SPDX-License-Identifier: MIT
 * indicators.c - one pass over columns of facts.
 *
 * People are marked (rules/marks.h) for some periods at a time. When all is read the marks of those
 * at work are counted, for the town and for the parts of it that are asked about; a list of names
 * is the people who have a mark.
 */
#include "rules/indicators.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/date.h"
#include "base/die.h"
#include "rules/idmap.h"
#include "rules/marks.h"

enum { SCOPE_TYPES = SCOPE_LEVEL + 1, NO_PART = UINT32_MAX };

#define BIT(mark) (1u << (mark))

/* A part of the town in a period. */
struct part {
	uint32_t counts[MARKS_ROOM];
};

/* The parts of the town of one type, by what they are parts of: 0 is nothing, but of the city,
 * which is one part. */
struct parts {
	uint32_t *numbers; /* NO_PART: not asked about */
	uint64_t behind;
};

struct moment {
	struct period period;
	struct parts parts[SCOPE_TYPES];
};

struct indicators_run {
	struct indicator_rules rules;
	struct moment *moments;
	size_t nmoments;
	struct marks **groups; /* of MARKS_PERIODS moments each */
	size_t ngroups;
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
	*m = (struct moment){.period = p};
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

static bool
is_asked(const struct moment *m, enum scope_type type)
{
	return m->parts[type].behind > 0;
}

/* The marks of some moments. */
static struct marks *
group_of(const struct indicator_rules *rules, const struct moment *moments, size_t count)
{
	struct marks_period periods[MARKS_PERIODS];

	for (size_t i = 0; i < count; i++)
		periods[i] = (struct marks_period){.from = moments[i].period.from,
		    .to = moments[i].period.to,
		    .young_born = date_first_within(
			moments[i].period.to, rules->young_age + rules->young_age_inclusive),
		    .young_began = date_first_within(moments[i].period.to, rules->young_years),
		    .members = is_asked(&moments[i], SCOPE_ASSOCIATION)};
	return marks_new(rules->staff, periods, count);
}

static void
make_groups(struct indicators_run *run)
{
	run->groups = xcalloc(run->nmoments / MARKS_PERIODS + 1, sizeof(*run->groups));
	for (size_t first = 0; first < run->nmoments; first += MARKS_PERIODS) {
		size_t left = run->nmoments - first;

		run->groups[run->ngroups++] = group_of(
		    &run->rules, &run->moments[first], left < MARKS_PERIODS ? left : MARKS_PERIODS);
	}
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
	make_groups(run);
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
	for (size_t i = 0; i < run->ngroups; i++)
		marks_expect(run->groups[i], people);
	run->room = people;
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
	for (size_t i = 0; i < run->ngroups; i++)
		marks_add_people(run->groups[i], people);
}

void
indicators_add_facts(struct indicators_run *run, const struct fact_columns *facts)
{
	for (size_t i = 0; i < run->ngroups; i++)
		marks_add_facts(run->groups[i], facts);
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

/* The marks of a moment: a period of a group. */
struct marked {
	const struct moment *moment;
	const struct marks *marks;
	unsigned period;
	const uint16_t *of; /* of each person, where more than the city is asked */
};

/* In a row whose length is a multiple of four: a compiler counts four marks at once. */
static const uint32_t bit_of[MARKS_ROOM] = {
    BIT(0), BIT(1), BIT(2), BIT(3), BIT(4), BIT(5), BIT(6), BIT(7), BIT(8)};
_Static_assert(MARKS_COUNTED == 9, "a bit for every mark");

/* Somebody at work, in a part of the town. */
static void
count_in(struct indicators_run *run, const struct marked *x, enum scope_type type, uint64_t scope,
    uint64_t id)
{
	uint32_t part = part_number(x->moment, type, scope);
	unsigned of = x->of[id];
	struct part *p;

	if (part == NO_PART)
		return;
	p = &run->parts[part];
	for (int i = 0; i < MARKS_ROOM; i++)
		p->counts[i] += (of & bit_of[i]) != 0;
	if ((of & BIT(MARK_METHODIST)) != 0)
		count_methodist(run, part, id, marks_load(x->marks, x->period, id));
	if (run->told != NULL && part == run->asked[0])
		tell_person(run, id, of);
}

static void
count_people(struct indicators_run *run, const struct marked *x)
{
	const struct moment *m = x->moment;

	for (uint64_t id = 1; id < run->people; id++) {
		if (x->of[id] == 0)
			continue;
		if (run->told != NULL) /* else count_city() has counted them in one sweep */
			count_in(run, x, SCOPE_CITY, 0, id);
		if (is_asked(m, SCOPE_ORGANISATION))
			count_in(run, x, SCOPE_ORGANISATION, run->organisations[id], id);
		if (is_asked(m, SCOPE_LEVEL))
			count_in(run, x, SCOPE_LEVEL, run->person_levels[id], id);
	}
}

static void
count_members(struct indicators_run *run, const struct marked *x)
{
	size_t count;
	const struct pair *pairs = marks_members(x->marks, &count);

	for (size_t i = 0; i < count; i++)
		if ((pairs[i].when >> x->period & 1) != 0)
			count_in(run, x, SCOPE_ASSOCIATION, pairs[i].ref, pairs[i].person);
}

/* The whole town, without a look at each person. */
static void
count_city(struct indicators_run *run, const struct marked *x)
{
	uint32_t part = part_number(x->moment, SCOPE_CITY, 0);
	uint64_t *methodists;
	size_t count;

	if (part == NO_PART)
		return;
	marks_count(x->marks, x->period, run->parts[part].counts);
	count = marks_list(x->marks, x->period, MARK_METHODIST, &methodists);
	for (size_t i = 0; i < count; i++)
		count_methodist(
		    run, part, methodists[i], marks_load(x->marks, x->period, methodists[i]));
	free(methodists);
}

static bool
is_only_city_asked(const struct indicators_run *run, const struct moment *m)
{
	return run->told == NULL && !is_asked(m, SCOPE_ORGANISATION) && !is_asked(m, SCOPE_LEVEL) &&
	    !is_asked(m, SCOPE_ASSOCIATION);
}

/* of: room for the marks of all people; where the town alone is asked there may be none. */
static void
count_moment(struct indicators_run *run, size_t number, uint16_t *of)
{
	struct marked x = {.moment = &run->moments[number],
	    .marks = run->groups[number / MARKS_PERIODS],
	    .period = (unsigned)(number % MARKS_PERIODS),
	    .of = of};

	if (run->told == NULL)
		count_city(run, &x);
	if (is_only_city_asked(run, x.moment))
		return;
	assert(of != NULL);
	marks_of_people(x.marks, x.period, of, run->people);
	count_people(run, &x);
	count_members(run, &x);
}

static void
count_moments(struct indicators_run *run)
{
	uint16_t *of = NULL;

	for (size_t i = 0; i < run->ngroups; i++)
		marks_end(run->groups[i]);
	for (size_t i = 0; i < run->nmoments; i++) {
		if (of == NULL && !is_only_city_asked(run, &run->moments[i]))
			of = xcalloc(run->people + 1, sizeof(*of));
		count_moment(run, i, of);
	}
	free(of);
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
	for (size_t i = 0; i < run->nmoments; i++)
		for (int type = 0; type < SCOPE_TYPES; type++)
			free(run->moments[i].parts[type].numbers);
	for (size_t i = 0; i < run->ngroups; i++)
		marks_free(run->groups[i]);
	free(run->groups);
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
	count_moments(run);
	for (size_t i = 0; i < run->nparts; i++)
		conclude(&run->parts[i], &run->answers[i]);
	for (size_t i = 0; out != NULL && i < run->nasked; i++)
		out[i] = run->answers[run->asked[i]];
	run_free(run);
}
