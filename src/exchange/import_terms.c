/* SPDX-License-Identifier: MIT
 * import_terms.c - the days of plans, and items that have theirs of them.
 */
#include "exchange/import_terms.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/date.h"
#include "db/record/records.h"

static struct plan_days
days_of(const struct plan *p)
{
	return (struct plan_days){.from = p->from, .to = p->to};
}

void
import_terms_note(struct import_terms *terms, const struct record *plan)
{
	uint32_t at = idmap_add(&terms->places, plan->id, (uint32_t)terms->count);

	if (at == terms->count) {
		ARRAY_ROOM(terms->plans, terms->count, terms->room);
		terms->count++;
	}
	terms->plans[at] = days_of((const struct plan *)plan);
}

/* false: there is no such plan. */
static bool
find_plan(struct import_terms *terms, struct txn *t, uint64_t id, struct plan_days *out)
{
	uint32_t at = id != 0 ? idmap_get(&terms->places, id) : IDMAP_NONE;
	struct plan *p;
	bool found;

	if (at != IDMAP_NONE) {
		*out = terms->plans[at];
		return true;
	}
	p = (struct plan *)record_new(KIND_PLANS);
	found = id != 0 && records_get(t, id, &p->base);
	*out = days_of(p);
	record_free(&p->base);
	return found;
}

enum status
import_terms_fill(struct import_terms *terms, struct txn *t, struct record *item, struct error *e)
{
	struct plan_item *i = (struct plan_item *)item;
	struct plan_days plan, days;
	enum status st;

	if (i->term[0] == '\0' || i->from != DATE_NONE || i->to != DATE_NONE ||
	    !find_plan(terms, t, i->plan, &plan))
		return ST_OK;
	st = plan_term_read(slice_of(i->term), plan, &days, e);
	if (st == ST_OK) {
		i->from = days.from;
		i->to = days.to;
	}
	return st;
}

bool
import_terms_tells(const struct field *f)
{
	return f == field_find(KIND_PLAN_ITEMS, "from") || f == field_find(KIND_PLAN_ITEMS, "to");
}

void
import_terms_clear(struct import_terms *terms)
{
	idmap_free(&terms->places);
	terms->places = (struct idmap){0};
	terms->count = 0;
}

void
import_terms_free(struct import_terms *terms)
{
	idmap_free(&terms->places);
	free(terms->plans);
}
