/* SPDX-License-Identifier: MIT
 * operation.c - the records that one operation of the journal touched.
 */
#include "screens/app/list_screen.h"
#include "screens/app/place_args.h"
#include "service/record/register.h"

struct operation {
	struct list_state base; /* first: list_screen.h */
	uint64_t sequence;
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
add_touched(void *context, enum kind kind, uint64_t id, uint64_t stamp)
{
	(void)stamp;
	list_rows_add(context, &(struct touched){.kind = kind, .id = id});
}

static bool
operation_read(struct screen *sc, struct list_rows *out)
{
	const struct operation *o = screen_state(sc);

	history_of_operation(out->view->txn, o->sequence, add_touched, out);
	return true;
}

static void
put_touched(const void *row, struct list_cells *out)
{
	const struct touched *t = row;

	buf_puts(&out->text[0], entity_of(t->kind)->one);
	register_put_name(out->view, t->kind, t->id, &out->text[1]);
	if (out->text[1].len == 0)
		buf_puts(&out->text[1], "(удалена)");
}

static void
open_touched(struct screen *sc, const void *row)
{
	const struct touched *t = row;

	open_card(sc, t->kind, t->id);
}

const struct screen_ops operation_screen = {
    .name = "operation",
    .about = "Записи, которых коснулась одна операция журнала",
    .open = operation_open,
    .actions = LIST_WORK(ACTION(ACT_OPEN, "Enter", "Открыть карточку записи с её историей",
	.word = "Карточка", .on_row = open_touched)),
    LIST_SCREEN(struct operation, struct touched,
	COLUMNS({.title = "Что", .width = 26, .lead = true},
	    {.title = "Запись", .width = 40, .grows = true, .lead = true}),
	.put_title = operation_title, .read = operation_read, .put = put_touched,
	.empty = "Эта операция не касалась записей (учётные записи, правила города)."),
};
