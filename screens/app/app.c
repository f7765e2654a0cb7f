/* SPDX-License-Identifier: MIT
 * app.c - the loop and its stack of screens.
 */
#include "screens/app/app.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/die.h"
#include "base/trace.h"
#include "screens/app/footer.h"
#include "screens/app/frame.h"
#include "screens/app/key_told.h"
#include "screens/app/progress.h"
#include "screens/app/typed_ahead.h"
#include "screens/widget/words.h"
#include "service/core/changes.h"
#include "service/core/modules.h"
#include "service/core/moved.h"

enum {
	DEPTH_MAX = 64,
	TICK = 250, /* ms */
	LOOK_EVERY = 1000,
	READERS_EVERY = 60000
};

struct screen {
	const struct screen_ops *ops;
	struct app *app;
	void *state;
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
	struct session *session;
	const struct place_traits *places;
	struct ui *ui;
	struct screen *stack[DEPTH_MAX];
	size_t depth;
	struct screen *running; /* whose handler is being called */
	int queued;
	bool ending, gone; /* gone: the data file is not in its place any more */
	struct log log;
	enum message message_kind;
	bool said;          /* something, since the screens were last loaded */
	struct buf message; /* in the message line, until the next key */
	bool dirty;         /* there is something new to draw */
	int64_t looked, readers_checked;
	struct typed_ahead ahead;
	struct progress progress;
};

void *
screen_state(const struct screen *sc)
{
	return sc->state;
}

struct app *
screen_app(const struct screen *sc)
{
	return sc->app;
}

const struct screen_ops *
screen_of(const struct screen *sc)
{
	return sc->ops;
}

struct session *
app_session(struct app *app)
{
	return app->session;
}

bool
app_copy(struct app *app, struct slice text)
{
	return ui_copy(app->ui, text);
}

/* The stack. */

static struct screen *
top_of(const struct app *app)
{
	for (size_t i = app->depth; i > 0; i--)
		if (!app->stack[i - 1]->closed)
			return app->stack[i - 1];
	return NULL;
}

const struct screen *
screen_below(const struct screen *sc)
{
	const struct app *app = sc->app;
	const struct screen *below = NULL;

	for (size_t i = 0; i < app->depth && app->stack[i] != sc; i++)
		if (!app->stack[i]->closed)
			below = app->stack[i];
	return below;
}

static void
screen_free(struct screen *sc)
{
	struct app *app = sc->app;

	for (size_t i = 0; i < app->depth; i++)
		if (app->stack[i]->asker == sc)
			app->stack[i]->asker = NULL;
	if (sc->ops->close != NULL)
		sc->ops->close(sc);
	free(sc->about);
	free(sc->answer_text);
	free(sc->state);
	free(sc);
}

/* The asker's own copy may lie on its stack, or change under the window. */
static void
keep_about(struct screen *sc)
{
	assert((sc->question.about != NULL) == (sc->question.size > 0));
	if (sc->question.size == 0)
		return;
	sc->about = xmalloc(sc->question.size);
	memcpy(sc->about, sc->question.about, sc->question.size);
	sc->question.about = sc->about;
}

void
app_push(struct app *app, const struct screen_ops *ops, const void *args, struct question question)
{
	struct error e = {0};
	struct screen *sc;

	if (app->depth == DEPTH_MAX) {
		app_say(app, MESSAGE_ERROR,
		    "Открыто слишком много окон: закройте некоторые клавишей F10.");
		return;
	}
	sc = xcalloc(1, sizeof(*sc));
	*sc = (struct screen){.ops = ops, .app = app, .question = question, .stale = true};
	keep_about(sc);
	sc->asker = app->running != NULL ? app->running : top_of(app);
	sc->state = xcalloc(1, ops->state_size);
	app->stack[app->depth++] = sc;
	if (ops->open == NULL || ops->open(sc, args, &e) == ST_OK)
		return;
	app->depth--;
	app_say_error(app, &e);
	screen_free(sc);
}

void
app_pop(struct app *app, const struct answer *answer)
{
	struct screen *sc = top_of(app);

	if (sc == NULL)
		return;
	sc->closed = true;
	if (answer == NULL)
		return;
	sc->answer = *answer;
	sc->answer_text = xstrdup(answer->text != NULL ? answer->text : "");
	sc->answer.text = sc->answer_text;
}

void
app_quit(struct app *app)
{
	app->ending = true;
}

void
app_do(struct app *app, int act)
{
	app->queued = act;
}

void
app_reload(struct app *app)
{
	for (size_t i = 0; i < app->depth; i++)
		app->stack[i]->stale = true;
	app->dirty = true;
}

static void
tell_answer(struct app *app, struct screen *sc)
{
	struct screen *asker = sc->asker;

	if (asker == NULL || asker->closed)
		return;
	asker->stale = true;
	app->running = asker;
	if (sc->question.then != NULL)
		sc->question.then(asker, sc->question.about, &sc->answer);
	app->running = NULL;
}

/* Take the screens that were left off the stack and tell those who had asked. */
static void
settle(struct app *app)
{
	for (size_t i = app->depth; i > 0; i--) {
		struct screen *sc = app->stack[i - 1];

		if (!sc->closed)
			continue;
		memmove(&app->stack[i - 1], &app->stack[i], (app->depth - i) * sizeof(sc));
		app->depth--;
		tell_answer(app, sc);
		screen_free(sc);
		if (top_of(app) != NULL)
			top_of(app)->stale = true;
		i = app->depth + 1; /* the answer may have opened or closed others */
	}
	if (app->depth == 0)
		app->ending = true;
}

const struct place_traits *
app_places(const struct app *app)
{
	return app->places;
}

/* What reads no records. */
static const bool open_to_older[PLACE_COUNT] = {
    [PLACE_UPGRADE] = true, [PLACE_HELP] = true, [PLACE_MESSAGES] = true};

void
place_open(struct app *app, enum place place, struct question question, const void *args)
{
	const struct place_traits *p = &app->places[place];
	struct error e = {0};

	if (app->session->older && !open_to_older[place])
		app_say(app, MESSAGE_WARNING, "Сначала обновите базу: F2.");
	else if ((p->permit != 0 && session_require(app->session, p->permit, &e) != ST_OK) ||
	    module_require(app->session, p->module, &e) != ST_OK)
		app_say_error(app, &e);
	else if (p->open != NULL)
		p->open(app, question, args);
	else
		app_push(app, p->screen, args, question);
}

/* Messages. */

void
app_say(struct app *app, enum message kind, const char *format, ...)
{
	char *text = NULL;
	va_list args;

	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		die("не хватает памяти");
	va_end(args);
	buf_clear(&app->message);
	words_put_capital(&app->message, text);
	app->message_kind = kind;
	app->said = app->dirty = true;
	log_add(&app->log, kind, buf_text(&app->message));
	free(text);
}

/* Errors are phrases that a command puts after its name; here they begin and end as sentences. */
void
app_say_error(struct app *app, const struct error *e)
{
	struct buf text = {0};

	words_put_sentence(&text, error_text(e));
	app_say(app, MESSAGE_ERROR, "%s", buf_text(&text));
	buf_free(&text);
}

bool
app_has_said(const struct app *app)
{
	return app->said;
}

size_t
app_messages(const struct app *app)
{
	return app->log.count;
}

struct message_row
app_message(const struct app *app, size_t i)
{
	return log_row(&app->log, i);
}

bool
app_waiting(const struct app *app)
{
	return !typed_ahead_is_empty(&app->ahead) || ui_waiting(app->ui);
}

struct slice
app_pasted(const struct app *app)
{
	return ui_pasted(app->ui);
}

/* The frame. */

void
app_size(const struct app *app, int *rows, int *columns)
{
	ui_size(app->ui, rows, columns);
	*rows = *rows > 3 ? *rows - 3 : 0;
}

/* The lowest screen that can be seen: all above it are windows over it. */
static size_t
first_visible(const struct app *app)
{
	size_t i = app->depth;

	while (i > 1 && app->stack[i - 1]->ops->overlay)
		i--;
	return i > 0 ? i - 1 : 0;
}

static bool
is_too_small(const struct app *app)
{
	int rows, columns;

	ui_size(app->ui, &rows, &columns);
	return rows < UI_ROWS || columns < UI_COLUMNS;
}

static bool
is_in_text(const struct screen *sc)
{
	return sc->ops->in_text != NULL && sc->ops->in_text(sc);
}

static void
draw_screens(struct app *app, int rows, int columns)
{
	const struct role *role = app->session->role;
	size_t first = first_visible(app);
	const struct screen *top;
	struct footer footer;
	struct buf title = {0};

	assert(app->depth > 0 && !app->stack[app->depth - 1]->closed); /* it was settled */
	top = app->stack[app->depth - 1];
	if (app->stack[first]->ops->title != NULL)
		app->stack[first]->ops->title(app->stack[first], &title);
	frame_draw_title(app->ui, app->session, buf_text(&title), columns);
	buf_free(&title);
	for (size_t i = first; i < app->depth; i++)
		app->stack[i]->ops->draw(app->stack[i], app->ui, 1, rows - 3, columns);
	frame_draw_message(app->ui, rows - 2, columns, app->message_kind, buf_text(&app->message));
	footer_choose(
	    &footer, top->ops->actions, role != NULL ? role->permits : 0, is_in_text(top), columns);
	footer_draw(&footer, app->ui, rows - 1);
}

static void
draw(struct app *app)
{
	int rows, columns;

	ui_size(app->ui, &rows, &columns);
	ui_begin(app->ui);
	store_forbid(app->session->store, true);
	if (is_too_small(app))
		frame_draw_notice(app->ui, rows, columns);
	else
		draw_screens(app, rows, columns);
	store_forbid(app->session->store, false);
	app->dirty = !ui_end(app->ui);
}

/* Read what is to be read again, of the screens that can be seen. A screen may find its record gone
 * and leave; then there is another to look at. */
static void
load_visible(struct app *app)
{
	bool again = true;

	while (again && app->depth > 0) {
		again = false;
		for (size_t i = first_visible(app); i < app->depth; i++) {
			struct screen *sc = app->stack[i];

			if (!sc->stale)
				continue;
			sc->stale = false;
			sc->changes = changes_number(app->session); /* or later: read after it */
			app->dirty = true;
			trace("load", sc->ops->name);
			app->running = sc;
			if (sc->ops->load != NULL)
				sc->ops->load(sc);
			app->running = NULL;
			again = true;
		}
		settle(app);
	}
	app->said = false;
}

/* Actions. */

static void
go_back(struct app *app, struct screen *sc)
{
	bool may = true;

	app->running = sc;
	if (sc->ops->may_close != NULL)
		may = sc->ops->may_close(sc);
	app->running = NULL;
	if (may && top_of(app) == sc)
		app_pop(app, NULL);
}

static void
do_common(struct app *app, struct screen *sc, int act)
{
	switch (act) {
	case ACT_HELP:
		place_open(app, PLACE_HELP, NO_QUESTION, NULL);
		break;
	case ACT_PALETTE:
		place_open(app, PLACE_PALETTE, NO_QUESTION, NULL);
		break;
	case ACT_MESSAGES:
		place_open(app, PLACE_MESSAGES, NO_QUESTION, NULL);
		break;
	case ACT_REFRESH:
		app_reload(app);
		app_say(app, MESSAGE_INFO, "Данные прочитаны заново.");
		break;
	case ACT_REDRAW:
		ui_redraw(app->ui);
		break;
	case ACT_QUIT:
		app_quit(app);
		break;
	default:
		go_back(app, sc);
		break;
	}
}

static void
do_act(struct app *app, struct screen *sc, int act)
{
	const struct action *own = action_find(sc->ops->actions, act);
	const struct action *a = own != NULL ? own : action_find(action_common(), act);
	struct error e = {0};

	if (a == NULL)
		return;
	if (a->permit != 0 && session_require(app->session, (enum permit)a->permit, &e) != ST_OK) {
		app_say_error(app, &e);
		return;
	}
	if (own == NULL || (act == ACT_BACK && sc->ops->act == NULL)) {
		do_common(app, sc, act);
		return;
	}
	app->running = sc;
	sc->ops->act(sc, act);
	app->running = NULL;
}

static bool
key_of_screen(struct app *app, struct screen *sc, const struct key *key)
{
	bool known = false;

	app->running = sc;
	if (sc->ops->key != NULL)
		known = sc->ops->key(sc, key);
	app->running = NULL;
	return known;
}

static void
handle_key(struct app *app, const struct key *key)
{
	struct screen *sc = top_of(app);
	bool in_text;
	int act;

	key_trace(key);
	if (is_too_small(app))
		return;
	buf_clear(&app->message);
	in_text = is_in_text(sc);
	if (key_refused(app, key, in_text))
		return;
	act = action_of_key(sc->ops->actions, key, in_text);
	if (act == ACT_NONE)
		act = action_of_key(action_common(), key, in_text);
	if (act != ACT_NONE)
		do_act(app, sc, act);
	else if (!key_of_screen(app, sc, key))
		key_say_unknown(app, key);
	settle(app);
	while (app->queued != ACT_NONE && !app->ending && top_of(app) != NULL) {
		act = app->queued;
		app->queued = ACT_NONE;
		do_act(app, top_of(app), act);
		settle(app);
	}
}

/* A screen loaded after the last change has seen it, whoever made it. */
void
app_look(struct app *app)
{
	uint64_t changes = changes_number(app->session);

	app->looked = clock_monotonic();
	for (size_t i = 0; i < app->depth; i++)
		if (app->stack[i]->changes != changes)
			app->stack[i]->stale = true;
}

/* Nothing is typed: look whether others have changed something, and let the screens go on. */
static void
idle(struct app *app)
{
	int64_t now = clock_monotonic();
	size_t first = first_visible(app), depth = app->depth;

	if (now - app->looked >= LOOK_EVERY)
		app_look(app);
	if (now - app->readers_checked >= READERS_EVERY) {
		app->readers_checked = now;
		store_check_readers(app->session->store);
	}
	for (size_t i = first; i < depth && i < app->depth; i++) {
		struct screen *sc = app->stack[i];

		app->running = sc;
		if (sc->ops->tick != NULL && !sc->closed)
			sc->ops->tick(sc);
		app->running = NULL;
	}
	settle(app);
}

static struct key
next_key(struct app *app)
{
	struct key key;

	return typed_ahead_take(&app->ahead, &key) ? key : ui_key(app->ui, TICK);
}

/* Keep for later what was typed while something long is running; only Esc speaks to it. */
static bool
is_cancelled(struct app *app)
{
	while (ui_waiting(app->ui)) {
		struct key key = ui_key(app->ui, 0);

		if (key.code == K_NOTHING)
			return false;
		if (key.code == K_ESCAPE || key.code == K_CLOSED)
			return true;
		if (key.code != K_PASTED && key.code != K_RESIZED)
			typed_ahead_keep(&app->ahead, &key);
	}
	return false;
}

bool
app_progress(void *context, size_t done, size_t total)
{
	struct app *app = context;
	int rows, columns;

	if (!progress_is_due(&app->progress, done, clock_monotonic()))
		return true;
	if (is_cancelled(app))
		return false;
	ui_size(app->ui, &rows, &columns);
	ui_printf(app->ui, rows - 2, 1, columns - 1, STYLE_WARNING,
	    "Идёт работа: %zu из %zu. Esc — прервать.", done, total);
	ui_cursor(app->ui, rows - 2, 1);
	ui_end(app->ui);
	return true;
}

/* Before the end, every screen may put away what was typed; the topmost knows most, it comes first.
 */
static void
leave_all(struct app *app)
{
	for (size_t i = app->depth; i > 0; i--)
		if (app->stack[i - 1]->ops->leave != NULL)
			app->stack[i - 1]->ops->leave(app->stack[i - 1]);
	while (app->depth > 0) {
		struct screen *sc = app->stack[app->depth - 1];

		screen_free(sc);
		app->depth--;
	}
}

/* Whatever is written from now on would be lost: nothing more is shown as if it were kept. */
static bool
is_gone(struct app *app)
{
	app->gone = moved_away(app->session);
	app->ending = app->ending || app->gone;
	return app->gone;
}

static void
loop(struct app *app)
{
	while (!app->ending && !is_gone(app)) {
		struct key key;

		load_visible(app);
		if (app->ending)
			break;
		if (app->dirty)
			draw(app);
		key = next_key(app);
		app->dirty = app->dirty || key.code != K_NOTHING;
		if (key.code == K_CLOSED)
			app_quit(app);
		else if (key.code == K_NOTHING)
			idle(app);
		else if (key.code == K_RESIZED)
			app_reload(app);
		else
			handle_key(app, &key);
	}
}

static void
say_clock(struct app *app)
{
	struct buf text = {0};

	session_put_clock(app->session, &text);
	if (text.len > 0)
		app_say(app, MESSAGE_WARNING, "%s", buf_text(&text));
	buf_free(&text);
}

enum status
app_run(struct session *s, const struct place_traits *places, enum place first, struct error *e)
{
	struct app *app = xcalloc(1, sizeof(*app));
	enum status st;

	app->session = s;
	app->places = places;
	st = ui_open(&app->ui, e);
	if (st == ST_OK) {
		app->looked = app->readers_checked = clock_monotonic();
		place_open(app, first, NO_QUESTION, NULL);
		say_clock(app);
		loop(app);
		leave_all(app);
		ui_close(app->ui);
		if (app->gone)
			st = moved_tell(s, e);
	}
	log_free(&app->log);
	buf_free(&app->message);
	free(app);
	return st;
}
