/* SPDX-License-Identifier: MIT
 * plan_staging.h - several records of the methodical year written as one operation (inside the
 * room).
 */
#ifndef SERVICE_PLAN_STAGING_H
#define SERVICE_PLAN_STAGING_H

#include "db/record/records.h"
#include "db/record/change.h"
#include "service/core/view.h"

struct plan_staging {
	struct view view; /* of what is stored */
	struct change *change;
	struct buf codes[KIND_COUNT]; /* the last one given */
	const struct record *base;    /* staged and not stored yet, others may refer to it; NULL */
	struct error *e;
};

/* Stage all of a deed. Asked anew when somebody has written in between. */
typedef enum status plan_stage_fn(struct plan_staging *p, const void *what, struct error *e);

/* Write what fn stages, under the rules, as an operation with the note; or nothing. ST_DENIED: the
 * account may not edit. */
enum status plan_stage(
    struct session *s, const char *note, plan_stage_fn *fn, const void *what, struct error *e);

/* Give a new record its code. */
void plan_stage_code(struct plan_staging *p, struct record *r);
/* Stage a record that has no fault: else ST_INVALID with the first of them. */
enum status plan_stage_put(struct plan_staging *p, struct record *r);

#endif
