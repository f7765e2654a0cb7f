/* SPDX-License-Identifier: MIT
 * rules_council.c - a decision of the council held against the votes it was taken by.
 */
#include <string.h>

#include "db/record/account.h"
#include "db/record/records.h"
#include "rules/council.h"
#include "service/guard/record_rules_parts.h"

/* What a decision, on an application or on a topic, rests on. */
struct basis {
	const struct record *decision;
	uint64_t meeting, application;
	const char *topic;
	struct told_votes {
		int64_t votes_for, against, abstained; /* NUMBER_NONE: nothing is told */
	} told;
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

static uint64_t
member_of(const struct record *r)
{
	return record_ref(r, field_find(r->kind, "member"));
}

/* Who has voted was there. */
static void
add_vote(struct basis *b, const struct record *r)
{
	uint64_t member = member_of(r);
	uint8_t vote = record_choice(r, field_find(r->kind, "vote"));

	note(&b->present, member);
	if (vote == VOTE_RECUSED) {
		note(&b->recused, member);
		return;
	}
	b->named++;
	b->count.votes_for += vote == VOTE_FOR;
	b->count.against += vote == VOTE_AGAINST;
	b->count.abstained += vote == VOTE_ABSTAINED;
	if (member == b->chair)
		b->count.chair = vote;
}

static void
add_recusal(struct basis *b, const struct record *r)
{
	const struct recusal *one = (const struct recusal *)r;

	if (one->state == RECUSAL_TAKEN && idset_has(&b->present, one->member))
		note(&b->recused, one->member);
}

/* Of the decision's meeting and, where records of the kind are about an item, of its item. */
static bool
is_of(const struct basis *b, const struct record *r)
{
	const struct field *application = field_find(r->kind, "application"),
			   *topic = field_find(r->kind, "topic");

	return record_ref(r, field_find(r->kind, "meeting")) == b->meeting &&
	    (application == NULL || record_ref(r, application) == b->application) &&
	    (topic == NULL || strcmp(record_text(r, topic), b->topic) == 0);
}

/* An application is looked up by what refers to it, a topic among all of its meeting. */
static void
add_each(struct asking *a, struct basis *b, enum kind kind, basis_fn *add)
{
	const struct field *application = field_find(kind, "application");
	bool narrow = application != NULL && b->application != 0;
	struct record *r = record_new(kind);
	struct walk *w =
	    walk_referring(a->view.txn, kind, narrow ? application : field_find(kind, "meeting"),
		narrow ? b->application : b->meeting);
	uint64_t id;

	while (walk_next(w, &id)) {
		if (!records_get(a->view.txn, id, r) || !is_of(b, r))
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
	struct council_count *c = &b->count;

	c->recused = (int64_t)b->recused.count;
	c->present = (int64_t)b->present.count;
	if (b->named > 0 || b->told.votes_for == NUMBER_NONE)
		return;
	c->by_totals = true;
	c->votes_for = b->told.votes_for;
	c->against = b->told.against;
	c->abstained = b->told.abstained;
	if (c->unattended)
		c->present = c->recused + council_cast(c);
}

static int64_t
number_or_0(const struct record *r, const char *field)
{
	int64_t n = record_number(r, field_find(r->kind, field));

	return n == NUMBER_NONE ? 0 : n;
}

/* What a record of a meeting is about, and nothing more. */
static struct basis
subject_of(const struct record *r)
{
	const struct field *application = field_find(r->kind, "application"),
			   *topic = field_find(r->kind, "topic");

	return (struct basis){.meeting = record_ref(r, field_find(r->kind, "meeting")),
	    .application = application != NULL ? record_ref(r, application) : 0,
	    .topic = topic != NULL ? record_text(r, topic) : "",
	    .position = NUMBER_NONE};
}

static struct basis
basis_of(const struct record *d)
{
	struct basis b = subject_of(d);

	b.decision = d;
	b.told.votes_for = record_number(d, field_find(d->kind, "votes_for"));
	b.told.against = number_or_0(d, "votes_against");
	b.told.abstained = number_or_0(d, "abstained");
	return b;
}

static bool
gather(struct asking *a, const struct record *d, struct basis *b)
{
	struct meeting *m = (struct meeting *)record_new(KIND_MEETINGS);
	bool found;

	*b = basis_of(d);
	found = records_get(a->view.txn, b->meeting, &m->base);
	b->chair = m->chair;
	b->count =
	    (struct council_count){.seats = m->seats, .quorum = m->quorum, .unattended = true};
	if (found && is_touched(a, &m->base))
		b->touched = record_dup(&m->base);
	record_free(&m->base);
	if (!found)
		return false;
	add_each(a, b, KIND_AGENDA, add_agenda);
	add_each(a, b, KIND_ACTING_CHAIRS, add_chair);
	add_each(a, b, KIND_ATTENDANCE, add_attendance);
	add_each(a, b, b->application != 0 ? KIND_VOTES : KIND_TOPIC_VOTES, add_vote);
	if (b->application != 0)
		add_each(a, b, KIND_RECUSALS, add_recusal);
	settle(b);
	return true;
}

static enum status
check_numbers(const struct basis *b, struct error *e)
{
	const struct told_votes *told = &b->told;
	const struct council_count *c = &b->count;

	if (told->votes_for == NUMBER_NONE ||
	    (c->votes_for == told->votes_for && c->against == told->against &&
		c->abstained == told->abstained))
		return ST_OK;
	return error_set(e, ST_INVALID,
	    "в решении за %lld, против %lld, воздержались %lld, а поимённо голосовали иначе: %lld, "
	    "%lld, %lld",
	    (long long)told->votes_for, (long long)told->against, (long long)told->abstained,
	    (long long)c->votes_for, (long long)c->against, (long long)c->abstained);
}

/* Of a topic of an imported meeting it need not be known how it was voted on. */
static bool
is_untold(const struct basis *b)
{
	return b->count.unattended && b->named == 0 && b->told.votes_for == NUMBER_NONE;
}

/* ST_INVALID with a sentence: the decision is not what its votes give, and nobody says why. */
static enum status
judge(struct asking *a, const struct record *d, struct record **touched, struct error *e)
{
	bool reasoned = record_text(d, field_find(d->kind, "reason"))[0] != '\0';
	struct basis b = {0};
	enum status st = ST_OK;

	if (gather(a, d, &b) && !is_untold(&b)) {
		st = b.named > 0 ? check_numbers(&b, e) : ST_OK;
		if (st == ST_OK)
			st = council_check_decision(profile_council(a->view.session->profile),
			    &b.count, record_choice(d, field_find(d->kind, "outcome")), reasoned,
			    e);
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
check_one(struct asking *a, const struct record *d)
{
	struct error e = {0};
	struct record *touched = NULL;
	const struct record *told = d;

	if (judge(a, d, &touched, &e) != ST_OK) {
		if (!is_touched(a, told) && touched != NULL)
			told = touched;
		rule_broken(a, told, told == d ? "outcome" : entity_of(told->kind)->fields[0].id,
		    "%s", e.text);
	}
	record_free(touched);
}

/* The newest cast of the vote but one that the change brings without a reason; false: it is not
 * known how it came to stand. */
static bool
newest_cast(struct asking *a, const struct record *vote, struct vote_cast *out)
{
	const struct basis b = subject_of(vote);
	bool topic = b.application == 0;
	size_t count;
	struct record **casts = rules_referring(a, KIND_VOTE_CASTS,
	    topic ? "meeting" : "application", topic ? b.meeting : b.application, &count);
	int64_t newest = 0;

	for (size_t i = 0; i < count; i++) {
		const struct vote_cast *c = (const struct vote_cast *)casts[i];

		if (!is_of(&b, casts[i]) || c->member != member_of(vote) || c->number <= newest ||
		    (c->reason[0] == '\0' && is_touched(a, casts[i])))
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

	return account_get(a->view.txn, name, &account) &&
	    account_person(a->view.txn, &account) == person;
}

/* What its owner has cast another changes at the meeting alone, where a reason is asked for and
 * kept; a cast that comes in the same change has it. */
static void
check_owner(struct asking *a, const struct record *v)
{
	struct vote_cast *cast = (struct vote_cast *)record_new(KIND_VOTE_CASTS);
	const struct session *s = a->rules->session;

	if (a->rules->door == RULES_HAND && newest_cast(a, v, cast) &&
	    !is_touched(a, &cast->base) &&
	    cast->vote != record_choice(v, field_find(v->kind, "vote")) &&
	    strcmp(cast->account, s->account.name) != 0 &&
	    is_account_of(a, cast->account, member_of(v)))
		rule_broken(a, v, "vote",
		    "этот голос член совета подал сам; его меняют на экране заседания, с причиной");
	record_free(&cast->base);
}

static void
check_topic_votes(struct asking *a, uint64_t meeting)
{
	size_t count;
	struct record **votes = rules_referring(a, KIND_TOPIC_VOTES, "meeting", meeting, &count);

	for (size_t i = 0; i < count; i++)
		if (is_touched(a, votes[i]))
			check_owner(a, votes[i]);
	rules_records_free(votes, count);
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
			check_owner(a, votes[i]);
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
check_each(struct asking *a, enum kind kind, const char *by, uint64_t id, bool but_of_meetings)
{
	const struct field *meeting = field_find(kind, "meeting");
	size_t count;
	struct record **all = rules_referring(a, kind, by, id, &count);

	for (size_t i = 0; i < count; i++)
		if (!but_of_meetings ||
		    !idset_has(&a->circles[CIRCLE_MEETING], record_ref(all[i], meeting)))
			check_one(a, all[i]);
	rules_records_free(all, count);
}

void
rules_of_meeting(struct asking *a, uint64_t meeting)
{
	check_topic_votes(a, meeting);
	check_each(a, KIND_DECISIONS, "meeting", meeting, false);
	check_each(a, KIND_TOPIC_DECISIONS, "meeting", meeting, false);
}

void
rules_of_application(struct asking *a, uint64_t application)
{
	check_votes(a, application);
	check_each(a, KIND_DECISIONS, "application", application, true);
}

void
rules_doubt_decision(struct asking *a, const struct record *r)
{
	struct error e = {0};

	if (a->told != NULL && judge(a, r, NULL, &e) != ST_OK)
		rule_doubted(a, DOUBT_DECISION, r, "outcome", "%s", e.text);
}
