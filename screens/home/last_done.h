/* SPDX-License-Identifier: MIT
 * last_done.h - the last operations of the journal, a line each, for the first screen.
 */
#ifndef SCREENS_LAST_DONE_H
#define SCREENS_LAST_DONE_H

#include "db/record/journal.h"
#include "service/core/session.h"

enum { LAST_DONE_LINES = 16 };

struct last_done {
	char lines[LAST_DONE_LINES][256]; /* the latest first */
	size_t count;
};

/* Nothing for an account that may not look at the journal. */
void last_done_read(struct last_done *d, struct session *s, struct txn *t);

#endif
