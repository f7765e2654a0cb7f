/* SPDX-License-Identifier: MIT
 * view.h - a session and one open read transaction: all that a deed reads, it reads in one state of
 * the database.
 *
 * Who begins a deed (a screen's load(), a command, a document) opens the view and hands it down;
 * nothing below opens a second one. A view is closed before the program waits for a key, writes to
 * a terminal, pipe or file, or begins to write to the database.
 */
#ifndef SERVICE_VIEW_H
#define SERVICE_VIEW_H

#include "service/core/session.h"

struct view {
	struct session *session; /* borrowed */
	struct txn *txn;         /* NULL: closed */
};

/* Cannot fail visibly: what cannot be read is not found, and txn_status(v->txn) tells. */
void view_open(struct view *v, struct session *s);
void view_close(struct view *v); /* closed already is fine */

/* ST_OK, or why the view could not be read, with a sentence. */
enum status view_status(const struct view *v, struct error *e);
/* What came of reading: it stands if all could be read, for what could not seems not to be there.
 */
enum status view_confirm(const struct view *v, enum status st, struct error *e);

/* Values read against what the view sees; refs live as long as the reading. */
struct reading view_reading(const struct view *v, struct session_refs *refs);

/* As session_may and session_require, of the account as the view sees it. */
bool view_may(const struct view *v, enum permit permit);
enum status view_require(const struct view *v, enum permit permit, struct error *e);

#endif
