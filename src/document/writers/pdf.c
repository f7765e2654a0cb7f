/* SPDX-License-Identifier: MIT
 * pdf.c - a page as PDF: sheets, headers and footers, the blocks one under the other.
 *
 * Lengths here are points (1/72 inch). Text is tagged by what it is, so that it can be read aloud
 * and copied in its order; numbers of sheets and feet are no part of it and have no tag.
 */
#include <math.h>
#include <string.h>

#include "document/writers/pdf_fonts.h"
#include "document/writers/pdf_language.h"
#include "document/writers/pdf_parts.h"
#include "document/writers/writers.h"

enum { GAP = 12 /* between the sides of a line */, SIGN_ROOM = 24 /* above a signature */ };

double
pdf_points(int tenths)
{
	return tenths * 72 / 254.0;
}

/* "п/п", "и/или" stay whole; an address may be broken at its strokes. */
static void
hold_strokes(PangoLayout *l, const char *text)
{
	PangoAttrList *list = NULL;

	if (strstr(text, "://") != NULL)
		return;
	for (const char *p = strchr(text, '/'); p != NULL && p[1] != '\0'; p = strchr(p + 1, '/')) {
		PangoAttribute *a = pango_attr_allow_breaks_new(FALSE);

		list = list != NULL ? list : pango_attr_list_new();
		a->start_index = (guint)(p - text);
		a->end_index = (guint)(g_utf8_next_char(p + 1) - text);
		pango_attr_list_insert(list, a);
	}
	if (list == NULL)
		return;
	pango_layout_set_attributes(l, list);
	pango_attr_list_unref(list);
}

/* The bytes of a quote and a blank with a bracket behind them; 0: there is something else. */
static size_t
before_bracket(const char *text)
{
	static const char *const tied[] = {"» (", "“ (", "\" ("};

	for (size_t i = 0; i < sizeof(tied) / sizeof(tied[0]); i++)
		if (strncmp(text, tied[i], strlen(tied[i])) == 0)
			return strlen(tied[i]) - 1;
	return 0;
}

/* Unicode ties a bracket to the quote before it, blanks or not: the quote may be an opening one
 * (UAX #14, LB15), and a narrow cell breaks the word in the bracket. Here it closes; a space of no
 * width says that a line may end. */
static void
put_parted(struct buf *out, const char *text)
{
	size_t tied;

	for (; *text != '\0'; text += tied > 0 ? tied : 1) {
		tied = before_bracket(text);
		buf_put(out, text, tied > 0 ? tied : 1);
		if (tied > 0)
			buf_puts(out, "\xE2\x80\x8B");
	}
}

PangoLayout *
pdf_layout(struct pdf *pdf, enum style style, const char *text, double width, int size)
{
	static const PangoAlignment aligned[] = {[SHEET_AT_LEFT] = PANGO_ALIGN_LEFT,
	    [SHEET_AT_CENTRE] = PANGO_ALIGN_CENTER,
	    [SHEET_AT_RIGHT] = PANGO_ALIGN_RIGHT,
	    [SHEET_BOTH] = PANGO_ALIGN_LEFT};
	const struct sheet_style *s = &sheet_styles[style];
	PangoLayout *l = pango_layout_new(pdf->context);
	struct buf parted = {0};

	put_parted(&parted, text);
	pango_font_description_set_size(pdf->font, (size > 0 ? size : s->size) * PANGO_SCALE);
	pango_font_description_set_weight(
	    pdf->font, s->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_layout_set_font_description(l, pdf->font);
	pango_layout_set_width(l, (int)(width * PANGO_SCALE));
	pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_alignment(l, aligned[s->align]);
	pango_layout_set_justify(l, s->align == SHEET_BOTH);
	pango_layout_set_indent(l, (int)(pdf_points(s->indent) * PANGO_SCALE));
	pango_layout_set_text(l, buf_text(&parted), -1);
	hold_strokes(l, buf_text(&parted));
	buf_free(&parted);
	return l;
}

double
pdf_height(PangoLayout *l)
{
	PangoRectangle r;

	pango_layout_get_extents(l, NULL, &r);
	return (double)r.height / PANGO_SCALE;
}

double
pdf_draw_line(struct pdf *pdf, PangoLayoutIter *line, double x, double y)
{
	PangoRectangle r;
	int top, bottom, base = pango_layout_iter_get_baseline(line);

	pango_layout_iter_get_line_extents(line, NULL, &r);
	pango_layout_iter_get_line_yrange(line, &top, &bottom);
	cairo_move_to(
	    pdf->cr, x + (double)r.x / PANGO_SCALE, y + (double)(base - top) / PANGO_SCALE);
	pango_cairo_show_layout_line(pdf->cr, pango_layout_iter_get_line_readonly(line));
	return (double)(bottom - top) / PANGO_SCALE;
}

double
pdf_line_height(PangoLayoutIter *line)
{
	int top, bottom;

	pango_layout_iter_get_line_yrange(line, &top, &bottom);
	return (double)(bottom - top) / PANGO_SCALE;
}

/* What is drawn at a place of its own, as often as there are sheets. */
static void
draw_aside(struct pdf *pdf, enum style style, PangoAlignment align, const char *text, double y)
{
	PangoLayout *l = pdf_layout(pdf, style, text, pdf->width, 0);

	pango_layout_set_alignment(l, align);
	cairo_move_to(pdf->cr, pdf->left, y);
	pango_cairo_show_layout(pdf->cr, l);
	g_object_unref(l);
}

static void
begin_sheet(struct pdf *pdf)
{
	const struct page *p = pdf->page;
	char number[16];

	pdf->sheet++;
	pdf->y = pdf->top;
	pdf->fresh = true;
	snprintf(number, sizeof(number), "%u", pdf->sheet);
	if (pdf->sheet > 1)
		draw_aside(pdf, STYLE_HEAD, PANGO_ALIGN_CENTER, number, pdf_points(SHEET_EDGE));
	if (p->draft)
		draw_aside(pdf, STYLE_HEAD, PANGO_ALIGN_RIGHT, PAGE_DRAFT, pdf_points(SHEET_EDGE));
	if (p->foot[0] != '\0')
		draw_aside(pdf, STYLE_FOOT, PANGO_ALIGN_LEFT, p->foot, pdf->foot);
}

void
pdf_next_sheet(struct pdf *pdf)
{
	cairo_show_page(pdf->cr);
	begin_sheet(pdf);
}

void
pdf_need(struct pdf *pdf, double height)
{
	if (!pdf->fresh && pdf->y + height > pdf->bottom)
		pdf_next_sheet(pdf);
}

/* Nothing stands above the first block of a sheet. */
static void
space(struct pdf *pdf, double height)
{
	if (!pdf->fresh)
		pdf->y += height;
}

/* Line by line, over as many sheets as it takes; at an end of a sheet never one line alone. */
static void
put_layout(struct pdf *pdf, PangoLayout *l, double inset, const char *tag)
{
	PangoLayoutIter *line = pango_layout_get_iter(l);
	int left = pango_layout_get_line_count(l);
	bool more = true;

	pdf_need(pdf, pdf_line_height(line) * (left > 1 ? 2 : 1) + (left <= 2 ? pdf->keep : 0));
	cairo_tag_begin(pdf->cr, tag, NULL);
	for (; more; more = pango_layout_iter_next_line(line), left--) {
		double height = pdf_line_height(line);
		double wanted = left > 2 ? height : left * height + pdf->keep;

		if (!pdf->fresh && pdf->y + wanted > pdf->bottom) {
			cairo_tag_end(pdf->cr, tag);
			pdf_next_sheet(pdf);
			cairo_tag_begin(pdf->cr, tag, NULL);
		}
		pdf->y += pdf_draw_line(pdf, line, pdf->left + inset, pdf->y);
		pdf->fresh = false;
	}
	cairo_tag_end(pdf->cr, tag);
	pango_layout_iter_free(line);
}

static void
put_text(struct pdf *pdf, enum style style, const char *text)
{
	static const char *const tags[] = {"P", "H1", "H2", "H3"};
	const struct sheet_style *s = &sheet_styles[style];
	double inset = pdf_points(sheet_inset(style, sheet_text_width(pdf->page)));
	PangoLayout *l = pdf_layout(pdf, style, text, pdf->width - inset, 0);

	space(pdf, s->before);
	if (s->next) /* with two lines of what follows */
		pdf_need(pdf, pdf_height(l) + s->after + 3 * s->size);
	put_layout(pdf, l, inset, tags[s->level]);
	pdf->y += s->after;
	g_object_unref(l);
}

static void
put_point(struct pdf *pdf, const struct page_block *b)
{
	struct buf text = {0};

	buf_printf(&text, "%s %s", b->right, b->text);
	put_text(pdf, STYLE_BODY, buf_text(&text));
	buf_free(&text);
}

/* Cells side by side, without a frame. */
static void
put_beside(struct pdf *pdf, struct pdf_cell *cells, size_t count, double after)
{
	pdf_put_row(pdf, cells, count, NULL);
	for (size_t i = 0; i < count; i++)
		g_object_unref(cells[i].layout);
	pdf->y += after;
}

static void
put_sides(struct pdf *pdf, const struct page_block *b)
{
	double most = pdf->width * 0.6, right;
	PangoRectangle r;
	struct pdf_cell cells[2] = {{.tag = "P"}, {.tag = "P"}};

	cells[1].layout = pdf_layout(pdf, STYLE_SIDES, b->right, most, 0);
	pango_layout_get_extents(cells[1].layout, NULL, &r);
	right = ceil((double)(r.x + r.width) / PANGO_SCALE) + 1;
	pango_layout_set_width(cells[1].layout, (int)(right * PANGO_SCALE));
	pango_layout_set_alignment(cells[1].layout, PANGO_ALIGN_RIGHT);
	cells[1].x = pdf->width - right;
	cells[1].width = right;
	cells[0].width = pdf->width - right - GAP;
	cells[0].layout = pdf_layout(pdf, STYLE_SIDES, b->text, cells[0].width, 0);
	put_beside(pdf, cells, 2, sheet_styles[STYLE_SIDES].after);
}

static void
put_pair(struct pdf *pdf, const struct page_block *b)
{
	bool signature = b->type == BLOCK_SIGNATURE;
	struct pdf_cell cells[2] = {{.tag = "P"}, {.tag = "P", .low = signature}};
	struct sheet_pair pair = sheet_pair(b, sheet_text_width(pdf->page));

	cells[0].width = pdf_points(pair.width[0]);
	cells[0].layout = pdf_layout(pdf, STYLE_LINES, b->text, cells[0].width, 0);
	cells[1].x = pdf_points(pair.width[0] + pair.width[1]);
	cells[1].width = pdf_points(pair.width[2]);
	cells[1].layout =
	    pdf_layout(pdf, signature ? STYLE_NAME : STYLE_LINES, b->right, cells[1].width, 0);
	space(pdf, signature ? SIGN_ROOM : 0);
	put_beside(pdf, cells, 2, sheet_styles[STYLE_SIDES].after);
}

/* A signature stands alone on no sheet: what the ones behind a block take, if that can be had. */
static double
height_of_signatures(struct pdf *pdf, const struct page_block *b)
{
	double sum = 0, most = (pdf->bottom - pdf->top) / 2;
	const int width = sheet_text_width(pdf->page);

	for (; b != NULL && b->type == BLOCK_SIGNATURE; b = b->next) {
		PangoLayout *l = pdf_layout(
		    pdf, STYLE_LINES, b->text, pdf_points(sheet_pair(b, width).width[0]), 0);

		sum += SIGN_ROOM + pdf_height(l) + 2 * sheet_styles[STYLE_SIDES].after;
		g_object_unref(l);
	}
	return sum < most ? sum : 0;
}

static void
put_block(struct pdf *pdf, const struct page_block *b)
{
	switch (b->type) {
	case BLOCK_BREAK:
		pdf->on_new_sheet = true;
		return;
	case BLOCK_TABLE:
		pdf_put_table(pdf, b->table);
		return;
	case BLOCK_SIGNATURE:
	case BLOCK_APPROVAL:
		put_pair(pdf, b);
		return;
	case BLOCK_SIDES:
		put_sides(pdf, b);
		return;
	case BLOCK_POINT:
		put_point(pdf, b);
		return;
	case BLOCK_HEADING:
	case BLOCK_SUBHEADING:
	case BLOCK_PARAGRAPH:
	case BLOCK_NOTE:
		put_text(pdf, sheet_style_of(b), b->text);
		return;
	}
}

static void
put_blocks(struct pdf *pdf)
{
	begin_sheet(pdf);
	cairo_tag_begin(pdf->cr, "Document", NULL);
	for (const struct page_block *b = pdf->page->first; b != NULL; b = b->next) {
		if (pdf->on_new_sheet && b->type != BLOCK_BREAK) {
			pdf->on_new_sheet = false;
			if (!pdf->fresh)
				pdf_next_sheet(pdf);
		}
		pdf->keep = b->type == BLOCK_SIGNATURE ? 0 : height_of_signatures(pdf, b->next);
		put_block(pdf, b);
	}
	cairo_tag_end(pdf->cr, "Document");
	cairo_show_page(pdf->cr);
}

/* A foot of many lines takes of the text's room. */
static void
settle_sheet(struct pdf *pdf)
{
	double height = pdf_points(sheet_height(pdf->page)), foot;
	PangoLayout *l;

	pdf->left = pdf_points(SHEET_LEFT);
	pdf->width = pdf_points(sheet_text_width(pdf->page));
	pdf->top = pdf_points(SHEET_TOP);
	pdf->bottom = height - pdf_points(SHEET_BOTTOM);
	l = pdf_layout(pdf, STYLE_FOOT, pdf->page->foot, pdf->width, 0);
	foot = pdf_height(l);
	g_object_unref(l);
	pdf->foot = height - pdf_points(SHEET_EDGE) - foot;
	if (pdf->page->foot[0] != '\0' && pdf->foot - GAP / 2.0 < pdf->bottom)
		pdf->bottom = pdf->foot - GAP / 2.0;
}

static cairo_status_t
take(void *closure, const unsigned char *data, unsigned len)
{
	buf_put(closure, data, len);
	return CAIRO_STATUS_SUCCESS;
}

static void
set_properties(cairo_surface_t *s, const struct page *p)
{
	cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_TITLE, p->title);
	cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_AUTHOR, p->author);
	cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_CREATOR, "metodaktiv " VERSION);
	/* the day of the facts stands on the paper; this one is the same for all */
	cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_CREATE_DATE, "1980-01-01T00:00:00Z");
}

static void
begin_context(struct pdf *pdf, PangoFontMap *fonts)
{
	cairo_font_options_t *options = cairo_font_options_create();

	/* as on paper, not as on a screen of so many dots */
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pdf->context = pango_font_map_create_context(fonts);
	pango_cairo_context_set_font_options(pdf->context, options);
	pango_cairo_context_set_resolution(pdf->context, 72);
	pango_context_set_round_glyph_positions(pdf->context, FALSE);
	pango_context_set_language(pdf->context, pango_language_from_string("ru"));
	pango_cairo_update_context(pdf->cr, pdf->context);
	cairo_font_options_destroy(options);
	pdf->font = pango_font_description_from_string(SHEET_STAND_IN);
}

enum status
pdf_put(const struct page *p, struct buf *out, struct error *e)
{
	PangoFontMap *fonts = pdf_fonts_open(e);
	struct pdf pdf = {.page = p};
	size_t start = out->len;
	cairo_surface_t *surface;

	if (fonts == NULL)
		return ST_SYSTEM;
	surface = cairo_pdf_surface_create_for_stream(
	    take, out, pdf_points(sheet_width(p)), pdf_points(sheet_height(p)));
	cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4); /* for archives */
	set_properties(surface, p);
	pdf.cr = cairo_create(surface);
	begin_context(&pdf, fonts);
	settle_sheet(&pdf);
	put_blocks(&pdf);
	cairo_destroy(pdf.cr);
	cairo_surface_finish(surface);
	cairo_surface_destroy(surface);
	pdf_add_language(out, start);
	pango_font_description_free(pdf.font);
	g_object_unref(pdf.context);
	g_object_unref(fonts);
	return ST_OK;
}
