/* SPDX-License-Identifier: MIT
 * columns.h - the columns a list of a kind has, made from its fields.
 */
#ifndef SCREENS_COLUMNS_H
#define SCREENS_COLUMNS_H

#include "model/profile/profile.h"
#include "screens/widget/list.h"
#include "service/core/view.h"

enum { LIST_DERIVED = 2 };

/* Columns of what follows from records and is stored nowhere; the card shows it first. */
struct derived {
	struct derived_column {
		const char *label; /* in the card */
		const char *title; /* of the column */
		int width, rank;
	} columns[LIST_DERIVED];
	size_t count;
	/* The texts of n records, `count` for each, into out (empty). */
	void (*put)(const struct view *v, struct record *const *records, size_t n, struct buf *out);
};

struct columns {
	size_t count;
	size_t nfields;                /* those of fields; behind them the derived ones */
	const struct derived *derived; /* NULL: there are none */
	bool chosen;                   /* by columns_keep(), not all there are */
	struct list_column shown[LIST_COLUMNS];
	const struct field *fields[LIST_COLUMNS];
	bool full_name[LIST_COLUMNS]; /* surname, given name and patronymic in one column */
};

/* Every field of the kind but long texts; those that name a record stay longest when room is short,
 * then references and words, then dates, last codes and addresses. */
void columns_make(struct columns *c, const struct profile *profile, enum kind kind,
    const struct derived *derived);
/* Long texts, too: for what has more room than a screen. */
void columns_make_every(struct columns *c, const struct profile *profile, enum kind kind,
    const struct derived *derived);
/* Only those whose fields are among the ids, parted by commas; all of them are as needed as any.
 * Derived ones stay. Where none is left, all are. */
void columns_keep(struct columns *c, const char *ids);

/* What a column is called where there is room: its field's label. */
const char *
columns_label(const struct columns *c, const struct profile *profile, enum kind kind, size_t i);

/* The column that shows the field (the full name's for any of its parts); count when none does. */
size_t columns_find(const struct columns *c, const struct field *f);

#endif
