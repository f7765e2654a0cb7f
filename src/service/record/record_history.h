/* SPDX-License-Identifier: MIT
 * record_history.h - the life of a record: who changed what and when, and how it was on a day.
 */
#ifndef SERVICE_RECORD_HISTORY_H
#define SERVICE_RECORD_HISTORY_H

#include "db/record/history.h"
#include "db/record/journal.h"
#include "service/core/view.h"

/* One step of a record's history: who, when, and every field that changed. */
struct step_field {
	char *id, *label;     /* of an own field that has gone from the profile both are its id */
	char *before, *after; /* as people read them */
};
struct step {
	struct journal_row row;
	char how; /* '+' made (also: made again after a removal), '*' changed, '-' removed,
		     '~' one of the two images was destroyed */
	struct step_field *fields;
	size_t count;
};
/* Newest first, of those before the operation `before` (UINT64_MAX: from the newest) as many as
 * `most`; fewer: there are no others. A step costs the reading of two images, so whoever shows
 * some reads no more. */
size_t register_history(const struct view *v, enum kind kind, uint64_t id, uint64_t before,
    size_t most, struct step **out);
void register_history_free(struct step *steps, size_t count);

/* The record as it was recorded at the end of that day; NULL when it did not exist then. */
struct record *register_as_of(const struct view *v, enum kind kind, uint64_t id, int32_t day);

#endif
