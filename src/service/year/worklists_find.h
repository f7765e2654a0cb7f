/* SPDX-License-Identifier: MIT
 * worklists_find.h - how each list is found (inside this room).
 */
#ifndef SERVICE_WORKLISTS_FIND_H
#define SERVICE_WORKLISTS_FIND_H

#include "service/council/application_statuses.h"
#include "service/record/sheets.h"
#include "service/year/worklists.h"

/* A list being found, on one day. */
struct finding {
	const struct view *view;
	const struct profile *town;
	struct sheets *sheets;
	int32_t on;
	const bool *staff, *young; /* T and Y, by id of people; NULL: nobody has asked yet */
	const bool *corps;         /* who is in the corps on the day */
	const int32_t *statuses;   /* enum application_status by id of applications */
	struct worklist_found *out;
	size_t room, other_room;
};

void worklist_add(struct finding *f, uint64_t id);
void worklist_add_pair(struct finding *f, uint64_t id, uint64_t other);

const bool *worklist_staff(struct finding *f);
const bool *worklist_young(struct finding *f);
const bool *worklist_corps(struct finding *f);

/* The people of a membership in force on a day, each marked; the array is the caller's. */
void worklist_mark_corps(struct finding *f, int32_t on, bool *marks);

typedef void find_fn(struct finding *f);
extern find_fn find_lacking, find_agreement, find_ready, find_agenda, find_postponed,
    find_unordered;
extern find_fn find_removal, find_overlaps, find_category_ending, find_consent_ending,
    find_reports_missing;
extern find_fn find_requests_unassigned, find_requests_overdue, find_requests_soon;
extern find_fn find_no_head, find_head_ending, find_below_size, find_no_plan, find_no_association;
extern find_fn find_plan_overdue, find_plan_week, find_plan_postponed;
extern find_fn find_young_unsupported, find_young_no_mentor, find_mentor_overload;
extern find_fn find_pathway_overdue, find_assessed_no_pathway, find_methodist_idle;
extern find_fn find_resources_waiting;

#endif
