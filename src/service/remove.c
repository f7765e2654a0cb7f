/* SPDX-License-Identifier: MIT
 * remove.c - removing many records as one operation.
 */
#include "base/utf8.h"
#include "service/obstacles.h"
#include "service/operations.h"
#include "service/register.h"

/* Records looked at in one transaction. */
enum { CHUNK = 1000 };

/* They shall be as they were when the operation `seen` was the newest. */
static enum status
stage_chunk(struct session *s, struct change *c, enum kind kind, const uint64_t *ids, size_t count,
    uint64_t seen)
{
	struct record *r = record_new(kind);
	struct txn *t = txn_read(s->store);
	enum status st = ST_OK;

	for (size_t i = 0; i < count && st == ST_OK; i++) {
		if (records_get(t, ids[i], r) && r->stamp <= seen)
			change_remove(c, kind, ids[i], r->stamp);
		else
			st = ST_CONFLICT;
	}
	txn_abort(t);
	record_free(r);
	return st;
}

static enum status
explain_referred(struct session *s, const struct change_obstacle *o, struct error *e)
{
	struct buf name = {0}, shown = {0};
	struct error why = {0};

	register_put_name(s, o->kind, o->id, &name);
	utf8_put_shown(&shown, buf_slice(&name), false);
	obstacle_referrers(s, o->kind, o->id, &why);
	error_set(e, ST_REFUSED, "ни одна запись не удалена: «%s» — %s; снимите с неё отметку",
	    buf_text(&shown),
	    why.text[0] != '\0' ? why.text : "на эту запись тем временем сослалась другая");
	buf_free(&name);
	buf_free(&shown);
	return ST_REFUSED;
}

enum status
register_remove_all(struct session *s, enum kind kind, const uint64_t *ids, size_t count,
    uint64_t seen, struct error *e)
{
	struct change_obstacle obstacle = {0};
	enum status st = session_require(s, PERMIT_EDIT, e);
	struct change *c;

	if (st != ST_OK)
		return st;
	c = change_new(s->store, &s->actor, OPERATION_REMOVE, "");
	for (size_t from = 0; from < count && st == ST_OK; from += CHUNK)
		st = stage_chunk(
		    s, c, kind, ids + from, count - from < CHUNK ? count - from : CHUNK, seen);
	if (st == ST_OK)
		st = change_commit(c, NULL, &obstacle);
	else
		change_free(c);
	if (st == ST_CONFLICT)
		return error_set(e, st,
		    "ни одна запись не удалена: часть отмеченных тем временем изменил или удалил "
		    "другой сотрудник; посмотрите на них ещё раз");
	if (st == ST_INVALID)
		return explain_referred(s, &obstacle, e);
	return st == ST_OK ? st : error_set(e, st, "ничего не удалено: %s", status_text(st));
}
