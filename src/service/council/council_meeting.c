/* SPDX-License-Identifier: MIT
 * council_meeting.c - putting a meeting together from its records.
 */
#include "service/council/council_meeting.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/compare.h"
#include "base/date.h"
#include "db/record/account.h"
#include "db/record/records.h"
#include "rules/kinship.h"
#include "service/core/modules.h"
#include "service/core/naming.h"
#include "service/council/council_loading.h"

void
council_loading_read(struct council_loading *l, enum kind kind, struct council_rows *rows)
{
	council_rows_read(l->txn, kind, l->sitting->meeting->base.id, rows);
}

static uint64_t
member_of(const struct record *r)
{
	return record_ref(r, field_find(r->kind, "member"));
}

static uint8_t
vote_of(const struct record *r)
{
	return record_choice(r, field_find(r->kind, "vote"));
}

/* Members. */

static void
add_member(struct council_loading *l, uint64_t person, uint8_t duty)
{
	struct council_meeting *s = l->sitting;
	struct person *p;
	struct buf text = {0};
	struct meeting_member *m;
	size_t at = council_meeting_member(s, person);

	if (at < s->nmembers && duty != 0 && duty < s->members[at].duty)
		s->members[at].duty = duty; /* of two seats the higher one */
	if (person == 0 || at < s->nmembers)
		return;
	ARRAY_ROOM(s->members, s->nmembers, l->members_size);
	m = &s->members[s->nmembers++];
	*m = (struct meeting_member){.person = person,
	    .duty = duty,
	    .chairs = person == s->meeting->chair,
	    .keeps_minutes = person == s->meeting->secretary};
	p = (struct person *)record_new(KIND_PEOPLE);
	if (records_get(l->txn, person, &p->base))
		m->organisation = p->organisation;
	m->surname = arena_strdup(&s->arena, p->surname);
	register_put_name_of(l->view, &p->base, &text);
	m->full_name = council_loading_keep(l, &text);
	register_put_short_name(l->txn, KIND_PEOPLE, person, &text);
	m->name = council_loading_keep(l, &text);
	register_put_short_name(l->txn, KIND_ORGANISATIONS, m->organisation, &text);
	m->workplace = council_loading_keep(l, &text);
	buf_free(&text);
	record_free(&p->base);
}

/* Who has a seat on the day of the meeting. */
static void
add_council(struct council_loading *l)
{
	struct council_member *m = (struct council_member *)record_new(KIND_COUNCIL_MEMBERS);
	struct walk *w = walk_by_id(l->txn, KIND_COUNCIL_MEMBERS);
	int32_t day = l->sitting->meeting->date;

	while (walk_record(w, &m->base))
		if (m->from <= day && (m->to == DATE_NONE || m->to >= day))
			add_member(l, m->person, m->duty);
	walk_close(w);
	record_free(&m->base);
}

/* Who has no seat comes behind those who have. */
static int
rank_of(uint8_t duty)
{
	return (uint8_t)(duty - 1);
}

static int
compare_members(const void *left, const void *right)
{
	const struct meeting_member *a = left, *b = right;
	struct buf x = {0}, y = {0};
	int order = (int)b->chairs - (int)a->chairs;

	if (order == 0)
		order = rank_of(a->duty) - rank_of(b->duty);
	if (order == 0) {
		compare_put_order(&x, slice_of(a->full_name));
		compare_put_order(&y, slice_of(b->full_name));
		order = slice_compare(buf_slice(&x), buf_slice(&y));
	}
	buf_free(&x);
	buf_free(&y);
	return order != 0 ? order : (a->person > b->person) - (a->person < b->person);
}

static void
gather_members(struct council_loading *l)
{
	struct council_meeting *s = l->sitting;

	add_council(l);
	add_member(l, s->meeting->chair, 0);
	for (size_t i = 0; i < l->attendance.count; i++)
		add_member(l, ((const struct attendance *)l->attendance.at[i])->person, 0);
	for (size_t i = 0; i < l->votes.count; i++)
		add_member(l, member_of(l->votes.at[i]), 0);
	for (size_t i = 0; i < l->recusals.count; i++)
		add_member(l, member_of(l->recusals.at[i]), 0);
	if (s->nmembers > 0)
		qsort(s->members, s->nmembers, sizeof(*s->members), compare_members);
}

/* Ballots. */

/* The ballot a record is about. */
static struct meeting_ballot *
ballot_of(struct council_meeting *s, const struct record *r)
{
	size_t item = council_loading_item(s, r), member = council_meeting_member(s, member_of(r));

	return item < s->nitems && member < s->nmembers ? &s->items[item].ballots[member] : NULL;
}

static void
note_attendance(struct council_loading *l)
{
	struct council_meeting *s = l->sitting;

	for (size_t i = 0; i < l->attendance.count; i++) {
		const struct attendance *a = (const struct attendance *)l->attendance.at[i];
		size_t member = council_meeting_member(s, a->person);

		s->members[member].stays |= a->until_item == NUMBER_NONE;
		for (size_t k = 0; k < s->nitems; k++)
			if (a->from_item <= s->items[k].position &&
			    (a->until_item == NUMBER_NONE || a->until_item >= s->items[k].position))
				s->items[k].ballots[member].present = true;
	}
}

/* Who leads in the chair's place: from an item on, until somebody else does. */
static void
note_chairs(struct council_loading *l)
{
	struct council_meeting *s = l->sitting;
	struct council_rows rows = {.count = 0};

	council_loading_read(l, KIND_ACTING_CHAIRS, &rows);
	for (size_t k = 0; k < s->nitems; k++) {
		int64_t since = 0;

		s->items[k].chair = s->meeting->chair;
		for (size_t i = 0; i < rows.count; i++) {
			const struct acting_chair *a = (const struct acting_chair *)rows.at[i];

			if (a->position > s->items[k].position || a->position < since)
				continue;
			since = a->position;
			s->items[k].chair = a->person;
		}
	}
	council_rows_free(&rows);
}

/* Who has voted was there. */
static void
note_votes(struct council_loading *l)
{
	for (size_t i = 0; i < l->votes.count; i++) {
		struct meeting_ballot *b = ballot_of(l->sitting, l->votes.at[i]);

		if (b == NULL) /* of nobody: what a damaged row may say */
			continue;
		b->present = true;
		b->vote = vote_of(l->votes.at[i]);
		if (b->vote == VOTE_RECUSED)
			b->recusal = RECUSAL_IS_TAKEN;
	}
}

static void
note_recusals(struct council_loading *l)
{
	for (size_t i = 0; i < l->recusals.count; i++) {
		const struct recusal *r = (const struct recusal *)l->recusals.at[i];
		struct meeting_ballot *b = ballot_of(l->sitting, &r->base);

		if (b == NULL)
			continue;
		if (b->recusal == RECUSAL_NONE)
			b->recusal =
			    r->state == RECUSAL_TAKEN ? RECUSAL_IS_TAKEN : RECUSAL_IS_DISMISSED;
		b->why = arena_strdup(&l->sitting->arena, r->reason);
	}
}

/* Whose account is it? 0: nobody's of the register. */
static uint64_t
person_behind(struct council_loading *l, const char *name)
{
	struct account account;

	return account_get(l->txn, name, &account) ? account_person(l->txn, &account) : 0;
}

/* Of a topic the casts alone tell a recusal's reasons, and that one was lifted. */
static void
note_recusal_cast(struct council_loading *l, struct meeting_ballot *b, const struct vote_cast *cast)
{
	const char *reason = arena_strdup(&l->sitting->arena, cast->reason);

	if (cast->vote == VOTE_RECUSED) {
		b->why_taken = reason;
		if (b->recusal == RECUSAL_IS_TAKEN && b->why[0] == '\0')
			b->why = reason;
	} else if (b->before == VOTE_RECUSED && b->recusal == RECUSAL_NONE) {
		b->recusal = RECUSAL_IS_DISMISSED;
		b->why = reason;
	}
}

static void
note_cast(struct council_loading *l, struct meeting_ballot *b, const struct vote_cast *cast)
{
	bool own = person_behind(l, cast->account) == cast->member;

	note_recusal_cast(l, b, cast);
	if (own)
		b->changed = NULL;
	else if (b->by_owner || b->changed != NULL)
		b->changed = arena_strdup(&l->sitting->arena, cast->reason);
	b->by_owner = own;
	b->casts = (size_t)cast->number;
	b->cast_stamp = cast->base.stamp;
}

static int
compare_casts(const void *left, const void *right)
{
	const struct vote_cast *a = *(const struct vote_cast *const *)left,
			       *b = *(const struct vote_cast *const *)right;

	return (a->number > b->number) - (a->number < b->number);
}

/* A member's on an item come by number: the last of them stands. */
static void
note_casts(struct council_loading *l)
{
	const struct council_rows *casts = &l->casts;
	struct meeting_ballot *b;

	if (casts->count > 0)
		qsort(casts->at, casts->count, sizeof(*casts->at), compare_casts);
	for (size_t i = 0; i < casts->count; i++) {
		const struct vote_cast *cast = (const struct vote_cast *)casts->at[i];

		b = ballot_of(l->sitting, &cast->base);
		if (b == NULL)
			continue;
		b->before = b->latest;
		b->latest = cast->vote;
		note_cast(l, b, cast);
	}
}

/* The newest opening tells how the vote stands. */
static void
note_openings(struct council_loading *l)
{
	struct council_meeting *s = l->sitting;

	for (size_t i = 0; i < l->openings.count; i++) {
		const struct vote_opening *o = (const struct vote_opening *)l->openings.at[i];
		size_t at = council_loading_item(s, &o->base);

		if (at == s->nitems || o->number <= (int64_t)s->items[at].openings)
			continue;
		s->items[at].openings = (size_t)o->number;
		s->items[at].voting = o->closed[0] == '\0' ? VOTING_OPEN : VOTING_CLOSED;
		s->items[at].voting_stamp = o->base.stamp;
	}
}

static void
note_decisions(struct council_loading *l)
{
	uint64_t newest = 0;

	l->sitting->last = l->sitting->nitems;
	for (size_t i = 0; i < l->decisions.count; i++) {
		const struct record *d = l->decisions.at[i];
		const struct field *text = field_find(d->kind, "text");
		size_t at = council_loading_item(l->sitting, d);
		struct meeting_item *item = &l->sitting->items[at];

		if (d->stamp >= newest) {
			newest = d->stamp;
			l->sitting->last = at;
		}
		item->outcome = record_choice(d, field_find(d->kind, "outcome"));
		item->decision = d->id;
		item->decided_stamp = d->stamp;
		item->reason =
		    arena_strdup(&l->sitting->arena, record_text(d, field_find(d->kind, "reason")));
		if (text != NULL)
			item->text = arena_strdup(&l->sitting->arena, record_text(d, text));
	}
}

/* A member and a candidate who are one, of one institution, or perhaps of one family. */
static void
propose_recusals(struct council_loading *l, struct meeting_item *item)
{
	struct council_meeting *s = l->sitting;

	for (size_t i = 0; i < s->nmembers; i++) {
		const struct meeting_member *m = &s->members[i];
		struct meeting_ballot *b = &item->ballots[i];
		bool near = m->organisation != 0 && m->organisation == item->organisation;
		bool kin = is_same_family(m->surname, item->surname);

		if (b->recusal != RECUSAL_NONE || item->outcome != 0 ||
		    (!b->is_applicant && !near && !kin))
			continue;
		b->recusal = RECUSAL_IS_PROPOSED;
		b->why = b->is_applicant ? "своё заявление"
		    : near && kin ? "то же учреждение, та же фамилия"
		    : near        ? "то же учреждение"
				  : "та же фамилия";
	}
}

/* FNV-1a over what is known of every member. */
static uint64_t
roll_of(const struct council_meeting *s, const struct meeting_item *item)
{
	uint64_t roll = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < s->nmembers; i++) {
		const struct meeting_ballot *b = &item->ballots[i];
		const uint64_t parts[] = {
		    s->members[i].person, b->present, b->vote, b->recusal == RECUSAL_IS_TAKEN};

		for (size_t k = 0; k < sizeof(parts) / sizeof(parts[0]); k++)
			roll = (roll ^ parts[k]) * UINT64_C(0x100000001b3);
	}
	return roll;
}

static void
hide_ballots(struct council_loading *l, struct meeting_item *item)
{
	struct council_meeting *s = l->sitting;

	for (size_t i = 0; i < s->nmembers; i++) {
		struct meeting_ballot *b = &item->ballots[i];

		if (b->vote == 0 ||
		    visibility_of_vote(
			&l->viewer, item->outcome != 0, s->members[i].person, b->vote))
			continue;
		b->hidden = item->hidden = true;
		b->vote = 0;
	}
}

static void
count_ballots(struct council_loading *l, struct meeting_item *item)
{
	const struct council_meeting *s = l->sitting;
	struct council_count *c = &item->count;

	*c = (struct council_count){.seats = s->meeting->seats,
	    .quorum = s->meeting->quorum,
	    .acting = item->chair != s->meeting->chair,
	    .unattended = l->attendance.count == 0 && (!s->started || item->outcome != 0)};
	for (size_t i = 0; i < s->nmembers; i++) {
		const struct meeting_ballot *b = &item->ballots[i];

		c->present += b->present;
		c->recused += b->present && b->recusal == RECUSAL_IS_TAKEN;
		c->votes_for += b->vote == VOTE_FOR;
		c->against += b->vote == VOTE_AGAINST;
		c->abstained += b->vote == VOTE_ABSTAINED;
		item->cast += b->vote != 0 && b->vote != VOTE_RECUSED;
		if (s->members[i].person == item->chair)
			c->chair = b->vote;
	}
}

/* A number of votes; none is told of what was taken note of. */
static int64_t
votes_told(const struct record *decision, const char *field)
{
	int64_t n = record_number(decision, field_find(decision->kind, field));

	return n == NUMBER_NONE ? 0 : n;
}

/* What was decided with totals only; of nobody's presence known, those who voted were there. */
static void
take_totals(struct council_loading *l, struct meeting_item *item)
{
	struct council_count *c = &item->count;

	for (size_t i = 0; i < l->decisions.count && item->cast == 0; i++) {
		const struct record *d = l->decisions.at[i];
		int64_t yes = votes_told(d, "votes_for"), no = votes_told(d, "votes_against"),
			neither = votes_told(d, "abstained");

		if (!council_meeting_is_of(item, d) || yes + no + neither == 0)
			continue;
		item->totals = c->by_totals = true;
		item->secret = l->sitting->started;
		c->votes_for = yes;
		c->against = no;
		c->abstained = neither;
		if (l->attendance.count == 0)
			c->present = yes + no + neither + c->recused;
	}
}

static void
settle_item(struct council_loading *l, struct meeting_item *item)
{
	count_ballots(l, item);
	take_totals(l, item);
	item->roll = roll_of(l->sitting, item);
	hide_ballots(l, item);
	if (item->hidden) {
		item->count.votes_for = item->count.against = item->count.abstained = 0;
		item->count.chair = 0;
	}
	item->result = council_judge(&l->sitting->rules, &item->count);
	if (l->sitting->state != MEETING_CLOSED)
		propose_recusals(l, item);
}

/* The whole. */

static void
load_minutes(struct council_loading *l)
{
	struct council_rows rows = {.count = 0};
	struct council_meeting *s = l->sitting;

	council_loading_read(l, KIND_MINUTES, &rows);
	s->closed = DATE_NONE;
	if (rows.count > 0) {
		const struct minutes *m = (const struct minutes *)rows.at[0];

		s->started = true;
		s->closed = m->closed;
		s->state = m->state == MINUTES_CLOSED ? MEETING_CLOSED : MEETING_UNDER_WAY;
		l->current = m->current;
	} else if (l->votes.count + l->decisions.count > 0) {
		s->state = MEETING_UNDER_WAY;
	}
	council_rows_free(&rows);
}

static void
find_current(struct council_loading *l)
{
	struct council_meeting *s = l->sitting;

	while (s->current < s->nitems &&
	    (s->started ? s->items[s->current].position != l->current
			: s->items[s->current].outcome != 0))
		s->current++;
	if (s->current == s->nitems && s->nitems > 0)
		s->current = s->started ? 0 : s->nitems - 1;
}

static void
put_together(struct council_loading *l)
{
	struct council_meeting *s = l->sitting;

	s->rules = *profile_council(l->view->session->profile);
	council_loading_read(l, KIND_VOTES, &l->votes);
	council_loading_read(l, KIND_TOPIC_VOTES, &l->votes);
	council_loading_read(l, KIND_ATTENDANCE, &l->attendance);
	council_loading_read(l, KIND_RECUSALS, &l->recusals);
	council_loading_read(l, KIND_DECISIONS, &l->decisions);
	council_loading_read(l, KIND_TOPIC_DECISIONS, &l->decisions);
	council_loading_read(l, KIND_VOTE_CASTS, &l->casts);
	council_loading_read(l, KIND_VOTE_OPENINGS, &l->openings);
	load_minutes(l);
	gather_members(l);
	council_loading_items(l);
	note_attendance(l);
	note_chairs(l);
	note_votes(l);
	note_recusals(l);
	note_casts(l);
	note_openings(l);
	note_decisions(l);
	for (size_t i = 0; i < s->nitems; i++)
		settle_item(l, &s->items[i]);
	find_current(l);
	council_rows_free(&l->votes);
	council_rows_free(&l->attendance);
	council_rows_free(&l->recusals);
	council_rows_free(&l->decisions);
	council_rows_free(&l->casts);
	council_rows_free(&l->openings);
}

enum status
council_meeting_load(
    const struct view *v, uint64_t meeting, struct council_meeting *out, struct error *e)
{
	struct council_loading l = {.view = v, .txn = v->txn, .sitting = out};
	enum status st = view_require(v, PERMIT_READ, e);

	*out = (struct council_meeting){.meeting = (struct meeting *)record_new(KIND_MEETINGS)};
	if (st == ST_OK)
		st = module_require_kind(v->session, KIND_MEETINGS, e);
	if (st != ST_OK)
		return st;
	l.viewer = visibility_viewer(v);
	out->own = l.viewer.own;
	out->leads = l.viewer.keeps_meetings;
	if (records_get(l.txn, meeting, &out->meeting->base))
		put_together(&l);
	else
		st = error_set(e, ST_NOTFOUND, "заседания нет: его удалили");
	return view_confirm(v, st, e);
}

void
council_meeting_free(struct council_meeting *s)
{
	if (s->meeting != NULL)
		record_free(&s->meeting->base);
	free(s->members);
	free(s->items);
	arena_free(&s->arena);
	*s = (struct council_meeting){0};
}
