/* SPDX-License-Identifier: MIT
 * table_parts.h - what the readers of tables share. Inside this room, behind table.h.
 */
#ifndef EXCHANGE_TABLE_PARTS_H
#define EXCHANGE_TABLE_PARTS_H

#include "exchange/table/table.h"

struct table_ops {
	bool (*next)(
	    struct table_reader *t, const struct slice **cells, size_t *count, size_t *line);
	void (*rewind)(struct table_reader *t);
	size_t (*position)(const struct table_reader *t);
	void (*close)(struct table_reader *t);
};

/* First member of each reader. */
struct table_reader {
	const struct table_ops *ops;
	bool sheet;
};

/* The two behind table_open(). */
enum status table_open_text(struct table_reader **out, struct buf *bytes,
    const struct table_header *header, struct table_fault *fault);
enum status table_open_book(struct table_reader **out, struct buf *bytes,
    const struct table_header *header, struct table_fault *fault);

/* Is the row of that line the header? It names a column; header NULL: any is. */
bool table_is_header(
    const struct table_header *header, const struct slice *cells, size_t count, size_t line);
/* So many rows may stand above it. */
size_t table_rows_above(const struct table_header *header);
/* More than MOST_COLUMNS of them. */
enum status table_refuse_width(size_t count, size_t line, struct table_fault *fault);

#endif
