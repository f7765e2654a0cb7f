/* SPDX-License-Identifier: MIT
 * tally.h - counting by name (case, ё and blanks aside) or by id (inside the service layer).
 */
#ifndef SERVICE_TALLY_H
#define SERVICE_TALLY_H

#include "base/buf.h"

struct tally {
	char *name;
	struct buf folded;
	uint64_t id; /* 0: known by the name */
	size_t people, members;
};

struct tallies {
	struct tally *items;
	size_t count, capacity;
};

/* The tally of that id, or of that name when id is 0; made when there is none. Valid until the next
 * call. */
struct tally *tally_of(struct tallies *list, struct slice name, uint64_t id);
/* Most people first, equal ones in Russian order. */
void tallies_sort(struct tallies *list);
void tallies_free(struct tallies *list);

#endif
