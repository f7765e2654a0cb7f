/* SPDX-License-Identifier: MIT
 * worklists_corps.c - lists of the corps: who is to come off the site, whose category or consent
 * ends, who has not reported.
 */
#include <string.h>

#include "db/record/records.h"
#include "service/corps/agreements.h"
#include "service/corps/publishing.h"
#include "service/year/worklists_find.h"

enum { CATEGORY_NOTICE = 90, CONSENT_NOTICE = 30 };

/* Mark the people a published list names: a line a row, the code first. */
static void
mark_listed(struct finding *f, const char *list, bool *marks)
{
	while (*list != '\0') {
		size_t line = strcspn(list, "\n");
		uint64_t person =
		    records_find(f->view->txn, KIND_PEOPLE, slice_make(list, strcspn(list, " \n")));

		if (person != 0)
			marks[person] = true;
		list += line + (list[line] == '\n');
	}
}

/* Revoked since the list was published, and no consent in force now. */
static void
find_revoked(struct finding *f, const struct publication *last)
{
	const int32_t *person = sheets_column(f->sheets, KIND_CONSENTS, "person");
	const int32_t *kind = sheets_column(f->sheets, KIND_CONSENTS, "kind");
	const int32_t *given = sheets_column(f->sheets, KIND_CONSENTS, "given");
	const int32_t *until = sheets_column(f->sheets, KIND_CONSENTS, "until");
	const int32_t *revoked = sheets_column(f->sheets, KIND_CONSENTS, "revoked");
	bool *listed = sheets_marks(f->sheets, KIND_PEOPLE),
	     *gone = sheets_marks(f->sheets, KIND_PEOPLE),
	     *holds = sheets_marks(f->sheets, KIND_PEOPLE);

	mark_listed(f, last->list, listed);
	for (EACH_RECORD(id, f->sheets, KIND_CONSENTS)) {
		if (kind[id] != CONSENT_DISTRIBUTION)
			continue;
		if (revoked[id] != DATE_NONE && revoked[id] >= last->date && revoked[id] <= f->on)
			gone[person[id]] = true;
		if (is_in_force(given[id], until[id], f->on) && !has_come(revoked[id], f->on))
			holds[person[id]] = true;
	}
	for (EACH_RECORD(id, f->sheets, KIND_PEOPLE))
		if (listed[id] && gone[id] && !holds[id])
			worklist_add(f, id);
}

void
find_removal(struct finding *f)
{
	struct publication *last = (struct publication *)record_new(KIND_PUBLICATIONS);
	uint64_t id = publishing_last(f->view, f->on);

	if (records_get(f->view->txn, id, &last->base))
		find_revoked(f, last);
	record_free(&last->base);
}

void
find_overlaps(struct finding *f)
{
	const int32_t *person = sheets_column(f->sheets, KIND_MEMBERSHIPS, "person");
	const int32_t *from = sheets_column(f->sheets, KIND_MEMBERSHIPS, "from");
	const int32_t *to = sheets_column(f->sheets, KIND_MEMBERSHIPS, "to");
	int32_t *count = sheets_numbers(f->sheets, KIND_PEOPLE);

	for (EACH_RECORD(id, f->sheets, KIND_MEMBERSHIPS))
		if (is_in_force(from[id], to[id], f->on) && ++count[person[id]] == 2)
			worklist_add(f, (uint64_t)person[id]);
}

void
find_category_ending(struct finding *f)
{
	const int32_t *until = sheets_column(f->sheets, KIND_PEOPLE, "category_until");
	const bool *corps = worklist_corps(f);

	for (EACH_RECORD(id, f->sheets, KIND_PEOPLE))
		if (corps[id] && until[id] >= f->on && until[id] <= f->on + CATEGORY_NOTICE)
			worklist_add(f, id);
}

void
find_consent_ending(struct finding *f)
{
	const bool *corps = worklist_corps(f);

	for (EACH_RECORD(id, f->sheets, KIND_PEOPLE)) {
		struct publish_verdict v;

		if (!corps[id])
			continue;
		v = agreements_judge(f->view, id, f->on);
		if (publish_holds(&v) && v.until != DATE_NONE && v.until <= f->on + CONSENT_NOTICE)
			worklist_add(f, id);
	}
}

/* Everyone of the corps on the last day of the period asked about, without a report received. */
static void
find_silent(struct finding *f, uint64_t request, int32_t to)
{
	const int32_t *report = sheets_column(f->sheets, KIND_MEMBER_REPORTS, "report");
	const int32_t *person = sheets_column(f->sheets, KIND_MEMBER_REPORTS, "person");
	const int32_t *received = sheets_column(f->sheets, KIND_MEMBER_REPORTS, "received");
	bool *owes = sheets_marks(f->sheets, KIND_PEOPLE);

	worklist_mark_corps(f, to, owes);
	for (EACH_RECORD(id, f->sheets, KIND_MEMBER_REPORTS))
		if ((uint64_t)report[id] == request && has_come(received[id], f->on))
			owes[person[id]] = false;
	for (EACH_RECORD(id, f->sheets, KIND_PEOPLE))
		if (owes[id])
			worklist_add_pair(f, request, id);
}

void
find_reports_missing(struct finding *f)
{
	const int32_t *asked = sheets_column(f->sheets, KIND_REPORT_REQUESTS, "asked");
	const int32_t *to = sheets_column(f->sheets, KIND_REPORT_REQUESTS, "to");

	for (EACH_RECORD(id, f->sheets, KIND_REPORT_REQUESTS))
		if (has_come(asked[id], f->on))
			find_silent(f, id, to[id]);
}
