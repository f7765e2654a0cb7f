/* SPDX-License-Identifier: MIT
 * odt.c - a page as an OpenDocument text. (ODF 1.3)
 */
#include "document/writers/office.h"
#include "document/writers/writers.h"
#include "document/writers/zip.h"

#define XML  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define TYPE "application/vnd.oasis.opendocument.text"
/* What every part begins with: its own name, and the names its tags come from. */
#define NAMES                                                                                      \
	" xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""                       \
	" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""                         \
	" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""                           \
	" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""                         \
	" xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\""                \
	" xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\""                  \
	" xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\""                           \
	" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" office:version=\"1.3\">\n"
/* An office program takes the second name where it has not the first. */
#define FONTS                                                                                      \
	"<office:font-face-decls><style:font-face style:name=\"" SHEET_FONT                        \
	"\" svg:font-family=\"'" SHEET_FONT "', '" SHEET_STAND_IN                                  \
	"'\" style:font-family-generic=\"roman\" style:font-pitch=\"variable\"/>"                  \
	"</office:font-face-decls>\n"

/* name="12.5mm" */
static void
put_length(struct buf *out, const char *name, int tenths)
{
	buf_printf(out, " %s=\"%d.%dmm\"", name, tenths / 10, tenths % 10);
}

/* One blank beside another would be read as one. */
static void
put_escaped(struct buf *out, const char *text)
{
	struct buf plain = {0};

	page_put_escaped(&plain, text, "<text:line-break/>");
	for (const char *p = buf_text(&plain); *p != '\0'; p++)
		if (p[0] == ' ' && out->data[out->len - 1] == ' ')
			buf_puts(out, "<text:s/>");
		else
			buf_putc(out, *p);
	buf_free(&plain);
}

/* Where the middle and the right of a line stand. */
static void
put_stops(struct buf *out, bool centre, int width)
{
	buf_puts(out, "<style:tab-stops>");
	if (centre) {
		buf_puts(out, "<style:tab-stop style:type=\"center\"");
		put_length(out, "style:position", width / 2);
		buf_puts(out, "/>");
	}
	buf_puts(out, "<style:tab-stop style:type=\"right\"");
	put_length(out, "style:position", width);
	buf_puts(out, "/></style:tab-stops>");
}

static void
put_style(struct buf *out, enum style which, int width)
{
	static const char *const aligned[] = {[SHEET_AT_LEFT] = "start",
	    [SHEET_AT_CENTRE] = "center",
	    [SHEET_AT_RIGHT] = "end",
	    [SHEET_BOTH] = "justify"};
	const struct sheet_style *s = &sheet_styles[which];

	buf_printf(out, "<style:style style:name=\"%s\" style:family=\"paragraph\"", s->name);
	if (s->level > 0)
		buf_printf(out, " style:default-outline-level=\"%d\"", s->level);
	buf_printf(out,
	    "><style:paragraph-properties fo:text-align=\"%s\" fo:margin-top=\"%dpt\" "
	    "fo:margin-bottom=\"%dpt\"%s",
	    aligned[s->align], s->before, s->after, s->next ? " fo:keep-with-next=\"always\"" : "");
	put_length(out, "fo:margin-left", sheet_inset(which, width));
	put_length(out, "fo:text-indent", s->indent);
	buf_putc(out, '>');
	if (which == STYLE_HEAD || which == STYLE_SIDES)
		put_stops(out, which == STYLE_HEAD, width);
	buf_printf(out,
	    "</style:paragraph-properties><style:text-properties fo:font-size=\"%dpt\"%s/>"
	    "</style:style>\n",
	    s->size, s->bold ? " fo:font-weight=\"bold\"" : "");
}

static void
put_layout(struct buf *out, const struct page *p)
{
	buf_puts(out, "<style:page-layout style:name=\"Sheet\"><style:page-layout-properties");
	put_length(out, "fo:page-width", sheet_width(p));
	put_length(out, "fo:page-height", sheet_height(p));
	put_length(out, "fo:margin-left", SHEET_LEFT);
	put_length(out, "fo:margin-right", SHEET_RIGHT);
	put_length(out, "fo:margin-top", SHEET_EDGE);
	put_length(out, "fo:margin-bottom", p->foot[0] != '\0' ? SHEET_EDGE : SHEET_BOTTOM);
	buf_printf(out,
	    " style:print-orientation=\"%s\"/><style:header-style><style:header-footer-properties",
	    p->landscape ? "landscape" : "portrait");
	put_length(out, "fo:min-height", SHEET_TOP - SHEET_EDGE);
	buf_puts(out, "/></style:header-style>");
	if (p->foot[0] != '\0') {
		buf_puts(out, "<style:footer-style><style:header-footer-properties");
		put_length(out, "fo:min-height", SHEET_BOTTOM - SHEET_EDGE);
		buf_puts(out, " fo:margin-top=\"2mm\"/></style:footer-style>");
	}
	buf_puts(out, "</style:page-layout>\n");
}

static void
put_foot(struct buf *out, const struct page *p, const char *tag)
{
	if (p->foot[0] == '\0')
		return;
	buf_printf(out, "<style:%s><text:p text:style-name=\"Footer\">", tag);
	put_escaped(out, p->foot);
	buf_printf(out, "</text:p></style:%s>\n", tag);
}

/* The first sheet bears no number. */
static void
put_master(struct buf *out, const struct page *p)
{
	const char *draft = p->draft ? "<text:tab/>" PAGE_DRAFT : "";

	buf_printf(out,
	    "<office:master-styles><style:master-page style:name=\"Standard\" "
	    "style:page-layout-name=\"Sheet\">\n<style:header><text:p text:style-name=\"Header\">"
	    "<text:tab/><text:page-number "
	    "text:select-page=\"current\"/>%s</text:p></style:header>\n"
	    "<style:header-first><text:p text:style-name=\"Header\"><text:tab/>%s</text:p>"
	    "</style:header-first>\n",
	    draft, draft);
	put_foot(out, p, "footer");
	put_foot(out, p, "footer-first");
	buf_puts(out, "</style:master-page></office:master-styles>\n");
}

static void
put_styles(struct buf *out, const struct page *p)
{
	buf_puts(out,
	    XML "<office:document-styles" NAMES FONTS "<office:styles>\n"
		"<style:default-style style:family=\"paragraph\"><style:paragraph-properties "
		"fo:orphans=\"2\" fo:widows=\"2\" style:tab-stop-distance=\"12.5mm\"/>"
		"<style:text-properties style:font-name=\"" SHEET_FONT "\" fo:font-size=\"14pt\" "
		"fo:language=\"ru\" fo:country=\"RU\" style:use-window-font-color=\"true\"/>"
		"</style:default-style>\n"
		"<style:style style:name=\"Standard\" style:family=\"paragraph\"/>\n");
	for (enum style s = 0; s < STYLE_COUNT; s++)
		put_style(out, s, sheet_text_width(p));
	buf_puts(out, "</office:styles>\n<office:automatic-styles>\n");
	put_layout(out, p);
	buf_puts(out, "</office:automatic-styles>\n");
	put_master(out, p);
	buf_puts(out, "</office:document-styles>\n");
}

static void
put_text(struct office_out *o, const struct office_text *t)
{
	const struct sheet_style *s = &sheet_styles[t->style];
	const char *tag = s->level > 0 ? "h" : "p";
	struct buf *out = &o->body;

	buf_printf(out, "<text:%s text:style-name=\"%s", tag, s->name);
	if (t->on_new_sheet)
		buf_puts(out, "_new");
	else if (t->size > 0)
		buf_printf(out, "_%d", t->size);
	else if (t->next)
		buf_puts(out, "_keep");
	buf_putc(out, '"');
	if (s->level > 0)
		buf_printf(out, " text:outline-level=\"%d\"", s->level);
	buf_putc(out, '>');
	put_escaped(out, t->text);
	if (t->right != NULL) {
		buf_puts(out, "<text:tab/>");
		put_escaped(out, t->right);
	}
	buf_printf(out, "</text:%s>\n", tag);
}

static void
begin_table(struct office_out *o, const struct office_table *t)
{
	buf_printf(&o->styles,
	    "<style:style style:name=\"T%u\" style:family=\"table\"><style:table-properties "
	    "table:align=\"left\" table:border-model=\"collapsing\"",
	    t->number);
	put_length(&o->styles, "style:width", t->width);
	buf_puts(&o->styles, "/></style:style>\n");
	buf_printf(&o->body, "<table:table table:name=\"T%u\" table:style-name=\"T%u\">", t->number,
	    t->number);
	for (size_t i = 0; i < t->ncolumns; i++) {
		buf_printf(&o->styles,
		    "<style:style style:name=\"T%u.%zu\" style:family=\"table-column\">"
		    "<style:table-column-properties",
		    t->number, i);
		put_length(&o->styles, "style:column-width", t->columns[i]);
		buf_puts(&o->styles, "/></style:style>\n");
		buf_printf(
		    &o->body, "<table:table-column table:style-name=\"T%u.%zu\"/>", t->number, i);
	}
	buf_putc(&o->body, '\n');
}

static void
end_table(struct office_out *o)
{
	buf_puts(&o->body, "</table:table>\n");
}

static void
begin_row(struct office_out *o, bool head, bool whole)
{
	buf_printf(&o->body, "%s<table:table-row table:style-name=\"%s\">\n",
	    head ? "<table:table-header-rows>" : "", whole ? "Row" : "LongRow");
}

static void
end_row(struct office_out *o, bool head)
{
	buf_printf(&o->body, "</table:table-row>%s\n", head ? "</table:table-header-rows>" : "");
}

static void
begin_cell(struct office_out *o, const struct office_table *t, size_t column, size_t span)
{
	(void)column;
	buf_printf(&o->body,
	    "<table:table-cell table:style-name=\"%s\" office:value-type=\"string\"",
	    t->framed    ? "Cell"
		: t->low ? "Low"
			 : "Bare");
	if (span > 1)
		buf_printf(&o->body, " table:number-columns-spanned=\"%zu\"", span);
	buf_putc(&o->body, '>');
}

static void
end_cell(struct office_out *o, size_t span)
{
	buf_puts(&o->body, "</table:table-cell>");
	for (; span > 1; span--)
		buf_puts(&o->body, "<table:covered-table-cell/>");
	buf_putc(&o->body, '\n');
}

/* The named styles with what a place asks of them besides; rows and cells. */
static void
put_variants(struct buf *out)
{
	for (enum style s = 0; s < STYLE_COUNT; s++)
		buf_printf(out,
		    "<style:style style:name=\"%s_new\" style:family=\"paragraph\" "
		    "style:parent-style-name=\"%s\"><style:paragraph-properties "
		    "fo:break-before=\"page\"/></style:style>\n"
		    "<style:style style:name=\"%s_keep\" style:family=\"paragraph\" "
		    "style:parent-style-name=\"%s\"><style:paragraph-properties "
		    "fo:keep-with-next=\"always\"/></style:style>\n",
		    sheet_styles[s].name, sheet_styles[s].name, sheet_styles[s].name,
		    sheet_styles[s].name);
	for (enum style s = STYLE_LABEL; s <= STYLE_GROUP; s++)
		for (int size = SHEET_SIZE_LEAST; size <= SHEET_SIZE_MOST; size++)
			buf_printf(out,
			    "<style:style style:name=\"%s_%d\" style:family=\"paragraph\" "
			    "style:parent-style-name=\"%s\"><style:text-properties "
			    "fo:font-size=\"%dpt\"/></style:style>\n",
			    sheet_styles[s].name, size, sheet_styles[s].name, size);
	buf_puts(out,
	    "<style:style style:name=\"Row\" "
	    "style:family=\"table-row\"><style:table-row-properties "
	    "fo:keep-together=\"always\"/></style:style>\n"
	    "<style:style style:name=\"LongRow\" style:family=\"table-row\">"
	    "<style:table-row-properties fo:keep-together=\"auto\"/></style:style>\n"
	    "<style:style style:name=\"Bare\" style:family=\"table-cell\">"
	    "<style:table-cell-properties fo:padding=\"0mm\" fo:border=\"none\"/></style:style>\n"
	    "<style:style style:name=\"Low\" style:family=\"table-cell\">"
	    "<style:table-cell-properties fo:padding=\"0mm\" fo:border=\"none\" "
	    "style:vertical-align=\"bottom\"/></style:style>\n"
	    "<style:style style:name=\"Cell\" style:family=\"table-cell\">"
	    "<style:table-cell-properties");
	put_length(out, "fo:padding-left", SHEET_CELL);
	put_length(out, "fo:padding-right", SHEET_CELL);
	buf_puts(out,
	    " fo:padding-top=\"0.3mm\" fo:padding-bottom=\"0.3mm\" "
	    "fo:border=\"0.5pt solid #000000\"/></style:style>\n");
}

static void
put_content(struct buf *out, const struct page *p)
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
	buf_puts(out, XML "<office:document-content" NAMES FONTS "<office:automatic-styles>\n");
	put_variants(out);
	buf_put_slice(out, buf_slice(&o.styles));
	buf_puts(out, "</office:automatic-styles>\n<office:body><office:text>\n");
	buf_put_slice(out, buf_slice(&o.body));
	buf_puts(out, "</office:text></office:body></office:document-content>\n");
	buf_free(&o.styles);
	buf_free(&o.body);
}

static void
put_meta(struct buf *out, const struct page *p)
{
	buf_puts(out,
	    XML "<office:document-meta" NAMES "<office:meta><meta:generator>metodaktiv/" VERSION
		"</meta:generator><dc:title>");
	page_put_escaped(out, p->title, " ");
	buf_puts(out, "</dc:title><dc:creator>");
	page_put_escaped(out, p->author, " ");
	buf_puts(out, "</dc:creator><meta:initial-creator>");
	page_put_escaped(out, p->author, " ");
	buf_puts(out,
	    "</meta:initial-creator><dc:language>ru-RU</dc:language></office:meta>"
	    "</office:document-meta>\n");
}

static void
put_manifest(struct buf *out, const struct page *p)
{
	(void)p;
	buf_puts(out,
	    XML "<manifest:manifest "
		"xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" "
		"manifest:version=\"1.3\">\n"
		"<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" "
		"manifest:media-type=\"" TYPE "\"/>\n"
		"<manifest:file-entry manifest:full-path=\"content.xml\" "
		"manifest:media-type=\"text/xml\"/>\n"
		"<manifest:file-entry manifest:full-path=\"styles.xml\" "
		"manifest:media-type=\"text/xml\"/>\n"
		"<manifest:file-entry manifest:full-path=\"meta.xml\" "
		"manifest:media-type=\"text/xml\"/>\n"
		"</manifest:manifest>\n");
}

void
odt_put(const struct page *p, struct buf *out)
{
	static const struct zip_part parts[] = {{"content.xml", put_content},
	    {"styles.xml", put_styles}, {"meta.xml", put_meta},
	    {"META-INF/manifest.xml", put_manifest}};
	struct zip z;

	zip_begin(&z, out);
	zip_store(&z, "mimetype", slice_of(TYPE));
	zip_add_parts(&z, p, parts, sizeof(parts) / sizeof(parts[0]));
	zip_end(&z);
}
