/* SPDX-License-Identifier: MIT
 * writers.c - what the program asks of this module once it is loaded.
 */
#include "document/writers/form.h"
#include "document/writers/writers.h"

static enum status
put_odt(const struct page *p, struct buf *out, struct error *e)
{
	bool filled;
	enum status st = form_put(p, PAGE_ODT, out, &filled, e);

	if (st == ST_OK && !filled)
		odt_put(p, out);
	return st;
}

static enum status
put_docx(const struct page *p, struct buf *out, struct error *e)
{
	bool filled;
	enum status st = form_put(p, PAGE_DOCX, out, &filled, e);

	if (st == ST_OK && !filled)
		docx_put(p, out);
	return st;
}

const struct page_writers page_writers = {
    .build = PAGE_BUILD,
    .put = {[PAGE_ODT] = put_odt, [PAGE_DOCX] = put_docx, [PAGE_PDF] = pdf_put},
    .check = form_check,
};
