/* SPDX-License-Identifier: MIT
 * council_attendance.h - who is there and who leads, as part of another deed (inside the service
 * layer).
 *
 * Both are events in time: they change what is decided from now on, in whatever order the items are
 * taken, and nothing of what is decided already. They are kept by items all the same, so that
 * neither the minutes nor a rule asks a clock.
 */
#ifndef SERVICE_COUNCIL_ATTENDANCE_H
#define SERVICE_COUNCIL_ATTENDANCE_H

#include "service/council/council_txn.h"

/* The member (an index) is there from the first item on. */
void council_attendance_begin(struct council_txn *d, size_t member);

/* From now on the meeting's chair leads, if he is there (at the item under discussion); else
 * the first deputy who is. */
void council_attendance_settle_chair(struct council_txn *d, const char *reason);

#endif
