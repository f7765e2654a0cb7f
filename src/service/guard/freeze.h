/* SPDX-License-Identifier: MIT
 * freeze.h - closed minutes freeze the meeting: its own record, agenda, attendance, votes, recusals
 * and decisions (inside the service and exchange layers).
 *
 * Whoever writes such records by another way than service/council.h notes them while staging and
 * asks in the write transaction, so that nothing slips in beside a closing.
 */
#ifndef SERVICE_FREEZE_H
#define SERVICE_FREEZE_H

#include "db/record/change.h"
#include "db/record/search.h"
#include "service/core/view.h"

/* {0} is empty; stays where it is until the change is committed. */
struct freeze {
	struct idset meetings; /* those a change touches */
	uint64_t closed;       /* the one found closed */
};

/* The record's meeting will be touched. Cheap for records of no meeting. */
void freeze_note(struct freeze *f, const struct record *r);
/* The change asks the freeze inside its write transaction. */
void freeze_watch(struct freeze *f, struct change *c);
/* ST_REFUSED when a meeting noted is closed as t sees it. */
enum status freeze_ask(struct freeze *f, struct txn *t);
/* The sentence for what freeze_ask or the commit refused; returns ST_REFUSED. No view is open. */
enum status freeze_explain(const struct freeze *f, struct session *s, struct error *e);
void freeze_free(struct freeze *f);

/* "протокол заседания № 5 от 13.07.2025 закрыт ..."; ST_REFUSED. */
enum status freeze_refuse(const struct view *v, uint64_t meeting, struct error *e);

/* May the record be saved or removed by hand? ST_REFUSED with the sentence when its meeting is
 * closed, or when it is minutes, which are kept by the sitting alone. */
enum status freeze_check(const struct view *v, const struct record *r, struct error *e);

#endif
