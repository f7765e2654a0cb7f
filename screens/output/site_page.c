/* SPDX-License-Identifier: MIT
 * site_page.c - a page on its way to the site.
 */
#include "screens/output/site_page.h"

#include "document/printing.h"
#include "service/core/taken.h"

static void
write_html(const void *context, FILE *f)
{
	const struct buf *html = context;

	fwrite(html->data, 1, html->len, f);
}

void
site_page_begin(struct site_page *s, const struct page *page, const char *path, bool replace)
{
	struct buf printing = {0};

	*s = (struct site_page){.html = {0}};
	if (path != NULL) {
		page_put_html(page, &s->html);
		printing_put(&printing, page->command, "", PAGE_HTML, page->operation);
		taken_put_file(&s->note, buf_text(&printing), buf_slice(&s->html));
	}
	s->file = (struct page_file){.path = path,
	    .replace = replace,
	    .write = write_html,
	    .context = &s->html,
	    .note = buf_text(&s->note)};
	buf_free(&printing);
}

void
site_page_free(struct site_page *s)
{
	buf_free(&s->note);
	buf_free(&s->html);
}
