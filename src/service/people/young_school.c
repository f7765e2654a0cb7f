/* SPDX-License-Identifier: MIT
 * young_school.c - sessions of the school of young teachers, and who came to them.
 */
#include "service/people/young_school.h"

#include <assert.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/ids.h"
#include "rules/facts.h"
#include "rules/schoolyear.h"

/* Which events are sessions of it, by id. */
static const bool *
find_sessions(struct sheets *sheets, int32_t on)
{
	const int32_t *kind = sheets_column(sheets, KIND_ASSOCIATIONS, "kind");
	const int32_t *association = sheets_column(sheets, KIND_EVENTS, "association");
	const int32_t *held = sheets_column(sheets, KIND_EVENTS, "held");
	const int32_t *held_to = sheets_column(sheets, KIND_EVENTS, "held_to");
	const int32_t *cancelled = sheets_column(sheets, KIND_EVENTS, "cancelled");
	bool *sessions = sheets_marks(sheets, KIND_EVENTS);
	int32_t year = schoolyear_start(on);

	for (EACH_RECORD(id, sheets, KIND_EVENTS)) {
		int32_t last = event_last_day(held[id], held_to[id]);

		sessions[id] = association[id] != 0 &&
		    kind[association[id]] == ASSOCIATION_YOUNG_SCHOOL && cancelled[id] == 0 &&
		    last >= year && has_come(last, on);
	}
	return sessions;
}

size_t
young_school_count(struct sheets *sheets, int32_t on)
{
	const bool *sessions = find_sessions(sheets, on);
	size_t count = 0;

	for (EACH_RECORD(id, sheets, KIND_EVENTS))
		count += sessions[id];
	return count;
}

/* Person and session, each pair once, however many roles it was; the caller frees *out. */
static size_t
find_parts(struct sheets *sheets, int32_t on, uint64_t **out)
{
	const bool *sessions = find_sessions(sheets, on);
	const int32_t *event = sheets_column(sheets, KIND_PARTICIPANTS, "event");
	const int32_t *person = sheets_column(sheets, KIND_PARTICIPANTS, "person");
	uint64_t *parts = NULL;
	size_t count = 0, room = 0;

	for (EACH_RECORD(id, sheets, KIND_PARTICIPANTS))
		if (event[id] != 0 && sessions[event[id]]) {
			ARRAY_ROOM(parts, count, room);
			parts[count++] = (uint64_t)person[id] << 32 | (uint32_t)event[id];
		}
	*out = parts;
	return ids_sort_unique(parts, count);
}

const int32_t *
young_school_attended(struct sheets *sheets, int32_t on)
{
	int32_t *attended = sheets_numbers(sheets, KIND_PEOPLE);
	uint64_t *parts;
	size_t count = find_parts(sheets, on, &parts);

	for (size_t i = 0; i < count; i++)
		attended[parts[i] >> 32]++;
	free(parts);
	return attended;
}

size_t
young_school_sessions(struct sheets *sheets, uint64_t person, int32_t on, uint64_t **ids)
{
	const bool *sessions = find_sessions(sheets, on);
	uint64_t *parts = NULL;
	size_t nparts = person != 0 ? find_parts(sheets, on, &parts) : 0, count = 0, room = 0;

	assert(parts != NULL || nparts == 0);
	*ids = NULL;
	for (size_t i = 0; i < nparts; i++)
		if (parts[i] >> 32 == person) {
			ARRAY_ROOM(*ids, count, room);
			(*ids)[count++] = (uint32_t)parts[i];
		}
	for (EACH_RECORD(id, sheets, KIND_EVENTS))
		if (person == 0 && sessions[id]) {
			ARRAY_ROOM(*ids, count, room);
			(*ids)[count++] = id;
		}
	free(parts);
	return count;
}
