/* SPDX-License-Identifier: MIT
 * entry.c - the form of any kind of record.
 */
#include <string.h>

#include "base/utf8.h"
#include "screens/form/entry_panel.h"
#include "screens/form/namesake.h"
#include "screens/app/place_args.h"
#include "screens/form/record_form_screen.h"

/* From so many columns on there is a panel beside the form. */
enum { WIDE = 110, PANEL = 40 };

struct entry {
	struct record_form_screen base;
	struct entry_panel panel;
	struct buf asked; /* about whom a namesake was asked */
};

static const struct action actions[] = {
    RECORD_FORM_ACTIONS,
    RECORD_FORM_MORE_ACTIONS,
    ACTION(ACT_NEW, "Ins", "Завести новую запись для ссылки, не выходя из формы"),
    {.act = ACT_NONE},
};

static enum status
entry_open(struct screen *sc, const void *args, struct error *e)
{
	const struct entry_args *a = args;
	struct entry *entry = screen_state(sc);
	enum status st = record_form_open(
	    &entry->base.sheet, screen_app(sc), a->kind, a->id, a->initial, NULL, e);

	entry->panel.item = RECORD_FORM_NONE;
	if (st == ST_OK)
		drafting_choose(&entry->base.sheet->drafting, a->draft);
	if (st == ST_OK && a->focus != NULL)
		record_form_focus(entry->base.sheet, record_form_find(entry->base.sheet, a->focus));
	return st;
}

static void
entry_close(struct screen *sc)
{
	struct entry *entry = screen_state(sc);

	entry_panel_clear(&entry->panel);
	buf_free(&entry->panel.typed);
	buf_free(&entry->asked);
	record_form_screen_close(sc);
}

/* The panel reads the store only where it is seen. */
static void
update(struct screen *sc)
{
	struct entry *entry = screen_state(sc);
	int rows, columns;

	app_size(screen_app(sc), &rows, &columns);
	if (columns >= WIDE)
		entry_panel_update(&entry->panel, entry->base.sheet);
}

static void
entry_load(struct screen *sc)
{
	record_form_screen_load(sc);
	update(sc);
}

static void
entry_act(struct screen *sc, int act)
{
	record_form_screen_act(sc, act);
	update(sc);
}

static bool
entry_key(struct screen *sc, const struct key *key)
{
	struct entry *entry = screen_state(sc);
	size_t left = entry->base.sheet->focus;
	bool known = record_form_screen_key(sc, key);

	update(sc);
	if (namesake_is_due(entry->base.sheet, left))
		namesake_ask(entry->base.sheet, &entry->asked);
	return known;
}

static void
entry_pressed(struct screen *sc, struct press press)
{
	struct entry *entry = screen_state(sc);
	size_t left = entry->base.sheet->focus;

	record_form_screen_pressed(sc, press);
	update(sc);
	if (namesake_is_due(entry->base.sheet, left))
		namesake_ask(entry->base.sheet, &entry->asked);
}

static void
entry_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct entry *entry = screen_state(sc);
	struct record_form *sh = entry->base.sheet;
	int hint = record_form_hint_rows(sh),
	    form = columns >= WIDE ? columns - PANEL - 3 : columns;

	record_form_draw(sh, ui, row + 1, rows - hint - 1, 0, form);
	if (columns >= WIDE) {
		ui_vertical(ui, row, form, rows - hint);
		entry_panel_draw(&entry->panel, sh, ui, row + 1, rows - hint - 1, form + 2, PANEL);
	}
	record_form_draw_hint(sh, ui, row + rows - hint, hint, columns);
}

const struct screen_ops entry_screen = {
    .name = "entry",
    .about = "Форма записи: Enter, Tab и стрелки ведут от поля к полю, F2 сохраняет. Набранное "
	     "хранится в черновике с первой буквы.",
    .state_size = sizeof(struct entry),
    .actions = actions,
    .open = entry_open,
    .close = entry_close,
    .title = record_form_screen_title,
    .edits = true,
    .record = record_form_screen_record,
    .load = entry_load,
    .draw = entry_draw,
    .act = entry_act,
    .key = entry_key,
    .pressed = entry_pressed,
    .in_text = record_form_screen_in_text,
    .tick = record_form_screen_tick,
    .leave = record_form_screen_leave,
    .lines = true,
    .unsaved = record_form_screen_unsaved,
    .may_close = record_form_screen_may_close,
};

/* "Петрова Анна Ивановна" fills three fields, the last takes what is left. */
static void
put_words(struct record *r, struct slice typed, const char *const *fields, size_t count)
{
	struct reading reading = {0};
	struct error e = {0};

	for (size_t i = 0; i < count && typed.len > 0; i++) {
		const char *s = typed.data, *blank = memchr(s, ' ', typed.len);
		size_t n = i + 1 < count && blank != NULL ? (size_t)(blank - s) : typed.len;

		value_parse(r, field_find(r->kind, fields[i]), slice_make(s, n), &reading, &e);
		typed = utf8_trim(slice_make(s + n, typed.len - n));
	}
}

/* What was looked for and not found becomes the name of a new record. */
static struct record *
named(enum kind kind, const char *typed)
{
	static const char *const person[] = {"surname", "given_name", "patronymic"};
	static const char *const organisation[] = {"name"};
	struct record *r = record_new(kind);
	struct slice name = utf8_trim(slice_of(typed));

	if (kind == KIND_PEOPLE)
		put_words(r, name, person, 3);
	else if (kind == KIND_ORGANISATIONS)
		put_words(r, name, organisation, 1);
	return r;
}

void
open_entry(struct app *app, struct question question, const void *args)
{
	struct entry_args a = *(const struct entry_args *)args;
	struct record *r = a.typed != NULL ? named(a.kind, a.typed) : NULL;

	if (r != NULL)
		a.initial = r;
	place_open(app, a.kind == KIND_APPLICATIONS ? PLACE_APPLICATION_FORM : PLACE_ANY_FORM,
	    question, &a);
	record_free(r);
}
