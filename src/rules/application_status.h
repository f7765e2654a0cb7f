/* SPDX-License-Identifier: MIT
 * application_status.h - how far an application has come, computed from facts and never stored.
 * Pure.
 */
#ifndef RULES_APPLICATION_STATUS_H
#define RULES_APPLICATION_STATUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum application_status {
	APPLICATION_DRAFT,     /* not saved yet */
	APPLICATION_LACKING,   /* data are missing */
	APPLICATION_AGREEMENT, /* the institution has not agreed yet */
	APPLICATION_READY,
	APPLICATION_AGENDA,    /* of a meeting that has not decided on it yet */
	APPLICATION_POSTPONED, /* and on no new agenda */
	APPLICATION_REFUSED,
	APPLICATION_ADMITTED, /* and in no order yet */
	APPLICATION_ORDERED,  /* the membership has not begun yet */
	APPLICATION_MEMBER,
	APPLICATION_FORMER, /* the membership has ended */
	APPLICATION_COUNT
};

/* What is known of one application. */
struct application_facts {
	uint64_t application; /* 0: not saved */
	bool lacking, agreed;
	uint64_t meeting; /* has it on its agenda, undecided, and is not closed; 0 */
	uint8_t outcome;  /* of the last decision, OUTCOME_...; 0: none */
	uint64_t decided; /* the meeting of that decision */
	uint64_t order;   /* of the membership that came of it; 0: none */
	int32_t from, to; /* the membership's days */
};

enum application_status application_status_of(const struct application_facts *f, int32_t on);

/* lacking, agreement, ready ... */
const char *application_status_id(enum application_status w);
/* "готово к совету" */
const char *application_status_word(enum application_status w);
/* What is to be done next, for the clerk: "внести в повестку заседания"; "" when nothing is. */
const char *application_status_next(enum application_status w);
/* APPLICATION_COUNT when there is none of that id. */
enum application_status application_status_find(const char *id);

#endif
