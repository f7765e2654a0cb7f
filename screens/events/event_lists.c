/* SPDX-License-Identifier: MIT
 * event_lists.c - what the list of events offers besides what all lists do.
 */
#include "screens/record/browser.h"

enum { DO_PEOPLE = BROWSER_OWN, DO_RESULTS };

static void
open_current(struct screen *sc, enum place place)
{
	const struct record *r = browser_current(screen_state(sc));

	if (r != NULL)
		place_open(
		    screen_app(sc), place, NO_QUESTION, &(struct event_args){.event = r->id});
	else
		app_say(screen_app(sc), MESSAGE_WARNING, "Мероприятий нет. Ins — внести первое.");
}

static void
open_people(struct screen *sc)
{
	open_current(sc, PLACE_EVENT_PEOPLE);
}

static void
open_results(struct screen *sc)
{
	open_current(sc, PLACE_CONTEST);
}

static const struct action event_actions[] = {
    ACTION(DO_PEOPLE, "F2", "Участники мероприятия: отметить, вставить списком, дать роли",
	.word = "Участники", .permit = PERMIT_READ, .on_screen = open_people),
    ACTION(DO_RESULTS, "C-g", "Итоги конкурса: номинации, баллы, места, протокол", .word = "Итоги",
	.permit = PERMIT_READ, .on_screen = open_results,
	.synonyms = "конкурс жюри протокол баллы места"),
    BROWSER_ACTIONS,
    {.act = ACT_NONE},
};

const struct screen_ops events_screen = BROWSER_SCREEN(event_actions, NULL);
