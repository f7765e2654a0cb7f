/* SPDX-License-Identifier: MIT
 * council_loading.h - a meeting while it is put together: council_meeting.c who is there and how
 * they vote, council_items.c what stands on the agenda (inside the service layer).
 */
#ifndef SERVICE_COUNCIL_LOADING_H
#define SERVICE_COUNCIL_LOADING_H

#include "base/idset.h"
#include "service/core/visibility.h"
#include "service/council/council_meeting.h"
#include "service/council/council_rows.h"

struct council_loading {
	const struct view *view;
	struct txn *txn; /* the view's */
	struct council_meeting *sitting;
	struct viewer viewer;
	int64_t current; /* a position */
	size_t members_size, items_size;
	/* Votes and decisions are of both kinds, on applications first. */
	struct council_rows votes, attendance, recusals, decisions, casts, openings;
};

void council_loading_read(struct council_loading *l, enum kind kind, struct council_rows *rows);
/* The text, kept with the sitting; the buffer is cleared. */
const char *council_loading_keep(struct council_loading *l, struct buf *text);

/* Gather and describe the sitting's items, with what was said on them; its members stand already.
 */
void council_loading_items(struct council_loading *l);
/* Index of the item a record is about; the count when there is none. */
size_t council_loading_item(const struct council_meeting *sitting, const struct record *r);

#endif
