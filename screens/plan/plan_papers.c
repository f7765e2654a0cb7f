/* SPDX-License-Identifier: MIT
 * plan_papers.c - the plan under the cursor and the month that is shown, as papers.
 */
#include "screens/plan/plan.h"

#include <assert.h>

#include "base/date.h"
#include "screens/app/ask.h"
#include "screens/output/document_viewer.h"

/* What is offered, and of what it is made. */
struct papers_asked {
	uint64_t plan; /* 0: only the month */
	bool roadmap;
	int32_t month;
};

static void
show(struct screen *sc, const char *paper, const struct paper_call *call, const char *title,
    const char *name)
{
	struct page page = {.title = ""};
	struct error e = {0};

	if (document_make(&page, app_session(screen_app(sc)), paper, call, &e) == ST_OK) {
		open_document_page(screen_app(sc), title, name, &page);
		return;
	}
	app_say_error(screen_app(sc), &e);
	page_free(&page);
}

static void
show_month(struct screen *sc, int32_t month)
{
	struct buf name = {0};

	buf_printf(&name, "план-%d-%02d", date_year(month), date_month(month));
	show(sc, "month", &(struct paper_call){.on = month}, "План на месяц", buf_text(&name));
	buf_free(&name);
}

static void
take_paper(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct papers_asked *a = about;
	const struct paper_call call = {.record = a != NULL ? a->plan : 0};

	assert(a != NULL);
	if (answer->code == 1)
		show_month(sc, a->month);
	else if (answer->code == 2 && a->roadmap)
		show(sc, "roadmap", &call, "Дорожная карта", "дорожная-карта");
	else if (answer->code == 2)
		show(sc, "plan", &call, "План работы", "план-работы");
}

/* The plan of the row under the cursor, else the part's plan of work or road map. */
static struct papers_asked
choose(const struct screen *sc)
{
	const struct plan_screen *p = screen_state(sc);
	const struct plan_row *row = list_screen_here(sc);
	struct papers_asked a = {.month = p->month};

	if (row != NULL) {
		a.plan = row->plan;
		a.roadmap = row->roadmap;
	} else if (p->part.whose != PLANS_OF_ALL) {
		a.roadmap = p->plans[0].plan == 0;
		a.plan = p->plans[a.roadmap].plan;
	}
	return a;
}

void
plan_ask_paper(struct screen *sc)
{
	struct papers_asked a = choose(sc);
	const char *lines[2] = {"План на месяц (циклограмма)",
	    a.roadmap ? "Дорожная карта, где этот пункт" : "План работы, где этот пункт"};

	ask_numbered(screen_app(sc), ABOUT(take_paper, &a), "Бумага", lines, a.plan != 0 ? 2 : 1);
}
