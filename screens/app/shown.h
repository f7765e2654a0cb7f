/* SPDX-License-Identifier: MIT
 * shown.h - records as they stood when somebody was asked about them: what a question carries so
 * that its answer is written to the record that was shown, or refused.
 */
#ifndef SCREENS_SHOWN_H
#define SCREENS_SHOWN_H

#include "screens/app/app.h"

enum { SHOWN_NAME = 200 };

struct shown {
	enum kind kind;
	uint64_t id, stamp;
	char name[SHOWN_NAME]; /* by which the answer can speak of it when it is gone */
};

/* As the record stands now. false: there is none. */
bool shown_take(struct shown *out, struct session *s, enum kind kind, uint64_t id);
/* false: the record has been removed, or changed, since; which is said. */
bool shown_still(const struct shown *shown, struct app *app);

/* Several of a kind, for a menu of them. */
struct shown_list {
	size_t count;
	struct shown rows[];
};
/* Those of the ids there are, in their order; the caller frees. */
struct shown_list *
shown_list_take(struct session *s, enum kind kind, const uint64_t *ids, size_t count);
/* NULL: not among them. */
const struct shown *shown_find(const struct shown_list *list, uint64_t id);
/* A menu of them (ask.h); the answer's id is one of theirs, and *about given to then() is a copy of
 * the list. */
void shown_ask(const struct shown_list *list, struct app *app, answer_fn *then, const char *title);

#endif
