/* SPDX-License-Identifier: MIT
 * worklists_people.c - lists of the staff: young teachers and mentors, pathways, methodists.
 */
#include <stdlib.h>

#include "model/profile/profile.h"
#include "rules/indicators.h"
#include "rules/schoolyear.h"
#include "service/year/mentor_pairs.h"
#include "service/year/worklists_find.h"

/* Those of `of` who are not in `without`. */
static void
add_people(struct finding *f, const bool *of, const bool *without)
{
	for (EACH_RECORD(id, f->sheets, KIND_PEOPLE))
		if (of[id] && !without[id])
			worklist_add(f, id);
}

/* Marks who has support in force; mentored: only mentoring by somebody. */
static const bool *
supported(struct finding *f, bool mentored)
{
	const int32_t *person = sheets_column(f->sheets, KIND_SUPPORT, "person");
	const int32_t *form = sheets_column(f->sheets, KIND_SUPPORT, "form");
	const int32_t *mentor = sheets_column(f->sheets, KIND_SUPPORT, "mentor");
	const int32_t *from = sheets_column(f->sheets, KIND_SUPPORT, "from");
	const int32_t *to = sheets_column(f->sheets, KIND_SUPPORT, "to");
	bool *marks = sheets_marks(f->sheets, KIND_PEOPLE);

	for (EACH_RECORD(id, f->sheets, KIND_SUPPORT))
		if (is_in_force(from[id], to[id], f->on) &&
		    (!mentored || (form[id] == SUPPORT_MENTORING && mentor[id] != 0)))
			marks[person[id]] = true;
	return marks;
}

void
find_young_unsupported(struct finding *f)
{
	add_people(f, worklist_young(f), supported(f, false));
}

void
find_young_no_mentor(struct finding *f)
{
	add_people(f, worklist_young(f), supported(f, true));
}

void
find_mentor_overload(struct finding *f)
{
	size_t most = (size_t)profile_rules(f->town)->mentor_max, alike = 0;
	struct mentor_pair *pairs;
	size_t count = mentor_pairs_find(f->sheets, f->on, &pairs);

	for (size_t i = 0; i < count; i++) {
		alike = i > 0 && pairs[i].mentor == pairs[i - 1].mentor ? alike + 1 : 1;
		if (alike == most + 1)
			worklist_add(f, pairs[i].mentor);
	}
	free(pairs);
}

void
find_pathway_overdue(struct finding *f)
{
	const int32_t *until = sheets_column(f->sheets, KIND_PATHWAYS, "until");
	const int32_t *finished = sheets_column(f->sheets, KIND_PATHWAYS, "finished");

	for (EACH_RECORD(id, f->sheets, KIND_PATHWAYS))
		if (until[id] != DATE_NONE && until[id] < f->on && !has_come(finished[id], f->on))
			worklist_add(f, id);
}

void
find_assessed_no_pathway(struct finding *f)
{
	const int32_t *person = sheets_column(f->sheets, KIND_ASSESSMENTS, "person");
	const int32_t *level = sheets_column(f->sheets, KIND_ASSESSMENTS, "level");
	const int32_t *date = sheets_column(f->sheets, KIND_ASSESSMENTS, "date");
	const int32_t *walker = sheets_column(f->sheets, KIND_PATHWAYS, "person");
	const int32_t *developed = sheets_column(f->sheets, KIND_PATHWAYS, "developed");
	bool *low = sheets_marks(f->sheets, KIND_PEOPLE),
	     *helped = sheets_marks(f->sheets, KIND_PEOPLE);
	const bool *staff = worklist_staff(f);
	int32_t start = schoolyear_start(f->on);

	for (EACH_RECORD(id, f->sheets, KIND_ASSESSMENTS))
		if (level[id] == ASSESSED_LOW && date[id] >= start && date[id] <= f->on)
			low[person[id]] = staff[person[id]];
	for (EACH_RECORD(id, f->sheets, KIND_PATHWAYS))
		if (developed[id] >= start && developed[id] <= f->on)
			helped[walker[id]] = true;
	add_people(f, low, helped);
}

void
find_methodist_idle(struct finding *f)
{
	const int32_t *person = sheets_column(f->sheets, KIND_METHODISTS, "person");
	const int32_t *from = sheets_column(f->sheets, KIND_METHODISTS, "from");
	const int32_t *to = sheets_column(f->sheets, KIND_METHODISTS, "to");
	const int32_t *methodist = sheets_column(f->sheets, KIND_ATTACHMENTS, "methodist");
	const int32_t *attached = sheets_column(f->sheets, KIND_ATTACHMENTS, "person");
	const int32_t *since = sheets_column(f->sheets, KIND_ATTACHMENTS, "from");
	const int32_t *until = sheets_column(f->sheets, KIND_ATTACHMENTS, "to");
	bool *has_status = sheets_marks(f->sheets, KIND_PEOPLE),
	     *busy = sheets_marks(f->sheets, KIND_PEOPLE);
	const bool *staff = worklist_staff(f);

	for (EACH_RECORD(id, f->sheets, KIND_METHODISTS))
		if (is_in_force(from[id], to[id], f->on))
			has_status[person[id]] = staff[person[id]];
	for (EACH_RECORD(id, f->sheets, KIND_ATTACHMENTS))
		if (is_in_force(since[id], until[id], f->on) && staff[attached[id]])
			busy[methodist[id]] = true;
	add_people(f, has_status, busy);
}
