/* SPDX-License-Identifier: MIT
 * shown_before.h - deeds upon records that somebody was shown: each is done upon what was seen, or
 * not at all (inside the room).
 */
#ifndef SERVICE_SHOWN_BEFORE_H
#define SERVICE_SHOWN_BEFORE_H

#include "service/people/deeds.h"
#include "service/year/staging.h"

/* Load a record that a deed is about. ST_NOTFOUND, ST_REFUSED with a sentence that names it: it is
 * gone, or was written by an operation behind `seen`. */
enum status shown_before_get(struct staging *p, uint64_t id, uint64_t seen, struct record *out);

/* What is done with one of them: changed and staged, or refused by a sentence; its end will name
 * the record. */
typedef enum status shown_deed_fn(struct staging *p, struct record *r, const void *what);

/* ST_REFUSED: "закрепление уже закончено 31.05.2026". */
enum status shown_refuse_since(struct staging *p, const char *what, int32_t day);

struct shown_deed {
	const char *operation, *note; /* of the journal row */
	enum kind kind;
	struct shown_records records;
	shown_deed_fn *fn;
	const void *what;
};
/* Stage it for all of them, as part of what else is staged. ST_REFUSED also: there are none. */
enum status shown_deed_stage(struct staging *p, const struct shown_deed *d, struct error *e);
/* Do it with all of them as one operation, or with none. */
enum status shown_deed_do(struct session *s, const struct shown_deed *d, struct error *e);

#endif
