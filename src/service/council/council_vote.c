/* SPDX-License-Identifier: MIT
 * council_vote.c - how members vote on an item, and what is decided on it.
 */
#include "base/utf8.h"
#include "service/council/council_txn.h"
#include "service/core/operations.h"

static bool
is_blank(const char *text)
{
	return utf8_trim(slice_of(text)).len == 0;
}

static const char *
vote_word(uint8_t vote)
{
	return field_find(KIND_VOTES, "vote")->words[vote - 1];
}

static const char *
outcome_word(uint8_t outcome)
{
	return field_find(KIND_DECISIONS, "outcome")->words[outcome - 1];
}

struct vote_wish {
	uint64_t application, person;
	uint8_t vote, instead_of;
	bool any;           /* whatever stands there */
	const char *reason; /* of a recusal */
};

/* Everything but the rules of the vote itself: the item is open, the member is there, and this
 * session may speak for the member. */
static enum status
require_ballot(struct council_txn *d, uint64_t application, uint64_t person,
    struct meeting_item **item, size_t *member)
{
	const struct council_meeting *s = &d->sitting;
	enum status st = council_txn_require_started(d);

	if (st == ST_OK)
		st = council_txn_item(d, application, item);
	*member = council_meeting_member(s, person);
	if (st != ST_OK)
		return st;
	if (!d->viewer.keeps_meetings && person != d->viewer.own)
		return error_set(d->e, ST_DENIED,
		    d->viewer.own != 0
			? "член совета голосует только за себя"
			: "учётная запись не связана с карточкой человека: голосовать "
			  "за себя нельзя; связь задаёт администратор");
	if (*member == s->nmembers)
		return council_txn_refuse_stranger(d, person);
	if ((*item)->outcome != 0)
		return error_set(d->e, ST_REFUSED,
		    "по пункту %lld уже решено: %s; чтобы изменить голос, сначала отмените решение",
		    (long long)(*item)->position, outcome_word((*item)->outcome));
	if (!(*item)->ballots[*member].present)
		return error_set(d->e, ST_REFUSED,
		    "%s не присутствует при рассмотрении пункта %lld; сначала отметьте приход",
		    s->members[*member].name, (long long)(*item)->position);
	return ST_OK;
}

/* The vote that stands there, hidden or not. */
static uint8_t
stored_vote(struct council_txn *d, uint64_t application, uint64_t person)
{
	struct record *r = council_txn_record(d, KIND_VOTES, application, person);
	uint8_t vote = ((struct vote *)r)->vote;

	record_free(r);
	return vote;
}

static enum status
refuse_second(struct council_txn *d, size_t member, uint8_t stored)
{
	const char *name = d->sitting.members[member].name;

	if (stored == 0)
		return error_set(
		    d->e, ST_CONFLICT, "голос (%s) тем временем сняли; проголосуйте заново", name);
	return error_set(d->e, ST_CONFLICT,
	    "%s по этому пункту уже голосует: %s; второй голос не принят", name, vote_word(stored));
}

static enum status
require_quorum(struct council_txn *d, const struct meeting_item *item)
{
	struct buf words = {0};
	bool reached = council_quorum(&d->sitting.rules, &item->count).reached;

	if (reached)
		return ST_OK;
	council_put_quorum(&words, &d->sitting.rules, &item->count);
	error_set(d->e, ST_REFUSED, "голосовать нельзя: %s", buf_text(&words));
	buf_free(&words);
	return ST_REFUSED;
}

static enum status
put_recusal(
    struct council_txn *d, uint64_t application, uint64_t person, uint8_t state, const char *reason)
{
	struct record *r = council_txn_record(d, KIND_RECUSALS, application, person);
	enum status st = council_txn_set_text(d, r, "reason", reason);

	((struct recusal *)r)->state = state;
	if (st == ST_OK)
		change_put(d->change, r);
	record_free(r);
	return st;
}

static void
put_vote(struct council_txn *d, uint64_t application, uint64_t person, uint8_t vote)
{
	struct record *r = council_txn_record(d, KIND_VOTES, application, person);

	((struct vote *)r)->vote = vote;
	council_txn_put(d, r);
}

static enum status
plan_vote(struct council_txn *d)
{
	const struct vote_wish *wish = d->wish;
	struct meeting_item *item;
	uint8_t stored;
	size_t member;
	enum status st = require_ballot(d, wish->application, wish->person, &item, &member);

	if (st != ST_OK)
		return st;
	stored = stored_vote(d, wish->application, wish->person);
	if (stored == wish->vote)
		return ST_OK;
	if (!wish->any && stored != wish->instead_of)
		return refuse_second(d, member, stored);
	if (stored == VOTE_RECUSED && wish->vote != 0)
		item->count.recused--;
	if (wish->vote != 0 && wish->vote != VOTE_RECUSED)
		st = require_quorum(d, item);
	if (st != ST_OK)
		return st;
	if (stored == VOTE_RECUSED)
		council_txn_remove(d, KIND_RECUSALS, wish->application, wish->person);
	if (wish->vote == 0)
		council_txn_remove(d, KIND_VOTES, wish->application, wish->person);
	else
		put_vote(d, wish->application, wish->person, wish->vote);
	if (wish->vote != VOTE_RECUSED)
		return ST_OK;
	return put_recusal(d, wish->application, wish->person, RECUSAL_TAKEN, wish->reason);
}

static enum status
do_vote(struct session *s, uint64_t meeting, const struct vote_wish *wish, struct error *e)
{
	return council_txn_do(s,
	    &(struct council_txn_terms){
		.operation = wish->vote == VOTE_RECUSED ? OPERATION_RECUSAL : OPERATION_VOTE,
		.reason = "",
		.about = {KIND_APPLICATIONS, wish->application},
		.permit = PERMIT_VOTE,
		.meeting = meeting,
		.plan = plan_vote,
		.wish = wish},
	    NULL, e);
}

enum status
council_vote(struct session *s, uint64_t meeting, uint64_t application, uint64_t person,
    uint8_t vote, uint8_t instead_of, struct error *e)
{
	if (vote > VOTE_RECUSED)
		return error_set(
		    e, ST_INVALID, "такого голоса нет; бывают за, против, воздержался, отвод");
	return do_vote(s, meeting,
	    &(struct vote_wish){.application = application,
		.person = person,
		.vote = vote,
		.instead_of = instead_of,
		.reason = ""},
	    e);
}

enum status
council_recuse(struct session *s, uint64_t meeting, uint64_t application, uint64_t person,
    const char *reason, struct error *e)
{
	return do_vote(s, meeting,
	    &(struct vote_wish){.application = application,
		.person = person,
		.vote = VOTE_RECUSED,
		.any = true,
		.reason = reason},
	    e);
}

static enum status
plan_dismissal(struct council_txn *d)
{
	const struct vote_wish *wish = d->wish;
	struct meeting_item *item;
	size_t member;
	enum status st = require_ballot(d, wish->application, wish->person, &item, &member);

	if (st == ST_OK && is_blank(wish->reason))
		st = error_set(
		    d->e, ST_INVALID, "отвод отклоняют с причиной: напишите, почему он не нужен");
	if (st != ST_OK)
		return st;
	if (stored_vote(d, wish->application, wish->person) == VOTE_RECUSED)
		council_txn_remove(d, KIND_VOTES, wish->application, wish->person);
	return put_recusal(d, wish->application, wish->person, RECUSAL_DISMISSED, wish->reason);
}

enum status
council_dismiss_recusal(struct session *s, uint64_t meeting, uint64_t application, uint64_t person,
    const char *reason, struct error *e)
{
	struct vote_wish wish = {.application = application, .person = person, .reason = reason};

	return council_txn_do(s,
	    &(struct council_txn_terms){.operation = OPERATION_RECUSAL,
		.reason = "",
		.about = {KIND_APPLICATIONS, application},
		.permit = PERMIT_COUNCIL,
		.meeting = meeting,
		.plan = plan_dismissal,
		.wish = &wish},
	    NULL, e);
}

/* Deciding. */

/* The totals stand for votes by name that are not there. */
static enum status
take_totals(struct council_txn *d, struct meeting_item *item, const struct council_totals *totals)
{
	enum status st;

	if (item->cast > 0)
		return error_set(d->e, ST_REFUSED,
		    "по пункту %lld голосуют поимённо; чтобы записать итоги числами, сначала "
		    "снимите голоса",
		    (long long)item->position);
	item->count.votes_for = totals->votes_for;
	item->count.against = totals->against;
	item->count.abstained = totals->abstained;
	st = council_check_count(&item->count, d->e);
	item->result = council_judge(&d->sitting.rules, &item->count);
	return st;
}

/* Is the outcome one that has to be given reasons for? */
static const char *
reason_wanted(const struct meeting_item *item, uint8_t outcome)
{
	if (outcome == OUTCOME_REFUSE)
		return "отказ записывают с причиной";
	if (outcome == OUTCOME_ADMIT && !item->eligible)
		return "требования положения не подтверждены: решение принять записывают с "
		       "обоснованием";
	if (item->result.outcome != 0 && item->result.outcome != outcome)
		return "решение не то, что следует из голосов: напишите, почему";
	return NULL;
}

static enum status
require_decidable(
    struct council_txn *d, const struct meeting_item *item, const struct council_decision *wish)
{
	const char *wanted = reason_wanted(item, wish->outcome);

	if (wish->outcome != OUTCOME_POSTPONE && require_quorum(d, item) != ST_OK)
		return ST_REFUSED;
	if (wish->outcome != OUTCOME_POSTPONE && item->result.ground == COUNCIL_NOBODY_VOTED)
		return error_set(d->e, ST_REFUSED,
		    "по пункту %lld никто не голосовал; без голосов его можно только отложить",
		    (long long)item->position);
	if (wanted != NULL && is_blank(wish->reason))
		return error_set(d->e, ST_INVALID, "%s", wanted);
	return ST_OK;
}

/* The first undecided item behind this one, else the first of all; this one when all are. */
static int64_t
next_position(const struct council_meeting *s, const struct meeting_item *item)
{
	const struct meeting_item *end = s->items + s->nitems;

	for (const struct meeting_item *i = item + 1; i < end; i++)
		if (i->outcome == 0)
			return i->position;
	for (const struct meeting_item *i = s->items; i < item; i++)
		if (i->outcome == 0)
			return i->position;
	return item->position;
}

static enum status
plan_decision(struct council_txn *d)
{
	const struct council_decision *wish = d->wish;
	struct meeting_item *item;
	enum status st = council_txn_require_started(d);

	if (st == ST_OK)
		st = council_txn_item(d, wish->application, &item);
	if (st != ST_OK)
		return st;
	if (item->outcome != 0)
		return error_set(d->e, ST_CONFLICT,
		    "по пункту %lld уже решено: %s; чтобы решить иначе, сначала отмените решение",
		    (long long)item->position, outcome_word(item->outcome));
	if (wish->totals != NULL)
		st = take_totals(d, item, wish->totals);
	if (st == ST_OK)
		st = require_decidable(d, item, wish);
	if (st == ST_OK)
		st = council_txn_put_decision(d, item, wish->outcome, wish->reason);
	if (st == ST_OK && wish->move)
		council_txn_put_current(d, next_position(&d->sitting, item));
	return st;
}

enum status
council_decide(
    struct session *s, uint64_t meeting, const struct council_decision *decision, struct error *e)
{
	if (decision->outcome < OUTCOME_ADMIT || decision->outcome > OUTCOME_POSTPONE)
		return error_set(
		    e, ST_INVALID, "такого решения нет; бывают принять, отклонить, отложить");
	return council_txn_do(s,
	    &(struct council_txn_terms){.operation = OPERATION_DECISION,
		.reason = "",
		.about = {KIND_APPLICATIONS, decision->application},
		.permit = PERMIT_COUNCIL,
		.meeting = meeting,
		.plan = plan_decision,
		.wish = decision},
	    NULL, e);
}
