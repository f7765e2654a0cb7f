/* SPDX-License-Identifier: MIT
 * paper_names.h - the names a paper's texts may use: those of the rows around, of the source, and
 * the town's words.
 *
 * The check of a description goes by them, and so do the marks of an office's own form.
 */
#ifndef MODEL_PAPER_NAMES_H
#define MODEL_PAPER_NAMES_H

#include "model/paper/paper.h"
#include "model/profile/profile.h"

struct paper_names {
	const struct paper_names *outer;
	const struct paper_field *fields; /* NULL: the fields of `records` */
	const struct kind_words *records;
};

/* Outside of any group. */
struct paper_names paper_names_of(const struct paper *paper, const struct profile *town);
/* A paper_name_fn: is there a field, a column or a word of that name? */
bool paper_names_know(const void *names, struct slice name);
/* The names in a row of a group; false: there is no such group. */
bool
paper_names_enter(const struct paper_names *outer, const char *group, struct paper_names *inner);
/* Append "; может быть, «secretary»?" */
void paper_names_put_near(
    struct buf *out, const struct paper_names *names, const char *wanted, bool groups);

#endif
