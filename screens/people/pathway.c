/* SPDX-License-Identifier: MIT
 * pathway.c - the items of an individual pathway: deficit, task, form, term, done or not.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "db/record/journal.h"
#include "db/record/records.h"
#include "screens/app/ask.h"
#include "screens/people/pathway_ask.h"
#include "screens/people/views.h"
#include "screens/widget/words.h"
#include "service/core/naming.h"
#include "service/people/pathways.h"

enum { DO_FINISH = ACT_OWN, DO_CARD, DO_PATHWAY };

/* What holds of the item under the cursor, and of the pathway. */
enum { IS_DONE = 1 << 0, IS_FINISHED = 1 << 1, IS_ITEM = 1 << 2 };

struct item_row {
	uint64_t id;
	int32_t until, done;
};

struct pathway_screen {
	struct views_screen base; /* first; its rows are of struct item_row, its view is one */
	uint64_t id;
	struct pathway *pathway; /* as it was read */
	struct buf name, more;   /* whose it is; what else there is to know */
	size_t done;
};

static struct pathway_screen *
state(struct screen *sc)
{
	return screen_state(sc);
}

/* --- What is shown. */

static void
put_days(const struct pathway *p, struct buf *out)
{
	buf_puts(out, "Разработан ");
	date_put_russian(out, p->developed);
	if (p->until != DATE_NONE) {
		buf_puts(out, ", срок ");
		date_put_russian(out, p->until);
	}
}

/* "завершён 12.05.2026: успешно" */
static void
put_end(const struct view *v, const struct pathway *p, struct buf *out)
{
	if (p->finished == DATE_NONE)
		return;
	buf_puts(out, ", завершён ");
	date_put_russian(out, p->finished);
	buf_puts(out, ": ");
	register_put_field(v, &p->base, field_find(KIND_PATHWAYS, "outcome"), out);
}

/* In two lines: days and outcome; on what it rests, and with whom. */
static void
read_head(struct pathway_screen *s, const struct view *v)
{
	const struct pathway *p = s->pathway;

	buf_clear(&s->name);
	register_put_name(v, KIND_PEOPLE, p->person, &s->name);
	buf_clear(&s->more);
	put_days(p, &s->more);
	put_end(v, p, &s->more);
	buf_putc(&s->more, '\n');
	if (p->methodist != 0) {
		buf_puts(&s->more, "Методист ");
		register_put_short_name(v->txn, KIND_PEOPLE, p->methodist, &s->more);
	}
	if (p->basis[0] != '\0')
		buf_printf(&s->more, "%sОснование: %s", p->methodist != 0 ? " · " : "", p->basis);
}

static void
add_item(struct screen *sc, struct list_rows *out, uint64_t id, struct pathway_item *item)
{
	if (!records_get(out->view->txn, id, &item->base))
		return;
	state(sc)->done += item->done != DATE_NONE;
	board_add_row(
	    sc, out, &(struct item_row){.id = id, .until = item->until, .done = item->done});
}

static void
add_items(struct screen *sc, struct list_rows *out)
{
	struct pathway_screen *s = state(sc);
	struct pathway_item *item = (struct pathway_item *)record_new(KIND_PATHWAY_ITEMS);
	uint64_t *ids;
	size_t count = pathway_items(out->view, s->pathway, &ids);

	s->done = 0;
	for (size_t i = 0; i < count; i++)
		add_item(sc, out, ids[i], item);
	free(ids);
	record_free(&item->base);
}

static void
read_pathway(struct screen *sc, struct list_rows *out)
{
	add_items(sc, out);
	read_head(state(sc), out->view);
}

static bool
read_rows(struct screen *sc, struct list_rows *out)
{
	static const struct error gone = {ST_NOTFOUND, "маршрут тем временем удалён"};
	struct pathway_screen *s = state(sc);
	bool there = records_get(out->view->txn, s->id, &s->pathway->base);

	s->base.views.seen = journal_last(out->view->txn);
	if (there)
		read_pathway(sc, out);
	return views_said(sc, there, &gone);
}

static bool
is_late(const struct item_row *row)
{
	return row->done == DATE_NONE && row->until != DATE_NONE && row->until < clock_today();
}

static void
put_item(const struct pathway_item *item, struct list_cells *out)
{
	buf_printf(&out->text[0], "%lld", (long long)item->number);
	buf_puts(&out->text[1], item->deficit);
	buf_puts(&out->text[2], item->form);
	date_put_russian(&out->text[3], item->until);
	date_put_russian(&out->text[4], item->done);
	buf_puts(&out->text[5], item->evidence);
	buf_puts(&out->text[6], item->task);
	buf_puts(&out->more, item->deficit);
	if (item->task[0] != '\0')
		buf_printf(&out->more, "\nЗадача: %s", item->task);
	buf_printf(&out->more, "\n%s", item->form);
	if (item->evidence[0] != '\0')
		buf_printf(&out->more, " · подтверждение: %s", item->evidence);
}

static void
put_row(const void *row, struct list_cells *out)
{
	const struct item_row *r = row;
	struct pathway_item *item = (struct pathway_item *)record_new(KIND_PATHWAY_ITEMS);

	out->style = is_late(r) ? STYLE_WARNING : r->done != DATE_NONE ? STYLE_GOOD : STYLE_PLAIN;
	if (records_get(out->view->txn, r->id, &item->base))
		put_item(item, out);
	record_free(&item->base);
}

static void
put_title(const struct screen *sc, struct buf *out)
{
	const struct pathway_screen *s = screen_state(sc);

	buf_printf(out, "ИОМ: %s › ", buf_text(&s->name));
	list_put_position(&s->base.board.list.list, out);
}

static void
draw_head(const struct screen *sc, struct ui *ui, int row, int columns)
{
	const struct pathway_screen *s = screen_state(sc);
	const char *second = strchr(buf_text(&s->more), '\n');
	struct buf first = {0};

	if (second == NULL)
		return;
	buf_put_slice(
	    &first, slice_make(buf_text(&s->more), (size_t)(second - buf_text(&s->more))));
	buf_printf(&first, " · выполнено %zu из %zu", s->done, s->base.board.list.rows.count);
	ui_put(ui, row, 1, columns - 2, STYLE_STRONG, buf_text(&first));
	ui_put(ui, row + 1, 1, columns - 2, STYLE_FAINT, second + 1);
	buf_free(&first);
}

/* --- Done. */

static void
take_evidence(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct views_asked *a = about;
	struct error e = {0};

	assert(a != NULL);
	if (answer->code != 0)
		views_tell(sc, a,
		    pathway_items_done(
			app_session(screen_app(sc)), views_records(a), a->day, answer->text, &e),
		    &e, "Пункт выполнен");
}

static void
take_done(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct views_asked *asked = about;
	struct views_asked a;

	assert(asked != NULL);
	a = *asked;
	if (ask_read_day(answer, &a.day))
		ask_line(screen_app(sc), ABOUT(take_evidence, &a), "Пункт выполнен",
		    "Чем подтверждается (пусто — ничем):", "");
}

static void
ask_done(struct screen *sc, const void *row)
{
	struct views_asked a;

	if (views_choose(sc, row, &a))
		ask_day(screen_app(sc), ABOUT(take_done, &a), "Пункт выполнен",
		    "Когда:", clock_today());
}

/* --- Where to. */

/* The pathway itself, as it was seen here. */
static void
ask_end(struct screen *sc)
{
	struct pathway_screen *s = state(sc);
	const struct views_asked a = {.seen = s->base.views.seen, .count = 1, .ids = {s->id}};

	pathway_ask_outcome(sc, &a);
}

static void
enter_item(struct screen *sc)
{
	struct pathway_item *item = (struct pathway_item *)record_new(KIND_PATHWAY_ITEMS);
	struct view v;

	view_open(&v, app_session(screen_app(sc)));
	pathway_propose_item(&v, state(sc)->pathway, item);
	view_close(&v);
	place_open(screen_app(sc), PLACE_ENTRY, THEN(board_take_entered),
	    &(struct entry_args){.kind = KIND_PATHWAY_ITEMS, .initial = &item->base});
	record_free(&item->base);
}

static void
show_card(struct screen *sc, const void *row)
{
	open_card(sc, KIND_PATHWAY_ITEMS, ((const struct item_row *)row)->id);
}

static void
edit_item(struct screen *sc, const void *row)
{
	open_form(sc, KIND_PATHWAY_ITEMS, ((const struct item_row *)row)->id);
}

static void
edit_pathway(struct screen *sc)
{
	open_form(sc, KIND_PATHWAYS, state(sc)->id);
}

static void
show_paper(struct screen *sc)
{
	pathway_show_paper(sc, state(sc)->id);
}

static unsigned
pathway_now(const struct screen *sc)
{
	const struct pathway_screen *s = screen_state(sc);
	const struct item_row *r = list_screen_here(sc);

	return (r != NULL ? IS_ITEM : 0) | (r != NULL && r->done != DATE_NONE ? IS_DONE : 0) |
	    (s->pathway->finished != DATE_NONE ? IS_FINISHED : 0);
}

static enum status
pathway_open(struct screen *sc, const void *args, struct error *e)
{
	const struct pathway_args *a = args;
	struct pathway_screen *s = state(sc);

	(void)e;
	s->base.board.count = 1;
	s->id = a->pathway;
	s->pathway = (struct pathway *)record_new(KIND_PATHWAYS);
	return ST_OK;
}

static void
pathway_close(struct screen *sc)
{
	struct pathway_screen *s = state(sc);

	views_close(sc);
	record_free(&s->pathway->base);
	buf_free(&s->name);
	buf_free(&s->more);
}

const struct screen_ops pathway_screen = {
    .name = "pathway",
    .about = "Пункты ИОМ: дефицит, задача, форма работы, срок. Пробел — выполнен: когда и чем "
	     "подтверждается.",
    .open = pathway_open,
    .now = pathway_now,
    .actions = LIST_WORK(
	ACTION(ACT_MARK, "Space", "Пункт выполнен: когда и чем подтверждается", .word = "Выполнен",
	    .permit = PERMIT_EDIT, .unless = IS_DONE, .on_row = ask_done),
	ACTION(ACT_OPEN, "Enter F3", "Карточка пункта", .word = "Карточка", .permit = PERMIT_READ,
	    .when = IS_ITEM, .on_row = show_card),
	ACTION(ACT_TEXT, "F2 C-p", "ИОМ на бумаге", .word = "Бумага", .permit = PERMIT_PRINT,
	    .on_screen = show_paper),
	ACTION(ACT_EDIT, "F4", "Исправить пункт", .word = "Исправить", .permit = PERMIT_EDIT,
	    .when = IS_ITEM, .on_row = edit_item),
	ACTION(DO_FINISH, "F6", "Завершить маршрут: успешно, не завершён, прекращён",
	    .word = "Завершить", .permit = PERMIT_EDIT, .unless = IS_FINISHED,
	    .on_screen = ask_end),
	ACTION(ACT_NEW, "Ins", "Новый пункт", .word = "Пункт", .permit = PERMIT_EDIT,
	    .on_screen = enter_item),
	ACTION(DO_PATHWAY, "C-o", "Исправить сам маршрут: срок, методиста, основание",
	    .permit = PERMIT_EDIT, .on_screen = edit_pathway),
	ACTION(ACT_UNDO, "C-z", "Отменить последнее своё действие", .permit = PERMIT_EDIT,
	    .on_screen = undo_here),
	ACTION(ACT_REDO, "C-y", "Сделать снова отменённое", .permit = PERMIT_EDIT,
	    .on_screen = redo_here)),
    LIST_SCREEN(struct pathway_screen, struct item_row,
	COLUMNS({.title = "№", .width = 3, .right = true},
	    {.title = "Дефицит", .width = 24, .grows = true, .lead = true},
	    {.title = "Форма", .width = 18, .rank = 1}, {.title = "Срок", .width = 10},
	    {.title = "Выполнен", .width = 10}, {.title = "Подтверждение", .width = 18, .rank = 2},
	    {.title = "Задача", .width = 28, .rank = 3}),
	.put_title = put_title, .read = read_rows, .put = put_row, .close = pathway_close,
	.key_size = sizeof(uint64_t), .head = 3, .draw_head = draw_head, .foot = 4,
	.empty = "Пунктов ещё нет. Ins — внести первый: дефицит, форма работы, срок."),
};
