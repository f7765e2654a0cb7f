/* SPDX-License-Identifier: MIT
 * book_store.c - cells of a sheet, in and out.
 */
#include "exchange/book/book_store.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/utf8.h"
#include "exchange/book/book_parts.h"

enum { LENGTH = 4 };

/* Most texts have no byte that a ghost begins with. */
static bool
may_have_ghosts(struct slice text)
{
	return memchr(text.data, 0xC2, text.len) != NULL ||
	    memchr(text.data, 0xE2, text.len) != NULL;
}

enum status
book_store_text(struct book_sheet *sheet, struct slice text, uint32_t *place, struct error *e)
{
	struct buf *texts = &sheet->texts;
	size_t at = texts->len;
	struct slice kept;

	*place = 0;
	if (at + text.len + LENGTH > BOOK_TEXT)
		return book_too_large(e);
	buf_put_be(texts, 0, LENGTH);
	if (may_have_ghosts(text))
		utf8_put_without_ghosts(texts, text);
	else
		buf_put_slice(texts, text);
	kept = utf8_trim(slice_make(texts->data + at + LENGTH, texts->len - at - LENGTH));
	memmove(texts->data + at + LENGTH, kept.data, kept.len);
	be_write(texts->data + at, kept.len, LENGTH);
	buf_truncate(texts, kept.len > 0 ? at + LENGTH + kept.len : at);
	*place = kept.len > 0 ? (uint32_t)at + 1 : 0;
	return ST_OK;
}

static struct slice
text_at(const struct book_sheet *sheet, uint32_t place)
{
	const char *at = sheet->texts.data + place - 1;

	return slice_make(at + LENGTH, (size_t)be_read(at, LENGTH));
}

enum status
book_store_cell(
    struct book_sheet *sheet, size_t row, size_t column, uint32_t place, struct error *e)
{
	if (sheet->nrows == 0 || sheet->rows[sheet->nrows - 1].number != row) {
		ARRAY_ROOM(sheet->rows, sheet->nrows, sheet->rows_room);
		sheet->rows[sheet->nrows++] =
		    (struct book_row){.number = (uint32_t)row, .first = (uint32_t)sheet->ncells};
	}
	if (column >= sheet->width)
		sheet->width = column + 1;
	if (sheet->ncells >= BOOK_CELLS || sheet->nrows * sheet->width > BOOK_AREA)
		return book_too_large(e);
	ARRAY_ROOM(sheet->cells, sheet->ncells, sheet->cells_room);
	sheet->cells[sheet->ncells++] =
	    (struct book_cell){.text = place, .column = (uint16_t)column};
	return ST_OK;
}

size_t
book_sheet_rows(const struct book_sheet *sheet)
{
	return sheet->nrows;
}

size_t
book_sheet_width(const struct book_sheet *sheet)
{
	return sheet->width;
}

size_t
book_sheet_row(const struct book_sheet *sheet, size_t i, struct slice *cells)
{
	size_t end = i + 1 < sheet->nrows ? sheet->rows[i + 1].first : sheet->ncells;

	for (size_t column = 0; column < sheet->width; column++)
		cells[column] = slice_make("", 0);
	for (size_t n = sheet->rows[i].first; n < end; n++)
		cells[sheet->cells[n].column] = text_at(sheet, sheet->cells[n].text);
	return sheet->rows[i].number;
}

void
book_sheet_free(struct book_sheet *sheet)
{
	if (sheet == NULL)
		return;
	buf_free(&sheet->texts);
	free(sheet->cells);
	free(sheet->rows);
	free(sheet);
}

void
book_put_column(struct buf *b, size_t column)
{
	if (column >= 26)
		book_put_column(b, column / 26 - 1);
	buf_putc(b, (char)('A' + column % 26));
}
