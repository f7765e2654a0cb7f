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

/* What there is to order about in this town, each once. */
struct purposes {
	struct list list;
	enum order_purpose at[ORDER_PURPOSES];
	size_t count;
};

static void
purposes_load(struct screen *sc)
{
	struct purposes *p = screen_state(sc);
	const struct profile *town = app_session(screen_app(sc))->profile;

	p->count = 0;
	for (enum order_purpose i = 0; i < ORDER_PURPOSES; i++)
		if (orders_has_purpose(town, i))
			p->at[p->count++] = i;
	list_set(&p->list, p->count, ORDER_PURPOSES);
}

static void
purposes_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct purposes *p = screen_state(sc);
	int count = (int)p->count;
	int top = row + (rows - count - 4) / 2, left = (columns - WIDTH) / 2;

	ui_box(ui, top, left, count + 4, WIDTH, "Какой приказ составить");
	for (int i = 0; i < count; i++) {
		bool here = (size_t)i == p->list.cursor;

		ui_printf(ui, top + 2 + i, left + 3, WIDTH - 6, here ? STYLE_CURSOR : STYLE_PLAIN,
		    "%d  %s", i + 1, orders_purpose_word(p->at[i]));
		if (here)
			ui_cursor(ui, top + 2 + i, left + 3);
	}
}

static void
compose(struct screen *sc, size_t which)
{
	struct order_args args = {
	    .purpose = (int)((const struct purposes *)screen_state(sc))->at[which]};
	struct app *app = screen_app(sc);

	app_pop(app, NULL);
	place_open(app, PLACE_ORDER, NO_QUESTION, &args);
}

static void
purposes_act(struct screen *sc, int act)
{
	struct purposes *p = screen_state(sc);

	if (!list_act(&p->list, act))
		compose(sc, p->list.cursor);
}

static bool
purposes_key(struct screen *sc, const struct key *key)
{
	const struct purposes *p = screen_state(sc);

	if (key->code != K_CHARACTER || key->ch < '1' || key->ch >= '1' + p->count)
		return false;
	compose(sc, key->ch - '1');
	return true;
}

const struct screen_ops purposes_screen = {
    .name = "purposes",
    .about = "Какой приказ составить: стрелками или цифрой",
    .state_size = sizeof(struct purposes),
    .overlay = true,
    .actions = purposes_actions,
    .load = purposes_load,
    .draw = purposes_draw,
    .act = purposes_act,
    .key = purposes_key,
};
