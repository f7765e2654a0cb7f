/* SPDX-License-Identifier: MIT
 * activity_figures.h - what each member of the corps did in a period, by directions.
 */
#ifndef SERVICE_ACTIVITY_FIGURES_H
#define SERVICE_ACTIVITY_FIGURES_H

#include "rules/indicators.h"
#include "service/core/view.h"

/* One member of the corps. */
struct member_activity {
	uint64_t person;
	size_t entries, without_hours;
	uint64_t hours;
	struct {
		size_t entries;
		uint64_t hours;
	} * directions; /* in the profile's order */
};

struct activity_figures {
	struct period period;
	const struct term *directions; /* the profile's */
	size_t ndirections;
	struct member_activity *members; /* by code: everyone in the corps on a day of the period */
	size_t count;
	struct arena arena;
};

/* ST_REFUSED: the town has no corps. Free with activity_figures_free in any case. */
enum status activity_figures_ask(
    const struct view *v, struct period period, struct activity_figures *out, struct error *e);
/* Of one person alone, without reading what the others did; no members: was not in the corps. */
enum status activity_figures_of(const struct view *v, struct period period, uint64_t person,
    struct activity_figures *out, struct error *e);
void activity_figures_free(struct activity_figures *f);

/* Was the person in the corps on a day of the period, and is there no entry that counts? */
bool activity_is_idle(const struct view *v, struct period period, uint64_t person);

/* The entries behind one of these numbers: of a person (0: of everyone), in a direction (NULL: in
 * all). Returns how many, which is the number; the caller frees *ids. */
size_t activity_entries(const struct view *v, struct period period, uint64_t person,
    const char *direction, uint64_t **ids);

#endif
