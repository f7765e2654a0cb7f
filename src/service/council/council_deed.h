/* SPDX-License-Identifier: MIT
 * council_deed.h - one deed of the council as one operation (inside the service layer).
 *
 * The meeting is read, the deed is planned upon what was read, and it is written provided that
 * nobody has written anything since; else it is read and planned anew. So a plan may rely on all it
 * has seen, and of two people at one meeting the second is told what the first has done.
 */
#ifndef SERVICE_COUNCIL_DEED_H
#define SERVICE_COUNCIL_DEED_H

#include "db/record/change.h"
#include "service/council/council.h"
#include "service/core/visibility.h"

struct deed {
	struct view view;       /* everything the plan reads; closed before it is written */
	struct sitting sitting; /* loaded, but for a deed without a meeting */
	struct viewer viewer;
	struct change *change;
	const void *wish; /* what the caller wants */
	uint64_t result;  /* an id for the caller */
	struct error *e;
};

/* Stage the change, or refuse with a sentence. Called again when somebody else was quicker. */
typedef enum status deed_plan(struct deed *d);

struct deed_terms {
	const char *operation, *reason;
	enum permit permit; /* needed */
	uint64_t meeting;   /* 0: none yet */
	bool closed_too;    /* also when the minutes are closed */
	deed_plan *plan;
	const void *wish;
};
enum status
deed_do(struct session *s, const struct deed_terms *terms, uint64_t *result, struct error *e);

/* The meeting's record of that key, or a new one with it (0 where a kind has no such field): the
 * caller fills it and hands it to deed_put, which frees it. */
struct record *deed_record(struct deed *d, enum kind kind, uint64_t application, uint64_t person);
void deed_put(struct deed *d, struct record *r);
/* Remove the record of that key, if there is one. */
void deed_remove(struct deed *d, enum kind kind, uint64_t application, uint64_t person);

/* The item under discussion; NULL (and e) when the agenda is empty. */
struct sitting_item *deed_current(struct deed *d);
/* ST_REFUSED unless the application is on the agenda. */
enum status deed_item(struct deed *d, uint64_t application, struct sitting_item **item);
enum status deed_require_started(struct deed *d);

/* ST_REFUSED: the person has no seat in the council on the day of the meeting. */
enum status deed_refuse_stranger(struct deed *d, uint64_t person);

/* The item of that position is the one under discussion from now on. */
void deed_put_current(struct deed *d, int64_t position);
/* The decision on an item, with the numbers of item->count. */
enum status deed_put_decision(
    struct deed *d, const struct sitting_item *item, uint8_t outcome, const char *reason);

/* The records of a kind that belong to the meeting; the caller frees each, and *out. */
size_t deed_records(struct deed *d, enum kind kind, struct record ***out);

/* A text of a clerk into a field: trimmed, composed, checked. */
enum status deed_set_text(struct deed *d, struct record *r, const char *field, const char *text);

#endif
