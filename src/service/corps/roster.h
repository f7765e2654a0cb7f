/* SPDX-License-Identifier: MIT
 * roster.h - the corps on a day: all of it, and the list for the site.
 */
#ifndef SERVICE_ROSTER_H
#define SERVICE_ROSTER_H

#include "rules/publication.h"
#include "service/core/view.h"

/* A membership with what people see of it. Texts live as long as the roster; never NULL. */
struct roster_row {
	uint64_t membership, person, organisation, order;
	const char *code, *surname, *given_name, *patronymic;
	const char *organisation_name, *position, *subject_area, *email, *order_code;
	int32_t from, to;
	struct publish_verdict publish; /* for the roster's day */
};

struct roster {
	int32_t on;
	struct roster_row *rows; /* in Russian order of names, then by code, then by first day */
	size_t count;
	struct roster_row *left_out; /* of a public roster: in force, not to be published */
	size_t nleft_out;
	struct arena arena;
};

/* Memberships in force on the day. publicly: only who agreed, everybody once, with the membership
 * that began last, each text they did not agree to "". ST_DENIED, ST_DAMAGED. Free with roster_free
 * in any case. */
enum status
roster_open(struct roster *out, const struct view *v, int32_t on, bool publicly, struct error *e);
void roster_free(struct roster *r);
/* How many rows the roster of that day has, not publicly. Who asks may read. */
size_t roster_count(const struct view *v, int32_t on);

/* Is the person in the corps on the day, by any membership? */
bool roster_has(const struct view *v, uint64_t person, int32_t day);

/* Would the public list of that day hold the person? */
bool roster_would_list(const struct view *v, uint64_t person, int32_t day);

/* Memberships that began after `from` and by `until` (joined), that ended from `from` on and before
 * `until` (left), whose last day lies in [from, until] (ending); same order. */
enum roster_change { ROSTER_JOINED, ROSTER_LEFT, ROSTER_ENDING };
enum status roster_changes(struct roster *out, const struct view *v, enum roster_change what,
    int32_t from, int32_t until, struct error *e);

/* Subject areas of the town (of associations and of people at work) and institutions in which
 * nobody is a member on the day, with how many people teach or work there; most people first. */
struct roster_gap {
	const char *name;
	uint64_t organisation; /* 0: a subject */
	size_t people;
};
struct roster_gaps {
	struct roster_gap *subjects, *institutions;
	size_t nsubjects, ninstitutions;
	struct arena arena;
};
enum status
roster_find_gaps(struct roster_gaps *out, const struct view *v, int32_t on, struct error *e);
void roster_gaps_free(struct roster_gaps *g);

#endif
