/* SPDX-License-Identifier: MIT
 * import_rows.h - the rows of a source, whatever it is written in.
 */
#ifndef EXCHANGE_IMPORT_ROWS_H
#define EXCHANGE_IMPORT_ROWS_H

#include "exchange/import_columns.h"

/* Cell i belongs to columns->fields[i]; borrowed until the next row. */
struct import_row {
	const struct import_columns *columns;
	const struct slice *cells;
	size_t count;
	struct import_place place;
};

enum import_found {
	IMPORT_ROW,
	IMPORT_BAD_ROW, /* its fault is told already */
	IMPORT_END
};

struct import_rows;

/* How a format is read; rows is the first member of each reader. */
struct import_rows_ops {
	enum import_found (*next)(struct import_rows *rows, struct import_row *out);
	size_t (*position)(const struct import_rows *rows); /* bytes consumed */
	void (*close)(struct import_rows *rows);
};

struct import_rows {
	const struct import_rows_ops *ops;
};

/* Open a source. The whole file is looked at first: NULL, with the faults told, when it is broken
 * as a file (encoding, quoting, header), so that none of its rows is taken. */
struct import_rows *import_rows_open(
    struct import_source *source, const struct profile *profile, struct import_faults *faults);

/* The two formats behind import_rows_open(). */
struct import_rows *import_csv_open(
    struct import_source *source, const struct profile *profile, struct import_faults *faults);
struct import_rows *import_json_open(
    struct import_source *source, const struct profile *profile, struct import_faults *faults);

#endif
