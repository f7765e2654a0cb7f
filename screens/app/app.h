/* SPDX-License-Identifier: MIT
 * app.h - the loop and its stack of screens.
 *
 * One loop, no nested ones: a screen that wants an answer pushes another, and is told by the
 * function its question names. Handlers change state; only the loop draws, and only when there is
 * something new to show. Data is read in load() with the transaction opened and closed inside;
 * title() and draw() see state alone, and a transaction begun there aborts the program.
 */
#ifndef SCREENS_APP_H
#define SCREENS_APP_H

#include "screens/widget/action.h"
#include "screens/app/log.h"
#include "screens/app/places.h"
#include "service/core/session.h"

struct screen;
struct list_screen;
struct output;

/* What a screen leaves behind for the one below. */
struct answer {
	int code;    /* 0: went back without an answer; else as the window that was asked says */
	uint64_t id; /* of the record or line chosen, as it was when it was shown */
	const char *text; /* borrowed until the asker has taken it */
};

/*
 * A question carries what it is about: who is told of the answer, and a copy of the ids and stamps
 * it was asked about. Whoever takes the answer finds its object there and nowhere else: the cursor
 * may have moved, and the list may have been read anew, while the window was open.
 */
typedef void answer_fn(struct screen *asker, const void *about, const struct answer *answer);
struct question {
	answer_fn *then;   /* NULL: nobody wants to know */
	const void *about; /* copied when it is asked, given to then(); NULL: nothing */
	size_t size;       /* of *about */
};
/* Two ways to ask: about nothing but the asker's own state; about one thing, by its address. */
#define NO_QUESTION    ((struct question){.then = NULL})
#define THEN(function) ((struct question){.then = (function)})
#define ABOUT(function, thing)                                                                     \
	((struct question){.then = (function), .about = (thing), .size = sizeof(*(thing))})

struct screen_ops {
	const char *name;  /* browser, card, ...: for tests and the manual */
	const char *about; /* what the screen is for, the first line of its help */
	size_t state_size; /* zeroed and given to open() */
	bool watched;      /* it goes on by itself and is looked at: no end for want of keys */
	bool company; /* shows who else is here (app_company): read anew when that is another */
	bool edits;   /* the record it is about is changed there */
	bool pastes;  /* a paste is for key() also where letters are no text */
	/* the record it is about, 0: none; NULL: it is about none */
	uint64_t (*record)(const struct screen *sc, enum kind *kind);
	bool overlay;                 /* a window over the screen below, which stays visible */
	const struct action *actions; /* ends with ACT_NONE */
	/* Bits of its own: what holds now, for the actions' .when and .unless; NULL: nothing of it
	 */
	unsigned (*now)(const struct screen *sc);
	const struct list_work *work;   /* of the list of one kind (record/browser.h), or NULL */
	const struct list_screen *list; /* what it lists (list_screen.h); NULL: it is no list */
	enum status (*open)(struct screen *sc, const void *args, struct error *e);
	void (*close)(struct screen *sc);
	void (*title)(const struct screen *sc, struct buf *out);
	void (*load)(struct screen *sc); /* (re)read data, keep the selection by id: at open, when
					    something was changed, when a screen above was left */
	void (*draw)(const struct screen *sc, struct ui *ui, int row, int rows, int columns);
	void (*act)(struct screen *sc, int act);
	/* What it gives out (output.h), for ACT_OUTPUT among its actions; an error is said. */
	enum status (*output)(struct screen *sc, struct output *out, struct error *e);
	/* A spot it told of while it drew (ZONE_SPOT) was clicked; NULL: it tells of none. */
	void (*pressed)(struct screen *sc, struct press press);
	void (*heading)(struct screen *sc, size_t column); /* its list's was clicked; NULL: nothing
							      comes of it */
	bool (*key)(struct screen *sc, const struct key *key); /* text and what is no action; false:
					     the key means nothing here, and the loop says so */
	bool (*in_text)(const struct screen *sc); /* letters are text now; NULL: never */
	void (*tick)(
	    struct screen *sc); /* some times a second while nothing is typed; what it
				   changes is shown after app_redraw(), app_reload() or app_say() */
	void (*leave)(
	    struct screen *sc); /* the line is gone or the program ends: keep what was typed */
	bool (*makes_way)(const struct screen *sc, const struct key *key); /* the window closes
			without an answer, and the key is for the screen below; NULL: never */
	bool lines; /* Alt-Enter is a key of its own; elsewhere it is an Esc and an Enter behind it
		     */
	bool (*unsaved)(const struct screen *sc); /* typed and not saved: the program does not end
						     without a question; NULL: never */
	bool (*may_close)(
	    struct screen *sc); /* F10/Esc: false when the screen asks first; NULL: always */
};

void *screen_state(const struct screen *sc); /* of ops->state_size bytes */
struct app *screen_app(const struct screen *sc);

struct session *app_session(struct app *app);

const struct screen_ops *screen_of(const struct screen *sc);
/* What can be done on it as things are now; good until it is asked again. */
const struct action *screen_actions(const struct screen *sc);
/* The screen it was opened over; NULL for the first one. */
const struct screen *screen_below(const struct screen *sc);

/* Put a screen on top; its answer goes to question.then. A failing open() is told as a message. */
void
app_push(struct app *app, const struct screen_ops *ops, const void *args, struct question question);
/* Leave the top screen with an answer (NULL: none). */
void app_pop(struct app *app, const struct answer *answer);
void app_quit(struct app *app);
/* Do this on the screen that is on top once the present handler has returned (help, palette). */
void app_do(struct app *app, int act);
/* What a handler changed is to be read again before the next frame. */
void app_reload(struct app *app);
/* What tick() changed is to be shown; nothing is read. */
void app_redraw(struct app *app);
/* Look now, not within a second, whether others have changed something; what they did is read again
 * before the next frame. */
void app_look(struct app *app);
/* Ring the terminal's bell: what is awaited here comes from whoever sits before it. */
void app_ring(struct app *app);
/* A text for the terminal's clipboard; false: it is too long (ui_copy). */
bool app_copy(struct app *app, struct slice text);
/* A text for the printer of the terminal (ui_print), and whether it has one. */
void app_print(struct app *app, struct slice text);
bool app_can_print(const struct app *app);
/* The size screens have to draw in (title bar, message line and footer taken off). */
void app_size(const struct app *app, int *rows, int *columns);

/* More has been typed already: what costs time may wait for the last of it. */
bool app_waiting(const struct app *app);

/* What K_PASTED brought, controls and all; until the next key. */
struct slice app_pasted(const struct app *app);

/* Say something in the message line; it stays readable in the message log. */
void app_say(struct app *app, enum message kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void app_say_error(struct app *app, const struct error *e);
/* In load(): what somebody else has done, by that operation, told once. The log has it; the message
 * line, too, unless it says what was done here just before. */
void app_tell(struct app *app, uint64_t operation, const char *text);
/* In load(): what was done just before has been said; a word about what others did would hide it.
 */
bool app_has_said(const struct app *app);

/* The log: what has been said so far, oldest first. */
size_t app_messages(const struct app *app);
struct message_row app_message(const struct app *app, size_t i);

/* Progress of something long, drawn at once; false when Esc was pressed. Matches listing_progress
 * and verify_progress; the context is the app. */
bool app_progress(void *app, size_t done, size_t total);

/* The last of it, done in one go while others wait: so many records are written. It can be stopped
 * as well (app_is_stopped() asks, and draws nothing). The context is the app. */
void app_writing(void *app, size_t records);
bool app_is_stopped(void *app);

/* Who else is at work with the database, as of some seconds ago; borrowed until the next load(). */
const struct present *app_company(const struct app *app, size_t *count);

/* All places, PLACE_COUNT of them. */
const struct place_traits *app_places(const struct app *app);

/* Open the full-screen program at `first` of the places (PLACE_COUNT, kept), over PLACE_HOME what
 * the account begins with, and stay in it until the user leaves or the line is gone. The journal
 * says that he has come, behind the first frame and before the first key; where it cannot, that is
 * the error. */
enum status
app_run(struct session *s, const struct place_traits *places, enum place first, struct error *e);

/*
 * The same over something that is no town's register: nobody has come with an account, nothing is
 * written, others are not seen, and no screen is read anew but by F5. app_session() is NULL there,
 * so what opens screens of a register, a record or an output is not to be in their actions; help,
 * the palette, messages, windows that ask and lists work as everywhere. Of the places PLACE_HOME,
 * PLACE_HELP, PLACE_PALETTE and PLACE_MESSAGES are to be there.
 */
struct app_bare {
	const char *whose; /* at the right of the title bar */
	void *data;        /* what its screens read; borrowed, as whose is */
};
enum status
app_run_bare(const struct app_bare *bare, const struct place_traits *places, struct error *e);
void *app_data(const struct app *app); /* app_bare.data */

#endif
