/* SPDX-License-Identifier: MIT
 * source_worklists.c - what asks for attention on a day.
 */
#include "document/source.h"
#include "model/profile/profile.h"
#include "service/year/worklists.h"

enum status
source_worklists(struct facts *f, const struct paper_question *q)
{
	const struct view *v = &q->src->view;
	struct worklists_run *run = worklists_begin(v, q->call->on);
	const struct worklist *list;
	enum status st = ST_OK;

	fact_day(f->root, "on", q->call->on);
	for (size_t i = 0; st == ST_OK && (list = worklist_at(i)) != NULL; i++) {
		struct worklist_found found;
		struct fact_row *row;

		if (!profile_has_module(v->session->profile, list->module))
			continue;
		st = worklists_ask(run, list, &found, q->e);
		if (st == ST_OK && found.count > 0) {
			row = fact_add(f->root, "rows");
			fact_text(row, "title", list->title);
			fact_number(row, "count", (int64_t)found.count);
			fact_text(row, "settle", list->settle);
			fact_flag(row, "late", list->late);
		}
		worklist_found_free(&found);
	}
	worklists_end(run);
	return st;
}
