/* SPDX-License-Identifier: MIT
 * under_way.c - which meeting goes on.
 */
#include "service/council/under_way.h"

#include "db/record/records.h"
#include "service/core/modules.h"

uint64_t
meeting_under_way(const struct view *v)
{
	struct minutes *minutes;
	struct meeting *meeting;
	struct walk *w;
	uint64_t found = 0;
	int32_t latest = 0;

	if (view_require(v, PERMIT_READ, NULL) != ST_OK ||
	    module_require_kind(v->session, KIND_MEETINGS, NULL) != ST_OK)
		return 0;
	minutes = (struct minutes *)record_new(KIND_MINUTES);
	meeting = (struct meeting *)record_new(KIND_MEETINGS);
	w = walk_by_id(v->txn, KIND_MINUTES);
	while (walk_record(w, &minutes->base))
		if (minutes->state == MINUTES_OPEN &&
		    records_get(v->txn, minutes->meeting, &meeting->base) &&
		    (found == 0 || meeting->date >= latest)) {
			found = minutes->meeting;
			latest = meeting->date;
		}
	walk_close(w);
	record_free(&meeting->base);
	record_free(&minutes->base);
	return found;
}
