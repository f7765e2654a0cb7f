/* SPDX-License-Identifier: MIT
 * book.h - an Excel workbook (.xlsx) being read: a sheet of it, whole in memory, every cell as the
 * text that would stand for it in a table of text.
 *
 * Numbers without a fraction are written out, days as ДД.ММ.ГГГГ by the format of their cell, with
 * the time behind them where there is one; truth is ИСТИНА or ЛОЖЬ; formulas are what they had come
 * to when the workbook was saved. Texts are trimmed and without ghosts (utf8_is_ghost). Merged and
 * hidden cells are cells like others.
 */
#ifndef EXCHANGE_BOOK_H
#define EXCHANGE_BOOK_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/status.h"

/* The names of a workbook's sheets, in its order; {0} holds none. */
struct book_names {
	struct arena arena;
	const char **items;
	size_t count, room;
};

/* Do the bytes begin as a workbook does, one of this kind or an old or encrypted one? */
bool book_is(struct slice bytes);

enum status book_names_read(struct book_names *names, struct slice bytes, struct error *e);
void book_names_free(struct book_names *names);

struct book_sheet;

/* Read a sheet, NULL: the first one. The bytes are not needed afterwards. ST_INVALID with a
 * sentence: it is another kind of file (an old, binary or encrypted workbook, one with macros, of
 * LibreOffice, no workbook at all), damaged, larger than what is read, or has no such sheet.
 * ST_SYSTEM: a library is not there. *out is NULL then. */
enum status
book_sheet_read(struct book_sheet **out, struct slice bytes, const char *name, struct error *e);
void book_sheet_free(struct book_sheet *sheet); /* NULL is fine */

/* Rows that have a filled cell; columns up to the last one that has. */
size_t book_sheet_rows(const struct book_sheet *sheet);
size_t book_sheet_width(const struct book_sheet *sheet);

/* Fill in the cells of row i, book_sheet_width() of them; they are borrowed from the sheet. The
 * number of the row in the sheet, from 1. */
size_t book_sheet_row(const struct book_sheet *sheet, size_t i, struct slice *cells);

/* Append the letters of a column, from 0: A, Z, AA. */
void book_put_column(struct buf *b, size_t column);

#endif
