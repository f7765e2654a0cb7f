/* SPDX-License-Identifier: MIT
 * import_map.c - read anew at every question: a map has a dozen lines and is asked once a column.
 */
#include "exchange/import_map.h"

#include "base/fold.h"
#include "base/pairs.h"
#include "base/utf8.h"
#include "exchange/import_columns.h"

bool
import_map_find(const struct import_map *m, struct slice header, struct slice *column)
{
	struct pair_line l = {.number = 0};

	if (m == NULL)
		return false;
	l.rest = buf_slice(&m->text);
	while (pairs_next(&l)) {
		if (!l.paired || !fold_equal(l.left, header))
			continue;
		*column = l.right;
		return true;
	}
	return false;
}

static bool
is_column(const struct profile *profile, const enum kind *kinds, size_t count, struct slice name)
{
	for (size_t i = 0; i < count; i++)
		if (import_columns_know(
			&(struct import_names){.profile = profile, .kind = kinds[i]}, name))
			return true;
	return false;
}

static enum status
refuse_line(
    const struct import_map *m, size_t number, struct slice what, const char *why, struct error *e)
{
	struct buf shown = {0};

	utf8_put_shown(&shown, what, false);
	error_set(
	    e, ST_INVALID, "%s, строка %zu: «%s» — %s", m->name, number, buf_text(&shown), why);
	buf_free(&shown);
	return ST_INVALID;
}

enum status
import_map_check(const struct import_map *m, const struct profile *profile, const enum kind *kinds,
    size_t count, struct error *e)
{
	struct pair_line l = {.number = 0};
	struct slice column;

	l.rest = buf_slice(&m->text);
	while (pairs_next(&l)) {
		if (!l.paired)
			return refuse_line(m, l.number, l.whole,
			    "нужна строка вида «заголовок в файле = имя столбца»", e);
		if (!is_column(profile, kinds, count, l.right))
			return refuse_line(m, l.number, l.right,
			    "такого столбца нет; имена перечислены в docs/formats.md", e);
		if (import_map_find(m, l.left, &column) && column.data != l.right.data)
			return refuse_line(m, l.number, l.left, "назван дважды", e);
	}
	return ST_OK;
}
