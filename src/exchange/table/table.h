/* SPDX-License-Identifier: MIT
 * table.h - a file of a table as rows of cells: delimited text (RFC 4180 and what clerks'
 * spreadsheets make of it), or a sheet of an Excel workbook.
 */
#ifndef EXCHANGE_TABLE_H
#define EXCHANGE_TABLE_H

#include "base/buf.h"
#include "base/status.h"

struct table_reader;

/* Where a file is broken. Lines are physical lines of the file, the header's being 1; 0: all of it.
 */
struct table_fault {
	size_t line;
	char text[400];
};

/* Which rows are wanted: of what sheet, and how a header is told from the lines somebody wrote
 * above it. */
struct table_header {
	/* Does the cell name a column? */
	bool (*is_name)(const void *context, struct slice cell);
	const void *context;
	const char *sheet; /* NULL: the first */
	size_t line; /* the header is the first filled row from there on; 0: it is looked for */
};

enum { MOST_COLUMNS = 5000, TABLE_ROWS_ABOVE = 10 };

/* Read a file's bytes (not copied; they outlive the reader).
 *
 * Text becomes UTF-8 when it was not: encoding (UTF-8, Windows-1251) and separator are detected and
 * every quote looked at, so that rows come from a sound file only. ST_INVALID with a fault: UTF-16,
 * a byte that does not belong, a quote never closed, text behind a closing quote, an empty file,
 * more than MOST_COLUMNS columns, a sheet is wanted. A first line "sep=;" names the separator and
 * is passed over.
 *
 * A workbook is known by its bytes and read into memory; ST_INVALID as book_sheet_read() says.
 *
 * In both up to TABLE_ROWS_ABOVE filled rows are passed over that hold no name of a column. header
 * NULL: the first filled row is the header. ST_NOTFOUND, with no fault told: none of these rows is
 * a header. */
enum status table_open(struct table_reader **out, struct buf *bytes,
    const struct table_header *header, struct table_fault *fault);

/* Are its places those of a spreadsheet (B7), its lines rows of a sheet? Such rows are all of one
 * width. */
bool table_is_sheet(const struct table_reader *t);

/* Read the same rows again, from the header on. */
void table_rewind(struct table_reader *t);
void table_close(struct table_reader *t); /* NULL is fine */

/* The next row that is not empty, and the line it begins in; the first call gives the header.
 * *cells (borrowed until the next call) are trimmed, unquoted, CRLF turned into LF; in text the
 * formula guard is taken off below the header. false at the end. */
bool table_next(struct table_reader *t, const struct slice **cells, size_t *count, size_t *line);

size_t table_position(const struct table_reader *t); /* bytes consumed, for progress */

/* Append one cell as it is written: guard, quotes. */
void table_put_cell(struct buf *b, struct slice value);

#endif
