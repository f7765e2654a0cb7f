/* SPDX-License-Identifier: MIT
 * request_deeds.h - what is done with a request for help: given to somebody, answered, refused.
 * Each is one operation, which is undone as one.
 */
#ifndef SERVICE_REQUEST_DEEDS_H
#define SERVICE_REQUEST_DEEDS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"

struct session;

/* ST_REFUSED: it is done or refused already; ST_NOTFOUND, ST_INVALID, ST_CONFLICT, ST_DENIED. */

/* A request as it was when it was looked at: whose it was, 0: nobody's yet. One that has become
 * somebody else's since is left alone, ST_REFUSED. */
struct request_seen {
	uint64_t request, assigned;
};

/* It is that person's from now on. Where it has no term yet it gets the town's, counted from the
 * day it was received; *due is what it has then (DATE_NONE: still none). */
enum status request_assign(
    struct session *s, struct request_seen seen, uint64_t person, int32_t *due, struct error *e);

struct request_answer {
	int32_t day;
	const char *result; /* what was done */
	int64_t hours;      /* that it took; NUMBER_NONE: nobody says */
};
/* It was answered, by whom it was given to: an activity of that member is written with it.
 * *written: whether it was; not for somebody who was not in the corps on the day. */
enum status request_done(struct session *s, struct request_seen seen,
    const struct request_answer *answer, bool *written, struct error *e);

/* It is refused on a day, for a reason. */
enum status request_refuse(
    struct session *s, uint64_t request, int32_t day, const char *reason, struct error *e);

#endif
