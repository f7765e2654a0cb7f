/* SPDX-License-Identifier: MIT
 * columns.h - the columns a list of a kind has, made from its fields.
 */
#ifndef SCREENS_COLUMNS_H
#define SCREENS_COLUMNS_H

#include "model/profile/profile.h"
#include "screens/widget/list.h"

struct columns {
	size_t count;
	struct list_column shown[LIST_COLUMNS];
	const struct field *fields[LIST_COLUMNS];
	bool full_name[LIST_COLUMNS]; /* surname, given name and patronymic in one column */
};

/* Every field of the kind but long texts; those that name a record stay longest when room is short,
 * then references and words, then dates, last codes and addresses. */
void columns_make(struct columns *c, const struct profile *profile, enum kind kind);

/* What a column is called where there is room: its field's label. */
const char *
columns_label(const struct columns *c, const struct profile *profile, enum kind kind, size_t i);

/* The column that shows the field (the full name's for any of its parts); count when none does. */
size_t columns_find(const struct columns *c, const struct field *f);

#endif
