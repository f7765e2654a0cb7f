/* SPDX-License-Identifier: MIT
 * purposes.c - which order to compose.
 */
#include "screens/widget/list.h"
#include "screens/app/place_args.h"
#include "screens/corps/order.h"

enum { WIDTH = 52 };

static const struct action purposes_actions[] = {
    ACTION(ACT_CHOOSE, "Enter", "Составить приказ этого вида", .word = "Составить",
	.permit = PERMIT_EDIT),
    LIST_ACTIONS,
    {.act = ACT_NONE},
};

static void
purposes_load(struct screen *sc)
{
	list_set(screen_state(sc), ORDER_PURPOSES, ORDER_PURPOSES);
}

static void
purposes_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct list *l = screen_state(sc);
	int top = row + (rows - ORDER_PURPOSES - 4) / 2, left = (columns - WIDTH) / 2;

	ui_box(ui, top, left, ORDER_PURPOSES + 4, WIDTH, "Какой приказ составить");
	for (int i = 0; i < ORDER_PURPOSES; i++) {
		bool here = (size_t)i == l->cursor;

		ui_printf(ui, top + 2 + i, left + 3, WIDTH - 6, here ? STYLE_CURSOR : STYLE_PLAIN,
		    "%d  %s", i + 1, orders_purpose_word((enum order_purpose)i));
		if (here)
			ui_cursor(ui, top + 2 + i, left + 3);
	}
}

static void
compose(struct screen *sc, int purpose)
{
	app_pop(screen_app(sc), NULL);
	place_open(
	    screen_app(sc), PLACE_ORDER, NO_QUESTION, &(struct order_args){.purpose = purpose});
}

static void
purposes_act(struct screen *sc, int act)
{
	struct list *l = screen_state(sc);

	if (!list_act(l, act))
		compose(sc, (int)l->cursor);
}

static bool
purposes_key(struct screen *sc, const struct key *key)
{
	if (key->code != K_CHARACTER || key->ch < '1' || key->ch >= '1' + ORDER_PURPOSES)
		return false;
	compose(sc, (int)(key->ch - '1'));
	return true;
}

const struct screen_ops purposes_screen = {
    .name = "purposes",
    .about = "Какой приказ составить: стрелками или цифрой",
    .state_size = sizeof(struct list),
    .overlay = true,
    .actions = purposes_actions,
    .load = purposes_load,
    .draw = purposes_draw,
    .act = purposes_act,
    .key = purposes_key,
};
