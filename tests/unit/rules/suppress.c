/* SPDX-License-Identifier: MIT
 * suppress.c - of small parts nothing is told, and nothing that is told gives them away: made-up
 * towns, and somebody who adds and subtracts all that is told of them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/die.h"
#include "rules/relations.h"
#include "rules/suppress.h"

enum { ORGANISATIONS = 8, LEVELS = 3, ASSOCIATIONS = 4, PEOPLE = 160, SMALLEST = 5 };
enum { PARTS = 1 + ORGANISATIONS + ASSOCIATIONS + LEVELS, TOWNS = 150 };
enum { FIRST_ASSOCIATION = 1 + ORGANISATIONS, FIRST_LEVEL = FIRST_ASSOCIATION + ASSOCIATIONS };

struct town {
	size_t people;
	bool in[PEOPLE][PARTS];
	unsigned is[PEOPLE]; /* bits (1 << enum sum) */
	struct indicators parts[PARTS];
	uint32_t common[PARTS * PARTS];
	uint32_t *sketches;
	uint16_t hidden[PARTS];
};

/* Schools teach at two levels, kindergartens at one, as towns do; some people have no level. */
static void
settle_down(struct town *t, size_t who)
{
	int organisation = rand() % 3 == 0 ? rand() % 3 : rand() % ORGANISATIONS;
	int level = organisation < 4 ? 0 : 1 + rand() % (LEVELS - 1);

	t->in[who][0] = true;
	t->in[who][1 + organisation] = true;
	if (rand() % 40 != 0)
		t->in[who][FIRST_LEVEL + level] = true;
	if (rand() % 2 == 0)
		t->in[who][FIRST_ASSOCIATION + organisation % ASSOCIATIONS] = true;
	else if (rand() % 3 == 0)
		t->in[who][FIRST_ASSOCIATION + rand() % ASSOCIATIONS] = true;
}

static unsigned
random_marks(unsigned share)
{
	unsigned is = 1u << SUM_STAFF;

	for (enum sum sum = SUM_ASSESSED; sum < SUM_COUNT; sum++)
		if ((unsigned)rand() % 100 < share)
			is |= 1u << sum;
	if ((is >> SUM_PATHWAYS & 1) == 0)
		is &= ~(1u << SUM_DONE);
	if ((is >> SUM_YOUNG & 1) == 0)
		is &= ~(1u << SUM_SUPPORTED);
	if ((is >> SUM_METHODISTS & 1) == 0)
		is &= ~(1u << SUM_LOAD);
	return is;
}

static void
count_in(struct indicators *a, unsigned is)
{
	a->staff++;
	a->unknown += is >> SUM_UNKNOWN & 1;
	a->values[INDICATOR_ASSESSED].numerator += is >> SUM_ASSESSED & 1;
	a->values[INDICATOR_TRAINED].numerator += is >> SUM_TRAINED & 1;
	a->values[INDICATOR_PATHWAYS].numerator += is >> SUM_PATHWAYS & 1;
	a->values[INDICATOR_METHODISTS].numerator += is >> SUM_METHODISTS & 1;
	a->values[INDICATOR_LOAD].numerator += (is >> SUM_LOAD & 1) * 7;
	a->values[INDICATOR_PATHWAYS_DONE].numerator += is >> SUM_DONE & 1;
	a->values[INDICATOR_YOUNG].denominator += is >> SUM_YOUNG & 1;
	a->values[INDICATOR_YOUNG].numerator += is >> SUM_SUPPORTED & 1;
}

static void
count_all(struct town *t)
{
	const size_t width = relations_width(PARTS);

	t->sketches = xcalloc(PARTS * width, sizeof(*t->sketches));
	for (size_t i = 0; i < PARTS; i++)
		t->parts[i].scope.type = i == 0 ? SCOPE_CITY
		    : i < FIRST_ASSOCIATION     ? SCOPE_ORGANISATION
		    : i < FIRST_LEVEL           ? SCOPE_ASSOCIATION
						: SCOPE_LEVEL;
	for (size_t who = 0; who < t->people; who++)
		for (size_t i = 0; i < PARTS; i++) {
			if (!t->in[who][i])
				continue;
			count_in(&t->parts[i], t->is[who]);
			for (size_t j = 0; j < PARTS; j++)
				t->common[i * PARTS + j] += t->in[who][j];
			for (size_t n = 0; n < width; n++) {
				uint32_t *sum = &t->sketches[i * width + n];

				*sum = (uint32_t)(((uint64_t)*sum + relations_number(who, n)) %
				    RELATIONS_PRIME);
			}
		}
}

static struct town *
town_settle(void)
{
	struct town *t = xcalloc(1, sizeof(*t));
	unsigned share = 5 + (unsigned)rand() % 90;

	t->people = 60 + (size_t)rand() % (PEOPLE - 60);
	for (size_t who = 0; who < t->people; who++) {
		settle_down(t, who);
		t->is[who] = random_marks(share);
	}
	count_all(t);
	return t;
}

static struct suppress_day
day_of(struct town *t)
{
	return (struct suppress_day){
	    .parts = t->parts, .common = t->common, .sketches = t->sketches, .hidden = t->hidden};
}

static struct town *
town_make(void)
{
	struct town *t = town_settle();
	struct suppress_day day = day_of(t);

	suppress(&day, 1, PARTS, SMALLEST);
	return t;
}

static void
town_free(struct town *t)
{
	free(t->sketches);
	free(t);
}

static bool
is_told(const struct town *t, size_t part, enum sum sum)
{
	return (t->hidden[part] >> sum & 1) == 0;
}

/* Somebody who knows who is in which parts, but of nobody whether they are counted. */
struct attack {
	double row[PARTS][PEOPLE];
	size_t rank, pivot[PARTS];
};

/* Take what the rows say out of v; what is left is nothing: it follows from them. */
static bool
reduce(const struct attack *a, double *v, size_t people)
{
	double left = 0;

	for (size_t r = 0; r < a->rank; r++) {
		double factor = v[a->pivot[r]];

		for (size_t i = 0; i < people && factor != 0; i++)
			v[i] -= factor * a->row[r][i];
	}
	for (size_t i = 0; i < people; i++)
		left += v[i] < 0 ? -v[i] : v[i];
	return left < 1e-6;
}

static void
learn(struct attack *a, const double *told, size_t people)
{
	double v[PEOPLE] = {0}, scale;
	size_t at = 0;

	memcpy(v, told, people * sizeof(*v));
	if (reduce(a, v, people))
		return;
	for (size_t i = 1; i < people; i++)
		if (v[i] * v[i] > v[at] * v[at])
			at = i;
	scale = v[at];
	for (size_t i = 0; i < people; i++)
		a->row[a->rank][i] = v[i] / scale;
	a->pivot[a->rank++] = at;
}

static void
put_part(const struct town *t, size_t part, double *out)
{
	for (size_t who = 0; who < t->people; who++)
		out[who] = t->in[who][part];
}

/* Does anything hidden follow by sums and differences of what is told? The whole town apart, and
 * what is the whole town. */
static unsigned
attack_sum(const struct town *t, enum sum sum)
{
	struct attack *a = xcalloc(1, sizeof(*a));
	unsigned hidden = 0;

	for (size_t i = 0; i < PARTS; i++) {
		double v[PEOPLE];

		put_part(t, i, v);
		if (is_told(t, i, sum))
			learn(a, v, t->people);
	}
	for (size_t i = 1; i < PARTS; i++) {
		double v[PEOPLE];

		put_part(t, i, v);
		if (is_told(t, i, sum) || t->parts[i].staff == t->people)
			continue;
		assert_false(reduce(a, v, t->people));
		hidden++;
	}
	free(a);
	return hidden;
}

static void
test_nothing_follows(void **state)
{
	unsigned hidden = 0, told = 0;

	(void)state;
	srand(19);
	for (int n = 0; n < TOWNS; n++) {
		struct town *t = town_make();

		for (enum sum sum = 0; sum < SUM_COUNT; sum++)
			hidden += attack_sum(t, sum);
		for (size_t i = 1; i < PARTS; i++)
			told += t->parts[i].staff > 0 && is_told(t, i, SUM_STAFF);
		town_free(t);
	}
	assert_true(hidden > 1000);
	assert_true(told > 500);
}

static void
assert_safe(uint64_t value, uint64_t all)
{
	assert_true(value >= SMALLEST);
	assert_true(all - value >= SMALLEST);
}

static void
test_few_are_not_told_of(void **state)
{
	unsigned told = 0;

	(void)state;
	srand(20);
	for (int n = 0; n < TOWNS; n++) {
		struct town *t = town_make();

		assert_int_equal(t->hidden[0], 0);
		for (size_t i = 1; i < PARTS; i++) {
			const struct indicators *a = &t->parts[i];
			const struct fraction *v = a->values;

			if (a->staff == 0)
				continue;
			if (is_told(t, i, SUM_STAFF))
				assert_true(a->staff >= SMALLEST);
			else
				assert_int_equal(t->hidden[i], (1 << SUM_COUNT) - 1);
			if (is_told(t, i, SUM_ASSESSED))
				assert_safe(v[INDICATOR_ASSESSED].numerator, a->staff);
			if (is_told(t, i, SUM_DONE))
				assert_safe(v[INDICATOR_PATHWAYS_DONE].numerator,
				    v[INDICATOR_PATHWAYS].numerator);
			if (is_told(t, i, SUM_SUPPORTED))
				assert_safe(
				    v[INDICATOR_YOUNG].numerator, v[INDICATOR_YOUNG].denominator);
			if (is_told(t, i, SUM_UNKNOWN))
				assert_safe(a->unknown, a->staff);
			told += is_told(t, i, SUM_ASSESSED);
		}
		town_free(t);
	}
	assert_true(told > 300);
}

/* What all hidden organisations have together is told by subtraction: it says nothing of each. */
static void
test_together_they_are_many(void **state)
{
	(void)state;
	srand(21);
	for (int n = 0; n < TOWNS; n++) {
		struct town *t = town_make();
		uint64_t value = 0, staff = 0, told = 0, hidden = 0;

		for (size_t i = 1; i < FIRST_ASSOCIATION; i++) {
			if (is_told(t, i, SUM_TRAINED) && t->parts[i].staff > 0) {
				told++;
			} else if (!is_told(t, i, SUM_TRAINED)) {
				value += t->parts[i].values[INDICATOR_TRAINED].numerator;
				staff += t->parts[i].staff;
				hidden++;
			}
		}
		if (told > 0 && hidden > 0) {
			assert_true(hidden > 1);
			assert_safe(value, staff);
		}
		town_free(t);
	}
}

/* Whose staff is hidden on one day is hidden on all; on each by itself nothing follows. */
static void
test_days_do_not_tell_of_each_other(void **state)
{
	unsigned differ = 0;

	(void)state;
	srand(22);
	for (int n = 0; n < TOWNS / 3; n++) {
		struct town *a = town_settle(), *b = town_settle(), *alone = town_settle();
		struct suppress_day days[] = {day_of(a), day_of(b)};
		struct suppress_day day = day_of(alone);

		suppress(days, 2, PARTS, SMALLEST);
		suppress(&day, 1, PARTS, SMALLEST);
		for (size_t i = 1; i < PARTS; i++) {
			assert_int_equal(is_told(a, i, SUM_STAFF), is_told(b, i, SUM_STAFF));
			differ += is_told(a, i, SUM_STAFF) != is_told(alone, i, SUM_STAFF);
		}
		for (enum sum sum = 0; sum < SUM_COUNT; sum++) {
			attack_sum(a, sum);
			attack_sum(b, sum);
		}
		town_free(a);
		town_free(b);
		town_free(alone);
	}
	assert_true(differ > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_nothing_follows),
	    cmocka_unit_test(test_few_are_not_told_of),
	    cmocka_unit_test(test_together_they_are_many),
	    cmocka_unit_test(test_days_do_not_tell_of_each_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
