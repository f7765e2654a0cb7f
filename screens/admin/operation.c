/* SPDX-License-Identifier: MIT
 * operation.c - one operation of the journal: who, when, what for, and the records it touched.
 */
#include "base/clock.h"
#include "db/record/journal.h"
#include "screens/app/list_screen.h"
#include "screens/app/place_args.h"
#include "screens/app/undo.h"
#include "screens/widget/text.h"
#include "service/core/operations.h"
#include "service/core/visitor.h"
#include "service/record/register.h"

enum { HEAD = 5 }; /* rows above the list: who and when, then the reason, which may be long */

struct operation {
	struct list_state base; /* first: list_screen.h */
	uint64_t sequence;
	struct buf who, why;
};

struct touched {
	enum kind kind;
	uint64_t id;
};

static enum status
operation_open(struct screen *sc, const void *args, struct error *e)
{
	struct operation *o = screen_state(sc);

	(void)e;
	o->sequence = ((const struct operation_args *)args)->sequence;
	return ST_OK;
}

static void
operation_title(const struct screen *sc, struct buf *out)
{
	const struct operation *o = screen_state(sc);

	buf_printf(out, "Журнал › операция %llu › ", (unsigned long long)o->sequence);
	list_put_position(&o->base.list, out);
}

static void
operation_close(struct screen *sc)
{
	struct operation *o = screen_state(sc);

	buf_free(&o->who);
	buf_free(&o->why);
}

/* "регистрация приказа · petrova · 31.05.2026 12:00:00 · экран" */
static void
read_head(struct operation *o, const struct view *v)
{
	struct journal_row row;

	buf_clear(&o->who);
	buf_clear(&o->why);
	if (!journal_get(v->txn, o->sequence, &row))
		return;
	buf_puts(&o->who, operation_word(row.operation));
	if (row.undoes != 0)
		buf_printf(&o->who, " операции %llu", (unsigned long long)row.undoes);
	buf_printf(&o->who, " · %s · ", row.account);
	clock_put_russian(&o->who, row.time);
	buf_printf(&o->who, " · %s", visitor_via_word(row.via));
	if (row.address[0] != '\0')
		buf_printf(&o->who, ", %s", row.address);
	buf_puts(&o->why, row.reason);
	journal_row_free(&row);
}

static void
draw_head(const struct screen *sc, struct ui *ui, int row, int columns)
{
	const struct operation *o = screen_state(sc);

	ui_put(ui, row, 1, columns - 2, STYLE_LABEL, buf_text(&o->who));
	text_draw(ui, row + 1, 1, HEAD - 2, columns - 2, STYLE_PLAIN, buf_text(&o->why));
}

static void
add_touched(void *context, enum kind kind, uint64_t id, uint64_t stamp)
{
	(void)stamp;
	list_rows_add(context, &(struct touched){.kind = kind, .id = id});
}

static bool
operation_read(struct screen *sc, struct list_rows *out)
{
	struct operation *o = screen_state(sc);

	read_head(o, out->view);
	history_of_operation(out->view->txn, o->sequence, add_touched, out);
	return true;
}

static void
put_touched(const void *row, struct list_cells *out)
{
	const struct touched *t = row;

	buf_puts(&out->text[0], entity_of(t->kind)->one);
	register_put_name(out->view, t->kind, t->id, &out->text[1]);
	if (out->text[1].len > 0)
		return;
	register_put_last_name(out->view, t->kind, t->id, &out->text[1]);
	buf_puts(&out->text[1], " (удалена)");
}

static void
open_touched(struct screen *sc, const void *row)
{
	const struct touched *t = row;

	open_card(sc, t->kind, t->id);
}

static void
take_back(struct screen *sc)
{
	const struct operation *o = screen_state(sc);

	undo_ask(screen_app(sc), o->sequence);
}

const struct screen_ops operation_screen = {
    .name = "operation",
    .about = "Записи, которых коснулась одна операция журнала",
    .open = operation_open,
    .actions = LIST_WORK(ACTION(ACT_OPEN, "Enter", "Открыть карточку записи с её историей",
			     .word = "Карточка", .on_row = open_touched),
	ACTION(ACT_REMOVE, "F8", "Вернуть эту операцию: записи получат прежний вид",
	    .word = "Вернуть", .synonyms = "отменить отмена вернуть откатить операцию",
	    .on_screen = take_back)),
    LIST_SCREEN(struct operation, struct touched,
	COLUMNS({.title = "Что", .width = 26, .lead = true},
	    {.title = "Запись", .width = 40, .grows = true, .lead = true}),
	.put_title = operation_title, .close = operation_close, .head = HEAD,
	.draw_head = draw_head, .read = operation_read, .put = put_touched,
	.empty = "Записей эта операция не касалась."),
};
