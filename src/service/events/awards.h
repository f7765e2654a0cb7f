/* SPDX-License-Identifier: MIT
 * awards.h - what somebody has won at contests above the town's.
 */
#ifndef SERVICE_AWARDS_H
#define SERVICE_AWARDS_H

#include "service/core/view.h"

/* Append a line for each contest of the region or above that is over by the day, where the person
 * won or had a prize: "победитель: Учитель года, региональный уровень, 12.03.2026". Returns how
 * many. */
size_t awards_put(const struct view *v, uint64_t person, int32_t on, struct buf *out);

#endif
