/* SPDX-License-Identifier: MIT
 * natural.h - a kind's own order (inside the service layer).
 *
 * The session remembers it until the kind changes: 8 bytes a record. Before it is known, the pages
 * near both ends are reached through the index.
 */
#ifndef SERVICE_NATURAL_H
#define SERVICE_NATURAL_H

#include "base/idset.h"
#include "service/core/view.h"

/* What was remembered of a kind as of that operation (0: nothing) is good yet, for none since has
 * touched the kind; *sequence becomes the last one, or 0. */
bool natural_is_good(struct txn *t, enum kind kind, uint64_t *sequence);

/* Is the whole order of the kind in memory? */
bool natural_is_known(struct session *s, struct txn *t, enum kind kind);

/* Ids of the set (NULL: of all records) in order, from the far end when backward. The caller frees
 * *ids. */
size_t natural_ids(
    const struct view *v, enum kind kind, const struct idset *set, bool backward, uint64_t **ids);

/* The ids at positions first, first + 1, ... of the same, `count` in all, when they lie near an
 * end; *got says how many. false: they do not. */
bool natural_page(struct txn *t, enum kind kind, const struct idset *set, bool backward,
    size_t count, size_t first, size_t n, uint64_t *ids, size_t *got);

#endif
