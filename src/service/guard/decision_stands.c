/* SPDX-License-Identifier: MIT
 * decision_stands.c - the decisions on an application, looked through for one that admits.
 */
#include "service/guard/decision_stands.h"

#include "db/record/records.h"

static bool
is_on_an_agenda(struct txn *t, uint64_t application)
{
	struct walk *w =
	    walk_referring(t, KIND_AGENDA, field_find(KIND_AGENDA, "application"), application);
	uint64_t id;
	bool found = walk_next(w, &id);

	walk_close(w);
	return found;
}

bool
decision_stands(struct txn *t, uint64_t application)
{
	struct decision *d = (struct decision *)record_new(KIND_DECISIONS);
	struct walk *w = walk_referring(
	    t, KIND_DECISIONS, field_find(KIND_DECISIONS, "application"), application);
	bool admitted = false, decided = false;
	uint64_t id;

	while (!admitted && walk_next(w, &id))
		if (records_get(t, id, &d->base)) {
			decided = true;
			admitted = d->outcome == OUTCOME_ADMIT;
		}
	walk_close(w);
	record_free(&d->base);
	return admitted || (!decided && !is_on_an_agenda(t, application));
}
