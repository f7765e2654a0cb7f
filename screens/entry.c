/* SPDX-License-Identifier: MIT
 * entry.c - the form of any kind of record.
 */
#include "screens/open.h"
#include "screens/sheet_screen.h"

static const struct action actions[] = {
    SHEET_ACTIONS,
    SHEET_MORE_ACTIONS,
    {ACT_NONE, NULL, NULL, NULL, 0},
};

static enum status
entry_open(struct screen *sc, const void *args, struct error *e)
{
	const struct sheet_args *a = args;
	struct sheet_screen *state = screen_state(sc);

	return sheet_open(&state->sheet, screen_app(sc), a->kind, a->id, a->initial, NULL, e);
}

static void
entry_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	struct sheet *sh = sheet_of(sc);
	int hint = sheet_hint_rows(sh);

	sheet_draw(sh, ui, row + 1, rows - hint - 1, 0, columns);
	sheet_draw_hint(sh, ui, row + rows - hint, hint, columns);
}

static const struct screen_ops entry_ops = {
    .name = "entry",
    .about = "Форма записи: Enter, Tab и стрелки ведут от поля к полю, F2 сохраняет. Набранное "
	     "хранится в черновике с первой буквы.",
    .state_size = sizeof(struct sheet_screen),
    .actions = actions,
    .open = entry_open,
    .close = sheet_screen_close,
    .title = sheet_screen_title,
    .load = sheet_screen_load,
    .draw = entry_draw,
    .act = sheet_screen_act,
    .key = sheet_screen_key,
    .in_text = sheet_screen_in_text,
    .answered = sheet_screen_answered,
    .tick = sheet_screen_tick,
    .leave = sheet_screen_leave,
    .may_close = sheet_screen_may_close,
};

void
open_entry(struct app *app, int question, enum kind kind, uint64_t id, const struct record *initial)
{
	struct sheet_args args = {.kind = kind, .id = id, .initial = initial};

	if (kind == KIND_APPLICATIONS)
		open_application(app, question, id, initial);
	else
		app_push(app, &entry_ops, &args, question);
}
