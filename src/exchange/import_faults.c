/* SPDX-License-Identifier: MIT
 * import_faults.c - where a fault is, in words.
 */
#include "exchange/import_faults.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/utf8.h"
#include "exchange/book/book.h"

enum { VALUE_SHOWN = 60 };

void
import_put_value(struct buf *b, struct slice value)
{
	const char *start = value.data, *p = start, *end = start + value.len;

	for (size_t n = 0; p < end && n < VALUE_SHOWN; n++)
		utf8_next(&p, end);
	buf_puts(b, "«");
	utf8_put_shown(b, slice_make(start, (size_t)(p - start)), false);
	buf_puts(b, p < end ? "…»" : "»");
}

static void
put_place(struct buf *b, struct import_place place)
{
	utf8_put_shown(b, slice_of(place.source->name), false);
	if (place.at > 0)
		buf_printf(b, ", %s %zu", place.source->json ? "элемент" : "строка", place.at);
}

static void
put_cell(struct buf *b, struct import_place place)
{
	if (!place.source->cells || place.at == 0 || place.column == 0)
		return;
	buf_puts(b, ", ячейка ");
	book_put_column(b, place.column - 1);
	buf_printf(b, "%zu", place.at);
}

static size_t
most_kept(const struct import_faults *f)
{
	return f->most > 0 ? f->most : IMPORT_FAULTS;
}

void
import_faults_add(struct import_faults *f, struct import_place place, const char *column,
    const char *label, const char *sentence)
{
	size_t at = f->count++;
	struct import_fault *fault;

	if (at >= most_kept(f))
		return;
	ARRAY_ROOM(f->items, at, f->room);
	fault = &f->items[at];
	buf_clear(&f->text);
	put_place(&f->text, place);
	if (column != NULL)
		buf_printf(&f->text, ", столбец %s", column);
	if (label != NULL)
		buf_printf(&f->text, " («%s»)", label);
	put_cell(&f->text, place);
	buf_printf(&f->text, ": %s", sentence);
	*fault = (struct import_fault){.place = place};
	fault->sentence = arena_strndup(&f->arena, f->text.data, f->text.len);
	fault->said = fault->sentence + f->text.len - strlen(sentence);
}

size_t
import_faults_kept(const struct import_faults *f)
{
	return f->count < most_kept(f) ? f->count : most_kept(f);
}

void
import_faults_clear(struct import_faults *f)
{
	arena_clear(&f->arena);
	f->count = 0;
}

void
import_faults_free(struct import_faults *f)
{
	arena_free(&f->arena);
	free(f->items);
	buf_free(&f->text);
	*f = (struct import_faults){0};
}
