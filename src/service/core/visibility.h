/* SPDX-License-Identifier: MIT
 * visibility.h - what a session may see: the one rule under every view, list, count, search and
 * export.
 *
 * Everything is seen by whoever may read, but for one thing: where the town shows votes after the
 * decision only, who neither keeps the meeting nor takes tables out sees of an item not decided on
 * yet no other vote than the own. A recusal is declared aloud and no secret.
 */
#ifndef SERVICE_VISIBILITY_H
#define SERVICE_VISIBILITY_H

#include "base/idset.h"
#include "service/core/view.h"

/* Who is looking, as the database has it now. */
struct viewer {
	bool sees_everything;
	bool keeps_meetings;     /* PERMIT_COUNCIL */
	bool votes;              /* PERMIT_VOTE */
	const struct role *role; /* NULL: none any more */
	uint64_t own;            /* the person the account stands for; 0 */
};
struct viewer visibility_viewer(const struct view *v);

/* May the viewer see how that person voted on an item? */
bool visibility_of_vote(const struct viewer *v, bool decided, uint64_t member, uint8_t vote);

/* Of how somebody voted, and how they came to vote so: records of other kinds are seen by whoever
 * may read. */
bool visibility_concerns(enum kind kind);

/* May the viewer see the record? */
bool visibility_of(const struct viewer *v, struct txn *t, const struct record *r);

/* Ids of the kind the viewer may not see; false when there can be none. Freed by the caller. */
bool visibility_hidden(const struct viewer *v, struct txn *t, enum kind kind, struct idset *out);

/* How many records of the kind the session may see: what its list will hold. */
size_t visibility_count(const struct view *v, enum kind kind);

#endif
