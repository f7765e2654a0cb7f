/* SPDX-License-Identifier: MIT
 * meeting.h - the inside of the screen that keeps a meeting: meeting.c what can be done,
 * meeting_decide.c from the outcome to the decision.
 */
#ifndef SCREENS_MEETING_H
#define SCREENS_MEETING_H

#include "screens/hall.h"

/* Questions of the screen. */
enum {
	ASK_ITEM = 1,
	ASK_ADD,
	ASK_PRESENT,
	ASK_DISMISS,
	ASK_CLOSE,
	ASK_REOPEN,
	ASK_TOTALS,
	ASK_PHRASE,
	ASK_REASON
};

struct meeting_screen {
	struct hall hall;
	/* what is being asked about: others may have moved the meeting on meanwhile */
	uint64_t application, person;
	uint8_t vote, outcome;
	char **phrases;
	size_t nphrases;
};

/* Enter on the outcome: decide, after a reason where one is needed; on an item that is decided: to
 * the next one. */
void meeting_decide(struct screen *sc);
/* Type totals in place of votes. */
void meeting_ask_totals(struct screen *sc);
/* Answers to ASK_TOTALS, ASK_PHRASE, ASK_REASON. */
void meeting_decide_answered(struct screen *sc, int question, const struct answer *answer);
void meeting_free_phrases(struct meeting_screen *m);

#endif
