/* SPDX-License-Identifier: MIT
 * import_json.c - fuzz target: any bytes as an array of objects, read as an import reads it.
 *
 * The number of bytes chooses the kind, so that every seed is a plain file.
 */
#include "exchange/import_rows.h"
#include "tests/fuzz/cells.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
read_rows(struct import_rows *rows, enum kind kind, const struct reading *reading)
{
	struct record *r = record_new(kind), *again = record_new(kind);
	struct import_row row;
	enum import_found found;

	while ((found = rows->ops->next(rows, &row)) != IMPORT_END) {
		if (found == IMPORT_BAD_ROW)
			continue;
		record_clear(r);
		record_clear(again);
		for (size_t i = 0; i < row.count; i++)
			read_cell(r, again, row.columns->fields[i], row.cells[i], reading);
		check_record(r, reading);
	}
	record_free(r);
	record_free(again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct profile *profile;
	struct import_source source = {
	    .kind = (enum kind)(size % KIND_COUNT), .name = "fuzz.json", .json = true};
	struct import_faults faults = {0};
	struct import_rows *rows;
	struct reading reading;

	if (profile == NULL)
		profile = fuzz_profile("profiles/strezhevoy.conf");
	reading = made_up_reading(profile);
	buf_put(&source.bytes, data, size);
	rows = import_rows_open(&source, profile, &faults);
	if (rows != NULL) {
		read_rows(rows, source.kind, &reading);
		rows->ops->close(rows);
	} else if (faults.count == 0) {
		abort();
	}
	import_faults_free(&faults);
	buf_free(&source.bytes);
	return 0;
}
