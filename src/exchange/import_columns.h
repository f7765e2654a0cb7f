/* SPDX-License-Identifier: MIT
 * import_columns.h - the names a file gives its columns, as fields of a kind.
 */
#ifndef EXCHANGE_IMPORT_COLUMNS_H
#define EXCHANGE_IMPORT_COLUMNS_H

#include "exchange/import_faults.h"
#include "model/profile/profile.h"

/* Where a column's value is in a row of the file. */
struct import_cell {
	size_t place; /* from 0 */
	int word; /* 0: the whole cell; else the surname, given name or patronymic of a full name */
};

struct import_columns {
	const struct field **fields;
	bool *labelled; /* the file names it by its label, not its id */
	struct import_cell *cells;
	size_t count, room;
	size_t width;  /* cells of a row; without those passed over and with those split: count */
	bool straight; /* every cell is a column, in the same order */
	bool heads;    /* those of heads of associations were passed over (import_heads.h) */
	size_t *nameless; /* places of cells without a name, nnameless of them */
	size_t nnameless;
};

/* What a name is understood by. */
struct import_names {
	const struct profile *profile;
	enum kind kind;
	const struct import_map *map; /* NULL: none */
};

/* Does the text name a column of a table: an id, a label, a name of the map, ФИО or № п/п? */
bool import_columns_know(const struct import_names *names, struct slice text);

/* Read the names; ids and labels, in any order and case. In a table ФИО stands for three columns,
 * № п/п for none, and an empty name is noted. Unknown, repeated and missing required ones are added
 * to faults, those of a sort in one sentence; true when there was none. People may come without
 * their code. */
bool import_columns_read(struct import_columns *c, const struct profile *profile,
    struct import_place place, const struct slice *names, size_t count,
    struct import_faults *faults);
void import_columns_free(struct import_columns *c);

/* The column of a field; count when the file has none. */
size_t import_columns_find(const struct import_columns *c, const struct field *f);

/* Add a fault of a field: by its id, and by its label where the file speaks Russian. */
void import_columns_fault(const struct import_columns *c, const struct profile *profile,
    struct import_place place, const struct field *f, const char *sentence,
    struct import_faults *faults);

#endif
