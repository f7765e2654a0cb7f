/* SPDX-License-Identifier: MIT
 * requests.c - requests for help as a board: six heads with their counts, and the requests of one
 * of them.
 */
#include "screens/activity/requests.h"

#include "base/clock.h"
#include "base/date.h"
#include "base/utf8.h"
#include "rules/schoolyear.h"
#include "screens/app/undo.h"
#include "screens/output/paper_of_period.h"
#include "screens/widget/words.h"
#include "service/core/naming.h"
#include "service/record/register.h"

enum { DO_ASSIGN = ACT_OWN, DO_DONE, DO_OTHER, DO_CARD, DO_LOG };

/* What holds of the request under the cursor. */
enum { IS_OPEN = 1 << 0, IS_ASSIGNED = 1 << 1 };

/* --- What is shown. */

static bool
is_in_time(const struct request_row *r)
{
	return (r->columns & 1U << REQUESTS_DONE) != 0 &&
	    (r->days.due == DATE_NONE || r->days.done <= r->days.due);
}

static void
take_board(struct screen *sc, const struct requests_board *board, struct list_rows *out)
{
	struct requests_screen *s = screen_state(sc);

	for (size_t i = 0; i < board->count; i++)
		board_turn_to(sc, board->rows[i].request, board->rows[i].columns);
	s->in_time = 0;
	for (int c = 0; c < REQUEST_COLUMNS; c++)
		s->counts[c] = board->counts[c];
	for (size_t i = 0; i < board->count; i++) {
		s->in_time += is_in_time(&board->rows[i]);
		if ((board->rows[i].columns & 1U << s->board.now) != 0)
			board_add_row(sc, out, &board->rows[i]);
	}
	s->board.sought = 0;
}

static bool
requests_read(struct screen *sc, struct list_rows *out)
{
	struct requests_board board;
	struct error e = {0};
	enum status st = requests_board_read(out->view, clock_today(), &board, &e);

	if (st == ST_OK)
		take_board(sc, &board, out);
	else
		app_say_error(screen_app(sc), &e);
	requests_board_free(&board);
	return st == ST_OK;
}

static void
put_days(struct buf *out, int32_t days)
{
	words_put_count(out, (uint64_t)days, "день", "дня", "дней");
}

/* "осталось 3 дня", "просрочен: 11 дней", "25.03.2026 +5 дней" */
static void
put_fate(const struct request_row *r, int32_t today, struct buf *out)
{
	int32_t due = r->days.due;

	if ((r->columns & 1U << REQUESTS_REFUSED) != 0) {
		date_put_russian(out, r->days.refused);
	} else if ((r->columns & 1U << REQUESTS_DONE) != 0) {
		date_put_russian(out, r->days.done);
		if (due != DATE_NONE && r->days.done > due) {
			buf_puts(out, " +");
			put_days(out, r->days.done - due);
		}
	} else if (due == DATE_NONE) {
		buf_puts(out, "без срока");
	} else if (due < today) {
		buf_puts(out, "просрочен: ");
		put_days(out, today - due);
	} else if (due == today) {
		buf_puts(out, "срок сегодня");
	} else {
		buf_puts(out, "осталось ");
		put_days(out, due - today);
	}
}

static enum style
style_of(const struct request_row *r)
{
	return (r->columns & 1U << REQUESTS_OVERDUE) != 0 ? STYLE_WARNING
	    : (r->columns & 1U << REQUESTS_REFUSED) != 0  ? STYLE_FAINT
	    : is_in_time(r)                               ? STYLE_GOOD
							  : STYLE_PLAIN;
}

/* The school and the person, whoever of them is told. */
static void
put_asker(const struct view *v, const struct request *q, struct buf *out)
{
	register_put_name(v, KIND_ORGANISATIONS, q->organisation, out);
	if (q->organisation != 0 && q->person != 0)
		buf_puts(out, ", ");
	register_put_short_name(v->txn, KIND_PEOPLE, q->person, out);
}

/* "Q0001 от 24.05.2026, срок 15.06.2026 · МБОУ «СОШ № 8», Козлова А. П." and what was asked, and
 * answered */
static void
put_more(const struct view *v, const struct request *q, struct buf *out)
{
	buf_printf(out, "%s от ", q->code);
	date_put_russian(out, q->received);
	if (q->due != DATE_NONE) {
		buf_puts(out, ", срок ");
		date_put_russian(out, q->due);
	}
	if (q->organisation != 0 || q->person != 0) {
		buf_puts(out, " · ");
		put_asker(v, q, out);
	}
	buf_printf(out, "\n%s", q->text);
	if (q->result[0] != '\0')
		buf_printf(out, "\n→ %s", q->result);
}

static void
put_request(const struct request_row *r, const struct request *q, struct list_cells *out)
{
	const struct view *v = out->view;

	out->style = style_of(r);
	utf8_put_shown(&out->text[0], slice_of(q->text), false);
	register_put_short_name(v->txn, KIND_PEOPLE, q->assigned, &out->text[1]);
	date_put_russian(&out->text[2], q->due);
	put_fate(r, clock_today(), &out->text[3]);
	put_asker(v, q, &out->text[4]);
	register_put_field(v, &q->base, field_find(KIND_REQUESTS, "direction"), &out->text[5]);
	buf_puts(&out->text[6], q->code);
	put_more(v, q, &out->more);
}

static void
requests_put(const void *row, struct list_cells *out)
{
	const struct request_row *r = row;
	struct request *q = (struct request *)record_new(KIND_REQUESTS);

	if (records_get(out->view->txn, r->request, &q->base))
		put_request(r, q, out);
	record_free(&q->base);
}

static void
requests_title(const struct screen *sc, struct buf *out)
{
	const struct requests_screen *s = screen_state(sc);

	buf_printf(out, "Запросы о помощи · %s › ",
	    request_column_word((enum request_column)s->board.now));
	list_put_position(&s->board.list.list, out);
}

/* "Открыто 3 · выполнено с 1 сентября 2, из них в срок 1" */
static void
put_summary(const struct requests_screen *s, struct buf *out)
{
	buf_printf(
	    out, "Открыто %zu", s->counts[REQUESTS_UNASSIGNED] + s->counts[REQUESTS_UNDER_WAY]);
	buf_printf(out, " · с 1 сентября выполнено %zu", s->counts[REQUESTS_DONE]);
	if (s->counts[REQUESTS_DONE] > 0)
		buf_printf(out, ", из них в срок %zu", s->in_time);
	buf_printf(out, ", отказано %zu", s->counts[REQUESTS_REFUSED]);
}

static void
requests_draw_head(const struct screen *sc, struct ui *ui, int row, int columns)
{
	const struct requests_screen *s = screen_state(sc);
	struct board_head heads[REQUEST_COLUMNS];
	struct buf summary = {0};

	put_summary(s, &summary);
	ui_put(ui, row, 1, columns - 2, STYLE_FAINT, buf_text(&summary));
	for (int c = 0; c < REQUEST_COLUMNS; c++)
		heads[c] =
		    (struct board_head){request_column_word((enum request_column)c), s->counts[c],
			s->counts[c] > 0 && c == REQUESTS_OVERDUE ? STYLE_WARNING : STYLE_PLAIN};
	board_draw_heads(sc, ui, row + 1, 3, heads);
	buf_free(&summary);
}

static const char *
requests_empty(const struct screen *sc)
{
	static const char *const why[REQUEST_COLUMNS] = {
	    [REQUESTS_UNASSIGNED] = "Все поручены. → — следующий столбец, Ins — новый.",
	    [REQUESTS_UNDER_WAY] = "В работе ничего нет.",
	    [REQUESTS_OVERDUE] = "Просроченных запросов нет.",
	    [REQUESTS_SOON] = "Ни у одного запроса срок не кончается в ближайшие семь дней.",
	    [REQUESTS_DONE] = "С 1 сентября ни один запрос ещё не выполнен.",
	    [REQUESTS_REFUSED] = "С 1 сентября не отказано никому."};
	const struct requests_screen *s = screen_state(sc);

	return why[s->board.now];
}

/* --- Where to. */

static void
show_card(struct screen *sc, const void *row)
{
	open_card(sc, KIND_REQUESTS, ((const struct request_row *)row)->request);
}

static void
edit_request(struct screen *sc, const void *row)
{
	open_form(sc, KIND_REQUESTS, ((const struct request_row *)row)->request);
}

static void
enter_request(struct screen *sc)
{
	struct request *q = (struct request *)record_new(KIND_REQUESTS);

	q->received = clock_today();
	place_open(screen_app(sc), PLACE_ENTRY, THEN(board_take_entered),
	    &(struct entry_args){.kind = KIND_REQUESTS, .initial = &q->base});
	record_free(&q->base);
}

static void
ask_log(struct screen *sc)
{
	ask_paper_of_period(sc,
	    (struct paper_of_period){
		.id = "requests", .title = "Журнал запросов", .name = "журнал-запросов"});
}

static unsigned
requests_now(const struct screen *sc)
{
	const struct request_row *r = list_screen_here(sc);

	if (r == NULL || r->days.done != DATE_NONE || r->days.refused != DATE_NONE)
		return 0;
	return IS_OPEN | ((r->columns & 1U << REQUESTS_UNDER_WAY) != 0 ? IS_ASSIGNED : 0);
}

static enum status
requests_open(struct screen *sc, const void *args, struct error *e)
{
	const struct request_args *a = args;
	struct requests_screen *s = screen_state(sc);

	(void)e;
	s->board.count = REQUEST_COLUMNS;
	if (a != NULL)
		s->board.sought = a->request;
	return ST_OK;
}

const struct screen_ops requests_board_screen = {
    .name = "requests_board",
    .about = "Запросы о помощи по тому, что с ними: ← → — столбец. Enter поручает запрос, а "
	     "порученный отмечает выполненным; работа члена актива записывается сразу.",
    .open = requests_open,
    .now = requests_now,
    .actions = LIST_WORK_STILL(
	ACTION(DO_ASSIGN, "Enter", "Поручить: предлагаются члены актива этого предмета",
	    .word = "Поручить", .permit = PERMIT_EDIT, .when = IS_OPEN, .unless = IS_ASSIGNED,
	    .on_row = request_ask_helper),
	ACTION(DO_DONE, "Enter",
	    "Выполнено: когда и что сделано; записывается и работа члена "
	    "актива",
	    .word = "Выполнено", .permit = PERMIT_EDIT, .when = IS_OPEN | IS_ASSIGNED,
	    .on_row = request_ask_done),
	ACTION(ACT_OPEN, "Enter", "Карточка запроса", .word = "Карточка", .permit = PERMIT_READ,
	    .unless = IS_OPEN, .on_row = show_card),
	ACTION(DO_OTHER, "F7", "Поручить другому", .word = "Другому", .permit = PERMIT_EDIT,
	    .when = IS_OPEN | IS_ASSIGNED, .on_row = request_ask_helper),
	ACTION(ACT_REMOVE, "F8", "Отказать, с причиной", .word = "Отказать", .permit = PERMIT_EDIT,
	    .when = IS_OPEN, .on_row = request_ask_refused),
	ACTION(ACT_NEW, "Ins", "Новый запрос", .word = "Внести", .permit = PERMIT_EDIT,
	    .on_screen = enter_request),
	ACTION(DO_CARD, "F3", "Карточка запроса", .permit = PERMIT_READ, .when = IS_OPEN,
	    .on_row = show_card),
	ACTION(ACT_EDIT, "F4", "Исправить запрос: срок, направление, текст", .word = "Исправить",
	    .permit = PERMIT_EDIT, .on_row = edit_request),
	ACTION(DO_LOG, "F2", "Журнал запросов за период: в срок, позже, отказы", .word = "Журнал",
	    .permit = PERMIT_PRINT, .on_screen = ask_log),
	ACTION(ACT_LEFT, "Left S-Tab", "К столбцу слева", .on_screen = board_back),
	ACTION(
	    ACT_RIGHT, "Right Tab", "К столбцу справа", .word = "Столбец", .on_screen = board_on),
	ACTION(ACT_UNDO, "C-z", "Отменить последнее своё действие", .permit = PERMIT_EDIT,
	    .on_screen = undo_here),
	ACTION(ACT_REDO, "C-y", "Сделать снова отменённое", .permit = PERMIT_EDIT,
	    .on_screen = redo_here)),
    LIST_SCREEN(struct requests_screen, struct request_row,
	COLUMNS({.title = "Запрос", .width = 34, .grows = true, .lead = true},
	    {.title = "Поручено", .width = 16}, {.title = "Срок", .width = 10, .rank = 1},
	    {.title = "Что с ним", .width = 19}, {.title = "От кого", .width = 26, .rank = 2},
	    {.title = "Направление", .width = 20, .rank = 3},
	    {.title = "Код", .width = 6, .rank = 2}),
	.put_title = requests_title, .read = requests_read, .put = requests_put,
	.key_size = sizeof(uint64_t), .why_empty = requests_empty, .head = 3,
	.draw_head = requests_draw_head, .foot = 5),
};
