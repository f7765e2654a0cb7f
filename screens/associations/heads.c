/* SPDX-License-Identifier: MIT
 * heads.c - who heads the associations on a day, as it is known now: a last day that was mended
 * later counts.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/plural.h"
#include "screens/app/ask.h"
#include "screens/app/list_screen.h"
#include "screens/app/place_args.h"
#include "screens/output/document_viewer.h"
#include "service/core/naming.h"
#include "service/corps/heads.h"
#include "service/corps/orders.h"

enum { DO_ORDER = ACT_OWN };

struct heads {
	struct list_state list;
	int32_t on; /* DATE_NONE: today, whichever day that is */
};

static int32_t
day_of(const struct screen *sc)
{
	const struct heads *h = screen_state(sc);

	return h->on != DATE_NONE ? h->on : clock_today();
}

static enum status
heads_open(struct screen *sc, const void *args, struct error *e)
{
	struct heads *h = screen_state(sc);

	(void)args;
	(void)e;
	h->on = DATE_NONE;
	return ST_OK;
}

static bool
read_heads(struct screen *sc, struct list_rows *out)
{
	struct headed *rows = NULL;
	struct error e = {0};
	size_t count = 0;
	enum status st = heads_on(out->view, day_of(sc), &rows, &count, &e);

	for (size_t i = 0; i < count; i++)
		list_rows_add(out, &rows[i]);
	free(rows);
	if (st != ST_OK)
		app_say_error(screen_app(sc), &e);
	return st == ST_OK;
}

static void
put_day(int32_t day, struct buf *out)
{
	if (day != DATE_NONE)
		date_put_russian(out, day);
}

static void
put_nobody(struct list_cells *out)
{
	buf_puts(&out->text[1], "нет руководителя");
	out->style = STYLE_WARNING;
}

static void
put_holder(const struct headed *h, struct list_cells *out)
{
	register_put_short_name(out->view->txn, KIND_PEOPLE, h->person, &out->text[1]);
	buf_puts(&out->text[2], head_manner_brief(h->manner));
	put_day(h->from, &out->text[3]);
	put_day(h->to, &out->text[4]);
	if (h->order != 0)
		register_put_name(out->view, KIND_ORDERS, h->order, &out->text[5]);
}

static void
put_head(const void *row, struct list_cells *out)
{
	const struct headed *h = row;

	register_put_name(out->view, KIND_ASSOCIATIONS, h->association, &out->text[0]);
	if (h->row == 0)
		put_nobody(out);
	else
		put_holder(h, out);
}

static void
put_title(const struct screen *sc, struct buf *out)
{
	buf_puts(out, "Руководители объединений на ");
	date_put_russian(out, day_of(sc));
}

static void
open_head(struct screen *sc, const void *row)
{
	const struct headed *h = row;

	open_card(sc, KIND_ASSOCIATIONS, h->association);
}

static void
take_day(struct screen *sc, const void *about, const struct answer *answer)
{
	struct heads *h = screen_state(sc);
	int32_t day;

	(void)about;
	if (!ask_read_day(answer, &day))
		return;
	h->on = day;
	app_reload(screen_app(sc));
}

static void
heads_act(struct screen *sc, int act)
{
	struct app *app = screen_app(sc);

	if (act == ACT_AS_OF)
		ask_day(
		    app, THEN(take_day), "Руководители объединений", "На какой день:", day_of(sc));
	else if (act == ACT_TEXT)
		open_paper_of_day(app, "heads", &(struct paper_call){.on = day_of(sc)},
		    "Руководители объединений", "руководители");
	else if (act == DO_ORDER)
		place_open(
		    app, PLACE_ORDER, NO_QUESTION, &(struct order_args){.purpose = ORDER_HEADS});
}

const struct screen_ops heads_screen = {
    .name = "heads",
    .about =
	"Кто руководит объединениями на дату: назначенные, избранные, исполняющие обязанности; "
	"где руководителя нет",
    .open = heads_open,
    .actions = LIST_WORK(ACTION(ACT_OPEN, "Enter", "Открыть карточку объединения",
			     .word = "Объединение", .permit = PERMIT_READ, .on_row = open_head),
	ACTION(ACT_TEXT, "F3", "Показать документом и записать в файл", .word = "Текст",
	    .permit = PERMIT_PRINT),
	ACTION(ACT_AS_OF, "F6 d", "На другой день", .word = "Дата"),
	ACTION(DO_ORDER, "C-o", "Составить приказ о руководителях всех объединений",
	    .word = "Приказ", .permit = PERMIT_EDIT)),
    LIST_SCREEN(struct heads, struct headed,
	COLUMNS({.title = "Объединение", .width = 30, .lead = true, .grows = true},
	    {.title = "Руководитель", .width = 20, .lead = true},
	    {.title = "Как", .width = 8, .rank = 3}, {.title = "С", .width = 10, .rank = 2},
	    {.title = "По", .width = 10, .rank = 1}, {.title = "Приказ", .width = 18, .rank = 4}),
	.put_title = put_title, .read = read_heads, .put = put_head, .act = heads_act,
	.key_size = 2 * sizeof(uint64_t), .empty = "В этот день открытых объединений нет."),
};
