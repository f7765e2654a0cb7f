/* SPDX-License-Identifier: MIT
 * suppress.h - which figures of small parts of the town are not told, so that nothing about a few
 * people can be read off, nor found by subtracting what is told. Pure.
 *
 * A number of people is told when at least `smallest` are counted and at least `smallest` are not:
 * nobody, or everybody, tells of each of them, too. Where what is hidden in a whole can be found by
 * subtraction (there is one alone, or all that are hidden together are too few or too many), the
 * next smallest is hidden as well. A whole is the town, or any part that holds others entirely;
 * beside that nothing hidden may follow from what is told by any sums and differences at all. The
 * town itself is always told, and so are roadmaps, which are no people.
 */
#ifndef RULES_SUPPRESS_H
#define RULES_SUPPRESS_H

#include "rules/indicators.h"

enum sum {
	SUM_STAFF, /* hidden: so is everything else of the part */
	SUM_ASSESSED,
	SUM_TRAINED,
	SUM_PATHWAYS,
	SUM_METHODISTS,
	SUM_LOAD, /* people of methodists */
	SUM_DONE,
	SUM_YOUNG,
	SUM_SUPPORTED,
	SUM_UNKNOWN,
	SUM_COUNT
};

/* The parts on one day: the first is the town. */
struct suppress_day {
	const struct indicators *parts;
	/* common[i * count + j]: how many at work are in both i and j; with themselves: the staff
	 */
	uint32_t *common;
	uint32_t *sketches; /* of the parts' people (rules/relations.h) */
	uint16_t *hidden;   /* out: bits (1 << enum sum) of each part */
};

/* The same parts, in the same order, on every day. What is hidden of the staff on one day is hidden
 * on all, for staff hardly changes. */
void suppress(const struct suppress_day *days, size_t ndays, size_t count, uint64_t smallest);

/* Is the numerator, or denominator, of an indicator among the bits? */
bool suppress_hides(uint16_t hidden, enum indicator which, bool denominator);

#endif
