/* SPDX-License-Identifier: MIT
 * methodists_load.c - how many teachers each methodist looks after, as bars against the average.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/die.h"
#include "db/record/records.h"
#include "screens/app/ask.h"
#include "screens/app/undo.h"
#include "screens/people/views.h"
#include "screens/widget/gauge.h"
#include "screens/widget/words.h"
#include "service/core/naming.h"
#include "service/people/methodist_loads.h"

enum { DO_ALL = ACT_OWN, DO_CARD, DO_IDLE };
enum { HEAD_ROWS = 3, WIDE = 60, SIDE = 34, TENTHS = 10 };

struct loads_screen {
	struct list_state base; /* first: list_screen.h; its rows are of struct methodist_load */
	int32_t on;             /* DATE_NONE: today */
	uint64_t sought;
	size_t count, idle, attached, most;
};

static struct loads_screen *
state(struct screen *sc)
{
	return screen_state(sc);
}

static int32_t
day_of(const struct screen *sc)
{
	const struct loads_screen *l = screen_state(sc);

	return l->on != DATE_NONE ? l->on : clock_today();
}

/* --- What is shown. */

static void
take_loads(struct loads_screen *l, const struct methodist_loads *fresh, struct list_rows *out)
{
	l->count = fresh->count;
	l->idle = fresh->idle;
	l->attached = fresh->attached;
	l->most = fresh->count > 0 ? fresh->rows[0].people : 0;
	for (size_t i = 0; i < fresh->count; i++) {
		if (fresh->rows[i].person == l->sought)
			l->base.list.cursor = out->count;
		list_rows_add(out, &fresh->rows[i]);
	}
	l->sought = 0;
}

static bool
read_rows(struct screen *sc, struct list_rows *out)
{
	struct methodist_loads fresh;
	struct error e = {0};
	bool read = methodist_loads_read(out->view, day_of(sc), &fresh, &e) == ST_OK;

	if (read)
		take_loads(state(sc), &fresh, out);
	methodist_loads_free(&fresh);
	return views_said(sc, read, &e);
}

static void
put_row(const void *row, struct list_cells *out)
{
	const struct methodist_load *l = row;

	register_put_name(out->view, KIND_PEOPLE, l->person, &out->text[0]);
	if (l->people > 0)
		words_put_number(&out->text[1], l->people);
	else
		buf_puts(&out->text[1], "нет");
	views_put_work(out->view, l->person, &out->text[2], &out->text[3]);
	out->style = l->people == 0 ? STYLE_WARNING : STYLE_PLAIN;
}

static void
put_title(const struct screen *sc, struct buf *out)
{
	buf_puts(out, "Нагрузка методистов");
	if (day_of(sc) != clock_today()) {
		buf_puts(out, " на ");
		date_put_russian(out, day_of(sc));
	}
	buf_puts(out, " › ");
	list_put_position(&((const struct loads_screen *)screen_state(sc))->base.list, out);
}

/* In tenths, halves up; 0: there are no methodists. */
static uint64_t
average_of(const struct loads_screen *l)
{
	return l->count > 0 ? (2 * TENTHS * l->attached + l->count) / (2 * l->count) : 0;
}

/* "Методистов 5, в среднем 6,2 педагога" */
static void
draw_head(const struct screen *sc, struct ui *ui, int row, int columns)
{
	const struct loads_screen *l = screen_state(sc);
	uint64_t average = average_of(l);

	ui_printf(ui, row, 1, columns - 2, STYLE_STRONG, "Методистов %zu, в среднем %llu,%llu",
	    l->count, (unsigned long long)(average / TENTHS),
	    (unsigned long long)(average % TENTHS));
	ui_printf(ui, row + 1, 1, columns - 2, STYLE_PLAIN, "Закреплено педагогов %zu (F7 — кто)",
	    l->attached);
	ui_printf(ui, row + 2, 1, columns - 2, l->idle > 0 ? STYLE_WARNING : STYLE_FAINT,
	    "Без закреплённых %zu (Ctrl-K — кто)", l->idle);
}

/* A bar beside each row that is seen; the stroke is the average. */
static void
draw_bars(const struct screen *sc, struct ui *ui, int row, int rows, int column, int columns)
{
	const struct loads_screen *l = screen_state(sc);
	const struct methodist_load *at = l->base.rows.rows;
	size_t first = l->base.list.top, seen = list_page(&l->base.list);
	uint64_t scale = gauge_scale(l->most * TENTHS);

	(void)rows;
	if (l->count == 0)
		return;
	ui_printf(ui, row + HEAD_ROWS, column, columns, STYLE_HEADER, "0 — %llu, | среднее",
	    (unsigned long long)(scale / TENTHS));
	for (size_t i = 0; i < seen && first + i < l->base.rows.count; i++)
		gauge_bar(ui, row + HEAD_ROWS + 1 + (int)i, column, columns,
		    at[first + i].people * TENTHS < average_of(l) ? STYLE_PLAIN : STYLE_STRONG,
		    (struct gauge_value){.known = true, .tenths = at[first + i].people * TENTHS},
		    scale, average_of(l));
}

/* --- Where to. */

static void
show_people(struct screen *sc, const void *row)
{
	const struct methodist_load *l = row;
	uint64_t *ids;
	size_t count;
	struct view v;

	view_open(&v, app_session(screen_app(sc)));
	count = methodist_people(&v, l->person, day_of(sc), &ids);
	view_close(&v);
	views_open_list(
	    sc, KIND_PEOPLE, ids, count, "За этим методистом никто не закреплён. Ins — закрепить.");
	free(ids);
}

static void
show_all(struct screen *sc)
{
	uint64_t *ids;
	size_t count;
	struct view v;

	view_open(&v, app_session(screen_app(sc)));
	count = methodist_attachments(&v, day_of(sc), &ids);
	view_close(&v);
	views_open_list(sc, KIND_ATTACHMENTS, ids, count, "Ни за кем никто не закреплён.");
	free(ids);
}

static void
show_idle(struct screen *sc)
{
	const struct loads_screen *l = screen_state(sc);
	const struct methodist_load *rows = l->base.rows.rows;
	uint64_t *ids = xcalloc(l->base.rows.count + 1, sizeof(*ids));
	size_t count = 0;

	for (size_t i = 0; i < l->base.rows.count; i++)
		if (rows[i].people == 0)
			ids[count++] = rows[i].person;
	views_open_list(sc, KIND_PEOPLE, ids, count, "За каждым методистом кто-то закреплён.");
	free(ids);
}

static void
show_card(struct screen *sc, const void *row)
{
	open_card(sc, KIND_PEOPLE, ((const struct methodist_load *)row)->person);
}

static void
attach_somebody(struct screen *sc, const void *row)
{
	struct attachment *a = (struct attachment *)record_new(KIND_ATTACHMENTS);

	a->methodist = ((const struct methodist_load *)row)->person;
	a->from = clock_today();
	place_open(screen_app(sc), PLACE_ENTRY, NO_QUESTION,
	    &(struct entry_args){.kind = KIND_ATTACHMENTS, .initial = &a->base, .focus = "person"});
	record_free(&a->base);
}

static void
take_day(struct screen *sc, const void *about, const struct answer *answer)
{
	int32_t day;

	(void)about;
	if (!ask_read_day(answer, &day))
		return;
	state(sc)->on = day;
	app_reload(screen_app(sc));
}

static void
ask_other_day(struct screen *sc)
{
	ask_day(
	    screen_app(sc), THEN(take_day), "Нагрузка методистов", "На какой день:", day_of(sc));
}

static enum status
loads_open(struct screen *sc, const void *args, struct error *e)
{
	const struct people_args *a = args;

	(void)e;
	state(sc)->on = DATE_NONE;
	state(sc)->sought = a != NULL ? a->sought : 0;
	return ST_OK;
}

const struct screen_ops methodists_load_screen = {
    .name = "methodists_load",
    .about =
	"Сколько педагогов закреплено за каждым региональным методистом города; черта — среднее, "
	"как в показателе. Enter показывает, кто это.",
    .open = loads_open,
    .actions = LIST_WORK(ACTION(ACT_OPEN, "Enter", "Закреплённые за этим методистом",
			     .word = "Педагоги", .permit = PERMIT_READ, .on_row = show_people),
	ACTION(ACT_NEW, "Ins", "Закрепить за этим методистом педагога", .word = "Закрепить",
	    .permit = PERMIT_EDIT, .on_row = attach_somebody),
	ACTION(DO_CARD, "F3", "Карточка методиста", .word = "Карточка", .permit = PERMIT_READ,
	    .on_row = show_card),
	ACTION(ACT_AS_OF, "F6 d", "На другой день", .word = "Дата", .on_screen = ask_other_day),
	ACTION(DO_ALL, "F7", "Все закрепления списком", .word = "Все", .permit = PERMIT_READ,
	    .on_screen = show_all),
	ACTION(DO_IDLE, "C-k", "Методисты, за которыми не закреплён никто", .permit = PERMIT_READ,
	    .on_screen = show_idle),
	ACTION(ACT_UNDO, "C-z", "Отменить последнее своё действие", .permit = PERMIT_EDIT,
	    .on_screen = undo_here),
	ACTION(ACT_REDO, "C-y", "Сделать снова отменённое", .permit = PERMIT_EDIT,
	    .on_screen = redo_here)),
    LIST_SCREEN(struct loads_screen, struct methodist_load,
	COLUMNS({.title = "Методист", .width = 26, .grows = true, .lead = true},
	    {.title = "Человек", .width = 7, .right = true},
	    {.title = "Школа", .width = 20, .rank = 1},
	    {.title = "Предмет, должность", .width = 20, .rank = 2}),
	.put_title = put_title, .read = read_rows, .put = put_row, .key_size = sizeof(uint64_t),
	.head = HEAD_ROWS, .draw_head = draw_head, .wide = WIDE, .side = SIDE,
	.draw_side = draw_bars, .empty = "Методистов в этот день нет."),
};
