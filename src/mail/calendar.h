/* SPDX-License-Identifier: MIT
 * calendar.h - days with what is on them, as a file that calendars read (RFC 5545).
 */
#ifndef MAIL_CALENDAR_H
#define MAIL_CALENDAR_H

#include <stdint.h>

#include "base/buf.h"

/* Something that takes whole days. Texts are UTF-8 and may be "". */
struct calendar_event {
	const char *uid;  /* the same for the same thing, ever: a calendar then moves it */
	int32_t from, to; /* both included; `to` DATE_NONE: one day */
	const char *title, *place, *about;
	bool cancelled;
};

void calendar_begin(struct buf *out, const char *name);
/* stamp: when it was written, seconds since 1970. */
void calendar_put(struct buf *out, const struct calendar_event *event, int64_t stamp);
void calendar_end(struct buf *out);

#endif
