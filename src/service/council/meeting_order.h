/* SPDX-License-Identifier: MIT
 * meeting_order.h - which of two meetings is the later one (inside the service layer).
 */
#ifndef SERVICE_MEETING_ORDER_H
#define SERVICE_MEETING_ORDER_H

#include "service/core/session.h"

/* A meeting and its day. */
struct dated_meeting {
	uint64_t id; /* 0: none, which is earlier than any */
	int32_t date;
};

/* By their days, of one day by their codes: which came into the database first depends on the order
 * of a table. Not later than itself. */
bool meeting_is_later(struct txn *t, struct dated_meeting a, struct dated_meeting b);

#endif
