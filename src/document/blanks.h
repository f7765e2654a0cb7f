/* SPDX-License-Identifier: MIT
 * blanks.h - the office's own forms of a town's papers: checked, and filled with a paper's facts.
 */
#ifndef DOCUMENT_BLANKS_H
#define DOCUMENT_BLANKS_H

#include "document/facts.h"
#include "document/page/page.h"
#include "model/paper/paper.h"
#include "model/profile/profile.h"
#include "service/core/view.h"

/* Every form a profile names and was read with: a document of its format whose marks are names of
 * the paper's source. A profile_check. */
enum status blanks_check(const struct profile *p, struct error *e);

/* Where the paper has forms in the rules in force, the page is printed in them; the facts go over
 * to it. The profile outlives the page. */
void
blanks_attach(struct page *p, const struct paper *paper, struct facts *f, const struct view *v);

#endif
