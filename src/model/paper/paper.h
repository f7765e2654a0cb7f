/* SPDX-License-Identifier: MIT
 * paper.h - a paper of the office as data: blocks of text with {fields} over a named source.
 *
 * A town's profile describes its papers (docs/profiles.md); what it does not describe is written as
 * standard.conf has it. The texts are read by paper_text.h, the names in them are those of
 * paper_source.h and the town's words.
 */
#ifndef MODEL_PAPER_H
#define MODEL_PAPER_H

#include "model/paper/paper_source.h"

enum paper_block_type {
	PAPER_TITLE,      /* the paper's own name, in the middle */
	PAPER_HEADING,    /* of an annex, in the middle */
	PAPER_SUBHEADING, /* of a part, at the left */
	PAPER_PARAGRAPH,
	PAPER_CENTRE,
	PAPER_RIGHT,
	PAPER_NOTE,
	PAPER_POINT,    /* "1." */
	PAPER_SUBPOINT, /* "1.1." */
	PAPER_SIDES,
	PAPER_SIGNATURE,
	PAPER_APPROVAL,
	PAPER_ANNEX, /* a new sheet, the text at the right of its top */
	PAPER_TABLE,
	PAPER_EACH,  /* its blocks for every row of a group */
	PAPER_BLOCKS /* its blocks once: what a condition holds for all of them */
};

struct paper_column {
	const char *label, *value;
	int width; /* its share of the table's */
	bool number, heading, sum;
	const char *each; /* a column for every row of that group around the table; "": one */
	const char *const *conditions;
};

struct paper_block {
	enum paper_block_type type;
	unsigned line;               /* in its file; 0: not known */
	const char *text;            /* of a pair the left one */
	const char *right;           /* of a pair; of a point: its number, "" is counted */
	const char *rows;            /* the group of a table or of "each"; "" */
	const char *caption, *empty; /* of a table: its name, what stands in place of no rows */
	const char *group,
	    *total;        /* a row over all columns wherever it changes; the last row's name */
	const char *order; /* the field its rows are sorted by; "": the source's order */
	const char *const *conditions; /* all must hold; ends with NULL; NULL: none */
	const struct paper_column *columns;
	size_t ncolumns;
	const struct paper_block *blocks;
	size_t nblocks;
};

struct paper {
	const char *id;    /* minutes: what the command prints */
	const char *name;  /* Протокол заседания: what people call it */
	const char *title; /* of the file; a text with fields */
	const struct paper_source *source;
	enum kind kind;                /* of the source of a list: whose records; else KIND_COUNT */
	const char *const *conditions; /* of the source of a list: which records */
	const char *module;            /* the part of the program it needs; "" */
	const char *like;              /* whose blocks and forms are its, too; "" */
	const char *docx, *odt;        /* the office's own forms; "" */
	bool landscape;
	const struct paper_block *blocks;
	size_t nblocks;
};

#endif
