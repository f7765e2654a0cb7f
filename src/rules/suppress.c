/* SPDX-License-Identifier: MIT
 * suppress.c - primary and complementary suppression.
 *
 * What is told of a whole and of the parts it consists of is an equation: whole = parts + rest, the
 * rest being people of the whole in no such part, who are told of nowhere. Every equation with
 * something hidden in it has to leave room; hiding one more number may upset another equation, so
 * all are gone over until nothing changes. That ends, for numbers are only ever hidden. Equations
 * of other forms (two levels together are the schools) are found by rules/relations.h: what is
 * hidden may not follow from any of them.
 */
#include "rules/suppress.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "rules/relations.h"

/* What a number is counted among. */
static const enum sum among[SUM_COUNT] = {
    [SUM_DONE] = SUM_PATHWAYS,
    [SUM_SUPPORTED] = SUM_YOUNG,
    [SUM_LOAD] = SUM_METHODISTS,
};

struct suppressing {
	const struct suppress_day *day;
	const struct relations *relations;
	size_t count;
	uint64_t smallest;
};

/* Where the numbers of people stand in an answer. */
static const struct {
	enum indicator which;
	bool denominator;
} place_of[SUM_COUNT] = {
    [SUM_ASSESSED] = {INDICATOR_ASSESSED, false},
    [SUM_TRAINED] = {INDICATOR_TRAINED, false},
    [SUM_PATHWAYS] = {INDICATOR_PATHWAYS, false},
    [SUM_METHODISTS] = {INDICATOR_METHODISTS, false},
    [SUM_LOAD] = {INDICATOR_LOAD, false},
    [SUM_DONE] = {INDICATOR_PATHWAYS_DONE, false},
    [SUM_YOUNG] = {INDICATOR_YOUNG, true},
    [SUM_SUPPORTED] = {INDICATOR_YOUNG, false},
};

static uint64_t
sum_of(const struct indicators *a, enum sum sum)
{
	const struct fraction *f = &a->values[place_of[sum].which];

	if (sum == SUM_STAFF)
		return a->staff;
	if (sum == SUM_UNKNOWN)
		return a->unknown;
	return place_of[sum].denominator ? f->denominator : f->numerator;
}

/* The denominator of an indicator is a number of its own, or that of another one. */
static const enum sum denominators[INDICATOR_COUNT] = {
    [INDICATOR_LOAD] = SUM_METHODISTS,
    [INDICATOR_PATHWAYS_DONE] = SUM_PATHWAYS,
    [INDICATOR_YOUNG] = SUM_YOUNG,
};

bool
suppress_hides(uint16_t hidden, enum indicator which, bool denominator)
{
	enum sum sum = denominator ? denominators[which] : SUM_ASSESSED;

	if (which == INDICATOR_ROADMAP)
		return false;
	while (!denominator && (place_of[sum].which != which || place_of[sum].denominator))
		sum++;
	return (hidden >> sum & 1) != 0;
}

/* Is it told among how many? Of the load there is no such number. */
static bool
has_rest(enum sum sum)
{
	return sum != SUM_STAFF && sum != SUM_LOAD;
}

/* May a number be told by itself: of so many, this many? */
static bool
is_safe(const struct suppressing *s, enum sum sum, uint64_t value, uint64_t all)
{
	return value >= s->smallest && (!has_rest(sum) || all - value >= s->smallest);
}

static bool
is_hidden(const struct suppressing *s, size_t part, enum sum sum)
{
	return (s->day->hidden[part] >> sum & 1) != 0;
}

/* What is counted among it goes with it; with the staff everything. */
static void
hide(const struct suppressing *s, size_t part, enum sum sum)
{
	s->day->hidden[part] |= (uint16_t)(1u << sum);
	for (enum sum i = SUM_ASSESSED; i < SUM_COUNT; i++)
		if (is_hidden(s, part, among[i]))
			s->day->hidden[part] |= (uint16_t)(1u << i);
}

/* A part nobody works in tells of nobody. */
static bool
is_empty(const struct suppressing *s, size_t part)
{
	return s->day->parts[part].staff == 0;
}

static void
hide_small(const struct suppressing *s, enum sum sum)
{
	for (size_t i = 1; i < s->count; i++) {
		const struct indicators *a = &s->day->parts[i];

		if (!is_empty(s, i) && !is_safe(s, sum, sum_of(a, sum), sum_of(a, among[sum])))
			hide(s, i, sum);
	}
}

/* Is the part of that type, and wholly within the whole? */
static bool
is_within(const struct suppressing *s, size_t whole, size_t part, enum scope_type type)
{
	return part != whole && s->day->parts[part].scope.type == type && !is_empty(s, part) &&
	    s->day->common[whole * s->count + part] == s->day->parts[part].staff;
}

/* What an equation hides, put together. */
struct equation {
	size_t unknowns;     /* parts and rest hidden */
	uint64_t value, all; /* of all of them */
	size_t next;         /* the smallest part that is told; 0: none */
};

static struct equation
weigh(const struct suppressing *s, enum sum sum, size_t whole, enum scope_type type)
{
	const struct indicators *parts = s->day->parts;
	struct equation q = {.unknowns = 0};
	int64_t rest = (int64_t)sum_of(&parts[whole], sum);
	int64_t rest_all = (int64_t)sum_of(&parts[whole], among[sum]);
	int64_t rest_staff = (int64_t)parts[whole].staff;

	for (size_t i = 1; i < s->count; i++) {
		uint64_t value = sum_of(&parts[i], sum), all = sum_of(&parts[i], among[sum]);

		if (!is_within(s, whole, i, type))
			continue;
		rest -= (int64_t)value;
		rest_all -= (int64_t)all;
		rest_staff -= (int64_t)parts[i].staff;
		if (is_hidden(s, i, sum)) {
			q.unknowns++;
			q.value += value;
			q.all += all;
		} else if (q.next == 0 || value < sum_of(&parts[q.next], sum)) {
			q.next = i;
		}
	}
	if (rest_staff > 0 && rest >= 0 && (rest_all >= rest || !has_rest(sum))) {
		q.unknowns++;
		q.value += (uint64_t)rest;
		q.all += (uint64_t)rest_all;
	}
	return q;
}

/* What is hidden is told all together by the whole, if that is told. */
static bool
leaves_room(const struct suppressing *s, enum sum sum, size_t whole, const struct equation *q)
{
	return q->unknowns == 0 || is_hidden(s, whole, sum) || is_safe(s, sum, q->value, q->all);
}

/* Hide what one equation wants; true: something was hidden. */
static bool
settle(const struct suppressing *s, enum sum sum, size_t whole, enum scope_type type)
{
	struct equation q = weigh(s, sum, whole, type);
	bool hid = false;

	while (!leaves_room(s, sum, whole, &q) && q.next != 0) {
		hide(s, q.next, sum);
		hid = true;
		q = weigh(s, sum, whole, type);
	}
	return hid;
}

/* The smallest number told among those tied; 0: there is none but the town's. */
static size_t
smallest_told(const struct suppressing *s, enum sum sum, const bool *tied)
{
	const struct indicators *parts = s->day->parts;
	size_t found = 0;

	for (size_t i = 1; i < s->count; i++)
		if (tied[i] && !is_hidden(s, i, sum) && !is_empty(s, i) &&
		    (found == 0 || sum_of(&parts[i], sum) < sum_of(&parts[found], sum)))
			found = i;
	return found;
}

/* Does something hidden follow from what is told? Then hide the smallest it follows from. */
static bool
break_relation(const struct suppressing *s, enum sum sum)
{
	bool *hidden = xcalloc(s->count, sizeof(*hidden)), *tied = NULL;
	size_t next = 0;

	for (size_t i = 0; i < s->count; i++)
		hidden[i] = is_hidden(s, i, sum);
	if (relations_follow(s->relations, hidden, &tied))
		next = smallest_told(s, sum, tied);
	if (next != 0)
		hide(s, next, sum);
	free(tied);
	free(hidden);
	return next != 0;
}

static bool
settle_all(const struct suppressing *s, enum sum sum)
{
	bool hid = false;

	while (break_relation(s, sum))
		hid = true;

	for (size_t whole = 0; whole < s->count; whole++)
		for (enum scope_type type = SCOPE_ASSOCIATION; type <= SCOPE_LEVEL; type++)
			if (!is_empty(s, whole) && settle(s, sum, whole, type))
				hid = true;
	return hid;
}

/* Whose staff is hidden on one day is hidden on all: true if that hid more. */
static bool
share_staff(const struct suppress_day *days, size_t ndays, size_t count)
{
	bool hid = false;

	for (size_t i = 1; i < count; i++) {
		bool any = false;

		for (size_t d = 0; d < ndays; d++)
			any = any || (days[d].hidden[i] & 1) != 0;
		for (size_t d = 0; any && d < ndays; d++) {
			struct suppressing s = {.day = &days[d], .count = count};

			hid = hid || (days[d].hidden[i] & 1) == 0;
			hide(&s, i, SUM_STAFF);
		}
	}
	return hid;
}

static void
suppress_staff(struct suppressing *days, size_t ndays, const struct suppress_day *of)
{
	bool more = true;

	for (size_t d = 0; d < ndays; d++)
		hide_small(&days[d], SUM_STAFF);
	while (more) {
		more = share_staff(of, ndays, days[0].count);
		for (size_t d = 0; d < ndays; d++)
			more = settle_all(&days[d], SUM_STAFF) || more;
	}
}

static void
suppress_day(const struct suppressing *s)
{
	bool more = true;

	for (enum sum sum = SUM_ASSESSED; sum < SUM_COUNT; sum++)
		hide_small(s, sum);
	while (more) {
		more = false;
		for (enum sum sum = SUM_ASSESSED; sum < SUM_COUNT; sum++)
			more = settle_all(s, sum) || more;
	}
}

/* Nobody has come, gone or changed between two days? Then one day's will do for the other. */
static bool
is_made_alike(const struct suppress_day *a, const struct suppress_day *b, size_t count)
{
	return memcmp(a->sketches, b->sketches,
		   count * relations_width(count) * sizeof(*a->sketches)) == 0;
}

void
suppress(const struct suppress_day *days, size_t ndays, size_t count, uint64_t smallest)
{
	struct suppressing *all = xcalloc(ndays + 1, sizeof(*all));
	struct relations **relations = xcalloc(ndays + 1, sizeof(struct relations *));

	for (size_t d = 0; d < ndays; d++) {
		bool alike = d > 0 && is_made_alike(&days[d], &days[d - 1], count);

		for (size_t i = 0; i < count; i++)
			days[d].hidden[i] = 0;
		if (!alike)
			relations[d] = relations_find(days[d].sketches, count);
		all[d] = (struct suppressing){
		    &days[d], alike ? all[d - 1].relations : relations[d], count, smallest};
	}
	if (ndays > 0)
		suppress_staff(all, ndays, days);
	for (size_t d = 0; d < ndays; d++)
		suppress_day(&all[d]);
	for (size_t d = 0; d < ndays; d++)
		relations_free(relations[d]);
	free(relations);
	free(all);
}
