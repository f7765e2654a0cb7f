/* SPDX-License-Identifier: MIT
 * meeting_agenda.c - from one item of a meeting to another, and what is put on its agenda while it
 * goes on.
 */
#include "screens/council/meeting.h"

#include <assert.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/die.h"
#include "screens/app/ask.h"
#include "screens/app/shown.h"
#include "screens/council/topic_ask.h"
#include "service/council/application_statuses.h"

/* Everybody who follows comes along; what is closed is only leafed through. */
static void
move_to(struct screen *sc, size_t item)
{
	struct meeting_view *h = screen_state(sc);
	struct app *app = screen_app(sc);
	struct error e = {0};

	if (item >= h->sitting.nitems)
		return;
	if (h->sitting.state == MEETING_CLOSED) {
		meeting_view_show(h, app, item);
		return;
	}
	if (council_move(app_session(app), h->meeting, h->sitting.items[item].id, &e) != ST_OK)
		app_say_error(app, &e);
	meeting_view_load(h, app);
}

void
meeting_step(struct screen *sc, bool forward)
{
	const struct meeting_view *h = screen_state(sc);

	if (forward ? h->item + 1 < h->sitting.nitems : h->item > 0)
		move_to(sc, forward ? h->item + 1 : h->item - 1);
	else
		app_say(screen_app(sc), MESSAGE_INFO,
		    forward ? "Это последний пункт повестки." : "Это первый пункт повестки.");
}

static void
take_item(struct screen *sc, const void *about, const struct answer *answer)
{
	struct meeting_view *h = screen_state(sc);
	size_t item;

	(void)about;
	if (answer->code == 0 || !meeting_view_load(h, screen_app(sc)))
		return;
	item = council_meeting_item(&h->sitting, answer->id);
	if (item < h->sitting.nitems)
		move_to(sc, item);
	else
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Этого пункта в повестке больше нет: его тем временем сняли.");
}

void
meeting_ask_item(struct screen *sc)
{
	const struct meeting_view *h = screen_state(sc);
	const struct council_meeting *s = &h->sitting;
	char **lines = xcalloc(s->nitems + 1, sizeof(*lines));
	const char **pointers = xcalloc(s->nitems + 1, sizeof(*pointers));
	uint64_t *ids = xcalloc(s->nitems + 1, sizeof(*ids));

	for (size_t i = 0; i < s->nitems; i++) {
		struct buf line = {0};

		buf_printf(&line, "%3lld  %s", (long long)s->items[i].position, s->items[i].title);
		if (s->items[i].outcome != 0)
			buf_printf(&line, " — %s", meeting_view_outcome_word(s->items[i].outcome));
		pointers[i] = lines[i] = buf_detach(&line);
		ids[i] = s->items[i].id;
	}
	ask_record(
	    screen_app(sc), THEN(take_item), "Повестка", pointers, ids, s->nitems, h->item + 1);
	for (size_t i = 0; i < s->nitems; i++)
		free(lines[i]);
	free(lines);
	free(pointers);
	free(ids);
}

static void
say_added(struct screen *sc, const char *name)
{
	const struct meeting_view *h = screen_state(sc);
	const struct council_meeting *s = &h->sitting;
	size_t item = s->nitems - 1;

	if (s->nitems > 0)
		app_say(screen_app(sc), MESSAGE_INFO, "Внесено в повестку: %s, пункт %lld.", name,
		    (long long)s->items[item].position);
}

/* about: the applications as they were offered. */
static void
add_application(struct screen *sc, const void *about, const struct answer *answer)
{
	struct meeting_view *h = screen_state(sc);
	struct app *app = screen_app(sc);
	const struct shown *chosen;
	struct error e = {0};

	assert(about != NULL);
	if (answer->code == 0)
		return;
	chosen = shown_find(about, answer->id);
	assert(chosen != NULL);
	if (council_add_item(app_session(app), h->meeting, chosen->id, chosen->stamp, &e) != ST_OK)
		app_say_error(app, &e);
	else if (meeting_view_load(h, app))
		say_added(sc, chosen->name);
}

/* One more application behind the last item: any that is ready or was postponed. */
static void
ask_application(struct screen *sc)
{
	struct session *s = app_session(screen_app(sc));
	struct application_statuses w = {.count = 0};
	struct shown_list *offered;
	uint64_t *ids = NULL;
	size_t n = 0;
	struct view v;

	view_open(&v, s);
	if (application_statuses_load(&v, clock_today(), &w) == ST_OK)
		n = application_statuses_ids(
		    &w, 1u << APPLICATION_READY | 1u << APPLICATION_POSTPONED, &ids);
	offered = shown_list_take(&v, KIND_APPLICATIONS, ids, n);
	view_close(&v);
	shown_ask(
	    offered, screen_app(sc), add_application, "Готовы или отложены: что внести в повестку");
	free(offered);
	free(ids);
	application_statuses_free(&w);
}

static void
add_topic(struct screen *sc, const struct topic_asked *t)
{
	struct meeting_view *h = screen_state(sc);
	struct app *app = screen_app(sc);
	struct error e = {0};

	if (council_add_topic(app_session(app), h->meeting, t->topic, t->speaker, &e) != ST_OK)
		app_say_error(app, &e);
	else if (meeting_view_load(h, app))
		say_added(sc, t->topic);
}

static void
take_source(struct screen *sc, const void *about, const struct answer *answer)
{
	struct topic_asked t = topic_asked_begin(add_topic, 0, NULL, NULL);

	(void)about;
	if (answer->code == 1)
		ask_application(sc);
	else if (answer->code == 2)
		topic_ask(screen_app(sc), &t);
}

void
meeting_ask_addition(struct screen *sc)
{
	static const char *const buttons[] = {"Заявление", "Вопрос", NULL};

	ask_buttons(screen_app(sc), THEN(take_source), "Внести в повестку",
	    "Заявление — из готовых и отложенных; вопрос — любой другой, своими словами.", buttons);
}
