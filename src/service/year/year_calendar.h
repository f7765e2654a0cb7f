/* SPDX-License-Identifier: MIT
 * year_calendar.h - meetings and what plans have in mind, as a file for a calendar (.ics).
 */
#ifndef SERVICE_YEAR_CALENDAR_H
#define SERVICE_YEAR_CALENDAR_H

#include "service/core/view.h"

/* Append what has a day from `from` to `to`: meetings of the council, items of plans and events of
 * none, each by the same name ever, so that a calendar that has it already moves it. ST_DENIED. */
enum status
year_calendar_put(const struct view *v, int32_t from, int32_t to, struct buf *out, struct error *e);

#endif
