/* SPDX-License-Identifier: MIT
 * meeting_speech.c - who reports on an item of a meeting, who spoke on it, and what was said.
 */
#include "screens/council/meeting.h"

#include <assert.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/utf8.h"
#include "screens/app/ask.h"
#include "screens/council/topic_ask.h"

/* A speech as it is asked for, one window after the other. */
struct asked_speech {
	uint64_t item, person;
	uint64_t speech, stamp; /* as it was shown; 0: it is a new one */
	char speaker[TOPIC_BYTES];
};

static void
take_text(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct asked_speech *asked = about;
	struct meeting_view *h = screen_state(sc);
	struct session *s = app_session(screen_app(sc));
	struct error e = {0};
	enum status st;
	bool blank;

	assert(asked != NULL);
	if (answer->code != 1)
		return;
	blank = utf8_says_nothing(answer->text);
	if (blank && asked->speech != 0)
		st = council_drop_speech(
		    s, h->meeting, asked->item, asked->speech, asked->stamp, &e);
	else
		st = council_put_speech(s, h->meeting, asked->item,
		    &(struct council_speech){.id = asked->speech,
			.stamp = asked->stamp,
			.person = asked->person,
			.speaker = asked->speaker,
			.text = answer->text},
		    &e);
	if (st != ST_OK)
		app_say_error(screen_app(sc), &e);
	else
		app_say(screen_app(sc), MESSAGE_INFO, "Выступили: %s — %s.", asked->speaker,
		    blank && asked->speech != 0 ? "убрано" : "записано");
	meeting_view_load(h, screen_app(sc));
}

static void
ask_text(struct app *app, const struct asked_speech *asked, const char *text)
{
	struct buf title = {0};

	buf_printf(&title, "Выступили: %s", asked->speaker);
	ask_line(app, ABOUT(take_text, asked), buf_text(&title),
	    asked->speech != 0 ? "Что сказано (пусто — убрать выступление):"
			       : "Что сказано (пусто — записать только имя):",
	    text);
	buf_free(&title);
}

static void
take_name(struct screen *sc, const void *about, const struct answer *answer)
{
	struct asked_speech asked;

	assert(about != NULL);
	if (answer->code != 1)
		return;
	asked = *(const struct asked_speech *)about;
	utf8_copy_trimmed(asked.speaker, sizeof(asked.speaker), answer->text);
	if (asked.speaker[0] != '\0')
		ask_text(screen_app(sc), &asked, "");
	else
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Не сказано, кто выступил: ничего не записано.");
}

/* A line of the list of who may speak; id 0: somebody who is not of the council. */
static void
take_speaker(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct meeting_view *h = screen_state(sc);
	const struct council_meeting *s = &h->sitting;
	struct asked_speech asked;
	size_t member;

	assert(about != NULL);
	if (answer->code == 0)
		return;
	asked = *(const struct asked_speech *)about;
	member = council_meeting_member(s, answer->id);
	if (answer->id == 0) {
		ask_line(screen_app(sc), ABOUT(take_name, &asked), "Выступили",
		    "Кто выступил: фамилия, инициалы, должность:", "");
	} else if (member < s->nmembers) {
		asked.person = answer->id;
		utf8_copy(asked.speaker, sizeof(asked.speaker), s->members[member].name);
		ask_text(screen_app(sc), &asked, "");
	} else {
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Этого человека в составе совета больше нет. Выберите другого.");
	}
}

/* The item that is asked about; NULL: it is on the agenda no more, which is said. */
static const struct meeting_item *
item_of(struct screen *sc, const struct asked_speech *asked)
{
	const struct meeting_view *h = screen_state(sc);
	size_t at = council_meeting_item(&h->sitting, asked->item);

	if (at < h->sitting.nitems)
		return &h->sitting.items[at];
	app_say(screen_app(sc), MESSAGE_WARNING,
	    "Этого пункта в повестке больше нет: его тем временем сняли.");
	return NULL;
}

/* Those present, and anybody else by name. */
static void
ask_speaker(struct screen *sc, const struct asked_speech *asked)
{
	const struct meeting_view *h = screen_state(sc);
	const struct council_meeting *s = &h->sitting;
	const struct meeting_item *item = item_of(sc, asked);
	const char **lines;
	uint64_t *ids;
	size_t count = 0;

	if (item == NULL)
		return;
	lines = xcalloc(s->nmembers + 1, sizeof(*lines));
	ids = xcalloc(s->nmembers + 1, sizeof(*ids));
	for (size_t i = 0; i < s->nmembers; i++)
		if (item->ballots[i].present) {
			lines[count] = s->members[i].name;
			ids[count++] = s->members[i].person;
		}
	lines[count++] = "Другой человек…";
	ask_record(
	    screen_app(sc), ABOUT(take_speaker, asked), "Кто выступил", lines, ids, count, 1);
	free(lines);
	free(ids);
}

/* That one gets another text. */
static void
ask_wording(struct screen *sc, const struct asked_speech *about, uint64_t id)
{
	const struct meeting_item *item = item_of(sc, about);
	struct asked_speech asked = *about;
	size_t i = 0;

	if (item == NULL)
		return;
	while (i < item->nspeeches && item->speeches[i].id != id)
		i++;
	if (i == item->nspeeches) {
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Этого выступления больше нет: его тем временем убрали.");
		return;
	}
	asked.speech = id;
	asked.stamp = item->speeches[i].stamp;
	asked.person = item->speeches[i].person;
	utf8_copy(asked.speaker, sizeof(asked.speaker), item->speeches[i].speaker);
	ask_text(screen_app(sc), &asked, item->speeches[i].text);
}

/* A line of the list of what was said; id 0: one more. */
static void
take_speech(struct screen *sc, const void *about, const struct answer *answer)
{
	assert(about != NULL);
	if (answer->code == 0 || !meeting_view_load(screen_state(sc), screen_app(sc)))
		return;
	if (answer->id != 0)
		ask_wording(sc, about, answer->id);
	else
		ask_speaker(sc, about);
}

static void
ask_which(struct screen *sc, const struct meeting_item *item, const struct asked_speech *asked)
{
	size_t n = item->nspeeches;
	char **lines = xcalloc(n + 1, sizeof(*lines));
	const char **pointers = xcalloc(n + 1, sizeof(*pointers));
	uint64_t *ids = xcalloc(n + 1, sizeof(*ids));

	for (size_t i = 0; i < n; i++) {
		struct buf line = {0};

		buf_printf(&line, "%s — %s", item->speeches[i].speaker, item->speeches[i].text);
		pointers[i] = lines[i] = buf_detach(&line);
		ids[i] = item->speeches[i].id;
	}
	pointers[n] = "Ещё одно выступление…";
	ask_record(screen_app(sc), ABOUT(take_speech, asked), "Выступили: исправить или добавить",
	    pointers, ids, n + 1, n + 1);
	for (size_t i = 0; i < n; i++)
		free(lines[i]);
	free(lines);
	free(pointers);
	free(ids);
}

void
meeting_ask_speech(struct screen *sc)
{
	const struct meeting_item *item = meeting_view_item(screen_state(sc));
	struct asked_speech asked = {.item = item != NULL ? item->id : 0};

	if (item == NULL)
		return;
	if (item->nspeeches > 0)
		ask_which(sc, item, &asked);
	else
		ask_speaker(sc, &asked);
}

/* Who reports. */

static void
take_reporter(struct screen *sc, const struct topic_asked *t)
{
	struct meeting_view *h = screen_state(sc);
	struct app *app = screen_app(sc);
	struct error e = {0};

	if (council_set_reporter(
		app_session(app), h->meeting, t->item, t->reports, t->speaker, &e) != ST_OK)
		app_say_error(app, &e);
	else
		app_say(app, MESSAGE_INFO, "Докладчик: %s.",
		    t->speaker[0] != '\0' ? t->speaker : "никто");
	meeting_view_load(h, app);
}

void
meeting_ask_reporter(struct screen *sc)
{
	const struct meeting_item *item = meeting_view_item(screen_state(sc));
	struct topic_asked t;

	if (item == NULL)
		return;
	t = topic_asked_begin(take_reporter, item->application, item->topic, item->speaker);
	t.item = item->id;
	topic_ask_speaker(screen_app(sc), &t);
}
