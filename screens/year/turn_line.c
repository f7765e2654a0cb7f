/* SPDX-License-Identifier: MIT
 * turn_line.c - the rows of one line of the turn of the school year: what is left, or all of it.
 */
#include "screens/year/turn_line.h"

#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "db/record/journal.h"
#include "screens/app/undo.h"
#include "screens/widget/words.h"
#include "service/core/naming.h"
#include "service/corps/orders.h"

enum { DO_IT = ACT_OWN, DO_END, DO_COMPOSE, DO_ALL };

/* What holds. */
enum { CAN_DO = 1, HANDS_OVER = 2, IS_OF_CORPS = 4, IS_OF_MOVES = 8 };

int32_t
turn_day_of(const struct screen *sc)
{
	const struct turn_line_screen *t = screen_state(sc);

	return t->on != DATE_NONE ? t->on : clock_today();
}

static enum status
line_open(struct screen *sc, const void *args, struct error *e)
{
	const struct turn_args *a = args;
	struct turn_line_screen *t = screen_state(sc);

	(void)e;
	t->line = (enum turn_line)a->line;
	t->on = a->on;
	t->all = t->line == TURN_MOVES;
	return ST_OK;
}

static void
line_close(struct screen *sc)
{
	idset_free(&((struct turn_line_screen *)screen_state(sc))->marks);
}

/* Marks of rows that are no longer left go. */
static void
keep_marks(struct turn_line_screen *t, const struct turn_rows *rows)
{
	struct idset left = {0};

	for (size_t i = 0; i < rows->count; i++)
		if (rows->rows[i].left)
			idset_add(&left, rows->rows[i].id);
	idset_intersect(&t->marks, &left);
	idset_free(&left);
}

static void
take_rows(struct turn_line_screen *t, const struct turn_rows *rows, struct list_rows *out)
{
	for (size_t i = 0; i < rows->count; i++) {
		struct turn_row row = rows->rows[i];

		if (row.name != NULL)
			row.name = arena_strdup(&out->texts, row.name);
		if (row.left || t->all)
			list_rows_add(out, &row);
	}
	t->count = rows->count;
	t->left = rows->left;
	keep_marks(t, rows);
}

static bool
line_read(struct screen *sc, struct list_rows *out)
{
	struct turn_line_screen *t = screen_state(sc);
	struct error e = {0};
	struct turn_rows rows;
	enum status st = turn_read(out->view, turn_day_of(sc), t->line, &rows, &e);

	t->seen = journal_last(out->view->txn);
	take_rows(t, &rows, out);
	turn_rows_free(&rows);
	if (st != ST_OK)
		app_say_error(screen_app(sc), &e);
	return st == ST_OK;
}

static void
line_put(const void *row, struct list_cells *out)
{
	const struct turn_row *r = row;

	if (r->name != NULL)
		buf_puts(&out->text[0], r->name);
	else
		register_put_name(out->view, r->kind, r->id, &out->text[0]);
	date_put_russian(&out->text[1], r->day);
	buf_puts(&out->text[2], r->state);
	out->style = r->left ? STYLE_PLAIN : STYLE_FAINT;
}

/* " · осталось 5 340 из 8 700" */
static void
put_left(const struct turn_line_screen *t, struct buf *out)
{
	buf_puts(out, " · осталось ");
	words_put_number(out, t->left);
	buf_puts(out, " из ");
	words_put_number(out, t->count);
}

static void
line_title(const struct screen *sc, struct buf *out)
{
	const struct turn_line_screen *t = screen_state(sc);

	const char *title = turn_line_info(t->line)->title;

	buf_put_slice(out, slice_make(title, strcspn(title, ":")));
	if (t->line != TURN_MOVES)
		put_left(t, out);
	buf_puts(out, " › ");
	list_put_position(&t->base.list, out);
}

static const char *
line_empty(const struct screen *sc)
{
	const struct turn_line_screen *t = screen_state(sc);

	return t->count > 0 ? "Здесь всё сделано. Tab — показать сделанное."
			    : turn_line_info(t->line)->empty;
}

static unsigned
line_now(const struct screen *sc)
{
	const struct turn_line_screen *t = screen_state(sc);
	const struct turn_row *r = list_screen_here(sc);
	bool left = t->marks.count > 0 || (r != NULL && r->left);

	return (left && turn_has_deed(t->line) ? CAN_DO : 0u) |
	    (left && t->line == TURN_ATTACHMENTS ? HANDS_OVER : 0u) |
	    (t->line == TURN_MEMBERS ? IS_OF_CORPS : 0u) |
	    (t->line == TURN_MOVES ? IS_OF_MOVES : 0u);
}

/* --- Marks. */

static bool
line_marked(const struct screen *sc, const void *row)
{
	const struct turn_line_screen *t = screen_state(sc);

	return idset_has(&t->marks, ((const struct turn_row *)row)->id);
}

static void
toggle_mark(struct screen *sc, const void *row)
{
	struct turn_line_screen *t = screen_state(sc);
	const struct turn_row *r = row;

	if (r->left && turn_has_deed(t->line))
		idset_toggle(&t->marks, r->id);
	list_screen_act(sc, ACT_DOWN);
}

static void
mark_all(struct screen *sc)
{
	struct turn_line_screen *t = screen_state(sc);
	const struct turn_row *rows = t->base.rows.rows;

	for (size_t i = 0; i < t->base.rows.count && turn_has_deed(t->line); i++)
		if (rows[i].left)
			idset_add(&t->marks, rows[i].id);
}

static void
mark_none(struct screen *sc)
{
	idset_free(&((struct turn_line_screen *)screen_state(sc))->marks);
}

/* --- Where to. */

static void
show_card(struct screen *sc, const void *row)
{
	const struct turn_row *r = row;

	if (r->kind != KIND_COUNT && r->id != 0)
		open_card(sc, r->kind == KIND_MEMBERSHIPS ? KIND_PEOPLE : r->kind,
		    r->kind == KIND_MEMBERSHIPS ? r->about : r->id);
}

static void
compose(struct screen *sc)
{
	place_open(screen_app(sc), PLACE_ORDER, NO_QUESTION,
	    &(struct order_args){.purpose = ORDER_COMPOSITION});
}

static void
choose_people(struct screen *sc)
{
	app_say(screen_app(sc), MESSAGE_INFO,
	    "Отметьте, кто переходит (пробел), и Ctrl-O: в какую организацию и с какого дня.");
	place_open(screen_app(sc), PLACE_BROWSER, NO_QUESTION,
	    &(struct browser_args){.spec = {.kind = KIND_PEOPLE}});
}

static void
show_all(struct screen *sc)
{
	struct turn_line_screen *t = screen_state(sc);

	t->all = !t->all;
	app_reload(screen_app(sc));
}

const struct screen_ops turn_line_screen = {
    .name = "turn_line",
    .about = "Строка нового учебного года: что осталось сделать. Пробел отмечает, Enter делает со "
	     "всеми отмеченными одной операцией.",
    .open = line_open,
    .now = line_now,
    .actions = LIST_WORK(
	ACTION(DO_IT, "Enter",
	    "Сделать, чего ждёт строка: завершить, передать, назначить; с отмеченными — со всеми "
	    "сразу",
	    .word = "Сделать", .permit = PERMIT_EDIT, .when = CAN_DO, .on_row = turn_do),
	ACTION(ACT_OPEN, "Enter", "Открыть карточку", .word = "Карточка", .permit = PERMIT_READ,
	    .unless = CAN_DO, .on_row = show_card),
	ACTION(DO_END, "F8", "Закончить закрепление, никому не передавая", .word = "Закончить",
	    .permit = PERMIT_EDIT, .when = HANDS_OVER, .on_row = turn_ask_end_attachments),
	ACTION(ACT_CHOOSE, "F3", "Открыть карточку", .word = "Карточка", .permit = PERMIT_READ,
	    .when = CAN_DO, .on_row = show_card),
	ACTION(DO_COMPOSE, "C-o", "Составить приказ о составе актива", .word = "Приказ",
	    .permit = PERMIT_EDIT, .when = IS_OF_CORPS, .on_screen = compose),
	ACTION(ACT_NEW, "Ins", "Выбрать людей и перевести их", .word = "Перевести",
	    .permit = PERMIT_EDIT, .when = IS_OF_MOVES, .on_screen = choose_people),
	ACTION(DO_ALL, "Tab", "Только оставшееся или и сделанное", .word = "Все",
	    .on_screen = show_all),
	ACTION(ACT_MARK, "Space", "Отметить строку или снять отметку", .permit = PERMIT_EDIT,
	    .word = "Отметить", .on_row = toggle_mark),
	ACTION(ACT_MARK_ALL, "C-a", "Отметить всё, что осталось", .permit = PERMIT_EDIT,
	    .on_screen = mark_all),
	ACTION(ACT_MARK_NONE, "C-n", "Снять все отметки", .permit = PERMIT_EDIT,
	    .on_screen = mark_none),
	ACTION(ACT_UNDO, "C-z", "Отменить последнее своё действие", .permit = PERMIT_EDIT,
	    .on_screen = undo_here),
	ACTION(ACT_REDO, "C-y", "Сделать снова отменённое", .permit = PERMIT_EDIT,
	    .on_screen = redo_here)),
    LIST_SCREEN(struct turn_line_screen, struct turn_row,
	COLUMNS({.title = "Кто или что", .width = 36, .grows = true, .lead = true},
	    {.title = "День", .width = 10}, {.title = "Что с этим", .width = 26}),
	.put_title = line_title, .read = line_read, .put = line_put, .close = line_close,
	.marked = line_marked, .key_size = sizeof(uint64_t), .why_empty = line_empty, .foot = 1),
};
