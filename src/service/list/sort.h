/* SPDX-License-Identifier: MIT
 * sort.h - ids of a kind in the order of any column (inside the service layer).
 */
#ifndef SERVICE_SORT_H
#define SERVICE_SORT_H

#include "service/core/view.h"
#include "service/list/query.h"

/* Put ids, which stand in the kind's own order, into the order of a column: equal values keep their
 * order, empty ones come last. */
enum status sort_by_column(struct view *v, const struct listing_spec *spec, uint64_t *ids,
    size_t count, listing_progress *progress, void *context);

#endif
