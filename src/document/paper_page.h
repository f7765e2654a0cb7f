/* SPDX-License-Identifier: MIT
 * paper_page.h - facts written out by the description of a paper.
 */
#ifndef DOCUMENT_PAPER_PAGE_H
#define DOCUMENT_PAPER_PAGE_H

#include "document/facts.h"
#include "document/page/page.h"
#include "model/paper/paper.h"
#include "model/profile/profile.h"

/* Begins the page (page_free it). A value is looked for in the rows around it, from the inmost,
 * then among the town's words. */
void paper_put_page(
    struct page *p, const struct paper *paper, const struct facts *f, const struct profile *town);

/* The same for who has no blocks. */
struct paper_scope {
	const struct paper_scope *outer;
	const struct fact_row *row;
	size_t index; /* of the row in its group, from 1; {#} */
	const struct profile *town;
};
bool paper_scope_find(const void *scope, struct slice name, struct paper_value *out);
/* The first row of the innermost group of that name; NULL: there is none. */
const struct fact_row *paper_scope_first(const struct paper_scope *scope, const char *group);
/* Do all conditions hold? They end with NULL; NULL: there are none. */
bool paper_scope_holds(const struct paper_scope *scope, const char *const *conditions);

#endif
