/* SPDX-License-Identifier: MIT
 * board.c - lists in several views.
 */
#include "screens/record/board.h"

#include "base/utf8.h"

struct board *
board_of(struct screen *sc)
{
	return screen_state(sc);
}

uint64_t
board_id_of(const void *row)
{
	return *(const uint64_t *)row;
}

void
board_turn_to(struct screen *sc, uint64_t id, unsigned views)
{
	struct board *b = board_of(sc);

	if (id == b->sought && views != 0 && (views & 1U << b->now) == 0)
		b->now = __builtin_ctz(views);
}

void
board_add_row(struct screen *sc, struct list_rows *out, const void *row)
{
	struct board *b = board_of(sc);

	if (board_id_of(row) == b->sought) {
		b->list.list.cursor = out->count;
		b->sought = 0;
	}
	list_rows_add(out, row);
}

void
board_draw_heads(
    const struct screen *sc, struct ui *ui, int row, int gap, const struct board_head *heads)
{
	const struct board *b = screen_state(sc);
	int column = 1;

	for (int i = 0; i < b->count; i++) {
		ui_put(ui, row, column, 0, i == b->now ? STYLE_CURSOR : STYLE_LABEL, heads[i].word);
		ui_printf(ui, row + 1, column, 0, heads[i].style, "%zu", heads[i].count);
		column += (int)utf8_width(heads[i].word) + gap;
	}
}

static void
turn(struct screen *sc, int step)
{
	struct board *b = board_of(sc);

	b->now = (b->now + b->count + step) % b->count;
	list_screen_begin(sc);
}

void
board_back(struct screen *sc)
{
	turn(sc, -1);
}

void
board_on(struct screen *sc)
{
	turn(sc, 1);
}

void
board_take_entered(struct screen *sc, const void *about, const struct answer *answer)
{
	(void)about;
	if (answer->code == 0)
		return;
	board_of(sc)->sought = answer->id;
	list_screen_begin(sc);
}

void
choice_take(struct screen *sc, const void *row)
{
	app_pop(screen_app(sc), &(struct answer){.code = 1, .id = board_id_of(row)});
}

static void
take_other(struct screen *sc, const void *about, const struct answer *answer)
{
	(void)about;
	if (answer->code != 0)
		app_pop(screen_app(sc), answer);
}

void
choice_take_another(struct screen *sc)
{
	place_open(screen_app(sc), PLACE_PICKER, THEN(take_other),
	    &(struct picker_args){.kind = KIND_PEOPLE});
}

void
choice_show_person(struct screen *sc, const void *row)
{
	open_card(sc, KIND_PEOPLE, board_id_of(row));
}
