/* SPDX-License-Identifier: MIT
 * saved_filters.h - the conditions of a list kept by name: for one account, for one kind.
 */
#ifndef SERVICE_SAVED_FILTERS_H
#define SERVICE_SAVED_FILTERS_H

#include "base/arena.h"
#include "service/core/session.h"
#include "service/list/query.h"

enum { SAVED_FILTERS = 32, SAVED_NAME = 40 }; /* how many; columns of a name */

struct saved_filter {
	const char *name;
	struct filter items[LISTING_FILTERS];
	size_t count;
	size_t lost; /* conditions left out: the town has no such field or word any more */
};

struct saved_filters {
	struct saved_filter items[SAVED_FILTERS]; /* in the order they were first kept */
	size_t count;
	struct arena texts;
};

void saved_filters_read(struct session *s, enum kind kind, struct saved_filters *out);
void saved_filters_free(struct saved_filters *all);
/* In any case of its letters; NULL: there is none. */
const struct saved_filter *saved_filters_find(const struct saved_filters *all, const char *name);

/* Keep them under a name, in place of what was kept under it. ST_REFUSED with a sentence when the
 * name is no name, or there are too many already. */
enum status saved_filters_put(struct session *s, enum kind kind, const char *name,
    const struct filter *items, size_t count, struct error *e);
void saved_filters_forget(struct session *s, enum kind kind, const char *name);

#endif
