/* SPDX-License-Identifier: MIT
 * facts.h - what a paper tells, as a tree of named values: a row holds values and groups of rows.
 *
 * A source fills one, paper_page.h writes it out by a description, an office's own form takes its
 * marks from it. The names are those of model/paper/paper_source.h, which is asserted.
 */
#ifndef DOCUMENT_FACTS_H
#define DOCUMENT_FACTS_H

#include "base/arena.h"
#include "model/paper/paper_source.h"
#include "model/paper/paper_text.h"

struct fact_row;

struct facts {
	struct arena arena; /* owns everything */
	struct fact_row *root;
	bool draft;         /* not complete yet: ПРОЕКТ */
	uint64_t operation; /* that completed it, for the foot; 0: none */
};

void facts_begin(struct facts *f, const struct paper_source *source);
void facts_free(struct facts *f);

/* Texts are copied; an empty one, DATE_NONE, NUMBER_NONE and false are as though never put. */
void fact_text(struct fact_row *row, const char *name, const char *text);
void fact_buf(struct fact_row *row, const char *name, struct buf *text); /* and clears it */
void fact_day(struct fact_row *row, const char *name, int32_t day);
void fact_number(struct fact_row *row, const char *name, int64_t number);
void fact_flag(struct fact_row *row, const char *name, bool yes); /* "да" */

/* A new row behind the others of a group. */
struct fact_row *fact_add(struct fact_row *row, const char *group);
/* A row of whatever names, and its place behind the others of a group. */
struct fact_row *fact_new(struct facts *f);
void fact_append(struct fact_row *row, const char *group, struct fact_row *added);
/* A new row of one value, `text`. */
void fact_add_line(struct fact_row *row, const char *group, const char *text);
/* The same for every line of a text that is not empty. */
void fact_lines(struct fact_row *row, const char *group, const char *text);

/* The value of a name; that of a group is how many rows it has. false: nothing was put. */
bool fact_find(const struct fact_row *row, struct slice name, struct paper_value *out);
/* The rows of a group in order; NULL: none, no more. */
const struct fact_row *fact_first(const struct fact_row *row, struct slice group);
const struct fact_row *fact_next(const struct fact_row *row);

#endif
