/* SPDX-License-Identifier: MIT
 * help.c - F1: what can be done on the screen below, and with which key. Enter does it.
 */
#include "screens/app/finder.h"
#include "screens/widget/text.h"

enum { WIDTH = 100, ABOUT_ROWS = 3 };

static const struct action actions[] = {
    ACTION(ACT_CHOOSE, "Enter", "Закрыть справку и сделать то, на чём стоит курсор",
	.word = "Сделать"),
    ACTION(ACT_FILTER_CLEAR, "Esc", "Стереть набранное; если стирать нечего — назад"),
    ACTION(ACT_UP, "Up", "На строку выше"),
    ACTION(ACT_DOWN, "Down", "На строку ниже"),
    ACTION(ACT_PAGE_UP, "PgUp", "На страницу выше"),
    ACTION(ACT_PAGE_DOWN, "PgDn", "На страницу ниже"),
    ACTION(ACT_HELP, "F1", "Закрыть справку", .word = "Закрыть"),
    {.act = ACT_NONE},
};

static enum status
help_open(struct screen *sc, const void *args, struct error *e)
{
	struct finder *f = screen_state(sc);
	const struct action *below = screen_actions(screen_below(sc));
	const struct session *s = app_session(screen_app(sc));

	(void)args;
	(void)e;
	finder_add_actions(f, s, below, NULL, true);
	finder_add_actions(f, s, action_common(), below, true);
	finder_search(f);
	return ST_OK;
}

static void
help_close(struct screen *sc)
{
	finder_free(screen_state(sc));
}

static void
title(const struct screen *sc, struct buf *out)
{
	const struct screen *below = screen_below(sc);

	buf_puts(out, "Справка");
	if (below != NULL && screen_of(below)->title != NULL) {
		buf_puts(out, ": ");
		screen_of(below)->title(below, out);
	}
}

static int
about_width(int columns)
{
	return (columns < WIDTH ? columns : WIDTH) - 4;
}

/* What the screen is for is a sentence or two. */
static int
about_rows(const struct screen *sc, int columns)
{
	const struct screen *below = screen_below(sc);
	int rows = below != NULL ? text_height(screen_of(below)->about, about_width(columns)) : 1;

	return rows < ABOUT_ROWS ? rows : ABOUT_ROWS;
}

static void
load(struct screen *sc)
{
	struct finder *f = screen_state(sc);
	int rows, columns;

	app_size(screen_app(sc), &rows, &columns);
	list_set(&f->list, f->nshown, rows - about_rows(sc, columns) - 4 - FINDER_SENTENCE);
}

static void
draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct screen *below = screen_below(sc);

	int above = about_rows(sc, columns) + 2;

	if (below != NULL)
		text_draw(ui, row + 1, 2, ABOUT_ROWS, about_width(columns), STYLE_PLAIN,
		    screen_of(below)->about);
	finder_draw(
	    screen_state(sc), ui, row + above, 0, rows - above, columns < WIDTH ? columns : WIDTH);
}

const struct screen_ops help_screen = {
    .name = "help",
    .about =
	"Справка: что можно сделать и какой клавишей. Наберите слово, и останутся строки с ним.",
    .state_size = sizeof(struct finder),
    .actions = actions,
    .open = help_open,
    .close = help_close,
    .title = title,
    .load = load,
    .draw = draw,
    .act = finder_act,
    .key = finder_typed,
    .in_text = finder_in_text,
};
