/* SPDX-License-Identifier: MIT
 * record_as_of.h - records as they stood with an operation, so that a signed paper stays as it was
 * (inside the document layer).
 */
#ifndef DOCUMENT_RECORD_AS_OF_H
#define DOCUMENT_RECORD_AS_OF_H

#include "service/core/view.h"

struct record_as_of {
	struct view view;
	uint64_t as_of;  /* operation; 0: as they stand now */
	uint64_t latest; /* the latest operation among the images read */
};

void record_as_of_open(struct record_as_of *src, struct session *s);
/* The view's end; ST_OK or a sentence. */
enum status record_as_of_close(struct record_as_of *src, struct error *e);

/* The record as of the operation; where it is younger, as it was at first; where it is removed, as
 * it was last. false: there never was one of that id. */
bool record_as_of_get(struct record_as_of *src, uint64_t id, struct record *out);

/* Names of people: "Озерская Ирина Григорьевна", "И. Г. Озерская"; of others: field `name`. */
void record_as_of_put_name(struct record_as_of *src, enum kind kind, uint64_t id, struct buf *out);
/* "Озерская И. Г." */
void record_as_of_put_short_name(struct record_as_of *src, uint64_t person, struct buf *out);
void record_as_of_put_signature(struct record_as_of *src, uint64_t person, struct buf *out);

/* The paper rests on this record, too, though it was read by others. */
void record_as_of_note(struct record_as_of *src, enum kind kind, uint64_t id);

#endif
