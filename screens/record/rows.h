/* SPDX-License-Identifier: MIT
 * rows.h - the rows of a listing that are on the screen, as texts: nothing else is ever loaded.
 */
#ifndef SCREENS_ROWS_H
#define SCREENS_ROWS_H

#include "screens/record/columns.h"
#include "service/list/listing.h"

enum { PAGE_ROWS = 512 };

struct rows {
	size_t first, count;
	struct record *rows[PAGE_ROWS]; /* made when first needed, used again */
	size_t made;
	const char **cells; /* count * columns of them */
	size_t ncolumns;
	struct arena arena;
};

/* Load rows [first, first + n) and the texts of all their columns. One transaction. */
void rows_load(struct rows *p, const struct view *v, struct listing *l, enum kind kind,
    const struct columns *columns, size_t first, size_t n);
void rows_free(struct rows *p);

/* NULL, "" for a row that is not on the page. */
const struct record *rows_record(const struct rows *p, size_t row);
const char *rows_cell(const struct rows *p, size_t row, size_t column);

#endif
