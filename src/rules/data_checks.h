/* SPDX-License-Identifier: MIT
 * data_checks.h - records that are probably wrong, or will be asked about: seen in the facts. Pure.
 */
#ifndef RULES_DATA_CHECKS_H
#define RULES_DATA_CHECKS_H

#include "rules/facts.h"

enum data_check {
	DOUBT_TRAINING,   /* chosen from an assessment, but there was none by its start */
	DOUBT_PATHWAY,    /* developed with no assessment before */
	DOUBT_SUPPORT,    /* begins after the first years of work */
	DOUBT_METHODIST,  /* status without a document */
	DOUBT_ATTACHMENT, /* in force, though the methodist's status is not any more */
	DOUBTS_OF_FACTS,  /* those above are seen here, those below in the records */
	DOUBT_OVERLAP = DOUBTS_OF_FACTS, /* two memberships of one person at once */
	DOUBT_TWO_CODES,                 /* one person under two codes */
	DOUBT_CANCELLED,                 /* a participant of a cancelled event */
	DOUBT_NOT_MEMBER,                /* work of somebody who was not in the corps that day */
	DOUBT_BEFORE_PLAN,               /* an event held long before its plan begins */
	DOUBT_AGE,                       /* born less than 14 or more than 100 years ago */
	DOUBT_AHEAD,                     /* a day of something done that is still to come */
	DOUBT_VALUE,                     /* a value that is hardly meant: unlikely.h */
	DOUBT_DECISION,                  /* the council's decision is not what its votes give */
	DOUBT_ORDERED,                   /* a member by an order whose decision is another by now */
	DOUBT_COUNT
};

struct data_check_info {
	const char *id, *title;
	const char *because; /* a sentence: what is odd and what to look at */
};
const struct data_check_info *data_check_info(enum data_check which);

/* The record in doubt and whose it is. */
typedef void
data_check_told(void *context, enum data_check which, enum kind kind, uint64_t id, uint64_t person);

/* One pass: people, then their assessments, then the other facts in any order; doubts about
 * attachments come at the end, when all methodists are known. `on` is the day attachments are
 * looked at. */
struct data_checks_run;
struct data_checks_run *
data_checks_begin(int32_t on, int young_years, data_check_told *told, void *context);
void data_checks_add_people(struct data_checks_run *run, const struct people_columns *people);
void data_checks_add_facts(struct data_checks_run *run, const struct fact_columns *facts);
void data_checks_end(struct data_checks_run *run);

#endif
