/* SPDX-License-Identifier: MIT
 * minutes_lock.h - closed minutes freeze the meeting: its own record, agenda, attendance, votes,
 * recusals and decisions (inside the service and exchange layers).
 *
 * Whoever writes such records by another way than service/council/council.h notes them while
 * staging and asks in the write transaction, so that nothing slips in beside a closing.
 */
#ifndef SERVICE_MINUTES_LOCK_H
#define SERVICE_MINUTES_LOCK_H

#include "db/record/change.h"
#include "base/idset.h"
#include "service/core/view.h"

/* {0} is empty; stays where it is until the change is committed. */
struct minutes_lock {
	struct idset meetings; /* those a change touches */
	uint64_t closed;       /* the one found closed */
};

/* Do records of the kind belong to a meeting? */
bool minutes_lock_has(enum kind kind);
/* The meeting a record belongs to; 0: to none. */
uint64_t minutes_lock_meeting(const struct record *r);

/* The record's meeting will be touched. Cheap for records of no meeting. */
void minutes_lock_note(struct minutes_lock *f, const struct record *r);
/* The change asks the lock inside its write transaction. */
void minutes_lock_watch(struct minutes_lock *f, struct change *c);
/* ST_REFUSED when a meeting noted is closed as t sees it. */
enum status minutes_lock_ask(struct minutes_lock *f, struct txn *t);
/* The sentence for what minutes_lock_ask or the commit refused; returns ST_REFUSED. No view is
 * open. */
enum status minutes_lock_explain(const struct minutes_lock *f, struct session *s, struct error *e);
void minutes_lock_free(struct minutes_lock *f);

/* "протокол заседания № 5 от 13.07.2025 закрыт ..."; ST_REFUSED. */
enum status minutes_lock_refuse(const struct view *v, uint64_t meeting, struct error *e);

/* May the record be saved or removed by hand? ST_REFUSED with the sentence when its meeting is
 * closed, or when it is minutes, which are kept by the sitting alone. */
enum status minutes_lock_check(const struct view *v, const struct record *r, struct error *e);

#endif
