/* SPDX-License-Identifier: MIT
 * school_turn.h - the turn of the school year: what ends with the one and is begun anew for the
 * next, a line for each, with what of it is done and what is left.
 *
 * A line holds rows, counted as of a day. Which year is turned to hangs on the day: in spring and
 * summer the one to come, from September to February the one that has begun.
 */
#ifndef SERVICE_SCHOOL_TURN_H
#define SERVICE_SCHOOL_TURN_H

#include "service/core/view.h"

/* The days of a turn. */
struct school_turn {
	int32_t on;           /* as of which day it is told */
	int32_t began, ended; /* the first and the last day of the year that ends */
	int32_t begins, ends; /* of the one that begins */
};
struct school_turn school_turn_of(int32_t on);

enum turn_line {
	TURN_MEMBERS,     /* memberships of the corps that end: applied again, or not */
	TURN_HEADS,       /* heads of associations whose term ends */
	TURN_PLANS,       /* plans of work for the new year, handed in or not */
	TURN_MOVES,       /* people moved to another institution */
	TURN_PATHWAYS,    /* pathways whose term passes */
	TURN_SUPPORT,     /* support of those whose first years of work end */
	TURN_ATTACHMENTS, /* people attached to methodists who are none any more */
	TURN_RULES,       /* of the profile what does not hold in the new year */
	TURN_LINES
};

/* What is said of a line. */
struct turn_line_info {
	const char *title;
	const char *settle; /* what is to be done about it: a phrase */
	const char *rule;   /* what it holds, a sentence */
	const char *module; /* the part of the program it comes with; "" */
	const char *empty;  /* why it holds nothing */
	const char
	    *begun; /* of rows that are left: how far some of them are; NULL: it is not told */
};
const struct turn_line_info *turn_line_info(enum turn_line line);
bool turn_line_is_of(const struct profile *town, enum turn_line line);

struct turn_row {
	uint64_t id;       /* of the record; of a rule its place among them, from 1 */
	enum kind kind;    /* KIND_COUNT: a rule of the profile */
	uint64_t about;    /* whom or what it names: a person, an association; 0: nobody */
	int32_t day;       /* when it ends, or was done; DATE_NONE: it does not say */
	bool left, begun;  /* still to be done; and begun already */
	const char *state; /* what is with it: a phrase */
	const char *name;  /* of a rule; NULL: that of the record */
};

struct turn_rows {
	struct turn_row *rows; /* what is left first, then by their days */
	size_t count, left, begun, room;
	struct arena texts;
};

/* ST_DENIED; ST_REFUSED: the line comes with a module the town lacks. Free in any case. */
enum status turn_read(
    const struct view *v, int32_t on, enum turn_line line, struct turn_rows *out, struct error *e);
void turn_rows_free(struct turn_rows *r);

/* Of the moves no number of those left is known. */
struct turn_count {
	bool there; /* the town has the line */
	size_t count, left, begun;
};
enum status
turn_count(const struct view *v, int32_t on, struct turn_count out[TURN_LINES], struct error *e);

#endif
