/* SPDX-License-Identifier: MIT
 * council_former.h - speeches a step back at a time, as history has them (inside the service
 * layer).
 */
#ifndef SERVICE_COUNCIL_FORMER_H
#define SERVICE_COUNCIL_FORMER_H

#include "service/council/council_txn.h"

/* The newest writing, rewording or dropping of a speech on the item that no step back has taken
 * back: its operation; 0: there is none. */
uint64_t council_speeches_newest(struct council_txn *d, const struct meeting_item *item);
/* That speech becomes what it was before. */
enum status council_speeches_undo(struct council_txn *d, const struct meeting_item *item);

#endif
