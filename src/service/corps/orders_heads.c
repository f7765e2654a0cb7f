/* SPDX-License-Identifier: MIT
 * orders_heads.c - whom an order on the heads of associations proposes: who heads each of them.
 */
#include "base/date.h"
#include "base/idset.h"
#include "service/corps/heads.h"
#include "service/corps/orders_parts.h"

/* Who has left the town is proposed no more. */
static uint64_t
proposed_head(struct txn *t, uint64_t association, int32_t date)
{
	struct association_head *h = (struct association_head *)record_new(KIND_ASSOCIATION_HEADS);
	struct person *p = (struct person *)record_new(KIND_PEOPLE);
	uint64_t person = 0;

	if (heads_find(t, association, date, h) && records_get(t, h->person, &p->base) &&
	    (p->dismissed == DATE_NONE || p->dismissed > date))
		person = h->person;
	record_free(&p->base);
	record_free(&h->base);
	return person;
}

enum status
orders_propose_heads(struct order_project *out, const struct view *v, const uint64_t *associations,
    size_t count, int32_t date, struct error *e)
{
	enum status st = orders_begin(out, v, ORDER_HEADS, date, e);
	struct association *a = (struct association *)record_new(KIND_ASSOCIATIONS);
	struct idset wanted = {0};
	struct walk *w = walk_sorted(v->txn, KIND_ASSOCIATIONS);

	for (size_t i = 0; i < count; i++)
		idset_add(&wanted, associations[i]);
	while (st == ST_OK && walk_record(w, &a->base)) {
		uint64_t id = a->base.id;
		bool open = association_is_open(a, date);

		if (count > 0 ? !idset_has(&wanted, id) : !open)
			continue;
		orders_add_head(out, id, proposed_head(v->txn, id, date));
		out->lines[out->count - 1].taken = open;
	}
	walk_close(w);
	idset_free(&wanted);
	record_free(&a->base);
	if (st == ST_OK)
		(void)orders_check(v, out, NULL); /* the problems beside the lines */
	return view_confirm(v, st, e);
}
