/* SPDX-License-Identifier: MIT
 * book.c - fuzz target: any bytes as a workbook, and as a part of one that is sound otherwise.
 *
 * What deflate would hide from the mutations stands plain: the first byte says which part the rest
 * is, 0 the whole file.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/die.h"
#include "exchange/book/book.h"
#include "tests/lib/made_book.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
read_sheet(struct slice bytes)
{
	struct book_sheet *sheet = NULL;
	struct error e = {0};
	struct slice *cells;

	if (book_sheet_read(&sheet, bytes, NULL, &e) != ST_OK) {
		if (e.text[0] == '\0')
			abort();
		return;
	}
	cells = xcalloc(book_sheet_width(sheet) + 1, sizeof(*cells));
	for (size_t i = 0, last = 0; i < book_sheet_rows(sheet); i++) {
		size_t number = book_sheet_row(sheet, i, cells);

		if (number <= last)
			abort();
		last = number;
	}
	free(cells);
	book_sheet_free(sheet);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum { WHOLE, CELLS, STRINGS, STYLES, PARTS };
	struct slice rest = slice_make(data + 1, size - 1);
	struct made_book book;
	struct buf bytes = {0}, text = {0};
	int part;

	if (size < 1)
		return 0;
	part = data[0] % PARTS;
	buf_put_slice(&text, rest);
	made_book_begin(&book, part == STRINGS ? buf_text(&text) : "<sst><si><t>a</t></si></sst>",
	    part == STYLES
		? buf_text(&text)
		: "<styleSheet><cellXfs><xf/><xf numFmtId='14'/></cellXfs></styleSheet>");
	made_book_add(&book, "xl/worksheets/sheet1.xml",
	    part == CELLS ? rest
			  : slice_of("<worksheet><sheetData><row><c t='s'><v>0</v></c><c "
				     "s='1'><v>41141</v></c></row></sheetData></worksheet>"));
	made_book_end(&book, &bytes);
	read_sheet(part == WHOLE ? rest : buf_slice(&bytes));
	buf_free(&bytes);
	buf_free(&text);
	return 0;
}
