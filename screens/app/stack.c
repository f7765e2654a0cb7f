/* SPDX-License-Identifier: MIT
 * stack.c - screens put on top of each other, their questions and answers.
 */
#include "screens/app/stack.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "screens/app/behind.h"

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

const struct action *
screen_actions(const struct screen *sc)
{
	if (sc->actions == NULL)
		return sc->ops->actions;
	action_choose(sc->ops->actions, sc->ops->now(sc), sc->actions);
	return sc->actions;
}

struct session *
app_session(struct app *app)
{
	return app->session;
}

void *
app_data(const struct app *app)
{
	return app->bare.data;
}

struct screen *
stack_top(const struct app *app)
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

size_t
stack_first_visible(const struct app *app)
{
	size_t i = app->depth;

	while (i > 1 && app->stack[i - 1]->ops->overlay)
		i--;
	return i > 0 ? i - 1 : 0;
}

/* The record that the topmost of the screens from `bottom` on is about; 0: none is. */
static uint64_t
topmost_record(const struct app *app, size_t bottom, bool edited, enum kind *kind)
{
	uint64_t id = 0;

	*kind = 0;
	for (size_t i = app->depth; i > bottom && id == 0; i--) {
		const struct screen *sc = app->stack[i - 1];

		if (sc->ops->record != NULL && (sc->ops->edits || !edited))
			id = sc->ops->record(sc, kind);
	}
	return id;
}

uint64_t
stack_edited(const struct app *app, enum kind *kind)
{
	return topmost_record(app, 0, true, kind);
}

uint64_t
stack_seen(const struct app *app, enum kind *kind)
{
	return topmost_record(app, stack_first_visible(app), false, kind);
}

void
stack_put_screen(const struct app *app, struct buf *out)
{
	static const char *const marks[] = {" › ", ": ", " · ", " *"};
	const struct screen *sc = app->stack[stack_first_visible(app)];

	if (sc->ops->title != NULL)
		sc->ops->title(sc, out);
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		const char *at = strstr(buf_text(out), marks[i]);

		if (at != NULL)
			buf_truncate(out, (size_t)(at - buf_text(out)));
	}
}

bool
stack_shows_company(const struct app *app)
{
	bool shows = false;

	for (size_t i = stack_first_visible(app); i < app->depth; i++)
		shows = shows || app->stack[i]->ops->company;
	return shows;
}

void
stack_free(struct screen *sc)
{
	struct app *app = sc->app;

	for (size_t i = 0; i < app->depth; i++)
		if (app->stack[i]->asker == sc)
			app->stack[i]->asker = NULL;
	if (sc->ops->close != NULL)
		sc->ops->close(sc);
	free(sc->about);
	free(sc->answer_text);
	free(sc->actions);
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
	sc->asker = app->running != NULL ? app->running : stack_top(app);
	sc->state = xcalloc(1, ops->state_size);
	if (ops->now != NULL)
		sc->actions = xcalloc(action_rows(ops->actions), sizeof(*sc->actions));
	app->stack[app->depth++] = sc;
	if (ops->open == NULL || ops->open(sc, args, &e) == ST_OK)
		return;
	app->depth--;
	app_say_error(app, &e);
	stack_free(sc);
}

void
app_pop(struct app *app, const struct answer *answer)
{
	struct screen *sc = stack_top(app);

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
app_redraw(struct app *app)
{
	app->dirty = true;
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

void
stack_settle(struct app *app)
{
	for (size_t i = app->depth; i > 0; i--) {
		struct screen *sc = app->stack[i - 1];

		if (!sc->closed)
			continue;
		memmove(&app->stack[i - 1], &app->stack[i], (app->depth - i) * sizeof(sc));
		app->depth--;
		tell_answer(app, sc);
		stack_free(sc);
		if (stack_top(app) != NULL)
			stack_top(app)->stale = true;
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

	if (behind_is_older(app->session) && !open_to_older[place])
		app_say(app, MESSAGE_WARNING, "Сначала обновите базу: F2.");
	else if (behind_require(app->session, p->permit, &e) != ST_OK ||
	    behind_require_module(app->session, p->module, &e) != ST_OK)
		app_say_error(app, &e);
	else if (p->open != NULL)
		p->open(app, question, args);
	else
		app_push(app, p->screen, args, question);
}
