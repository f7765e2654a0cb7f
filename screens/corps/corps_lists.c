/* SPDX-License-Identifier: MIT
 * corps_lists.c - what the lists of orders and of memberships offer besides what all lists do.
 */
#include "screens/record/browser.h"

enum { DO_COMPOSE = BROWSER_OWN, DO_VIEW };

static void
open_current_order(struct screen *sc)
{
	const struct record *r = browser_current(screen_state(sc));

	if (r != NULL)
		place_open(screen_app(sc), PLACE_ORDER_TEXT, NO_QUESTION,
		    &(struct order_text_args){.order = r->id});
}

static void
compose(struct screen *sc)
{
	place_open(screen_app(sc), PLACE_PURPOSES, NO_QUESTION, NULL);
}

static void
view(struct screen *sc)
{
	place_open(screen_app(sc), PLACE_ROSTER, NO_QUESTION, NULL);
}

static const struct action order_actions[] = {
    ACTION(ACT_TEXT, "F2", "Показать текст приказа", .word = "Текст", .permit = PERMIT_READ,
	.on_screen = open_current_order),
    ACTION(DO_COMPOSE, "C-g", "Составить и зарегистрировать новый приказ", .word = "Составить",
	.permit = PERMIT_EDIT, .on_screen = compose),
    BROWSER_ACTIONS,
    {.act = ACT_NONE},
};

const struct screen_ops orders_screen = BROWSER_SCREEN(order_actions, NULL);

static const struct action membership_actions[] = {
    ACTION(DO_VIEW, "F2", "Состав методактива на дату, кто пришёл и ушёл, пробелы",
	.word = "Состав", .permit = PERMIT_READ, .on_screen = view),
    BROWSER_ACTIONS,
    {.act = ACT_NONE},
};

const struct screen_ops memberships_screen = BROWSER_SCREEN(membership_actions, NULL);
