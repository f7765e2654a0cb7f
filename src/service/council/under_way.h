/* SPDX-License-Identifier: MIT
 * under_way.h - which meeting goes on.
 */
#ifndef SERVICE_UNDER_WAY_H
#define SERVICE_UNDER_WAY_H

#include "service/core/view.h"

/* The meeting whose minutes are open; of several that of the latest day. 0: none, or what the
 * session may not read. */
uint64_t meeting_under_way(const struct view *v);

#endif
