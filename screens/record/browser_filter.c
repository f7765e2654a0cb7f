/* SPDX-License-Identifier: MIT
 * browser_filter.c - the list screen: the window of its conditions. What there is stands first,
 * each condition to be taken off alone; then what is kept by name; then the fields for a new one.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "screens/app/ask.h"
#include "screens/record/browser.h"
#include "service/list/saved_filters.h"

/* What a line above the fields does: with the condition of that number, with those of that name. */
struct filter_way {
	void (*go)(struct screen *sc, const struct filter_way *way);
	size_t which;
	char name[SAVED_NAME * 4 + 1];
};

enum { WAYS = LISTING_FILTERS + SAVED_FILTERS + 2 };

struct filter_ways {
	struct filter_way items[WAYS];
	size_t count;
};

struct window_lines {
	struct filter_ways ways; /* the fields stand behind them */
	const char **lines;
	size_t count;
	struct arena texts;
};

static void
take_off(struct screen *sc, const struct filter_way *way)
{
	struct browser *b = screen_state(sc);

	filters_drop(&b->filters, way->which);
	browser_wish(sc, false);
}

static void
take_name(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct browser *b = screen_state(sc);
	struct app *app = screen_app(sc);
	struct error e = {0};

	(void)about;
	if (answer->code == 0)
		return;
	if (saved_filters_put(app_session(app), b->kind, answer->text, b->filters.items,
		b->filters.count, &e) == ST_OK)
		app_say(
		    app, MESSAGE_INFO, "Отбор «%s» запомнен: + — и он стоит первым.", answer->text);
	else
		app_say_error(app, &e);
}

static void
keep(struct screen *sc, const struct filter_way *way)
{
	(void)way;
	ask_line(screen_app(sc), THEN(take_name), "Запомнить отбор",
	    "Как его назвать? Под тем же именем новый заменит прежний.", "");
}

static void
take_saved(struct screen *sc, const struct filter_way *way)
{
	struct browser *b = screen_state(sc);
	struct app *app = screen_app(sc);
	struct saved_filters all;
	const struct saved_filter *found;

	saved_filters_read(app_session(app), b->kind, &all);
	found = saved_filters_find(&all, way->name);
	if (found == NULL) {
		app_say(app, MESSAGE_WARNING, "Отбора «%s» больше нет.", way->name);
	} else {
		filters_clear(&b->filters);
		for (size_t i = 0; i < found->count; i++)
			filters_add(&b->filters, &found->items[i]);
		if (found->lost > 0)
			app_say(app, MESSAGE_WARNING,
			    "В отборе «%s» не действует условий: %zu. Такого поля или слова в "
			    "правилах города больше нет.",
			    found->name, found->lost);
		browser_wish(sc, true);
	}
	saved_filters_free(&all);
}

static void
take_forgotten(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct browser *b = screen_state(sc);

	(void)about;
	if (answer->code == 0)
		return;
	saved_filters_forget(app_session(screen_app(sc)), b->kind, answer->text);
	app_say(screen_app(sc), MESSAGE_INFO, "Отбор «%s» забыт.", answer->text);
}

static void
forget(struct screen *sc, const struct filter_way *way)
{
	const struct browser *b = screen_state(sc);
	struct saved_filters all;
	const char *lines[SAVED_FILTERS];

	(void)way;
	saved_filters_read(app_session(screen_app(sc)), b->kind, &all);
	for (size_t i = 0; i < all.count; i++)
		lines[i] = all.items[i].name;
	ask_choice(
	    screen_app(sc), THEN(take_forgotten), "Какой отбор забыть?", lines, all.count, 0);
	saved_filters_free(&all);
}

static void
take_filter(struct screen *sc, const struct filter *chosen)
{
	struct browser *b = screen_state(sc);

	if (!filters_add(&b->filters, chosen))
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Больше %d условий сразу не бывает: снимите лишнее (+, «Снять»).",
		    LISTING_FILTERS);
	browser_wish(sc, true);
}

/* The window's lines. */

static void
add_way(struct window_lines *w, struct filter_way way, const char *line)
{
	assert(w->ways.count < WAYS && w->ways.count == w->count);
	w->ways.items[w->ways.count++] = way;
	w->lines[w->count++] = arena_strdup(&w->texts, line);
}

static void
add_conditions(struct window_lines *w, const struct screen *sc)
{
	const struct browser *b = screen_state(sc);
	struct buf line = {0};
	struct view v;

	view_open(&v, app_session(screen_app(sc)));
	for (size_t i = 0; i < b->filters.count; i++) {
		buf_clear(&line);
		buf_puts(&line, "Снять: ");
		filter_put(&b->filters.items[i], &v, b->kind, &line);
		add_way(w, (struct filter_way){.go = take_off, .which = i}, buf_text(&line));
	}
	view_close(&v);
	buf_free(&line);
	if (b->filters.count > 0)
		add_way(w, (struct filter_way){.go = keep}, "Запомнить отбор под именем…");
}

static void
add_saved(struct window_lines *w, const struct screen *sc)
{
	const struct browser *b = screen_state(sc);
	struct saved_filters all;
	struct buf line = {0};

	saved_filters_read(app_session(screen_app(sc)), b->kind, &all);
	for (size_t i = 0; i < all.count; i++) {
		struct filter_way way = {.go = take_saved};

		snprintf(way.name, sizeof(way.name), "%s", all.items[i].name);
		buf_clear(&line);
		buf_printf(&line, "Отбор «%s»", all.items[i].name);
		add_way(w, way, buf_text(&line));
	}
	if (all.count > 0)
		add_way(w, (struct filter_way){.go = forget}, "Забыть отбор…");
	buf_free(&line);
	saved_filters_free(&all);
}

/* The profile's fields are the same as when they were shown: it is read once a session. */
static void
take_line(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct browser *b = screen_state(sc);
	const struct filter_ways *ways = about;
	size_t line = (size_t)answer->code - 1, count;
	const struct field *const *fields =
	    profile_fields(app_session(screen_app(sc))->profile, b->kind, &count);

	if (answer->code == 0)
		return;
	assert(line < ways->count + count);
	if (line < ways->count)
		ways->items[line].go(sc, &ways->items[line]);
	else
		filter_ask(screen_app(sc), b->kind, fields[line - ways->count], take_filter);
}

void
browser_ask_filter(struct screen *sc)
{
	const struct browser *b = screen_state(sc);
	const struct profile *profile = app_session(screen_app(sc))->profile;
	size_t count;
	const struct field *const *fields = profile_fields(profile, b->kind, &count);
	struct window_lines w = {.lines = xcalloc(WAYS + count, sizeof(*w.lines))};

	add_conditions(&w, sc);
	add_saved(&w, sc);
	for (size_t i = 0; i < count; i++)
		w.lines[w.count++] = profile_label(profile, b->kind, fields[i]);
	ask_choice(
	    screen_app(sc), ABOUT(take_line, &w.ways), "Отобрать по полю", w.lines, w.count, 0);
	free(w.lines);
	arena_free(&w.texts);
}
