/* SPDX-License-Identifier: MIT
 * rows.c - the rows of a listing that are on the screen.
 */
#include "screens/record/rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "screens/widget/words.h"
#include "service/record/register.h"

/* "Сидорова (ранее Агеева) Диана Игоревна", when she was found by that */
static void
put_full_name(const struct record *r, const char *former, struct buf *out)
{
	static const char *const parts[] = {"surname", "given_name", "patronymic"};

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		const char *part = record_text(r, field_find(r->kind, parts[i]));

		if (*part != '\0' && out->len > 0)
			buf_putc(out, ' ');
		buf_puts(out, part);
		if (i == 0 && former != NULL)
			buf_printf(out, " (ранее %s)", former);
	}
}

static void
put_organisation(
    const struct view *v, const struct record *r, const struct field *f, struct buf *out)
{
	struct buf name = {0};

	register_put_field(v, r, f, &name);
	words_put_without_form(out, buf_text(&name));
	buf_free(&name);
}

static void
put_cell(const struct view *v, const struct record *r, const struct field *f, struct buf *out)
{
	/* "нет" in every other row would be noise where the heading asks the question */
	if (record_field_empty(r, f) || (f->type == FIELD_YESNO && !f->own && !record_yes(r, f)))
		return;
	if (f->type == FIELD_REF && f->target == KIND_ORGANISATIONS)
		put_organisation(v, r, f, out);
	else
		register_put_field(v, r, f, out);
}

static void
put_cells(
    struct rows *p, const struct view *v, const struct listing *l, const struct columns *columns)
{
	struct buf text = {0};

	for (size_t i = 0; i < p->count; i++) {
		for (size_t c = 0; c < columns->nfields; c++) {
			buf_clear(&text);
			if (columns->full_name[c])
				put_full_name(p->rows[i], listing_former(l, p->rows[i]->id), &text);
			else
				put_cell(v, p->rows[i], columns->fields[c], &text);
			p->cells[i * columns->count + c] =
			    arena_strndup(&p->arena, buf_text(&text), text.len);
		}
	}
	buf_free(&text);
}

static void
put_derived(struct rows *p, const struct view *v, const struct columns *columns)
{
	size_t n = columns->derived != NULL ? columns->count - columns->nfields : 0;
	struct buf *texts = xcalloc(p->count * n + 1, sizeof(*texts));

	if (n > 0)
		columns->derived->put(v, p->rows, p->count, texts);
	for (size_t i = 0; i < p->count * n; i++) {
		p->cells[i / n * columns->count + columns->nfields + i % n] =
		    arena_strdup(&p->arena, buf_text(&texts[i]));
		buf_free(&texts[i]);
	}
	free(texts);
}

void
rows_load(struct rows *p, const struct view *v, struct listing *l, enum kind kind,
    const struct columns *columns, size_t first, size_t n)
{
	n = n < PAGE_ROWS ? n : PAGE_ROWS;
	for (; p->made < n; p->made++)
		p->rows[p->made] = record_new(kind);
	arena_clear(&p->arena);
	p->first = first;
	p->ncolumns = columns->count;
	p->count = listing_page(l, v, first, n, p->rows);
	p->cells = arena_alloc(&p->arena, (p->count * columns->count + 1) * sizeof(*p->cells));
	put_cells(p, v, l, columns);
	put_derived(p, v, columns);
}

void
rows_free(struct rows *p)
{
	for (size_t i = 0; i < p->made; i++)
		record_free(p->rows[i]);
	arena_free(&p->arena);
	*p = (struct rows){.count = 0};
}

const struct record *
rows_record(const struct rows *p, size_t row)
{
	return row >= p->first && row - p->first < p->count ? p->rows[row - p->first] : NULL;
}

const char *
rows_cell(const struct rows *p, size_t row, size_t column)
{
	const char *text = NULL;

	if (rows_record(p, row) != NULL && column < p->ncolumns)
		text = p->cells[(row - p->first) * p->ncolumns + column];
	return text != NULL ? text : "";
}
