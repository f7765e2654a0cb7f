/* SPDX-License-Identifier: MIT
 * grid.h - a table as people see it, columns and rows of texts, on its way out of the program.
 *
 * export.h writes a kind of records by the contract; a grid is whatever stood on a screen.
 */
#ifndef EXCHANGE_GRID_H
#define EXCHANGE_GRID_H

#include <stdio.h>

#include "base/arena.h"
#include "service/core/session.h"

enum { GRID_COLUMNS = 32 };

struct grid_column {
	const char *label;
	int width;   /* columns of text it likes; 0: as its label asks for */
	bool number; /* digits are a number; elsewhere they are a code, a telephone */
	bool aside;  /* has no room on a sheet of paper */
};

/* {0} is an empty one, without columns. */
struct grid {
	struct grid_column columns[GRID_COLUMNS];
	size_t ncolumns;
	const char **cells; /* row after row */
	size_t ncells, room;
	struct arena texts;
};

void grid_free(struct grid *g);
/* All columns stand before the first cell. The label is copied. */
void grid_column(struct grid *g, struct grid_column column);
/* The next cell, row by row; the text is copied. */
void grid_cell(struct grid *g, const char *text);
size_t grid_rows(const struct grid *g);
const char *grid_at(const struct grid *g, size_t row, size_t column);

/* UTF-8 as docs/formats.md has it, without a mark; a row of labels first. */
void grid_put_csv(const struct grid *g, struct buf *out);
/* For a clipboard, which has as little room as a sheet: tabs between the cells of the columns that
 * are not aside, blanks for tabs and line feeds within. */
void grid_put_tsv(const struct grid *g, struct buf *out);
/* A workbook of one sheet of that name: days are days, numbers numbers, the labels stay in sight.
 * ST_REFUSED: more rows than a sheet holds; ST_SYSTEM: no library. s may be NULL. */
enum status grid_write_xlsx(
    const struct grid *g, struct session *s, const char *sheet, FILE *f, struct error *e);

#endif
