/* SPDX-License-Identifier: MIT
 * facts.h - what the indicators and the doubts read of people and of their dated records: columns
 * of values, one value a record. Pure.
 *
 * Place i of every column is of the record with the id first + i; where there is no record, its
 * person (of people: its `staff_kind`) is 0.
 */
#ifndef RULES_FACTS_H
#define RULES_FACTS_H

#include <stdint.h>

#include "base/date.h"
#include "model/entity.h"

enum fact_type {
	FACT_MEMBER,    /* of association `ref`, from .. to */
	FACT_ASSESSED,  /* from = to = the date */
	FACT_TRAINED,   /* started .. completed; FACT_REGISTRY, FACT_MATCHED */
	FACT_PATHWAY,   /* developed .. finished; FACT_SUCCESS */
	FACT_METHODIST, /* from .. to; FACT_DOCUMENT */
	FACT_ATTACHED,  /* to the methodist `ref`, from .. to */
	FACT_SUPPORTED, /* from .. to */
	FACT_TYPES
};

enum {
	FACT_REGISTRY = 1 << 0, /* the programme is in the federal register */
	FACT_MATCHED = 1 << 1,  /* and was chosen from the person's assessment */
	FACT_SUCCESS = 1 << 2,
	FACT_DOCUMENT = 1 << 3
};

/* An end that is not given: never behind any day. */
enum { FACT_OPEN = INT32_MAX };

/* A kind and its fields. */
struct fact_source {
	enum kind kind;
	const char *from, *to; /* ids of fields; that of the person is `person` */
	const char *ref;       /* NULL: refers to nothing else; with one, it has no flags */
	struct {
		const char *id;
		int32_t value, flag; /* with that value, the fact has that flag */
	} flags[2];                  /* id NULL: none */
};
const struct fact_source *fact_source(enum fact_type type);

struct fact_columns {
	enum fact_type type;
	uint64_t first;
	size_t count;
	const int32_t *person, *from, *to; /* to: FACT_OPEN when empty */
	const int32_t *ref, *flags;        /* NULL: of this type there is none */
};

struct people_columns {
	uint64_t first;
	size_t count;
	const int32_t *staff_kind, *level, *organisation;
	const int32_t *birth_date, *career_start; /* DATE_NONE when empty */
	const int32_t *hired, *dismissed;         /* dismissed: FACT_OPEN when empty */
};

/* The last day of an event, cancelled or not, by its fields; DATE_NONE: it has not been held. */
static inline int32_t
event_last_day(int32_t held, int32_t held_to)
{
	return held_to != DATE_NONE ? held_to : held;
}

/* Does whoever has that role in a contest take part for an award? */
static inline bool
role_competes(uint8_t role)
{
	return role == ROLE_PARTICIPANT || role == ROLE_WINNER || role == ROLE_PRIZE ||
	    role == ROLE_LAUREATE;
}

#endif
