/* SPDX-License-Identifier: MIT
 * writers.c - what the program asks of this module once it is loaded.
 */
#include "document/writers/writers.h"

static enum status
put_odt(const struct page *p, struct buf *out, struct error *e)
{
	(void)e;
	odt_put(p, out);
	return ST_OK;
}

static enum status
put_docx(const struct page *p, struct buf *out, struct error *e)
{
	(void)e;
	docx_put(p, out);
	return ST_OK;
}

const struct page_writers page_writers = {
    .build = PAGE_BUILD,
    .put = {[PAGE_ODT] = put_odt, [PAGE_DOCX] = put_docx, [PAGE_PDF] = pdf_put},
};
