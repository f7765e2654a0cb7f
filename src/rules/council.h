/* SPDX-License-Identifier: MIT
 * council.h - quorum, majority, recusal and the casting vote by the town's rules. Pure.
 *
 * The rule and its numbers come out in words, to stand beside every result.
 */
#ifndef RULES_COUNCIL_H
#define RULES_COUNCIL_H

#include "base/buf.h"
#include "base/status.h"
#include "model/profile/profile_council.h"

/* The least whole number that is the share of `whole`; at least 1. */
int64_t share_needed(struct share share, int64_t whole);
/* "больше половины", "не менее 2/3" */
void share_put(struct buf *b, struct share share);

/* What a vote is judged by. */
struct council_count {
	int64_t seats;
	int64_t quorum;  /* the meeting's own number; NUMBER_NONE: more than half of the seats */
	int64_t present; /* the recused among them */
	int64_t recused; /* of those present */
	int64_t votes_for, against, abstained;
	uint8_t chair;   /* VOTE_...; 0: who leads has not voted, or it is not known how */
	bool acting;     /* somebody leads in the chair's place */
	bool by_totals;  /* numbers alone: of nobody is it known how they voted */
	bool unattended; /* nobody noted who was there (an imported meeting): no quorum is asked */
};

/* How many have voted. */
static inline int64_t
council_cast(const struct council_count *c)
{
	return c->votes_for + c->against + c->abstained;
}

/* Would both be judged alike: the same votes, by as many who are there? */
bool council_count_same(const struct council_count *a, const struct council_count *b);

/* The number a new meeting is to have as its quorum by the profile: NUMBER_NONE where that is what
 * an empty one means anyway. */
int64_t council_quorum_for(const struct council_rules *r, int64_t seats);

struct quorum {
	int64_t needed, counted; /* counted: those present who count */
	bool reached;
};
struct quorum council_quorum(const struct council_rules *r, const struct council_count *c);
/* "присутствуют 5 из 7, кворум есть: нужно 4" */
void
council_put_quorum(struct buf *b, const struct council_rules *r, const struct council_count *c);

enum council_ground {
	COUNCIL_NO_QUORUM, /* nothing can be voted on */
	COUNCIL_NOBODY_VOTED,
	COUNCIL_FEW_VOTED, /* fewer than the quorum, where the town wants one of those voting */
	COUNCIL_MAJORITY,
	COUNCIL_NO_MAJORITY,
	COUNCIL_CASTING_VOTE, /* a tie, settled by who leads */
	COUNCIL_TIE           /* a tie nobody settles */
};

struct council_result {
	uint8_t outcome; /* proposed: OUTCOME_...; 0 when there is nothing to go by */
	enum council_ground ground;
	int64_t base, needed; /* the majority needed and of how many */
};
struct council_result council_judge(const struct council_rules *r, const struct council_count *c);
/* "за 4 из 6 голосовавших, нужно 4 (больше половины): принять" */
void
council_put_result(struct buf *b, const struct council_rules *r, const struct council_count *c);

/* Whose vote settles a tie: "председателя", "председательствующего". */
const char *council_leader_genitive(const struct council_count *c);

/* "принять", "отклонить", "отложить", "принять к сведению" */
const char *council_outcome_word(uint8_t outcome);

/* "за", "против", "воздержался", "отвод"; 0: "снят" */
const char *council_vote_word(uint8_t vote);

/* How an outcome stands to the votes. Postponing wants neither votes nor a quorum; nor does taking
 * note, which is no other thing than votes for it give, either. */
enum council_accord {
	COUNCIL_FOLLOWS,  /* it is what the votes give */
	COUNCIL_CONTRARY, /* it is another than they give */
	COUNCIL_UNFOUNDED /* nothing has been voted that it could follow from */
};
enum council_accord
council_accord(const struct council_rules *r, const struct council_count *c, uint8_t outcome);
/* "за 6, против 0" */
void council_put_votes(struct buf *b, const struct council_count *c);

/* Is a ready reason true here? "не подтверждены требования" is not of somebody who meets them, "нет
 * кворума" not while there is one. */
bool council_reason_fits(const char *reason, bool eligible, bool quorum);

/* The one rule of every door (decision, closing, reopening, undo, import, verify): the outcome
 * follows from the votes, or stands against them with a reason. A sentence in e (ST_INVALID), or
 * ST_OK. */
enum status council_check_decision(const struct council_rules *r, const struct council_count *c,
    uint8_t outcome, bool reasoned, struct error *e);

/* More votes than voters and the like: a sentence in e (ST_INVALID), or ST_OK. */
enum status council_check_count(const struct council_count *c, struct error *e);

#endif
