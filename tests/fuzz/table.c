/* SPDX-License-Identifier: MIT
 * table.c - fuzz target: any bytes as a clerk's file, row by row and cell by cell.
 *
 * The number of bytes chooses the kind whose columns are read, so that every seed is a plain file.
 */
#include "exchange/table/table.h"
#include "tests/fuzz/cells.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
read_row(struct record *r, struct record *again, const struct slice *cells, size_t count,
    const struct reading *reading)
{
	const struct entity *e = entity_of(r->kind);

	record_clear(r);
	record_clear(again);
	for (size_t i = 0; i < count; i++)
		read_cell(r, again, &e->fields[i % e->count], cells[i], reading);
	check_record(r, reading);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct profile *profile;
	enum kind kind = (enum kind)(size % KIND_COUNT);
	struct record *r = record_new(kind), *again = record_new(kind);
	struct table_reader *t = NULL;
	struct table_fault fault = {0};
	const struct slice *cells;
	struct reading reading;
	struct buf bytes = {0};
	size_t count, line;

	if (profile == NULL)
		profile = fuzz_profile("profiles/strezhevoy.conf");
	reading = made_up_reading(profile);
	buf_put(&bytes, data, size);
	if (table_open(&t, &bytes, NULL, &fault) == ST_OK)
		while (table_next(t, &cells, &count, &line))
			read_row(r, again, cells, count, &reading);
	else if (fault.text[0] == '\0')
		abort();
	table_close(t);
	buf_free(&bytes);
	record_free(r);
	record_free(again);
	return 0;
}
