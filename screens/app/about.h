/* SPDX-License-Identifier: MIT
 * about.h - what a question carries of the records it is about.
 */
#ifndef SCREENS_ABOUT_H
#define SCREENS_ABOUT_H

#include "screens/app/app.h"
#include "model/record.h"

enum { ABOUT_NAME = 256 };

/* One record as it was shown; the name is what people were asked about, whatever it is by now. */
struct about_record {
	enum kind kind;
	uint64_t id, stamp;
	char name[ABOUT_NAME];
};

struct about_record about_record(struct session *s, const struct record *r);

/* The record that was asked about (free it), unchanged; else NULL, and *e names it and says what
 * has happened to it: ST_NOTFOUND, ST_CONFLICT. */
struct record *about_load(struct session *s, const struct about_record *a, struct error *e);

/* Many records, none newer than the operation `seen` when they were shown. */
struct about_ids {
	enum kind kind;
	uint64_t seen;
	char name[ABOUT_NAME]; /* of the only one; "" when there are others */
	size_t count;
	uint64_t ids[];
};

/* A copy of the ids, everything else empty. Free it. */
struct about_ids *about_ids(const uint64_t *ids, size_t count);
/* The question about them; *a may be freed once it is asked. */
struct question about_them(answer_fn *then, const struct about_ids *a);

#endif
