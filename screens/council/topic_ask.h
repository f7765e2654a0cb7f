/* SPDX-License-Identifier: MIT
 * topic_ask.h - the words of an agenda's topic, and who reports on an item: asked one after the
 * other.
 */
#ifndef SCREENS_TOPIC_ASK_H
#define SCREENS_TOPIC_ASK_H

#include "screens/app/app.h"

enum { TOPIC_BYTES = 1024 }; /* of a field of one line */

struct topic_asked;
typedef void topic_fn(struct screen *sc, const struct topic_asked *t);

struct topic_asked {
	topic_fn *then;            /* gets it with what was typed; not called when it was left */
	uint64_t application;      /* whose speaker is asked for; 0: a topic */
	uint64_t item;             /* of a meeting that goes on; 0: one that is prepared */
	char was[TOPIC_BYTES];     /* how the topic is called so far; "": it is a new one */
	char topic[TOPIC_BYTES];   /* proposed, then typed */
	char reports[TOPIC_BYTES]; /* who does so far */
	char speaker[TOPIC_BYTES]; /* likewise, then typed */
};

/* Begun with what there is (NULL: nothing). */
struct topic_asked
topic_asked_begin(topic_fn *then, uint64_t application, const char *topic, const char *speaker);
/* Its words, then the speaker. */
void topic_ask(struct app *app, const struct topic_asked *t);
/* The speaker alone. */
void topic_ask_speaker(struct app *app, const struct topic_asked *t);

#endif
