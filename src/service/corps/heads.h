/* SPDX-License-Identifier: MIT
 * heads.h - who heads the associations on a day: rows of association_heads with first and last day.
 */
#ifndef SERVICE_HEADS_H
#define SERVICE_HEADS_H

#include "service/core/view.h"

/* Who heads an association on a day; where nobody does, who did last before it. Who stands in for a
 * head gives way to the head. false: nobody ever did. */
bool heads_find(struct txn *t, uint64_t association, int32_t on, struct association_head *out);

/* Is it over on that day? */
bool head_is_over(const struct association_head *h, int32_t on);
/* Is the association open on that day? */
bool association_is_open(const struct association *a, int32_t on);

/* How many different people at work are members of an association on a day: what its least size is
 * held against. */
size_t association_size(struct txn *t, uint64_t association, int32_t on);

/* An association open on a day and who heads it: record and row 0 where nobody does. */
struct headed {
	uint64_t association, row, person, order;
	int32_t from, to;
	uint8_t manner;
};
/* In order of the associations' names; those with a head and one who stands in for the head stand
 * twice. The caller frees *out. ST_DENIED, ST_REFUSED. */
enum status
heads_on(const struct view *v, int32_t on, struct headed **out, size_t *count, struct error *e);

/* "назначен", "избран", "и. о." as a column has it; "" for 0. */
const char *head_manner_brief(uint8_t manner);

#endif
