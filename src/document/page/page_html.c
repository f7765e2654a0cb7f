/* SPDX-License-Identifier: MIT
 * page_html.c - a page as one HTML file that needs nothing else: well-formed XML, too.
 */
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "document/page/page_parts.h"

static const char style[] =
    "body{margin:0;color:#111;background:#fff;font:1rem/1.5 \"PT Astra Serif\",\"Liberation "
    "Serif\",\"PT Serif\",Georgia,serif;overflow-wrap:break-word}\n"
    "main{max-width:60rem;margin:0 auto;padding:1.5rem}\n"
    "h1,h2,h3{font-size:1.1rem;margin:1.2rem 0 .4rem;break-after:avoid}\n"
    "h1,.centre{text-align:center}h1{font-size:1.3rem}.corner{margin-left:50%}\n"
    ".sides{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.5rem 2rem}\n"
    ".halves{display:flex;flex-wrap:wrap;gap:1rem 2rem}.halves>*{flex:1 1 14rem}\n"
    ".signature{margin-top:2.5rem;break-inside:avoid}.signature>*{max-width:55%}\n"
    ".point{margin:.3rem 0 .3rem 1.5rem}\n"
    ".note{margin-top:2rem;font-size:.8rem;color:#444;overflow-wrap:anywhere}\n"
    ".draft{text-align:right;font-weight:bold;margin:0}\n"
    ".wide{overflow-x:auto;margin:1rem 0}\n"
    "table{border-collapse:collapse;width:100%}\n"
    "caption{text-align:left;font-weight:bold;padding:.3rem 0}\n"
    "th,td{border:1px solid #666;padding:.3rem .5rem;text-align:left;vertical-align:top;"
    "overflow-wrap:normal}\n"
    "thead th{background:#eee;text-align:center}tbody th{font-weight:normal}\n"
    "tbody th.group{font-weight:bold}td.n{text-align:right}\n"
    "@page{margin:20mm 10mm 20mm 30mm;@top-center{content:counter(page)}}\n"
    "@page:first{@top-center{content:none}}\n"
    "@media print{body{font-size:12pt;line-height:1.25}main{max-width:none;padding:0}\n"
    ".break{break-before:page}thead{display:table-header-group}tr{break-inside:avoid}\n"
    ".wide{overflow:visible}table{font-size:10pt}tr:has(.group){break-after:avoid}\n"
    "th,td{overflow-wrap:break-word;hyphens:auto;padding:.1rem .3rem}\n"
    "p{orphans:2;widows:2}.draft{position:fixed;top:40%;left:0;right:0;text-align:center;"
    "font-size:6rem;color:#000;opacity:.12;transform:rotate(-35deg);z-index:-1}}\n";

static void
put_plain(struct buf *out, const char *text, size_t len)
{
	char *part = xstrndup(text, len);

	page_put_escaped(out, part, "<br />\n");
	free(part);
}

/* How much of a text is an address of the web, the point behind it not counted; 0: none. */
static size_t
address_length(const char *text)
{
	size_t scheme = strncmp(text, "https://", 8) == 0 ? 8
	    : strncmp(text, "http://", 7) == 0            ? 7
							  : 0;
	size_t len = strcspn(text, " \n\t\"<>");

	while (len > scheme && strchr(".,;:)", text[len - 1]) != NULL)
		len--;
	return scheme != 0 && len > scheme ? len : 0;
}

/* An address is a link: nothing is fetched until somebody follows it. */
static void
put_escaped(struct buf *out, const char *text)
{
	const char *p = text;

	while ((p = strstr(p, "http")) != NULL) {
		size_t len = address_length(p);

		if (len > 0) {
			put_plain(out, text, (size_t)(p - text));
			buf_puts(out, "<a href=\"");
			put_plain(out, p, len);
			buf_puts(out, "\">");
			put_plain(out, p, len);
			buf_puts(out, "</a>");
			text = p + len;
		}
		p += len > 0 ? len : strlen("http");
	}
	put_plain(out, text, strlen(text));
}

/* <tag attributes>text</tag> on a line of its own. */
static void
put_element(struct buf *out, const char *tag, const char *attributes, const char *text)
{
	buf_printf(out, "<%s%s>", tag, attributes);
	put_escaped(out, text);
	buf_printf(out, "</%s>\n", tag);
}

static void
put_sides(struct buf *out, const char *class, const struct page_block *b)
{
	buf_printf(out, "<p class=\"%s\"><span>", class);
	put_escaped(out, b->text);
	buf_puts(out, "</span> <span>");
	put_escaped(out, b->right);
	buf_puts(out, "</span></p>\n");
}

static void
put_row(struct buf *out, const struct page_table *t, const struct page_row *row)
{
	const struct page_cell *c = row->first;

	buf_puts(out, "<tr>\n");
	if (row->group) {
		buf_printf(
		    out, "<th class=\"group\" scope=\"rowgroup\" colspan=\"%zu\">", t->ncolumns);
		put_escaped(out, c->text);
		buf_puts(out, "</th>\n");
		c = NULL;
	}
	for (size_t column = 0; c != NULL; c = c->next, column++)
		if (c->heading)
			put_element(out, "th", " scope=\"row\"", c->text);
		else
			put_element(
			    out, "td", t->columns[column].number ? " class=\"n\"" : "", c->text);
	buf_puts(out, "</tr>\n");
}

static void
put_table(struct buf *out, const struct page_table *t)
{
	/* what is scrolled is reached by the keyboard, and called by a name */
	buf_puts(out, "<div class=\"wide\" tabindex=\"0\"");
	if (t->caption[0] != '\0') {
		buf_puts(out, " role=\"region\" aria-label=\"");
		page_put_escaped(out, t->caption, " ");
		buf_putc(out, '"');
	}
	buf_puts(out, "><table>\n");
	if (t->caption[0] != '\0')
		put_element(out, "caption", "", t->caption);
	buf_puts(out, "<thead><tr>\n");
	for (size_t i = 0; i < t->ncolumns; i++)
		put_element(out, "th", " scope=\"col\"", t->columns[i].label);
	buf_puts(out, "</tr></thead>\n<tbody>\n");
	for (const struct page_row *row = t->first; row != NULL; row = row->next)
		put_row(out, t, row);
	buf_puts(out, "</tbody>\n</table></div>\n");
}

/* Of a heading in the middle, or of a part's at the left. */
static void
put_heading(struct buf *out, const struct page_block *b, const char *attributes)
{
	const char tag[] = {'h', (char)('0' + (b->level < 6 ? b->level : 6)), '\0'};

	put_element(out, tag, attributes, b->text);
}

static void
put_block(struct buf *out, const struct page_block *b)
{
	static const char *const aligned[] = {[PAGE_LEFT] = "",
	    [PAGE_CENTRE] = " class=\"centre\"",
	    [PAGE_CORNER] = " class=\"corner\""};

	switch (b->type) {
	case BLOCK_HEADING:
		put_heading(out, b, " class=\"centre\"");
		break;
	case BLOCK_SUBHEADING:
		put_heading(out, b, "");
		break;
	case BLOCK_PARAGRAPH:
		put_element(out, "p", aligned[b->align], b->text);
		break;
	case BLOCK_SIDES:
		put_sides(out, "sides", b);
		break;
	case BLOCK_SIGNATURE:
		put_sides(out, "sides signature", b);
		break;
	case BLOCK_APPROVAL:
		put_sides(out, "halves", b);
		break;
	case BLOCK_POINT:
		buf_puts(out, "<p class=\"point\">");
		put_escaped(out, b->right);
		buf_putc(out, ' ');
		put_escaped(out, b->text);
		buf_puts(out, "</p>\n");
		break;
	case BLOCK_NOTE:
		put_element(out, "p", " class=\"note\"", b->text);
		break;
	case BLOCK_BREAK:
		buf_puts(out, "<div class=\"break\"></div>\n");
		break;
	case BLOCK_TABLE:
		put_table(out, b->table);
		break;
	}
}

void
page_put_html(const struct page *p, struct buf *out)
{
	buf_puts(out,
	    "<!DOCTYPE html>\n<html lang=\"ru\">\n<head>\n<meta charset=\"utf-8\" />\n"
	    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n");
	put_element(out, "title", "", p->title);
	if (p->author[0] != '\0') {
		buf_puts(out, "<meta name=\"author\" content=\"");
		page_put_escaped(out, p->author, " ");
		buf_puts(out, "\" />\n");
	}
	buf_printf(out, "<style>\n%s%s</style>\n</head>\n<body>\n<main>\n", style,
	    p->landscape ? "@page{size:A4 landscape}\n@media screen{main{max-width:76rem}}\n"
			 : "@page{size:A4}\n");
	if (p->draft)
		put_element(out, "p", " class=\"draft\"", PAGE_DRAFT);
	for (const struct page_block *b = p->first; b != NULL; b = b->next)
		put_block(out, b);
	if (p->foot[0] != '\0')
		put_element(out, "footer", " class=\"note\"", p->foot);
	buf_puts(out, "</main>\n</body>\n</html>\n");
}
