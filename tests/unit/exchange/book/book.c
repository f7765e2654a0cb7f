/* SPDX-License-Identifier: MIT
 * book.c - workbooks made part by part: what cells become, and what is refused, in which words and
 * with how much memory.
 */
#include "exchange/book/book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tests/lib/made_book.h"

#define NO_STRINGS "<sst/>"
#define STYLES                                                                                     \
	"<styleSheet><numFmts><numFmt numFmtId='164' formatCode='[$-419]d\\ mmmm\\ yyyy'/>"        \
	"<numFmt numFmtId='165' formatCode='0.00\\ \"дней\"'/>"                                \
	"<numFmt numFmtId='166' formatCode='[h]:mm'/>"                                             \
	"<numFmt numFmtId='167' formatCode='[h]'/><numFmt numFmtId='168' "                         \
	"formatCode='[Magenta]0'/>"                                                                \
	"</numFmts>"                                                                               \
	"<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/>"              \
	"<xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='166'/><xf "      \
	"numFmtId='167'/><xf numFmtId='168'/>"                                                     \
	"</cellXfs></styleSheet>"
#define SHEET(rows) "<worksheet><sheetData>" rows "</sheetData></worksheet>"

/* A workbook of one sheet. */
static void
make(struct buf *out, const char *strings, const char *sheet)
{
	struct made_book book;

	made_book_begin(&book, strings, STYLES);
	made_book_add(&book, "xl/worksheets/sheet1.xml", slice_of(sheet));
	made_book_end(&book, out);
}

/* Row i as its cells with | between them, behind its number. */
static void
put_row(const struct book_sheet *sheet, size_t i, struct buf *out)
{
	size_t width = book_sheet_width(sheet);
	struct slice *cells = calloc(width + 1, sizeof(*cells));

	buf_clear(out);
	buf_printf(out, "%zu:", book_sheet_row(sheet, i, cells));
	for (size_t n = 0; n < width; n++) {
		buf_putc(out, '|');
		buf_put_slice(out, cells[n]);
	}
	free(cells);
}

static void
assert_rows(const char *strings, const char *sheet, const char *const *rows)
{
	struct book_sheet *read = NULL;
	struct buf bytes = {0}, row = {0};
	struct error e = {0};
	size_t i = 0;

	make(&bytes, strings, sheet);
	assert_int_equal(book_sheet_read(&read, buf_slice(&bytes), NULL, &e), ST_OK);
	for (; rows[i] != NULL; i++) {
		assert_true(i < book_sheet_rows(read));
		put_row(read, i, &row);
		assert_string_equal(buf_text(&row), rows[i]);
	}
	assert_int_equal(book_sheet_rows(read), i);
	book_sheet_free(read);
	buf_free(&bytes);
	buf_free(&row);
}

static void
test_cells(void **state)
{
	static const char *const rows[] = {"2:|Код||\xD0\x99"
					   "а",
	    "5:|ИСТИНА|ЛОЖЬ|#N/A", "6:|=1+1|a\nb|'x_xD83D_", NULL};

	(void)state;
	assert_rows(
	    "<sst><si><t> Код </t></si><si><r><t>\xD0\x99</t></r><r><t>а</t></r><rPh><t>чтение"
	    "</t></rPh></si><si><t xml:space='preserve'>\xC2\xA0</t></si></sst>",
	    SHEET(
		"<row r='1'><c r='A1' s='1'/><c r='C1' t='s'><v>2</v></c></row>"
		"<row r='2'><c r='A2' t='s'><v>0</v></c><c r='C2' t='s'><v>1</v></c></row>"
		"<row r='5'><c t='b'><v>1</v></c><c t='b'><v>0</v></c><c "
		"t='e'><v>#N/A</v></c></row>"
		"<row><c t='str'><f>IF(1,2)</f><v>=1+1</v></c>"
		"<c t='inlineStr'><is><t>a_x000D_\nb</t></is></c>"
		"<c r='C6' t='inlineStr'><is><r><t>'</t></r><r><t>x_xD83D_</t></r></is></c></row>"),
	    rows);
}

/* A number in a cell of a style. */
static void
test_numbers(void **state)
{
	static const struct {
		const char *style, *number, *text;
	} cases[] = {
	    {"0", "79001234567", "79001234567"},
	    {"0", "7.9001234567E10", "79001234567"},
	    {"0", "36.600000000000001", "36.6"},
	    {"0", "-3", "-3"},
	    {"0", "41141", "41141"},
	    {"0", "1E+20", "1e+20"},
	    {"1", "41141", "20.08.2012"},
	    {"2", "41141", "20.08.2012"},
	    {"1", "41141.5", "20.08.2012 12:00:00"},
	    {"1", "41141.999999999", "21.08.2012"},
	    {"1", "0", "30.12.1899"},
	    {"1", "1", "01.01.1900"},
	    {"1", "59", "28.02.1900"},
	    {"1", "60", "29.02.1900"},
	    {"1", "61", "01.03.1900"},
	    {"1", "-1", "-1"},
	    {"1", "99999999", "99999999"},
	    {"3", "41141", "41141"},
	    {"4", "1.5", "01.01.1900 12:00:00"},
	    {"5", "1.5", "01.01.1900 12:00:00"},
	    {"6", "41141", "41141"}, /* a colour, no minutes */
	    {"9", "41141", "41141"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf sheet = {0}, row = {0};
		const char *rows[] = {NULL, NULL};

		buf_printf(&sheet, SHEET("<row><c s='%s'><v>%s</v></c></row>"), cases[i].style,
		    cases[i].number);
		buf_printf(&row, "1:|%s", cases[i].text);
		rows[0] = buf_text(&row);
		assert_rows(NO_STRINGS, buf_text(&sheet), rows);
		buf_free(&sheet);
		buf_free(&row);
	}
}

static void
test_iso_days(void **state)
{
	static const char *const rows[] = {"1:|2012-08-20|2012-08-20 10:30:00|2012-08-20", NULL};

	(void)state;
	assert_rows(NO_STRINGS,
	    SHEET("<row><c t='d'><v>2012-08-20T00:00:00</v></c><c t='d'><v>2012-08-20T10:30:00</v>"
		  "</c><c t='d'><v>2012-08-20</v></c></row>"),
	    rows);
}

/* Processor time: others may be at work on the machine. */
static double
seconds(void)
{
	return (double)clock() / CLOCKS_PER_SEC;
}

static void
assert_refused_bytes(const struct buf *bytes, const char *name, const char *part)
{
	struct book_sheet *sheet = NULL;
	struct error e = {0};
	double began = seconds();

	assert_int_equal(book_sheet_read(&sheet, buf_slice(bytes), name, &e), ST_INVALID);
	assert_null(sheet);
	if (strstr(e.text, part) == NULL)
		fail_msg("«%s» is not in: %s", part, e.text);
	assert_true(seconds() - began < 5);
}

static void
assert_refused(const char *strings, const char *sheet, const char *part)
{
	struct buf bytes = {0};

	make(&bytes, strings, sheet);
	assert_refused_bytes(&bytes, NULL, part);
	buf_free(&bytes);
}

static void
test_damaged(void **state)
{
	static const struct {
		const char *sheet, *part;
	} cases[] = {
	    {SHEET("<row r='2'/><row r='1'/>"), "строки идут не по порядку"},
	    {SHEET("<row r='1048577'/>"), "строки идут не по порядку"},
	    {SHEET("<row><c r='B1'/><c r='A1'/></row>"), "ячейки идут не по порядку"},
	    {SHEET("<row><c r='A2'/></row>"), "ячейки идут не по порядку"},
	    {SHEET("<row><c r='XFE1'/></row>"), "адрес ячейки не читается"},
	    {SHEET("<row><c r='ABCDEFGHIJKLM1'/></row>"), "адрес ячейки не читается"},
	    {SHEET("<row><c r='A99999999999'/></row>"), "адрес ячейки не читается"},
	    {SHEET("<row><c t='s'><v>0</v></c></row>"), "называет текст, которого нет"},
	    {SHEET("<row><c t='s'><v>-1</v></c></row>"), "называет текст, которого нет"},
	    {"<worksheet>", "xl/worksheets/sheet1.xml: это не XML"},
	    {"", "это не XML"},
	    {"<!DOCTYPE w [<!ENTITY a 'b'>]><w>&a;</w>", "DOCTYPE"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_refused(NO_STRINGS, cases[i].sheet, cases[i].part);
}

/* Other files that are archives. */
static void
test_other_kinds(void **state)
{
	static const struct {
		const char *part, *said;
	} cases[] = {
	    {"xl/workbook.bin", ".xlsb"},
	    {"xl/vbaProject.bin", "с макросами (.xlsm)"},
	    {"content.xml", ".ods"},
	    {"word/document.xml", "документ Word"},
	    {"people.csv", "это архив"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct made_book book = {.count = 0};
		struct buf bytes = {0};

		made_book_add(&book, cases[i].part, slice_of("x"));
		made_book_end(&book, &bytes);
		assert_refused_bytes(&bytes, NULL, cases[i].said);
		buf_free(&bytes);
	}
}

static void
test_compound(void **state)
{
	static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
	struct buf bytes = {0};

	(void)state;
	buf_puts(&bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
	assert_refused_bytes(&bytes, NULL, "старого вида (.xls)");
	buf_put(&bytes, name, sizeof(name));
	assert_refused_bytes(&bytes, NULL, "паролем");
	buf_free(&bytes);
}

/* Every place where a workbook may be cut off, and a wrong byte in every place. */
static void
test_cut(void **state)
{
	struct buf whole = {0};

	(void)state;
	make(&whole, NO_STRINGS, SHEET("<row><c><v>1</v></c></row>"));
	for (size_t len = 4; len < whole.len; len++) {
		struct buf cut = {0};

		buf_put(&cut, whole.data, len);
		assert_refused_bytes(&cut, NULL, "поврежден");
		buf_free(&cut);
	}
	for (size_t at = 4; at < whole.len; at++) {
		struct book_sheet *sheet = NULL;
		struct error e = {0};

		whole.data[at] ^= 0x55;
		if (book_sheet_read(&sheet, buf_slice(&whole), NULL, &e) != ST_OK)
			assert_true(e.text[0] != '\0');
		book_sheet_free(sheet);
		whole.data[at] ^= 0x55;
	}
	buf_free(&whole);
}

static void
repeat(struct buf *b, const char *text, size_t times)
{
	for (size_t i = 0; i < times; i++)
		buf_puts(b, text);
}

/* A sheet of a beginning and the same again and again. */
static void
assert_bomb(const char *begin, const char *again, size_t times, const char *part)
{
	struct buf sheet = {0};

	buf_puts(&sheet, begin);
	repeat(&sheet, again, times);
	assert_refused(NO_STRINGS, buf_text(&sheet), part);
	buf_free(&sheet);
}

static void
test_bombs(void **state)
{
	(void)state;
	assert_bomb("<worksheet>", "<a>", 100000, "слишком глубоко");
	assert_bomb("<worksheet a='", "xxxxxxxxxxxxxxxx", 1 << 20, "тег длиннее");
	assert_bomb("<worksheet><sheetData>", "                ", (256 << 16) + 1, "больше 256 МБ");
	assert_bomb("<worksheet><sheetData><row><c t='inlineStr'><is><t>", "xxxxxxxxxxxxxxxx",
	    (82 << 16), "больше 256 МБ");
}

/* More cells, as they are handed out, than any table has: two in each of many rows, far apart. */
static void
test_area(void **state)
{
	struct buf sheet = {0};

	(void)state;
	buf_puts(&sheet, "<worksheet><sheetData>");
	for (size_t i = 1; i <= 10000; i++)
		buf_printf(&sheet,
		    "<row r='%zu'><c r='A%zu'><v>1</v></c><c r='XFD%zu'><v>1</v></c></row>", i, i,
		    i);
	buf_puts(&sheet, "</sheetData></worksheet>");
	assert_refused(NO_STRINGS, buf_text(&sheet), "слишком велика");
	buf_free(&sheet);
}

static void
test_many_files(void **state)
{
	struct made_book book = {.count = 0};
	struct buf bytes = {0};

	(void)state;
	for (int i = 0; i < 10001; i++)
		made_book_add(&book, "a", slice_of(""));
	made_book_end(&book, &bytes);
	assert_refused_bytes(&bytes, NULL, "архив не читается");
	buf_free(&bytes);
}

static void
test_sheets(void **state)
{
	struct book_sheet *sheet = NULL;
	struct book_names names = {.count = 0};
	struct buf bytes = {0};
	struct error e = {0};

	(void)state;
	make(&bytes, NO_STRINGS, SHEET(""));
	assert_int_equal(book_names_read(&names, buf_slice(&bytes), &e), ST_OK);
	assert_int_equal(names.count, 1);
	assert_string_equal(names.items[0], "Лист1");
	assert_int_equal(book_sheet_read(&sheet, buf_slice(&bytes), "Лист1", &e), ST_OK);
	assert_int_equal(book_sheet_rows(sheet), 0);
	book_sheet_free(sheet);
	assert_refused_bytes(&bytes, "Лист2", "листа «Лист2» в книге нет; есть: «Лист1»");
	book_names_free(&names);
	buf_free(&bytes);
}

static void
test_letters(void **state)
{
	static const struct {
		size_t column;
		const char *letters;
	} cases[] = {{0, "A"}, {25, "Z"}, {26, "AA"}, {701, "ZZ"}, {702, "AAA"}, {16383, "XFD"}};
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_clear(&b);
		book_put_column(&b, cases[i].column);
		assert_string_equal(buf_text(&b), cases[i].letters);
	}
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_cells),
	    cmocka_unit_test(test_numbers),
	    cmocka_unit_test(test_iso_days),
	    cmocka_unit_test(test_damaged),
	    cmocka_unit_test(test_other_kinds),
	    cmocka_unit_test(test_compound),
	    cmocka_unit_test(test_cut),
	    cmocka_unit_test(test_bombs),
	    cmocka_unit_test(test_area),
	    cmocka_unit_test(test_many_files),
	    cmocka_unit_test(test_sheets),
	    cmocka_unit_test(test_letters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
