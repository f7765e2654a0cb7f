/* SPDX-License-Identifier: MIT
 * stack.h - what the loop and its stack of screens know of each other; for nobody else.
 */
#ifndef SCREENS_STACK_H
#define SCREENS_STACK_H

#include "screens/app/app.h"
#include "screens/app/ending.h"
#include "screens/app/others.h"
#include "screens/app/progress.h"
#include "screens/app/typed_ahead.h"

enum { DEPTH_MAX = 64 };

struct screen {
	const struct screen_ops *ops;
	struct app *app;
	void *state;
	struct action *actions;   /* those of ops that are there now; NULL: all always are */
	struct screen *asker;     /* NULL: gone, or nobody */
	struct question question; /* its `about` is our copy */
	bool stale;               /* load() before the next frame */
	uint64_t changes;         /* changes_number() when it was last loaded */
	bool closed;              /* left; taken off the stack when the handler has returned */
	struct answer answer;
	char *answer_text;
	void *about; /* what question.about points to */
};

struct app {
	struct session *session; /* NULL: there is no register behind the screens, but: */
	struct app_bare bare;
	const struct place_traits *places;
	struct ui *ui;
	struct screen *stack[DEPTH_MAX];
	size_t depth;
	struct screen *running; /* whose handler is being called */
	int queued;
	bool ending;
	bool noted; /* that somebody has come, in the journal */
	enum over over;
	int64_t typed; /* when a key came last */
	struct others others;
	struct log log;
	enum message message_kind;
	bool said;          /* something, since the screens were last loaded */
	uint64_t told;      /* the operation that was told last */
	struct buf message; /* in the message line, until the next key */
	bool dirty;         /* there is something new to draw */
	int64_t looked, readers_checked;
	struct typed_ahead ahead;
	struct progress progress;
};

/* The screens have been loaded. What could not be read looks as though it were not there: say so,
 * unless a screen has said it. */
void app_say_unread(struct app *app);

/* The topmost screen that was not left; NULL: none. */
struct screen *stack_top(const struct app *app);
/* The lowest screen that can be seen: all above it are windows over it. */
size_t stack_first_visible(const struct app *app);
/* The record the topmost screen that changes one is about; 0: none. */
uint64_t stack_edited(const struct app *app, enum kind *kind);
/* The record that is seen, of a window over it, too; 0: none. */
uint64_t stack_seen(const struct app *app, enum kind *kind);
/* A screen is seen that shows who else is here. */
bool stack_shows_company(const struct app *app);
/* The title without what tells of the record, which has names in it, and of the place in a list. */
void stack_put_screen(const struct app *app, struct buf *out);
void stack_free(struct screen *sc);
/* Take the screens that were left off the stack and tell those who had asked. */
void stack_settle(struct app *app);

#endif
