/* SPDX-License-Identifier: MIT
 * page_text.c - a page as plain text.
 */
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/utf8.h"
#include "base/wrap.h"
#include "document/page/page_parts.h"

enum { INDENT_MAX = 6, SHEET_COLUMNS = 120 };

static void
put_blanks(struct buf *out, size_t count)
{
	while (count-- > 0)
		buf_putc(out, ' ');
}

static size_t
width_of(struct slice s)
{
	char *copy = xstrndup(s.data, s.len);
	size_t width = utf8_width(copy);

	free(copy);
	return width;
}

/* Two halves side by side, and what is between them. */
enum { GAP = 4, HALF = (PAGE_COLUMNS - GAP) / 2 };

/* How many halves of the room that a line leaves stand before it. */
enum place { AT_LEFT, IN_MIDDLE, AT_RIGHT };

static void
put_placed(struct buf *out, struct slice line, size_t width, enum place place)
{
	size_t used = width_of(line), spare = width > used ? width - used : 0;

	put_blanks(out, spare * place / 2);
	buf_put_slice(out, line);
}

/* Behind so many blanks. */
static void
put_lines(struct buf *out, const char *text, size_t blanks, enum place place)
{
	struct slice line;

	while (wrap_line(&text, PAGE_COLUMNS - blanks, &line)) {
		put_blanks(out, blanks);
		put_placed(out, line, PAGE_COLUMNS - blanks, place);
		buf_putc(out, '\n');
	}
}

/* The first line behind the number, the others under it. */
static void
put_point(struct buf *out, const char *number, const char *text)
{
	size_t taken = utf8_width(number) + 1, indent = taken < INDENT_MAX ? taken : INDENT_MAX;
	size_t room = PAGE_COLUMNS - (taken < PAGE_COLUMNS / 2 ? taken : indent), blanks = 0;
	struct slice line;

	buf_puts(out, number);
	buf_putc(out, ' ');
	while (wrap_line(&text, room, &line)) {
		put_blanks(out, blanks);
		buf_put_slice(out, line);
		buf_putc(out, '\n');
		blanks = indent;
		room = PAGE_COLUMNS - indent;
	}
}

static void
put_sides(struct buf *out, const char *left, const char *right)
{
	size_t used = utf8_width(left) + utf8_width(right);

	if (used + 1 > PAGE_COLUMNS) {
		put_lines(out, left, 0, AT_LEFT);
		put_lines(out, right, 0, AT_RIGHT);
		return;
	}
	buf_puts(out, left);
	put_blanks(out, PAGE_COLUMNS - used);
	buf_puts(out, right);
	buf_putc(out, '\n');
}

/* The widest piece of a text that ends at one of the marks. */
static size_t
widest(const char *text, const char *marks)
{
	size_t most = 0;

	while (*text != '\0') {
		size_t len = strcspn(text, marks), width = width_of(slice_make(text, len));

		if (width > most)
			most = width;
		text += len;
		text += *text != '\0';
	}
	return most;
}

/* What a column needs to show its lines whole, and its words whole. */
struct need {
	size_t lines, words;
};

static void
note_need(struct need *need, const char *text)
{
	size_t lines = widest(text, "\n"), words = widest(text, " \n");

	if (lines > need->lines)
		need->lines = lines;
	if (words > need->words)
		need->words = words;
}

static void
note_row(struct need *needs, const struct page_row *row)
{
	size_t column = 0;

	for (const struct page_cell *c = row->first; c != NULL && !row->group; c = c->next)
		note_need(&needs[column++], c->text);
}

/* One more column of blanks to whichever column is the furthest behind its share; false when every
 * column has what its lines need. */
static bool
widen(const struct page_table *t, const struct need *needs, size_t *width)
{
	size_t best = t->ncolumns;

	for (size_t i = 0; i < t->ncolumns; i++)
		if (width[i] < needs[i].lines &&
		    (best == t->ncolumns ||
			width[i] * (size_t)t->columns[best].weight <
			    width[best] * (size_t)t->columns[i].weight))
			best = i;
	if (best == t->ncolumns)
		return false;
	width[best]++;
	return true;
}

/* How a table is set: the columns' widths, and the blanks on both sides of each. */
struct grid {
	size_t width[PAGE_COLUMNS_MAX], blanks;
};

/* Words stay whole: first the blanks beside them are given up, then the page's width, as far as
 * SHEET_COLUMNS. What is left of the page goes to the columns by their weights. */
static void
settle_widths(const struct page_table *t, struct grid *grid)
{
	struct need needs[PAGE_COLUMNS_MAX] = {{0}};
	size_t *width = grid->width, frame = 3 * t->ncolumns + 1, used = 0, longest = 0;

	for (size_t i = 0; i < t->ncolumns; i++)
		note_need(&needs[i], t->columns[i].label);
	for (const struct page_row *row = t->first; row != NULL; row = row->next)
		note_row(needs, row);
	for (size_t i = 0; i < t->ncolumns; i++) {
		width[i] = needs[i].words > 0 ? needs[i].words : 1;
		used += width[i];
	}
	grid->blanks = used + frame <= PAGE_COLUMNS ? 1 : 0;
	if (grid->blanks == 0)
		frame = t->ncolumns + 1;
	for (; used + frame > SHEET_COLUMNS; used--) {
		for (size_t i = 0, most = 0; i < t->ncolumns; i++) {
			if (width[i] <= most)
				continue;
			most = width[i];
			longest = i;
		}
		width[longest]--;
	}
	while (used + frame < PAGE_COLUMNS && widen(t, needs, width))
		used++;
}

static void
put_rule(
    struct buf *out, const struct page_table *t, const struct grid *grid, const char *const *marks)
{
	for (size_t i = 0; i < t->ncolumns; i++) {
		buf_puts(out, i == 0 ? marks[0] : marks[1]);
		for (size_t n = 0; n < grid->width[i] + 2 * grid->blanks; n++)
			buf_puts(out, "─");
	}
	buf_puts(out, marks[2]);
	buf_putc(out, '\n');
}

/* One row of cells, as many lines as its highest cell takes. */
static void
put_row(struct buf *out, const struct page_table *t, const struct grid *grid, const char **texts,
    bool labels)
{
	const size_t *width = grid->width;
	bool more = true;

	while (more) {
		more = false;
		for (size_t i = 0; i < t->ncolumns; i++) {
			struct slice line = {.data = ""};
			bool right = t->columns[i].number && !labels;
			size_t used;

			wrap_line(&texts[i], width[i], &line);
			used = width_of(line);
			buf_puts(out, "│");
			put_blanks(out, grid->blanks);
			put_placed(out, line, width[i], right ? AT_RIGHT : AT_LEFT);
			put_blanks(
			    out, (right || used > width[i] ? 0 : width[i] - used) + grid->blanks);
			more = more || *texts[i] != '\0';
		}
		buf_puts(out, "│\n");
	}
}

/* A text over all columns. */
static void
put_group(struct buf *out, const struct page_table *t, const struct grid *grid, const char *text)
{
	size_t width = t->ncolumns - 1; /* the rules between the columns */

	for (size_t i = 0; i < t->ncolumns; i++)
		width += grid->width[i] + 2 * grid->blanks;
	width -= 2 * grid->blanks;
	for (struct slice line; wrap_line(&text, width, &line);) {
		buf_puts(out, "│");
		put_blanks(out, grid->blanks);
		put_placed(out, line, width, AT_LEFT);
		put_blanks(out, width - width_of(line) + grid->blanks);
		buf_puts(out, "│\n");
	}
}

static void
put_rows(struct buf *out, const struct page_table *t, const struct grid *grid)
{
	static const char *const middle[] = {"├", "┼", "┤"};
	const char *texts[PAGE_COLUMNS_MAX];

	for (const struct page_row *row = t->first; row != NULL; row = row->next) {
		size_t column = 0;

		put_rule(out, t, grid, middle);
		if (row->group) {
			put_group(out, t, grid, row->first->text);
			continue;
		}
		for (const struct page_cell *c = row->first; c != NULL; c = c->next)
			texts[column++] = c->text;
		while (column < t->ncolumns)
			texts[column++] = "";
		put_row(out, t, grid, texts, false);
	}
}

static void
put_table(struct buf *out, const struct page_table *t)
{
	static const char *const top[] = {"┌", "┬", "┐"}, *const bottom[] = {"└", "┴", "┘"};
	const char *labels[PAGE_COLUMNS_MAX];
	struct grid grid = {.blanks = 0};

	put_lines(out, t->caption, 0, AT_LEFT);
	settle_widths(t, &grid);
	put_rule(out, t, &grid, top);
	for (size_t i = 0; i < t->ncolumns; i++)
		labels[i] = t->columns[i].label;
	put_row(out, t, &grid, labels, true);
	put_rows(out, t, &grid);
	put_rule(out, t, &grid, bottom);
}

/* Two columns of lines, each in its half of the page. */
static void
put_halves(struct buf *out, const char *left, const char *right)
{
	while (*left != '\0' || *right != '\0') {
		struct slice line = {.data = ""};
		size_t used;

		wrap_line(&left, HALF, &line);
		used = width_of(line);
		buf_put_slice(out, line);
		line = (struct slice){.data = ""};
		if (wrap_line(&right, HALF, &line) && line.len > 0) {
			put_blanks(out, HALF + GAP - used);
			buf_put_slice(out, line);
		}
		buf_putc(out, '\n');
	}
}

static void
put_block(struct buf *out, const struct page_block *b)
{
	switch (b->type) {
	case BLOCK_HEADING:
		put_lines(out, b->text, 0, IN_MIDDLE);
		break;
	case BLOCK_SUBHEADING:
	case BLOCK_NOTE:
		put_lines(out, b->text, 0, AT_LEFT);
		break;
	case BLOCK_PARAGRAPH:
		put_lines(out, b->text, b->align == PAGE_CORNER ? HALF + GAP : 0,
		    b->align == PAGE_CENTRE ? IN_MIDDLE : AT_LEFT);
		break;
	case BLOCK_SIDES:
		put_sides(out, b->text, b->right);
		break;
	case BLOCK_POINT:
		put_point(out, b->right, b->text);
		break;
	case BLOCK_SIGNATURE:
		buf_putc(out, '\n');
		put_sides(out, b->text, b->right);
		break;
	case BLOCK_APPROVAL:
		put_halves(out, b->text, b->right);
		break;
	case BLOCK_BREAK:
		buf_putc(out, '\f');
		break;
	case BLOCK_TABLE:
		put_table(out, b->table);
		break;
	}
}

/* Points follow one another, everything else stands apart. */
static bool
stands_apart(const struct page_block *before, const struct page_block *b)
{
	return before != NULL && b->type != BLOCK_BREAK && before->type != BLOCK_BREAK &&
	    !(b->type == BLOCK_POINT && before->type == BLOCK_POINT);
}

static void
put_draft(const struct page *p, struct buf *out)
{
	if (p->draft) {
		put_lines(out, PAGE_DRAFT, 0, AT_RIGHT);
		buf_putc(out, '\n');
	}
}

/* Blanks at which no line ends have done their work. */
static void
loosen(struct buf *out, size_t start)
{
	static const char held[] = "\u00A0";
	size_t to = start;

	for (size_t from = start; from < out->len; to++)
		if (strncmp(out->data + from, held, sizeof(held) - 1) == 0) {
			out->data[to] = ' ';
			from += sizeof(held) - 1;
		} else {
			out->data[to] = out->data[from++];
		}
	if (to < out->len)
		buf_truncate(out, to);
}

void
page_put_text(const struct page *p, struct buf *out)
{
	const struct page_block *before = NULL;
	size_t start = out->len;

	put_draft(p, out);
	for (const struct page_block *b = p->first; b != NULL; b = b->next) {
		if (stands_apart(before, b))
			buf_putc(out, '\n');
		put_block(out, b);
		if (b->type == BLOCK_BREAK)
			put_draft(p, out);
		before = b;
	}
	if (p->foot[0] != '\0') {
		buf_putc(out, '\n');
		put_lines(out, p->foot, 0, AT_LEFT);
	}
	loosen(out, start);
}
