/* SPDX-License-Identifier: MIT
 * plan_deeds.h - what is done with plans and their items: held, postponed, cancelled, taken over
 * from the year before, a step further. Each is one operation, which is undone as one.
 */
#ifndef SERVICE_PLAN_DEEDS_H
#define SERVICE_PLAN_DEEDS_H

#include "rules/plan_term.h"
#include "service/corps/publishing.h"
#include "service/year/plan_year.h"

struct plan_items {
	const uint64_t *ids;
	size_t count;
};

/* All of them, or none: ST_REFUSED or ST_INVALID with a sentence that names the item. ST_CONFLICT,
 * ST_DENIED. */

/* Each was held on these days: the event that waits for it, else a new one with the item's data. */
enum status
plan_items_held(struct session *s, struct plan_items items, struct plan_days days, struct error *e);
/* From today on they are due on another day. */
enum status plan_items_postpone(
    struct session *s, struct plan_items items, int32_t day, const char *reason, struct error *e);
/* They are cancelled, today. */
enum status
plan_items_cancel(struct session *s, struct plan_items items, const char *reason, struct error *e);

/* The plan has come a step further on that day; DATE_NONE: it has not, after all. */
enum status
plan_take_step(struct session *s, uint64_t plan, enum plan_step step, int32_t day, struct error *e);

/* These plans are handed in on that day, in one operation; or none. ST_REFUSED: one is already, by
 * others meanwhile; the sentence names it. */
enum status
plans_hand_in(struct session *s, const uint64_t *plans, size_t count, int32_t day, struct error *e);

/* Put the page of an approved plan where it is wanted and journal that it is published today, again
 * if need be (publishing_page). ST_REFUSED: it is not approved. */
enum status
plan_publish(struct session *s, uint64_t plan, const struct page_file *page, struct error *e);

struct plan_taken {
	uint64_t plan;            /* where to; made when there was none */
	size_t items, there, out; /* taken, there already, left out as cancelled */
};
/* The items somebody's plan of the kind had in the year before `day`'s go into this year's, a year
 * on: whole months and more by the words of their terms, other days on the same weekday.
 * ST_NOTFOUND: there is no plan of last year, or nothing in it; ST_REFUSED: this year's is
 * approved. */
enum status plan_take_over(struct session *s, uint8_t kind, uint64_t association, int32_t day,
    struct plan_taken *out, struct error *e);

#endif
