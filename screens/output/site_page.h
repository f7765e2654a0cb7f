/* SPDX-License-Identifier: MIT
 * site_page.h - a page on its way to the site: its HTML, which goes into a file, and what the
 * journal says of it.
 */
#ifndef SCREENS_SITE_PAGE_H
#define SCREENS_SITE_PAGE_H

#include "document/page/page.h"
#include "service/corps/publishing.h"

struct site_page {
	struct buf html, note;
	struct page_file file; /* for those who publish; borrows the two */
};

/* path NULL: the page is taken over SSH, and only that it is published is journalled. */
void site_page_begin(struct site_page *s, const struct page *page, const char *path, bool replace);
void site_page_free(struct site_page *s);

#endif
