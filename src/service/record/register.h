/* SPDX-License-Identifier: MIT
 * register.h - what people do to records: save, remove, take back, look at.
 */
#ifndef SERVICE_REGISTER_H
#define SERVICE_REGISTER_H

#include "db/record/records.h"
#include "service/core/naming.h"
#include "service/core/view.h"
#include "service/record/record_history.h"
#include "service/record/undo.h"

enum { DOUBT_LENGTH = 400 };

struct saved {
	uint64_t id, stamp;
	bool unchanged;           /* nothing differed; nothing was written */
	char doubt[DOUBT_LENGTH]; /* what is unlikely about it, first of all: a sentence, or "" */
};

/* Faults of a record as it would be stored: what record_check() finds, a key that is used already
 * (with whose), a reference to a record that is gone, a module the town does not have. Returns
 * their number. */
int register_check(const struct view *v, const struct record *r, fault_fn *report, void *context);

/* A save and what goes with it. */
struct save {
	const struct record *record;
	fault_fn *report; /* told every fault, besides e the first of them; NULL: nobody */
	void *context;
	bool drop_draft; /* the account's draft of the form goes in the same transaction */
	uint64_t draft;  /* the record the form was opened for; 0: a new one */
};

/* Save a new (id 0) or changed record; its stamp is what the clerk began from. Compared and checked
 * is what v sees; the view is closed when it returns.
 * ST_CONFLICT: somebody saved or removed it meanwhile; nothing is written, the caller shows both.
 * ST_INVALID: register_check finds something. ST_DENIED. */
enum status
register_save(struct view *v, const struct save *what, struct saved *out, struct error *e);

/* ST_REFUSED when other records refer to it: the sentence says how many of which. ST_CONFLICT when
 * it was changed since r was loaded, ST_NOTFOUND when it is gone. */
enum status register_remove(struct session *s, const struct record *r, struct error *e);
/* Remove them all as one operation, or none: ST_REFUSED when one is referred to (the sentence names
 * it and what refers to it), ST_CONFLICT when one was changed or removed after the operation
 * `seen`, the newest when they were shown. */
enum status register_remove_all(struct session *s, enum kind kind, const uint64_t *ids,
    size_t count, uint64_t seen, struct error *e);

/* The next free code of a kind, in the manner of the codes there are (AP0123 -> AP0124): never one
 * that a record has or (while the history is not huge) had. Nothing for kinds without a code. */
void register_next_code(const struct view *v, enum kind kind, struct buf *out);
/* The same behind a given code: the next one of several that are to be given at once. */
void
register_next_code_after(const struct view *v, enum kind kind, const char *code, struct buf *out);

/* A copy of a record (free it), NULL when there is none or reading is not permitted. */
struct record *register_load(const struct view *v, enum kind kind, uint64_t id);
struct record *register_load_code(const struct view *v, enum kind kind, const char *code);

/* Records that refer to this one, counted by kind and field, kinds in their order. */
struct referrer {
	enum kind kind;
	const struct field *field;
	size_t count;
};
size_t register_referrers(
    const struct view *v, enum kind kind, uint64_t id, struct referrer **out); /* free */

#endif
