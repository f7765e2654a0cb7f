/* SPDX-License-Identifier: MIT
 * browser_columns.c - the list screen: which columns it has, as the account keeps them for the
 * kind.
 */
#include <assert.h>
#include <string.h>

#include "screens/app/ask.h"
#include "screens/record/browser.h"
#include "service/core/settings.h"

static void
put_setting(enum kind kind, struct buf *out)
{
	buf_printf(out, "columns.%s", entity_of(kind)->id);
}

void
browser_make_columns(struct screen *sc)
{
	struct browser *b = screen_state(sc);
	struct session *s = app_session(screen_app(sc));
	struct buf name = {0}, kept = {0};

	put_setting(b->kind, &name);
	settings_get(s, buf_text(&name), &kept);
	columns_make(&b->columns, s->profile, b->kind, browser_derived(screen_of(sc)));
	columns_keep(&b->columns, buf_text(&kept));
	list_forget_columns(&b->list);
	buf_free(&name);
	buf_free(&kept);
}

static bool
is_seen(struct screen *sc, const struct field *f)
{
	const struct browser *b = screen_state(sc);
	struct list_layout layout;
	int rows, columns;

	app_size(screen_app(sc), &rows, &columns);
	list_layout(&b->list, b->columns.shown, b->columns.count,
	    browser_layout(b, 1, rows, columns).list_columns, &layout);
	return list_width(&layout, columns_find(&b->columns, f)) > 0;
}

/* Those that were chosen; until there are any, those that are seen in this window. */
static void
find_shown(struct screen *sc, const struct columns *all, bool shown[LIST_COLUMNS])
{
	const struct browser *b = screen_state(sc);

	for (size_t i = 0; i < all->count; i++)
		shown[i] = b->columns.chosen
		    ? columns_find(&b->columns, all->fields[i]) < b->columns.count
		    : is_seen(sc, all->fields[i]);
}

/* The columns there are, those that shall be shown: kept for the account. */
static void
keep(struct screen *sc, const struct columns *all, const bool shown[LIST_COLUMNS])
{
	const struct browser *b = screen_state(sc);
	struct buf name = {0}, ids = {0};

	for (size_t i = 0; i < all->count; i++)
		if (shown[i])
			buf_printf(&ids, "%s%s", ids.len > 0 ? "," : "", all->fields[i]->id);
	put_setting(b->kind, &name);
	settings_put(app_session(screen_app(sc)), buf_text(&name), buf_text(&ids));
	browser_make_columns(sc);
	browser_wish(sc, false);
	buf_free(&name);
	buf_free(&ids);
}

static void ask(struct screen *sc, size_t current);

/* The line that was chosen is shown from now on, or not any more; then the next may be. */
static void
turn_column(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct browser *b = screen_state(sc);
	const struct profile *profile = app_session(screen_app(sc))->profile;
	bool shown[LIST_COLUMNS] = {false}, wished;
	struct columns all;
	size_t line;

	(void)about;
	if (answer->code == 0)
		return;
	columns_make(&all, profile, b->kind, NULL);
	assert((size_t)answer->code <= all.count);
	line = (size_t)answer->code - 1;
	find_shown(sc, &all, shown);
	wished = shown[line] = !shown[line];
	keep(sc, &all, shown);
	browser_ensure(sc);
	if (wished && !is_seen(sc, all.fields[line]))
		app_say(screen_app(sc), MESSAGE_INFO,
		    "%s: этот столбец за краем окна, к нему ведёт →.",
		    columns_label(&all, profile, b->kind, line));
	ask(sc, line + 1);
}

static void
ask(struct screen *sc, size_t current)
{
	const struct browser *b = screen_state(sc);
	const struct profile *profile = app_session(screen_app(sc))->profile;
	struct arena texts = {0};
	const char *lines[LIST_COLUMNS];
	bool shown[LIST_COLUMNS] = {false};
	struct columns all;
	struct buf line = {0};

	columns_make(&all, profile, b->kind, NULL);
	find_shown(sc, &all, shown);
	for (size_t i = 0; i < all.count; i++) {
		buf_clear(&line);
		buf_printf(&line, "[%s] %s", shown[i] ? "x" : " ",
		    columns_label(&all, profile, b->kind, i));
		lines[i] = arena_strndup(&texts, buf_text(&line), line.len);
	}
	ask_choice(screen_app(sc), THEN(turn_column), "Столбцы: Enter — показать или убрать", lines,
	    all.count, current);
	buf_free(&line);
	arena_free(&texts);
}

void
browser_ask_columns(struct screen *sc)
{
	ask(sc, 1);
}
