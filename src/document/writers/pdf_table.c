/* SPDX-License-Identifier: MIT
 * pdf_table.c - rows of cells, parted where a sheet ends; the head of a table on each sheet.
 */
#include "document/writers/pdf_parts.h"

enum { PAD = 1 /* above and below a cell's text */ };

/* A table while it is drawn: what stands around a row, and what is repeated above it. */
struct pdf_frame {
	const struct page_table *table;
	struct sheet_grid grid;
	double head; /* height of the row of labels */
};

/* The lines of a row's cells that are still to be drawn. */
struct rest {
	PangoLayoutIter *line[PAGE_COLUMNS_MAX];
	bool more[PAGE_COLUMNS_MAX];
};

static double
highest(struct pdf_cell *cells, size_t count)
{
	double most = 0;

	for (size_t i = 0; i < count; i++) {
		double height = pdf_height(cells[i].layout);

		if (height > most)
			most = height;
	}
	return most;
}

/* Lines of one cell from y on, as many as there is room for, the first in any case; the room taken.
 */
static double
draw_cell(struct pdf *pdf, const struct pdf_cell *cell, struct rest *rest, size_t i, double y,
    double room)
{
	double used = 0;

	if (cell->tag != NULL)
		cairo_tag_begin(pdf->cr, cell->tag, NULL);
	while (rest->more[i] && (used <= 0 || used + pdf_line_height(rest->line[i]) <= room)) {
		used += pdf_draw_line(pdf, rest->line[i], pdf->left + cell->x, y + used);
		rest->more[i] = pango_layout_iter_next_line(rest->line[i]);
	}
	if (cell->tag != NULL)
		cairo_tag_end(pdf->cr, cell->tag);
	return used;
}

static void
draw_frame(struct pdf *pdf, const struct pdf_cell *cells, size_t count, double top, double bottom)
{
	double edge = pdf_points(SHEET_CELL);

	cairo_set_line_width(pdf->cr, 0.5);
	for (size_t i = 0; i < count; i++)
		cairo_rectangle(pdf->cr, pdf->left + cells[i].x - edge, top,
		    cells[i].width + 2 * edge, bottom - top);
	cairo_stroke(pdf->cr);
}

static void draw_labels(struct pdf *pdf, const struct pdf_frame *frame, const char *tag);

static void
next_sheet(struct pdf *pdf, const struct pdf_frame *frame)
{
	pdf_next_sheet(pdf);
	if (frame != NULL)
		draw_labels(pdf, frame, NULL);
}

/* What fits on this sheet; the rest of the cells remembers how far it has come. */
static void
draw_slice(struct pdf *pdf, struct pdf_cell *cells, size_t count, const struct pdf_frame *frame,
    struct rest *rest, double height)
{
	double pad = frame != NULL ? PAD : 0, top = pdf->y + pad, most = 0;
	bool tagged = frame != NULL && count > 0 && cells[0].tag != NULL;

	if (tagged)
		cairo_tag_begin(pdf->cr, "TR", NULL);
	for (size_t i = 0; i < count; i++) {
		double lower = cells[i].low ? height - pdf_height(cells[i].layout) : 0, used;

		if (lower < 0 || top + height > pdf->bottom)
			lower = 0;
		used = lower +
		    draw_cell(
			pdf, &cells[i], rest, i, top + lower, pdf->bottom - pad - top - lower);
		if (used > most)
			most = used;
	}
	if (tagged)
		cairo_tag_end(pdf->cr, "TR");
	if (frame != NULL)
		draw_frame(pdf, cells, count, pdf->y, top + most + pad);
	pdf->y = top + most + pad;
	pdf->fresh = false;
}

static bool
is_left(const struct rest *rest, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (rest->more[i])
			return true;
	return false;
}

void
pdf_put_row(struct pdf *pdf, struct pdf_cell *cells, size_t count, const struct pdf_frame *frame)
{
	double height = highest(cells, count), whole = pdf->bottom - pdf->top;
	struct rest rest = {.more = {false}};

	for (size_t i = 0; i < count; i++) {
		rest.line[i] = pango_layout_get_iter(cells[i].layout);
		rest.more[i] = true;
	}
	if (frame != NULL)
		whole -= frame->head + 2 * PAD;
	if (!pdf->fresh && pdf->y + height + 2 * PAD + pdf->keep > pdf->bottom &&
	    (height <= whole || pdf->y + 3 * pdf_line_height(rest.line[0]) > pdf->bottom))
		next_sheet(pdf, frame);
	draw_slice(pdf, cells, count, frame, &rest, height);
	while (is_left(&rest, count)) {
		next_sheet(pdf, frame);
		draw_slice(pdf, cells, count, frame, &rest, 0);
	}
	for (size_t i = 0; i < count; i++)
		pango_layout_iter_free(rest.line[i]);
}

/* The cell of a column, or of all from it on. */
static struct pdf_cell
make_cell(struct pdf *pdf, const struct pdf_frame *frame, size_t column, size_t span,
    enum style style, const char *text)
{
	struct pdf_cell cell = {.tag = style == STYLE_LABEL || style == STYLE_GROUP ? "TH" : "TD"};
	int left = 0, width = 0;

	for (size_t i = 0; i < column; i++)
		left += frame->grid.width[i];
	for (size_t i = column; i < column + span; i++)
		width += frame->grid.width[i];
	cell.x = pdf_points(left + SHEET_CELL);
	cell.width = pdf_points(width - 2 * SHEET_CELL);
	cell.layout = pdf_layout(pdf, style, text, cell.width, frame->grid.size);
	return cell;
}

static void
free_cells(struct pdf_cell *cells, size_t count)
{
	for (size_t i = 0; i < count; i++)
		g_object_unref(cells[i].layout);
}

static void
make_labels(struct pdf *pdf, const struct pdf_frame *frame, struct pdf_cell *cells)
{
	for (size_t i = 0; i < frame->table->ncolumns; i++)
		cells[i] = make_cell(pdf, frame, i, 1, STYLE_LABEL, frame->table->columns[i].label);
}

/* They are read aloud once: repeated, they have no tag. */
static void
draw_labels(struct pdf *pdf, const struct pdf_frame *frame, const char *tag)
{
	struct pdf_cell cells[PAGE_COLUMNS_MAX];
	struct rest rest = {.more = {false}};
	size_t count = frame->table->ncolumns;

	make_labels(pdf, frame, cells);
	for (size_t i = 0; i < count; i++) {
		cells[i].tag = tag;
		rest.line[i] = pango_layout_get_iter(cells[i].layout);
		rest.more[i] = true;
	}
	draw_slice(pdf, cells, count, frame, &rest, frame->head);
	for (size_t i = 0; i < count; i++)
		pango_layout_iter_free(rest.line[i]);
	free_cells(cells, count);
}

/* The cells of a row; how many. The caller frees them. */
static size_t
make_row(struct pdf *pdf, const struct pdf_frame *frame, const struct page_row *row,
    struct pdf_cell *cells)
{
	const struct page_table *t = frame->table;
	const struct page_cell *c = row->first;

	if (row->group) {
		cells[0] = make_cell(pdf, frame, 0, t->ncolumns, STYLE_GROUP, c->text);
		return 1;
	}
	for (size_t i = 0; i < t->ncolumns; i++) {
		cells[i] = make_cell(pdf, frame, i, 1,
		    t->columns[i].number ? STYLE_NUMBER : STYLE_CELL, c != NULL ? c->text : "");
		if (c != NULL && c->heading)
			cells[i].tag = "TH";
		c = c != NULL ? c->next : NULL;
	}
	return t->ncolumns;
}

static void
put_table_row(struct pdf *pdf, const struct pdf_frame *frame, const struct page_row *row)
{
	struct pdf_cell cells[PAGE_COLUMNS_MAX];
	size_t count = make_row(pdf, frame, row, cells);

	pdf_put_row(pdf, cells, count, frame);
	free_cells(cells, count);
}

/* What a row needs on one sheet, if it is not that of a giant: the heading of a group its first
 * row, the last what has to stand where the table ends. */
static double
room_for(struct pdf *pdf, const struct pdf_frame *frame, const struct page_row *row)
{
	struct pdf_cell cells[PAGE_COLUMNS_MAX];
	double height, most = (pdf->bottom - pdf->top) / 2;
	size_t count;

	if (row == NULL)
		return pdf->keep;
	count = make_row(pdf, frame, row, cells);
	height = highest(cells, count) + 2 * PAD;
	if (row->group || row->next == NULL)
		height += room_for(pdf, frame, row->next);
	free_cells(cells, count);
	return height < most ? height : most;
}

/* The labels stay with the first row; so does what stands above them. */
static void
begin_table(struct pdf *pdf, struct pdf_frame *frame)
{
	const struct sheet_style *s = &sheet_styles[STYLE_CAPTION];
	struct pdf_cell cells[PAGE_COLUMNS_MAX];
	PangoLayout *caption = NULL;
	double above = 0;

	if (!pdf->fresh)
		pdf->y += s->before;
	make_labels(pdf, frame, cells);
	frame->head = highest(cells, frame->table->ncolumns);
	free_cells(cells, frame->table->ncolumns);
	if (frame->table->caption[0] != '\0') {
		caption = pdf_layout(pdf, STYLE_CAPTION, frame->table->caption, pdf->width, 0);
		above = pdf_height(caption) + s->after;
	}
	pdf_need(pdf, above + frame->head + 2 * PAD + room_for(pdf, frame, frame->table->first));
	cairo_tag_begin(pdf->cr, "Table", NULL);
	if (caption == NULL)
		return;
	cairo_tag_begin(pdf->cr, "Caption", NULL);
	cairo_move_to(pdf->cr, pdf->left, pdf->y);
	pango_cairo_show_layout(pdf->cr, caption);
	cairo_tag_end(pdf->cr, "Caption");
	g_object_unref(caption);
	pdf->y += above;
	pdf->fresh = false;
}

void
pdf_put_table(struct pdf *pdf, const struct page_table *t)
{
	double keep = pdf->keep;
	struct pdf_frame frame = {.table = t, .grid = sheet_fit(t, sheet_text_width(pdf->page))};

	begin_table(pdf, &frame);
	draw_labels(pdf, &frame, "TH");
	for (const struct page_row *row = t->first; row != NULL; row = row->next) {
		pdf->keep = keep;
		if (row->next != NULL)
			pdf->keep = row->group ? room_for(pdf, &frame, row->next) : 0;
		put_table_row(pdf, &frame, row);
	}
	cairo_tag_end(pdf->cr, "Table");
	pdf->y += sheet_styles[STYLE_SIDES].after;
}
