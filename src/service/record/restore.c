/* SPDX-License-Identifier: MIT
 * restore.c - one record given back an image it had.
 */
#include "service/record/restore.h"

#include <stdlib.h>

#include "db/record/change.h"
#include "db/record/codec.h"
#include "db/record/history.h"
#include "service/core/operations.h"
#include "service/guard/record_rules.h"
#include "service/record/save_errors.h"

uint64_t
register_stamp_now(const struct view *v, enum kind kind, uint64_t id, bool *there)
{
	struct slice image;
	uint64_t stamp = 0;

	*there = records_image(v->txn, kind, id, &image) && !codec_is_tombstone(image);
	history_stamps_before(v->txn, kind, id, UINT64_MAX, 1, &stamp);
	return stamp;
}

enum status
register_write_back(struct session *s, struct record *r, const char *reason, struct error *e)
{
	struct change *c = change_new(s->store, &s->actor, OPERATION_TAKE_BACK, reason);
	struct change_obstacle obstacle = {0};
	struct record_rules rules = {.session = s, .door = RULES_COPY};
	enum status st;

	change_put(c, r);
	st = record_rules_commit(&rules, c, NULL, &obstacle);
	if (rules.refused.count > 0)
		st = record_rules_explain(&rules, r, e);
	else if (st != ST_OK)
		st = save_error_explain(s, st, r, &obstacle, e);
	record_rules_free(&rules);
	if (st == ST_INVALID) /* not what somebody has typed */
		st = e->status = ST_REFUSED;
	return st;
}

/* *r: the image, to be written over what is seen; the caller frees it. */
static enum status
load(struct session *s, struct record *r, uint64_t id, uint64_t stamp, uint64_t seen,
    struct error *e)
{
	struct view v;
	uint64_t now;
	bool there, had;

	view_open(&v, s);
	had = history_get(v.txn, id, stamp, r, NULL);
	now = register_stamp_now(&v, r->kind, id, &there);
	view_close(&v);
	if (!had)
		return error_set(
		    e, ST_NOTFOUND, "в тот раз этой записи не было: возвращать нечего");
	if (now != seen)
		return error_set(e, ST_CONFLICT,
		    "запись тем временем изменил или удалил другой сотрудник; посмотрите её ещё "
		    "раз");
	if (now == stamp)
		return error_set(e, ST_REFUSED, "запись такая и есть: возвращать нечего");
	r->id = id;
	r->stamp = seen;
	return ST_OK;
}

enum status
register_restore(
    struct session *s, enum kind kind, uint64_t id, uint64_t stamp, uint64_t seen, struct error *e)
{
	struct record *r = record_new(kind);
	struct buf reason = {0};
	enum status st = session_require(s, PERMIT_EDIT, e);

	if (st == ST_OK)
		st = load(s, r, id, stamp, seen, e);
	buf_printf(&reason, "как после операции %llu", (unsigned long long)stamp);
	if (st == ST_OK)
		st = register_write_back(s, r, buf_text(&reason), e);
	buf_free(&reason);
	record_free(r);
	return st;
}
