/* SPDX-License-Identifier: MIT
 * made_book.c - local headers, their lines in the directory, its end. (PKWARE APPNOTE 4.3)
 */
#include "tests/lib/made_book.h"

#include <string.h>
#include <zlib.h>

#include "base/die.h"

#define XML      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
#define DOCUMENT "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

static void
put_le(struct buf *b, size_t value, int bytes)
{
	for (; bytes > 0; bytes--, value >>= 8)
		buf_putc(b, (char)(value & 0xFF));
}

static void
deflate_part(struct slice part, struct buf *out)
{
	z_stream z = {0};

	if (deflateInit2(
		&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
		die("deflateInit2");
	buf_reserve(out, deflateBound(&z, part.len));
	z.next_in = (z_const Bytef *)(uintptr_t)part.data;
	z.avail_in = (uInt)part.len;
	z.next_out = (Bytef *)out->data;
	z.avail_out = (uInt)out->cap;
	if (deflate(&z, Z_FINISH) != Z_STREAM_END)
		die("deflate");
	out->len = z.total_out;
	deflateEnd(&z);
}

/* What a local header and its line have in common. */
static void
put_entry(struct buf *b, struct slice part, size_t packed, const char *name, size_t fields)
{
	put_le(b, 20, 2);
	put_le(b, 0, 2);
	put_le(b, 8, 2);
	put_le(b, 0, 4);
	put_le(b, crc32(0, part.data, (uInt)part.len), 4);
	put_le(b, packed, 4);
	put_le(b, part.len, 4);
	put_le(b, strlen(name), 2);
	put_le(b, fields, 2);
}

void
made_book_add(struct made_book *book, const char *name, struct slice part)
{
	size_t at = book->bytes.len;
	struct buf packed = {0};

	deflate_part(part, &packed);
	buf_puts(&book->bytes, "PK\3\4");
	put_entry(&book->bytes, part, packed.len, name, 0);
	buf_puts(&book->bytes, name);
	buf_put_slice(&book->bytes, buf_slice(&packed));
	buf_puts(&book->directory, "PK\1\2");
	put_le(&book->directory, 20, 2);
	put_entry(&book->directory, part, packed.len, name, book->fields);
	put_le(&book->directory, book->comment, 2);
	put_le(&book->directory, 0, 8);
	put_le(&book->directory, at, 4);
	buf_puts(&book->directory, name);
	for (size_t n = book->fields + book->comment; n > 0; n--)
		buf_putc(&book->directory, 'x');
	book->count++;
	buf_free(&packed);
}

void
made_book_begin(struct made_book *book, const char *strings, const char *styles)
{
	static const char *const parts[][2] = {
	    {"[Content_Types].xml",
		XML "<Types><Override PartName='/xl/workbook.xml' "
		    "ContentType='application/vnd.openxmlformats-officedocument."
		    "spreadsheetml.sheet.main+xml'/></Types>"},
	    {"_rels/.rels",
		XML "<Relationships><Relationship Id='rId1' Type='" DOCUMENT
		    "/officeDocument' Target='xl/workbook.xml'/></Relationships>"},
	    {"xl/workbook.xml",
		XML "<workbook xmlns:r='" DOCUMENT "'><workbookPr/><sheets><sheet name='Лист1' "
		    "sheetId='1' r:id='rId1'/></sheets></workbook>"},
	    {"xl/_rels/workbook.xml.rels",
		XML "<Relationships><Relationship Id='rId1' Type='" DOCUMENT
		    "/worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='rId2' "
		    "Type='" DOCUMENT "/sharedStrings' Target='sharedStrings.xml'/><Relationship "
		    "Id='rId3' Type='" DOCUMENT
		    "/styles' Target='/xl/styles.xml'/></Relationships>"},
	};

	*book = (struct made_book){.count = 0};
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		made_book_add(book, parts[i][0], slice_of(parts[i][1]));
	made_book_add(book, "xl/sharedStrings.xml", slice_of(strings));
	made_book_add(book, "xl/styles.xml", slice_of(styles));
}

void
made_book_end(struct made_book *book, struct buf *out)
{
	size_t at = book->bytes.len;

	buf_put_slice(out, buf_slice(&book->bytes));
	buf_put_slice(out, buf_slice(&book->directory));
	buf_puts(out, "PK\5\6");
	put_le(out, 0, 4);
	put_le(out, book->count, 2);
	put_le(out, book->count, 2);
	put_le(out, book->directory.len, 4);
	put_le(out, at, 4);
	put_le(out, 0, 2);
	buf_free(&book->bytes);
	buf_free(&book->directory);
}
