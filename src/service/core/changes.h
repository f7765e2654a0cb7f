/* SPDX-License-Identifier: MIT
 * changes.h - has anything changed, and what may this person do: what a screen asks before it reads
 * or shows.
 */
#ifndef SERVICE_CHANGES_H
#define SERVICE_CHANGES_H

#include "service/core/session.h"

/* A number of this session that grows when anybody has changed a record, an account or the rules,
 * and when a new day has begun: all that was read and worked out stands while it does. Drafts and
 * rows of the journal that change nothing leave it as it is. Reads (one short transaction, the
 * account's role with it) only when something has been committed since it was last asked; else it
 * costs nothing. A database that cannot be read has the number it had. */
uint64_t changes_number(struct session *s);

/* Why the session is to end, as of the last changes_number(), a phrase; NULL: it goes on. */
const char *changes_why_ended(const struct session *s);

/* May the account do it, as of the last changes_number(): for what is shown and offered. Costs
 * nothing; what is done asks session_require(). */
bool changes_permit(const struct session *s, enum permit permit);

#endif
