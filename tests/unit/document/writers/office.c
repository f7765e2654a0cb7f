/* SPDX-License-Identifier: MIT
 * office.c - a page as ODT, DOCX and PDF: parts, well-formed XML, the same bytes twice, what a
 * hostile text can do.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <expat.h>
#include <zlib.h>

#include "base/clock.h"
#include "document/writers/writers.h"

static const char hostile[] =
    "МБОУ \"СОШ № 3\" <b>&amp; ]]> }} {{поле}} ' \\ %s\nвторая строка  с двумя  пробелами";

static void
number_cell(struct page *p, struct page_table *t, size_t number)
{
	char text[24];

	snprintf(text, sizeof(text), "%zu", number);
	page_cell(p, t, text);
}

static void
add_table(struct page *p, size_t rows, const char *text)
{
	struct page_table *t = page_table(p, "Состав");

	page_column(p, t, "№ п/п", 1, true);
	page_column(p, t, "Имя", 5, false);
	page_column(p, t, "Место работы", 5, false);
	page_group(p, t, "Январь");
	for (size_t i = 1; i <= rows; i++) {
		number_cell(p, t, i);
		page_row_heading(p, t, "Рябинина Н. П.");
		page_cell(p, t, text);
	}
}

/* One of everything. */
static void
build(struct page *p, const char *text, size_t rows)
{
	page_begin(p, "Приказ \"О пробе\" & <прочее>");
	page_set_author(p, "Управление образования");
	page_set_foot(p, "Электронная копия & запись № 7");
	p->draft = true;
	page_approval(p, "СОГЛАСОВАНО\nВласов", "УТВЕРЖДАЮ\nРябинина");
	page_heading(p, 1, "ПРИКАЗ");
	page_sides(p, "31.05.2026", "№ 1-ма");
	page_subheading(p, "О пробе");
	page_paragraph(p, PAGE_LEFT, text);
	page_paragraph(p, PAGE_CENTRE, text);
	page_paragraph(p, PAGE_CORNER, text);
	page_point(p, "1.", text);
	page_signature(p, "Начальник", "Н. П. Рябинина");
	page_break(p);
	page_heading(p, 2, "Приложение");
	add_table(p, rows, text);
	page_note(p, text);
}

static size_t
le(const char *p, int bytes)
{
	size_t value = 0;

	while (bytes-- > 0)
		value = value << 8 | (unsigned char)p[bytes];
	return value;
}

/* Unpack a part of an archive, walking from file to file as no reader of directories does. */
static bool
find_part(const struct buf *file, const char *name, struct buf *out)
{
	const char *p = file->data, *end = p + file->len;

	while (end - p > 30 && le(p, 4) == 0x04034b50) {
		size_t method = le(p + 8, 2), packed = le(p + 18, 4), size = le(p + 22, 4),
		       length = le(p + 26, 2);
		const char *bytes = p + 30 + length;

		assert_int_equal(le(p + 6, 2), 0);  /* sizes stand in front */
		assert_int_equal(le(p + 28, 2), 0); /* nothing extra */
		assert_int_equal(le(p + 12, 2), 0x21);
		if (length == strlen(name) && memcmp(p + 30, name, length) == 0) {
			z_stream stream = {
			    .next_in = (z_const Bytef *)(uintptr_t)bytes, .avail_in = (uInt)packed};

			buf_clear(out);
			buf_reserve(out, size + 1);
			stream.next_out = (Bytef *)out->data;
			stream.avail_out = (uInt)size;
			if (method == 0) {
				buf_put(out, bytes, size);
				return true;
			}
			assert_int_equal(inflateInit2(&stream, -MAX_WBITS), Z_OK);
			assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
			inflateEnd(&stream);
			out->len = size;
			out->data[size] = '\0';
			assert_int_equal(
			    crc32(0, (const Bytef *)out->data, (uInt)size), le(p + 14, 4));
			return true;
		}
		p = bytes + packed;
	}
	assert_int_equal(le(p, 4), 0x02014b50);
	return false;
}

static void
take_text(void *user, const char *text, int len)
{
	buf_put(user, text, (size_t)len);
}

/* Asserts that XML is well-formed; its texts. */
static void
read_xml(const struct buf *xml, struct buf *texts)
{
	XML_Parser parser = XML_ParserCreate("UTF-8");

	buf_clear(texts);
	XML_SetUserData(parser, texts);
	XML_SetCharacterDataHandler(parser, take_text);
	if (XML_Parse(parser, xml->data, (int)xml->len, 1) != XML_STATUS_OK)
		fail_msg("%s: %lu", XML_ErrorString(XML_GetErrorCode(parser)),
		    XML_GetCurrentLineNumber(parser));
	XML_ParserFree(parser);
}

static void
assert_part(const struct buf *file, const char *name, const char *const *holds)
{
	struct buf part = {0}, texts = {0};

	if (!find_part(file, name, &part))
		fail_msg("%s", name);
	read_xml(&part, &texts);
	for (; *holds != NULL; holds++)
		if (strstr(buf_text(&part), *holds) == NULL &&
		    strstr(buf_text(&texts), *holds) == NULL)
			fail_msg("%s: %s", name, *holds);
	buf_free(&part);
	buf_free(&texts);
}

#define HOLDS(...) ((const char *const[]){__VA_ARGS__, NULL})

/* The styles that `part` names behind `use` are made behind `word`, there or in `made`. */
static void
assert_styles_are_made(
    const struct buf *file, const char *part, const char *use, const char *made, const char *word)
{
	struct buf text = {0}, styles = {0}, own = {0};
	size_t uses = 0;

	assert_true(find_part(file, part, &text));
	assert_true(find_part(file, made, &styles));
	for (const char *p = buf_text(&text); (p = strstr(p, use)) != NULL; uses++) {
		p += strlen(use);
		buf_clear(&own);
		buf_printf(&own, "%s%.*s\"", word, (int)strcspn(p, "\""), p);
		if (strstr(buf_text(&styles), buf_text(&own)) == NULL &&
		    strstr(buf_text(&text), buf_text(&own)) == NULL)
			fail_msg("%s is not made", buf_text(&own));
	}
	assert_true(uses > 10);
	buf_free(&text);
	buf_free(&styles);
	buf_free(&own);
}

static void
odt_is_whole(void **state)
{
	static const char type[] = "application/vnd.oasis.opendocument.text";
	struct page p;
	struct buf out = {0};

	(void)state;
	build(&p, hostile, 2);
	odt_put(&p, &out);
	/* what `file` and LibreOffice look for: name and type of the first part, stored */
	assert_memory_equal(out.data + 30, "mimetype", 8);
	assert_memory_equal(out.data + 38, type, sizeof(type) - 1);
	assert_part(&out, "content.xml",
	    HOLDS("<text:h text:style-name=\"Heading_20_1\" text:outline-level=\"1\">ПРИКАЗ",
		"<table:table-header-rows>", "table:number-columns-spanned=\"3\"",
		"Annex_new\" text:outline-level=\"2\">Приложение", "№\u00A01-ма",
		"МБОУ \"СОШ №\u00A03\" <b>&amp; ]]> }} {{поле}} ' \\ %s", "Table_20_Number",
		"Рябинина\u00A0Н.\u00A0П.", "УТВЕРЖДАЮ<text:line-break/>Рябинина",
		"fo:padding-left=\"1.2mm\" fo:padding-right=\"1.2mm\""));
	assert_part(&out, "styles.xml",
	    HOLDS("fo:margin-left=\"30.0mm\"", "fo:margin-right=\"10.0mm\"",
		"fo:margin-left=\"90.0mm\"", "fo:page-width=\"210.0mm\"",
		"fo:text-indent=\"12.5mm\"", "fo:language=\"ru\"",
		"style:default-outline-level=\"1\"", "style:default-outline-level=\"2\"",
		"svg:font-family=\"'PT Astra Serif', 'Liberation Serif'\"", "<text:page-number",
		"ПРОЕКТ", "<style:footer-first>", "Электронная копия & запись №\u00A07"));
	assert_part(&out, "meta.xml",
	    HOLDS("Приказ \"О пробе\" & <прочее>", "Управление образования",
		"<dc:language>ru-RU</dc:language>"));
	assert_styles_are_made(&out, "content.xml", "style-name=\"", "styles.xml", "style:name=\"");
	assert_part(&out, "META-INF/manifest.xml", HOLDS(type, "content.xml", "styles.xml"));
	buf_free(&out);
	page_free(&p);
}

/* What a tag tells of a width at p, 0 where it is another tag. */
static long
width_told(const char *p, const char *tag)
{
	return strncmp(p, tag, strlen(tag)) == 0 ? strtol(p + strlen(tag), NULL, 10) : 0;
}

/* The cells of a row are together as wide as the table, but for what each is rounded by. */
static void
assert_rows_are_full(const struct buf *docx)
{
	struct buf xml = {0};
	long table = 0, row = 0, cells = 0, rows = 0;

	assert_true(find_part(docx, "word/document.xml", &xml));
	for (const char *p = buf_text(&xml); (p = strchr(p, '<')) != NULL; p++) {
		if (strncmp(p, "<w:tblGrid>", 11) == 0)
			table = 0;
		table += width_told(p, "<w:gridCol w:w=\"");
		row += width_told(p, "<w:tcW w:w=\"");
		cells += strncmp(p, "<w:tcW ", 7) == 0;
		if (strncmp(p, "</w:tr>", 7) != 0)
			continue;
		assert_in_range(row, table - 2 * cells, table + 2 * cells);
		rows++;
		row = cells = 0;
	}
	assert_true(rows > 3);
	buf_free(&xml);
}

static void
docx_is_whole(void **state)
{
	static const char *const parts[] = {
	    "styles", "settings", "fontTable", "head", "first", "foot"};
	char name[64];
	struct page p;
	struct buf out = {0};

	(void)state;
	build(&p, hostile, 2);
	p.landscape = true;
	docx_put(&p, &out);
	assert_part(&out, "[Content_Types].xml", HOLDS("/word/document.xml", "/docProps/core.xml"));
	assert_part(&out, "_rels/.rels", HOLDS("Target=\"word/document.xml\""));
	assert_part(&out, "word/document.xml",
	    HOLDS("<w:pStyle w:val=\"Heading_20_1\"/>", "<w:tblHeader/>",
		"<w:gridSpan w:val=\"3\"/>", "<w:pageBreakBefore/>", "w:orient=\"landscape\"",
		"№\u00A01-ма", "МБОУ \"СОШ №\u00A03\" <b>&amp; ]]> }} {{поле}} ' \\ %s",
		"Рябинина\u00A0Н.\u00A0П."));
	assert_rows_are_full(&out);
	assert_styles_are_made(
	    &out, "word/document.xml", "Style w:val=\"", "word/styles.xml", "w:styleId=\"");
	assert_part(&out, "docProps/core.xml",
	    HOLDS("Приказ \"О пробе\" & <прочее>", "Управление образования", "ru-RU"));
	assert_part(&out, "word/styles.xml",
	    HOLDS("<w:lang w:val=\"ru-RU\"", "<w:name w:val=\"heading 1\"/>",
		"<w:outlineLvl w:val=\"0\"/>", "<w:ind w:left=\"10034\"", "w:firstLine=\"708\""));
	assert_part(&out, "word/fontTable.xml", HOLDS("<w:altName w:val=\"Liberation Serif\"/>"));
	assert_part(&out, "word/head.xml", HOLDS(" PAGE ", "ПРОЕКТ"));
	assert_part(&out, "word/foot.xml", HOLDS("Электронная копия & запись №\u00A07"));
	/* each part is named among the types and the relations */
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		snprintf(name, sizeof(name), "Target=\"%s.xml\"", parts[i]);
		assert_part(&out, "word/_rels/document.xml.rels", HOLDS(name));
		snprintf(name, sizeof(name), "/word/%s.xml", parts[i]);
		assert_part(&out, "[Content_Types].xml", HOLDS(name));
		assert_part(&out, name + 1, HOLDS("http"));
	}
	buf_free(&out);
	page_free(&p);
}

/* How often a text stands in bytes. */
static size_t
count_of(const struct buf *bytes, const char *text)
{
	const char *p = bytes->data, *end = p + bytes->len;
	size_t count = 0;

	while ((p = memmem(p, (size_t)(end - p), text, strlen(text))) != NULL) {
		count++;
		p++;
	}
	return count;
}

static size_t
sheets_of(const struct buf *pdf)
{
	return count_of(pdf, "/Type /Page") - count_of(pdf, "/Type /Pages");
}

static struct buf
pdf_of(const struct page *p)
{
	struct buf out = {0};
	struct error e = {0};

	if (pdf_put(p, &out, &e) != ST_OK)
		fail_msg("%s", error_text(&e));
	return out;
}

/* The widths of a table's columns in a DOCX. */
static void
read_widths(const struct page *p, int *widths, size_t count)
{
	static const char tag[] = "<w:gridCol w:w=\"";
	struct buf file = {0}, part = {0};
	const char *at;

	docx_put(p, &file);
	assert_true(find_part(&file, "word/document.xml", &part));
	at = buf_text(&part);
	for (size_t i = 0; i < count; i++) {
		at = strstr(at, tag);
		assert_non_null(at);
		at += strlen(tag);
		widths[i] = atoi(at);
	}
	buf_free(&file);
	buf_free(&part);
}

/* However long a cell's line is, the column it stands in wants the room. */
static void
a_long_line_widens_its_column(void **state)
{
	struct buf text = {0};
	struct page_table *t;
	struct page p;
	int widths[2];

	(void)state;
	for (int i = 0; i < 400; i++)
		buf_puts(&text, "слово ");
	page_begin(&p, "Слова");
	t = page_table(&p, "");
	page_column(&p, t, "Много", 1, false);
	page_column(&p, t, "Мало", 1, false);
	page_cell(&p, t, buf_text(&text));
	page_cell(&p, t, "слово");
	read_widths(&p, widths, 2);
	assert_in_range(widths[0], 5 * widths[1], 100 * widths[1]);
	buf_free(&text);
	page_free(&p);
}

static void
pdf_is_whole(void **state)
{
	static const char *const holds[] = {"/FontFile2", "/StructTreeRoot", "/MarkInfo", "/Title",
	    "/Author", "19800101" /* of no day */, "/S /H1", "/S /H2", "/S /P", "/S /Table",
	    "/S /TR", "/S /TH", "/S /TD", "/S /Caption", "/Lang (ru-RU)", "/DisplayDocTitle true"};
	struct page p;
	struct buf out;

	(void)state;
	build(&p, hostile, 2);
	out = pdf_of(&p);
	assert_memory_equal(out.data, "%PDF-", 5);
	assert_memory_equal(out.data + out.len - 6, "%%EOF\n", 6);
	for (size_t i = 0; i < sizeof(holds) / sizeof(holds[0]); i++)
		if (count_of(&out, holds[i]) == 0)
			fail_msg("%s", holds[i]);
	assert_int_equal(sheets_of(&out), 2);
	assert_int_equal(count_of(&out, "/FontFile2"), count_of(&out, "/Type /FontDescriptor"));
	buf_free(&out);
	page_free(&p);
}

/* What is drawn on the last sheet. */
static void
unpack_last_sheet(const struct buf *pdf, struct buf *out)
{
	char object[32];
	const char *at = pdf->data, *end = pdf->data + pdf->len, *page = NULL, *bytes;
	z_stream stream = {0};

	while ((at = memmem(at, (size_t)(end - at), "/Type /Page ", 12)) != NULL)
		page = at++;
	assert_non_null(page);
	bytes = strstr(page, "/Contents ");
	assert_non_null(bytes);
	snprintf(object, sizeof(object), "\n%ld 0 obj\n", strtol(bytes + 10, NULL, 10));
	bytes = memmem(pdf->data, pdf->len, object, strlen(object));
	assert_non_null(bytes);
	bytes = strstr(bytes, "stream\n") + 7;
	buf_reserve(out, 1 << 20);
	stream.next_in = (z_const Bytef *)(uintptr_t)bytes;
	stream.avail_in = (uInt)(end - bytes);
	stream.next_out = (Bytef *)out->data;
	stream.avail_out = (uInt)out->cap - 1;
	assert_int_equal(inflateInit2(&stream, MAX_WBITS), Z_OK);
	assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
	out->len = stream.total_out;
	out->data[out->len] = '\0';
	inflateEnd(&stream);
}

/* How many pieces of tagged text stand there. */
static size_t
pieces_of_last_sheet(const struct buf *pdf)
{
	struct buf text = {0};
	size_t count;

	unpack_last_sheet(pdf, &text);
	count = count_of(&text, " BDC");
	buf_free(&text);
	return count;
}

static void
a_paragraph_begins_further_in(void **state)
{
	struct page p;
	struct buf out, text = {0};
	const char *line;
	double back[2];
	int lines = 0;

	(void)state;
	page_begin(&p, "");
	page_paragraph(&p, PAGE_LEFT,
	    "Слово за словом строка полна, и за ней стоит ещё одна, а с красной строки "
	    "начинается только первая из них; вторая и третья стоят у края, и так до конца.");
	out = pdf_of(&p);
	unpack_last_sheet(&out, &text);
	/* from the first line to the second back to the margin, to the third straight down */
	for (const char *at = buf_text(&text); lines < 2; at++, lines++) {
		at = strstr(at, " Td\n");
		assert_non_null(at);
		line = memrchr(buf_text(&text), '\n', (size_t)(at - buf_text(&text)));
		back[lines] = strtod(line, NULL);
	}
	assert_true(back[0] < -1);
	assert_true(back[1] == 0);
	buf_free(&text);
	buf_free(&out);
	page_free(&p);
}

/* The last sheet of a paper holds more than its signature: the end of a paragraph, or a row. */
static void
a_signature_stands_alone_on_no_sheet(void **state)
{
	(void)state;
	for (int with_table = 0; with_table < 2; with_table++) {
		size_t parted = 0;

		for (int lines = 30; lines < 60; lines++) {
			struct page p;
			struct buf out;
			size_t before;

			page_begin(&p, "");
			for (int i = 0; i < lines; i++)
				page_paragraph(&p, PAGE_LEFT, "Строка");
			if (with_table)
				add_table(&p, 3, "Место");
			out = pdf_of(&p);
			before = sheets_of(&out);
			buf_free(&out);
			page_signature(&p, "Начальник", "Рябинина");
			page_signature(&p, "Секретарь", "Власов");
			out = pdf_of(&p);
			parted += sheets_of(&out) > before;
			if (sheets_of(&out) > 1) /* two signatures are four pieces */
				assert_true(pieces_of_last_sheet(&out) > 4);
			buf_free(&out);
			page_free(&p);
		}
		assert_true(parted > 0);
	}
}

static void
put(const struct page *p, enum page_format format, struct buf *out)
{
	struct error e = {0};

	assert_int_equal(page_writers.put[format](p, out, &e), ST_OK);
}

static void
the_same_facts_are_the_same_bytes(void **state)
{
	struct page p;
	struct buf once = {0}, twice = {0};

	(void)state;
	build(&p, hostile, 40);
	for (enum page_format f = PAGE_ODT; f < PAGE_FORMATS; f++) {
		buf_clear(&once);
		buf_clear(&twice);
		setenv("TZ", "Asia/Tomsk", 1);
		put(&p, f, &once);
		setenv("TZ", "America/Lima", 1);
		put(&p, f, &twice);
		assert_int_equal(once.len, twice.len);
		assert_memory_equal(once.data, twice.data, once.len);
	}
	buf_free(&once);
	buf_free(&twice);
	page_free(&p);
}

/* An empty page, an empty table, one of no columns, a word longer than the sheet is wide, a cell
 * higher than a sheet, a break at the end: each is a document. */
static void
odd_pages_are_documents(void **state)
{
	struct buf text = {0}, out = {0};
	struct page p;

	(void)state;
	for (int i = 0; i < 4000; i++)
		buf_puts(&text, i % 500 == 499 ? " " : "ы");
	for (int i = 0; i < 3; i++) {
		page_begin(&p, "");
		if (i > 0) {
			page_table(&p, "Нет столбцов");
			add_table(&p, 0, "");
			add_table(&p, 2, i == 1 ? "" : buf_text(&text));
			page_signature(&p, buf_text(&text), buf_text(&text));
			page_approval(&p, buf_text(&text), "");
			page_sides(&p, buf_text(&text), buf_text(&text));
			page_set_foot(&p, buf_text(&text));
			page_break(&p);
			page_break(&p);
		}
		for (enum page_format f = PAGE_ODT; f < PAGE_FORMATS; f++) {
			buf_clear(&out);
			put(&p, f, &out);
			if (f == PAGE_ODT)
				assert_part(&out, "content.xml", HOLDS("office:text"));
			if (f == PAGE_DOCX)
				assert_part(&out, "word/document.xml", HOLDS("w:sectPr"));
			if (f == PAGE_PDF)
				assert_true(sheets_of(&out) >= 1);
		}
		page_free(&p);
	}
	buf_free(&text);
	buf_free(&out);
}

/* A hundred sheets of rows in less than a second, all formats together well in three. */
static void
a_long_report_takes_no_time(void **state)
{
	struct page p;
	struct buf out = {0};
	int64_t start = clock_monotonic();

	(void)state;
	build(
	    &p, "МБОУ «Гимназия № 3 \"Перспектива\"», корпуса 1 и 2, учитель русского языка", 2400);
	for (enum page_format f = PAGE_ODT; f < PAGE_FORMATS; f++) {
		buf_clear(&out);
		put(&p, f, &out);
	}
	assert_true(sheets_of(&out) >= 100);
	print_message("%zu sheets\n", sheets_of(&out));
	print_message("%lld ms\n", (long long)(clock_monotonic() - start));
	buf_free(&out);
	page_free(&p);
}

static void
keep_files(const struct page *p, const char *folder, const char *name)
{
	struct buf out = {0};

	for (enum page_format f = 0; f < PAGE_FORMATS; f++) {
		char path[600];
		FILE *file;

		buf_clear(&out);
		if (f == PAGE_TEXT)
			page_put_text(p, &out);
		else if (f == PAGE_HTML)
			page_put_html(p, &out);
		else
			put(p, f, &out);
		snprintf(path, sizeof(path), "%s/%s.%s", folder, name, page_formats[f].name);
		file = fopen(path, "w");
		assert_non_null(file);
		assert_int_equal(fwrite(out.data, 1, out.len, file), out.len);
		assert_int_equal(fclose(file), 0);
	}
	buf_free(&out);
}

/* What a register may hold at worst. */
static void
keep_hostile(const char *folder)
{
	struct buf name = {0};
	struct page p;

	for (int i = 0; i < 20; i++)
		buf_printf(
		    &name, "%sМуниципальное бюджетное учреждение № %d", i > 0 ? ",\n" : "", i);
	build(&p, hostile, 300);
	add_table(&p, 0, "");
	add_table(&p, 1, buf_text(&name));
	page_signature(&p, buf_text(&name), "Н. П. Рябинина");
	page_sides(&p, buf_text(&name), "№ 5");
	keep_files(&p, folder, "hostile");
	buf_free(&name);
	page_free(&p);
}

static void
keep_wide(const char *folder)
{
	static const char *const cells[] = {"Скворцова-Туманова Надежда Германовна",
	    "МБОУ «Средняя общеобразовательная школа № 10»", "учитель русского языка и литературы",
	    "художественное творчество", "с 04.05.2026", "по 31.08.2027", "первая", "100",
	    "решение № 5"};
	struct page p;
	struct page_table *t;

	page_begin(&p, "Широкая");
	p.landscape = true;
	page_heading(&p, 1, "Реестр педагогов");
	t = page_table(&p, "Таблица из девяти столбцов");
	for (size_t i = 0; i < 9; i++)
		page_column(&p, t, i == 7 ? "Число" : "Образовательная организация", i == 7 ? 1 : 3,
		    i == 7);
	for (size_t i = 0; i < 40; i++)
		for (size_t j = 0; j < 9; j++)
			page_cell(&p, t, cells[j]);
	keep_files(&p, folder, "wide");
	page_free(&p);
}

/* For programs of an office, into the folder OFFICE_FILES names. */
static void
papers_for_an_office(void **state)
{
	const char *folder = getenv("OFFICE_FILES");

	(void)state;
	if (folder == NULL)
		return;
	keep_hostile(folder);
	keep_wide(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(odt_is_whole),
	    cmocka_unit_test(docx_is_whole),
	    cmocka_unit_test(a_long_line_widens_its_column),
	    cmocka_unit_test(pdf_is_whole),
	    cmocka_unit_test(a_paragraph_begins_further_in),
	    cmocka_unit_test(a_signature_stands_alone_on_no_sheet),
	    cmocka_unit_test(the_same_facts_are_the_same_bytes),
	    cmocka_unit_test(odd_pages_are_documents),
	    cmocka_unit_test(papers_for_an_office),
	    cmocka_unit_test(a_long_report_takes_no_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
