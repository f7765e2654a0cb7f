/* SPDX-License-Identifier: MIT
 * sheet.h - how a paper looks on A4, said once for every writer: margins of GOST R 7.0.97, styles,
 * the widths of a table's columns.
 *
 * Lengths are tenths of a millimetre, sizes of letters points.
 */
#ifndef DOCUMENT_SHEET_H
#define DOCUMENT_SHEET_H

#include "document/page/page_parts.h"

#define SHEET_FONT     "PT Astra Serif"
#define SHEET_STAND_IN "Liberation Serif" /* of the same measure, free, in every Debian */

enum {
	SHEET_SHORT = 2100,
	SHEET_LONG = 2970,
	SHEET_LEFT = 300,
	SHEET_RIGHT = 100,
	SHEET_TOP = 200,
	SHEET_BOTTOM = 200,
	SHEET_EDGE = 100,   /* from the paper's edge to the number of the page, and to the foot */
	SHEET_CORNER = 800, /* how wide what stands in the right corner may be */
	SHEET_CELL = 12,    /* between a cell's border and its text, at the sides */
	SHEET_SIZE_MOST = 12,
	SHEET_SIZE_LEAST = 9 /* of letters in a table */
};

int sheet_width(const struct page *p);
int sheet_height(const struct page *p);
int sheet_text_width(const struct page *p); /* between the margins */

enum sheet_align { SHEET_AT_LEFT, SHEET_AT_CENTRE, SHEET_AT_RIGHT, SHEET_BOTH };

enum style {
	STYLE_TITLE, /* the document's name, and that of a document within: in the middle */
	STYLE_ANNEX,
	STYLE_PART, /* of parts, by level */
	STYLE_SUBPART,
	STYLE_BODY,
	STYLE_CENTRE,
	STYLE_CORNER, /* sheet_inset() from the left */
	STYLE_SIDES,  /* a tab stop at the right edge */
	STYLE_LINES,  /* of approvals and signatures */
	STYLE_NAME,   /* at the right of a signature */
	STYLE_CAPTION,
	STYLE_LABEL, /* of a column */
	STYLE_CELL,
	STYLE_NUMBER,
	STYLE_GROUP,
	STYLE_NOTE,
	STYLE_HEAD, /* of each sheet: number, ПРОЕКТ */
	STYLE_FOOT,
	STYLE_GAP, /* nothing: between tables */
	STYLE_COUNT
};

struct sheet_style {
	const char *name; /* as files have it; "_20_" is a blank */
	const char *word; /* as Word knows it */
	int size, indent, before, after;
	enum sheet_align align;
	bool bold, next; /* next: stays on the sheet of what follows */
	int level;       /* of a heading; 0: none */
};

extern const struct sheet_style sheet_styles[STYLE_COUNT];

/* From the left margin to the text of that style, where there is so much between the margins. */
int sheet_inset(enum style style, int width);

/* Of a heading, subheading, paragraph, sides or note. */
enum style sheet_style_of(const struct page_block *b);

struct sheet_grid {
	int size; /* of the letters */
	int width[PAGE_COLUMNS_MAX];
};

/* Widths that make up `width`, words whole where that can be had: by smaller letters first. */
struct sheet_grid sheet_fit(const struct page_table *t, int width);

/* Widths of signatures and approvals: what stands at the left, between, at the right. */
enum { SHEET_PAIR = 3 };
struct sheet_pair {
	int width[SHEET_PAIR];
};
struct sheet_pair sheet_pair(const struct page_block *b, int width);

#endif
