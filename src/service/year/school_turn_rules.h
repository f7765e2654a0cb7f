/* SPDX-License-Identifier: MIT
 * school_turn_rules.h - what of a town's rules does not hold throughout the new school year.
 */
#ifndef SERVICE_SCHOOL_TURN_RULES_H
#define SERVICE_SCHOOL_TURN_RULES_H

#include "model/profile/profile.h"
#include "service/year/school_turn.h"

struct turn_rule {
	const char *name; /* "направление «…»" */
	int32_t until;    /* its last day; of a calendar year without days off its first */
	bool followed;    /* another of the same list begins the day after */
};

/* Musts, grounds, directions, targets of indicators; years without days off in its calendar. */
typedef void turn_rule_fn(void *context, const struct turn_rule *rule);
void turn_each_rule(
    const struct profile *town, const struct school_turn *turn, turn_rule_fn *told, void *context);

#endif
