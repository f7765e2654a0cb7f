/* SPDX-License-Identifier: MIT
 * doubts.h - records that are probably wrong, or will be asked about: seen in the facts. Pure.
 */
#ifndef RULES_DOUBTS_H
#define RULES_DOUBTS_H

#include "rules/facts.h"

enum doubt {
	DOUBT_TRAINING,   /* chosen from an assessment, but there was none by its start */
	DOUBT_PATHWAY,    /* developed with no assessment before */
	DOUBT_SUPPORT,    /* begins after the first years of work */
	DOUBT_METHODIST,  /* status without a document */
	DOUBT_ATTACHMENT, /* in force, though the methodist's status is not any more */
	DOUBT_COUNT
};

struct doubt_info {
	const char *id, *title;
	const char *because; /* a sentence: what is odd and what to look at */
	enum fact_type type; /* the record in doubt */
};
const struct doubt_info *doubt_info(enum doubt which);

/* nth: the record is the nth of its kind (from 0, in order of ids) that names the person. */
typedef void doubt_told(void *context, enum doubt which, uint64_t person, size_t nth);

/* One pass over the blocks of people; doubts about attachments come at the end, when all methodists
 * are known. `on` is the day attachments are looked at. */
struct doubts_run;
struct doubts_run *doubts_begin(int32_t on, int young_years, doubt_told *told, void *context);
bool doubts_add_people(struct doubts_run *run, struct slice block); /* false: malformed */
void doubts_end(struct doubts_run *run);

#endif
