/* SPDX-License-Identifier: MIT
 * facts.h - what the indicators read of a person, an item of a plan or an event: packed rows, back
 * to back. Pure.
 *
 * A row of a person is a struct person_facts and behind it `count` facts: the person's dated
 * records in the order of fact types and, within a type, of record ids. A row of an item or an
 * event is a struct roadmap_facts. Rows are little-endian, which is the order of every machine this
 * is built for, and are not aligned in the pages they lie in: they are copied out before they are
 * looked at. Everything in them can be made again from the records.
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

/* Those of people in the order of their kinds. */
enum fact_type {
	FACT_MEMBER,            /* of association `ref`, from .. to */
	FACT_ASSESSED,          /* from = to = the date */
	FACT_TRAINED,           /* started .. completed; FACT_REGISTRY, FACT_MATCHED */
	FACT_PATHWAY,           /* developed .. finished; FACT_SUCCESS */
	FACT_METHODIST,         /* from .. to; FACT_DOCUMENT */
	FACT_ATTACHED,          /* to the methodist `ref`, from .. to */
	FACT_SUPPORTED,         /* from .. to */
	FACT_TYPES,             /* of people */
	FACT_HELD = FACT_TYPES, /* an event of an item, from = to = its last day; FACT_OPEN: not yet
				   or never. Not kept as a fact: the item's row has the first one */
	ALL_FACT_TYPES
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

/* What a roadmap may hold: an item of any plan, or an event with roadmap = да and no item. */
struct roadmap_facts {
	uint64_t id, owner, venue; /* owner: an item's plan, an event's association */
	int32_t planned;           /* its term: an item's own `to` */
	int32_t done;              /* its last day, an item's that of its first event; FACT_OPEN */
	int32_t cancelled;         /* FACT_OPEN when it is not */
	uint8_t level, zero[3];
};

_Static_assert(sizeof(struct fact) == 16 && sizeof(struct person_facts) == 40 &&
	sizeof(struct roadmap_facts) == 40,
    "rows have no holes, and heads of rows are of one length");
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
facts_next_roadmap(struct slice *rows, struct roadmap_facts *out)
{
	if (rows->len < sizeof(*out))
		return false;
	memcpy(out, rows->data, sizeof(*out));
	rows->data = (const char *)rows->data + sizeof(*out);
	rows->len -= sizeof(*out);
	return true;
}

/* The kind a type of facts comes from, and back: ALL_FACT_TYPES when a kind makes none. */
enum kind fact_kind(enum fact_type type);
enum fact_type fact_type_of(enum kind kind);

/* Whose a type of facts is: KIND_PEOPLE or KIND_PLAN_ITEMS, and the field that names the owner. */
enum kind fact_row(enum fact_type type);
const char *fact_owner_field(enum fact_type type);
/* The owner of the fact a record makes; 0 when it makes none. */
uint64_t fact_owner(const struct record *r);
/* The fact of a record (of a kind that makes facts). */
struct fact fact_of(const struct record *r);

/* The last day of an event, cancelled or not; DATE_NONE: it has not been held. */
int32_t event_last_day(const struct event *event);

/* The row of a person without facts; of an item without its events; of an event. */
struct person_facts facts_of_person(const struct person *p);
struct roadmap_facts facts_of_item(const struct plan_item *item);
struct roadmap_facts facts_of_event(const struct event *event);

#endif
