/* SPDX-License-Identifier: MIT
 * roster.h - the towns' lists for their sites, as one of the region.
 */
#ifndef REGION_STORE_ROSTER_H
#define REGION_STORE_ROSTER_H

#include "region/batch/batch.h"
#include "region/pg/pg.h"

/* The rows of a batch of the level `roster` become the town's list, in the caller's transaction,
 * and the town's state tells of it. */
enum status roster_take(struct pg *pg, struct batch *b, const char *town, struct error *e);

/* One of the list. Texts live as long as the list; NULL: not consented to. */
struct roster_row {
	const char *municipality, *oktmo;
	const char *values[BATCH_ROSTER_COLUMNS];
};

struct region_roster {
	struct roster_row *rows; /* by name, in Russian order */
	size_t count;
	struct pg_rows *held;
};

/* The lists of all towns, or of one (oktmo). A town that is late is left out, for a consent may
 * have been revoked meanwhile; `tell` gets a sentence about it. ST_NOTFOUND: no such town. */
enum status region_roster(struct pg *pg, const char *oktmo, struct region_roster *out,
    void (*tell)(void *context, const char *sentence), void *context, struct error *e);
void region_roster_free(struct region_roster *r);

#endif
