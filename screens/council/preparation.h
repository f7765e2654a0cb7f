/* SPDX-License-Identifier: MIT
 * preparation.h - the inside of the screen that prepares a meeting: preparation.c what can be done,
 * preparation_plan.c from the register to the plan and back, preparation_draft.c how it is kept.
 */
#ifndef SCREENS_PREPARATION_H
#define SCREENS_PREPARATION_H

#include "screens/app/drafting.h"
#include "screens/widget/list.h"
#include "service/council/council.h"

/* The lines above the agenda. */
enum preparation_line {
	LINE_DATE,
	LINE_CHAIR,
	LINE_SECRETARY,
	LINE_SEATS,
	LINE_MEMBERS,
	LINE_COUNT
};

struct preparation {
	struct meeting_plan plan; /* its agenda is made when it is saved */
	bool changed;
	struct drafting drafting;
	const char *number; /* "" until it is saved */
	const char *values[LINE_COUNT];
	struct planned {
		uint64_t application;
		bool taken; /* on the agenda; else it waits for another meeting */
		const char *name, *workplace, *subject_area, *way;
	} * items;
	size_t nitems;
	struct seat {
		uint64_t person;
		const char *name, *workplace, *duty;
	} * seats;
	size_t nseats;
	struct arena texts;  /* of the items */
	struct arena around; /* of the number, values and seats */
	size_t line;         /* the cursor; LINE_COUNT: in the agenda */
	struct list list;    /* of the items */
};

extern const struct drafting_ops preparation_drafting;

/* Begin: a new plan as proposed, or the one of a meeting that has not started. */
enum status
preparation_begin(struct preparation *p, struct view *v, uint64_t meeting, struct error *e);
/* Others have changed something: what each application is by now, those that have become ready
 * behind, those that are no more gone; what the person has decided stays. */
void preparation_refresh(struct preparation *p, struct view *v);
void preparation_free(struct preparation *p);

/* The texts of the lines above, and who sits in the council on the day. */
void preparation_read_around(struct preparation *p, struct view *v);

/* How many items are on the agenda. */
size_t preparation_taken(const struct preparation *p);

/* Write it down; the plan becomes that of the meeting. */
enum status preparation_save(struct preparation *p, struct session *s, struct error *e);

#endif
