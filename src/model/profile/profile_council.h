/* SPDX-License-Identifier: MIT
 * profile_council.h - how the town's council votes: the profile's group `council`.
 */
#ifndef MODEL_PROFILE_COUNCIL_H
#define MODEL_PROFILE_COUNCIL_H

#include <stdbool.h>
#include <stdint.h>

struct profile;

/* More than, or not less than, num/den of something. */
struct share {
	int num, den;
	bool strict; /* more than */
};

/* Of what the majority is a share. */
enum majority_of { MAJORITY_OF_VOTING, MAJORITY_OF_PRESENT, MAJORITY_OF_SEATS };

struct council_rules {
	struct share quorum, majority;
	enum majority_of majority_of;
	bool abstention_counts;   /* who abstains is one of those voting */
	bool casting_vote;        /* the chair's vote settles a tie */
	bool recused_in_quorum;   /* who is recused is present for the quorum */
	bool votes_shown_at_once; /* to everybody; else to those who only follow after the decision
				   */
};

/* As the profile says; without the group: more than half of the seats, more than half of those
 * voting, who abstains counts, the chair decides a tie, the recused count for the quorum, votes are
 * open. */
const struct council_rules *profile_council(const struct profile *p);

/* Reusable reasons for an outcome (OUTCOME_...); ends with NULL, never NULL itself. */
const char *const *profile_reasons(const struct profile *p, uint8_t outcome);

#endif
