/* SPDX-License-Identifier: MIT
 * marks.h - who is marked by what, for up to MARKS_PERIODS periods in one pass over columns. Pure.
 *
 * A person has a word for each mark, a bit for each period: a fact sets bits of its person.
 * Whatever is asked of the marks is asked of those at work alone.
 */
#ifndef RULES_MARKS_H
#define RULES_MARKS_H

#include "rules/facts.h"

enum mark {
	MARK_STAFF,
	MARK_ASSESSED,
	MARK_TRAINED,
	MARK_PATHWAY,
	MARK_METHODIST,
	MARK_DONE,
	MARK_YOUNG,
	MARK_UNKNOWN, /* young or perhaps so, as far as is known */
	MARK_YOUNG_SUPPORTED,
	MARKS_COUNTED,
	MARKS_ROOM = (MARKS_COUNTED + 3) / 4 * 4
};

enum { MARKS_PERIODS = 8 };

/* A bit for each period. */
typedef uint8_t period_bits;

struct marks_period {
	int32_t from, to;                /* both days included */
	int32_t young_born, young_began; /* the first days that are young enough */
	bool members;                    /* marks_members() is wanted of it */
};

/* Somebody at work and what they belong or are attached to on the last day of these periods. */
struct pair {
	uint32_t ref, person;
	period_bits when;
};

struct marks;
/* staff: bits (1 << staff_kind). */
struct marks *marks_new(unsigned staff, const struct marks_period *periods, size_t count);
void marks_free(struct marks *m); /* NULL is fine */

/* All people, then facts in any order, then the end; after that the rest may be asked. */
void marks_expect(struct marks *m, uint64_t people); /* ids lie below: memory is taken at once */
void marks_add_people(struct marks *m, const struct people_columns *people);
void marks_add_facts(struct marks *m, const struct fact_columns *facts);
void marks_end(struct marks *m);

/* How many have each mark in a period. */
void marks_count(const struct marks *m, unsigned period, uint32_t counts[MARKS_COUNTED]);
/* The marks (1 << enum mark) of each id below `people` in a period; 0 of those not at work. */
void marks_of_people(const struct marks *m, unsigned period, uint16_t *out, uint64_t people);
/* Who has a mark in a period. The caller frees *ids. */
size_t marks_list(const struct marks *m, unsigned period, enum mark mark, uint64_t **ids);
/* Memberships of those at work, each once. */
const struct pair *marks_members(const struct marks *m, size_t *count);
/* How many people at work are attached to a methodist on the last day of the period. */
uint32_t marks_load(const struct marks *m, unsigned period, uint64_t methodist);

#endif
