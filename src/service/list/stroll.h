/* SPDX-License-Identifier: MIT
 * stroll.h - positions in an order index too long to be held (inside the service layer).
 *
 * A stroll counts entries while it walks and remembers some places by their position, so that the
 * next page starts near by. Places stay good between transactions.
 */
#ifndef SERVICE_STROLL_H
#define SERVICE_STROLL_H

#include "db/record/records.h"
#include "base/idset.h"

/* An entry of the index known by its position. */
struct mark {
	size_t position;
	struct buf place;
};

struct stroll {
	enum kind kind;
	bool backward;           /* position 0 is the far end of the index */
	const struct idset *set; /* NULL: every record counts */
	size_t count;            /* of positions */
	size_t every;            /* a mark is kept so often */
	struct mark *marks;      /* by position */
	size_t nmarks, capacity;
	struct mark first, last; /* of the page given last; an empty place: none yet */
};

void stroll_free(struct stroll *s);

/* The ids at positions first, first + 1, ...; returns how many (fewer than n at the end). */
size_t stroll_page(struct stroll *s, struct txn *t, size_t first, size_t n, uint64_t *ids);

/* The position of a record, or s->count. */
size_t stroll_find(struct stroll *s, struct txn *t, uint64_t id);

#endif
