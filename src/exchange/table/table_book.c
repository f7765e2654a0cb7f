/* SPDX-License-Identifier: MIT
 * table_book.c - a sheet of a workbook as the rows of a table.
 */
#include "exchange/table/table_parts.h"

#include <stdlib.h>

#include "base/die.h"
#include "exchange/book/book.h"
#include "exchange/table/encoding.h"

struct book_reader {
	struct table_reader table;
	struct book_sheet *sheet;
	struct slice *cells;
	size_t start; /* the row of the header */
	size_t at, bytes;
};

static bool
book_next(struct table_reader *table, const struct slice **cells, size_t *count, size_t *line)
{
	struct book_reader *b = (struct book_reader *)table;

	if (b->at >= book_sheet_rows(b->sheet))
		return false;
	*line = book_sheet_row(b->sheet, b->at++, b->cells);
	*cells = b->cells;
	*count = book_sheet_width(b->sheet);
	return true;
}

static void
book_rewind(struct table_reader *table)
{
	struct book_reader *b = (struct book_reader *)table;

	b->at = b->start;
}

/* Rows stand for the bytes they came from. */
static size_t
book_position(const struct table_reader *table)
{
	const struct book_reader *b = (const struct book_reader *)table;
	size_t rows = book_sheet_rows(b->sheet);

	return rows == 0 ? b->bytes : (size_t)((double)b->bytes * (double)b->at / (double)rows);
}

static void
book_close(struct table_reader *table)
{
	struct book_reader *b = (struct book_reader *)table;

	book_sheet_free(b->sheet);
	free(b->cells);
	free(b);
}

static enum status
find_header(struct book_reader *b, const struct table_header *header, struct table_fault *fault)
{
	const struct slice *cells;
	size_t count, line;

	if (book_sheet_width(b->sheet) > MOST_COLUMNS)
		return table_refuse_width(book_sheet_width(b->sheet), 0, fault);
	for (size_t above = 0; above <= table_rows_above(header); above++) {
		b->start = b->at;
		if (!book_next(&b->table, &cells, &count, &line))
			return above > 0
			    ? ST_NOTFOUND
			    : table_fault_set(
				  fault, 0, "лист пуст; в первой строке нужны названия столбцов");
		if (table_is_header(header, cells, count, line))
			return ST_OK;
	}
	return ST_NOTFOUND;
}

enum status
table_open_book(struct table_reader **out, struct buf *bytes, const struct table_header *header,
    struct table_fault *fault)
{
	static const struct table_ops ops = {.next = book_next,
	    .rewind = book_rewind,
	    .position = book_position,
	    .close = book_close};
	struct book_reader *b = xcalloc(1, sizeof(*b));
	struct error e = {0};
	enum status st;

	*b = (struct book_reader){.table = {.ops = &ops, .sheet = true}, .bytes = bytes->len};
	st =
	    book_sheet_read(&b->sheet, buf_slice(bytes), header != NULL ? header->sheet : NULL, &e);
	if (st == ST_OK) {
		b->cells = xcalloc(book_sheet_width(b->sheet) + 1, sizeof(*b->cells));
		st = find_header(b, header, fault);
	} else {
		st = table_fault_set(fault, 0, "%s", error_text(&e));
	}
	if (st != ST_OK) {
		book_close(&b->table);
		return st;
	}
	book_rewind(&b->table);
	*out = &b->table;
	return ST_OK;
}
