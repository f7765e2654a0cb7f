/* SPDX-License-Identifier: MIT
 * methodist_loads.h - how many teachers each regional methodist of the town looks after on a day:
 * whose sum and number are the indicator `load`.
 */
#ifndef SERVICE_METHODIST_LOADS_H
#define SERVICE_METHODIST_LOADS_H

#include "base/arena.h"
#include "service/core/view.h"

struct methodist_load {
	uint64_t person;
	size_t people; /* different teachers attached in force; 0: the work list `methodist_idle` */
	struct slice order;
};
struct methodist_loads {
	struct methodist_load *rows; /* the most laden first, then by name */
	size_t count, idle;
	size_t attached; /* the sum of their people */
	struct arena arena;
};
/* ST_DENIED, ST_REFUSED: the town has no associations. Free with methodist_loads_free in any case.
 */
enum status methodist_loads_read(
    const struct view *v, int32_t on, struct methodist_loads *out, struct error *e);
void methodist_loads_free(struct methodist_loads *l);

/* The teachers of a methodist, as many as .people; the caller frees *ids. */
size_t methodist_people(const struct view *v, uint64_t methodist, int32_t on, uint64_t **ids);
/* Rows of `attachments`, one for each teacher of each methodist: as many as .attached. */
size_t methodist_attachments(const struct view *v, int32_t on, uint64_t **ids);

#endif
