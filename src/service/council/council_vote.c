/* SPDX-License-Identifier: MIT
 * council_vote.c - how members vote on an item, and what is decided on it.
 */
#include <string.h>

#include "base/utf8.h"
#include "service/council/council.h"
#include "service/council/council_casts.h"
#include "service/council/council_openings.h"
#include "service/council/council_txn.h"
#include "service/core/naming.h"
#include "service/core/operations.h"

struct vote_wish {
	uint64_t item, person;
	uint8_t vote, instead_of;
	const char *reason; /* of a recusal, or of a change of what the member has cast */
};

/* Everything but the rules of the vote itself: the item is open, the member is there, and this
 * session may speak for the member. */
static enum status
require_ballot(
    struct council_txn *d, uint64_t id, uint64_t person, struct meeting_item **item, size_t *member)
{
	const struct council_meeting *s = &d->sitting;
	enum status st = council_txn_require_started(d);

	if (st == ST_OK)
		st = council_txn_item(d, id, item);
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
	if (council_txn_require_undecided(d, *item) != ST_OK)
		return ST_REFUSED;
	if (!(*item)->ballots[*member].present)
		return error_set(d->e, ST_REFUSED,
		    "%s не присутствует при рассмотрении пункта %lld; сначала отметьте приход",
		    s->members[*member].name, (long long)(*item)->position);
	return ST_OK;
}

/* Members vote while the vote is open; whoever keeps the meeting, until it is closed. A recusal is
 * declared before it begins, too. */
static enum status
require_voting(struct council_txn *d, const struct meeting_item *item, uint8_t vote)
{
	long long position = item->position;

	if (item->voting == VOTING_CLOSED)
		return error_set(d->e, ST_REFUSED,
		    d->viewer.keeps_meetings
			? "голосование по пункту %lld закрыто; чтобы изменить голос, откройте его "
			  "снова"
			: "голосование по пункту %lld закрыто: голос не принят",
		    position);
	if (d->viewer.keeps_meetings || vote == VOTE_RECUSED ||
	    council_meeting_takes_votes(&d->sitting, item))
		return ST_OK;
	return error_set(d->e, ST_REFUSED,
	    "голосование по пункту %lld ещё не открыто: голос не принят", position);
}

/* The vote that stands there, hidden or not. */
static uint8_t
stored_vote(struct council_txn *d, const struct meeting_item *item, uint64_t person)
{
	struct record *r = council_txn_record(d, meeting_item_votes(item), item, person);
	uint8_t vote = record_choice(r, field_find(r->kind, "vote"));

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
	    "%s по этому пункту уже голосует: %s; второй голос не принят", name,
	    council_vote_word(stored));
}

/* Recusals are of applications; of a topic the vote and its casts tell them. */
static enum status
put_recusal(struct council_txn *d, const struct meeting_item *item, uint64_t person, uint8_t state,
    const char *reason)
{
	struct record *r;
	enum status st;

	if (item->application == 0)
		return ST_OK;
	r = council_txn_record(d, KIND_RECUSALS, item, person);
	st = council_txn_set_text(d, r, "reason", reason);

	((struct recusal *)r)->state = state;
	if (st == ST_OK)
		change_put(d->change, r);
	record_free(r);
	return st;
}

/* Set, change (or, by 0, take away) the vote, and keep how it came about. */
static enum status
put_vote(struct council_txn *d, const struct meeting_item *item, size_t member,
    const struct vote_wish *wish)
{
	struct record *r = council_txn_record(d, meeting_item_votes(item), item, wish->person);

	record_set_choice(r, field_find(r->kind, "vote"), wish->vote);
	if (wish->vote != 0)
		change_put(d->change, r);
	else
		change_remove(d->change, r->kind, r->id, r->stamp);
	record_free(r);
	return council_casts_put(d, item, member, wish->vote, wish->reason);
}

/* "Кандидат02 О. П.: Вишнёва А. И., за → против: обсчитались" */
static void
tell_journal(struct council_txn *d, const struct meeting_item *item, size_t member, uint8_t stored,
    const struct vote_wish *wish)
{
	struct buf text = {0};

	council_txn_put_item(d, item, &text);
	buf_printf(&text, ": %s, ", d->sitting.members[member].name);
	if (stored != 0)
		buf_printf(&text, "%s → ", council_vote_word(stored));
	buf_puts(&text, council_vote_word(wish->vote));
	if (!utf8_says_nothing(wish->reason))
		buf_printf(&text, ": %s", wish->reason);
	change_set_reason(d->change, buf_text(&text));
	buf_free(&text);
}

/* What the member has cast is the member's: another changes it with a reason. */
static enum status
require_reason(struct council_txn *d, const struct meeting_item *item, size_t member,
    uint8_t stored, const char *reason)
{
	const struct meeting_member *m = &d->sitting.members[member];

	if (stored == 0 || !item->ballots[member].by_owner || d->viewer.own == m->person ||
	    !utf8_says_nothing(reason))
		return ST_OK;
	return error_set(d->e, ST_REFUSED,
	    "%s голосует по этому пункту со своего места; изменить такой голос можно только с "
	    "причиной: она останется в журнале",
	    m->name);
}

/* May the vote become another: of the own application there is none, a recusal is lifted by who
 * leads alone. */
static enum status
require_change(struct council_txn *d, const struct meeting_item *item, size_t member,
    uint8_t stored, const struct vote_wish *wish)
{
	const struct meeting_member *m = &d->sitting.members[member];

	if (stored != wish->instead_of)
		return refuse_second(d, member, stored);
	if (item->ballots[member].is_applicant && wish->vote != VOTE_RECUSED && wish->vote != 0)
		return error_set(d->e, ST_REFUSED,
		    "%s не голосует: своё заявление (статьи 10 и 11 Федерального закона "
		    "№ 273-ФЗ); запишите отвод",
		    m->name);
	if (stored == VOTE_RECUSED)
		return error_set(d->e, ST_REFUSED,
		    "у %s отвод по этому пункту; снять его может только ведущий заседание, с "
		    "причиной: она войдёт в протокол",
		    m->name);
	if (wish->vote != 0 && wish->vote != VOTE_RECUSED &&
	    council_txn_require_quorum(d, item) != ST_OK)
		return ST_REFUSED;
	return require_reason(d, item, member, stored, wish->reason);
}

static enum status
plan_vote(struct council_txn *d)
{
	const struct vote_wish *wish = d->wish;
	struct meeting_item *item;
	uint8_t stored;
	size_t member;
	enum status st = require_ballot(d, wish->item, wish->person, &item, &member);

	if (st == ST_OK)
		st = require_voting(d, item, wish->vote);
	if (st != ST_OK)
		return st;
	stored = stored_vote(d, item, wish->person);
	if (stored == wish->vote)
		return ST_OK;
	st = require_change(d, item, member, stored, wish);
	if (st == ST_OK)
		st = put_vote(d, item, member, wish);
	if (st != ST_OK)
		return st;
	tell_journal(d, item, member, stored, wish);
	if (wish->vote != VOTE_RECUSED)
		return ST_OK;
	return put_recusal(d, item, wish->person, RECUSAL_TAKEN, wish->reason);
}

static enum status
do_vote(struct session *s, uint64_t meeting, const struct vote_wish *wish, struct error *e)
{
	return council_txn_do(s,
	    &(struct council_txn_terms){
		.operation = wish->vote == VOTE_RECUSED ? OPERATION_RECUSAL : OPERATION_VOTE,
		.reason = "",
		.item = wish->item,
		.permit = PERMIT_VOTE,
		.meeting = meeting,
		.plan = plan_vote,
		.wish = wish},
	    NULL, e);
}

enum status
council_vote(struct session *s, uint64_t meeting, uint64_t item, uint64_t person, uint8_t vote,
    uint8_t instead_of, struct error *e)
{
	if (vote > VOTE_RECUSED)
		return error_set(
		    e, ST_INVALID, "такого голоса нет; бывают за, против, воздержался, отвод");
	return do_vote(s, meeting,
	    &(struct vote_wish){.item = item,
		.person = person,
		.vote = vote,
		.instead_of = instead_of,
		.reason = ""},
	    e);
}

enum status
council_change_vote(struct session *s, uint64_t meeting, uint64_t item, uint64_t person,
    uint8_t vote, uint8_t instead_of, const char *reason, struct error *e)
{
	if (utf8_says_nothing(reason))
		return error_set(e, ST_INVALID, "напишите, почему голос меняется");
	return do_vote(s, meeting,
	    &(struct vote_wish){.item = item,
		.person = person,
		.vote = vote,
		.instead_of = instead_of,
		.reason = reason},
	    e);
}

/* Everybody who can still vote. */
static enum status
plan_rest(struct council_txn *d)
{
	const struct council_meeting *s = &d->sitting;
	struct meeting_item *item = NULL;
	enum status st = council_txn_require_started(d);

	if (st == ST_OK)
		st = council_txn_item(d, *(const uint64_t *)d->wish, &item);
	if (st == ST_OK)
		st = council_txn_require_undecided(d, item);
	if (st == ST_OK)
		st = require_voting(d, item, VOTE_FOR);
	if (st == ST_OK)
		st = council_txn_require_quorum(d, item);
	for (size_t i = 0; i < s->nmembers && st == ST_OK; i++) {
		const struct meeting_ballot *b = &item->ballots[i];
		const struct vote_wish wish = {.item = item->id,
		    .person = s->members[i].person,
		    .vote = VOTE_FOR,
		    .reason = ""};

		if (!council_meeting_awaits(b) || b->recusal == RECUSAL_IS_PROPOSED)
			continue;
		st = put_vote(d, item, i, &wish);
		d->result++;
	}
	return st;
}

enum status
council_vote_rest(
    struct session *s, uint64_t meeting, uint64_t item, size_t *voted, struct error *e)
{
	uint64_t done = 0;
	enum status st = council_txn_do(s,
	    &(struct council_txn_terms){.operation = OPERATION_VOTE,
		.reason = "остальные — за",
		.item = item,
		.permit = PERMIT_COUNCIL,
		.meeting = meeting,
		.plan = plan_rest,
		.wish = &item},
	    &done, e);

	*voted = (size_t)done;
	return st;
}

enum status
council_recuse(struct session *s, uint64_t meeting, uint64_t item, uint64_t person,
    uint8_t instead_of, const char *reason, struct error *e)
{
	return do_vote(s, meeting,
	    &(struct vote_wish){.item = item,
		.person = person,
		.vote = VOTE_RECUSED,
		.instead_of = instead_of,
		.reason = reason},
	    e);
}

static enum status
plan_dismissal(struct council_txn *d)
{
	const struct vote_wish *wish = d->wish;
	struct meeting_item *item;
	uint8_t stored;
	size_t member;
	enum status st = require_ballot(d, wish->item, wish->person, &item, &member);

	if (st == ST_OK)
		st = require_voting(d, item, 0);
	if (st == ST_OK && utf8_says_nothing(wish->reason))
		st = error_set(
		    d->e, ST_INVALID, "отвод отклоняют с причиной: напишите, почему он не нужен");
	if (st != ST_OK)
		return st;
	if (item->ballots[member].is_applicant)
		return error_set(d->e, ST_REFUSED,
		    "отвод по своему заявлению не отклоняют (статьи 10 и 11 Федерального закона "
		    "№ 273-ФЗ)");
	stored = stored_vote(d, item, wish->person);
	if (stored != wish->instead_of)
		return refuse_second(d, member, stored);
	if (stored == VOTE_RECUSED)
		st = put_vote(d, item, member, wish);
	return st != ST_OK ? st
			   : put_recusal(d, item, wish->person, RECUSAL_DISMISSED, wish->reason);
}

enum status
council_dismiss_recusal(struct session *s, uint64_t meeting, uint64_t item, uint64_t person,
    uint8_t instead_of, const char *reason, struct error *e)
{
	struct vote_wish wish = {
	    .item = item, .person = person, .instead_of = instead_of, .reason = reason};

	return council_txn_do(s,
	    &(struct council_txn_terms){.operation = OPERATION_RECUSAL,
		.reason = "",
		.item = item,
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
	item->count.by_totals = true;
	item->count.chair = 0;
	st = council_check_count(&item->count, d->e);
	item->result = council_judge(&d->sitting.rules, &item->count);
	return st;
}

/* Is the outcome one that has to be given reasons for? Of a topic its points say them. */
static const char *
reason_wanted(const struct meeting_item *item, uint8_t outcome)
{
	if (item->application == 0)
		return NULL;
	if (outcome == OUTCOME_REFUSE)
		return "отказ записывают с причиной";
	if (outcome == OUTCOME_ADMIT && !item->eligible)
		return "требования положения не подтверждены: решение принять записывают с "
		       "обоснованием";
	return NULL;
}

/* Only who answers for the minutes may write down another outcome than the votes give. */
static bool
answers_for_minutes(const struct council_txn *d, const struct meeting_item *item)
{
	const struct meeting *m = d->sitting.meeting;
	const char *role = d->viewer.role->id;
	uint64_t own = d->viewer.own;

	return strcmp(role, "chair") == 0 || strcmp(role, "secretary") == 0 ||
	    (own != 0 && (own == m->chair || own == item->chair || own == m->secretary));
}

static enum status
require_contrary(
    struct council_txn *d, const struct meeting_item *item, const struct council_decision *wish)
{
	struct buf votes = {0};
	enum status st = ST_OK;

	council_put_votes(&votes, &item->count);
	if (!wish->contrary)
		st = error_set(d->e, ST_REFUSED,
		    "по пункту %lld решение «%s» — вопреки голосам (%s); его записывают отдельно, "
		    "с причиной",
		    (long long)item->position, council_outcome_word(wish->outcome),
		    buf_text(&votes));
	else if (!answers_for_minutes(d, item))
		st = error_set(d->e, ST_DENIED,
		    "вопреки голосам (%s) решение записывает только председатель или секретарь "
		    "заседания",
		    buf_text(&votes));
	else if (utf8_says_nothing(wish->reason))
		st = error_set(d->e, ST_INVALID,
		    "решение вопреки голосам (%s) записывают с причиной: она войдёт в протокол",
		    buf_text(&votes));
	buf_free(&votes);
	return st;
}

static enum status
require_founded(struct council_txn *d, const struct meeting_item *item)
{
	if (council_txn_require_quorum(d, item) != ST_OK)
		return ST_REFUSED;
	if (item->result.ground == COUNCIL_NOBODY_VOTED)
		return error_set(d->e, ST_REFUSED,
		    "по пункту %lld никто не голосовал; без голосов его можно только отложить",
		    (long long)item->position);
	return error_set(d->e, ST_REFUSED,
	    "по пункту %lld проголосовали %zu, а правила города требуют для решения %lld",
	    (long long)item->position, item->cast,
	    (long long)council_quorum(&d->sitting.rules, &item->count).needed);
}

static enum status
require_decidable(
    struct council_txn *d, const struct meeting_item *item, const struct council_decision *wish)
{
	const char *wanted = reason_wanted(item, wish->outcome);

	switch (council_accord(&d->sitting.rules, &item->count, wish->outcome)) {
	case COUNCIL_UNFOUNDED:
		return require_founded(d, item);
	case COUNCIL_CONTRARY:
		return require_contrary(d, item, wish);
	case COUNCIL_FOLLOWS:
		break;
	}
	if (wanted != NULL && utf8_says_nothing(wish->reason))
		return error_set(d->e, ST_INVALID, "%s", wanted);
	return ST_OK;
}

/* The first undecided item behind this one, else the first of all; this one when all are. */
static struct meeting_item *
next_item(const struct council_meeting *s, struct meeting_item *item)
{
	struct meeting_item *end = s->items + s->nitems;

	for (struct meeting_item *i = item + 1; i < end; i++)
		if (i->outcome == 0)
			return i;
	for (struct meeting_item *i = s->items; i < item; i++)
		if (i->outcome == 0)
			return i;
	return item;
}

static enum status
plan_decision(struct council_txn *d)
{
	const struct council_decision *wish = d->wish;
	struct meeting_item *item;
	enum status st = council_txn_require_started(d);

	if (st == ST_OK)
		st = council_txn_item(d, wish->item, &item);
	if (st != ST_OK)
		return st;
	if (item->outcome != 0)
		return error_set(d->e, ST_CONFLICT,
		    "по пункту %lld уже решено: %s; чтобы решить иначе, сначала отмените решение",
		    (long long)item->position, council_outcome_word(item->outcome));
	st = council_txn_require_seen(d, item, wish->seen);
	if (st == ST_OK && wish->totals != NULL)
		st = take_totals(d, item, wish->totals);
	if (st == ST_OK)
		st = require_decidable(d, item, wish);
	if (st == ST_OK)
		st = council_txn_put_decision(
		    d, item, wish->outcome, wish->reason, wish->text != NULL ? wish->text : "");
	if (st != ST_OK)
		return st;
	if (item->voting == VOTING_OPEN)
		council_openings_end(d, item);
	if (wish->move)
		council_openings_turn(d, next_item(&d->sitting, item));
	return ST_OK;
}

enum status
council_decide(
    struct session *s, uint64_t meeting, const struct council_decision *decision, struct error *e)
{
	bool topic = (decision->item & ITEM_TOPIC) != 0;

	if (decision->outcome < OUTCOME_ADMIT ||
	    decision->outcome > (topic ? OUTCOME_NOTED : OUTCOME_POSTPONE))
		return error_set(
		    e, ST_INVALID, "такого решения нет; бывают принять, отклонить, отложить");
	return council_txn_do(s,
	    &(struct council_txn_terms){.operation = OPERATION_DECISION,
		.reason = "",
		.item = decision->item,
		.permit = PERMIT_COUNCIL,
		.meeting = meeting,
		.plan = plan_decision,
		.wish = decision},
	    NULL, e);
}
