/* SPDX-License-Identifier: MIT
 * council.c - the course of a meeting: who is there, how they vote, what is decided.
 */
#include "service/council/council.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/utf8.h"
#include "service/council/council_attendance.h"
#include "service/council/council_casts.h"
#include "service/council/council_former.h"
#include "service/council/council_openings.h"
#include "service/council/council_rests.h"
#include "service/council/council_txn.h"
#include "service/core/operations.h"

/* Starting. */

struct start_wish {
	const uint64_t *present;
	size_t npresent;
};

/* An imported meeting gets the agenda it must have had. */
static void
put_agenda(struct council_txn *d)
{
	for (size_t i = 0; i < d->sitting.nitems; i++) {
		const struct meeting_item *item = &d->sitting.items[i];
		struct record *r = council_txn_record(d, KIND_AGENDA, item, 0);

		if (r->id != 0) {
			record_free(r);
			continue;
		}
		((struct agenda_item *)r)->position = item->position;
		council_txn_put(d, r);
	}
}

static enum status
plan_start(struct council_txn *d)
{
	const struct start_wish *wish = d->wish;
	const struct council_meeting *s = &d->sitting;
	struct buf date = {0};

	if (s->started)
		return ST_OK;
	if (s->nitems == 0)
		return error_set(d->e, ST_REFUSED, "повестка пуста: начинать заседание не с чем");
	if (s->meeting->date > clock_today()) {
		date_put_russian(&date, s->meeting->date);
		error_set(d->e, ST_REFUSED, "заседание назначено на %s, раньше его начать нельзя",
		    buf_text(&date));
		buf_free(&date);
		return ST_REFUSED;
	}
	for (size_t i = 0; i < wish->npresent; i++) {
		size_t member = council_meeting_member(s, wish->present[i]);

		if (member == s->nmembers)
			return council_txn_refuse_stranger(d, wish->present[i]);
		council_attendance_begin(d, member);
	}
	put_agenda(d);
	council_attendance_settle_chair(d, "отсутствие председателя");
	council_openings_turn(d, &d->sitting.items[s->current]);
	return ST_OK;
}

enum status
council_start(
    struct session *s, uint64_t meeting, const uint64_t *present, size_t npresent, struct error *e)
{
	struct start_wish wish = {.present = present, .npresent = npresent};

	return council_txn_do(s,
	    &(struct council_txn_terms){.operation = OPERATION_SITTING,
		.reason = "начало",
		.about = {KIND_MEETINGS, meeting},
		.permit = PERMIT_COUNCIL,
		.meeting = meeting,
		.plan = plan_start,
		.wish = &wish},
	    NULL, e);
}

static enum status
plan_move(struct council_txn *d)
{
	struct meeting_item *item;
	enum status st = council_txn_require_started(d);

	if (st == ST_OK)
		st = council_txn_item(d, *(const uint64_t *)d->wish, &item);
	if (st == ST_OK)
		council_openings_turn(d, item);
	return st;
}

enum status
council_move(struct session *s, uint64_t meeting, uint64_t item, struct error *e)
{
	return council_txn_do(s,
	    &(struct council_txn_terms){.operation = OPERATION_SITTING,
		.reason = "переход к пункту",
		.item = item,
		.permit = PERMIT_COUNCIL,
		.meeting = meeting,
		.plan = plan_move,
		.wish = &item},
	    NULL, e);
}

/* One step back. */

/* What was done last on the item itself: its vote closed, votes, its vote opened by key. */
static enum status
step_within(struct council_txn *d, struct meeting_item *item, bool *done)
{
	enum status st;

	*done = true;
	if (item->voting == VOTING_CLOSED) {
		council_openings_resume(d, item);
		return ST_OK;
	}
	st = council_casts_undo(d, item, done);
	if (st != ST_OK || *done || item->voting != VOTING_OPEN ||
	    d->sitting.rules.votes_open != VOTES_OPEN_BY_KEY)
		return st;
	council_openings_forget(d, item);
	*done = true;
	return ST_OK;
}

/* The vote goes on where the decision ended it, or where votes open themselves. */
static void
take_decision_back(struct council_txn *d, struct meeting_item *item)
{
	bool ended = item->voting == VOTING_CLOSED && item->voting_stamp == item->decided_stamp;

	council_txn_remove(d, meeting_item_decisions(item), item, 0);
	if (item->voting == VOTING_CLOSED &&
	    (ended || d->sitting.rules.votes_open == VOTES_OPEN_THEMSELVES))
		council_openings_resume(d, item);
}

/* The newest of what a step back takes back on the item, speeches not counted; 0: nothing. */
static uint64_t
newest_deed(struct council_txn *d, const struct meeting_item *item)
{
	uint64_t newest = council_casts_newest(d, item);

	if (item->outcome != 0)
		return item->decided_stamp;
	if (item->voting != VOTING_CLOSED &&
	    (item->voting != VOTING_OPEN || d->sitting.rules.votes_open != VOTES_OPEN_BY_KEY))
		return newest;
	return item->voting_stamp > newest ? item->voting_stamp : newest;
}

static enum status
plan_undo(struct council_txn *d)
{
	struct meeting_item *item = council_txn_current(d);
	enum status st = council_txn_require_started(d);
	bool done = false;

	if (item == NULL)
		return ST_REFUSED;
	if (st != ST_OK)
		return st;
	d->result = item->id;
	if (council_speeches_newest(d, item) > newest_deed(d, item))
		return council_speeches_undo(d, item);
	if (item->outcome == 0)
		st = step_within(d, item, &done);
	if (st != ST_OK || done)
		return st;
	if (item->outcome == 0) {
		if (d->sitting.last == d->sitting.nitems)
			return error_set(d->e, ST_NOTFOUND,
			    "решений ещё нет, и по этому пункту ничего не записано: отменять "
			    "нечего");
		item = &d->sitting.items[d->sitting.last];
		council_openings_turn(d, item);
	}
	d->result = item->id;
	take_decision_back(d, item);
	return ST_OK;
}

enum status
council_undo(struct session *s, uint64_t meeting, uint64_t *item, struct error *e)
{
	return council_txn_do(s,
	    &(struct council_txn_terms){.operation = OPERATION_STEP_BACK,
		.reason = "",
		.permit = PERMIT_COUNCIL,
		.meeting = meeting,
		.plan = plan_undo},
	    item, e);
}

/* Minutes. */

static enum status
refuse_undecided(struct council_txn *d)
{
	struct buf numbers = {0};

	for (size_t i = 0; i < d->sitting.nitems; i++)
		if (d->sitting.items[i].outcome == 0)
			buf_printf(&numbers, "%s%lld", numbers.len > 0 ? ", " : "",
			    (long long)d->sitting.items[i].position);
	error_set(d->e, ST_REFUSED,
	    "протокол закрыть рано: не решены пункты %s; решите или отложите их",
	    buf_text(&numbers));
	buf_free(&numbers);
	return ST_REFUSED;
}

/* What was voted is not put off by closing the book on it. */
static enum status
refuse_voted(struct council_txn *d)
{
	for (size_t i = 0; i < d->sitting.nitems; i++) {
		const struct meeting_item *item = &d->sitting.items[i];
		struct buf votes = {0};

		if (item->outcome != 0 ||
		    council_accord(&d->sitting.rules, &item->count, OUTCOME_POSTPONE) ==
			COUNCIL_FOLLOWS)
			continue;
		council_put_votes(&votes, &item->count);
		error_set(d->e, ST_REFUSED,
		    "протокол закрыть рано: по пункту %lld проголосовали (%s), а решение не "
		    "записано; запишите его или снимите голоса",
		    (long long)item->position, buf_text(&votes));
		buf_free(&votes);
		return ST_REFUSED;
	}
	return ST_OK;
}

static enum status
plan_close(struct council_txn *d)
{
	bool postpone = *(const bool *)d->wish, undecided = false;
	const struct council_meeting *s = &d->sitting;
	struct minutes *m;
	enum status st = council_txn_require_started(d);

	for (size_t i = 0; i < s->nitems; i++)
		undecided |= s->items[i].outcome == 0;
	if (st == ST_OK && postpone)
		st = refuse_voted(d);
	if (st == ST_OK && undecided && !postpone)
		st = refuse_undecided(d);
	if (st == ST_OK && (s->meeting->chair == 0 || s->meeting->secretary == 0))
		st = error_set(d->e, ST_REFUSED,
		    "протокол подписывают председатель и секретарь: укажите у заседания %s",
		    s->meeting->chair == 0 ? "председателя" : "секретаря");
	for (size_t i = 0; i < s->nitems && st == ST_OK; i++) {
		if (s->items[i].outcome == 0)
			st = council_txn_put_decision(d, &s->items[i], OUTCOME_POSTPONE, "", "");
		council_openings_leave(d, &s->items[i]);
	}
	if (st != ST_OK)
		return st;
	m = (struct minutes *)council_txn_record(d, KIND_MINUTES, NULL, 0);
	m->state = MINUTES_CLOSED;
	m->closed = clock_today();
	council_txn_put(d, &m->base);
	return ST_OK;
}

enum status
council_close(struct session *s, uint64_t meeting, bool postpone_rest, struct error *e)
{
	return council_txn_do(s,
	    &(struct council_txn_terms){.operation = OPERATION_CLOSE,
		.reason = "",
		.about = {KIND_MEETINGS, meeting},
		.permit = PERMIT_COUNCIL,
		.meeting = meeting,
		.plan = plan_close,
		.wish = &postpone_rest},
	    NULL, e);
}

/* What rests on closed minutes is told; only an administrator opens them all the same. */
static enum status
require_nothing_rests(struct council_txn *d)
{
	bool despite = *(const bool *)d->wish, may = view_may(&d->view, PERMIT_ACCOUNTS);
	struct buf list = {0};
	enum status st = ST_OK;

	if (council_put_rests(&d->view, d->sitting.meeting->base.id, &list) > 0 &&
	    !(despite && may))
		st = error_set(d->e, ST_REFUSED, "на этом протоколе держатся: %s; открыть его %s",
		    buf_text(&list),
		    may ? "можно, только зная об этом" : "может только администратор");
	buf_free(&list);
	return st;
}

static enum status
plan_reopen(struct council_txn *d)
{
	struct minutes *m;
	enum status st;

	if (d->sitting.state != MEETING_CLOSED)
		return error_set(d->e, ST_REFUSED, "протокол и так открыт");
	st = require_nothing_rests(d);
	if (st != ST_OK)
		return st;
	m = (struct minutes *)council_txn_record(d, KIND_MINUTES, NULL, 0);
	m->state = MINUTES_OPEN;
	m->closed = DATE_NONE;
	council_txn_put(d, &m->base);
	return ST_OK;
}

enum status
council_reopen(
    struct session *s, uint64_t meeting, const char *reason, bool despite, struct error *e)
{
	if (utf8_says_nothing(reason))
		return error_set(e, ST_INVALID,
		    "закрытый протокол открывают с причиной: она останется в журнале");
	return council_txn_do(s,
	    &(struct council_txn_terms){.operation = OPERATION_REOPEN,
		.reason = reason,
		.permit = PERMIT_COUNCIL,
		.meeting = meeting,
		.closed_too = true,
		.plan = plan_reopen,
		.wish = &despite},
	    NULL, e);
}
