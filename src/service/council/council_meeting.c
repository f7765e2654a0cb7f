/* SPDX-License-Identifier: MIT
 * council_meeting.c - putting a meeting together from its records.
 */
#include "service/council/council_meeting.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/compare.h"
#include "base/date.h"
#include "base/die.h"
#include "db/record/account.h"
#include "db/record/records.h"
#include "rules/eligibility.h"
#include "rules/kinship.h"
#include "service/core/modules.h"
#include "service/core/naming.h"
#include "service/core/visibility.h"

/* A meeting being put together. */
struct loading {
	const struct view *view;
	struct txn *txn; /* the view's */
	struct council_meeting *sitting;
	struct viewer viewer;
	int64_t current; /* a position */
	size_t members_size, items_size;
	/* All records of the meeting, as they came. */
	struct record **votes, **attendance, **recusals, **decisions, **casts, **openings;
	size_t nvotes, nattendance, nrecusals, ndecisions, ncasts, nopenings;
};

static const char *
keep(struct loading *l, struct buf *text)
{
	const char *kept = arena_strndup(&l->sitting->arena, buf_text(text), text->len);

	buf_clear(text);
	return kept;
}

/* All records of the kind that belong to the meeting, by id. */
static size_t
load_of_meeting(struct loading *l, enum kind kind, struct record ***out)
{
	struct walk *w =
	    walk_referring(l->txn, kind, field_find(kind, "meeting"), l->sitting->meeting->base.id);
	size_t count = 0;
	uint64_t id;

	*out = NULL;
	while (walk_next(w, &id)) {
		struct record *r = record_new(kind);

		if (!records_get(l->txn, id, r)) {
			record_free(r);
			continue;
		}
		*out = xrealloc(*out, (count + 1) * sizeof(struct record *));
		(*out)[count++] = r;
	}
	walk_close(w);
	return count;
}

static void
free_records(struct record **records, size_t count)
{
	for (size_t i = 0; i < count; i++)
		record_free(records[i]);
	free(records);
}

/* Members. */

static void
add_member(struct loading *l, uint64_t person, uint8_t duty)
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
	m->full_name = keep(l, &text);
	register_put_short_name(l->txn, KIND_PEOPLE, person, &text);
	m->name = keep(l, &text);
	register_put_short_name(l->txn, KIND_ORGANISATIONS, m->organisation, &text);
	m->workplace = keep(l, &text);
	buf_free(&text);
	record_free(&p->base);
}

/* Who has a seat on the day of the meeting. */
static void
add_council(struct loading *l)
{
	struct council_member *m = (struct council_member *)record_new(KIND_COUNCIL_MEMBERS);
	struct walk *w = walk_by_id(l->txn, KIND_COUNCIL_MEMBERS);
	int32_t day = l->sitting->meeting->date;
	uint64_t id;

	while (walk_next(w, &id))
		if (records_get(l->txn, id, &m->base) && m->from <= day &&
		    (m->to == DATE_NONE || m->to >= day))
			add_member(l, m->person, m->duty);
	walk_close(w);
	record_free(&m->base);
}

static int
compare_members(const void *left, const void *right)
{
	const struct meeting_member *a = left, *b = right;
	struct buf x = {0}, y = {0};
	int order = (int)b->chairs - (int)a->chairs;

	if (order == 0 && a->duty != b->duty)
		order = a->duty == 0 ? 1 : b->duty == 0 ? -1 : (int)a->duty - (int)b->duty;
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
gather_members(struct loading *l)
{
	struct council_meeting *s = l->sitting;

	add_council(l);
	add_member(l, s->meeting->chair, 0);
	for (size_t i = 0; i < l->nattendance; i++)
		add_member(l, ((const struct attendance *)l->attendance[i])->person, 0);
	for (size_t i = 0; i < l->nvotes; i++)
		add_member(l, ((const struct vote *)l->votes[i])->member, 0);
	for (size_t i = 0; i < l->nrecusals; i++)
		add_member(l, ((const struct recusal *)l->recusals[i])->member, 0);
	if (s->nmembers > 0)
		qsort(s->members, s->nmembers, sizeof(*s->members), compare_members);
}

/* Items. */

static void
add_item(struct loading *l, uint64_t application, int64_t position)
{
	struct council_meeting *s = l->sitting;

	if (council_meeting_item(s, application) < s->nitems)
		return;
	ARRAY_ROOM(s->items, s->nitems, l->items_size);
	s->items[s->nitems++] =
	    (struct meeting_item){.application = application, .position = position, .reason = ""};
}

static int
compare_items(const void *left, const void *right)
{
	const struct meeting_item *a = left, *b = right;

	if (a->position != b->position)
		return a->position < b->position ? -1 : 1;
	return (a->application > b->application) - (a->application < b->application);
}

static void
gather_agenda(struct loading *l)
{
	struct record **rows;
	size_t count = load_of_meeting(l, KIND_AGENDA, &rows);

	for (size_t i = 0; i < count; i++) {
		const struct agenda_item *row = (const struct agenda_item *)rows[i];

		add_item(l, row->application, row->position);
	}
	free_records(rows, count);
	if (l->sitting->nitems > 0)
		qsort(l->sitting->items, l->sitting->nitems, sizeof(*l->sitting->items),
		    compare_items);
}

/* What was voted or decided on without an agenda comes behind it, in the order of ids: the order of
 * the table it came in. */
static void
gather_rest(struct loading *l)
{
	struct council_meeting *s = l->sitting;
	size_t listed = s->nitems;
	int64_t position = listed > 0 ? s->items[listed - 1].position : 0;

	for (size_t i = 0; i < l->ndecisions; i++)
		add_item(l, ((const struct decision *)l->decisions[i])->application, 0);
	for (size_t i = 0; i < l->nvotes; i++)
		add_item(l, ((const struct vote *)l->votes[i])->application, 0);
	if (s->nitems > listed)
		qsort(s->items + listed, s->nitems - listed, sizeof(*s->items), compare_items);
	for (size_t i = listed; i < s->nitems; i++)
		s->items[i].position = ++position;
}

static void
describe_item(struct loading *l, struct meeting_item *item, struct application *a, struct person *p)
{
	struct buf text = {0};
	struct verdict verdict;
	bool known;

	if (!records_get(l->txn, item->application, &a->base))
		record_clear(&a->base);
	known = a->person != 0 && records_get(l->txn, a->person, &p->base);
	item->person = a->person;
	item->registered = known;
	item->surname = arena_strdup(&l->sitting->arena, a->surname);
	item->organisation = a->organisation;
	register_put_name_of(l->view, &a->base, &text);
	item->applicant = keep(l, &text);
	register_put_short_name(l->txn, KIND_ORGANISATIONS, a->organisation, &text);
	item->workplace = keep(l, &text);
	item->post = arena_strdup(&l->sitting->arena, a->position);
	item->subject_area = arena_strdup(&l->sitting->arena, a->subject_area);
	eligibility_judge(
	    &verdict, l->view->session->profile, a, known ? p : NULL, l->sitting->meeting->date);
	item->eligible = verdict.eligible;
	verdict_free(&verdict);
	buf_free(&text);
}

static void
describe_items(struct loading *l)
{
	struct application *a = (struct application *)record_new(KIND_APPLICATIONS);
	struct person *p = (struct person *)record_new(KIND_PEOPLE);
	struct council_meeting *s = l->sitting;

	for (size_t i = 0; i < s->nitems; i++) {
		describe_item(l, &s->items[i], a, p);
		s->items[i].ballots =
		    arena_alloc(&s->arena, (s->nmembers + 1) * sizeof(*s->items[i].ballots));
		for (size_t k = 0; k < s->nmembers; k++) {
			s->items[i].ballots[k].why = "";
			s->items[i].ballots[k].is_applicant =
			    s->items[i].person != 0 && s->items[i].person == s->members[k].person;
		}
	}
	record_free(&a->base);
	record_free(&p->base);
}

/* Ballots. */

static struct meeting_ballot *
ballot_of(struct council_meeting *s, uint64_t application, uint64_t person)
{
	size_t item = council_meeting_item(s, application),
	       member = council_meeting_member(s, person);

	return item < s->nitems && member < s->nmembers ? &s->items[item].ballots[member] : NULL;
}

static void
note_attendance(struct loading *l)
{
	struct council_meeting *s = l->sitting;

	for (size_t i = 0; i < l->nattendance; i++) {
		const struct attendance *a = (const struct attendance *)l->attendance[i];
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
note_chairs(struct loading *l)
{
	struct council_meeting *s = l->sitting;
	struct record **rows;
	size_t count = load_of_meeting(l, KIND_ACTING_CHAIRS, &rows);

	for (size_t k = 0; k < s->nitems; k++) {
		int64_t since = 0;

		s->items[k].chair = s->meeting->chair;
		for (size_t i = 0; i < count; i++) {
			const struct acting_chair *a = (const struct acting_chair *)rows[i];

			if (a->position > s->items[k].position || a->position < since)
				continue;
			since = a->position;
			s->items[k].chair = a->person;
		}
	}
	free_records(rows, count);
}

/* Who has voted was there. */
static void
note_votes(struct loading *l)
{
	for (size_t i = 0; i < l->nvotes; i++) {
		const struct vote *v = (const struct vote *)l->votes[i];
		struct meeting_ballot *b = ballot_of(l->sitting, v->application, v->member);

		if (b == NULL)
			continue;
		b->present = true;
		b->vote = v->vote;
		if (v->vote == VOTE_RECUSED)
			b->recusal = RECUSAL_IS_TAKEN;
	}
}

static void
note_recusals(struct loading *l)
{
	for (size_t i = 0; i < l->nrecusals; i++) {
		const struct recusal *r = (const struct recusal *)l->recusals[i];
		struct meeting_ballot *b = ballot_of(l->sitting, r->application, r->member);

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
person_behind(struct loading *l, const char *name)
{
	struct account account;

	if (!account_get(l->txn, name, &account) || account.person[0] == '\0')
		return 0;
	return records_find(l->txn, KIND_PEOPLE, slice_of(account.person));
}

static void
note_cast(struct loading *l, struct meeting_ballot *b, const struct vote_cast *cast)
{
	bool own = person_behind(l, cast->account) == cast->member;

	if (cast->vote == VOTE_RECUSED)
		b->why_taken = arena_strdup(&l->sitting->arena, cast->reason);
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

	if (a->application != b->application)
		return a->application < b->application ? -1 : 1;
	if (a->member != b->member)
		return a->member < b->member ? -1 : 1;
	return (a->number > b->number) - (a->number < b->number);
}

/* A member's on an item stand together, by number: the last of them stands. */
static void
note_casts(struct loading *l)
{
	if (l->ncasts > 0)
		qsort(l->casts, l->ncasts, sizeof(*l->casts), compare_casts);
	for (size_t i = 0; i < l->ncasts; i++) {
		const struct vote_cast *cast = (const struct vote_cast *)l->casts[i];
		const struct vote_cast *earlier =
		    i > 0 ? (const struct vote_cast *)l->casts[i - 1] : NULL;
		struct meeting_ballot *b = ballot_of(l->sitting, cast->application, cast->member);

		if (b == NULL)
			continue;
		note_cast(l, b, cast);
		if (earlier != NULL && earlier->application == cast->application &&
		    earlier->member == cast->member)
			b->before = earlier->vote;
	}
}

/* The newest opening tells how the vote stands. */
static void
note_openings(struct loading *l)
{
	struct council_meeting *s = l->sitting;

	for (size_t i = 0; i < l->nopenings; i++) {
		const struct vote_opening *o = (const struct vote_opening *)l->openings[i];
		size_t at = council_meeting_item(s, o->application);

		if (at == s->nitems || o->number <= (int64_t)s->items[at].openings)
			continue;
		s->items[at].openings = (size_t)o->number;
		s->items[at].voting = o->closed[0] == '\0' ? VOTING_OPEN : VOTING_CLOSED;
		s->items[at].voting_stamp = o->base.stamp;
	}
}

static void
note_decisions(struct loading *l)
{
	uint64_t newest = 0;

	l->sitting->last = l->sitting->nitems;
	for (size_t i = 0; i < l->ndecisions; i++) {
		const struct decision *d = (const struct decision *)l->decisions[i];
		size_t at = council_meeting_item(l->sitting, d->application);
		struct meeting_item *item = &l->sitting->items[at];

		if (d->base.stamp >= newest) {
			newest = d->base.stamp;
			l->sitting->last = at;
		}
		item->outcome = d->outcome;
		item->decided_stamp = d->base.stamp;
		item->reason = arena_strdup(&l->sitting->arena, d->reason);
	}
}

/* A member and a candidate who are one, of one institution, or perhaps of one family. */
static void
propose_recusals(struct loading *l, struct meeting_item *item)
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
hide_ballots(struct loading *l, struct meeting_item *item)
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
count_ballots(struct loading *l, struct meeting_item *item)
{
	const struct council_meeting *s = l->sitting;
	struct council_count *c = &item->count;

	*c = (struct council_count){.seats = s->meeting->seats,
	    .quorum = s->meeting->quorum,
	    .unattended = l->nattendance == 0 && (!s->started || item->outcome != 0)};
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

/* What was decided with totals only; of nobody's presence known, those who voted were there. */
static void
take_totals(struct loading *l, struct meeting_item *item)
{
	struct council_count *c = &item->count;

	for (size_t i = 0; i < l->ndecisions && item->cast == 0; i++) {
		const struct decision *d = (const struct decision *)l->decisions[i];
		int64_t votes = d->votes_for + d->votes_against + d->abstained;

		if (d->application != item->application || votes == 0)
			continue;
		item->totals = c->by_totals = true;
		item->secret = l->sitting->started;
		c->votes_for = d->votes_for;
		c->against = d->votes_against;
		c->abstained = d->abstained;
		if (l->nattendance == 0)
			c->present = votes + c->recused;
	}
}

static void
settle_item(struct loading *l, struct meeting_item *item)
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
load_minutes(struct loading *l)
{
	struct record **rows;
	size_t count = load_of_meeting(l, KIND_MINUTES, &rows);
	struct council_meeting *s = l->sitting;

	s->closed = DATE_NONE;
	if (count > 0) {
		const struct minutes *m = (const struct minutes *)rows[0];

		s->started = true;
		s->closed = m->closed;
		s->state = m->state == MINUTES_CLOSED ? MEETING_CLOSED : MEETING_UNDER_WAY;
		l->current = m->current;
	} else if (l->nvotes + l->ndecisions > 0) {
		s->state = MEETING_UNDER_WAY;
	}
	free_records(rows, count);
}

static void
find_current(struct loading *l)
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
put_together(struct loading *l)
{
	struct council_meeting *s = l->sitting;

	s->rules = *profile_council(l->view->session->profile);
	l->nvotes = load_of_meeting(l, KIND_VOTES, &l->votes);
	l->nattendance = load_of_meeting(l, KIND_ATTENDANCE, &l->attendance);
	l->nrecusals = load_of_meeting(l, KIND_RECUSALS, &l->recusals);
	l->ndecisions = load_of_meeting(l, KIND_DECISIONS, &l->decisions);
	l->ncasts = load_of_meeting(l, KIND_VOTE_CASTS, &l->casts);
	l->nopenings = load_of_meeting(l, KIND_VOTE_OPENINGS, &l->openings);
	load_minutes(l);
	gather_members(l);
	gather_agenda(l);
	gather_rest(l);
	describe_items(l);
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
	free_records(l->votes, l->nvotes);
	free_records(l->attendance, l->nattendance);
	free_records(l->recusals, l->nrecusals);
	free_records(l->decisions, l->ndecisions);
	free_records(l->casts, l->ncasts);
	free_records(l->openings, l->nopenings);
}

enum status
council_meeting_load(
    const struct view *v, uint64_t meeting, struct council_meeting *out, struct error *e)
{
	struct loading l = {.view = v, .txn = v->txn, .sitting = out};
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
	if (txn_status(l.txn) != ST_OK)
		st = error_set(e, txn_status(l.txn), "заседание не читается: %s",
		    status_text(txn_status(l.txn)));
	return st;
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
