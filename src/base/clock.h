/* SPDX-License-Identifier: MIT
 * clock.h - what time it is. METODAKTIV_NOW=2026-05-31T12:00:00 stops the clock for a test or a
 * rehearsal, until clock_run() says that it is neither; the local time zone is the machine's.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

#include "base/buf.h"

int64_t clock_now(void);   /* seconds since 1970-01-01 UTC */
int32_t clock_today(void); /* the local civil date */
bool clock_run(void);      /* a stopped clock goes on, for good; true: it was stopped */
/* The later of the machine's day and a stopped clock's: what lies behind it has not happened, also
 * in a rehearsal of a day gone by. */
int32_t clock_latest_day(void);
/* Milliseconds a minute of waiting takes: 60000, or what METODAKTIV_MINUTE says for a test, until
 * clock_run(). */
int64_t clock_minute(void);
int64_t clock_monotonic(void); /* milliseconds since some moment; never goes back */

int32_t clock_date_of(int64_t seconds);                 /* local civil date of a moment */
void clock_put_russian(struct buf *b, int64_t seconds); /* 31.05.2026 12:00:00, local */
void clock_put_iso(struct buf *b, int64_t seconds);     /* 2026-05-31T12:00:00+07:00 */
void clock_put_moment(struct buf *b, int64_t seconds);  /* 2026-05-31 12:00:00, local */

#endif
