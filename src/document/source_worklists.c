/* SPDX-License-Identifier: MIT
 * source_worklists.c - what asks for attention on a day.
 */
#include "document/source.h"
#include "service/year/worklists.h"

static void
tell_list(void *context, const struct worklist *list, const struct worklist_found *found)
{
	struct facts *f = context;
	struct fact_row *row;

	if (found->count == 0)
		return;
	row = fact_add(f->root, "rows");
	fact_text(row, "title", list->title);
	fact_number(row, "count", (int64_t)found->count);
	fact_text(row, "settle", list->settle);
	fact_flag(row, "late", list->late);
}

enum status
source_worklists(struct facts *f, const struct paper_question *q)
{
	fact_day(f->root, "on", q->call->on);
	return worklists_each(&q->src->view, q->call->on, tell_list, f, q->e);
}
