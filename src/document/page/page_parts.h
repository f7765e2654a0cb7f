/* SPDX-License-Identifier: MIT
 * page_parts.h - the inside of a page, for page.c and the writers only.
 */
#ifndef DOCUMENT_PAGE_PARTS_H
#define DOCUMENT_PAGE_PARTS_H

#include "document/page/page.h"

enum page_block_type {
	BLOCK_HEADING,
	BLOCK_SUBHEADING,
	BLOCK_PARAGRAPH,
	BLOCK_SIDES,
	BLOCK_POINT,
	BLOCK_SIGNATURE,
	BLOCK_APPROVAL,
	BLOCK_NOTE,
	BLOCK_BREAK,
	BLOCK_TABLE
};

#define PAGE_DRAFT "ПРОЕКТ" /* on each sheet of a draft */

struct page_cell {
	struct page_cell *next;
	const char *text;
	bool heading;
};

/* As many cells as there are columns, or one over all of them. */
struct page_row {
	struct page_row *next;
	struct page_cell *first, *last;
	size_t count;
	bool group;
};

struct page_table {
	const char *caption;
	struct {
		const char *label;
		int weight;
		bool number;
	} columns[PAGE_COLUMNS_MAX];
	size_t ncolumns;
	struct page_row *first, *last;
};

struct page_block {
	struct page_block *next;
	enum page_block_type type;
	int level; /* of headings: 1 the document's name; of a subheading one more than above it */
	enum page_align align;
	const char *text,
	    *right; /* right: of sides, signatures, approvals; the number of a point */
	struct page_table *table;
};

/* Append a text as HTML and XML have it, `line` for each line feed; for between tags and for
 * attributes in double quotes. */
void page_put_escaped(struct buf *out, const char *text, const char *line);

/* Append a text without characters that a printer, a browser or a reader of XML takes for anything
 * but text. */
void page_put_clean(struct buf *out, const char *text);

/* Append a text whose blanks are U+00A0 where no line of a Russian text may end. */
void page_put_spaced(struct buf *out, const char *text);

/* What the module of writers is asked for by the name "page_writers". */
#define PAGE_BUILD VERSION
struct page_writers {
	const char *build; /* PAGE_BUILD it was made with */
	enum status (*put[PAGE_FORMATS])(const struct page *p, struct buf *out, struct error *e);
	enum status (*check)(
	    const struct page_blank *blank, enum page_format format, struct error *e);
};
extern const struct page_writers page_writers __attribute__((visibility("default")));

#endif
