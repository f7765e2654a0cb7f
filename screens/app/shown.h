/* SPDX-License-Identifier: MIT
 * shown.h - records as they stood when somebody was asked about them: what a question carries so
 * that its answer is written to the record that was shown, or refused.
 */
#ifndef SCREENS_SHOWN_H
#define SCREENS_SHOWN_H

#include "base/idset.h"
#include "screens/app/app.h"
#include "model/record.h"
#include "service/core/view.h"

enum { SHOWN_NAME = 256 };

/* One record; the name is what people were asked about, whatever it is by now. */
struct shown {
	enum kind kind;
	uint64_t id, stamp;
	char name[SHOWN_NAME];
};

struct shown shown_of(const struct view *v, const struct record *r);
/* As the record stands now. false: there is none. */
bool shown_take(struct shown *out, const struct view *v, enum kind kind, uint64_t id);
/* Remove the record, provided that it is as it was shown; else *e names it and says what has
 * happened to it: ST_NOTFOUND, ST_CONFLICT. */
enum status shown_remove(struct app *app, const struct shown *a, struct error *e);

/* Several of a kind, for a menu of them. */
struct shown_list {
	size_t count;
	struct shown rows[];
};
/* Those of the ids there are, in their order; the caller frees. */
struct shown_list *
shown_list_take(const struct view *v, enum kind kind, const uint64_t *ids, size_t count);
/* NULL: not among them. */
const struct shown *shown_find(const struct shown_list *list, uint64_t id);
/* A menu of them (ask.h); the answer's id is one of theirs, and *about given to then() is a copy of
 * the list. */
void shown_ask(const struct shown_list *list, struct app *app, answer_fn *then, const char *title);

/* Many, which nobody reads one by one: none newer than the operation `seen` when they were shown.
 */
struct shown_ids {
	enum kind kind;
	uint64_t seen;
	char name[SHOWN_NAME]; /* of the only one; "" when there are others */
	size_t count;
	uint64_t ids[];
};
/* A copy of the ids, everything else empty; the caller frees. */
struct shown_ids *shown_ids(const uint64_t *ids, size_t count);
struct shown_ids *shown_marks(const struct idset *marks);
/* The question about them; *a may be freed once it is asked. */
struct question shown_question(answer_fn *then, const struct shown_ids *a);

/* In load(): say what others have done to a record since it had that stamp (0: it had none, nothing
 * is said), and then `more`. shown_tell_any() also when it was this account, at another terminal.
 */
void shown_tell(struct app *app, const struct view *v, enum kind kind, uint64_t id, uint64_t stamp,
    const char *more);
void shown_tell_any(struct app *app, const struct view *v, enum kind kind, uint64_t id,
    uint64_t stamp, const char *more);

#endif
