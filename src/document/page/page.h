/* SPDX-License-Identifier: MIT
 * page.h - a document as headings, paragraphs, points, tables and signatures, built once and
 * written in any of its formats: the same bytes for the same facts.
 */
#ifndef DOCUMENT_PAGE_H
#define DOCUMENT_PAGE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/status.h"

/* PAGE_CORNER: a block in the right half, its lines at its own left edge, as an addressee and the
 * mark of an annex stand. */
enum page_align { PAGE_LEFT, PAGE_CENTRE, PAGE_CORNER };

struct page_block;
struct page_blank;

struct page {
	struct arena arena; /* owns everything */
	const char *title;
	const char *author;  /* for the file's properties; "" */
	const char *foot;    /* small, of the electronic copy: not a part of the paper; "" */
	const char *command; /* that prints it, without --format: "document order R0033"; NULL: none
			      */
	uint64_t operation;  /* of the journal the paper rests on; 0: none */
	bool draft;          /* ПРОЕКТ stands on each sheet */
	bool landscape;      /* its tables want the long side of the sheet */
	int level;           /* of the last heading */
	struct page_block *first, *last;
	const struct page_blank *blank; /* the office's own forms (page_blank.h); NULL: none */
	struct arena facts;             /* they are filled with */
};

void page_begin(struct page *p, const char *title);
void page_set_author(struct page *p, const char *author);
void page_set_foot(struct page *p, const char *text);
void page_free(struct page *p);
/* Somebody will paste it into a shell: with a sign that means something to one it is left out. */
void
page_set_command(struct page *p, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Texts are copied; control characters in them are dropped, a line feed starts a new line. */
void
page_heading(struct page *p, int level, const char *text); /* 1: the document's name; centred */
void page_subheading(struct page *p, const char *text);    /* of a part; at the left */
void page_paragraph(struct page *p, enum page_align align, const char *text);
/* "26.09.2025 ... № 1": one at the left edge, one at the right. */
void page_sides(struct page *p, const char *left, const char *right);
/* A point with its number as written ("1.2."). */
void page_point(struct page *p, const char *number, const char *text);
/* Post at the left, name at the right, room to sign between. */
void page_signature(struct page *p, const char *post, const char *name);
/* СОГЛАСОВАНО at the left, УТВЕРЖДАЮ at the right, several lines each; either may be "". */
void page_approval(struct page *p, const char *left, const char *right);
/* A small line: who prepared the paper, what a sign means. */
void page_note(struct page *p, const char *text);
void page_break(struct page *p);

enum { PAGE_COLUMNS_MAX = 16 }; /* of a table */

/* A table: its caption ("" for none), then columns, then rows cell by cell. */
struct page_table;
struct page_table *page_table(struct page *p, const char *caption);
/* weight: the share of the width; numbers stand at the right. */
void page_column(struct page *p, struct page_table *t, const char *label, int weight, bool number);
void page_cell(struct page *p, struct page_table *t, const char *text);
/* The cell of a row's own heading (a name): read out with each cell of the row. */
void page_row_heading(struct page *p, struct page_table *t, const char *text);
/* A row of one cell over all columns, before the rows it names. */
void page_group(struct page *p, struct page_table *t, const char *text);

/* Plain text, lines of PAGE_COLUMNS at most (a longer word is cut; a table grows wider before its
 * words are); a form feed before a new page. */
enum { PAGE_COLUMNS = 80 };
void page_put_text(const struct page *p, struct buf *out);
/* One self-contained file: lang=ru, its own style, no script; tables with captions and scopes. */
void page_put_html(const struct page *p, struct buf *out);

/* Text and HTML, and what an office files: the writers of those are a module of their own, loaded
 * when the first of them is asked for. */
enum page_format { PAGE_TEXT, PAGE_HTML, PAGE_ODT, PAGE_DOCX, PAGE_PDF, PAGE_FORMATS };

struct page_format_info {
	const char *name;   /* --format */
	const char *ending; /* of a file's name, with its dot */
	const char *about;  /* "документ Word (.docx)" */
	bool binary;        /* nothing for a terminal */
};

extern const struct page_format_info page_formats[PAGE_FORMATS];

/* The format of that name; false: there is none. */
bool page_format_find(const char *name, enum page_format *out);

/* Append the page in a format. ST_SYSTEM: the module, a library of its or the font is not there;
 * out is as it was. */
enum status
page_put(const struct page *p, enum page_format format, struct buf *out, struct error *e);

/* The file of the module, for whoever may soon open nothing else; "": there is none. */
void page_put_module_path(struct buf *out);

#endif
