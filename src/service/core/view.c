/* SPDX-License-Identifier: MIT
 * view.c - one state of the database for a whole deed.
 */
#include "service/core/view.h"

#include <stddef.h>

void
view_open(struct view *v, struct session *s)
{
	*v = (struct view){.session = s, .txn = txn_read(s->store)};
}

void
view_close(struct view *v)
{
	txn_abort(v->txn);
	v->txn = NULL;
}

enum status
view_status(const struct view *v, struct error *e)
{
	return view_confirm(v, ST_OK, e);
}

enum status
view_confirm(const struct view *v, enum status st, struct error *e)
{
	enum status read = txn_status(v->txn);

	return read == ST_OK ? st : store_explain(v->session->store, read, e);
}

struct reading
view_reading(const struct view *v, struct session_refs *refs)
{
	return session_reading_in(v->session, refs, v->txn);
}

bool
view_may(const struct view *v, enum permit permit)
{
	return session_may_in(v->session, v->txn, permit);
}

enum status
view_require(const struct view *v, enum permit permit, struct error *e)
{
	return session_require_in(v->session, v->txn, permit, e);
}
