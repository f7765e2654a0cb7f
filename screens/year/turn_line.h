/* SPDX-License-Identifier: MIT
 * turn_line.h - the inside of the screen of one line of the turn: turn_line.c the rows, turn_ask.c
 * what is done with them.
 */
#ifndef SCREENS_TURN_LINE_H
#define SCREENS_TURN_LINE_H

#include "base/idset.h"
#include "screens/app/list_screen.h"
#include "screens/app/place_args.h"
#include "service/year/school_turn.h"

struct turn_line_screen {
	struct list_state base; /* first: list_screen.h; its rows are of struct turn_row */
	enum turn_line line;
	int32_t on; /* DATE_NONE: today, whichever day that is */
	bool all;   /* what is done is shown, too */
	size_t count, left;
	uint64_t seen;      /* the newest operation when they were read */
	struct idset marks; /* rows that are left, by their ids */
};

int32_t turn_day_of(const struct screen *sc);

/* Is there something to be done with a row of the line that is left? */
bool turn_has_deed(enum turn_line line);
/* Ask what is needed and do it with the rows marked, else with the one given. */
void turn_do(struct screen *sc, const void *row);
/* Attachments end, and nobody takes the people over. */
void turn_ask_end_attachments(struct screen *sc, const void *row);

#endif
