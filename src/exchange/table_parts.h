/* SPDX-License-Identifier: MIT
 * table_parts.h - what the readers of tables share. Inside this room, behind table.h.
 */
#ifndef EXCHANGE_TABLE_PARTS_H
#define EXCHANGE_TABLE_PARTS_H

#include "exchange/table.h"

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

/* Does the row name a column? header NULL: any does. */
bool table_is_header(const struct table_header *header, const struct slice *cells, size_t count);
/* More than MOST_COLUMNS of them. */
enum status table_refuse_width(size_t count, size_t line, struct table_fault *fault);

#endif
