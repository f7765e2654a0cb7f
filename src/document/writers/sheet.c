/* SPDX-License-Identifier: MIT
 * sheet.c - styles, and the widths of columns.
 */
#include "document/writers/sheet.h"

#include <string.h>

#include "base/utf8.h"

enum { FIRST_LINE = 125 };

const struct sheet_style sheet_styles[STYLE_COUNT] = {
    [STYLE_TITLE] = {.name = "Heading_20_1",
	.word = "heading 1",
	.size = 14,
	.before = 6,
	.after = 6,
	.align = SHEET_AT_CENTRE,
	.bold = true,
	.next = true,
	.level = 1},
    [STYLE_ANNEX] = {.name = "Annex",
	.word = "Annex",
	.size = 14,
	.before = 6,
	.after = 6,
	.align = SHEET_AT_CENTRE,
	.bold = true,
	.next = true,
	.level = 2},
    [STYLE_PART] = {.name = "Heading_20_2",
	.word = "heading 2",
	.size = 14,
	.before = 8,
	.after = 6,
	.bold = true,
	.next = true,
	.level = 2},
    [STYLE_SUBPART] = {.name = "Heading_20_3",
	.word = "heading 3",
	.size = 14,
	.before = 8,
	.after = 4,
	.bold = true,
	.next = true,
	.level = 3},
    [STYLE_BODY] = {.name = "Text_20_body",
	.word = "Body Text",
	.size = 14,
	.indent = FIRST_LINE,
	.after = 4,
	.align = SHEET_BOTH},
    [STYLE_CENTRE] =
	{.name = "Centre", .word = "Centre", .size = 14, .after = 6, .align = SHEET_AT_CENTRE},
    [STYLE_CORNER] = {.name = "Corner", .word = "Corner", .size = 14, .after = 6},
    [STYLE_SIDES] = {.name = "Sides", .word = "Sides", .size = 14, .after = 8},
    [STYLE_LINES] = {.name = "Lines", .word = "Lines", .size = 14},
    [STYLE_NAME] = {.name = "Name", .word = "Name", .size = 14, .align = SHEET_AT_RIGHT},
    [STYLE_CAPTION] = {.name = "Caption",
	.word = "caption",
	.size = 12,
	.before = 6,
	.after = 3,
	.bold = true,
	.next = true},
    [STYLE_LABEL] = {.name = "Table_20_Heading",
	.word = "Table Heading",
	.size = 12,
	.align = SHEET_AT_CENTRE,
	.bold = true},
    [STYLE_CELL] = {.name = "Table_20_Contents", .word = "Table Contents", .size = 12},
    [STYLE_NUMBER] = {.name = "Table_20_Number",
	.word = "Table Number",
	.size = 12,
	.align = SHEET_AT_RIGHT},
    [STYLE_GROUP] =
	{.name = "Table_20_Group", .word = "Table Group", .size = 12, .bold = true, .next = true},
    [STYLE_NOTE] = {.name = "Note", .word = "Note", .size = 10, .before = 8, .after = 4},
    [STYLE_HEAD] = {.name = "Header", .word = "header", .size = 12},
    [STYLE_FOOT] = {.name = "Footer", .word = "footer", .size = 8},
    [STYLE_GAP] = {.name = "Gap", .word = "Gap", .size = 4},
};

int
sheet_width(const struct page *p)
{
	return p->landscape ? SHEET_LONG : SHEET_SHORT;
}

int
sheet_height(const struct page *p)
{
	return p->landscape ? SHEET_SHORT : SHEET_LONG;
}

int
sheet_text_width(const struct page *p)
{
	return sheet_width(p) - SHEET_LEFT - SHEET_RIGHT;
}

int
sheet_inset(enum style style, int width)
{
	return style == STYLE_CORNER && width > SHEET_CORNER ? width - SHEET_CORNER : 0;
}

enum style
sheet_style_of(const struct page_block *b)
{
	static const enum style aligned[] = {
	    [PAGE_LEFT] = STYLE_BODY, [PAGE_CENTRE] = STYLE_CENTRE, [PAGE_CORNER] = STYLE_CORNER};

	if (b->type == BLOCK_HEADING)
		return b->level <= 1 ? STYLE_TITLE : STYLE_ANNEX;
	if (b->type == BLOCK_SUBHEADING)
		return b->level <= 2 ? STYLE_PART : STYLE_SUBPART;
	if (b->type == BLOCK_PARAGRAPH)
		return aligned[b->align];
	return b->type == BLOCK_SIDES ? STYLE_SIDES
	    : b->type == BLOCK_NOTE   ? STYLE_NOTE
				      : STYLE_BODY;
}

/* How wide a letter is, in thousandths of the size: near enough, and a little more than it is. */
static int
letter_width(uint32_t cp)
{
	static const char wide[] = "жмфшщыюЖМФШЩЫЮ@№", *p;

	if (cp == ' ' || cp == '.' || cp == ',' || cp == '-')
		return 340;
	for (p = wide; *p != '\0';)
		if (utf8_next(&p, wide + sizeof(wide) - 1) == cp)
			return cp >= 0x430 && cp <= 0x44F ? 800 : 980;
	return (cp >= 0x410 && cp <= 0x42F) || (cp >= 'A' && cp <= 'Z') ? 730 : 520;
}

/* Tenths of a millimetre at SHEET_SIZE_MOST points: of the longest line, of the longest word. */
struct need {
	int line, word;
};

static void
note_text(struct need *need, const char *text, bool bold)
{
	const char *end = text + strlen(text);
	int line = 0, word = 0;

	while (text < end) {
		uint32_t cp = utf8_next(&text, end);
		int width = letter_width(cp) + (bold ? 40 : 0);

		line = cp == '\n' ? 0 : line + width;
		word = cp == ' ' || cp == '\n' ? 0 : word + width;
		if (line > need->line)
			need->line = line;
		if (word > need->word)
			need->word = word;
		if (cp == '-')
			word = 0;
	}
}

/* From thousandths of the size to the width of a cell, in letters of that size. */
static int
cell_width(int thousandths, int size)
{
	return (int)((int64_t)thousandths * size * 254 / 72 / 1000) + 2 * SHEET_CELL + 1;
}

static int
least(const struct page_table *t, const struct need *needs, int size, int *width)
{
	int sum = 0;

	for (size_t i = 0; i < t->ncolumns; i++)
		sum += width[i] = cell_width(needs[i].word, size);
	return sum;
}

/* A word that fits nowhere is cut. */
static void
narrow(const struct page_table *t, int *width, int excess)
{
	for (size_t most = 0; excess > 0; excess--, most = 0) {
		for (size_t i = 1; i < t->ncolumns; i++)
			if (width[i] > width[most])
				most = i;
		width[most]--;
	}
}

/* To whichever column is the furthest behind its share, first of those whose lines are broken. */
static void
widen(const struct page_table *t, const struct need *needs, struct sheet_grid *grid, int spare)
{
	for (size_t best = t->ncolumns; spare > 0; spare--, best = t->ncolumns) {
		for (int all = 0; all < 2 && best == t->ncolumns; all++)
			for (size_t i = 0; i < t->ncolumns; i++)
				if ((all ||
					grid->width[i] < cell_width(needs[i].line, grid->size)) &&
				    (best == t->ncolumns ||
					grid->width[i] * t->columns[best].weight <
					    grid->width[best] * t->columns[i].weight))
					best = i;
		grid->width[best]++;
	}
}

struct sheet_grid
sheet_fit(const struct page_table *t, int width)
{
	struct sheet_grid grid = {.size = SHEET_SIZE_MOST};
	struct need needs[PAGE_COLUMNS_MAX] = {{0}};
	int sum;

	if (t->ncolumns == 0)
		return grid;
	for (size_t i = 0; i < t->ncolumns; i++)
		note_text(&needs[i], t->columns[i].label, true);
	for (const struct page_row *row = t->first; row != NULL; row = row->next) {
		struct need *need = needs;

		for (const struct page_cell *c = row->first; c != NULL && !row->group; c = c->next)
			note_text(need++, c->text, false);
	}
	while (
	    (sum = least(t, needs, grid.size, grid.width)) > width && grid.size > SHEET_SIZE_LEAST)
		grid.size--;
	narrow(t, grid.width, sum - width);
	widen(t, needs, &grid, width - sum);
	return grid;
}

struct sheet_pair
sheet_pair(const struct page_block *b, int width)
{
	bool signature = b->type == BLOCK_SIGNATURE;
	int left = signature ? width / 2 : width * 48 / 100;
	int right = signature ? width * 45 / 100 : left;

	return (struct sheet_pair){{left, width - left - right, right}};
}
