/* SPDX-License-Identifier: MIT
 * filter.h - which records of a kind a listing shows (inside the service layer).
 */
#ifndef SERVICE_FILTER_H
#define SERVICE_FILTER_H

#include "base/idset.h"
#include "service/list/listing.h"

/* Records looked at between two calls of progress. */
enum { SCAN_CHUNK = 4096 };

bool filter_passes(const struct record *r, const struct filter *f);

/* Put those of `among` (NULL: all of the spec's kind) that pass all filters into *out, which is
 * freed by the caller whatever is returned. */
enum status filter_scan(struct view *v, const struct listing_spec *spec, const struct idset *among,
    struct idset *out, listing_progress *progress, void *context);

/* Ask progress (NULL: nobody), with the view closed while it speaks to the terminal; false: stop.
 */
bool
filter_go_on(struct view *v, listing_progress *progress, void *context, size_t done, size_t total);

#endif
