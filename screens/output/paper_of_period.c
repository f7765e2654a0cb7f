/* SPDX-License-Identifier: MIT
 * paper_of_period.c - a paper of what was done from one day to another.
 */
#include "screens/output/paper_of_period.h"

#include <assert.h>

#include "base/clock.h"
#include "base/date.h"
#include "rules/schoolyear.h"
#include "screens/app/ask.h"
#include "screens/output/document_viewer.h"

void
open_paper_of_period(struct app *app, const struct paper_of_period *paper, int32_t until)
{
	const struct paper_call call = {
	    .record = paper->record, .on = DATE_NONE, .from = paper->from, .until = until};
	struct buf name = {0};

	buf_printf(&name, "%s-", paper->name);
	date_put_iso(&name, until);
	open_paper(app, paper->id, &call, paper->title, buf_text(&name));
	buf_free(&name);
}

static void
take_until(struct screen *sc, const void *about, const struct answer *answer)
{
	int32_t until;

	assert(about != NULL);
	if (ask_read_day(answer, &until))
		open_paper_of_period(screen_app(sc), about, until);
}

static void
take_from(struct screen *sc, const void *about, const struct answer *answer)
{
	struct paper_of_period paper;
	int32_t end, today = clock_today();

	assert(about != NULL);
	paper = *(const struct paper_of_period *)about;
	if (!ask_read_day(answer, &paper.from))
		return;
	end = schoolyear_end(paper.from);
	ask_day(screen_app(sc), ABOUT(take_until, &paper), paper.title,
	    "По какой день:", end < today ? end : today);
}

void
ask_paper_of_period(struct screen *sc, struct paper_of_period paper)
{
	ask_day(screen_app(sc), ABOUT(take_from, &paper), paper.title,
	    "С какого дня:", schoolyear_start(clock_today()));
}
