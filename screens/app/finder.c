/* SPDX-License-Identifier: MIT
 * finder.c - things one can do, found by typing some of their words.
 */
#include "screens/app/finder.h"

#include "screens/app/ask.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/die.h"
#include "base/fold.h"
#include "screens/app/place_args.h"
#include "screens/widget/text.h"
#include "service/core/changes.h"

void
finder_add(struct finder *f, const char *key, const char *text, struct finder_item what)
{
	ARRAY_ROOM(f->items, f->count, f->room);
	what.key = xstrdup(key);
	what.text = xstrdup(text);
	f->items[f->count++] = what;
}

enum { KEYS_SHOWN = 2 };

static bool
is_movement(int act)
{
	return act >= ACT_UP && act <= ACT_LAST;
}

void
finder_add_actions(struct finder *f, const struct session *s, const struct action *table,
    const struct action *without, bool movements)
{
	for (const struct action *a = table; a != NULL && a->act != ACT_NONE; a++) {
		struct buf key = {0};

		if (action_find(without, a->act) != NULL || (is_movement(a->act) && !movements) ||
		    (a->permit != 0 && (s == NULL || !changes_permit(s, (enum permit)a->permit))))
			continue;
		action_put_keys(a, (struct keys_taken){.by = without}, KEYS_SHOWN, &key);
		finder_add(f, buf_text(&key), a->help,
		    (struct finder_item){.act = a->act, .also = action_synonyms(a)});
		buf_free(&key);
	}
}

/* By its own words, or else by what people call it. */
static bool
is_found(const struct finder *f, const struct finder_item *item, bool by_own)
{
	struct buf words = {0};
	bool own, found;

	buf_printf(&words, "%s %s", item->text, item->key);
	own = highlight_all(&f->found, buf_text(&words));
	buf_printf(&words, " %s", item->also != NULL ? item->also : "");
	found = by_own ? own : !own && highlight_all(&f->found, buf_text(&words));
	buf_free(&words);
	return found;
}

static void
collect(struct finder *f, const char *query)
{
	highlight_set(&f->found, query);
	f->nshown = 0;
	for (int by_own = 1; by_own >= 0; by_own--)
		for (size_t i = 0; i < f->count; i++)
			if (is_found(f, &f->items[i], by_own))
				f->shown[f->nshown++] = i;
}

void
finder_search(struct finder *f)
{
	struct buf other = {0};

	f->shown = xrealloc(f->shown, (f->count + 1) * sizeof(*f->shown));
	f->other_layout = false;
	if (f->typed == NULL)
		f->typed = editor_new(EDITOR_LINE, true);
	collect(f, editor_text(f->typed));
	if (f->nshown == 0 && fold_put_other_layout(&other, slice_of(editor_text(f->typed)))) {
		collect(f, buf_text(&other));
		f->other_layout = f->nshown > 0;
	}
	buf_free(&other);
	f->list.cursor = f->list.top = 0;
	list_set(&f->list, f->nshown, f->list.shown);
}

void
finder_free(struct finder *f)
{
	for (size_t i = 0; i < f->count; i++) {
		free(f->items[i].key);
		free(f->items[i].text);
	}
	free(f->items);
	free(f->shown);
	highlight_clear(&f->found);
	editor_free(f->typed);
}

static void
go(struct app *app, const struct finder_item *item)
{
	const struct browser_args list = {.spec = {.kind = item->kind}};
	const struct entry_args entry = {.kind = item->kind};

	place_open(app, item->place, NO_QUESTION,
	    item->place == PLACE_BROWSER     ? (const void *)&list
		: item->place == PLACE_ENTRY ? (const void *)&entry
					     : NULL);
}

/* Leave the finder's screen and do the item under the cursor. */
static void
do_item(struct finder *f, struct app *app)
{
	const struct finder_item *item;

	if (f->nshown == 0) {
		app_say(app, MESSAGE_WARNING, "Таких слов здесь нет: сотрите их клавишей Esc.");
		return;
	}
	item = &f->items[f->shown[list_at(&f->list)]];
	app_pop(app, NULL);
	if (item->act != ACT_NONE)
		app_do(app, item->act);
	else
		go(app, item);
}

static void
cell(const void *context, size_t row, size_t column, struct buf *out)
{
	const struct finder *f = context;
	const struct finder_item *item = &f->items[f->shown[row]];

	buf_puts(out, column == 0 ? item->text : item->key);
}

void
finder_draw(const struct finder *f, struct ui *ui, int row, int column, int rows, int columns)
{
	static const struct list_column shown[] = {
	    {.title = "Что сделать", .width = 44, .grows = true, .lead = true},
	    {.title = "Клавиши", .width = 14, .rank = 1},
	};
	struct list_view view = {.columns = shown,
	    .ncolumns = 2,
	    .context = f,
	    .cell = cell,
	    .found = &f->found,
	    .sorted = 2,
	    .menu = true};

	ui_put(ui, row, column + 2, 0, STYLE_LABEL, "Найти:");
	if (f->other_layout)
		ui_put(ui, row, column + 44, 0, STYLE_WARNING, "(другая раскладка)");
	list_draw(&f->list, ui, row + 2, column, rows - 2 - FINDER_SENTENCE, columns, &view);
	if (f->nshown > 0)
		text_draw(ui, row + rows - FINDER_SENTENCE, column + 2, FINDER_SENTENCE,
		    columns - 4, STYLE_FAINT, f->items[f->shown[list_at(&f->list)]].text);
	if (f->nshown == 0)
		ui_put(ui, row + 3, column + 2, 0, STYLE_PLAIN,
		    "Таких слов здесь нет. Esc — стереть их.");
	editor_draw(f->typed, ui, row, column + 9, 32, true);
}

void
finder_act(struct screen *sc, int act)
{
	struct finder *f = screen_state(sc);

	if (list_act(&f->list, act))
		return;
	if (act == ACT_CHOOSE) {
		do_item(f, screen_app(sc));
	} else if (act == ACT_FILTER_CLEAR && editor_count(f->typed) > 0) {
		editor_set(f->typed, "");
		finder_search(f);
	} else {
		app_pop(screen_app(sc), NULL);
	}
}

bool
finder_typed(struct screen *sc, const struct key *key)
{
	struct finder *f = screen_state(sc);
	enum edited edited = ask_type(screen_app(sc), f->typed, key);

	if (edited == EDIT_CHANGED)
		finder_search(f);
	return edited != EDIT_PASSED;
}

bool
finder_in_text(const struct screen *sc)
{
	(void)sc;
	return true;
}
