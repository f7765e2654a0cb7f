/* SPDX-License-Identifier: MIT
 * plan_marks.c - the items marked; they stay from month to month.
 */
#include "base/array.h"
#include "screens/plan/plan.h"

static size_t
find_mark(const struct plan_screen *p, uint64_t item)
{
	size_t i = 0;

	while (i < p->nmarks && p->marks[i] != item)
		i++;
	return i;
}

bool
plan_has_mark(const struct plan_screen *p, uint64_t item)
{
	return find_mark(p, item) < p->nmarks;
}

void
plan_add_mark(struct plan_screen *p, uint64_t item)
{
	if (plan_has_mark(p, item))
		return;
	ARRAY_ROOM(p->marks, p->nmarks, p->marks_room);
	p->marks[p->nmarks++] = item;
}

void
plan_toggle_mark(struct plan_screen *p, uint64_t item)
{
	size_t at = find_mark(p, item);

	if (at < p->nmarks)
		p->marks[at] = p->marks[--p->nmarks];
	else
		plan_add_mark(p, item);
}

void
plan_forget_marks(struct plan_screen *p)
{
	p->nmarks = 0;
}
