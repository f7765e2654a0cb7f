/* SPDX-License-Identifier: MIT
 * record_rules_parts.h - one commit under the rules: shared by record_rules.c, which walks, and the
 * files that hold the rules.
 */
#ifndef SERVICE_RECORD_RULES_PARTS_H
#define SERVICE_RECORD_RULES_PARTS_H

#include "base/idset.h"
#include "service/core/view.h"
#include "service/guard/record_rules.h"

/* What several records share and is looked at once for all of them. */
enum rule_circle {
	CIRCLE_EVENT,       /* an event and its participants */
	CIRCLE_PLAN,        /* a plan and its items */
	CIRCLE_ITEM,        /* an item of a plan and its events */
	CIRCLE_ASSOCIATION, /* the heads of an association */
	CIRCLE_PATHWAYS,    /* the pathways of a person and their items */
	CIRCLE_YEAR,        /* the orders of a year; its id is the year */
	CIRCLE_MEETING,     /* a meeting of the council, its decisions and what they rest on */
	CIRCLE_APPLICATION, /* the decisions on an application and the votes on it */
	CIRCLES
};

struct asking {
	struct record_rules *rules;
	struct view view; /* the write transaction: nothing is written through it */
	const struct change *change;
	uint64_t stamp;
	int32_t today; /* what lies behind it has not happened */
	struct idset circles[CIRCLES];
	struct namesakes *namesakes; /* read when many people are asked about */
	record_doubt_fn *told;       /* NULL: doubts are kept for the change's caller */
	void *told_context;
};

/* One record the change has written. */
struct asked {
	enum kind kind;
	uint64_t id;
	const struct record *now;    /* NULL: it is removed */
	const struct record *before; /* NULL: it was not there */
};

/* The record is the change's own work. */
static inline bool
is_touched(const struct asking *a, const struct record *r)
{
	return r->stamp == a->stamp;
}

/* More faults than anybody reads: nothing more need be asked. */
bool rules_have_enough(const struct asking *a);

/* A fault of a record; r as it is, or as it was when it is removed. */
__attribute__((format(printf, 4, 5))) void
rule_broken(struct asking *a, const struct record *r, const char *field, const char *format, ...);

/* A doubt about a record as it is. */
__attribute__((format(printf, 5, 6))) void rule_doubted(struct asking *a, enum data_check which,
    const struct record *r, const char *field, const char *format, ...);

/* A record as it stood before the change. false: it was not there. */
bool rules_before(struct asking *a, enum kind kind, uint64_t id, struct record *out);

/* All records of a kind that refer to one by a field: the change's own behind the others, each in
 * order of ids. Free with rules_records_free(). */
struct record **rules_referring(
    struct asking *a, enum kind kind, const char *field, uint64_t target, size_t *count);
void rules_records_free(struct record **records, size_t count);

/* Rules between rows (rules_between.c): by circle. */
typedef void circle_fn(struct asking *a, uint64_t id);
extern circle_fn *const rules_of_circles[CIRCLES];

/* Decisions of the council (rules_council.c): of all of a meeting's, of those on an application;
 * a doubt about one. */
void rules_of_meeting(struct asking *a, uint64_t meeting);
void rules_of_application(struct asking *a, uint64_t application);
void rules_doubt_decision(struct asking *a, const struct record *r);

/* What is frozen (rules_frozen.c). */
bool rules_may_freeze(enum kind kind);
void rules_frozen(struct asking *a, const struct asked *r);

/* Whom mailings are for (rules_mailings.c). */
bool rules_of_mailings(enum kind kind);
void rules_mailings(struct asking *a, const struct asked *r);

/* What is unlikely (rules_doubts.c): of a record as it is now. */
bool rules_have_doubts(enum kind kind);
void rules_doubts(struct asking *a, const struct record *r);

#endif
