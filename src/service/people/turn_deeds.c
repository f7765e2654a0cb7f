/* SPDX-License-Identifier: MIT
 * turn_deeds.c - attachments handed over to another methodist or ended.
 */
#include "service/people/turn_deeds.h"

#include "base/date.h"
#include "service/core/operations.h"
#include "service/people/shown_before.h"
#include "service/record/sheets.h"

static enum status
do_turn(struct session *s, const char *note, enum kind kind, struct shown_records records,
    shown_deed_fn *fn, const void *what, struct error *e)
{
	return shown_deed_do(s,
	    &(struct shown_deed){.operation = OPERATION_TURN,
		.note = note,
		.kind = kind,
		.records = records,
		.fn = fn,
		.what = what},
	    e);
}

struct handing {
	int32_t day;
	uint64_t methodist; /* 0: to nobody */
};

static bool
is_methodist(struct staging *p, uint64_t person, int32_t day)
{
	struct methodist *m = (struct methodist *)record_new(KIND_METHODISTS);
	struct walk *w = walk_referring(
	    p->view.txn, KIND_METHODISTS, field_find(KIND_METHODISTS, "person"), person);
	bool is = false;

	while (!is && walk_record(w, &m->base))
		is = is_in_force(m->from, m->to, day);
	walk_close(w);
	record_free(&m->base);
	return is;
}

/* The same person, from the day after on. */
static enum status
attach_anew(struct staging *p, const struct handing *h, const struct attachment *old)
{
	struct attachment *a = (struct attachment *)record_new(KIND_ATTACHMENTS);
	enum status st;

	a->methodist = h->methodist;
	a->person = old->person;
	a->from = old->to + 1;
	st = stage_put(p, &a->base);
	record_free(&a->base);
	return st;
}

static enum status
hand_over(struct staging *p, struct record *r, const void *what)
{
	const struct handing *h = what;
	struct attachment *a = (struct attachment *)r;
	enum status st;

	if (a->to != DATE_NONE && a->to <= h->day)
		return shown_refuse_since(p, "закрепление уже закончено", a->to);
	if (h->methodist == a->person)
		return error_set(p->e, ST_REFUSED, "за самим собой человека не закрепляют");
	if (h->methodist != 0 && !is_methodist(p, h->methodist, h->day + 1))
		return error_set(p->e, ST_REFUSED,
		    "выбранный человек в этот день не методист: сначала внесите его статус");
	a->to = h->day > a->from ? h->day : a->from;
	st = stage_put(p, r);
	return st == ST_OK && h->methodist != 0 ? attach_anew(p, h, a) : st;
}

enum status
attachments_end(struct session *s, struct shown_records attachments, int32_t day,
    uint64_t methodist, struct error *e)
{
	const struct handing h = {.day = day, .methodist = methodist};

	return do_turn(s, methodist != 0 ? "переданы другому методисту" : "закрепления закончены",
	    KIND_ATTACHMENTS, attachments, hand_over, &h, e);
}
