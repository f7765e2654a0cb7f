/* SPDX-License-Identifier: MIT
 * book_store.h - what is kept of a sheet: eight bytes for a filled cell, and its text once however
 * many cells share it. Inside this room.
 */
#ifndef EXCHANGE_BOOK_STORE_H
#define EXCHANGE_BOOK_STORE_H

#include "exchange/book/book.h"

/* A file within what may be unpacked can name more than this only by naming one text or nothing at
 * all in every cell. */
enum {
	BOOK_TEXT = 80 * 1024 * 1024,
	BOOK_CELLS = 8 * 1024 * 1024,
	BOOK_STRINGS = 4 * 1024 * 1024,
	BOOK_COLUMNS = 16384,
	BOOK_ROWS = 1048576,
	BOOK_AREA = 100 * 1000 * 1000 /* rows by columns, as they are handed out */
};

struct book_cell {
	uint32_t text; /* where it stands in texts, from 1 */
	uint16_t column;
};

struct book_row {
	uint32_t number; /* in the sheet, from 1 */
	uint32_t first;  /* of its cells */
};

struct book_sheet {
	struct buf texts; /* each behind its length, of four bytes */
	struct book_cell *cells;
	struct book_row *rows;
	size_t ncells, cells_room, nrows, rows_room;
	size_t width;
};

/* Keep a text, trimmed and without ghosts: its place from 1, 0 when nothing is left of it.
 * ST_INVALID: there is too much. */
enum status
book_store_text(struct book_sheet *sheet, struct slice text, uint32_t *place, struct error *e);

/* Put a text into a cell, in order of rows (from 1) and columns (from 0). ST_INVALID: there is too
 * much. */
enum status book_store_cell(
    struct book_sheet *sheet, size_t row, size_t column, uint32_t place, struct error *e);

#endif
