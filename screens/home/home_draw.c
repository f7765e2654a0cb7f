/* SPDX-License-Identifier: MIT
 * home_draw.c - how the first screen looks, and where it is clicked.
 */
#include "screens/home/home.h"

#include "base/utf8.h"
#include "screens/widget/words.h"

static void
draw_list_spot(const struct spot *spot, struct ui *ui, int row, bool here)
{
	int column = 2 + spot->column * COLUMN, width;
	struct buf count = {0};

	words_put_number(&count, spot->count);
	width = (int)utf8_width(buf_text(&count));
	ui_put(ui, row, column, 1, STYLE_STRONG, here ? "►" : " ");
	ui_put(ui, row, column + 2, LABEL - 3 - width, here ? STYLE_CURSOR : STYLE_PLAIN,
	    entity_of(spot->kind)->many);
	ui_put(ui, row, column + LABEL - width, width, spot->count > 0 ? STYLE_PLAIN : STYLE_FAINT,
	    buf_text(&count));
	if (here)
		ui_cursor(ui, row, column + 2);
	buf_free(&count);
}

static void
draw_indicators_spot(const struct spot *spot, struct ui *ui, int row, bool here)
{
	int column = 2 + spot->column * COLUMN;

	ui_put(ui, row, column, 1, STYLE_STRONG, here ? "►" : " ");
	ui_put(ui, row, column + 2, LABEL - 5, here ? STYLE_CURSOR : STYLE_STRONG, "Показатели");
	ui_put(ui, row, column + LABEL - 2, 2, STYLE_FAINT, "F2");
	if (here)
		ui_cursor(ui, row, column + 2);
}

static void
draw_line_spot(struct ui *ui, int row, int columns, bool here, const char *text)
{
	int width = (int)utf8_width(text), room = columns - 6;

	ui_put(ui, row, 2, 1, STYLE_STRONG, here ? "►" : " ");
	ui_put(ui, row, 4, width < room ? width : room, here ? STYLE_CURSOR : STYLE_PLAIN, text);
	if (here)
		ui_cursor(ui, row, 4);
}

static void
draw_headings(const struct home *h, struct ui *ui, int row)
{
	int last = -1;

	for (size_t i = 0; i < h->count; i++) {
		const struct spot *spot = &h->spots[i];

		if (spot->what != SPOT_LIST || spot->group == last)
			continue;
		last = spot->group;
		if (!in_sight(h, spot->row - 1))
			continue;
		ui_printf(ui, row + spot->row - 1 - h->top, 2 + spot->column * COLUMN, LABEL,
		    STYLE_HEADER, "%d %s", last + 1, home_group_title(last));
	}
}

static void
draw_journal(const struct home *h, struct ui *ui, int row, int rows, int columns, bool here)
{
	draw_line_spot(
	    ui, row, columns, here, h->done.count > 0 ? h->done.lines[0] : "Журнал пока пуст");
	for (size_t i = 1; i < h->done.count && (int)i < rows; i++)
		ui_put(ui, row + (int)i, 4, columns - 6, STYLE_FAINT, h->done.lines[i]);
}

/* On the line below the lists: that there are more of them above or below. */
static void
draw_more(const struct home *h, struct ui *ui, int row, int columns)
{
	bool below = h->top + h->rule <= h->last;

	if (h->top == 0 && !below)
		return;
	ui_put(ui, row, columns - 18, 0, STYLE_HEADER, below ? " ▼ ещё списки " : " ▲ ещё списки ");
}

/* "В работе", and how much waits besides. */
static void
draw_rule(const struct home *h, struct ui *ui, int row)
{
	struct buf text = {0};

	if (h->nwaiting > 0) {
		buf_puts(&text,
		    h->work.kept ? " В работе · ждёт внимания, списков: "
				 : " Ждёт внимания, списков: ");
		buf_printf(&text, "%zu, Ctrl-W ", h->nwaiting);
	} else if (h->work.kept) {
		buf_puts(&text, " В работе ");
	}
	ui_put(ui, row, 4, 0, STYLE_HEADER, buf_text(&text));
	buf_free(&text);
}

static void
draw_aside(const struct home *h, const struct session *s, struct ui *ui, int row, int columns)
{
	const struct home_aside aside = {
	    .work = &h->work, .waiting = h->waiting, .nwaiting = h->nwaiting};

	home_aside_draw(&aside, s, ui, row, h->rule, 2 + 2 * COLUMN, columns - 2 * COLUMN - 4);
}

/* Where a click opens it. */
static void
tell_spot(const struct home *h, struct ui *ui, int row, int columns, size_t i)
{
	const struct spot *spot = &h->spots[i];

	if (spot->what == SPOT_WORK)
		home_work_tell(ui, row + spot->row, spot->work, (int)i);
	else if (is_of_lists(spot))
		zones_add_spot(ui_zones(ui), row + spot->row - h->top, 2 + spot->column * COLUMN,
		    LABEL, (int)i, 0);
	else
		zones_add_spot(ui_zones(ui), row + spot->row, 2, columns - 4, (int)i, 0);
}

void
home_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct home *h = screen_state(sc);

	draw_headings(h, ui, row);
	if (columns >= WIDE)
		draw_aside(h, app_session(screen_app(sc)), ui, row, columns);
	ui_rule(ui, row + h->rule, 2, columns - 4);
	draw_rule(h, ui, row + h->rule);
	draw_more(h, ui, row + h->rule, columns);
	for (size_t i = 0; i < h->count; i++) {
		const struct spot *spot = &h->spots[i];
		bool here = i == h->cursor;

		if (is_of_lists(spot) && !in_sight(h, spot->row))
			continue;
		tell_spot(h, ui, row, columns, i);
		if (spot->what == SPOT_LIST)
			draw_list_spot(spot, ui, row + spot->row - h->top, here);
		else if (spot->what == SPOT_INDICATORS)
			draw_indicators_spot(spot, ui, row + spot->row - h->top, here);
		else if (spot->what == SPOT_WORK)
			home_work_draw(&h->work, ui, row + spot->row, spot->work, here);
		else if (spot->what == SPOT_DRAFTS)
			draw_line_spot(ui, row + spot->row, columns, here, h->drafts);
		else if (spot->what == SPOT_OTHERS)
			draw_line_spot(ui, row + spot->row, columns, here, buf_text(&h->others));
		else
			draw_journal(h, ui, row + spot->row, rows - spot->row, columns, here);
	}
}
