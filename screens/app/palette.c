/* SPDX-License-Identifier: MIT
 * palette.c - F9: everything that can be done here and every place of the program, found by typing.
 */
#include "screens/app/finder.h"
#include "service/core/changes.h"

enum { WIDTH = 72, HEIGHT = 18 };

static const struct action actions[] = {
    ACTION(ACT_CHOOSE, "Enter", "Сделать то, на чём стоит курсор", .word = "Сделать"),
    ACTION(ACT_FILTER_CLEAR, "Esc", "Стереть набранное; если стирать нечего — назад"),
    ACTION(ACT_UP, "Up", "На строку выше"),
    ACTION(ACT_DOWN, "Down", "На строку ниже"),
    ACTION(ACT_PAGE_UP, "PgUp", "На страницу выше"),
    ACTION(ACT_PAGE_DOWN, "PgDn", "На страницу ниже"),
    ACTION(ACT_PALETTE, "F9", "Закрыть меню", .word = "Закрыть"),
    {.act = ACT_NONE},
};

static void
add_kinds(struct finder *f, const struct session *s)
{
	for (int k = 0; k < KIND_COUNT; k++) {
		const struct entity *e = entity_of((enum kind)k);

		if (profile_has_module(s->profile, e->module))
			finder_add(f, "список", e->many,
			    (struct finder_item){
				.place = PLACE_BROWSER, .kind = (enum kind)k, .also = e->about});
	}
	for (int k = 0; changes_permit(s, PERMIT_EDIT) && k < KIND_COUNT; k++) {
		const struct entity *e = entity_of((enum kind)k);
		struct buf text = {0};

		buf_printf(&text, "Внести: %s", e->one);
		if (profile_has_module(s->profile, e->module))
			finder_add(f, "новая", buf_text(&text),
			    (struct finder_item){.place = PLACE_ENTRY, .kind = (enum kind)k});
		buf_free(&text);
	}
}

static void
add_places(struct finder *f, const struct app *app, const struct session *s)
{
	for (int i = 0; i < PLACE_COUNT; i++) {
		const struct place_traits *p = &app_places(app)[i];

		if (p->group != NULL && profile_has_module(s->profile, p->module) &&
		    (p->permit == 0 || changes_permit(s, p->permit)))
			finder_add(f, p->group, p->label,
			    (struct finder_item){.place = (enum place)i, .also = p->synonyms});
	}
}

static enum status
palette_open(struct screen *sc, const void *args, struct error *e)
{
	struct finder *f = screen_state(sc);
	const struct action *below = screen_actions(screen_below(sc));
	const struct session *s = app_session(screen_app(sc));

	(void)args;
	(void)e;
	finder_add_actions(f, s, below, NULL, false);
	if (s != NULL) {
		add_kinds(f, s);
		add_places(f, screen_app(sc), s);
	}
	finder_add_actions(f, s, action_common(), below, false);
	finder_search(f);
	return ST_OK;
}

static void
palette_close(struct screen *sc)
{
	finder_free(screen_state(sc));
}

static int
height(int rows)
{
	return rows - 2 < HEIGHT ? rows - 2 : rows < 40 ? HEIGHT : 30;
}

static void
load(struct screen *sc)
{
	struct finder *f = screen_state(sc);
	int rows, columns;

	app_size(screen_app(sc), &rows, &columns);
	list_set(&f->list, f->nshown, height(rows) - 4 - FINDER_SENTENCE);
}

static void
draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	int tall = height(rows), top = row + (rows - tall) / 2, left = (columns - WIDTH) / 2;

	ui_box(ui, top, left, tall, WIDTH, "Что сделать");
	finder_draw(screen_state(sc), ui, top + 1, left + 1, tall - 2, WIDTH - 2);
}

const struct screen_ops palette_screen = {
    .name = "palette",
    .about = "Все действия и все места программы. Наберите слово, и останутся строки с ним.",
    .state_size = sizeof(struct finder),
    .overlay = true,
    .actions = actions,
    .open = palette_open,
    .close = palette_close,
    .load = load,
    .draw = draw,
    .act = finder_act,
    .key = finder_typed,
    .in_text = finder_in_text,
};
