/* SPDX-License-Identifier: MIT
 * office.h - a page told to a writer of a flowing format, piece by piece: what ODT and DOCX have in
 * common.
 */
#ifndef DOCUMENT_OFFICE_H
#define DOCUMENT_OFFICE_H

#include "document/writers/sheet.h"

struct office_text {
	enum style style;
	const char *text;
	const char *right; /* behind a tab; NULL: none */
	bool on_new_sheet;
	bool next; /* on the sheet of what follows, whatever the style says */
	int size;  /* of letters, where it is not the style's; 0 */
};

struct office_table {
	unsigned number;  /* from 1 on */
	bool framed, low; /* low: its texts stand at the bottom of their cells */
	int width;        /* of all columns */
	const int *columns;
	size_t ncolumns;
};

/* The document's own text, and what has to be known before it: styles of tables. */
struct office_out {
	struct buf body, styles;
};

/* How a format says it. */
struct office_format {
	void (*text)(struct office_out *out, const struct office_text *t);
	void (*table_begin)(struct office_out *out, const struct office_table *t);
	void (*table_end)(struct office_out *out);
	/* head: repeated on each sheet; whole: never parted between two */
	void (*row_begin)(struct office_out *out, bool head, bool whole);
	void (*row_end)(struct office_out *out, bool head);
	/* Over `span` columns from that one on. */
	void (*cell_begin)(
	    struct office_out *out, const struct office_table *t, size_t column, size_t span);
	void (*cell_end)(struct office_out *out, size_t span);
};

void office_put(const struct page *p, const struct office_format *f, struct office_out *out);

#endif
