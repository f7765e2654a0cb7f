/* SPDX-License-Identifier: MIT
 * import_columns.h - the names a file gives its columns, as fields of a kind.
 */
#ifndef EXCHANGE_IMPORT_COLUMNS_H
#define EXCHANGE_IMPORT_COLUMNS_H

#include "exchange/import_faults.h"
#include "model/profile/profile.h"

struct import_columns {
	const struct field **fields;
	bool *labelled; /* the file names it by its label, not its id */
	size_t count, room;
};

/* Read the names; ids and labels, in any order and case. Unknown, repeated and missing required
 * ones are added to faults; true when there was none. */
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
