/* SPDX-License-Identifier: MIT
 * council_attendance.c - members who come and go, and who leads in the chair's place.
 */
#include "service/council/council_attendance.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "service/council/council.h"
#include "service/core/operations.h"

/* A row that is good from an item on. */
struct span {
	int64_t from;
	int64_t until;   /* of attendance; NUMBER_NONE: also at what is still to come */
	uint64_t person; /* who leads */
	bool kept;       /* there is a row for it */
};

static struct span *
span_from(struct span *spans, size_t count, int64_t from)
{
	for (size_t i = 0; i < count; i++)
		if (spans[i].from == from)
			return &spans[i];
	return NULL;
}

/* Coming and going. */

/* Runs of items the member is at. */
static size_t
find_stays(const struct council_meeting *s, size_t member, bool there, struct span *out)
{
	size_t n = 0;
	bool runs = false;

	for (size_t i = 0; i < s->nitems; i++) {
		struct meeting_ballot *b = &s->items[i].ballots[member];

		if (s->items[i].outcome == 0 && !council_meeting_has_voted(b))
			b->present = there;
		if (b->present && !runs)
			out[n++] = (struct span){
			    .from = s->items[i].position, .until = s->items[i].position};
		else if (b->present)
			out[n - 1].until = s->items[i].position;
		runs = b->present;
	}
	if (there && !runs)
		out[n++] = (struct span){.from = s->items[s->nitems - 1].position + 1};
	if (there)
		out[n - 1].until = NUMBER_NONE;
	return n;
}

/* The member's rows become these. */
static void
put_stays(struct council_txn *d, uint64_t person, struct span *stays, size_t count)
{
	struct council_rows rows = {.count = 0};

	council_txn_rows(d, KIND_ATTENDANCE, &rows);
	for (size_t i = 0; i < rows.count; i++) {
		struct attendance *a = (struct attendance *)rows.at[i];
		struct span *stay = span_from(stays, count, a->from_item);

		if (a->person == person && stay == NULL) {
			change_remove(d->change, KIND_ATTENDANCE, a->base.id, a->base.stamp);
		} else if (a->person == person) {
			stay->kept = true;
			if (a->until_item != stay->until) {
				a->until_item = stay->until;
				change_put(d->change, &a->base);
			}
		}
	}
	council_rows_free(&rows);
	for (size_t i = 0; i < count; i++) {
		struct attendance *a;

		if (stays[i].kept)
			continue;
		a = (struct attendance *)council_txn_record(d, KIND_ATTENDANCE, NULL, person);
		a->from_item = stays[i].from;
		a->until_item = stays[i].until;
		council_txn_put(d, &a->base);
	}
}

/* At every item not decided yet, and at those to come, the member is there, or not. */
static void
put_presence(struct council_txn *d, size_t member, bool there)
{
	const struct council_meeting *s = &d->sitting;
	struct span *stays = xcalloc(s->nitems + 1, sizeof(*stays));
	size_t count = find_stays(s, member, there, stays);

	d->sitting.members[member].stays = there;
	put_stays(d, s->members[member].person, stays, count);
	free(stays);
}

void
council_attendance_begin(struct council_txn *d, size_t member)
{
	for (size_t i = 0; i < d->sitting.nitems; i++)
		d->sitting.items[i].ballots[member].present = true;
	put_presence(d, member, true);
}

/* The event itself, with its time. */
static void
put_arrival(struct council_txn *d, uint64_t person, uint8_t what)
{
	struct council_rows rows = {.count = 0};
	struct arrival *a;
	int64_t number = 1;

	council_txn_rows(d, KIND_ARRIVALS, &rows);
	for (size_t i = 0; i < rows.count; i++) {
		a = (struct arrival *)rows.at[i];
		number += a->person == person;
	}
	council_rows_free(&rows);
	a = (struct arrival *)council_txn_record(d, KIND_ARRIVALS, NULL, person);
	a->number = number;
	a->what = what;
	council_txn_set_moment(&a->base, "at");
	council_txn_put(d, &a->base);
}

/* Who leads what is not decided: the item under discussion, else the first of the others. */
static uint64_t
leader(const struct council_meeting *s)
{
	const struct meeting_item *at = &s->items[s->current];

	for (size_t i = 0; i < s->nitems && at->outcome != 0; i++)
		if (s->items[i].outcome == 0)
			at = &s->items[i];
	return at->chair;
}

static enum status
plan_presence(struct council_txn *d, bool there)
{
	uint64_t person = *(const uint64_t *)d->wish;
	const struct council_meeting *s = &d->sitting;
	const struct meeting_item *item = council_txn_current(d);
	size_t member = council_meeting_member(s, person);
	enum status st = council_txn_require_started(d);

	if (item == NULL)
		return ST_REFUSED;
	if (st == ST_OK && member == s->nmembers)
		st = council_txn_refuse_stranger(d, person);
	if (st != ST_OK || council_meeting_is_here(s, member) == there)
		return st;
	if (!there && item->outcome == 0 && council_meeting_has_voted(&item->ballots[member]))
		return error_set(d->e, ST_REFUSED,
		    "%s уже голосует по этому пункту; уход отмечают на следующем, или сначала "
		    "снимите голос",
		    s->members[member].name);
	put_presence(d, member, there);
	put_arrival(d, person, there ? ARRIVAL_CAME : ARRIVAL_LEFT);
	if (person == (there ? s->meeting->chair : leader(s)))
		council_attendance_settle_chair(
		    d, there ? "приход председателя" : "отсутствие председателя");
	return ST_OK;
}

static enum status
plan_arrive(struct council_txn *d)
{
	return plan_presence(d, true);
}

static enum status
plan_leave(struct council_txn *d)
{
	return plan_presence(d, false);
}

static enum status
come_or_go(struct session *s, uint64_t meeting, uint64_t person, const char *what,
    council_txn_plan *plan, const void *wish, struct error *e)
{
	return council_txn_do(s,
	    &(struct council_txn_terms){.operation = OPERATION_SITTING,
		.reason = what,
		.about = {KIND_PEOPLE, person},
		.permit = PERMIT_COUNCIL,
		.meeting = meeting,
		.plan = plan,
		.wish = wish},
	    NULL, e);
}

enum status
council_arrive(struct session *s, uint64_t meeting, uint64_t person, struct error *e)
{
	return come_or_go(s, meeting, person, "приход", plan_arrive, &person, e);
}

enum status
council_leave(struct session *s, uint64_t meeting, uint64_t person, struct error *e)
{
	return come_or_go(s, meeting, person, "уход", plan_leave, &person, e);
}

/* Who leads. */

/* Runs of items somebody else leads than before: the meeting's chair leads what no run is about. */
static size_t
find_reigns(const struct council_meeting *s, uint64_t person, struct span *out)
{
	uint64_t before = s->meeting->chair;
	size_t n = 0;

	for (size_t i = 0; i < s->nitems; i++) {
		uint64_t leads = s->items[i].outcome == 0 ? person : s->items[i].chair;

		if (leads != before && leads != 0)
			out[n++] =
			    (struct span){.from = s->items[i].position, .person = before = leads};
	}
	if (person != before)
		out[n++] =
		    (struct span){.from = s->items[s->nitems - 1].position + 1, .person = person};
	return n;
}

static void
put_reign(struct council_txn *d, struct acting_chair *a, const struct span *reign, const char *why)
{
	a->position = reign->from;
	a->person = reign->person;
	council_txn_set_moment(&a->base, "at");
	record_set_text(&a->base, field_find(KIND_ACTING_CHAIRS, "reason"), why, strlen(why));
	change_put(d->change, &a->base);
}

static void
put_reigns(struct council_txn *d, struct span *reigns, size_t count, const char *why)
{
	struct council_rows rows = {.count = 0};

	council_txn_rows(d, KIND_ACTING_CHAIRS, &rows);
	for (size_t i = 0; i < rows.count; i++) {
		struct acting_chair *a = (struct acting_chair *)rows.at[i];
		struct span *reign = span_from(reigns, count, a->position);

		if (reign == NULL) {
			change_remove(d->change, KIND_ACTING_CHAIRS, a->base.id, a->base.stamp);
			continue;
		}
		reign->kept = true;
		if (reign->person != a->person)
			put_reign(d, a, reign, why);
	}
	council_rows_free(&rows);
	for (size_t i = 0; i < count; i++) {
		struct record *r = council_txn_record(d, KIND_ACTING_CHAIRS, NULL, 0);

		if (!reigns[i].kept)
			put_reign(d, (struct acting_chair *)r, &reigns[i], why);
		record_free(r);
	}
}

static void
put_chair(struct council_txn *d, uint64_t person, const char *why)
{
	const struct council_meeting *s = &d->sitting;
	struct span *reigns = xcalloc(s->nitems + 1, sizeof(*reigns));

	put_reigns(d, reigns, find_reigns(s, person, reigns), why);
	free(reigns);
}

static bool
is_at(const struct council_meeting *s, uint64_t person)
{
	size_t member = council_meeting_member(s, person);

	return member < s->nmembers && council_meeting_is_here(s, member);
}

void
council_attendance_settle_chair(struct council_txn *d, const char *reason)
{
	const struct council_meeting *s = &d->sitting;
	uint64_t leads = leader(s), next = s->meeting->chair;

	for (size_t i = 0; !is_at(s, next) && i < s->nmembers; i++)
		if (s->members[i].duty == DUTY_DEPUTY && is_at(s, s->members[i].person))
			next = s->members[i].person;
	if (next != leads && is_at(s, next))
		put_chair(d, next, reason);
}

static enum status
plan_lead(struct council_txn *d)
{
	uint64_t person = *(const uint64_t *)d->wish;
	const struct council_meeting *s = &d->sitting;
	size_t member = council_meeting_member(s, person);
	enum status st = council_txn_require_started(d);

	if (st == ST_OK && council_txn_current(d) == NULL)
		st = ST_REFUSED;
	if (st == ST_OK && member == s->nmembers)
		st = council_txn_refuse_stranger(d, person);
	if (st == ST_OK && !council_meeting_is_here(s, member))
		st = error_set(d->e, ST_REFUSED,
		    "%s отсутствует и вести заседание не может; сначала отметьте приход",
		    s->members[member].name);
	if (st == ST_OK)
		put_chair(d, person, "");
	return st;
}

enum status
council_lead(struct session *s, uint64_t meeting, uint64_t person, struct error *e)
{
	return come_or_go(s, meeting, person, "ведёт заседание", plan_lead, &person, e);
}
