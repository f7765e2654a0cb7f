/* SPDX-License-Identifier: MIT
 * publishing.h - each list put on the site is journalled; a revoked consent is a reminder until the
 * next one.
 */
#ifndef SERVICE_PUBLISHING_H
#define SERVICE_PUBLISHING_H

#include "service/roster.h"

/* Journal that the list (of roster_open, publicly) is on the site from its day on. *id is the new
 * publication's. ST_REFUSED: somebody changed memberships or consents since the list was made, its
 * day is after today or before the last publication's; ST_DENIED. */
enum status
publishing_record(struct session *s, const struct roster *list, uint64_t *id, struct error *e);

/* Somebody who was on the list revoked, and no list was published since. */
struct reminder {
	uint64_t consent, person;
	int32_t revoked, deadline;
	bool overdue; /* the deadline is before the day asked for */
};
/* Reminders open on a day, most urgent first; the caller frees *out. */
size_t publishing_reminders(struct session *s, int32_t on, struct reminder **out);

/* The newest publication made by the day; 0 when there is none. */
uint64_t publishing_last(struct session *s, int32_t on);

#endif
