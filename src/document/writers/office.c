/* SPDX-License-Identifier: MIT
 * office.c - the blocks of a page, for formats that break lines and sheets themselves.
 */
#include "document/writers/office.h"

#include <string.h>

enum { LONG_CELL = 1000 /* bytes: such a row may go over to the next sheet */ };

struct office {
	const struct page *page;
	const struct office_format *f;
	struct office_out *out;
	unsigned tables;
	bool on_new_sheet; /* the next block */
	bool keep;         /* this one's end: a signature follows, which stands alone on no sheet */
};

static void
put_text(struct office *o, struct office_text t)
{
	t.on_new_sheet = o->on_new_sheet;
	t.next = t.next || o->keep;
	o->on_new_sheet = false;
	o->f->text(o->out, &t);
}

/* Each line a paragraph: a line that ended within one would be stretched. */
static void
put_paragraphs(struct office *o, enum style style, const char *text)
{
	struct buf line = {0};

	do {
		size_t len = strcspn(text, "\n");

		buf_clear(&line);
		buf_put(&line, text, len);
		put_text(o, (struct office_text){.style = style, .text = buf_text(&line)});
		text += len + (text[len] == '\n');
	} while (*text != '\0');
	buf_free(&line);
}

static void
put_point(struct office *o, const struct page_block *b)
{
	struct buf text = {0};

	buf_puts(&text, b->right);
	buf_putc(&text, ' ');
	buf_puts(&text, b->text);
	put_paragraphs(o, STYLE_BODY, buf_text(&text));
	buf_free(&text);
}

/* A table begins no sheet and follows no other at once: an empty line does that for it. */
static void
put_gap(struct office *o, bool next)
{
	put_text(o, (struct office_text){.style = STYLE_GAP, .text = "", .next = next});
}

static void
put_cell(struct office *o, const struct office_table *t, size_t column, size_t span,
    struct office_text text)
{
	o->f->cell_begin(o->out, t, column, span);
	o->f->text(o->out, &text);
	o->f->cell_end(o->out, span);
}

static void
put_pair(struct office *o, const struct page_block *b)
{
	const int width = sheet_text_width(o->page);
	const struct sheet_pair pair = sheet_pair(b, width);
	struct office_table t = {.number = ++o->tables,
	    .low = b->type == BLOCK_SIGNATURE,
	    .width = width,
	    .columns = pair.width,
	    .ncolumns = SHEET_PAIR};
	const struct office_text cells[SHEET_PAIR] = {
	    {.style = STYLE_LINES, .text = b->text, .next = o->keep},
	    {.style = STYLE_LINES, .text = "", .next = o->keep},
	    {.style = b->type == BLOCK_SIGNATURE ? STYLE_NAME : STYLE_LINES,
		.text = b->right,
		.next = o->keep},
	};

	put_gap(o, true);
	if (b->type == BLOCK_SIGNATURE)
		put_text(o, (struct office_text){.style = STYLE_LINES, .text = "", .next = true});
	o->f->table_begin(o->out, &t);
	o->f->row_begin(o->out, false, true);
	for (size_t i = 0; i < SHEET_PAIR; i++)
		put_cell(o, &t, i, 1, cells[i]);
	o->f->row_end(o->out, false);
	o->f->table_end(o->out);
	put_gap(o, false);
}

static bool
is_short(const struct page_row *row)
{
	for (const struct page_cell *c = row->first; c != NULL; c = c->next)
		if (strlen(c->text) > LONG_CELL)
			return false;
	return true;
}

static void
put_row(struct office *o, const struct office_table *t, const struct page_table *of,
    const struct page_row *row, int size)
{
	const struct page_cell *c = row->first;

	o->f->row_begin(o->out, false, is_short(row));
	for (size_t i = 0; i < (row->group ? 1 : of->ncolumns); i++) {
		put_cell(o, t, i, row->group ? of->ncolumns : 1,
		    (struct office_text){.style = row->group ? STYLE_GROUP
			    : of->columns[i].number          ? STYLE_NUMBER
							     : STYLE_CELL,
			.text = c != NULL ? c->text : "",
			.next = row->next == NULL ? o->keep : row->group,
			.size = size});
		c = c != NULL ? c->next : NULL;
	}
	o->f->row_end(o->out, false);
}

static void
put_table(struct office *o, const struct page_table *of)
{
	struct sheet_grid grid = sheet_fit(of, sheet_text_width(o->page));
	struct office_table t = {.number = ++o->tables,
	    .framed = true,
	    .width = sheet_text_width(o->page),
	    .columns = grid.width,
	    .ncolumns = of->ncolumns};

	if (of->caption[0] != '\0')
		put_text(o, (struct office_text){.style = STYLE_CAPTION, .text = of->caption});
	else
		put_gap(o, true);
	if (of->ncolumns == 0)
		return;
	o->f->table_begin(o->out, &t);
	o->f->row_begin(o->out, true, true);
	for (size_t i = 0; i < of->ncolumns; i++)
		put_cell(o, &t, i, 1,
		    (struct office_text){
			.style = STYLE_LABEL, .text = of->columns[i].label, .size = grid.size});
	o->f->row_end(o->out, true);
	for (const struct page_row *row = of->first; row != NULL; row = row->next)
		put_row(o, &t, of, row, grid.size);
	o->f->table_end(o->out);
	put_gap(o, false);
}

static void
put_block(struct office *o, const struct page_block *b)
{
	enum style style = sheet_style_of(b);

	switch (b->type) {
	case BLOCK_BREAK:
		o->on_new_sheet = true;
		break;
	case BLOCK_TABLE:
		put_table(o, b->table);
		break;
	case BLOCK_SIGNATURE:
	case BLOCK_APPROVAL:
		put_pair(o, b);
		break;
	case BLOCK_POINT:
		put_point(o, b);
		break;
	case BLOCK_SIDES:
		put_text(
		    o, (struct office_text){.style = style, .text = b->text, .right = b->right});
		break;
	case BLOCK_HEADING:
	case BLOCK_SUBHEADING:
	case BLOCK_PARAGRAPH:
	case BLOCK_NOTE:
		if (style == STYLE_BODY)
			put_paragraphs(o, style, b->text);
		else
			put_text(o, (struct office_text){.style = style, .text = b->text});
		break;
	}
}

void
office_put(const struct page *p, const struct office_format *f, struct office_out *out)
{
	struct office o = {.page = p, .f = f, .out = out};

	for (const struct page_block *b = p->first; b != NULL; b = b->next) {
		o.keep = b->next != NULL && b->next->type == BLOCK_SIGNATURE;
		put_block(&o, b);
	}
}
