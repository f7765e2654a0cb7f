/* SPDX-License-Identifier: MIT
 * way.h - how far an application has come, computed from facts and never stored. Pure.
 */
#ifndef RULES_WAY_H
#define RULES_WAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum way {
	WAY_DRAFT,     /* not saved yet */
	WAY_LACKING,   /* data are missing */
	WAY_AGREEMENT, /* the institution has not agreed yet */
	WAY_READY,
	WAY_AGENDA,    /* of a meeting that has not decided on it yet */
	WAY_POSTPONED, /* and on no new agenda */
	WAY_REFUSED,
	WAY_ADMITTED, /* and in no order yet */
	WAY_ORDERED,  /* the membership has not begun yet */
	WAY_MEMBER,
	WAY_FORMER, /* the membership has ended */
	WAY_COUNT
};

/* What is known of one application. */
struct way_facts {
	uint64_t application; /* 0: not saved */
	bool lacking, agreed;
	uint64_t meeting; /* has it on its agenda, undecided, and is not closed; 0 */
	uint8_t outcome;  /* of the last decision, OUTCOME_...; 0: none */
	uint64_t decided; /* the meeting of that decision */
	uint64_t order;   /* of the membership that came of it; 0: none */
	int32_t from, to; /* the membership's days */
};

enum way way_of(const struct way_facts *f, int32_t on);

/* lacking, agreement, ready ... */
const char *way_id(enum way w);
/* "готово к совету" */
const char *way_word(enum way w);
/* What is to be done next, for the clerk: "внести в повестку заседания"; "" when nothing is. */
const char *way_next(enum way w);
/* WAY_COUNT when there is none of that id. */
enum way way_find(const char *id);

#endif
