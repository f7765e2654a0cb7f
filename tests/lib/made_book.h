/* SPDX-License-Identifier: MIT
 * made_book.h - an archive put together part by part, as a workbook is or as none should be. Wants
 * zlib.
 */
#ifndef TESTS_LIB_MADE_BOOK_H
#define TESTS_LIB_MADE_BOOK_H

#include "base/buf.h"

struct made_book {
	struct buf bytes, directory;
	size_t count;
	size_t fields, comment; /* bytes each line of the directory has besides: additional fields,
				   a comment */
};

/* A part, deflated. */
void made_book_add(struct made_book *book, const char *name, struct slice part);
/* The parts every workbook has, but for the sheet: one sheet «Лист1», the given texts and styles.
 */
void made_book_begin(struct made_book *book, const char *strings, const char *styles);
/* The archive, whole; the parts are freed. */
void made_book_end(struct made_book *book, struct buf *out);

#endif
