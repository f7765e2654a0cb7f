/* SPDX-License-Identifier: MIT
 * pdf_language.c - an incremental update of a PDF: its catalog anew, with two entries more.
 * (ISO 32000-1, 7.5.6)
 */
#include "document/writers/pdf_language.h"

#include <stdlib.h>
#include <string.h>

/* The last place of a text; NULL: none. */
static const char *
last_of(const struct buf *pdf, size_t start, const char *text)
{
	const char *end = pdf->data + pdf->len, *p = pdf->data + start, *found = NULL;
	size_t len = strlen(text);

	while ((p = memmem(p, (size_t)(end - p), text, len)) != NULL)
		found = p++;
	return found;
}

/* The number behind a word, at or behind p; 0: there is none. */
static unsigned long
number_behind(const char *p, const char *word)
{
	const char *at = p != NULL ? strstr(p, word) : NULL;

	return at != NULL ? strtoul(at + strlen(word), NULL, 10) : 0;
}

static void
put_update(struct buf *pdf, size_t start, const char *trailer, struct slice catalog)
{
	unsigned long root = number_behind(trailer, "/Root "),
		      info = number_behind(trailer, "/Info "),
		      size = number_behind(trailer, "/Size "),
		      before = number_behind(trailer, "startxref\n");
	struct buf update = {0};
	size_t at = pdf->len - start, table;

	if (root == 0 || info == 0 || size == 0 || before == 0)
		return;
	buf_printf(&update, "%lu 0 obj\n", root);
	buf_put_slice(&update, catalog);
	buf_puts(&update,
	    "   /Lang (ru-RU)\n   /ViewerPreferences << /DisplayDocTitle true >>\n>>\nendobj\n");
	table = at + update.len;
	buf_printf(&update,
	    "xref\n%lu 1\n%010zu 00000 n \ntrailer\n<< /Size %lu\n   /Root %lu 0 R\n   /Info %lu 0 "
	    "R\n"
	    "   /Prev %lu\n>>\nstartxref\n%zu\n%%%%EOF\n",
	    root, at, size, root, info, before, table);
	buf_put_slice(pdf, buf_slice(&update));
	buf_free(&update);
}

void
pdf_add_language(struct buf *pdf, size_t start)
{
	const char *catalog = last_of(pdf, start, "<< /Type /Catalog"),
		   *trailer = last_of(pdf, start, "\ntrailer\n"), *end;

	if (catalog == NULL || trailer == NULL)
		return;
	end = strstr(catalog, "\n>>\nendobj");
	if (end != NULL)
		put_update(pdf, start, trailer, slice_make(catalog, (size_t)(end + 1 - catalog)));
}
