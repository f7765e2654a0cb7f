/* SPDX-License-Identifier: MIT
 * council_rows.c - the records of a meeting, read one kind after the other.
 */
#include "service/council/council_rows.h"

#include <stdlib.h>

#include "base/array.h"
#include "db/record/records.h"

void
council_rows_read(struct txn *t, enum kind kind, uint64_t meeting, struct council_rows *rows)
{
	struct walk *w = walk_referring(t, kind, field_find(kind, "meeting"), meeting);
	uint64_t id;

	while (walk_next(w, &id)) {
		struct record *r = record_new(kind);

		if (!records_get(t, id, r)) {
			record_free(r);
			continue;
		}
		ARRAY_ROOM(rows->at, rows->count, rows->size);
		rows->at[rows->count++] = r;
	}
	walk_close(w);
}

void
council_rows_free(struct council_rows *rows)
{
	for (size_t i = 0; i < rows->count; i++)
		record_free(rows->at[i]);
	free(rows->at);
	*rows = (struct council_rows){.count = 0};
}
