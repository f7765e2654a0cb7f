/* SPDX-License-Identifier: MIT
 * code_order.c - a walk through the index of codes; longer codes than it holds are sorted after.
 */
#include "service/core/code_order.h"

#include <stdlib.h>

#include "base/die.h"
#include "db/record/records.h"

struct coded {
	uint64_t id;
	size_t at, len;
};

static int
compare_coded(const void *a, const void *b, void *context)
{
	const struct coded *x = a, *y = b;
	const struct buf *codes = context;

	return slice_compare(slice_make(buf_text(codes) + x->at, x->len),
	    slice_make(buf_text(codes) + y->at, y->len));
}

/* The index tells codes apart by their first bytes; behind them the records have to be asked. */
static void
sort_long(struct txn *t, enum kind kind, uint64_t *ids, size_t count)
{
	struct coded *rows = xcalloc(count + 1, sizeof(*rows));
	struct buf codes = {0};

	for (size_t i = 0; i < count; i++) {
		rows[i] = (struct coded){.id = ids[i], .at = codes.len};
		records_put_code(t, kind, ids[i], &codes);
		rows[i].len = codes.len - rows[i].at;
	}
	qsort_r(rows, count, sizeof(*rows), compare_coded, &codes);
	for (size_t i = 0; i < count; i++)
		ids[i] = rows[i].id;
	buf_free(&codes);
	free(rows);
}

size_t
code_order(struct txn *t, enum kind kind, const struct idset *set, uint64_t **ids)
{
	size_t count = 0, most = set != NULL ? set->count : records_count(t, kind);
	struct walk *w = walk_by_code(t, kind);
	bool all_whole = true;
	struct slice code;
	uint64_t id;

	*ids = xcalloc(most + 1, sizeof(**ids));
	while (count < most && walk_next(w, &id)) {
		if (set != NULL && !idset_has(set, id))
			continue;
		all_whole = walk_code(w, &code) && all_whole;
		(*ids)[count++] = id;
	}
	walk_close(w);
	if (!all_whole)
		sort_long(t, kind, *ids, count);
	return count;
}
