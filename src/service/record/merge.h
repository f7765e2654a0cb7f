/* SPDX-License-Identifier: MIT
 * merge.h - two records that are one: what refers to the second refers to the first, which stays.
 *
 * It is one operation and is taken back as one. What refers to records is known from the fields of
 * kinds.def: nothing here knows a kind. Where both have a record with what would be one key (both
 * are in one association since one day) the two become one likewise, provided that they do not
 * contradict each other.
 */
#ifndef SERVICE_MERGE_H
#define SERVICE_MERGE_H

#include "service/core/view.h"

/* Of one kind; each with the id and the stamp it was read with. */
struct merge {
	const struct record *kept; /* as it shall be */
	const struct record *gone; /* as it is */
};

struct merged {
	size_t moved;  /* records that refer to the kept one now */
	size_t folded; /* of those that would be there twice, which went */
};

/* Fill what `kept` does not say from `gone`; their codes stay. Returns how many fields. */
size_t merge_fill(const struct session *s, struct record *kept, const struct record *gone);

/* Do it, or with only_try everything but the last: what would be refused is refused with the same
 * sentence. ST_CONFLICT: somebody has changed one of them. ST_REFUSED: they contradict each other
 * in what would be one record, minutes are closed, an account stands for the one that goes.
 * ST_INVALID: rules between records (service/guard/record_rules.h). ST_DENIED. */
enum status merge_records(
    struct session *s, const struct merge *m, bool only_try, struct merged *out, struct error *e);

#endif
