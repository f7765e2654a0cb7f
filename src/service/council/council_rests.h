/* SPDX-License-Identifier: MIT
 * council_rests.h - what rests on the decisions of a meeting.
 */
#ifndef SERVICE_COUNCIL_RESTS_H
#define SERVICE_COUNCIL_RESTS_H

#include "service/core/view.h"

/* Orders that name whom the meeting has admitted, and lists put on the site since: "приказ № 903-ма
 * от 31.05.2026, публикация списка от 31.05.2026". Returns how many; nothing is appended
 * when none does. */
size_t council_put_rests(const struct view *v, uint64_t meeting, struct buf *out);

#endif
