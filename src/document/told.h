/* SPDX-License-Identifier: MIT
 * told.h - facts that are records of the register: names, posts, values as fields show them
 * (inside the document room). Each puts nothing for a record there never was.
 */
#ifndef DOCUMENT_TOLD_H
#define DOCUMENT_TOLD_H

#include "document/facts.h"
#include "document/record_as_of.h"

/* The names of record_as_of.h, as the value `name` of the row. */
void told_name(
    struct fact_row *row, const char *name, struct record_as_of *src, enum kind kind, uint64_t id);
void
told_short_name(struct fact_row *row, const char *name, struct record_as_of *src, uint64_t person);
void
told_signature(struct fact_row *row, const char *name, struct record_as_of *src, uint64_t person);

/* A field of the record as it is shown. */
void told_field(struct fact_row *row, const char *name, struct record_as_of *src,
    const struct record *r, const char *field);

/* Who somebody is, as nearly every paper tells it: the name as `name`, "position", "workplace". */
void told_person(struct fact_row *row, const char *name, struct record_as_of *src, uint64_t person);

#endif
