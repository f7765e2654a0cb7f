/* SPDX-License-Identifier: MIT
 * announce.h - an item of the agenda told to a whole room: in large letters, with how many are for
 * and against, and what is decided.
 *
 * A decision takes the meeting to the next item at once, unless it was the last. What was decided
 * stands on until the next vote begins, so that everybody sees it.
 */
#ifndef SCREENS_ANNOUNCE_H
#define SCREENS_ANNOUNCE_H

#include "screens/term/ui.h"
#include "service/council/council_meeting.h"

struct announcement {
	uint64_t discussed; /* the item under discussion, when last looked */
	bool undecided;     /* it was, when last looked */
	uint64_t held;      /* what was decided and still stands; 0: nothing */
	int64_t since;      /* clock_monotonic() */
};

/* The meeting was read anew (NULL: none goes on). */
void announcement_look(struct announcement *a, const struct council_meeting *s);
/* Where votes open themselves nothing stands longer than so many milliseconds. true: it has just
 * gone. */
bool announcement_lapse(struct announcement *a, const struct council_meeting *s, int64_t most);
/* What stands on; NULL: nothing. */
const struct meeting_item *
announcement_item(const struct announcement *a, const struct council_meeting *s);

/* Nothing is shown that is not said aloud: no members by name, no answers, no reasons; votes that
 * the town shows after the decision alone are hidden from everybody. */
void announce_draw(const struct council_meeting *s, const struct meeting_item *item, struct ui *ui,
    int row, int rows, int columns);

/* In the middle of so many columns; letters apart where these allow it. */
void
announce_put(struct ui *ui, int row, int column, int width, enum style style, const char *text);
void announce_put_spaced(
    struct ui *ui, int row, int column, int width, enum style style, struct slice text);

#endif
