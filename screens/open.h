/* SPDX-License-Identifier: MIT
 * open.h - how screens open each other.
 */
#ifndef SCREENS_OPEN_H
#define SCREENS_OPEN_H

#include "screens/app.h"
#include "service/listing.h"

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
	X(accounts)

#define X(name) extern const struct screen_ops name##_screen;
SCREENS(X)
#undef X

void open_home(struct app *app);                                     /* home.c */
void open_browser(struct app *app, const struct listing_spec *spec); /* browser.c: list of a kind */
void open_card(struct app *app, enum kind kind, uint64_t id);        /* card.c */
/* entry.c: the form of a record; id 0: a new one, beginning as `initial` (NULL: empty).
 * Applications get their own screen (application.c). The answer: code 1 and the id when it was
 * saved. A draft of the same form is offered first. */
void open_entry(
    struct app *app, int question, enum kind kind, uint64_t id, const struct record *initial);
/* A new record of what was looked for and not found: the text becomes its name. */
void open_new_named(struct app *app, int question, enum kind kind, const char *typed);
/* The same form, going on with its draft at once. */
void open_draft(struct app *app, int question, enum kind kind, uint64_t id);
/* picker.c: find a record by typing; code 1 and its id. Ins makes a new one on the spot. */
void open_picker(struct app *app, int question, enum kind kind, const char *typed);
void open_journal(struct app *app);                      /* journal.c */
void open_operation(struct app *app, uint64_t sequence); /* operation.c: of the journal */
void open_accounts(struct app *app);                     /* accounts.c */
void open_drafts(struct app *app);                       /* drafts.c */
void open_messages(struct app *app);                     /* messages.c */
void open_help(struct app *app);                         /* help.c: of the screen on top */
void open_palette(struct app *app);                      /* palette.c */

#endif
