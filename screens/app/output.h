/* SPDX-License-Identifier: MIT
 * output.h - what a screen has to give out: a paper, a table, or both.
 *
 * A screen fills one (screen_ops.output) the moment it is asked to; where it goes, onto paper, into
 * a file, to the clipboard, is chosen afterwards, the same everywhere (output_screen.c), and what
 * goes is what stood there then.
 */
#ifndef SCREENS_OUTPUT_H
#define SCREENS_OUTPUT_H

#include "document/page/page.h"
#include "exchange/grid.h"
#include "screens/app/app.h"
#include "screens/widget/list.h"

/* All zero to begin with; freed by whoever had it filled. */
struct output {
	struct buf title; /* what it is: over the sheet, in the journal */
	struct buf name;  /* of files, without their ending */
	struct page page; /* .title NULL: a sheet is made of the table, where there is one */
	struct grid grid; /* no columns: it is no table */
	struct buf text;  /* of what is neither: only a text */
	bool seen;        /* it is being read already: not once more onto the screen */
	/* Asked of a list that shows only some of its columns: all there are. columns_there: how
	 * many that is; 0: there are no others. */
	bool all_columns;
	size_t columns_there;
	/* The verb that makes the table at home, but for --format; empty: there is none. That of
	 * the paper is the page's own. */
	struct buf command;
	enum permit tables; /* wanted for the table as a file; 0: that of a paper */
	/* A workbook better than one of the grid; NULL: there is none. */
	enum status (*write_xlsx)(
	    struct session *s, const struct output *out, FILE *f, struct error *e);
	void *about; /* for it; lies in grid.texts */
};

void output_free(struct output *out);

/* Its title, and from it the name of its files, with the day where the title has none: "Люди" makes
 * люди-2026-05-31. */
void output_set_title(struct output *out, const char *title);
/* Its sheet is that paper of a record; ST_NOTFOUND where the town has none: then it is what else it
 * has. */
enum status output_set_paper(
    struct output *out, struct session *s, const char *paper, uint64_t record, struct error *e);
/* Columns as on a screen; those with no room on a sheet are set aside there. */
void output_set_columns(struct output *out, const struct list_column *columns, size_t count);
/* The next cell of its table, row by row. */
void output_cell(struct output *out, const char *text);
/* The sheet: the page, or one made of the table now. false: there is neither. */
bool output_make_page(struct output *out);
/* It as a text: of the sheet, or what it is. */
void output_put_text(struct output *out, struct buf *text);

/* The action, for the tables of screens that give something out. */
#define OUTPUT_ACTION(keys_, word_)                                                                \
	ACTION(ACT_OUTPUT, keys_,                                                                  \
	    "Вывести: на экран, на принтер, в Excel, в буфер обмена, HTML, PDF, ODT, Word, CSV",   \
	    .word = (word_))

#endif
