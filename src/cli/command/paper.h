/* SPDX-License-Identifier: MIT
 * paper.h - the paper that a call of `document` asks for (inside the commands).
 */
#ifndef CLI_PAPER_H
#define CLI_PAPER_H

#include "cli/line/call.h"
#include "document/page/page.h"

/* The format of a paper asked for, or the command's first; PAGE_TEXT of what is no paper (csv). */
enum page_format paper_format(const struct call *c);

/* Fill the page (page_free it in any case) and append its bytes in the format asked for. */
enum status paper_make(struct call *c, struct page *page, struct buf *bytes, struct error *e);

#endif
