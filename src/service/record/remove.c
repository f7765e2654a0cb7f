/* SPDX-License-Identifier: MIT
 * remove.c - removing many records as one operation.
 */
#include "base/utf8.h"
#include "service/guard/minutes_lock.h"
#include "service/guard/vote_trail.h"
#include "service/guard/record_rules.h"
#include "service/record/save_errors.h"
#include "service/core/operations.h"
#include "service/guard/orders_guard.h"
#include "service/record/register.h"

/* Records looked at in one transaction. */
enum { CHUNK = 1000 };

/* What is being removed: records as they were when the operation `seen` was the newest. */
struct removal {
	struct session *s;
	struct change *change;
	struct minutes_lock lock;
	struct vote_trail trail; /* of a chunk */
	struct record_rules rules;
	enum kind kind;
	uint64_t seen;
};

static enum status
stage_chunk(struct removal *w, const uint64_t *ids, size_t count, struct error *e)
{
	struct record *r = record_new(w->kind);
	enum status st = ST_OK;
	struct view v;

	view_open(&v, w->s);

	for (size_t i = 0; i < count && st == ST_OK; i++) {
		st = records_get(v.txn, ids[i], r) && r->stamp <= w->seen ? ST_OK : ST_CONFLICT;
		if (st == ST_OK)
			st = minutes_lock_check(&v, r, e);
		if (st == ST_OK)
			st = orders_check_removal(&v, r, e);
		if (st == ST_OK)
			change_remove(w->change, w->kind, ids[i], r->stamp);
		minutes_lock_note(&w->lock, r);
		vote_trail_note(&w->trail, r, true);
	}
	change_look_in(w->change, v.txn);
	vote_trail_stage(&w->trail, &v, w->change);
	vote_trail_free(&w->trail);
	change_look_in(w->change, NULL);
	view_close(&v);
	record_free(r);
	return st;
}

static enum status
explain_referred(struct session *s, const struct change_obstacle *o, struct error *e)
{
	struct buf name = {0}, shown = {0};
	struct error why = {0};
	struct view v;

	view_open(&v, s);
	register_put_name(&v, o->kind, o->id, &name);
	utf8_put_shown(&shown, buf_slice(&name), false);
	save_error_referrers(&v, o->kind, o->id, &why);
	view_close(&v);
	error_set(e, ST_REFUSED, "ни одна запись не удалена: «%s» — %s; снимите с неё отметку",
	    buf_text(&shown),
	    why.text[0] != '\0' ? why.text : "на эту запись тем временем сослалась другая");
	buf_free(&name);
	buf_free(&shown);
	return ST_REFUSED;
}

static enum status
explain(struct removal *w, enum status st, const struct change_obstacle *o, struct error *e)
{
	if (st == ST_CONFLICT)
		return error_set(e, st,
		    "ни одна запись не удалена: часть отмеченных тем временем изменил или удалил "
		    "другой сотрудник; посмотрите на них ещё раз");
	if (st == ST_INVALID && w->rules.refused.count > 0)
		return record_rules_explain(&w->rules, NULL, e);
	if (st == ST_INVALID)
		return explain_referred(w->s, o, e);
	if (st == ST_REFUSED) /* staging has said why, the commit has not */
		return w->change == NULL ? minutes_lock_explain(&w->lock, w->s, e) : st;
	return st == ST_OK ? st : store_not_done(w->s->store, st, e, "ничего не удалено");
}

enum status
register_remove_all(struct session *s, enum kind kind, const uint64_t *ids, size_t count,
    uint64_t seen, struct error *e)
{
	struct removal w = {
	    .s = s, .kind = kind, .seen = seen, .rules = {.session = s, .door = RULES_HAND}};
	struct change_obstacle obstacle = {0};
	enum status st = session_require(s, PERMIT_EDIT, e);

	if (st != ST_OK)
		return st;
	w.change = change_new(s->store, &s->actor, OPERATION_REMOVE, "");
	for (size_t from = 0; from < count && st == ST_OK; from += CHUNK)
		st = stage_chunk(&w, ids + from, count - from < CHUNK ? count - from : CHUNK, e);
	if (st == ST_OK) {
		minutes_lock_watch(&w.lock, w.change);
		st = record_rules_commit(&w.rules, w.change, NULL, &obstacle);
		w.change = NULL; /* committed or not, it is gone */
	}
	st = explain(&w, st, &obstacle, e);
	change_free(w.change);
	minutes_lock_free(&w.lock);
	record_rules_free(&w.rules);
	return st;
}
