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

/* The same values for who has no blocks: the root's, then the town's words. */
struct paper_scope {
	const struct paper_scope *outer;
	const struct fact_row *row;
	size_t index; /* of the row in its group, from 1; {#} */
	const struct profile *town;
};
bool paper_scope_find(void *scope, struct slice name, struct paper_value *out);

#endif
