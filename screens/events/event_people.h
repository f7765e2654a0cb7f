/* SPDX-License-Identifier: MIT
 * event_people.h - the inside of the screen of an event's people: event_people.c the list and what
 * is done with a row of it, event_people_add.c where people come from.
 */
#ifndef SCREENS_EVENT_PEOPLE_H
#define SCREENS_EVENT_PEOPLE_H

#include "base/array.h"
#include "screens/app/list_screen.h"
#include "screens/events/roll_work.h"

enum { ROLE_DIGITS = 9 };

/* A line of a list that was pasted whose person has to be settled. */
struct unsettled {
	uint64_t number; /* which it is, from 1 */
	char *text;
};

struct event_people_state {
	struct list_state base; /* first: list_screen.h; its rows are of struct people_row */
	struct roll_work work;
	const char *roles[ROLE_DIGITS]; /* by their digits */
	size_t nroles;
	uint64_t *offered; /* who may have come, besides those who have a role */
	size_t noffered;
	struct unsettled *lines;
	size_t nlines, lines_room;
	uint64_t last_number; /* given to a line */
	bool only_ticked;
	struct buf sought; /* the beginning of a name that is being typed */
};

struct people_row {
	uint64_t person; /* 0: a line to settle */
	uint64_t line;   /* its number, 0: somebody */
	const char *name;
};

/* Keys: a source is chosen, a list is typed or pasted, somebody is found in the register; a line is
 * settled, or dropped. */
void event_people_ask_source(struct screen *sc);
void event_people_ask_names(struct screen *sc);
void event_people_find(struct screen *sc);
void event_people_settle(struct screen *sc, uint64_t line);
void event_people_drop_line(struct event_people_state *p, uint64_t line);
/* A list of names, a person a line; what came of it is said. */
void event_people_take_names(struct screen *sc, struct slice text);

/* The line of that number; NULL: it is settled. */
struct unsettled *event_people_line(const struct event_people_state *p, uint64_t number);
void event_people_add_line(struct event_people_state *p, const char *text);

/* PLACE_NAMES: lines to be typed or pasted. The answer: code 1 and the text. */

#endif
