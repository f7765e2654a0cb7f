/* SPDX-License-Identifier: MIT
 * contest.h - the results of a contest: its entries in the order of the sheet, places by scores,
 * awards by places, who goes on.
 */
#ifndef SERVICE_CONTEST_H
#define SERVICE_CONTEST_H

#include "service/events/event_roll.h"

/* The roll of a contest, with its entries as they are told: by nomination, in each by place, then
 * the laureates, then the others, alike ones by name. */
struct contest {
	const struct event_roll *roll;
	size_t *entries; /* parts of the roll */
	size_t count;
};

/* ST_INVALID: the event is no contest. contest_free() in any case. */
enum status contest_read(
    struct contest *out, const struct event_roll *roll, const struct view *v, struct error *e);
void contest_free(struct contest *c);

static inline const struct participant *
contest_entry(const struct contest *c, size_t i)
{
	return c->roll->parts[c->entries[i]].now;
}
/* How many entries have that role. */
size_t contest_count(const struct contest *c, uint8_t role);

/* The level its winners go on to: LEVEL_REGIONAL of a municipal one; 0: there is none above. */
uint8_t contest_next_level(const struct event *e);

/* Set the place of an entry, "" for none, and the award that goes with it: the first wins, the
 * second and the third have a prize; a laureate without a place stays one. ST_INVALID. */
enum status contest_set_place(
    struct event_roll *r, struct session *s, size_t part, const char *place, struct error *e);

/* Give the places by scores, in each nomination from 1, equal scores one place; who has no score
 * stays as they were. A first place that several share is nobody's win: the jury has to say whose.
 * Returns how many nominations are so. */
size_t contest_rank(struct event_roll *r, struct session *s);

#endif
