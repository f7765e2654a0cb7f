/* SPDX-License-Identifier: MIT
 * palette.c - F9: everything that can be done here and every place of the program, found by typing.
 */
#include "base/clock.h"
#include "screens/app/finder.h"
#include "screens/app/open.h"
#include "service/core/changes.h"

enum { WIDTH = 72, HEIGHT = 18 };

static const struct action actions[] = {
    {.act = ACT_CHOOSE,
	.keys = "Enter",
	.word = "Сделать",
	.help = "Сделать то, на чём стоит курсор"},
    {.act = ACT_FILTER_CLEAR,
	.keys = "Esc",
	.help = "Стереть набранное; если стирать нечего — назад"},
    {.act = ACT_UP, .keys = "Up", .help = "На строку выше"},
    {.act = ACT_DOWN, .keys = "Down", .help = "На строку ниже"},
    {.act = ACT_PAGE_UP, .keys = "PgUp", .help = "На страницу выше"},
    {.act = ACT_PAGE_DOWN, .keys = "PgDn", .help = "На страницу ниже"},
    {.act = ACT_PALETTE, .keys = "F9", .word = "Закрыть", .help = "Закрыть меню"},
    {.act = ACT_NONE},
};

static void
go_to_list(struct app *app, int kind)
{
	open_browser(app, &(struct listing_spec){.kind = (enum kind)kind});
}

static void
go_to_new(struct app *app, int kind)
{
	open_entry(app, NO_QUESTION, (enum kind)kind, 0, NULL);
}

static void
go_to_journal(struct app *app, int value)
{
	(void)value;
	open_journal(app);
}

static void
go_to_accounts(struct app *app, int value)
{
	(void)value;
	open_accounts(app);
}

static void
go_to_drafts(struct app *app, int value)
{
	(void)value;
	open_drafts(app);
}

static void
go_to_roster(struct app *app, int value)
{
	(void)value;
	open_roster(app);
}

static void
go_to_publication(struct app *app, int value)
{
	(void)value;
	open_publication(app, clock_today());
}

static void
go_to_preparation(struct app *app, int value)
{
	(void)value;
	open_preparation(app, 0);
}

static void
go_to_orders(struct app *app, int value)
{
	(void)value;
	open_orders(app);
}

/* The council and the corps, where the town has them. */
static void
add_corps(struct finder *f, const struct session *s)
{
	if (!profile_has_module(s->profile, "corps"))
		return;
	finder_add(f, "место", "Состав методического актива на дату",
	    (struct finder_item){.run = go_to_roster});
	if (changes_permit(s, PERMIT_EDIT))
		finder_add(f, "место",
		    "Публикация списка на сайте, напоминания об отозванных согласиях",
		    (struct finder_item){.run = go_to_publication});
	if (changes_permit(s, PERMIT_COUNCIL))
		finder_add(f, "новая", "Подготовить заседание совета",
		    (struct finder_item){.run = go_to_preparation});
	if (changes_permit(s, PERMIT_EDIT))
		finder_add(
		    f, "новая", "Составить приказ", (struct finder_item){.run = go_to_orders});
}

static void
go_to_dashboard(struct app *app, int value)
{
	(void)value;
	open_dashboard(app);
}

static void
go_to_data_checks(struct app *app, int value)
{
	(void)value;
	open_data_checks(app);
}

static void
add_kinds(struct finder *f, const struct session *s)
{
	for (int k = 0; k < KIND_COUNT; k++) {
		const struct entity *e = entity_of((enum kind)k);

		if (profile_has_module(s->profile, e->module))
			finder_add(f, "список", e->many,
			    (struct finder_item){.run = go_to_list, .value = k});
	}
	for (int k = 0; changes_permit(s, PERMIT_EDIT) && k < KIND_COUNT; k++) {
		const struct entity *e = entity_of((enum kind)k);
		struct buf text = {0};

		buf_printf(&text, "Внести: %s", e->one);
		if (profile_has_module(s->profile, e->module))
			finder_add(f, "новая", buf_text(&text),
			    (struct finder_item){.run = go_to_new, .value = k});
		buf_free(&text);
	}
}

static void
add_places(struct finder *f, const struct session *s)
{
	if (profile_has_module(s->profile, entity_of(KIND_ASSESSMENTS)->module)) {
		finder_add(f, "место", "Показатели на дату: город, объединение, организация",
		    (struct finder_item){.run = go_to_dashboard});
		finder_add(f, "место", "Сомнительные записи: что стоит проверить",
		    (struct finder_item){.run = go_to_data_checks});
	}
	finder_add(f, "место", "Черновики: что набрано и не сохранено",
	    (struct finder_item){.run = go_to_drafts});
	if (changes_permit(s, PERMIT_JOURNAL))
		finder_add(f, "место", "Журнал: кто, что и когда сделал",
		    (struct finder_item){.run = go_to_journal});
	if (changes_permit(s, PERMIT_ACCOUNTS))
		finder_add(f, "место", "Учётные записи сотрудников",
		    (struct finder_item){.run = go_to_accounts});
}

static enum status
palette_open(struct screen *sc, const void *args, struct error *e)
{
	struct finder *f = screen_state(sc);
	const struct screen_ops *below = screen_of(screen_below(sc));
	const struct session *s = app_session(screen_app(sc));

	(void)args;
	(void)e;
	finder_add_actions(f, s, below->actions, NULL, false);
	add_kinds(f, s);
	add_corps(f, s);
	add_places(f, s);
	finder_add_actions(f, s, action_common(), below->actions, false);
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
	list_set(&f->list, f->nshown, height(rows) - 4);
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

void
open_palette(struct app *app)
{
	app_push(app, &palette_screen, NULL, NO_QUESTION);
}
