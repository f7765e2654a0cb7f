/* SPDX-License-Identifier: MIT
 * browser_rows.c - the list screen: from what is wished for to the rows on the screen.
 */
#include "screens/browser.h"
#include "service/changes.h"

#include <string.h>

static struct browser_layout
layout_now(struct screen *sc)
{
	int rows, columns;

	app_size(screen_app(sc), &rows, &columns);
	return browser_layout(screen_state(sc), 1, rows, columns);
}

const struct record *
browser_current(const struct browser *b)
{
	return rows_record(&b->page, b->list.cursor);
}

static struct listing_spec
spec_of(const struct browser *b)
{
	struct listing_spec spec = {.kind = b->kind,
	    .search = buf_text(&b->search.text),
	    .sort = b->sort,
	    .descending = b->descending,
	    .nfilters = b->filters.count,
	    .only = b->marked_only ? b->marks.ids : b->only,
	    .nonly = b->marked_only ? b->marks.count : b->nonly};

	memcpy(spec.filters, b->filters.items, sizeof(spec.filters));
	return spec;
}

static void
take_current(struct screen *sc, const struct browser_layout *l)
{
	struct browser *b = screen_state(sc);
	const struct record *r = browser_current(b);

	b->current = r != NULL ? r->id : 0;
	if (l->preview_columns > 0)
		preview_set(&b->preview, app_session(screen_app(sc)), r);
}

void
browser_load_page(struct screen *sc)
{
	struct browser *b = screen_state(sc);
	struct session *s = app_session(screen_app(sc));
	struct browser_layout l = layout_now(sc);
	int widths[LIST_COLUMNS] = {0};

	if (b->listing == NULL)
		return;
	list_set(&b->list, listing_count(b->listing), l.list_rows - 1);
	list_layout(b->columns.shown, b->columns.count, l.list_columns, widths);
	rows_load(&b->page, s, b->listing, b->kind, &b->columns, widths, b->list.top,
	    list_page(&b->list));
	take_current(sc, &l);
}

void
browser_moved(struct screen *sc)
{
	struct browser *b = screen_state(sc);
	struct browser_layout l = layout_now(sc);

	if (b->list.top == b->page.first && list_page(&b->list) == b->page.count)
		take_current(sc, &l);
	else
		browser_load_page(sc);
}

/* The cursor goes to the record it was on, at the same height of the screen; else it stays in its
 * row. */
static void
find_current(struct screen *sc)
{
	struct browser *b = screen_state(sc);
	size_t offset = b->list.cursor - b->list.top, at;

	if (b->current == 0)
		return;
	at = listing_find(b->listing, app_session(screen_app(sc)), b->current);
	if (at == listing_count(b->listing))
		return;
	b->list.count = listing_count(b->listing);
	b->list.cursor = at;
	b->list.top = at > offset ? at - offset : 0;
}

void
browser_open_listing(struct screen *sc)
{
	struct browser *b = screen_state(sc);
	struct app *app = screen_app(sc);
	struct session *s = app_session(app);
	struct listing_spec spec;
	uint64_t changes = changes_number(s);
	struct listing *listing = NULL;
	enum status st;

	browser_read_ways(sc);
	buf_clear(&b->filter_words);
	filters_put(&b->filters, s, b->kind, &b->filter_words);
	spec = spec_of(b);
	st = listing_open(&listing, s, &spec, app_progress, app);
	b->wished = false;
	if (st != ST_OK) {
		app_say(app, MESSAGE_WARNING,
		    st == ST_CANCELLED ? "Прервано: показано то, что было до этого."
				       : "Список не прочитан: %s.",
		    status_text(st));
		return;
	}
	listing_close(b->listing);
	b->listing = listing;
	b->changes = changes;
	found_set(
	    &b->found, listing_layout(listing) != NULL ? listing_layout(listing) : spec.search);
	find_current(sc);
}

void
browser_ensure(struct screen *sc)
{
	struct browser *b = screen_state(sc);

	if (b->listing != NULL && !b->wished)
		return;
	browser_open_listing(sc);
	browser_load_page(sc);
}

/* While somebody types on, the search waits for the last letter; tick() comes back to what was put
 * off. */
void
browser_load(struct screen *sc)
{
	struct browser *b = screen_state(sc);
	struct app *app = screen_app(sc);

	if (b->listing != NULL && b->wished && app_waiting(app))
		return;
	if (b->listing == NULL || b->wished || b->changes != changes_number(app_session(app)))
		browser_open_listing(sc);
	browser_load_page(sc);
}

void
browser_tick(struct screen *sc)
{
	const struct browser *b = screen_state(sc);

	if (b->wished)
		app_reload(screen_app(sc));
}

void
browser_wish(struct screen *sc, bool from_start)
{
	struct browser *b = screen_state(sc);

	if (from_start)
		b->current = b->list.cursor = b->list.top = 0;
	b->wished = true;
	app_reload(screen_app(sc));
}
