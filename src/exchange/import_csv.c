/* SPDX-License-Identifier: MIT
 * import_csv.c - delimited text as a source of rows.
 */
#include "exchange/import_rows.h"

#include <stdlib.h>

#include "base/die.h"
#include "exchange/table.h"

struct csv_rows {
	struct import_rows rows;
	struct import_source *source;
	struct table_reader *table;
	struct import_columns columns;
	struct import_faults *faults;
};

static void
tell_count(struct csv_rows *c, struct import_place place, size_t count)
{
	struct buf text = {0};

	buf_printf(&text,
	    "ячеек %zu, а в заголовке %zu; в каждой строке нужно столько же, сколько в нём", count,
	    c->columns.count);
	import_faults_add(c->faults, place, NULL, NULL, buf_text(&text));
	buf_free(&text);
}

static enum import_found
csv_next(struct import_rows *rows, struct import_row *out)
{
	struct csv_rows *c = (struct csv_rows *)rows;
	size_t line;

	if (!table_next(c->table, &out->cells, &out->count, &line))
		return IMPORT_END;
	out->columns = &c->columns;
	out->place = (struct import_place){.source = c->source, .at = line};
	if (out->count == c->columns.count)
		return IMPORT_ROW;
	tell_count(c, out->place, out->count);
	return IMPORT_BAD_ROW;
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
	free(c);
}

static const struct import_rows_ops csv_ops = {
    .next = csv_next, .position = csv_position, .close = csv_close};

static bool
read_header(struct csv_rows *c, const struct profile *profile)
{
	const struct slice *names;
	size_t count, line;

	return table_next(c->table, &names, &count, &line) &&
	    import_columns_read(&c->columns, profile,
		(struct import_place){.source = c->source, .at = line}, names, count, c->faults);
}

struct import_rows *
import_csv_open(
    struct import_source *source, const struct profile *profile, struct import_faults *faults)
{
	struct table_fault fault;
	struct csv_rows *c = xcalloc(1, sizeof(*c));

	*c = (struct csv_rows){.rows = {.ops = &csv_ops}, .source = source, .faults = faults};
	if (table_open(&c->table, &source->bytes, &fault) != ST_OK)
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
