/* SPDX-License-Identifier: MIT
 * ending.h - why a session ends that nobody has left.
 */
#ifndef SCREENS_ENDING_H
#define SCREENS_ENDING_H

#include "base/status.h"
#include "service/core/session.h"

enum over {
	OVER_NOT,
	OVER_MOVED,  /* the data file is not in its place any more */
	OVER_DENIED, /* the account or its key has been taken away */
	OVER_IDLE    /* no key for as long as the town's rules say */
};

/* Is it over, when no key has come for `idle` milliseconds? What is only looked at (watched: a
 * meeting in the hall) is not left alone. Costs no transaction. */
enum over ending_of(const struct session *s, int64_t idle, bool watched);
/* What is said at the terminal, where nothing of the screens stands any more. */
enum status ending_tell(struct session *s, enum over over, struct error *e);

#endif
