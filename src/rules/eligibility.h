/* SPDX-License-Identifier: MIT
 * eligibility.h - clause 2.4 (or a town's own) applied to an application on a date. Pure.
 *
 * The verdict advises; the council decides.
 */
#ifndef RULES_ELIGIBILITY_H
#define RULES_ELIGIBILITY_H

#include "model/profile/profile.h"

enum must_state { MUST_MET, MUST_UNMET, MUST_NOT_APPLICABLE, MUST_UNKNOWN };

/* met, unmet, not_applicable, unknown */
const char *must_state_id(enum must_state state);
/* выполнено, не выполнено, неприменимо, нет данных */
const char *must_state_word(enum must_state state);
const char *must_state_sign(enum must_state state); /* ✓ ✗ – ? */

struct must_verdict {
	const struct must *must;
	enum must_state state;
	char because[400]; /* a Russian sentence */
};

struct ground_verdict {
	const struct term *ground;
	bool claimed;
	const char *evidence; /* what the application says for it, "" when nothing; lives as the
				 application */
};

struct verdict {
	int32_t on;
	struct must_verdict *musts;
	size_t nmusts;
	struct ground_verdict *grounds;
	size_t ngrounds;
	bool eligible;
};

/* All musts and grounds of the profile that are in force on the date, in its order. person is whom
 * the application names (NULL: nobody): where the application is silent, the person's data count.
 * Free with verdict_free. */
void eligibility_judge(struct verdict *out, const struct profile *profile,
    const struct application *application, const struct person *person, int32_t on);
void verdict_free(struct verdict *v);
/* The musts that came out so. */
size_t verdict_count(const struct verdict *v, enum must_state state);
size_t verdict_claimed(const struct verdict *v); /* grounds */
/* "Не соответствует п. 2.4"; and ": ✓1 ✗1 ?1, оснований 0" behind it. */
void verdict_put_outcome(const struct verdict *v, struct buf *out);
void verdict_put_counts(const struct verdict *v, struct buf *out);
/* Nobody can tell yet: a must is unknown, or no ground is claimed. */
bool verdict_lacks(const struct verdict *v);

/* The application's own row answers the ground, so that it may be proposed as claimed: the field
 * the profile names for it is filled, and none of the words stands there that say it is no answer.
 * false for a ground that is not in force on the date. */
bool eligibility_proposes(const struct profile *profile, const struct application *application,
    const struct term *ground, int32_t on);

/* What the institution has to be asked for: calls told with a Russian line for each field a clause
 * or the paper needs and nobody has filled. Returns how many. */
size_t eligibility_missing(const struct profile *profile, const struct application *application,
    const struct person *person, int32_t on,
    void (*told)(void *context, const struct field *field, const char *line), void *context);

#endif
