/* SPDX-License-Identifier: MIT
 * bank.c - the bank of materials as six views with their counts, and the materials of one of them.
 */
#include "screens/bank/bank.h"

#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/utf8.h"
#include "screens/app/undo.h"
#include "service/core/naming.h"
#include "service/record/register.h"

enum { DO_OFFER = ACT_OWN, DO_EXPERT, DO_VERDICT, DO_OTHER, DO_CARD, DO_CATALOGUE };

/* What holds of the material under the cursor. */
enum { IS_THERE = 1 << 0, IS_WITHOUT = 1 << 1, HAS_EXPERT = 1 << 2 };

/* --- What is shown. */

static void
take_bank(struct screen *sc, const struct bank *bank, struct list_rows *out)
{
	struct bank_screen *s = screen_state(sc);

	for (size_t i = 0; i < bank->count; i++)
		board_turn_to(sc, bank->rows[i].resource, bank->rows[i].views);
	for (int view = 0; view < BANK_VIEWS; view++)
		s->counts[view] = bank->counts[view];
	for (size_t i = 0; i < bank->count; i++)
		if ((bank->rows[i].views & 1U << s->board.now) != 0)
			board_add_row(sc, out, &bank->rows[i]);
	s->board.sought = 0;
}

static bool
bank_screen_read(struct screen *sc, struct list_rows *out)
{
	struct bank bank;
	struct error e = {0};
	enum status st = bank_read(out->view, clock_today(), &bank, &e);

	if (st == ST_OK)
		take_bank(sc, &bank, out);
	else
		app_say_error(screen_app(sc), &e);
	bank_free(&bank);
	return st == ST_OK;
}

static void
put_field(const struct view *v, const struct resource *r, const char *field, struct buf *out)
{
	register_put_field(v, &r->base, field_find(KIND_RESOURCES, field), out);
}

/* "B0002 · методический · математика · Белова А. И. · https://…" and what it is about */
static void
put_more(const struct view *v, const struct resource *r, struct buf *out)
{
	static const char *const fields[] = {"subjects", "association", "location"};

	buf_puts(out, r->code);
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		size_t begun = out->len;

		buf_puts(out, " · ");
		put_field(v, r, fields[i], out);
		if (out->len == begun + strlen(" · "))
			buf_truncate(out, begun);
	}
	buf_printf(out, "\n%s", r->annotation);
}

static void
put_resource(const struct bank_row *row, const struct resource *r, struct list_cells *out)
{
	const struct view *v = out->view;

	if (row->status == RESOURCE_EXAMINED && row->reviewer == 0)
		out->style = STYLE_WARNING;
	utf8_put_shown(&out->text[0], slice_of(r->title), false);
	put_field(v, r, "kind", &out->text[1]);
	register_put_short_name(v->txn, KIND_PEOPLE, r->author, &out->text[2]);
	register_put_short_name(v->txn, KIND_PEOPLE, r->reviewer, &out->text[3]);
	date_put_russian(&out->text[4], r->added);
	date_put_russian(&out->text[5], r->reviewed);
	put_field(v, r, "status", &out->text[6]);
	put_more(v, r, &out->more);
}

static void
bank_screen_put(const void *row, struct list_cells *out)
{
	const struct bank_row *b = row;
	struct resource *r = (struct resource *)record_new(KIND_RESOURCES);

	if (records_get(out->view->txn, b->resource, &r->base))
		put_resource(b, r, out);
	record_free(&r->base);
}

static void
bank_title(const struct screen *sc, struct buf *out)
{
	const struct bank_screen *s = screen_state(sc);

	buf_printf(out, "Банк материалов · %s › ", bank_view_word((enum bank_view)s->board.now));
	list_put_position(&s->board.list.list, out);
}

static void
bank_draw_head(const struct screen *sc, struct ui *ui, int row, int columns)
{
	const struct bank_screen *s = screen_state(sc);
	struct board_head heads[BANK_VIEWS];

	(void)columns;
	for (int view = 0; view < BANK_VIEWS; view++)
		heads[view] = (struct board_head){
		    bank_view_word((enum bank_view)view), s->counts[view], STYLE_PLAIN};
	board_draw_heads(sc, ui, row, 2, heads);
}

static const char *
bank_empty(const struct screen *sc)
{
	static const char *const why[BANK_VIEWS] = {
	    [BANK_OFFERED] = "Никто ничего не предложил. Ins — внести материал, → — следующий вид.",
	    [BANK_EXAMINED] = "На экспертизе ничего нет.",
	    [BANK_RECOMMENDED] = "Рекомендованных материалов ещё нет.",
	    [BANK_REJECTED] = "Отклонённых материалов нет.",
	    [BANK_WITHOUT] = "У каждого материала есть статус.",
	    [BANK_OLD] = "Материалов, которые три года никто не смотрел, нет."};

	return why[((const struct bank_screen *)screen_state(sc))->board.now];
}

/* --- Where to. */

static void
show_card(struct screen *sc, const void *row)
{
	open_card(sc, KIND_RESOURCES, ((const struct bank_row *)row)->resource);
}

static void
edit_resource(struct screen *sc, const void *row)
{
	open_form(sc, KIND_RESOURCES, ((const struct bank_row *)row)->resource);
}

static void
enter_resource(struct screen *sc)
{
	struct resource *r = (struct resource *)record_new(KIND_RESOURCES);

	r->added = clock_today();
	r->status = RESOURCE_OFFERED;
	place_open(screen_app(sc), PLACE_ENTRY, THEN(board_take_entered),
	    &(struct entry_args){.kind = KIND_RESOURCES, .initial = &r->base, .focus = "title"});
	record_free(&r->base);
}

static void
show_catalogue(struct screen *sc)
{
	place_open(screen_app(sc), PLACE_CATALOGUE, NO_QUESTION, NULL);
}

static unsigned
bank_now(const struct screen *sc)
{
	const struct bank_row *r = list_screen_here(sc);

	if (r == NULL)
		return 0;
	return IS_THERE | (r->status == 0 ? IS_WITHOUT : 0) |
	    (r->status == RESOURCE_EXAMINED && r->reviewer != 0 ? HAS_EXPERT : 0);
}

static enum status
bank_open(struct screen *sc, const void *args, struct error *e)
{
	const struct bank_args *a = args;
	struct bank_screen *s = screen_state(sc);

	(void)e;
	s->board.count = BANK_VIEWS;
	if (a != NULL)
		s->board.sought = a->resource;
	return ST_OK;
}

const struct screen_ops bank_screen = {
    .name = "bank",
    .about = "Банк материалов по тому, что с ними: ← → — вид. Enter отдаёт материал эксперту, а "
	     "отданный рекомендует или отклоняет; работа эксперта записывается сразу.",
    .open = bank_open,
    .now = bank_now,
    .actions = LIST_WORK_STILL(
	ACTION(DO_EXPERT, "Enter", "На экспертизу: предлагаются члены актива этого предмета",
	    .word = "На экспертизу", .permit = PERMIT_EDIT, .when = IS_THERE, .unless = HAS_EXPERT,
	    .on_row = bank_ask_expert),
	ACTION(DO_VERDICT, "Enter",
	    "Заключение эксперта: рекомендован или отклонён; записывается и работа члена актива",
	    .word = "Заключение", .permit = PERMIT_EDIT, .when = IS_THERE | HAS_EXPERT,
	    .on_row = bank_ask_verdict),
	ACTION(DO_OFFER, "F6", "Предложить: материал ждёт экспертизы", .word = "Предложить",
	    .permit = PERMIT_EDIT, .when = IS_THERE | IS_WITHOUT, .on_row = bank_do_offer),
	ACTION(DO_OTHER, "F7", "Отдать другому эксперту", .word = "Другому", .permit = PERMIT_EDIT,
	    .when = IS_THERE | HAS_EXPERT, .on_row = bank_ask_expert),
	ACTION(DO_CATALOGUE, "F2", "Каталог рекомендованных: страница для сайта, таблица",
	    .word = "Каталог", .permit = PERMIT_READ, .on_screen = show_catalogue),
	ACTION(ACT_NEW, "Ins", "Внести материал, который предлагают", .word = "Внести",
	    .permit = PERMIT_EDIT, .on_screen = enter_resource),
	ACTION(ACT_OPEN, "F3", "Карточка материала", .word = "Карточка", .permit = PERMIT_READ,
	    .on_row = show_card),
	ACTION(ACT_EDIT, "F4", "Исправить сведения о материале", .word = "Исправить",
	    .permit = PERMIT_EDIT, .on_row = edit_resource),
	ACTION(ACT_LEFT, "Left S-Tab", "К виду слева", .on_screen = board_back),
	ACTION(ACT_RIGHT, "Right Tab", "К виду справа", .word = "Вид", .on_screen = board_on),
	ACTION(ACT_UNDO, "C-z", "Отменить последнее своё действие", .permit = PERMIT_EDIT,
	    .on_screen = undo_here),
	ACTION(ACT_REDO, "C-y", "Сделать снова отменённое", .permit = PERMIT_EDIT,
	    .on_screen = redo_here)),
    LIST_SCREEN(struct bank_screen, struct bank_row,
	COLUMNS({.title = "Материал", .width = 30, .grows = true, .lead = true},
	    {.title = "Вид", .width = 13, .rank = 1}, {.title = "Автор", .width = 16, .rank = 2},
	    {.title = "Эксперт", .width = 16}, {.title = "Добавлен", .width = 10},
	    {.title = "Экспертиза", .width = 10, .rank = 1},
	    {.title = "Состояние", .width = 14, .rank = 3}),
	.put_title = bank_title, .read = bank_screen_read, .put = bank_screen_put,
	.key_size = sizeof(uint64_t), .why_empty = bank_empty, .head = 2,
	.draw_head = bank_draw_head, .foot = 4),
};
