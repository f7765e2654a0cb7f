/* SPDX-License-Identifier: MIT
 * import_map.c - read anew at every question: a map has a dozen lines and is asked once a column.
 */
#include "exchange/import_map.h"

#include <string.h>

#include "base/fold.h"
#include "base/utf8.h"
#include "exchange/encoding.h"
#include "exchange/import_columns.h"

/* A walk over the lines that say something. */
struct map_line {
	struct slice rest, whole, header, column;
	size_t number;
	bool paired; /* both sides are there */
};

static void
split_line(struct map_line *l)
{
	const char *p = l->whole.data, *equals = memrchr(p, '=', l->whole.len);

	l->paired = false;
	if (equals == NULL)
		return;
	l->header = utf8_trim(slice_make(p, (size_t)(equals - p)));
	l->column = utf8_trim(slice_make(equals + 1, (size_t)(p + l->whole.len - equals) - 1));
	l->paired = l->header.len > 0 && l->column.len > 0;
}

static bool
next_line(struct map_line *l)
{
	while (l->rest.len > 0) {
		const char *p = l->rest.data, *feed = memchr(p, '\n', l->rest.len);
		size_t len = feed != NULL ? (size_t)(feed - p) : l->rest.len;
		size_t step = len + (feed != NULL);

		l->whole = utf8_trim(slice_make(p, len));
		l->rest = slice_make(p + step, l->rest.len - step);
		l->number++;
		if (l->whole.len == 0 || *(const char *)l->whole.data == '#')
			continue;
		split_line(l);
		return true;
	}
	return false;
}

bool
import_map_find(const struct import_map *m, struct slice header, struct slice *column)
{
	struct map_line l = {.number = 0};

	if (m == NULL)
		return false;
	l.rest = buf_slice(&m->text);
	while (next_line(&l)) {
		if (!l.paired || !fold_equal(l.header, header))
			continue;
		*column = l.column;
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
import_map_check(struct import_map *m, const struct profile *profile, const enum kind *kinds,
    size_t count, struct error *e)
{
	struct table_fault fault;
	struct map_line l = {.number = 0};
	struct slice column;

	if (encoding_settle(&m->text, &fault) != ST_OK)
		return error_set(
		    e, ST_INVALID, "%s, строка %zu: %s", m->name, fault.line, fault.text);
	l.rest = buf_slice(&m->text);
	while (next_line(&l)) {
		if (!l.paired)
			return refuse_line(m, l.number, l.whole,
			    "нужна строка вида «заголовок в файле = имя столбца»", e);
		if (!is_column(profile, kinds, count, l.column))
			return refuse_line(m, l.number, l.column,
			    "такого столбца нет; имена перечислены в docs/formats.md", e);
		if (import_map_find(m, l.header, &column) && column.data != l.column.data)
			return refuse_line(m, l.number, l.header, "назван дважды", e);
	}
	return ST_OK;
}
