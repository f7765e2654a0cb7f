/* SPDX-License-Identifier: MIT
 * young_school.h - sessions of the school of young teachers: events of associations of that kind,
 * held in the school year of a day, up to it (inside the room).
 */
#ifndef SERVICE_YOUNG_SCHOOL_H
#define SERVICE_YOUNG_SCHOOL_H

#include "service/record/sheets.h"

size_t young_school_count(struct sheets *sheets, int32_t on);
/* How many of them each has taken part in, in whatever role, by id of people; the sheets' own. */
const int32_t *young_school_attended(struct sheets *sheets, int32_t on);
/* Which they are (person 0), or those the person took part in, by id; the caller frees *ids. */
size_t young_school_sessions(struct sheets *sheets, uint64_t person, int32_t on, uint64_t **ids);

#endif
