/* SPDX-License-Identifier: MIT
 * import_heads.c - the columns there were, and what became of them.
 */
#include "exchange/import_heads.h"

#include "base/fold.h"
#include "base/date.h"
#include "model/entity.h"

static const struct {
	const char *column, *field;
	bool shared; /* the association has it still */
} columns[] = {
    {.column = "code", .field = "association", .shared = true},
    {.column = "head", .field = "person"},
    {.column = "head_order_number", .field = "basis"},
    {.column = "head_order_date", .field = "from"},
};
enum { COLUMNS = sizeof(columns) / sizeof(columns[0]) };

static size_t
find(struct slice name)
{
	size_t i = 0;

	while (i < COLUMNS && !fold_equal(name, slice_of(columns[i].column)))
		i++;
	return i;
}

bool
import_heads_has(enum kind kind, struct slice name)
{
	size_t at = find(name);

	return kind == KIND_ASSOCIATIONS && at < COLUMNS && !columns[at].shared;
}

const struct field *
import_heads_field(struct slice name)
{
	size_t at = find(name);

	return at < COLUMNS ? field_find(KIND_ASSOCIATION_HEADS, columns[at].field) : NULL;
}

bool
import_heads_complete(struct record *head)
{
	struct association_head *h = (struct association_head *)head;

	if (h->person == 0 && h->from == DATE_NONE && h->basis[0] == '\0')
		return false;
	h->manner = MANNER_APPOINTED;
	return true;
}
