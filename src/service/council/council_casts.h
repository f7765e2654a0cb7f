/* SPDX-License-Identifier: MIT
 * council_casts.h - how each vote came to stand as it does, and back again (inside the service
 * layer).
 */
#ifndef SERVICE_COUNCIL_CASTS_H
#define SERVICE_COUNCIL_CASTS_H

#include "service/council/council_txn.h"

/* The member's vote on the item is this from now on (0: taken back), by the session's account. */
enum status council_casts_put(struct council_txn *d, const struct meeting_item *item, size_t member,
    uint8_t vote, const char *reason);

/* The operation that wrote the newest of the votes and recusals a step back takes back; 0: none. */
uint64_t council_casts_newest(struct council_txn *d, const struct meeting_item *item);

/* Take back the newest votes and recusals on the item that were written in one operation: what
 * stood before stands again. *done: there were any. ST_REFUSED when members have cast all that is
 * left themselves. */
enum status council_casts_undo(struct council_txn *d, const struct meeting_item *item, bool *done);

#endif
