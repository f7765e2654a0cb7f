/* SPDX-License-Identifier: MIT
 * council_casts.c - votes as they were cast, changed and taken back.
 */
#include "service/council/council_casts.h"

#include <string.h>

static struct vote_cast *
cast_of(struct council_txn *d, const struct meeting_item *item, size_t member, size_t number)
{
	struct vote_cast *cast = (struct vote_cast *)record_new(KIND_VOTE_CASTS);

	council_txn_refer(d, &cast->base, item, d->sitting.members[member].person);
	cast->number = (int64_t)number;
	council_txn_find(d, &cast->base);
	return cast;
}

enum status
council_casts_put(struct council_txn *d, const struct meeting_item *item, size_t member,
    uint8_t vote, const char *reason)
{
	struct vote_cast *cast = cast_of(d, item, member, item->ballots[member].casts + 1);
	const char *account = d->view.session->account.name;
	enum status st;

	cast->vote = vote;
	record_set_text(
	    &cast->base, field_find(KIND_VOTE_CASTS, "account"), account, strlen(account));
	council_txn_set_moment(&cast->base, "at");
	st = council_txn_set_text(d, &cast->base, "reason", reason);
	if (st == ST_OK)
		change_put(d->change, &cast->base);
	record_free(&cast->base);
	return st;
}

/* The stored record of a kind about the member at the item: its stamp; 0: there is none. */
static uint64_t
stamp_of(struct council_txn *d, enum kind kind, const struct meeting_item *item, size_t member)
{
	struct record *r = council_txn_record(d, kind, item, d->sitting.members[member].person);
	uint64_t stamp = r->id != 0 ? r->stamp : 0;

	record_free(r);
	return stamp;
}

/* The member has cast it, and is not who is at work here. */
static bool
is_another_s(const struct council_txn *d, const struct meeting_item *item, size_t member)
{
	return item->ballots[member].by_owner && d->viewer.own != d->sitting.members[member].person;
}

/* When something was last written about the member's vote; 0: never, or by the member. */
static uint64_t
written(struct council_txn *d, const struct meeting_item *item, size_t member)
{
	const struct meeting_ballot *b = &item->ballots[member];
	uint64_t vote, recusal;

	if (is_another_s(d, item, member))
		return 0;
	vote = b->casts > 0 ? b->cast_stamp : stamp_of(d, meeting_item_votes(item), item, member);
	recusal = stamp_of(d, KIND_RECUSALS, item, member);
	return vote > recusal ? vote : recusal;
}

/* The recusal that was lifted is taken again; another that was taken or dismissed never was. */
static void
put_back_recusal(struct council_txn *d, const struct meeting_item *item, size_t member)
{
	const struct meeting_ballot *b = &item->ballots[member];
	uint64_t person = d->sitting.members[member].person;
	struct record *r;

	if (b->before != VOTE_RECUSED || b->why_taken == NULL) {
		council_txn_remove(d, KIND_RECUSALS, item, person);
		return;
	}
	r = council_txn_record(d, KIND_RECUSALS, item, person);
	((struct recusal *)r)->state = RECUSAL_TAKEN;
	record_set_text(r, field_find(KIND_RECUSALS, "reason"), b->why_taken, strlen(b->why_taken));
	council_txn_put(d, r);
}

static void
put_back_vote(struct council_txn *d, const struct meeting_item *item, size_t member)
{
	const struct meeting_ballot *b = &item->ballots[member];
	uint64_t person = d->sitting.members[member].person;
	struct vote_cast *cast;
	struct record *r;

	if (b->casts > 0) {
		cast = cast_of(d, item, member, b->casts);
		change_remove(d->change, KIND_VOTE_CASTS, cast->base.id, cast->base.stamp);
		record_free(&cast->base);
	}
	if (b->before == 0) {
		council_txn_remove(d, meeting_item_votes(item), item, person);
		return;
	}
	r = council_txn_record(d, meeting_item_votes(item), item, person);
	record_set_choice(r, field_find(r->kind, "vote"), b->before);
	council_txn_put(d, r);
}

static void
put_back(struct council_txn *d, const struct meeting_item *item, size_t member, uint64_t newest)
{
	const struct meeting_ballot *b = &item->ballots[member];

	if (stamp_of(d, KIND_RECUSALS, item, member) == newest)
		put_back_recusal(d, item, member);
	if (b->casts > 0 ? b->cast_stamp == newest || b->vote == VOTE_RECUSED
			 : council_meeting_has_voted(b))
		put_back_vote(d, item, member);
}

uint64_t
council_casts_newest(struct council_txn *d, const struct meeting_item *item)
{
	uint64_t newest = 0;

	for (size_t i = 0; i < d->sitting.nmembers; i++) {
		uint64_t at = written(d, item, i);

		newest = at > newest ? at : newest;
	}
	return newest;
}

/* Only votes are left that their owners have cast. */
static enum status
refuse_others(struct council_txn *d, const struct meeting_item *item)
{
	for (size_t i = 0; i < d->sitting.nmembers; i++)
		if (is_another_s(d, item, i) && item->ballots[i].vote != 0)
			return error_set(d->e, ST_REFUSED,
			    "по пункту %lld остались голоса, которые члены совета подали сами; "
			    "такой голос меняют цифрой в его строке, с причиной",
			    (long long)item->position);
	return ST_OK;
}

enum status
council_casts_undo(struct council_txn *d, const struct meeting_item *item, bool *done)
{
	uint64_t newest = council_casts_newest(d, item);

	*done = newest != 0;
	if (!*done)
		return refuse_others(d, item);
	for (size_t i = 0; i < d->sitting.nmembers; i++)
		if (written(d, item, i) == newest)
			put_back(d, item, i, newest);
	return ST_OK;
}
