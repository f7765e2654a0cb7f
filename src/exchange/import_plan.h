/* SPDX-License-Identifier: MIT
 * import_plan.h - what somebody says of a file before it is imported: what its columns are, what
 * holds for all of its rows, which cells are to be read otherwise and which rows not at all.
 */
#ifndef EXCHANGE_IMPORT_PLAN_H
#define EXCHANGE_IMPORT_PLAN_H

#include "base/arena.h"
#include "base/buf.h"
#include "model/entity.h"

enum plan_use { PLAN_SKIP, PLAN_FIELD, PLAN_FULL_NAME };

/* A column of the file. */
struct plan_column {
	enum plan_use use;
	const struct field *field;
};

/* A field of every row. */
struct plan_value {
	const struct field *field;
	const char *text;
};

/* In one line, or (line 0) wherever the field says `from`. */
struct plan_fix {
	const struct field *field;
	size_t line;
	const char *from, *to;
};

/* {0} says nothing. */
struct import_plan {
	size_t header; /* the line of the header; 0: it is looked for */
	struct plan_column *columns;
	size_t ncolumns;
	struct plan_value *values;
	size_t nvalues, values_room;
	struct plan_fix *fixes;
	size_t nfixes, fixes_room;
	size_t *left_out; /* lines, in order */
	size_t nleft, left_room;
	struct arena arena;
};

/* Texts are copied. */
void plan_set_columns(struct import_plan *plan, size_t count); /* all passed over */
/* What the column is; another column that was it is passed over from now on. */
void plan_use_column(struct import_plan *plan, size_t column, struct plan_column use);
/* Do people of the kind have names of three parts, which a column may hold whole? */
bool plan_may_have_full_name(enum kind kind);
/* The column that is that field; ncolumns: none. */
size_t plan_find_column(const struct import_plan *plan, const struct field *field);
/* text NULL: it does not hold for all rows any more. */
void plan_set_value(struct import_plan *plan, const struct field *field, const char *text);
const char *plan_value(const struct import_plan *plan, const struct field *field); /* or NULL */
void plan_fix(struct import_plan *plan, size_t line, const struct field *field, const char *to);
void plan_replace(
    struct import_plan *plan, const struct field *field, struct slice from, const char *to);
void plan_leave_out(struct import_plan *plan, size_t line, bool out);
bool plan_leaves_out(const struct import_plan *plan, size_t line);
void plan_free(struct import_plan *plan);

/* What a cell is read as. */
struct slice plan_cell(
    const struct import_plan *plan, size_t line, const struct field *field, struct slice given);

#endif
