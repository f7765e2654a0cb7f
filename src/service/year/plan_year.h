/* SPDX-License-Identifier: MIT
 * plan_year.h - a school year as its plans have it: their items with what has become of each, how
 * far the plans themselves have come.
 */
#ifndef SERVICE_PLAN_YEAR_H
#define SERVICE_PLAN_YEAR_H

#include "service/core/view.h"

/* Whose plans. */
enum plans_of { PLANS_OF_ALL, PLANS_OF_SERVICE, PLANS_OF_ASSOCIATION };
struct plan_part {
	enum plans_of whose;
	uint64_t association; /* of PLANS_OF_ASSOCIATION */
};

/* An item as of a day. */
struct plan_row {
	uint64_t item, plan, association; /* 0: the service's */
	int32_t from, to;                 /* its term, as it was approved */
	int32_t due;                      /* where it was postponed to, else `to` */
	int32_t done; /* the last day of the first event that did it; DATE_NONE: none yet */
	uint8_t level;
	bool roadmap, postponed, cancelled, overdue;
};

struct plan_figures {
	size_t items, done, late, postponed, cancelled, overdue;
	unsigned levels; /* bits 1 << level that occur */
};

struct plan_year {
	int32_t from, to, on;
	struct plan_part part;
	struct plan_row *rows; /* with a day in the year, by what they are due */
	size_t count;
	struct plan_figures figures; /* of those whose term ends in it */
};

/* The school year of `day`, as it stands on `on`. ST_DENIED. Free in any case. */
enum status plan_year_read(const struct view *v, struct plan_part part, int32_t day, int32_t on,
    struct plan_year *out, struct error *e);
void plan_year_free(struct plan_year *y);

/* May it happen on one of these days: from the first of its term to the day it is due? */
bool plan_row_meets(const struct plan_row *row, int32_t from, int32_t to);
void plan_figures_add(struct plan_figures *f, const struct plan_row *row);

/* What a plan goes through, by the fields of their days. */
enum plan_step { PLAN_HANDED_IN, PLAN_AGREED, PLAN_APPROVED, PLAN_PUBLISHED, PLAN_STEPS };
const char *plan_step_field(enum plan_step step); /* "handed_in" */
/* "сдан"; of a roadmap "сдана". */
const char *plan_step_word(uint8_t kind, enum plan_step step);

/* The plan of somebody for a year, the first of its kind: what was added later has its own. */
struct plan_standing {
	uint64_t association; /* 0: the service */
	uint64_t head;        /* who heads it on the day; 0: nobody */
	uint64_t plan;        /* 0: there is none */
	int32_t days[PLAN_STEPS];
};
/* How far it has come: PLAN_STEPS when not handed in yet. */
enum plan_step plan_standing_step(const struct plan_standing *s);

/* The service and each association open on `on`, by id, with its plan of the kind (PLAN_OF_WORK,
 * PLAN_ROADMAP) for the school year of `day`. Free *out. */
enum status plan_standings_read(const struct view *v, uint8_t kind, int32_t day, int32_t on,
    struct plan_standing **out, size_t *count, struct error *e);
/* That of one of them. */
enum status plan_standing_of(const struct view *v, uint8_t kind, uint64_t association, int32_t day,
    struct plan_standing *out, struct error *e);

#endif
