/* SPDX-License-Identifier: MIT
 * import_csv.c - a table, of text or of a workbook, as a source of rows.
 */
#include "exchange/import_rows.h"

#include <assert.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/utf8.h"
#include "exchange/book/book.h"
#include "exchange/import_plan.h"
#include "exchange/table/table.h"

struct csv_rows {
	struct import_rows rows;
	struct import_source *source;
	struct table_reader *table;
	struct import_columns columns;
	struct import_faults *faults;
	struct slice *cells; /* of a row, where columns are not the cells as they stand */
};

static void
tell_count(struct csv_rows *c, struct import_place place, size_t count)
{
	struct buf text = {0};

	buf_printf(&text,
	    "ячеек %zu, а в заголовке %zu; в каждой строке нужно столько же, сколько в нём", count,
	    c->columns.width);
	import_faults_add(c->faults, place, NULL, NULL, buf_text(&text));
	buf_free(&text);
}

/* A part of a full name: its first word, its second, or all that is left. */
static struct slice
name_part(struct slice name, int part)
{
	const char *p = name.data, *end = p + name.len, *start = p, *stop = p;

	for (int n = 1; n <= part; n++) {
		start = utf8_trim(slice_make(stop, (size_t)(end - stop))).data;
		for (p = stop = start; p < end && !utf8_is_blank(utf8_next(&p, end)); stop = p)
			;
	}
	return slice_make(start, (size_t)((part < 3 ? stop : end) - start));
}

/* A cell of a row, or what somebody has said of all rows. */
static struct slice
pick_cell(const struct csv_rows *c, const struct slice *row, const struct import_cell *from)
{
	assert(from->place < c->columns.width || c->source->plan != NULL);
	if (from->place >= c->columns.width)
		return slice_of(c->source->plan->values[from->place - c->columns.width].text);
	return from->word == 0 ? row[from->place] : name_part(row[from->place], from->word);
}

/* The cells of the columns, of a row as wide as the header. */
static const struct slice *
pick_cells(struct csv_rows *c, const struct slice *row, size_t line)
{
	const struct import_plan *plan = c->source->plan;

	if (c->columns.straight)
		return row;
	for (size_t i = 0; i < c->columns.count; i++) {
		c->cells[i] = pick_cell(c, row, &c->columns.cells[i]);
		if (plan != NULL)
			c->cells[i] = plan_cell(plan, line, c->columns.fields[i], c->cells[i]);
	}
	return c->cells;
}

static enum import_found
csv_next(struct import_rows *rows, struct import_row *out)
{
	struct csv_rows *c = (struct csv_rows *)rows;
	const struct slice *row;
	size_t line, count;

	do {
		if (!table_next(c->table, &row, &count, &line))
			return IMPORT_END;
	} while (c->source->plan != NULL && plan_leaves_out(c->source->plan, line));
	out->columns = &c->columns;
	out->place = (struct import_place){.source = c->source, .at = line};
	if (count != c->columns.width) {
		tell_count(c, out->place, count);
		return IMPORT_BAD_ROW;
	}
	out->cells = pick_cells(c, row, line);
	out->count = c->columns.count;
	return IMPORT_ROW;
}

static size_t
csv_position(const struct import_rows *rows)
{
	return table_position(((const struct csv_rows *)rows)->table);
}

static void
csv_close(struct import_rows *rows)
{
	struct csv_rows *c = (struct csv_rows *)rows;

	table_close(c->table);
	import_columns_free(&c->columns);
	free(c->cells);
	free(c);
}

static const struct import_rows_ops csv_ops = {
    .next = csv_next, .position = csv_position, .close = csv_close};

/* A value in a column without a name. */
static void
tell_nameless(
    struct csv_rows *c, struct import_place header, size_t place, struct slice value, size_t line)
{
	struct buf text = {0};

	buf_puts(&text, "столбец ");
	if (c->source->cells)
		book_put_column(&text, place);
	else
		buf_printf(&text, "%zu", place + 1);
	buf_printf(&text, " без названия, а в строке %zu в нём ", line);
	import_put_value(&text, value);
	buf_puts(&text, "; назовите столбец или очистите его");
	import_faults_add(c->faults, header, NULL, NULL, buf_text(&text));
	buf_free(&text);
}

/* The first of the row's nameless cells that is filled; columns.nnameless when none is. */
static size_t
find_nameless(const struct csv_rows *c, const struct slice *row, size_t count)
{
	const size_t *places = c->columns.nameless;
	size_t i = 0;

	while (i < c->columns.nnameless && (places[i] >= count || row[places[i]].len == 0))
		i++;
	return i;
}

/* Columns without a name must be empty to the end of the file. */
static bool
check_nameless(struct csv_rows *c, struct import_place header)
{
	const struct slice *row;
	size_t count, line, found = c->columns.nnameless;

	if (found == 0)
		return true;
	while (found == c->columns.nnameless && table_next(c->table, &row, &count, &line))
		found = find_nameless(c, row, count);
	if (found < c->columns.nnameless) {
		size_t place = c->columns.nameless[found];

		tell_nameless(c, header, place, row[place], line);
		return false;
	}
	table_rewind(c->table);
	return table_next(c->table, &row, &count, &line);
}

static bool
read_header(struct csv_rows *c, const struct profile *profile)
{
	struct import_place header = {.source = c->source};
	const struct slice *names;
	size_t count;

	if (!table_next(c->table, &names, &count, &header.at) ||
	    !import_columns_read(&c->columns, profile, header, names, count, c->faults) ||
	    !check_nameless(c, header))
		return false;
	c->cells = xcalloc(c->columns.count + 1, sizeof(*c->cells));
	return true;
}

static bool
is_name(const void *context, struct slice cell)
{
	return import_columns_know(context, cell);
}

static void
tell_no_header(struct csv_rows *c, const struct import_names *names)
{
	const struct entity *e = entity_of(names->kind);
	struct buf text = {0};

	buf_printf(&text,
	    "заголовка нет: ни одна из первых строк не называет столбцов таблицы «%s»; нужна "
	    "строка с названиями:",
	    e->many);
	for (size_t i = 0; i < e->count; i++)
		if (field_required(&e->fields[i]))
			buf_printf(&text, "%s %s", i > 0 ? "," : "",
			    profile_label(names->profile, names->kind, &e->fields[i]));
	import_faults_add(c->faults, (struct import_place){.source = c->source, .at = 1}, NULL,
	    NULL, buf_text(&text));
	buf_free(&text);
}

struct import_rows *
import_csv_open(
    struct import_source *source, const struct profile *profile, struct import_faults *faults)
{
	const struct import_names names = {.profile = profile,
	    .kind = source->heads ? KIND_ASSOCIATIONS : source->kind,
	    .map = source->map};
	const struct table_header header = {.is_name = is_name,
	    .context = &names,
	    .sheet = source->sheet,
	    .line = source->plan != NULL ? source->plan->header : 0};
	struct table_fault fault;
	struct csv_rows *c = xcalloc(1, sizeof(*c));
	enum status st;

	*c = (struct csv_rows){.rows = {.ops = &csv_ops}, .source = source, .faults = faults};
	st = table_open(&c->table, &source->bytes, &header, &fault);
	source->cells = st == ST_OK && table_is_sheet(c->table);
	if (st == ST_NOTFOUND)
		tell_no_header(c, &names);
	else if (st != ST_OK)
		import_faults_add(faults, (struct import_place){.source = source, .at = fault.line},
		    NULL, NULL, fault.text);
	else if (read_header(c, profile))
		return &c->rows;
	csv_close(&c->rows);
	return NULL;
}

struct import_rows *
import_rows_open(
    struct import_source *source, const struct profile *profile, struct import_faults *faults)
{
	return (source->json ? import_json_open : import_csv_open)(source, profile, faults);
}
