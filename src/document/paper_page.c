/* SPDX-License-Identifier: MIT
 * paper_page.c - blocks become a page.
 */
#include "document/paper_page.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/compare.h"
#include "base/die.h"

struct writing {
	struct page *page;
	const struct profile *town;
	int point, subpoint;
};

bool
paper_scope_find(const void *context, struct slice name, struct paper_value *out)
{
	const struct paper_scope *scope = context;
	char id[64];

	assert(scope != NULL);
	*out = (struct paper_value){.text = ""};
	if (slice_equal(name, slice_of("#"))) {
		*out = (struct paper_value){
		    .type = PAPER_VALUE_NUMBER, .number = (int64_t)scope->index};
		return true;
	}
	for (const struct paper_scope *s = scope; s != NULL; s = s->outer)
		if (fact_find(s->row, name, out))
			return true;
	if (name.len >= sizeof(id))
		return false;
	memcpy(id, name.data, name.len);
	id[name.len] = '\0';
	out->text = profile_word(scope->town, id);
	return out->text[0] != '\0';
}

static void
put(struct buf *out, const char *text, const struct paper_scope *scope)
{
	buf_clear(out);
	paper_text_put(out, text, paper_scope_find, scope);
}

const struct fact_row *
paper_scope_first(const struct paper_scope *scope, const char *group)
{
	const struct fact_row *first = NULL;

	for (; scope != NULL && first == NULL; scope = scope->outer)
		first = fact_first(scope->row, slice_of(group));
	return first;
}

bool
paper_scope_holds(const struct paper_scope *scope, const char *const *conditions)
{
	for (; conditions != NULL && *conditions != NULL; conditions++)
		if (!paper_condition_holds(*conditions, paper_scope_find, scope))
			return false;
	return true;
}

/* --- Rows of a group, in the order the description asks for. */

struct rows {
	const struct fact_row **list;
	size_t count;
};

/* A row and the form of the field it is sorted by. */
struct keyed {
	const struct fact_row *row;
	struct buf key;
	size_t place;
};

static int
compare_keyed(const void *left, const void *right)
{
	const struct keyed *a = left, *b = right;
	int order = slice_compare(buf_slice(&a->key), buf_slice(&b->key));

	return order != 0 ? order : (a->place > b->place) - (a->place < b->place);
}

/* Days and numbers by what they are, texts as in a Russian card file. */
static void
put_key(struct buf *key, const struct fact_row *row, const char *field)
{
	struct paper_value value = {.text = ""};

	if (!fact_find(row, slice_of(field), &value))
		return;
	if (value.type == PAPER_VALUE_TEXT)
		compare_put_order(key, slice_of(value.text));
	else
		buf_put_be(key,
		    (uint64_t)(value.type == PAPER_VALUE_DAY ? value.day : value.number) ^
			(UINT64_C(1) << 63),
		    8);
}

static void
sort_rows(struct rows *rows, const char *field)
{
	struct keyed *keyed = xcalloc(rows->count + 1, sizeof(*keyed));

	for (size_t i = 0; i < rows->count; i++) {
		keyed[i] = (struct keyed){.row = rows->list[i], .place = i};
		put_key(&keyed[i].key, rows->list[i], field);
	}
	qsort(keyed, rows->count, sizeof(*keyed), compare_keyed);
	for (size_t i = 0; i < rows->count; i++) {
		rows->list[i] = keyed[i].row;
		buf_free(&keyed[i].key);
	}
	free(keyed);
}

/* The caller frees the list. */
static struct rows
find_rows(const struct paper_scope *scope, const char *group, const char *order)
{
	const struct fact_row *first = paper_scope_first(scope, group);
	struct rows rows = {.count = 0};

	for (const struct fact_row *row = first; row != NULL; row = fact_next(row))
		rows.count++;
	rows.list = xcalloc(rows.count + 1, sizeof(*rows.list));
	rows.count = 0;
	for (const struct fact_row *row = first; row != NULL; row = fact_next(row))
		rows.list[rows.count++] = row;
	if (order[0] != '\0')
		sort_rows(&rows, order);
	return rows;
}

/* --- Tables. */

/* One column of the sheet: of a column for each row of a group, of which; whose conditions hold. */
struct shown_column {
	const struct paper_column *said;
	const struct fact_row *head; /* NULL: it is of no group */
	size_t place;                /* in the group, from 0 */
};

struct table {
	struct page_table *t;
	const struct paper_block *block;
	struct shown_column columns[PAGE_COLUMNS_MAX];
	size_t ncolumns;
	int64_t sums[PAGE_COLUMNS_MAX];
	struct buf group; /* the last group's row */
};

static void
choose_column(
    struct table *table, const struct paper_column *said, const struct fact_row *head, size_t place)
{
	if (table->ncolumns < PAGE_COLUMNS_MAX)
		table->columns[table->ncolumns++] =
		    (struct shown_column){.said = said, .head = head, .place = place};
}

static void
choose_columns(struct table *table, const struct paper_scope *scope)
{
	const struct paper_block *b = table->block;

	for (size_t i = 0; i < b->ncolumns; i++) {
		const struct paper_column *said = &b->columns[i];
		const struct fact_row *head;
		size_t place = 0;

		if (!paper_scope_holds(scope, said->conditions))
			continue;
		if (said->each[0] == '\0')
			choose_column(table, said, NULL, 0);
		else
			for (head = paper_scope_first(scope, said->each); head != NULL;
			     head = fact_next(head))
				choose_column(table, said, head, place++);
	}
}

static void
begin_table(struct writing *w, struct table *table, const struct paper_scope *scope)
{
	struct buf text = {0};

	put(&text, table->block->caption, scope);
	table->t = page_table(w->page, buf_text(&text));
	for (size_t i = 0; i < table->ncolumns; i++) {
		const struct shown_column *c = &table->columns[i];
		const struct paper_scope head = {
		    .outer = scope, .row = c->head, .index = c->place + 1, .town = w->town};

		put(&text, c->said->label, c->head != NULL ? &head : scope);
		page_column(w->page, table->t, buf_text(&text), c->said->width, c->said->number);
	}
	buf_free(&text);
}

/* What stands in a column of a row. */
static void
put_value(struct writing *w, const struct shown_column *c, const struct paper_scope *scope,
    struct buf *out)
{
	struct paper_scope cell = {.outer = scope, .index = c->place + 1, .town = w->town};

	buf_clear(out);
	if (c->head == NULL) {
		put(out, c->said->value, scope);
		return;
	}
	cell.row = paper_scope_first(scope, c->said->each);
	for (size_t i = 0; i < c->place && cell.row != NULL; i++)
		cell.row = fact_next(cell.row);
	if (cell.row != NULL)
		put(out, c->said->value, &cell);
}

/* A line of its own in a cell, "[{organisation}][\n{person}]", is the first where nothing stands
 * above it. */
static void
put_cell(struct writing *w, struct table *table, const struct paper_column *c, const char *text)
{
	text += strspn(text, "\n");
	if (c->heading)
		page_row_heading(w->page, table->t, text);
	else
		page_cell(w->page, table->t, text);
}

static void
put_group_row(struct writing *w, struct table *table, const struct paper_scope *scope)
{
	struct buf text = {0};

	put(&text, table->block->group, scope);
	if (text.len > 0 && !slice_equal(buf_slice(&text), buf_slice(&table->group))) {
		page_group(w->page, table->t, buf_text(&text));
		buf_clear(&table->group);
		buf_put_slice(&table->group, buf_slice(&text));
	}
	buf_free(&text);
}

static void
put_row(struct writing *w, struct table *table, const struct paper_scope *scope)
{
	struct buf text = {0};

	put_group_row(w, table, scope);
	for (size_t i = 0; i < table->ncolumns; i++) {
		const struct shown_column *c = &table->columns[i];

		put_value(w, c, scope, &text);
		put_cell(w, table, c->said, buf_text(&text));
		if (c->said->sum)
			table->sums[i] += strtoll(buf_text(&text), NULL, 10);
	}
	buf_free(&text);
}

/* The name of the last row stands in its first column that is no sum. */
static void
put_total(struct writing *w, struct table *table, const struct paper_scope *scope)
{
	struct buf text = {0}, name = {0};

	put(&name, table->block->total, scope);
	for (size_t i = 0; i < table->ncolumns; i++) {
		const struct paper_column *c = table->columns[i].said;

		buf_clear(&text);
		if (c->sum) {
			buf_printf(&text, "%lld", (long long)table->sums[i]);
		} else if (!c->number) {
			buf_put_slice(&text, buf_slice(&name));
			buf_clear(&name);
		}
		put_cell(w, table, c, buf_text(&text));
	}
	buf_free(&text);
	buf_free(&name);
}

static void
put_rows(struct writing *w, struct table *table, const struct rows *rows,
    const struct paper_scope *scope)
{
	begin_table(w, table, scope);
	for (size_t i = 0; i < rows->count; i++)
		put_row(w, table,
		    &(struct paper_scope){
			.outer = scope, .row = rows->list[i], .index = i + 1, .town = w->town});
	if (table->block->total[0] != '\0')
		put_total(w, table, scope);
}

/* One that has no column on this paper is left out. */
static void
put_table(struct writing *w, const struct paper_block *b, const struct paper_scope *scope)
{
	struct rows rows = find_rows(scope, b->rows, b->order);
	struct table table = {.block = b};
	struct buf text = {0};

	put(&text, b->empty, scope);
	choose_columns(&table, scope);
	if (rows.count == 0 && text.len > 0)
		page_paragraph(w->page, PAGE_LEFT, buf_text(&text));
	else if (table.ncolumns > 0)
		put_rows(w, &table, &rows, scope);
	buf_free(&table.group);
	buf_free(&text);
	free(rows.list);
}

/* --- Blocks. */

static void
count_anew(struct writing *w)
{
	w->point = w->subpoint = 0;
}

/* A number written in the description, else the next. */
static void
put_point(struct writing *w, const struct paper_block *b, const char *number, const char *text)
{
	struct buf counted = {0};
	bool sub = b->type == PAPER_SUBPOINT;

	if (b->right[0] != '\0') {
		buf_puts(&counted, number);
	} else if (sub) {
		buf_printf(&counted, "%d.%d.", w->point, ++w->subpoint);
	} else {
		buf_printf(&counted, "%d.", ++w->point);
		w->subpoint = 0;
	}
	page_point(w->page, buf_text(&counted), text);
	buf_free(&counted);
}

static void put_blocks(struct writing *w, const struct paper_block *blocks, size_t count,
    const struct paper_scope *scope);

static void
put_each(struct writing *w, const struct paper_block *b, const struct paper_scope *scope)
{
	struct rows rows = find_rows(scope, b->rows, b->order);

	for (size_t i = 0; i < rows.count; i++) {
		struct paper_scope inner = {
		    .outer = scope, .row = rows.list[i], .index = i + 1, .town = w->town};

		put_blocks(w, b->blocks, b->nblocks, &inner);
	}
	free(rows.list);
}

static void
put_texts(struct writing *w, const struct paper_block *b, const char *text, const char *right)
{
	switch (b->type) {
	case PAPER_TITLE:
	case PAPER_HEADING:
		count_anew(w);
		page_heading(w->page, b->type == PAPER_TITLE ? 1 : 2, text);
		break;
	case PAPER_SUBHEADING:
		page_subheading(w->page, text);
		break;
	case PAPER_PARAGRAPH:
	case PAPER_CENTRE:
	case PAPER_RIGHT:
		page_paragraph(w->page,
		    b->type == PAPER_PARAGRAPH    ? PAGE_LEFT
			: b->type == PAPER_CENTRE ? PAGE_CENTRE
						  : PAGE_CORNER,
		    text);
		break;
	case PAPER_NOTE:
		page_note(w->page, text);
		break;
	case PAPER_POINT:
	case PAPER_SUBPOINT:
		put_point(w, b, right, text);
		break;
	case PAPER_SIDES:
		page_sides(w->page, text, right);
		break;
	case PAPER_SIGNATURE:
		page_signature(w->page, text, right);
		break;
	case PAPER_APPROVAL:
		page_approval(w->page, text, right);
		break;
	case PAPER_ANNEX:
		count_anew(w);
		page_break(w->page);
		page_paragraph(w->page, PAGE_CORNER, text);
		break;
	default:
		break;
	}
}

/* A block whose texts come out empty is left out: nothing was to be said. */
static void
put_block(struct writing *w, const struct paper_block *b, const struct paper_scope *scope)
{
	struct buf text = {0}, right = {0};

	put(&text, b->text, scope);
	put(&right, b->right, scope);
	if (b->type == PAPER_TABLE)
		put_table(w, b, scope);
	else if (b->type == PAPER_EACH)
		put_each(w, b, scope);
	else if (b->type == PAPER_BLOCKS)
		put_blocks(w, b->blocks, b->nblocks, scope);
	else if (text.len > 0 || (right.len > 0 && b->type != PAPER_POINT))
		put_texts(w, b, buf_text(&text), buf_text(&right));
	buf_free(&text);
	buf_free(&right);
}

static void
put_blocks(struct writing *w, const struct paper_block *blocks, size_t count,
    const struct paper_scope *scope)
{
	for (size_t i = 0; i < count; i++)
		if (paper_scope_holds(scope, blocks[i].conditions))
			put_block(w, &blocks[i], scope);
}

void
paper_put_page(
    struct page *p, const struct paper *paper, const struct facts *f, const struct profile *town)
{
	struct writing w = {.page = p, .town = town};
	struct paper_scope root = {.row = f->root, .town = town};
	struct buf title = {0};

	put(&title, paper->title, &root);
	page_begin(p, buf_text(&title));
	page_set_author(p, profile_word(town, "department"));
	p->draft = f->draft;
	p->landscape = paper->landscape;
	put_blocks(&w, paper->blocks, paper->nblocks, &root);
	buf_free(&title);
}
