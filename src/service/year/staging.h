/* SPDX-License-Identifier: MIT
 * staging.h - several records written as one operation (inside the service layer).
 */
#ifndef SERVICE_STAGING_H
#define SERVICE_STAGING_H

#include "db/record/records.h"
#include "db/record/change.h"
#include "service/core/view.h"

struct staging {
	struct view view; /* of what is stored */
	struct change *change;
	struct buf codes[KIND_COUNT]; /* the last one given */
	const struct record *base;    /* staged and not stored yet, others may refer to it; NULL */
	struct error *e;
};

/* Stage all of a deed. Asked anew when somebody has written in between. */
typedef enum status stage_fn(struct staging *p, const void *what, struct error *e);

struct staged {
	const char *operation, *note; /* of the journal row */
	stage_fn *fn;
	const void *what;
};
/* Write what fn stages, under the rules, as one operation; or nothing. ST_DENIED: the account may
 * not edit. */
enum status stage_records(struct session *s, const struct staged *staged, struct error *e);

/* Give a new record its code. */
void stage_code(struct staging *p, struct record *r);
/* Stage a record that has no fault: else ST_INVALID with the first of them. */
enum status stage_put(struct staging *p, struct record *r);

#endif
