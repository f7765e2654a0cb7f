/* SPDX-License-Identifier: MIT
 * browser.c - the list of any kind: search as you type, sort, filter, mark, open, edit, remove,
 * undo.
 *
 * What is searched, sorted and filtered for is the wish; a listing is made of it when rows are
 * needed. Only the page on the screen is loaded. Whatever happens, the cursor stays on the same
 * record while it is in the list.
 */
#include "screens/record/browser.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/utf8.h"
#include "screens/app/ask.h"
#include "screens/app/undo.h"
#include "screens/widget/words.h"
#include "service/core/modules.h"
#include "service/record/register.h"

static const struct action actions[] = {
    BROWSER_VIEW_ACTIONS("F2 C-w"),
    BROWSER_ACTIONS,
    {.act = ACT_NONE},
};

/* Opening and closing. */

enum status
browser_open(struct screen *sc, const void *args, struct error *e)
{
	struct browser *b = screen_state(sc);
	const struct browser_args *a = args;
	const struct listing_spec *spec = &a->spec;

	if (session_require(app_session(screen_app(sc)), PERMIT_READ, e) != ST_OK)
		return ST_DENIED;
	if (module_require_kind(app_session(screen_app(sc)), spec->kind, e) != ST_OK)
		return ST_REFUSED;
	b->kind = spec->kind;
	b->narrowed = a->part;
	b->sort = spec->sort;
	b->descending = spec->descending;
	b->search = editor_new(EDITOR_LINE, true);
	for (size_t i = 0; i < spec->nfilters; i++)
		filters_add(&b->filters, &spec->filters[i]);
	if (spec->only != NULL) {
		b->nonly = spec->nonly;
		b->only = xmalloc(spec->nonly * sizeof(*b->only));
		memcpy(b->only, spec->only, spec->nonly * sizeof(*b->only));
	}
	browser_make_columns(sc);
	return ST_OK;
}

void
browser_close(struct screen *sc)
{
	struct browser *b = screen_state(sc);

	editor_free(b->search);
	filters_clear(&b->filters);
	idset_free(&b->marks);
	free(b->only);
	listing_close(b->listing);
	rows_free(&b->page);
	highlight_clear(&b->found);
	preview_free(&b->preview);
	buf_free(&b->filter_words);
}

void
browser_title(const struct screen *sc, struct buf *out)
{
	const struct browser *b = screen_state(sc);

	buf_puts(out, entity_of(b->kind)->many);
}

/* What can be done. */

static void
nothing_here(struct screen *sc)
{
	app_say(screen_app(sc), MESSAGE_WARNING, "Список пуст: выбирать не из чего.");
}

static void
open_current(struct screen *sc)
{
	struct browser *b = screen_state(sc);

	if (browser_current(b) == NULL)
		nothing_here(sc);
	else
		open_card(sc, b->kind, browser_current(b)->id);
}

static void
edit_current(struct screen *sc)
{
	struct browser *b = screen_state(sc);

	if (browser_current(b) == NULL)
		nothing_here(sc);
	else
		place_open(screen_app(sc), PLACE_ENTRY, THEN(browser_take_saved),
		    &(struct entry_args){.kind = b->kind, .id = browser_current(b)->id});
}

/* A new record begins as the list is narrowed: that person's, of that kind. */
static void
new_record(struct screen *sc)
{
	struct browser *b = screen_state(sc);
	struct record *initial = record_new(b->kind);

	for (size_t i = 0; i < b->filters.count; i++) {
		const struct filter *f = &b->filters.items[i];

		if (f->test == FILTER_EQUAL && f->field->type == FIELD_REF)
			record_set_ref(initial, f->field, (uint64_t)f->value);
		else if (f->test == FILTER_EQUAL && f->field->type == FIELD_CHOICE && f->field->own)
			record_set_own(initial, f->field->id, f->text, strlen(f->text));
		else if (f->test == FILTER_EQUAL && f->field->type == FIELD_CHOICE)
			record_set_choice(initial, f->field, (uint8_t)f->value);
	}
	place_open(screen_app(sc), PLACE_ENTRY, THEN(browser_take_saved),
	    &(struct entry_args){.kind = b->kind, .initial = initial});
	record_free(initial);
}

static void
ask_remove(struct screen *sc)
{
	struct browser *b = screen_state(sc);

	if (b->marks.count > 0)
		browser_ask_remove_marked(sc);
	else if (browser_current(b) != NULL)
		browser_ask_remove_current(sc);
	else
		nothing_here(sc);
}

static void
undo(struct screen *sc)
{
	if (undo_own(screen_app(sc)))
		browser_wish(sc, false);
}

static void
redo(struct screen *sc)
{
	if (redo_own(screen_app(sc)))
		browser_wish(sc, false);
}

/* The fields the list could be ordered by when it was asked. */
struct sortable {
	size_t count;
	const struct field *fields[LIST_COLUMNS];
};

/* By the field it is in order of already: the other way round. */
static void
sort_by(struct screen *sc, const struct field *f)
{
	struct browser *b = screen_state(sc);

	b->descending = f == b->sort && !b->descending;
	b->sort = f;
	browser_make_columns(sc);
	if (columns_find(&b->columns, f) < b->columns.count) /* it is always seen */
		b->columns.shown[columns_find(&b->columns, f)].rank = 0;
	browser_wish(sc, true);
}

static void
take_sort(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct sortable *choice = about;

	if (answer->code == 0)
		return;
	assert((size_t)answer->code <= choice->count + 1);
	sort_by(sc, answer->code > 1 ? choice->fields[answer->code - 2] : NULL);
}

void
browser_heading(struct screen *sc, size_t column)
{
	const struct browser *b = screen_state(sc);

	if (column < b->columns.nfields)
		sort_by(sc, b->columns.fields[column]);
}

static void
ask_sort(struct screen *sc)
{
	struct browser *b = screen_state(sc);
	const struct profile *profile = app_session(screen_app(sc))->profile;
	const char *lines[LIST_COLUMNS + 1] = {"Обычный порядок списка"};
	size_t now = b->sort != NULL ? columns_find(&b->columns, b->sort) + 1 : 0;
	struct sortable choice = {.count = b->columns.nfields};

	for (size_t i = 0; i < b->columns.nfields; i++) {
		lines[i + 1] = columns_label(&b->columns, profile, b->kind, i);
		choice.fields[i] = b->columns.fields[i];
	}
	ask_choice(screen_app(sc), ABOUT(take_sort, &choice), "Упорядочить по полю", lines,
	    b->columns.nfields + 1, now + 1);
}

static void
mark(struct screen *sc)
{
	struct browser *b = screen_state(sc);

	if (browser_current(b) == NULL) {
		nothing_here(sc);
		return;
	}
	idset_toggle(&b->marks, browser_current(b)->id);
	list_act(&b->list, ACT_DOWN);
	browser_moved(sc);
}

static void
mark_shown(struct screen *sc, bool invert)
{
	struct browser *b = screen_state(sc);
	uint64_t *ids = NULL;
	size_t n;
	struct view v;

	view_open(&v, app_session(screen_app(sc)));
	n = listing_ids(b->listing, &v, &ids);
	view_close(&v);
	for (size_t i = 0; i < n; i++)
		(invert ? idset_toggle : idset_add)(&b->marks, ids[i]);
	free(ids);
}

static void
unmark(struct screen *sc)
{
	struct browser *b = screen_state(sc);

	idset_free(&b->marks);
	if (b->marked_only) {
		b->marked_only = false;
		browser_wish(sc, false);
	}
}

static void
toggle_marked_only(struct screen *sc)
{
	struct browser *b = screen_state(sc);

	if (!b->marked_only && b->marks.count == 0) {
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Ничего не отмечено. Отметить запись — Пробел, все показанные — Ctrl-A.");
		return;
	}
	b->marked_only = !b->marked_only;
	browser_wish(sc, false);
}

/* One thing at a time: the search, then the conditions; at last back. */
static void
clear(struct screen *sc)
{
	struct browser *b = screen_state(sc);

	if (b->searching) {
		b->searching = false;
		if (editor_count(b->search) > 0) {
			editor_set(b->search, "");
			browser_wish(sc, false);
		}
	} else if (b->filters.count > 0 || b->marked_only || b->narrowed != 0) {
		filters_clear(&b->filters);
		browser_widen(b);
		b->marked_only = false;
		browser_wish(sc, false);
	} else {
		app_pop(screen_app(sc), NULL);
	}
}

static void
begin_search(struct screen *sc)
{
	struct browser *b = screen_state(sc);
	struct error none = {0};

	b->searching = true;
	(void)editor_key(b->search, &(struct key){.code = K_TO_END}, &none);
}

static void
go_back(struct screen *sc)
{
	app_pop(screen_app(sc), NULL);
}

static void
mark_all(struct screen *sc)
{
	mark_shown(sc, false);
}

static void
mark_others(struct screen *sc)
{
	mark_shown(sc, true);
}

static bool
type(struct screen *sc, const struct key *key)
{
	struct browser *b = screen_state(sc);
	enum edited edited = ask_type(screen_app(sc), b->search, key);

	if (edited == EDIT_CHANGED)
		browser_wish(sc, true);
	return edited != EDIT_PASSED;
}

/* Keys that belong to the search while it is typed; behind its end → goes on to the columns, and ←
 * comes back from there first. */
static const struct {
	int act;
	struct key key;
} search_keys[] = {
    {.act = ACT_FIRST, .key = {.code = K_TO_START}},
    {.act = ACT_LAST, .key = {.code = K_TO_END}},
    {.act = ACT_SCROLL_LEFT, .key = {.code = K_ARROW_LEFT}},
    {.act = ACT_SCROLL_RIGHT, .key = {.code = K_ARROW_RIGHT}},
    {.act = ACT_UNDO, .key = {.code = K_CONTROL, .ch = 'z'}},
    {.act = ACT_REDO, .key = {.code = K_CONTROL, .ch = 'y'}},
};

static bool
is_behind_search(const struct browser *b, int act)
{
	size_t line;
	int column;

	editor_cursor(b->search, &line, &column);
	return act == ACT_SCROLL_LEFT
	    ? b->list.shift > 0
	    : act == ACT_SCROLL_RIGHT && column == (int)utf8_width(editor_text(b->search));
}

static bool
is_of_search(struct screen *sc, int act)
{
	const struct browser *b = screen_state(sc);

	if (is_behind_search(b, act))
		return false;
	for (size_t i = 0; b->searching && i < sizeof(search_keys) / sizeof(search_keys[0]); i++)
		if (search_keys[i].act == act) {
			type(sc, &search_keys[i].key);
			return true;
		}
	return false;
}

static void
end_merge(struct screen *sc, const void *about, const struct answer *answer)
{
	struct browser *b = screen_state(sc);

	(void)about;
	if (answer->code != 1)
		return;
	idset_free(&b->marks);
	b->marked_only = false;
	b->current = answer->id;
	browser_wish(sc, false);
}

/* The one that was there first stays, unless the screen is told otherwise. */
static void
merge_marked(struct screen *sc)
{
	struct browser *b = screen_state(sc);
	struct merge_args args = {.kind = b->kind};

	if (b->marks.count != 2) {
		app_say(screen_app(sc), MESSAGE_INFO,
		    "Отметьте пробелом две записи, за которыми стоит одно и то же.");
		return;
	}
	idset_next(&b->marks, &args.kept);
	args.gone = args.kept + 1;
	idset_next(&b->marks, &args.gone);
	place_open(screen_app(sc), PLACE_MERGE, THEN(end_merge), &args);
}

static void
open_import(struct screen *sc)
{
	const struct browser *b = screen_state(sc);

	place_open(screen_app(sc), PLACE_IMPORT, NO_QUESTION,
	    &(struct import_args){.kind = 1 + (int)b->kind});
}

void
browser_act(struct screen *sc, int act)
{
	static const struct {
		int act;
		void (*run)(struct screen *sc);
	} deeds[] = {
	    {.act = ACT_OPEN, .run = open_current},
	    {.act = ACT_EDIT, .run = edit_current},
	    {.act = ACT_NEW, .run = new_record},
	    {.act = ACT_REMOVE, .run = ask_remove},
	    {.act = ACT_SEARCH, .run = begin_search},
	    {.act = BROWSER_FILTER, .run = browser_ask_filter},
	    {.act = BROWSER_SORT, .run = ask_sort},
	    {.act = ACT_MARK, .run = mark},
	    {.act = ACT_MARK_ALL, .run = mark_all},
	    {.act = BROWSER_MARK_INVERT, .run = mark_others},
	    {.act = ACT_MARK_NONE, .run = unmark},
	    {.act = BROWSER_MARKED_ONLY, .run = toggle_marked_only},
	    {.act = BROWSER_MERGE, .run = merge_marked},
	    {.act = BROWSER_IMPORT, .run = open_import},
	    {.act = BROWSER_COLUMNS, .run = browser_ask_columns},
	    {.act = ACT_FILTER_CLEAR, .run = clear},
	    {.act = ACT_UNDO, .run = undo},
	    {.act = ACT_REDO, .run = redo},
	    {.act = ACT_BACK, .run = go_back},
	};
	const struct action *work = action_find(screen_of(sc)->actions, act);
	struct browser *b = screen_state(sc);

	browser_ensure(sc);
	if (b->listing == NULL && act == ACT_BACK) /* a list that cannot be read is left, too */
		go_back(sc);
	if (b->listing == NULL || is_of_search(sc, act))
		return;
	if (list_act(&b->list, act)) {
		browser_moved(sc);
		return;
	}
	browser_scroll(sc, act);
	for (size_t i = 0; i < sizeof(deeds) / sizeof(deeds[0]); i++)
		if (deeds[i].act == act)
			deeds[i].run(sc);
	if (work != NULL && work->on_screen != NULL)
		work->on_screen(sc);
}

/* A letter begins a search, which lasts until it is cleared. */
bool
browser_key(struct screen *sc, const struct key *key)
{
	struct browser *b = screen_state(sc);

	if (!b->searching && (key->code != K_CHARACTER || key->ch <= ' '))
		return false;
	if (!b->searching)
		begin_search(sc);
	return type(sc, key);
}

bool
browser_in_text(const struct screen *sc)
{
	const struct browser *b = screen_state(sc);

	return b->searching;
}

const struct screen_ops browser_screen = BROWSER_SCREEN(actions, NULL);

void
open_browser(struct app *app, struct question question, const void *args)
{
	enum kind kind = ((const struct browser_args *)args)->spec.kind;
	enum place place = PLACE_ANY_LIST;

	for (int i = 0; i < PLACE_COUNT; i++)
		if (app_places(app)[i].lists == (int)kind + 1)
			place = (enum place)i;
	place_open(app, place, question, args);
}
