/* SPDX-License-Identifier: MIT
 * filter.h - which records of a kind a listing shows (inside the service layer).
 */
#ifndef SERVICE_FILTER_H
#define SERVICE_FILTER_H

#include "base/idset.h"
#include "service/core/view.h"
#include "service/list/query.h"

/* Put those of `among` (NULL: all of the spec's kind) that pass all filters into *out, which is
 * freed by the caller whatever is returned. Fields of fixed width are read in their columns, texts
 * in the records that are left. */
enum status filter_scan(struct view *v, const struct listing_spec *spec, const struct idset *among,
    struct idset *out, listing_progress *progress, void *context);

#endif
