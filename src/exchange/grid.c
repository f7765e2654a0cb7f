/* SPDX-License-Identifier: MIT
 * grid.c - a table as people see it, as text between separators and as a workbook.
 */
#include "exchange/grid.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/date.h"
#include "base/utf8.h"
#include "exchange/table/table.h"
#include "exchange/workbook.h"

enum { SHEET_NAME = 31 /* characters a spreadsheet allows */, CELL_WIDEST = 60 };

void
grid_free(struct grid *g)
{
	free(g->cells);
	arena_free(&g->texts);
	*g = (struct grid){0};
}

void
grid_column(struct grid *g, struct grid_column column)
{
	assert(g->ncells == 0 && g->ncolumns < GRID_COLUMNS);
	column.label = arena_strdup(&g->texts, column.label);
	g->columns[g->ncolumns++] = column;
}

void
grid_cell(struct grid *g, const char *text)
{
	assert(g->ncolumns > 0);
	ARRAY_ROOM(g->cells, g->ncells, g->room);
	g->cells[g->ncells++] = *text != '\0' ? arena_strdup(&g->texts, text) : "";
}

size_t
grid_rows(const struct grid *g)
{
	return g->ncolumns > 0 ? g->ncells / g->ncolumns : 0;
}

const char *
grid_at(const struct grid *g, size_t row, size_t column)
{
	assert(row < grid_rows(g) && column < g->ncolumns);
	return g->cells[row * g->ncolumns + column];
}

void
grid_put_csv(const struct grid *g, struct buf *out)
{
	for (size_t c = 0; c < g->ncolumns; c++) {
		table_put_cell(out, slice_of(g->columns[c].label));
		buf_putc(out, c + 1 < g->ncolumns ? ';' : '\n');
	}
	for (size_t row = 0; row < grid_rows(g); row++)
		for (size_t c = 0; c < g->ncolumns; c++) {
			table_put_cell(out, slice_of(grid_at(g, row, c)));
			buf_putc(out, c + 1 < g->ncolumns ? ';' : '\n');
		}
}

static void
put_on_one_line(struct buf *out, const char *cell)
{
	for (; *cell != '\0'; cell++)
		buf_putc(out, *cell == '\t' || *cell == '\n' || *cell == '\r' ? ' ' : *cell);
}

/* A row of texts, a label or a cell for each column. */
static void
put_tsv_row(const struct grid *g,
    const char *(*at)(const struct grid *g, size_t row, size_t column), size_t row, struct buf *out)
{
	bool begun = false;

	for (size_t c = 0; c < g->ncolumns; c++) {
		if (g->columns[c].aside)
			continue;
		if (begun)
			buf_putc(out, '\t');
		put_on_one_line(out, at(g, row, c));
		begun = true;
	}
	buf_putc(out, '\n');
}

static const char *
label_at(const struct grid *g, size_t row, size_t column)
{
	(void)row;
	return g->columns[column].label;
}

void
grid_put_tsv(const struct grid *g, struct buf *out)
{
	put_tsv_row(g, label_at, 0, out);
	for (size_t row = 0; row < grid_rows(g); row++)
		put_tsv_row(g, grid_at, row, out);
}

/* Digits with blanks between their groups; false: not a whole number. */
static bool
read_number(const char *text, int64_t *out)
{
	static const char *const blanks[] = {" ", "\u00A0", "\u202F"};
	struct buf digits = {0};
	char *end;

	while (*text != '\0') {
		size_t blank = 0;

		for (size_t i = 0; digits.len > 0 && i < sizeof(blanks) / sizeof(blanks[0]); i++)
			if (strncmp(text, blanks[i], strlen(blanks[i])) == 0)
				blank = strlen(blanks[i]);
		if (blank == 0)
			buf_putc(&digits, *text);
		text += blank > 0 ? blank : 1;
	}
	*out = strtoll(buf_text(&digits), &end, 10);
	if (digits.len == 0 || digits.len > 15 || *end != '\0')
		end = NULL;
	buf_free(&digits);
	return end != NULL;
}

/* 31.05.2026, and nothing beside it. */
static bool
read_day(const char *text, int32_t *out)
{
	return strlen(text) == strlen("31.05.2026") && text[2] == '.' &&
	    date_parse(slice_of(text), out) == DATE_PARSED;
}

static void
write_cell(const struct workbook *w, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
    const struct grid_column *column, const char *text)
{
	int64_t number;
	int32_t day;

	if (read_day(text, &day))
		workbook_day(w, sheet, row, col, day);
	else if (column->number && read_number(text, &number))
		workbook_number(w, sheet, row, col, number);
	else
		workbook_text(w, sheet, row, col, text);
}

/* As wide as the widest of what stands in it, within reason. */
static int
width_of(const struct grid *g, size_t column)
{
	size_t widest = utf8_width(g->columns[column].label);

	for (size_t row = 0; row < grid_rows(g) && widest < CELL_WIDEST; row++) {
		size_t width = utf8_width(grid_at(g, row, column));

		widest = width > widest ? width : widest;
	}
	return (int)(widest < CELL_WIDEST ? widest : CELL_WIDEST) + 2;
}

/* A name without the signs a spreadsheet does not take there. */
static void
put_sheet_name(const char *name, struct buf *out)
{
	const char *end = name + strlen(name);

	for (int n = 0; n < SHEET_NAME && name < end; n++) {
		const char *from = name;

		utf8_next(&name, end);
		if (strchr("[]:*?/\\'", *from) != NULL)
			buf_putc(out, ' ');
		else
			buf_put(out, from, (size_t)(name - from));
	}
}

static void
write_sheet(const struct grid *g, const struct workbook *w, const char *name)
{
	const char *labels[GRID_COLUMNS + 1] = {NULL};
	struct buf title = {0};
	lxw_worksheet *sheet;

	put_sheet_name(name, &title);
	sheet = w->x.workbook_add_worksheet(w->book, buf_text(&title));
	buf_free(&title);
	for (size_t c = 0; c < g->ncolumns; c++) {
		labels[c] = g->columns[c].label;
		w->x.worksheet_set_column(sheet, (lxw_col_t)c, (lxw_col_t)c, width_of(g, c), NULL);
	}
	workbook_heads(w, sheet, 0, labels);
	for (size_t i = 0; i < g->ncells; i++)
		write_cell(w, sheet, (lxw_row_t)(i / g->ncolumns) + 1, (lxw_col_t)(i % g->ncolumns),
		    &g->columns[i % g->ncolumns], g->cells[i]);
	workbook_print_set_up(w, sheet, (lxw_row_t)grid_rows(g), (lxw_col_t)g->ncolumns);
}

enum status
grid_write_xlsx(
    const struct grid *g, struct session *s, const char *sheet, FILE *f, struct error *e)
{
	struct workbook w;
	enum status st = workbook_fits(grid_rows(g), e);

	if (st == ST_OK)
		st = workbook_begin(&w, s, e);
	if (st != ST_OK)
		return st;
	write_sheet(g, &w, sheet);
	return workbook_finish(&w, f, e);
}
