/* SPDX-License-Identifier: MIT
 * output.c - what a screen has to give out, made ready.
 */
#include "screens/app/output.h"

#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/utf8.h"
#include "document/document.h"

/* Columns of text a sheet lying on its side has room for. */
enum { SHEET_WIDE = 116, SHEET_NARROW = 80, NAME_MOST = 60 };

void
output_free(struct output *out)
{
	buf_free(&out->title);
	buf_free(&out->name);
	page_free(&out->page);
	grid_free(&out->grid);
	buf_free(&out->text);
	buf_free(&out->command);
}

static uint32_t
small_letter(uint32_t cp)
{
	if ((cp >= 'A' && cp <= 'Z') || (cp >= 0x0410 && cp <= 0x042F))
		return cp + 0x20;
	return cp >= 0x0400 && cp <= 0x040F ? cp + 0x50 : cp;
}

static bool
may_stand_in_a_name(uint32_t cp)
{
	return (cp >= '0' && cp <= '9') || (cp >= 'a' && cp <= 'z') ||
	    (cp >= 0x0430 && cp <= 0x045F);
}

/* Letters and digits, a dash for all that stands between them: no shell and no system minds. */
static void
put_file_name(const char *title, struct buf *out)
{
	const char *end = title + strlen(title);
	bool dash = false;

	for (int n = 0; n < NAME_MOST && title < end; n++) {
		uint32_t cp = small_letter(utf8_next(&title, end));

		if (!may_stand_in_a_name(cp)) {
			dash = out->len > 0;
			continue;
		}
		if (dash)
			buf_putc(out, '-');
		dash = false;
		utf8_put(out, cp);
	}
}

void
output_set_title(struct output *out, const char *title)
{
	buf_clear(&out->title);
	utf8_put_capital(&out->title, title);
	buf_clear(&out->name);
	put_file_name(title, &out->name);
	if (strpbrk(title, "0123456789") == NULL) {
		buf_putc(&out->name, '-');
		date_put_iso(&out->name, clock_today());
	}
}

enum status
output_set_paper(
    struct output *out, struct session *s, const char *paper, uint64_t record, struct error *e)
{
	enum status st = document_of_record(&out->page, s, paper, record, e);

	if (st != ST_OK)
		page_free(&out->page);
	return st == ST_NOTFOUND ? ST_OK : st;
}

void
output_set_columns(struct output *out, const struct list_column *columns, size_t count)
{
	struct list_layout layout;

	list_layout(&(struct list){0}, columns, count, SHEET_WIDE, &layout);
	for (size_t i = 0; i < count; i++) {
		int width = list_width(&layout, i);

		grid_column(&out->grid,
		    (struct grid_column){.label = columns[i].title,
			.width = width > 0 ? width : columns[i].width,
			.number = columns[i].right,
			.aside = width == 0});
	}
}

void
output_cell(struct output *out, const char *text)
{
	grid_cell(&out->grid, text);
}

/* The columns a sheet has: those with room there that some row says something in. Returns how many.
 */
static size_t
choose_columns(const struct grid *g, size_t chosen[PAGE_COLUMNS_MAX])
{
	size_t n = 0;

	for (size_t c = 0; c < g->ncolumns && n < PAGE_COLUMNS_MAX; c++) {
		bool filled = false;

		for (size_t row = 0; row < grid_rows(g) && !filled; row++)
			filled = *grid_at(g, row, c) != '\0';
		if (!g->columns[c].aside && (filled || grid_rows(g) == 0))
			chosen[n++] = c;
	}
	return n;
}

static void
add_table(struct page *p, const struct grid *g)
{
	struct page_table *t = page_table(p, "");
	size_t chosen[PAGE_COLUMNS_MAX], n = choose_columns(g, chosen);
	int wide = 0;

	for (size_t i = 0; i < n; i++) {
		const struct grid_column *column = &g->columns[chosen[i]];

		page_column(
		    p, t, column->label, column->width > 3 ? column->width : 4, column->number);
		wide += column->width + LIST_GAP;
	}
	p->landscape = wide > SHEET_NARROW;
	for (size_t row = 0; row < grid_rows(g); row++)
		for (size_t i = 0; i < n; i++)
			(i == 0 ? page_row_heading : page_cell)(p, t, grid_at(g, row, chosen[i]));
}

bool
output_make_page(struct output *out)
{
	struct buf line = {0};

	if (out->page.title != NULL)
		return true;
	if (out->grid.ncolumns == 0)
		return false;
	page_begin(&out->page, buf_text(&out->title));
	page_heading(&out->page, 1, buf_text(&out->title));
	date_put_russian(&line, clock_today());
	buf_printf(&line, ", строк: %zu", grid_rows(&out->grid));
	page_paragraph(&out->page, PAGE_CENTRE, buf_text(&line));
	add_table(&out->page, &out->grid);
	buf_free(&line);
	return true;
}

void
output_put_text(struct output *out, struct buf *text)
{
	if (out->text.len > 0)
		buf_put_slice(text, buf_slice(&out->text));
	else if (output_make_page(out))
		page_put_text(&out->page, text);
}
