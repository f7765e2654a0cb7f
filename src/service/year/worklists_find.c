/* SPDX-License-Identifier: MIT
 * worklists_find.c - what the finding of lists has in common: what was found, who the staff, the
 * young and the corps of a day are.
 */
#include "service/year/worklists_find.h"

#include "base/array.h"
#include "model/profile/profile.h"
#include "rules/indicators.h"

void
worklist_add(struct finding *f, uint64_t id)
{
	ARRAY_ROOM(f->out->ids, f->out->count, f->room);
	f->out->ids[f->out->count++] = id;
}

void
worklist_add_pair(struct finding *f, uint64_t id, uint64_t other)
{
	ARRAY_ROOM(f->out->others, f->out->count, f->other_room);
	f->out->others[f->out->count] = other;
	worklist_add(f, id);
}

const bool *
worklist_staff(struct finding *f)
{
	const int32_t *kind = sheets_column(f->sheets, KIND_PEOPLE, "staff_kind");
	const int32_t *hired = sheets_column(f->sheets, KIND_PEOPLE, "hired");
	const int32_t *dismissed = sheets_column(f->sheets, KIND_PEOPLE, "dismissed");
	unsigned counted = profile_rules(f->town)->indicator_staff;
	bool *staff;

	if (f->staff != NULL)
		return f->staff;
	staff = sheets_marks(f->sheets, KIND_PEOPLE);
	for (EACH_RECORD(id, f->sheets, KIND_PEOPLE))
		staff[id] = (counted >> kind[id] & 1u) != 0 && has_come(hired[id], f->on) &&
		    !has_come(dismissed[id], f->on);
	f->staff = staff;
	return staff;
}

const bool *
worklist_young(struct finding *f)
{
	const struct town_rules *rules = profile_rules(f->town);
	const int32_t *born = sheets_column(f->sheets, KIND_PEOPLE, "birth_date");
	const int32_t *began = sheets_column(f->sheets, KIND_PEOPLE, "career_start");
	int32_t born_from = date_first_within(f->on, rules->young_age + rules->young_age_inclusive);
	int32_t began_from = date_first_within(f->on, rules->young_years);
	const bool *staff = worklist_staff(f);
	bool *young;

	if (f->young != NULL)
		return f->young;
	young = sheets_marks(f->sheets, KIND_PEOPLE);
	for (EACH_RECORD(id, f->sheets, KIND_PEOPLE)) /* an empty day is before all others */
		young[id] = staff[id] && born[id] >= born_from && began[id] >= began_from &&
		    began[id] <= f->on;
	f->young = young;
	return young;
}

void
worklist_mark_corps(struct finding *f, int32_t on, bool *marks)
{
	const int32_t *person = sheets_column(f->sheets, KIND_MEMBERSHIPS, "person");
	const int32_t *from = sheets_column(f->sheets, KIND_MEMBERSHIPS, "from");
	const int32_t *to = sheets_column(f->sheets, KIND_MEMBERSHIPS, "to");

	for (EACH_RECORD(id, f->sheets, KIND_MEMBERSHIPS))
		if (is_in_force(from[id], to[id], on))
			marks[person[id]] = true;
}

const bool *
worklist_corps(struct finding *f)
{
	bool *corps;

	if (f->corps != NULL)
		return f->corps;
	corps = sheets_marks(f->sheets, KIND_PEOPLE);
	worklist_mark_corps(f, f->on, corps);
	f->corps = corps;
	return corps;
}
