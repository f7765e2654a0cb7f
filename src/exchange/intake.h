/* SPDX-License-Identifier: MIT
 * intake.h - a file on its way into the register, as somebody at a screen goes through it: which
 * table and sheet it is, what its columns are, what is wrong with it, and then in, as one
 * operation.
 */
#ifndef EXCHANGE_INTAKE_H
#define EXCHANGE_INTAKE_H

#include "exchange/book/book.h"
#include "exchange/import.h"
#include "exchange/import_guess.h"

enum { INTAKE_FAULTS = 1000 };

struct intake_column {
	const char *name;    /* as the file has it; "": none */
	const char *example; /* what stands in it */
	enum guess_by by;
};

/* A fault, or a doubt, of a row; a field the file lacks is a fault of it as a whole. */
struct intake_fault {
	size_t line, column; /* from 1; 0: of the whole file, of no one cell */
	const struct field *field;
	const char *sentence, *value;
	bool doubt;
};

struct intake {
	struct session *session;
	char *name; /* of the file */
	struct buf bytes;
	struct book_names sheets; /* of a workbook; none: it is text */
	size_t sheet;
	enum kind kind;
	struct intake_column *columns; /* plan.ncolumns of them */
	struct import_plan plan;
	char *school;       /* whose columns are known or to be kept; NULL: nobody's */
	bool known;         /* they were known */
	struct arena arena; /* of the texts of columns */

	/* What the last run has found. */
	bool checked; /* it has seen the file to its end */
	struct import_result result;
	struct intake_fault *faults; /* by line */
	size_t nfaults, faults_room;
	struct arena found; /* of their texts */
};

/* Take over the bytes of a file. ST_INVALID: it is no workbook that can be read. *out is NULL then,
 * and the bytes are freed in any case. */
enum status intake_open(
    struct intake **out, struct session *s, const char *name, struct buf *bytes, struct error *e);
void intake_free(struct intake *in); /* NULL is fine */

/* The table whose columns the file names most of; KIND_COUNT: it names none. */
enum kind intake_guess_kind(struct intake *in);

/* It is that table, of that sheet, with its header at that line (0: it is looked for): read the
 * columns' names and guess what they are, or take what is kept of a school that calls all of them
 * the same. ST_INVALID with a sentence. */
enum status
intake_begin(struct intake *in, enum kind kind, size_t sheet, size_t header, struct error *e);

/* The first rows of the sheet, where its header may stand: their lines, and what is in them as one
 * text each, in the arena. Returns how many there are. */
struct intake_top_row {
	size_t line;
	const char *text;
};
size_t intake_top(struct intake *in, struct arena *arena, struct intake_top_row *out, size_t most);

/* The columns as they are kept of a school; false: it is not one of this table. Text is what
 * db/record/meta.h keeps. */
bool intake_take(struct intake *in, const char *school, struct slice text);
/* Is a word that is read otherwise kept? Not one of a text: it may be somebody's name, and would
 * outlive what is kept about them. */
bool intake_keeps(const struct field *f);

/* What the field says in every row (plan_set_value). Where it has said something else, the file is
 * not as it is kept of the school; with another organisation it is another school's. */
void intake_set_value(struct intake *in, const struct field *f, const char *text);

/* It has neither a column nor a value for all rows. */
bool intake_lacks(const struct intake *in, const struct field *f);
/* The one field without which no row has a key; NULL: none is missing. */
const struct field *intake_missing_key(const struct intake *in);
/* Field i of those that a new record wants and the file has no column of; NULL behind the last. */
const struct field *intake_missing(const struct intake *in, size_t i);

/* Who waits for it; as of struct import_options. */
struct intake_watch {
	bool (*progress)(void *context, size_t done, size_t total);
	void (*writing)(void *context, size_t records);
	bool (*stopped)(void *context);
	void *context;
};

/* Try it, or do it: rows at fault stay out. What was found is in `in`. The status is
 * import_tables()'s. */
enum status
intake_run(struct intake *in, bool dry_run, const struct intake_watch *watch, struct error *e);

/* The row of a line: its cells, one line each behind the name of its column. */
void intake_put_row(struct intake *in, size_t line, struct buf *out);

#endif
