/* SPDX-License-Identifier: MIT
 * pathways_board.c - individual pathways of the town or of a person: under way, overdue, finished;
 * who was assessed and has none.
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

enum { DO_FINISH = ACT_OWN, DO_BEGIN, DO_CARD, DO_PERSON, DO_TOWN };

/* What holds of the row under the cursor, and of the screen. */
enum { IS_PATHWAY = 1 << 0, IS_OPEN = 1 << 1, IS_WANTED = 1 << 2, IS_OF_ONE = 1 << 3 };

struct pathways_screen {
	struct views_screen base; /* first; its rows are of struct pathway_row, its views of enum
				     pathway_view */
	uint64_t person;          /* only of that one; 0: of the town */
	struct buf name;          /* of the person */
	size_t counts[PATHWAY_VIEWS];
};

static struct pathways_screen *
state(struct screen *sc)
{
	return screen_state(sc);
}

/* --- What is shown. */

static void
take_board(struct screen *sc, const struct pathways_board *b, struct list_rows *out)
{
	struct pathways_screen *p = state(sc);

	p->base.views.seen = journal_last(out->view->txn);
	buf_clear(&p->name);
	register_put_short_name(out->view->txn, KIND_PEOPLE, p->person, &p->name);
	for (int i = 0; i < PATHWAY_VIEWS; i++)
		p->counts[i] = b->counts[i];
	for (size_t i = 0; i < b->count; i++)
		if ((b->rows[i].views & 1U << p->base.board.now) != 0)
			board_add_row(sc, out, &b->rows[i]);
}

static bool
read_rows(struct screen *sc, struct list_rows *out)
{
	struct pathways_board b;
	struct error e = {0};
	bool read =
	    pathways_board_read(out->view, state(sc)->person, clock_today(), &b, &e) == ST_OK;

	if (read)
		take_board(sc, &b, out);
	pathways_board_free(&b);
	return views_said(sc, read, &e);
}

/* "просрочен: 11 дней", "осталось 30 дней", "успешно" */
static void
put_fate(
    const struct view *v, const struct pathway_row *row, const struct pathway *p, struct buf *out)
{
	int32_t today = clock_today();

	if (row->finished != DATE_NONE && row->finished <= today) {
		register_put_field(v, &p->base, field_find(KIND_PATHWAYS, "outcome"), out);
	} else if ((row->views & 1U << PATHWAYS_OVERDUE) != 0) {
		buf_puts(out, "просрочен: ");
		words_put_count(out, (uint64_t)(today - row->until), "день", "дня", "дней");
	} else if (row->until != DATE_NONE) {
		buf_puts(out, "осталось ");
		words_put_count(out, (uint64_t)(row->until - today), "день", "дня", "дней");
	} else {
		buf_puts(out, "без срока");
	}
}

static void
put_pathway(const struct pathway_row *row, struct list_cells *out)
{
	const struct view *v = out->view;
	struct pathway *p = (struct pathway *)record_new(KIND_PATHWAYS);

	if (row->items > 0)
		buf_printf(&out->text[1], "%zu из %zu", row->done, row->items);
	date_put_russian(&out->text[2], row->until);
	if (records_get(v->txn, row->id, &p->base)) {
		put_fate(v, row, p, &out->text[3]);
		buf_puts(&out->text[6], p->basis);
	}
	register_put_short_name(v->txn, KIND_PEOPLE, row->methodist, &out->text[4]);
	date_put_russian(&out->text[7], row->developed);
	out->style = (row->views & 1U << PATHWAYS_OVERDUE) != 0 ? STYLE_WARNING : STYLE_PLAIN;
	record_free(&p->base);
}

/* Who is to have one: what it would rest on, and with whom. */
static void
put_wanted(const struct pathway_row *row, struct list_cells *out)
{
	struct pathway *p = (struct pathway *)record_new(KIND_PATHWAYS);

	pathway_propose(out->view, row->person, clock_today(), p);
	buf_puts(&out->text[3], "нужен ИОМ");
	register_put_short_name(out->view->txn, KIND_PEOPLE, p->methodist, &out->text[4]);
	buf_puts(&out->text[6], p->basis);
	out->style = STYLE_WARNING;
	record_free(&p->base);
}

static void
put_row(const void *row, struct list_cells *out)
{
	const struct pathway_row *r = row;

	register_put_name(out->view, KIND_PEOPLE, r->person, &out->text[0]);
	views_put_work(out->view, r->person, &out->text[5], &out->text[8]);
	((r->views & 1U << PATHWAYS_WANTED) != 0 ? put_wanted : put_pathway)(r, out);
}

static void
put_title(const struct screen *sc, struct buf *out)
{
	const struct pathways_screen *p = screen_state(sc);

	buf_printf(out, "ИОМ · %s · %s › ", p->person != 0 ? buf_text(&p->name) : "весь город",
	    pathway_view_word((enum pathway_view)p->base.board.now));
	list_put_position(&p->base.board.list.list, out);
}

static void
draw_head(const struct screen *sc, struct ui *ui, int row, int columns)
{
	const struct pathways_screen *p = screen_state(sc);
	struct people_view views[PATHWAY_VIEWS];

	for (int i = 0; i < PATHWAY_VIEWS; i++)
		views[i] = (struct people_view){.word = pathway_view_word((enum pathway_view)i),
		    .count = p->counts[i],
		    .late = i == PATHWAYS_OVERDUE || i == PATHWAYS_WANTED};
	views_draw(sc, ui, row, 1, columns, views);
	if (p->base.views.marks.count > 0)
		ui_printf(ui, row + 1, 1, columns - 2, STYLE_FAINT, "Отмечено %zu",
		    p->base.views.marks.count);
}

static const char *
why_empty(const struct screen *sc)
{
	static const char *const why[PATHWAY_VIEWS] = {
	    [PATHWAYS_UNDER_WAY] = "Ни одного маршрута в работе нет. Ins — новый.",
	    [PATHWAYS_OVERDUE] = "Просроченных маршрутов нет.",
	    [PATHWAYS_WANTED] = "У всех, чья диагностика этого года показала низкий результат, ИОМ "
				"есть.",
	    [PATHWAYS_FINISHED] = "С 1 сентября ни один маршрут не завершён."};
	const struct pathways_screen *p = screen_state(sc);

	return why[p->base.board.now];
}

/* --- A new one. */

static void
take_entered(struct screen *sc, const void *about, const struct answer *answer)
{
	struct pathways_screen *p = state(sc);

	(void)about;
	if (answer->code == 0)
		return;
	p->base.board.now = PATHWAYS_UNDER_WAY;
	p->base.board.sought = answer->id;
	list_screen_begin(sc);
}

static void
begin_for(struct screen *sc, uint64_t person)
{
	struct pathway *p = (struct pathway *)record_new(KIND_PATHWAYS);
	struct view v;

	view_open(&v, app_session(screen_app(sc)));
	pathway_propose(&v, person, clock_today(), p);
	view_close(&v);
	place_open(screen_app(sc), PLACE_ENTRY, THEN(take_entered),
	    &(struct entry_args){.kind = KIND_PATHWAYS, .initial = &p->base, .focus = "until"});
	record_free(&p->base);
}

static void
begin_of_row(struct screen *sc, const void *row)
{
	begin_for(sc, ((const struct pathway_row *)row)->person);
}

static void
take_whose(struct screen *sc, const void *about, const struct answer *answer)
{
	(void)about;
	if (answer->code != 0)
		begin_for(sc, answer->id);
}

static void
begin_new(struct screen *sc)
{
	if (state(sc)->person != 0)
		begin_for(sc, state(sc)->person);
	else
		place_open(screen_app(sc), PLACE_PICKER, THEN(take_whose),
		    &(struct picker_args){.kind = KIND_PEOPLE});
}

/* --- The end of one. */

static void
end_rows(struct screen *sc, const void *row)
{
	struct views_asked a;

	if (views_choose(sc, row, &a))
		pathway_ask_outcome(sc, &a);
}

/* --- Where to. */

static void
show_items(struct screen *sc, const void *row)
{
	place_open(screen_app(sc), PLACE_PATHWAY, NO_QUESTION,
	    &(struct pathway_args){.pathway = ((const struct pathway_row *)row)->id});
}

static void
show_card(struct screen *sc, const void *row)
{
	const struct pathway_row *r = row;
	bool wanted = (r->views & 1U << PATHWAYS_WANTED) != 0;

	open_card(sc, wanted ? KIND_PEOPLE : KIND_PATHWAYS, r->id);
}

static void
edit_row(struct screen *sc, const void *row)
{
	open_form(sc, KIND_PATHWAYS, ((const struct pathway_row *)row)->id);
}

static void
show_paper(struct screen *sc, const void *row)
{
	pathway_show_paper(sc, ((const struct pathway_row *)row)->id);
}

static void
show_of(struct screen *sc, uint64_t person)
{
	struct pathways_screen *p = state(sc);

	p->person = person;
	idset_free(&p->base.views.marks);
	list_screen_begin(sc);
}

static void
take_person(struct screen *sc, const void *about, const struct answer *answer)
{
	(void)about;
	if (answer->code != 0)
		show_of(sc, answer->id);
}

static void
ask_person(struct screen *sc)
{
	place_open(screen_app(sc), PLACE_PICKER, THEN(take_person),
	    &(struct picker_args){.kind = KIND_PEOPLE});
}

static void
show_town(struct screen *sc)
{
	show_of(sc, 0);
}

static unsigned
pathways_now(const struct screen *sc)
{
	const struct pathways_screen *p = screen_state(sc);
	const struct pathway_row *r = list_screen_here(sc);
	unsigned holds = p->person != 0 ? IS_OF_ONE : 0;

	if (r == NULL)
		return holds;
	if (p->base.board.now == PATHWAYS_WANTED)
		return holds | IS_WANTED;
	return holds | IS_PATHWAY | (p->base.board.now != PATHWAYS_FINISHED ? IS_OPEN : 0);
}

static int
view_of_list(const char *list)
{
	if (list != NULL && strcmp(list, "pathway_overdue") == 0)
		return PATHWAYS_OVERDUE;
	if (list != NULL && strcmp(list, "assessed_no_pathway") == 0)
		return PATHWAYS_WANTED;
	return PATHWAYS_UNDER_WAY;
}

static enum status
pathways_open(struct screen *sc, const void *args, struct error *e)
{
	const struct people_args *a = args;
	struct pathways_screen *p = state(sc);

	(void)e;
	p->base.board.count = PATHWAY_VIEWS;
	p->base.board.now = view_of_list(a != NULL ? a->list : NULL);
	p->person = a != NULL ? a->person : 0;
	p->base.board.sought = a != NULL ? a->sought : 0;
	for (size_t i = 0; a != NULL && p->base.board.now == PATHWAYS_OVERDUE && i < a->count; i++)
		idset_add(&p->base.views.marks, a->marked[i]);
	return ST_OK;
}

static void
pathways_close(struct screen *sc)
{
	views_close(sc);
	buf_free(&state(sc)->name);
}

const struct screen_ops pathways_board_screen = {
    .name = "pathways_board",
    .about =
	"ИОМ педагогов: ← → — в работе, срок вышел, диагностика есть, а ИОМ нет, завершены. Enter "
	"открывает пункты маршрута.",
    .open = pathways_open,
    .now = pathways_now,
    .actions = LIST_WORK_STILL(ACTION(ACT_OPEN, "Enter", "Пункты маршрута", .word = "Пункты",
				   .permit = PERMIT_READ, .when = IS_PATHWAY, .on_row = show_items),
	ACTION(DO_BEGIN, "Enter", "Новый ИОМ этого педагога: основание и методист предлагаются",
	    .word = "Новый", .permit = PERMIT_EDIT, .when = IS_WANTED, .unless = IS_PATHWAY,
	    .on_row = begin_of_row),
	ACTION(ACT_TEXT, "F2 C-p", "ИОМ на бумаге", .word = "Бумага", .permit = PERMIT_PRINT,
	    .when = IS_PATHWAY, .on_row = show_paper),
	ACTION(DO_CARD, "F3", "Карточка", .word = "Карточка", .permit = PERMIT_READ,
	    .on_row = show_card),
	ACTION(ACT_EDIT, "F4", "Исправить: срок, методиста, основание", .word = "Исправить",
	    .permit = PERMIT_EDIT, .when = IS_PATHWAY, .on_row = edit_row),
	ACTION(DO_FINISH, "F6", "Завершить отмеченные: успешно, не завершён, прекращён",
	    .word = "Завершить", .permit = PERMIT_EDIT, .when = IS_OPEN, .on_row = end_rows),
	ACTION(DO_PERSON, "F7 /", "ИОМ одного педагога", .word = "Педагог", .unless = IS_OF_ONE,
	    .on_screen = ask_person),
	ACTION(DO_TOWN, "F7 /", "ИОМ всего города", .word = "Город", .when = IS_OF_ONE,
	    .on_screen = show_town),
	ACTION(ACT_NEW, "Ins", "Новый ИОМ: чей, спрашивается", .word = "Новый",
	    .permit = PERMIT_EDIT, .on_screen = begin_new),
	ACTION(ACT_MARK, "Space", "Отметить или снять отметку", .permit = PERMIT_EDIT,
	    .when = IS_OPEN, .on_row = views_toggle_mark),
	ACTION(ACT_MARK_ALL, "C-a", "Отметить всё, что показано", .permit = PERMIT_EDIT,
	    .when = IS_OPEN, .on_screen = views_mark_all),
	VIEWS_ACTIONS),
    LIST_SCREEN(struct pathways_screen, struct pathway_row,
	COLUMNS({.title = "Педагог", .width = 24, .grows = true, .lead = true},
	    {.title = "Пункты", .width = 7, .rank = 1}, {.title = "Срок", .width = 10, .rank = 1},
	    {.title = "Что с ним", .width = 19}, {.title = "Методист", .width = 16, .rank = 2},
	    {.title = "Школа", .width = 16, .rank = 3}, {.title = "Основание", .rank = 4},
	    {.title = "Разработан", .rank = 5}, {.title = "Предмет", .rank = 6}),
	.put_title = put_title, .read = read_rows, .put = put_row, .close = pathways_close,
	.marked = views_is_marked, .key_size = sizeof(uint64_t), .why_empty = why_empty, .head = 3,
	.draw_head = draw_head),
};
