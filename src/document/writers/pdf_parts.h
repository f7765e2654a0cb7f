/* SPDX-License-Identifier: MIT
 * pdf_parts.h - the inside of the PDF writer: pdf.c and pdf_table.c. Lengths are points.
 */
#ifndef DOCUMENT_PDF_PARTS_H
#define DOCUMENT_PDF_PARTS_H

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "document/writers/sheet.h"

struct pdf {
	const struct page *page;
	cairo_t *cr;
	PangoContext *context;
	PangoFontDescription *font;
	double left, width, top, bottom; /* of the text */
	double foot;                     /* its upper edge */
	double y;                        /* where the next block begins */
	bool fresh;                      /* nothing stands on this sheet */
	bool on_new_sheet;               /* the next block */
	double keep; /* for what has to stand on the sheet where this block ends: signatures */
	unsigned sheet;
};

double pdf_points(int tenths);

/* size: of letters where it is not the style's, else 0. The caller unrefs. */
PangoLayout *
pdf_layout(struct pdf *pdf, enum style style, const char *text, double width, int size);
double pdf_height(PangoLayout *l);
/* The line an iterator stands at, its upper edge at y; its height. */
double pdf_draw_line(struct pdf *pdf, PangoLayoutIter *line, double x, double y);
double pdf_line_height(PangoLayoutIter *line);

void pdf_next_sheet(struct pdf *pdf);
/* A new sheet, unless there is that much room on this one. */
void pdf_need(struct pdf *pdf, double height);

struct pdf_cell {
	PangoLayout *layout;
	const char *tag;
	double x, width; /* of the text, from the left margin */
	bool low;        /* at the bottom of its row */
};

struct pdf_frame;
/* Cells beside one another, on one sheet if they can be; frame NULL: none. */
void
pdf_put_row(struct pdf *pdf, struct pdf_cell *cells, size_t count, const struct pdf_frame *frame);

void pdf_put_table(struct pdf *pdf, const struct page_table *t);

#endif
