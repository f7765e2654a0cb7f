/* SPDX-License-Identifier: MIT
 * worklists_service.c - lists of the methodical service: requests, associations, plans, materials.
 */
#include "model/profile/profile.h"
#include "service/year/requests_board.h"
#include "service/year/worklists_find.h"

enum { WEEK = 7, HEAD_NOTICE = 60 };

/* --- Requests. */

static void
find_requests(struct finding *f, enum request_column column)
{
	const int32_t *received = sheets_column(f->sheets, KIND_REQUESTS, "received");
	const int32_t *due = sheets_column(f->sheets, KIND_REQUESTS, "due");
	const int32_t *done = sheets_column(f->sheets, KIND_REQUESTS, "done");
	const int32_t *refused = sheets_column(f->sheets, KIND_REQUESTS, "refused");
	const int32_t *assigned = sheets_column(f->sheets, KIND_REQUESTS, "assigned");

	for (EACH_RECORD(id, f->sheets, KIND_REQUESTS)) {
		struct request_days days = {received[id], due[id], done[id], refused[id]};

		if ((request_columns(&days, assigned[id] != 0, f->on) & 1U << column) != 0)
			worklist_add(f, id);
	}
}

void
find_requests_unassigned(struct finding *f)
{
	find_requests(f, REQUESTS_UNASSIGNED);
}

void
find_requests_overdue(struct finding *f)
{
	find_requests(f, REQUESTS_OVERDUE);
}

void
find_requests_soon(struct finding *f)
{
	find_requests(f, REQUESTS_SOON);
}

/* --- Associations. */

static const bool *
open_associations(struct finding *f)
{
	const int32_t *founded = sheets_column(f->sheets, KIND_ASSOCIATIONS, "founded");
	const int32_t *closed = sheets_column(f->sheets, KIND_ASSOCIATIONS, "closed");
	const bool *there = sheets_there(f->sheets, KIND_ASSOCIATIONS);
	bool *open = sheets_marks(f->sheets, KIND_ASSOCIATIONS);

	for (EACH_RECORD(id, f->sheets, KIND_ASSOCIATIONS))
		open[id] = there[id] && (founded[id] == DATE_NONE || founded[id] <= f->on) &&
		    !has_come(closed[id], f->on);
	return open;
}

static void
add_associations(struct finding *f, const bool *without)
{
	const bool *open = open_associations(f);

	for (EACH_RECORD(id, f->sheets, KIND_ASSOCIATIONS))
		if (open[id] && !without[id])
			worklist_add(f, id);
}

void
find_no_head(struct finding *f)
{
	const int32_t *association =
	    sheets_column(f->sheets, KIND_ASSOCIATION_HEADS, "association");
	const int32_t *from = sheets_column(f->sheets, KIND_ASSOCIATION_HEADS, "from");
	const int32_t *to = sheets_column(f->sheets, KIND_ASSOCIATION_HEADS, "to");
	bool *headed = sheets_marks(f->sheets, KIND_ASSOCIATIONS);

	for (EACH_RECORD(id, f->sheets, KIND_ASSOCIATION_HEADS))
		if (is_in_force(from[id], to[id], f->on))
			headed[association[id]] = true;
	add_associations(f, headed);
}

void
find_head_ending(struct finding *f)
{
	const int32_t *from = sheets_column(f->sheets, KIND_ASSOCIATION_HEADS, "from");
	const int32_t *to = sheets_column(f->sheets, KIND_ASSOCIATION_HEADS, "to");

	for (EACH_RECORD(id, f->sheets, KIND_ASSOCIATION_HEADS))
		if (to[id] != DATE_NONE && is_in_force(from[id], to[id], f->on) &&
		    to[id] <= f->on + HEAD_NOTICE)
			worklist_add(f, id);
}

/* How many different people at work are in each association: its memberships stand together by
 * their starts, and a person counted for it last is not counted for it again. */
static const int32_t *
sizes_of_associations(struct finding *f)
{
	const int32_t *association =
	    sheets_column(f->sheets, KIND_ASSOCIATION_MEMBERS, "association");
	const int32_t *person = sheets_column(f->sheets, KIND_ASSOCIATION_MEMBERS, "person");
	const int32_t *from = sheets_column(f->sheets, KIND_ASSOCIATION_MEMBERS, "from");
	const int32_t *to = sheets_column(f->sheets, KIND_ASSOCIATION_MEMBERS, "to");
	const int32_t *hired = sheets_column(f->sheets, KIND_PEOPLE, "hired");
	const int32_t *dismissed = sheets_column(f->sheets, KIND_PEOPLE, "dismissed");
	int32_t *start = sheets_numbers(f->sheets, KIND_ASSOCIATIONS);
	int32_t *order = sheets_numbers(f->sheets, KIND_ASSOCIATION_MEMBERS);
	int32_t *counted = sheets_numbers(f->sheets, KIND_PEOPLE);
	int32_t *sizes = sheets_numbers(f->sheets, KIND_ASSOCIATIONS);
	int32_t count = 0;

	for (EACH_RECORD(id, f->sheets, KIND_ASSOCIATION_MEMBERS))
		start[association[id]]++;
	for (EACH_RECORD(id, f->sheets, KIND_ASSOCIATIONS)) {
		int32_t here = start[id];

		start[id] = count;
		count += here;
	}
	for (EACH_RECORD(id, f->sheets, KIND_ASSOCIATION_MEMBERS))
		if (association[id] != 0)
			order[start[association[id]]++] = (int32_t)id;
	for (int32_t i = 0; i < count; i++) {
		int32_t id = order[i], p = person[id];

		if (!is_in_force(from[id], to[id], f->on) || counted[p] == association[id] ||
		    !has_come(hired[p], f->on) || has_come(dismissed[p], f->on))
			continue;
		counted[p] = association[id];
		sizes[association[id]]++;
	}
	return sizes;
}

void
find_below_size(struct finding *f)
{
	const int32_t *least = sheets_column(f->sheets, KIND_ASSOCIATIONS, "min_size");
	int32_t usual = profile_rules(f->town)->association_min_size;
	const bool *open = open_associations(f);
	const int32_t *sizes = sizes_of_associations(f);

	for (EACH_RECORD(id, f->sheets, KIND_ASSOCIATIONS)) {
		int32_t wanted = least[id] != (int32_t)NUMBER_NONE ? least[id] : usual;

		if (open[id] && wanted > sizes[id])
			worklist_add(f, id);
	}
}

void
find_no_plan(struct finding *f)
{
	const int32_t *kind = sheets_column(f->sheets, KIND_PLANS, "kind");
	const int32_t *association = sheets_column(f->sheets, KIND_PLANS, "association");
	const int32_t *from = sheets_column(f->sheets, KIND_PLANS, "from");
	const int32_t *to = sheets_column(f->sheets, KIND_PLANS, "to");
	const int32_t *handed_in = sheets_column(f->sheets, KIND_PLANS, "handed_in");
	bool *planned = sheets_marks(f->sheets, KIND_ASSOCIATIONS);

	for (EACH_RECORD(id, f->sheets, KIND_PLANS))
		if (kind[id] == PLAN_OF_WORK && is_in_force(from[id], to[id], f->on) &&
		    has_come(handed_in[id], f->on))
			planned[association[id]] = true;
	add_associations(f, planned);
}

void
find_no_association(struct finding *f)
{
	const int32_t *association =
	    sheets_column(f->sheets, KIND_ASSOCIATION_MEMBERS, "association");
	const int32_t *person = sheets_column(f->sheets, KIND_ASSOCIATION_MEMBERS, "person");
	const int32_t *from = sheets_column(f->sheets, KIND_ASSOCIATION_MEMBERS, "from");
	const int32_t *to = sheets_column(f->sheets, KIND_ASSOCIATION_MEMBERS, "to");
	const bool *open = open_associations(f), *staff = worklist_staff(f);
	bool *member = sheets_marks(f->sheets, KIND_PEOPLE);

	for (EACH_RECORD(id, f->sheets, KIND_ASSOCIATION_MEMBERS))
		if (open[association[id]] && is_in_force(from[id], to[id], f->on))
			member[person[id]] = true;
	for (EACH_RECORD(id, f->sheets, KIND_PEOPLE))
		if (staff[id] && !member[id])
			worklist_add(f, id);
}

/* --- Plans. */

/* Items neither done nor cancelled, by what `wanted` says of their first and due days. */
static void
find_items(struct finding *f, bool (*wanted)(int32_t from, int32_t due, bool postponed, int32_t on))
{
	const int32_t *from = sheets_column(f->sheets, KIND_PLAN_ITEMS, "from");
	const int32_t *to = sheets_column(f->sheets, KIND_PLAN_ITEMS, "to");
	const int32_t *postponed_to = sheets_column(f->sheets, KIND_PLAN_ITEMS, "postponed_to");
	const int32_t *postponed_on = sheets_column(f->sheets, KIND_PLAN_ITEMS, "postponed_on");
	const int32_t *cancelled = sheets_column(f->sheets, KIND_PLAN_ITEMS, "cancelled");
	const bool *there = sheets_there(f->sheets, KIND_PLAN_ITEMS);
	const int32_t *done = sheets_done(f->sheets);

	for (EACH_RECORD(id, f->sheets, KIND_PLAN_ITEMS)) {
		bool postponed = has_come(postponed_on[id], f->on);

		if (there[id] && done[id] > f->on && !has_come(cancelled[id], f->on) &&
		    wanted(from[id], postponed ? postponed_to[id] : to[id], postponed, f->on))
			worklist_add(f, id);
	}
}

static bool
is_overdue(int32_t from, int32_t due, bool postponed, int32_t on)
{
	(void)from;
	(void)postponed;
	return due < on;
}

static bool
is_this_week(int32_t from, int32_t due, bool postponed, int32_t on)
{
	(void)postponed;
	return from <= on + WEEK - 1 && due >= on;
}

static bool
is_postponed(int32_t from, int32_t due, bool postponed, int32_t on)
{
	(void)from;
	(void)due;
	(void)on;
	return postponed;
}

void
find_plan_overdue(struct finding *f)
{
	find_items(f, is_overdue);
}

void
find_plan_week(struct finding *f)
{
	find_items(f, is_this_week);
}

void
find_plan_postponed(struct finding *f)
{
	find_items(f, is_postponed);
}

void
find_resources_waiting(struct finding *f)
{
	const int32_t *status = sheets_column(f->sheets, KIND_RESOURCES, "status");

	for (EACH_RECORD(id, f->sheets, KIND_RESOURCES))
		if (status[id] == RESOURCE_OFFERED || status[id] == RESOURCE_EXAMINED)
			worklist_add(f, id);
}
