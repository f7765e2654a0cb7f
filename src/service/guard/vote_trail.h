/* SPDX-License-Identifier: MIT
 * vote_trail.h - how a vote came to stand (vote_casts) is kept at every door: what a form, a
 * removal or an import changes of a meeting that is kept here leaves the row that the council's own
 * screen leaves (inside the service and exchange layers).
 *
 * Whoever writes votes by another way than service/council/council.h notes them while staging, and
 * stages the rows behind all else. A row that comes in the same change stands in place of one.
 */
#ifndef SERVICE_VOTE_TRAIL_H
#define SERVICE_VOTE_TRAIL_H

#include "db/record/change.h"
#include "service/core/view.h"

/* {0} is empty. */
struct vote_trail {
	struct noted_vote *votes;
	size_t count, room;
};

/* The record was staged, or its removal. Cheap for what is neither a vote nor such a row. */
void vote_trail_note(struct vote_trail *n, const struct record *r, bool removed);
/* The rows, as the view has the votes before. */
void vote_trail_stage(struct vote_trail *n, const struct view *v, struct change *c);
void vote_trail_free(struct vote_trail *n);

#endif
