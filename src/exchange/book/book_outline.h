/* SPDX-License-Identifier: MIT
 * book_outline.h - which parts of a workbook are its sheets, texts and styles. Inside this room.
 */
#ifndef EXCHANGE_BOOK_OUTLINE_H
#define EXCHANGE_BOOK_OUTLINE_H

#include "exchange/book/book.h"
#include "exchange/book/book_xml.h"

enum { BOOK_SHEETS = 10000 };

/* A part by its id among the relations, or by the name of its sheet. */
struct book_part {
	const char *id, *part;
};

struct book_outline {
	struct book_parts *parts;
	struct arena arena;
	const char *workbook, *strings, *styles; /* NULL: there is none */
	struct book_part *related, *sheets;
	size_t nrelated, related_room, nsheets, sheets_room;
	bool from_1904;
};

/* book_outline_free in any case; the bytes outlive it. */
enum status book_outline_read(struct book_outline *o, struct slice bytes, struct error *e);
void book_outline_free(struct book_outline *o);

#endif
