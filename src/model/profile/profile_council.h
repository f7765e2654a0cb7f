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

/* When those who only follow a meeting see the votes of others. */
enum votes_shown { VOTES_AT_ONCE, VOTES_AFTER_DECISION };

/* When members may vote on an item: once it is under discussion, or once whoever keeps the meeting
 * has opened the vote. */
enum votes_open { VOTES_OPEN_THEMSELVES, VOTES_OPEN_BY_KEY };

struct council_rules {
	struct share quorum, majority;
	enum majority_of majority_of;
	bool abstention_counts; /* who abstains is one of those voting */
	bool casting_vote;      /* the chair's vote settles a tie */
	bool recused_in_quorum; /* who is recused is present for the quorum */
	bool quorum_of_votes;   /* so many must have voted as make a quorum */
	enum votes_shown votes_shown;
	enum votes_open votes_open;
};

/* As the profile says; what it is silent about has its usual value (settings.c). */
const struct council_rules *profile_council(const struct profile *p);

/* Reusable reasons for an outcome (OUTCOME_...); ends with NULL, never NULL itself. */
const char *const *profile_reasons(const struct profile *p, uint8_t outcome);

#endif
