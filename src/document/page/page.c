/* SPDX-License-Identifier: MIT
 * page.c - a document put together.
 */
#include "document/page/page_parts.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

#include "base/utf8.h"

static const char *
keep_buf(struct page *p, struct buf *text)
{
	const char *kept = arena_strndup(&p->arena, buf_text(text), text->len);

	buf_free(text);
	return kept;
}

void
page_put_clean(struct buf *out, const char *text)
{
	const char *at = text, *end = text + strlen(text);

	while (at < end) {
		uint32_t cp = utf8_next(&at, end);

		if (cp == '\t')
			buf_putc(out, ' ');
		else if (cp != UTF8_BAD && !utf8_is_forbidden(cp, true) && (cp & 0xFFFE) != 0xFFFE)
			utf8_put(out, cp);
	}
}

/* A copy with its blanks as they are. */
static const char *
keep_plain(struct page *p, const char *text)
{
	struct buf clean = {0};

	page_put_clean(&clean, text);
	return keep_buf(p, &clean);
}

/* A copy for the paper. */
static const char *
keep(struct page *p, const char *text)
{
	struct buf clean = {0}, spaced = {0};

	page_put_clean(&clean, text);
	page_put_spaced(&spaced, buf_text(&clean));
	buf_free(&clean);
	return keep_buf(p, &spaced);
}

static struct page_block *
add(struct page *p, enum page_block_type type, const char *text)
{
	struct page_block *b = arena_alloc(&p->arena, sizeof(*b));

	*b = (struct page_block){.type = type, .text = keep(p, text), .right = ""};
	if (p->last != NULL)
		p->last->next = b;
	else
		p->first = b;
	p->last = b;
	return b;
}

void
page_begin(struct page *p, const char *title)
{
	*p = (struct page){.author = "", .foot = "", .level = 1};
	p->title = keep_plain(p, title);
}

void
page_set_author(struct page *p, const char *author)
{
	p->author = keep_plain(p, author);
}

void
page_set_foot(struct page *p, const char *text)
{
	p->foot = keep(p, text);
}

void
page_free(struct page *p)
{
	arena_free(&p->arena);
	arena_free(&p->facts);
	*p = (struct page){0};
}

void
page_set_command(struct page *p, const char *format, ...)
{
	struct buf text = {0};
	va_list args;

	va_start(args, format);
	buf_vprintf(&text, format, args);
	va_end(args);
	if (strpbrk(buf_text(&text), "'\"\\`$;&|<>()*?[]{}~#!%^") == NULL)
		p->command = keep_plain(p, buf_text(&text));
	buf_free(&text);
}

void
page_heading(struct page *p, int level, const char *text)
{
	add(p, BLOCK_HEADING, text)->level = level;
	p->level = level;
}

void
page_subheading(struct page *p, const char *text)
{
	add(p, BLOCK_SUBHEADING, text)->level = p->level + 1;
}

void
page_paragraph(struct page *p, enum page_align align, const char *text)
{
	add(p, BLOCK_PARAGRAPH, text)->align = align;
}

static void
add_pair(struct page *p, enum page_block_type type, const char *left, const char *right)
{
	const char *kept = keep(p, right);

	add(p, type, left)->right = kept;
}

void
page_sides(struct page *p, const char *left, const char *right)
{
	add_pair(p, BLOCK_SIDES, left, right);
}

void
page_point(struct page *p, const char *number, const char *text)
{
	add_pair(p, BLOCK_POINT, text, number);
}

void
page_signature(struct page *p, const char *post, const char *name)
{
	add_pair(p, BLOCK_SIGNATURE, post, name);
}

void
page_approval(struct page *p, const char *left, const char *right)
{
	add_pair(p, BLOCK_APPROVAL, left, right);
}

void
page_note(struct page *p, const char *text)
{
	add(p, BLOCK_NOTE, text);
}

void
page_break(struct page *p)
{
	add(p, BLOCK_BREAK, "");
}

struct page_table *
page_table(struct page *p, const char *caption)
{
	struct page_table *t = arena_alloc(&p->arena, sizeof(*t));

	t->caption = keep(p, caption);
	add(p, BLOCK_TABLE, "")->table = t;
	return t;
}

void
page_column(struct page *p, struct page_table *t, const char *label, int weight, bool number)
{
	assert(t->ncolumns < PAGE_COLUMNS_MAX && t->first == NULL);
	/* a column may be narrower than what would be held together */
	t->columns[t->ncolumns].label = keep_plain(p, label);
	t->columns[t->ncolumns].weight = weight;
	t->columns[t->ncolumns++].number = number;
}

static struct page_row *
add_row(struct page *p, struct page_table *t)
{
	struct page_row *row = arena_alloc(&p->arena, sizeof(*row));

	*row = (struct page_row){.group = false};
	if (t->last != NULL)
		t->last->next = row;
	else
		t->first = row;
	t->last = row;
	return row;
}

static void
add_cell(struct page *p, struct page_table *t, const char *text, bool heading)
{
	struct page_row *row = t->last;
	struct page_cell *cell = arena_alloc(&p->arena, sizeof(*cell));

	if (row == NULL || row->group || row->count == t->ncolumns)
		row = add_row(p, t);
	*cell = (struct page_cell){.text = keep(p, text), .heading = heading};
	if (row->last != NULL)
		row->last->next = cell;
	else
		row->first = cell;
	row->last = cell;
	row->count++;
}

void
page_group(struct page *p, struct page_table *t, const char *text)
{
	assert(t->last == NULL || t->last->group || t->last->count == t->ncolumns);
	add_row(p, t);
	add_cell(p, t, text, true);
	t->last->group = true;
}

void
page_cell(struct page *p, struct page_table *t, const char *text)
{
	add_cell(p, t, text, false);
}

void
page_row_heading(struct page *p, struct page_table *t, const char *text)
{
	add_cell(p, t, text, true);
}
