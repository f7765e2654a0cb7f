/* SPDX-License-Identifier: MIT
 * meeting.h - the inside of the screen that keeps a meeting, whose state is a struct meeting_view:
 * meeting.c what can be done, meeting_agenda.c the items, meeting_speech.c what is said on them,
 * meeting_decide.c from the outcome to the decision, meeting_minutes.c the minutes.
 */
#ifndef SCREENS_MEETING_H
#define SCREENS_MEETING_H

#include "screens/council/meeting_view.h"

/* To the item before or behind: everybody who follows comes along; what is closed is only leafed
 * through. */
void meeting_step(struct screen *sc, bool forward);
/* Choose an item to go to; put one more on the agenda. */
void meeting_ask_item(struct screen *sc);
void meeting_ask_addition(struct screen *sc);
/* What was said on the item shown: one more speech, or another wording of one. */
void meeting_ask_speech(struct screen *sc);
/* Somebody else reports on it. */
void meeting_ask_reporter(struct screen *sc);

/* Enter on the outcome: decide, after a reason where one is needed; on an item that is decided: to
 * the next one. */
void meeting_decide(struct screen *sc);
/* Type totals in place of votes. */
void meeting_ask_totals(struct screen *sc);
/* Close the minutes, or open closed ones again with a reason. */
void meeting_ask_close(struct screen *sc);
void meeting_ask_reopen(struct screen *sc);
/* The extract of closed minutes about the item shown. */
void meeting_show_extract(struct screen *sc);
/* The item is still there, open and undecided; else that is said, by its title. NULL: it is not. */
const struct meeting_item *meeting_open_item(struct screen *sc, uint64_t item, const char *title);

/* PLACE_MEETING, PLACE_MINUTES */
void open_meeting(struct app *app, struct question question, const void *args);
void open_minutes(struct app *app, struct question question, const void *args);

#endif
