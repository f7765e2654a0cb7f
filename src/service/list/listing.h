/* SPDX-License-Identifier: MIT
 * listing.h - an ordered, filtered view of one kind, of any size.
 *
 * Up to LISTING_SMALL rows, and those of a sorted or narrowed list, are held as an array of ids. A
 * larger list holds none until a page far from its ends or the place of a record is asked for.
 * Nothing is open between calls.
 * A listing does not notice changes: it is opened again when changes_number() has moved.
 */
#ifndef SERVICE_LISTING_H
#define SERVICE_LISTING_H

#include "service/core/view.h"
#include "service/list/query.h"

enum { LISTING_SMALL = 20000 };

struct listing;

/* The spec and what it points to are needed during the call only. ST_CANCELLED when progress (NULL
 * is fine) said no, ST_REFUSED when the town does not keep this kind, ST_DENIED. When the words
 * find nothing as typed, they are tried as typed in the other keyboard layout: listing_layout()
 * then tells. */
/* The same for a deed that has a view open: it is closed while progress is asked, and sees the
 * newest state afterwards; without progress all is read in one. */
enum status listing_open(struct listing **out, struct view *v, const struct listing_spec *spec,
    listing_progress *progress, void *context);
void listing_close(struct listing *l); /* NULL is fine */

/* The query that was used instead of the typed one ("иванов" for "bdfyjd"), or NULL. */
const char *listing_layout(const struct listing *l);

/* The former surname by which somebody was found, or NULL. */
const char *listing_former(const struct listing *l, uint64_t id);

size_t listing_count(const struct listing *l);
size_t listing_total(const struct listing *l); /* of the kind, unfiltered */

/* Load up to n records from position `first` into rows (records of the kind, reused). Returns how
 * many. Records removed meanwhile are passed over. Cheap when `first` is near the page before, the
 * beginning or the end. */
size_t
listing_page(struct listing *l, const struct view *v, size_t first, size_t n, struct record **rows);

/* Position of a record, or listing_count() when it is not in the list. */
size_t listing_find(struct listing *l, const struct view *v, uint64_t id);

/* Ids of all rows in order (for marks and bulk actions); the caller frees. */
size_t listing_ids(struct listing *l, const struct view *v, uint64_t **ids);

#endif
