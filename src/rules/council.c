/* SPDX-License-Identifier: MIT
 * council.c - what a vote comes to, and why, in words.
 */
#include "rules/council.h"

#include <string.h>

#include "base/compare.h"
#include "model/entity.h"

int64_t
share_needed(struct share share, int64_t whole)
{
	int64_t part = whole * share.num, needed = part / share.den;

	if (share.strict || part % share.den != 0)
		needed++;
	return needed > 0 ? needed : 1;
}

void
share_put(struct buf *b, struct share share)
{
	buf_puts(b, share.strict ? "больше " : "не меньше ");
	if (share.num * 2 == share.den)
		buf_puts(b, "половины");
	else
		buf_printf(b, "%d/%d", share.num, share.den);
}

bool
council_count_same(const struct council_count *a, const struct council_count *b)
{
	return a->present == b->present && a->recused == b->recused &&
	    a->votes_for == b->votes_for && a->against == b->against &&
	    a->abstained == b->abstained && a->chair == b->chair;
}

static const struct share half = {.num = 1, .den = 2, .strict = true};

int64_t
council_quorum_for(const struct council_rules *r, int64_t seats)
{
	int64_t needed = share_needed(r->quorum, seats);

	return needed == share_needed(half, seats) ? NUMBER_NONE : needed;
}

struct quorum
council_quorum(const struct council_rules *r, const struct council_count *c)
{
	struct quorum q = {
	    .needed = c->quorum != NUMBER_NONE ? c->quorum : share_needed(half, c->seats),
	    .counted = r->recused_in_quorum ? c->present : c->present - c->recused};

	q.reached = c->unattended || q.counted >= q.needed;
	return q;
}

/* 1, 21, 31, but not 11 */
static bool
is_singular(int64_t n)
{
	return n % 10 == 1 && n % 100 != 11;
}

void
council_put_quorum(struct buf *b, const struct council_rules *r, const struct council_count *c)
{
	struct quorum q = council_quorum(r, c);

	buf_printf(b, "%s %lld из %lld", is_singular(c->present) ? "присутствует" : "присутствуют",
	    (long long)c->present, (long long)c->seats);
	if (q.counted != c->present)
		buf_printf(b, ", без взявших отвод %lld", (long long)q.counted);
	buf_printf(
	    b, ", %s: нужно %lld", q.reached ? "кворум есть" : "кворума нет", (long long)q.needed);
}

static int64_t
base_of(const struct council_rules *r, const struct council_count *c)
{
	switch (r->majority_of) {
	case MAJORITY_OF_PRESENT:
		return c->present - c->recused;
	case MAJORITY_OF_SEATS:
		return c->seats;
	default:
		return c->votes_for + c->against + (r->abstention_counts ? c->abstained : 0);
	}
}

/* Only where one vote more would be the majority can one vote settle it. */
static bool
chair_settles(const struct council_rules *r, const struct council_count *c)
{
	return r->casting_vote && r->majority.num * 2 == r->majority.den &&
	    (c->chair == VOTE_FOR || c->chair == VOTE_AGAINST);
}

struct council_result
council_judge(const struct council_rules *r, const struct council_count *c)
{
	struct council_result result = {.base = base_of(r, c)};

	result.needed = share_needed(r->majority, result.base);
	if (!council_quorum(r, c).reached) {
		result.ground = COUNCIL_NO_QUORUM;
	} else if (council_cast(c) == 0) {
		result.ground = COUNCIL_NOBODY_VOTED;
	} else if (r->quorum_of_votes && !c->unattended &&
	    council_cast(c) < council_quorum(r, c).needed) {
		result.ground = COUNCIL_FEW_VOTED;
	} else if (c->votes_for >= result.needed) {
		result.ground = COUNCIL_MAJORITY;
		result.outcome = OUTCOME_ADMIT;
	} else if (c->votes_for != c->against || c->votes_for == 0) {
		result.ground = COUNCIL_NO_MAJORITY;
		result.outcome = OUTCOME_REFUSE;
	} else if (chair_settles(r, c)) {
		result.ground = COUNCIL_CASTING_VOTE;
		result.outcome = c->chair == VOTE_FOR ? OUTCOME_ADMIT : OUTCOME_REFUSE;
	} else {
		result.ground = COUNCIL_TIE;
		result.outcome = OUTCOME_POSTPONE;
	}
	return result;
}

static void
put_majority(struct buf *b, const struct council_rules *r, const struct council_count *c,
    const struct council_result *result)
{
	static const char *const bases[] = {
	    [MAJORITY_OF_VOTING] = "голосовавших",
	    [MAJORITY_OF_PRESENT] = "присутствующих",
	    [MAJORITY_OF_SEATS] = "членов совета",
	};

	buf_printf(b, "за %lld из %lld %s, нужно %lld (", (long long)c->votes_for,
	    (long long)result->base, bases[r->majority_of], (long long)result->needed);
	share_put(b, r->majority);
	buf_putc(b, ')');
}

const char *
council_leader_genitive(const struct council_count *c)
{
	return c->acting ? "председательствующего" : "председателя";
}

static void
put_ground(struct buf *b, const struct council_rules *r, const struct council_count *c,
    const struct council_result *result)
{
	switch (result->ground) {
	case COUNCIL_NO_QUORUM:
		buf_puts(b, "кворума нет, голосовать нельзя");
		return;
	case COUNCIL_NOBODY_VOTED:
		buf_puts(b, "голосов нет");
		return;
	case COUNCIL_FEW_VOTED:
		buf_printf(b, "проголосовали %lld, для решения нужно %lld",
		    (long long)council_cast(c), (long long)council_quorum(r, c).needed);
		return;
	case COUNCIL_MAJORITY:
	case COUNCIL_NO_MAJORITY:
		put_majority(b, r, c, result);
		return;
	case COUNCIL_CASTING_VOTE:
		buf_printf(b, "за %lld, против %lld, решает голос %s — %s", (long long)c->votes_for,
		    (long long)c->against, council_leader_genitive(c),
		    c->chair == VOTE_FOR ? "за" : "против");
		return;
	case COUNCIL_TIE:
		buf_printf(b, "за %lld, против %lld, решение не принято", (long long)c->votes_for,
		    (long long)c->against);
	}
}

const char *
council_outcome_word(uint8_t outcome)
{
	return outcome == OUTCOME_NOTED ? "принять к сведению"
					: field_find(KIND_DECISIONS, "outcome")->words[outcome - 1];
}

const char *
council_vote_word(uint8_t vote)
{
	return vote != 0 ? field_find(KIND_VOTES, "vote")->words[vote - 1] : "снят";
}

void
council_put_result(struct buf *b, const struct council_rules *r, const struct council_count *c)
{
	struct council_result result = council_judge(r, c);

	put_ground(b, r, c, &result);
	if (result.outcome != 0)
		buf_printf(b, ": %s", council_outcome_word(result.outcome));
}

void
council_put_votes(struct buf *b, const struct council_count *c)
{
	buf_printf(b, "за %lld, против %lld", (long long)c->votes_for, (long long)c->against);
	if (c->abstained > 0)
		buf_printf(b, ", воздержались %lld", (long long)c->abstained);
}

/* Of numbers alone nobody can tell how the chair settled a tie. */
static bool
may_be_settled(const struct council_rules *r, const struct council_count *c)
{
	return r->casting_vote && r->majority.num * 2 == r->majority.den && c->by_totals;
}

enum council_accord
council_accord(const struct council_rules *r, const struct council_count *c, uint8_t outcome)
{
	struct council_result result = council_judge(r, c);

	if (result.outcome == outcome ||
	    (result.outcome == OUTCOME_ADMIT && outcome == OUTCOME_NOTED))
		return COUNCIL_FOLLOWS;
	if (result.outcome == 0)
		return outcome == OUTCOME_POSTPONE || outcome == OUTCOME_NOTED ? COUNCIL_FOLLOWS
									       : COUNCIL_UNFOUNDED;
	if (result.ground == COUNCIL_TIE && may_be_settled(r, c))
		return COUNCIL_FOLLOWS;
	return COUNCIL_CONTRARY;
}

/* What ready reasons are known by that speak of the verdict and of the quorum. */
static const struct {
	const char *word, *denial;
	bool of_quorum;
} claims[] = {
    {"требовани", "не подтвержд", false},
    {"требовани", "не выполн", false},
    {"", "не соответств", false},
    {"кворум", "нет", true},
    {"кворум", "отсутств", true},
};

static bool
says(const char *text, const char *word)
{
	struct buf folded = {0}, sought = {0};
	bool found;

	compare_put(&folded, slice_of(text));
	compare_put(&sought, slice_of(word));
	found = strstr(buf_text(&folded), buf_text(&sought)) != NULL;
	buf_free(&folded);
	buf_free(&sought);
	return found;
}

bool
council_reason_fits(const char *reason, bool eligible, bool quorum)
{
	for (size_t i = 0; i < sizeof(claims) / sizeof(claims[0]); i++)
		if ((claims[i].of_quorum ? quorum : eligible) && says(reason, claims[i].word) &&
		    says(reason, claims[i].denial))
			return false;
	return true;
}

enum status
council_check_decision(const struct council_rules *r, const struct council_count *c,
    uint8_t outcome, bool reasoned, struct error *e)
{
	enum council_accord accord = council_accord(r, c, outcome);
	const struct council_result result = council_judge(r, c);
	struct buf text = {0};
	enum status st = council_check_count(c, e);

	if (st != ST_OK || accord == COUNCIL_FOLLOWS || (accord == COUNCIL_CONTRARY && reasoned))
		return st;
	if (accord == COUNCIL_UNFOUNDED) {
		put_ground(&text, r, c, &result);
		error_set(e, ST_INVALID,
		    "решения «%s» быть не может: %s; без голосов и кворума "
		    "можно только отложить",
		    council_outcome_word(outcome), buf_text(&text));
	} else {
		council_put_votes(&text, c);
		error_set(e, ST_INVALID,
		    "решение «%s» — вопреки голосам: %s, из них следует «%s»; "
		    "иначе решают только с причиной",
		    council_outcome_word(outcome), buf_text(&text),
		    council_outcome_word(result.outcome));
	}
	buf_free(&text);
	return ST_INVALID;
}

enum status
council_check_count(const struct council_count *c, struct error *e)
{
	int64_t voters = c->present - c->recused, votes = council_cast(c);

	if (c->votes_for < 0 || c->against < 0 || c->abstained < 0)
		return error_set(e, ST_INVALID, "число голосов не может быть меньше нуля");
	if (votes > voters)
		return error_set(e, ST_INVALID,
		    "голосов %lld, а голосовать %s %lld (присутствуют %lld, отводов %lld)",
		    (long long)votes, is_singular(voters) ? "мог" : "могли", (long long)voters,
		    (long long)c->present, (long long)c->recused);
	return ST_OK;
}
