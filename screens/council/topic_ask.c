/* SPDX-License-Identifier: MIT
 * topic_ask.c - two lines to type: what a topic is about, who reports on it.
 */
#include "screens/council/topic_ask.h"

#include <assert.h>

#include "base/utf8.h"
#include "screens/app/ask.h"

static void
set(char *field, const char *text)
{
	utf8_copy_trimmed(field, TOPIC_BYTES, text != NULL ? text : "");
}

struct topic_asked
topic_asked_begin(topic_fn *then, uint64_t application, const char *topic, const char *speaker)
{
	struct topic_asked t = {.then = then, .application = application};

	set(t.was, topic);
	set(t.topic, topic);
	set(t.reports, speaker);
	set(t.speaker, speaker);
	return t;
}

static void
take_speaker(struct screen *sc, const void *about, const struct answer *answer)
{
	struct topic_asked t;

	assert(about != NULL);
	if (answer->code != 1)
		return;
	t = *(const struct topic_asked *)about;
	set(t.speaker, answer->text);
	t.then(sc, &t);
}

void
topic_ask_speaker(struct app *app, const struct topic_asked *t)
{
	ask_line(app, ABOUT(take_speaker, t), "Докладчик",
	    "Кто докладывает: фамилия, инициалы, должность (пусто — никто):", t->speaker);
}

static void
take_topic(struct screen *sc, const void *about, const struct answer *answer)
{
	struct topic_asked t;

	assert(about != NULL);
	if (answer->code != 1)
		return;
	t = *(const struct topic_asked *)about;
	set(t.topic, answer->text);
	if (t.topic[0] != '\0')
		topic_ask_speaker(screen_app(sc), &t);
	else
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Вопрос без слов в повестку не вносят: напишите, о чём он.");
}

void
topic_ask(struct app *app, const struct topic_asked *t)
{
	ask_line(app, ABOUT(take_topic, t), "Вопрос повестки",
	    "О чём вопрос, который не заявление («О плане работы на год»):", t->topic);
}
