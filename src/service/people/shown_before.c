/* SPDX-License-Identifier: MIT
 * shown_before.c - deeds upon records that were seen.
 */
#include "service/people/shown_before.h"

#include "base/date.h"
#include "service/core/naming.h"
#include "service/record/save_errors.h"

/* "запись тем временем изменена (petrova, ...): Гусева Вера Ивановна · наставничество": what is
 * wrong first, for names are long. */
static enum status
refuse_changed(struct staging *p, enum kind kind, uint64_t id, uint64_t seen, enum status st)
{
	struct buf name = {0}, what = {0};
	bool mine = false;

	register_put_last_name(&p->view, kind, id, &name);
	save_error_put_since(&p->view, kind, id, seen, &what, &mine);
	error_set(p->e, st, "%s: %s; посмотрите, что теперь, и повторите", buf_text(&what),
	    buf_text(&name));
	buf_free(&name);
	buf_free(&what);
	return st;
}

enum status
shown_before_get(struct staging *p, uint64_t id, uint64_t seen, struct record *out)
{
	enum kind kind = out->kind;

	if (!records_get(p->view.txn, id, out))
		return refuse_changed(p, kind, id, seen, ST_NOTFOUND);
	if (out->stamp > seen)
		return refuse_changed(p, kind, id, seen, ST_REFUSED);
	return ST_OK;
}

/* "итог уже записан (Гусева Вера Ивановна · наставничество)": what is wrong first. */
static enum status
name_record(struct staging *p, const struct record *r, enum status st)
{
	struct error why = *p->e;
	struct buf name = {0};

	register_put_name_of(&p->view, r, &name);
	error_set(p->e, st, "%s (%s)", error_text(&why), buf_text(&name));
	buf_free(&name);
	return st;
}

static enum status
do_one(struct staging *p, const struct shown_deed *d, uint64_t id)
{
	struct record *r = record_new(d->kind);
	enum status st = shown_before_get(p, id, d->records.seen, r);

	if (st == ST_OK) {
		st = d->fn(p, r, d->what);
		if (st != ST_OK)
			name_record(p, r, st);
	}
	record_free(r);
	return st;
}

enum status
shown_refuse_since(struct staging *p, const char *what, int32_t day)
{
	struct buf text = {0};

	date_put_russian(&text, day);
	error_set(p->e, ST_REFUSED, "%s %s", what, buf_text(&text));
	buf_free(&text);
	return ST_REFUSED;
}

enum status
shown_deed_stage(struct staging *p, const struct shown_deed *d, struct error *e)
{
	enum status st = ST_OK;

	p->e = e;
	if (d->records.count == 0)
		return error_set(e, ST_REFUSED, "не отмечено ни одной записи");
	for (size_t i = 0; i < d->records.count && st == ST_OK; i++)
		st = do_one(p, d, d->records.ids[i]);
	return st;
}

static enum status
stage_all(struct staging *p, const void *what, struct error *e)
{
	return shown_deed_stage(p, what, e);
}

enum status
shown_deed_do(struct session *s, const struct shown_deed *d, struct error *e)
{
	return stage_records(s,
	    &(struct staged){
		.operation = d->operation, .note = d->note, .fn = stage_all, .what = d},
	    e);
}
