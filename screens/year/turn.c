/* SPDX-License-Identifier: MIT
 * turn.c - the turn of the school year: a line for all that ends with it and is begun anew, with
 * what is done and what is left; each leads to where it is done.
 */
#include "base/clock.h"
#include "base/date.h"
#include "screens/app/ask.h"
#include "screens/app/list_screen.h"
#include "screens/app/place_args.h"
#include "screens/app/undo.h"
#include "screens/widget/words.h"
#include "service/year/school_turn.h"

struct turn_screen {
	struct list_state base; /* first: list_screen.h; its rows are of struct turn_page_row */
	int32_t on;             /* DATE_NONE: today, whichever day that is */
	size_t settled, lines;
};

struct turn_page_row {
	enum turn_line line;
	struct turn_count count;
};

static int32_t
day_of(const struct screen *sc)
{
	const struct turn_screen *t = screen_state(sc);

	return t->on != DATE_NONE ? t->on : clock_today();
}

static enum status
turn_open(struct screen *sc, const void *args, struct error *e)
{
	struct turn_screen *t = screen_state(sc);

	(void)args;
	(void)e;
	t->on = DATE_NONE;
	return ST_OK;
}

static void
take_counts(struct turn_screen *t, const struct turn_count *counts, struct list_rows *out)
{
	t->settled = t->lines = 0;
	for (enum turn_line i = 0; i < TURN_LINES; i++) {
		if (!counts[i].there)
			continue;
		list_rows_add(out, &(struct turn_page_row){.line = i, .count = counts[i]});
		t->lines++;
		t->settled += counts[i].left == 0;
	}
}

static bool
turn_page_read(struct screen *sc, struct list_rows *out)
{
	struct turn_count counts[TURN_LINES] = {{.count = 0}};
	struct error e = {0};
	enum status st = turn_count(out->view, day_of(sc), counts, &e);

	take_counts(screen_state(sc), counts, out);
	if (st != ST_OK)
		app_say_error(screen_app(sc), &e);
	return st == ST_OK;
}

/* Of the moves nobody knows how many are left. */
static void
put_left(const struct turn_page_row *r, struct buf *out)
{
	if (r->line == TURN_MOVES)
		buf_puts(out, "—");
	else
		words_put_number(out, r->count.left);
}

/* What the line holds; of what is left how much is begun. */
static void
put_rule(const struct turn_line_info *info, const struct turn_count *count, struct buf *out)
{
	buf_puts(out, count->count > 0 ? info->rule : info->empty);
	if (info->begun == NULL || count->left == 0)
		return;
	buf_printf(out, " Из оставшихся %s: ", info->begun);
	words_put_number(out, count->begun);
	buf_putc(out, '.');
}

static void
turn_page_put(const void *row, struct list_cells *out)
{
	const struct turn_page_row *r = row;
	const struct turn_line_info *info = turn_line_info(r->line);

	buf_puts(&out->text[0], info->title);
	words_put_number(&out->text[1], r->count.count - r->count.left);
	put_left(r, &out->text[2]);
	buf_puts(&out->text[3], info->settle);
	put_rule(info, &r->count, &out->more);
	out->style = r->count.left == 0 ? STYLE_FAINT : STYLE_PLAIN;
}

static void
turn_title(const struct screen *sc, struct buf *out)
{
	struct school_turn turn = school_turn_of(day_of(sc));

	buf_printf(
	    out, "Новый учебный год %d/%d на ", date_year(turn.begins), date_year(turn.ends));
	date_put_russian(out, turn.on);
}

/* "2025/2026 кончается 31.08.2026 · закончено строк: 3 из 8" */
static void
turn_draw_head(const struct screen *sc, struct ui *ui, int row, int columns)
{
	const struct turn_screen *t = screen_state(sc);
	struct school_turn turn = school_turn_of(day_of(sc));
	struct buf text = {0};

	buf_printf(
	    &text, "%d/%d год: последний день ", date_year(turn.began), date_year(turn.ended));
	date_put_russian(&text, turn.ended);
	buf_printf(&text, " · строк, где всё сделано: %zu из %zu", t->settled, t->lines);
	ui_put(ui, row, 1, columns - 2, STYLE_FAINT, buf_text(&text));
	buf_free(&text);
}

static void
open_line(struct screen *sc, const void *row)
{
	const struct turn_page_row *r = row;
	const struct turn_screen *t = screen_state(sc);

	if (r->line == TURN_PLANS)
		place_open(screen_app(sc), PLACE_PLANS_HANDED, NO_QUESTION,
		    &(struct plans_args){.day = school_turn_of(day_of(sc)).begins});
	else
		place_open(screen_app(sc), PLACE_TURN_LINE, NO_QUESTION,
		    &(struct turn_args){.line = (int)r->line, .on = t->on});
}

static void
take_day(struct screen *sc, const void *about, const struct answer *answer)
{
	struct turn_screen *t = screen_state(sc);
	int32_t day;

	(void)about;
	if (!ask_read_day(answer, &day))
		return;
	t->on = day;
	app_reload(screen_app(sc));
}

static void
ask_on(struct screen *sc)
{
	ask_day(screen_app(sc), THEN(take_day), "Новый учебный год", "На какой день:", day_of(sc));
}

const struct screen_ops turn_screen = {
    .name = "turn",
    .about =
	"Что кончается с учебным годом и что начать заново: сколько сделано, сколько осталось. "
	"Enter — туда, где это делают. С марта по август — год, который впереди, с сентября по "
	"февраль — тот, что начался.",
    .open = turn_open,
    .actions = LIST_WORK(ACTION(ACT_OPEN, "Enter", "Туда, где это делают", .word = "Открыть",
			     .permit = PERMIT_READ, .on_row = open_line),
	ACTION(ACT_AS_OF, "F6 d", "На другой день", .word = "Дата", .on_screen = ask_on),
	ACTION(ACT_UNDO, "C-z", "Отменить последнее своё действие", .permit = PERMIT_EDIT,
	    .on_screen = undo_here),
	ACTION(ACT_REDO, "C-y", "Сделать снова отменённое", .permit = PERMIT_EDIT,
	    .on_screen = redo_here)),
    LIST_SCREEN(struct turn_screen, struct turn_page_row,
	COLUMNS({.title = "Что", .width = 36, .grows = true, .lead = true},
	    {.title = "Сделано", .width = 7, .right = true},
	    {.title = "Осталось", .width = 8, .right = true},
	    {.title = "Что делать", .width = 30, .rank = 1, .grows = true}),
	.put_title = turn_title, .read = turn_page_read, .put = turn_page_put,
	.key_size = sizeof(enum turn_line), .head = 1, .draw_head = turn_draw_head, .foot = 3),
};
