/* SPDX-License-Identifier: MIT
 * names.c - a list of names, a person a line, pasted or typed: also where a terminal does not say
 * what is pasted.
 */
#include "screens/app/app.h"
#include "screens/app/ask.h"
#include "screens/widget/editor.h"
#include "screens/widget/window.h"

enum { LONGEST = 65536, WIDTH = 66, HEIGHT = 14, MARGIN = 8 };

struct names {
	struct editor *text;
};

static enum status
names_open(struct screen *sc, const void *args, struct error *e)
{
	struct names *n = screen_state(sc);

	(void)args;
	(void)e;
	n->text = editor_new(LONGEST, false);
	return ST_OK;
}

static void
names_close(struct screen *sc)
{
	editor_free(((struct names *)screen_state(sc))->text);
}

static void
names_load(struct screen *sc)
{
	struct names *n = screen_state(sc);
	int rows, columns;

	app_size(screen_app(sc), &rows, &columns);
	editor_resize(n->text, (columns < WIDTH + MARGIN ? columns - MARGIN : WIDTH) - 1,
	    rows < HEIGHT + MARGIN ? rows - MARGIN : HEIGHT);
}

static void
names_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct names *n = screen_state(sc);
	int height = rows < HEIGHT + MARGIN ? rows - MARGIN : HEIGHT, cursor;
	struct window w = window_draw(ui, row, rows, columns, height + 2,
	    columns < WIDTH + MARGIN ? columns - MARGIN : WIDTH, "Список фамилий");
	int left = w.column + WINDOW_FRAME / 2, width = w.columns - WINDOW_FRAME;
	size_t line, top = editor_top(n->text);

	ui_put(ui, w.row + 1, left, width, STYLE_FAINT,
	    "По человеку в строке: Озерская Ирина Григорьевна; СОШ № 8");
	for (size_t i = 0; i < (size_t)height && top + i < editor_lines(n->text); i++) {
		struct slice text = editor_line(n->text, top + i);

		ui_printf(ui, w.row + 2 + (int)i, left, width, STYLE_PLAIN, "%.*s", (int)text.len,
		    (const char *)text.data);
	}
	editor_cursor(n->text, &line, &cursor);
	ui_cursor(ui, w.row + 2 + (int)(line - top), left + cursor);
}

static void
names_act(struct screen *sc, int act)
{
	const struct names *n = screen_state(sc);

	if (act == ACT_CHOOSE)
		app_pop(screen_app(sc), &(struct answer){.code = 1, .text = editor_text(n->text)});
}

static bool
names_key(struct screen *sc, const struct key *key)
{
	return ask_type(screen_app(sc), ((struct names *)screen_state(sc))->text, key) !=
	    EDIT_PASSED;
}

static bool
names_in_text(const struct screen *sc)
{
	(void)sc;
	return true;
}

static const struct action names_actions[] = {
    ACTION(ACT_CHOOSE, "F2", "Найти этих людей в реестре", .word = "Найти людей"),
    {.act = ACT_NONE},
};

const struct screen_ops names_screen = {
    .name = "names",
    .about = "Список фамилий, по человеку в строке: вставить или набрать. F2 ищет их в реестре.",
    .state_size = sizeof(struct names),
    .overlay = true,
    .actions = names_actions,
    .open = names_open,
    .close = names_close,
    .load = names_load,
    .draw = names_draw,
    .act = names_act,
    .key = names_key,
    .in_text = names_in_text,
};
