/* SPDX-License-Identifier: MIT
 * reserve_board.c - the reserve of managers: who is in it, whose term is over, what became of them.
 */
#include <assert.h>

#include "base/clock.h"
#include "base/date.h"
#include "db/record/journal.h"
#include "db/record/records.h"
#include "screens/app/ask.h"
#include "screens/people/views.h"
#include "screens/widget/words.h"
#include "service/core/naming.h"
#include "service/people/reserve.h"

enum { DO_SETTLE = ACT_OWN, DO_CARD };

/* What holds of the row under the cursor. */
enum { IS_OPEN = 1 << 0 };

struct reserve_screen {
	struct views_screen base; /* first; its rows are of struct reserve_row, its views of enum
				     reserve_view */
	size_t counts[RESERVE_VIEWS];
};

static struct reserve_screen *
state(struct screen *sc)
{
	return screen_state(sc);
}

/* --- What is shown. */

static void
take_board(struct screen *sc, const struct reserve_board *b, struct list_rows *out)
{
	struct reserve_screen *r = state(sc);

	r->base.views.seen = journal_last(out->view->txn);
	for (int i = 0; i < RESERVE_VIEWS; i++)
		r->counts[i] = b->counts[i];
	for (size_t i = 0; i < b->count; i++)
		if ((int)b->rows[i].view == r->base.board.now)
			board_add_row(sc, out, &b->rows[i]);
}

static bool
read_rows(struct screen *sc, struct list_rows *out)
{
	struct reserve_board b;
	struct error e = {0};
	bool read = reserve_board_read(out->view, clock_today(), &b, &e) == ST_OK;

	if (read)
		take_board(sc, &b, out);
	reserve_board_free(&b);
	return views_said(sc, read, &e);
}

static void
put_more(const struct view *v, const struct reserve *r, struct buf *out)
{
	struct person *p = (struct person *)record_new(KIND_PEOPLE);

	register_put_name(v, KIND_PEOPLE, r->person, out);
	if (records_get(v->txn, r->person, &p->base)) {
		buf_printf(out, ", %s, ", p->position);
		register_put_name(v, KIND_ORGANISATIONS, p->organisation, out);
	}
	if (r->basis[0] != '\0')
		buf_printf(out, "\nОснование: %s", r->basis);
	record_free(&p->base);
}

static void
put_cells(uint64_t id, struct list_cells *out)
{
	const struct view *v = out->view;
	struct reserve *r = (struct reserve *)record_new(KIND_RESERVE);

	if (records_get(v->txn, id, &r->base)) {
		register_put_name(v, KIND_PEOPLE, r->person, &out->text[0]);
		buf_puts(&out->text[1], r->post);
		views_put_school(v, r->organisation, &out->text[2]);
		date_put_russian(&out->text[3], r->from);
		date_put_russian(&out->text[4], r->to);
		register_put_field(v, &r->base, field_find(KIND_RESERVE, "outcome"), &out->text[5]);
		buf_puts(&out->text[6], r->basis);
		put_more(v, r, &out->more);
	}
	record_free(&r->base);
}

static void
put_row(const void *row, struct list_cells *out)
{
	const struct reserve_row *at = row;

	put_cells(at->id, out);
	out->style = at->view == RESERVE_EXPIRED ? STYLE_WARNING : STYLE_PLAIN;
}

static void
put_title(const struct screen *sc, struct buf *out)
{
	const struct reserve_screen *r = screen_state(sc);

	buf_printf(out, "Кадровый резерв · %s › ",
	    reserve_view_word((enum reserve_view)r->base.board.now));
	list_put_position(&r->base.board.list.list, out);
}

static void
draw_head(const struct screen *sc, struct ui *ui, int row, int columns)
{
	const struct reserve_screen *r = screen_state(sc);
	struct people_view views[RESERVE_VIEWS];

	for (int i = 0; i < RESERVE_VIEWS; i++)
		views[i] = (struct people_view){.word = reserve_view_word((enum reserve_view)i),
		    .count = r->counts[i],
		    .late = i == RESERVE_EXPIRED};
	views_draw(sc, ui, row, 1, columns, views);
	if (r->base.views.marks.count > 0)
		ui_printf(ui, row + 1, 1, columns - 2, STYLE_FAINT, "Отмечено %zu",
		    r->base.views.marks.count);
}

static const char *
why_empty(const struct screen *sc)
{
	static const char *const why[RESERVE_VIEWS] = {
	    [RESERVE_STANDING] = "В резерве никого нет. Ins — внести.",
	    [RESERVE_EXPIRED] = "Ни у кого срок не вышел.",
	    [RESERVE_OF_APPOINTED] = "Из резерва ещё никого не назначили.",
	    [RESERVE_OF_EXCLUDED] = "Из резерва ещё никого не исключили."};
	const struct reserve_screen *r = screen_state(sc);

	return why[r->base.board.now];
}

/* --- The outcome. */

static void
take_day(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct views_asked *a = about;
	struct error e = {0};
	int32_t day;

	assert(a != NULL);
	if (ask_read_day(answer, &day))
		views_tell(sc, a,
		    reserve_settle(
			app_session(screen_app(sc)), views_records(a), a->outcome, day, &e),
		    &e, a->outcome == RESERVE_APPOINTED ? "Назначен" : "Исключён из резерва");
}

static void
take_outcome(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct views_asked *asked = about;
	struct views_asked a;

	assert(asked != NULL);
	a = *asked;
	if (answer->code == 0)
		return;
	a.outcome = answer->code == 1 ? RESERVE_APPOINTED : RESERVE_EXCLUDED;
	ask_day(screen_app(sc), ABOUT(take_day, &a),
	    a.outcome == RESERVE_APPOINTED ? "Назначен на должность" : "Исключён из резерва",
	    "Когда:", clock_today());
}

static void
ask_outcome(struct screen *sc, const void *row)
{
	static const char *const lines[] = {"Назначен на должность", "Исключён из резерва"};
	struct views_asked a;
	struct buf title = {0};

	if (!views_choose(sc, row, &a))
		return;
	views_put_title(&a, "Чем кончилось", &title);
	ask_numbered(screen_app(sc), ABOUT(take_outcome, &a), buf_text(&title), lines,
	    sizeof(lines) / sizeof(lines[0]));
	buf_free(&title);
}

/* --- Where to. */

static void
show_card(struct screen *sc, const void *row)
{
	open_card(sc, KIND_RESERVE, ((const struct reserve_row *)row)->id);
}

static void
edit_row(struct screen *sc, const void *row)
{
	open_form(sc, KIND_RESERVE, ((const struct reserve_row *)row)->id);
}

static void
take_entered(struct screen *sc, const void *about, const struct answer *answer)
{
	struct reserve_screen *r = state(sc);

	(void)about;
	if (answer->code == 0)
		return;
	r->base.board.now = RESERVE_STANDING;
	r->base.board.sought = answer->id;
	list_screen_begin(sc);
}

static void
enter_row(struct screen *sc)
{
	struct reserve *r = (struct reserve *)record_new(KIND_RESERVE);

	r->from = clock_today();
	place_open(screen_app(sc), PLACE_ENTRY, THEN(take_entered),
	    &(struct entry_args){.kind = KIND_RESERVE, .initial = &r->base});
	record_free(&r->base);
}

static unsigned
reserve_now(const struct screen *sc)
{
	const struct reserve_row *r = list_screen_here(sc);

	return r != NULL && r->view <= RESERVE_EXPIRED ? IS_OPEN : 0;
}

static enum status
reserve_open(struct screen *sc, const void *args, struct error *e)
{
	(void)args;
	(void)e;
	board_of(sc)->count = RESERVE_VIEWS;
	return ST_OK;
}

const struct screen_ops reserve_board_screen = {
    .name = "reserve_board",
    .about = "Кадровый резерв руководителей: ← → — кто в нём, у кого вышел срок, кого назначили, "
	     "кого исключили. Enter записывает, чем кончилось.",
    .open = reserve_open,
    .now = reserve_now,
    .actions = LIST_WORK_STILL(
	ACTION(DO_SETTLE, "Enter", "Итог: назначен или исключён, и когда; отмеченным — сразу",
	    .word = "Итог", .permit = PERMIT_EDIT, .when = IS_OPEN, .on_row = ask_outcome),
	ACTION(ACT_OPEN, "Enter", "Карточка записи о резерве", .word = "Карточка",
	    .permit = PERMIT_READ, .unless = IS_OPEN, .on_row = show_card),
	ACTION(ACT_NEW, "Ins", "Внести в резерв", .word = "Внести", .permit = PERMIT_EDIT,
	    .on_screen = enter_row),
	ACTION(DO_CARD, "F3", "Карточка записи о резерве", .word = "Карточка",
	    .permit = PERMIT_READ, .when = IS_OPEN, .on_row = show_card),
	ACTION(ACT_EDIT, "F4", "Исправить запись", .word = "Исправить", .permit = PERMIT_EDIT,
	    .on_row = edit_row),
	ACTION(ACT_MARK, "Space", "Отметить или снять отметку", .permit = PERMIT_EDIT,
	    .when = IS_OPEN, .on_row = views_toggle_mark),
	ACTION(ACT_MARK_ALL, "C-a", "Отметить всё, что показано", .permit = PERMIT_EDIT,
	    .when = IS_OPEN, .on_screen = views_mark_all),
	VIEWS_ACTIONS),
    LIST_SCREEN(struct reserve_screen, struct reserve_row,
	COLUMNS({.title = "Кто", .width = 24, .grows = true, .lead = true},
	    {.title = "На какую должность", .width = 22},
	    {.title = "Организация", .width = 16, .rank = 2},
	    {.title = "С", .width = 10, .rank = 3}, {.title = "По", .width = 10, .rank = 1},
	    {.title = "Итог", .width = 9, .rank = 1},
	    {.title = "Основание", .width = 20, .rank = 4}),
	.put_title = put_title, .read = read_rows, .put = put_row, .close = views_close,
	.marked = views_is_marked, .key_size = sizeof(uint64_t), .why_empty = why_empty, .head = 3,
	.draw_head = draw_head, .foot = 3),
};
