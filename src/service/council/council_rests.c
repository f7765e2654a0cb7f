/* SPDX-License-Identifier: MIT
 * council_rests.c - from decisions to the orders that carry them out, and to what was published.
 */
#include "service/council/council_rests.h"

#include "base/date.h"
#include "base/idset.h"
#include "db/record/records.h"

/* Orders by which the meeting's admitted are in the corps. */
struct resting {
	struct txn *t;
	struct idset orders;
	int32_t first; /* day anybody of them is a member from; DATE_NONE: nobody is */
};

static void
add_memberships(struct resting *x, uint64_t application)
{
	struct membership *m = (struct membership *)record_new(KIND_MEMBERSHIPS);
	struct walk *w = walk_referring(
	    x->t, KIND_MEMBERSHIPS, field_find(KIND_MEMBERSHIPS, "application"), application);

	while (walk_record(w, &m->base)) {
		if (m->order == 0)
			continue;
		idset_add(&x->orders, m->order);
		if (x->first == DATE_NONE || m->from < x->first)
			x->first = m->from;
	}
	walk_close(w);
	record_free(&m->base);
}

static void
add_decisions(struct resting *x, uint64_t meeting)
{
	struct decision *d = (struct decision *)record_new(KIND_DECISIONS);
	struct walk *w =
	    walk_referring(x->t, KIND_DECISIONS, field_find(KIND_DECISIONS, "meeting"), meeting);

	while (walk_record(w, &d->base))
		add_memberships(x, d->application);
	walk_close(w);
	record_free(&d->base);
}

static size_t
put_orders(struct resting *x, struct buf *out)
{
	struct order *o = (struct order *)record_new(KIND_ORDERS);
	size_t count = 0;

	for (uint64_t id = 1; idset_next(&x->orders, &id); id++) {
		if (!records_get(x->t, id, &o->base))
			continue;
		buf_printf(out, "%sприказ № %s от ", count++ > 0 ? ", " : "", o->number);
		date_put_russian(out, o->date);
	}
	record_free(&o->base);
	return count;
}

static size_t
put_publications(struct resting *x, struct buf *out, size_t before)
{
	struct publication *p = (struct publication *)record_new(KIND_PUBLICATIONS);
	struct walk *w = walk_by_id(x->t, KIND_PUBLICATIONS);
	size_t count = 0;

	while (x->first != DATE_NONE && walk_record(w, &p->base)) {
		if (p->date < x->first)
			continue;
		buf_puts(out, before + count++ > 0 ? ", " : "");
		buf_puts(out, "публикация списка от ");
		date_put_russian(out, p->date);
	}
	walk_close(w);
	record_free(&p->base);
	return count;
}

size_t
council_put_rests(const struct view *v, uint64_t meeting, struct buf *out)
{
	struct resting x = {.t = v->txn, .first = DATE_NONE};
	size_t count;

	add_decisions(&x, meeting);
	count = put_orders(&x, out);
	count += put_publications(&x, out, count);
	idset_free(&x.orders);
	return count;
}
