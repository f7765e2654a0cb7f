/* SPDX-License-Identifier: MIT
 * activity_lists.c - what the lists of requests offer besides what all lists do: for help, for
 * reports.
 */
#include "screens/app/place_args.h"
#include "screens/record/browser.h"

enum { DO_BOARD = BROWSER_OWN, DO_REPORTS };

static void
show_board(struct screen *sc)
{
	const struct record *r = browser_current(screen_state(sc));

	place_open(screen_app(sc), PLACE_REQUESTS_BOARD, NO_QUESTION,
	    &(struct request_args){.request = r != NULL ? r->id : 0});
}

static const struct action request_actions[] = {
    ACTION(DO_BOARD, "C-o", "Доска: не поручено, в работе, просрочено, выполнено", .word = "Доска",
	.permit = PERMIT_READ, .on_screen = show_board),
    BROWSER_VIEW_ACTIONS("F2 C-w"),
    BROWSER_ACTIONS,
    {.act = ACT_NONE},
};

const struct screen_ops requests_screen = BROWSER_SCREEN(request_actions, NULL);

static void
show_reports(struct screen *sc)
{
	const struct record *r = browser_current(screen_state(sc));

	place_open(screen_app(sc), PLACE_REPORTS, NO_QUESTION,
	    &(struct reports_args){.request = r != NULL ? r->id : 0});
}

static const struct action report_request_actions[] = {
    ACTION(DO_REPORTS, "C-o", "Отчёты по этому запросу: отметить полученные и принятые, свод",
	.word = "Отчёты", .permit = PERMIT_READ, .on_screen = show_reports),
    BROWSER_VIEW_ACTIONS("F2 C-w"),
    BROWSER_ACTIONS,
    {.act = ACT_NONE},
};

const struct screen_ops report_requests_screen = BROWSER_SCREEN(report_request_actions, NULL);
