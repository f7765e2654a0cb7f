/* SPDX-License-Identifier: MIT
 * council_openings.h - the beginning and the end of the vote on an item, as part of another deed
 * (inside the service layer).
 *
 * What is done to an item is told by it at once (voting, openings), so that what the same deed does
 * next goes on from there.
 */
#ifndef SERVICE_COUNCIL_OPENINGS_H
#define SERVICE_COUNCIL_OPENINGS_H

#include "service/council/council_txn.h"

/* It ends; of one that nobody opened, the record of both is written. */
void council_openings_end(struct council_txn *d, struct meeting_item *item);
/* The end is taken back: the vote goes on as if it had not been closed. */
void council_openings_resume(struct council_txn *d, struct meeting_item *item);
/* The beginning is taken back. */
void council_openings_forget(struct council_txn *d, struct meeting_item *item);

/* The meeting leaves the item: an open vote on this one ends, or never was when nobody has
 * voted. */
void council_openings_leave(struct council_txn *d, struct meeting_item *item);
/* The item is the one under discussion from now on; where the town's rules say so its vote begins
 * by itself. */
void council_openings_turn(struct council_txn *d, struct meeting_item *item);

#endif
