/* SPDX-License-Identifier: MIT
 * plan_papers.c - the plan under the cursor and the month that is shown, as papers.
 */
#include "screens/plan/plan.h"

#include <assert.h>

#include "base/date.h"
#include "screens/app/ask.h"
#include "screens/output/document_viewer.h"
#include "screens/output/saving.h"
#include "screens/output/site_page.h"
#include "screens/output/take_home.h"
#include "service/year/plan_deeds.h"

/* What is offered, and of what it is made. */
struct papers_asked {
	uint64_t plan; /* 0: only the month */
	bool roadmap;
	int32_t month;
};

static void
show_month(struct screen *sc, int32_t month)
{
	struct buf name = {0};

	buf_printf(&name, "план-%d-%02d", date_year(month), date_month(month));
	open_paper(screen_app(sc), "month", &(struct paper_call){.on = month}, "План на месяц",
	    buf_text(&name));
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
		open_paper(screen_app(sc), "roadmap", &call, "Дорожная карта", "дорожная-карта");
	else if (answer->code == 2)
		open_paper(screen_app(sc), "plan", &call, "План работы", "план-работы");
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

/* --- The page of a plan, for the site. */

/* path NULL: the page is taken over SSH, and only that it is published is journalled. */
static enum status
publish_page(struct session *s, uint64_t plan, const struct page *page, const char *path,
    bool replace, struct error *e)
{
	struct site_page site;
	enum status st;

	site_page_begin(&site, page, path, replace);
	st = plan_publish(s, plan, &site.file, e);
	site_page_free(&site);
	return st;
}

static void
tell_published(struct app *app, const struct page *page, const char *path)
{
	struct buf command = {0};

	if (path != NULL) {
		app_say(app, MESSAGE_INFO, "План опубликован, страница — %s.", path);
		return;
	}
	buf_printf(&command, "%s --format html", page->command);
	take_home_line(app, buf_text(&command), "план.html", NULL);
	buf_free(&command);
}

/* kind: of which of the part's plans. */
static void
publish(struct screen *sc, int kind, const char *path, bool replace)
{
	const struct plan_screen *p = screen_state(sc);
	struct app *app = screen_app(sc);
	const struct paper_call call = {.record = p->publishing, .publicly = true};
	struct page page = {.title = ""};
	struct error e = {0};
	enum status st = document_make(
	    &page, app_session(app), kind == PLAN_ROADMAP ? "roadmap" : "plan", &call, &e);

	if (st == ST_OK)
		st = publish_page(app_session(app), call.record, &page, path, replace, &e);
	if (st == ST_OK)
		tell_published(app, &page, path);
	else
		app_say_error(app, &e);
	page_free(&page);
	app_reload(app);
}

void
plan_ask_publish(struct screen *sc, uint64_t plan, uint8_t kind)
{
	struct plan_screen *p = screen_state(sc);

	p->publishing = plan;
	if (take_home_must(screen_app(sc)))
		publish(sc, kind, NULL, false);
	else
		saving_ask(screen_app(sc), publish, kind, "Страница плана для сайта",
		    kind == PLAN_ROADMAP ? "дорожная-карта.html" : "план-работы.html");
}
