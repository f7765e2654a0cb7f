/* SPDX-License-Identifier: MIT
 * facts.h - what the indicators read of a person or an event: packed rows, back to back. Pure.
 *
 * A row of a person is a struct person_facts and behind it `count` facts: the person's dated
 * records in the order of fact types and, within a type, of record ids. A row of an event is a
 * struct event_facts. Rows are little-endian, which is the order of every machine this is built
 * for, and are not aligned in the pages they lie in: they are copied out before they are looked at.
 * Everything in them can be made again from the records.
 *
 * The kindergarten teacher 7 of organisation 3, born 1991-05-31 (day 7820), at work since
 * 2015-09-01 (16679), a member of association 2 since 2024-09-01 (19967):
 *   0700000000000000 0300000000000000 8C1E0000 27410000 27410000 FFFFFF7F 01 01 0000 01000000
 *   FF4D0000 FFFFFF7F 0002000000000000
 */
#ifndef RULES_FACTS_H
#define RULES_FACTS_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "model/entity.h"

/* In the order of their kinds. */
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
	FACT_REGISTRY = 1 << 4, /* the programme is in the federal register */
	FACT_MATCHED = 1 << 5,  /* and was chosen from the person's assessment */
	FACT_SUCCESS = 1 << 6,
	FACT_DOCUMENT = 1 << 7,
	FACT_MARK = 0xFF, /* type and flags: the low byte of `what` */
	FACT_TYPE = 0x0F,
	FACT_REF_SHIFT = 8
};

/* An end that is not given: never behind any day. */
enum { FACT_OPEN = INT32_MAX };

struct fact {
	int32_t from, to; /* to: FACT_OPEN when empty */
	uint64_t what;    /* type, flags, and from bit 8 on the id referred to */
};

struct person_facts {
	uint64_t id, organisation;
	int32_t birth_date, career_start; /* DATE_NONE when empty */
	int32_t hired, dismissed;         /* dismissed: FACT_OPEN when empty */
	uint8_t staff_kind, level;
	uint16_t zero;
	uint32_t count;
};

/* Only of events with roadmap = да. */
struct event_facts {
	uint64_t id, association, venue;
	int32_t planned, held; /* held: FACT_OPEN when empty */
	uint8_t level, cancelled;
	uint16_t zero[3];
};

_Static_assert(sizeof(struct fact) == 16 && sizeof(struct person_facts) == 40 &&
	sizeof(struct event_facts) == 40,
    "rows have no holes");
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "rows lie on disk as in memory");

static inline enum fact_type
fact_type(const struct fact *f)
{
	return (enum fact_type)(f->what & FACT_TYPE);
}

static inline uint64_t
fact_ref(const struct fact *f)
{
	return f->what >> FACT_REF_SHIFT;
}

static inline bool
fact_in_force(const struct fact *f, int32_t on)
{
	return f->from <= on && f->to >= on;
}

/* A fact of the row whose facts begin at `facts`. */
static inline struct fact
fact_at(const void *facts, size_t i)
{
	struct fact f;

	memcpy(&f, (const char *)facts + i * sizeof(f), sizeof(f));
	return f;
}

/* Take the next row off a block; its facts stay where they are. false: nothing is left, or what is
 * left is no row (then rows->len is not 0). */
static inline bool
facts_next_person(struct slice *rows, struct person_facts *out, const void **facts)
{
	size_t len;

	if (rows->len < sizeof(*out))
		return false;
	memcpy(out, rows->data, sizeof(*out));
	len = sizeof(*out) + out->count * sizeof(struct fact);
	if (len > rows->len)
		return false;
	*facts = (const char *)rows->data + sizeof(*out);
	rows->data = (const char *)rows->data + len;
	rows->len -= len;
	return true;
}

static inline bool
facts_next_event(struct slice *rows, struct event_facts *out)
{
	if (rows->len < sizeof(*out))
		return false;
	memcpy(out, rows->data, sizeof(*out));
	rows->data = (const char *)rows->data + sizeof(*out);
	rows->len -= sizeof(*out);
	return true;
}

/* The kind a type of facts comes from, and back: FACT_TYPES when a kind makes none. */
enum kind fact_kind(enum fact_type type);
enum fact_type fact_type_of(enum kind kind);

/* The row of a person without facts; the fact of a record (of a kind that makes facts); the row of
 * an event. */
struct person_facts facts_of_person(const struct person *p);
struct fact fact_of(const struct record *r);
struct event_facts facts_of_event(const struct event *event);

/* Whose fact it is: the record's person; 0 when the kind makes none. */
uint64_t fact_person(const struct record *r);

#endif
