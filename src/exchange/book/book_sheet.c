/* SPDX-License-Identifier: MIT
 * book_sheet.c - styles, shared texts and the cells of one sheet. (ECMA-376, part 1, 18.3 and 18.4)
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/utf8.h"
#include "exchange/book/book_number.h"
#include "exchange/book/book_outline.h"
#include "exchange/book/book_store.h"

/* More of them no spreadsheet program writes; those behind are not looked at. */
enum { FORMATS_MOST = 4096, STYLES_MOST = 65536 };

/* What the value of a cell is, by its attribute t. */
enum value { VALUE_NUMBER, VALUE_SHARED, VALUE_TEXT, VALUE_TRUTH, VALUE_DAY };

struct sheet_reading {
	struct book_outline outline;
	struct book_sheet *sheet;
	const char *part;
	struct buf day_styles;  /* a byte for each style of cells: is it a day's? */
	struct buf day_formats; /* ids of the workbook's own formats that are, of four bytes */
	uint32_t *strings;      /* the place of each shared text */
	size_t nstrings, strings_room;

	bool styling; /* within the styles of cells */
	bool wanted;  /* what is read is text of a value */
	int phonetic; /* within the reading of a text in another script */
	struct buf text, value;
	size_t row, column; /* of the cell; those of the last one, from 1, 0 for none */
	enum value kind;
	bool day;
};

/* Excel writes characters XML cannot hold, and an underscore before such, as _x000D_. XML
 * itself has no CR before a line feed. */
static bool
is_escape(const char *p, const char *end)
{
	if (end - p < 7 || p[0] != '_' || p[1] != 'x' || p[6] != '_')
		return false;
	for (int i = 2; i < 6; i++)
		if (strchr("0123456789ABCDEFabcdef", p[i]) == NULL)
			return false;
	return (strtoul(p + 2, NULL, 16) & 0xF800) != 0xD800; /* half a character */
}

static void
put_unescaped(struct buf *out, struct slice text)
{
	const char *p = text.data, *end = p + text.len;

	while (p < end) {
		if (is_escape(p, end)) {
			utf8_put(out, (uint32_t)strtoul(p + 2, NULL, 16));
			p += 7;
			continue;
		}
		if (*p == '\n' && out->len > 0 && out->data[out->len - 1] == '\r')
			buf_truncate(out, out->len - 1);
		buf_putc(out, *p++);
	}
}

/* The text read since the element began, kept. */
static enum status
keep_text(struct sheet_reading *r, uint32_t *place, struct error *e)
{
	struct slice text = buf_slice(&r->text);

	if (memchr(text.data, '_', text.len) != NULL) {
		buf_clear(&r->value);
		put_unescaped(&r->value, text);
		text = buf_slice(&r->value);
	}
	return book_store_text(r->sheet, text, place, e);
}

static enum status
take_text(void *context, struct slice text, struct error *e)
{
	struct sheet_reading *r = context;

	if (!r->wanted)
		return ST_OK;
	if (r->text.len + text.len > BOOK_TEXT)
		return book_too_large(e);
	buf_put_slice(&r->text, text);
	return ST_OK;
}

static bool
is_own_day(const struct sheet_reading *r, uint32_t id)
{
	for (size_t at = 0; at < r->day_formats.len; at += 4)
		if (be_read(r->day_formats.data + at, 4) == id)
			return true;
	return false;
}

static enum status
open_style(void *context, const char *name, const char **attributes, struct error *e)
{
	struct sheet_reading *r = context;
	uint32_t id = book_xml_number(attributes, "numFmtId", 0);
	const char *code = book_xml_attribute(attributes, "formatCode");

	(void)e;
	if (strcmp(name, "cellXfs") == 0)
		r->styling = true;
	else if (strcmp(name, "numFmt") == 0 && code != NULL && book_format_code_is_day(code) &&
	    r->day_formats.len < FORMATS_MOST * 4)
		buf_put_be(&r->day_formats, id, 4);
	else if (strcmp(name, "xf") == 0 && r->styling && r->day_styles.len < STYLES_MOST)
		buf_putc(&r->day_styles, book_format_is_day(id) || is_own_day(r, id));
	return ST_OK;
}

static enum status
close_style(void *context, const char *name, struct error *e)
{
	struct sheet_reading *r = context;

	(void)e;
	if (strcmp(name, "cellXfs") == 0)
		r->styling = false;
	return ST_OK;
}

/* The elements of a text, in the shared ones and in a cell: t, but not in rPh. */
static void
open_text(struct sheet_reading *r, const char *name)
{
	r->phonetic += strcmp(name, "rPh") == 0;
	r->wanted = r->phonetic == 0 && strcmp(name, "t") == 0;
}

static void
close_text(struct sheet_reading *r, const char *name)
{
	r->phonetic -= strcmp(name, "rPh") == 0;
	r->wanted = false;
}

static enum status
open_string(void *context, const char *name, const char **attributes, struct error *e)
{
	struct sheet_reading *r = context;

	(void)attributes, (void)e;
	if (strcmp(name, "si") == 0)
		buf_clear(&r->text);
	open_text(r, name);
	return ST_OK;
}

static enum status
close_string(void *context, const char *name, struct error *e)
{
	struct sheet_reading *r = context;
	uint32_t place;
	enum status st;

	close_text(r, name);
	if (strcmp(name, "si") != 0)
		return ST_OK;
	if (r->nstrings >= BOOK_STRINGS)
		return book_too_large(e);
	st = keep_text(r, &place, e);
	if (st != ST_OK)
		return st;
	ARRAY_ROOM(r->strings, r->nstrings, r->strings_room);
	r->strings[r->nstrings++] = place;
	return ST_OK;
}

/* A1, up to XFD1048576; false: it is none. */
static bool
read_reference(const char *text, size_t *row, size_t *column)
{
	const char *p = text;

	for (*column = 0; *p >= 'A' && *p <= 'Z' && *column <= BOOK_COLUMNS; p++)
		*column = *column * 26 + (size_t)(*p - 'A') + 1;
	if (p == text || *p < '1' || *p > '9')
		return false;
	for (*row = 0; *p >= '0' && *p <= '9' && *row <= BOOK_ROWS; p++)
		*row = *row * 10 + (size_t)(*p - '0');
	return *p == '\0' && *column <= BOOK_COLUMNS && *row <= BOOK_ROWS;
}

static enum value
value_of(const char *type)
{
	static const struct {
		const char *type;
		enum value value;
	} values[] = {
	    {.type = "s", .value = VALUE_SHARED},
	    {.type = "str", .value = VALUE_TEXT},
	    {.type = "inlineStr", .value = VALUE_TEXT},
	    {.type = "e", .value = VALUE_TEXT},
	    {.type = "b", .value = VALUE_TRUTH},
	    {.type = "d", .value = VALUE_DAY},
	};

	for (size_t i = 0; type != NULL && i < sizeof(values) / sizeof(values[0]); i++)
		if (strcmp(type, values[i].type) == 0)
			return values[i].value;
	return VALUE_NUMBER;
}

/* Where a row or a cell stands: as it says, else behind the last one. */
static enum status
open_row(struct sheet_reading *r, const char **attributes, struct error *e)
{
	uint32_t row = book_xml_number(attributes, "r", (uint32_t)r->row + 1);

	if (row <= r->row || row > BOOK_ROWS)
		return book_damaged(e, r->part, "строки идут не по порядку");
	r->row = row;
	r->column = 0;
	return ST_OK;
}

static enum status
open_cell(struct sheet_reading *r, const char **attributes, struct error *e)
{
	const char *reference = book_xml_attribute(attributes, "r");
	uint32_t style = book_xml_number(attributes, "s", 0);
	size_t row = r->row, column = r->column + 1;

	if (reference != NULL && !read_reference(reference, &row, &column))
		return book_damaged(e, r->part, "адрес ячейки не читается");
	if (row != r->row || row == 0 || column <= r->column || column > BOOK_COLUMNS)
		return book_damaged(e, r->part, "ячейки идут не по порядку");
	r->column = column;
	r->kind = value_of(book_xml_attribute(attributes, "t"));
	r->day = style < r->day_styles.len && r->day_styles.data[style];
	buf_clear(&r->text);
	return ST_OK;
}

static enum status
open_sheet(void *context, const char *name, const char **attributes, struct error *e)
{
	struct sheet_reading *r = context;

	if (strcmp(name, "row") == 0)
		return open_row(r, attributes, e);
	if (strcmp(name, "c") == 0)
		return open_cell(r, attributes, e);
	open_text(r, name);
	r->wanted = r->wanted || strcmp(name, "v") == 0;
	return ST_OK;
}

/* A value that is written as another text than it is kept. */
static void
put_value(const struct sheet_reading *r, struct buf *out)
{
	const char *text = buf_text(&r->text);

	if (r->kind == VALUE_TRUTH)
		buf_puts(out, text[0] == '1' || text[0] == 't' ? "ИСТИНА" : "ЛОЖЬ");
	else if (r->kind == VALUE_DAY)
		book_put_iso_day(out, buf_slice(&r->text));
	else if (r->day)
		book_put_day(out, text, r->outline.from_1904);
	else
		book_put_number(out, text);
}

static enum status
place_of_shared(struct sheet_reading *r, uint32_t *place, struct error *e)
{
	const char *number = buf_text(&r->text);
	char *end;
	unsigned long i = strtoul(number, &end, 10);

	if (*end != '\0' || i >= r->nstrings)
		return book_damaged(e, r->part, "ячейка называет текст, которого нет");
	*place = r->strings[i];
	return ST_OK;
}

static enum status
close_cell(struct sheet_reading *r, struct error *e)
{
	uint32_t place = 0;
	enum status st;

	if (r->text.len == 0)
		return ST_OK;
	if (r->kind == VALUE_SHARED) {
		st = place_of_shared(r, &place, e);
	} else if (r->kind == VALUE_TEXT) {
		st = keep_text(r, &place, e);
	} else {
		buf_clear(&r->value);
		put_value(r, &r->value);
		st = book_store_text(r->sheet, buf_slice(&r->value), &place, e);
	}
	if (st != ST_OK || place == 0)
		return st;
	return book_store_cell(r->sheet, r->row, r->column - 1, place, e);
}

static enum status
close_sheet(void *context, const char *name, struct error *e)
{
	struct sheet_reading *r = context;

	close_text(r, name);
	return strcmp(name, "c") == 0 ? close_cell(r, e) : ST_OK;
}

static enum status
refuse_name(const struct sheet_reading *r, const char *name, struct error *e)
{
	struct buf names = {0};

	for (size_t i = 0; i < r->outline.nsheets; i++) {
		buf_puts(&names, i > 0 ? ", «" : "«");
		utf8_put_shown(&names, slice_of(r->outline.sheets[i].id), false);
		buf_puts(&names, "»");
	}
	error_set(e, ST_INVALID, "листа «%s» в книге нет; есть: %s", name, buf_text(&names));
	buf_free(&names);
	return ST_INVALID;
}

/* The part of the sheet; NULL: there is none of that name. */
static const char *
part_of(const struct book_outline *o, const char *name)
{
	if (name == NULL)
		return o->sheets[0].part;
	for (size_t i = 0; i < o->nsheets; i++)
		if (strcmp(o->sheets[i].id, name) == 0)
			return o->sheets[i].part;
	return NULL;
}

static enum status
read_parts(struct sheet_reading *r, struct error *e)
{
	static const struct book_xml_taker styles = {.open = open_style, .close = close_style};
	static const struct book_xml_taker strings = {
	    .open = open_string, .close = close_string, .text = take_text};
	static const struct book_xml_taker cells = {
	    .open = open_sheet, .close = close_sheet, .text = take_text};
	const struct book_outline *o = &r->outline;
	enum status st = ST_OK;

	if (o->styles != NULL)
		st = book_xml_read(o->parts, o->styles, &styles, r, e);
	if (st == ST_OK && o->strings != NULL)
		st = book_xml_read(o->parts, o->strings, &strings, r, e);
	return st == ST_OK ? book_xml_read(o->parts, r->part, &cells, r, e) : st;
}

enum status
book_sheet_read(struct book_sheet **out, struct slice bytes, const char *name, struct error *e)
{
	struct sheet_reading r = {.row = 0};
	enum status st = book_outline_read(&r.outline, bytes, e);

	r.sheet = xcalloc(1, sizeof(*r.sheet));
	r.part = st == ST_OK ? part_of(&r.outline, name) : NULL;
	if (st == ST_OK)
		st = r.part != NULL ? read_parts(&r, e) : refuse_name(&r, name, e);
	book_outline_free(&r.outline);
	buf_free(&r.day_styles);
	buf_free(&r.day_formats);
	buf_free(&r.text);
	buf_free(&r.value);
	free(r.strings);
	*out = st == ST_OK ? r.sheet : NULL;
	if (st != ST_OK)
		book_sheet_free(r.sheet);
	return st;
}
