/* SPDX-License-Identifier: MIT
 * browser_output.c - the list screen: what is marked, or all that is shown, on its way out.
 */
#include "screens/record/browser.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"

/* What is marked goes wherever the search and the conditions have left it; else what is shown. */
static enum status
open_listing(struct screen *sc, struct listing **out)
{
	const struct browser *b = screen_state(sc);
	uint64_t *marks = b->marks.count > 0 ? idset_ids(&b->marks) : NULL;
	struct listing_spec spec = browser_spec(b, NULL);
	enum status st;
	struct view v;

	if (marks != NULL)
		spec = (struct listing_spec){.kind = b->kind,
		    .sort = b->sort,
		    .descending = b->descending,
		    .only = marks,
		    .nonly = b->marks.count};
	view_open(&v, app_session(screen_app(sc)));
	st = listing_open(out, &v, &spec, app_progress, screen_app(sc));
	view_close(&v);
	free(marks);
	return st;
}

static void
put_rows(const struct rows *page, size_t ncolumns, struct grid *out)
{
	for (size_t row = page->first; row < page->first + page->count; row++)
		for (size_t c = 0; c < ncolumns; c++)
			grid_cell(out, rows_cell(page, row, c));
}

/* A part at a time, for there may be a hundred thousand, and each in a view of its own; false:
 * somebody pressed Esc. */
static bool
read_rows(struct screen *sc, struct listing *l, const struct columns *columns, struct grid *out)
{
	const struct browser *b = screen_state(sc);
	struct rows *page = xcalloc(1, sizeof(*page));
	size_t count = listing_count(l), first = 0;
	struct view v;

	while (first < count && app_progress(screen_app(sc), first, count)) {
		view_open(&v, app_session(screen_app(sc)));
		rows_load(page, &v, l, b->kind, columns, first, count - first);
		view_close(&v);
		put_rows(page, columns->count, out);
		first += PAGE_ROWS;
	}
	rows_free(page);
	free(page);
	return first >= count;
}

enum status
browser_output(struct screen *sc, struct output *out, struct error *e)
{
	const struct browser *b = screen_state(sc);
	const struct entity *entity = entity_of(b->kind);
	const struct columns *columns = &b->columns;
	struct columns every;
	struct listing *l = NULL;
	enum status st = open_listing(sc, &l);

	columns_make_every(
	    &every, app_session(screen_app(sc))->profile, b->kind, browser_derived(screen_of(sc)));
	if (every.count > columns->count)
		out->columns_there = every.count;
	if (out->all_columns)
		columns = &every;
	output_set_title(out, entity->many);
	output_set_columns(out, columns->shown, columns->count);
	out->tables = PERMIT_EXPORT;
	if (st == ST_OK && !read_rows(sc, l, columns, &out->grid))
		st = ST_CANCELLED;
	if (st == ST_OK && b->marks.count == 0 && listing_count(l) == listing_total(l))
		buf_printf(&out->command, "export %s", entity->id);
	listing_close(l);
	return st == ST_OK ? ST_OK : error_set(e, st, "прервано: ничего не выведено");
}
