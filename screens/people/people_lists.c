/* SPDX-License-Identifier: MIT
 * people_lists.c - what the lists of support, pathways, methodists and the reserve offer besides
 * what all lists do: the screen that is made for them.
 */
#include "screens/app/place_args.h"
#include "screens/record/browser.h"

enum { DO_BOARD = BROWSER_OWN };

static void
show_board(struct screen *sc, enum place place)
{
	const struct record *r = browser_current(screen_state(sc));

	place_open(screen_app(sc), place, NO_QUESTION,
	    &(struct people_args){.sought = r != NULL ? r->id : 0});
}

static void
show_mentoring(struct screen *sc)
{
	show_board(sc, PLACE_MENTORING);
}

static void
show_pathways(struct screen *sc)
{
	show_board(sc, PLACE_PATHWAYS_BOARD);
}

static void
show_items(struct screen *sc)
{
	const struct record *r = browser_current(screen_state(sc));

	if (r != NULL)
		place_open(screen_app(sc), PLACE_PATHWAY, NO_QUESTION,
		    &(struct pathway_args){.pathway = r->id});
}

static void
show_loads(struct screen *sc)
{
	place_open(screen_app(sc), PLACE_METHODISTS_LOAD, NO_QUESTION, NULL);
}

static void
show_reserve(struct screen *sc)
{
	show_board(sc, PLACE_RESERVE_BOARD);
}

#define BOARD(about, shows)                                                                        \
	ACTION(                                                                                    \
	    DO_BOARD, "C-o", about, .word = "Доска", .permit = PERMIT_READ, .on_screen = (shows)), \
	    BROWSER_VIEW_ACTIONS("F2 C-w"), BROWSER_ACTIONS,                                       \
	{                                                                                          \
		.act = ACT_NONE                                                                    \
	}

enum { DO_ITEMS = DO_BOARD + 1 };

static const struct action support_actions[] = {
    BOARD("Молодые и наставники: пары, кто без наставника, итоги", show_mentoring),
};

static const struct action pathway_actions[] = {
    ACTION(DO_ITEMS, "C-k", "Пункты этого маршрута", .word = "Пункты", .permit = PERMIT_READ,
	.on_screen = show_items),
    BOARD("ИОМ: в работе, срок вышел, кому ещё нужен", show_pathways),
};

static const struct action attachment_actions[] = {
    BOARD("Нагрузка методистов: сколько педагогов закреплено", show_loads),
};

static const struct action reserve_actions[] = {
    BOARD("Кадровый резерв: кто в нём, у кого вышел срок, итоги", show_reserve),
};

const struct screen_ops support_screen = BROWSER_SCREEN(support_actions, NULL);
const struct screen_ops pathways_screen = BROWSER_SCREEN(pathway_actions, NULL);
const struct screen_ops attachments_screen = BROWSER_SCREEN(attachment_actions, NULL);
const struct screen_ops methodists_screen = BROWSER_SCREEN(attachment_actions, NULL);
const struct screen_ops reserve_screen = BROWSER_SCREEN(reserve_actions, NULL);
