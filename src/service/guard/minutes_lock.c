/* SPDX-License-Identifier: MIT
 * minutes_lock.c - which records belong to a meeting, and whether it is closed.
 */
#include "service/guard/minutes_lock.h"

#include "base/date.h"
#include "db/record/records.h"

bool
minutes_lock_has(enum kind kind)
{
	static const enum kind kinds[] = {KIND_MEETINGS, KIND_VOTES, KIND_DECISIONS, KIND_AGENDA,
	    KIND_ATTENDANCE, KIND_RECUSALS, KIND_MINUTES, KIND_TOPIC_VOTES, KIND_TOPIC_DECISIONS,
	    KIND_VOTE_OPENINGS, KIND_VOTE_CASTS, KIND_ARRIVALS, KIND_ACTING_CHAIRS, KIND_INVITED,
	    KIND_ABSENCES, KIND_SPEECHES, KIND_DISSENTS};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (kinds[i] == kind)
			return true;
	return false;
}

uint64_t
minutes_lock_meeting(const struct record *r)
{
	if (!minutes_lock_has(r->kind))
		return 0;
	return r->kind == KIND_MEETINGS ? r->id : record_ref(r, field_find(r->kind, "meeting"));
}

void
minutes_lock_note(struct minutes_lock *f, const struct record *r)
{
	uint64_t meeting = minutes_lock_meeting(r);

	if (meeting != 0 && !idset_has(&f->meetings, meeting))
		idset_add(&f->meetings, meeting);
}

static bool
is_closed(struct txn *t, uint64_t meeting)
{
	struct minutes *m = (struct minutes *)record_new(KIND_MINUTES);
	uint64_t id;
	bool closed;

	m->meeting = meeting;
	id = records_find_same(t, &m->base);
	closed = id != 0 && records_get(t, id, &m->base) && m->state == MINUTES_CLOSED;
	record_free(&m->base);
	return closed;
}

enum status
minutes_lock_ask(struct minutes_lock *f, struct txn *t)
{
	for (size_t word = 0; word < f->meetings.nwords; word++)
		for (uint64_t bits = f->meetings.words[word]; bits != 0; bits &= bits - 1) {
			uint64_t id = (uint64_t)word * 64 + (uint64_t)__builtin_ctzll(bits);

			if (is_closed(t, id)) {
				f->closed = id;
				return ST_REFUSED;
			}
		}
	return ST_OK;
}

static enum status
guard(void *context, struct txn *t)
{
	return minutes_lock_ask(context, t);
}

void
minutes_lock_watch(struct minutes_lock *f, struct change *c)
{
	if (f->meetings.count > 0)
		change_set_guard(c, guard, f);
}

enum status
minutes_lock_refuse(const struct view *v, uint64_t meeting, struct error *e)
{
	struct meeting *m = (struct meeting *)record_new(KIND_MEETINGS);
	struct buf date = {0};

	records_get(v->txn, meeting, &m->base);
	date_put_russian(&date, m->date);
	error_set(e, ST_REFUSED,
	    "протокол заседания № %s от %s закрыт, ничего не изменено; чтобы исправить, откройте "
	    "протокол с указанием причины",
	    m->number, buf_text(&date));
	buf_free(&date);
	record_free(&m->base);
	return ST_REFUSED;
}

enum status
minutes_lock_explain(const struct minutes_lock *f, struct session *s, struct error *e)
{
	enum status st;
	struct view v;

	view_open(&v, s);
	st = minutes_lock_refuse(&v, f->closed, e);
	view_close(&v);
	return st;
}

void
minutes_lock_free(struct minutes_lock *f)
{
	idset_free(&f->meetings);
	*f = (struct minutes_lock){0};
}

enum status
minutes_lock_check(const struct view *v, const struct record *r, struct error *e)
{
	struct minutes_lock f = {0};
	enum status st;

	if (r->kind == KIND_MINUTES)
		return error_set(e, ST_REFUSED,
		    "протокол ведётся на экране заседания: там его открывают и закрывают");
	minutes_lock_note(&f, r);
	st = minutes_lock_ask(&f, v->txn);
	if (st != ST_OK)
		minutes_lock_refuse(v, f.closed, e);
	minutes_lock_free(&f);
	return st;
}
