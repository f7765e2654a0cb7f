/* SPDX-License-Identifier: MIT
 * meeting.h - the inside of the screen that keeps a meeting: meeting.c what can be done,
 * meeting_decide.c from the outcome to the decision, meeting_minutes.c the minutes.
 */
#ifndef SCREENS_MEETING_H
#define SCREENS_MEETING_H

#include "screens/council/meeting_view.h"

struct meeting_screen {
	struct meeting_view hall;
};

/* Enter on the outcome: decide, after a reason where one is needed; on an item that is decided: to
 * the next one. */
void meeting_decide(struct screen *sc);
/* Type totals in place of votes. */
void meeting_ask_totals(struct screen *sc);
/* Close the minutes, or open closed ones again with a reason. */
void meeting_ask_close(struct screen *sc);
void meeting_ask_reopen(struct screen *sc);
/* The item of the application is still the one shown, open and undecided; else that is said, by
 * name. NULL: it is not. */
const struct meeting_item *
meeting_open_item(struct screen *sc, uint64_t application, const char *applicant);

/* PLACE_MEETING, PLACE_MINUTES */
void open_meeting(struct app *app, struct question question, const void *args);
void open_minutes(struct app *app, struct question question, const void *args);

#endif
