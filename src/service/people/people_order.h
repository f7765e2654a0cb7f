/* SPDX-License-Identifier: MIT
 * people_order.h - rows about people in the Russian order of their names (inside the room).
 */
#ifndef SERVICE_PEOPLE_ORDER_H
#define SERVICE_PEOPLE_ORDER_H

#include "base/arena.h"
#include "service/core/view.h"

/* Bytes by whose order the person stands among others, and behind them those of another (0: of
 * nobody); they lie in the arena. */
struct slice
people_order(const struct view *v, uint64_t person, uint64_t other, struct arena *arena);

#endif
