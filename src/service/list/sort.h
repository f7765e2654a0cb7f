/* SPDX-License-Identifier: MIT
 * sort.h - ids of a kind in the order people want them (inside the service layer).
 */
#ifndef SERVICE_SORT_H
#define SERVICE_SORT_H

#include "base/idset.h"
#include "service/list/listing.h"

/* Ids of the set (NULL: of all records) in the kind's own order, from its far end when backward.
 * The caller frees *ids. */
size_t sort_natural(
    const struct view *v, enum kind kind, const struct idset *set, bool backward, uint64_t **ids);

/* Is the whole order of the kind in memory, so that any set is put into order in some ms? */
bool sort_is_known(const struct session *s, struct txn *t, enum kind kind);

/* Put ids, which stand in the kind's own order, into the order of a column: equal values keep their
 * order, empty ones come last. */
enum status sort_by_column(struct view *v, const struct listing_spec *spec, uint64_t *ids,
    size_t count, listing_progress *progress, void *context);

#endif
