/* SPDX-License-Identifier: MIT
 * docx.c - a page as a Word document. (ECMA-376, transitional)
 */
#include "document/writers/office.h"
#include "document/writers/writers.h"
#include "document/writers/zip.h"

#define XML      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define WORD     "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE  "http://schemas.openxmlformats.org/package/2006/"
#define NAMES    " xmlns:w=\"" WORD "\" xmlns:r=\"" RELATION "\">\n"
#define FONT                                                                                       \
	"<w:rFonts w:ascii=\"" SHEET_FONT "\" w:hAnsi=\"" SHEET_FONT "\" w:cs=\"" SHEET_FONT       \
	"\" w:eastAsia=\"" SHEET_FONT "\"/>"

/* Twentieths of a point. */
static int
twips(int tenths)
{
	return tenths * 1440 / 254;
}

static void
put_escaped(struct buf *out, const char *text)
{
	page_put_escaped(out, text, "</w:t><w:br/><w:t xml:space=\"preserve\">");
}

static void
put_style(struct buf *out, enum style which, int width)
{
	static const char *const aligned[] = {[SHEET_AT_LEFT] = "left",
	    [SHEET_AT_CENTRE] = "center",
	    [SHEET_AT_RIGHT] = "right",
	    [SHEET_BOTH] = "both"};
	const struct sheet_style *s = &sheet_styles[which];

	buf_printf(out,
	    "<w:style w:type=\"paragraph\" w:styleId=\"%s\"><w:name w:val=\"%s\"/>"
	    "<w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>%s",
	    s->name, s->word, s->next ? "<w:keepNext/>" : "");
	if (which == STYLE_HEAD)
		buf_printf(out,
		    "<w:tabs><w:tab w:val=\"center\" w:pos=\"%d\"/><w:tab w:val=\"right\" "
		    "w:pos=\"%d\"/></w:tabs>",
		    twips(width / 2), twips(width));
	if (which == STYLE_SIDES)
		buf_printf(
		    out, "<w:tabs><w:tab w:val=\"right\" w:pos=\"%d\"/></w:tabs>", twips(width));
	buf_printf(out,
	    "<w:spacing w:before=\"%d\" w:after=\"%d\"/><w:ind w:left=\"%d\" w:firstLine=\"%d\"/>"
	    "<w:jc w:val=\"%s\"/>",
	    s->before * 20, s->after * 20, twips(sheet_inset(which, width)), twips(s->indent),
	    aligned[s->align]);
	if (s->level > 0)
		buf_printf(out, "<w:outlineLvl w:val=\"%d\"/>", s->level - 1);
	buf_printf(out,
	    "</w:pPr><w:rPr>%s<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/></w:rPr></w:style>\n",
	    s->bold ? "<w:b/><w:bCs/>" : "", s->size * 2, s->size * 2);
}

static void
put_styles(struct buf *out, const struct page *p)
{
	buf_puts(out,
	    XML "<w:styles" NAMES "<w:docDefaults><w:rPrDefault><w:rPr>" FONT
		"<w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/><w:lang w:val=\"ru-RU\" "
		"w:eastAsia=\"ru-RU\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>"
		"<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>\n"
		"<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
		"<w:name w:val=\"Normal\"/><w:qFormat/></w:style>\n"
		"<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\">"
		"<w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/>"
		"<w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" "
		"w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\n");
	for (enum style s = 0; s < STYLE_COUNT; s++)
		put_style(out, s, sheet_text_width(p));
	buf_puts(out, "</w:styles>\n");
}

static void
put_text(struct office_out *o, const struct office_text *t)
{
	struct buf *out = &o->body;
	struct buf run = {0};

	if (t->size > 0)
		buf_printf(&run, "<w:rPr><w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/></w:rPr>",
		    t->size * 2, t->size * 2);
	buf_printf(out, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>%s%s", sheet_styles[t->style].name,
	    t->next ? "<w:keepNext/>" : "", t->on_new_sheet ? "<w:pageBreakBefore/>" : "");
	buf_printf(
	    out, "%s</w:pPr><w:r>%s<w:t xml:space=\"preserve\">", buf_text(&run), buf_text(&run));
	put_escaped(out, t->text);
	if (t->right != NULL) {
		buf_puts(out, "</w:t><w:tab/><w:t xml:space=\"preserve\">");
		put_escaped(out, t->right);
	}
	buf_puts(out, "</w:t></w:r></w:p>\n");
	buf_free(&run);
}

static void
put_frame(struct buf *out)
{
	static const char *const sides[] = {"top", "left", "bottom", "right", "insideH", "insideV"};

	buf_puts(out, "<w:tblBorders>");
	for (size_t i = 0; i < sizeof(sides) / sizeof(sides[0]); i++)
		buf_printf(out,
		    "<w:%s w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>",
		    sides[i]);
	buf_puts(out, "</w:tblBorders>");
}

static void
begin_table(struct office_out *o, const struct office_table *t)
{
	struct buf *out = &o->body;
	int margin = t->framed ? twips(SHEET_CELL) : 0;

	buf_printf(out, "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/>", twips(t->width));
	if (t->framed)
		put_frame(out);
	buf_printf(out,
	    "<w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"%d\" w:type=\"dxa\"/>"
	    "<w:right w:w=\"%d\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>",
	    margin, margin);
	for (size_t i = 0; i < t->ncolumns; i++)
		buf_printf(out, "<w:gridCol w:w=\"%d\"/>", twips(t->columns[i]));
	buf_puts(out, "</w:tblGrid>\n");
}

static void
end_table(struct office_out *o)
{
	buf_puts(&o->body, "</w:tbl>\n");
}

static void
begin_row(struct office_out *o, bool head, bool whole)
{
	buf_printf(&o->body, "<w:tr>%s%s%s%s\n", head || whole ? "<w:trPr>" : "",
	    whole ? "<w:cantSplit/>" : "", head ? "<w:tblHeader/>" : "",
	    head || whole ? "</w:trPr>" : "");
}

static void
end_row(struct office_out *o, bool head)
{
	(void)head;
	buf_puts(&o->body, "</w:tr>\n");
}

static void
begin_cell(struct office_out *o, const struct office_table *t, size_t column, size_t span)
{
	int width = 0;

	for (size_t i = column; i < column + span; i++)
		width += t->columns[i];
	buf_printf(&o->body, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>", twips(width));
	if (span > 1)
		buf_printf(&o->body, "<w:gridSpan w:val=\"%zu\"/>", span);
	buf_printf(&o->body, "%s</w:tcPr>", t->low ? "<w:vAlign w:val=\"bottom\"/>" : "");
}

static void
end_cell(struct office_out *o, size_t span)
{
	(void)span;
	buf_puts(&o->body, "</w:tc>\n");
}

static void
put_section(struct buf *out, const struct page *p)
{
	buf_puts(out,
	    "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"head\"/>"
	    "<w:headerReference w:type=\"first\" r:id=\"first\"/>"
	    "<w:footerReference w:type=\"default\" r:id=\"foot\"/>"
	    "<w:footerReference w:type=\"first\" r:id=\"foot\"/>");
	buf_printf(out, "<w:pgSz w:w=\"%d\" w:h=\"%d\"%s/>", twips(sheet_width(p)),
	    twips(sheet_height(p)), p->landscape ? " w:orient=\"landscape\"" : "");
	buf_printf(out,
	    "<w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" w:header=\"%d\" "
	    "w:footer=\"%d\" w:gutter=\"0\"/><w:titlePg/></w:sectPr>\n",
	    twips(SHEET_TOP), twips(SHEET_RIGHT), twips(SHEET_BOTTOM), twips(SHEET_LEFT),
	    twips(SHEET_EDGE), twips(SHEET_EDGE));
}

static void
put_document(struct buf *out, const struct page *p)
{
	static const struct office_format format = {.text = put_text,
	    .table_begin = begin_table,
	    .table_end = end_table,
	    .row_begin = begin_row,
	    .row_end = end_row,
	    .cell_begin = begin_cell,
	    .cell_end = end_cell};
	struct office_out o = {0};

	office_put(p, &format, &o);
	buf_puts(out, XML "<w:document" NAMES "<w:body>\n");
	buf_put_slice(out, buf_slice(&o.body));
	put_section(out, p);
	buf_puts(out, "</w:body></w:document>\n");
	buf_free(&o.body);
	buf_free(&o.styles);
}

static void
put_head_of(struct buf *out, const struct page *p, const char *number)
{
	buf_printf(out,
	    XML "<w:hdr" NAMES "<w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr><w:r><w:tab/></w:r>"
		"%s<w:r><w:tab/><w:t>%s</w:t></w:r></w:p></w:hdr>\n",
	    number, p->draft ? PAGE_DRAFT : "");
}

static void
put_head(struct buf *out, const struct page *p)
{
	put_head_of(out, p,
	    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText "
	    "xml:space=\"preserve\"> PAGE </w:instrText></w:r><w:r><w:fldChar "
	    "w:fldCharType=\"separate\"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar "
	    "w:fldCharType=\"end\"/></w:r>");
}

static void
put_first_head(struct buf *out, const struct page *p)
{
	put_head_of(out, p, "");
}

static void
put_foot(struct buf *out, const struct page *p)
{
	buf_puts(out,
	    XML "<w:ftr" NAMES "<w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr><w:r>"
		"<w:t xml:space=\"preserve\">");
	put_escaped(out, p->foot);
	buf_puts(out, "</w:t></w:r></w:p></w:ftr>\n");
}

static void
put_fonts(struct buf *out, const struct page *p)
{
	(void)p;
	buf_puts(out,
	    XML "<w:fonts" NAMES "<w:font w:name=\"" SHEET_FONT
		"\"><w:altName w:val=\"" SHEET_STAND_IN
		"\"/><w:charset w:val=\"CC\"/><w:family w:val=\"roman\"/>"
		"<w:pitch w:val=\"variable\"/></w:font></w:fonts>\n");
}

static void
put_settings(struct buf *out, const struct page *p)
{
	(void)p;
	buf_puts(out,
	    XML "<w:settings" NAMES "<w:defaultTabStop w:val=\"708\"/><w:compat>"
		"<w:doNotExpandShiftReturn/><w:compatSetting w:name=\"compatibilityMode\" "
		"w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
		"<w:themeFontLang w:val=\"ru-RU\"/></w:settings>\n");
}

static void
put_properties(struct buf *out, const struct page *p)
{
	buf_puts(out,
	    XML "<cp:coreProperties xmlns:cp=\"" PACKAGE "metadata/core-properties\" "
		"xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>");
	page_put_escaped(out, p->title, " ");
	buf_puts(out, "</dc:title><dc:creator>");
	page_put_escaped(out, p->author, " ");
	buf_puts(out, "</dc:creator><dc:language>ru-RU</dc:language></cp:coreProperties>\n");
}

/* The parts of the document's own folder, by what they are to it. */
static const struct relation {
	const char *id, *kind, *part, *type;
} relations[] = {
    {"styles", "styles", "styles.xml", "styles"},
    {"settings", "settings", "settings.xml", "settings"},
    {"fonts", "fontTable", "fontTable.xml", "fontTable"},
    {"head", "header", "head.xml", "header"},
    {"first", "header", "first.xml", "header"},
    {"foot", "footer", "foot.xml", "footer"},
};

enum { RELATIONS = sizeof(relations) / sizeof(relations[0]) };

static void
put_document_relations(struct buf *out, const struct page *p)
{
	(void)p;
	buf_puts(out, XML "<Relationships xmlns=\"" PACKAGE "relationships\">\n");
	for (size_t i = 0; i < RELATIONS; i++)
		buf_printf(out,
		    "<Relationship Id=\"%s\" Type=\"" RELATION "/%s\" Target=\"%s\"/>\n",
		    relations[i].id, relations[i].kind, relations[i].part);
	buf_puts(out, "</Relationships>\n");
}

static void
put_relations(struct buf *out, const struct page *p)
{
	(void)p;
	buf_puts(out,
	    XML "<Relationships xmlns=\"" PACKAGE "relationships\">\n"
		"<Relationship Id=\"document\" Type=\"" RELATION
		"/officeDocument\" Target=\"word/document.xml\"/>\n"
		"<Relationship Id=\"core\" Type=\"" PACKAGE
		"relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\n"
		"</Relationships>\n");
}

static void
put_types(struct buf *out, const struct page *p)
{
	static const char type[] = "application/vnd.openxmlformats-officedocument.wordprocessingml";

	(void)p;
	buf_puts(out,
	    XML "<Types xmlns=\"" PACKAGE "content-types\">\n"
		"<Default Extension=\"rels\" ContentType=\"application/"
		"vnd.openxmlformats-package.relationships+xml\"/>\n"
		"<Default Extension=\"xml\" ContentType=\"application/xml\"/>\n");
	buf_printf(out,
	    "<Override PartName=\"/word/document.xml\" ContentType=\"%s.document.main+xml\"/>\n"
	    "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/"
	    "vnd.openxmlformats-package.core-properties+xml\"/>\n",
	    type);
	for (size_t i = 0; i < RELATIONS; i++)
		buf_printf(out, "<Override PartName=\"/word/%s\" ContentType=\"%s.%s+xml\"/>\n",
		    relations[i].part, type, relations[i].type);
	buf_puts(out, "</Types>\n");
}

void
docx_put(const struct page *p, struct buf *out)
{
	static const struct zip_part parts[] = {{"[Content_Types].xml", put_types},
	    {"_rels/.rels", put_relations}, {"docProps/core.xml", put_properties},
	    {"word/_rels/document.xml.rels", put_document_relations},
	    {"word/document.xml", put_document}, {"word/styles.xml", put_styles},
	    {"word/settings.xml", put_settings}, {"word/fontTable.xml", put_fonts},
	    {"word/head.xml", put_head}, {"word/first.xml", put_first_head},
	    {"word/foot.xml", put_foot}};
	struct zip z;

	zip_begin(&z, out);
	zip_add_parts(&z, p, parts, sizeof(parts) / sizeof(parts[0]));
	zip_end(&z);
}
