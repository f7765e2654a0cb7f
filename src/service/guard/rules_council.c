/* SPDX-License-Identifier: MIT
 * rules_council.c - a decision of the council held against the votes it was taken by.
 */
#include <string.h>

#include "db/record/account.h"
#include "db/record/records.h"
#include "rules/council.h"
#include "service/guard/record_rules_parts.h"

/* What a decision rests on, besides its own numbers. */
struct basis {
	const struct decision *decision;
	int64_t position; /* of its item; NUMBER_NONE: it has none */
	struct council_count count;
	struct idset present, recused;
	int64_t named;          /* votes by name, recusals not counted */
	uint64_t chair;         /* who leads at the item */
	int64_t leads;          /* since which */
	struct record *touched; /* a copy of one of the change's that the decision rests on; NULL */
};

typedef void basis_fn(struct basis *b, const struct record *r);

static void
note(struct idset *set, uint64_t person)
{
	if (person != 0)
		idset_add(set, person);
}

static void
add_agenda(struct basis *b, const struct record *r)
{
	b->position = ((const struct agenda_item *)r)->position;
}

/* Somebody leads in the chair's place from an item on, until another one does. */
static void
add_chair(struct basis *b, const struct record *r)
{
	const struct acting_chair *a = (const struct acting_chair *)r;

	if (b->position == NUMBER_NONE || a->position > b->position || a->position < b->leads)
		return;
	b->leads = a->position;
	b->chair = a->person;
}

static void
add_attendance(struct basis *b, const struct record *r)
{
	const struct attendance *a = (const struct attendance *)r;

	b->count.unattended = false;
	if (b->position != NUMBER_NONE && a->from_item <= b->position &&
	    (a->until_item == NUMBER_NONE || a->until_item >= b->position))
		note(&b->present, a->person);
}

/* Who has voted was there. */
static void
add_vote(struct basis *b, const struct record *r)
{
	const struct vote *v = (const struct vote *)r;

	note(&b->present, v->member);
	if (v->vote == VOTE_RECUSED) {
		note(&b->recused, v->member);
		return;
	}
	b->named++;
	b->count.votes_for += v->vote == VOTE_FOR;
	b->count.against += v->vote == VOTE_AGAINST;
	b->count.abstained += v->vote == VOTE_ABSTAINED;
	if (v->member == b->chair)
		b->count.chair = v->vote;
}

static void
add_recusal(struct basis *b, const struct record *r)
{
	const struct recusal *one = (const struct recusal *)r;

	if (one->state == RECUSAL_TAKEN && idset_has(&b->present, one->member))
		note(&b->recused, one->member);
}

static void
add_each(struct asking *a, struct basis *b, enum kind kind, const char *by, basis_fn *add)
{
	const struct field *meeting = field_find(kind, "meeting"),
			   *application = field_find(kind, "application");
	struct record *r = record_new(kind);
	struct walk *w = walk_referring(a->view.txn, kind, field_find(kind, by),
	    application != NULL ? b->decision->application : b->decision->meeting);
	uint64_t id;

	while (walk_next(w, &id)) {
		if (!records_get(a->view.txn, id, r) ||
		    record_ref(r, meeting) != b->decision->meeting)
			continue;
		add(b, r);
		if (b->touched == NULL && is_touched(a, r))
			b->touched = record_dup(r);
	}
	walk_close(w);
	record_free(r);
}

/* Names tell more than numbers; without any the numbers are all there is. */
static void
settle(struct basis *b)
{
	const struct decision *d = b->decision;
	struct council_count *c = &b->count;

	c->recused = (int64_t)b->recused.count;
	c->present = (int64_t)b->present.count;
	if (b->named > 0)
		return;
	c->by_totals = true;
	c->votes_for = d->votes_for;
	c->against = d->votes_against;
	c->abstained = d->abstained;
	if (c->unattended)
		c->present = c->recused + c->votes_for + c->against + c->abstained;
}

static bool
gather(struct asking *a, const struct decision *d, struct basis *b)
{
	struct meeting *m = (struct meeting *)record_new(KIND_MEETINGS);
	bool found = records_get(a->view.txn, d->meeting, &m->base);

	*b = (struct basis){.decision = d,
	    .position = NUMBER_NONE,
	    .chair = m->chair,
	    .count = {.seats = m->seats, .quorum = m->quorum, .unattended = true}};
	if (found && is_touched(a, &m->base))
		b->touched = record_dup(&m->base);
	record_free(&m->base);
	if (!found)
		return false;
	add_each(a, b, KIND_AGENDA, "application", add_agenda);
	add_each(a, b, KIND_ACTING_CHAIRS, "meeting", add_chair);
	add_each(a, b, KIND_ATTENDANCE, "meeting", add_attendance);
	add_each(a, b, KIND_VOTES, "application", add_vote);
	add_each(a, b, KIND_RECUSALS, "application", add_recusal);
	settle(b);
	return true;
}

static enum status
check_numbers(const struct basis *b, struct error *e)
{
	const struct decision *d = b->decision;
	const struct council_count *c = &b->count;

	if (c->votes_for == d->votes_for && c->against == d->votes_against &&
	    c->abstained == d->abstained)
		return ST_OK;
	return error_set(e, ST_INVALID,
	    "в решении за %lld, против %lld, воздержались %lld, а поимённо голосовали иначе: %lld, "
	    "%lld, %lld",
	    (long long)d->votes_for, (long long)d->votes_against, (long long)d->abstained,
	    (long long)c->votes_for, (long long)c->against, (long long)c->abstained);
}

/* ST_INVALID with a sentence: the decision is not what its votes give, and nobody says why. */
static enum status
judge(struct asking *a, const struct decision *d, struct record **touched, struct error *e)
{
	struct basis b = {0};
	enum status st = ST_OK;

	if (gather(a, d, &b)) {
		st = b.named > 0 ? check_numbers(&b, e) : ST_OK;
		if (st == ST_OK)
			st = council_check_decision(profile_council(a->view.session->profile),
			    &b.count, d->outcome, d->reason[0] != '\0', e);
	}
	idset_free(&b.present);
	idset_free(&b.recused);
	if (touched != NULL)
		*touched = b.touched;
	else
		record_free(b.touched);
	return st;
}

static void
check_one(struct asking *a, const struct decision *d)
{
	struct error e = {0};
	struct record *touched = NULL;
	const struct record *told = &d->base;

	if (judge(a, d, &touched, &e) != ST_OK) {
		if (!is_touched(a, told) && touched != NULL)
			told = touched;
		rule_broken(a, told,
		    told == &d->base ? "outcome" : entity_of(told->kind)->fields[0].id, "%s",
		    e.text);
	}
	record_free(touched);
}

/* The newest cast of the vote; false: it is not known how it came to stand. */
static bool
newest_cast(struct asking *a, const struct vote *v, struct vote_cast *out)
{
	size_t count;
	struct record **casts =
	    rules_referring(a, KIND_VOTE_CASTS, "application", v->application, &count);
	int64_t newest = 0;

	for (size_t i = 0; i < count; i++) {
		const struct vote_cast *c = (const struct vote_cast *)casts[i];

		if (c->meeting != v->meeting || c->member != v->member || c->number <= newest)
			continue;
		newest = c->number;
		records_get(a->view.txn, casts[i]->id, &out->base);
	}
	rules_records_free(casts, count);
	return newest > 0;
}

static bool
is_account_of(struct asking *a, const char *name, uint64_t person)
{
	struct account account;

	return account_get(a->view.txn, name, &account) && account.person[0] != '\0' &&
	    records_find(a->view.txn, KIND_PEOPLE, slice_of(account.person)) == person;
}

/* What its owner has cast another changes at the meeting alone, where a reason is asked for and
 * kept; a cast that comes in the same change has it. */
static void
check_owner(struct asking *a, const struct vote *v)
{
	struct vote_cast *cast = (struct vote_cast *)record_new(KIND_VOTE_CASTS);
	const struct session *s = a->rules->session;

	if (a->rules->door == RULES_HAND && newest_cast(a, v, cast) &&
	    !is_touched(a, &cast->base) && cast->vote != v->vote &&
	    strcmp(cast->account, s->account.name) != 0 &&
	    is_account_of(a, cast->account, v->member))
		rule_broken(a, &v->base, "vote",
		    "этот голос член совета подал сам; его меняют на экране заседания, с причиной");
	record_free(&cast->base);
}

/* Nobody votes on the own application. */
static void
check_votes(struct asking *a, uint64_t application)
{
	struct application *one = (struct application *)record_new(KIND_APPLICATIONS);
	size_t count;
	struct record **votes = rules_referring(a, KIND_VOTES, "application", application, &count);

	if (!records_get(a->view.txn, application, &one->base))
		one->person = 0;
	for (size_t i = 0; i < count; i++) {
		const struct vote *v = (const struct vote *)votes[i];

		if (is_touched(a, votes[i]))
			check_owner(a, v);
		if (one->person != 0 && v->member == one->person && v->vote != VOTE_RECUSED &&
		    is_touched(a, votes[i]))
			rule_broken(a, votes[i], "vote",
			    "о своём заявлении не голосуют (статьи 10 и 11 Федерального закона № "
			    "273-ФЗ): это отвод");
	}
	rules_records_free(votes, count);
	record_free(&one->base);
}

static void
check_each(struct asking *a, const char *by, uint64_t id, bool but_of_meetings)
{
	size_t count;
	struct record **all = rules_referring(a, KIND_DECISIONS, by, id, &count);

	for (size_t i = 0; i < count; i++) {
		const struct decision *d = (const struct decision *)all[i];

		if (!but_of_meetings || !idset_has(&a->circles[CIRCLE_MEETING], d->meeting))
			check_one(a, d);
	}
	rules_records_free(all, count);
}

void
rules_of_meeting(struct asking *a, uint64_t meeting)
{
	check_each(a, "meeting", meeting, false);
}

void
rules_of_application(struct asking *a, uint64_t application)
{
	check_votes(a, application);
	check_each(a, "application", application, true);
}

void
rules_doubt_decision(struct asking *a, const struct record *r)
{
	struct error e = {0};

	if (a->told != NULL && judge(a, (const struct decision *)r, NULL, &e) != ST_OK)
		rule_doubted(a, DOUBT_DECISION, r, "outcome", "%s", e.text);
}
