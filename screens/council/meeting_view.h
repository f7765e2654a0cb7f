/* SPDX-License-Identifier: MIT
 * meeting_view.h - a meeting of the council as it is shown: the agenda with its outcomes, the item,
 * who is there and how they vote, the applicant. Shared by the screen that keeps the meeting and
 * the one that follows it.
 */
#ifndef SCREENS_MEETING_VIEW_H
#define SCREENS_MEETING_VIEW_H

#include "screens/app/app.h"
#include "screens/council/applicant.h"
#include "screens/widget/list.h"
#include "service/council/council.h"

struct meeting_view {
	uint64_t meeting;
	bool loaded;
	struct council_meeting sitting;
	uint64_t under_discussion; /* the item, when last looked */
	size_t item;               /* the one shown */
	size_t member;             /* where the cursor is; behind the last member: the outcome */
	uint8_t outcome;           /* chosen by hand; 0: as proposed */
	struct council_count chosen_by; /* the votes it was chosen by: it falls when they change */
	uint64_t roll;                  /* who cast them */
	bool by_hand; /* the cursor was put on the outcome, it has not come there */
	bool warned;  /* who is silent has been named for these votes */
	bool counted; /* totals were typed instead of votes by name */
	struct council_totals totals;
	int64_t jumped; /* clock_monotonic() when another item came by itself; 0: never */
	uint64_t told;  /* the newest change of the own vote that was told */
	struct list members;
	struct applicant applicant;
};

/* Read the meeting anew. The item shown stays, unless another one has come under discussion. false:
 * it could not be read, which is said. */
bool meeting_view_load(struct meeting_view *h, struct app *app);
/* The same after a vote, which changes nothing about the applicant: who is read anew only when
 * another one has come under discussion. */
bool meeting_view_load_votes(struct meeting_view *h, struct app *app);
void meeting_view_free(struct meeting_view *h);

/* Show an item of the agenda. */
void meeting_view_show(struct meeting_view *h, struct app *app, size_t item);

/* NULL when the agenda is empty. */
const struct meeting_item *meeting_view_item(const struct meeting_view *h);
/* What is counted on the item: its votes, or the totals typed. */
struct council_count meeting_view_count(const struct meeting_view *h);
/* What Enter would decide: chosen, else proposed; 0: nothing to go by. */
uint8_t meeting_view_outcome(const struct meeting_view *h);

/* Choose an outcome by hand: it stands as long as the votes do. */
void meeting_view_choose(struct meeting_view *h, uint8_t outcome);

/* From there on the next one who is to vote and has not; the count of members when all have. */
size_t meeting_view_next_voter(const struct meeting_view *h, size_t from);

/* Move the cursor to the member above or below who is present, or to the outcome. */
void meeting_view_move(struct meeting_view *h, bool down);

/* Tab, PgUp, PgDn on the applicant; false: another action. */
bool meeting_view_act(struct meeting_view *h, struct app *app, int act);

/* The card of the application shown; of a topic that there is none. */
void meeting_view_open_card(const struct meeting_view *h, struct screen *sc);

/* "принято", "отклонено", "отложено", "принято к сведению" */
const char *meeting_view_outcome_word(uint8_t outcome);

/* keeps: this screen keeps the meeting, the cursor stands on members and the outcome. */
void meeting_view_draw(
    const struct meeting_view *h, struct ui *ui, int row, int rows, int columns, bool keeps);

/* "Заседание № 3 от 26.09.2025 › пункт 2 из 10" */
void meeting_view_put_title(const struct meeting_view *h, struct buf *out);

#endif
