/* SPDX-License-Identifier: MIT
 * year_figures.c - counting the year from columns.
 */
#include "service/year/year_figures.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/ids.h"
#include "rules/facts.h"
#include "service/record/sheets.h"

struct counting {
	struct sheets *sheets;
	struct period p;
	uint64_t association; /* 0: all */
	struct year_figures *out;
	bool *held; /* by id of events */
};

static bool
is_within(const struct counting *c, int32_t day)
{
	return day != DATE_NONE && day >= c->p.from && day <= c->p.to;
}

static bool
is_in_scope(const struct counting *c, int32_t association)
{
	return c->association == 0 || (uint64_t)association == c->association;
}

/* --- Events. */

static void
begin_months(struct counting *c)
{
	struct year_figures *f = c->out;
	int y, m, d;

	date_parts(c->p.from, &y, &m, &d);
	f->months = xcalloc((size_t)(date_year(c->p.to) - y + 1) * 12, sizeof(*f->months));
	for (int32_t first = date_make(y, m, 1); first <= c->p.to;
	     first = date_make(y + m / 12, m % 12 + 1, 1)) {
		date_parts(first, &y, &m, &d);
		f->months[f->nmonths++].first = first;
	}
}

static void
count_month(struct year_figures *f, int32_t day)
{
	for (size_t i = f->nmonths; i > 0; i--)
		if (f->months[i - 1].first <= day) {
			f->months[i - 1].held++;
			return;
		}
}

static void
count_events(struct counting *c)
{
	const int32_t *association = sheets_column(c->sheets, KIND_EVENTS, "association");
	const int32_t *held = sheets_column(c->sheets, KIND_EVENTS, "held");
	const int32_t *held_to = sheets_column(c->sheets, KIND_EVENTS, "held_to");
	const int32_t *cancelled = sheets_column(c->sheets, KIND_EVENTS, "cancelled");
	const int32_t *type = sheets_column(c->sheets, KIND_EVENTS, "type");
	const int32_t *level = sheets_column(c->sheets, KIND_EVENTS, "level");
	struct year_figures *f = c->out;

	for (EACH_RECORD(id, c->sheets, KIND_EVENTS)) {
		int32_t last = event_last_day(held[id], held_to[id]);

		if (cancelled[id] != 0 || !is_within(c, last) || !is_in_scope(c, association[id]))
			continue;
		c->held[id] = true;
		f->held++;
		f->by_type[type[id] % YEAR_WORDS_MOST]++;
		f->by_level[level[id] % YEAR_WORDS_MOST]++;
		f->contests.events += type[id] == EVENT_CONTEST;
		count_month(f, last);
	}
}

static void
count_organisations(struct counting *c, const bool *people)
{
	const int32_t *organisation = sheets_column(c->sheets, KIND_PEOPLE, "organisation");
	bool *seen = sheets_marks(c->sheets, KIND_ORGANISATIONS);

	for (EACH_RECORD(id, c->sheets, KIND_PEOPLE)) {
		c->out->people += people[id];
		if (people[id] && organisation[id] != 0)
			seen[organisation[id]] = true;
	}
	for (EACH_RECORD(id, c->sheets, KIND_ORGANISATIONS))
		c->out->organisations += seen[id];
}

/* The headcount of an event, where it is empty the people named. */
static void
count_participations(struct counting *c, const int32_t *named)
{
	const int32_t *headcount = sheets_column(c->sheets, KIND_EVENTS, "headcount");

	for (EACH_RECORD(id, c->sheets, KIND_EVENTS))
		if (c->held[id])
			c->out->participations += headcount[id] != (int32_t)NUMBER_NONE
			    ? (uint64_t)headcount[id]
			    : (uint64_t)named[id];
}

static void
count_people(struct counting *c)
{
	const int32_t *event = sheets_column(c->sheets, KIND_PARTICIPANTS, "event");
	const int32_t *person = sheets_column(c->sheets, KIND_PARTICIPANTS, "person");
	const int32_t *role = sheets_column(c->sheets, KIND_PARTICIPANTS, "role");
	const int32_t *type = sheets_column(c->sheets, KIND_EVENTS, "type");
	uint64_t behind = sheets_behind(c->sheets, KIND_PARTICIPANTS);
	uint64_t *pairs = xcalloc(behind + 1, sizeof(*pairs)),
		 *entries = xcalloc(behind + 1, sizeof(*entries));
	bool *people = sheets_marks(c->sheets, KIND_PEOPLE);
	int32_t *named = sheets_numbers(c->sheets, KIND_EVENTS);
	size_t npairs = 0, nentries = 0;

	for (EACH_RECORD(id, c->sheets, KIND_PARTICIPANTS)) {
		uint64_t pair = (uint64_t)event[id] << 32 | (uint32_t)person[id];

		if (!c->held[event[id]])
			continue;
		people[person[id]] = true;
		pairs[npairs++] = pair;
		if (type[event[id]] != EVENT_CONTEST)
			continue;
		c->out->contests.winners += role[id] == ROLE_WINNER;
		c->out->contests.prizes += role[id] == ROLE_PRIZE;
		c->out->contests.laureates += role[id] == ROLE_LAUREATE;
		if (role_competes((uint8_t)role[id]))
			entries[nentries++] = pair;
	}
	npairs = ids_sort_unique(pairs, npairs);
	for (size_t i = 0; i < npairs; i++)
		named[pairs[i] >> 32]++;
	c->out->contests.entries = ids_sort_unique(entries, nentries);
	count_participations(c, named);
	count_organisations(c, people);
	free(pairs);
	free(entries);
}

/* --- Plans. */

static void
count_plan(struct counting *c)
{
	const int32_t *association = sheets_column(c->sheets, KIND_PLANS, "association");
	const int32_t *plan = sheets_column(c->sheets, KIND_PLAN_ITEMS, "plan");
	const int32_t *to = sheets_column(c->sheets, KIND_PLAN_ITEMS, "to");
	const int32_t *postponed_to = sheets_column(c->sheets, KIND_PLAN_ITEMS, "postponed_to");
	const int32_t *postponed_on = sheets_column(c->sheets, KIND_PLAN_ITEMS, "postponed_on");
	const int32_t *cancelled_on = sheets_column(c->sheets, KIND_PLAN_ITEMS, "cancelled");
	const int32_t *done = sheets_done(c->sheets);
	struct year_figures *f = c->out;

	for (EACH_RECORD(id, c->sheets, KIND_PLAN_ITEMS)) {
		bool is_done = done[id] <= c->p.to;
		bool postponed = has_come(postponed_on[id], c->p.to);
		bool cancelled = has_come(cancelled_on[id], c->p.to);
		int32_t due = postponed ? postponed_to[id] : to[id];

		if (!is_within(c, to[id]) || !is_in_scope(c, association[plan[id]]))
			continue;
		f->plan.items++;
		f->plan.done += is_done;
		f->plan.late += is_done && done[id] > to[id];
		f->plan.postponed += postponed;
		f->plan.cancelled += cancelled;
		f->plan.overdue += !is_done && !cancelled && due < c->p.to;
	}
}

static void
count_requests(struct counting *c)
{
	const int32_t *received = sheets_column(c->sheets, KIND_REQUESTS, "received");
	const int32_t *done_on = sheets_column(c->sheets, KIND_REQUESTS, "done");
	const int32_t *refused_on = sheets_column(c->sheets, KIND_REQUESTS, "refused");
	const int32_t *due = sheets_column(c->sheets, KIND_REQUESTS, "due");
	struct year_figures *f = c->out;

	for (EACH_RECORD(id, c->sheets, KIND_REQUESTS)) {
		bool done = has_come(done_on[id], c->p.to);
		bool refused = has_come(refused_on[id], c->p.to);
		bool in_time = due[id] == DATE_NONE || done_on[id] <= due[id];

		if (!is_within(c, received[id]))
			continue;
		f->requests.received++;
		f->requests.done += done;
		f->requests.in_time += done && in_time;
		f->requests.late += done && !in_time;
		f->requests.refused += refused;
		f->requests.open += !done && !refused;
		f->requests.overdue +=
		    !done && !refused && due[id] != DATE_NONE && due[id] < c->p.to;
	}
}

enum status
year_figures_ask(const struct view *v, struct period period, struct scope scope,
    struct year_figures *out, struct error *e)
{
	enum status st = view_require(v, PERMIT_READ, e);
	struct counting c = {.p = period, .out = out};

	*out = (struct year_figures){.period = period, .scope = scope};
	if (st == ST_OK && scope.type != SCOPE_CITY && scope.type != SCOPE_ASSOCIATION)
		st = error_set(e, ST_REFUSED,
		    "год в цифрах бывает для всего города (city) и для объединения "
		    "(association:КОД)");
	if (st != ST_OK)
		return st;
	c.association = scope.id;
	c.sheets = sheets_open(v);
	c.held = sheets_marks(c.sheets, KIND_EVENTS);
	begin_months(&c);
	count_events(&c);
	count_people(&c);
	count_plan(&c);
	out->has_requests = scope.type == SCOPE_CITY;
	if (out->has_requests)
		count_requests(&c);
	sheets_close(c.sheets);
	return txn_status(v->txn);
}

void
year_figures_free(struct year_figures *f)
{
	free(f->months);
	*f = (struct year_figures){.months = NULL};
}
