/* SPDX-License-Identifier: MIT
 * worklists_council.c - applications by how far they have come on a day.
 */
#include "db/record/records.h"
#include "rules/eligibility.h"
#include "service/council/meeting_order.h"
#include "service/year/worklists_find.h"

static bool
is_later(struct finding *f, uint64_t meeting, uint64_t other)
{
	const int32_t *date = sheets_column(f->sheets, KIND_MEETINGS, "date");

	return meeting_is_later(f->view->txn, (struct dated_meeting){meeting, date[meeting]},
	    (struct dated_meeting){other, date[other]});
}

/* What is known of each application, by its id. */
struct known {
	int32_t *decided, *outcome; /* the last meeting that decided by the day, and what */
	int32_t *agenda;            /* the latest meeting not closed that has it on its agenda */
	bool *ordered;              /* a membership of an order of the day or before names it */
};

static void
find_decisions(struct finding *f, struct known *k)
{
	const int32_t *date = sheets_column(f->sheets, KIND_MEETINGS, "date");
	const int32_t *meeting = sheets_column(f->sheets, KIND_DECISIONS, "meeting");
	const int32_t *application = sheets_column(f->sheets, KIND_DECISIONS, "application");
	const int32_t *outcome = sheets_column(f->sheets, KIND_DECISIONS, "outcome");

	for (EACH_RECORD(id, f->sheets, KIND_DECISIONS)) {
		int32_t a = application[id], m = meeting[id];

		if (m == 0 || date[m] > f->on || !is_later(f, (uint64_t)m, (uint64_t)k->decided[a]))
			continue;
		k->decided[a] = m;
		k->outcome[a] = outcome[id];
	}
}

static void
find_agendas(struct finding *f, struct known *k)
{
	const int32_t *held = sheets_column(f->sheets, KIND_MINUTES, "meeting");
	const int32_t *state = sheets_column(f->sheets, KIND_MINUTES, "state");
	const int32_t *meeting = sheets_column(f->sheets, KIND_AGENDA, "meeting");
	const int32_t *application = sheets_column(f->sheets, KIND_AGENDA, "application");
	bool *closed = sheets_marks(f->sheets, KIND_MEETINGS);

	for (EACH_RECORD(id, f->sheets, KIND_MINUTES))
		closed[held[id]] = state[id] == MINUTES_CLOSED;
	for (EACH_RECORD(id, f->sheets, KIND_AGENDA)) {
		int32_t a = application[id], m = meeting[id];

		if (a != 0 && !closed[m] && is_later(f, (uint64_t)m, (uint64_t)k->agenda[a]))
			k->agenda[a] = m;
	}
}

static void
find_orders(struct finding *f, struct known *k)
{
	const int32_t *date = sheets_column(f->sheets, KIND_ORDERS, "date");
	const int32_t *application = sheets_column(f->sheets, KIND_MEMBERSHIPS, "application");
	const int32_t *order = sheets_column(f->sheets, KIND_MEMBERSHIPS, "order");

	for (EACH_RECORD(id, f->sheets, KIND_MEMBERSHIPS))
		if (order[id] != 0 && date[order[id]] <= f->on)
			k->ordered[application[id]] = true;
}

static bool
is_lacking(struct finding *f, uint64_t id)
{
	struct application *a = (struct application *)record_new(KIND_APPLICATIONS);
	struct person *p = (struct person *)record_new(KIND_PEOPLE);
	bool lacking = false, known;
	struct verdict verdict;

	if (records_get(f->view->txn, id, &a->base)) {
		known = records_get(f->view->txn, a->person, &p->base);
		eligibility_judge(&verdict, f->town, a, known ? p : NULL, f->on);
		lacking = verdict_lacks(&verdict);
		verdict_free(&verdict);
	}
	record_free(&a->base);
	record_free(&p->base);
	return lacking;
}

static enum application_status
undecided_status(struct finding *f, const struct known *k, uint64_t id, int32_t agreed)
{
	if (k->agenda[id] != 0)
		return APPLICATION_AGENDA;
	if (is_lacking(f, id))
		return APPLICATION_LACKING;
	return has_come(agreed, f->on) ? APPLICATION_READY : APPLICATION_AGREEMENT;
}

static enum application_status
status_of(struct finding *f, const struct known *k, uint64_t id, int32_t agreed)
{
	uint64_t decided = (uint64_t)k->decided[id], agenda = (uint64_t)k->agenda[id];

	switch (k->outcome[id]) {
	case OUTCOME_POSTPONE:
		return agenda != 0 && is_later(f, agenda, decided) ? APPLICATION_AGENDA
								   : APPLICATION_POSTPONED;
	case OUTCOME_ADMIT:
		return k->ordered[id] ? APPLICATION_ORDERED : APPLICATION_ADMITTED;
	case OUTCOME_REFUSE:
		return APPLICATION_REFUSED;
	default:
		return undecided_status(f, k, id, agreed);
	}
}

/* The status of every application submitted by the day. */
static const int32_t *
statuses(struct finding *f)
{
	const int32_t *submitted = sheets_column(f->sheets, KIND_APPLICATIONS, "submitted");
	const int32_t *agreed = sheets_column(f->sheets, KIND_APPLICATIONS, "agreed");
	struct known k = {.decided = sheets_numbers(f->sheets, KIND_APPLICATIONS),
	    .outcome = sheets_numbers(f->sheets, KIND_APPLICATIONS),
	    .agenda = sheets_numbers(f->sheets, KIND_APPLICATIONS),
	    .ordered = sheets_marks(f->sheets, KIND_APPLICATIONS)};
	int32_t *of;

	if (f->statuses != NULL)
		return f->statuses;
	of = sheets_numbers(f->sheets, KIND_APPLICATIONS);
	find_decisions(f, &k);
	find_agendas(f, &k);
	find_orders(f, &k);
	for (EACH_RECORD(id, f->sheets, KIND_APPLICATIONS))
		of[id] = has_come(submitted[id], f->on) ? (int32_t)status_of(f, &k, id, agreed[id])
							: APPLICATION_DRAFT;
	f->statuses = of;
	return of;
}

static void
add_applications(struct finding *f, enum application_status status)
{
	const int32_t *of = statuses(f);

	for (EACH_RECORD(id, f->sheets, KIND_APPLICATIONS))
		if (of[id] == (int32_t)status)
			worklist_add(f, id);
}

void
find_lacking(struct finding *f)
{
	add_applications(f, APPLICATION_LACKING);
}

void
find_agreement(struct finding *f)
{
	add_applications(f, APPLICATION_AGREEMENT);
}

void
find_ready(struct finding *f)
{
	add_applications(f, APPLICATION_READY);
}

void
find_agenda(struct finding *f)
{
	add_applications(f, APPLICATION_AGENDA);
}

void
find_postponed(struct finding *f)
{
	add_applications(f, APPLICATION_POSTPONED);
}

void
find_unordered(struct finding *f)
{
	add_applications(f, APPLICATION_ADMITTED);
}
