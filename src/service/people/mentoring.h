/* SPDX-License-Identifier: MIT
 * mentoring.h - young teachers, their mentors and their school on a day; who could be a mentor; a
 * pair made and ended.
 *
 * A pair is a row of `support` in the form of mentoring that names a mentor; several in force of
 * one mentor and one person are one pair, that which began last.
 */
#ifndef SERVICE_MENTORING_H
#define SERVICE_MENTORING_H

#include "base/arena.h"
#include "model/record.h"
#include "service/core/view.h"
#include "service/people/deeds.h"

enum mentoring_view {
	MENTORING_PAIRS,      /* in force */
	MENTORING_MENTORS,    /* whoever has one of them */
	MENTORING_OVERLOADED, /* the work list `mentor_overload` */
	MENTORING_ENDING,     /* in force, their last day within 60 days, no result yet */
	MENTORING_GROWN,      /* in force, and the person's three years are over */
	MENTORING_ENDED,      /* since the school year of the day began */
	MENTORING_YOUNG,      /* all young teachers */
	MENTORING_NO_MENTOR,  /* the work lists of these names */
	MENTORING_UNSUPPORTED,
	MENTORING_VIEWS
};
/* "Пары" */
const char *mentoring_view_word(enum mentoring_view view);
/* Whose rows they are: of pairs, else of people. */
bool mentoring_view_is_of_pairs(enum mentoring_view view);

struct mentoring_row {
	uint64_t id; /* of the row of `support`; where rows are of people, of the person */
	uint64_t mentor, person;
	int32_t from, to;
	bool settled;    /* of a pair: its result has been written down */
	size_t people;   /* whom the mentor has: of a pair, of a mentor */
	size_t attended; /* sessions of the school, of a young teacher */
	unsigned views;  /* bits 1 << view */
	struct slice order;
};

struct mentoring {
	int32_t on;
	struct mentoring_row *rows; /* pairs by mentor and person, people by name */
	size_t count, counts[MENTORING_VIEWS];
	size_t people;   /* different ones in the pairs in force */
	size_t most;     /* people a mentor may have: the profile's mentor_max */
	size_t sessions; /* of the school of young teachers in the school year up to the day */
	struct arena arena;
};
/* ST_DENIED; ST_REFUSED: the town has no associations. Free with mentoring_free in any case. */
enum status
mentoring_read(const struct view *v, int32_t on, struct mentoring *out, struct error *e);
void mentoring_free(struct mentoring *m);

/* The lists behind the numbers; the caller frees *ids. */
/* Rows of `support` that are the pairs in force of a mentor; as many as he has people. */
size_t mentoring_pairs_of(const struct view *v, uint64_t mentor, int32_t on, uint64_t **ids);
/* People who are in a pair in force; as many as mentoring.people. */
size_t mentoring_people(const struct view *v, int32_t on, uint64_t **ids);
/* Sessions of the school (person 0), or those the person took part in; as many as .sessions and
 * .attended. */
size_t mentoring_sessions(const struct view *v, uint64_t person, int32_t on, uint64_t **ids);

/* Somebody who could be a mentor. */
struct mentor_candidate {
	uint64_t person;
	size_t fits;   /* of how many of the people he teaches the subject, or is of the post */
	size_t near;   /* of how many he works in the school */
	size_t people; /* whom he has */
	bool titled;   /* педагог-наставник */
	struct slice order;
};
struct mentor_candidates {
	struct mentor_candidate *rows; /* those of the subject first, of the school, least laden */
	size_t count, fitting;
	struct arena arena;
};
/* Teachers of the town with the highest category or the title педагог-наставник who are none of
 * the people themselves. ST_DENIED, ST_REFUSED. Free with mentor_candidates_free in any case. */
enum status mentor_candidates_read(const struct view *v, const uint64_t *people, size_t count,
    int32_t on, struct mentor_candidates *out, struct error *e);
void mentor_candidates_free(struct mentor_candidates *c);

/* A new row of `support` as it is offered: mentoring by the mentor, from the day to the end of the
 * lessons. */
void mentoring_propose(uint64_t mentor, int32_t on, struct support *out);

/* Each of the people gets a row like the pattern as one operation, which is undone as one; where it
 * names no organisation, the person's own. people.seen is of the people and of their rows of
 * `support`: ST_REFUSED when one of them has changed since. draft: that of the form the pattern was
 * typed in goes, too; NULL: none. */
enum status mentoring_pair(struct session *s, struct shown_records people,
    const struct support *pattern, const uint64_t *draft, struct error *e);

/* Support ends on the day, of mentoring or any other; result: what came of it, "": nothing is said.
 * What ended before keeps its day and gets the result it lacks. ST_REFUSED: one has a result
 * already, has ended and nothing is said, or has changed. */
enum status support_end(struct session *s, struct shown_records support, int32_t day,
    const char *result, struct error *e);

#endif
