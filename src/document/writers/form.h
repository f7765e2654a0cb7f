/* SPDX-License-Identifier: MIT
 * form.h - an office's own .docx or .odt, filled: everything but its marks stays byte for byte.
 */
#ifndef DOCUMENT_FORM_H
#define DOCUMENT_FORM_H

#include "document/page/page_blank.h"

/* Append the page's form of that format, filled. *filled false, and nothing appended: it has none,
 * or it is a draft and the form has no mark that would say so. */
enum status form_put(
    const struct page *p, enum page_format format, struct buf *out, bool *filled, struct error *e);

enum status form_check(const struct page_blank *blank, enum page_format format, struct error *e);

#endif
