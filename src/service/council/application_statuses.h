/* SPDX-License-Identifier: MIT
 * application_statuses.h - the way of all applications, gathered in one pass.
 */
#ifndef SERVICE_APPLICATION_STATUSES_H
#define SERVICE_APPLICATION_STATUSES_H

#include "rules/application_status.h"
#include "service/core/view.h"

struct application_statuses {
	int32_t on;
	struct application_facts *facts; /* by application id */
	size_t count;
	size_t counts[APPLICATION_COUNT];
};

/* ST_DENIED, ST_REFUSED (the town has no corps), or what reading the database said. */
enum status
application_statuses_load(const struct view *v, int32_t on, struct application_statuses *out);
void application_statuses_free(struct application_statuses *w);

/* The facts of an application; NULL when there is none of that id. */
const struct application_facts *
application_statuses_of(const struct application_statuses *w, uint64_t application);
enum application_status
application_statuses_find(const struct application_statuses *w, uint64_t application);

/* Ids of the applications on one of the ways (bits 1 << WAY_...), as listing_spec.only takes them;
 * their number is the sum of counts[]. The caller frees. */
size_t
application_statuses_ids(const struct application_statuses *w, unsigned which, uint64_t **ids);

/* What is lacking and who is to be asked, a line each: "МБОУ «СОШ № 8»: Образование: нужно по
 * п. 2.4
 * (...)". Returns how many lines. */
size_t application_put_lacking(const struct view *v, uint64_t application, struct buf *out);

#endif
