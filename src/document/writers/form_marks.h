/* SPDX-License-Identifier: MIT
 * form_marks.h - the marks of a form, found in the tree of a part and made nodes of it.
 */
#ifndef DOCUMENT_FORM_MARKS_H
#define DOCUMENT_FORM_MARKS_H

#include "document/writers/form_xml.h"

/* How a format calls what marks have to do with. */
struct form_words {
	const char *part; /* where the text is */
	const char *edge; /* what the names of parts begin with that hold heads and feet */
	const char *const *paragraph; /* these end with NULL */
	const char *const *row;
	const char *const *container; /* of paragraphs and rows */
	const char *const *letters;   /* in these a paragraph's text stands */
	const char *kept;        /* the first tag of `letters[0]` that keeps its blanks; NULL */
	const char *line;        /* of a line feed */
	const char *cell, *rest; /* cells that must end with a paragraph, and an empty one; NULL */
	const char *table;
};

bool form_is(const struct xml_node *node, const char *const *names);

/* #rows, /rows; "#" alone is the number of a row. */
bool form_opens_group(const char *mark);
bool form_closes_group(const char *mark);

/* Marks become nodes, groups nodes around what they repeat. False: a mark that does not end, a
 * group that does not; why says it without its full stop, *at is the paragraph. */
bool form_find_marks(struct arena *arena, struct xml_node *root, const struct form_words *words,
    struct buf *why, const struct xml_node **at);

/* Append what a paragraph says, marks as they are written. */
void form_put_said(struct buf *out, const struct xml_node *paragraph, const struct form_words *w);

#endif
