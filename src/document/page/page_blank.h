/* SPDX-License-Identifier: MIT
 * page_blank.h - an office's own form: a document with {{marks}} that is filled in place of a page.
 *
 *   {{name}} {{name:format}}   a value, as a text of a paper has it between one pair of braces
 *   {{#group}} ... {{/group}}  what stands between them once for every row: the rows of a table,
 *                              one row of it, or paragraphs
 */
#ifndef DOCUMENT_PAGE_BLANK_H
#define DOCUMENT_PAGE_BLANK_H

#include "document/page/page.h"

/* Once for each row of a group; scope: of the row, for further questions. */
typedef void blank_row_fn(void *writing, const void *scope);

/* What marks are answered with. scope NULL: outside of any group. Where one has no answer, false,
 * and why says it: a Russian sentence without its full stop. */
struct blank_answers {
	void *context;
	bool (*value)(
	    void *context, const void *scope, const char *mark, struct buf *out, struct buf *why);
	bool (*rows)(void *context, const void *scope, const char *group, blank_row_fn *row,
	    void *writing, struct buf *why);
};

struct page_blank {
	struct blank_answers answers;
	struct {
		const char *name; /* of its file, for messages; NULL: none of that format */
		struct slice bytes;
	} forms[PAGE_FORMATS];
};

/* Fill the form of that format with whatever is answered: is it one, and does it say only what has
 * an answer? ST_INVALID: form, paragraph and what is wrong; ST_SYSTEM as page_put. */
enum status
page_blank_check(const struct page_blank *blank, enum page_format format, struct error *e);

#endif
