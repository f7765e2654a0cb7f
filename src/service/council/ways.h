/* SPDX-License-Identifier: MIT
 * ways.h - the way of all applications, gathered in one pass.
 */
#ifndef SERVICE_WAYS_H
#define SERVICE_WAYS_H

#include "rules/way.h"
#include "service/core/view.h"

struct ways {
	int32_t on;
	struct way_facts *facts; /* by application id */
	size_t count;
	size_t counts[WAY_COUNT];
};

/* ST_DENIED, ST_REFUSED (the town has no corps), or what reading the database said. */
enum status ways_load(struct session *s, int32_t on, struct ways *out);
enum status ways_load_in(const struct view *v, int32_t on, struct ways *out);
void ways_free(struct ways *w);

/* The facts of an application; NULL when there is none of that id. */
const struct way_facts *ways_of(const struct ways *w, uint64_t application);
enum way ways_way(const struct ways *w, uint64_t application);

/* Ids of the applications on one of the ways (bits 1 << WAY_...), as listing_spec.only takes them;
 * their number is the sum of counts[]. The caller frees. */
size_t ways_ids(const struct ways *w, unsigned which, uint64_t **ids);

/* What is lacking and who is to be asked, a line each: "МБОУ «СОШ № 8»: Образование: нужно по
 * п. 2.4
 * (...)". Returns how many lines. */
size_t ways_put_lacking(struct session *s, uint64_t application, struct buf *out);

#endif
