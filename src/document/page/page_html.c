/* SPDX-License-Identifier: MIT
 * page_html.c - a page as one HTML file that needs nothing else: well-formed XML, too.
 */
#include "document/page/page_parts.h"

static const char style[] =
    "body{margin:0;color:#111;background:#fff;font:16px/1.5 \"PT Serif\",Georgia,serif}\n"
    "main{max-width:60rem;margin:0 auto;padding:1.5rem}\n"
    "h1,h2{text-align:center;font-size:1.3rem;margin:1rem 0}\n"
    "h2{font-size:1.1rem}h3{font-size:1rem;margin:1.2rem 0 .4rem}\n"
    ".centre{text-align:center}.right{text-align:right}\n"
    ".sides{display:flex;justify-content:space-between;gap:2rem}\n"
    ".signature{margin-top:2.5rem}\n"
    ".point{margin:.3rem 0 .3rem 1.5rem}\n"
    ".note{margin-top:2rem;font-size:.8rem;color:#444;overflow-wrap:anywhere}\n"
    ".wide{overflow-x:auto;margin:1rem 0}\n"
    "table{border-collapse:collapse;width:100%}\n"
    "caption{text-align:left;font-weight:bold;padding:.3rem 0}\n"
    "th,td{border:1px solid #666;padding:.3rem .5rem;text-align:left;vertical-align:top}\n"
    "thead th{background:#eee}tbody th{font-weight:normal}tbody "
    "th.group{font-weight:bold}td.n{text-align:right}\n"
    "@media print{main{max-width:none;padding:0}.break{break-before:page}thead{display:table-"
    "header-group}tr{break-inside:avoid}}\n";

static void
put_escaped(struct buf *out, const char *text)
{
	for (; *text != '\0'; text++) {
		switch (*text) {
		case '&':
			buf_puts(out, "&amp;");
			break;
		case '<':
			buf_puts(out, "&lt;");
			break;
		case '>':
			buf_puts(out, "&gt;");
			break;
		case '"':
			buf_puts(out, "&quot;");
			break;
		case '\n':
			buf_puts(out, "<br />\n");
			break;
		default:
			buf_putc(out, *text);
		}
	}
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
	buf_puts(out, "<div class=\"wide\"><table>\n");
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

static void
put_block(struct buf *out, const struct page_block *b)
{
	static const char *const aligned[] = {[PAGE_LEFT] = "",
	    [PAGE_CENTRE] = " class=\"centre\"",
	    [PAGE_RIGHT] = " class=\"right\""};

	switch (b->type) {
	case BLOCK_HEADING:
		put_element(out, b->level == 1 ? "h1" : "h2", "", b->text);
		break;
	case BLOCK_SUBHEADING:
		put_element(out, "h3", "", b->text);
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
		put_sides(out, "sides", b);
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
	buf_printf(out, "<style>\n%s</style>\n</head>\n<body>\n<main>\n", style);
	if (p->draft)
		put_element(out, "p", " class=\"right\"", PAGE_DRAFT);
	for (const struct page_block *b = p->first; b != NULL; b = b->next)
		put_block(out, b);
	if (p->foot[0] != '\0')
		put_element(out, "footer", " class=\"note\"", p->foot);
	buf_puts(out, "</main>\n</body>\n</html>\n");
}
