/* SPDX-License-Identifier: MIT
 * writers.h - a page as the files an office works with: each writer appends to out.
 */
#ifndef DOCUMENT_WRITERS_H
#define DOCUMENT_WRITERS_H

#include "document/page/page_parts.h"

void odt_put(const struct page *p, struct buf *out);
void docx_put(const struct page *p, struct buf *out);
/* ST_SYSTEM: there is no font to embed. */
enum status pdf_put(const struct page *p, struct buf *out, struct error *e);

#endif
