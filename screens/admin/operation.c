/* SPDX-License-Identifier: MIT
 * operation.c - the records that one operation of the journal touched.
 */
#include <stdlib.h>

#include "base/die.h"
#include "screens/widget/list.h"
#include "screens/app/place_args.h"
#include "service/record/register.h"

struct operation {
	uint64_t sequence;
	struct list list;
	struct touched {
		enum kind kind;
		uint64_t id;
	} * touched;
	size_t count, room;
	char **names; /* of the rows seen */
	size_t first, loaded;
	struct session *session;
};

static void
drop_names(struct operation *o)
{
	for (size_t i = 0; i < o->loaded; i++)
		free(o->names[i]);
	free(o->names);
	o->names = NULL;
	o->loaded = 0;
}

static void
fetch_names(struct operation *o)
{
	size_t n = list_page(&o->list);

	drop_names(o);
	o->first = o->list.top;
	o->names = xcalloc(n, sizeof(*o->names));
	for (; o->loaded < n; o->loaded++) {
		const struct touched *t = &o->touched[o->first + o->loaded];
		struct buf name = {0};

		register_put_name(o->session, t->kind, t->id, &name);
		o->names[o->loaded] = buf_detach(&name);
	}
}

static void
add_touched(void *context, enum kind kind, uint64_t id, uint64_t stamp)
{
	struct operation *o = context;

	(void)stamp;
	if (o->count == o->room) {
		o->room = o->room > 0 ? o->room * 2 : 64;
		o->touched = xrealloc(o->touched, o->room * sizeof(*o->touched));
	}
	o->touched[o->count++] = (struct touched){.kind = kind, .id = id};
}

static enum status
operation_open(struct screen *sc, const void *args, struct error *e)
{
	struct operation *o = screen_state(sc);
	struct txn *t;

	(void)e;
	o->session = app_session(screen_app(sc));
	o->sequence = ((const struct operation_args *)args)->sequence;
	t = txn_read(o->session->store);
	history_of_operation(t, o->sequence, add_touched, o);
	txn_abort(t);
	return ST_OK;
}

static void
operation_close(struct screen *sc)
{
	struct operation *o = screen_state(sc);

	drop_names(o);
	free(o->touched);
}

static void
operation_title(const struct screen *sc, struct buf *out)
{
	const struct operation *o = screen_state(sc);

	buf_printf(out, "Журнал › операция %llu › ", (unsigned long long)o->sequence);
	list_put_position(&o->list, out);
}

static void
operation_load(struct screen *sc)
{
	struct operation *o = screen_state(sc);

	list_fit(&o->list, screen_app(sc), o->count);
	fetch_names(o);
}

static void
operation_cell(const void *context, size_t i, size_t column, struct buf *out)
{
	const struct operation *o = context;

	if (column == 0)
		buf_puts(out, entity_of(o->touched[i].kind)->one);
	else if (i >= o->first && i - o->first < o->loaded)
		buf_puts(
		    out, o->names[i - o->first][0] != '\0' ? o->names[i - o->first] : "(удалена)");
}

static void
operation_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	static const struct list_column two[] = {
	    {.title = "Что", .width = 26, .rank = 0, .lead = true},
	    {.title = "Запись", .width = 40, .rank = 0, .grows = true, .lead = true}};
	const struct operation *o = screen_state(sc);
	const struct list_view view = {.columns = two,
	    .ncolumns = 2,
	    .context = o,
	    .cell = operation_cell,
	    .sorted = 2,
	    .headings = true,
	    .focused = true};

	if (o->count == 0) {
		ui_put(ui, row + 1, 2, 0, STYLE_FAINT,
		    "Эта операция не касалась записей (учётные записи, правила города).");
		ui_cursor(ui, row + 1, 2);
		return;
	}
	list_draw(&o->list, ui, row, 0, rows, columns, &view);
}

static void
open_touched(struct app *app, const struct touched *touched)
{
	place_open(app, PLACE_CARD, NO_QUESTION,
	    &(struct card_args){.kind = touched->kind, .id = touched->id});
}

static void
operation_act(struct screen *sc, enum act act)
{
	struct operation *o = screen_state(sc);

	if (list_act(&o->list, act))
		fetch_names(o);
	else if (act == ACT_OPEN && o->count > 0)
		open_touched(screen_app(sc), &o->touched[list_at(&o->list, o->count)]);
}

static const struct action operation_actions[] = {
    {.act = ACT_OPEN,
	.keys = "Enter",
	.word = "Карточка",
	.help = "Открыть карточку записи с её историей"},
    LIST_ACTIONS,
    {.act = ACT_NONE},
};

const struct screen_ops operation_screen = {
    .name = "operation",
    .about = "Записи, которых коснулась одна операция журнала",
    .state_size = sizeof(struct operation),
    .actions = operation_actions,
    .open = operation_open,
    .close = operation_close,
    .title = operation_title,
    .load = operation_load,
    .draw = operation_draw,
    .act = operation_act,
};
