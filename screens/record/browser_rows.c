/* SPDX-License-Identifier: MIT
 * browser_rows.c - the list screen: from what is wished for to the rows on the screen.
 */
#include "screens/record/browser.h"
#include "service/core/changes.h"

#include <stdlib.h>
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

struct listing_spec
browser_spec(const struct browser *b, const uint64_t *marks)
{
	struct listing_spec spec = {.kind = b->kind,
	    .search = editor_text(b->search),
	    .sort = b->sort,
	    .descending = b->descending,
	    .nfilters = b->filters.count,
	    .only = b->marked_only ? marks : b->only,
	    .nonly = b->marked_only ? b->marks.count : b->nonly};

	memcpy(spec.filters, b->filters.items, sizeof(spec.filters));
	return spec;
}

static void
note_current(struct browser *b)
{
	const struct record *r = browser_current(b);

	b->current = r != NULL ? r->id : 0;
	b->stamp = r != NULL ? r->stamp : 0;
}

static void
take_current(struct screen *sc, const struct view *v, const struct browser_layout *l)
{
	struct browser *b = screen_state(sc);

	note_current(b);
	if (l->preview_columns > 0)
		preview_set(&b->preview, v, b->changes, browser_current(b));
}

/* The page moved by a line keeps its columns as wide as they are. */
static void
load_page(struct screen *sc, const struct view *v, bool line)
{
	struct browser *b = screen_state(sc);
	struct browser_layout l = layout_now(sc);
	struct list_view view = browser_list_view(b);

	if (b->listing == NULL)
		return;
	list_set(&b->list, listing_count(b->listing), l.list_rows - 1);
	rows_load(&b->page, v, b->listing, b->kind, &b->columns, b->list.top, list_page(&b->list));
	if (!line)
		list_measure(&b->list, &view);
	take_current(sc, v, &l);
}

void
browser_moved(struct screen *sc)
{
	struct browser *b = screen_state(sc);
	struct browser_layout l = layout_now(sc);
	size_t top = b->list.top, first = b->page.first;
	bool same_page = top == first && list_page(&b->list) == b->page.count;
	struct view v;

	if (same_page && l.preview_columns == 0) {
		note_current(b);
		return;
	}
	view_open(&v, app_session(screen_app(sc)));
	if (same_page)
		take_current(sc, &v, &l);
	else
		load_page(sc, &v, top + 1 == first || top == first + 1);
	view_close(&v);
}

void
browser_scroll(struct screen *sc, int act)
{
	struct browser *b = screen_state(sc);

	list_scroll(&b->list, b->columns.shown, b->columns.count, layout_now(sc).list_columns, act);
}

/* The cursor goes to the record it was on, at the same height of the screen; else it stays in its
 * row. */
static void
find_current(struct screen *sc, const struct view *v)
{
	struct browser *b = screen_state(sc);
	size_t offset = b->list.cursor - b->list.top, at;

	if (b->current == 0)
		return;
	at = listing_find(b->listing, v, b->current);
	if (at == listing_count(b->listing)) {
		if (b->saved)
			app_say(screen_app(sc), MESSAGE_WARNING,
			    "Запись сохранена, но под поиск или отбор этого списка она не "
			    "подходит.");
		return;
	}
	b->list.count = listing_count(b->listing);
	b->list.cursor = at;
	b->list.top = at > offset ? at - offset : 0;
}

/* changes: changes_number() before the view was opened. */
static void
open_listing(struct screen *sc, struct view *v, uint64_t changes)
{
	struct browser *b = screen_state(sc);
	struct app *app = screen_app(sc);
	struct listing_spec spec;
	struct listing *listing = NULL;
	uint64_t *marks;
	enum status st;

	browser_narrow(sc, v);
	buf_clear(&b->filter_words);
	filters_put(&b->filters, v, b->kind, &b->filter_words);
	marks = b->marked_only ? idset_ids(&b->marks) : NULL;
	spec = browser_spec(b, marks);
	st = listing_open(&listing, v, &spec, app_progress, app);
	free(marks);
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
	highlight_set(
	    &b->found, listing_layout(listing) != NULL ? listing_layout(listing) : spec.search);
	find_current(sc, v);
	b->saved = false;
}

void
browser_ensure(struct screen *sc)
{
	struct browser *b = screen_state(sc);
	struct session *session = app_session(screen_app(sc));
	uint64_t changes;
	struct view v;

	if (b->listing != NULL && !b->wished)
		return;
	changes = changes_number(session);
	view_open(&v, session);
	open_listing(sc, &v, changes);
	load_page(sc, &v, false);
	view_close(&v);
}

/* While somebody types on, the search waits for the last letter; tick() comes back to what was put
 * off. */
void
browser_load(struct screen *sc)
{
	struct browser *b = screen_state(sc);
	struct app *app = screen_app(sc);
	uint64_t changes = changes_number(app_session(app)), id = b->current, stamp = b->stamp;
	struct view v;

	if (b->listing != NULL && b->wished && app_waiting(app))
		return;
	view_open(&v, app_session(app));
	if (b->listing == NULL || b->wished || b->changes != changes)
		open_listing(sc, &v, changes);
	load_page(sc, &v, false);
	shown_tell(app, &v, b->kind, id, stamp,
	    b->current != id ? " Курсор теперь на другой записи." : "");
	view_close(&v);
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
		b->current = b->stamp = b->list.cursor = b->list.top = 0;
	b->wished = true;
	app_reload(screen_app(sc));
}

/* A record just saved gets the cursor; when it is not in the list as narrowed, that is said. */
void
browser_take_saved(struct screen *sc, const void *about, const struct answer *answer)
{
	struct browser *b = screen_state(sc);

	(void)about;
	if (answer->code != 1)
		return;
	b->current = answer->id;
	b->stamp = 0;
	b->saved = true;
	b->wished = true;
}
