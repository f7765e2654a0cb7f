/* SPDX-License-Identifier: MIT
 * open.h - how screens open each other.
 */
#ifndef SCREENS_OPEN_H
#define SCREENS_OPEN_H

#include "screens/app/app.h"
#include "rules/indicators.h"
#include "service/list/listing.h"

/* Every screen of the program by name: its actions are what the tests and the manual look through.
 */
#define SCREENS(X)                                                                                 \
	X(home)                                                                                    \
	X(browser)                                                                                 \
	X(help)                                                                                    \
	X(palette)                                                                                 \
	X(messages)                                                                                \
	X(buttons)                                                                                 \
	X(question)                                                                                \
	X(choice)                                                                                  \
	X(card)                                                                                    \
	X(entry)                                                                                   \
	X(application)                                                                             \
	X(conflict)                                                                                \
	X(picker)                                                                                  \
	X(drafts)                                                                                  \
	X(journal)                                                                                 \
	X(operation)                                                                               \
	X(accounts)                                                                                \
	X(people)                                                                                  \
	X(applications)                                                                            \
	X(meetings)                                                                                \
	X(orders)                                                                                  \
	X(memberships)                                                                             \
	X(preparation)                                                                             \
	X(meeting)                                                                                 \
	X(follow)                                                                                  \
	X(attendance)                                                                              \
	X(roster)                                                                                  \
	X(purposes)                                                                                \
	X(order)                                                                                   \
	X(publication)                                                                             \
	X(document_viewer)                                                                         \
	X(signing)                                                                                 \
	X(dashboard)                                                                               \
	X(indicator_names)                                                                         \
	X(data_checks)                                                                             \
	X(bulk)                                                                                    \
	X(bulk_preview)

#define X(name) extern const struct screen_ops name##_screen;
SCREENS(X)
#undef X

void open_home(struct app *app);                                     /* home.c */
void open_browser(struct app *app, const struct listing_spec *spec); /* browser.c: list of a kind */
void open_card(struct app *app, enum kind kind, uint64_t id);        /* card.c */
/* entry.c: the form of a record; id 0: a new one, beginning as `initial` (NULL: empty).
 * Applications get their own screen (application.c). The answer: code 1 and the id when it was
 * saved. A draft of the same form is offered first. */
void open_entry(struct app *app, struct question question, enum kind kind, uint64_t id,
    const struct record *initial);
/* A new record of what was looked for and not found: the text becomes its name. */
void open_new_named(struct app *app, struct question question, enum kind kind, const char *typed);
/* The same form, going on with its draft at once. */
void open_draft(struct app *app, struct question question, enum kind kind, uint64_t id);
/* picker.c: find a record by typing; code 1 and its id. Ins makes a new one on the spot. */
void open_picker(struct app *app, struct question question, enum kind kind, const char *typed);
void open_journal(struct app *app);                      /* journal.c */
void open_operation(struct app *app, uint64_t sequence); /* operation.c: of the journal */
void open_accounts(struct app *app);                     /* accounts.c */
void open_drafts(struct app *app);                       /* drafts.c */
void open_messages(struct app *app);                     /* messages.c */
void open_help(struct app *app);                         /* help.c: of the screen on top */
void open_palette(struct app *app);                      /* palette.c */

/* The council and the corps. */
void
open_applications(struct app *app, unsigned ways); /* browser: those on ways (bits 1 << WAY_...) */
/* A meeting as it suits the account and how far it has come: to prepare, to keep, to follow. */
void open_meeting(struct app *app, uint64_t meeting);     /* meeting.c */
void open_preparation(struct app *app, uint64_t meeting); /* preparation.c; 0: a new one */
void
open_attendance(struct app *app, struct question question, uint64_t meeting); /* attendance.c */
void open_roster(struct app *app);                                            /* roster.c */
void open_publication(struct app *app, int32_t on);                           /* publication.c */
void open_orders(struct app *app);                     /* purposes.c: which one, then compose */
void open_order(struct app *app, int purpose);         /* order.c: of service/orders.h */
void open_order_text(struct app *app, uint64_t order); /* order.c: a signed one */
void open_minutes(struct app *app, uint64_t meeting);  /* meeting.c */

/* The indicators, and the entry of what they count. */
void open_dashboard(struct app *app); /* dashboard.c */
/* indicator_names.c: who is behind one figure. */
void open_indicator_names(
    struct app *app, enum indicator which, struct period period, struct scope scope);
void open_data_checks(struct app *app); /* doubts.c */
/* bulk.c: one record of the kind for each of the people; code 1 when they were written. */
void open_bulk(struct app *app, struct question question, enum kind kind, const uint64_t *people,
    size_t count);

#endif
