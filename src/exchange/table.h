/* SPDX-License-Identifier: MIT
 * table.h - a delimited text file as rows of cells (RFC 4180 and what clerks' spreadsheets make of
 * it).
 */
#ifndef EXCHANGE_TABLE_H
#define EXCHANGE_TABLE_H

#include "base/buf.h"
#include "base/status.h"

struct table_reader;

/* Where a file is broken. Lines are physical lines of the file, the header's being 1. */
struct table_fault {
	size_t line;
	char text[400];
};

/* How a header is told from the lines somebody wrote above it. */
struct table_header {
	/* Does the cell name a column? */
	bool (*is_name)(const void *context, struct slice cell);
	const void *context;
};

enum { MOST_COLUMNS = 5000, TABLE_ROWS_ABOVE = 10 };

/* Read a file's bytes (not copied; they outlive the reader, and become UTF-8 when they were not).
 * Detects encoding (UTF-8, Windows-1251) and separator and looks at every quote, so that rows come
 * from a sound file only. ST_INVALID with a fault: UTF-16, a byte that does not belong, a quote
 * never closed, text behind a closing quote, an empty file, more than MOST_COLUMNS columns.
 *
 * A first line "sep=;" names the separator and is passed over, and so are up to TABLE_ROWS_ABOVE
 * filled rows that hold no name of a column. header NULL: the first filled row is the header.
 * ST_NOTFOUND, with no fault told: none of these rows is a header. */
enum status table_open(struct table_reader **out, struct buf *bytes,
    const struct table_header *header, struct table_fault *fault);

/* Read the same rows again, from the header on. */
void table_rewind(struct table_reader *t);
void table_close(struct table_reader *t); /* NULL is fine */

/* The next row that is not empty, and the line it begins in; the first call gives the header.
 * *cells (borrowed until the next call) are trimmed, unquoted, CRLF turned into LF; the formula
 * guard is taken off below the header. false at the end. */
bool table_next(struct table_reader *t, const struct slice **cells, size_t *count, size_t *line);

size_t table_position(const struct table_reader *t); /* bytes consumed, for progress */

/* Append one cell as it is written: guard, quotes. */
void table_put_cell(struct buf *b, struct slice value);

#endif
