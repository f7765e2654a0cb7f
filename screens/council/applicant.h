/* SPDX-License-Identifier: MIT
 * applicant.h - what the council has before it: the verdict with its reasons, the answers of the
 * application, what there was earlier; what is said and decided. One column of text that can be
 * scrolled.
 */
#ifndef SCREENS_APPLICANT_H
#define SCREENS_APPLICANT_H

#include "base/arena.h"
#include "screens/term/ui.h"
#include "service/council/council_meeting.h"

enum applicant_part {
	APPLICANT_VERDICT,
	APPLICANT_ANSWERS,
	APPLICANT_EARLIER,
	APPLICANT_HEARD, /* all there is of a topic */
	APPLICANT_PARTS
};

struct applicant {
	struct applicant_block {
		enum applicant_part part;
		enum style style;
		int indent;
		bool blank;       /* a blank row above it */
		const char *sign; /* before its first row; NULL: none */
		const char *text;
	} * blocks;
	size_t count, room;
	struct arena arena;
	uint64_t item;            /* its id */
	enum applicant_part part; /* the one shown where there is no room for all */
	int top;                  /* its first row seen */
};

/* The verdict is that of the day. */
void
applicant_load(struct applicant *c, struct view *v, const struct meeting_item *item, int32_t on);
void applicant_free(struct applicant *c);

const char *applicant_part_word(enum applicant_part part);
/* Is anything told in the part? */
bool applicant_has(const struct applicant *c, enum applicant_part part);

/* Draw in the place given: one part, or all of them under each other. */
void applicant_draw(
    const struct applicant *c, struct ui *ui, int row, int rows, int column, int columns, bool all);

/* Move by so many rows in a place of that size, as far as there is text. */
void applicant_scroll(struct applicant *c, int by, int rows, int columns, bool all);
/* To the next part. */
void applicant_next(struct applicant *c, int rows, int columns, bool all);

#endif
