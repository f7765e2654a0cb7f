/* SPDX-License-Identifier: MIT
 * bank_lists.c - what the list of materials offers besides what all lists do.
 */
#include "screens/app/place_args.h"
#include "screens/record/browser.h"

enum { DO_BANK = BROWSER_OWN };

static void
show_bank(struct screen *sc)
{
	const struct record *r = browser_current(screen_state(sc));

	place_open(screen_app(sc), PLACE_BANK, NO_QUESTION,
	    &(struct bank_args){.resource = r != NULL ? r->id : 0});
}

static const struct action resource_actions[] = {
    ACTION(DO_BANK, "C-o", "Банк: предложены, на экспертизе, рекомендованы, отклонены",
	.word = "Банк", .permit = PERMIT_READ, .on_screen = show_bank),
    BROWSER_VIEW_ACTIONS("F2 C-w"),
    BROWSER_ACTIONS,
    {.act = ACT_NONE},
};

const struct screen_ops resources_screen = BROWSER_SCREEN(resource_actions, NULL);
