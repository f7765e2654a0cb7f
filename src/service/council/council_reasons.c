/* SPDX-License-Identifier: MIT
 * council_reasons.c - reasons to choose from, and who is at work here.
 */
#include "service/council/council.h"

#include <string.h>

#include "base/die.h"
#include "db/record/records.h"
#include "service/core/visibility.h"

enum { REASONS = 30, DECISIONS_LOOKED_AT = 2000 };

static void
add_reason(char **reasons, size_t *count, const char *reason)
{
	if (reason[0] == '\0' || *count == REASONS)
		return;
	for (size_t i = 0; i < *count; i++)
		if (strcmp(reasons[i], reason) == 0)
			return;
	reasons[(*count)++] = xstrdup(reason);
}

size_t
council_reasons(const struct view *v, uint8_t outcome, char ***reasons)
{
	struct decision *d = (struct decision *)record_new(KIND_DECISIONS);
	struct walk *w = walk_by_id(v->txn, KIND_DECISIONS);
	bool may = view_may(v, PERMIT_READ);
	size_t count = 0, left = DECISIONS_LOOKED_AT;
	uint64_t id;

	*reasons = xcalloc(REASONS, sizeof(char *));
	for (const char *const *r = profile_reasons(v->session->profile, outcome); *r != NULL; r++)
		add_reason(*reasons, &count, *r);
	walk_to_last(w);
	while (may && count < REASONS && left-- > 0 && walk_prev(w, &id))
		if (records_get(v->txn, id, &d->base) && d->outcome == outcome)
			add_reason(*reasons, &count, d->reason);
	walk_close(w);
	record_free(&d->base);
	return count;
}

uint64_t
council_own_person(const struct view *v)
{
	struct viewer viewer = visibility_viewer(v);

	return viewer.own;
}
